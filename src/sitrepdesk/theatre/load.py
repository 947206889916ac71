"""Reads a pack's folder and checks its form; every fault is a ``PackError`` that names file, line, field and what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sitrepdesk.model import PackError, UnknownName, digest

from ._rows import Row, table
from .pack import Actor, Alias, Area, Equipment, Pack, Prior, Publishing, Side, Strength

_PACKS = Path(str(files(__package__) / "packs"))
_FILES = ("pack.toml", "actors.tsv", "areas.tsv", "sectors.tsv", "aliases.tsv", "equipment.tsv", "strengths.tsv", "sources.tsv")
_COUNTRY = re.compile(r"country:[A-Z]{2}\Z")
_GEONAMES = re.compile(r"geonames:\d+\Z")


def shipped_packs() -> tuple[str, ...]:
    """The names of the packs that come with the product, sorted. ``world`` is the one for texts without a theatre."""
    return tuple(sorted(p.name for p in _PACKS.iterdir() if (p / "pack.toml").is_file()))


def load_pack(name: str) -> Pack:
    """The pack of this name, or in this folder, checked.

    Raises ``UnknownName`` where there is neither, ``PackError`` where the pack breaks its form.
    """
    folder = _PACKS / name if name in shipped_packs() else Path(name)
    if not (folder / "pack.toml").is_file():
        raise UnknownName(name, "is no theatre pack", f"Shipped are {', '.join(shipped_packs())}; or give a folder with a pack.toml.")
    raw = {f: _bytes(folder / f) for f in _FILES if (folder / f).is_file()}
    head = _head(folder, raw["pack.toml"])
    sides = tuple(_side(folder / "pack.toml", i, s) for i, s in enumerate(_list(folder / "pack.toml", head, "sides")))
    rows = {f: table(folder / f, raw[f]) for f in _FILES[1:] if f in raw}
    area_rows = [*rows.get("areas.tsv", ()), *rows.get("sectors.tsv", ())]
    actor_rows = list(rows.get("actors.tsv", ()))
    pack = Pack(
        **_scalars(folder / "pack.toml", head),
        digest=digest("pack", *(part for f, data in raw.items() for part in (f, data))),
        sides=sides,
        actors=tuple(_actor(r, {s.id for s in sides}) for r in actor_rows),
        areas=tuple(_area(r) for r in area_rows),
        aliases=tuple(Alias(id=r.like("id", _GEONAMES, "geonames:N"), names=r.names("names")) for r in rows.get("aliases.tsv", ())),
        equipment=tuple(_equipment(r) for r in rows.get("equipment.tsv", ())),
        strengths=tuple(_strength(r) for r in rows.get("strengths.tsv", ())),
        priors=tuple(_prior(r) for r in rows.get("sources.tsv", ())),
    )
    _check_tree(actor_rows, free=())
    _check_tree(area_rows, free=(_COUNTRY, _GEONAMES))
    _check_references(folder / "pack.toml", pack, area_rows)
    return pack


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as e:
        raise PackError(str(path), f"cannot be read: {e.strerror}", "Check the file's permissions.") from e


def _head(folder: Path, data: bytes) -> dict[str, Any]:
    path = str(folder / "pack.toml")
    try:
        return tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise PackError(path, f"is no TOML in UTF-8: {e}", "Correct the line that it names.") from e


def _text(path: Path, head: dict[str, Any], key: str, default: str | None = None) -> str:
    value = head.get(key, default)
    if not isinstance(value, str) or not value.strip():
        raise PackError(str(path), f"field {key!r} is missing or no text", f'Add a line: {key} = "…".')
    return value


def _list(path: Path, head: dict[str, Any], key: str) -> list[Any]:
    value = head.get(key, [])
    if not isinstance(value, list):
        raise PackError(str(path), f"field {key!r} is no list", f"Write it as {key} = [ … ].")
    return value


def _texts(path: Path, head: dict[str, Any], key: str) -> tuple[str, ...]:
    values = _list(path, head, key)
    if not all(isinstance(v, str) for v in values):
        raise PackError(str(path), f"field {key!r} holds something that is no text", "Put each value in quotes.")
    return tuple(values)


def _scalars(path: Path, head: dict[str, Any]) -> dict[str, Any]:
    zone = _text(path, head, "zone")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as e:
        raise PackError(str(path), f"field 'zone' is no time zone: {zone!r}", "Use an IANA name such as Europe/Kyiv or UTC.") from e
    publishing = cast(dict[str, Any], head.get("publishing", {}))
    report = cast(dict[str, Any], head.get("report", {}))
    minimum = publishing.get("minimum_population", 2000)
    if not isinstance(minimum, int) or minimum < 0:
        raise PackError(str(path), "field 'publishing.minimum_population' is no count", "Give a whole number of people.")
    return {
        "name": _text(path, head, "name"),
        "title": _text(path, head, "title"),
        "zone": zone,
        "language": _text(path, head, "language", "en"),
        "countries": _texts(path, head, "countries"),
        "publishing": Publishing(minimum_population=minimum, withhold=_texts(path, publishing, "withhold")),
        "report_areas": _texts(path, report, "areas"),
        "sections": _texts(path, report, "sections"),
    }


def _side(path: Path, number: int, raw: Any) -> Side:
    if not isinstance(raw, dict):
        raise PackError(str(path), f"side {number + 1} is no table", "Write each side under [[sides]].")
    return Side(
        id=_text(path, raw, "id"),
        name=_text(path, raw, "name"),
        country=raw.get("country"),
        forces=raw.get("forces"),
        names=_texts(path, raw, "names"),
        demonyms=_texts(path, raw, "demonyms"),
    )


def _actor(row: Row, sides: set[str]) -> Actor:
    side = row.get("side")
    if side and side not in sides:
        raise row.error("side", f"unknown side {side!r}", f"Use a side of pack.toml ({', '.join(sorted(sides))}), or leave it empty.")
    public = row.get("public") or "no"
    if public not in ("yes", "no"):
        raise row.error("public", f"{public!r} is neither yes nor no", "Write yes where a report may name it, else no.")
    return Actor(
        id=row.need("id"), names=row.names("names"), side=side, kind=row.need("kind"), parent=row.get("parent"), public=public == "yes"
    )


def _area(row: Row) -> Area:
    return Area(
        id=row.need("id"),
        names=row.names("names"),
        kind=row.need("kind"),
        lat=row.degrees("lat", 90),
        lon=row.degrees("lon", 180),
        radius_m=row.metres("radius_km"),
        parent=row.get("parent"),
        priority=row.whole("priority"),
        seat=row.like("seat", _GEONAMES, "geonames:N") if row.get("seat") else None,
        line=row.line("line"),
        holds=row.names("holds") if row.get("holds") else (),
    )


def _equipment(row: Row) -> Equipment:
    return Equipment(name=row.need("name"), plural=row.need("plural"), kind=row.need("kind"))


def _strength(row: Row) -> Strength:
    low, high = row.whole("low"), row.whole("high")
    if not 0 < low <= high:
        raise row.error("high", f"{low} to {high} is no range", "Give the smallest and the largest common strength, both above 0.")
    return Strength(formation=row.need("formation"), low=low, high=high, unit=row.need("unit"), source=row.need("source"))


def _prior(row: Row) -> Prior:
    grade = row.need("grade")
    if grade not in tuple("ABCDE"):
        raise row.error("grade", f"{grade!r} is no letter from A to E", "Leave the source out where nothing is known of it: that is F.")
    return Prior(names=row.names("names"), grade=grade, because=row.need("because"))


def _check_tree(rows: Iterable[Row], free: tuple[re.Pattern[str], ...]) -> None:
    """Ids are unique, parents are known, and nobody is their own ancestor."""
    by_id: dict[str, Row] = {}
    for row in rows:
        name = row.need("id")
        if name in by_id:
            first = by_id[name]
            raise row.error("id", f"{name!r} is already in {first.path.name}, line {first.number}", "Merge the two rows or rename one.")
        by_id[name] = row
    for row in by_id.values():
        parent = row.get("parent")
        if parent and parent not in by_id and not any(p.match(parent) for p in free):
            raise row.error("parent", f"unknown parent {parent!r}", "Add a row for it, or correct the spelling.")
        _check_circle(row, by_id)


def _check_circle(row: Row, by_id: dict[str, Row]) -> None:
    seen = [row.need("id")]
    parent = row.get("parent")
    while parent in by_id:
        seen.append(parent)
        if parent in seen[:-1]:
            raise row.error("parent", f"a circle: {' -> '.join(seen)}", "Give one of them another parent, or none.")
        parent = by_id[parent].get("parent")


def _check_references(path: Path, pack: Pack, area_rows: list[Row]) -> None:
    for row in area_rows:
        missing = [h for h in (row.names("holds") if row.get("holds") else ()) if pack.area(h) is None]
        if missing:
            raise row.error("holds", f"unknown area {missing[0]!r}", "Add a row for it, or correct the spelling.")
    for entity in pack.report_areas:
        if pack.area(entity) is None and not _COUNTRY.match(entity):
            raise PackError(str(path), f"field 'report.areas' names the unknown area {entity!r}", "Add it to areas.tsv or remove it.")
    for side in pack.sides:
        if side.forces and pack.actor(side.forces) is None:
            raise PackError(str(path), f"side {side.id!r}: field 'forces' names the unknown actor {side.forces!r}", "Add it to actors.tsv.")
        if side.country and not _COUNTRY.match(side.country):
            raise PackError(str(path), f"side {side.id!r}: field 'country' is {side.country!r}", "Write it as country:XX.")
    for country in pack.countries:
        if not _COUNTRY.match(country):
            raise PackError(str(path), f"field 'countries' holds {country!r}", "Write each as country:XX.")
