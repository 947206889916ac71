"""``sitrep undo``: take back a decision."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.decide import undo
from sitrepdesk.flow.desk import open_desk

from .options import desk_option, example, now


@click.command("undo", epilog=example("sitrep undo", "sitrep undo 57"))
@click.argument("entry", type=int, required=False)
@desk_option
def command(entry: int | None, desk: Path) -> None:
    """Take back the last decision, or the one named.

    ENTRY is a ledger number. The undoing is an entry too; an erasure cannot be undone.
    """
    with open_desk(desk, now()) as d:
        done = undo(d, entry)
    because = f" because: {done.because}" if done.because else ""
    click.echo(f"Undone: entry {done.seq}, {done.kind}{because}.")
