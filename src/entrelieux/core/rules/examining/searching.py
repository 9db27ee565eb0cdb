"""Looking for a case of which claims are true: all that the rules tell apart, proofs, samples."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from entrelieux.core.rules.deciding.truth import Truth
from entrelieux.core.rules.examining.claims import Claim, settled
from entrelieux.core.rules.examining.sight import Scene, Sight
from entrelieux.core.rules.facts.case import Case
from entrelieux.core.rules.proving.conditions import Translation
from entrelieux.core.rules.proving.proving import prove
from entrelieux.core.rules.proving.symbols import Formula
from entrelieux.core.rules.searching.changes import Domain, Place
from entrelieux.core.rules.searching.domain import Options
from entrelieux.core.rules.searching.solving import satisfy
from entrelieux.core.rules.tree.charter import Clause

MOST_STEPS = 5000
SAMPLES = 2000
# Every case that the rules tell apart; z3; cases drawn at random.
Method = Literal["tried", "proved", "sampled"]


@dataclass(frozen=True, slots=True)
class Searched:
    """`case` is one that was sought; without one there is none, unless cases were only drawn."""

    case: Case | None
    method: Method

    @property
    def is_exact(self) -> bool:
        return self.case is not None or self.method != "sampled"


@dataclass(slots=True)
class Search:
    """How an examination looks for cases, and a count of what answered.

    `steps` are those of the search of all cases; without `proofs`, z3 is not asked.
    """

    draw: random.Random
    steps: int = MOST_STEPS
    proofs: bool = True
    answered: Counter[Method] = field(default_factory=Counter)

    @property
    def weakest(self) -> Method:
        """The least sure of what answered."""
        methods: tuple[Method, ...] = ("sampled", "proved", "tried")
        return next((one for one in methods if self.answered[one]), "tried")

    def find(self, sights: Sequence[Sight], scene: Scene, claims: Sequence[Claim]) -> Searched:
        """A case of the scene of which every claim is true; `sights` tell where to look first."""
        found = self._find(sights, scene, claims)
        self.answered[found.method] += 1
        return found

    def _find(self, sights: Sequence[Sight], scene: Scene, claims: Sequence[Claim]) -> Searched:
        domain = _domain(sights[0], scene, claims)

        def judge(case: Case) -> Truth:
            return settled(*(claim.judge(case) for claim in claims))

        def branch(case: Case, places: Sequence[Place]) -> Place:
            for sight in sights:
                wanted = sight.unsettled(case)
                chosen = next((place for place in places if place in wanted), None)
                if chosen:
                    return chosen
            return places[0]

        found = satisfy(domain, scene.blank(), judge, branch, self.steps)
        if found.case or (found.complete and domain.whole):
            return Searched(found.case, "tried")
        return self._proved(sights[0], scene, claims) or self._drawn(domain, scene, claims)

    def _proved(self, sight: Sight, scene: Scene, claims: Sequence[Claim]) -> Searched | None:
        """A solution counts once it was judged as a case; None when z3 is not there or gave up."""

        def formula(translation: Translation) -> Formula:
            return translation.symbols.every(one.formula(scene, translation) for one in claims)

        clauses = _clauses(scene, claims)
        narrower = sight.compiled.mode.narrower
        proof = prove(formula, clauses, scene.blank(), narrower) if self.proofs else None
        if proof is None or (proof.case is None and not proof.none):
            return None
        if proof.case and not all(claim.judge(proof.case) for claim in claims):
            return None
        return Searched(proof.case, "proved")

    def _drawn(self, domain: Domain, scene: Scene, claims: Sequence[Claim]) -> Searched:
        for _ in range(SAMPLES):
            case = scene.blank()
            for place, changes in domain.items():
                if changes:
                    case = place.write(case, self.draw.choice(changes).value)
            if all(claim.judge(case) for claim in claims):
                return Searched(case, "sampled")
        return Searched(None, "sampled")


def _clauses(scene: Scene, claims: Sequence[Claim]) -> list[Clause]:
    return list(dict.fromkeys(one for claim in claims for one in claim.clauses(scene)))


def _domain(sight: Sight, scene: Scene, claims: Sequence[Claim]) -> Domain:
    """What the rules that the claims look at tell apart."""
    return Options(sight.compiled.mode).domain(_clauses(scene, claims), scene.blank())
