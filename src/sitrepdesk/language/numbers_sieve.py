"""A text goes in; the places where a number or a time may begin come out, so that the grammars are spared all other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache

from .numbers_lexer import Words

_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")


def telling(keys: Iterable[str], *phrases: list[str]) -> frozenset[str]:
    """``keys`` and, of each phrase that holds none of them, the longest word: where no such word stands, no phrase does."""
    found = set(keys)
    for parts in sorted(phrases, key=len):
        if found.isdisjoint(parts):
            found.add(max(parts, key=len))
    return frozenset(found)


@lru_cache(maxsize=8)
def _spelled(text: str) -> frozenset[str]:
    """The words of a text in lower case, kept for the other sieve that looks at the same text."""
    return frozenset(_LETTERS.findall(text.lower()))


class Sieve:
    """Every expression begins with an opener, holds a key, and has only leads before its first key.

    Digits are openers and keys, and signs are leads, always.
    """

    def __init__(self, keys: Set[str], leads: Set[str], openers: Set[str]) -> None:
        self.openers = frozenset(openers)
        self.keys = frozenset(keys)
        self.leads = frozenset(leads)

    def passes(self, text: str, also: Set[str] = frozenset()) -> bool:
        """Whether a text has a key, or a word of ``also``, at all: one look, before it is cut into words."""
        if _DIGIT.search(text):
            return True
        letters = _spelled(text)
        return not (self.keys.isdisjoint(letters) and letters.isdisjoint(also))

    def places(self, words: Words) -> list[int]:
        """The places of openers and digits from which a key is reached over nothing but leads."""
        keys, leads, openers, lows, found = self.keys, self.leads, self.openers, words.lows, []
        reached = False
        for i in range(len(words) - 1, -1, -1):
            low = lows[i]
            if low in keys or low[0].isdecimal():
                reached = True
            elif low not in leads and words.items[i].kind != "s":
                reached = False
            if reached and (low in openers or low[0].isdecimal()):
                found.append(i)
        found.reverse()
        return found
