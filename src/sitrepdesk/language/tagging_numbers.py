"""Words that belong to the number beside them, before words get their classes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .morphology import table_rows, table_words
from .tokens import Token

_NUMBERS = frozenset(table_words("number_words.txt"))
_MONTHS = frozenset(table_words("months.txt"))


@cache
def _before_numbers() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row[0].split()) for row in table_rows("before_numbers.txt"))


def number_phrases(words: Sequence[Token], raw: list[str]) -> None:
    """The words that bound a number belong to it ("as many as 10,000", "between 12 and 15", "tens of thousands", "a dozen")."""
    for i, cls in enumerate(raw):
        if cls != "NUM":
            continue
        low = [w.lower for w in words[max(0, i - 4) : i]]
        if low[-1:] in (["a"], ["an"]) and words[i].lower in {"dozen", "hundred", "thousand", "million", "billion", "few"}:
            raw[i - 1] = "NUM"
            low = low[:-1]
            i -= 1
        for phrase in _before_numbers():
            if tuple(low[-len(phrase) :]) == phrase and not (phrase == ("between",) and _dated(words, i)):
                raw[i - len(phrase) : i] = ["NUM"] * len(phrase)
                break
        if low[-1:] in (["of"], ["to"], ["and"], ["or"]) and i > 1 and raw[i - 2] == "NUM" and words[i - 2].lower not in {"one"}:
            joins = (
                low[-1] == "to"
                or (low[-1] == "of" and words[i].lower in _NUMBERS)
                or (low[-1] in {"and"} and words[i - 3 : i - 2] and words[i - 3].lower == "between")
            )
            raw[i - 1] = "NUM" if joins else raw[i - 1]


def _dated(words: Sequence[Token], i: int) -> bool:
    """ "between 24 and 30 April" bounds a time and no count."""
    return any(w.lower in _MONTHS for w in words[i + 1 : i + 4])
