"""The compiled gazetteer, opened: names by a memory-mapped trie, rows by SQLite. Nothing of GeoNames' own files is touched here."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import marisa_trie

from sitrepdesk.model import StoreError, digest

from .cache import gazetteer_digest, gazetteer_path
from .extent import Point, Ring
from .fold import fold
from .records import Candidate, PlaceInfo

KINDS = ("settlement", "province", "country", "continent", "feature")
"""The classes of places, in the order of their numbers in the trie."""

RECORD = "<IBBH"
"""A trie record: number of the row, class (128 added for a further name), weight, number of the country."""

_Row = tuple[int, str, str, str, int, int, int, int | None, int | None, str | None, int | None]
_ROW = "SELECT num, id, name, kind, lat, lon, radius_m, population, region, country, geonames FROM place WHERE "


class Gazetteer:
    """Names to candidates, ids to what is known of them. One object serves one thread; opening costs a few milliseconds."""

    __slots__ = ("_countries", "_dbs", "_infos", "_tries", "digest", "imported", "path")

    def __init__(self, path: Path, imported: Path | None = None) -> None:
        """``imported`` is the compiled folder of what the user has imported, which is asked after the gazetteer itself."""
        self.path = path
        self.imported = imported
        folders = [path, *([imported] if imported else [])]
        self.digest = digest("gazetteer", gazetteer_digest(), _said(imported)) if imported else gazetteer_digest()
        self._tries = [marisa_trie.RecordTrie(RECORD).mmap(str(f / "names.marisa")) for f in folders]
        self._dbs = [_opened(f / "places.sqlite") for f in folders]
        self._countries = {num: code for code, num in self._dbs[0].execute("SELECT code, num FROM country")}
        self._infos: dict[str, PlaceInfo | None] = {}

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path, Path | None]]:
        return Gazetteer, (self.path, self.imported)

    def has(self, key: str) -> bool:
        """Whether any place bears this folded name."""
        return any(key in trie for trie in self._tries)

    def begins(self, key: str) -> bool:
        """Whether any folded name begins with these words."""
        return any(trie.has_keys_with_prefix(key) for trie in self._tries)

    def named(self, name: str) -> tuple[Candidate, ...]:
        """All places that bear this name, in any spelling that folds to it, the heaviest first."""
        key = fold(name)
        found = [self._candidate(*r) for trie in self._tries for r in trie.get(key, ())]
        return tuple(sorted(found, key=lambda c: (-c.weight, c.id)))

    def _candidate(self, num: int, kind: int, weight: int, country: int) -> Candidate:
        iso = self._countries[country]
        word = KINDS[kind & 127]
        if word == "country":
            place = f"country:{iso}"
        elif num < 1 << 31:
            place = f"geonames:{num}"
        else:
            place = self._row("num = ?", num)[1]
        return Candidate(place, word, weight, f"country:{iso}" if iso else None, kind < 128)

    def _row(self, where: str, value: str | int) -> _Row:
        found = (db.execute(_ROW + where, (value,)).fetchone() for db in self._dbs)
        row: _Row = next(filter(None, found), None)  # type: ignore[assignment]
        return row

    def number(self, place: str) -> int:
        """The number of a known place in the compiled files."""
        scheme, _, number = place.partition(":")
        return int(number) if scheme == "geonames" else self._row("id = ?", place)[0]

    def country_number(self, code: str) -> int:
        """The number of a country's ISO 3166-1 code in the compiled files; 0 where there is no such country."""
        return next((num for num, known in self._countries.items() if known == code), 0)

    def _shape(self, place: str) -> tuple[tuple[Point, ...], tuple[Ring, ...]]:
        row = self._dbs[-1].execute("SELECT body FROM shape WHERE id = ?", (place,)).fetchone() if self.imported else None
        if row is None:
            return (), ()
        raw = json.loads(row[0])
        return tuple((a, b) for a, b in raw["line"]), tuple(tuple((a, b) for a, b in ring) for ring in raw["rings"])

    def info(self, place: str) -> PlaceInfo | None:
        """What is known of a place id; ``None`` where the gazetteer has no such id."""
        if place not in self._infos:
            if len(self._infos) > 4096:
                self._infos.clear()
            self._infos[place] = self._info(place)
        return self._infos[place]

    def _info(self, place: str) -> PlaceInfo | None:
        scheme, _, number = place.partition(":")
        by_number = scheme == "geonames" and number.isdecimal() and len(number) < 15
        row = self._row("num = ?", int(number)) if by_number else self._row("id = ?", place)
        if row is None:
            return None
        num, own, name, kind, lat, lon, radius_m, population, region, country, geonames = row
        line, rings = self._shape(own or f"geonames:{num}")
        return PlaceInfo(
            line=line,
            rings=rings,
            id=own or f"geonames:{num}",
            name=name,
            kind=kind,
            lat=lat,
            lon=lon,
            radius_m=radius_m,
            population=population,
            province=self._region(region),
            country=f"country:{country}" if country else None,
            geonames=geonames,
        )

    def _region(self, num: int | None) -> str | None:
        if num is None:
            return None
        row = self._row("num = ?", num)
        return row[1] or f"geonames:{num}"


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer at ``path``, or the user's own. Raises ``StoreError`` where it has not been built."""
    folder = path or gazetteer_path()
    if not (folder / "places.sqlite").is_file():
        raise StoreError(str(folder), "holds no gazetteer yet", "Build it with: python -m sitrepdesk.places.build.")
    imported = compiled_in(imported_in(folder))
    return Gazetteer(folder, imported if (imported / "places.sqlite").is_file() else None)


def imported_in(path: Path) -> Path:
    """Where what the user imports lies, beside the gazetteer; a newer gazetteer takes it over."""
    return path.parent / "imported"


def compiled_in(imported: Path) -> Path:
    """The compiled form of all that was imported."""
    return imported / "compiled"


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    db.execute("PRAGMA cache_size=-1024")
    return db


def _said(imported: Path) -> str:
    """The digest of what was imported."""
    return hashlib.sha256((imported / "names.marisa").read_bytes() + (imported / "places.sqlite").read_bytes()).hexdigest()
