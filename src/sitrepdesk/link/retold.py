"""Claims that another source told before, so much alike that they count with it although no words show that they were copied.

Reporters who see a thing themselves seldom choose the same bounds ("at least 40", "12 to 15"), the same softening word, the same
person to quote; who has it from another keeps them, and adds nothing. What two tellings have alike, and what not, is weighed
(``tables/retold.toml``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sitrepdesk.model import DAY, Claim, Item, Participant, Quantity, Source

from ._tables import COPIES, GENERAL, GROUP, HERE, PRECISION, RETOLD, THING
from .heads import family
from .shingles import words

_SETTLEMENT = PRECISION["settlement"]
_ENOUGH = RETOLD["enough"]["weight"]
_SOON = RETOLD["delay"]["hours"] * DAY // 24
Chosen = Mapping[str, tuple[object, str]]
Sort = tuple[str, tuple[str, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Own:
    """A claim that is its report's own news: when it was told, on what line, by a source of what ``access``."""

    claim: Claim
    at: tuple[int, int]
    line: str
    access: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What is compared of such a claim. ``about`` are its actors, its targets and what was hit, whose difference makes another claim;
    ``chosen`` is what its reporter chose to say of it: by matter what, and of what sort that is. ``before`` weighs what lies in the claim
    and its source alone.
    """

    at: tuple[int, int]
    item: str
    about: tuple[frozenset[str], ...]
    chosen: Chosen
    before: int


def tells(c: Claim) -> Sort:
    """What a retelling keeps of a claim: the sort of happening, whether it did, and where."""
    return GROUP.get(c.type, c.type), (c.polarity, c.mood), frozenset(w.place for w in c.places if w.place)


def retold(
    claims: Iterable[Claim],
    items: Mapping[str, Item],
    sources: Mapping[str, Source],
    line_of: Callable[[str], str],
    own: Callable[[Claim], bool],
    sort_of: Callable[[str], Sort],
    apart: Collection[frozenset[str]] = (),
) -> dict[str, str]:
    """Claim id to the line that told it before. ``line_of`` gives each claim's line so far, ``own`` whether it is its report's own
    news: what is copied can be no model, since the copied one is, and copies more would stretch its day. ``sort_of`` gives what it
    ``tells`` by its id.

    The earlier telling is of another line, of the same sort, place, parties and bounds, no older than a day, and enough else is alike. Of
    several it is the one most alike. Items that are ``apart`` have nothing from each other. No source's habit is asked: a copy more would
    move all else that its source tells.
    """
    groups: dict[tuple[object, ...], list[_Own]] = defaultdict(list)
    for c in claims:
        item, sort = items[c.item], sort_of(c.id)
        if item.published and sort[2] and own(c):
            head = family(c.head) if c.type in GENERAL else ""
            at = item.published.start, item.published.end
            groups[sort, _bounds(c), c.subtype, c.level, head].append(_Own(c, at, line_of(c.id), _access(sources.get(item.source or ""))))
    found: dict[str, str] = {}
    for group in groups.values():
        if len(group) > 1:
            for late, before in _retellings(sorted(group, key=lambda t: (t.at, t.claim.id)), apart):
                found[late.claim.id] = found.get(before.claim.id, before.line)
    return found


def _access(source: Source | None) -> int:
    return RETOLD["access"].get(source.kind, 0) if source else 0


def _retellings(own: list[_Own], apart: Collection[frozenset[str]]) -> Iterator[tuple[_Own, _Own]]:
    """Each telling that has it from another line, told by then, with that other, in order of time."""
    told = cache(lambda n: _told(own[n]))
    first = 0
    for n, late in enumerate(own):
        while own[first].at[1] < late.at[0] - COPIES["retold_days"] * DAY:
            first += 1
        near = [k for k in range(first, n) if own[k].line != late.line and own[k].at[1] <= late.at[0]]
        weighed = [(_alike(told(n), told(k)), -k) for k in near if _could(told(n), told(k), apart)]
        weight, at = max(weighed, default=(_ENOUGH - 1, 0))
        if weight >= _ENOUGH:
            yield late, own[-at]


def _could(late: _Told, early: _Told, apart: Collection[frozenset[str]]) -> bool:
    """Can it have it from there: does it tell of no other parties or things?"""
    if apart and frozenset((early.item, late.item)) in apart:
        return False
    *parties, (mine, other) = zip(late.about, early.about, strict=True)
    return not any(x and y and x != y for x, y in parties) and bool(mine & other or not mine or not other)


def _alike(late: _Told, early: _Told) -> int:
    """How much speaks for the one having it from the other."""
    weight = late.before + RETOLD["delay"]["soon" if late.at[0] - early.at[0] <= _SOON else "later"]
    for matter, (mine, sort) in late.chosen.items():
        other, _ = early.chosen[matter]
        alone = "one" in RETOLD[matter] and not (mine and other)
        weight += RETOLD[matter][sort if mine == other else "one" if alone else "other"]
    return weight


def _told(own: _Own) -> _Told:
    c = own.claim
    bounds = max((RETOLD["bounds"][_figures(q)] for q in c.quantities), default=0)
    about = _entities(c.actor), _entities(c.target), _things(c.target)
    return _Told(own.at, c.item, about, _chosen(c), bounds + RETOLD["state"].get(c.type, 0) + own.access)


def _chosen(c: Claim) -> Chosen:
    known = [w for w in c.places if w.place]
    where = frozenset("at" if w.rel in HERE and w.rel != "near" else w.rel for w in known)
    fine = where <= {"at"} and all(PRECISION[w.precision] <= _SETTLEMENT for w in known)
    quote = tuple(words(c.quote))
    return {
        "likelihood": (c.likelihood, "stated" if c.likelihood == "stated" else "same"),
        "speakers": _speakers(c),
        "day": (None if c.time.start is None else (c.time.start, c.time.end), "same"),
        "place": (where, "at" if fine else "coarse"),
        "words": (quote, "same" if len(quote) >= COPIES["sentence_words"] else "short"),
    }


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
    return frozenset((q.unit, q.low, q.high) for q in c.quantities)


def _entities(who: Iterable[Participant]) -> frozenset[str]:
    return frozenset(p.entity for p in who if p.entity)


def _things(who: Iterable[Participant]) -> frozenset[str]:
    """What was hit, cut or counted, by its class, or else by the family of its main word."""
    texts = [p.text.casefold() for p in who if not p.entity]
    return frozenset(next((THING[w] for w in t.split() if w in THING), family(t)) for t in texts)
