"""Calendar arithmetic on local time: days, weeks, months, seasons, years and parts of them as half-open intervals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any

from sitrepdesk.model.claim import Sense
from sitrepdesk.model.clock import Micros, Stamp, micros, moment, zone_of

from .numbers_values import table

TIMES: dict[str, Any] = table("times.toml")
DAY = timedelta(days=1)
SOUTHERN = (
    "Australia/",
    "Pacific/Auckland",
    "Africa/Johannesburg",
    "Africa/Maputo",
    "Africa/Harare",
    "America/Sao_Paulo",
    "America/Argentina",
)
"""Zones whose seasons are the southern ones (WMO meteorological seasons, half a year off)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A local half-open interval; ``None`` where the words leave an end open. ``zone`` where the words name one."""

    start: datetime | None = None
    end: datetime | None = None
    precision: str | None = None
    sense: Sense | None = "within"
    zone: tzinfo | None = None

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Clock:
    """What a text is read against: the local day of publication and its interval, or nothing."""

    today: date | None
    begin: datetime | None
    end: datetime | None
    zone: tzinfo
    southern: bool = False


@lru_cache(maxsize=256)
def clock_of(published: Stamp | None, zone: str, late: bool) -> Clock:
    """The clock of a stamp in a zone; ``late`` takes the last day of a stamp that is longer than a day."""
    tz = zone_of(zone)
    south = zone.startswith(SOUTHERN)
    if published is None:
        return Clock(None, None, None, tz, south)
    begin, end = (moment(at).astimezone(tz).replace(tzinfo=None) for at in (published.start, published.end))
    day = (end - timedelta(microseconds=1)).date() if late else begin.date()
    return Clock(day, begin, end, tz, south)


def to_utc(local: datetime | None, tz: tzinfo) -> Micros | None:
    """A local time as UTC microseconds."""
    return None if local is None else micros(local.replace(tzinfo=tz).astimezone(UTC))


def offset(minutes: int) -> tzinfo:
    """A fixed offset east of Greenwich."""
    return timezone(timedelta(minutes=minutes))


def at_midnight(day: date) -> datetime:
    """The day's first moment."""
    return datetime.combine(day, time())


def span(first: date, last: date, precision: str | None) -> Reading:
    """From the first day to the last, both whole."""
    return Reading(at_midnight(first), at_midnight(last + DAY), precision)


def day(of: date) -> Reading:
    """A whole day."""
    return span(of, of, "day")


def week(of: date) -> Reading:
    """The ISO week of a day, Monday to Sunday."""
    monday = of - timedelta(days=of.weekday())
    return span(monday, monday + timedelta(days=6), "week")


def add_months(of: date, months: int) -> date:
    """The same day of the month so many months on, or the last day of that month where it has fewer."""
    index = of.year * 12 + of.month - 1 + months
    year, month = divmod(index, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - DAY).day
    return date(year, month + 1, min(of.day, last))


def months(year: int, first: int, count: int, precision: str) -> Reading:
    """``count`` whole months from the first."""
    start = date(year, first, 1)
    return Reading(at_midnight(start), at_midnight(add_months(start, count)), precision)


def month(year: int, of: int) -> Reading:
    """A whole month."""
    return months(year, of, 1, "month")


def year(of: int) -> Reading:
    """A whole year."""
    return months(of, 1, 12, "year")


def season(name: str, of: int, southern: bool) -> Reading:
    """A season of a year; "winter 2022" may begin in either of two Decembers, so both winters are kept."""
    first = TIMES["seasons"][name]
    first = (first + 5) % 12 + 1 if southern else first
    if first == 12:
        return replace(months(of - 1, 12, 15, "season"))
    return months(of, first, 3, "season")


def thirds(of: Reading, which: str) -> Reading:
    """ "Early", "mid" and "late" of an interval: days 1–10, 11–20, the rest of a month; else its thirds."""
    if of.start is None or of.end is None:
        return of
    if of.precision == "month":
        cuts = [of.start, of.start + 10 * DAY, of.start + 20 * DAY, of.end]
    elif of.precision == "year" and of.end - of.start < 400 * DAY:
        first = of.start.date()
        cuts = [of.start, at_midnight(add_months(first, 4)), at_midnight(add_months(first, 8)), of.end]
    else:
        third = (of.end - of.start) / 3
        cuts = [of.start, of.start + third, of.start + 2 * third, of.end]
        if third > 100 * DAY:
            cuts[1:3] = [at_midnight((cut + DAY / 2).date()) for cut in cuts[1:3]]
    k = {"early": 0, "mid": 1, "late": 2}[which]
    return replace(of, start=cuts[k], end=cuts[k + 1])


def part(of: Reading, first: float, last: float) -> Reading:
    """Hours of a day; over several days from the first day's to the last day's."""
    if of.start is None or of.end is None:
        return replace(of, precision="part-of-day")
    hours = [timedelta(hours=h) for h in (first, last)]
    return replace(of, start=of.start + hours[0], end=of.end - DAY + hours[1], precision="part-of-day")


def nearest(candidates: list[date], today: date, future: bool | None) -> date | None:
    """The date meant where the year is left out: the latest not after today, or the next, or (``None``) the nearest."""
    if not candidates:
        return None
    if future is None:
        return min(candidates, key=lambda d: abs(d - today))
    if future:
        return min((d for d in candidates if d >= today), default=None)
    return max((d for d in candidates if d <= today), default=None)


def ago(today: date, unit: str, low: int, high: int) -> Reading:
    """ "N units ago" from a day; weeks and more are rounded by half a unit, as speakers round."""
    if unit == "day":
        return span(today - timedelta(days=high), today - timedelta(days=low), "day")
    if unit in ("week", "fortnight"):
        days = 7 if unit == "week" else 14
        return span(today - timedelta(days=high * days + days // 2), today - timedelta(days=low * days - days // 2), "week")
    size = {"month": 1, "year": 12, "decade": 120}[unit]
    if unit == "month":
        return span(add_months(today, -high) - 15 * DAY, add_months(today, -low) + 15 * DAY, "month")
    return span(add_months(today, -high * size - size // 2), add_months(today, -low * size + size // 2), "year")


def length(unit: str, count: int) -> timedelta | None:
    """A length of so many units where it is fixed."""
    fixed = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "fortnight": 1_209_600}
    return timedelta(seconds=fixed[unit] * count) if unit in fixed else None
