"""``sitrep questions``: what nobody knows yet, in whole sentences of those who say so."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.asking import Asked, apart, asked
from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.seen import seen
from sitrepdesk.model import iso

from .options import count, day, desk_option, example, json_option, now, print_json
from .show_claim import short


@click.command("questions", epilog=example("sitrep questions", "sitrep questions --known-by 2022-09-10", "sitrep questions --all"))
@desk_option
@json_option
@click.option("--known-by", metavar="TIME", help="From what had been published by then.")
@click.option("--all", "all_", is_flag=True, help="Also those whose words ask nothing (probably misread) or stand in another's.")
def command(desk: Path, as_json: bool, known_by: str | None, all_: bool) -> None:
    """List what nobody knows yet, and since when.

    Opened by reports that say "we don't know …". Where a later claim may answer one, its id stands beside it.
    """
    with open_desk(desk, now()) as d:
        of = seen(d, None, known_by).picture.questions
        with d.store.read() as snapshot:
            found = asked(snapshot, of)
        zone = d.zone
    if as_json:
        print_json([_record(a) for a in found])
        return
    shown = found if all_ else apart(found)
    for a in shown:
        q = a.question
        state = f"perhaps answered by {short(q.outcome)}" if q.outcome else "open"
        click.echo(f"{short(a.claim)}  since {day(q.opened_at, zone)}  {state}\n  {a.words}")
    click.echo(f"\n{count(len(shown), 'question')}." if shown else "No open questions.")
    if left := len(found) - len(shown):
        click.echo(f"{left} more stand in words shown above, or were read as questions and ask nothing: sitrep questions --all lists them.")


def _record(a: Asked) -> dict[str, object]:
    q = a.question
    return {
        "id": q.id,
        "text": q.text,
        "sentence": a.words,
        "asks": a.asks,
        "since": iso(q.opened_at),
        "claims": list(q.claims),
        "options": list(q.options),
        "outcome": q.outcome,
    }
