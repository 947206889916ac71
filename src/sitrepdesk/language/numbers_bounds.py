"""A number with the words around it, to bounds: modifiers before and behind, ranges, signs, measures and money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from .numbers_exclusions import topical
from .numbers_lexer import Phrases, Words, choice, remembered
from .numbers_units import measure, prefix
from .numbers_values import WORDS, Bounds, numeral

_MODIFIERS: Phrases[str] = Phrases(WORDS["modifiers"])
_AFTER: Phrases[str] = Phrases(WORDS["after"])
_OPENED = choice("anywhere between", "somewhere between", "between", "anywhere from", "ranging from", "from", "range from")
_EVEN = choice(", if not", "if not", "or even", "or perhaps", "or possibly")
_CHANGES = frozenset(WORDS["changes"]["verbs"])
_TENTH = Decimal("0.1")
AMOUNT_LEADS = frozenset({"the", "a", "minus"}.union(*_MODIFIERS.parts(), *_OPENED.parts()))
"""Words that may stand before the numeral of an amount."""
AMOUNT_OPENERS = frozenset({*_MODIFIERS, *_OPENED})
AFTER_WORDS = frozenset[str]().union(*_AFTER.parts(), *_EVEN.parts())
"""Words that may stand between a numeral and its measure."""
_DASHES = ("-", "–", "—", "‑", "−")


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds with the words ``start`` to ``end`` that gave them, where the bare numeral stands, and the measure if any."""

    bounds: Bounds
    start: int
    end: int
    number: int
    number_end: int
    unit: str | None = None


def bound(bounds: Bounds, how: str) -> Bounds:
    """The bounds after a modifier: "at least", "up to", "around" (±10 %), "nearly" (90–100 %), "just over" (100–110 %)."""
    low, high = bounds.low, bounds.high
    if how == "low":
        return replace(bounds, high=None, soft_high=False)
    if how == "high":
        return replace(bounds, low=None, soft_low=False)
    if how == "about":
        wide_low = None if low is None else low - abs(low) * _TENTH
        return replace(bounds, low=wide_low, high=None if high is None else high + abs(high) * _TENTH, soft_low=True, soft_high=True)
    if how == "nearly":
        return replace(bounds, low=None if low is None else low - abs(low) * _TENTH, soft_low=True)
    if how == "just-over":
        return replace(bounds, high=None if high is None else high + abs(high) * _TENTH, soft_high=True)
    return bounds


def _signed(words: Words, i: int) -> tuple[Bounds, int] | None:
    """A numeral with a sign of its own: "-18 °C", "minus 20"."""
    word = words[i]
    if (
        word.text in ("-", "−") and words[i + 1].kind == "n" and words[i + 1].glued and not (word.glued and words[i - 1].kind in "nw")
    ) or word.low == "minus":
        found = numeral(words, i + 1)
    else:
        return numeral(words, i)
    return (found[0].times(Decimal(-1)), found[1]) if found else None


def single(words: Words, i: int) -> Amount | None:
    """One number at ``i`` with its currency sign or measure."""
    money = prefix(words, i)
    at = money[1] if money else i
    found = _signed(words, at)
    if not found:
        return None
    bounds, j = found
    unit = money[0] if money else None
    if bounds.percent and (piece := _piece(words, j)):
        return Amount(bounds.times(Decimal("0.01")), i, piece[1], at, j, piece[0])
    if (bounds.percent and words.low(j) != "percent") or (bounds.vague and bounds.percent):
        return Amount(bounds, i, j, at, j, "percent")
    if unit is None and words.low(i - 1) == "magnitude":
        unit = "magnitude"
    mass = measure(words, j + 1) if words.low(j) == "of" and (bounds.vague or bounds.scale > 1) else None
    if mass and unit is None:
        return Amount(bounds, i, mass[1], at, j, mass[0])
    behind = measure(words, j) or (measure(words, j + 1) if words.low(j) in ("more", "additional", "further") else None)
    if behind and not (unit and behind[0] == "metre"):
        unit, j = behind
    return Amount(bounds, i, j, at, found[1], unit)


def _piece(words: Words, j: int) -> tuple[str, int] | None:
    """The measure of which a share is told: "half *an hour*", "a quarter *of a mile*"."""
    at = j + 1 if words.low(j) == "of" else j
    found = measure(words, at + 1) if words.low(at) in ("a", "an") else None
    return found if found and found[0] != "percent" else None


def _stretch(words: Words, i: int) -> Amount | None:
    """One number, or a range of two: "12–15", "between 12 and 15", "two or three", "from 44 kg to 50 kg"."""
    opened = _OPENED.behind(words, i)
    at = opened or i
    how, at = modifiers(words, at) if opened else ([], at)
    first = single(words, at)
    if not first:
        return None
    if _moved(words, i if opened else first.start):
        return first if not opened else None
    if even := _EVEN.behind(words, first.end):
        found = single(words, even)
        joined = _join(first, found, "or", words) if found else None
        if found and joined:
            return replace(found, start=first.start, bounds=joined, number=first.number)
    if (spread := _tolerance(words, first)) is not None:
        return spread
    joint = words.low(first.end)
    if joint in ("-", "‑") and words[first.end].glued and not words[first.end + 1].glued and words.low(first.end + 1) in ("to", "or"):
        first, joint = replace(first, end=first.end + 1), words.low(first.end + 1)  # "8- to 16-metre"
    joints = (
        ("and",) if opened and words.low(opened - 1) == "between" else ("to", *_DASHES) if opened else ("to", "or", "through", *_DASHES)
    )
    if joint in joints or (opened and joint in _DASHES):
        _, after = modifiers(words, first.end + 1)
        second = single(words, after)
        joined = _join(first, second, joint, words) or _falling(words, i, first, second) if second else None
        if joined and second:
            ends = replace(second, start=i if opened else first.start, bounds=joined, number=first.number)
            return replace(ends, bounds=modified(joined, how), unit=second.unit or first.unit)
    return first if not opened else None


def _tolerance(words: Words, first: Amount) -> Amount | None:
    """ "9.8 ± 0.1 m", "12 km +/- 2 km": the value less and plus its tolerance."""
    at = words.is_at(first.end, "±") or words.is_at(first.end, "+ / -") or words.is_at(first.end, "plus or minus")
    spread = single(words, at) if at else None
    low, high = first.bounds.low, first.bounds.high
    if spread is None or spread.bounds.high is None or low is None or high is None:
        return None
    if spread.unit and first.unit and spread.unit != first.unit:
        if spread.unit != "percent":
            return None
        by = abs(high) * spread.bounds.high / 100
    else:
        by = abs(spread.bounds.high)
    bounds = replace(first.bounds, low=low - by, high=high + by, other=None)
    return replace(first, bounds=bounds, end=spread.end, unit=first.unit or spread.unit)


def _falling(words: Words, i: int, first: Amount, second: Amount) -> Bounds | None:
    """ "Ranging from -18 to -34 °C": both ends named, the higher first."""
    a, b = first.bounds, second.bounds
    if a.low is None or b.low is None or b.low >= a.low or (first.unit and second.unit and first.unit != second.unit):
        return None
    spoken = words.low(i) in ("ranging", "range") or words.low(i - 1) in ("ranged", "ranging", "ranges", "range", "varied", "varying")
    below = b.low < a.low < 0 and words.low(i) == "from"
    return Bounds(b.low, a.high, scale=b.scale) if spoken or below else None


def _moved(words: Words, i: int) -> bool:
    """Whether "from A to B" or "by A to B" at ``i`` tells a change and no range."""
    if words.low(i) != "from" and words.low(i - 1) not in ("by", "from"):
        return False
    return any(words.low(i - n) in _CHANGES for n in range(1, 8))


def _join(first: Amount, second: Amount, joint: str, words: Words) -> Bounds | None:
    a, b = first.bounds, second.bounds
    if first.unit and second.unit and first.unit != second.unit:
        return None
    if a.low is None or b.high is None or b.low is None:
        return None
    plain = not (a.vague or b.vague) or (a.vague and b.vague)
    if not plain or a.percent != b.percent:
        return None
    if a.scale == 1 and b.scale > 1 and a.low < 1000 and a.low * b.scale < b.low * Decimal("1.000001"):
        return _joined(a.times(b.scale), b)
    if joint in _DASHES and a.other is None and _shares_thousands(words[first.end - 1].text, words[first.end + 1].text):
        return Bounds(a.low and a.low * 1000, b.high, soft_low=True, scale=b.scale)
    return _joined(a, b)


def _joined(a: Bounds, b: Bounds) -> Bounds | None:
    """From the low end of one to the high end of the other, where that rises."""
    if a.low is None or b.low is None or a.low >= b.low:
        return None
    if a.other is not None and b.other is not None:
        return Bounds(a.low, b.high, other=b.other)
    return Bounds(a.low, b.high, a.soft_low, b.soft_high, b.scale, percent=b.percent)


def _shares_thousands(left: str, right: str) -> bool:
    """ "10-15,000": the thousands of the second are meant for the first too; only our reading, so the bound is soft."""
    head, comma, rest = right.partition(",")
    return bool(comma) and rest.isdecimal() and len(rest) == 3 and left.isdecimal() and len(left) <= 3 and int(left) < int(head or 0)


@remembered
def modifiers(words: Words, i: int) -> tuple[list[str], int]:
    """The modifiers from ``i`` on, and the place behind them."""
    how: list[str] = []
    while len(how) < 4 and (found := _MODIFIERS.find(words, i)):
        how.append(found[0])
        i = found[1]
        if words.low(i) in (".", ",") and words.low(i - 1) in ("approx", "ca", "c"):
            i += 1
    return how, i


def modified(bounds: Bounds, how: list[str]) -> Bounds:
    """The bounds after all modifiers, the one next to the number first."""
    for one in reversed(how):
        bounds = bound(bounds, one)
    return bounds


def _after(words: Words, j: int) -> tuple[str, int] | None:
    """A modifier behind the number or the thing: "or more", "-odd", "+", "at least" (not before another number)."""
    word = words[j]
    if word.text == "+" and word.glued:
        return "low", j + 1
    at = (
        j + 1
        if word.text in ("-", "‑", ",", "(")
        and words.low(j + 1) in ("odd", "plus", "or", "if", "perhaps", "possibly", "maybe", "and", "at")
        else j
    )
    found = _AFTER.find(words, at)
    if found and words.low(found[1]) == "than":  # "150 dead and more than 1,500 injured"
        found = None
    if not found or numeral(words, modifiers(words, found[1])[1]) or (words[found[1]].text in "$€£" and words[found[1]].text):
        return None
    return found


@remembered
def amount(words: Words, i: int) -> Amount | None:
    """The number at ``i`` with all that bounds it, or ``None`` where none begins there."""
    how, at = modifiers(words, i)
    if at > i and topical(words, i, words.low(i)):
        how, i = how[1:], i + 1
    if at > i and words.low(at) in ("the", "a") and not numeral(words, at):
        at += 1
    found = _stretch(words, at)
    if not found:
        return None
    bounds, j = found.bounds, found.end
    if behind := _after(words, j):
        bounds, j = bound(bounds, behind[0]), behind[1]
        if found.unit is None and (unit := measure(words, j)):
            found, j = replace(found, unit=unit[0]), unit[1]
    return replace(found, bounds=modified(bounds, how), start=i, end=j)


def trailing(words: Words, j: int) -> tuple[str, int] | None:
    """A modifier behind the thing counted, and the place behind it: "12 tanks *or more*"."""
    return _after(words, j)


def change(words: Words, found: Amount) -> str | None:
    """``change`` for "rose *by 40*", ``before`` for "rose *from 272* to 312", else nothing."""
    for at in {found.start, found.number}:
        before = words.low(at - 1)
        if before in ("by", "another") and any(words.low(at - n) in _CHANGES for n in range(2, 7)):
            return "change"
        if (
            before in ("up", "down")
            and words.low(at) != "to"
            and (found.unit in ("percent", "percentage point") or words.low(found.end) == "from")
        ):
            return "change"
        if before == "from" and any(words.low(at - n) in _CHANGES for n in range(2, 9)):
            return "before"
    return None
