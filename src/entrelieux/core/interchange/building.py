"""A sorted row becomes a record: each text cleaned, its commune found, its words understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.interchange.clean import (
    Cleaned,
    clean_date,
    clean_email,
    clean_multi,
    clean_phone,
    clean_text,
)
from entrelieux.core.interchange.contacts import set_web
from entrelieux.core.interchange.doubting import name_problems
from entrelieux.core.interchange.keys import KeyRing, Twins, digest_of
from entrelieux.core.interchange.limits import fit
from entrelieux.core.interchange.locating import NOWHERE, is_somewhere, locate
from entrelieux.core.interchange.mapping import Draft, FormatMapping, Row
from entrelieux.core.interchange.persons import without_persons
from entrelieux.core.interchange.records import PlaceField, Problem, Record
from entrelieux.core.interchange.timing import hours_of
from entrelieux.core.interchange.wording import concepts_of, legal_form_of
from entrelieux.core.words import Vocabulary

F = PlaceField
TEXTS: dict[str, tuple[PlaceField, Callable[[str], Cleaned[str]]]] = {
    "name": (F.NAME, clean_text),
    "address_complement": (F.ADDRESS_COMPLEMENT, clean_text),
    "description": (F.DESCRIPTION, clean_text),
    "holder": (F.HOLDER, clean_text),
    "phone": (F.PHONE, clean_phone),
    "email": (F.EMAIL, clean_email),
    "opened_on": (F.OPENED_ON, clean_date),
    "closed_on": (F.CLOSED_ON, clean_date),
}


PACIFIC = {"986": "WF", "987": "PF", "988": "NC"}


@dataclass(slots=True)
class Builder:
    """Makes the records of one reading, one after the other."""

    mapping: FormatMapping
    gazetteer: Gazetteer
    vocabulary: Vocabulary
    ring: KeyRing = field(default_factory=KeyRing)
    twins: Twins = field(default_factory=Twins)

    def build(self, rank: int, row: Row, draft: Draft) -> Record:
        values: dict[PlaceField, Any] = {}
        problems = list(draft.problems)
        _set_texts(draft, values, problems)
        set_web(draft, values, problems)
        located = locate(draft, values, self.gazetteer, self.mapping)
        problems += located.problems
        problems += _check_name(values)
        problems += _set_hours(draft, values)
        self._set_words(draft, values)
        if draft.external_ids:
            values[F.EXTERNAL_IDS] = draft.external_ids
        values |= draft.values
        problems += fit(values)
        key, is_repeated = self.ring.give(draft.key or digest_of(draft.texts))
        if is_repeated or self.twins.has_seen(values):
            problems.append(_repeated(values))
        if F.NAME not in values and not any(p.code == "bad_name" for p in problems):
            problems.append(Problem("missing_name", F.NAME, "", "Sans nom, pas de fiche."))
        if not is_somewhere(values):
            problems.append(NOWHERE)
        return Record(
            rank=rank,
            key=key,
            values=values,
            raw=without_persons(row, self.mapping.personal),
            problems=tuple(problems),
            kept=draft.kept and F.NAME in values and is_somewhere(values),
            updated_at=clean_date(draft.texts.get("updated_at", "")).value,
            licence=draft.texts.get("licence", ""),
            told={**located.told, **({"public_id": draft.key} if draft.key else {})},
        )

    def _set_words(self, draft: Draft, values: dict[PlaceField, Any]) -> None:
        types = self._split(draft.lists.get("types", ()))
        if types:
            values[F.TYPES] = types
        if names := self._split(draft.lists.get("alternate_names", ())):
            values[F.ALTERNATE_NAMES] = names
        values |= concepts_of(draft, types, self.vocabulary)
        if form := draft.texts.get("legal_form"):
            values[F.LEGAL_FORM] = legal_form_of(form, self.vocabulary)
        if status := self.mapping.concepts.get("status", {}).get(draft.texts.get("status", "")):
            values[F.STATUS] = status

    def _split(self, cells: Iterable[str]) -> list[str]:
        items = (
            item for cell in cells for item in clean_multi(cell, self.mapping.separators).value
        )
        return list(dict.fromkeys(items))


def _set_texts(draft: Draft, values: dict[PlaceField, Any], problems: list[Problem]) -> None:
    for target, (name, clean) in TEXTS.items():
        if text := draft.texts.get(target):
            cleaned = clean_phone(text, _region(draft)) if target == "phone" else clean(text)
            problems += cleaned.problems
            if cleaned.value:
                values[name] = cleaned.value
    if zone := draft.texts.get("time_zone"):
        values[F.TIME_ZONE] = zone


def _region(draft: Draft) -> str:
    """Whose numbers are written without their prefix: the Pacific has its own."""
    return PACIFIC.get(draft.texts.get("postcode", "").strip()[:3], "FR")


def _check_name(values: dict[PlaceField, Any]) -> list[Problem]:
    """A name that nobody could read is none."""
    name = values.get(F.NAME, "")
    problems = list(name_problems(name, values.get(F.STREET_ADDRESS, ""))) if name else []
    if problems and not any(map(str.isalpha, name)):
        del values[F.NAME]
    return problems


def _repeated(values: dict[PlaceField, Any]) -> Problem:
    name = str(values.get(F.NAME, ""))
    return Problem("duplicate", None, name, "La même liste dit déjà ce lieu : gardez une ligne.")


def _set_hours(draft: Draft, values: dict[PlaceField, Any]) -> list[Problem]:
    hours, problems = hours_of(draft, city=values.get(F.CITY, ""))
    if hours:
        values[F.HOURS] = hours
    return problems
