"""Words that point back: a sentence whose subject, or whose place, another sentence has named before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitrepdesk.model import Where

from .wording import table

_TABLE = table("standing.toml")
_WIDE = frozenset(_TABLE["wide"]["kinds"])
_WORD = re.compile(r"[\w’'-]+")


def pattern(key: str) -> re.Pattern[str]:
    """Any of the words or phrases of a table, whole and in any case."""
    words = sorted(_TABLE[key]["words"], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


_BACK = frozenset(_TABLE["points_back"]["words"])
_PHRASE = pattern("points_back_phrase")
_EMPTY = pattern("empty_subject")
_FRAME = re.compile(
    r"[^,.;:]{1,40}\b(?:of|from|behind|beyond|around|near|after|before|beside)\s+(?:it|them|him|her|this|that)\s*,", re.IGNORECASE
)
_OF_THEM = re.compile(r"(?:[\w-]+ ){1,2}of (?:them|these|those|whom)\b", re.IGNORECASE)  # "Eight of them died"
_BEFORE = pattern("place_before")
_EXISTS = re.compile(r"\bthere(?= (?:is|are|was|were|has|have|had|may|might|could|can|will|would|must|seems?|appears?)\b)", re.IGNORECASE)
_TOWN = pattern("town_before")
_DANGLES = re.compile(
    r"\b(?:(?:about|below|beneath|behind|beside|for|from|in|inside|near|of|on|over|under|underneath|with)\s+(?:it|them|that|this))"
    r"[.!?]*\Z",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"\W*(?:[\w’'-]+,?\s+){1,8}(?:it|them)(?:\s(?:up|down|out|off|back|again|away))?[.!?]*", re.IGNORECASE)
_LEANS = pattern("leans")
_BLAMES = re.compile(r"\bblam(?:e|es|ed)\b(?![^.;]*\b(?:for|on)\b)", re.IGNORECASE)
_THERE = re.compile(r"\bthere[.!?]*\Z", re.IGNORECASE)


def points_back(text: str) -> bool:
    """Does the first word stand for somebody or something named before? Not the empty "it" of "it is not known"."""
    first = _WORD.search(text)
    if first is None:
        return False
    if _FRAME.match(text) or _PHRASE.match(text, first.start()) or _OF_THEM.match(text, first.start()):
        return True
    return first[0].casefold() in _BACK and not _EMPTY.match(text, first.start())


def place_before(text: str, places: Iterable[Where] = ()) -> bool:
    """Does it speak of "the town", which another sentence has named? Not where it names one; a river is no town."""
    kinds = [w.kind for w in places if w.place]
    settled = any(k not in _WIDE for k in kinds)
    return bool((_BEFORE if not kinds else _TOWN).search(_EXISTS.sub("", text))) and not settled


def dangles(text: str, places: Iterable[Where] = ()) -> bool:
    """Does it end with "beneath it", "live there" or, being short, "blew it up"? Does it speak of "the same days", or blame somebody
    for what another sentence has told?"""
    bare = text.rstrip("”’\"' ")
    named = any(w.place and w.text in text for w in places)
    short = not named and bool(_OF_IT.fullmatch(bare))
    return short or bool(_DANGLES.search(bare) or _LEANS.search(bare) or _BLAMES.search(bare)) or (bool(_THERE.search(bare)) and not named)
