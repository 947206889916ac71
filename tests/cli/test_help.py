"""The help page of every verb: an example to copy, every option explained, readable at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from sitrepdesk.cli import cli

WIDTH = 80


def verbs() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """All verbs with their words, those of ``sources`` included."""
    ctx = click.Context(cli)
    for name in cli.list_commands(ctx):
        command = cli.get_command(ctx, name)
        assert command is not None
        yield (name,), command
        if isinstance(command, click.Group):
            yield from (((name, sub), found) for sub, found in command.commands.items())


@pytest.mark.parametrize(("words", "command"), [pytest.param(w, c, id=" ".join(w)) for w, c in verbs()])
def test_a_help_page_has_an_example_explains_its_options_and_fits_80_columns(words: tuple[str, ...], command: click.Command) -> None:
    page = CliRunner().invoke(cli, [*words, "--help"], terminal_width=WIDTH, prog_name="sitrep")
    assert page.exit_code == 0
    lines = page.output.splitlines()
    assert any(line.startswith(f"    {' '.join(('sitrep', *words))}") for line in lines[lines.index("  Examples:") :])
    assert [line for line in lines if len(line) > WIDTH] == []
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert [p.name for p in options if not p.help] == []


def test_the_first_page_names_every_verb_in_one_line_each() -> None:
    page = CliRunner().invoke(cli, ["--help"], terminal_width=WIDTH, prog_name="sitrep").output
    for (name, *rest), command in verbs():
        if not rest:
            assert f"  {name} " in page
            assert command.get_short_help_str(90) in page
