"""How many, where several lines give bounds: the narrowest run of values that holds four fifths of the probability."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log

from sitrepdesk.model import Account, Event

from ._tables import ENOUGH, START, SURE

_MAYBE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A voice's bounds for one number; an open bound is ``None``. ``sure``: from 0.5 (a coin) to 1."""

    voice: str
    low: Decimal | None
    high: Decimal | None
    sure: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Where a number lies with the probability ``per_mille``; an open bound is ``None``. ``lines`` voices gave bounds for it."""

    unit: str
    of: str
    low: Decimal | None
    high: Decimal | None
    per_mille: int
    lines: int


def ranges(event: Event, accounts: Mapping[str, Account]) -> tuple[Range, ...]:
    """The numbers of an event, by unit and by what is counted. A line's latest firm bounds stand for it; copies count once."""
    found: dict[tuple[str, str], dict[str, tuple[int, str, Statement]]] = defaultdict(dict)
    for a in (accounts[c] for c in event.claims):
        for q in a.quantities if a.line and a.tier < _MAYBE else ():
            if q.unit and (q.low is not None or q.high is not None):
                said = (a.said_at, a.id, Statement(voice=a.line or "", low=q.low, high=q.high, sure=SURE[a.likelihood]))
                mine = found[q.unit, q.of or ""]
                mine[said[2].voice] = max(mine.get(said[2].voice, said), said, key=lambda s: s[:2])
    return tuple(_range(unit, of, [s for *_, s in said.values()]) for (unit, of), said in sorted(found.items()))


def likely_range(statements: Iterable[Statement]) -> tuple[Decimal | None, Decimal | None, float]:
    """The narrowest run of values around the likeliest that holds enough of the probability, and how much that is.

    The bounds that were said cut the numbers into cells. Who is right gives bounds that hold the true cell; who is wrong may have
    meant any cell outside them, so that a wrong exact number is one of many.
    Without statements it is everything. The order of the statements does not matter.
    """
    said = sorted(statements, key=lambda s: (s.voice, str(s.low), str(s.high)))
    edges = sorted({b for s in said for b in (s.low, s.high) if b is not None})
    if not edges:
        return None, None, 1.0
    spans = [_cells(s, edges) for s in said]
    masses = _masses(said, spans, 2 * len(edges) + 1)
    first = last = max(range(len(masses)), key=lambda i: (masses[i], -i))
    while sum(masses[first : last + 1]) < ENOUGH:
        # Where a gap lies between two groups, the way leads to the side that holds more.
        first, last = (first - 1, last) if sum(masses[:first]) >= sum(masses[last + 1 :]) else (first, last + 1)
    low, high = (first - 1) // 2 if first % 2 == 0 else first // 2, last // 2
    return (edges[low] if low >= 0 else None), (edges[high] if high < len(edges) else None), sum(masses[first : last + 1])


def _range(unit: str, of: str, said: list[Statement]) -> Range:
    low, high, p = likely_range(said)
    return Range(unit=unit, of=of, low=low, high=high, per_mille=min(990, round(1000 * p)), lines=len(said))


def _cells(s: Statement, edges: list[Decimal]) -> range:
    """The cells within the bounds: below the first edge, the edge itself, between it and the next, and so on."""
    first = 0 if s.low is None else 2 * bisect_left(edges, s.low) + 1
    last = 2 * len(edges) if s.high is None else 2 * bisect_left(edges, s.high) + 1
    return range(first, last + 1)


def _masses(said: list[Statement], spans: list[range], cells: int) -> list[float]:
    weights = []
    for cell in range(cells):
        total = 0.0 if any(cell in span for span in spans) else -log(1e6)
        for s, span in zip(said, spans, strict=True):
            right, wrong = START["party" if s.voice.startswith("party:") else "voice"]
            accuracy = (right / (right + wrong)) * s.sure + (wrong / (right + wrong)) * (1 - s.sure)
            total += log(accuracy) if cell in span else log((1 - accuracy) / max(1, cells - len(span)))
        weights.append(total)
    top = max(weights)
    shares = [exp(w - top) for w in weights]
    return [s / sum(shares) for s in shares]
