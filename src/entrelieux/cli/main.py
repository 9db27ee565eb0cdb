"""The `entrelieux` command. A subcommand is imported when it is asked for: help stays instant."""

from __future__ import annotations

from importlib import import_module

import click

# name -> (module, line of help). A module calls its command `command`, or as the command is named.
COMMANDS = {
    "demo": ("entrelieux.cli.demo", "Build the demonstration (once) and serve it."),
    "serve": ("entrelieux.cli.serve", "Serve the pages, with the worker when on SQLite."),
    "worker": ("entrelieux.cli.worker", "Do the work that waits: imports, mail, the atlas."),
    "import": ("entrelieux.cli.importing", "Import a list of places."),
    "export": ("entrelieux.cli.export", "Export places in an open format."),
    "link": ("entrelieux.cli.link", "Find which rows of a table are the same place."),
    "hours": ("entrelieux.cli.hours", "Turn written hours into OpenStreetMap’s opening_hours."),
    "guess": ("entrelieux.cli.guess", "Guess what the columns of a file mean."),
    "match": ("entrelieux.cli.match", "Suggest which offers answer which needs."),
    "words": ("entrelieux.cli.words", "Compare and check the words of communities (SKOS)."),
    "rules": ("entrelieux.cli.rules", "Check a charter of rules, and decide cases under it."),
    "backup": ("entrelieux.cli.backup", "Save the database and the files in one archive."),
    "restore": ("entrelieux.cli.restore", "Bring an archive back."),
    "check": (
        "entrelieux.cli.check",
        "Say what is wrong with this installation, and how to mend it.",
    ),
}


class LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(COMMANDS[name][0])
        command: click.Command = getattr(module, "command", None) or getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])


@click.group("entrelieux", cls=LazyGroup)
@click.version_option(package_name="entrelieux", prog_name="entrelieux")
def main() -> None:
    """The living map and mutual-aid network of third places."""


if __name__ == "__main__":
    main()
