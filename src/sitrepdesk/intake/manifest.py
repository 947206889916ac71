"""The formats that are read, as records from which the docs page is made."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .limits import MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: its name (that of the module that reads it), what users are told of it, and its size limit in bytes.

    ``suffixes`` are lower case with their dot. ``hostile`` input is parsed in the child process only.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_type: str
    takes: str
    limits: str
    max_bytes: int
    hostile: bool


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order of the docs page."""
    rows = tomllib.loads((files(__package__) / "tables" / "formats.toml").read_text(encoding="utf-8"))
    return tuple(_format(name, row) for name, row in rows.items())


def format_named(name: str) -> Format:
    """The format of that name; ``KeyError`` where there is none."""
    return {f.name: f for f in formats()}[name]


def as_markdown() -> str:
    """The formats as a Markdown table, one row each."""
    head = "| Format | Files | What is taken | Limits |\n| --- | --- | --- | --- |\n"
    rows = (f"| {f.title} | {', '.join(f'`{s}`' for s in f.suffixes if s)} | {f.takes} | {f.limits} |\n" for f in formats())
    return head + "".join(rows)


def _format(name: str, row: dict[str, object]) -> Format:
    suffixes, max_mb = row["suffixes"], row["max_mb"]
    assert isinstance(suffixes, list)
    assert isinstance(max_mb, int)
    return Format(
        name=name,
        title=str(row["title"]),
        suffixes=tuple(str(s) for s in suffixes),
        media_type=str(row["media_type"]),
        takes=str(row["takes"]),
        limits=str(row["limits"]),
        max_bytes=max_mb * MB,
        hostile=bool(row["hostile"]),
    )
