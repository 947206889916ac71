"""The tables of this room: regions, countries, features, and the words that are no places."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

TABLES = ("regions.tsv", "countries.tsv", "features.tsv", "geonames.tsv")


def read_bytes(name: str) -> bytes:
    """A table as it is shipped."""
    return (files(__package__) / "tables" / name).read_bytes()


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table by column; missing cells at the end are empty."""
    lines = [line for line in read_bytes(name).decode().split("\n") if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def settings(name: str) -> dict[str, Any]:
    """A TOML table."""
    return tomllib.loads(read_bytes(name).decode())


def split(cell: str) -> tuple[str, ...]:
    """Names behind ``|``."""
    return tuple(n.strip() for n in cell.split("|") if n.strip())


def region_names(row: dict[str, str]) -> tuple[str, ...]:
    """Every name of a region: with its generic words in front of the bare ones, which a city may bear too."""
    bare = split(row["names"])
    generic = split(row["generic"])
    if generic == ("=",):
        return bare
    return tuple(f"{b} {g}" for b in bare for g in generic) + bare


def short_forms() -> dict[str, tuple[str, bool]]:
    """Short forms as written, each with the place that it means and whether it stands alone."""
    return {r["short"]: (r["place"], r["alone"] == "yes") for r in rows("short.tsv")}
