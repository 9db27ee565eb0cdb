"""`entrelieux export`: the map as a file, in an open format."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option(
    "--format", "format_name", default="", help="Format; that of the file's ending if not given."
)
@click.option("--department", default="", help="Only this département, for example “15”.")
def command(file: Path, format_name: str, department: str) -> None:
    """Write every card of the map to FILE."""
    from entrelieux.cli.django import prepare_database, setup_django

    setup_django()
    prepare_database()
    from entrelieux.core.interchange.errors import InterchangeError
    from entrelieux.core.interchange.writing import write
    from entrelieux.places.models import Place
    from entrelieux.places.rows import place_rows

    places = Place.objects.shown()
    if department:
        places = places.filter(department=department)
    name = format_name or file.suffix.removeprefix(".").lower()
    rows = place_rows(places)
    try:
        with (
            file.open("wb") as stream,
            click.progressbar(rows, length=places.count(), label="Writing") as bar,
        ):
            write(name, bar, stream)
    except InterchangeError as refusal:
        file.unlink(missing_ok=True)
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{file}: {places.count()} places")
