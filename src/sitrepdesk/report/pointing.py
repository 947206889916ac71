"""Words that point back: a sentence whose subject, or whose place, another sentence has named before it."""

from __future__ import annotations

import re

from .wording import table

_TABLE = table("standing.toml")
_WORD = re.compile(r"[\w’'-]+")


def pattern(key: str) -> re.Pattern[str]:
    """Any of the words or phrases of a table, whole and in any case."""
    words = sorted(_TABLE[key]["words"], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


_BACK = frozenset(_TABLE["points_back"]["words"])
_EMPTY = pattern("empty_subject")
_FRAME = re.compile(
    r"[^,.;:]{1,40}\b(?:of|from|behind|beyond|around|near|after|before|beside)\s+(?:it|them|him|her|this|that)\s*,", re.IGNORECASE
)
_BEFORE = pattern("place_before")


def points_back(text: str) -> bool:
    """Does the first word stand for somebody or something named before? Not the empty "it" of "it is not known"."""
    first = _WORD.search(text)
    if _FRAME.match(text):
        return True
    return bool(first) and first is not None and first[0].casefold() in _BACK and not _EMPTY.match(text, first.start())


def place_before(text: str) -> bool:
    """Does it speak of "the town", which another sentence has named?"""
    return bool(_BEFORE.search(text))
