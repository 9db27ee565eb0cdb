from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrelieux.charters.models.charter import Charter, CharterVersion
from entrelieux.platform.ids import new_public_id


class Proposal(models.Model):
    """A change of one rule, on its way through the procedure of its community.

    `rule_id` is the rule; `after` its document, None to remove it; `before` what it replaces. Other
    versions of it may be put beside (`Alternative`), where the procedure chooses among several.
    `words` are the labels of the names that the rule brings in, by name and language. `procedure`
    is that of the charter on the day it was opened.
    """

    class State(models.TextChoices):
        OPEN = "open", _("en cours")
        ADOPTED = "adopted", _("adoptée")
        REFUSED = "refused", _("pas adoptée")
        WITHDRAWN = "withdrawn", _("retirée")

    class Trial(models.TextChoices):
        NONE = "none", _("sans essai")
        RUNNING = "running", _("à l’essai")
        KEPT = "kept", _("gardée après l’essai")
        LAPSED = "lapsed", _("tombée à la fin de l’essai")

    public_id = models.CharField(
        _("identifiant public"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    charter = models.ForeignKey(
        Charter, verbose_name=_("charte"), on_delete=models.CASCADE, related_name="proposals"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposée par"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="rule_proposals",
    )
    rule_id = models.CharField(_("règle"), max_length=80)
    before = models.JSONField(_("avant"), null=True, blank=True)
    after = models.JSONField(_("après"), null=True, blank=True)
    words = models.JSONField(_("mots nouveaux"), default=dict, blank=True)
    reason = models.CharField(_("pourquoi"), max_length=500)
    procedure = models.JSONField(_("façon de décider"))
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.OPEN)
    trial = models.CharField(_("essai"), max_length=8, choices=Trial.choices, default=Trial.NONE)
    trial_until = models.DateField(_("à l’essai jusqu’au"), null=True, blank=True)
    reminded_on = models.DateField(_("revue rappelée le"), null=True, blank=True)
    is_clarified = models.BooleanField(_("les questions sont posées"), default=False)
    is_heard = models.BooleanField(_("tout le monde a pu objecter"), default=False)
    jury = models.JSONField(_("jury"), default=list, blank=True)
    opened_at = models.DateTimeField(_("ouverte le"), auto_now_add=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    version = models.ForeignKey(
        CharterVersion,
        verbose_name=_("version adoptée"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("proposition de règle")
        verbose_name_plural = _("propositions de règles")

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("rule_proposal", args=[self.charter.community.slug, self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Alternative(models.Model):
    """Another version of the rule, put beside a proposal to be judged or ranked with it."""

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposition"), on_delete=models.CASCADE, related_name="others"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    after = models.JSONField(_("règle"))

    class Meta:
        ordering = ["proposal", "pk"]
        verbose_name = _("autre version")
        verbose_name_plural = _("autres versions")

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        return f"version-{self.pk}"


class Voice(models.Model):
    """What somebody said of a proposal. An objection names a clause and a harm."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        ANSWER = "answer", _("réponse")
        OBJECTION = "objection", _("objection")
        ADVICE = "advice", _("avis")

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposition"), on_delete=models.CASCADE, related_name="voices"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("par"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    kind = models.CharField(_("sorte"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("texte"), max_length=2_000)
    clause = models.CharField(_("clause visée"), max_length=80, blank=True)
    is_integrated = models.BooleanField(_("levée"), default=False)
    at = models.DateTimeField(_("le"), auto_now_add=True)

    class Meta:
        ordering = ["proposal", "at", "pk"]
        verbose_name = _("parole")
        verbose_name_plural = _("paroles")

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.kind}"


class Ballot(models.Model):
    """A person's vote: {"choice": "for"}, grades by version, or ranks by version."""

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposition"), on_delete=models.CASCADE, related_name="ballots"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("personne"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    content = models.JSONField(_("vote"))
    at = models.DateTimeField(_("le"), auto_now=True)

    class Meta:
        ordering = ["proposal", "pk"]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="ballot_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}"
