"""One time expression: a preposition, a point or a stretch of time, and what may stand beside it."""

from __future__ import annotations

from dataclasses import replace

from .numbers_bounds import AFTER_WORDS, AMOUNT_LEADS
from .numbers_lexer import Phrases, Words
from .numbers_sieve import Sieve, telling
from .numbers_units import MONEY_WORDS, TIME_WORDS
from .numbers_values import NUMBER_KEYS, NUMBER_LEADS
from .times_calendar import TIMES, Clock, Reading, year
from .times_clocks import PARTS, hours_at
from .times_dates import DASHES, ORDINALS, Dated, dated
from .times_periods import of_event
from .times_points import EDGES, THIRDS, Found, hours_of, join, point
from .times_relative import PHRASES, UNITS, duration, looks_ahead, phrase

_PREPOSITIONS = ("on", "in", "at", "during", "over", "around", "about", "throughout", "through", "of", "for", "from", "between")
_LIMITS = Phrases({
    "since": "since", "ever since": "since", "starting": "since", "beginning": "since", "as from": "since", "from": "since",
    "by": "by", "no later than": "by", "not later than": "by", "on or before": "by", "ahead of": "before", "before": "before",
    "prior to": "before", "until": "until", "till": "until", "up to": "until", "up until": "until", "through": "through",
    "after": "after", "from around": "since", "as of": "within", "as at": "within",
})  # fmt: skip
_FIRST = frozenset(_LIMITS)
_TRIGGERS = (
    _FIRST
    | frozenset(_PREPOSITIONS)
    | frozenset(THIRDS)
    | frozenset(p.split(" ")[0] for p in TIMES["phrases"])
    | frozenset(TIMES["months"])
    | frozenset(TIMES["weekdays"])
    | frozenset(UNITS)
    | frozenset(w.split(" ")[0] for w in TIMES["parts"])
    | frozenset(TIMES["seasons"])
    | frozenset(ORDINALS)
    | frozenset(TIMES["words"]["openers"])
)
_KEYS = telling({*TIMES["months"], *TIMES["weekdays"], *TIMES["seasons"], *UNITS, *TIME_WORDS, "weekend"}, *PARTS.parts(), *PHRASES.parts())
_LEADS = frozenset({
    "more", "additional", "further", "or", "exactly", "precisely", "approximately", "roughly",  # behind a preposition
    "its", "their", "these", "following", "preceding", "upcoming", "current", "each",  # before a day, a unit, an event's day
    "opening", "early", "last", "final", "full", "straight", "consecutive", "couple",
    "quarter", "fiscal", "financial", "d", "h",
}).union(EDGES, *_LIMITS.parts(), *PARTS.parts(), *PHRASES.parts())  # fmt: skip
_COUNT_LEADS = NUMBER_KEYS | NUMBER_LEADS | AMOUNT_LEADS | AFTER_WORDS | MONEY_WORDS
SIEVE = Sieve(_KEYS, _TRIGGERS | _LEADS | _COUNT_LEADS, _TRIGGERS | {"'"})
"""Where a time may begin."""


def expression(words: Words, i: int, clock: Clock) -> Found | None:
    """The longest time expression at ``i``."""
    word = words[i]
    if (word.kind == "s" and word.text not in "'’") or (word.kind == "w" and word.low not in _TRIGGERS):
        return None
    if word.glued and words[i - 1].kind in "nw":
        return None
    after = words[i + 1]
    if word.kind == "n" and len(word.text) < 4 and (after.kind == "" or (after.kind == "n" and len(after.text) != 3)):
        return None
    if word.kind == "n" and word.glued and words[i - 1].text == "-" and words[i - 1].glued and words[i - 2].kind == "w":
        return None
    return _limited(words, i, clock) or _prepositional(words, i, clock) or _stretch(words, i, clock, looks_ahead(words, i))


def _limited(words: Words, i: int, clock: Clock) -> Found | None:
    """ "Since X", "by X", "until X", "before X", "after X", "from X to Y"."""
    found = _LIMITS.find(words, i)
    if found is None:
        return None
    (sense, at), how = found, words.low(i) if found[1] == i + 1 else ""
    if words.low(at) in ("around", "about", "at", "on", "in"):
        at += 1
    future = looks_ahead(words, i) or (None if sense in ("by", "before", "until", "through") else False)
    inner = _stretch(words, at, clock, future, forced=True, joined=how != "from")
    if how == "from" and inner and (days := dated(words, at)) and days[0].last:
        return replace(inner, reading=replace(inner.reading, sense="throughout"))
    if inner is None or (sense == "through" and inner.reading.precision == "part-of-day"):
        return None
    if how == "from" and words.low(inner.end) in ("to", "until", "till", "through", "onward", "onwards", *DASHES):
        return _from_to(words, inner, clock, future)
    return replace(inner, reading=limited(inner.reading, sense, clock), limit=sense)


def _from_to(words: Words, inner: Found, clock: Clock, future: bool | None) -> Found | None:
    if words.low(inner.end).startswith("onward"):
        return replace(inner, reading=limited(inner.reading, "since", clock), end=inner.end + 1, limit="since")
    at = inner.end + 1 if words.low(inner.end + 1) not in ("to",) else inner.end + 2
    second = _stretch(words, at, clock, future, forced=True)
    if second is None:
        return replace(inner, reading=limited(inner.reading, "since", clock), limit="since")
    if hours := hours_of(inner, second):
        return Found(Reading(precision=hours.precision), second.end, hours, "throughout")
    return Found(replace(join(inner, second, clock), sense="throughout"), second.end)


def limited(reading: Reading, sense: str, clock: Clock) -> Reading:
    """A reading behind "since", "by", "before", "until", "through" or "after"; "throughout" and "within" leave its ends alone."""
    if sense == "within":
        return reading
    if sense == "throughout":
        return replace(reading, sense="throughout")
    if sense == "since":
        end = clock.end if reading.start is not None else None
        late = end is not None and reading.start is not None and reading.zone is None and end <= reading.start
        return replace(reading, end=None if late or reading.zone else end, sense="since")
    if sense == "by":
        return replace(reading, start=None, sense="by")
    if sense == "before":
        return replace(reading, start=None, end=reading.start, sense="by")
    if sense in ("until", "through"):
        return replace(reading, start=None, sense="throughout")
    return replace(reading, start=reading.end, end=None, sense="within")


def _prepositional(words: Words, i: int, clock: Clock) -> Found | None:
    word = words.low(i)
    if word not in _PREPOSITIONS:
        return None
    future = looks_ahead(words, i)
    if word == "between":
        return _between(words, i, clock, future)
    if found := duration(words, i, clock) if word != "on" else None:
        return Found(*found)
    if word in ("at", "in", "of") and (fixed := phrase(words, i, clock)):
        return Found(*fixed)
    if word == "for" and (counted_out := of_event(words, i + 1)):
        return Found(*counted_out)
    if word in ("of", "from", "for", "about"):
        return None
    if word in ("through", "over", "around", "throughout") and words.low(i + 1) == "the" and words.low(i + 2) in TIMES["parts"]:
        return None
    at = i + 1
    if words.low(at) in ("around", "about", "or", "approximately", "exactly", "precisely", "roughly"):
        at += 1
    found_inner = _stretch(words, at, clock, future, forced=True)
    if found_inner is None:
        return None
    if word in ("throughout", "during") and word == "throughout":
        return replace(found_inner, reading=replace(found_inner.reading, sense="throughout"))
    if word == "around" and found_inner.hours is None:
        return found_inner
    return found_inner


def _between(words: Words, i: int, clock: Clock, future: bool) -> Found | None:
    first = _stretch(words, i + 1, clock, future, forced=True, joined=False) or _loose(words, i + 1)
    if first is not None and (days := dated(words, i + 1)) and days[0].last:
        return first
    if first is None or words.low(first.end) != "and":
        return None
    second = _stretch(words, first.end + 1, clock, future, forced=True, joined=False)
    return Found(join(first, second, clock), second.end, hours_of(first, second), "within") if second else None


def _loose(words: Words, i: int) -> Found | None:
    found = hours_at(words, i, loose=True)
    return Found(Reading(precision=found[0].precision), found[1], found[0]) if found else None


def _stretch(words: Words, i: int, clock: Clock, future: bool | None, forced: bool = False, joined: bool = True) -> Found | None:
    """A point, or two joined by a dash or "to"; ``forced`` where a preposition shows that bare years and hours are times."""
    first = point(words, i, clock, future, forced) or _hour_range(words, i)
    if first is None or not joined:
        return first
    joint = words.low(first.end)
    night = words.low(i) in ("night", "the") and joint in ("to", "and")
    if joint not in (*DASHES, "to", "through", "/") and not night:
        return first
    if joint in ("-", "/") and not words[first.end].glued and words[first.end + 1].glued:
        return first
    second = point(words, first.end + 1, clock, future, forced or joint in DASHES)
    if second is None or (first.hours is None) != (second.hours is None):
        return _year_stretch(words, first, joint) or first
    if hours := hours_of(first, second):
        return Found(Reading(precision=hours.precision), second.end, hours)
    a, b = dated(words, i), dated(words, first.end + 1)
    if a and b and a[0].y is None and b[0].y is not None:
        reading = _hinted(a[0], b[0], clock, second.reading)
    else:
        reading = join(first, second, clock)
    return Found(reading, second.end)


def _hour_range(words: Words, i: int) -> Found | None:
    """ "8–10am": a bare hour whose half of the day stands behind the second."""
    first = hours_at(words, i, loose=True) if words[i].kind == "n" and words.low(i + 1) in (*DASHES, "to") else None
    second = hours_at(words, i + 2) if first and first[1] == i + 1 else None
    if not first or not second or second[0].precision != "hour":
        return None
    hours = hours_of(Found(Reading(), 0, first[0]), Found(Reading(), 0, second[0]))
    return Found(Reading(precision="hour"), second[1], hours) if hours else None


def _hinted(first: Dated, second: Dated, clock: Clock, last: Reading) -> Reading:
    """ "24 February – 2 March 2022": the year of the second is that of the first, or the one after it."""
    y = second.y or 0
    earlier = (first.m or 1, first.first or 1) <= (second.m or 1, second.first or 1)
    start = first.read(clock, False, y if earlier else y - 1).start
    return Reading(start, last.end, last.precision) if start and last.end else Reading(precision=last.precision)


def _year_stretch(words: Words, first: Found, joint: str) -> Found | None:
    """ "2021–22"."""
    short = words[first.end + 1]
    start = first.reading.start
    if first.reading.precision != "year" or joint not in DASHES or len(short.text) != 2 or not short.text.isdecimal() or start is None:
        return None
    last = year(start.year // 100 * 100 + int(short.text))
    return Found(Reading(start, last.end, "year"), first.end + 2) if last.end and last.end > start else None
