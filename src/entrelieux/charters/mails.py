"""What is written about agreements and rules."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from entrelieux.accounts.models import Person
from entrelieux.charters.models import AgreementRequest, Proposal
from entrelieux.charters.queries import last_version, tree_of
from entrelieux.charters.reading import Reading
from entrelieux.messaging.letters import write_letter
from entrelieux.platform.links import signed_link

PURPOSE = "agreement"
BY_LINK = "agreement_by_link"


def write_request(*, request: AgreementRequest, to: Person) -> None:
    """To one of those whose agreement is asked, with a link that needs no signing in."""
    _write("asked", request, to, link=signed_link(BY_LINK, PURPOSE, request.pk, to.pk))


def write_answer(*, request: AgreementRequest) -> None:
    _write("answered", request, request.person, gives=request.state == request.State.GIVEN)


def _write(template: str, request: AgreementRequest, to: Person, **more: object) -> None:
    facts = {
        "who": str(request.person),
        "what": what_is_asked(request, to.language),
        "community": request.community.name,
        "note": request.note,
        "address": settings.BASE_URL + request.get_absolute_url(),
        **more,
    }
    write_letter(f"charters/mail/{template}.txt", to=to.email, language=to.language, facts=facts)


def what_is_asked(request: AgreementRequest, language: str) -> str:
    """« utiliser la découpeuse laser », in the words of the community."""
    version = last_version(request.community)
    if version is None:
        return request.act
    wording = Reading(tree_of(version), language).wording
    return " ".join(wording.label(name) for name in (request.act, request.kind) if name)


def write_review(*, proposal: Proposal, to: Person) -> None:
    """To who takes part in decisions: a trial ends soon, and without a review the rule falls."""
    with translation.override(to.language):
        address = settings.BASE_URL + proposal.get_absolute_url()
        end = date_format(proposal.trial_until, "j F Y") if proposal.trial_until else ""
    facts = {"community": proposal.charter.community.name, "address": address, "end": end}
    write_letter("charters/mail/review.txt", to=to.email, language=to.language, facts=facts)


def write_lapsed(*, proposal: Proposal) -> None:
    """To who proposed it: nobody reviewed the rule in time, and it fell."""
    person = proposal.by
    if person is None or not person.is_active:
        return
    with translation.override(person.language):
        address = settings.BASE_URL + proposal.get_absolute_url()
    facts = {"community": proposal.charter.community.name, "address": address}
    write_letter("charters/mail/lapsed.txt", to=person.email, language=person.language, facts=facts)
