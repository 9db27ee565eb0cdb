"""Files that nobody should have sent: cut, spoilt, endless, or not lists at all."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Iterator

HEADER = "id;nom;adresse;code_postal;commune;latitude;longitude\n"
ROW = "{n};Atelier {n};{n} rue Haute;15300;Murat;45.11;2.87\n"
GOOD = (HEADER + "".join(ROW.format(n=n) for n in range(40))).encode()
PLACES = [
    {
        "id": n,
        "nom": f"Atelier {n}",
        "code_postal": "15300",
        "commune": "Murat",
        "lat": 45.1,
        "lon": 2.8,
    }
    for n in range(40)
]
JSON = json.dumps(PLACES).encode()
GEOJSON = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": place,
                "geometry": {"type": "Point", "coordinates": [2.8, 45.1]},
            }
            for place in PLACES
        ],
    }
).encode()
MAGIC = {
    "pdf": b"%PDF-1.7\n",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff\xe0",
    "gif": b"GIF89a",
    "gzip": b"\x1f\x8b\x08",
    "rar": b"Rar!\x1a",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "elf": b"\x7fELF",
    "exe": b"MZ\x90\x00",
    "sqlite": b"SQLite format 3\x00",
    "zip": b"PK\x03\x04",
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}
FORMULAS = [
    "=1+1",
    "=cmd|'/c calc'!A0",
    "+33",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("x")',
]
ENCODINGS = [
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "mac_roman",
    "iso-8859-15",
]


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def hostile_files() -> Iterator[tuple[str, bytes]]:
    draw = random.Random(7)  # noqa: S311
    for share in range(2, 98, 6):
        yield f"json cut at {share} %", JSON[: len(JSON) * share // 100]
        yield f"geojson cut at {share} %", GEOJSON[: len(GEOJSON) * share // 100]
        yield f"csv cut at {share} %", GOOD[: len(GOOD) * share // 100]
    for name, magic in MAGIC.items():
        yield f"{name} named csv", magic + draw.randbytes(4_000)
        yield f"only the first bytes of a {name}", magic
    for encoding in ENCODINGS:
        yield (
            f"{encoding} text",
            (HEADER + "1;Café de l’Été;rue;15300;Murat;45,1;2,8\n").encode(encoding, "replace"),
        )
    for formula in FORMULAS:
        yield (
            f"formula {formula!r}",
            (HEADER + f'1;"{formula}";"{formula}";15300;Murat;45.1;2.8\n').encode(),
        )
    for columns in (2, 50, 1_999, 2_001, 10_000):
        yield (
            f"{columns} columns",
            (";".join(f"c{n}" for n in range(columns)) + "\n" + "1;" * columns + "\n").encode(),
        )
    for depth in (30, 60, 300, 1_000, 5_000):
        yield f"lists {depth} deep", b"[" * depth + b"]" * depth
        yield f"objects {depth} deep", b'{"a":' * depth + b"1" + b"}" * depth
    for _ in range(24):
        spoilt = bytearray(GOOD)
        for _ in range(30):
            spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
        yield "csv with random bytes", bytes(spoilt)
        spoilt = bytearray(JSON)
        for _ in range(6):
            spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
        yield "json with random bytes", bytes(spoilt)
    yield from odd_texts()
    yield from odd_json()
    yield from odd_archives(draw)


def odd_texts() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "only spaces", b" \n\t\n  "
    yield "only zeros", b"\x00" * 5_000
    yield "only a mark", b"\xef\xbb\xbf"
    yield "only a header", HEADER.encode()
    yield "one word", b"bonjour"
    yield "one line", b"nom;adresse"
    yield "web page", b"<!DOCTYPE html><html><title>404</title></html>"
    yield "xml", b'<?xml version="1.0"?><places/>'
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
    )
    yield "xml entities", b'<?xml version="1.0"?>' + bomb + b"]><x>&a9;</x>"
    yield (
        "quote never closed",
        (HEADER + '1;"Atelier;rue;15300\n' + "2;b;c;15300;Murat;1;1\n" * 50).encode(),
    )
    yield "zeros inside", GOOD.replace(b"Haute", b"Ha\x00ute")
    yield "rows of all widths", (HEADER + "1\n1;2\n" + "1;" * 40 + "\n" + ";;;\n").encode()
    yield "same header twice", b"nom;nom;nom\na;b;c\n"
    yield "no header", b"1;2;3\n4;5;6\n"
    yield "right to left", (HEADER + "1;\u202eerehtA;rue;15300;Murat;45.1;2.8\n").encode()
    yield (
        "control characters",
        (HEADER + "1;\x07\x1b[2JAtelier;rue;15300;Murat;45.1;2.8\n").encode(),
    )
    yield (
        "infinite coordinates",
        (HEADER + "1;A;r;15300;Murat;inf;nan\n2;B;r;15300;Murat;1e400;-1e400\n").encode(),
    )
    yield (
        "a cell of a million characters",
        (HEADER + f"1;{'x' * 1_000_000};r;15300;Murat;1;1\n").encode(),
    )
    yield "a line of five million", b"a;b\n" + b"x" * 5_000_000 + b"\n"
    yield (
        "a name of markup",
        (HEADER + "1;<script>alert(1)</script>;<b>r</b>;15300;Murat;45.1;2.8\n").encode(),
    )
    yield "old line ends", GOOD.replace(b"\n", b"\r")
    yield "every delimiter", b"nom,adresse;commune\tcode|x\na,b;c\td|e\n"


def odd_json() -> Iterator[tuple[str, bytes]]:
    yield "a number", b"12"
    yield "a text", b'"bonjour"'
    yield "null", b"null"
    yield "an empty list", b"[]"
    yield "an empty object", b"{}"
    yield "lists of lists", b"[[1,2],[3,4]]"
    yield "numbers", b"[1,2,3]"
    yield "not a number", b'[{"nom": "a", "lat": NaN}]'
    yield "a lone surrogate", b'[{"nom": "\\ud800"}]'
    yield "same key twice", b'[{"nom": "a", "nom": "b"}]'
    yield "huge numbers", b'[{"nom": "a", "lat": 1e999, "lon": 123456789012345678901234567890}]'
    yield "a long key", b'[{"' + b"k" * 100_000 + b'": 1, "nom": "a"}]'
    yield (
        "features without geometry",
        b'{"type":"FeatureCollection","features":[{"type":"Feature"}]}',
    )
    yield "features that are numbers", b'{"type":"FeatureCollection","features":[1,2]}'
    yield "features that are one number", b'{"type":"FeatureCollection","features":5}'
    yield "features that are an object", b'{"type":"FeatureCollection","features":{"a":1}}'
    yield "no features", b'{"type":"FeatureCollection"}'
    yield "absurd geometry", GEOJSON.replace(b"[2.8, 45.1]", b'[[["x"]]]')
    yield "json lines", b"\n".join(json.dumps(place).encode() for place in PLACES)
    yield "json lines, one broken", b'{"nom":"a"}\n{"nom":\n{"nom":"c"}'
    yield "text after the list", JSON + b" et la suite"


def odd_archives(draw: random.Random) -> Iterator[tuple[str, bytes]]:
    yield "zip bomb as a workbook", zipped({"xl/workbook.xml": b"0" * 60_000_000})
    yield "archive that is not a workbook", zipped({"photo.txt": b"bonjour"})
    yield "empty archive", zipped({})
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><sst>' + b"&a;" * 1_000 + b"</sst>"
    workbook = zipped({"xl/workbook.xml": b"<workbook/>", "xl/sharedStrings.xml": bomb})
    yield "entities in a workbook", workbook
    for share in (10, 30, 50, 70, 90):
        yield f"workbook cut at {share} %", workbook[: len(workbook) * share // 100]
    yield "archive of noise", b"PK\x03\x04" + draw.randbytes(20_000)
    yield "old workbook of noise", MAGIC["ole"] + draw.randbytes(20_000)


FILES = list(hostile_files())
