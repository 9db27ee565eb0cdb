"""A form of an entry with the fields that the words of its communities make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst

from entrelieux.inventory.facts import label_of_fact
from entrelieux.inventory.forms.entry import EntryForm
from entrelieux.inventory.states import FACT
from entrelieux.lexicons.forms import FactFields
from entrelieux.lexicons.queries import Facts


class ToldEntryForm(EntryForm):
    """`facts` are those that this person may tell of the entry."""

    def __init__(self, *args: Any, facts: Facts, **kwargs: Any) -> None:
        self.facts = facts
        super().__init__(*args, **kwargs)
        self.fact_fields = FactFields(facts, self.state.get("facts") or {})
        for name, field in self.fact_fields.fields().items():
            field.label = capfirst(str(field.label))
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """A value that cannot be read comes back beside its field."""
        cleaned = super().clean() or {}
        self.fact_fields.read(self)
        return cleaned

    def initial_of(self, state: Mapping[str, Any]) -> dict[str, Any]:
        kept = state.get("facts") or {}
        return {**super().initial_of(state), **FactFields(self.facts, kept).initial()}

    def values(self) -> dict[str, Any]:
        return {**super().values(), "facts": self._facts()}

    def _facts(self) -> dict[str, Any]:
        """What the form says under each word; the other person's where it was preferred."""
        before = self.base_values().get("facts") or {}
        said = self.fact_fields.read(self)
        theirs = {uri for uri in said if self._prefers_theirs(f"{FACT}{uri}")}
        return {uri: before.get(uri) if uri in theirs else v for uri, v in said.items()}

    @property
    def fact_labels(self) -> dict[str, str]:
        return {f"{FACT}{one.term.uri}": label_of_fact(one) for one in self.facts.in_use}
