"""``sitrep reject``: this claim was never made."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.decide import reject
from sitrepdesk.flow.desk import open_desk

from .options import desk_option, example, now
from .show_claim import short


@click.command("reject", epilog=example("sitrep reject 3f9a1c --because 'the text says the opposite'"))
@click.argument("claim")
@desk_option
@click.option("--because", required=True, metavar="TEXT", help="Why; kept with the decision.")
def command(claim: str, desk: Path, because: str) -> None:
    """Take a wrongly read claim out of all reports.

    It stays in the ledger, and `undo` brings it back.
    """
    with open_desk(desk, now()) as d:
        done = reject(d, claim, because)
    click.echo(f"Rejected {short(done.id)}. Take it back with: sitrep undo")
