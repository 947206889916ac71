"""Areas on the ground as rings of points: discs, wedges, belts along a line, the far side of a river; what they hold, how large."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Point = tuple[int, int]
"""Latitude and longitude in microdegrees."""
Ring = tuple[Point, ...]

METRES_A_DEGREE = 111_195
"""A degree of latitude on the sphere of 6,371 km."""
_STEP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """An area: a point lies in it that lies in one of its rings. ``km2`` is its size in square kilometres, overlaps counted once."""

    rings: tuple[Ring, ...]
    km2: float

    def holds(self, lat: int, lon: int) -> bool:
        """Whether the point lies in the area."""
        return any(_inside(ring, lat, lon) for ring in self.rings)

    def geometry(self) -> dict[str, Any]:
        """The area as a GeoJSON geometry (RFC 7946): longitude before latitude, rings closed and counter-clockwise."""
        return {"type": "MultiPolygon", "coordinates": [[_closed(ring)] for ring in self.rings]}


def _closed(ring: Ring) -> list[list[float]]:
    ordered = ring if _turn(ring) > 0 else ring[::-1]
    return [[lon / 1e6, lat / 1e6] for lat, lon in (*ordered, ordered[0])]


def _turn(ring: Ring) -> float:
    return sum((b[1] - a[1]) * (b[0] + a[0]) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)) * -1


def _inside(ring: Ring, lat: int, lon: int) -> bool:
    """By the number of sides that a ray to the east crosses."""
    odd = False
    for (y1, x1), (y2, x2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def shifted(at: Point, east: float, north: float) -> Point:
    """The point so many metres east and north of another, on a plane that touches the sphere there."""
    lat, lon = at
    wide = METRES_A_DEGREE * max(0.02, math.cos(math.radians(lat / 1e6)))
    return round(lat + north / METRES_A_DEGREE * 1e6), round(lon + east / wide * 1e6)


def metres_from(at: Point, other: Point) -> tuple[float, float]:
    """How many metres east and north of ``at`` another point lies: the inverse of ``shifted``."""
    wide = METRES_A_DEGREE * max(0.02, math.cos(math.radians(at[0] / 1e6)))
    return (other[1] - at[1]) / 1e6 * wide, (other[0] - at[0]) / 1e6 * METRES_A_DEGREE


def wedge(at: Point, near_m: float, far_m: float, bearing: float, half_deg: float) -> Extent:
    """The part of the ring between two distances that lies within some degrees of a bearing."""
    turns = [bearing - half_deg + 2 * half_deg * i / _STEP for i in range(_STEP + 1)]
    outer = [_polar(at, far_m, t) for t in turns]
    inner = [_polar(at, near_m, t) for t in reversed(turns)] if near_m > 1 else [at]
    return Extent(rings=((*outer, *inner),), km2=math.pi * (far_m**2 - near_m**2) * half_deg / 180 / 1e6)


def _polar(at: Point, metres: float, bearing: float) -> Point:
    return shifted(at, metres * math.sin(math.radians(bearing)), metres * math.cos(math.radians(bearing)))


def disc(at: Point, radius_m: float) -> Extent:
    """All within a distance."""
    ring = tuple(_polar(at, radius_m, 360 * i / 48) for i in range(48))
    return Extent(rings=(ring,), km2=math.pi * radius_m**2 / 1e6)


def band(at: Point, near_m: float, far_m: float) -> Extent:
    """All between two distances."""
    if near_m <= 1:
        return disc(at, far_m)
    rings = tuple(wedge(at, near_m, far_m, b, 45).rings[0] for b in (0, 90, 180, 270))
    return Extent(rings=rings, km2=math.pi * (far_m**2 - near_m**2) / 1e6)


def belt(line: Sequence[Point], half_m: float) -> Extent:
    """All within a distance of a line; the overlap at its bends is counted once."""
    rings = [disc(p, half_m).rings[0] for p in line]
    length = 0.0
    for a, b in pairwise(line):
        east, north = metres_from(a, b)
        long = math.hypot(east, north) or 1.0
        side = -north / long * half_m, east / long * half_m
        rings.append((shifted(a, *side), shifted(b, *side), shifted(b, -side[0], -side[1]), shifted(a, -side[0], -side[1])))
        length += long
    return Extent(rings=tuple(rings), km2=(2 * half_m * length + math.pi * half_m**2) / 1e6)


def far_side(line: Sequence[Point], viewer: Point, deep_m: float) -> Extent:
    """The strip along a line on the side that the viewer is not on."""
    nearest = min(pairwise(line), key=lambda ab: _apart(ab, viewer))
    sign = -1.0 if _left(nearest, viewer) else 1.0
    rings: list[Ring] = []
    length = 0.0
    for a, b in pairwise(line):
        east, north = metres_from(a, b)
        long = math.hypot(east, north) or 1.0
        side = -north / long * deep_m * sign, east / long * deep_m * sign
        rings.append((a, b, shifted(b, *side), shifted(a, *side)))
        length += long
    rings += [_half_disc(p, before, after, sign, deep_m) for before, p, after in zip(line, line[1:], line[2:], strict=False)]
    return Extent(rings=tuple(rings), km2=length * deep_m / 1e6)


def _half_disc(at: Point, before: Point, after: Point, sign: float, deep_m: float) -> Ring:
    """Fills the gap that two strips leave on the outside of a bend."""
    corners = [at]
    for a, b in ((before, at), (at, after)):
        east, north = metres_from(a, b)
        long = math.hypot(east, north) or 1.0
        corners.append(shifted(at, -north / long * deep_m * sign, east / long * deep_m * sign))
    return tuple(corners)


def _left(side: tuple[Point, Point], point: Point) -> bool:
    east, north = metres_from(side[0], side[1])
    x, y = metres_from(side[0], point)
    return east * y - north * x > 0


def _apart(side: tuple[Point, Point], point: Point) -> float:
    """Metres from a point to a piece of a line."""
    east, north = metres_from(side[0], side[1])
    x, y = metres_from(side[0], point)
    share = max(0.0, min(1.0, (x * east + y * north) / ((east**2 + north**2) or 1.0)))
    return math.hypot(x - share * east, y - share * north)
