"""Who copied whom: candidates by shared keys, then the true overlap, and the direction by credit, time and containment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sitrepdesk.model import DAY, Link, Stamp

from ._tables import COPIES
from .shingles import Shingled, common, keys, probes, unpacked
from .traces import told_again

EXACT = 1000
_LEAST = COPIES["paragraph_words"] - 4
"""Fewer common five-grams than a paragraph has prove nothing."""
_SHARE = min(COPIES["near"], COPIES["contained"], COPIES["same_source"])
"""A smaller share of the shorter text proves nothing either, but for whole paragraphs: the share of both is smaller still."""
CREDITED = "It credits the other"
BY_CREDIT = "the report that it credits"
BY_CHANCE = "One plain sentence stands in both texts"
UNDIRECTED = "Which of them was first is not known."


@dataclass(frozen=True, slots=True)
class Said:
    """Of a text's sentences those that two reports hardly share by chance."""

    telling: bytes
    stated: bytes
    plain: bytes


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What rules most pairs out: some fields of a ``Shingled``, for whoever would else unpack all of them."""

    text: str
    names: frozenset[str]
    credits: frozenset[str]
    shingles: bytes
    said: Said


@dataclass(frozen=True, slots=True)
class _Overlap:
    score: int
    because: str


def copies(items: Iterable[Shingled]) -> tuple[Link, ...]:
    """All copy links among items, whatever their order. Items with the very same text hang on the first of them, like rays of a star."""
    same: dict[str, list[Shingled]] = defaultdict(list)
    for s in items:
        same[s.text].append(s)
    heads = {h.item: h for h in map(foremost, same.values())}
    rays = [copy_link(h, s) for h in heads.values() for s in same[h.text] if s is not h]
    pairs = sorted(_candidates(heads.values()))
    return tuple(sorted((k for k in (*rays, *(copy_link(heads[a], heads[b]) for a, b in pairs)) if k), key=lambda k: (k.left, k.right)))


def may_copy(mine: Shingled, other: Glimpse | Shingled) -> bool:
    """Can ``copy_link`` find anything of the two? Most pairs share but a stock phrase."""
    shared = len(common(mine.shingles, other.shingles))
    small = min(len(mine.shingles), len(other.shingles)) // 4
    if mine.text == other.text or shared >= COPIES["reused_words"] or (shared >= _LEAST and shared * 1000 // small >= _SHARE):
        return True
    if mine.credits & other.names or other.credits & mine.names:
        return True
    said, theirs = mine.said, other.said
    plain = common(said.telling, theirs.telling) or common(said.plain, theirs.plain)
    return bool(plain) or len(common(said.stated, theirs.stated)) > 1


def copy_link(a: Shingled, b: Shingled) -> Link | None:
    """Is one of two items a copy of the other, whole or in part? The same answer for ``(a, b)`` and ``(b, a)``.

    ``left`` is the copy where the direction is known. A mistake in a number does not hide a copy. One source's own later report
    in old words is a copy only where all its numbers are the same: a daily communiqué is news each day.
    """
    if a.item == b.item:
        return None
    shared = common(a.shingles, b.shingles)  # in the order given: who is compared with many stays unpacked
    a, b = (a, b) if a.item < b.item else (b, a)
    found = _exact(a, b) or _near(a, b, shared) or _partial(a, b, shared) or _sentence(a, b) or _credited(a, b) or _credited(b, a)
    if found is None:
        return None
    left, right, why = _direction(a, b)
    return Link(left=left.item, right=right.item, relation="copies", score=found.score, because=f"{found.because} {why}")


def foremost(same: Iterable[Shingled]) -> Shingled:
    """Of items with the very same text the one that all others hang on: whom the text credits, then the first by time, then by id.

    Whatever the order in which they come, each has its words from this one in the end.
    """
    told = tuple(same)
    credited = frozenset[str]().union(*(s.credits for s in told))

    def first(s: Shingled) -> tuple[int, bool, int, str]:
        return -len(credited & s.names), s.published is None, s.published.end if s.published else 0, s.item

    return min(told, key=first)


def _candidates(items: Iterable[Shingled]) -> set[tuple[str, str]]:
    """Pairs of which one asks for a key of the other."""
    stored: dict[str, list[str]] = defaultdict(list)
    asked: dict[str, list[str]] = defaultdict(list)
    for s in items:
        for key in keys(s):
            stored[key].append(s.item)
        for key in probes(s):
            asked[key].append(s.item)
    return {(x, y) if x < y else (y, x) for key, block in asked.items() for x in block for y in stored.get(key, ()) if x != y}


def _exact(a: Shingled, b: Shingled) -> _Overlap | None:
    return _Overlap(EXACT, "The two texts are the same, word for word.") if a.text == b.text and a.shingles else None


def _near(a: Shingled, b: Shingled, shared: frozenset[int]) -> _Overlap | None:
    if len(shared) < _LEAST:
        return None
    small, large = sorted((len(a.shingles) // 4, len(b.shingles) // 4))
    jaccard, contained = len(shared) * 1000 // (small + large - len(shared)), len(shared) * 1000 // small
    if a.source is not None and a.source == b.source:
        same = jaccard >= COPIES["same_source"] and a.numbers == b.numbers
        return (
            _Overlap(min(jaccard, EXACT - 1), f"One source, and {_share(jaccard)} of the two texts is the same, all numbers too.")
            if same
            else None
        )
    if jaccard >= COPIES["near"]:
        return _Overlap(min(jaccard, EXACT - 1), f"{_share(jaccard)} of the two texts is the same.")
    if contained >= COPIES["contained"]:
        return _Overlap(min(contained, EXACT - 1), f"{_share(contained)} of the shorter text stands in the longer one.")
    return None


def _partial(a: Shingled, b: Shingled, shared: frozenset[int]) -> _Overlap | None:
    if len(shared) < COPIES["reused_words"] or (a.source is not None and a.source == b.source):
        return None
    count, size = max((_reused(x, shared) for x in (a, b)), key=lambda r: r[1])
    if size < COPIES["reused_words"]:
        return None
    what = "One paragraph stands" if count == 1 else f"{count} paragraphs stand"
    share = min(COPIES["contained"], size * 1000 // max(1, min(len(a.shingles), len(b.shingles)) // 4))
    return _Overlap(share, f"{what} in both texts, {size} words.")


def _sentence(a: Shingled, b: Shingled) -> _Overlap | None:
    """A whole sentence with much of its own, or two with a little, in two sources within days: nobody writes them twice by chance."""
    if (a.source is not None and a.source == b.source) or not (_soon_after(a, b) or _soon_after(b, a)):
        return None
    both = common(a.said.telling, b.said.telling)
    if len(stated := common(a.said.stated, b.said.stated)) > 1:
        both |= stated
    if not both:
        plain = common(a.said.plain, b.said.plain) and (_within_a_day(a, b) or _mostly(a, b))
        return _Overlap(COPIES["sentence_score"], f"{BY_CHANCE}, word for word.") if plain else None
    what = "One sentence stands" if len(both) == 1 else f"{len(both)} sentences stand"
    return _Overlap(min(COPIES["near"], COPIES["sentence_score"] * len(both)), f"{what} in both texts, word for word.")


def _within_a_day(a: Shingled, b: Shingled) -> bool:
    return a.published is not None and b.published is not None and abs(a.published.start - b.published.start) <= COPIES["retold_days"] * DAY


def _mostly(a: Shingled, b: Shingled) -> bool:
    """Is what they share a good part of the shorter text?"""
    small = min(len(a.shingles), len(b.shingles)) // 4
    return len(common(a.shingles, b.shingles)) * 1000 >= COPIES["plain_share"] * small


def _reused(a: Shingled, shared: frozenset[int]) -> tuple[int, int]:
    """How many paragraphs of a text stand in the other for the most part, and with how many of its five-grams."""
    both = [(len(p) // 4, shared & unpacked(p)) for p in a.paragraphs]
    taken = [found for size, found in both if len(found) * 1000 >= COPIES["paragraph"] * size]
    return len(taken), len(frozenset().union(*taken))


def _credited(copy: Shingled, model: Shingled) -> _Overlap | None:
    """A retelling in other words needs a credit, closeness in time, and something of the model's in it besides."""
    if not copy.credits & model.names or copy.source == model.source or not _soon_after(copy, model):
        return None
    if common(copy.said.stated, model.said.stated):
        return _Overlap(COPIES["near"], f"One sentence stands in {BY_CREDIT}, word for word.")
    return _retold(copy, model) or _reworded(copy, model)


def _retold(copy: Shingled, model: Shingled) -> _Overlap | None:
    """A number and a name of the sentence with the credit stand in one of the credited report; or, within a day, most of what is in it."""
    mine = ((facts, names & model.names) for names, facts in copy.said.credited if names & model.names)
    just = copy.published and model.published and 0 <= copy.published.start - model.published.end <= COPIES["retold_days"] * DAY
    found = [told_again(facts, other, credit) for facts, credit in mine for other in model.said.facts]
    need = {several: COPIES["retold_several" if several else "retold"] for several in (False, True)}
    told = [(share, n > 0) for n, names, every, share in found if names and (n or (just and share >= need[every > 1]))]
    if not told:
        return None
    share, numbered = max(told)
    what = "a number and a name" if numbered else _share(share)
    return _Overlap(share // 2, f"Of the sentence with its credit {what} stands in {BY_CREDIT}.")


def _reworded(copy: Shingled, model: Shingled) -> _Overlap | None:
    """Most of the content words of the whole text, or a long quotation and half as many, stand in the credited report."""
    if not copy.content:
        return None
    share = len(common(copy.content, model.content)) * 4000 // len(copy.content)
    quoted = bool(copy.quotes & model.quotes)
    if share < COPIES["reworded"] and not (quoted and share * 2 >= COPIES["reworded"]):
        return None
    also = ", a quotation with them" if quoted else ""
    return _Overlap(share // 2, f"{_share(share)} of the words that carry content stand in {BY_CREDIT}{also}.")


def _soon_after(copy: Shingled, model: Shingled) -> bool:
    if copy.published is None or model.published is None:
        return False
    return -DAY <= copy.published.end - model.published.start <= (COPIES["reworded_days"] + 1) * DAY


def _direction(a: Shingled, b: Shingled) -> tuple[Shingled, Shingled, str]:
    credited = [(x, y) for x, y in ((a, b), (b, a)) if x.credits & y.names]
    left, right, why = direction(a, b)
    if len(credited) == 1:
        against = why != UNDIRECTED and (left, right) != credited[0]
        why = f"{CREDITED}, though its own date is earlier." if against else f"{CREDITED}."
        return (*credited[0], why)
    return left, right, why


class _Dated(Protocol):
    @property
    def published(self) -> Stamp | None: ...


_D = TypeVar("_D", bound=_Dated)


def direction(a: _D, b: _D) -> tuple[_D, _D, str]:
    """The later of two, the earlier, and a sentence on it; in the order given where nobody knows."""
    for x, y in ((a, b), (b, a)):
        if x.published and y.published and x.published.start >= y.published.end:
            return x, y, "It was published later."
    return a, b, UNDIRECTED


def _share(per_mille: int) -> str:
    return f"{per_mille // 10} percent"
