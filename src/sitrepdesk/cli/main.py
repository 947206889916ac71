"""The command ``sitrep``: finds the verb's file, and turns every error of ours into one line and an exit code.

Exit codes: 0 done · 1 an error of ours without a class of its own · 2 asked wrongly · 3 nothing could be taken, or a part was
refused · 4 the desk's folder cannot do it · 5 what is stored is not what was written · 6 a theatre pack or table is wrong ·
130 stopped by the user.
"""

from __future__ import annotations

import importlib
import sys

import click

from sitrepdesk import __version__
from sitrepdesk.model import SitrepError, StoreError

VERBS = (
    ("Begin", ("init", "add", "read")),
    ("Look", ("status", "claims", "show", "sources", "questions", "picture", "diff", "forecast")),
    ("Write", ("report", "lint", "issue")),
    ("Weigh", ("events", "lines", "clashes", "explain", "hypotheses")),
    ("Try", ("where", "when", "howmany", "who")),
    ("Decide", ("accept", "correct", "reject", "retract", "merge", "split", "not-copy", "undo", "erase")),
    ("Keep", ("verify", "head", "export", "import", "backup", "gazetteer", "doctor")),
)
"""The verbs in the order of the help page."""

STOPPED = 130


MODULES = {"import": "import_", "lines": "origins", "not-copy": "not_copy"}
"""Verbs whose file has another name: Python keeps the word, or another file has it."""


def module_of(verb: str) -> str:
    """The module that holds a verb: its own name, but for ``MODULES``."""
    return MODULES.get(verb, verb)


class Verbs(click.Group):
    """A group that imports a verb's file only when that verb is asked for, so that ``sitrep --help`` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All verbs, in the order of the help page."""
        return [verb for _, verbs in VERBS for verb in verbs]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, or ``None`` where there is no such verb."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f".{module_of(cmd_name)}", __package__)
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the verbs under the four things that a person does."""
        for title, verbs in VERBS:
            rows = [(v, (self.get_command(ctx, v) or click.Command(v)).get_short_help_str(90)) for v in verbs]
            with formatter.section(title):
                formatter.write_dl(rows)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="sitrep", message="%(prog)s %(version)s")
def cli() -> None:
    """Turns a pile of reports about an unfolding crisis into the next situation report, and shows its work.

    \b
    sitrep init mydesk --theatre ukraine-2022
    cd mydesk
    sitrep add ~/reports
    sitrep report --open
    """


def main() -> None:
    """Run the command; errors of ours become ``sitrep: where: what. what to do next`` and their exit code."""
    try:
        code = cli.main(prog_name="sitrep", standalone_mode=False)
    except click.ClickException as e:
        e.show()
        sys.exit(e.exit_code)
    except SitrepError as e:
        click.echo(f"sitrep: {e}", err=True)
        sys.exit(e.exit_code)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as e:
        click.echo(f"sitrep: {e.filename or 'this machine'}: {e.strerror or e}. Check the folder, its permissions and the disk.", err=True)
        sys.exit(StoreError.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nsitrep: stopped. What was finished is kept; run the same command again to go on.", err=True)
        sys.exit(STOPPED)
    sys.exit(code if isinstance(code, int) else 0)
