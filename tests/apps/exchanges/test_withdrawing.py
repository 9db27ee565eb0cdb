"""One recognition is withdrawn by the side that recognises; the rest of the agreement goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from entrelieux.communities.actions import change_role
from entrelieux.exchanges.actions.agreements import (
    WITHDRAWN,
    end_agreement,
    withdraw_recognition,
)
from entrelieux.exchanges.errors import AgreementState
from entrelieux.exchanges.forms import StepForm
from entrelieux.exchanges.models import Agreement, Recognition
from entrelieux.exchanges.queries import recognised_by
from entrelieux.platform.models import AuditEvent, Job
from tests.cast import Cast, Role

pytestmark = pytest.mark.django_db
Agreed = Callable[..., Agreement]
Browser = Callable[[Any], Client]
API = "/api/v1/communities-agreements"


@pytest.fixture
def mutual(cast: Cast, agreed: Agreed) -> Agreement:
    """Each recognises one badge of the other; Chloé hosts the Bergerie."""
    change_role(by=None, person=cast.chloe, community=cast.bergerie, role=Role.HOST)
    step = {"badge": "laser", "taken_for": "tonte", "extra_step": "10 min de visite"}
    return agreed(
        recognitions=[
            {"accepting": cast.atelier, "badge": "tonte", "taken_for": "laser"},
            {"accepting": cast.bergerie, **step},
        ]
    )


def plain(text: str) -> str:
    """As it was written, before it was typeset."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def of(community: Any) -> Recognition:
    return Recognition.objects.get(accepting=community)


def page_of(recognition: Recognition) -> str:
    at = recognition.agreement.get_absolute_url()
    return f"{at}reconnaissances/{recognition.pk}/retirer/"


def address_of(recognition: Recognition) -> str:
    return f"{API}/{recognition.agreement.public_id}/recognitions/{recognition.pk}/withdraw"


def counts(community: Any, person: Any, days: int = 0) -> bool:
    day = timezone.localdate() + timedelta(days=days)
    return any(one.is_in_force(day) for one in recognised_by(community, [person.pk]))


def test_it_counts_no_more_from_that_day_and_stays_written(cast: Cast, mutual: Agreement) -> None:
    assert counts(cast.atelier, cast.chloe)
    withdraw_recognition(by=cast.alice, recognition=of(cast.atelier), because="Deux accidents")
    assert not counts(cast.atelier, cast.chloe)
    assert not counts(cast.atelier, cast.chloe, days=30)
    assert counts(cast.bergerie, cast.bob), "the other way goes on"
    kept = of(cast.atelier)
    assert (kept.badge, kept.withdrawn_because) == ("tonte", "Deux accidents")
    assert kept.withdrawn_at is not None
    mutual.refresh_from_db()
    assert mutual.is_in_force(timezone.localdate())
    done = AuditEvent.objects.get(verb="withdraw_recognition")
    assert (done.by, done.details["recognition"]) == (cast.alice, kept.pk)
    assert Job.objects.get(kind=WITHDRAWN).arguments == {"recognition": kept.pk}


def test_before_that_day_it_counted(cast: Cast, agreed: Agreed) -> None:
    old = {"accepting": cast.atelier, "badge": "tonte", "taken_for": "laser"}
    agreement = agreed(recognitions=[old])
    withdraw_recognition(by=None, recognition=of(cast.atelier))
    long_ago = timezone.localdate() - timedelta(days=100)
    Agreement.objects.filter(pk=agreement.pk).update(signed_on=long_ago)
    assert counts(cast.atelier, cast.chloe, days=-1)


def test_it_is_withdrawn_once_and_from_an_agreement_that_is_in_force(
    cast: Cast, mutual: Agreement
) -> None:
    withdraw_recognition(by=None, recognition=of(cast.atelier))
    with pytest.raises(AgreementState):
        withdraw_recognition(by=None, recognition=of(cast.atelier))
    end_agreement(by=None, agreement=mutual, community=cast.atelier)
    with pytest.raises(AgreementState):
        withdraw_recognition(by=None, recognition=of(cast.bergerie))


def test_the_hosts_of_the_other_are_told_in_the_words_of_its_badge(
    cast: Cast, mutual: Agreement, outbox: Callable[[], list[Any]]
) -> None:
    withdraw_recognition(by=None, recognition=of(cast.atelier))
    mail = outbox()[0]
    assert mail.to == "chloe@example.org"
    assert "ne reconnaît plus l’habilitation « tonte »" in plain(mail.text)


@pytest.mark.parametrize("way", ["page", "api"])
def test_the_hosts_of_the_side_that_recognises_do_it_and_nobody_else(
    cast: Cast, client_of: Browser, mutual: Agreement, way: str
) -> None:
    """Chloé hosts the other side; Bob and Farid are members; Driss reads nothing of it."""
    found = {}
    for name, person in cast.everyone():
        client = client_of(person if person.is_authenticated else None)
        if way == "page":
            answer = client.post(page_of(of(cast.atelier)))
        else:
            answer = client.post(address_of(of(cast.atelier)), {}, "application/json")
        is_done = of(cast.atelier).withdrawn_at is not None
        found[name] = (answer.status_code, is_done)
        Recognition.objects.update(withdrawn_at=None)
        Job.objects.filter(kind=WITHDRAWN).delete()
    refused = dict.fromkeys(("bob", "chloe", "farid", "opal"), (403, False))
    assert {name: found[name] for name in refused} == refused
    assert found["driss"] == (404, False)
    assert found["visitor"] == ((302, False) if way == "page" else (403, False))
    assert found["alice"] == ((302, True) if way == "page" else (200, True))


def test_one_of_another_agreement_is_not_there(
    cast: Cast, client_of: Browser, mutual: Agreement, agreed: Agreed
) -> None:
    other = agreed()
    ours = of(cast.atelier)
    alice = client_of(cast.alice)
    assert alice.post(page_of(ours).replace(mutual.public_id, other.public_id)).status_code == 404
    api = address_of(ours).replace(mutual.public_id, other.public_id)
    assert alice.post(api, {}, "application/json").status_code == 404
    assert of(cast.atelier).withdrawn_at is None


def test_the_page_offers_it_to_who_may_then_tells_when_and_why(
    cast: Cast, client_of: Browser, mutual: Agreement
) -> None:
    alice, at = client_of(cast.alice), mutual.get_absolute_url()
    before = plain(alice.get(at).content.decode())
    assert "Ne plus reconnaître « tonte »" in before
    assert "Ne plus reconnaître « laser »" not in before
    assert "Ne plus reconnaître" not in plain(client_of(cast.bob).get(at).content.decode())
    alice.post(page_of(of(cast.atelier)), {"because": "Deux accidents"})
    after = plain(alice.get(at).content.decode())
    assert "Ne plus reconnaître" not in after
    assert "Plus reconnue depuis le" in after
    assert "Deux accidents" in plain(client_of(cast.chloe).get(at).content.decode())
    again = alice.post(page_of(of(cast.atelier)))
    assert again.status_code == 409


def test_no_step_is_noted_for_one_that_was_withdrawn(cast: Cast, mutual: Agreement) -> None:
    theirs = of(cast.bergerie)
    told = {"recognition": theirs.pk, "email": "bob@example.org"}
    assert StepForm(told, agreement=mutual).is_valid()
    withdraw_recognition(by=None, recognition=theirs)
    assert not StepForm(told, agreement=mutual).is_valid()


def test_the_api_tells_what_is_recognised_and_what_is_no_more(
    cast: Cast, client_of: Browser, mutual: Agreement
) -> None:
    alice, at = client_of(cast.alice), f"{API}/{mutual.public_id}"

    def told() -> list[tuple[str, bool, bool]]:
        rows = alice.get(at).json()["recognitions"]
        return [(one["accepting"], one["may_withdraw"], "withdrawn_at" in one) for one in rows]

    assert told() == [("atelier", True, False), ("bergerie", False, False)]
    done = alice.post(address_of(of(cast.atelier)), {"because": "Fini"}, "application/json")
    assert done.json()["recognitions"][0]["withdrawn_because"] == "Fini"
    assert told() == [("atelier", False, True), ("bergerie", False, False)]
    assert client_of(cast.driss).get(at).status_code == 404
