"""What the rules of communities, and their decisions, keep of a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrelieux.accounts.personal import Erased, Kept

DECIDED = _(
    "Vos propositions de règles et ce que vous en avez dit : cela explique ce qui a été décidé. "
    "Vos votes sont effacés ; le journal des décisions, scellé, n’a jamais contenu de nom."
)
GIVEN = _("Les accords et les habilitations que vous avez donnés à d’autres : ils y ont droit.")
RULE = ("proposal__public_id", "proposal__rule_id")

KEPT = (
    Kept("births", "charters.Birth.person", Erased.DELETED, ("born_on", "community__name")),
    Kept(
        "records",
        "charters.Record.person",
        Erased.DELETED,
        ("community__name", "kind", "name", "since", "until", "withdrawn_at"),
    ),
    Kept(
        "records_noted",
        "charters.Record.by",
        Erased.NAMELESS,
        ("community__name", "kind", "name", "since"),
        stays=GIVEN,
    ),
    Kept(
        "habilitations",
        "charters.Habilitation.person",
        Erased.DELETED,
        (
            "community__name",
            "badge",
            "level",
            "granted_on",
            "expires_on",
            "used_on",
            "suspended_on",
            "suspended_until",
            "revoked_on",
            "reason",
            "credential__token",
        ),
    ),
    Kept(
        "habilitations_given",
        "charters.Habilitation.granted_by",
        Erased.NAMELESS,
        ("community__name", "badge", "granted_on"),
        stays=GIVEN,
    ),
    Kept(
        "group_badges_given",
        "charters.GroupBadge.granted_by",
        Erased.NAMELESS,
        ("group__community__name", "group__name", "badge", "granted_on"),
        stays=GIVEN,
    ),
    Kept(
        "agreements",
        "charters.AgreementRequest.person",
        Erased.DELETED,
        ("community__name", "act", "kind", "about", "note", "case", "state", "asked_at"),
    ),
    Kept(
        "agreements_answered",
        "charters.AgreementRequest.answered_by",
        Erased.NAMELESS,
        ("community__name", "act", "state", "answered_at"),
        stays=GIVEN,
    ),
    Kept(
        "rule_proposals",
        "charters.Proposal.by",
        Erased.NAMELESS,
        ("charter__community__name", "rule_id", "after", "reason", "state", "opened_at"),
        stays=DECIDED,
    ),
    Kept(
        "rule_alternatives",
        "charters.Alternative.by",
        Erased.NAMELESS,
        (*RULE, "after"),
        stays=DECIDED,
    ),
    Kept(
        "rule_voices",
        "charters.Voice.by",
        Erased.NAMELESS,
        (*RULE, "kind", "text", "at"),
        stays=DECIDED,
    ),
    Kept("ballots", "charters.Ballot.person", Erased.DELETED, (*RULE, "content", "at")),
)
