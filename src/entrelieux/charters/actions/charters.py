"""Starting a charter, and writing its versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.charters.actions.journal import write_in_journal
from entrelieux.charters.errors import CharterExists, UnsoundRule
from entrelieux.charters.models import Charter, CharterVersion
from entrelieux.charters.queries import last_version
from entrelieux.charters.standing import Standing, standing_of
from entrelieux.communities.models import Community
from entrelieux.core.rules import DocumentError, read_charter, write_charter
from entrelieux.core.rules.changing.journal import digest
from entrelieux.core.rules.templates import template
from entrelieux.lexicons.language import current_language
from entrelieux.platform import audit


@transaction.atomic
def start_charter(*, by: Person | None, community: Community, template_name: str) -> CharterVersion:
    """The first charter of a community, from a template. Raises `CharterExists`."""
    document = write_charter(template(template_name))
    document["rules"] = [_undated(rule) for rule in document["rules"]]
    return adopt_charter(
        by=by,
        community=community,
        document={**document, "community": community.slug},
        standing=standing_of(template_name),
        template_name=template_name,
    )


def _undated(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule of a template begins with the charter: nobody decided or tried it here yet."""
    apart = ("since", "until", "trial_until", "decision")
    return {key: value for key, value in rule.items() if key not in apart}


@transaction.atomic
def adopt_charter(
    *,
    by: Person | None,
    community: Community,
    document: dict[str, Any],
    standing: Standing,
    template_name: str = "",
) -> CharterVersion:
    """A whole charter that was written elsewhere, as the first one. Raises `CharterExists`,
    `UnsoundRule`."""
    Community.objects.select_for_update().get(pk=community.pk)
    if Charter.objects.filter(community=community).exists():
        raise CharterExists(
            _("Cette communauté a déjà une charte : proposez d’en changer une règle.")
        )
    charter = Charter.objects.create(community=community, standing=standing, template=template_name)
    version = write_version(charter=charter, document=document, since=timezone.localdate())
    audit.record("start_charter", community, by=by, template=template_name)
    return version


def write_version(
    *, charter: Charter, document: dict[str, Any], since: date, decision: str = "", **told: Any
) -> CharterVersion:
    """The next version, with its line in the journal; the caller holds the charter’s row.

    `told` goes to the journal too. Raises `UnsoundRule`.
    """
    document = sound(document)
    last = last_version(charter.community)
    version = CharterVersion.objects.create(
        charter=charter,
        number=last.number + 1 if last else 1,
        document=document,
        digest=digest(document),
        since=since,
        decision=decision,
    )
    content = {"kind": "charter", "outcome": "adopted", "charter": version.digest, **told}
    write_in_journal(charter=charter, content=content)
    return version


def sound(document: dict[str, Any]) -> dict[str, Any]:
    """The document as the core writes it. Raises `UnsoundRule` with all that is to be mended."""
    try:
        return write_charter(read_charter(document))
    except DocumentError as error:
        language = current_language()
        raise UnsoundRule([problem.tell(language) for problem in error.problems]) from None
