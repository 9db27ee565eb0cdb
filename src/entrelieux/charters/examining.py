"""What a change would do, before it is decided: who gains, who loses, what breaks."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrelieux.charters.models import AgreementRequest, PastRequest
from entrelieux.charters.reading import Reading, sentence_case
from entrelieux.communities.models import Community
from entrelieux.core.rules import Case, CompiledCharter, read_case
from entrelieux.core.rules import Charter as Tree
from entrelieux.core.rules.cases.examples import failures
from entrelieux.core.rules.cases.telling import told
from entrelieux.core.rules.examining.differences import Difference, differences, replay
from entrelieux.core.rules.examining.idle import contradictions, idle_rules
from entrelieux.core.rules.examining.members import lock_outs, stranded
from entrelieux.core.rules.examining.searching import SAMPLES, Method, Search
from entrelieux.core.rules.explaining.explanation import Explainer
from entrelieux.core.rules.tree.charter import Clause

SEED = 1  # what is drawn at random is the same at each reading
MOST_REPLAYED = 500  # of each: agreements, other requests


@dataclass(frozen=True, slots=True)
class Examination:
    """Sentences, in the words of the community. `method` is the weakest of those that were needed;
    a trouble is what somebody should answer before it is decided."""

    gains: tuple[str, ...]
    losses: tuple[str, ...]
    troubles: tuple[str, ...]
    replayed: tuple[str, ...]
    method: Method

    @property
    def searched(self) -> str:
        """How it was searched, which says what the absence of a case is worth."""
        said = {
            "tried": _(
                "Tous les cas essayés : là où rien n’est écrit, personne ne gagne ni ne perd."
            ),
            "proved": _("Prouvé : là où rien n’est écrit, personne ne gagne ni ne perd."),
            "sampled": _("Échantillon de %(count)s cas par acte : il peut y en avoir d’autres.")
            % {"count": SAMPLES},
        }
        return said[self.method]

    @property
    def changes_nothing(self) -> bool:
        return not (self.gains or self.losses)


def examine(
    old: Tree, new: Tree, members: Sequence[dict[str, Any]], past: Iterable[Case]
) -> Examination:
    """Compares the rules in force of two charters."""
    reading = Reading(new)
    found, method = _differences(_Pair(old, new))
    told_ = [(one, _case(one, old, new, reading)) for one in found if one.case]
    return Examination(
        gains=tuple(text for one, text in told_ if one.gains),
        losses=tuple(text for one, text in told_ if not one.gains),
        troubles=tuple(_troubles(old, new, members, reading)),
        replayed=tuple(_replayed(old, new, past, reading)),
        method=method,
    )


@dataclass(frozen=True)
class _Pair:
    """Two charters, by what they are made of: trees are never changed."""

    old: Tree
    new: Tree

    def __hash__(self) -> int:
        return hash((self.old.rules, self.new.rules))


@lru_cache(maxsize=64)
def _differences(pair: _Pair) -> tuple[tuple[Difference, ...], Method]:
    search = _search()
    return tuple(differences(pair.old, pair.new, search)), search.weakest


def _search() -> Search:
    return Search(random.Random(SEED))  # noqa: S311 - drawn cases, not secrets


def _case(one: Difference, old: Tree, new: Tree, reading: Reading) -> str:
    """« Utiliser la découpeuse laser : la personne a 15 ans… »"""
    assert one.case is not None  # noqa: S101 - told by who calls
    title = _scene(one.case, reading)
    clauses = _clauses(old, new, one.case)
    said = told(one.case, clauses, reading.wording, CompiledCharter(new).mode)
    return f"{title} : {said}" if said else title


def _scene(case: Case, reading: Reading) -> str:
    names = (case.act, *(case.kinds or ())[:1])
    return sentence_case(" – ".join(reading.label(name) for name in names))


def _clauses(old: Tree, new: Tree, case: Case) -> list[Clause]:
    """Those that are in one of them alone come first: they make the difference."""
    selections = [CompiledCharter(tree).select(case.act, case.kinds) for tree in (old, new)]
    each = [
        {one.rule.clause for one in (*chosen.forbidding, *chosen.permitting)}
        for chosen in selections
    ]
    apart = sorted(each[0] ^ each[1], key=repr)
    return apart or sorted(each[0] & each[1], key=repr)


def _troubles(
    old: Tree, new: Tree, members: Sequence[dict[str, Any]], reading: Reading
) -> Iterator[str]:
    yield from _broken_cases(new, reading)
    yield from _idle(old, new, reading)
    yield from _meetings(old, new, reading)
    yield from _locked(old, new, members)
    yield from _stranded(old, new, members, reading)


def _stranded(
    old: Tree, new: Tree, members: Sequence[dict[str, Any]], reading: Reading
) -> Iterator[str]:
    said = {
        "badge": _("Plus personne ne pourrait donner : %(what)s."),
        "agreement": _("Plus personne ne serait là pour donner l’accord : %(what)s."),
    }
    known = set(stranded(old, members))
    for lost in stranded(new, members):
        if lost not in known:
            yield said[lost.kind] % {"what": reading.label(lost.name)}


def _broken_cases(new: Tree, reading: Reading) -> Iterator[str]:
    verdicts = {"yes": _("oui"), "no": _("non"), "ask": _("sur accord"), "unknown": _("on ne sait")}
    for one in failures(Explainer(new)):
        answer = verdicts[one.verdict] if one.verdict else _("illisible")
        yield _(
            "Un cas que le groupe avait validé change : %(who)s, attendu « %(expected)s », "
            "ce serait « %(answer)s »."
        ) % {"who": one.example.who, "expected": verdicts[one.example.expect], "answer": answer}


def _idle(old: Tree, new: Tree, reading: Reading) -> Iterator[str]:
    said = {
        "never-fires": _("Cette règle ne s’appliquera jamais : %(rule)s"),
        "changes-nothing": _("Sans cette règle, rien ne changerait : %(rule)s"),
    }
    known = {(one.rule, one.trouble) for one in _idle_rules(old)}
    for one in _idle_rules(new):
        if (one.rule, one.trouble) not in known:
            yield said[one.trouble] % {"rule": reading.sentence(one.rule)}


def _idle_rules(tree: Tree) -> list[Any]:
    return list(idle_rules(tree, _search()))


def _meetings(old: Tree, new: Tree, reading: Reading) -> Iterator[str]:
    """A permission and a prohibition that meet, where one of them is new."""
    known = {rule.clause for rule in old.rules}
    for one in contradictions(new, _search()):
        if one.permits.clause in known and one.forbids.clause in known:
            continue
        yield _(
            "Une règle permet ce qu’une autre interdit, et l’interdiction l’emporte : "
            "« %(permits)s » et « %(forbids)s »"
        ) % {
            "permits": reading.sentence(one.permits),
            "forbids": reading.sentence(one.forbids),
        }


def _locked(old: Tree, new: Tree, members: Sequence[dict[str, Any]]) -> Iterator[str]:
    said = {
        "nobody-proposes": _("Aucun membre d’aujourd’hui ne pourrait plus proposer de règle."),
        "nobody-takes-part": _("Aucun membre d’aujourd’hui ne pourrait plus décider."),
        "quorum-too-large": _(
            "Il faudrait %(needed)s personnes pour décider, et %(there)s y prennent part."
        ),
        "jury-too-large": _("Le jury veut %(needed)s personnes, et %(there)s peuvent y siéger."),
        "change-refused": _("Une règle interdirait à tous de changer les règles."),
        "nobody-rescues": _("Personne n’a le rôle qui doit sauver la charte si tout se bloque."),
    }
    known = set(lock_outs(old, members))
    for one in (one for one in lock_outs(new, members) if one not in known):
        yield said[one.lock] % {"needed": one.needed, "there": one.there}


def _replayed(old: Tree, new: Tree, past: Iterable[Case], reading: Reading) -> Iterator[str]:
    verdicts = {"yes": _("oui"), "no": _("non"), "ask": _("sur accord"), "unknown": _("on ne sait")}
    found = replay(past, CompiledCharter(old), CompiledCharter(new))
    counts = Counter((_scene(one.case, reading), one.before, one.after) for one in found)
    for (what, before, after), count in counts.most_common():
        yield ngettext(
            "%(what)s : c’était « %(before)s », ce serait « %(after)s », pour %(count)s demande.",
            "%(what)s : c’était « %(before)s », ce serait « %(after)s », pour %(count)s demandes.",
            count,
        ) % {
            "what": what,
            "before": verdicts[before],
            "after": verdicts[after],
            "count": count,
        }


def past_cases(community: Community) -> list[Case]:
    """The last requests that were put to the community’s rules, without who put them: bookings that
    they allowed or refused, « puis-je ? », agreements that were asked."""
    agreements = AgreementRequest.objects.filter(community=community).exclude(case={})
    others = PastRequest.objects.filter(community=community).order_by("-pk")
    rows = [*agreements.values_list("case", flat=True)[:MOST_REPLAYED]]
    rows += others.values_list("case", flat=True)[:MOST_REPLAYED]
    return [read_case(told) for told in rows]
