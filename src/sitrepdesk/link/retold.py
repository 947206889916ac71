"""Claims that another source told before, so much alike that they count with it although no words show that they were copied.

Reporters who see a thing themselves seldom choose the same bounds ("at least 40", "12 to 15") or the same softening word; who has it from
another keeps them. A bare number is what all who are right tell, and shows nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sitrepdesk.model import DAY, Claim, Item, Participant

from ._tables import COPIES, GROUP


@dataclass(frozen=True, slots=True)
class _Told:
    claim: Claim
    at: tuple[int, int]
    line: str
    own: bool
    """Is it its report's own news? What is copied can be no model: the copied one is, and copies more would stretch its day."""
    shows: bool
    """Could it show that it was told before?"""


def tells(c: Claim) -> tuple[object, ...]:
    """What a retelling keeps of a claim: the sort of happening, whether it did, and where."""
    return GROUP.get(c.type, c.type), (c.polarity, c.mood), frozenset(w.place for w in c.places if w.place)


def retold(
    claims: Iterable[Claim], items: Mapping[str, Item], line_of: Callable[[str], str], own: Callable[[Claim], bool]
) -> dict[str, str]:
    """Claim id to the line that told it before. ``line_of`` gives each claim's line so far, ``own`` whether it is its report's own
    news.

    The earlier telling is of another line, of the same sort, place and parties, no older than a day, and in the same bounds. No
    source's habit is asked: a copy more would move all else that its source tells.
    """
    groups: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    for c in claims:
        published, sort = items[c.item].published, tells(c)
        if published and sort[2]:
            mine = own(c)
            shows = mine and (c.likelihood != "stated" or _formed(c))
            groups[sort, _bounds(c)].append(_Told(c, (published.start, published.end), line_of(c.id), mine, shows))
    found: dict[str, str] = {}
    for group in groups.values():
        ordered = sorted(group, key=lambda t: (t.at, t.claim.id))
        first = 0
        for n, late in enumerate(ordered):
            while ordered[first].at[1] < late.at[0] - COPIES["retold_days"] * DAY:
                first += 1
            before = next((o for o in ordered[first:n] if _has_it_from(late, o)), None) if late.shows else None
            if before:
                found[late.claim.id] = found.get(before.claim.id, before.line)
    return found


def _has_it_from(late: _Told, early: _Told) -> bool:
    a, b = late.claim, early.claim
    if not early.own or early.line == late.line or early.at[1] > late.at[0]:
        return False
    parties = zip((_entities(a.actor), _entities(a.target)), (_entities(b.actor), _entities(b.target)), strict=True)
    if any(x and y and x != y for x, y in parties):
        return False
    return a.likelihood == b.likelihood != "stated" or _formed(a)


def _formed(c: Claim) -> bool:
    """Are there bounds that a reporter chose, and not only bare numbers?"""
    return any(q.low != q.high for q in c.quantities)


def _bounds(c: Claim) -> frozenset[tuple[object, ...]]:
    return frozenset((q.unit, q.low, q.high) for q in c.quantities)


def _entities(who: Iterable[Participant]) -> frozenset[str]:
    return frozenset(p.entity for p in who if p.entity)
