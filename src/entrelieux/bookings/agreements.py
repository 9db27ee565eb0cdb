"""What agreements between communities change of a booking: who needs no other agreement, and how
many days a month they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from entrelieux.activities.zones import zone_of
from entrelieux.bookings.queries import Standing, agreements_between, used_by_agreement
from entrelieux.communities.circles import circle_of
from entrelieux.communities.models import Community
from entrelieux.core.booking import Quota, Span, excesses
from entrelieux.exchanges.models import Agreement


@dataclass(frozen=True, slots=True)
class Title:
    """In whose name somebody from elsewhere books: her community, by an agreement."""

    agreement: Agreement
    community: Community


def titles_of(standing: Standing, wanted: Community | None = None) -> list[Title]:
    """Those by which she may book it now; only that of `wanted` when it is given."""
    mine = circle_of(standing.person).mine
    if wanted:
        mine &= {wanted.pk}
    holders = frozenset(community.pk for community in standing.communities)
    concept = standing.resource.concept
    return [
        Title(agreement, community)
        for agreement, community in agreements_between(holders, mine, timezone.localdate())
        if not agreement.concepts or concept in agreement.concepts
    ]


def excess_words(standing: Standing, title: Title, uses: Sequence[Span], *, but: int = 0) -> str:
    """« 5 jours par mois : il reste 1… »; "" when the allowance is enough. `but` is the key of a
    reservation that is not counted: the one that is moved."""
    days = title.agreement.days_per_month
    if days is None:
        return ""
    quota = Quota(Fraction(days), "days", "month", zone_of(standing.resource.card))
    holders = [community.pk for community in standing.communities]
    past = used_by_agreement(standing.person, title.community, holders, but=but)
    passed = excesses(quota, past, uses)
    if not passed:
        return ""
    return _(
        "L’accord avec %(name)s donne %(days)s jours par mois : il en reste %(left)s en %(month)s."
    ) % {
        "name": title.agreement.other(title.community).name,
        "days": days,
        "left": passed[0].left,
        "month": formats.date_format(passed[0].day, "F Y"),
    }
