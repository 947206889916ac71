"""Why a time has the interval that it has: its text and reading go in, one reason a line comes out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sitrepdesk.model.claim import Phase, When
from sitrepdesk.model.clock import Stamp

from .numbers_lexer import Words, words_of
from .times import times
from .times_dates import dated

_SENSES = {
    "within": "some moment in it",
    "throughout": "all of it",
    "by": "not later than its end",
    "since": "from its start on",
}
_LEAP = 2000
"""A year in which every day of the calendar exists."""


def phase_of(when: When, published: Stamp | None) -> Phase | None:
    """``past`` where it all lies before publication, ``future`` where it all lies behind it, else unknown: the clause decides.

    The publication itself ("now") is ``ongoing``.
    """
    if published is None:
        return None
    if (when.start, when.end) == (published.start, published.end) and when.span and when.precision != "day":
        return "ongoing"
    if when.end is not None and when.end <= published.start:
        return "past"
    return "future" if when.start is not None and when.start >= published.end else None


def reasons(text: str, when: When, published: Stamp | None, zone: str) -> Iterator[str]:
    """Why this interval: what it leans on, what its ends mean, or why there is none."""
    if when.sense:
        yield f"sense {when.sense}: {_SENSES[when.sense]}"
    if when.span and (bad := impossible(words_of(text), when.span)):
        yield f"{bad}: there is no such day, so the interval is unknown"
    elif when.start is None and when.end is None:
        if published is None and _leans(text, when, zone):
            yield "leans on the publication, which is not known: give --published"
        else:
            yield "leans on something that the text does not date, or has no place in time: unknown, not the day of publication"
    elif _alone(text, when, zone):
        yield f"a date of its own; read in the zone {when.zone}"
    else:
        yield f"counted from the publication, {published.text if published else 'unknown'}, in the zone {when.zone}"
    if (when.start is None) != (when.end is None):
        yield f"the words leave its {'start' if when.start is None else 'end'} open"
    if when.precision:
        yield f"told to the {when.precision.replace('-', ' ')}"


def _alone(text: str, when: When, zone: str) -> bool:
    """Whether the words give the same interval without any publication."""
    bare = next((w for w in times(text, None, zone) if w.span == when.span), None)
    return bare is not None and (bare.start, bare.end) == (when.start, when.end)


def _leans(text: str, when: When, zone: str) -> bool:
    """Whether the words would have an interval if the publication were known."""
    supposed = Stamp(start=0, end=1, text="1970-01-01", zone="UTC", zone_basis="given")
    lent = next((w for w in times(text, supposed, zone) if w.span == when.span), None)
    return lent is not None and (lent.start is not None or lent.end is not None)


def impossible(words: Words, span: tuple[int, int]) -> str | None:
    """The words of a calendar date between these offsets that no year has, such as "31 September"."""
    for i in range(words.first(span[0]), words.first(span[1])):
        found = dated(words, i)
        if found is None:
            continue
        day, end = found
        if day.first and day.m and not _exists(day.y or _LEAP, day.m, day.last or day.first):
            return words.quote(i, end)
    return None


def _exists(y: int, m: int, d: int) -> bool:
    try:
        date(y, m, d)
    except ValueError:
        return False
    return True
