"""Counts of the same thing by several lines, brought together: what all of them leave possible, and what was left out and why.

The rules. Counts are compared only where kind, side, unit and place are the same and both are a period's count of overlapping times, or
both are running totals. They are never added: not a day's count to a running total, not a part ("including 3 officers") to its whole, not
one source's to another's. A line's newer count has already taken the place of its older one, and copies count with what they copy.
What all firm counts leave possible is the intersection of their intervals; where that is empty they exclude each other, and the interval
spans them all. Hedged counts and parts narrow nothing: they are named as left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sitrepdesk.model import Reconciled, Tally

Bound = Decimal | None
_OTHER = {
    "period": "of another time, or a running total",
    "total": "a period's count, which no total holds",
    "unknown": "of a time that is said",
}


def reconcile(tallies: Iterable[Tally]) -> tuple[Reconciled, ...]:
    """What counts of two and more lines give together, by kind, side, unit and place. One line's word alone gives nothing new."""
    by: dict[tuple[str, str, str, str], list[Tally]] = {}
    for t in tallies:
        if t.side and t.unit:
            by.setdefault((t.kind, t.side, t.unit, t.place or ""), []).append(t)
    made = (r for key in sorted(by) for r in _groups(by[key]))
    return tuple(made)


def _groups(found: Sequence[Tally]) -> Iterable[Reconciled]:
    """Comparable counts of one thing: those whose times overlap, totals apart from periods."""
    left = sorted(found, key=lambda t: (t.scope, t.start or 0, t.support))
    while left:
        first, *rest = left
        same = [first, *(t for t in rest if _comparable(first, t))]
        left = [t for t in rest if t not in same]
        others = [t for t in found if t not in same]
        if first.scope == "part":
            continue
        if made := _one(same, others):
            yield made


def _comparable(a: Tally, b: Tally) -> bool:
    if a.scope != b.scope:
        return False
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return (a.start, a.end) == (b.start, b.end)
    return a.start < b.end and b.start < a.end


def _one(same: Sequence[Tally], others: Sequence[Tally]) -> Reconciled | None:
    whole = [t for t in same if not t.hedged]
    if len({t.source for t in whole}) < 2:
        return None
    low = max((t.low for t in whole if t.low is not None), default=None)
    high = min((t.high for t in whole if t.high is not None), default=None)
    agree = low is None or high is None or low <= high
    if not agree:
        low = _least([t.low for t in whole])
        high = _most([t.high for t in whole])
    out = [(t.support[0], "hedged or hearsay") for t in same if t not in whole]
    out += [(t.support[0], "a part of another count" if t.scope == "part" else _OTHER[same[0].scope]) for t in others]
    t = whole[0]
    return Reconciled(
        kind=t.kind, side=t.side or "", unit=t.unit, place=t.place, low=low, high=high, agree=agree, lines=len({x.source for x in whole}),
        support=tuple(c for x in whole for c in x.support), left_out=tuple(out),
    )  # fmt: skip


def _least(bounds: Sequence[Bound]) -> Bound:
    known = [b for b in bounds if b is not None]
    return min(known) if len(known) == len(bounds) else None


def _most(bounds: Sequence[Bound]) -> Bound:
    known = [b for b in bounds if b is not None]
    return max(known) if len(known) == len(bounds) else None
