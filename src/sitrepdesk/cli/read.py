"""``sitrep read``: the claims of one file, without a desk."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitrepdesk.flow.reading import read_file
from sitrepdesk.model import InputError, Refusal, to_line

from .options import example, now, table
from .show_claim import how_said


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
    """Print the claims of one file, without a desk.

    FILE may be - for standard input. Nothing is stored.
    """
    refused: list[Refusal] = []
    rows: list[tuple[str, ...]] = []
    source = sys.stdin.buffer.read() if str(file) == "-" else file
    for claim in read_file(source, published=published, theatre=theatre, now=now(), refuse=refused.append):
        if jsonl:
            click.echo(to_line(claim))
        else:
            rows.append((claim.type, how_said(claim)[:48], ", ".join(p.text for p in claim.places)[:28], " ".join(claim.quote.split())))
    if rows:
        click.echo(table(rows, ("type", "how it is said", "where", "quote")))
    elif not jsonl and not refused:
        click.echo("No claims found.")
    for r in refused:
        click.echo(f"sitrep: {r.where}: {r.what}. {r.todo}", err=True)
    if refused:
        sys.exit(InputError.exit_code)
