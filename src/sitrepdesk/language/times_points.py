"""One point of time: a date, weekday, phrase or period, with a time of day on either side of it, or an edge of a longer stretch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .numbers_lexer import Words, choice
from .times_calendar import DAY, TIMES, Clock, Reading, add_months, month, nearest, part, thirds
from .times_calendar import day as whole_day
from .times_clocks import Hours, hours_at, part_at
from .times_dates import DASHES, dated, day_at, slashed, weekday, weekday_at
from .times_periods import date_time_group, of_event, period, year_alone
from .times_relative import calendar, duration, phrase, unit_of

THIRDS = {"early": "early", "mid": "mid", "late": "late", "middle": "mid"}
EDGES = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late", "height": "mid"}
_DAY_BEHIND = choice(", on", "on", "of", "from", "to", "into", ",", "yesterday", "today")
_NIGHT_OF = choice("on", "from", "to", "into", "between")
_AGAIN = choice(", at around", ", at about", "at around", "at about", ", at", "at", "around")
_HOURS_BEHIND = choice(
    *(", at around", ", at about", "at around", "at about", "at approximately", ", at", "at", "in the", "around", "by"),
    *("early", "late", ",", "from", "before", "after"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A reading and the place behind it; ``hours`` where it is a time of day without a day."""

    reading: Reading
    end: int
    hours: Hours | None = None
    limit: str = "within"


def hours_of(first: Found, second: Found) -> Hours | None:
    """Two clock times as one stretch: "between 2 and 4 pm", "22:00–04:00" (into the next day)."""
    if not first.hours or not second.hours:
        return None
    start, end = first.hours.first, second.hours.first
    if start > end and first.hours.precision == "hour" and end - start + timedelta(hours=24) > timedelta(hours=12):
        return replace(second.hours, first=start, last=end + DAY)
    if end - start > timedelta(hours=12) and first.hours.precision == second.hours.precision == "hour" and start < timedelta(hours=12):
        start += timedelta(hours=12)
    if end <= start:
        end += DAY
    return Hours(start, end, second.hours.precision, second.hours.zone or first.hours.zone)


def join(first: Found, second: Found, clock: Clock) -> Reading:
    """From the first to the end of the second; the first goes back a week or a year where it would come after the second."""
    a, b = first.reading, second.reading
    if a.start is None or b.end is None:
        return Reading(precision=b.precision or a.precision)
    start, end = a.start, b.end
    if start >= end and clock.today is not None:
        start -= timedelta(days=7)
    return Reading(start, end, b.precision, zone=b.zone) if start < end else Reading(precision=b.precision)


def point(words: Words, i: int, clock: Clock, future: bool | None, forced: bool) -> Found | None:
    """One point of time: a day, a larger unit, a time of day, or a day with a time of day on either side."""
    if words.low(i) in ("every", "each") and (named := weekday_at(words, i + 1)):
        return Found(Reading(precision="day", sense="throughout"), named[1])
    found = _with_hours(words, i, clock, future)
    if found:
        return found
    reading = (
        _edge(words, i, clock, future)
        or of_event(words, i)
        or phrase(words, i, clock)
        or calendar(words, i, clock)
        or duration(words, i, clock)
        or date_time_group(words, i, clock)
        or period(words, i, clock)
        or year_alone(words, i, forced)
    )
    return _and_hours(words, Found(*reading)) if reading else None


def _day(words: Words, i: int, clock: Clock, future: bool | None) -> Found | None:
    """A date or a weekday, perhaps one with the other ("Sunday, 11 September")."""
    at, how = i, ""
    if words.low(at) in ("last", "this", "next", "past"):
        at, how = at + 1, words.low(at).replace("past", "last")
    named = weekday_at(words, at)
    if named:
        k = named[1] + 1 if words[named[1]].text in (",", "(") else named[1]
        date = dated(words, k)
        if date and date[0].first:
            return Found(date[0].read(clock, future), date[1])
        return Found(weekday(clock, named[0], how, bool(future)), named[1])
    if found := slashed(words, i):
        return Found(*found)
    date = dated(words, at)
    if date is None:
        return month_day(words, i, clock, future)
    reading = date[0].read(clock, future)
    if how and date[0].y is None and date[0].first is None and clock.today is not None:
        reading = _month_by(date[0].m or 1, how, clock)
    return Found(reading, date[1])


def month_day(words: Words, i: int, clock: Clock, future: bool | None) -> Found | None:
    """ "On the 15th", "the 9th of this month": a day whose month is left out."""
    if words.low(i) != "the" or words[i + 1].kind != "n" or words.low(i + 2) not in ("st", "nd", "rd", "th"):
        return None
    told = day_at(words, i + 1)
    if told is None:
        return None
    steps = {"this": 0, "last": -1, "next": 1}.get(words.low(told[1] + 1)) if words.is_at(told[1] + 2, "month") else None
    if words.low(told[1]) == "of" and steps is not None:
        moves, end = [steps], told[1] + 3
    elif words.low(i - 1) in ("on", "by", "since", "until", "before", "after") and (
        words[told[1]].kind != "w" or words.low(told[1]) == "at"
    ):
        moves, end = [-2, -1, 0, 1, 2], told[1]
    else:
        return None
    if clock.today is None:
        return Found(Reading(precision="day"), end)
    firsts = [add_months(clock.today.replace(day=1), n) for n in moves]
    days = [first.replace(day=told[0]) for first in firsts if told[0] <= (add_months(first, 1) - first).days]
    meant = days[0] if steps is not None and days else nearest(days, clock.today, future)
    return Found(whole_day(meant) if meant else Reading(precision="day"), end)


def _month_by(which: int, how: str, clock: Clock) -> Reading:
    today = clock.today
    if today is None:
        return Reading(precision="month")
    if how == "this":
        return month(today.year, which)
    if how == "next":
        return month(today.year + (which <= today.month), which)
    return month(today.year - (which >= today.month), which)


def _with_hours(words: Words, i: int, clock: Clock, future: bool | None) -> Found | None:
    """A time of day before its day ("dawn on Sunday", "14:30 on 6 September", "the night of 10–11 September") or alone."""
    at = i + 1 if words.low(i) == "the" else i
    if words.low(i) == "overnight":
        return _overnight(words, i, clock, future)
    hours = part_at(words, at) or (hours_at(words, at) if at == i else None)
    if not hours:
        day = _day(words, i, clock, future)
        return _and_hours(words, day) if day else None
    k = hours[1]
    joint = _DAY_BEHIND.behind(words, k)
    if joint and words.low(joint - 1) in ("yesterday", "today"):
        joint -= 1
    for place in (joint, k) if joint else (k,):
        day = _day(words, place, clock, future) or _plain_day(words, place, clock)
        if day:
            day = _days_range(words, place, day, clock, future)
            return replace(day, reading=_combined(day.reading, hours[0]))
    if hours[0].precision == "part-of-day" and not _alone(words, i, at):
        return None
    return Found(Reading(precision=hours[0].precision), k, hours[0])


def _overnight(words: Words, i: int, clock: Clock, future: bool | None) -> Found | None:
    """ "Overnight into Sunday" is the night before it; "overnight on Sunday" that night or the one after."""
    joint = _NIGHT_OF.behind(words, i + 1)
    day = _day(words, joint, clock, future) if joint else None
    if not joint or not day:
        return None
    day = _days_range(words, joint, day, clock, future)
    if day.reading.start is None or day.reading.end is None:
        return replace(day, reading=Reading(precision="part-of-day"))
    first, last = day.reading.start, day.reading.end - DAY
    if last == first:
        first, last = first - DAY, last if words.low(joint - 1) in ("to", "into") else last + DAY
    return replace(day, reading=Reading(first + timedelta(hours=20), last + timedelta(hours=8), "part-of-day"))


def _alone(words: Words, i: int, at: int) -> bool:
    """Whether a part of the day without a day is a time: "at dawn", "in the morning"; not "the night sky"."""
    before = words.low(i - 1)
    return before in ("at", "by", "since", "until", "before", "after", "from") or (at > i and before in ("in", "during", "over", "through"))


def _plain_day(words: Words, i: int, clock: Clock) -> Found | None:
    if words.low(i) in ("yesterday", "today", "tomorrow"):
        found = phrase(words, i, clock)
        return Found(*found) if found and found[1] == i + 1 else None
    return None


def _days_range(words: Words, i: int, day: Found, clock: Clock, future: bool | None) -> Found:
    """ "Friday–Saturday", "Saturday to Sunday" behind "the night of"; a single day stays."""
    if words.low(i - 1) not in ("of", "from", "on", "between") or words.low(day.end) not in (*DASHES, "to", "and"):
        return day
    second = _day(words, day.end + 1, clock, future)
    if second is None:
        return day
    return Found(join(day, second, clock), second.end)


def _and_hours(words: Words, found: Found) -> Found:
    """A time of day behind its day: "Sunday night", "6 September at 14:30", "yesterday evening"."""
    if found.hours is not None or found.reading.precision != "day":
        return found
    k = found.end
    if words[k].text == "T" and words[k].glued and (stamped := hours_at(words, k + 1)):
        return Found(_combined(found.reading, stamped[0]), stamped[1])
    joint = _HOURS_BEHIND.behind(words, k)
    part_of, at = None, k
    for place in (k, joint):
        if place is None:
            continue
        hours = part_at(words, place) or hours_at(words, place)
        if hours and not (words[place].kind == "n" and place == k and words[place].text.isdecimal() and len(words[place].text) == 4):
            part_of, at = hours, place
            break
    if part_of is None or words.low(at - 1) in ("before", "after"):
        return found
    until = hours_at(words, part_of[1] + 1) if words.low(part_of[1]) in ("to", "until", *DASHES, "and") else None
    if until and part_of[0].precision != "part-of-day":
        span = hours_of(Found(Reading(), 0, part_of[0]), Found(Reading(), 0, until[0])) or part_of[0]
        return Found(_combined(found.reading, span), until[1])
    if part_of[0].precision == "part-of-day" and (k2 := _AGAIN.behind(words, part_of[1])):
        part_of = hours_at(words, k2) or part_of
    return Found(_combined(found.reading, part_of[0]), part_of[1])


def _combined(day: Reading, hours: Hours) -> Reading:
    """A time of day on a day. A night over two days ("10–11 September") runs from the first evening to the second morning."""
    if day.start is None or day.end is None:
        return Reading(precision=hours.precision, zone=hours.zone)
    overnight = hours.last > DAY
    whole = day.end - day.start
    if overnight and timedelta(hours=26) < whole <= timedelta(hours=50) and hours.precision == "part-of-day":
        return Reading(day.start + hours.first, day.end - 2 * DAY + hours.last, hours.precision, zone=hours.zone)
    hour = timedelta(hours=1)
    reading = part(day, hours.first / hour, hours.last / hour)
    return replace(reading, precision=hours.precision, zone=hours.zone)


def _edge(words: Words, i: int, clock: Clock, future: bool | None) -> tuple[Reading, int] | None:
    """ "Early September", "mid-2021", "the end of the month", "the start of the year"."""
    at = i + 1 if words.low(i) == "the" else i
    word = words.low(at)
    if word in THIRDS and word != "middle":
        k = at + 1
        if words[k].text in ("-", "–"):
            k += 1
        if words.low(k) == "in":
            k += 2 if words.low(k + 1) == "the" else 1
        whole = _whole(words, k, clock, future)
        return (thirds(whole[0], THIRDS[word]), whole[1]) if whole else _part_edge(words, k, word, clock, future)
    if word in EDGES and words.low(at + 1) == "of":
        whole = _whole(words, at + 2, clock, future)
        return (thirds(whole[0], EDGES[word]), whole[1]) if whole else None
    if (found := _nth(words, at, clock, future)) is not None:
        return found
    if word in ("first", "second") and words.low(at + 1) == "half" and words.low(at + 2) == "of":
        whole = _whole(words, at + 3, clock, future)
        return (_half(whole[0], word == "first"), whole[1]) if whole else None
    return None


_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def _nth(words: Words, at: int, clock: Clock, future: bool | None) -> tuple[Reading, int] | None:
    """ "The first week of September", "the last day of the month": weeks as sevens of days from the month's start, or its end."""
    unit, which = words.low(at + 1), words.low(at)
    if unit not in ("day", "week") or words.low(at + 2) != "of" or which not in ("last", *_NTH):
        return None
    whole = _whole(words, at + 3, clock, future)
    if whole is None or whole[0].precision not in ("month", "year"):
        return None
    of, end = whole
    if of.start is None or of.end is None:
        return Reading(precision=unit), end
    size = 7 * DAY if unit == "week" else DAY
    start = of.end - size if which == "last" else of.start + _NTH[which] * size
    return replace(of, start=start, end=start + size, precision=unit), end


def _part_edge(words: Words, k: int, which: str, clock: Clock, future: bool | None) -> tuple[Reading, int] | None:
    """ "Early (on) Friday", "late Saturday", "early Saturday morning"."""
    at = k + 1 if words.low(k) == "on" else k
    found = _day(words, at, clock, future) or _plain_day(words, at, clock)
    if found is None or which == "mid" or found.reading.precision != "day":
        return None
    behind = part_at(words, found.end)
    hours = (0, 8) if which == "early" else (18, 24)
    if behind and behind[0].last <= timedelta(hours=12) and which == "late":
        hours = (9, 12)
    elif behind and which == "early" and behind[0].first >= timedelta(hours=12):
        hours = (17, 20)
    elif behind and behind[0].last > DAY:
        hours = (22, 30)
    return part(found.reading, *hours), behind[1] if behind else found.end


def _half(whole: Reading, first: bool) -> Reading:
    if whole.start is None or whole.end is None:
        return whole
    days = (whole.end - whole.start).days
    middle = datetime(whole.start.year, 7, 1) if whole.precision == "year" else whole.start + timedelta(days=(days + 1) // 2)
    return replace(whole, end=middle) if first else replace(whole, start=middle)


def _whole(words: Words, k: int, clock: Clock, future: bool | None) -> tuple[Reading, int] | None:
    """A month, year, season or calendar unit that may have edges."""
    if words.low(k) in ("the", "this") and words.low(k + 1) in ("week", "month", "year", "decade", "day"):
        unit = words.low(k + 1)
        return (unit_of(unit, clock.today, 0) if clock.today else Reading(precision=unit)), k + 2
    if found := calendar(words, k, clock):
        return found
    if words.low(k) in TIMES["seasons"] and words[k + 1].text.isdecimal():
        return calendar(words, k, clock)
    date = dated(words, k)
    if date and date[0].first is None:
        return date[0].read(clock, future), date[1]
    return period(words, k, clock) or year_alone(words, k, True)
