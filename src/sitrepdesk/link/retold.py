"""Claims that another source told before, so much alike that they count with it although no words show that they were copied.

Reporters who see a thing themselves seldom choose the same bounds ("at least 40", "12 to 15"), the same softening word, the same
person to quote; who has it from another keeps them, and adds nothing. What two tellings have alike, and what not, is weighed
(``tables/retold.toml``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import fsum, log10
from typing import Any

from sitrepdesk.language.sorts import KINDS
from sitrepdesk.model import DAY, Claim, Item, Participant, Quantity, Source

from ._tables import ANYBODY, COPIES, GENERAL, GROUP, HERE, PRECISION, RETOLD
from .heads import family
from .pictures import NO_PICTURES, Hashes, nearest
from .shingles import words

_SETTLEMENT = PRECISION["settlement"]
_ENOUGH = RETOLD["enough"]["weight"]
_SOON = RETOLD["delay"]["hours"] * DAY // 24
_NEVER = -1000
_DAYS = COPIES["retold_days"] * DAY
_MATTERS = tuple((m["other"], m.get("one", m["other"])) for m in (RETOLD[k] for k in ("likelihood", "speakers", "day", "place", "words")))
"""What it weighs where two say something else of a matter, and where only one of them says anything."""
SURELY_OWN = 1000
_NONE: frozenset[Any] = frozenset()
Before = tuple[str, int]
"""A line, and how likely what stands on it is news of its own, per mille."""
Chosen = tuple[tuple[object, int], ...]
Sort = tuple[str, tuple[str, str], frozenset[str]]


@dataclass(frozen=True, slots=True, eq=False)
class _Own:
    """A claim that is its report's own news: when it was told, on what line, by a source of what kind, beside what pictures."""

    claim: Claim
    at: tuple[int, int]
    line: str
    kind: str
    pictures: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is compared of such a claim. Its ``actors``, ``targets`` and ``things``: what was hit; their difference makes another claim.
    ``chosen`` is what its reporter chose to say of it: of each of ``_MATTERS`` what, and what it weighs where another says the same.
    ``before`` weighs what lies in the claim and its source alone.
    """

    at: tuple[int, int]
    item: str
    actors: frozenset[str]
    targets: frozenset[str]
    things: frozenset[str]
    chosen: Chosen
    before: int
    pictures: Sequence[str]


def tells(c: Claim) -> Sort:
    """What a retelling keeps of a claim: the sort of happening, whether it did, and where."""
    return _sort(c.type, c.polarity, c.mood, tuple([w.place for w in c.places if w.place]))


@lru_cache(maxsize=1 << 16)
def _sort(kind: str, polarity: str, mood: str, places: tuple[str, ...]) -> Sort:
    """One record for all claims of a sort: they are looked up by it again and again."""
    return GROUP.get(kind, kind), (polarity, mood), frozenset(places)


def retold(
    claims: Iterable[Claim],
    items: Mapping[str, Item],
    sources: Mapping[str, Source],
    line_of: Callable[[str], str],
    own: Callable[[Claim], bool],
    sort_of: Callable[[str], Sort],
    apart: Collection[frozenset[str]] = (),
    pictures: Hashes = NO_PICTURES,
) -> dict[str, Before]:
    """Claim id to the line that told it before, and how likely it is news of its own; claims that nobody told before are not in it.
    ``line_of`` gives each claim's line so far, ``own`` whether it is its report's own news: what is copied can be no model, since the
    copied one is, and copies more would stretch its day. ``sort_of`` gives what it ``tells`` by its id.

    The earlier telling is of another line, of the same sort, place, parties and bounds, no older than a day. Where enough else is alike the
    claim counts with it; of several it is the one most alike. Else it stays a line, of which a part is its own. Items that are ``apart``
    have nothing from each other. ``pictures`` are the hashes of each item's: the same one says a little more. No source's habit is asked: a
    copy more would move all else that its source tells.
    """
    found: dict[str, Before] = {}
    for group in _groups(claims, items, sources, line_of, own, sort_of, pictures):
        found |= _retellings(group, apart)
    return found


def weighed(
    claims: Iterable[Claim],
    items: Mapping[str, Item],
    sources: Mapping[str, Source],
    line_of: Callable[[str], str],
    own: Callable[[Claim], bool],
    sort_of: Callable[[str], Sort],
    apart: Collection[frozenset[str]] = (),
    pictures: Hashes = NO_PICTURES,
) -> Iterator[tuple[Claim, Claim, int]]:
    """Each claim with each that it may have been retold from, and what speaks for it in decibans; asked as ``retold`` is."""
    for group in _groups(claims, items, sources, line_of, own, sort_of, pictures):
        yield from ((late.claim, early.claim, weight) for late, early, weight in _pairs(group, apart))


def _groups(
    claims: Iterable[Claim],
    items: Mapping[str, Item],
    sources: Mapping[str, Source],
    line_of: Callable[[str], str],
    own: Callable[[Claim], bool],
    sort_of: Callable[[str], Sort],
    pictures: Hashes,
) -> Iterator[list[_Own]]:
    """Claims that may be one claim told again, in order of time."""
    groups: dict[tuple[object, ...], list[_Own]] = defaultdict(list)
    for c in claims:
        item, sort = items[c.item], sort_of(c.id)
        if item.published and sort[2] and own(c):
            head = family(c.head) if c.type in GENERAL else ""
            kind = s.kind if (s := sources.get(item.source or "")) else ""
            at = item.published.start, item.published.end
            groups[sort, _bounds(c), c.subtype, c.level, head].append(_Own(c, at, line_of(c.id), kind, pictures.get(c.item, ())))
    yield from (sorted(group, key=lambda t: (t.at, t.claim.id)) for group in groups.values() if len(group) > 1)


def _retellings(own: list[_Own], apart: Collection[frozenset[str]]) -> dict[str, Before]:
    """What each telling may have from the earlier ones, in order of time.

    It may have it from any line: what speaks for each is added up, so that the more lines a fact has, the more it takes to be one more.
    """
    found: dict[str, Before] = {}
    for late, pairs in groupby(_pairs(own, apart), key=lambda pair: pair[0]):
        best: dict[str, tuple[int, int]] = {}
        for _, early, weight in pairs:
            line, share = found.get(early.claim.id, (early.line, SURELY_OWN))
            best[line] = max(best.get(line, (_NEVER, 0)), (weight, share))
        together = _together(tuple(w for w, _ in best.values()))
        model = max(best, key=lambda line: (best[line], line))
        found[late.claim.id] = (model, best[model][1]) if together >= _ENOUGH else (late.line, _share(together))
    return found


def _pairs(own: list[_Own], apart: Collection[frozenset[str]]) -> Iterator[tuple[_Own, _Own, int]]:
    """Each telling with each of another line, told by then, that it could have it from, and what speaks for it in decibans."""
    told: list[_Told | None] = [None] * len(own)
    first = 0
    for n, late in enumerate(own):
        begun = late.at[0]
        while own[first].at[1] < begun - _DAYS:
            first += 1
        for k in range(first, n):
            early = own[k]
            if early.line != late.line and early.at[1] <= begun:
                mine = told[n] = told[n] or _told(late)
                other = told[k] = told[k] or _told(early)
                if _could(mine, other, apart):
                    yield late, early, _alike(mine, other)


@lru_cache(maxsize=1 << 16)
def _together(weights: tuple[int, ...]) -> float:
    """What several weights say of one or another of them being so, in decibans."""
    return 10 * log10(fsum(10 ** (w / 10) for w in weights))


def _share(weight: float) -> int:
    """How likely it is not so, per mille, of what that many decibans speak for."""
    return round(SURELY_OWN / (1 + 10 ** (weight / 10)))


def _could(late: _Told, early: _Told, apart: Collection[frozenset[str]]) -> bool:
    """Can it have it from there: does it tell of no other parties or things?"""
    if apart and frozenset((early.item, late.item)) in apart:
        return False
    if (late.actors and early.actors and late.actors != early.actors) or (late.targets and early.targets and late.targets != early.targets):
        return False
    return not late.things or not early.things or not late.things.isdisjoint(early.things)


def _alike(late: _Told, early: _Told) -> int:
    """How much speaks for the one having it from the other."""
    weight = late.before + RETOLD["delay"]["soon" if late.at[0] - early.at[0] <= _SOON else "later"]
    for (mine, same), (other, _), (apart, one) in zip(late.chosen, early.chosen, _MATTERS, strict=True):
        weight += same if mine == other else apart if mine and other else one
    if late.pictures and early.pictures and nearest(late.pictures, early.pictures) is not None:
        weight += RETOLD["picture"]["same"]
    return weight


def _told(own: _Own) -> _Told:
    c = own.claim
    before = max((RETOLD["bounds"][_figures(q)] for q in c.quantities), default=0)
    if not any(s.kind in ("named", "unnamed") for s in c.attribution):
        # Who quotes somebody does not say that he saw it himself.
        before += RETOLD["state"].get(c.type, 0) + RETOLD["access"].get(own.kind, 0)
    return _Told(own.at, c.item, _entities(c.actor), _entities(c.target), _things(c.target), _chosen(c), before, own.pictures)


def _chosen(c: Claim) -> Chosen:
    known = [w for w in c.places if w.place]
    where = frozenset("at" if w.rel in HERE and w.rel != "near" else w.rel for w in known)
    fine = where <= {"at"} and all(PRECISION[w.precision] <= _SETTLEMENT for w in known)
    quote = tuple(words(c.quote))
    who, known_by = _speakers(c)
    return (
        (c.likelihood, RETOLD["likelihood"]["stated" if c.likelihood == "stated" else "same"]),
        (who, RETOLD["speakers"][known_by]),
        (None if c.time.start is None else (c.time.start, c.time.end), RETOLD["day"]["same"]),
        (where, RETOLD["place"]["at" if fine else "coarse"]),
        (quote, RETOLD["words"]["same" if len(quote) >= COPIES["sentence_words"] else "short"]),
    )


def _speakers(c: Claim) -> tuple[object, str]:
    """Who is quoted; of whom the report does not name only the kind."""
    who = tuple((s.kind, s.entity or (" ".join(words(s.text)) if s.kind == "named" else "")) for s in c.attribution)
    kinds = {kind for kind, _ in who}
    return who, "none" if not who else next((k for k in ("witnessed", "named") if k in kinds), "unnamed")


def _figures(q: Quantity) -> str:
    if q.low is None or q.low != q.high:
        return "chosen"
    return "figures" if len(f"{q.low.normalize():f}".strip("0.")) > 1 else "single"


def _bounds(c: Claim) -> frozenset[tuple[object, ...]]:
    return frozenset((q.unit, q.low, q.high) for q in c.quantities) if c.quantities else _NONE


def _entities(who: Iterable[Participant]) -> frozenset[str]:
    return frozenset(p.entity for p in who if p.entity) if who else _NONE


def _things(who: Iterable[Participant]) -> frozenset[str]:
    """What was hit, cut or counted, by its class, or else by the family of its main word; "people" are nobody in particular."""
    texts = (p.text.casefold() for p in who if not p.entity)
    return frozenset(filter(None, map(_thing, texts)))


@lru_cache(maxsize=1 << 14)
def _thing(text: str) -> str:
    said = text.split()
    return next((KINDS[w] for w in said if w in KINDS), "" if said and said[-1] in ANYBODY else family(text))
