"""`entrelieux check`: a doctor that says what is wrong, and how to mend it."""

from __future__ import annotations

import click

from entrelieux.cli.django import setup_django

SIGNS = {"ok": ("ok  ", "green"), "warning": ("WARN", "yellow"), "fault": ("FAIL", "red")}


@click.command("check")
def command() -> None:
    """Say what is wrong with this installation, and how to mend it.

    Changes nothing. The exit code is 1 when something has to be mended for the server to work.
    """
    setup_django()
    from entrelieux.cli.examination import examine

    faults = 0
    for finding in examine():
        sign, colour = SIGNS[finding.gravity]
        click.echo(f"{click.style(sign, fg=colour)}  {finding.subject}: {finding.text}")
        if finding.remedy:
            click.echo(f"      → {finding.remedy}")
        faults += finding.gravity == "fault"
    if faults:
        raise SystemExit(1)
