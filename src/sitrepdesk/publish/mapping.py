"""The map of a report: land, boundaries, rivers, and who is said to hold which settlement. Nothing is drawn between the points.

The base layer and its date stand in ``tables/basemap.tsv``. Land that no layer covers is left white and said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from math import cos, radians

from sitrepdesk.model import Figure, Mark

from .drawing import INK, LAND, LINE, SOFT, WATER, line, sign, signs, svg, text

WIDTH, MARGIN, LEGEND = 760.0, 12.0, 30.0
LEAST = 1.4
"""Degrees of latitude that a map shows at least."""
DISCLAIMER = (
    "The boundaries and names on this map say nothing on the status of any territory. They follow UN General Assembly resolutions 68/262 "
    "and ES-11/4; lines that are disputed are dotted."
)
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Layer:
    """A line or area of the base map, points as latitude and longitude in degrees."""

    kind: str
    id: str
    name: str
    points: tuple[Point, ...]


@cache
def layers() -> tuple[Layer, ...]:
    """The layers of the base map."""
    rows = (r.split("\t") for r in (files(__package__) / "tables" / "basemap.tsv").read_text(encoding="utf-8").splitlines() if r[:1] != "#")
    return tuple(Layer(k, i, n, tuple(_point(p) for p in ps.split(";") if p)) for k, i, n, ps in rows if k not in {"layer", "date"})


@cache
def as_of() -> str:
    """The day of the boundary layer."""
    rows = (files(__package__) / "tables" / "basemap.tsv").read_text(encoding="utf-8").splitlines()
    return next(r.split("\t")[2] for r in rows if r.startswith("date\t"))


def _point(text_: str) -> Point:
    lat, _, lon = text_.partition(",")
    return float(lat), float(lon)


def within(layer: Layer, lat: float, lon: float) -> bool:
    """Does the point lie in the area (even-odd rule)?"""
    ring = layer.points
    inside = False
    for (a, b), (c, d) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (a > lat) != (c > lat) and lon < (d - b) * (lat - a) / (c - a) + b:
            inside = not inside
    return inside


@dataclass(frozen=True, slots=True)
class _Frame:
    """What part of the world is drawn, and how big: an equirectangular projection true at the middle latitude."""

    south: float
    north: float
    west: float
    east: float

    @property
    def scale(self) -> float:
        return WIDTH / ((self.east - self.west) * cos(radians((self.south + self.north) / 2)))

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def at(self, p: Point) -> Point:
        return (p[1] - self.west) / (self.east - self.west) * WIDTH, (self.north - p[0]) * self.scale


def draw_map(figure: Figure) -> str:
    """The map as SVG. Marks without a point are left out of the picture and stay in its words."""
    marks = [m for m in figure.marks if m.lat is not None and m.lon is not None]
    if not marks:
        return ""
    frame = _frame([_at(m) for m in marks])
    given = signs(m.group for m in marks)
    low = frame.height
    taken = [(x - 8, y - 8, x + 8 + 7.2 * len(m.label), y + 8) for m in marks for x, y in [frame.at(_at(m))]]
    inside = [*_ground(frame), *_rivers(frame, taken), *_marks(frame, marks, given)]
    body = [
        f'<svg width="{WIDTH:g}" height="{low:.0f}" overflow="hidden">{"".join(inside)}</svg>',
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1:g}" height="{low:.0f}" fill="none" stroke="{SOFT}"/>',
        *_legend(
            low,
            sorted({m.group for m in marks}, key=lambda g: (g in {"contested", "unknown"}, g)),
            given,
            any(m.note == "claimed" for m in marks),
        ),
    ]
    return svg(WIDTH, round(low + LEGEND), figure.title, words_of(figure), body, figure.key)


def words_of(figure: Figure) -> list[str]:
    """What the map shows, in words."""
    return [f"{m.label}: {_said(m)}." for m in figure.marks]


def _said(m: Mark) -> str:
    how = {"reported": "", "claimed": ", by claim only", "last known": ", when last known"}.get(m.note, "")
    if m.group == "contested":
        return "contested"
    return "holder unknown" if m.group == "unknown" else f"said to be held by {m.group}{how}"


def note() -> str:
    """The disclaimer with the date of the boundaries."""
    return (
        f"{DISCLAIMER} Boundaries as of {as_of()}: Natural Earth, simplified; coast drawn by hand. White: no land layer, or no information."
    )


def _at(m: Mark) -> Point:
    return (m.lat or 0) / 1e6, (m.lon or 0) / 1e6


def _frame(points: list[Point]) -> _Frame:
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    middle, centre = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    tall = max(LEAST, (max(lats) - min(lats)) * 1.4)
    wide = max(tall / cos(radians(middle)) * 1.35, (max(lons) - min(lons)) * 1.35)
    tall = max(tall, wide * cos(radians(middle)) * 0.5)
    return _Frame(middle - tall / 2, middle + tall / 2, centre - wide / 2, centre + wide / 2)


def _ground(f: _Frame) -> Iterator[str]:
    for layer in layers():
        if layer.kind == "land":
            yield f'<polygon points="{_path(f, layer.points)}" fill="{LAND}"/>'
    for layer in layers():
        if layer.kind in {"boundary", "coast", "disputed"}:
            dash = ' stroke-dasharray="2 4"' if layer.kind == "disputed" else ""
            width = 1.6 if layer.kind == "boundary" else 1.2
            yield f'<polyline points="{_path(f, layer.points)}" fill="none" stroke="{SOFT}" stroke-width="{width}"{dash}/>'


def _rivers(f: _Frame, taken: list[Box]) -> Iterator[str]:
    named: set[str] = set()
    for layer in layers():
        if layer.kind != "river":
            continue
        yield f'<polyline points="{_path(f, layer.points)}" fill="none" stroke="{WATER}" stroke-width="1.4"/>'
        seen = [p for p in layer.points if f.south + 0.05 < p[0] < f.north - 0.05 and f.west + 0.1 < p[1] < f.east - 0.3]
        free = [(x + 5, y) for x, y in map(f.at, seen) if not _hits((x + 5, y - 10, x + 5 + 6.2 * len(layer.name), y + 3), taken)]
        if free and layer.name not in named:
            named.add(layer.name)
            x, y = free[len(free) // 2]
            taken.append((x, y - 10, x + 6.2 * len(layer.name), y + 3))
            yield text(x, y, layer.name, fill="#3f6a8a", size=11, halo=True)


def _path(f: _Frame, points: Iterable[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in map(f.at, points))


def _marks(f: _Frame, marks: list[Mark], given: dict[str, tuple[str, str]]) -> Iterator[str]:
    taken: list[Box] = []
    spots = [f.at(_at(m)) for m in marks]
    taken += [(x - 8, y - 8, x + 8, y + 8) for x, y in spots]
    for m, (x, y) in zip(marks, spots, strict=True):
        shape, colour = given[m.group]
        words = m.label + (" (last known)" if m.note == "last known" else "")
        label = _place(words, x, y, taken)
        drawn = sign(shape, x, y, colour, hollow=m.group == "unknown" or (m.note != "reported" and m.group != "contested"))
        yield f"<g><title>{escape(m.label)}: {escape(_said(m))}</title>{drawn}{label}</g>"


def _place(words: str, x: float, y: float, taken: list[Box]) -> str:
    """The label where it overlaps nothing: right, left, below, above; else right."""
    wide = 7.2 * len(words)
    spots = (
        (x + 11, y + 4, "start", x + 10),
        (x - 11, y + 4, "end", x - 11 - wide),
        (x, y + 22, "middle", x - wide / 2),
        (x, y - 12, "middle", x - wide / 2),
    )
    for lx, ly, anchor, left in spots:
        box = (left, ly - 12, left + wide, ly + 3)
        fits = left > MARGIN / 2 and left + wide < WIDTH - MARGIN / 2
        if fits and not _hits(box, taken):
            taken.append(box)
            return text(lx, ly, words, anchor=anchor, halo=True, weight=600)
    lx, ly, anchor, _ = spots[0]
    return text(lx, ly, words, anchor=anchor, halo=True, weight=600)


def _hits(box: Box, taken: Iterable[Box]) -> bool:
    return any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken)


def _legend(top: float, groups: list[str], given: dict[str, tuple[str, str]], hollow: bool) -> Iterator[str]:
    x, y = MARGIN + 6, top + 19
    for g in groups:
        shape, colour = given[g]
        yield sign(shape, x, y - 4, colour, hollow=g == "unknown", r=5)
        yield text(x + 11, y, g, size=12)
        x += 30 + 7 * len(g)
    if hollow:
        yield sign("circle", x, y - 4, INK, hollow=True, r=5)
        yield text(x + 11, y, "hollow: by claim only", size=12)
    yield line(0, top, WIDTH, top, stroke=LINE)
    yield text(WIDTH - MARGIN, y, "between the points: no information", anchor="end", size=12, fill=SOFT)
