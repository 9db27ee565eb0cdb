"""`entrelieux match`: which offers answer which needs, out of two tables."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from entrelieux.core.bridging.explaining import improvements, reasons_for, refusals_for
from entrelieux.core.bridging.farther import with_what_is_farther
from entrelieux.core.bridging.matcher import Matcher
from entrelieux.core.bridging.model import Need, Offer
from entrelieux.core.bridging.suggestions import Suggestion
from entrelieux.core.bridging.vectors import shipped_encoder
from entrelieux.core.interchange.bridges import read_needs, read_offers, run_lines
from entrelieux.core.interchange.container.decoding import decode
from entrelieux.core.words import load_core

_TAG = "entrelieux"
_SHOWN_PROBLEMS = 200
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--offers", required=True, type=_FILE, help="CSV of offers.")
@click.option("--needs", required=True, type=_FILE, help="CSV of needs.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Run to write.")
@click.option("--limit", default=100, show_default=True, help="Suggestions for each need.")
@click.option("--explain", metavar="NEED_ID", help="Say why, for one need, instead of a run.")
@click.option("--language", default="fr", show_default=True, help="Of the explanation: fr or en.")
@click.option("--without-meaning", is_flag=True, help="Do without sentence vectors.")
def match(
    offers: Path,
    needs: Path,
    out: Path | None,
    limit: int,
    explain: str | None,
    language: str,
    without_meaning: bool,
) -> None:
    """Suggest offers for needs. A run line is: need_id Q0 offer_id rank score tag threshold;
    a suggestion is shown to a person when its score reaches the threshold.
    """
    if (out is None) == (explain is None):
        raise click.UsageError("Give either --out RUN.tsv or --explain NEED_ID.")
    problems: list[str] = []
    offered = read_offers(_text(offers), problems)
    needed = read_needs(_text(needs), problems)
    _show(problems)
    matcher = _matcher(offered, without_meaning)
    if explain is not None:
        _explain(matcher, _wanted(needed, explain), language)
    elif out is not None:
        _write(matcher, needed, out, limit)


def _text(path: Path) -> str:
    return decode(path.read_bytes()).text


def _show(problems: list[str]) -> None:
    for problem in problems[:_SHOWN_PROBLEMS]:
        click.echo(problem, err=True)
    if len(problems) > _SHOWN_PROBLEMS:
        click.echo(f"… and {len(problems) - _SHOWN_PROBLEMS} more remarks of this kind.", err=True)


def _matcher(offers: tuple[Offer, ...], without_meaning: bool) -> Matcher:
    encoder = None if without_meaning else shipped_encoder()
    if encoder is None and not without_meaning:
        click.echo("The extra `semantic` is not installed: matching without it.", err=True)
    with click.progressbar(length=2 * len(offers), label="Reading offers", file=sys.stderr) as bar:
        return Matcher(offers, load_core(), encoder=encoder, progress=bar.update)


def _write(matcher: Matcher, needs: tuple[Need, ...], out: Path, limit: int) -> None:
    shown = 0
    partial = out.with_name(f".{out.name}.partial")
    with (
        partial.open("w", encoding="utf-8") as run,
        click.progressbar(
            matcher.suggest_all(needs, limit), length=len(needs), label="Matching", file=sys.stderr
        ) as bar,
    ):
        for suggestions in bar:
            shown += bool(suggestions.shown)
            run.writelines(f"{line}\n" for line in run_lines(suggestions, _TAG))
    partial.replace(out)
    click.echo(f"{len(needs)} needs, {shown} with an answer to show → {out}", err=True)


def _wanted(needs: tuple[Need, ...], need_id: str) -> Need:
    found = next((need for need in needs if need.id == need_id), None)
    if found is None:
        raise click.ClickException(f"No need has the id {need_id}: look at the column need_id.")
    return found


def _explain(matcher: Matcher, need: Need, language: str) -> None:
    suggestions = with_what_is_farther(matcher.suggest(need, 10), matcher.suggest)
    vocabulary = matcher.answers.vocabulary

    def name(reference: str) -> str:
        concept = vocabulary.at(reference)
        return concept.label(language) if concept else reference

    click.echo(f"{need.id}  {need.title}")
    for subject in suggestions.need.subjects:
        meant = ", ".join(name(one) for one in subject.concepts[:4])
        click.echo(f"    {subject.weight:.2f}  {subject.label}: {meant}")
    for refused in sorted(suggestions.need.refused):
        click.echo(f"    not    {name(refused)}")
    click.echo(f"Shown from {suggestions.threshold:.2f} on.")
    for one in suggestions.ranked:
        mark = "shown" if one.score >= suggestions.threshold else "kept back"
        reasons = reasons_for(one, suggestions.need, matcher.answers, name, language)
        _tell(one, mark, [(f"{reason.points:+6.2f}", reason.sentence) for reason in reasons])
        click.echo(
            f"    {one.constant:+6.2f}  whatever the offer (threshold {suggestions.threshold:.2f})"
        )
    for one in suggestions.near_misses:
        refusals = refusals_for(one, suggestions.need, matcher.answers, name, language)
        _tell(one, "excluded", [("      ", refusal.sentence) for refusal in refusals])
    for better in improvements(suggestions, language):
        click.echo(f"\n→ {better.sentence}")


def _tell(one: Suggestion, mark: str, lines: list[tuple[str, str]]) -> None:
    offer = one.offer.offer
    click.echo(f"\n{one.score:6.2f}  {offer.id}  {offer.title}  ({mark})")
    for points, sentence in lines:
        click.echo(f"    {points}  {sentence}")
