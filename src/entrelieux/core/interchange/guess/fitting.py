"""How well what a column holds fits a field, 0 to 1; and the weight of contents without a name."""

from __future__ import annotations

from entrelieux.core.interchange.guess.profile import Profile

# Columns shorter than that prove nothing by what they hold.
FEW = 9
# A column is what most of its cells are.
MOSTLY = 1.15
# What may look like the name of the place, and is not.
_OTHERS = frozenset({"holder", "services", "description", "comment", "address", "geocoder", "area"})


def name(p: Profile) -> float:
    if p.emails > 0.3 or p.urls > 0.5 or p.phones > 0.5 or p.persons > 0.6:
        return 0.0
    if p.yes_no > 0.3 or p.dates > 0.5 or p.digits > 0.5:
        return 0.0
    least = (0.4 if p.mean_length > 110 else 1.0) * (0.7 if p.naming.is_numbered else 1.0)
    least *= 1.0 if p.filled > 0.6 else 0.6  # every place has one
    return least * p.letters * (0.3 + 0.7 * min(1.0, 1.3 * p.distinct)) * (1 - 0.5 * p.communes)


def name_alone(p: Profile) -> float:
    """Distinct short texts that begin with a letter: the name, if nothing else is. Better still,
    what calls itself a library, a town hall, a workshop."""
    is_such = p.letters > 0.9 and p.distinct > 0.75 and 6 < p.mean_length < 70 and p.filled > 0.6
    is_other = max(p.numbered, p.communes, p.persons, p.urls, p.emails, p.hours, p.whole, p.dates)
    if not is_such or is_other > 0.3 or len(p.cells) < 5 or p.naming.about & _OTHERS:
        return 0.0
    if p.institutions > 0.4:
        return 0.6
    return 0.44 if p.naming.is_mute and p.distinct > 0.9 and p.streets < 0.3 else 0.0


def types(p: Profile) -> float:
    if p.yes_no > 0.5 or p.dates > 0.5 or p.urls > 0.3 or p.persons > 0.6:
        return 0.0
    if len(p.cells) > FEW and len(set(p.cells)) == 1:
        return 0.7 * p.letters  # the same for all: of the list rather than of each place
    return p.letters * (1.0 if len(p.cells) < 30 or p.distinct_items < 0.7 else 0.5)


def city(p: Profile) -> float:
    """Names of communes; elsewhere than in France, any short name will do."""
    if p.mean_length > 45:
        return 0.0
    is_name = max(p.numbered, p.urls, p.emails, p.yes_no) < 0.1 and p.mean_length < 25
    return max(min(1.0, MOSTLY * p.communes), 0.5 if is_name else 0.0) * p.letters


def city_alone(p: Profile) -> float:
    is_such = p.communes > 0.93 and len(p.cells) > FEW and p.distinct > 0.15
    return 0.55 if is_such else 0.0


def country(p: Profile) -> float:
    return p.share(lambda cell: 2 <= len(cell) < 30 and not any(map(str.isdigit, cell)))


def insee(p: Profile) -> float:
    return min(1.0, MOSTLY * p.codes)


def postcode(p: Profile) -> float:
    return (
        max(min(1.0, MOSTLY * p.postcodes), 0.7 * p.digits)
        if p.codes < 0.85 or p.postcodes > 0.6
        else 0.3
    )


def postcode_alone(p: Profile) -> float:
    return 0.55 if p.postcodes > 0.95 and p.codes < 0.6 and len(p.cells) > FEW else 0.0


def insee_alone(p: Profile) -> float:
    return 0.55 if p.codes > 0.95 and p.postcodes < 0.6 and len(p.cells) > FEW else 0.0


def street(p: Profile) -> float:
    if p.emails > 0.3 or p.urls > 0.3 or p.pairs > 0.3 or p.alone > 0.5 or p.hours > 0.6:
        return 0.0
    return max(p.streets, p.numbered, p.whole, 0.55 * p.letters) * (1 - 0.6 * p.communes)


def number(p: Profile) -> float:
    """« 4 bis »; numbers that never come back number the rows rather than the houses."""
    is_rank = p.distinct > 0.97 and len(p.cells) > FEW
    return 0.5 * p.alone if is_rank else p.alone


def repetition(p: Profile) -> float:
    """« bis », « ter », « B »."""
    return p.share(lambda cell: cell.casefold() in {"bis", "ter", "quater"} or len(cell) == 1)


def street_type(p: Profile) -> float:
    """« rue », « AV », « chemin »: few, short, and again and again."""
    is_such = p.mean_length < 14 and p.letters + p.share(lambda cell: len(cell) < 3) > 0.8
    return 1.0 if is_such and (p.distinct < 0.5 or len(p.cells) < FEW) else 0.0


def street_alone(p: Profile) -> float:
    is_such = p.streets > 0.8 and p.numbered > 0.5 and p.mean_length < 120
    return 0.55 if is_such else 0.0


def email(p: Profile) -> float:
    return p.emails * (0.0 if p.personal_emails > 0.9 else 1.0)


def email_alone(p: Profile) -> float:
    return 0.75 * email(p) if p.emails > 0.8 else 0.0


def phone_alone(p: Profile) -> float:
    return 0.6 * p.phones if p.phones > 0.9 and "fax" not in p.naming.about else 0.0


def website(p: Profile) -> float:
    """A site of its own for each place; a directory’s pages are all of one host."""
    if p.files > 0.3:
        return 0.0
    return p.urls * (1.0 if p.hosts > 0.3 or len(p.cells) < 5 else 0.5)


def website_alone(p: Profile) -> float:
    return 0.6 * website(p) if p.urls > 0.9 and p.naming.is_mute else 0.0


def coordinate(p: Profile) -> float:
    return 1.0 if p.is_decimal or p.share(_is_sexagesimal) > 0.5 else 0.0


def _is_sexagesimal(cell: str) -> bool:
    return "°" in cell and len(cell) < 24


def identifier(p: Profile) -> float:
    is_page = p.urls > 0.6 and p.hosts > 0.5
    is_text = p.share(lambda cell: cell.count(" ") > 1) > 0.5
    if p.mean_length > 60 or is_page or is_text or p.emails > 0.3 or p.phones > 0.6:
        return 0.0
    if p.distinct > 0.95:
        return 1.0
    return 0.55 if p.distinct > 0.85 and len(p.cells) > FEW else 0.0


def words(p: Profile) -> float:
    """Labels or a short text, not a way to reach somebody."""
    if max(p.emails, p.phones, p.urls, p.persons) > 0.3:
        return 0.0
    return p.letters if 2 <= p.mean_length <= 400 else 0.3


def description(p: Profile) -> float:
    if p.yes_no > 0.3 or p.urls > 0.5 or p.hours > 0.8:
        return 0.0
    return p.letters if p.mean_length > 25 else 0.3 * p.letters


def is_prose(p: Profile) -> bool:
    is_long = p.mean_length > 90 and p.distinct > 0.5
    return is_long and p.letters > 0.9 and p.marked < 0.5 and p.naming.is_mute


def hours(p: Profile) -> float:
    if p.yes_no > 0.5 or p.dates > 0.5:
        return 0.0
    return max(min(1.0, 1.2 * p.hours), 0.45 * p.letters)


def hours_alone(p: Profile) -> float:
    return 0.6 if p.hours > 0.8 and p.mean_length > 8 and p.naming.is_mute else 0.0
