"""``sitrep explain``: why the desk holds what it holds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.explaining import Reason, explain
from sitrepdesk.flow.linking import linked

from .options import desk_option, example, json_option, known_by_option, now, print_json
from .show_claim import short


@click.command("explain", epilog=example("sitrep explain 3f9a1c", "sitrep explain 'Meridian Wire' --json"))
@click.argument("name", metavar="ID")
@desk_option
@json_option
@known_by_option
def command(name: str, desk: Path, as_json: bool, known_by: str | None) -> None:
    """Say why the desk holds what it holds.

    ID is an event, a claim, an item, or their beginning, or a source's name. First as a paragraph, then as a tree: each branch rests on
    those below it, and ends in the id of a record or in a rule.
    """
    with open_desk(desk, now()) as d:
        found = explain(linked(d, None, known_by), name)
    if as_json:
        print_json(asdict(found))
        return
    click.echo(click.wrap_text(" ".join(_paragraph(found)), width=100, preserve_paragraphs=False) + "\n")
    _tree(found, "", "")


def _paragraph(reason: Reason) -> list[str]:
    """The main reasons and what each rests on at once; what lies deeper is left to the tree."""
    main = [reason.text, *(s for part in reason.because for s in (part.text, *(p.text for p in part.because)))]
    return [s if s[-1:] in ".”…" else f"{s}." for s in main]


def _tree(reason: Reason, lead: str, inner: str) -> None:
    name = f"  [{short(reason.about)}]" if reason.about and reason.about[:10] not in reason.text else ""
    click.echo(f"{lead}{reason.text}{name}")
    for n, part in enumerate(reason.because):
        last = n == len(reason.because) - 1
        _tree(part, inner + ("└─ " if last else "├─ "), inner + ("   " if last else "│  "))
