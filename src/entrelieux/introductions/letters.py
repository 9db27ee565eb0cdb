"""What is written to the two sides of a bridge; an author is named only once both said yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import override

from entrelieux.accounts.models import Person
from entrelieux.bridges.models import Bridge, Need
from entrelieux.introductions.sides import (
    Side,
    contact_of,
    people_of,
    reason_sentences,
    title_for,
    told_reason,
    word_of,
)
from entrelieux.messaging.letters import write_letter
from entrelieux.platform.links import signed_link


def write_question(bridge: Bridge, side: Side) -> None:
    """Asks a side whether it wants the bridge."""
    for person in people_of(bridge, side):
        _write("question", person, bridge, {"is_asker": side is Side.ASKER})


def write_introduction(bridge: Bridge) -> None:
    """Introduces both, each with how to reach the other."""
    for side in Side:
        for person in people_of(bridge, side):
            _write("introduction", person, bridge, {"contact": contact_of(bridge, side.other)})


def write_decline(bridge: Bridge, *, to: Side) -> None:
    for person in people_of(bridge, to):
        _write("declined", person, bridge, {"because": told_reason(bridge, to.other)})


def write_did_it_happen(bridge: Bridge, person: Person) -> None:
    answer = signed_link("bridge_happened", "happened", bridge.pk, person.pk)
    _write("did_it_happen", person, bridge, {"answer": answer})


def write_no_answer(bridge: Bridge, *, to: Side) -> None:
    for person in people_of(bridge, to):
        _write("no_answer", person, bridge, {})


def write_never_told(bridge: Bridge) -> None:
    """To both, with a link by which to say that it happened."""
    for side in Side:
        for person in people_of(bridge, side):
            answer = signed_link("bridge_happened", "happened", bridge.pk, person.pk)
            _write("never_told", person, bridge, {"answer": answer})


def write_digest(person: Person, waiting: Sequence[Bridge], near: Sequence[Need]) -> None:
    stop = signed_link("digest_by_link", "bridges_digest", person.pk)
    base = settings.BASE_URL
    facts = {
        "bridges": [
            {"title": _title(one, person), "address": base + one.get_absolute_url()}
            for one in waiting
        ],
        "needs": [
            {"title": one.sentence, "address": base + one.get_absolute_url()} for one in near
        ],
        "stop": stop,
    }
    # RFC 8058: mail programs show an « unsubscribe » button that posts.
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    write_letter(
        "introductions/mail/digest.txt",
        to=person.email,
        language=person.language,
        facts=facts,
        headers=headers,
    )


def _write(template: str, person: Person, bridge: Bridge, facts: Mapping[str, Any]) -> None:
    side = Side.ASKER if bridge.asker_id == person.pk else Side.GIVER
    with override(person.language):
        title = title_for(bridge, side)
    common = {
        "need": bridge.need.sentence if bridge.need else "",
        "is_meeting": bridge.is_meeting,
        "title": title,
        "word": word_of(bridge),
        "place": str(bridge.giver_place or ""),
        "reasons": reason_sentences(bridge, person.language) or _by_hand(bridge),
        "address": settings.BASE_URL + bridge.get_absolute_url(),
    }
    write_letter(
        f"introductions/mail/{template}.txt",
        to=person.email,
        language=person.language,
        facts={**common, **facts},
    )


def _by_hand(bridge: Bridge) -> list[str]:
    """What the person who introduces them wrote."""
    return [one["sentence_fr"] for one in bridge.reasons if one.get("code") == "by_hand"]


def _title(bridge: Bridge, person: Person) -> str:
    if bridge.is_meeting:
        side = Side.ASKER if bridge.asker_id == person.pk else Side.GIVER
        with override(person.language):
            return title_for(bridge, side)
    return f"{bridge.need.sentence} – {bridge.title}" if bridge.need else bridge.title
