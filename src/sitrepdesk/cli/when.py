"""``sitrep when``: the times of a text, and why."""

from __future__ import annotations

from typing import Any

import click

from sitrepdesk.language import times
from sitrepdesk.language.times_why import phase_of, reasons
from sitrepdesk.model import Stamp, When, iso, time_wire
from sitrepdesk.theatre import load_pack

from .lines import Line, answer_lines, given, published_of
from .options import example, table


@click.command(
    "when",
    epilog=example(
        "sitrep when 'They fled overnight, since 6 September' --published 2022-09-12",
        "sitrep when --jsonl --theatre ukraine-2022 < texts.jsonl > times.jsonl",
    ),
)
@click.argument("text", required=False)
@click.option("--published", metavar="TIME", help="When it was published: a date, or a time with its zone. Else unknown.")
@click.option("--theatre", default="world", show_default=True, metavar="NAME", help="The theatre pack, whose time zone is used.")
@click.option("--explain", is_flag=True, help="Say why.")
@click.option("--jsonl", is_flag=True, help='Read {"id", "text", "published"} a line, print {"id", "times"} a line.')
def command(text: str | None, published: str | None, theatre: str, explain: bool, jsonl: bool) -> None:
    """Print the times of a text as intervals in UTC.

    Without --published, what leans on the day of publication ("yesterday") has no interval.
    """
    zone = load_pack(theatre).zone
    words = given(text, jsonl, "when")
    said = published_of(published, zone)
    if jsonl:
        answer_lines(zone, lambda line: _data(line, line.published or said, zone))
        return
    found = times(words, said, zone)
    click.echo(table([_row(w) for w in found], ("words", "from", "to (not with)", "sense", "precision")) if found else "No times found.")
    for when in found if explain else ():
        for reason in reasons(words, when, said, zone):
            click.echo(f"“{when.text}”: {reason}")


def _row(when: When) -> tuple[str, ...]:
    return (when.text or "", iso(when.start) or "…", iso(when.end) or "…", when.sense or "", when.precision or "")


def _data(line: Line, said: Stamp | None, zone: str) -> dict[str, Any]:
    return {"times": [time_wire(w) | {"phase": phase_of(w, said)} for w in times(line.text, said, zone)]}
