from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.inventory.models import Entry
from entrelieux.inventory.queries import state_at
from entrelieux.inventory.states import state_of, with_facts_apart, with_facts_together

# Digits: what is longer is not a version.
LONGEST_VERSION = 9


class EntryForm(forms.Form):
    """Editing an entry: form fields named like its columns, and the version that they showed.

    `EDITED` are the columns; `state` is what a new `entry` is proposed with. Subclasses turn
    cleaned data into a column's value in `value_of`. The page holds the number of the version
    alone: its values may say more than whoever edits it may read.
    """

    EDITED: ClassVar[tuple[str, ...]] = ()

    note = forms.CharField(label=_("Pourquoi ce changement ?"), max_length=300, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        entry: Entry | None = None,
        state: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.entry = entry
        self.state = dict(state or {}) if entry is None else state_of(entry)
        kwargs.setdefault("initial", self.initial_of(self.state))
        super().__init__(*args, **kwargs)

    def initial_of(self, state: Mapping[str, Any]) -> dict[str, Any]:
        shown = {name: state[name] for name in self.EDITED if name in state}
        return {**shown, "base": self.entry.version if self.entry else ""}

    def value_of(self, name: str) -> Any:
        """The value of a column that a field holds, as `state_of` writes it."""
        value = self.cleaned_data.get(name)
        # Browsers send the ends of lines of a text as two characters.
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    def values(self) -> dict[str, Any]:
        """The columns that the form holds; the other person's where it was preferred to ours."""
        base = self.base_values()
        return {
            name: base.get(name) if self._prefers_theirs(name) else self.value_of(name)
            for name in self.EDITED
            if name in self.fields
        }

    def _prefers_theirs(self, name: str) -> bool:
        return bool(self.data.get(f"keep_{name}") == "theirs")

    def base_values(self) -> dict[str, Any]:
        """The entry as it was when the form was opened; empty when nobody can say."""
        typed = self.data.get("base") or ""
        if self.entry is None or not (typed.isdecimal() and len(typed) < LONGEST_VERSION):
            return {}
        return state_at(self.entry, int(typed))

    def after_conflict(self, entry: Entry, **kwargs: Any) -> Self:
        """The form again: the `entry` as it is now, with what this person had changed on it."""
        before = with_facts_apart(self.base_values())
        said = with_facts_apart(self.values())
        mine = {name: v for name, v in said.items() if v != before.get(name)}
        state = state_of(entry)
        shown = {**state, **with_facts_together(mine, state.get("facts") or {})}
        form = type(self)(entry=entry, **kwargs)
        form.initial = form.initial_of(shown)
        return form

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Puts each message beside its field, or above the form when it has none."""
        for name, message in errors.items():
            self.add_error(name if name in self.fields else None, message)
