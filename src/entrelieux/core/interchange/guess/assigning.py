"""Which column feeds which field, chosen together: a column feeds one field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from entrelieux.core.interchange.guess.agreeing import Agreement
from entrelieux.core.interchange.guess.profile import Profile
from entrelieux.core.interchange.guess.targets import TARGETS, Target

LEAST = 0.42
# A list without the name of its places is no list: what is likest is taken.
LAST_CHANCE = 0.2
SECOND = 0.65
CLOSE = 0.05
# The record’s own identifier is better than that of the envelope it came in.
ENVELOPE, KEY = 0.85, "_key"
_EARLIER = 1e-4  # of two equal columns, the first
Columns = dict[str, tuple[str, ...]]


def assigned(profiles: Sequence[Profile], agreement: Agreement) -> Columns:
    """The columns of each field, best first."""
    inside = _main_prefix([p.column for p in profiles])
    scores = {
        (target.field, p.column): score
        for target in TARGETS
        for rank, p in enumerate(profiles)
        if (score := _score(target, p, agreement, inside) - rank * _EARLIER) >= LEAST
    }
    columns = _best(scores, [target.field for target in TARGETS], [p.column for p in profiles])
    _add_seconds(columns, scores)
    _name_at_last(columns, profiles)
    _stay_together(columns, scores)
    return columns


def _stay_together(columns: Columns, scores: Mapping[tuple[str, str], float]) -> None:
    """Of identifiers as good, that of the object which bears the name."""
    name, key = columns.get("name", ("",))[0], columns.get("public_id", ("",))[0]
    parent = name.rpartition(".")[0]
    if not parent or not key or key.startswith(parent):
        return
    taken = {column for told in columns.values() for column in told}
    least = scores["public_id", key] - CLOSE
    for (field, column), score in scores.items():
        is_free = column.startswith(f"{parent}.") and column not in taken
        if field == "public_id" and is_free and score >= least:
            columns["public_id"] = (column,)
            return


def _main_prefix(columns: Sequence[str]) -> str:
    """« fields. » where most columns are nested so: the others are the envelope’s."""
    heads = Counter(column.split(".")[0] + "." for column in columns if "." in column)
    head, times = next(iter(heads.most_common(1)), ("", 0))
    return head if times > 0.6 * len(columns) else ""


def _score(target: Target, profile: Profile, agreement: Agreement, inside: str) -> float:
    score = target.score(profile)
    is_envelope = profile.column == KEY or not profile.column.startswith(inside)
    left = ENVELOPE if is_envelope and target.field == "public_id" else 1.0
    return score * left + agreement.of(target.field, profile.column) if score > 0 else 0.0


def _best(
    scores: Mapping[tuple[str, str], float], fields: Sequence[str], names: Sequence[str]
) -> Columns:
    """The assignment with the greatest sum of scores (Hungarian method)."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment  # 0.1 s to import: only when one guesses

    if not scores:
        return {}
    table = np.zeros((len(fields), len(names)))
    for (field, name), score in scores.items():
        table[fields.index(field), names.index(name)] = score
    rows, places = linear_sum_assignment(-table)
    return {
        fields[row]: (names[place],)
        for row, place in zip(rows, places, strict=True)
        if table[row, place] > 0
    }


def _add_seconds(columns: Columns, scores: Mapping[tuple[str, str], float]) -> None:
    """« Tél. mobile » after « Tél. fixe »: what fits the same field nearly as well."""
    taken = {column for told in columns.values() for column in told}
    most = {target.field: target.most for target in TARGETS}
    for (field, column), score in sorted(scores.items(), key=lambda one: -one[1]):
        if column not in taken and score > SECOND and 0 < len(columns.get(field, ())) < most[field]:
            columns[field] = (*columns[field], column)
            taken.add(column)


def _name_at_last(columns: Columns, profiles: Sequence[Profile]) -> None:
    if "name" in columns:
        return
    taken = {column for told in columns.values() for column in told}
    target = next(target for target in TARGETS if target.field == "name")
    likely = [(target.score(p), p.column) for p in profiles if p.column not in taken]
    score, column = max(likely, default=(0.0, ""))
    if score >= LAST_CHANCE:
        columns["name"] = (column,)
    elif any(p.column == KEY and p.letters > 0.9 for p in profiles):
        columns["name"] = (KEY,)  # {"Atelier": {…}, …}
