"""Instants and intervals: UTC microseconds, half-open, and the words that people type for them.

Four clocks are named everywhere: *happened*, *said_at* (published), *captured_at*, *recorded_at*. No function here reads
a wall clock; whoever needs the present hands it in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .errors import BadTime

Micros = int
"""Microseconds since 1970-01-01T00:00Z."""

SECOND = 1_000_000
DAY = 86_400 * SECOND
ZoneBasis = Literal["given", "format", "pack", "desk"]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When something was said: the half-open interval ``[start, end)``, the words it came from, its zone and who gave that.

    An instant has ``end == start + 1`` microsecond; a date alone is its whole day in ``zone``.
    """

    start: Micros
    end: Micros
    text: str
    zone: str
    zone_basis: ZoneBasis


def micros(moment: datetime) -> Micros:
    """An aware ``datetime`` as UTC microseconds."""
    if moment.tzinfo is None:
        raise BadTime(moment.isoformat(), "has no time zone", "Add one, such as +03:00 or Z.")
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment(at: Micros) -> datetime:
    """UTC microseconds as an aware ``datetime``."""
    return _EPOCH + timedelta(microseconds=at)


def iso(at: Micros | None) -> str | None:
    """ISO 8601 in UTC with ``Z``; fractions only where there are any; ``None`` stays ``None``."""
    return None if at is None else moment(at).isoformat().replace("+00:00", "Z")


def from_iso(text: str) -> Micros:
    """The instant that ``iso`` printed, or any ISO 8601 time with a zone."""
    try:
        return micros(datetime.fromisoformat(text))
    except ValueError as e:
        raise BadTime(repr(text), "is no ISO 8601 time", "Write it like 2022-09-12T18:30+03:00.") from e


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as e:
        raise BadTime(repr(name), "is no known time zone", "Use an IANA name such as Europe/Kyiv, or UTC.") from e


def day_of(day: date, zone: str) -> tuple[Micros, Micros]:
    """The half-open interval of a calendar day in a zone (23 or 25 hours long when clocks change)."""
    tz = zone_of(zone)
    nxt = day + timedelta(days=1)
    midnight = [datetime(d.year, d.month, d.day, tzinfo=tz) for d in (day, nxt)]
    return micros(midnight[0]), micros(midnight[1])


def stamp(text: str, zone: str, basis: ZoneBasis) -> Stamp:
    """Read what a person typed: a date (that whole day in ``zone``) or a time with its own zone.

    A time without a zone is refused: guessing would shift it in silence. ``basis`` says whose ``zone`` is lent to a date.
    """
    typed = text.strip()
    todo = "Write a date (2022-09-12) or a time with its zone (2022-09-12T18:30+03:00)."
    try:
        if _DATE.match(typed):
            start, end = day_of(date.fromisoformat(typed), zone)
            return Stamp(start=start, end=end, text=typed, zone=zone, zone_basis=basis)
        at = datetime.fromisoformat(typed)
    except ValueError as e:
        raise BadTime(repr(typed), "is no date or time", todo) from e
    if at.tzinfo is None:
        raise BadTime(repr(typed), "is a time without a zone", todo)
    start = micros(at)
    return Stamp(start=start, end=start + 1, text=typed, zone=at.tzname() or "UTC", zone_basis="given")


def local_stamp(at: datetime, text: str, zone: str, basis: ZoneBasis) -> Stamp:
    """A time that a file format gave: with its own zone, or else in ``zone`` by ``basis``."""
    aware = at if at.tzinfo else at.replace(tzinfo=zone_of(zone))
    start = micros(aware)
    return Stamp(
        start=start,
        end=start + 1,
        text=text,
        zone=(at.tzname() or "UTC") if at.tzinfo else zone,
        zone_basis="given" if at.tzinfo else basis,
    )
