"""Relative places: "15 km east of Izium", "the outskirts of X", "between A and B" become areas with an honest radius, never X."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from sitrepdesk.model.claim import Precision

from .records import PlaceInfo, Reading
from .tables import settings

_TABLE = settings("relative.toml")
_BEARING: dict[str, float] = {word.replace("-", ""): float(d) for word, d in _TABLE["bearing"].items()}
_METRES: dict[str, int] = _TABLE["metres"]
_COUNT: dict[str, float] = {word: float(n) for word, n in _TABLE["count"].items()}
_EDGE = "|".join(_TABLE["edge"])
_AROUND = "|".join(_TABLE["around"])
_AFTER = "|".join(_TABLE["area_after"])
_HEADS = r"(?:the (?:city|town|village|settlement|port|capital) of |the )?"
_DIR = "|".join(re.sub(r"(north|south|east|west)(?=north|south|east|west)", r"\1[ -]?", w) for w in sorted(_BEARING, key=len, reverse=True))
_NUM = r"(?:\d+(?:[.,]\d+)?(?:\s?(?:-|–|to)\s?\d+(?:[.,]\d+)?)?|" + "|".join(_COUNT) + ")"
_UNIT = "|".join(sorted(_METRES, key=len, reverse=True))
_SOFT = r"(?:(?:some|about|around|roughly|approximately|nearly|almost|just|only|over|more than|less than|up to|at least)\s+)?"
EARTH_M = 6_371_000

_AWAY = rf"{_SOFT}(?P<n>{_NUM})[\s-]?(?P<u>{_UNIT})\s+"

OFFSET = re.compile(rf"{_AWAY}(?:(?:to|in) the\s+)?(?:due\s+)?(?P<d>{_DIR})\s+(?:of|from)\s+{_HEADS}$", re.I)
DISTANCE = re.compile(rf"{_AWAY}(?:from|outside|away from)\s+{_HEADS}$", re.I)
SIDE = re.compile(rf"(?:(?:just|immediately|directly)\s+)?(?:(?:to|in) the\s+)?(?P<d>{_DIR})\s+of\s+{_HEADS}$", re.I)
EDGE = re.compile(rf"(?:the\s+)?(?:(?P<d>{_DIR})\s+)?(?:{_EDGE})\s+(?:of|to)\s+{_HEADS}$", re.I)
AROUND = re.compile(rf"(?:{_AROUND})\s+{_HEADS}$", re.I)
BETWEEN = re.compile(rf"between\s+{_HEADS}$", re.I)
AND = re.compile(rf"\s+and\s+{_HEADS}$", re.I)
NEAR = re.compile(rf"(?:near|close to|in the vicinity of)\s+(?:to\s+)?{_HEADS}$", re.I)
BEYOND = re.compile(r"(?:beyond|across|the far side of|the other side of)\s+(?:the\s+)?$", re.I)
AREA_AFTER = re.compile(rf"\s+(?:{_AFTER})\b", re.I)

_PATTERNS = {
    "offset": OFFSET,
    "distance": DISTANCE,
    "edge": EDGE,
    "side": SIDE,
    "around": AROUND,
    "near": NEAR,
    "beyond": BEYOND,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a relative phrase stands to its places: metres away (``None`` where not said), bearing in degrees, share of doubt."""

    kind: str
    metres: float | None = None
    bearing: float | None = None
    doubt: float = 0.0


def shape_before(text: str, *kinds: str) -> tuple[Shape, int] | None:
    """The relative words that end right where a place's name begins, and where they start in ``text``."""
    for kind, pattern in _PATTERNS.items():
        found = pattern.search(text) if not kinds or kind in kinds else None
        if found and not (found.start() and text[found.start() - 1].isalnum()):
            return _shape(kind, found), found.start()
    return None


def _shape(kind: str, found: re.Match[str]) -> Shape:
    parts = found.groupdict()
    bearing = _BEARING[re.sub(r"[ -]", "", parts["d"].lower())] if parts.get("d") else None
    if "n" not in parts:
        return Shape(kind, None, bearing)
    low, high = _count(parts["n"])
    unit = _METRES[parts["u"].lower()]
    return Shape(kind, (low + high) / 2 * unit, bearing, (high - low) / 2 * unit)


def _count(words: str) -> tuple[float, float]:
    if words.lower() in _COUNT:
        value = _COUNT[words.lower()]
        return value, value
    ends = [float(n.replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)?", words)]
    return ends[0], ends[-1]


def placed(name: str, shape: Shape, anchor: PlaceInfo, confidence: int) -> Reading:
    """The area that a phrase means, measured from one place.

    An offset lies at its distance and bearing, in doubt by a tenth of the distance, the 22.5° of a compass word and the size of the
    place; a bare direction reaches as far again as the place is wide, 30 km at least.
    """
    own = anchor.radius_m
    if shape.kind == "offset" and shape.metres is not None and shape.bearing is not None:
        lat, lon = moved(anchor.lat, anchor.lon, shape.metres, shape.bearing)
        radius = max(1_000, shape.metres * 0.2 + shape.doubt + min(own, 5_000) * 0.5)
    elif shape.kind == "distance" and shape.metres is not None:
        lat, lon, radius = anchor.lat, anchor.lon, shape.metres * 1.1 + own
    elif shape.kind == "edge":
        lat, lon = moved(anchor.lat, anchor.lon, own * 0.8, shape.bearing) if shape.bearing is not None else (anchor.lat, anchor.lon)
        radius = own * (0.6 if shape.bearing is not None else 1.2) + 2_000
    elif shape.kind == "side" and shape.bearing is not None:
        reach = max(30_000, own * 2)
        lat, lon = moved(anchor.lat, anchor.lon, own + reach / 2, shape.bearing)
        radius = reach / 2
    elif shape.kind == "near":
        lat, lon, radius = anchor.lat, anchor.lon, own + 8_000
    else:
        lat, lon, radius = anchor.lat, anchor.lon, own + max(15_000, own * 0.5)
    return _reading(name, lat, lon, round(radius), confidence, (anchor.id,))


def between(name: str, left: PlaceInfo, right: PlaceInfo, confidence: int) -> Reading:
    """The area between two places: around their middle, half as wide as they are apart."""
    apart = distance_m(left.lat, left.lon, right.lat, right.lon)
    middle = (left.lat + right.lat) // 2, (left.lon + right.lon) // 2
    return _reading(name, *middle, max(2_000, round(apart / 2)), confidence, (left.id, right.id))


def _reading(name: str, lat: int, lon: int, radius_m: int, confidence: int, anchors: tuple[str, ...]) -> Reading:
    return Reading(
        name=name,
        lat=lat,
        lon=lon,
        kind="relative",
        precision=precision_of(radius_m),
        radius_m=radius_m,
        confidence=confidence,
        anchors=anchors,
    )


def precision_of(radius_m: int) -> Precision:
    """The precision that an area of this radius deserves: to 10 km a vicinity, to 50 km a district, to 250 km a province."""
    if radius_m <= 10_000:
        return "vicinity"
    if radius_m <= 50_000:
        return "district"
    return "province" if radius_m <= 250_000 else "country"


def moved(lat: int, lon: int, metres: float, bearing: float) -> tuple[int, int]:
    """The point at a distance and bearing from another, on a sphere; microdegrees."""
    phi, lam, turn, arc = math.radians(lat / 1e6), math.radians(lon / 1e6), math.radians(bearing), metres / EARTH_M
    there = math.asin(math.sin(phi) * math.cos(arc) + math.cos(phi) * math.sin(arc) * math.cos(turn))
    east = math.atan2(math.sin(turn) * math.sin(arc) * math.cos(phi), math.cos(arc) - math.sin(phi) * math.sin(there))
    return round(math.degrees(there) * 1e6), round(((math.degrees(lam + east) + 540) % 360 - 180) * 1e6)


def distance_m(lat: int, lon: int, lat2: int, lon2: int) -> float:
    """Great-circle distance in metres between two points in microdegrees (haversine)."""
    a, b = math.radians(lat / 1e6), math.radians(lat2 / 1e6)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians((lon2 - lon) / 1e6) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(h)))
