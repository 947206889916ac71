"""One numeral, in digits or words, to its bounds: "2,500", "1.2m", "half a million", "tens of thousands", "several dozen"."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from importlib.resources import files
from typing import Any

from sitrepdesk.model.claim import Soft

from .numbers_lexer import Phrases, Words, remembered
from .numbers_powers import power
from .numbers_sieve import telling

LONGEST = 30
"""Digits beyond which a numeral is no count that a report could mean."""


def table(name: str) -> dict[str, Any]:
    """A TOML table of this room."""
    return tomllib.loads((files(__package__) / "tables" / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Bounds:
    """``low`` to ``high``, either open as ``None``; which of them are our convention; ``scale`` is the factor of the last scale word.

    ``other`` is the rival reading of "10.000" (ten, or ten thousand), for the thing counted to decide.
    """

    low: Decimal | None
    high: Decimal | None
    soft_low: bool = False
    soft_high: bool = False
    scale: Decimal = Decimal(1)
    other: Decimal | None = None
    percent: bool = False
    vague: bool = False

    @property
    def soft(self) -> Soft | None:
        """Which bounds are convention, as the record names it."""
        low, high = self.soft_low and self.low is not None, self.soft_high and self.high is not None
        return "both" if low and high else "low" if low else "high" if high else None

    def times(self, factor: Decimal) -> Bounds:
        """Both bounds and the rival reading times ``factor``."""
        return replace(
            self,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
            other=None if self.other is None else self.other * factor,
        )


def point(value: Decimal | int, scale: Decimal = Decimal(1)) -> Bounds:
    """Exactly ``value``."""
    return Bounds(Decimal(value), Decimal(value), scale=scale)


def _row(low: str, high: str, soft: str = "") -> Bounds:
    return Bounds(
        Decimal(low) if low else None,
        Decimal(high) if high else None,
        soft in ("low", "both"),
        soft in ("high", "both"),
        vague=True,
    )


WORDS = table("numbers.toml")
CARDINALS: dict[str, int] = WORDS["cardinals"]
SCALES: dict[str, int] = WORDS["scales"]
_SUFFIXES: dict[str, int] = WORDS["suffixes"]
_FRACTIONS: dict[str, int] = WORDS["fractions"]
_VAGUE: Phrases[Bounds] = Phrases({k: _row(*v) for k, v in WORDS["vague"].items()})
_MULTIPLIERS: Phrases[Bounds] = Phrases({k: replace(_row(*v), vague=k not in ("a", "an")) for k, v in WORDS["multipliers"].items()})
_SHARES: Phrases[Bounds] = Phrases({k: replace(_row(*v), percent=True) for k, v in WORDS["shares"].items()})
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
NUMBER_KEYS = telling({*CARDINALS, *SCALES, *(f"{s}s" for s in SCALES), *_FRACTIONS, *_GLYPHS}, *_VAGUE.parts(), *_SHARES.parts())
"""Words without which no number is spelled."""
NUMBER_OPENERS = frozenset({"a", "an", *CARDINALS, *_FRACTIONS, *_GLYPHS, *_VAGUE, *_SHARES, *_MULTIPLIERS})
"""Words with which a spelled number begins."""
NUMBER_LEADS = frozenset({"a", "an", "and", "-", "the"}.union(*_VAGUE.parts(), *_SHARES.parts(), *_MULTIPLIERS.parts()))
"""Words that may stand in a spelled number before its first key."""


def part(over: int, under: int) -> Bounds:
    """A fraction as the tightest bounds that hold it, four digits behind the point."""
    value, step = Decimal(over) / Decimal(under), Decimal("0.0001")
    return Bounds(value.quantize(step, ROUND_FLOOR), value.quantize(step, ROUND_CEILING))


def digits(text: str) -> Bounds | None:
    """A numeral in digits; ``None`` where the signs in it make no number ("1.2.3", "12,15,20") or it is too long.

    A comma before three digits groups thousands, any other comma is a decimal one. "10.000" may be ten or ten thousand.
    """
    if len(text) > 2 * LONGEST:
        return None
    if text.isascii() and text.isdecimal():
        return point(int(text)) if len(text) <= LONGEST else None
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    for space in "\u00a0\u202f'’":
        plain = plain.replace(space, " ")
    marks = {c for c in plain if not c.isdecimal()}
    if not marks:
        return point(int(plain)) if len(plain) <= LONGEST else None
    if marks == {",", "."} and plain.rindex(",") > plain.rindex("."):
        plain = plain.translate({ord(","): ".", ord("."): ","})
    whole, _, rest = plain.partition(".") if plain.count(".") == 1 and plain[-4:-3] != "," else (plain, "", "")
    if len(marks) == 1 and rest and len(rest) == 3 and whole.lstrip("0") and len(whole) <= 3:
        return replace(point(Decimal(f"{whole}.{rest}")), other=Decimal(whole + rest))
    mark = next(iter(marks & {",", " ", "."}), "") if not rest else ("," if "," in whole else " ")
    groups = whole.split(mark) if mark else [whole]
    if len(groups) > 1:
        if not rest and mark == "," and len(groups) == 2 and len(groups[1]) != 3 and all(g.isdecimal() for g in groups):
            return point(Decimal(".".join(groups)))
        if not _grouped(groups):
            return None
    elif not all(c.isdecimal() for c in whole + rest):
        return None
    return point(Decimal("".join(groups) + ("." + rest if rest else "")))


def _grouped(groups: list[str]) -> bool:
    """Thousands in threes, or the Indian lakh in twos before the last three."""
    inner = groups[1:-1]
    return (
        all(g.isdecimal() for g in groups)
        and 0 < len(groups[0]) <= 3
        and len(groups[-1]) == 3
        and (all(len(g) == 3 for g in inner) or all(len(g) == 2 for g in inner))
    )


def _spaced(words: Words, i: int) -> tuple[Bounds | None, int]:
    """Digits at ``i`` with thousands parted by blanks ("10 000")."""
    text, j = words[i].text, i + 1
    if text.isdecimal() and len(text) <= 3 and text[0] != "0":
        while words[j].kind == "n" and len(words[j].text) == 3 and words[j].text.isdecimal() and words[j].start == words[j - 1].end + 1:
            j += 1
    value = digits(" ".join(words[k].text for k in range(i, j))) if j - i <= LONGEST else None
    return (value, j) if value else (digits(text), i + 1)


_SPACED_SUFFIXES = frozenset({"mn", "mln", "bn", "bln", "tn", "trn"})
_PLACED = frozenset(WORDS["words"]["placed"])


def _suffix(words: Words, i: int) -> Decimal | None:
    """The factor of letters written against digits; "5m deep" is five metres and "$5m" five million."""
    word = words[i]
    factor = _SUFFIXES.get(word.text) if word.glued else None
    if word.text != "m" or factor is None:
        return Decimal(factor) if factor else None
    after = words[i + 1]
    if after.low in ("and", "to", "-", "–") and words[i + 2].kind == "n" and words[i + 3].text == "m":
        return _suffix(words, i + 3)
    counted = after.kind == "w" and after.low not in _PLACED
    money = words[i - 2].text in _MONEY_SIGNS or after.low in _MONEY_WORDS
    return Decimal(factor) if money or counted else None


_MONEY_SIGNS = frozenset("$€£₴₽¥₹₺₪₦₩") | {"USD", "EUR", "UAH", "RUB", "GBP"}
_MONEY_WORDS = frozenset({"dollars", "euros", "pounds", "hryvnias", "rubles", "people"})


def _numeric(words: Words, i: int) -> tuple[Bounds, int] | None:
    value, j = _spaced(words, i)
    if value is None:
        return None
    if words[j].text in _GLYPHS and j == i + 1:
        return _mixed(value, _GLYPHS[words[j].text]), j + 1
    if words[j].kind == "n" and words[j + 1].text == "/" and words[j + 2].kind == "n" and not words[j].glued:
        below = words[j + 2].text
        if words[j].text.isdecimal() and below.isdecimal() and len(below) < 3 and 0 < int(words[j].text) < int(below):
            return _mixed(value, (int(words[j].text), int(below))), j + 3
    if raised := power(words, j):
        return replace(value.times(raised[0]), other=None), raised[1]
    if words.low(j) in _SPACED_SUFFIXES and not words[j].glued:
        return replace(value.times(Decimal(_SUFFIXES[words.low(j)])), scale=Decimal(_SUFFIXES[words.low(j)]), other=None), j + 1
    if (factor := _suffix(words, j)) is not None:
        return replace(value.times(factor), scale=factor), j + 1
    if words[j].text == "-" and words[j].glued and words[j + 1].low in SCALES:
        j += 1
    return _scaled(words, j, value)


def _mixed(value: Bounds, fraction: tuple[int, int]) -> Bounds:
    extra = part(*fraction)
    base = value.low or Decimal(0)
    return Bounds(base + (extra.low or 0), base + (extra.high or 0))


def _scaled(words: Words, j: int, value: Bounds) -> tuple[Bounds, int]:
    """Scale words behind a value: "12 thousand", "several hundred thousand"."""
    scale = Decimal(1)
    while words.low(j) in SCALES:
        scale *= SCALES[words.low(j)]
        j += 1
    if scale == 1:
        return value, j
    return replace(value.times(scale), scale=scale, other=None), j


def _spelled(words: Words, i: int) -> tuple[Bounds, int] | None:
    """Cardinal words from ``i``: "two thousand three hundred and forty", "twenty-five", "a hundred and two"."""
    total, current, j = 0, 0, i
    last, tens, smallest = Decimal(1), False, 10**18
    if words.low(i) in ("a", "an", "one") and words.low(i + 1) in SCALES:
        current, j = 1, i + 1
    while True:
        at = j
        joint = words.low(at) in ("and", "&", "-", ",") and j > i and words.low(at + 1) in CARDINALS
        if joint and (words.low(at) == "-" or (last >= 100 and CARDINALS[words.low(at + 1)] < last)):
            at += 1
        elif joint:
            break
        word = words.low(at)
        if word in CARDINALS:
            value = CARDINALS[word]
            if current % 100 and not (tens and 0 < value < 10 and (words.low(j) == "-" or current % 10 == 0)):
                break
            current, tens = current + value, value >= 20
            last = Decimal(1)
        elif word in SCALES and j > i and word != "dozen":
            factor = SCALES[word]
            if factor == 100:
                if current > 99:
                    break
                current *= 100
            else:
                if factor >= smallest:
                    break
                total, current, smallest = total + current * factor, 0, factor
            last, tens = Decimal(factor), False
        elif word == "dozen" and j > i:
            current, last = current * 12, Decimal(12)
        else:
            break
        j = at + 1
    return (point(total + current, last), j) if j > i else None


def _and_a_half(words: Words, value: Bounds, j: int) -> tuple[Bounds, int]:
    """Behind a cardinal: "two and a half", "two and a half million", "a million and a half"."""
    if (k := words.is_at(j, "and a half") or words.is_at(j, "and one half")) is None:
        return value, j
    if value.low is not None and value.scale > 1:
        return point(value.low + value.scale / 2, value.scale), k
    return _scaled(words, k, point((value.low or Decimal(0)) + Decimal("0.5")))


_ONE_MORE = frozenset(
    ["was", "is", "had", "has", "injured", "wounded", "hurt", "missing", "died", "arrested", "man", "woman", "person", "soldier"]
)
"""Behind "a third" these make it the third one: "two men were killed and a third injured"."""


def _fraction(words: Words, i: int) -> tuple[Bounds, int] | None:
    """A share: "a third of", "two-thirds", "half", "one in five", "three out of four"; in percent."""
    word = words.low(i)
    over, j = (1, i + 1) if word in ("a", "an", "one") else (CARDINALS.get(word, 0), i + 1)
    if words.low(j) == "-" and over:
        j += 1
    named = words.low(j) in _FRACTIONS and over > 0
    if word == "half" and words.low(i + 1) not in ("past", "way", "brother"):
        over, j, named = 1, i, True
    if word == "a" and words.low(j + 1) in _ONE_MORE:
        named = False
    if named and (words.low(j) != "second") and over < _FRACTIONS[words.low(j)] * 2:
        bounds = part(over, _FRACTIONS[words.low(j)])
        return replace(bounds.times(Decimal(100)), percent=True), j + 1
    return _out_of(words, i)


_TOLD = frozenset(WORDS["words"]["told"])


def _out_of(words: Words, i: int) -> tuple[Bounds, int] | None:
    if words.low(i + 1) not in ("in", "out"):
        return None
    over = _small(words, i)
    gap = words.is_at(i + 1, "out of every") or words.is_at(i + 1, "out of") or words.is_at(i + 1, "in every") or words.is_at(i + 1, "in")
    if over is None or gap is None:
        return None
    under = _small(words, gap)
    follows = words[gap + 1]
    if under is None or not 0 < over < under or (follows.glued and follows.kind != "s"):
        return None
    spoken = words.low(i) in CARDINALS and (words.low(i + 1) == "out" or over <= 3) and words.low(gap) in CARDINALS
    told = over == 1 and under <= 20 and words.low(gap + 1) in _TOLD
    if not spoken and not told and words.low(i + 1) != "out" and "every" not in words.quote(i, gap).lower():
        return None
    return replace(part(over, under).times(Decimal(100)), percent=True), gap + 1


def _small(words: Words, i: int) -> int | None:
    text = words[i].text
    if text.isdecimal() and len(text) <= 4:
        return int(text)
    return CARDINALS.get(words.low(i))


@remembered
def numeral(words: Words, i: int) -> tuple[Bounds, int] | None:
    """The longest numeral at ``i`` and the place behind it."""
    word = words[i]
    if word.text in _GLYPHS:
        over, under = _GLYPHS[word.text]
        share = words.low(i + 1) in ("of", "the")
        return (replace(part(over, under).times(Decimal(100)), percent=True) if share else part(over, under)), i + 1
    if word.kind == "n":
        return _out_of(words, i) or _simple_fraction(words, i) or _numeric(words, i)
    if word.kind != "w" or word.low not in NUMBER_OPENERS:
        return None
    if found := _SHARES.find(words, i):
        return found
    if found := _multiplied(words, i):
        return found
    found = _VAGUE.find(words, i)
    if found and (found[1] > i + 1 or word.low not in ("couple", "handful") or words.low(i + 1) == "of"):
        return found
    if found := _fraction(words, i):
        return found
    spelled = _spelled(words, i)
    return _and_a_half(words, *spelled) if spelled else None


def _multiplied(words: Words, i: int) -> tuple[Bounds, int] | None:
    """ "Several hundred", "a few dozen", "half a million", "hundreds of thousands" is in the table of vague words."""
    found = _MULTIPLIERS.find(words, i)
    if not found:
        return None
    bounds, j = found
    if words.low(j) == "of" and words.low(j - 1) in ("couple",):
        j += 1
    word = words.low(j)
    plural = word.endswith("s") and word[:-1] in SCALES
    if word not in SCALES and not plural:
        return None
    if not bounds.vague and bounds.low == 1:
        return None
    if plural:
        factor = Decimal(SCALES[word[:-1]])
        return replace(bounds.times(factor), scale=factor), j + 1
    value, k = _scaled(words, j, bounds)
    return value, k


def _simple_fraction(words: Words, i: int) -> tuple[Bounds, int] | None:
    """ "1/2", "3/4 of": one digit over one or two, and smaller than one."""
    over, under = words[i].text, words[i + 2].text
    if words[i + 1].text != "/" or not (words[i + 1].glued and words[i + 2].glued) or words[i + 3].text == "/":
        return None
    if not (over.isdecimal() and under.isdecimal() and len(over) == 1 and len(under) <= 2 and 0 < int(over) < int(under)):
        return None
    share = words.low(i + 3) in ("of", "the")
    bounds = part(int(over), int(under))
    return (replace(bounds.times(Decimal(100)), percent=True) if share else bounds), i + 3


def small_int(words: Words, i: int) -> tuple[int, int] | None:
    """A whole number below a hundred million at ``i`` and the place behind it."""
    found = numeral(words, i)
    if not found or found[0].low is None or found[0].low != found[0].high or found[0].percent:
        return None
    value = found[0].low
    return (int(value), found[1]) if value == int(value) and value < 10**8 else None
