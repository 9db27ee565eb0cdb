"""What the rules on an act look at, as questions to fill in: nothing is asked that does not matter.

The names of the fields are « scope.key.name » of the core’s facts; people around are counted by the
condition that rules put on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from entrelieux.charters.reading import Reading, sentence_case
from entrelieux.core.rules import Case
from entrelieux.core.rules.deciding.charter import CompiledCharter
from entrelieux.core.rules.facts.writing import write_case
from entrelieux.core.rules.searching.changes import Place
from entrelieux.core.rules.searching.domain import Looked, Options, looked_at
from entrelieux.core.rules.tree.conditions import Among, AsMany, Condition

LEGENDS = {
    "roles": _("Ses rôles"),
    "statuses": _("Son adhésion, sa formule"),
    "groups": _("Ses groupes"),
    "badges": _("Ses habilitations"),
    "documents": _("Ce qui est remis"),
    "links": _("Son lien avec la chose"),
    "balances": _("Son compte"),
    "age": _("Son âge"),
    "during": _("Cela se passe pendant"),
    "labels": _("L’état de la chose"),
    "nearby": _("Autour, au même moment"),
    "purposes": _("Pour quoi faire"),
    "materials": _("Avec quoi"),
    "projects": _("Le projet"),
    "paid": _("Ce qui est payé"),
    "checked": _("Ce que quelqu’un a vérifié"),
    "notices": _("Qui est prévenu"),
    "quantities": _("Combien"),
    "numbers": _("Ce que dit la fiche"),
    "used": _("Déjà fait avant"),
    "lasts": _("Durée"),
    "people": _("Qui est là"),
}
CHECKS = frozenset(
    {"roles", "statuses", "groups", "badges", "documents", "links", "during", "labels", "nearby"}
    | {"purposes", "materials", "projects", "paid", "checked", "notices"}
)
NUMBERS = frozenset({"balances", "quantities", "numbers", "used"})
ALONE = frozenset({"age", "lasts"})
UNITS = {"age": _("En années"), "lasts": _("En minutes")}
USUAL_MINUTES = "60"  # what the form proposes
OF_THING = frozenset({"labels", "numbers"})


@dataclass(frozen=True, slots=True)
class Question:
    """A field: « check » or « number »; `value` is what was answered, "" when nothing was."""

    field: str
    kind: str
    label: str
    value: str = ""

    @property
    def is_check(self) -> bool:
        return self.kind == "check"


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that go together."""

    legend: str
    questions: tuple[Question, ...]


class Circumstances:
    """The questions of an act on a thing under a charter, and the facts that answers make."""

    def __init__(self, compiled: CompiledCharter, reading: Reading, act: str, kind: str) -> None:
        self.reading = reading
        kinds = (kind,) if kind else ()
        self.case = Case(act, facts={"kinds": kinds, "this": kinds})
        selection = compiled.select(act, kinds)
        rules = (*selection.forbidding, *selection.permitting)
        self.places = looked_at([one.rule.clause for one in rules], self.case)
        self.options = Options(compiled.mode)

    def topics(self, answers: Mapping[str, str], *, of_person: bool) -> list[Topic]:
        """`of_person`: what is asked of somebody who is described rather than known."""
        found: dict[str, list[Question]] = {}
        for place, looked in self.places.items():
            if place.scope != "person" or of_person:
                found.setdefault(place.key, []).extend(self._questions(place, looked, answers))
        return [
            Topic(str(LEGENDS[key]), tuple(questions))
            for key, questions in found.items()
            if key in LEGENDS and questions
        ]

    def _questions(
        self, place: Place, looked: Looked, answers: Mapping[str, str]
    ) -> Iterator[Question]:
        field = field_of(place)
        label = sentence_case(self.reading.label(place.name)) if place.name else ""
        if place.key in CHECKS:
            yield Question(field, "check", label, answers.get(field, ""))
        elif place.key in NUMBERS:
            told = self.reading.label(place.name.split("/")[0])
            yield Question(field, "number", sentence_case(told), answers.get(field, ""))
        elif place.key in ALONE:
            usual = USUAL_MINUTES if place.key == "lasts" else ""
            yield Question(field, "number", str(UNITS[place.key]), answers.get(field, usual))
        elif place.key == "people":
            for rank, condition in enumerate(_conditions(looked)):
                name = f"{field}.{rank}"
                label = self._sort(place.name, condition)
                yield Question(name, "number", label, answers.get(name, ""))

    def _sort(self, group: str, condition: Condition) -> str:
        return str(_("Parmi %(group)s, combien dont on peut dire : %(what)s")) % {
            "group": self.reading.label(group),
            "what": self.reading.wording.say_condition(condition, nested=True),
        }

    def facts(self, answers: Mapping[str, str], *, of_person: bool) -> dict[str, Any]:
        """The facts of a case: a box left blank is known not to be, a number is not known."""
        told: dict[str, Any] = {"thing": {"kinds": list(self.case.kinds or ())}}
        person: dict[str, Any] = {}
        for place, looked in self.places.items():
            if place.scope == "person" and not of_person:
                continue
            target = person if place.scope == "person" else told
            self._tell(place, looked, answers, target)
        return {**told, "person": person}

    def _tell(
        self, place: Place, looked: Looked, answers: Mapping[str, str], told: dict[str, Any]
    ) -> None:
        target = told["thing"] if place.key in OF_THING else told
        answer = answers.get(field_of(place), "")
        if place.key in CHECKS:
            target.setdefault(place.key, {})[place.name] = bool(answer)
        elif place.key in NUMBERS and _number(answer) is not None:
            target.setdefault(place.key, {})[place.name] = _number(answer)
        elif place.key == "used":
            target.setdefault(place.key, {})[place.name] = 0
        elif place.key in ALONE and _number(answer) is not None:
            target[place.key] = _number(answer)
        elif place.key == "people":
            target.setdefault("people", {})[place.name] = self._people(place, looked, answers)

    def _people(self, place: Place, looked: Looked, answers: Mapping[str, str]) -> list[Any]:
        """As many people as was told of each sort, each made to meet what rules want of her."""
        witness = self.options.witness(self.case)
        found: list[Any] = []
        for rank, condition in enumerate(_conditions(looked)):
            count = int(_number(answers.get(f"{field_of(place)}.{rank}", "")) or 0)
            person = witness([condition], (True,)) if count else None
            found += [person] * min(count, 20) if person is not None else []
        told = write_case(Case(self.case.act, facts={"people": {place.name: tuple(found)}}))
        people: list[Any] = told["people"][place.name]
        return people


def field_of(place: Place) -> str:
    return f"{place.scope}.{place.key}.{place.name}".rstrip(".")


def _conditions(looked: Looked) -> list[Condition]:
    groups = [atom for atom in looked.atoms if isinstance(atom, (Among, AsMany))]
    asked = [one for atom in groups for one in (atom.who, getattr(atom, "than", None)) if one]
    return list(dict.fromkeys(asked))


def _number(text: str) -> int | float | None:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    if not -1e9 < found < 1e9:
        return None
    return int(found) if found == int(found) else found
