"""Whether a place has to agree first, and in whose name somebody from elsewhere books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.bookings.agreements import excess_words, titles_of
from entrelieux.bookings.charter import Ruling, ruling_on
from entrelieux.bookings.errors import NotBookable, RefusedByRules
from entrelieux.bookings.lent import loans_during
from entrelieux.bookings.models import Asks
from entrelieux.bookings.queries import Standing, asked_by, standings_of
from entrelieux.bookings.wanted import BookableLine
from entrelieux.charters.actions import keep_requests
from entrelieux.charters.models import PastRequest, TrainedGroup
from entrelieux.charters.queries import groups_led_by
from entrelieux.communities.models import Community
from entrelieux.core.booking import Span


def lines_needing_agreement(
    person: Person,
    lines: Sequence[BookableLine],
    uses: Sequence[Span],
    purpose: str,
    *,
    community: Community | None = None,
    group: TrainedGroup | None = None,
    but: int = 0,
    standings: Mapping[int, Standing] | None = None,
) -> list[BookableLine]:
    """Those whose place has to agree. Raises `NotBookable`, `RefusedByRules`, `AcrossLoan`.

    `community` is in whose name she books, `group` whom she brings; `but` the key of a reservation
    that is being moved.
    """
    resources = [line.resource for line in lines]
    known = standings or standings_of(person, resources, loans_during(resources, uses))
    needing = []
    for line in lines:
        standing = known[line.resource.pk]
        ruling = ruling_on(standing, uses, purpose, group)
        # A series asks the same again and again: its first time is kept.
        keep_requests(source=PastRequest.Source.BOOKING, decisions=ruling.decisions[:2])
        if ruling.verdict == "no":
            raise RefusedByRules(
                _("Les règles de la communauté ne le permettent pas."), ruling=ruling
            )
        if _needs_agreement(line, standing, ruling, uses, community, but):
            needing.append(line)
    return needing


def title_for(
    lines: Sequence[BookableLine],
    standings: Mapping[int, Standing],
    community: Community | None = None,
) -> Community | None:
    """In whose name it is written: what she says, else the one that has an agreement for it."""
    if community:
        return community
    for line in lines:
        standing = standings[line.resource.pk]
        if line.bookable.asks != Asks.NOBODY and not standing.belongs:
            titles = titles_of(standing)
            if titles:
                return titles[0].community
    return None


def refuse_unless_leads(
    person: Person, group: TrainedGroup | None, standings: Mapping[int, Standing]
) -> None:
    """Raises `NotBookable`: one books for a group that one trained, or whose community one runs."""
    if group is None:
        return
    holders = {one.pk: one for standing in standings.values() for one in standing.communities}
    if not groups_led_by(person, list(holders.values())).filter(pk=group.pk).exists():
        raise NotBookable(_("Vous ne répondez pas de ce groupe : réservez sans lui."))


def refuse_unseen(person: Person, lines: Sequence[BookableLine]) -> None:
    if len(asked_by(person, [line.resource for line in lines]).seen) < len(lines):
        raise NotBookable(_("Une de ces ressources n’est pas montrée à tout le monde."))


def _needs_agreement(
    line: BookableLine,
    standing: Standing,
    ruling: Ruling,
    uses: Sequence[Span],
    community: Community | None,
    but: int,
) -> bool:
    """What a charter says goes before; in its silence, how the resource lets itself be booked.

    People of a community that has an agreement with the place are as its own, within what it gives.
    """
    if ruling.verdict in {"yes", "ask"}:
        return ruling.verdict == "ask"
    if line.bookable.asks == Asks.NOBODY:
        return False
    if line.bookable.asks == Asks.OUTSIDERS and standing.belongs:
        return False
    if standing.keeps:
        return False
    titles = titles_of(standing, community)
    if line.bookable.asks == Asks.EVERYONE or not titles:
        return True
    words = [excess_words(standing, title, uses, but=but) for title in titles]
    if all(words):
        raise RefusedByRules(
            _("L’accord entre les deux communautés ne va pas jusque-là."),
            ruling=Ruling("no", (words[0],)),
        )
    return False
