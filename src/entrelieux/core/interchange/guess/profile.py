"""What a column holds: shares (0 to 1) of its filled cells that look like this or that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

from entrelieux.core.geo.gazetteer import Gazetteer
from entrelieux.core.interchange.clean import clean_date, clean_postcode, is_personal, read_point
from entrelieux.core.interchange.guess.clocks import clocks_of, is_clock, joined
from entrelieux.core.interchange.guess.naming import Naming, institutions
from entrelieux.core.interchange.guess.people import is_person
from entrelieux.core.interchange.guess.splitting import items_of, separator_of
from entrelieux.core.text import fold

Row = Mapping[str, Any]
SAMPLE = 400
CELL = 2_000  # characters looked at: the patterns below are quadratic on one endless word
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_AROUND_EMAIL = 30  # characters: more is a text with an e-mail in it
_URL = re.compile(
    r"(?:https?:/|www\.)|^[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|io|info|coop|example)(?:/|$)",
    re.IGNORECASE,
)
_HOST = re.compile(r"^(?:https?:/+)?(?:www\.)?([^/?#\s]+)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|pdf)(?:\?|$)", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+\d{2,3}|\(?0)[\d\s().\-/]{7,18}$|^[1-9]\d{8}$")
_MOBILE = re.compile(r"(?:\+33|0033|0)?0?[67]\d{8}$")
_BEFORE_NUMBER = re.compile(r"^(?:t[ée]l|phone|fixe|standard|accueil)[^\d+(]{0,12}", re.IGNORECASE)
_POSTCODE = re.compile(r"\d{4,5}(?:\.0)?$")
_CODE = re.compile(r"(?:\d{4,5}|2[AB]\d{3})(?:\.0)?$", re.IGNORECASE)
_STREET = re.compile(
    r"\b(?:rue|r|avenue|av|ave|bd|boulevard|bld|place|pl|route|rte|chemin|che|impasse|imp|allee|all|"
    r"quai|cours|square|faubourg|fbg|bourg|lieu dit|za|zi|zac|zae|mairie|esplanade|passage|voie|"
    r"promenade|"
    r"rond point|montee|residence|hameau|street|road|lane|way)\b"
)
_NUMBERED = re.compile(
    r"\s*\d{1,4}(?:\s*[-/]\s*\d{1,4})?\s*(?:bis|ter|quater|[a-d])?[\s,]+[^\W\d]", re.IGNORECASE
)
_ALONE = re.compile(
    r"\d{1,4}(?:\.0)?\s*(?:bis|ter|quater|[a-d])?(?:\s*[-/]\s*\d{1,4})?$", re.IGNORECASE
)
_WHOLE = re.compile(r"[^\W\d_]\W*\b\d{5}\b(?:[\s,]+[^\W\d_]|\W*$)", re.DOTALL)
_TOWN = re.compile(r"^\s*(?P<code>\d{5})[\W]+[^\W\d_]|[^\W\d_]\W*\(?(?P<last>\d{5})\)?\s*$")
_HOURS = re.compile(
    r"\d\s*h(?:\d|\b|eures)|\d{1,2}:\d{2}\s*-|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)\b"
    r"|\b(?:Mo|Tu|We|Th|Fr|Sa|Su)\b[-,; \d]|24/7|\bferm[ée]\b|sur (?:rdv|rendez)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"(?:0?[1-9]|1[0-2])/(?:[12]?\d|3[01])/(?:\d{2}|20\d{2})\b")
_YES_NO = frozenset({"oui", "non", "yes", "no", "true", "false", "vrai", "faux", "0", "1", "x"})


@dataclass(frozen=True)
class Profile:
    """A column, up to `SAMPLE` of its filled cells as texts, and the communes there are."""

    column: str
    cells: Sequence[str]
    filled: float
    gazetteer: Gazetteer | None = None

    @cached_property
    def naming(self) -> Naming:
        return Naming(self.column)

    def share(self, test: Callable[[str], Any]) -> float:
        return sum(1 for cell in self.cells if test(cell)) / len(self.cells) if self.cells else 0.0

    # Contacts

    @cached_property
    def emails(self) -> float:
        return self.share(
            lambda cell: _EMAIL.search(cell) and len(_EMAIL.sub("", cell)) < _AROUND_EMAIL
        )

    @cached_property
    def personal_emails(self) -> float:
        """Among the e-mails, those that look like somebody's."""
        mails = [m[0] for cell in self.cells if (m := _EMAIL.search(cell))]
        return sum(map(is_personal, mails)) / len(mails) if mails else 0.0

    @cached_property
    def urls(self) -> float:
        return self.share(lambda cell: _URL.search(cell) and "@" not in cell.split("/")[0])

    @cached_property
    def files(self) -> float:
        return self.share(lambda cell: _FILE.search(cell))

    @cached_property
    def hosts(self) -> float:
        """How many hosts there are for one address: a directory's own pages share one."""
        hosts = [
            m[1].lower() for cell in self.cells if _URL.search(cell) and (m := _HOST.match(cell))
        ]
        return len(set(hosts)) / len(hosts) if hosts else 0.0

    @cached_property
    def phones(self) -> float:
        return self.share(_is_phone)

    @cached_property
    def mobiles(self) -> float:
        return self.share(lambda cell: _MOBILE.match(re.sub(r"[\s.\-()]", "", cell)))

    @cached_property
    def persons(self) -> float:
        return self.share(is_person)

    # Places

    @cached_property
    def institutions(self) -> float:
        """What calls itself a library, a town hall, a workshop…"""
        return self.share(lambda cell: not institutions().isdisjoint(fold(cell[:200]).split()))

    @cached_property
    def postcodes(self) -> float:
        """Those that exist, when the communes are known."""
        if self.gazetteer is None:
            return self.share(_POSTCODE.match)
        known = self.gazetteer.by_postcode
        return self.share(lambda cell: (code := clean_postcode(cell).value) and known(code))

    @cached_property
    def digits(self) -> float:
        """What has the look of a postcode, whether it exists or not."""
        return self.share(lambda cell: _POSTCODE.match(cell.replace(" ", "")))

    @cached_property
    def codes(self) -> float:
        """INSEE codes that exist, when the communes are known."""
        if self.gazetteer is None:
            return self.share(_CODE.match)
        known = self.gazetteer.by_code
        return self.share(lambda cell: _CODE.match(cell) and known(_five(cell)))

    @cached_property
    def communes(self) -> float:
        """Names of communes; what has letters and is short, when they are not known."""
        if self.gazetteer is None:
            return self.letters if self.mean_length < 40 else 0.0
        known = self.gazetteer.named
        return self.share(lambda cell: len(cell) < 60 and not cell[0].isdigit() and known(cell))

    @cached_property
    def towns(self) -> float:
        """A postcode and a name in one cell, and nothing else."""
        return self.share(self._is_town)

    def _is_town(self, cell: str) -> bool:
        match = _TOWN.search(cell) if len(cell) < 60 else None
        if match is None or _street(cell):
            return False
        code = match["code"] or match["last"]
        return self.gazetteer is None or bool(self.gazetteer.by_postcode(code))

    @cached_property
    def streets(self) -> float:
        return self.share(_street)

    @cached_property
    def numbered(self) -> float:
        """« 4 rue Haute »: what begins with a number, letters after it."""
        return self.share(_NUMBERED.match)

    @cached_property
    def alone(self) -> float:
        """« 4 bis » and no more."""
        return self.share(_ALONE.match)

    @cached_property
    def whole(self) -> float:
        """A street, a postcode and a town in one cell."""
        return self.share(_is_whole)

    @cached_property
    def pairs(self) -> float:
        return self.share(lambda cell: read_point(cell) is not None)

    # Times

    @cached_property
    def hours(self) -> float:
        return self.share(lambda cell: _HOURS.search(cell))

    @cached_property
    def clocks(self) -> float:
        """« 9h30 » and no more."""
        return self.share(is_clock)

    @cached_property
    def dates(self) -> float:
        return self.share(_is_date)

    # Any text

    @cached_property
    def yes_no(self) -> float:
        return self.share(lambda cell: cell.casefold() in _YES_NO)

    @cached_property
    def letters(self) -> float:
        return self.share(lambda cell: sum(map(str.isalpha, cell)) > 2)

    @cached_property
    def marked(self) -> float:
        """HTML."""
        return self.share(lambda cell: cell.startswith("<"))

    @cached_property
    def distinct(self) -> float:
        return len(set(self.cells)) / len(self.cells) if self.cells else 0.0

    @cached_property
    def distinct_items(self) -> float:
        """The same, of the values of cells that hold several."""
        separator = separator_of(self.cells)
        items = [item for cell in self.cells for item in items_of(cell, separator)]
        return len(set(items)) / len(items) if items else 0.0

    @cached_property
    def mean_length(self) -> float:
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0

    # Numbers

    @cached_property
    def numbers(self) -> list[float]:
        return [number for cell in self.cells if (number := _number(cell)) is not None]

    @cached_property
    def is_decimal(self) -> bool:
        return bool(self.cells) and len(self.numbers) >= 0.7 * len(self.cells)

    @cached_property
    def has_fractions(self) -> bool:
        """Three decimals or more, as coordinates have."""
        return self.is_decimal and self.share(lambda c: re.search(r"[.,]\d{3,}", c)) > 0.6

    @cached_property
    def middle(self) -> float | None:
        numbers = [number for number in self.numbers if number]
        return median(numbers) if self.is_decimal and numbers else None


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", ".").replace(" ", "").replace("\u00a0", ""))
    except ValueError:
        return None


def _five(cell: str) -> str:
    return cell.removesuffix(".0").upper().zfill(5)


def _is_date(cell: str) -> bool:
    """In the order of any country: which one, the whole column tells."""
    return len(cell) < 40 and bool(clean_date(cell).value or _MONTH_FIRST.match(cell))


def _street(cell: str) -> Any:
    return _STREET.search(fold(cell))


def is_street(text: str) -> bool:
    """« 4 rue Haute »: begins with a number, or names a way."""
    return bool(_NUMBERED.match(text) or _street(text))


def _is_whole(cell: str) -> bool:
    match = _WHOLE.search(cell)
    before = cell[: match.start() + 1] if match else ""
    return bool(before) and bool(_street(before) or _NUMBERED.match(before) or "," in before)


def _is_phone(cell: str) -> bool:
    first = re.split(r"\s*[/;]\s*(?=[0+])", cell.strip())[0]
    first = _BEFORE_NUMBER.sub("", first)
    return bool(_PHONE.match(first)) and not re.fullmatch(r"\d[.,]\d+", first)


def profiles_of(
    columns: Iterable[str], rows: Sequence[Mapping[str, Any]], gazetteer: Gazetteer | None = None
) -> list[Profile]:
    sample = rows[:: max(1, len(rows) // SAMPLE)][:SAMPLE]
    return [_profile(column, sample, gazetteer) for column in columns]


def _profile(
    column: str, sample: Sequence[Mapping[str, Any]], gazetteer: Gazetteer | None
) -> Profile:
    cells = [text[:CELL] for row in sample if (text := text_of(row.get(column)))]
    return Profile(column, cells, len(cells) / len(sample) if sample else 0.0, gazetteer)


def text_of(value: Any) -> str:
    if isinstance(value, list):
        if value and all(isinstance(item, int | float) for item in value):
            return ", ".join(map(str, value))
        if clocks := clocks_of(value):
            return joined(clocks)
        return "; ".join(text_of(item) for item in value)
    return "" if value is None else str(value).strip()
