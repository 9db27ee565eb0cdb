from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from entrelieux.cli.main import COMMANDS, main


def test_help_lists_every_command_with_what_it_does() -> None:
    text = CliRunner().invoke(main, ["--help"]).output
    assert [name for name in COMMANDS if f"  {name} " not in text] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    answer = CliRunner().invoke(main, [name, "--help"])
    assert (answer.exit_code, answer.output.startswith("Usage: ")) == (0, True)


def test_a_command_that_does_not_exist_is_refused() -> None:
    answer = CliRunner().invoke(main, ["brew"])
    assert (answer.exit_code, "No such command 'brew'" in answer.output) == (2, True)


def test_help_loads_neither_django_nor_numpy() -> None:
    script = (
        "import sys\nfrom entrelieux.cli.main import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "sys.exit(len({'django', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("name", ["link", "hours", "guess"])
def test_commands_on_files_need_no_database(name: str) -> None:
    script = (
        "import sys\nfrom entrelieux.cli.main import main\n"
        f"main(['{name}', '--help'], standalone_mode=False)\n"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_every_option_says_what_it_is_for() -> None:
    silent = [
        f"{name} {option.name}"
        for name in COMMANDS
        for option in loaded(name).params
        if isinstance(option, click.Option) and not option.help and not option.hidden
    ]
    assert silent == []


def loaded(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command
    return command
