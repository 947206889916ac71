"""Which part of a place a claim speaks of: who took the airport in a town, or half of it, has not taken the town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, takewhile

from sitrepdesk.language.sorts import PARTS, WORKS
from sitrepdesk.model import FAMILY, Claim, Where

from ._tables import (
    ADJACENT,
    ALL_PARTS,
    ALMOST,
    ARTICLES,
    EVERY,
    GROUND,
    GROUND_COUNTED,
    HERE,
    NAMED,
    PARTLY,
    PREPS,
    STOPS,
    VAGUE,
    WHOLE,
    WHOLE_BUT,
    WHOLE_THE,
)

_WORD = re.compile(r"[^\W\d_](?:[\w.-]*\w)?|%")
_APART = re.compile(r"[.,;:!?()\"“”]")
_SORTS, _WORDS = frozenset(WORKS.values()), frozenset(WORKS)
_THERE = frozenset({"at", "to", "from"})
_HINTS = frozenset((*WORKS, *PARTS, *ALMOST, *chain(*PARTLY.values())))
_BLANK = str.maketrans(dict.fromkeys(",.;:!?()\"“”'’", " ") | {"%": " % "})
_OWN = re.compile(r"['’]s\b")
_RANK = {name: i for i, name in enumerate((*dict.fromkeys(WORKS.values()), *dict.fromkeys(PARTS.values())))}


def site(claim: Claim, where: Where) -> str | None:
    """The part of a known place that a claim speaks of, as it is printed before the place's name ("northern part of").

    ``None`` where it speaks of the place itself. What works and buildings stand in is printed likewise ("bridge in").
    """
    if not _hinted(claim, where):
        return None
    named = where.kind in NAMED  # "the Zaporizhzhia plant" and "the north" are not parts of themselves
    said = (named and (_own_words(claim, where) or _behind(claim, where))) or _before(claim, where)
    return said or next((s for w in claim.places if (s := _unknown(claim, w, where))), None) or _counted(claim, where) or _partly(claim)


def _partly(claim: Claim) -> str | None:
    """ "*Mostly* occupied"."""
    start, end = (i - claim.span[0] for i in claim.head_span)
    beside = {*claim.quote[: max(0, start)].casefold().split()[-1:], *claim.quote[max(0, end) :].casefold().split()[:1]}
    return next((part for part, words in PARTLY.items() if not words.isdisjoint(beside)), None)


def _hinted(claim: Claim, where: Where) -> bool:
    """May there be a part at all? Most claims name none, and a million of them are asked."""
    if not (_HINTS.isdisjoint(_folded(claim.quote)) and _HINTS.isdisjoint(_folded(where.text))):
        return True
    nameless = len(claim.places) > 1 and any(w.place is None for w in claim.places)
    return nameless or bool(claim.quantities and claim.type in GROUND_COUNTED)


@lru_cache(maxsize=1 << 12)
def _folded(text: str) -> list[str]:
    return text.casefold().translate(_BLANK).split()


def works_at(claim: Claim, where: Where) -> str | None:
    """The sort of work or building of a known place at which something happened; ``None`` where none is named."""
    if _WORDS.isdisjoint(_folded(claim.quote)):
        return None
    named = (site(claim, where) or "").removesuffix(" in")
    return named if named in _SORTS else None


def unknown_place(claim: Claim) -> str | None:
    """Names in the first of a claim's places where it has none that is known ("outskirts of izium"); of two such none is the other."""
    where = next((w for w in claim.places if w.rel in HERE), None)
    if where is None:
        return None
    words = [m.group() for m in _WORD.finditer(where.text)]
    names = [w.casefold() for w in words if not w.islower() and w.casefold() not in ARTICLES]
    return " ".join((*filter(None, [_named(w for w in words if w.islower())]), *names)) or None


def is_ground(claim: Claim) -> bool:
    """Is the claim's place what is taken, held, left or entered?"""
    return FAMILY[claim.type] in GROUND


def _named(words: Iterable[str]) -> str | None:
    found = [n for w in words if (n := WORKS.get(w) or PARTS.get(w))]
    return _printed(min(found, key=_RANK.__getitem__)) if found else None


def _printed(name: str) -> str:
    return name if name in PARTS.values() else f"{name} in"


def _own_words(claim: Claim, where: Where) -> str | None:
    """ "*central* Izium", "Izium *airport*": capitals belong to a name ("Port Sudan"), but for the first word of a quote."""
    words = [m.group() for m in _WORD.finditer(where.text)]
    first = where.span[0] == claim.span[0] and len(words) > 1 and words[0].endswith(("ern", "ral", "town"))
    return _named((words[0].casefold() if first else "", *(w for w in words if w.islower())))


def _before(claim: Claim, where: Where) -> str | None:
    """Walk left from the name: over its adjectives, and over "of the city of", to the noun that it hangs on."""
    found: list[str] = []
    hangs = every = town = loose = False
    for word, raw in _leftwards(claim, where):
        if word in ALMOST and every:
            return "most of"
        if word == "the" and found and found[-1] in WHOLE_THE:
            return None
        if word in EVERY:
            every = True
        elif (word in WORKS or word in PARTS) and (hangs or loose or found or word in (WHOLE_BUT if town else ADJACENT)):
            found, hangs = [word] if hangs else [*found, word], False
        elif word in PREPS or word in ARTICLES:
            hangs, town = hangs or word in PREPS, False
        elif word in WHOLE and not found:
            hangs, town = False, True
        elif town or not (found or hangs or loose or word in STOPS or not raw.islower()):
            continue
        elif hangs and not found and not loose and raw.islower() and word not in STOPS:
            hangs, loose = False, True  # a noun of no list: what stands before it may still tell ("the eastern *bank* at")
        else:
            break
    named = _named(found)
    return None if every and named in ALL_PARTS else named


def _leftwards(claim: Claim, where: Where) -> Iterator[tuple[str, str]]:
    """The words of the quote before a place, the nearest first, back to the head or to a mark that ends the phrase."""
    at = where.span[0] - claim.span[0]
    head = claim.head_span[1] - claim.span[0]
    start = head if 0 < head <= at else 0
    text = claim.quote[start : max(at, 0)]
    mark = max((m.end() for m in _APART.finditer(text)), default=0)
    for m in reversed(list(_WORD.finditer(text, mark))):
        yield m.group().casefold(), m.group()


def _behind(claim: Claim, where: Where) -> str | None:
    """ "Izium *airport*", "Izium's *northern districts*"."""
    text = claim.quote[max(where.span[1] - claim.span[0], 0) :]
    own = _OWN.match(text)
    phrase = _APART.split(text[own.end() if own else 0 :])[0]
    words = [m.group() for m in _WORD.finditer(phrase)][:2]
    return _named(words) if own else _named(takewhile(WORKS.__contains__, words))


def _unknown(claim: Claim, part: Where, where: Where) -> str | None:
    """A part that stands as a place of its own, without a name ("In Izium, … took the airport")."""
    if part.place is not None or part.rel not in _THERE or where.rel not in {part.rel, "at", "near"} or _nearest(claim, part) is not where:
        return None
    words = [m.group() for m in _WORD.finditer(part.text)]
    whole = not words or not words[-1].islower() or words[-1] in VAGUE or (WHOLE.intersection(words) and not _named(words))
    return None if whole or _beside(claim, part, where) else _named(words) or f"{words[-1]} in"


def _counted(claim: Claim, where: Where) -> str | None:
    """ "*400 sq km* in Kharkiv Oblast": a count that leads to the place is a part of it."""
    for q in claim.quantities if claim.type in GROUND_COUNTED else ():
        between = claim.quote[max(0, q.span[1] - claim.span[0]) : max(0, where.span[0] - claim.span[0])]
        leads = q.span[1] <= where.span[0] and not _APART.search(between) and not PREPS.isdisjoint(between.split())
        if leads and q.unit != "person" and q.of not in ("actor", "instrument"):
            return "part of"
    return None


def _nearest(claim: Claim, part: Where) -> Where | None:
    """The known place that a part without a name stands next to: of two the one behind it."""
    known = [w for w in claim.places if w.place]
    return min(known, key=lambda w: (max(w.span[0] - part.span[1], part.span[0] - w.span[1], 0), -w.span[0]), default=None)


def _beside(claim: Claim, a: Where, b: Where) -> bool:
    """ "Izium and the airport", "Izium, the base": two places, or one under two names, neither of them a part of the other."""
    first, last = (a, b) if a.span[0] <= b.span[0] else (b, a)
    between = claim.quote[first.span[1] - claim.span[0] : max(0, last.span[0] - claim.span[0])]
    words = [m.group().casefold() for m in _WORD.finditer(between)]
    return all(w in ARTICLES or w in WHOLE or w in PARTS or w in {"and", "or", "of"} for w in words)
