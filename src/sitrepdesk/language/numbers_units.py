"""Measures and money: the words for them, their names in the ledger, and their SI values."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sitrepdesk.model.claim import Quantity

from .numbers_lexer import Phrases, Words
from .numbers_values import table

_UNITS = table("units.toml")["unit"]
_SYMBOLS: Phrases[str] = Phrases([(s, u["name"]) for u in _UNITS for s in u["symbols"]])
_WORDS: Phrases[str] = Phrases([(w, u["name"]) for u in _UNITS for w in u["words"]])
_SI: dict[str, tuple[str, Decimal]] = {u["name"]: (u["si"], Decimal(u["factor"])) for u in _UNITS if "si" in u}
MONEY = frozenset(u["name"] for u in _UNITS if u.get("money"))
MEASURES = frozenset(u["name"] for u in _UNITS)
TIME_UNITS = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade"})
TIME_WORDS = frozenset(word.lower() for u in _UNITS if u["name"] in TIME_UNITS for word in (*u["symbols"], *u["words"]) if len(word) > 1)
"""Words for units of time, without the letters that are read only behind digits."""
MONEY_WORDS = frozenset(part.lower() for rows in _SYMBOLS.values() for parts, name in rows if name in MONEY for part in parts)
"""Signs and codes of money in lower case, as the lexer cuts them."""
_KILOGRAMS = frozenset({"kg", "kilogram", "kilograms", "kilos"})
_DOUBTFUL = frozenset({"m", "t", "g", "l", "s", "h", "W", "V", "K", "NM", "pp", "mi"})
"""Symbols that are read only right behind digits, and not before a letter or a dot and a letter."""


def measure(words: Words, j: int) -> tuple[str, int] | None:
    """The measure or currency at ``j``, behind a numeral and perhaps a hyphen, and the place behind it."""
    at = j + 1 if words[j].text in ("-", "‑", "–") and words[j].glued and words[j + 1].glued and words[j + 1].kind == "w" else j
    found = _SYMBOLS.symbol(words, at)
    if found and words[at].text in _DOUBTFUL and (words[at - 1].kind != "n" or _continues(words, found[1])):
        found = None
    if found and words[at].text == "s" and words[at].glued and words[at - 1].text.endswith("0"):
        found = None
    spoken = _WORDS.find(words, at)
    if spoken and (not found or spoken[1] >= found[1]):
        found = spoken
    if found and words[found[1]].kind in "nw" and words[found[1]].glued:
        return None
    if found and words[at].text.lower() == "pounds" and found[0] in MONEY and _weighed(words, found[1]):
        return "pound", found[1]
    return found


def _weighed(words: Words, j: int) -> bool:
    """ "500 pounds of explosives", "500 pounds (227 kilograms)": of money nobody says what it is made of, or what it weighs."""
    return words[j].text.lower() == "of" or (words[j].text == "(" and words[j + 2].text.lower() in _KILOGRAMS)


def _continues(words: Words, j: int) -> bool:
    return words[j].glued and words[j].text in ("-", "/", "'", "’")


def prefix(words: Words, i: int) -> tuple[str, int] | None:
    """A currency sign or code at ``i``, before its number."""
    found = _SYMBOLS.symbol(words, i)
    if found and found[0] in MONEY and words[found[1]].kind == "n":
        return found
    return None


def in_si(quantity: Quantity) -> Quantity:
    """The same quantity in SI base or derived units (metre, square metre, kilogram, second …); any other unit stays as it is.

    Factors: SI Brochure (9th ed.), NIST SP 811 appendix B.
    """
    if quantity.unit not in _SI:
        return quantity
    unit, factor = _SI[quantity.unit]
    low, high = (None if v is None else v * factor for v in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high, unit=unit)
