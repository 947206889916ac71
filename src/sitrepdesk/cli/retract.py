"""``sitrep retract``: a whole report no longer counts."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.decide import retract
from sitrepdesk.flow.desk import open_desk

from .options import desk_option, example, now
from .show_claim import short


@click.command("retract", epilog=example("sitrep retract 81c2d0 --because 'withdrawn by the outlet: old video'"))
@click.argument("item")
@desk_option
@click.option("--because", required=True, metavar="TEXT", help="Why; kept with the decision.")
def command(item: str, desk: Path, because: str) -> None:
    """Take a whole item out of all reports.

    Its bytes and its claims stay in the archive, and `undo` brings it back. ITEM is an id or its beginning.
    """
    with open_desk(desk, now()) as d:
        done = retract(d, item, because)
    click.echo(f"Retracted {short(done)}. Take it back with: sitrep undo")
