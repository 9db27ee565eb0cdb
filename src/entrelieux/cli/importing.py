"""`entrelieux import`: read a list into the map, from a file or an address."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("import")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--source", required=True, help="Short name of the source, for example “cget-2019”.")
@click.option("--name", default="", help="Full name of the source, when it is new.")
@click.option("--licence", default="", help="Its licence, for example “Licence Ouverte 2.0”.")
@click.option("--format", "format_name", default="", help="Format; recognised when not given.")
@click.option("--departments", default="", help="Keep only these, for example “03,15,43,63”.")
@click.option("--apply/--preview", default=True, show_default=True, help="Apply, or only look.")
@click.option("--undo", is_flag=True, help="Undo the newest import of the source instead.")
def command(
    file: Path | None,
    source: str,
    name: str,
    licence: str,
    format_name: str,
    departments: str,
    apply: bool,
    undo: bool,
) -> None:
    """Read FILE into the map: every row is created, merged, changed, or reported."""
    from entrelieux.cli.django import prepare_database, setup_django

    setup_django()
    prepare_database()
    from entrelieux.sources.actions import apply_run, declare_source, undo_run
    from entrelieux.sources.models import ImportRun

    if undo:
        run = ImportRun.objects.filter(feed__source__slug=source, state="applied").first()
        if run is None:
            raise click.ClickException(f"No import of “{source}” is applied: nothing to undo.")
        undo_run(by=None, run=run)
        click.echo(f"Undone: {run.file_name}")
        return
    if file is None:
        raise click.UsageError("Name the FILE to read.")
    facts = {key: value for key, value in {"name": name, "licence": licence}.items() if value}
    reading = {"format": format_name, "departments": departments.replace(",", " ").split()}
    feed = declare_source(by=None, slug=source, reading=reading, **facts)
    run = _preview(feed, file)
    _tell(run)
    if apply:
        apply_run(by=None, run=run)
        click.echo("Applied.")


def _preview(feed: object, file: Path) -> object:
    from django.core.files import File

    from entrelieux.sources.actions import preview_run, propose_run

    with file.open("rb") as content:
        run = propose_run(by=None, feed=feed, file=File(content), name=file.name)
    preview_run(run=run, progress=_show_count)
    click.echo(err=True)
    if run.error:
        raise click.ClickException(run.error)
    return run


def _show_count(count: int) -> None:
    """How many rows there are is only known once they are read."""
    click.echo(f"\r{count} rows read", nl=False, err=True)


def _tell(run: object) -> None:
    for action, count in sorted(run.counts.items()):
        click.echo(f"{count:8} {action}")
    for row in run.rows.filter(action="refuse"):
        codes = ", ".join(problem["code"] for problem in row.problems)
        click.echo(f"row {row.rank + 1} kept out: {codes}", err=True)
