"""Claims that cannot all be true, with a sentence for each: yes against no, two holders of one place, disjoint counts, opposite levels.

Only firm tellings clash: hearsay, a maybe, a plan or a question contradicts nothing. A claim never clashes with its own copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile

from sitrepdesk.model import DAY, Account, Event, Link, Quantity

from ._tables import GENERAL, GROUP, MAYBE
from .bounds import disjoint, said

_YES_NO = "One side of the reports says that this happened, another that it did not, at the same place and time."
_LEVEL = "One report calls the state good, another poor, at the same place and time."


@dataclass(frozen=True, slots=True)
class _Stand:
    """What an event comes to: its best-standing firm account, the instants that all its accounts share, and who tells it in which item."""

    event: Event
    best: Account
    start: int
    end: int
    voices: frozenset[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class _Count:
    account: Account
    quantity: Quantity


def clashes(accounts: Mapping[str, Account], events: Iterable[Event]) -> tuple[Link, ...]:
    """``contradicts`` links between claims, one for each pair of events or of counts that exclude each other; ``left < right``."""
    stands = [s for e in events if (s := _stand(accounts, e))]
    counts = (link for link in _counts(accounts.values()) if link.relation == "contradicts")
    found = {(link.left, link.right): link for link in (*_opposites(stands), *_holders(stands), *counts)}
    return tuple(found[k] for k in sorted(found))


def updates(accounts: Mapping[str, Account]) -> tuple[Link, ...]:
    """``updates`` links from a later and higher count to the one that it outgrew: a toll that rises is no clash."""
    found = {(link.left, link.right): link for link in _counts(accounts.values()) if link.relation == "updates"}
    return tuple(found[k] for k in sorted(found))


def _stand(accounts: Mapping[str, Account], event: Event) -> _Stand | None:
    if event.tells not in ("happened", "not-happened"):
        return None
    firm = [a for c in event.claims if (a := accounts[c]).tier < MAYBE and a.line]
    if not firm:
        return None
    start, end = max(a.start for a in firm), min(a.end for a in firm)
    if start >= end:
        start, end = firm[0].start, firm[0].end
    return _Stand(event, firm[0], start, end, frozenset((a.item, a.line) for a in firm))


def _link(a: Account, b: Account, because: str) -> Link:
    left, right = sorted((a.id, b.id))
    return Link(left=left, right=right, relation="contradicts", score=1000, because=because)


def _together(a: _Stand, b: _Stand) -> bool:
    """Do they share an instant, and does no voice tell both? Nobody contradicts himself by going on with his tale."""
    return a.start < b.end and b.start < a.end and a.best.origin != b.best.origin and not a.voices & b.voices


def _opposites(stands: list[_Stand]) -> Iterator[Link]:
    blocks: dict[tuple[str, ...], list[_Stand]] = defaultdict(list)
    for s in stands:
        if s.best.place and s.best.type not in GENERAL:
            blocks[GROUP.get(s.best.type, s.best.type), s.best.subtype or "", s.best.place].append(s)
    for a, b in _overlapping(blocks.values()):
        if not _sides_agree(a.best, b.best):
            continue
        if a.best.level and b.best.level:
            if a.best.level != b.best.level:
                yield _link(a.best, b.best, _LEVEL)
        elif a.event.tells != b.event.tells and not _later_news(a.best, b.best):
            yield _link(a.best, b.best, _YES_NO)


def _later_news(a: Account, b: Account) -> bool:
    """ "Not yet", and later "it did": no clash, where neither says a time that the other overlaps."""
    no, yes = (a, b) if a.tells == "not-happened" else (b, a)
    return no.said_at < yes.said_at and not (no.explicit and yes.explicit)


def _sides_agree(a: Account, b: Account) -> bool:
    pairs = ((a.actor_side, b.actor_side), (a.target_side, b.target_side))
    return all(x is None or y is None or x == y for x, y in pairs)


def _holders(stands: list[_Stand]) -> Iterator[Link]:
    """Two sides that are said to take or hold one place at one time, or one to hold what the other has entered."""
    blocks: dict[str, list[_Stand]] = defaultdict(list)
    for s in stands:
        a = s.best
        named = s.event.tells == "happened" and a.place and not a.broad and a.actor_side not in (None, "other")
        if named and (a.type in ("capture", "hold") or (a.type == "advance" and " " not in (a.place or ""))):
            blocks[a.place or ""].append(s)
    for x, y in _overlapping(blocks.values()):
        types = {x.best.type, y.best.type}
        if x.best.actor_side == y.best.actor_side or types == {"advance"} or types == {"advance", "capture"}:
            continue
        sides = " and ".join(sorted((x.best.actor_side or "", y.best.actor_side or "")))
        what = "one is said to hold the place that the other is said to have entered" if "advance" in types else "both are said to hold it"
        yield _link(x.best, y.best, f"Two sides ({sides}) at one place and time: {what}.")


def _overlapping(blocks: Iterable[list[_Stand]]) -> Iterator[tuple[_Stand, _Stand]]:
    """Pairs within a block that share an instant, found in order of start."""
    for block in blocks:
        open_: list[_Stand] = []
        for s in sorted(block, key=lambda s: (s.start, s.end, s.event.id)):
            open_ = [o for o in open_ if o.end > s.start]
            yield from ((o, s) for o in open_ if _together(o, s))
            open_.append(s)


def _counts(accounts: Iterable[Account]) -> Iterator[Link]:
    """Disjoint counts of the same thing, as clashes or as updates. One telling stands for all that give the same bounds in one line."""
    blocks: dict[tuple[str | None, ...], dict[tuple[object, ...], _Count]] = defaultdict(dict)
    for a in sorted(accounts, key=lambda a: (a.said_at, a.id)):
        if a.tells == "happened" and a.tier < MAYBE and a.line and (a.place or a.target_side not in (None, "other")):
            for q in a.quantities:
                if q.unit and not q.unit.endswith("-equivalent"):
                    block = blocks[GROUP.get(a.type, a.type), a.subtype, a.place, _whose(a), q.unit, q.of if q.of != "target" else None]
                    block.setdefault((q.low, q.high, a.line, a.start // DAY, a.end // DAY), _Count(a, q))
    for counts in blocks.values():
        yield from _disjoint(list(counts.values()))


def _whose(a: Account) -> str | None:
    return a.target_side if a.target_side not in (None, "other") else a.counted


def _disjoint(counts: list[_Count]) -> Iterator[Link]:
    counts.sort(key=lambda c: (c.account.start, c.account.end, c.account.id))
    for i, x in enumerate(counts):
        for y in takewhile(lambda y: y.account.start < x.account.end, islice(counts, i + 1, None)):  # noqa: B023
            if not _same_time(x.account, y.account) or not disjoint(x.quantity, y.quantity):
                continue
            first, last = sorted((x, y), key=lambda c: c.account.said_at)
            if _grown(first, last):
                because = f"A later report counts more: {said(last.quantity)} after {said(first.quantity)} ({x.quantity.unit})."
                yield Link(left=last.account.id, right=first.account.id, relation="updates", score=1000, because=because)
            else:
                against = f"{said(x.quantity)} against {said(y.quantity)} ({x.quantity.unit})"
                yield _link(x.account, y.account, f"The counts exclude each other: {against}, of the same thing at one time.")


def _same_time(a: Account, b: Account) -> bool:
    if a.origin == b.origin or not (a.start < b.end and b.start < a.end):
        return False
    return bool(a.place) or (a.explicit and b.explicit)


def _grown(first: _Count, last: _Count) -> bool:
    """A later and higher count without a said time is an update, not a clash."""
    if first.account.said_at == last.account.said_at or (first.account.explicit and last.account.explicit):
        return False
    low, high = last.quantity.low, first.quantity.high
    return low is not None and high is not None and low > high
