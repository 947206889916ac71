"""Calendar dates and weekdays in words and digits: "2 March 2022", "Sept. 8", "12.09.2022", "8 вересня", "last Friday"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from .numbers_lexer import Words, remembered
from .times_calendar import DAY, TIMES, Clock, Reading, day, month, nearest, span, year

MONTHS: dict[str, int] = TIMES["months"]
WEEKDAYS: dict[str, int] = TIMES["weekdays"]
ORDINALS: dict[str, int] = TIMES["ordinals"]
_DOUBTFUL = frozenset(TIMES["doubtful"]["months"])
_BEFORE = frozenset(TIMES["doubtful"]["before"])
DASHES = ("-", "–", "—", "‑", "−")
_YEAR_WORDS = ("року", "рік", "год", "года", "году", "р", "г", "році")


@dataclass(frozen=True, slots=True)
class Dated:
    """A calendar date as written: year, month and days where given; ``impossible`` where no such day exists."""

    y: int | None
    m: int | None
    first: int | None = None
    last: int | None = None

    def read(self, clock: Clock, future: bool | None, hint: int | None = None) -> Reading:
        """Its interval; without a year the one that ``nearest`` picks; nothing where the day does not exist."""
        precision = "day" if self.first else "month" if self.m else "year"
        try:
            return self._read(clock, future, hint) or Reading(precision=precision)
        except (ValueError, OverflowError):
            return Reading(precision=precision)

    def _read(self, clock: Clock, future: bool | None, hint: int | None) -> Reading | None:
        y = self.y or hint
        if self.m is None:
            return year(y) if y else None
        if y is None:
            start = self._yearless(clock, future)
            if start is None:
                return None
            y = start.year
        if self.first is None:
            return month(y, self.m)
        first = date(y, self.m, self.first)
        last = date(y, self.m, self.last) if self.last else first
        return span(first, last, "day") if last >= first else None

    def _yearless(self, clock: Clock, future: bool | None) -> date | None:
        if clock.today is None or self.m is None:
            return None
        at, found = clock.today, []
        for y in range(at.year - 4, at.year + 5):
            try:
                found.append(date(y, self.m, self.first or 1))
            except ValueError:
                continue
        if self.first is None and future and at.month == self.m:
            return at.replace(day=1)
        return nearest(found, at, future)


def year_at(words: Words, i: int) -> tuple[int, int] | None:
    """A four-digit year, or an apostrophe and two digits, and the place behind it."""
    word = words[i]
    if word.kind == "n" and word.text.isdecimal() and len(word.text) == 4 and 1000 <= int(word.text) <= 2199:
        if words[i + 1].glued and words[i + 1].kind == "w" and words.low(i + 1) != "s":
            return None
        j = i + 1
        if words.low(j) in _YEAR_WORDS:
            j += 2 if words.low(j) in ("р", "г") and words[j + 1].text == "." else 1
        return int(word.text), j
    if word.text in "'’" and word.text and words[i + 1].glued and len(words[i + 1].text) == 2 and words[i + 1].text.isdecimal():
        short = int(words[i + 1].text)
        return short + (2000 if short < 50 else 1900), i + 2
    return None


@remembered
def day_at(words: Words, i: int) -> tuple[int, int] | None:
    """A day of the month in digits ("8", "8th") or as an ordinal word."""
    word = words[i]
    if word.kind == "n" and word.text.isdecimal() and len(word.text) <= 2 and 1 <= int(word.text) <= 31:
        after = words[i + 1]
        if after.glued and after.kind == "w":
            return (int(word.text), i + 2) if after.low in ("st", "nd", "rd", "th") else None
        return int(word.text), i + 1
    if word.low in ("twenty", "thirty") and words.low(i + 1) in ("-",) and words.low(i + 2) in ORDINALS:
        return {"twenty": 20, "thirty": 30}[word.low] + ORDINALS[words.low(i + 2)], i + 3
    if word.low in ORDINALS and ORDINALS[word.low] <= 31:
        return ORDINALS[word.low], i + 1
    return None


def month_at(words: Words, i: int) -> tuple[int, int] | None:
    """A month's name with its dot, and the place behind it; English names need their capital."""
    word = words[i]
    if word.low not in MONTHS or (word.text[0].islower() and word.text.isascii()):
        return None
    j = i + 1
    if len(word.text) <= 4 and words[j].text == "." and words[j].glued and word.low not in ("may", "june", "july", "мая", "май"):
        j += 1
    return MONTHS[word.low], j


def _sound(words: Words, i: int) -> bool:
    """Whether a month's name that stands without day or year is meant as a month."""
    word = words[i]
    before = words.low(i - 1)
    if (
        before == "the"
        and words[i + 1].kind == "w"
        and words[i + 1].text.islower()
        and words.low(i + 1) not in ("on", "to", "toward", "towards", "of", "has", "was", "is", "in", "through")
    ):
        return True
    if word.low in _DOUBTFUL:
        return before in _BEFORE and not (before == "to" and word.low in ("may", "march"))
    return not (words[i + 1].kind == "w" and words[i + 1].text[:1].isupper() and before not in _BEFORE)


def weekday_at(words: Words, i: int) -> tuple[int, int] | None:
    """A weekday's name; an abbreviation only where it cannot be another word."""
    word = words[i]
    if word.low not in WEEKDAYS or word.text[0].islower():
        return None
    j = i + 1
    if len(word.text) <= 5 and not word.low.endswith("day"):
        if words[j].text == "." and words[j].glued:
            j += 1
        k = j + 1 if words[j].text == "," else j
        if not (_dated_follows(words, k) or words.low(i - 1) in ("on", "since", "by", "until")):
            return None
    return WEEKDAYS[word.low], j


def _dated_follows(words: Words, k: int) -> bool:
    return month_at(words, k) is not None or ((d := day_at(words, k)) is not None and month_at(words, d[1]) is not None)


def _days(words: Words, i: int) -> tuple[int, int | None, int] | None:
    """One day, or "10–11", "10 and 11", "10 to 11"."""
    first = day_at(words, i)
    if not first:
        return None
    j = first[1]
    listed = j
    while words[listed].text == "," and (more := day_at(words, listed + 1)) and more[1] - listed <= 3 and listed - j < 40:
        listed = more[1]
    if listed > j and words.low(listed) == "and" and (end := day_at(words, listed + 1)) and end[0] > first[0] and month_at(words, end[1]):
        return first[0], end[0], end[1]
    if words.low(j) in ("and", "to", "or", *DASHES, "/") and (second := day_at(words, j + 1)) and second[0] > first[0]:
        return first[0], second[0], second[1]
    return first[0], None, j


def _year_behind(words: Words, j: int) -> tuple[int | None, int]:
    k = j + 1 if words[j].text == "," or words.low(j) == "of" else j
    found = year_at(words, k)
    if found and not (
        words.low(j) == "," and words[found[1]].kind == "w" and words.low(found[1]) in ("people", "troops", "soldiers", "civilians")
    ):
        return found
    return None, j


def _months_in(words: Words) -> bool:
    """Whether a text names a month at all."""
    if _months_in not in words.memory:
        words.memory[_months_in] = {0: not MONTHS.keys().isdisjoint(words.lows)}
    found: bool = words.memory[_months_in][0]
    return found


@remembered
def dated(words: Words, i: int) -> tuple[Dated, int] | None:
    """A calendar date, month or month with year at ``i``, and the place behind it."""
    if not _months_in(words):
        return _digits(words, i)
    return _day_first(words, i) or _month_first(words, i) or _digits(words, i)


def _day_first(words: Words, i: int) -> tuple[Dated, int] | None:
    at = i + 1 if words.low(i) == "the" else i
    days = _days(words, at)
    if not days or (words[at].kind != "n" and at == i and words.low(days[2]) != "of" and words[at].low not in ORDINALS):
        return None
    j = days[2] + 1 if words.low(days[2]) in ("of", "-") else days[2]
    found = month_at(words, j)
    if not found:
        return None
    y, j = _year_behind(words, found[1])
    if y is None and words[found[1]].text == "-" and (short := words[found[1] + 1]).text.isdecimal() and len(short.text) == 2:
        y, j = 2000 + int(short.text), found[1] + 2
    return Dated(y, found[0], days[0], days[1]), j


def _month_first(words: Words, i: int) -> tuple[Dated, int] | None:
    found = month_at(words, i)
    if not found:
        return None
    at = found[1] + 1 if words.low(found[1]) == "the" else found[1]
    days = _days(words, at)
    if days and not _counts(words, days[2]) and words[at].text not in ("", ","):
        y, j = _year_behind(words, days[2])
        return Dated(y, found[0], days[0], days[1]), j
    y, j = _year_behind(words, found[1])
    if y or _sound(words, i):
        return Dated(y, found[0]), j
    return None


def _counts(words: Words, j: int) -> bool:
    """Whether digits behind a month count something: "in May 20 people died" leaves the 20 alone."""
    return words.low(j) in ("people", "civilians", "soldiers", "troops", "houses", "tanks", "km", "percent", "%", "million", "thousand")


def _digits(words: Words, i: int) -> tuple[Dated, int] | None:
    """ISO, dotted and slashed dates; the order of a slashed one is settled in ``slashed``."""
    word = words[i]
    if word.kind != "n":
        return None
    pieces = word.text.split(".")
    if len(pieces) == 3 and [len(p) for p in pieces][:2] == [2, 2] and len(pieces[2]) in (2, 4) and all(p.isdecimal() for p in pieces):
        y = int(pieces[2]) if len(pieces[2]) == 4 else 2000 + int(pieces[2])
        return Dated(y, int(pieces[1]), int(pieces[0])), i + 1
    if len(word.text) != 4 or not word.text.isdecimal() or words[i + 1].text not in ("-", "/", "–"):
        return None
    m, d = words[i + 2], words[i + 4]
    if m.glued and d.glued and words[i + 3].text == words[i + 1].text and len(m.text) == len(d.text) == 2 and (m.text + d.text).isdecimal():
        return Dated(int(word.text), int(m.text), int(d.text)), i + 5
    return None


def slashed(words: Words, i: int) -> tuple[Reading, int] | None:
    """ "09/12/2022": day and month in either order; both where both are possible."""
    parts = [words[i + n] for n in range(5)]
    a, b, c = parts[0], parts[2], parts[4]
    if parts[1].text not in ("/", "-") or parts[3].text != parts[1].text or not all(p.glued for p in parts[1:]):
        return None
    if not (a.text + b.text + c.text).isdecimal() or max(len(a.text), len(b.text)) > 2 or len(c.text) not in (2, 4):
        return None
    y = int(c.text) if len(c.text) == 4 else 2000 + int(c.text)
    days: list[date] = []
    for m, d in ((int(a.text), int(b.text)), (int(b.text), int(a.text))):
        try:
            days.append(date(y, m, d))
        except ValueError:
            continue
    if not days:
        return Reading(precision="day"), i + 5
    found = span(min(days), max(days), "day")
    return (found if len(set(days)) == 1 else replace(found, precision=None)), i + 5


def weekday(clock: Clock, which: int, how: str, future: bool | None) -> Reading:
    """A weekday against publication; both days where the words leave two open.

    A bare name on that very weekday may mean today or a week away; "last Friday" on a Saturday may mean yesterday or the
    week before; "next Friday" on a Thursday likewise.
    """
    if clock.today is None:
        return Reading(precision="day")
    back = (clock.today.weekday() - which) % 7
    if how == "this":
        return day(clock.today + timedelta(days=which - clock.today.weekday()))
    if how == "last":
        back = back or 7
        recent = clock.today - timedelta(days=back)
        return span(recent - 7 * DAY if back <= clock.today.weekday() else recent, recent, "day")
    if how == "next":
        ahead = -back % 7 or 7
        coming = clock.today + timedelta(days=ahead)
        return span(coming, coming + 7 * DAY if clock.today.weekday() + ahead <= 6 else coming, "day")
    if future:
        ahead = -back % 7
        return span(clock.today, clock.today + 7 * DAY, "day") if ahead == 0 else day(clock.today + timedelta(days=ahead))
    return span(clock.today - 7 * DAY, clock.today, "day") if back == 0 else day(clock.today - timedelta(days=back))
