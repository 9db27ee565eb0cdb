"""Where resources are at the times that are asked for: at home, or lent to another place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from entrelieux.bookings.errors import AcrossLoan
from entrelieux.bookings.models import Loan, Side
from entrelieux.bookings.queries import Known
from entrelieux.bookings.wording import loan_days
from entrelieux.core.booking import Span
from entrelieux.resources.models import Resource


def loans_known(known: Sequence[Known], uses: Sequence[Span]) -> dict[int, Loan]:
    """The loan that each lent resource is in, by its key. Raises `AcrossLoan`."""
    found = {one.resource.pk: _loan_of(one.resource, one.loans, uses) for one in known}
    return {key: loan for key, loan in found.items() if loan}


def loans_during(resources: Iterable[Resource], uses: Sequence[Span]) -> dict[int, Loan]:
    """The same, in one query."""
    if not uses:
        return {}
    asked = {one.pk: one for one in resources}
    window = Span(min(use.start for use in uses), max(use.end for use in uses))
    loans = Loan.objects.in_force().over(window).filter(resource__in=asked)
    by_resource: dict[int, list[Loan]] = {}
    for loan in loans.select_related("lender", "borrower__root"):
        by_resource.setdefault(loan.resource_id, []).append(loan)
    found = {key: _loan_of(asked[key], held, uses) for key, held in by_resource.items()}
    return {key: loan for key, loan in found.items() if loan}


def _loan_of(resource: Resource, loans: Sequence[Loan], uses: Sequence[Span]) -> Loan | None:
    met = [loan for loan in loans if any(loan.span.meets(use) for use in uses)]
    if not met:
        return None
    if len(met) == 1 and all(met[0].span.holds(use) for use in uses):
        return met[0]
    raise AcrossLoan(
        _("%(name)s est à %(place)s %(days)s : réservez à part ce qui est avant, pendant et après.")
        % {
            "name": resource.name,
            "place": met[0].place_of(Side.BORROWER).name,
            "days": loan_days(met[0]),
        }
    )


def apart(parents: Mapping[int, int | None], lent: Collection[int]) -> dict[int, int | None]:
    """In what each is, but that what is lent is in no room of its own place."""
    return {key: None if key in lent else above for key, above in parents.items()}
