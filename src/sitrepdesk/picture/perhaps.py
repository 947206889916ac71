"""New happenings that may be another account of one that is told better: reports slip a day, or name the next town or the province.

Nothing is merged by that. Such a happening stays in the picture; what changed only does not count it as news of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sitrepdesk.model import DAY, Claim, Happening, Micros, Quantity, Told

TELLING = 3
"""A count that two accounts share tells that they may be one from here on; one or two of anything are common."""
BEFORE = 3 * DAY
"""How long before it was first told a happening of which nobody says when it was may lie."""
_Span = tuple[Micros, Micros]


def perhaps_known(new: Iterable[Happening], now: Iterable[Happening], told: Mapping[str, Told]) -> dict[str, Happening]:
    """Event id of a new happening to the better-told happening that it may be another account of.

    Better told is what has more lines, then more reports. Of one type and way of telling, with no participants that exclude each
    other, two may be one where the place is the same, or one is the province of the other, and not more than a day lies between
    them; and where they give counts that meet, also in two towns of a province at the same time.
    """
    spans = {h.event: s for h in now if (s := _span(h, told))}
    near: dict[tuple[object, ...], list[Happening]] = defaultdict(list)
    for h in now:
        for key in _keys(h, spans):
            near[key].append(h)
    found: dict[str, Happening] = {}
    for h in sorted(new, key=_standing):
        others = {g.event: g for key in _keys(h, spans) for g in near[key] if g.event not in found and _standing(g) < _standing(h)}
        alike = [g for g in others.values() if _may_be_one(h, g, spans, told)]
        if alike:
            found[h.event] = min(alike, key=_standing)
    return found


def _standing(h: Happening) -> tuple[object, ...]:
    return (-h.lines, -h.reports, h.start or 0, h.event)


def _span(h: Happening, told: Mapping[str, Told]) -> _Span | None:
    """When it was, as far as that is said; else not long before it was first told."""
    if h.start is not None and h.end is not None:
        return h.start, h.end
    first = min((told[c].item.available_at for c in h.claims if c in told), default=None)
    return None if first is None else (first - BEFORE, first)


def _keys(h: Happening, spans: Mapping[str, _Span]) -> Iterator[tuple[object, ...]]:
    if h.area is None or h.event not in spans:
        return
    start, end = spans[h.event]
    for day in range((start - DAY) // DAY, (end + DAY) // DAY + 1):
        yield h.type, h.tells, h.area, day


def _may_be_one(a: Happening, b: Happening, spans: Mapping[str, _Span], told: Mapping[str, Told]) -> bool:
    (a_start, a_end), (b_start, b_end) = spans[a.event], spans[b.event]
    apart = max(a_start, b_start) - min(a_end, b_end)
    here = a.place == b.place or a.area in (a.place, b.place)
    if apart > DAY or not (here or (apart < 0 and _same_count(a, b, told))):
        return False
    return all(_compatible(_who(a, told, role), _who(b, told, role)) for role in ("actor", "target"))


def _claims(h: Happening, told: Mapping[str, Told]) -> Iterator[Claim]:
    yield from (told[c].claim for c in h.claims if c in told)


def _who(h: Happening, told: Mapping[str, Told], role: str) -> set[str]:
    return {p.entity for c in _claims(h, told) for p in getattr(c, role) if p.entity}


def _compatible(a: set[str], b: set[str]) -> bool:
    return not a or not b or bool(a & b)


def _same_count(a: Happening, b: Happening, told: Mapping[str, Told]) -> bool:
    """Do they share a telling count, or two whose bounds overlap?"""
    return any(p.unit == q.unit and _meet(p, q) for p in _counts(a, told) for q in _counts(b, told))


def _counts(h: Happening, told: Mapping[str, Told]) -> list[Quantity]:
    return [q for c in _claims(h, told) for q in c.quantities if q.low is not None and q.low >= TELLING]


def _meet(p: Quantity, q: Quantity) -> bool:
    if p.low is None or q.low is None:
        return False
    if p.high is None or q.high is None:
        return p.low == q.low
    return p.low <= q.high and q.low <= p.high
