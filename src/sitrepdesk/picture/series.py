"""Running totals over time, one series a line of origin, and what lies between two of them at one moment.

Nothing is added and nothing is filled in: a count stands at the moment up to which it counts. Two totals meet where they are of one
kind, side, unit and place. A total without an upper bound ("at least 1,168", a list of what was seen) and a higher one can both be
true; two that exclude each other cannot, and either way the gap is a number and no verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from sitrepdesk.model import Account, Gap, Micros, RunningTotal, Series, Tally, Told

from .tallies import Whose, copied, counted, nobodys


def series(told: Iterable[Told], accounts: Mapping[str, Account], unit: str, whose: Whose = nobodys) -> tuple[Series, ...]:
    """The running totals in this unit that ``told`` gives, by kind, side, place and line. Somebody else's count told again is none.

    A total of a whole country is one of the whole theatre.
    """
    sources = {a.item: a.source for a in accounts.values()}
    found: dict[tuple[str, str, str, str], list[tuple[Micros, Tally]]] = defaultdict(list)
    for t in told:
        account = accounts.get(t.claim.id)
        if account and not copied(account, sources):
            for c in counted(t.claim, account, None, whose):
                if c.unit == unit and c.scope == "total":
                    at = account.said_at if c.end is None else min(c.end, account.said_at)
                    whole = all(w.precision == "country" for w in t.claim.places if w.place)
                    c = replace(c, place=None) if whole else c
                    found[c.kind, c.side or "", c.place or "", c.source or ""].append((at, c))
    return tuple(_series(rows) for _, rows in sorted(found.items()))


def _series(rows: list[tuple[Micros, Tally]]) -> Series:
    best: dict[Micros, Tally] = {}
    for at, t in sorted(rows, key=lambda r: (r[0], r[1].hedged, -(r[1].as_of or 0), r[1].support)):
        best.setdefault(at, t)
    counts = (RunningTotal(at=at, low=t.low, high=t.high, claim=t.support[0], hedged=t.hedged) for at, t in best.items())
    t = rows[0][1]
    return Series(kind=t.kind, side=t.side, unit=t.unit, place=t.place, line=t.source or "", party=t.party, counts=tuple(counts))


def gaps(found: Iterable[Series]) -> Iterator[Gap]:
    """What lies between every two series of one thing, at the last moment that both reach."""
    same: dict[tuple[str, str, str], list[Series]] = defaultdict(list)
    for s in found:
        same[s.kind, s.side or "", s.place or ""].append(s)
    yield from (g for rows in same.values() for a, b in combinations(rows, 2) if (g := gap(a, b, min(a.last.at, b.last.at))))


def gap(a: Series, b: Series, at: Micros) -> Gap | None:
    """What lies between two series at a moment; ``None`` where one of them has no count yet."""
    x, y = a.by(at), b.by(at)
    if x is None or y is None:
        return None
    (fewer, less), (greater, more) = sorted(((x, a), (y, b)), key=lambda p: (p[0].size, p[1].line))
    top = fewer.high if fewer.high is not None else fewer.size
    apart = max(Decimal(0), greater.low - top) if greater.low is not None else Decimal(0)
    possible = (fewer.high is None or greater.low is None or greater.low <= fewer.high) and (
        greater.high is None or fewer.low is None or fewer.low <= greater.high
    )
    return Gap(at=at, less=less, more=more, fewer=fewer, greater=greater, apart=apart, possible=possible)
