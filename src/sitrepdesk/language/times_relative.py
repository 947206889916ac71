"""Times said against the speaking: "yesterday", "three days ago", "in the past 48 hours", "last week", "any time soon"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sitrepdesk.model.claim import Sense

from .numbers_bounds import amount, modified, modifiers
from .numbers_lexer import Phrases, Words, remembered
from .numbers_values import point
from .times_calendar import (
    DAY,
    TIMES,
    Clock,
    Reading,
    add_months,
    ago,
    at_midnight,
    day,
    length,
    month,
    part,
    season,
    span,
    week,
    year,
)

UNITS: dict[str, str] = TIMES["units"]
PHRASES: Phrases[list[Any]] = Phrases(TIMES["phrases"])
_BEFORE_NOW = ("past", "last", "previous", "preceding")
_AFTER_NOW = ("next", "coming", "following", "upcoming")


def phrase(words: Words, i: int, clock: Clock) -> tuple[Reading, int] | None:
    """A fixed phrase of the table."""
    found = PHRASES.find(words, i)
    if not found:
        return None
    (rule, *how), j = found
    if words.low(i) in ("shortly", "soon") and j == i + 1 and words.low(j) in ("before", "after", "afterwards", "thereafter"):
        return None
    if words.low(i) == "later" and j == i + 1 and words.low(j) in ("than", "stages", "in"):
        return None
    if words.low(i) in ("daily", "weekly", "monthly", "earlier", "later", "easter", "now") and _attached(words, i):
        return None
    return _ruled(rule, how, clock), j


def _attached(words: Words, i: int) -> bool:
    """ "Three days later", "the daily toll": the word belongs to another phrase or to a noun."""
    return words.low(i - 1) in UNITS or (
        words.low(i) in ("daily", "weekly", "monthly") and words.low(i - 1) in ("the", "a", "its", "their", "average")
    )


def _ruled(rule: str, how: list[Any], clock: Clock) -> Reading:
    if rule in ("unknown", "habit"):
        return Reading(precision=how[0] or None, sense="throughout" if rule == "habit" else "within")
    if rule in ("now", "sofar", "recent", "soon"):
        return _around_now(rule, clock)
    if clock.today is None or clock.begin is None or clock.end is None:
        return Reading(precision={"day": "day", "part": "part-of-day", "feast": "day"}.get(rule, str(how[0])))
    if rule == "day":
        return day(clock.today + timedelta(days=how[0]))
    if rule == "part":
        return part(day(clock.today + timedelta(days=how[0])), how[1], how[2])
    if rule == "feast":
        this = date(clock.today.year, how[0], how[1])
        return day(this if this <= clock.today else this.replace(year=this.year - 1))
    whole = unit_of(how[0], clock.today, 0)
    if rule == "earlier":
        return replace(whole, end=clock.end)
    return replace(whole, start=clock.begin)


def _around_now(rule: str, clock: Clock) -> Reading:
    if rule == "now":
        short = clock.begin and clock.end and clock.end - clock.begin < timedelta(minutes=1)
        return Reading(clock.begin, clock.end, "minute" if short else "day" if clock.begin else None)
    if rule == "soon":
        return Reading(clock.begin, None)
    return Reading(None, clock.end, None, "throughout" if rule == "sofar" else "within")


def unit_of(unit: str, today: date, steps: int) -> Reading:
    """The calendar day, week, month or year so many steps from today's."""
    if unit == "day":
        return day(today + timedelta(days=steps))
    if unit == "week":
        return week(today + timedelta(days=7 * steps))
    if unit == "month":
        moved = add_months(today.replace(day=1), steps)
        return month(moved.year, moved.month)
    if unit == "decade":
        first = (today.year // 10 + steps) * 10
        return span(date(first, 1, 1), date(first + 9, 12, 31), "year")
    return year(today.year + steps)


def calendar(words: Words, i: int, clock: Clock) -> tuple[Reading, int] | None:
    """ "Last week", "this month", "next year", "the weekend", "last summer", "the summer of 2022"."""
    at = i + 1 if words.low(i) == "the" else i
    how = words.low(at)
    steps = {"last": -1, "this": 0, "next": 1, "previous": -1, "current": 0, "coming": 1}.get(how)
    k = at + 1 if steps is not None else at
    if words.low(k) in TIMES["seasons"]:
        return _season(words, i, k, steps, clock)
    if words.low(k) == "weekend" and (steps is not None or at > i):
        return _weekend(clock, steps), k + 1
    unit = words.low(k)
    if steps is None or unit not in ("week", "month", "year", "decade") or (at > i and how in ("last", "next", "coming")):
        return None
    if how == "previous":
        return Reading(precision=unit), k + 1
    if clock.today is None:
        return Reading(precision=unit), k + 1
    return unit_of(unit, clock.today, steps), k + 1


def _weekend(clock: Clock, steps: int | None) -> Reading:
    if clock.today is None:
        return Reading(precision="day")
    saturday = clock.today - timedelta(days=(clock.today.weekday() - 5) % 7)
    if steps == 1 or (steps == 0 and clock.today.weekday() < 5):
        saturday += 7 * DAY
    wide = steps == -1 and clock.today.weekday() >= 5
    return span(saturday - 7 * DAY if wide else saturday, saturday + DAY, "day")


def _season(words: Words, i: int, k: int, steps: int | None, clock: Clock) -> tuple[Reading, int] | None:
    name, j = words.low(k), k + 1
    at = j + 1 if words.low(j) == "of" else j
    text = words[at].text
    if text.isdecimal() and len(text) == 4 and 1900 <= int(text) <= 2199:
        j = at + 1
        if name == "winter" and words[j].text in ("-", "–", "/") and words[j + 1].text.isdecimal() and len(words[j + 1].text) in (2, 4):
            y = int(text)
            return Reading(at_midnight(date(y, 12, 1)), at_midnight(date(y + 1, 3, 1)), "season"), j + 2
        return season(name, int(text), clock.southern), j
    future = steps is None and looks_ahead(words, i)
    placed = words.low(i - 1) in ("in", "during", "by", "since", "this", "until", "before", "after") and name != "fall"
    framed = words.low(i) == "the" and words.low(i - 1) in ("in", "during", "by", "since", "over", "through", "until")
    if steps is None and not (placed or framed):
        return None
    if clock.today is None:
        return Reading(precision="season"), j
    return _season_near(name, 2 if future else steps, clock.today, clock.southern), j


def _season_near(name: str, steps: int | None, today: date, southern: bool) -> Reading:
    found = []
    for y in range(today.year - 2, today.year + 3):
        one = season(name, y, southern)
        if one.start and one.end:
            winter = one.end - one.start > timedelta(days=300)
            found.append(replace(one, start=at_midnight(date(y - 1, 12, 1)), end=at_midnight(date(y, 3, 1))) if winter else one)
    now = at_midnight(today)
    if steps == -1:
        past = [r for r in found if r.end and r.end <= now]
        return past[-1]
    if steps == 1:
        return next(r for r in found if r.start and r.start > now)
    if steps == 2:
        return next(r for r in found if r.end and r.end > now)
    if steps == 0:
        return min(found, key=lambda r: abs((r.start or now) + timedelta(days=45) - now))
    return [r for r in found if r.start and r.start <= now][-1]


@remembered
def counted(words: Words, i: int) -> tuple[int | None, int | None, str, int] | None:
    """A number of time units at ``i`` with its modifiers: low, high, the unit, and the place behind ("an hour", "days")."""
    how, at = modifiers(words, i)
    if words.low(at) in ("a", "an", "one") and words.low(at + 1) in UNITS:
        one = modified(point(1), [h for h in how if h in ("low", "high")])
        return 1 if one.low else None, 1 if one.high else None, UNITS[words.low(at + 1)], at + 2
    if words.low(i) == "half" and words.low(i + 1) in ("a", "an") and words.low(i + 2) in ("hour", "day"):
        unit = words.low(i + 2)
        return (30, 30, "minute", i + 3) if unit == "hour" else (12, 12, "hour", i + 3)
    plural = words.low(i)
    if plural.endswith("s") and plural in UNITS and plural not in ("hrs", "mins"):
        return None, None, UNITS[plural], i + 1
    found = amount(words, i)
    if not found or found.unit not in _LENGTHS or (words[found.number].glued and words[found.number - 1].kind in "nw"):
        return None
    bounds = found.bounds
    low, high = (None if v is None or abs(v) > 100_000 else int(v) for v in (bounds.low, bounds.high))
    return low, high, _LENGTHS[found.unit], found.end


_LENGTHS = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "night": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
}


def duration(words: Words, i: int, clock: Clock) -> tuple[Reading, int] | None:
    """Lengths placed against the speaking, or against another event (then of unknown place)."""
    word = words.low(i)
    if word in ("over", "in", "during", "within", "for", "through", "throughout", "since") or word == "the":
        return _recent(words, i, clock) or _ahead(words, i, clock) or _plain(words, i, clock)
    if word in (*_BEFORE_NOW, *_AFTER_NOW):
        return _recent(words, i, clock)
    if word == "every":
        often = counted(words, i + 1) if words[i + 1].kind == "n" or words.low(i + 1) not in UNITS else None
        return (Reading(precision=often[2].replace("fortnight", "week"), sense="throughout"), often[3]) if often else None
    found = counted(words, i)
    if not found:
        return None
    low, high, unit, j = found
    if words.low(j) == "ago":
        return _ago(clock, low, high, unit), j + 1
    if words.low(j) == "from" and words.low(j + 1) in ("now", "today", "tomorrow"):
        return _from_now(clock, low, high, unit, words.low(j + 1) == "tomorrow"), j + 2
    counts = low is not None or high is not None or words.low(j) not in ("before", "after")
    return (Reading(precision=unit), j + 1) if counts and words.low(j) in _OTHER_EVENT else None


def _from_now(clock: Clock, low: int | None, high: int | None, unit: str, later: bool) -> Reading:
    """ "A week from today", "two days from now": days and weeks to the day, longer units as speakers round them."""
    precision = "week" if unit == "fortnight" else unit
    if clock.today is None or low is None or high is None or unit in ("second", "minute", "hour"):
        return Reading(precision=precision)
    start = clock.today + later * DAY
    first, last = length(unit, low), length(unit, high)
    if first is None or last is None:
        return ago(start, unit, -high, -low)
    return span(start + first, start + last, "day")


def _ago(clock: Clock, low: int | None, high: int | None, unit: str) -> Reading:
    precision = "week" if unit == "fortnight" else unit
    if clock.today is None or clock.begin is None or clock.end is None:
        return Reading(precision=precision)
    if low is None and high is None:
        low, high = 2, None
    if unit in ("second", "minute", "hour"):
        step = length(unit, 1) or DAY
        start = None if high is None else clock.begin - high * step - step / 2
        end = clock.end if low is None else clock.end - low * step + step / 2
        return Reading(start, end, precision)
    if low is None:
        return replace(ago(clock.today, unit, 0, high or 0), end=clock.end)
    if high is not None:
        return ago(clock.today, unit, low, high)
    edge = add_months(clock.today, -low * _MONTHS[unit]) if unit in _MONTHS else clock.today - (length(unit, low) or DAY)
    return Reading(None, at_midnight(edge + DAY), precision)


_OTHER_EVENT = frozenset({"earlier", "later", "afterwards", "afterward", "prior", "before", "after"})
_MONTHS = {"month": 1, "year": 12, "decade": 120}


def _recent(words: Words, i: int, clock: Clock) -> tuple[Reading, int] | None:
    """ "(In) the past 48 hours", "over the last three days", "for the past week"."""
    at, prep = i, words.low(i)
    if prep in ("over", "in", "during", "within", "for", "through", "throughout", "since"):
        at += 1
    if words.low(at) in ("the", "these"):
        at += 1
    how = words.low(at)
    if how not in (*_BEFORE_NOW, *_AFTER_NOW):
        return None
    if (
        at == i
        and how in ("last", "next", "following", "coming", "upcoming", "past")
        and words[at + 1].kind != "n"
        and words.low(at + 1) not in ("few", "several", "two", "three", "four", "five", "six", "seven", "ten")
    ):
        return None
    found = counted(words, at + 1)
    few = words.low(at + 1) in ("few", "couple")
    if not found and few:
        k = at + 3 if words.low(at + 2) == "of" else at + 2
        found = (2, 5, UNITS[words.low(k)], k + 1) if words.low(k) in UNITS else None
    if not found and words.low(at + 1) in UNITS:
        found = (1, 1, UNITS[words.low(at + 1)], at + 2)
    if not found:
        return None
    if how == "following":  # behind some other event, which is not the publication
        return Reading(precision=found[2].replace("fortnight", "week")), found[3]
    sense: Sense = "throughout" if prep == "for" else "within"
    reading = _window(clock, found[1] or found[0], found[2], how in _AFTER_NOW)
    return replace(reading, sense=sense), found[3]


def _window(clock: Clock, count: int | None, unit: str, ahead: bool) -> Reading:
    precision = "week" if unit == "fortnight" else unit
    if clock.begin is None or clock.end is None:
        return Reading(precision=precision)
    if count is None:
        return Reading(clock.begin, None, precision) if ahead else Reading(None, clock.end, precision)
    edge = clock.end if ahead else clock.begin
    step = length(unit, count)
    if step is None:
        moved = add_months(edge.date(), _MONTHS[unit] * count * (1 if ahead else -1))
        far = datetime.combine(moved, edge.time() if edge.time() else time())
    else:
        far = edge + step if ahead else edge - step
    return Reading(clock.begin, far, precision) if ahead else Reading(far, clock.end, precision)


def _ahead(words: Words, i: int, clock: Clock) -> tuple[Reading, int] | None:
    """ "In three days", "within 48 hours": from now on where the sentence looks ahead, else a length of unknown place."""
    if words.low(i) not in ("in", "within"):
        return None
    found = counted(words, i + 1)
    if not found or (found[0] is None and found[1] is None):
        return None
    low, high, unit, j = found
    if words.low(j) in ("of", "ago", "earlier") or (words[j].text == "-" and words[j].glued):
        return None
    precision = "week" if unit == "fortnight" else unit
    if clock.begin is None or clock.end is None or clock.today is None or not looks_ahead(words, i):
        return Reading(precision=precision), j
    if words.low(i) == "within":
        return _window(clock, high, unit, True), j
    if unit in ("second", "minute", "hour"):
        step = length(unit, 1) or DAY
        return Reading(clock.begin + (low or 0) * step - step / 2, clock.end + (high or low or 0) * step + step / 2, precision), j
    near = ago(clock.today, unit, -(high or low or 0), -(low or high or 0))
    return near, j


def _plain(words: Words, i: int, clock: Clock) -> tuple[Reading, int] | None:
    """ "For three days", "for weeks": a length without a place in time; "for the first time" is none."""
    if words.low(i) != "for":
        return None
    found = counted(words, i + 1)
    if not found or (words.low(found[3]) in ("-",) and words[found[3]].glued):
        return None
    del clock
    return Reading(precision="week" if found[2] == "fortnight" else found[2], sense="throughout"), found[3]


_SPEAKING = frozenset(TIMES["words"]["speaking"])
_MODALS = frozenset({"will", "shall", "must", "won't"})
_PLANS = frozenset(TIMES["future"]["behind"])
_NO_VERB = frozenset(TIMES["future"]["no_verb"])
_IS = frozenset({"is", "are"})
_COMING = frozenset(TIMES["future"]["coming"])
_CUES = frozenset(TIMES["future"]["cues"])
_ENDS = frozenset({".", "!", "?", ";", ""})


@remembered
def looks_ahead(words: Words, i: int) -> bool:
    """Whether a word near ``i`` in the same sentence points forward: "will", "scheduled", "plans" before; a modal, "is to" behind."""
    for k in range(i - 1, max(0, i - 15) - 1, -1):
        low = words.lows[k]
        if low in _ENDS:
            break
        if low in _CUES or low.endswith("'ll") or _is_coming(words, k):
            return True
    for k, low in enumerate(words.lows[i + 1 : i + 12], i + 1):
        if low in _ENDS or low == "," or low in _SPEAKING:
            return False
        if low in _MODALS or low in _PLANS or low.endswith("'ll") or (low in _IS and _to_do(words, k + 1)) or _is_coming(words, k):
            return True
    return False


def _is_coming(words: Words, k: int) -> bool:
    """ "Is likely to", "are expected to" begins here."""
    return words.low(k) in _IS and words.low(k + 1) in _COMING and words.low(k + 2) == "to"


def _to_do(words: Words, k: int) -> bool:
    """Does an infinitive stand here ("is *to vote*"), and no direction ("is to the north")?"""
    return words.low(k) == "to" and words.low(k + 1).isalpha() and words.low(k + 1) not in _NO_VERB
