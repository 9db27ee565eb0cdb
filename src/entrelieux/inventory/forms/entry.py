from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelieux.inventory.states import with_facts_apart, with_facts_together


class EntryForm(forms.Form):
    """Editing an entry: form fields named like its columns, and what they showed when opened.

    `EDITED` are the columns; `state` is that of `inventory.states.state_of`, or what a new entry
    is proposed with. Subclasses turn cleaned data into a column's value in `value_of`.
    """

    EDITED: ClassVar[tuple[str, ...]] = ()

    note = forms.CharField(label=_("Pourquoi ce changement ?"), max_length=300, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, state: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.state = dict(state or {})
        kwargs.setdefault("initial", self.initial_of(self.state))
        super().__init__(*args, **kwargs)

    def initial_of(self, state: Mapping[str, Any]) -> dict[str, Any]:
        shown = {name: state[name] for name in self.EDITED if name in state}
        return {**shown, "base": json.dumps(shown)}

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
        """What the entry showed when the form was opened; empty when that cannot be read."""
        try:
            base = json.loads(self.data.get("base") or "{}")
        except ValueError:
            return {}
        return base if isinstance(base, dict) else {}

    def after_conflict(self, state: Mapping[str, Any], **kwargs: Any) -> Self:
        """The form again: the entry as it is now, with what this person had changed on it."""
        before = with_facts_apart(self.base_values())
        said = with_facts_apart(self.values())
        mine = {name: v for name, v in said.items() if v != before.get(name)}
        shown = {**state, **with_facts_together(mine, state.get("facts") or {})}
        initial = self.initial_of(shown) | {"base": self.initial_of(state)["base"]}
        return type(self)(state=state, initial=initial, **kwargs)

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Puts each message beside its field, or above the form when it has none."""
        for name, message in errors.items():
            self.add_error(name if name in self.fields else None, message)
