"""Two lists of losses as two series on one desk, and the gap in words: SITREP_DATA=… python bench/series.py [--svg FILE].

A party's daily figures (``ua_genstaff_losses``) and a list of what was seen in pictures (``oryx``, lower bounds) become posts, one a day,
each in a sentence of its own; the desk reads them like any other text. Printed is how many of the posts' totals come back in the series,
how many of those that come back are right to the bound and the day, and what the desk says of the gap.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from click.testing import CliRunner
from worlds.figures import wilson

from sitrepdesk.cli.main import cli
from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.moments import moments
from sitrepdesk.flow.situation import holdings
from sitrepdesk.flow.trends import svg_of, titled, trends
from sitrepdesk.model import stamp

DATA = Path(os.environ.get("SITREP_DATA", "data")) / "domain"
THINGS = {"tank": ("Tanks", "tank"), "helicopter": ("Helicopters", "helicopter"), "aircraft": ("Aircraft", "aircraft")}
"""Unit: what the list calls it, what the party calls it."""
LIST, PARTY = "The Picture List", "The General Staff"
Row = tuple[str, str, int]
"""Day, unit, total."""


def listed() -> Iterator[Row]:
    """The list's totals of one side's things."""
    with (DATA / "oryx" / "daily_count.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for unit, (name, _) in THINGS.items():
                if row["country"] == "Russia" and row["equipment_type"] == name and int(row["type_total"]):
                    yield row["date_recorded"], unit, int(row["type_total"])


def claimed() -> Iterator[Row]:
    """The party's totals of its enemy's things."""
    for row in json.loads((DATA / "ua_genstaff_losses" / "data" / "russia_losses_equipment.json").read_text(encoding="utf-8")):
        for unit, (_, name) in THINGS.items():
            yield row["date"], unit, int(row[name])


def post(source: str, row: Row, bound: str) -> dict[str, str]:
    """One total as a post."""
    day, unit, total = row
    things = unit if unit == "aircraft" else f"{unit}s"
    text = f"Russia has lost {bound}{total:,} {things} since 24 February 2022."
    return {"id": f"{source}-{day}-{unit}", "source": source, "published": day, "text": text}


def checked(found: list[tuple[str, str, Decimal | None, Decimal | None]], wanted: dict[tuple[str, str], tuple[int, bool]]) -> None:
    """Print what came back of the posts' totals and how much of it is right."""
    right = 0
    for who, day, low, high in found:
        total, exact = wanted.get((who, day), (-1, False))
        right += low == total and high == (total if exact else None)
    print(f"  totals that come back {wilson(len(found), len(wanted))}; right to the bound and the day {wilson(right, len(found))}")


def main() -> None:
    """Make the desk, and print the figures of each thing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--until", default="2023-06-30", help="the last day")
    parser.add_argument("--every", type=int, default=7, help="take the party's figures of every so many days")
    parser.add_argument("--svg", type=Path, help="write the chart of the tanks to this file")
    args = parser.parse_args()
    theirs = [r for r in listed() if r[0] <= args.until]
    days = sorted({r[0] for r in claimed() if r[0] <= args.until})[:: args.every]
    ours = [r for r in claimed() if r[0] in days and r[2]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        posts = [*(post(LIST, r, "at least ") for r in theirs), *(post(PARTY, r, "") for r in ours)]
        (folder / "posts.jsonl").write_text("\n".join(json.dumps(p) for p in posts), encoding="utf-8")
        (folder / "sources.csv").write_text(f"source,side,kind\n{PARTY},UA,official\n{LIST},,analyst\n", encoding="utf-8")
        desk = str(Path(name) / "desk")
        for words in (("init", desk, "--theatre", "ukraine-2022"), ("add", "--desk", desk, str(folder))):
            print(CliRunner().invoke(cli, words, catch_exceptions=False).output.splitlines()[0])
        with open_desk(Path(desk), 2_000_000_000_000_000) as opened, opened.store.read() as snapshot:
            held = holdings(snapshot)
            when = moments(opened, held, None, None)
            for unit in THINGS:
                made = trends(opened, held, when, unit)
                listing = (f"{made.names[x.line]}, {titled(opened, x)}, {len(x.counts)} counts" for x in made.series)
                print(f"{unit}: {'; '.join(listing)}")
                ends = {stamp(r[0], opened.zone, "pack").end: r[0] for r in (*theirs, *ours)}
                back = [
                    (LIST if s.line.startswith("source:") else PARTY, ends.get(c.at, ""), c.low, c.high)
                    for s in made.series
                    for c in s.counts
                ]
                checked(
                    back, {(who, r[0]): (r[2], who == PARTY) for who, rows in ((LIST, theirs), (PARTY, ours)) for r in rows if r[1] == unit}
                )
                for _, words in made.gaps:
                    print(f"  {words}")
                if args.svg and unit == "tank":
                    args.svg.write_text(svg_of(opened, made), encoding="utf-8")


if __name__ == "__main__":
    main()
