"""What users have imported, beside the compiled gazetteer: each file's places are kept, and all of them compiled to the same two files."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import marisa_trie

from sitrepdesk.model import Refusal, StoreError

from .compile import SCHEMA, settlement_radius, weight
from .fold import fold
from .gazetteer import KINDS, RECORD, Gazetteer, compiled_in, imported_in
from .imports import Brought, brought
from .records import PlaceInfo
from .relative import distance_m

_FIRST = (1 << 31) + 10_000_000
_NEAR_M = 15_000
_SHAPES = "CREATE TABLE shape (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID, STRICT;"
_TODO = "Correct the row and import the file again; the other rows are taken."


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many places of a file were new, how many were known before (they give their names and shapes to those), and what was refused."""

    new: int
    known: int
    refused: tuple[Refusal, ...]


def import_file(path: Path, base: Gazetteer, country: str | None = None) -> Taken:
    """Take in a file of places for the gazetteer ``base``; those without a country lie in ``country``, an ISO 3166-1 code.

    Importing the same name of a file again replaces what it gave before. Raises ``Unreachable`` and ``Malformed`` for the file as a whole,
    ``StoreError`` where the folder cannot be written.
    """
    found = list(brought(path))
    rows, refused = _checked([r for r in found if isinstance(r, Brought)], path.name, base)
    rows = [replace(r, country=r.country or country) for r in rows]
    folder = imported_in(base.path)
    name = hashlib.sha256(path.name.encode()).hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        _compile(folder, Gazetteer(base.path, None))
    except OSError as e:
        raise StoreError(str(folder), f"cannot be written: {e.strerror}", "Make room, or set SITREP_CACHE to another folder.") from e
    plain = Gazetteer(base.path, None)
    known = sum(_same(r, plain) is not None for r in rows)
    return Taken(new=len(rows) - known, known=known, refused=(*(r for r in found if isinstance(r, Refusal)), *refused))


def _checked(rows: list[Brought], name: str, base: Gazetteer) -> tuple[list[Brought], list[Refusal]]:
    """Parents must be known and nobody their own ancestor; ids must be unique."""
    by_id: dict[str, Brought] = {}
    good: list[Brought] = []
    refused: list[Refusal] = []
    for row in rows:
        if row.id and row.id in by_id:
            refused.append(Refusal(where=f"{name}, {row.id}", code="bad-row", what="is there twice", todo=_TODO))
        else:
            good.append(row)
            by_id |= {row.id: row} if row.id else {}
    for row in tuple(good):
        fault = _fault(row, by_id, base)
        if fault:
            good.remove(row)
            refused.append(Refusal(where=f"{name}, {row.id or row.names[0]}", code="bad-row", what=fault, todo=_TODO))
    return good, refused


def _fault(row: Brought, by_id: dict[str, Brought], base: Gazetteer) -> str | None:
    chain = [row.id or row.names[0]]
    parent = row.parent
    while parent:
        chain.append(parent)
        if parent in chain[:-1]:
            return f"field 'parent': a circle: {' -> '.join(chain)}"
        if parent not in by_id:
            return None if base.info(parent) else f"field 'parent': unknown parent {parent!r}"
        parent = by_id[parent].parent
    return None


def _same(row: Brought, base: Gazetteer) -> PlaceInfo | None:
    """The place that the gazetteer has already: of the same GeoNames number, or of the name and kind and not far away."""
    if row.geonames and (known := base.info(f"geonames:{row.geonames}")):
        return known
    near = max(_NEAR_M, row.radius_m if row.rings or row.line else 0)
    for name in row.names:
        for c in base.named(name)[:20]:
            known = base.info(c.id)
            alike = known is not None and _class(row.kind) == ("feature" if c.kind == "continent" else c.kind)
            if known and alike and distance_m(row.lat, row.lon, known.lat, known.lon) < near + known.radius_m / 2:
                return known
    return None


def _class(kind: str) -> str:
    return kind if kind in ("settlement", "province", "country") else "feature"


def _rows(folder: Path) -> Iterator[Brought]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _row(json.loads(line))


def _row(raw: dict[str, Any]) -> Brought:
    ring = tuple(tuple((lat, lon) for lat, lon in r) for r in raw["rings"])
    line = tuple((lat, lon) for lat, lon in raw["line"])
    return Brought(**(raw | {"names": tuple(raw["names"]), "line": line, "rings": ring}))


def _compile(folder: Path, base: Gazetteer) -> None:
    work = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    try:
        db = sqlite3.connect(work / "places.sqlite")
        db.executescript(SCHEMA + _SHAPES)
        names: list[str] = []
        records: list[tuple[int, int, int, int]] = []
        for key, record in _filed(_rows(folder), base, db):
            names.append(key)
            records.append(record)
        db.execute("CREATE UNIQUE INDEX place_id ON place (id) WHERE id IS NOT NULL")
        db.commit()
        db.close()
        marisa_trie.RecordTrie(RECORD, zip(names, records, strict=True)).save(str(work / "names.marisa"))
        target = compiled_in(folder)
        if target.exists():
            shutil.rmtree(target)
        work.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _filed(rows: Iterable[Brought], base: Gazetteer, db: sqlite3.Connection) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Each name with its record for the trie; the rows and shapes go into ``db``."""
    for i, row in enumerate(rows):
        known = _same(row, base)
        if known:
            num, place = base.number(known.id), known.id
        else:
            num = row.geonames or _FIRST + i
            place = f"geonames:{num}" if row.geonames else row.id or _own_id(row)
            _insert(db, num, place, row, base)
        if row.line or row.rings:
            body = json.dumps({"line": row.line, "rings": row.rings})
            db.execute("INSERT OR REPLACE INTO shape VALUES (?, ?)", (place, body))
        kind = _class(known.kind if known else row.kind)
        heavy = weight(row.population or 0) if kind == "settlement" else weight(round(row.radius_m * 5))
        land = (known.country if known else row.country) or ""
        for key in dict.fromkeys(fold(name) for name in row.names):
            yield key, (num, KINDS.index(kind), heavy, base.country_number(land.removeprefix("country:")))


def _insert(db: sqlite3.Connection, num: int, place: str, row: Brought, base: Gazetteer) -> None:
    radius = settlement_radius(row.population) if row.kind == "settlement" and row.population else row.radius_m
    parent = base.info(row.parent) if row.parent else None
    country = row.country or (parent.country.removeprefix("country:") if parent and parent.country else None)
    region = base.number(parent.id) if parent and parent.kind == "province" else None
    own = None if row.geonames else place
    values = (num, own, row.names[0], row.kind, row.lat, row.lon, radius, row.population, region, country, row.geonames)
    db.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def _own_id(row: Brought) -> str:
    """The same for the same name at the same point, whatever else is imported."""
    at = f"{row.names[0]} {row.lat} {row.lon}"
    return f"import:{fold(row.names[0]).replace(' ', '-')}-{hashlib.sha256(at.encode()).hexdigest()[:8]}"
