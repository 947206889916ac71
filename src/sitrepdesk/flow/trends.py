"""Running totals of one unit over time: the series of each line, what lies between them in words, and the chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitrepdesk.link import accounts
from sitrepdesk.model import Account, Figure, Gap, Series, Told, UnknownName
from sitrepdesk.picture import gaps, known, series
from sitrepdesk.publish import draw
from sitrepdesk.report import gap_in_words, trend

from .belonging import whose
from .desk import Desk
from .moments import Moments
from .situation import Holdings


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Series by what they count and of whom, each with what its line is called; what lies between every two of one thing, in words."""

    series: tuple[Series, ...]
    names: Mapping[str, str]
    gaps: tuple[tuple[Gap, str], ...]


def trends(desk: Desk, held: Holdings, at: Moments, unit: str) -> Trend:
    """The running totals in this unit ("tank"). ``UnknownName`` where no claim gives any, with the units of which there are some."""
    seen = list(known(held.told.values(), as_of=at.as_of, known_by=at.known_by))
    looked = accounts(seen, desk.pack.side_of, tuple(s.id for s in desk.pack.sides))
    found = series(seen, looked, unit, whose(desk.pack))
    if not found:
        raise UnknownName(repr(unit), "is counted by no running total of this desk", _others(desk, seen, looked))
    names = _names(desk, seen, looked)
    between = tuple((g, gap_in_words(g, names, desk.zone)) for g in gaps(found))
    return Trend(series=found, names=names, gaps=between)


def figure_of(desk: Desk, found: Trend) -> Figure:
    """The chart of the thing that most lines count, then of the one with most counts; what lies between them is its caption."""
    first = max(found.series, key=lambda s: (sum(_thing(s) == _thing(o) for o in found.series), len(s.counts)))
    same = [s for s in found.series if _thing(s) == _thing(first)]
    words = [said for g, said in found.gaps if _thing(g.more) == _thing(first)]
    return trend(same, found.names, words, titled(desk, first))


def svg_of(desk: Desk, found: Trend) -> str:
    """That chart as one SVG."""
    return draw(figure_of(desk, found), desk.zone)


def titled(desk: Desk, s: Series) -> str:
    """What a series counts: "tank (destroy), Russia's side"."""
    side = desk.pack.side(s.side) if s.side else None
    place = desk.resolver.info(s.place) if s.place else None
    where = f", {place.name}" if place else ""
    return f"{s.unit} ({s.kind}), {f'{side.name}’s side' if side else 'side not said'}{where}"


def _thing(s: Series) -> tuple[str, str | None, str | None]:
    return s.kind, s.side, s.place


def _names(desk: Desk, seen: list[Told], looked: Mapping[str, Account]) -> dict[str, str]:
    """What each line is called: a party by its side, a body by its name, a source by its own."""
    names: dict[str, str] = {}
    for t in seen:
        line = looked[t.claim.id].line if t.claim.id in looked else None
        if line and line not in names:
            kind, _, rest = line.partition(":")
            side = desk.pack.side(rest) if kind == "party" else None
            actor = desk.pack.actor(rest) if kind == "speaker" else None
            own = t.source.name if t.source and line == t.line else line
            names[line] = f"the {side.demonyms[0] if side.demonyms else side.name} side" if side else actor.name if actor else own
    return names


def _others(desk: Desk, seen: list[Told], looked: Mapping[str, Account]) -> str:
    units = sorted({q.unit for t in seen for q in t.claim.quantities if q.unit})
    some = [u for u in units if series(seen, looked, u, whose(desk.pack))][:12]
    return f"There are some of: {', '.join(some)}." if some else 'A running total says "since …", "so far", "in all" or "total".'
