"""Times of day: "14:30 EEST", "6 a.m.", "0600Z", "14h30", "at noon, Kyiv time", and parts of the day such as "at dawn"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, tzinfo

from sitrepdesk.model.clock import zone_of

from .numbers_lexer import Phrases, Words
from .times_calendar import TIMES, offset

_ZONES: dict[str, int] = TIMES["zones"]
_PLACES: dict[str, str] = TIMES["places"]
_WORDS: dict[str, int] = TIMES["clockwords"]
PARTS: Phrases[list[int]] = Phrases(TIMES["parts"])


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of some day, ``first`` to ``last`` from its midnight, how finely said, and the zone where one is named."""

    first: timedelta
    last: timedelta
    precision: str
    zone: tzinfo | None = None


def zone_at(words: Words, j: int) -> tuple[tzinfo | None, int]:
    """A zone behind a clock time, and the place behind it; ``None`` for "local time"."""
    word = words[j]
    if word.text in _ZONES:
        k = j + 1
        if (
            word.text in ("UTC", "GMT")
            and words[k].text in ("+", "-", "−")
            and words[k].glued
            and words[k + 1].text.isdecimal()
            and len(words[k + 1].text) <= 2
        ):
            hours = int(words[k + 1].text) * (1 if words[k].text == "+" else -1)
            return (offset(60 * hours), k + 2) if abs(hours) < 15 else (None, j)
        return offset(_ZONES[word.text]), k
    if word.low in _PLACES and words.low(j + 1) == "time":
        return zone_of(_PLACES[word.low]), j + 2
    if word.low == "local" and words.low(j + 1) == "time":
        return None, j + 2
    if word.text == "(" and words[j + 1].text in _ZONES and words[j + 2].text == ")":
        return offset(_ZONES[words[j + 1].text]), j + 3
    return None, j


def _half_day(words: Words, j: int) -> tuple[str, int] | None:
    low = words.low(j)
    if low in ("am", "pm"):
        return low, j + 1
    if low in ("a", "p") and words[j + 1].text == "." and words.low(j + 2) == "m":
        return low + "m", j + 4 if words[j + 3].text == "." and words[j + 3].glued else j + 3
    return None


def _made(hour: int, minute: int, precision: str, half: str | None, zone: tzinfo | None) -> Hours | None:
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    first = timedelta(hours=hour, minutes=minute)
    return Hours(first, first + (timedelta(minutes=1) if precision == "minute" else timedelta(hours=1)), precision, zone)


_OTHER_PAIRS = frozenset({"score", "ratio", "verse", "odds"})


def _numerals(words: Words, i: int) -> tuple[int, int, str, int] | None:
    """Hour, minute, precision and the place behind: "14:30", "14.30", "14h30", "0600", "6"."""
    word = words[i]
    if word.kind != "n" or not _OTHER_PAIRS.isdisjoint((words.low(i - 1), words.low(i - 2), words.low(i - 3))):
        return None
    if word.glued and words[i - 1].text in ("/", ".", ":", "+") and words[i - 1].glued:
        return None
    text, colon, minute = word.text, words[i + 1], words[i + 2]
    if text.isdecimal() and len(text) <= 2:
        if (colon.text == ":" or colon.low == "h") and colon.glued and minute.glued and len(minute.text) == 2 and minute.text.isdecimal():
            j = i + 3
            if words[j].text == ":" and words[j].glued and len(words[j + 1].text) == 2 and words[j + 1].text.isdecimal():
                j += 2
            return int(text), int(minute.text), "minute", j
        return int(text), 0, "hour", i + 1
    if len(text) in (4, 5) and text[-3] == "." and text.replace(".", "").isdecimal() and text.count(".") == 1:
        hour, _, past = text.partition(".")
        return int(hour), int(past), "dotted", i + 1
    if len(text) == 4 and text.isdecimal():
        return int(text[:2]), int(text[2:]), "military", i + 1
    return None


def hours_at(words: Words, i: int, loose: bool = False) -> tuple[Hours, int] | None:
    """A clock time at ``i``; ``loose`` takes a bare hour whose half of the day is said later ("between *2* and 4 pm")."""
    if words.low(i) in _WORDS and words.low(i) == "midnight":
        zone, j = zone_at(words, i + 1)
        return Hours(timedelta(hours=23), timedelta(hours=25), "hour", zone), j
    found = _numerals(words, i)
    if not found:
        return None
    hour, minute, precision, j = found
    half = _half_day(words, j)
    j = half[1] if half else j
    sure = bool(half) or precision == "minute"
    if words.low(j) in ("hours", "hrs", "hr", "h") and precision in ("minute", "military"):
        sure, j = True, j + 1
    if words.low(j) == "o'clock":
        sure, j = True, j + 1
    zone, k = zone_at(words, j)
    if k > j and (precision != "hour" or half):
        sure, j = True, k
    if (
        words[i].text.startswith("0")
        and precision == "military"
        and words.low(i - 1) in ("at", "by", "since", "until", "from", "around", "before", "after")
    ):
        sure = True
    if precision == "dotted" and words.low(i - 1) in ("at", "from", "until"):
        sure = sure or hour < 24
    if not sure and not loose:
        return None
    made = _made(hour, minute, "hour" if precision == "hour" else "minute", half[0] if half else None, zone)
    return (made, j) if made else None


def part_at(words: Words, i: int) -> tuple[Hours, int] | None:
    """A part of the day by name: "dawn", "late evening"."""
    found = PARTS.find(words, i)
    if not found:
        return None
    (first, last), j = found
    return Hours(timedelta(hours=first), timedelta(hours=last), "part-of-day"), j
