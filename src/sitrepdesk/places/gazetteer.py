"""The compiled gazetteer, opened: names by a memory-mapped trie, rows by SQLite. Nothing of GeoNames' own files is touched here."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import marisa_trie

from sitrepdesk.model import StoreError

from .cache import gazetteer_digest, gazetteer_path
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

    __slots__ = ("_countries", "_db", "_infos", "_trie", "digest", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        self.digest = gazetteer_digest()
        self._trie = marisa_trie.RecordTrie(RECORD).mmap(str(path / "names.marisa"))
        self._db = sqlite3.connect(f"{(path / 'places.sqlite').resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._db.execute("PRAGMA cache_size=-1024")
        self._countries = {num: code for code, num in self._db.execute("SELECT code, num FROM country")}
        self._infos: dict[str, PlaceInfo | None] = {}

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return Gazetteer, (self.path,)

    def has(self, key: str) -> bool:
        """Whether any place bears this folded name."""
        return key in self._trie

    def begins(self, key: str) -> bool:
        """Whether any folded name begins with these words."""
        return bool(self._trie.has_keys_with_prefix(key))

    def named(self, name: str) -> tuple[Candidate, ...]:
        """All places that bear this name, in any spelling that folds to it, the heaviest first."""
        found = [self._candidate(*r) for r in self._trie.get(fold(name), ())]
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
        row: _Row
        row = self._db.execute(_ROW + where, (value,)).fetchone()
        return row

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
        return PlaceInfo(
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
    return Gazetteer(folder)
