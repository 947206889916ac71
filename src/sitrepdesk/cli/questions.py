"""``sitrep questions``: what nobody knows yet."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.moments import moments
from sitrepdesk.flow.situation import holdings, situation
from sitrepdesk.model import iso

from .options import desk_option, example, json_option, now, print_json
from .show_claim import short


@click.command("questions", epilog=example("sitrep questions", "sitrep questions --known-by 2022-09-10"))
@desk_option
@json_option
@click.option("--known-by", metavar="TIME", help="From what had been published by then.")
def command(desk: Path, as_json: bool, known_by: str | None) -> None:
    """List what nobody knows yet, and since when.

    Opened by reports that say "we don't know …". Where a later claim may answer one, its id stands beside it.
    """
    with open_desk(desk, now()) as d:
        with d.store.read() as snapshot:
            held = holdings(snapshot)
        at = moments(d, held, None, known_by)
        found = situation(d, held, as_of=at.as_of, known_by=at.known_by).picture.questions
    if as_json:
        print_json(
            [
                {
                    "id": q.id,
                    "text": q.text,
                    "since": iso(q.opened_at),
                    "claims": list(q.claims),
                    "options": list(q.options),
                    "outcome": q.outcome,
                }
                for q in found
            ]
        )
        return
    for q in found:
        state = f"perhaps answered by {short(q.outcome)}" if q.outcome else "open"
        click.echo(f"{short(q.claims[0])}  since {(iso(q.opened_at) or '')[:10]}  {state}\n  {' '.join(q.text.split())}")
    click.echo(f"\n{len(found)} questions." if found else "No open questions.")
