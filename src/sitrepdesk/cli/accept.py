"""``sitrep accept``: a person has seen this claim."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.decide import accept
from sitrepdesk.flow.desk import open_desk

from .options import desk_option, example, now
from .show_claim import short


@click.command("accept", epilog=example("sitrep accept 3f9a1c 77b0e2"))
@click.argument("claims", nargs=-1, required=True)
@desk_option
def command(claims: tuple[str, ...], desk: Path) -> None:
    """Say that a claim is rightly read.

    It does not say that it is true. Reports count the claims that a person has seen.
    """
    with open_desk(desk, now()) as d:
        for name in claims:
            click.echo(f"Seen: {short(accept(d, name).id)}")
