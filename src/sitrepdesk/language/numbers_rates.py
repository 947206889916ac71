"""Rates and equivalents: "200 rounds a day", "one MRE per man every other day", "enough to equip two battalions"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .numbers_bounds import bound, trailing
from .numbers_lexer import Words
from .numbers_things import EQUIP, FORMATIONS, thing
from .numbers_units import TIME_UNITS, measure
from .numbers_values import Bounds, numeral, point, small_int

_ADVERBS = {
    "daily": "day",
    "nightly": "night",
    "hourly": "hour",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
}
_YARDSTICKS = frozenset({"equivalent", "enough", "sufficient", "worth", "'"})
_EACH = {"head": "person", "person": "person", "child": "child", "share": "share", "seat": "seat", "piece": "piece", "family": "family"}
_LARGE = 100
_ONE = ("a", "an", "another")
_ORDER = ("ago", "earlier", "later", "after", "before", "since", "when", "long")


@dataclass(frozen=True, slots=True)
class Per:
    """One divisor of a rate: what it is per, over how many of it, and the place behind it."""

    unit: str
    over: Decimal
    end: int


def _time(words: Words, j: int) -> str | None:
    found = measure(words, j)
    return found[0] if found and found[0] in TIME_UNITS and found[1] == j + 1 else None


def per(words: Words, j: int) -> Per | None:
    """ "Per day", "a week", "every other day", "every three days", "per 1,000 people", "/day", "daily"."""
    word = words.low(j)
    if word in _ADVERBS:
        return Per(_ADVERBS[word], Decimal(1), j + 1)
    if word not in ("per", "a", "an", "each", "every", "/", "-"):
        return None
    if (word == "-" and words.low(j + 1) != "per") or (word == "/" and words[j + 1].kind != "w"):
        return None
    at = j + 1 if word != "-" else j + 2
    over = Decimal(1)
    if word == "every" and words.low(at) == "other":
        over, at = Decimal(2), at + 1
    elif word in ("per", "every") and (count := small_int(words, at)):
        over, at = Decimal(count[0]), count[1]
    if (unit := _time(words, at)) and words.low(at + 1) not in _ORDER:
        return Per(unit, over, at + 1) if over else None
    if word == "a" and words.low(at) in _EACH:
        return Per(_EACH[words.low(at)], over, at + 1)
    if word in ("a", "an") and (measured := measure(words, at)) and measured[1] == at + 1 and words.low(at).isalpha():
        return None if measured[0] in TIME_UNITS else Per(measured[0], over, measured[1])
    if word in ("per", "/", "every", "each") and not _time(words, at):
        measured = measure(words, at)
        if measured:
            return Per(measured[0], over, measured[1])
        found = thing(words, at, over == 1)
        if found and found.unit and over and (word in ("per", "/") or over != 1):
            return Per(found.unit, over, found.end)
    return None


def rate(words: Words, j: int) -> tuple[str, Decimal, int] | None:
    """All divisors from ``j``: the unit behind the first slash, what to divide by, and the place behind them.

    "Per 10,000 people" keeps its thousands in the unit: the quotient is finer than the ledger counts.
    """
    units: list[str] = []
    over = Decimal(1)
    while len(units) < 3 and (found := per(words, j)):
        large = found.over >= _LARGE
        units.append(f"{found.over:f} {found.unit}" if large else found.unit)
        over, j = over if large else over * found.over, found.end
    return ("/".join(units), over, j) if units else None


@dataclass(frozen=True, slots=True)
class Formations:
    """Formations counted as a yardstick, in units such as ``battalion-equivalent``."""

    bounds: Bounds
    unit: str
    start: int
    end: int


def _formation(words: Words, i: int) -> tuple[Decimal, str, int] | None:
    """ "A new Ukrainian armored battalion", "two brigades": the count, the formation and the place behind it."""
    counted = small_int(words, i) if words.low(i) not in _ONE or numeral(words, i) else (1, i + 1)
    if not counted:
        return None
    count, at = counted
    for k in range(at, at + 7):
        if (words[k].kind != "w" and words[k].text != "-") or words.low(k) in ("and", "or", "of"):
            return None
        if found := FORMATIONS.find(words, k):
            return Decimal(count), found[0].removesuffix("ie") if not found[0].endswith("ie") else found[0][:-2] + "y", found[1]
    return None


def yardsticks(words: Words) -> list[int] | None:
    """The places where formations as a yardstick may begin without a number; ``None`` where the text has no such formations."""
    lows = set(words.lows)
    if lows.isdisjoint(FORMATIONS) or lows.isdisjoint(_YARDSTICKS):
        return None
    return [i for i, low in enumerate(words.lows) if low in _ONE]


def equivalent(words: Words, i: int) -> Formations | None:
    """Formations at ``i`` that say how much there is: behind "enough … to equip", "the equivalent of", or before "worth of"."""
    first = _formation(words, i)
    if not first:
        return None
    total, unit, j = first
    while words.low(j) in ("and", ",") and (more := _formation(words, j + 1)) and more[1] == unit:
        total, j = total + more[0], more[2]
    if not (_yardstick(words, i) or words.low(j) in ("'", "worth") or words.low(j - 1).endswith("'s")):
        return None
    bounds = point(total)
    before = next((how for n, how in ((2, "low"),) if words.is_at(i - n, "at least") is not None), None)
    start = i
    if before:
        bounds, start = bound(bounds, before), i - 2
    if behind := trailing(words, j):
        bounds, j = bound(bounds, behind[0]), behind[1]
    return Formations(bounds, f"{unit}-equivalent", start, j)


def _yardstick(words: Words, i: int) -> bool:
    at = i - 2 if words.is_at(i - 2, "at least") is not None else i
    if words.is_at(at - 2, "equivalent of") is not None or words.is_at(at - 2, "equivalent to") is not None:
        return True
    verb = words.low(at - 1) in EQUIP and words.low(at - 2) == "to"
    return (verb and any(words.low(at - n) in ("enough", "sufficient") for n in range(3, 16))) or (
        words.low(at - 1) == "for" and any(words.low(at - n) in ("enough", "sufficient") for n in range(2, 6))
    )
