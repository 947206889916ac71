"""``sitrep picture``: what is known at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click

from sitrepdesk.flow.asking import apart, asked
from sitrepdesk.flow.desk import Desk, open_desk
from sitrepdesk.flow.moments import moments
from sitrepdesk.flow.seen import Seen, seen
from sitrepdesk.flow.situation import holdings
from sitrepdesk.flow.trends import Trend, svg_of, titled, trends
from sitrepdesk.model import Reconciled, RunningTotal, Tally, Told, UsageError, iso
from sitrepdesk.report import counted
from sitrepdesk.store import told_by_id

from .options import clock, day, desk_option, example, json_option, known_by_option, now, print_json, table
from .show_claim import bounds, how_said, short, source_name

MOST = 1000
"""Rows of one table that are printed: no person reads more, and a large desk has hundreds of thousands."""


@click.command(
    "picture",
    epilog=example(
        "sitrep picture",
        "sitrep picture --at 2022-09-11 --known-by 2022-09-10",
        "sitrep picture --series tank --svg tanks.svg",
    ),
)
@desk_option
@json_option
@click.option("--at", metavar="TIME", help="The moment that the picture is of; a date is the end of that day. Else the latest report's.")
@known_by_option
@click.option(
    "--series", "unit", metavar="UNIT", help="Instead the running totals of this over time, such as tank, and what lies between them."
)
@click.option(
    "--svg", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="With --series: write their chart to this file."
)
def command(desk: Path, as_json: bool, at: str | None, known_by: str | None, unit: str | None, svg: Path | None) -> None:
    """Print what is known, as of any moment.

    Who holds what, how many, what is disputed, what is open. Replays any moment: what did we know on the 9th?
    """
    if svg and not unit:
        raise UsageError("--svg", "draws running totals, and none are asked for", "Say of what: --series tank")
    with open_desk(desk, now()) as d:
        if unit:
            with d.store.read() as snapshot:
                held = holdings(snapshot)
            _series(d, trends(d, held, moments(d, held, at, known_by), unit), svg, as_json)
            return
        found = seen(d, at, known_by)
        if as_json:
            clocks = {"as_of": iso(found.picture.as_of), "known_by": iso(found.picture.known_by)}
            print_json(asdict(found.picture) | clocks | {"together": [asdict(r) for r in found.together]})
        else:
            _print(d, found)


def _series(desk: Desk, found: Trend, svg: Path | None, as_json: bool) -> None:
    if svg:
        svg.write_text(svg_of(desk, found), encoding="utf-8")
    if as_json:
        print_json({"series": [asdict(s) for s in found.series], "names": found.names, "gaps": [words for _, words in found.gaps]})
        return
    for title, same in groupby(found.series, key=lambda s: titled(desk, s)):
        rows = [
            (
                found.names[s.line],
                str(len(s.counts)),
                *(f"{counted(c)} by {day(c.at - 1, desk.zone)}" for c in (s.counts[0], s.last)),
            )
            for s in same
        ]
        _table(title, rows, ("who counts", "counts", "first", "last"))
    for _, words in found.gaps:
        click.echo(click.wrap_text(words, 100))
    if svg:
        click.echo(f"\nThe chart: {svg}")


def _total(c: RunningTotal, zone: str) -> str:
    return f"{counted(c)} by {day(c.at - 1, zone)}"


def _print(desk: Desk, found: Seen) -> None:
    picture = found.picture
    c = picture.coverage
    click.echo(f"As of {clock(picture.as_of, desk.zone)}, from what was available by {clock(picture.known_by, desk.zone)} ({desk.zone}).")
    click.echo(f"{c.items} items, {c.sources} sources, {c.lines} lines of origin, {c.claims} claims, {c.seen} seen by a person.\n")
    if found.first is not None and found.first > picture.known_by:
        click.echo(f"Nothing in this desk had been published by then; its first report is of {day(found.first - 1, desk.zone)}.")
        return
    names = {s.id: s.name for s in desk.pack.sides} | {None: "unknown", "contested": "contested"}
    control = [
        (
            k.name,
            names.get(k.side, str(k.side)),
            "last known" if k.aged else k.basis,
            str(k.lines),
            day(k.as_of, desk.zone),
            day(k.last_confirmed, desk.zone),
            short(k.support[0]) if k.support else "",
        )
        for k in picture.control
    ]
    _table("Control", control, ("place", "side", "basis", "lines", "as of", "last said", "claim"))
    shown = picture.tallies[:MOST]
    with desk.store.read() as snapshot:
        told = told_by_id(snapshot, (t.support[0] for t in shown))
    tallies = [_tally(t, names.get(t.side, t.side or ""), told[t.support[0]]) for t in shown]
    _table("Tallies", tallies, ("what", "of", "counted", "bounds", "where", "how it is said", "source", "claim"), len(picture.tallies))
    together = [_together(r, names.get(r.side, r.side or "")) for r in found.together if r.agree]
    _table("Taken together", together, ("what", "of", "bounds", "lines", "left out", "claim"))
    _table("Disputed", [(d.about, d.because) for d in picture.disputes], ("about", "why"))
    with desk.store.read() as snapshot:
        open_ = apart(asked(snapshot, picture.questions))
    _table("Open questions", [(short(a.claim), a.words) for a in open_], ("claim", "question"))
    click.echo(f"{len(picture.happenings)} events. The whole picture: --json")


def _tally(tally: Tally, side: str, first: Told) -> tuple[str, ...]:
    """A count as its source gives it: with the source's hedge and name, since no count is a fact by itself."""
    counted = bounds(first.claim.quantities[0]) if len(first.claim.quantities) == 1 else _range(tally)
    said = how_said(first.claim)[:36]
    return tally.kind, side, (tally.who or "")[:24], counted, tally.place_name or "", said, source_name(first)[:24], short(first.claim.id)


def _together(r: Reconciled, side: str) -> tuple[str, ...]:
    return r.kind, side, _range(r), str(r.lines), str(len(r.left_out) or ""), short(r.support[0])


def _range(tally: Tally | Reconciled) -> str:
    return f"{'' if tally.low is None else tally.low}…{'' if tally.high is None else tally.high} {tally.unit}"


def _table(title: str, rows: Sequence[tuple[str, ...]], header: tuple[str, ...], of: int = 0) -> None:
    if rows:
        click.echo(click.style(title, bold=True))
        more = max(of, len(rows)) - MOST
        click.echo(table(rows[:MOST], header) + (f"\n… and {more:,} more: --json" if more > 0 else "") + "\n")
