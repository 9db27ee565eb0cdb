"""The pages of bookings: what each shows, to whom, and that links alone never write."""

from __future__ import annotations

import re

import pytest

from entrelieux.bookings.actions import book, new_calendar_key
from entrelieux.bookings.models import Closure, Reservation
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from tests.apps.bookings.conftest import monday, slot, wanted

pytestmark = pytest.mark.django_db


def asked(**more: object) -> dict[str, object]:
    return {"day": monday().isoformat(), "start": "09:00", "end": "10:00", **more}


def text_of(response) -> str:
    html = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(
        re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").replace("\u202f", " ").split()
    )


def test_the_page_of_a_resource_has_the_button_of_its_reader(cast, client_of, offered, place):
    laser = offered("Laser")
    plain = add_resource(by=None, place=place, values={"name": "Étau", "scope": "public"})

    def button(person, resource):
        page = client_of(person).get(resource.get_absolute_url()).content.decode()
        return [w for w in ("Réserver", "Proposer à la réservation") if f">{w}</a>" in page]

    assert button(None, laser) == button(cast.bob, laser) == ["Réserver"]
    assert button(cast.alice, plain) == ["Proposer à la réservation"]
    assert button(cast.bob, plain) == []


def test_the_page_of_a_place_leads_to_all_that_can_be_booked_there_and_its_hosts_to_its_day(
    cast, client_of, offered, place
):
    laser, saw = offered("Laser"), offered("Scie")
    add_resource(by=None, place=place, values={"name": "Étau", "scope": "public"})
    book(by=cast.driss, wanted=wanted(laser))
    to_book = [f"/ressources/{one.public_id}/reserver/" for one in (laser, saw)]
    for person in (None, cast.bob, cast.alice):
        page = client_of(person).get(place.get_absolute_url())
        led = re.findall(r'href="(/ressources/[^"]*/reserver/)"', page.content.decode())
        assert led == to_book
        day = f"/lieux/{place.public_id}/reservations/"
        assert (day in page.content.decode()) is (person == cast.alice)
    assert "Les réservations (1 attend votre réponse)" in text_of(page)


def test_a_member_books_from_the_page_and_finds_it_among_hers(cast, client_of, offered):
    laser = offered("Laser")
    bob = client_of(cast.bob)
    page = bob.get(f"/ressources/{laser.public_id}/reserver/?semaine={monday()}")
    assert (page.status_code, "Quand c’est libre" in text_of(page)) == (200, True)
    assert Reservation.objects.count() == 0
    done = bob.post(
        f"/ressources/{laser.public_id}/reserver/", asked(purpose="Trophées"), follow=True
    )
    assert "C’est réservé." in text_of(done)
    mine = text_of(bob.get("/compte/reservations/"))
    assert "de 9 h à 10 h Laser (L’Atelier) Trophées réservé" in mine
    assert "Trophées" not in text_of(client_of(cast.alice).get("/compte/reservations/"))


def test_what_is_taken_is_explained_with_other_moments_and_can_be_waited_for(
    cast, client_of, offered
):
    laser = offered("Laser")
    book(by=cast.alice, wanted=wanted(laser))
    bob, address = client_of(cast.bob), f"/ressources/{laser.public_id}/reserver/"
    page = bob.post(address, asked())
    told = text_of(page)
    assert page.status_code == 409
    assert "Déjà pris : Laser, de 9 h à 10 h." in told
    link = re.search(r'href="\?(jour=[^"]+)#form">([^<]+)', page.content.decode())
    assert "de=10%3A00" in link[1]
    assert 'value="10:00"' in bob.get(f"{address}?{link[1].replace('&amp;', '&')}").content.decode()
    done = bob.post(address, asked(geste="attendre"), follow=True)
    assert "Vous êtes en liste d’attente." in text_of(done)


def test_conflicts_of_a_repetition_are_listed_first_and_the_others_can_be_kept(
    cast, client_of, offered
):
    laser = offered("Laser")
    book(by=cast.alice, wanted=wanted(laser, day=7))
    bob, address = client_of(cast.bob), f"/ressources/{laser.public_id}/reserver/"
    until = slot("09:00", "10:00", day=14).start.date()
    told = asked(every="weekly", until=until.isoformat())
    page = text_of(bob.post(address, {**told, "geste": "voir"}))
    assert "3 dates, 1 ne convient pas" in page
    assert "Réserver les 2 autres dates" in page
    assert Reservation.objects.count() == 1
    bob.post(address, {**told, "geste": "sans"})
    assert Reservation.objects.get(person=cast.bob).times.count() == 2


def test_several_resources_and_one_of_another_place_are_booked_in_one_gesture(
    cast, client_of, offered
):
    other = create_place(by=None, values={"name": "La Bergerie"})
    other.communities.add(cast.bergerie)
    laser, room = offered("Laser"), offered("Salle")
    loom = offered("Métier", at=other, asks="nobody")
    told = asked(others=[room.public_id], elsewhere=f"https://x.org{loom.get_absolute_url()}")
    client_of(cast.bob).post(f"/ressources/{laser.public_id}/reserver/", told)
    made = Reservation.objects.get()
    assert {line.resource.name for line in made.lines.all()} == {"Laser", "Salle", "Métier"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"end": "08:00"},
        {"day": "demain"},
        {"every": "weekly"},
        {"elsewhere": "rien du tout !"},
        {"day": "9999-12-31", "last_day": "9999-12-31"},
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_nothing_is_written(
    cast, client_of, offered, wrong
):
    laser = offered("Laser")
    page = client_of(cast.bob).post(f"/ressources/{laser.public_id}/reserver/", asked(**wrong))
    assert page.status_code in {409, 422}
    assert Reservation.objects.count() == 0


def test_the_host_sees_her_day_and_answers_there(cast, client_of, offered, place):
    laser = offered("Laser")
    held = book(by=cast.chloe, wanted=wanted(laser, purpose="Trophées", note="Une heure"))
    alice, address = client_of(cast.alice), f"/lieux/{place.public_id}/reservations/"
    page = text_of(alice.get(f"{address}?jour={monday()}"))
    assert "Une demande attend votre réponse" in page
    assert "De 9 h à 10 h Laser Chloe" in page
    assert client_of(cast.bob).get(address).status_code == 403
    line = held.lines.get()
    answer = f"/reservations/{held.public_id}/repondre/"
    assert (
        client_of(cast.chloe).post(answer, {"line": line.pk, "geste": "accepter"}).status_code
        == 403
    )
    alice.post(answer, {"line": line.pk, "geste": "accepter", "note": "Bienvenue"})
    held.refresh_from_db()
    assert (held.state, held.answer) == ("confirmed", "Bienvenue")


@pytest.mark.parametrize(("gesture", "state"), [("accepter", "confirmed"), ("refuser", "refused")])
def test_a_place_answers_by_the_link_of_the_mail_and_only_its_buttons_write(
    cast, client_of, outbox, gesture, state
):
    far = create_place(by=None, values={"name": "Le Fournil", "email": "fournil@example.org"})
    values = {"name": "Pétrin", "scope": "public", "access": ["ask"]}
    mixer = add_resource(by=None, place=far, values=values)
    held = book(by=cast.bob, wanted=wanted(mixer))
    mail = next(mail for mail in outbox() if mail.to == "fournil@example.org")
    link = re.search(r"http://[^/]+(/reservations/reponse/\S+/)", mail.text)[1]
    visitor = client_of(None)
    assert "demande à réserver : Pétrin" in text_of(visitor.get(link))
    held.refresh_from_db()
    assert held.state == "held"
    visitor.post(link, {"geste": gesture})
    held.refresh_from_db()
    assert held.state == state
    again = text_of(visitor.post(link, {"geste": "accepter"}, follow=True))
    assert "Quelqu’un a déjà répondu" in again


def test_a_reservation_is_moved_cancelled_and_handed_over_from_its_page(
    cast, client_of, offered, outbox
):
    mine = book(by=cast.bob, wanted=wanted(offered("Laser")))
    at, day = f"/reservations/{mine.public_id}", monday().isoformat()
    bob = client_of(cast.bob)
    assert client_of(cast.chloe).get(f"{at}/").status_code == 403
    moved = {"reach": "this", **asked(start="14:00", end="15:00")}
    assert "de 14 h à 15 h" in text_of(bob.post(f"{at}/{day}/deplacer/", moved, follow=True))
    bob.post(f"{at}/passer/", {"email": "alice@example.org"})
    mail = next(mail for mail in outbox() if mail.to == "alice@example.org")
    link = re.search(r"http://[^/]+(/reservations/relais/\S+/)", mail.text)[1]
    assert "Je la prends" in text_of(client_of(cast.alice).get(link))
    mine.refresh_from_db()
    assert mine.person == cast.bob
    client_of(cast.alice).post(link)
    mine.refresh_from_db()
    assert mine.person == cast.alice
    assert bob.get(f"{at}/").status_code == 403
    client_of(cast.alice).post(f"{at}/{day}/annuler/")
    mine.refresh_from_db()
    assert mine.state == "cancelled"


def test_the_calendar_of_a_place_says_when_and_never_who_or_what(cast, client_of, offered, place):
    book(by=cast.bob, wanted=wanted(offered("Laser"), purpose="Trophées secrets", note="Chut"))
    own = new_calendar_key(by=cast.bob, of=cast.bob)
    key = new_calendar_key(by=cast.alice, of=place)

    def read(secret):
        return client_of(None).get(f"/reservations/agenda/{secret}.ics").content.decode()

    theirs = read(key.secret)
    assert "Laser : pris" in theirs.replace("\\", "").replace("\xa0", " ")
    assert not [word for word in ("Bob", "bob@", "Trophées", "Chut") if word in theirs]
    assert "Trophées secrets" in read(own.secret)
    newer = new_calendar_key(by=cast.alice, of=place)
    assert client_of(None).get(f"/reservations/agenda/{key.secret}.ics").status_code == 404
    assert "BEGIN:VEVENT" in read(newer.secret)
    posted = client_of(cast.bob).post("/reservations/agenda/", {"lieu": place.public_id})
    assert posted.status_code == 403


def test_a_keeper_offers_closes_and_reopens(cast, client_of, place):
    oven = add_resource(by=None, place=place, values={"name": "Four", "scope": "public"})
    alice, at = client_of(cast.alice), f"/ressources/{oven.public_id}/reglages/"
    told = {
        "is_open": "on",
        "sharing": "pooled",
        "capacity": 2,
        "asks": "nobody",
        "grid_minutes": 60,
        "shortest_minutes": 60,
        "longest_minutes": "",
        "before_minutes": 0,
        "after_minutes": 15,
        "notice_minutes": 0,
        "ahead_days": 30,
    }
    assert client_of(cast.bob).post(at, told).status_code == 403
    assert alice.post(at, told).status_code == 302
    oven.refresh_from_db()
    assert (oven.bookable.capacity, oven.bookable.after_minutes) == (2, 15)
    closing = f"/lieux/{place.public_id}/fermetures/"
    closed = asked(of=oven.public_id, reason="maintenance", note="Résistance")
    alice.post(closing, closed)
    assert "Four , en entretien : Résistance" in text_of(alice.get(closing))
    closure = Closure.objects.get()
    assert closure.resource == oven
    reopen = f"/fermetures/{closure.public_id}/retirer/"
    assert client_of(cast.bob).post(reopen).status_code == 403
    alice.post(reopen)
    assert not Closure.objects.exists()


@pytest.mark.parametrize("page", ["book", "mine", "day", "reservation"])
def test_the_number_of_queries_does_not_grow_with_what_is_booked(
    cast, client_of, offered, place, page, count_queries
):
    laser = offered("Laser")
    first = book(by=cast.alice, wanted=wanted(laser))
    addresses = {
        "book": f"/ressources/{laser.public_id}/reserver/?semaine={monday()}",
        "mine": "/compte/reservations/",
        "day": f"/lieux/{place.public_id}/reservations/?jour={monday()}",
        "reservation": f"/reservations/{first.public_id}/",
    }
    alice = client_of(cast.alice)
    one = count_queries(alice, addresses[page])
    for hour in ("11", "13"):
        more = wanted(laser, start=f"{hour}:00", end=f"{hour}:30")
        book(by=cast.alice, wanted=more)
    assert count_queries(alice, addresses[page]) == one


def test_nothing_booked_yet_teaches(cast, client_of, place):
    mine = text_of(client_of(cast.bob).get("/compte/reservations/"))
    assert "Vous n’avez rien réservé." in mine
    day = text_of(client_of(cast.alice).get(f"/lieux/{place.public_id}/reservations/"))
    assert "Rien n’est réservé ce jour-là." in day
