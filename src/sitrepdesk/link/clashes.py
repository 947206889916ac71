"""Claims that cannot all be true, with a sentence for each: yes against no, two holders of one place, opposite levels.

Only firm tellings clash: hearsay, a maybe, a plan or a question contradicts nothing. A claim never clashes with its own copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sitrepdesk.model import DAY, Account, Event, Link, placed

from ._tables import AWAITED, GENERAL, GROUP, MAYBE
from .numbers import counts
from .subjects import apart

_YES_NO = "One side of the reports says that this happened, another that it did not, at the same place and time."
_LEVEL = "One report calls the state good, another poor, at the same place and time."
_GONE = "One report says that the side has left the place, another that it still holds it."
_OFF = frozenset({"toward", "via", "beyond", "near"})
"""Relations in which a place is not itself held or entered."""
_HOLDING = frozenset({"capture", "hold", "advance", "withdraw"})


@dataclass(frozen=True, slots=True)
class _Stand:
    """A firm telling of an event: its best-standing account of one place, time and pair of sides; ``firm`` are all that tell it firmly."""

    event: Event
    best: Account
    rank: int
    firm: list[Account]


def clashes(accounts: Mapping[str, Account], events: Iterable[Event]) -> tuple[Link, ...]:
    """``contradicts`` links between claims, one for each pair of events or of counts that exclude each other; ``left < right``."""
    told = tuple(events)
    stands = [s for e in told for s in _stands(accounts, e)]
    found = {(link.left, link.right): link for link in _best((*_opposites(stands), *_holders(stands)))}
    found |= {(k.left, k.right): k for k in counts(accounts, told) if k.relation == "contradicts"}
    return tuple(found[k] for k in sorted(found))


def updates(accounts: Mapping[str, Account], events: Iterable[Event]) -> tuple[Link, ...]:
    """``updates`` links to what a later report outgrew: a toll that rose, a place that another side took since. None of it is a clash."""
    told = tuple(events)
    found = {(k.left, k.right): k for k in (*counts(accounts, told), *_successions(accounts, told)) if k.relation == "updates"}
    return tuple(found[k] for k in sorted(found))


def _stands(accounts: Mapping[str, Account], event: Event) -> Iterator[_Stand]:
    if event.tells not in ("happened", "not-happened"):
        return
    firm = [a for c in event.claims if (a := accounts[c]).tier < MAYBE and a.line]
    kinds: dict[tuple[object, ...], tuple[int, Account]] = {}
    for rank, a in enumerate(firm):
        if not a.place or a.looks_back:
            continue  # what is told of no known place, or of no known time, meets nothing
        when = (a.start // DAY, -(-a.end // DAY), a.said_at // DAY)
        kinds.setdefault((a.type, a.place, when, a.explicit, a.actor_side, a.target_side, a.subject, a.level), (rank, a))
    yield from (_Stand(event, a, rank, firm) for rank, a in kinds.values())


_Found = tuple[tuple[str, str], int, Link]


def _link(a: _Stand, b: _Stand, because: str) -> _Found:
    (left, _), (right, _) = sorted(((a.best.id, a), (b.best.id, b)), key=lambda x: x[0])
    one, other = sorted((a.event.id, b.event.id))
    return (one, other), a.rank + b.rank, Link(left=left, right=right, relation="contradicts", score=1000, because=because)


def _best(found: Iterable[_Found]) -> Iterator[Link]:
    """Of each pair of events the clash of their best-standing tellings."""
    best: dict[tuple[str, str], tuple[int, str, str, Link]] = {}
    for pair, rank, link in found:
        mine = (rank, link.left, link.right, link)
        best[pair] = min(best.get(pair, mine), mine, key=lambda x: x[:3])
    yield from (link for *_, link in best.values())


def _opposites(stands: list[_Stand]) -> Iterator[_Found]:
    blocks: dict[tuple[str, ...], list[_Stand]] = defaultdict(list)
    for s in stands:
        if s.best.place and s.best.type not in GENERAL:
            blocks[GROUP.get(s.best.type, s.best.type), s.best.subtype or "", s.best.place].append(s)
    split = (b for b in blocks.values() if len({(s.event.tells, s.best.level) for s in b}) > 1)
    for a, b in _overlapping(split):
        if not _sides_agree(a.best, b.best):
            continue
        if a.best.level and b.best.level:
            if a.best.level != b.best.level:
                yield _link(a, b, _LEVEL)
        elif a.event.tells != b.event.tells and not _later_news(a.best, b.best):
            yield _link(a, b, _YES_NO)


def _later_news(a: Account, b: Account) -> bool:
    """ "Not yet", and later "it did": no clash, where neither says a time that the other overlaps."""
    no, yes = (a, b) if a.tells == "not-happened" else (b, a)
    return a.type in AWAITED and no.said_at < yes.said_at and not (no.explicit and yes.explicit)


def _sides_agree(a: Account, b: Account) -> bool:
    pairs = ((a.actor_side, b.actor_side), (a.target_side, b.target_side), (a.subject.thing, b.subject.thing))
    return all(x is None or y is None or x == y for x, y in pairs) and not apart(a.subject, b.subject)


def _holders(stands: list[_Stand]) -> Iterator[_Found]:
    """Two sides that are said to take or hold one place at one time, one to hold what the other entered, or a side to hold what it left."""
    blocks: dict[str, list[_Stand]] = defaultdict(list)
    for s in stands:
        if _holding(s.best):
            blocks[_ids(s.best.place)].append(s)
    split = (b for b in blocks.values() if len({(s.best.actor_side, s.best.type == "withdraw") for s in b}) > 1)
    for x, y in _overlapping(split):
        if (why := _excludes(x.best, y.best)) is not None:
            yield _link(x, y, why)


def _excludes(x: Account, y: Account) -> str | None:
    """Why one side cannot hold what it is said to hold, if the other account is true; parts of one place exclude only the whole of it."""
    types, same, alike = {x.type, y.type}, x.actor_side == y.actor_side, x.place == y.place
    if types == {"withdraw", "hold"} and same:
        return _GONE if alike and not _held_before(x, y) else None
    if same or "withdraw" in types or types == {"advance"} or (not alike and _ids(x.place) not in (x.place, y.place)):
        return None
    if types == {"advance", "capture"}:
        return None
    sides = " and ".join(sorted((x.actor_side or "", y.actor_side or "")))
    entered = "one is said to hold the place that the other is said to have entered"
    part = "one is said to hold the place of which the other is said to hold a part"
    what = entered if "advance" in types else "both are said to hold it" if alike else part
    return f"Two sides ({sides}) at one place and time: {what}."


def _ids(place: str | None) -> str:
    return " ".join(i for _, i in placed(place))


def _holding(a: Account) -> bool:
    named = a.tells == "happened" and a.place and not a.broad and a.actor_side not in (None, "other")
    rels = {words for words, _ in placed(a.place)} & _OFF
    return bool(named) and a.type in _HOLDING and not rels and (a.type != "advance" or len(list(placed(a.place))) == 1)


def _held_before(a: Account, b: Account) -> bool:
    """ "They hold it", and later "they have left": no clash."""
    left, held = (a, b) if a.type == "withdraw" else (b, a)
    return held.said_at <= left.said_at


def _overlapping(blocks: Iterable[list[_Stand]]) -> Iterator[tuple[_Stand, _Stand]]:
    """Pairs of two events within a block that share an instant, found in order of start.

    Nobody contradicts himself by going on with his tale: a pair that one voice (a line in an item) tells, or one telling began, is none.
    """
    voices = cache(lambda event: frozenset((a.item, a.line) for a in firm[event]))
    firm: dict[str, list[Account]] = {}
    for block in blocks:
        firm |= {s.event.id: s.firm for s in block}
        open_: list[_Stand] = []
        for s in sorted(block, key=lambda s: (s.best.start, s.best.end, s.best.id)):
            open_ = [o for o in open_ if o.best.end > s.best.start]
            others = (o for o in open_ if o.event.id != s.event.id and o.best.origin != s.best.origin)
            yield from ((o, s) for o in others if voices(o.event.id).isdisjoint(voices(s.event.id)))
            open_.append(s)


def _successions(accounts: Mapping[str, Account], events: Iterable[Event]) -> Iterator[Link]:
    """From each firm word on who holds a place to the last one before it that names another side, where the two share no instant."""
    told: dict[str, list[Account]] = defaultdict(list)
    for e in events:
        best = next((a for c in e.claims if (a := accounts[c]).tier < MAYBE and a.line), None)
        if best and _holding(best) and best.type != "advance":
            told[best.place or ""].append(best)
    for block in told.values():
        block.sort(key=lambda a: (a.start, a.end, a.anchor, a.id))
        for old, new in ((o, n) for o, n in pairwise(block) if o.end <= n.start):
            if (old.actor_side == new.actor_side) == (new.type == "withdraw" and old.type != "withdraw"):
                yield Link(
                    left=new.id, right=old.id, relation="updates", score=1000, because="A later report: the place has changed hands since."
                )
