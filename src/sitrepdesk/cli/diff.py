"""``sitrep diff``: what changed between two moments or two reports."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import get_args

import click

from sitrepdesk.flow.comparing import Compared, compare
from sitrepdesk.flow.desk import Desk, open_desk
from sitrepdesk.flow.situation import Holdings, holdings
from sitrepdesk.model import Change, Told, iso
from sitrepdesk.model.picture import ChangeKind

from .options import count, desk_option, example, json_option, now, print_json
from .show_claim import how_said, published, short, source_name

WORDS = 140
"""Characters of a quotation."""


@click.command("diff", epilog=example("sitrep diff", "sitrep diff 11 12", "sitrep diff 2022-09-08 2022-09-11 --kind reversed"))
@click.argument("before", required=False)
@click.argument("after", required=False)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(list(get_args(ChangeKind))),
    metavar="KIND",
    help="Only changes of this kind; can be given several times.",
)
@desk_option
@json_option
def command(desk: Path, before: str | None, after: str | None, kinds: tuple[str, ...], as_json: bool) -> None:
    """List what changed between two moments or reports.

    Each change has its kind and the claims on both sides. BEFORE and AFTER are numbers of reports or times. Without them: from
    the last report to all that is in the desk now.
    """
    with open_desk(desk, now()) as d:
        with d.store.read() as snapshot:
            held = holdings(snapshot)
            found = compare(d, snapshot, held, before, after)
        shown = [c for c in found.changes if not kinds or c.kind in kinds]
        if as_json:
            print_json({"before": _moment(found, 0), "after": _moment(found, 1), "changes": [asdict(c) for c in shown]})
            return
        _print(d, found, shown, held)


def _moment(found: Compared, side: int) -> dict[str, str | None]:
    at = (found.before, found.now)[side]
    return {"name": found.named[side], "as_of": iso(at.as_of), "known_by": iso(at.known_by)}


def _print(desk: Desk, found: Compared, shown: list[Change], held: Holdings) -> None:
    click.echo(f"From {found.named[0]} to {found.named[1]}: {count(len(shown), 'change')}.")

    def area(c: Change) -> str:
        known = desk.resolver.info(c.area) if c.area else None
        return known.name if known else ""

    for name, group in groupby(sorted(shown, key=lambda c: area(c) or "~"), key=area):
        click.echo("\n" + click.style(name or "Elsewhere, or no place given", bold=True))
        for c in group:
            click.echo(f"  {c.kind:<19} {' '.join(c.about.split())[:WORDS]}\n{'':21} {c.because}")
            for label, claims in (("before", c.before), ("now", c.now)):
                if line := _words(held.told.get(claims[0]) if claims else None):
                    click.echo(f"{'':21} {label + ':':<7} {line}{_more(claims)}")


def _words(told: Told | None) -> str:
    if told is None:
        return ""
    said = how_said(told.claim)
    quote = " ".join(told.claim.quote.split())[:WORDS]
    return f"{short(told.claim.id)} {source_name(told)}, {published(told.item)[:10]} ({said}): “{quote}”"


def _more(claims: tuple[str, ...]) -> str:
    return f" and {count(len(claims) - 1, 'more claim')}" if len(claims) > 1 else ""
