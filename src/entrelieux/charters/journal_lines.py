"""What a sealed line of the journal says, in words; the line itself is shown beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelieux.core.rules.changing.journal import Entry

SAID = {
    ("proposal", "opened"): gettext_lazy("Une proposition est ouverte"),
    ("proposal", "withdrawn"): gettext_lazy("Une proposition est retirée"),
    ("decision", "refused"): gettext_lazy("Une proposition n’est pas adoptée"),
    ("trial", "lapsed"): gettext_lazy("Un essai tombe : ce qui valait avant vaut de nouveau"),
    ("charter", "adopted"): gettext_lazy("La charte prend une nouvelle version"),
}


@dataclass(frozen=True, slots=True)
class JournalLine:
    """`proposal` is the public id of the one it speaks of, if any."""

    entry: Entry
    is_broken: bool
    said: str
    proposal: str


def journal_line(entry: Entry, *, is_broken: bool) -> JournalLine:
    told = dict(entry.content)
    return JournalLine(entry, is_broken, _said(told), str(told.get("proposal", "")))


def _said(told: Mapping[str, str | int]) -> str:
    if told.get("review") == "kept":
        return _("Une règle à l’essai est gardée")
    if told.get("review") == "lapsed":
        return _("Une règle à l’essai est abandonnée")
    return str(SAID.get((str(told.get("kind")), str(told.get("outcome"))), told.get("kind", "")))
