"""Quantities: a text goes in, and out come its numbers as bounds that commit to no more than the words do.

Rules that the words alone do not settle:

* "rose by 40 to 312": 312 is the value. The 40 stays, with ``-change`` on its unit, and a former value ("from 272") with
  ``-before``; like ``battalion-equivalent`` such units are never added to a tally.
* "12 soldiers, including 3 officers" gives both; ``is_part`` says that the second counts some of the first.
* Words of time ("three days ago", "in 2021") are times and no quantities; a length in front of a noun ("a 72-hour ceasefire",
  "a 40-mile convoy") is a quantity of that unit.
* "10.000" is ten thousand of what can be counted, ten of what is measured, and anything between where neither is said.
* Shares are in percent, a third as the tightest two bounds that hold it.
* The ledger counts in thousandths: a finer bound is moved out to the next one, so that the interval still holds the value.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from sitrepdesk.model.claim import Quantity, Span

from .numbers_bounds import AMOUNT_LEADS, AMOUNT_OPENERS, Amount, amount, bound, change, trailing
from .numbers_exclusions import hidden, is_age, is_label, is_model, is_name, is_year, no_count
from .numbers_lexer import Words, words_of
from .numbers_rates import equivalent, rate, yardsticks
from .numbers_sieve import Sieve
from .numbers_things import FORMATIONS, HARM, Thing, is_known, mass, thing
from .numbers_units import MEASURES, MONEY_WORDS, TIME_UNITS
from .numbers_values import NUMBER_KEYS, NUMBER_LEADS, NUMBER_OPENERS, WORDS, Bounds, point
from .times import time_spans

_PARTS: tuple[str, ...] = tuple(WORDS["parts"]["before"])
_AMOUNT_ADJECTIVES = frozenset(WORDS["amounts"]["adjectives"])
_AMOUNT_NOUNS = frozenset(WORDS["amounts"]["nouns"])
_COMPOUND = frozenset({"man", "person", "member", "strong", "vehicle", "bed", "seat", "ship", "truck", "woman", "car", "room"})
_THOUSAND = Decimal(1000)
_FINEST = Decimal("0.001")
_WIDE = Context(prec=80)
_SIEVE = Sieve(  # where a quantity may begin
    NUMBER_KEYS | _AMOUNT_NOUNS | {"no", "none", "most", "number"},
    NUMBER_LEADS | AMOUNT_LEADS | _AMOUNT_ADJECTIVES | MONEY_WORDS,
    NUMBER_OPENERS | AMOUNT_OPENERS | _AMOUNT_ADJECTIVES | MONEY_WORDS | {"no", "none", "most", "a", "-", "−", "minus"},
)
_OPEN = Bounds(None, None, vague=True)


class Spans:
    """Spans in order, asked whether a place lies in one of them."""

    def __init__(self, spans: list[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def __contains__(self, at: object) -> bool:
        if not isinstance(at, int):
            return False
        k = bisect_right(self.starts, at) - 1
        return k >= 0 and at < self.ends[k]


def _tidy(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value.adjusted() < 27 else value.normalize()


def _made(words: Words, bounds: Bounds, start: int, end: int, unit: str | None, of: str | None) -> Quantity:
    text = words.quote(start, end)
    at = words[start].start
    return Quantity(
        text=text,
        span=(at, at + len(text)),
        low=_tidy(bounds.low),
        high=_tidy(bounds.high),
        soft=bounds.soft,
        unit=unit,
        of=of,
    )


def _settled(bounds: Bounds, unit: str | None, counted: bool) -> Bounds:
    """ "10.000" decided by what it counts; a comma or dot range stays wide where nothing tells."""
    if bounds.other is None or bounds.low is None or bounds.high is None:
        return bounds
    if counted:
        return replace(bounds.times(_THOUSAND), other=None)
    return bounds if unit in MEASURES else replace(bounds, high=bounds.high * _THOUSAND, other=None)


def _harmed(words: Words, start: int, end: int) -> bool:
    """Whether a word of death, harm or flight stands beside a number that names nothing: "killed 12", "12 were wounded"."""
    if words.low(start - 1) in ("to", "at", "from") and any(words.low(start - n) in HARM for n in range(2, 10)):
        return True
    around = [words.low(start - n) for n in range(1, 5)] + [words.low(end + n) for n in range(4)]
    return any(w in HARM for w in around)


def _compound(words: Words, j: int) -> Thing | None:
    """ "A 200-strong unit", "a four-person crew", "a 30-vehicle convoy"."""
    if words[j].text not in ("-", "‑") or not words[j].glued or not words[j + 1].glued or words.low(j + 1) not in _COMPOUND:
        return None
    word = words.low(j + 1)
    unit = {"strong": "person", "man": "person", "woman": "person", "member": "person"}.get(word, word)
    found = thing(words, j + 2, True)
    return Thing(found.start if found else j + 1, found.end if found else j + 2, unit)


def _hyphened(words: Words, j: int) -> bool:
    """ "Three-storey", "four-wheel": a number inside an adjective that counts nothing here."""
    return words[j].text in ("-", "‑") and words[j].glued and words[j + 1].glued and words[j + 1].kind == "w"


def _counted(words: Words, found: Amount) -> Quantity | None:
    """The quantity of a bare number: what it counts, a rate behind it, a modifier behind that."""
    bounds, end = found.bounds, found.end
    compound = _compound(words, end)
    if compound is None and _hyphened(words, end) and words.low(end + 1) not in ("odd", "plus"):
        return None
    one = bounds.low == bounds.high == 1
    seen = compound or thing(words, end, one)
    year = found.number_end == found.number + 1 and is_year(words, found.number, found.number_end, bool(seen and seen.unit))
    if year and (found.start == found.number or words.low(found.number - 1) in ("around", "about", "over")):
        return None
    if found.start == found.number and is_model(words, found.number, bool(seen and is_known(seen.unit))):
        return None
    if seen is None and one and words.low(found.number) == "one" and words.low(end) != "of":
        return None
    unit = seen.unit if seen else "person" if _harmed(words, found.start, end) else None
    bounds = _settled(bounds, None if seen else unit, bool(seen) or unit is not None)
    if seen and (per := rate(words, seen.end)) and not compound:
        units, over, stop = per
        return _made(words, _divided(bounds, over), found.start, stop, f"{unit}/{units}", words.quote(seen.start, seen.end))
    if not seen and (per := rate(words, end)):
        units, over, stop = per
        return _made(words, _divided(bounds, over), found.start, stop, f"{unit or 'count'}/{units}", None)
    if seen and not compound and (behind := trailing(words, seen.end)):
        bounds, end = bound(bounds, behind[0]), behind[1]
    return _made(words, bounds, found.start, end, unit, words.quote(seen.start, seen.end) if seen else None)


def _divided(bounds: Bounds, over: Decimal) -> Bounds:
    return bounds if over == 1 else bounds.times(Decimal(1) / over)


def _measured(words: Words, found: Amount) -> Quantity:
    """The quantity of a measure, share or sum of money, with what it is of and a rate behind it."""
    bounds, end, unit = _settled(found.bounds, found.unit, False), found.end, found.unit or ""
    share = unit in ("percent", "percentage point", "per mille")
    of = seen = None
    if words.low(end) == "of" or (share and (words.low(end) in ("the", "all") or found.bounds.percent)):
        seen = mass(words, end)
        of = words.quote(seen.start, seen.end) if seen else None
    behind_of = seen.end if of and seen and rate(words, seen.end) else end
    if not share and (per := rate(words, behind_of)):
        units, over, end = per
        bounds, unit = _divided(bounds, over), f"{unit}/{units}"
    if behind := trailing(words, end):
        bounds, end = bound(bounds, behind[0]), behind[1]
    return _made(words, bounds, found.start, end, unit, of)


def _numbered(words: Words, i: int, masked: Spans, lengths: bool) -> tuple[Quantity | None, int] | None:
    """The quantity that begins at ``i``, or ``None`` with the place behind a number that counts nothing."""
    found = amount(words, i)
    if found is None:
        return None
    where = words[found.number].start
    if words.low(found.number) == "many" and words.low(found.number - 1) in ("how", "so", "too"):
        return None, found.end
    measured, old = found.unit is not None, is_age(words, found.number, found.number_end)
    if where in masked or is_label(words, found.number, found.number_end, measured) or is_name(words, found.number):
        return None, max(found.end, i + 1)
    if not lengths and (old or (measured and found.unit in TIME_UNITS and words.low(found.end) in ("old", "-", "of age"))):
        return None, found.end
    if old and not measured:
        found, measured = replace(found, unit="year"), True
    made = _measured(words, found) if measured else _counted(words, found)
    if made is None:
        return None, found.end
    if (kind := change(words, found)) is not None:
        made = replace(made, unit=f"{made.unit or 'count'}-{kind}")
    return made, found.end


def _unnumbered(words: Words, i: int) -> tuple[Quantity, int] | None:
    """ "No casualties", "none of the", "vast quantities", "most of the city"."""
    word = words.low(i)
    if word == "no" and not no_count(words, i) and (seen := thing(words, i + 1, False) or thing(words, i + 1, True)):
        return _made(words, point(0), i, i + 1, seen.unit, words.quote(seen.start, seen.end)), i + 1
    if word == "none" and words.low(i + 1) == "of" and (seen := thing(words, i + 2, False)):
        return _made(words, point(0), i, i + 1, seen.unit, words.quote(seen.start, seen.end)), i + 1
    if word == "a" and words.is_at(i + 1, "number of") and (seen := thing(words, i + 2, False)):
        return _made(words, _OPEN, i, i + 2, seen.unit, words.quote(seen.start, seen.end)), i + 2
    if word in _AMOUNT_ADJECTIVES and words.low(i + 1) in _AMOUNT_NOUNS and words.low(i + 2) == "of":
        start = i - 1 if words.low(i - 1) in ("a", "an") else i
        seen = mass(words, i + 2)
        unit = thing(words, i + 3, False) if words.low(i + 1) in ("number", "numbers") else None
        return _made(words, _OPEN, start, i + 2, unit.unit if unit else None, words.quote(seen.start, seen.end) if seen else None), i + 2
    if word == "most" and words.low(i - 1) not in ("the", "at", "a", "second", "one", "'s") and (made := _most(words, i)):
        return made, i + 1
    return None


def _yardstick(words: Words, i: int) -> tuple[Quantity, int] | None:
    """Formations as a yardstick."""
    like = equivalent(words, i)
    return (_made(words, like.bounds, like.start, like.end, like.unit, None), like.end) if like else None


def _most(words: Words, i: int) -> Quantity | None:
    """ "Most of the city", "most residents"; not "most likely", "most powerful"."""
    of = words.low(i + 1) == "of"
    seen = mass(words, i + 1) if of else thing(words, i + 1, False)
    if not seen or (not of and (seen.unit is None or seen.end - seen.start > 3)):
        return None
    return _made(words, Bounds(Decimal(50), None), i, i + 1, "percent", words.quote(seen.start, seen.end))


def _stamps(words: Words) -> Iterator[Span]:
    """The time words without the lengths in them: dates, clock times, "ago"."""
    for start, end in time_spans(words):
        i = words.first(start)
        while i < len(words) and words[i].start < end:
            found = amount(words, i)
            if found and found.unit in TIME_UNITS and not _clock(words, found):
                if start < words[i].start:
                    yield start, words[i].start
                start, i = words[found.end - 1].end, found.end
            else:
                i += 1
        if start < end:
            yield start, end


def _clock(words: Words, found: Amount) -> bool:
    """ "0600 hours", "1430 hrs": a time of day and no length."""
    text = words[found.number].text
    return text[0] == "0" or (len(text) == 4 and text.isdecimal() and found.unit == "hour")


def read(text: str, lengths: bool = False) -> Iterator[Quantity]:
    """The quantities of a text as finely as its words tell them; with ``lengths`` those of time, and ages, too."""
    words = words_of(text)
    places = _SIEVE.places(words)
    yards = yardsticks(words)
    if yards:
        places = sorted({*places, *yards})
    masked = Spans([*hidden(text), *(_stamps(words) if lengths else time_spans(words))]) if places else Spans([])
    end = 0
    for i in places:
        word = words.items[i]
        if i < end or (word.start in masked and word.kind != "n" and word.low not in ("over", "about", "around")):
            continue
        if word.kind == "n" and words[i - 1].kind == words[i + 1].kind == "n" and not word.glued:
            continue  # a row of bare numbers is a table, and no sentence tells what it counts
        other = _unnumbered(words, i) if word.kind == "w" else None
        if other is None and word.kind == "w" and yards is not None:
            other = _yardstick(words, i)
        if other:
            yield other[0]
            end = other[1]
        elif found := _numbered(words, i, masked, lengths):
            made, end = found
            if made is not None:
                yield made
                end = _behind(words, i, made.span[1])


def _behind(words: Words, i: int, end: int) -> int:
    i += 1
    while i < len(words) and words[i].start < end:
        i += 1
    return i


def _coarse(q: Quantity) -> Quantity:
    """The quantity with bounds that the ledger can hold."""
    fine = [v is not None and v.normalize().as_tuple().exponent < -3 for v in (q.low, q.high)]  # type: ignore[operator]
    if not any(fine):
        return q
    low, high = (v if v is None else _tidy(v.quantize(_FINEST, way, _WIDE)) for v, way in ((q.low, ROUND_FLOOR), (q.high, ROUND_CEILING)))
    return replace(q, low=low, high=high)


def passes(text: str) -> bool:
    """Whether a text has a word or digit that a quantity needs: one quick look."""
    return _SIEVE.passes(text, FORMATIONS.keys())


def quantities(text: str, base: int = 0) -> tuple[Quantity, ...]:
    """The quantities of ``text`` in order; spans are moved on by ``base``. No text raises an error."""
    if not passes(text):
        return ()
    low = text.lower() if _shouted(text) else text  # of a text in capitals alone the case says nothing, and hides what is a name
    found = [_coarse(q) for q in read(low)]
    if base == 0 and low is text:
        return tuple(found)
    return tuple(_told(q, text, low, base) for q in found)


def _told(q: Quantity, text: str, low: str, base: int) -> Quantity:
    """A quantity in the words and at the place of the whole text."""
    start, end = q.span
    at = low.find(q.of, end) if q.of else -1
    of = text[at : at + len(q.of)] if q.of and at >= 0 else q.of
    return replace(q, text=text[start:end], of=of, span=(start + base, end + base))


def _shouted(text: str) -> bool:
    """Is it all in capitals, as in old wire copy and telegrams? Not where lower case has another length."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 11 and not any(c.islower() for c in letters) and len(text.lower()) == len(text)


def is_part(text: str, quantity: Quantity, base: int = 0) -> bool:
    """Whether ``quantity`` counts some of what was counted just before ("…, including 3 officers"), and adds nothing to it."""
    before = text[max(0, quantity.span[0] - base - 40) : quantity.span[0] - base].lower().rstrip(" ,:(")
    after = text[quantity.span[1] - base : quantity.span[1] - base + 20].lower().lstrip()
    return before.endswith(_PARTS) or after.startswith(("of them", "of whom", "of which", "of these", "of those"))
