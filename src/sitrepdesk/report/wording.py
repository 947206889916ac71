"""Words for counts, lists, dates and lines of origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.resources import files
from tomllib import loads
from typing import Any

from sitrepdesk.model import Micros, Stamp, moment, zone_of


def table(name: str) -> dict[str, Any]:
    """A TOML table of this room."""
    return loads((files(__package__) / "tables" / name).read_text(encoding="utf-8"))


TOGETHER = "Taken together"
"""Begins a sentence that brings counts of several lines together."""
GROUND = "Who holds what"
"""Begins the sentence that says who is said to hold which places."""
CONTRADICT = "Reports contradict each other"
"""Begins a sentence that only says so."""
OWN_WORDS = (TOGETHER, GROUND, CONTRADICT)
"""How sentences begin that cite but do not quote."""
WORDS = table("words.toml")
NUMBERS: list[str] = WORDS["numbers"]["words"]
MONTHS: list[str] = WORDS["months"]["words"]
WEEKDAYS: list[str] = WORDS["weekdays"]["words"]


def number(n: int) -> str:
    """A count in words up to twelve, in figures from there, thousands set apart."""
    return NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"


def count(n: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: "one report", "14 reports", "no reports"."""
    return f"{number(n)} {noun if n == 1 else plural or noun + 's'}"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    all_parts: Sequence[str] = list(parts)
    if len(all_parts) < 2:
        return "".join(all_parts)
    return f"{', '.join(all_parts[:-1])} {last} {all_parts[-1]}"


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def local(at: Micros, zone: str) -> datetime:
    """An instant on the desk's clock."""
    return moment(at).astimezone(zone_of(zone))


def day(at: Micros, zone: str, *, year: bool = False, weekday: bool = False) -> str:
    """A day on the desk's clock: "10 September", with its weekday or year where asked."""
    when = local(at, zone)
    before = f"{WEEKDAYS[when.weekday()]} " if weekday else ""
    after = f" {when.year}" if year else ""
    return f"{before}{when.day} {MONTHS[when.month - 1]}{after}"


def day_in_words(at: Micros, zone: str) -> str:
    """A day with its year, on the desk's clock: "13 September 2022"."""
    return day(at, zone, year=True)


def clock(at: Micros, zone: str) -> str:
    """A day with its year and the time on the desk's clock: "13 September 2022, 09:00 (Europe/Kyiv)"."""
    return f"{day(at, zone, year=True)}, {local(at, zone):%H:%M} ({zone})"


def period(first: Micros, last: Micros, zone: str) -> str:
    """From one day to another: "2 to 13 September 2022", "28 August to 3 September 2022"."""
    a, b = local(first, zone), local(last, zone)
    if a.date() == b.date():
        return day(last, zone, year=True)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day} to {day(last, zone, year=True)}"
    return f"{day(first, zone, year=a.year != b.year)} to {day(last, zone, year=True)}"


def published(stamp: Stamp | None, zone: str, now: Micros, *, weekday: bool = False) -> str:
    """When a report came out, for a sentence: "on 10 September", or "in an undated report"."""
    if stamp is None:
        return "in an undated report"
    year = local(stamp.start, zone).year != local(now, zone).year
    return f"on {day(stamp.start, zone, year=year, weekday=weekday)}"


def lines(reports: int, independent: int) -> str:
    """How many reports and how many lines of origin, in brackets; nothing for a single report."""
    if reports < 2 or independent < 1:
        return ""
    independent = min(reports, independent)
    if independent == 1:
        return f" ({count(reports, 'report')}, one line)"
    return f" ({count(reports, 'report')}, {number(independent)} independent lines)"
