"""``sitrep events``: what happened, how many reports and how many independent lines tell it, how far it may be believed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.linking import TELLS, Linked, linked
from sitrepdesk.model import TYPES, Event, iso

from .options import day, desk_option, example, json_option, known_by_option, now, print_json, table
from .show_claim import short


@click.command("events", epilog=example("sitrep events --about Balakliia", "sitrep events --type kill --disputed"))
@desk_option
@json_option
@known_by_option
@click.option("--about", metavar="TEXT", help="Only where the place, a source or the quoted words hold this text.")
@click.option(
    "--type", "types", multiple=True, type=click.Choice(TYPES), metavar="TYPE", help="An event type, such as capture. Repeatable."
)
@click.option("--disputed", is_flag=True, help="Only events that another account contradicts.")
@click.option("--all", "everything", is_flag=True, help="Also plans, questions and what is only supposed.")
def command(
    desk: Path, as_json: bool, known_by: str | None, about: str | None, types: tuple[str, ...], disputed: bool, everything: bool
) -> None:
    """List events, with their independent lines and grades.

    Copies count once, a party counts with its media. Most lines first. The likelihood is this desk's own estimate, in the words of
    ICD 203 with their ranges; how much it rests on stands apart from it.
    """
    with open_desk(desk, now()) as d:
        found = linked(d, None, known_by)
        chosen = [e for e in found.now.events if _wanted(found, e, about, types, disputed, everything)]
        chosen.sort(key=lambda e: (-len(e.lines), -len(e.items), found.interval(e)[0] or 0, e.id))
        if as_json:
            print_json([event_wire(found, e) for e in chosen])
            return
        rows = [_row(found, e, d.zone) for e in chosen]
        head = ("event", "what", "where", "when", "reports", "lines", "grade", "how likely", "confidence", "")
        click.echo(table(rows, head) if rows else "No such events.")
        for decision in found.held.lapsed:
            click.echo(f"Entry {decision.seq} ({decision.kind}) no longer counts: one of its claims reads otherwise now. Decide again.")
        for decision in found.overruled():
            click.echo(f"Entry {decision.seq} ({decision.kind}) does not hold: a later decision, or a yes against a no, wins over it.")
        click.echo(f"\n{len(rows)} events. One of them: sitrep lines EVENT, sitrep explain EVENT")


def event_wire(found: Linked, e: Event) -> dict[str, Any]:
    """An event as ``--json`` prints it."""
    start, end = found.interval(e)
    grade, likely = found.now.grades[e.id], found.now.likely.get(e.id)
    return {
        "id": e.id,
        "type": e.type,
        "tells": e.tells,
        "place": found.place_name(e) or None,
        "start": iso(start),
        "end": iso(end),
        "claims": list(e.claims),
        "items": list(e.items),
        "lines": [{"id": line, "name": found.line_name(line)} for line in e.lines],
        "credibility": {"value": grade.value, "because": list(grade.because)},
        "likelihood": {k: v for k, v in asdict(likely).items() if k not in ("about", "confidence", "why_confident")} if likely else None,
        "confidence": {"value": likely.confidence, "because": list(likely.why_confident)} if likely else None,
        "clashes": [asdict(k) for k in found.against(e)],
    }


def _wanted(found: Linked, e: Event, about: str | None, types: tuple[str, ...], disputed: bool, everything: bool) -> bool:
    if (types and e.type not in types) or (disputed and not found.against(e)):
        return False
    if not everything and (e.tells not in ("happened", "not-happened") or not e.lines):
        return False
    return not about or about.casefold() in _words(found, e)


def _words(found: Linked, e: Event) -> str:
    said = (f"{found.told(c).claim.quote} {found.source_name(found.told(c).item.id)}" for c in e.claims)
    return " ".join((found.place_name(e), *said)).casefold()


def _row(found: Linked, e: Event, zone: str) -> tuple[str, ...]:
    likely = found.now.likely.get(e.id)
    what = f"{e.type} ({TELLS[e.tells]})" if TELLS[e.tells] else e.type
    reports = len({a.item for a in found.tellings(e) if a.line})
    odds = f"{likely.word.replace('-', ' ')} ({likely.low}–{likely.high} %)" if likely else ""
    clash = "disputed" if found.against(e) else ""
    when = day(found.interval(e)[0], zone)
    place = found.place_name(e)[:24]
    return (short(e.id), what, place, when, str(reports), str(len(e.lines)), found.now.grades[e.id].value, odds,
            likely.confidence if likely else "", clash)  # fmt: skip
