"""`entrelieux demo`: the demonstration, built when absent, then served."""

from __future__ import annotations

import os

import click


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--build-only", is_flag=True, help="Build the data and stop.")
def command(host: str, port: int, build_only: bool) -> None:
    """Build the demonstration (once) and serve it."""
    os.environ.setdefault("ENTRELIEUX_DEMO", "yes")
    os.environ.setdefault("ENTRELIEUX_BASE_URL", f"http://{host}:{port}")
    from entrelieux.cli.django import prepare_database, setup_django

    setup_django()
    prepare_database()
    _build()
    _tell(host, port)
    if not build_only:
        from entrelieux.cli.serve import serve

        serve(host=host, port=port)


def _build() -> None:
    from entrelieux.demo.build import build_demo, is_built, sources
    from entrelieux.search.build import build_atlas

    if is_built():
        return
    with click.progressbar(length=len(sources()) + 9, label="Reading the lists", file=None) as bar:

        def progress(step: str) -> None:
            bar.update(1)

        build_demo(progress)
        build_atlas()
        bar.update(1)


def _tell(host: str, port: int) -> None:
    from entrelieux.demo.build import cast

    click.echo(f"\nEntrelieux is at http://{host}:{port}/\n")
    click.echo("Sign in with one of these addresses; the code arrives at /demo/courrier/:")
    for person in cast()["people"].values():
        click.echo(f"  {person['email']:28} {person['name']}")
    click.echo("\nCtrl+C stops it.")
