"""Times: a text and its publication go in, and out come its time words with the half-open UTC intervals they allow.

Rules that the words alone do not settle:

* What leans on publication ("yesterday", "8 September", "Sunday") stays without an interval where publication is unknown;
  what leans on another event ("the same day", "D+3", "on the fifth day of the offensive") stays without one always.
* A date without a year is the latest not after publication; the next one where the sentence looks ahead ("will", "scheduled"); the
  nearest behind "by", "until" and "before".
* Where words allow two readings ("Sunday" in a report of a Sunday, "09/12/2022") the interval holds both.
* A clock time or part of a day alone is the latest not after publication, and unknown where a day was named shortly before.
* "Since X" runs to the end of publication, "by X" and "until X" have an open start, "after X" an open end.
* "Now" is publication itself. A season is meteorological; "early", "mid" and "late" are thirds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sitrepdesk.model.claim import Span, When
from sitrepdesk.model.clock import Stamp

from .numbers_lexer import Words, words_of
from .times_calendar import Clock, Reading, clock_of, to_utc
from .times_clocks import Hours
from .times_expressions import SIEVE, expression, limited
from .times_points import Found

_NEAR = 300
"""Characters back within which a named day may be the day of a bare clock time."""
_BLANK = clock_of(None, "UTC", late=False)


@dataclass(frozen=True, slots=True)
class _Read:
    span: Span
    reading: Reading


def _bare(hours: Hours, clock: Clock) -> Reading:
    """The latest such time of day that began not after publication."""
    if clock.today is None or clock.end is None:
        return Reading(precision=hours.precision)
    tz = hours.zone or clock.zone
    at = datetime(clock.today.year, clock.today.month, clock.today.day)
    if tz != clock.zone:
        end = clock.end.replace(tzinfo=clock.zone).astimezone(tz).replace(tzinfo=None)
        at = datetime(end.year, end.month, end.day)
    else:
        end = clock.end
    if at + hours.first >= end:
        at -= timedelta(days=1)
    return Reading(at + hours.first, at + hours.last, hours.precision, zone=hours.zone)


def _places(words: Words) -> dict[int, None]:
    """Where a time may begin. A scan takes out the places without one for the next: clocks move intervals, and give no words."""
    if _places not in words.memory:
        words.memory[_places] = dict.fromkeys(SIEVE.places(words))
    places: dict[int, None] = words.memory[_places]
    return places


def _scan(words: Words, clock: Clock) -> Iterator[_Read]:
    end, day_seen = 0, -_NEAR - 1
    places = _places(words)
    for i in tuple(places):
        if i < end:
            continue
        found = _safe(words, i, clock)
        if found is None:
            places.pop(i, None)
            continue
        reading, start = found.reading, words[i].start
        if found.hours is not None:
            near = start - day_seen <= _NEAR
            reading = Reading(precision=found.hours.precision) if near else _placed(found.hours, clock, found.limit)
        elif reading.precision in ("day", "week", "part-of-day", "minute", "hour"):
            day_seen = start
        yield _Read((start, words[found.end - 1].end), reading)
        end = found.end


def _placed(hours: Hours, clock: Clock, limit: str) -> Reading:
    try:
        return limited(_bare(hours, clock), limit, clock)
    except OverflowError:
        return Reading(precision=hours.precision)


def _safe(words: Words, i: int, clock: Clock) -> Found | None:
    """The expression at ``i``; one that leaves the calendar (year 0, year 10000) keeps its words and loses its interval."""
    try:
        return expression(words, i, clock)
    except (OverflowError, ValueError):
        blank = Clock(None, None, None, clock.zone)
        try:
            return expression(words, i, blank)
        except (OverflowError, ValueError):
            return None


def _utc(local: datetime | None, tz: tzinfo) -> int | None:
    try:
        return to_utc(local, tz)
    except OverflowError:
        return None


def times(text: str, published: Stamp | None, zone: str, base: int = 0) -> tuple[When, ...]:
    """The times of ``text`` in order, as UTC intervals against ``published`` in the IANA ``zone``; spans are moved on by ``base``.

    A stamp of several days is read from its first and from its last, and the interval holds both. Raises ``BadTime`` for an
    unknown zone; no text raises an error.
    """
    early = clock_of(published, zone, late=False)
    if not SIEVE.passes(text):
        return ()
    late = clock_of(published, zone, late=True)
    words = words_of(text)
    first = list(_scan(words, early))
    second = list(_scan(words, late)) if late.today != early.today else first
    anchor = published.start if published else None
    return tuple(_when(text, a, b, early.zone, zone, anchor, base) for a, b in zip(first, second, strict=False))


def _when(text: str, first: _Read, last: _Read, tz: tzinfo, zone: str, anchor: int | None, base: int) -> When:
    reading = first.reading
    home = reading.zone or tz
    start, end = _utc(reading.start, home), _utc(last.reading.end, home)
    if start is not None and end is not None and end <= start:
        start = end = None
    return When(
        text=text[first.span[0] : first.span[1]],
        span=(first.span[0] + base, first.span[1] + base),
        start=start,
        end=end,
        sense=reading.sense,
        zone=zone,
        anchor=anchor,
        precision=reading.precision,
    )


def time_spans(words: Words) -> list[Span]:
    """Where the time words of a text stand, whatever they mean."""
    return [found.span for found in _scan(words, _BLANK)]
