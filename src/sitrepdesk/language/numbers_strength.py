"""A count of formations and a pack's table of strengths go in; what they may hold comes out, as an estimate apart from the count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sitrepdesk.model.claim import Quantity
from sitrepdesk.theatre import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many ``unit`` a count of formations may stand for; derived, never added to a tally, and only as good as its ``source``."""

    of: Quantity
    low: Decimal | None
    high: Decimal | None
    unit: str
    source: str


def estimates(found: Iterable[Quantity], strengths: Iterable[Strength]) -> tuple[Estimate, ...]:
    """For each count of formations that the table knows, "two battalions" or a yardstick of them: fewest and most that they hold."""
    rows = {s.formation: s for s in strengths}
    out = []
    for q in found:
        row = rows.get((q.unit or "").removesuffix("-equivalent"))
        if row is not None and (q.low or q.high):
            low = None if q.low is None else q.low * row.low
            high = None if q.high is None else q.high * row.high
            out.append(Estimate(of=q, low=low, high=high, unit=row.unit, source=row.source))
    return tuple(out)
