"""Files of places that a user brings: bytes of a GeoNames dump, a table or a GeoJSON come in, places and refusals of single rows go out."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitrepdesk.model import Malformed, Refusal, Unreachable

from .extent import Point, Ring, metres_from
from .fold import fold
from .tables import settings

_T = settings("importing.toml")
_KINDS = {fold(word): kind for kind, words in _T["kind"].items() for word in words}
_DUMP = (
    *("geonameid", "name", "nameascii", "alternatenames", "lat", "lon", "class", "fcode", "country"),
    *("-" * 5),
    "population",
    *("-" * 4),
)
_DUMP_COLUMNS = 19
_DEGREES = re.compile(r"^\s*([NSEW])?\s*(\d+)°\s*(?:(\d+)[’'′])?\s*(?:(\d+(?:[.,]\d+)?)[\"”″])?\s*([NSEW])?\s*$")
_MOST_POINTS = 400
_LONGEST_FILE = 1 << 29
_TODO = "Correct the row and import the file again; the other rows are taken."


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One place of a user's file. ``line`` is a course, ``rings`` are outlines, both thinned to some hundred points."""

    names: tuple[str, ...]
    kind: str
    lat: int
    lon: int
    radius_m: int
    id: str | None = None
    population: int | None = None
    country: str | None = None
    geonames: int | None = None
    parent: str | None = None
    line: tuple[Point, ...] = ()
    rings: tuple[Ring, ...] = ()


def brought(path: Path) -> Iterator[Brought | Refusal]:
    """The places of a file; a bad row is a ``Refusal`` that names it, and the rest is taken.

    Raises ``Unreachable`` where the file cannot be read, ``Malformed`` where it is of no form that is known.
    """
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise Malformed(str(path), f"is larger than {_LONGEST_FILE >> 20} MiB", "Import one country at a time.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as e:
        raise Unreachable(str(path), f"cannot be read: {e.strerror}", "Check the name and the permissions.") from e
    except UnicodeDecodeError as e:
        raise Malformed(str(path), f"is no UTF-8 at byte {e.start}", "Save it as UTF-8.") from e
    if text.lstrip()[:1] in ("{", "["):
        yield from _features(path, text)
    else:
        yield from _table(path, text)


def _table(path: Path, text: str) -> Iterator[Brought | Refusal]:
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        raise Malformed(str(path), "holds no rows", "Give a GeoNames dump, a table with a header, or a GeoJSON.")
    first = lines[0][1]
    mark = max("\t;,", key=first.count)
    dump = mark == "\t" and first.count("\t") == _DUMP_COLUMNS - 1 and first.split("\t")[0].isdecimal()
    columns = list(_DUMP) if dump else _cells(first, mark)
    if not dump and not any(c in columns for c in (*_T["columns"]["name"], "names")):
        todo = "Begin with a header that has name, lat and lon, or give a GeoNames dump of 19 columns, or a GeoJSON."
        raise Malformed(str(path), "is no table of places: its first line has no column for names", todo)
    for number, line in lines if dump else lines[1:]:
        cells = line.split("\t") if dump else _cells(line, mark)
        where = f"{path.name}, line {number}"
        if len(cells) > len(columns):
            yield Refusal(where=where, code="bad-row", what=f"has {len(cells)} cells for {len(columns)} columns", todo=_TODO)
        else:
            yield _taken(dict(zip(columns, cells, strict=False)), where)


def _cells(line: str, mark: str) -> list[str]:
    return line.split("\t") if mark == "\t" else next(csv.reader([line], delimiter=mark))


def _taken(cells: Mapping[str, Any], where: str, shape: tuple[tuple[Point, ...], tuple[Ring, ...]] = ((), ())) -> Brought | Refusal:
    try:
        return _place(cells, shape)
    except ValueError as e:
        return Refusal(where=where, code="bad-row", what=str(e), todo=_TODO)


def _get(cells: Mapping[str, Any], field: str) -> str:
    found = (cells.get(column) for column in _T["columns"][field])
    return next((str(v).strip() for v in found if v not in (None, "") and str(v).strip()), "")


def _place(cells: Mapping[str, Any], shape: tuple[tuple[Point, ...], tuple[Ring, ...]]) -> Brought:
    line, rings = shape
    names = _names(cells)
    if not names:
        raise ValueError("has no name")
    kind = _kind(_get(cells, "kind"), cells)
    points = [*line, *(p for ring in rings for p in ring)]
    if points:
        lat, lon, radius = _round(points)
    else:
        lat, lon = degrees(_get(cells, "lat"), 90, "latitude"), degrees(_get(cells, "lon"), 180, "longitude")
        radius = 0
    population = _whole(_get(cells, "population"), "population")
    said = _get(cells, "radius_km")
    radius = radius or (round(_number(said, "radius_km") * 1000) if said else 0) or _T["radius_m"].get(kind, 3000)
    if not 0 < radius <= 20_000_000:
        raise ValueError(f"radius_km {said!r} is no radius")
    country = _get(cells, "country").removeprefix("country:")
    return Brought(
        names=names,
        kind=kind,
        lat=lat,
        lon=lon,
        radius_m=radius,
        id=_id(_get(cells, "id")),
        population=population,
        country=country if re.fullmatch("[A-Z]{2}", country) else None,
        geonames=_whole(_get(cells, "geonames"), "geonameid"),
        parent=_get(cells, "parent") or None,
        line=line,
        rings=rings,
    )


def _id(text: str) -> str | None:
    """An id of a pack's table; plain numbers are some database's own."""
    return text if re.fullmatch(r"[a-z]+:[\w-]+", text) else None


def _names(cells: Mapping[str, Any]) -> tuple[str, ...]:
    every = [_get(cells, "name"), *(str(cells.get(c) or "") for c in _T["columns"]["names"])]
    split = (part.strip() for cell in every for part in re.split(r"[|;,]", cell))
    return tuple(dict.fromkeys(n for n in split if len(n) > 1 and fold(n)))[:60]


def _kind(word: str, cells: Mapping[str, Any]) -> str:
    words = (fold(word), fold(word).rstrip("0123456789"), fold(str(cells.get("class") or "-")))
    known: str = next((_KINDS[w] for w in words if w in _KINDS), "area")
    level = str(cells.get("admin_level") or "")
    return {"2": "country", "4": "province"}.get(level, "district") if level else known


def degrees(text: str, limit: int, what: str) -> int:
    """Degrees, as a decimal or with minutes and seconds (``N 49° 51’ 25"``), in microdegrees; ``ValueError`` says what is wrong."""
    found = _DEGREES.match(text)
    if found:
        before, whole, minutes, seconds, after = found.groups()
        sign = -1 if (before or after) in ("S", "W") else 1
        value = sign * (int(whole) + int(minutes or 0) / 60 + float((seconds or "0").replace(",", ".")) / 3600)
    else:
        value = _number(text, what)
    if not -limit <= value <= limit:
        raise ValueError(f"{what} {text} lies outside -{limit} to {limit}")
    return round(value * 1e6)


def _number(text: str, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{what} {text!r} is no number" if text else f"has no {what}") from None
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"{what} {text!r} is no number")
    return value


def _whole(text: str, what: str) -> int | None:
    return round(_number(text, what)) if text else None


def _round(points: list[Point]) -> tuple[int, int, int]:
    """The middle of the box around the points, and the farthest of them in metres."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    middle = (min(lats) + max(lats)) // 2, (min(lons) + max(lons)) // 2
    east, north = metres_from(middle, (max(lats), max(lons)))
    return *middle, max(500, round((east**2 + north**2) ** 0.5))


def _features(path: Path, text: str) -> Iterator[Brought | Refusal]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise Malformed(str(path), f"is no whole JSON: {e}", "Fetch or write the file again; RFC 7946 is the form.") from e
    features = data.get("features") if isinstance(data, dict) else None
    if isinstance(data, dict) and data.get("type") == "Feature":
        features = [data]
    if not isinstance(features, list):
        raise Malformed(str(path), "is no GeoJSON: it has no list of features", "Give a FeatureCollection (RFC 7946).")
    for number, feature in enumerate(features, 1):
        where = f"{path.name}, feature {number}"
        try:
            cells, shape = _feature(feature)
        except (ValueError, TypeError, AttributeError, IndexError, KeyError) as e:
            yield Refusal(where=where, code="bad-row", what=f"has a broken geometry: {e}", todo=_TODO)
            continue
        yield _taken(cells, where, shape)


def _feature(feature: Any) -> tuple[dict[str, Any], tuple[tuple[Point, ...], tuple[Ring, ...]]]:
    cells = dict(feature["properties"] or {})
    geometry = feature["geometry"]
    kind, at = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return cells | {"lat": at[1], "lon": at[0]}, ((), ())
    if kind in ("LineString", "MultiLineString"):
        lines = [at] if kind == "LineString" else at
        return cells, (_points(max(lines, key=len), 2), ())
    if kind in ("Polygon", "MultiPolygon"):
        parts = [at] if kind == "Polygon" else at
        return cells, ((), tuple(_points(part[0], 4)[:-1] for part in parts))
    raise ValueError(f"geometry {kind!r} is neither point, line nor area")


def _points(raw: list[list[float]], least: int) -> tuple[Point, ...]:
    if len(raw) < least:
        raise ValueError(f"{len(raw)} points are too few")
    step = max(1, len(raw) // _MOST_POINTS)
    kept = [*raw[:-1:step], raw[-1]]
    return tuple((degrees(str(p[1]), 90, "latitude"), degrees(str(p[0]), 180, "longitude")) for p in kept)
