"""``sitrep lint``: does a draft, or your own prose, say more than its claims?"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.proofreading import proofread
from sitrepdesk.model import Empty, Malformed

from .options import count, desk_option, example, json_option, now, print_json

FOUND = 1
"""Exit code where something was found."""


@click.command("lint", epilog=example("sitrep lint reports/sitrep-12.md", "sitrep lint my-own-text.md", "sitrep lint - < my-own-text.md"))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@desk_option
@json_option
def command(file: Path, desk: Path, as_json: bool) -> None:
    """Check a Markdown file against the claims that it cites.

    Finds lost hedges, bounds, speakers, negations and citations, plans told as done, numbers from nowhere, mixed likelihood words,
    likelihood beside confidence. A draft keeps its marks; in your own prose cite a claim as [^8a97b02196b6]. Exit code 1 where
    anything was found.
    """
    text = _read(file)
    with open_desk(desk, now()) as d, d.store.read() as snapshot:
        found = proofread(d, snapshot, text)
    if as_json:
        print_json([asdict(f) for f in found])
    else:
        for f in found:
            click.echo(f"{file}:{f.line}: {f.what}. {f.todo} ({f.rule})")
        click.echo(f"{count(len(found), 'finding')}." if found else "Nothing found.")
    if found:
        sys.exit(FOUND)


def _read(file: Path) -> str:
    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError as e:
        raise Malformed(str(file), f"is no text in UTF-8 (byte {e.start})", "Save it as UTF-8.") from e
    if not text.strip():
        raise Empty(str(file), "holds no text", "Name the file that you wrote.")
    return text
