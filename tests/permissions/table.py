"""Who may do what: one row an action, each with the predicate of the code and its address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from entrelieux.accounts.permissions import is_operator, is_signed_in
from entrelieux.bookings.actions import book, offer_resource
from entrelieux.bookings.permissions import (
    can_answer,
    can_ask_for,
    can_close,
    can_offer,
    can_see_day,
    can_see_reservation,
)
from entrelieux.bookings.wanted import Wanted
from entrelieux.bridges.actions import post_need
from entrelieux.bridges.models import Visibility
from entrelieux.bridges.permissions import (
    can_change_need,
    can_see_contact,
    can_see_need,
)
from entrelieux.charters.actions import propose_rule, start_charter
from entrelieux.charters.models import AgreementRequest, TrainedGroup
from entrelieux.charters.permissions import (
    can_answer_agreement,
    can_keep_records,
    can_lead_group,
    can_propose_rule,
    can_see_agreement,
    can_start_charter,
    can_take_part,
)
from entrelieux.communities.circles import Scope
from entrelieux.communities.permissions import can_run
from entrelieux.contributions.actions import propose
from entrelieux.contributions.permissions import can_decide, can_moderate, can_run_network
from entrelieux.core.booking import Slot
from entrelieux.introductions.permissions import can_follow_bridges
from entrelieux.inventory.permissions import can_add_to, can_edit_entry, can_see_entry
from entrelieux.lexicons.permissions import can_edit_lexicon
from entrelieux.meetings.permissions import can_meet_for_project
from entrelieux.people.actions import save_profile
from entrelieux.people.permissions import can_see_profile
from entrelieux.places.actions import create_place
from entrelieux.places.permissions import (
    can_confirm_place,
    can_coordinate,
    can_create_place,
    can_edit_place,
)
from entrelieux.projects.actions import start_project
from entrelieux.projects.permissions import can_edit_project, can_start_project
from entrelieux.resources.actions import add_resource
from entrelieux.strength.permissions import can_read_strength
from tests.cast import Cast
from tests.permissions.dealings import rows_of_bridges, rows_of_exchanges, rows_of_offers
from tests.permissions.gatherings import rows_of_gatherings
from tests.permissions.loans import rows_of_loans
from tests.permissions.row import Row, anyone, on

# The columns, in the order of `Cast.everyone`.
COLUMNS = {
    "visitor": ("visiteur", "visitor"),
    "driss": ("inscrit", "signed up"),
    "chloe": ("membre d’un autre lieu", "member of another place"),
    "bob": ("membre du lieu", "member of the place"),
    "alice": ("animatrice du lieu", "host of the place"),
    "farid": ("coordination du réseau", "network coordinator"),
    "opal": ("exploite le serveur", "runs the server"),
}


def rows_of(cast: Cast) -> Iterator[Row]:
    """Every kind of action, on the place of the Atelier and on what it holds."""
    place = create_place(by=None, values={"name": "L’Atelier"})
    place.communities.add(cast.atelier)
    yield from _of_place(place)
    for scope in Scope:
        values = {"name": f"Scie {scope.value}", "scope": scope.value}
        resource = add_resource(by=None, place=place, values=values)
        yield Row(
            f"Voir une ressource pour « {scope.label} »",
            f"See a resource shared with “{ENGLISH[scope]}”",
            partial(on, can_see_entry, resource),
            resource.get_absolute_url(),
        )
    yield Row(
        "Modifier une ressource",
        "Edit a resource",
        partial(on, can_edit_entry, resource),
        f"/ressources/{resource.public_id}/modifier/",
    )
    yield from rows_of_gatherings(cast, place)
    yield from _of_bookings(cast, place)
    yield from rows_of_loans(cast, place)
    yield from _of_projects(cast)
    yield from _of_people(cast)
    yield from _of_communities(cast)
    yield from _of_proposals(cast, place)
    yield Row(
        "Lire la force du réseau",
        "Read how strong the network is",
        partial(on, can_read_strength, cast.network),
        f"/reseaux/{cast.network.slug}/force/",
    )
    yield from _of_needs(cast, place)
    yield Row(
        "Suivre les passerelles du réseau",
        "Follow the bridges of the network",
        partial(on, can_follow_bridges, cast.network),
        f"/reseaux/{cast.network.slug}/passerelles/",
    )
    yield from rows_of_exchanges(cast)
    yield from _of_lists()


ENGLISH = {
    Scope.PRIVATE: "the hosts of the place",
    Scope.PLACE: "the members of the place",
    Scope.NETWORK: "the members of the network",
    Scope.PUBLIC: "everyone",
}


def _of_place(place: Any) -> Iterator[Row]:
    at = f"/lieux/{place.public_id}"
    yield Row("Lire une fiche", "Read a card", anyone, place.get_absolute_url())
    yield Row("Signaler une erreur", "Report an error", anyone, f"{at}/signaler/")
    yield Row(
        "Ajouter un lieu soi-même", "Add a place oneself", can_create_place, "/lieux/nouveau/"
    )
    yield Row(
        "Modifier la fiche", "Edit the card", partial(on, can_edit_place, place), f"{at}/modifier/"
    )
    yield Row("Confirmer la fiche", "Confirm the card", partial(on, can_confirm_place, place))
    yield Row(
        "Ajouter une ressource, un usage, un rendez-vous",
        "Add a resource, a usage, an event",
        partial(on, can_add_to, place),
        f"{at}/ressources/nouvelle/",
    )


def _of_bookings(cast: Cast, place: Any) -> Iterator[Row]:
    laser = add_resource(by=None, place=place, values={"name": "Laser", "scope": "public"})
    offer_resource(by=None, resource=laser, values={"keeps_hours": False})
    day = timezone.localdate() + timedelta(days=7)
    slot = Slot(datetime.combine(day, time(9)), datetime.combine(day, time(10)))
    reservation = book(by=cast.bob, wanted=Wanted(lines=[(laser, 1)], slot=slot))
    yield Row(
        "Demander à réserver une ressource publique",
        "Ask to book a public resource",
        partial(on, can_ask_for, laser),
        f"/ressources/{laser.public_id}/reserver/",
    )
    yield Row("Voir ses réservations", "See one’s bookings", is_signed_in, "/compte/reservations/")
    yield Row(
        "Voir, déplacer, annuler une réservation de Bob",
        "See, move, cancel a booking of Bob’s",
        partial(on, can_see_reservation, reservation),
        reservation.get_absolute_url(),
    )
    yield Row(
        "Répondre à une demande de réservation",
        "Answer a request to book",
        partial(on, can_answer, reservation.lines.get()),
    )
    yield Row(
        "Voir qui réserve dans un lieu",
        "See who books at a place",
        partial(on, can_see_day, place),
        f"/lieux/{place.public_id}/reservations/",
    )
    yield Row(
        "Fermer un lieu, mettre une ressource en entretien",
        "Close a place, put a resource under maintenance",
        partial(on, can_close, place),
        f"/lieux/{place.public_id}/fermetures/",
    )
    yield Row(
        "Régler comment une ressource se réserve",
        "Set how a resource can be booked",
        partial(on, can_offer, laser),
        f"/ressources/{laser.public_id}/reglages/",
    )


def _of_projects(cast: Cast) -> Iterator[Row]:
    values = {"name": "Four solaire", "state": "idea"}
    project = start_project(by=cast.bob, community=cast.atelier, values=values)
    yield Row("Lire un projet public", "Read a public project", anyone, project.get_absolute_url())
    yield Row("Commencer un projet", "Start a project", can_start_project, "/projets/nouveau/")
    yield Row(
        "Tenir la page d’un projet où Bob prend part",
        "Keep the page of a project that Bob takes part in",
        partial(on, can_edit_project, project),
        f"/projets/{project.public_id}/modifier/",
    )
    yield Row(
        "Chercher avec qui ce projet pourrait avancer, en son nom",
        "Look for who could help this project, in its name",
        partial(on, can_meet_for_project, project),
        f"/rencontres/projet/{project.public_id}/",
    )


def _of_people(cast: Cast) -> Iterator[Row]:
    values = {"name": "Bob", "is_listed": True, "visibility": {"name": Scope.NETWORK.value}}
    profile = save_profile(by=cast.bob, values=values, is_adult=True)
    yield Row(
        "Voir le profil d’un membre qui se montre à son réseau",
        "See the profile of a member who shows himself to his network",
        partial(on, can_see_profile, profile),
        f"/personnes/{profile.public_id}/",
    )
    yield Row(
        "Demander, ou non, que l’on vous présente à d’autres",
        "Ask, or not, to be introduced to others",
        is_signed_in,
        "/rencontres/",
    )
    yield Row("Tenir son propre profil", "Keep one’s own profile", is_signed_in, "/compte/profil/")


def _of_communities(cast: Cast) -> Iterator[Row]:
    yield Row(
        "Changer les mots d’une communauté",
        "Change the words of a community",
        partial(on, can_edit_lexicon, cast.atelier),
        f"/mots/{cast.atelier.slug}/nouveau/",
    )
    yield Row(
        "Tenir la liste des membres",
        "Keep the list of members",
        can_run(cast.atelier),
        f"/communautes/{cast.atelier.slug}/membres/",
    )
    yield from _of_charters(cast)
    yield Row(
        "Tenir le tableau d’un réseau",
        "Run the board of a network",
        partial(on, can_run_network, cast.network),
        f"/reseaux/{cast.network.slug}/tableau/",
    )


def _of_charters(cast: Cast) -> Iterator[Row]:
    at = f"/communautes/{cast.atelier.slug}/charte"
    yield Row(
        "Commencer la charte d’une communauté",
        "Begin the charter of a community",
        partial(on, can_start_charter, cast.atelier),
        f"{at}/commencer/",
    )
    start_charter(by=None, community=cast.atelier, template_name="fablab")
    yield Row(
        "Lire une charte, demander « puis-je ? »", "Read a charter, ask “may I?”", anyone, at + "/"
    )
    yield Row(
        "Proposer une règle",
        "Propose a rule",
        partial(on, can_propose_rule, cast.atelier),
        f"{at}/regles/nouvelle/",
    )
    after = {"id": "nuit", "act": "enter", "forbids": True, "if": {"age": {"under": 5}}}
    proposal = propose_rule(
        by=cast.bob, community=cast.atelier, rule_id="nuit", after=after, reason="x"
    )
    yield Row(
        "Prendre part à la décision d’une règle",
        "Take part in the decision of a rule",
        partial(on, can_take_part, proposal),
    )
    asked = AgreementRequest.objects.create(
        community=cast.atelier, person=cast.bob, act="use", kind="laser", wanted="fabmanager"
    )
    yield Row(
        "Lire la demande d’accord de Bob",
        "Read Bob’s request for an agreement",
        partial(on, can_see_agreement, asked),
        asked.get_absolute_url(),
    )
    yield Row("Donner cet accord", "Give this agreement", partial(on, can_answer_agreement, asked))
    yield Row(
        "Tenir le registre : âges, documents, habilitations",
        "Keep the register: ages, documents, habilitations",
        partial(on, can_keep_records, cast.atelier),
        f"/communautes/{cast.atelier.slug}/habilitations/",
    )
    group = TrainedGroup.objects.create(community=cast.atelier, name="La 4e B", size=24)
    yield Row(
        "Répondre d’un groupe sans compte : réserver pour lui, le clore",
        "Answer for a group without accounts: book for it, close it",
        partial(on, can_lead_group, group),
        gesture=f"/communautes/{cast.atelier.slug}/groupes/{group.pk}/",
    )


def _of_proposals(cast: Cast, place: Any) -> Iterator[Row]:
    values, base = {"website": "https://exemple.org"}, {"website": None}
    proposal = propose(by=cast.driss, place=place, values=values, base=base)
    yield Row("Proposer une correction", "Propose a correction", anyone)
    yield Row(
        "Publier ou refuser une proposition",
        "Publish or refuse a proposal",
        partial(on, can_decide, proposal),
    )
    yield Row(
        "Lire la file de modération", "Read the moderation queue", can_moderate, "/moderation/"
    )


def _of_needs(cast: Cast, place: Any) -> Iterator[Row]:
    now, where = timezone.now(), {"commune": "Ambert", "commune_code": "63003"}
    needs = {
        visibility: post_need(
            by=cast.bob,
            now=now,
            values={
                "sentence": "Une remorque",
                "community": cast.atelier,
                "visibility": visibility,
                **where,
            },
        )
        for visibility in (Visibility.PUBLIC, Visibility.NETWORK)
    }
    at = f"/besoins/{needs[Visibility.PUBLIC].public_id}"
    yield Row(
        "Lire un besoin que Bob montre à tout le monde",
        "Read a need that Bob shows to everyone",
        partial(on, can_see_need, needs[Visibility.PUBLIC]),
        f"{at}/",
    )
    yield Row(
        "Lire un besoin que Bob montre à son réseau",
        "Read a need that Bob shows to his network",
        partial(on, can_see_need, needs[Visibility.NETWORK]),
        needs[Visibility.NETWORK].get_absolute_url(),
    )
    yield Row(
        "Savoir de qui vient un besoin, et comment la joindre",
        "Know whose a need is, and how to reach them",
        partial(on, can_see_contact, needs[Visibility.PUBLIC]),
    )
    yield Row(
        "Changer, renouveler ou clore ce besoin",
        "Change, renew or close this need",
        partial(on, can_change_need, needs[Visibility.PUBLIC]),
        f"{at}/modifier/",
    )
    yield from rows_of_offers(cast, place)
    yield from rows_of_bridges(needs[Visibility.PUBLIC], place)


def _of_lists() -> Iterator[Row]:
    yield Row("Importer une liste", "Import a list", can_coordinate, "/imports/")
    yield Row("Examiner les doublons", "Examine look-alikes", can_coordinate, "/doublons/")
    yield Row("Exploiter le serveur", "Run the server", is_operator)


def table(cast: Cast, language: str) -> str:
    """The table in Markdown: a tick where a person may."""
    rank = 0 if language == "fr" else 1
    head = ["", *(names[rank] for names in COLUMNS.values())]
    lines = [head, ["---", *[":-:"] * len(COLUMNS)]]
    for row in rows_of(cast):
        allowed = cast.who(row.may)
        lines.append([row.fr if rank == 0 else row.en, *(_mark(n in allowed) for n in COLUMNS)])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _mark(allowed: bool) -> str:
    return "✓" if allowed else ""
