"""One value in the dress of a source: `WRITE[role][variant](fact, dice)` gives the cell.

Cells are texts, numbers or, for JSON, lists and objects.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from tests.core.interchange.guess.dressing import people
from tests.core.interchange.guess.dressing.facts import DAYS, Fact, Spans

Cell = Any
Write = Callable[[Fact, random.Random], Cell]
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
          "octobre", "novembre", "décembre")  # fmt: skip
OSM = dict(zip(DAYS, ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), strict=True))


# Addresses


def lost_zero(code: str) -> Cell:
    return int(code) if code.isdigit() else code


def one_line(between: str, end: str = "") -> Write:
    return lambda f, _d: f"{f.street_address}{between}{f.postcode} {f.city}{end}"


# Coordinates


def lambert93(lat: float, lon: float) -> tuple[float, float]:
    """EPSG:2154, by the formulas of IGN's note NTG 71 (secant conic, GRS 80)."""
    n, c, xs, ys, e = 0.7256077650532670, 11754255.426096, 700000.0, 12655612.049876, 0.08181919106
    phi = math.radians(lat)
    sine = e * math.sin(phi)
    isometric = math.log(math.tan(math.pi / 4 + phi / 2) * ((1 - sine) / (1 + sine)) ** (e / 2))
    radius, angle = c * math.exp(-n * isometric), n * math.radians(lon - 3)
    return round(xs + radius * math.sin(angle), 2), round(ys - radius * math.cos(angle), 2)


def web_mercator(lat: float, lon: float) -> tuple[float, float]:
    radius = 6378137.0
    y = radius * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return round(radius * math.radians(lon), 2), round(y, 2)


def comma(number: float) -> str:
    return f"{number}".replace(".", ",")


def sexagesimal(degrees: float, letters: str, form: str) -> str:
    total = round(abs(degrees) * 36_000)
    whole, rest = divmod(total, 36_000)
    minutes, tenths = divmod(rest, 600)
    letter = letters[degrees < 0]
    return form.format(d=whole, m=minutes, s=tenths / 10, letter=letter)


_DMS = "{d}°{m:02d}'{s:04.1f}\"{letter}"
_DMS_SPACED = "{letter} {d}° {m}' {s:.1f}''"


def dms(form: str, between: str) -> Write:
    return lambda f, _d: sexagesimal(f.lat, "NS", form) + between + sexagesimal(f.lon, "EW", form)


# Contacts


def french_phone(fact: Fact, between: str) -> str:
    """Ten digits, as they are dialled at home."""
    digits = "0" + fact.phone[-9:]
    return between.join(digits[i : i + 2] for i in range(0, 10, 2))


def international(fact: Fact, form: str) -> str:
    size = 3 if fact.phone.startswith("+33") else 4
    rest = fact.phone[size:]
    groups = " ".join([rest[:1], *(rest[i : i + 2] for i in range(1, len(rest), 2))])
    return form.format(code=fact.phone[1:size], rest=groups, tight=rest)


# Dates


def long_date(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def epoch(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 9, tzinfo=UTC).timestamp())


# Hours


def clock(minutes: int, style: str) -> str:
    hour, minute = divmod(minutes, 60)
    if style == "9h":
        return f"{hour}h{minute:02d}" if minute else f"{hour}h"
    return style.format(hour=hour, minute=minute)


def spans_text(spans: Spans, style: str, dash: str, between: str) -> str:
    return between.join(f"{clock(a, style)}{dash}{clock(b, style)}" for a, b in spans)


def week_text(style: str, dash: str, between: str, day_end: str, line: str) -> Write:
    """Every day told by itself."""

    def write(fact: Fact, _dice: random.Random) -> str:
        return line.join(
            f"{day}{day_end}{spans_text(spans, style, dash, between)}"
            for day, spans in fact.week.items()
        )

    return write


def osm_text(fact: Fact, _dice: random.Random) -> str:
    rules = [
        f"{OSM[day]} {spans_text(spans, '{hour:02d}:{minute:02d}', '-', ',')}"
        for day, spans in fact.week.items()
    ]
    return "; ".join(rules)


def hours_by_day(fact: Fact, _dice: random.Random) -> Cell:
    return [
        {"jour": day.capitalize(), "debut": clock(a, _HM), "fin": clock(b, _HM)}
        for day, spans in fact.week.items()
        for a, b in spans
    ]


def hours_by_range(fact: Fact, _dice: random.Random) -> Cell:
    """As the directory of the administration: from a day to a day, two spans at most."""
    told = []
    for day, spans in fact.week.items():
        item = {"nom_jour_debut": day.capitalize(), "nom_jour_fin": day.capitalize()}
        for rank in (1, 2):
            a, b = spans[rank - 1] if rank <= len(spans) else (None, None)
            item[f"valeur_heure_debut_{rank}"] = "" if a is None else f"{clock(a, _HM)}:00"
            item[f"valeur_heure_fin_{rank}"] = "" if b is None else f"{clock(b, _HM)}:00"
        told.append({**item, "commentaire": ""})
    return told


def hours_by_schema(fact: Fact, _dice: random.Random) -> Cell:
    names = dict(zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
                            "Sunday"), strict=True))  # fmt: skip
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": f"https://schema.org/{names[day]}",
         "opens": clock(a, _HM), "closes": clock(b, _HM)}
        for day, spans in fact.week.items()
        for a, b in spans
    ]  # fmt: skip


_HM = "{hour:02d}:{minute:02d}"


def _plain(name: str) -> Mapping[str, Write]:
    return {"": lambda f, _d: getattr(f, name)}


WRITE: Mapping[str, Mapping[str, Write]] = {
    "name": {**_plain("name"), "upper": lambda f, _d: f.name},
    "street": _plain("street_address"),
    "number": _plain("number"),
    "street_name": _plain("street"),
    "full_address": {
        "": one_line(", "),
        "dash": one_line(" - "),
        "france": one_line(", ", ", France"),
        "lines": one_line("\n"),
        "space": one_line(" "),
        "parts": lambda f, _d: f"{f.street_address}, {f.postcode}, {f.city}, FRA",
    },
    "street_kind": {"": lambda f, _d: f.street.split()[0].upper()},
    "street_rest": {"": lambda f, _d: " ".join(f.street.split()[1:])},
    "hours_objects": {"days": hours_by_day, "range": hours_by_range, "schema": hours_by_schema},
    "complement": {"": lambda f, d: d.choice(("", "", "", "1er étage", "Bâtiment B"))},
    "postcode": {
        **_plain("postcode"),
        "lost": lambda f, _d: lost_zero(f.postcode),
        "float": lambda f, _d: f"{lost_zero(f.postcode)}.0" if f.postcode.isdigit() else f.postcode,
        "spaced": lambda f, _d: f"{f.postcode[:2]} {f.postcode[2:]}",
    },
    "city": {
        **_plain("city"),
        "upper": lambda f, _d: f.city.upper(),
        "cedex": lambda f, d: f"{f.city.upper()} CEDEX{d.choice(('', '', ' 1'))}",
    },
    "postcode_city": {
        "": lambda f, _d: f"{f.postcode} {f.city}",
        "dash": lambda f, _d: f"{f.postcode} - {f.city}",
        "after": lambda f, _d: f"{f.city} ({f.postcode})",
    },
    "insee": {**_plain("insee"), "lost": lambda f, _d: lost_zero(f.insee)},
    "lat": {**_plain("lat"), "comma": lambda f, _d: comma(f.lat),
            "dms": lambda f, _d: sexagesimal(f.lat, "NS", _DMS)},
    "lon": {**_plain("lon"), "comma": lambda f, _d: comma(f.lon),
            "dms": lambda f, _d: sexagesimal(f.lon, "EW", _DMS)},
    "x": {
        "l93": lambda f, _d: lambert93(f.lat, f.lon)[0],
        "l93 comma": lambda f, _d: comma(lambert93(f.lat, f.lon)[0]),
        "mercator": lambda f, _d: web_mercator(f.lat, f.lon)[0],
    },
    "y": {
        "l93": lambda f, _d: lambert93(f.lat, f.lon)[1],
        "l93 comma": lambda f, _d: comma(lambert93(f.lat, f.lon)[1]),
        "mercator": lambda f, _d: web_mercator(f.lat, f.lon)[1],
    },
    "point": {
        "": lambda f, _d: f"{f.lat}, {f.lon}",
        "tight": lambda f, _d: f"{f.lat},{f.lon}",
        "lon first": lambda f, _d: f"{f.lon},{f.lat}",
        "space": lambda f, _d: f"{f.lat} {f.lon}",
        "semicolon": lambda f, _d: f"{f.lat};{f.lon}",
        "commas": lambda f, _d: f"{comma(f.lat)} ; {comma(f.lon)}",
        "wkt": lambda f, _d: f"POINT ({f.lon} {f.lat})",
        "ewkt": lambda f, _d: f"SRID=4326;POINT({f.lon} {f.lat})",
        "geojson text": lambda f, _d: json.dumps({"type": "Point", "coordinates": [f.lon, f.lat]}),
        "object": lambda f, _d: {"lat": f.lat, "lon": f.lon},
        "object lng": lambda f, _d: {"lng": f.lon, "lat": f.lat},
        "list": lambda f, _d: [f.lat, f.lon],
        "lon first list": lambda f, _d: [f.lon, f.lat],
        "geojson": lambda f, _d: {"type": "Point", "coordinates": [f.lon, f.lat]},
        "brackets": lambda f, _d: f"[{f.lon}, {f.lat}]",
        "dms": dms(_DMS, " "),
        "dms spaced": dms(_DMS_SPACED, ", "),
    },
    "website": {
        **_plain("website"),
        "bare": lambda f, _d: f.website.split("://")[1].rstrip("/"),
        "shouted": lambda f, _d: f.website.replace("http", "HTTP", 1),
    },
    "phone": {
        "": lambda f, _d: french_phone(f, " "),
        "dots": lambda f, _d: french_phone(f, "."),
        "dashes": lambda f, _d: french_phone(f, "-"),
        "tight": lambda f, _d: french_phone(f, ""),
        "lost": lambda f, _d: int(french_phone(f, "")),
        "e164": lambda f, _d: f.phone,
        "international": lambda f, _d: international(f, "+{code} {rest}"),
        "zero": lambda f, _d: international(f, "+{code} (0){rest}"),
        "00": lambda f, _d: international(f, "00{code}{tight}"),
        "two": lambda f, _d: f"{french_phone(f, ' ')} / 06 39 98 01 02",
        "worded": lambda f, _d: f"Tél. : {french_phone(f, ' ')}",
    },
    "email": {
        **_plain("email"),
        "shouted": lambda f, _d: f.email.upper(),
        "mailto": lambda f, _d: f"mailto:{f.email}",
        "two": lambda f, _d: f"{f.email} ; {f.email.replace('@', '2@')}",
    },
    "types": {
        "one": lambda f, _d: f.types[0],
        "semicolon": lambda f, _d: "; ".join(f.types),
        "comma": lambda f, _d: ", ".join(f.types),
        "tight comma": lambda f, _d: ",".join(f.types),
        "pipe": lambda f, _d: "|".join(f.types),
        "lines": lambda f, _d: "\n".join(f.types),
        "list": lambda f, _d: list(f.types),
    },
    "hours": {
        "": week_text("9h", "-", " / ", " : ", ", "),
        "lines": week_text("{hour:02d}h{minute:02d}", " - ", " et ", " ", "\n"),
        "from": week_text("9h", " à ", " et de ", " de ", " ; "),
        "clock": week_text("{hour}:{minute:02d}", "-", ", ", ": ", "; "),
        "osm": osm_text,
    },
    "description": _plain("description"),
    "public_id": {
        "": lambda f, _d: f"{f.key + 1}",
        "code": lambda f, _d: f"TL-{f.department}-{f.key:04d}",
        "uuid": lambda f, _d: f"{f.key * 7919:08x}-1b3d-4c5e-9f70-{f.key * 104729:012x}",
        "slug": lambda f, _d: f"lieu-{f.key:03d}",
        "rec": lambda f, _d: f"rec{f.key * 15485863:014X}",
    },
    "updated_at": {
        "": lambda f, _d: f.updated_on.isoformat(),
        "time": lambda f, _d: f"{f.updated_on.isoformat()} 09:14:00",
        "z": lambda f, _d: f"{f.updated_on.isoformat()}T09:14:00.000Z",
        "french": lambda f, _d: f.updated_on.strftime("%d/%m/%Y"),
        "french time": lambda f, _d: f.updated_on.strftime("%d/%m/%Y %H:%M"),
        "short": lambda f, _d: f.updated_on.strftime("%d/%m/%y"),
        "long": lambda f, _d: long_date(f.updated_on),
        "english": lambda f, _d: f.updated_on.strftime("%B %d, %Y").replace(" 0", " "),
        "american": lambda f, _d: f.updated_on.strftime("%m/%d/%Y"),
        "compact": lambda f, _d: f.updated_on.strftime("%Y%m%d"),
        "serial": lambda f, _d: serial(f.updated_on),
        "epoch": lambda f, _d: epoch(f.updated_on),
        "epoch ms": lambda f, _d: epoch(f.updated_on) * 1000,
        "dots": lambda f, _d: f.updated_on.strftime("%d.%m.%Y"),
    },
    "person": {
        name: (lambda f, _d, told=told: told(f.person)) for name, told in people.WRITTEN.items()
    },
    "first_name": {"": lambda f, _d: f.person.first},
    "last_name": {"": lambda f, _d: f.person.last.upper()},
    "person_email": {"": lambda f, _d: f.person.email},
    "person_phone": {"": lambda f, d: f"06 39 98 {d.randrange(100):02d} {d.randrange(100):02d}"},
}  # fmt: skip
