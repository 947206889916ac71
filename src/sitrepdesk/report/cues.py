"""Words that carry a hedge, a bound, a negation, a speaker: whether a text holds one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .wording import MONTHS, table

TABLE = table("prose.toml")
_MAY = re.compile(r"\b(?:(?:(?i:in|of|since|by|until|from|early|late|mid)|\d{1,2})[ -]May\b|May (?:\d|and (?:June|July)))")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DATE = re.compile(
    rf"\b(?:\d{{1,2}} (?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)}) \d{{1,2}})(?:,? \d{{4}})?"
    r"|\b\d{4}-\d\d-\d\d\b|\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d\b"
    r"|\bNo\. \d+|\b\d+ (?:reports?|lines?|independent)\b|\d+\s?[–-]\s?\d+\s?(?:%|per ?cent)"
)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = (re.escape(w.rstrip("*")) + (r"\w*" if w.endswith("*") else "") for w in sorted(words, key=len, reverse=True))
    whole = rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)"
    return re.compile(rf"{whole}|(?<=\w)n[’']t\b" if "n't" in words else whole, re.IGNORECASE)


def has(text: str, words: Iterable[str]) -> bool:
    """Does the text hold one of these words or phrases, whole and in any case? The month of May is no "may"."""
    return first(text, words) is not None


def first(text: str, words: Iterable[str]) -> str | None:
    """The first of these words that the text holds, as it stands there."""
    found = _pattern(tuple(words)).search(_MAY.sub("in month", text))
    return found[0] if found else None


def numbers(text: str) -> set[str]:
    """The numbers that a text prints in figures, without its dates, hours, years and report numbers; no thousands separators."""
    return {n.replace(",", "").strip(".") for n in _NUMBER.findall(undated(text))}


def undated(text: str) -> str:
    """The text with blanks in place of its dates, hours, years and report numbers."""
    return _DATE.sub(lambda m: " " * len(m[0]), text)


def names(text: str) -> set[str]:
    """Words with a capital that may name somebody or something: not the first one, no plain words, no months and weekdays."""
    words = re.findall(r"[\w’'-]+|[.!?:“]", text)
    out: set[str] = set()
    opens = True
    for w in words:
        if w[:1].isupper() and not opens and w.casefold() not in _PLAIN:
            out.add(w.removesuffix("’s").removesuffix("'s").casefold())
        opens = w in {".", "!", "?", ":", "“"}
    return out


_PLAIN = frozenset(TABLE["plain"]["words"]) | {
    m.casefold() for m in table("words.toml")["months"]["words"] + table("words.toml")["weekdays"]["words"]
}
