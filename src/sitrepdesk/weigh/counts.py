"""How many, where several lines give bounds: the narrowest run of values that holds four fifths of the probability, and each told number's.

The bounds that were said cut the numbers into cells. Who is right gives bounds that hold the true cell; who is wrong may have
meant any cell outside them, so that a wrong exact number is one of many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log

from sitrepdesk.model import Account, Event, Quantity

from ._tables import ENOUGH, HEARSAY, SOFT, START, SURE

_MAYBE = 2
Bounds = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A voice's bounds for one number; an open bound is ``None``. ``sure``: from 0.5 (a coin) to 1."""

    voice: str
    low: Decimal | None
    high: Decimal | None
    sure: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Bounds and how likely they hold the true number: told ones (``values``; a soft bound gives way by a fifth), or where the number lies
    after all that was told (``ranges``). An open bound is ``None``. ``lines`` voices told them, or gave any bounds for it.
    """

    unit: str
    of: str
    low: Decimal | None
    high: Decimal | None
    per_mille: int
    lines: int


def values(event: Event, accounts: Mapping[str, Account], happened: int = 1000) -> tuple[Value, ...]:
    """Each number told of an event with its probability, the likeliest first. ``happened``: how likely the event itself is, per mille.

    A line's latest word speaks for it, a softened one as far as it is sure; bounds that it gave up are asked about as well.
    """
    told: dict[tuple[str, str], dict[tuple[Decimal | None, Decimal | None], set[str]]] = defaultdict(lambda: defaultdict(set))
    soft: dict[tuple[object, ...], Bounds] = {}
    last: dict[tuple[str, str], dict[str, tuple[int, str, Statement]]] = defaultdict(dict)
    for a in (accounts[c] for c in event.claims):
        for q in a.quantities if a.line else ():
            if a.line and q.unit and (q.low is not None or q.high is not None):
                key = q.unit, q.of or ""
                told[key][q.low, q.high].add(a.line)
                low, high = soft[(*key, q.low, q.high)] = _given_way(q)
                sure = min(HEARSAY, SURE[a.likelihood]) if a.tier == _MAYBE else SURE[a.likelihood]
                said = (a.said_at, a.id, Statement(voice=a.line, low=low, high=high, sure=sure))
                last[key][a.line] = max(last[key].get(a.line, said), said, key=lambda s: s[:2])
    found = []
    for key, bounds in told.items():
        asked = [soft[(*key, *b)] for b in bounds]
        chances = likely_values([s for *_, s in last[key].values()], asked)
        for (low, high), lines, p in zip(bounds, bounds.values(), chances, strict=True):
            per_mille = min(990, max(10, round(p * happened)))
            found.append(Value(unit=key[0], of=key[1], low=low, high=high, per_mille=per_mille, lines=len(lines)))
    return tuple(sorted(found, key=lambda v: (v.unit, v.of, -v.per_mille, str(v.low), str(v.high))))


def likely_values(statements: Iterable[Statement], asked: Iterable[Bounds]) -> tuple[float, ...]:
    """How likely the true number lies within each of the bounds that are asked about, by what the voices said."""
    said, bounds = sorted(statements, key=lambda s: (s.voice, str(s.low), str(s.high))), tuple(asked)
    edges = sorted({b for pair in (*((s.low, s.high) for s in said), *bounds) for b in pair if b is not None})
    masses = _masses(said, [_cells(s.low, s.high, edges) for s in said], 2 * len(edges) + 1, unnamed=1.0)
    return tuple(sum(masses[cell] for cell in _cells(low, high, edges)) for low, high in bounds)


def ranges(event: Event, accounts: Mapping[str, Account]) -> tuple[Value, ...]:
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

    Without statements it is everything. The order of the statements does not matter.
    """
    said = sorted(statements, key=lambda s: (s.voice, str(s.low), str(s.high)))
    edges = sorted({b for s in said for b in (s.low, s.high) if b is not None})
    if not edges:
        return None, None, 1.0
    spans = [_cells(s.low, s.high, edges) for s in said]
    masses = _masses(said, spans, 2 * len(edges) + 1)
    first = last = max(range(len(masses)), key=lambda i: (masses[i], -i))
    while sum(masses[first : last + 1]) < ENOUGH:
        # Where a gap lies between two groups, the way leads to the side that holds more.
        first, last = (first - 1, last) if sum(masses[:first]) >= sum(masses[last + 1 :]) else (first, last + 1)
    low, high = (first - 1) // 2 if first % 2 == 0 else first // 2, last // 2
    return (edges[low] if low >= 0 else None), (edges[high] if high < len(edges) else None), sum(masses[first : last + 1])


def _range(unit: str, of: str, said: list[Statement]) -> Value:
    low, high, p = likely_range(said)
    return Value(unit=unit, of=of, low=low, high=high, per_mille=min(990, round(1000 * p)), lines=len(said))


def _given_way(q: Quantity) -> Bounds:
    """Its bounds, the soft ones wider by a fifth."""
    low = q.low * (1 - SOFT) if q.low is not None and q.soft in ("low", "both") else q.low
    high = q.high * (1 + SOFT) if q.high is not None and q.soft in ("high", "both") else q.high
    return low, high


def _cells(low: Decimal | None, high: Decimal | None, edges: list[Decimal]) -> range:
    """The cells within bounds: below the first edge, the edge itself, between it and the next, and so on."""
    first = 0 if low is None else 2 * bisect_left(edges, low) + 1
    last = 2 * len(edges) if high is None else 2 * bisect_left(edges, high) + 1
    return range(first, last + 1)


def _masses(said: list[Statement], spans: list[range], cells: int, unnamed: float = 1e-6) -> list[float]:
    """How likely each cell holds the number. ``unnamed``: how much less a cell counts that lies within nobody's bounds."""
    weights = []
    for cell in range(cells):
        total = 0.0 if any(cell in span for span in spans) else log(unnamed)
        for s, span in zip(said, spans, strict=True):
            right, wrong = START["party" if s.voice.startswith("party:") else "voice"]
            accuracy = (right / (right + wrong)) * s.sure + (wrong / (right + wrong)) * (1 - s.sure)
            total += log(accuracy) if cell in span else log((1 - accuracy) / max(1, cells - len(span)))
        weights.append(total)
    top = max(weights)
    shares = [exp(w - top) for w in weights]
    return [s / sum(shares) for s in shares]
