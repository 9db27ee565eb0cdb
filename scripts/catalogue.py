"""Collects the interface's sentences into .po files and compiles them to .mo, with Python alone.

    scripts/messages collect    # after writing a sentence: adds it, untranslated, to each .po
    scripts/messages compile    # after translating it: writes the .mo that the program reads

Sentences are written in French in the code and in the templates; an app that has a `locale` folder
keeps its own sentences in it. What French typography asks of them (spaces that do not break, curved
apostrophes) is not typed: compiling writes it to `locale/fr`, for every sentence that needs it.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "entrelieux"
PO = "locale/*/LC_MESSAGES/django.po"
TYPESET = PACKAGE / "locale/fr/LC_MESSAGES/django.mo"
# Which arguments of each function are its context, its sentence and its plural.
ROLES: dict[str, tuple[str, ...]] = {
    "_": ("text",),
    "gettext": ("text",),
    "gettext_lazy": ("text",),
    "gettext_noop": ("text",),
    "ngettext": ("text", "plural"),
    "ngettext_lazy": ("text", "plural"),
    "pgettext": ("context", "text"),
    "pgettext_lazy": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
    "npgettext_lazy": ("context", "text", "plural"),
}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b({'|'.join(ROLES)})\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.DOTALL)
HEADER = """Project-Id-Version: Entrelieux
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=2; plural=({plural});
"""
# Outside the tags and the names of what is filled in.
FIXED = re.compile(r"(<[^>]*>|%\(\w+\)[sd])")
SPACES = (
    (re.compile(r"(?<=\S) (?=[;?!](?:\s|$))"), "\u202f"),
    (re.compile(r"(?<=\S) (?=:(?:\s|$))|(?<=«) | (?=»)"), "\xa0"),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
)
FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
MAGIC = 0x950412DE


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> bytes:
        """As a .mo file names it."""
        name = f"{self.context}\x04{self.text}" if self.context else self.text
        return (f"{name}\0{self.plural}" if self.plural else name).encode()


Catalogue = dict[Sentence, list[str]]


# --- collecting ---------------------------------------------------------------------------------
def sentences_of(folder: Path = PACKAGE) -> list[Sentence]:
    """Every sentence of the code and templates that the catalogue of a folder holds, once.

    An app with catalogues of its own keeps its sentences there, but for those that the package's
    already translates.
    """
    apart = [own.parent for own in PACKAGE.glob("*/locale")]
    if folder not in apart:
        return list(_sentences(folder, apart))
    shared = _sentences(PACKAGE, apart)
    return [key for key in _sentences(folder, []) if key not in shared]


def _sentences(folder: Path, apart: Iterable[Path]) -> dict[Sentence, None]:
    """In the order of the files."""
    skipped = set(apart)
    found: dict[Sentence, None] = {}
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".py", ".html", ".txt"} and not skipped & set(file.parents):
            found.update(dict.fromkeys(_in_file(file)))
    return found


@cache
def _in_file(file: Path) -> tuple[Sentence, ...]:
    """Read once, although each app asks what the package says already."""
    if file.suffix == ".py":
        return tuple(in_python(file.read_text("utf-8")))
    if "templates" in file.parts:
        return tuple(in_template(file.read_text("utf-8"), str(file)))
    return ()


def in_python(source: str) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            constants = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            texts = [value for value in constants if isinstance(value, str)]
            if name in ROLES and len(texts) >= len(ROLES[name]):
                yield sentence(name, texts)


def in_template(source: str, origin: str) -> Iterator[Sentence]:
    from django.utils.translation.template import templatize

    for name, arguments in CALL.findall(templatize(source, origin)):
        yield sentence(name, [ast.literal_eval(text) for text in re.findall(LITERAL, arguments)])


def sentence(function: str, arguments: list[str]) -> Sentence:
    return Sentence(**dict(zip(ROLES[function], arguments, strict=False)))


# --- .po ----------------------------------------------------------------------------------------
def read_po(text: str) -> Catalogue:
    """The sentences and their translations. A fuzzy one counts as not translated."""
    catalogue: Catalogue = {}
    for block in re.split(r"\n\s*\n", text):
        fields: dict[str, str] = {}
        current = ""
        for line in block.split("\n"):
            if named := re.match(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (\".*\")", line):
                current = named[1]
                fields[current] = unquote(named[2])
            elif line.startswith('"'):
                fields[current] += unquote(line)
        if fields.get("msgid"):
            key = Sentence(
                fields["msgid"], fields.get("msgid_plural", ""), fields.get("msgctxt", "")
            )
            forms = [value for name, value in fields.items() if name.startswith("msgstr")]
            catalogue[key] = [""] * len(forms) if FUZZY.search(block) else forms
    return catalogue


def write_po(catalogue: Mapping[Sentence, list[str]], language: str) -> str:
    lines = ['msgid ""', 'msgstr ""']
    lines += [quote(line) for line in header(language).splitlines(keepends=True)]
    for key, forms in catalogue.items():
        lines.append("")
        if key.context:
            lines.append(f"msgctxt {quote(key.context)}")
        lines.append(f"msgid {quote(key.text)}")
        if key.plural:
            lines.append(f"msgid_plural {quote(key.plural)}")
            lines += [f"msgstr[{rank}] {quote(form)}" for rank, form in enumerate(forms)]
        else:
            lines.append(f"msgstr {quote(forms[0])}")
    return "\n".join(lines) + "\n"


def header(language: str) -> str:
    return HEADER.format(language=language, plural="n > 1" if language == "fr" else "n != 1")


def quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def unquote(text: str) -> str:
    return re.sub(
        r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text[1:-1]
    )


def with_sentences(known: Catalogue, wanted: Iterable[Sentence]) -> Catalogue:
    """The catalogue of exactly these sentences, with the translations already known."""
    return {key: known.get(key, ["", ""] if key.plural else [""]) for key in wanted}


# --- .mo ----------------------------------------------------------------------------------------
def compile_mo(catalogue: Mapping[Sentence, list[str]], language: str) -> bytes:
    """The binary catalogue of GNU gettext, version 0, without a hash table."""
    entries = {b"": header(language).encode()}
    entries |= {
        key.key: "\0".join(forms).encode() for key, forms in catalogue.items() if all(forms)
    }
    keys = sorted(entries)
    offset = 28 + 16 * len(keys)
    tables, data = [], b""
    for texts in (keys, [entries[key] for key in keys]):
        for text in texts:
            tables.append(struct.pack("<II", len(text), offset + len(data)))
            data += text + b"\0"
    counts = struct.pack("<7I", MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, offset)
    return counts + b"".join(tables) + data


# --- French typography --------------------------------------------------------------------------
def typeset(text: str) -> str:
    """With spaces that do not break (narrow before ; ? !) and the apostrophes of written French.

    >>> typeset("« D'où vient-il ? »")
    '«\\xa0D’où vient-il\\u202f?\\xa0»'
    """
    parts = FIXED.split(text)
    bounds = [0]
    for part in parts:
        bounds.append(bounds[-1] + len(part))
    for pattern, put in SPACES:
        text = pattern.sub(put, text)  # each replaces one letter with one
    return "".join(
        part if rank % 2 else text[bounds[rank] : bounds[rank + 1]]
        for rank, part in enumerate(parts)
    )


def french() -> Catalogue:
    """Every sentence that is not typeset as it is typed, or that counts something."""
    sentences = {key for file in catalogues() for key in read_po(file.read_text("utf-8"))}
    forms = {
        key: [typeset(form) for form in (key.text, key.plural) if form]
        for key in sorted(sentences, key=lambda key: key.key)
    }
    # In French none is singular (« 0 fiche »), which only a catalogue says: every plural is in it.
    return {key: form for key, form in forms.items() if key.plural or form != [key.text]}


# --- the command --------------------------------------------------------------------------------
def catalogues() -> list[Path]:
    """The package's, then those of the apps that have their own."""
    return [*sorted(PACKAGE.glob(PO)), *sorted(PACKAGE.glob(f"*/{PO}"))]


def folder_of(file: Path) -> Path:
    """The folder whose sentences a catalogue holds."""
    return file.parents[3]


def collect() -> None:
    for file in catalogues():
        wanted = sentences_of(folder_of(file))
        known = read_po(file.read_text("utf-8"))
        file.write_text(write_po(with_sentences(known, wanted), language_of(file)), "utf-8")
        missing = sum(1 for key in wanted if not all(known.get(key, [""])))
        name = f"{folder_of(file).name} {language_of(file)}"
        sys.stdout.write(f"{name}: {len(wanted)} sentences, {missing} to translate\n")


def compile_all() -> None:
    for file in catalogues():
        catalogue = read_po(file.read_text("utf-8"))
        file.with_suffix(".mo").write_bytes(compile_mo(catalogue, language_of(file)))
    TYPESET.parent.mkdir(parents=True, exist_ok=True)
    TYPESET.write_bytes(compile_mo(french(), "fr"))


def language_of(file: Path) -> str:
    return file.parents[1].name


if __name__ == "__main__":
    {"collect": collect, "compile": compile_all}[sys.argv[1]]()
