"""Days counted from an event, date-time groups, quarters, fiscal years, decades and years alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta

from .numbers_lexer import Words
from .numbers_values import small_int
from .times_calendar import DAY, TIMES, Clock, Reading, months, part, span, year
from .times_dates import ORDINALS, Dated, year_at
from .times_relative import UNITS, counted


def of_event(words: Words, i: int) -> tuple[Reading, int] | None:
    """ "The fifth day of the offensive", "Day 200 of the war", "D+3": days counted from another event."""
    if (
        words.low(i) in ("d", "h")
        and words[i].text.isupper()
        and words[i + 1].text in ("+", "-", "−")
        and words[i + 1].glued
        and words[i + 2].text.isdecimal()
        and len(words[i + 2].text) <= 4
    ):
        return Reading(precision="day" if words.low(i) == "d" else "hour"), i + 3
    if words.low(i) == "day" and words[i].text[0].isupper() and words[i + 1].kind == "n" and len(words[i + 1].text) <= 4:
        j = i + 2
        return Reading(precision="day"), _event(words, j) or j
    if words.low(i) == "day" and (told := small_int(words, i + 1)) and (behind := _event(words, told[1])):
        return Reading(precision="day"), behind
    at = i + 1 if words.low(i) in ("the", "its", "their") else i
    k = _ordinal(words, at)
    if k is None:
        return None
    if count := small_int(words, k):
        k = count[1]
    if words.low(k) in ("full", "straight", "consecutive"):
        k += 1
    if words.low(k) not in UNITS or UNITS[words.low(k)] == "second":
        return None
    end = _event(words, k + 1)
    if end is None and words.low(k + 1) in ("of", "in") and words.low(k + 2) != "a":
        end = None
    trailing = words.low(k + 1) in ("running", "straight")
    run = trailing or words.low(k - 1) in ("straight", "consecutive")
    if run or end:
        return Reading(precision=UNITS[words.low(k)], sense="throughout" if run else "within"), end or k + 1 + trailing
    return None


def _event(words: Words, j: int) -> int | None:
    """The place behind "of the offensive", "of Russia's invasion", "since the invasion began"."""
    if words.low(j) not in ("of", "since", "after", "into"):
        return None
    for k in range(j + 1, j + 7):
        if words.low(k) in _EVENTS:
            return k + 1
        if words[k].kind != "w" and words[k].text not in "'’-":
            return None
    return None


_EVENTS = frozenset(TIMES["words"]["events"])


def _ordinal(words: Words, i: int) -> int | None:
    word = words[i]
    if word.low in (*ORDINALS, "opening", "early", "last", "final"):
        return i + 1
    if word.kind == "n" and words[i + 1].glued and words.low(i + 1) in ("st", "nd", "rd", "th"):
        return i + 2
    return None


def date_time_group(words: Words, i: int, clock: Clock) -> tuple[Reading, int] | None:
    """A date-time group: "121430ZSEP22", "121430Z SEP 22" (day, hour, minute, zone Z, month, year)."""
    word, mark = words[i], words[i + 1]
    if word.kind != "n" or len(word.text) != 6 or not word.text.isdecimal() or not mark.glued or not mark.text.startswith("Z"):
        return None
    name, k = (mark.low[1:], i + 2) if len(mark.text) > 1 else (words.low(i + 2), i + 3)
    if name not in TIMES["months"]:
        return None
    short = words[k]
    y = 2000 + int(short.text) if short.text.isdecimal() and len(short.text) == 2 else None
    day = Dated(y, TIMES["months"][name], int(word.text[:2])).read(clock, False)
    first = timedelta(hours=int(word.text[2:4]), minutes=int(word.text[4:]))
    hour = timedelta(hours=1)
    at = part(day, first / hour, (first + timedelta(minutes=1)) / hour) if first < DAY and day.start else Reading()
    return replace(at, precision="minute", zone=UTC), k + (1 if y else 0)


def period(words: Words, i: int, clock: Clock) -> tuple[Reading, int] | None:
    """ "Q3 2022", "H1 2022", "the third quarter of 2022", "FY2023", "the 1990s", "the 19th century"."""
    del clock
    at = i + 1 if words.low(i) == "the" else i
    word, digit = words[at], words[at + 1]
    if word.text in ("Q", "H") and digit.glued and digit.text in ("1", "2", "3", "4"):
        k = at + 3 if words.low(at + 2) == "of" else at + 2
        size, n = (3, int(digit.text)) if word.text == "Q" else (6, int(digit.text))
        found = year_at(words, k)
        if found and n * size <= 12:
            return months(found[0], (n - 1) * size + 1, size, "season" if size == 3 else "year"), found[1]
    if word.low in ("first", "second", "third", "fourth", "last") and words.low(at + 1) == "quarter" and words.low(at + 2) == "of":
        n = {"first": 1, "second": 2, "third": 3}.get(word.low, 4)
        found = year_at(words, at + 3)
        if found:
            return months(found[0], n * 3 - 2, 3, "season"), found[1]
    return _fiscal(words, i) or _decade(words, at)


def _fiscal(words: Words, i: int) -> tuple[Reading, int] | None:
    """A fiscal year begins between 1 July before it and 1 April in it, as countries differ; the interval holds them all."""
    k = i + 1 if words.low(i) == "fy" else words.is_at(i, "fiscal year") or words.is_at(i, "financial year") or words.is_at(i, "fiscal")
    found = year_at(words, k) if k else None
    if not found:
        return None
    wide = span(date(found[0] - 1, 7, 1), date(found[0] + 1, 3, 31), "year")
    return wide, found[1]


def _decade(words: Words, at: int) -> tuple[Reading, int] | None:
    text, after = words[at].text, words[at + 1]
    if len(text) == 4 and text.isdecimal() and text.endswith("0") and after.glued and after.low == "s":
        first = int(text)
        return (span(date(first, 1, 1), date(first + 9, 12, 31), "year"), at + 2) if 1000 <= first < 2200 else None
    if text.isdecimal() and len(text) == 2 and after.glued and after.low in ("st", "th") and words.low(at + 2) == "century":
        first = (int(text) - 1) * 100 + 1
        return (span(date(first, 1, 1), date(first + 99, 12, 31), "year"), at + 3) if 10 <= int(text) <= 22 else None
    return None


_COUNTED = frozenset(TIMES["words"]["counted"])


def year_alone(words: Words, i: int, forced: bool) -> tuple[Reading, int] | None:
    """A year alone: behind a preposition, or four digits that count nothing."""
    at = words.is_at(i, "the year") or words.is_at(i, "year") or i
    forced = forced or at > i
    found = year_at(words, at)
    if not found or (words[at].text in ("'", "’") and not forced):
        return None
    number, j = found
    after = words[j]
    if (
        not 1900 <= number <= 2099
        or after.low in _COUNTED
        or after.text in ("%", "°", "/", ":")
        or (after.text == "-" and after.glued and words[j + 1].kind == "w")
    ):
        return None
    before = words[i - 1]
    if before.text in (",", "(", ";") and after.text in (")", ";", ",") and (before.text != "(" or words.low(i - 2) == "."):
        return None
    if (before.text in "$€£#№.:/" and before.text) or before.low in (
        "resolution",
        "no",
        "number",
        "room",
        "page",
        "article",
        "about",
        "around",
        "over",
        "than",
        "nearly",
        "almost",
        "some",
        "least",
    ):
        return None
    if not forced and after.kind == "w" and (after.low.endswith("s") or counted(words, i)):
        return None
    return year(number), j
