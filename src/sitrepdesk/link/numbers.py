"""Counts of one thing in one event that cannot both be true, as clashes; and those that a later report outgrew, as updates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from sitrepdesk.model import DAY, Account, Event, Link, Micros, Quantity

from ._tables import FOUND, MAYBE, TOLL, TOLL_DAYS
from .bounds import disjoint, said
from .subjects import whole


@dataclass(frozen=True, slots=True)
class _Count:
    """One line's bounds for one thing; ``as_of`` is when the words first stood, so that a late copy is no later count."""

    account: Account
    quantity: Quantity
    as_of: Micros


def counts(accounts: Mapping[str, Account], events: Iterable[Event]) -> Iterator[Link]:
    """``contradicts`` (``left < right``) and ``updates`` links. One telling stands for all that give the same bounds in one line."""
    first: dict[str, Micros] = {}
    for a in accounts.values():
        if a.item == a.origin:
            first[a.item] = a.said_at
    for event in events:
        if event.tells == "happened" and len(event.claims) > 1:
            counted = [a for c in event.claims if (a := accounts[c]).quantities and a.tier < MAYBE and a.line]
            for block in _blocks(counted, first) if len(counted) > 1 else ():
                yield from (link for x, y in combinations(block, 2) if (link := _between(x, y)))


def _blocks(told: list[Account], first: Mapping[str, Micros]) -> Iterator[list[_Count]]:
    """Counts that can be compared, of accounts that tell some firmly: those of one place, side and unit."""
    blocks: dict[tuple[str | None, ...], dict[tuple[object, ...], _Count]] = defaultdict(dict)
    for a in sorted(told, key=lambda a: (first.get(a.origin, a.said_at), a.item != a.origin, a.said_at, a.anchor, a.id)):
        for q in a.quantities:
            if q.unit and not q.unit.endswith("-equivalent"):
                side = a.target_side if a.target_side != "other" else None
                block = blocks[a.subtype, a.place, side, q.unit, q.of if q.of != "target" else None]
                block.setdefault((q.low, q.high, a.line, a.subject.thing), _Count(a, q, first.get(a.origin, a.said_at)))
    yield from (list(b.values()) for b in blocks.values())


def _between(x: _Count, y: _Count) -> Link | None:
    a, b = x.account, y.account
    if a.origin == b.origin or not _same_time(a, b) or not _exclude(x, y):
        return None
    first, last = sorted((x, y), key=lambda c: (c.as_of, c.account.id))
    if _grown(first, last) or _revised(first, last):
        less = "less" if _less(first, last) else "more"
        because = f"A later report counts {less}: {said(last.quantity)} after {said(first.quantity)} ({x.quantity.unit})."
        return Link(left=last.account.id, right=first.account.id, relation="updates", score=1000, because=because)
    left, right = sorted((a.id, b.id))
    against = f"{said(x.quantity)} against {said(y.quantity)} ({x.quantity.unit})"
    because = f"The counts exclude each other: {against}, of the same thing at one time."
    return Link(left=left, right=right, relation="contradicts", score=1000, because=because)


def _same_time(a: Account, b: Account) -> bool:
    """Do they share an instant? Of a wide area only said times count: much may happen there in a day."""
    return a.start < b.end and b.start < a.end and (not a.broad or (a.explicit and b.explicit))


def _exclude(x: _Count, y: _Count) -> bool:
    """Can the two not both be true? Of a whole and its part, or of some days and one of them, only where the part is larger."""
    one, other = x.account.subject.thing, y.account.subject.thing
    if one == other:
        part, of = sorted((x, y), key=lambda c: c.account.end - c.account.start)
        return disjoint(x.quantity, y.quantity) and not (_spans(of.account, part.account) and _less(of, part))
    if whole(other, one):
        x, y = y, x
    elif not whole(one, other):
        return False
    return disjoint(x.quantity, y.quantity) and not _less(y, x)


def _spans(longer: Account, shorter: Account) -> bool:
    """Does the one count some days, and the other a part of them? "112 in three days" and "40 on the second" are both true."""
    length = longer.end - longer.start
    inside = longer.start <= shorter.start and shorter.end <= longer.end
    return longer.explicit and shorter.explicit and inside and length >= 2 * DAY and length >= 2 * (shorter.end - shorter.start)


def _less(first: _Count, last: _Count) -> bool:
    return last.quantity.high is not None and first.quantity.low is not None and last.quantity.high < first.quantity.low


def _revised(first: _Count, last: _Count) -> bool:
    """Is it the same source that says so later, in words of its own?"""
    a, b = first.account, last.account
    return first.as_of < last.as_of and a.source is not None and (a.source, a.item, b.item) == (b.source, a.origin, b.origin)


def _grown(first: _Count, last: _Count) -> bool:
    """Is the second what the first has come to since? Tolls grow for some days, and the missing are found."""
    a, b = first.account, last.account
    if a.type not in TOLL or first.as_of >= last.as_of or last.as_of > min(a.end, b.end) + TOLL_DAYS:
        return False
    return b.type in FOUND or not _less(first, last)
