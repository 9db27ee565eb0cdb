"""A word as JSON and back, without loss; what is empty is left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from entrelieux.core.words.lexicon import (
    Alignment,
    Choice,
    Privacy,
    Relation,
    Subject,
    Term,
    TermKind,
    Unit,
    ValueType,
)


def term_to_json(term: Term) -> dict[str, Any]:
    data: dict[str, Any] = {
        "uri": term.uri,
        "kind": term.kind.value,
        "labels": dict(term.labels),
        "alt_labels": {language: list(texts) for language, texts in term.alt_labels.items()},
        "hidden_labels": {language: list(texts) for language, texts in term.hidden_labels.items()},
        "definitions": dict(term.definitions),
        "value_type": term.value_type.value if term.value_type else None,
        "unit": term.unit.value if term.unit else None,
        "choices": [{"id": choice.id, "labels": dict(choice.labels)} for choice in term.choices],
        "applies_to": [subject.value for subject in term.applies_to],
        "privacy": term.privacy.value,
        "attested_by": term.attested_by,
        "broader": list(term.broader),
        "related": list(term.related),
        "alignments": [[link.relation.value, link.target] for link in term.alignments],
        "retired_on": term.retired_on.isoformat() if term.retired_on else None,
        "replaced_by": list(term.replaced_by),
        "extra": term.extra,
    }
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def term_from_json(data: Mapping[str, Any]) -> Term:
    value_type, unit, retired = data.get("value_type"), data.get("unit"), data.get("retired_on")
    return Term(
        uri=data["uri"],
        kind=TermKind(data["kind"]),
        labels=dict(data.get("labels", {})),
        alt_labels=_texts(data.get("alt_labels", {})),
        hidden_labels=_texts(data.get("hidden_labels", {})),
        definitions=dict(data.get("definitions", {})),
        value_type=ValueType(value_type) if value_type else None,
        unit=Unit(unit) if unit else None,
        choices=tuple(Choice(c["id"], dict(c["labels"])) for c in data.get("choices", ())),
        applies_to=tuple(Subject(subject) for subject in data.get("applies_to", ())),
        privacy=Privacy(data.get("privacy", Privacy.PUBLIC)),
        attested_by=data.get("attested_by", ""),
        broader=tuple(data.get("broader", ())),
        related=tuple(data.get("related", ())),
        alignments=tuple(
            Alignment(Relation(relation), target) for relation, target in data.get("alignments", ())
        ),
        retired_on=date.fromisoformat(retired) if retired else None,
        replaced_by=tuple(data.get("replaced_by", ())),
        extra=data.get("extra", ""),
    )


def _texts(texts: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(values) for language, values in texts.items()}
