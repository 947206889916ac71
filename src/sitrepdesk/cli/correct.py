"""``sitrep correct``: set a wrongly read field right."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.decide import correct
from sitrepdesk.flow.desk import open_desk

from .options import desk_option, example, now
from .show_claim import how_said, short


@click.command(
    "correct",
    epilog=example(
        "sitrep correct 3f9a1c likelihood=possible", "sitrep correct 3f9a1c time.phase=past places=[] --because 'no place named'"
    ),
)
@click.argument("claim")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@desk_option
@click.option("--because", metavar="TEXT", help="Why; kept with the decision.")
def command(claim: str, fields: tuple[str, ...], desk: Path, because: str | None) -> None:
    """Correct fields of a claim, under your name.

    The reading stays in the ledger; pictures and reports take the correction. Values are JSON or plain text; null means unknown.
    """
    with open_desk(desk, now()) as d:
        before, after = correct(d, claim, fields, because)
    click.echo(f"Corrected {short(after.id)}: was {before.type}, {how_said(before)}; is {after.type}, {how_said(after)}.")
    click.echo("Take it back with: sitrep undo")
