"""Sentences that say nearly the same in nearly the same words, as a wire text and its copies or two papers on one briefing do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sitrepdesk.language.sorts import KINDS, SORTED, TOOLS, WORKS
from sitrepdesk.model import Change, Claim, Quantity, Told

from .wording import table

_WORD = re.compile(r"\d[\d,.]*\d(?!\w)|[\w’'-]+")
_DIGIT = re.compile(r"\d")
_NOT = frozenset(table("hedges.toml")["negation"]["words"])
_BACKS: dict[str, list[str]] = table("backing.toml")["backs"]
_SMALL = 3
"""Words up to this long tell two sentences apart in nothing but "no" and "not"."""
_SHARED = 0.75
"""From this share of common words on, of the shorter of the two, sentences are alike."""
_RATIO = 0.6
"""The shorter of two like sentences has at least this part of the longer one's words."""


def tokens(text: str) -> frozenset[str]:
    """The words that tell sentences apart: the longer ones, names as they are written, numbers, negations."""
    words = _WORD.findall(text)
    names = {w for w in words[1:] if w[:1].isupper()}
    folded = {w.casefold() for w in words if w not in names}
    return frozenset(names | {w for w in folded if len(w) > _SMALL or _DIGIT.search(w) or w in _NOT or w in SORTED})


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Are two sentences alike, by their words? Never where a name, a number, a negation or a word for a thing is in one alone."""
    short, long = sorted((len(a), len(b)))
    if not short or short < _RATIO * long or len(a & b) < _SHARED * short:
        return False
    return marks(a) == marks(b)


def marks(words: frozenset[str]) -> frozenset[str]:
    """The names, numbers, negations and words for things ("school", "centre"): like sentences have the same ones."""
    return frozenset(w for w in words if w[:1].isupper() or _DIGIT.search(w) or w in _NOT or w in SORTED)


def same_manner(a: Claim, b: Claim) -> bool:
    """Are both as sure and in the same mood, so that one may stand for the other?"""
    return (a.likelihood, a.polarity, a.mood, a.is_plain) == (b.likelihood, b.polarity, b.mood, b.is_plain)


def as_much(other: Claim, lead: Claim) -> bool:
    """Does one claim say as much as another of the same event: the same kind of thing, as surely, the same way round, of the same place
    and things, by somebody and by the same means where that is said, of each number no less?

    Of what names no place it has a word in common, else "their lines are cut" would back "cutting the railway". That something was hit in a
    town does not back that a school was, nor that one side did it. A number counts against it only where both count in the same unit.
    """
    surer = _sure(other) >= _sure(lead) and other.polarity == lead.polarity and other.mood == lead.mood
    kind = other.type == lead.type or other.type in _BACKS.get(lead.type, ())
    shared = tokens(other.quote) & tokens(lead.quote)
    there = _places(other) & _places(lead) or (not lead.places and shared) or other.passage == lead.passage
    return (
        surer
        and kind
        and bool(there)
        and (bool(other.actor) or not any(p.entity for p in lead.actor))
        and _things(lead) <= _sorts(other.quote)
        and all(any(_within(q, p) for q in other.quantities) for p in lead.quantities if p.unit in _counted(other, lead))
    )


def without_rewordings(changes: Iterable[Change], told: Mapping[str, Told]) -> tuple[Change, ...]:
    """The changes without what is new in nothing but its wording.

    Left out is a new event all of whose claims a newer version of an article tells in the words of the version before, or nearly.
    """
    said: defaultdict[frozenset[str], list[frozenset[str]]] = defaultdict(list)
    plain: set[str] = set()
    for t in told.values():
        if t.superseded_at is not None:
            plain.add(_plain(t.claim.quote))
            words = tokens(t.claim.quote)
            said[marks(words)].append(words)

    def known(claim: str) -> bool:
        if claim not in told or not said:
            return False
        quote = told[claim].claim.quote
        words = tokens(quote)
        return _plain(quote) in plain or any(alike(words, w) for w in said.get(marks(words), ()))

    return tuple(c for c in changes if c.kind != "new" or c.subject != "happening" or not c.now or not all(map(known, c.now)))


def _things(c: Claim) -> frozenset[str]:
    """The sorts of what a claim tells of, of the works that it happened at, and of the means."""
    told = (*(p.text for p in (*c.target, *c.instrument)), *(w.text for w in c.places if w.place is None))
    return frozenset[str]().union(*map(_sorts, told))


def _sorts(text: str) -> frozenset[str]:
    """The sorts of people, services, goods, works, buildings and weapons that stand in a text."""
    return frozenset(s for w in _WORD.findall(text.casefold()) if (s := TOOLS.get(w) or KINDS.get(w) or WORKS.get(w)))


def _plain(quote: str) -> str:
    return " ".join(quote.casefold().split())


def _counted(other: Claim, lead: Claim) -> frozenset[str | None]:
    """The units in which both count: a copy that leaves a number out still tells the event."""
    return frozenset(q.unit for q in lead.quantities) & frozenset(q.unit for q in other.quantities)


def _places(c: Claim) -> frozenset[str]:
    """The places by their ids and by the words for them."""
    return frozenset(i for w in c.places for i in (w.place, *w.others, w.text.casefold()) if i)


def _within(q: Quantity, p: Quantity) -> bool:
    low = p.low is None or (q.low is not None and q.low >= p.low)
    high = p.high is None or (q.high is not None and q.high <= p.high)
    return q.unit == p.unit and low and high


def _sure(c: Claim) -> int:
    """How sure the speaker is: outright 3, likely 2, else 1; one less at second hand."""
    firm = 3 if c.likelihood == "stated" else 2 if c.likelihood in {"almost-certain", "very-likely", "likely"} else 1
    return 2 * firm - any(a.hearsay for a in c.attribution)
