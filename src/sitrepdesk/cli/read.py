"""``sitrep read``: the claims of one file, without a desk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from sitrepdesk.flow.reading import read_file
from sitrepdesk.model import TYPES, Claim, InputError, Refusal, to_line

from .options import example, line, now
from .show_claim import how_said

_HEADER = "type", "how it is said", "where", "quote"
_WIDTHS = max(map(len, TYPES)), 36, 24


@click.command(
    "read",
    epilog=example(
        "sitrep read report.txt --published 2022-09-12 --theatre ukraine-2022",
        "sitrep read report.txt --published 2022-09-12 --jsonl > claims.jsonl",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--published", metavar="TIME", help="When it was published: a date, or a time with its zone. Else unknown.")
@click.option("--theatre", default="world", show_default=True, metavar="NAME", help="The theatre pack: a name or a folder.")
@click.option("--jsonl", is_flag=True, help="One claim a line, in the schema of docs/reference/claims.md.")
def command(file: Path, published: str | None, theatre: str, jsonl: bool) -> None:
    """Print the claims of one file as they are read, without a desk.

    FILE may be - for standard input. Nothing is stored.
    """
    refused: list[Refusal] = []
    source = sys.stdin.buffer.read() if str(file) == "-" else file
    found = False
    with click.progressbar(length=0, label="Reading", file=sys.stderr, hidden=os.isatty(1) or not os.isatty(2)) as bar:

        def progress(read: int, known: int) -> None:
            bar.length = known
            bar.update(read - bar.pos)

        for claim in read_file(source, published=published, theatre=theatre, now=now(), refuse=refused.append, progress=progress):
            if not (jsonl or found):
                click.echo(line(_HEADER, _WIDTHS))
            click.echo(to_line(claim) if jsonl else line(_row(claim), _WIDTHS))
            found = True
    if not (jsonl or found or refused):
        click.echo("No claims found.")
    for r in refused:
        click.echo(f"sitrep: {r.where}: {r.what}. {r.todo}", err=True)
    if refused:
        sys.exit(InputError.exit_code)


def _row(claim: Claim) -> tuple[str, ...]:
    return claim.type, how_said(claim), ", ".join(p.text for p in claim.places), " ".join(claim.quote.split())
