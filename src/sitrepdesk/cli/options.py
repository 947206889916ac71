"""Options and small printing pieces that several verbs share."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import click

from sitrepdesk.model import Micros, from_iso, moment, zone_of

desk_option = click.option(
    "--desk",
    type=click.Path(path_type=Path),
    envvar="SITREP_DESK",
    default=Path(),
    metavar="DIR",
    help="The desk to act on; else $SITREP_DESK, else the current folder.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")

known_by_option = click.option("--known-by", metavar="TIME", help="Only from what had been published by then; else everything.")
because_option = click.option("--because", metavar="TEXT", help="Why; kept with the decision.")


def example(*lines: str) -> str:
    """The epilog of a help page: examples that can be copied."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def now() -> Micros:
    """The present in UTC microseconds, or ``$SITREP_NOW`` where it is set."""
    fixed = os.environ.get("SITREP_NOW")
    return from_iso(fixed) if fixed else time.time_ns() // 1000


def print_json(value: Any) -> None:
    """One JSON value, indented, with the characters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def clock(at: Micros, zone: str) -> str:
    """A moment as a clock on the wall of ``zone`` shows it, to the minute."""
    return f"{moment(at).astimezone(zone_of(zone)):%Y-%m-%d %H:%M}"


def day(at: Micros | None, zone: str) -> str:
    """The day of a moment in ``zone``; nothing where it is unknown. In UTC a day of Kyiv would begin on the one before."""
    return clock(at, zone)[:10] if at is not None else ""


def count(n: int, noun: str) -> str:
    """``1 claim``, ``2 claims``: a number with its noun."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def bar(items: Iterable[Any], length: int | None, label: str) -> AbstractContextManager[Iterable[Any]]:
    """A progress bar on standard error; silent where that is no terminal."""
    return click.progressbar(items, length=length, label=label, file=sys.stderr, hidden=not os.isatty(2))


def table(rows: Sequence[tuple[str, ...]], header: tuple[str, ...]) -> str:
    """Rows as aligned columns under a header; the last column is not padded."""
    every = [header, *rows]
    widths = [max(len(r[i]) for r in every) for i in range(len(header))]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(r[:-1], widths, strict=False)) + "  " + r[-1] for r in every]
    return "\n".join(line.rstrip() for line in lines)


def line(cells: tuple[str, ...], widths: Sequence[int]) -> str:
    """A row of a table that is printed as it comes: cells are cut to the widths of their columns; the last one is open."""
    cut = (cell if len(cell) <= w else cell[: w - 1] + "…" for cell, w in zip(cells, widths, strict=False))
    return "  ".join((*(cell.ljust(w) for cell, w in zip(cut, widths, strict=True)), cells[-1])).rstrip()
