"""Relative places: "15 km east of Izium", "the outskirts of X", "between A and B" become areas with an honest radius, never X."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from sitrepdesk.model.claim import Precision, Rel

from .extent import Extent, band, belt, disc, far_side, wedge
from .records import PlaceInfo, Reading
from .tables import settings

_TABLE = settings("relative.toml")
_BEARING: dict[str, float] = {word.replace("-", ""): float(d) for word, d in _TABLE["bearing"].items()}
_METRES: dict[str, int] = _TABLE["metres"]
_COUNT: dict[str, float] = {word: float(n) for word, n in _TABLE["count"].items()}
_EDGE = "|".join(_TABLE["edge"])
_AROUND = "|".join(_TABLE["around"])
_AFTER = "|".join(_TABLE["area_after"])
_ROUTE = "|".join(_TABLE["route"])
_HEADS = r"(?:the (?:city|town|village|settlement|port|capital) of |the )?"
_DIR = "|".join(re.sub(r"(north|south|east|west)(?=north|south|east|west)", r"\1[ -]?", w) for w in sorted(_BEARING, key=len, reverse=True))
_ADJ = "|".join(w for w in _BEARING if w.endswith("ern"))
_NUM = r"(?:\d+(?:[.,]\d+)?(?:\s?(?:-|–|to)\s?\d+(?:[.,]\d+)?)?|" + "|".join(_COUNT) + ")"
_UNIT = "|".join(sorted(_METRES, key=len, reverse=True))
_SOFT = r"(?:(?:some|about|around|roughly|approximately|nearly|almost|just|only|over|more than|less than|up to|at least)\s+)?"
LINES = frozenset(_TABLE["lines"])
"""Kinds of places that something lies beyond or along."""
RELS: dict[str, Rel] = _TABLE["rel"]
"""The word before a place, and how the place stands to what is told."""
EARTH_M = 6_371_000
BEYOND_M = 35_000
"""How deep the far side of a river reaches, in metres: what rockets on the near side reach."""
ALONG_M = 4_000
"""How far from a road or river lies what lies along it, in metres."""

_AWAY = rf"{_SOFT}(?P<n>{_NUM})[\s-]?(?P<u>{_UNIT})\s+"

OFFSET = re.compile(rf"{_AWAY}(?:(?:to|in) the\s+)?(?:due\s+)?(?P<d>{_DIR})\s+(?:of|from)\s+{_HEADS}$", re.I)
DISTANCE = re.compile(rf"{_AWAY}(?:from|outside|away from)\s+{_HEADS}$", re.I)
SIDE = re.compile(rf"(?:(?:just|immediately|directly)\s+)?(?:(?:to|in) the\s+)?(?P<d>{_DIR})\s+of\s+{_HEADS}$", re.I)
EDGE = re.compile(rf"(?:the\s+)?(?:(?P<d>{_DIR})\s+)?(?:{_EDGE})\s+(?:of|to)\s+{_HEADS}$", re.I)
AROUND = re.compile(rf"(?:{_AROUND})\s+{_HEADS}$", re.I)
PART = re.compile(
    rf"(?:(?:(?:in|into|across|throughout)\s+)?(?<!to )the\s+(?P<d>{_DIR})(?:\s+(?:part|half|end|corner|districts?))?\s+of\s+(?:the\s+)?"
    rf"|(?<![\w-])(?P<e>{_ADJ})\s+)$",
    re.I,
)
CENTRE = re.compile(r"(?:(?:in\s+)?the\s+(?:centre|center|heart|middle)\s+of\s+(?:the\s+)?|(?<![\w-])(?:central|downtown)\s+)$", re.I)
ALONG = re.compile(r"along\s+(?:the\s+)?(?:banks?\s+of\s+(?:the\s+)?|course\s+of\s+(?:the\s+)?)?$", re.I)
BETWEEN = re.compile(rf"between\s+{_HEADS}$", re.I)
FROM = re.compile(rf"(?:along\s+)?(?:the\s+)?(?:{_ROUTE})\s+(?:from|linking|connecting|between)\s+{_HEADS}$", re.I)
AND = re.compile(rf"\s+and\s+{_HEADS}$", re.I)
TO = re.compile(rf"\s+(?:to|and|with)\s+{_HEADS}$", re.I)
NEAR = re.compile(rf"(?:near|close to|in the vicinity of)\s+(?:to\s+)?{_HEADS}$", re.I)
BEYOND = re.compile(
    r"(?:beyond|across|(?:on\s+)?the (?:far|other|opposite) (?:side|bank) of)\s+(?:the\s+)?(?:(?:banks?|line) of the\s+)?$", re.I
)
AREA_AFTER = re.compile(rf"\s+(?:{_AFTER})\b", re.I)

_PATTERNS = {
    "offset": OFFSET,
    "distance": DISTANCE,
    "edge": EDGE,
    "part": PART,
    "centre": CENTRE,
    "side": SIDE,
    "around": AROUND,
    "near": NEAR,
    "beyond": BEYOND,
    "along": ALONG,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a relative phrase stands to its places: metres away (``None`` where not said), bearing in degrees, share of doubt."""

    kind: str
    metres: float | None = None
    bearing: float | None = None
    doubt: float = 0.0


def shape_before(text: str, *kinds: str, whole: bool = False) -> tuple[Shape, int] | None:
    """The relative words that end right where a place's name begins, and where they start in ``text``; ``whole``: all of it."""
    for kind, pattern in _PATTERNS.items():
        if kinds and kind not in kinds:
            continue
        found = pattern.match(text) if whole else pattern.search(text)
        if found and not (found.start() and text[found.start() - 1].isalnum()):
            return _shape(kind, found), found.start()
    return None


def _shape(kind: str, found: re.Match[str]) -> Shape:
    parts = found.groupdict()
    word = parts.get("d") or parts.get("e")
    bearing = _BEARING[re.sub(r"[ -]", "", word.lower())] if word else None
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


def placed(name: str, shape: Shape, anchor: PlaceInfo, confidence: int, viewer: tuple[int, int] | None = None) -> Reading:
    """The area that a phrase means, measured from one place: as a circle, and as drawn in ``extent``.

    ``viewer`` is where the report looks from, which says what lies beyond a river.
    """
    lat, lon, radius = _circle(shape, anchor)
    return _reading(name, lat, lon, round(radius), confidence, (anchor.id,), _extent(shape, anchor, viewer))


def _circle(shape: Shape, anchor: PlaceInfo) -> tuple[int, int, float]:
    """Middle and radius. An offset lies at its distance and bearing, in doubt by a fifth of the distance and the size of the place; a
    bare direction reaches as far again as the place is wide, 30 km at least."""
    lat, lon, own = anchor.lat, anchor.lon, anchor.radius_m
    if shape.kind == "offset" and shape.metres is not None and shape.bearing is not None:
        return *moved(lat, lon, shape.metres, shape.bearing), max(1_000, shape.metres * 0.2 + shape.doubt + min(own, 5_000) * 0.5)
    if shape.kind == "distance" and shape.metres is not None:
        return lat, lon, shape.metres * 1.1 + own
    if shape.kind == "edge":
        middle = moved(lat, lon, own * 0.8, shape.bearing) if shape.bearing is not None else (lat, lon)
        return *middle, own * (0.6 if shape.bearing is not None else 1.2) + 2_000
    if shape.kind == "side" and shape.bearing is not None:
        reach = max(30_000, own * 2)
        return *moved(lat, lon, own + reach / 2, shape.bearing), reach / 2
    if shape.kind == "part" and shape.bearing is not None:
        return *moved(lat, lon, own / 2, shape.bearing), own * 0.75
    if shape.kind in ("beyond", "along"):
        return lat, lon, own
    if shape.kind == "centre":
        return lat, lon, max(500, own * 0.5)
    return lat, lon, own + (8_000 if shape.kind == "near" else max(15_000, own * 0.5))


def _extent(shape: Shape, anchor: PlaceInfo, viewer: tuple[int, int] | None) -> Extent:
    """The area as drawn: within a compass word's 22.5° to either side (45° where the word is all that is said)."""
    at, own = (anchor.lat, anchor.lon), float(anchor.radius_m)
    if shape.kind in ("offset", "distance") and shape.metres is not None:
        slack = shape.metres * 0.15 + shape.doubt + min(own, 8_000) * 0.5
        near, far = max(0.0, shape.metres - slack), shape.metres + slack
        if shape.metres <= own:
            near, far = own * 0.6, own + shape.metres * 1.3
        return band(at, near, far) if shape.bearing is None else wedge(at, near, far, shape.bearing, 22.5)
    if shape.kind == "edge":
        near, far = own * 0.6, own * 1.2 + 2_000
        return band(at, near, far) if shape.bearing is None else wedge(at, near, far, shape.bearing, 45)
    if shape.kind == "side" and shape.bearing is not None:
        return wedge(at, own * 0.7, own + max(25_000, own), shape.bearing, 45)
    if shape.kind == "part" and shape.bearing is not None:
        return wedge(at, 0, own, shape.bearing, 90)
    if shape.kind == "beyond" and anchor.line and viewer:
        return far_side(anchor.line, viewer, BEYOND_M)
    if shape.kind in ("beyond", "along") and anchor.line:
        return belt(anchor.line, ALONG_M if shape.kind == "along" else BEYOND_M)
    return disc(at, _circle(shape, anchor)[2])


def between(name: str, left: PlaceInfo, right: PlaceInfo, confidence: int, share: float = 0.15) -> Reading:
    """The area between two places: around their middle, half as wide as they are apart; as drawn, a belt from one to the other.

    ``share`` is the belt's half width as a share of the distance.
    """
    apart = distance_m(left.lat, left.lon, right.lat, right.lon)
    middle = (left.lat + right.lat) // 2, (left.lon + right.lon) // 2
    drawn = belt(((left.lat, left.lon), (right.lat, right.lon)), max(2_000, apart * share))
    return _reading(name, *middle, max(2_000, round(apart / 2)), confidence, (left.id, right.id), drawn)


def _reading(name: str, lat: int, lon: int, radius_m: int, confidence: int, anchors: tuple[str, ...], extent: Extent) -> Reading:
    return Reading(
        name=name,
        lat=lat,
        lon=lon,
        kind="relative",
        precision=precision_of(radius_m),
        radius_m=radius_m,
        confidence=confidence,
        anchors=anchors,
        extent=extent,
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
