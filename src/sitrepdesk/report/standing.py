"""How well a quoted sentence stands alone: a reader who has not seen the sentence before it must know who, where and what."""

from __future__ import annotations

import re

from sitrepdesk.model import Told

from .pointing import dangles, pattern, place_before, points_back
from .quoting import Quote
from .wording import table

_TABLE = table("standing.toml")
_WEIGHT: dict[str, int] = _TABLE["weight"]
_LETTERS = re.compile(r"[\w’'-]+")
_ENDS = (".", "!", "…", "?", ".’", "!’", "?’", ".)", "!)", "?)")
FULL = 100


_CONTINUES = tuple(f"{w} " for w in _TABLE["continues"]["words"])
_MEDIA = pattern("about_media")
LOOKS_AHEAD = pattern("looks_ahead")
_LOOKS_BACK = pattern("looks_back")
_DISPUTES = pattern("disputing")
_PUT = pattern("put_to_somebody")
_ANSWER = re.compile(r"\s*(?:No|Yes)\b")
_TURN = re.compile(r"\s*[^\W\d_][\w .'’-]{0,30}:\s")
"""The beginning of what somebody says in a transcript ("DESK: …")."""
_ASKS = re.compile("|".join(map(re.escape, _TABLE["asks"]["words"])), re.IGNORECASE)


def standing(told: Told, words: Quote, *, asked: bool = False) -> int:
    """How well the printed words of a claim stand alone, 0 to 100; ``asked`` where they are to open a question, of a picture too."""
    text = words.shown
    found = _LETTERS.findall(text)
    if not found:
        return 0
    named = any(w.place for w in told.claim.places)
    faults = {
        "question": text.endswith("?") and not asked,
        "about_media": bool(_MEDIA.search(text)) and not asked,
        "points_back": points_back(text),
        "place_before": place_before(text, told.claim.places) and not words.led,
        "dangles": dangles(text, told.claim.places) and not words.led,
        "headline": is_heading(words),
        "cut": text.startswith("…") or found[0][0].islower(),
        "short": len(found) <= _TABLE["short"]["words"],
        "nameless": not named and not any(p.entity for p in told.claim.actor + told.claim.target),
        "continues": text.casefold().startswith(_CONTINUES),
    }
    return min((_WEIGHT[k] for k, holds in faults.items() if holds), default=FULL)


def is_heading(words: Quote) -> bool:
    """Is it a heading or a caption: words without a full stop?"""
    return not words.shown.rstrip("’ ").endswith(_ENDS)


def looks_ahead(words: Quote) -> bool:
    """Do the words themselves speak of what is planned, expected or possible?"""
    return bool(LOOKS_AHEAD.search(words.shown))


def looks_back(words: Quote) -> bool:
    """Do the words say what had been planned or foretold before?"""
    return bool(_LOOKS_BACK.search(words.shown))


def asks(words: Quote) -> bool:
    """Do the words themselves say that something is not known, or ask it? What is asked of somebody ("why do you leave?") is not open."""
    put = words.shown.endswith(("?", "?’")) and bool(_PUT.search(words.shown))
    return bool(_ASKS.search(words.shown)) and not put


def is_open(words: Quote, text: str | None) -> bool:
    """Do the words ask (``asks``), and does the passage's ``text`` not answer at once ("Is it lost? No."), or another's turn?"""
    behind = (_ANSWER, _TURN) if _TURN.match(words.shown) else (_ANSWER,)
    answered = words.shown.endswith("?") and any(p.match(text or "", words.span[1]) for p in behind)
    return asks(words) and not answered


def is_disputing(words: Quote) -> bool:
    """Do the words themselves say that others dispute something?"""
    return bool(_DISPUTES.search(words.shown))


def on_media(words: Quote) -> bool:
    """Do the words speak of a picture, a film or a report?"""
    return bool(_MEDIA.search(words.shown))
