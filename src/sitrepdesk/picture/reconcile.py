"""Counts of the same thing by several lines, brought together: the interval that they leave, and what was left out and why.

The rules. Counts are compared only where kind, side and unit are the same and they are told of one event, or both are running totals of
one place and of overlapping times. They are never added: not a day's count to a running total, not a part ("including 3 officers") to
its whole, not one source's to another's. A line counts once: its newer count takes the place of its older one, and copies count with
what they copy. A value is worth as much as the counts that it fits; one in a party's mouth, or hedged, is worth half. The interval holds
the values worth no less than half a count below the best. Where not even an outsider's firm count and half another fit one value, it is
what all of them leave possible, if that is anything and they are together worth more than a firm count; else they exclude each other,
and the interval spans them all. What it does not hold is left out and named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from sitrepdesk.model import Reconciled, Tally

Bound = Decimal | None
HALF = Decimal("0.5")
"""What a count is worth that is hedged, or told by a party to the conflict; both together: half of that."""
AGREED = Decimal("1.5")
"""A value that fits counts worth less is nobody's common ground."""
FIRM = Decimal(1)
"""What an outsider's firm count is worth: where all counts together are worth more, and fit one value, weak ones narrow it too."""
PART, OTHERWISE, WHOSE = "part of another", "excluded by the others", "of people or things of an unnamed side"


def reconcile(tallies: Iterable[Tally]) -> tuple[Reconciled, ...]:
    """What counts of two and more lines give together: of each event, and of running totals. One line's word alone gives nothing new."""
    events: dict[tuple[str, str, str], list[Tally]] = defaultdict(list)
    totals: dict[tuple[str, str, str, str], list[Tally]] = defaultdict(list)
    for t in tallies:
        if t.scope == "total" and t.side:
            totals[t.kind, t.side, t.unit, t.place or ""].append(t)
        elif t.scope != "total" and t.event:
            events[t.kind, t.event, t.unit].append(t)
    of_events = (r for key in sorted(events) for r in _of_event(events[key]))
    of_totals = (r for key in sorted(totals) for same in _at_one_time(totals[key]) if (r := _one(same, ())))
    return (*of_events, *of_totals)


def _of_event(found: Sequence[Tally]) -> Iterator[Reconciled]:
    """Counts of one event: where two sides are named, each side's; else all of them."""
    if len({t.source for t in found}) < 2:
        return
    claims = [c for t in found for c in t.support]
    beside = found if len(set(claims)) < len(claims) else ()  # Mostly no claim counts twice.
    whole = [t for t in found if t.scope != "part" and not _is_part(t, beside)]
    parts = [(t.support[0], PART) for t in found if t not in whole]
    sides = sorted({t.side for t in whole if t.side})
    for side in sides if len(sides) > 1 else [None]:
        same = [t for t in whole if side is None or t.side == side]
        unsaid = [(t.support[0], WHOSE) for t in whole if side is not None and t.side is None]
        if made := _one(same, (*parts, *unsaid)):
            yield made


def _is_part(t: Tally, found: Iterable[Tally]) -> bool:
    """A smaller count beside a larger one in the same claim counts some of the same."""
    return any(set(t.support) & set(u.support) and _size(t) < _size(u) for u in found)


def _size(t: Tally) -> Decimal:
    return t.low if t.low is not None else t.high or Decimal(0)


def _at_one_time(found: Sequence[Tally]) -> Iterator[list[Tally]]:
    left = sorted(found, key=lambda t: (t.start or 0, t.end or 0, t.support))
    while left:
        same = [t for t in left if _overlap(left[0], t)]
        left = [t for t in left if t not in same]
        yield same


def _overlap(a: Tally, b: Tally) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return (a.start, a.end) == (b.start, b.end)
    return a.start < b.end and b.start < a.end


def _one(same: Sequence[Tally], apart: Iterable[tuple[str, str]]) -> Reconciled | None:
    lines: dict[str, Tally] = {}
    for t in sorted(same, key=lambda t: (t.hedged, -(t.as_of or 0), t.support)):
        lines.setdefault(t.source or "", t)
    counts = list(lines.values())
    if len(counts) < 2:
        return None
    low, high, worth = _common(counts)
    agree = worth >= AGREED
    if not agree and worth > FIRM and worth == sum(_worth(t) for t in counts):
        low, high, _ = _common(counts, Decimal(0))
        agree = True
    if not agree:
        low, high = _least([t.low for t in counts]), _most([t.high for t in counts])
    held = [t for t in counts if _meets(t, low, high)]
    out = [(t.support[0], OTHERWISE) for t in counts if t not in held]
    t = min(held, key=lambda t: (t.side is None, t.place is None, t.support))
    return Reconciled(
        kind=t.kind, side=t.side, unit=t.unit, place=t.place, low=low, high=high, agree=agree, lines=len(held),
        support=tuple(c for x in held for c in x.support), left_out=(*out, *sorted(set(apart))), event=t.event,
    )  # fmt: skip


def _common(counts: Sequence[Tally], slack: Decimal = HALF) -> tuple[Bound, Bound, Decimal]:
    """The run of values that fit the most worth of counts, but for so much; and what the best of them is worth."""
    edges = sorted({b for t in counts for b in (t.low, t.high) if b is not None})
    worth = [Decimal(0)] * (2 * len(edges) + 1)
    for t in counts:
        first = 0 if t.low is None else 2 * bisect_left(edges, t.low) + 1
        last = 2 * len(edges) if t.high is None else 2 * bisect_left(edges, t.high) + 1
        for cell in range(first, last + 1):
            worth[cell] += _worth(t)
    good = [i for i, w in enumerate(worth) if w >= max(worth) - slack]
    low, high = (good[0] + 1) // 2 - 1, good[-1] // 2
    return (edges[low] if low >= 0 else None), (edges[high] if high < len(edges) else None), max(worth)


def _worth(t: Tally) -> Decimal:
    return (HALF if t.hedged else Decimal(1)) * (HALF if t.party else Decimal(1))


def _meets(t: Tally, low: Bound, high: Bound) -> bool:
    return (t.low is None or high is None or t.low <= high) and (t.high is None or low is None or low <= t.high)


def _least(bounds: Sequence[Bound]) -> Bound:
    known = [b for b in bounds if b is not None]
    return min(known) if len(known) == len(bounds) else None


def _most(bounds: Sequence[Bound]) -> Bound:
    known = [b for b in bounds if b is not None]
    return max(known) if len(known) == len(bounds) else None
