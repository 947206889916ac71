"""The two tables that a folder may bring along: ``manifest.csv`` says what its files are, ``sources.csv`` who its sources are."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import TypeVar

from sitrepdesk.model import HANDLING, BadValue, Handling, Malformed, Refusal, SitrepError, Source, TooLarge, Unreachable, source_id, stamp

from .limits import SHEET_BYTES
from .refusals import refusal
from .shown import as_shown

MANIFEST = "manifest.csv"
SOURCES = "sources.csv"
MANIFEST_COLUMNS = ("path", "source", "published", "handling", "embargo", "collector", "note", "issue", "corrects", "retracts")
SOURCE_COLUMNS = ("source", "side", "owner", "party_medium", "kind")
_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRow:
    """What a manifest says of one file; ``None`` where a cell is blank.

    ``path`` is relative to the manifest, with slashes. ``published`` and ``embargo`` are as typed, checked to be readable by
    ``model.stamp``, which the caller gives the zone for a date alone. ``corrects`` and ``retracts`` are paths of the same manifest.
    """

    path: str
    line: int
    source: str | None = None
    published: str | None = None
    handling: Handling | None = None
    embargo: str | None = None
    collector: str | None = None
    note: str | None = None
    issue: int | None = None
    corrects: str | None = None
    retracts: str | None = None


def read_manifest(folder: Path) -> tuple[dict[str, ManifestRow], tuple[Refusal, ...]]:
    """The rows of a folder's ``manifest.csv`` by path, and what is wrong in it, by line. Nothing where there is none."""
    return _read(folder / MANIFEST, MANIFEST_COLUMNS, _manifest_row)


def read_sources(folder: Path) -> tuple[dict[str, Source], tuple[Refusal, ...]]:
    """The sources of a folder's ``sources.csv`` by name, and what is wrong in it, by line. Nothing where there is none."""
    return _read(folder / SOURCES, SOURCE_COLUMNS, _source_row)


def _read(path: Path, columns: tuple[str, ...], take: Callable[[str, int, dict[str, str]], T]) -> tuple[dict[str, T], tuple[Refusal, ...]]:
    taken: dict[str, T] = {}
    refused: list[Refusal] = []
    try:
        for line, cells in _cells(path, columns):
            where = f"{as_shown(path)}, line {line}"
            try:
                row = take(where, line, cells)
                key = cells[columns[0]]
                if key in taken:
                    raise Malformed(where, f"names {key!r} a second time", "Keep one of the two lines.")
                taken[key] = row
            except SitrepError as e:
                refused.append(refusal(e))
    except SitrepError as e:
        refused.append(refusal(e))
    return taken, tuple(refused)


def _cells(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows as cells by column, with their line; unknown columns and unreadable files are errors of the whole."""
    text = _text(path)
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    try:
        for row in rows:
            cells = [c.strip() for c in row]
            if not any(cells):
                continue
            if header is None:
                header = cells
                _check_header(path, header, columns)
            else:
                extra = {"": ",".join(cells)} if len(cells) > len(header) else {}
                yield rows.line_num, dict.fromkeys(columns, "") | dict(zip(header, cells, strict=False)) | extra
    except csv.Error as e:
        todo = "Mend the line; the lines below it were not read."
        raise Malformed(f"{as_shown(path)}, line {rows.line_num}", f"is no CSV ({e})", todo) from e


def _text(path: Path) -> str:
    if not path.exists():
        return ""
    where = as_shown(path)
    try:
        if path.stat().st_size > SHEET_BYTES:
            raise TooLarge(where, f"has more than {SHEET_BYTES:,} bytes", "Split the folder.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as e:
        raise Unreachable(where, f"cannot be read ({e.strerror})", "Check that you may read it.") from e
    except UnicodeDecodeError as e:
        raise Malformed(where, f"is not in UTF-8 (byte {e.start})", "Save it as CSV UTF-8 and add the folder again.") from e


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    where = f"{as_shown(path)}, line 1"
    for name in header:
        if name not in columns:
            raise Malformed(where, f"has an unknown column {name!r}", f"Columns: {', '.join(columns)}.")
        if header.count(name) > 1:
            raise Malformed(where, f"has the column {name!r} twice", "Keep one of the two.")
    if columns[0] not in header:
        raise Malformed(where, f"has no column {columns[0]!r}", f"Columns: {', '.join(columns)}.")


def _manifest_row(where: str, line: int, cells: dict[str, str]) -> ManifestRow:
    _check_filled(where, cells, "path")
    path = PurePosixPath(cells["path"])
    if path.is_absolute() or ".." in path.parts:
        raise Malformed(where, f"names {cells['path']!r}, which is outside the folder", "Write the path from the manifest's own folder.")
    handling = cells["handling"] or None
    known: Handling | None = next((h for h in HANDLING if h == handling), None)
    if handling and known is None:
        raise BadValue(where, f"has the handling {handling!r}", f"Write one of: {', '.join(HANDLING)}.")
    return ManifestRow(
        path=cells["path"],
        line=line,
        source=cells["source"] or None,
        published=_time(where, cells["published"]),
        handling=known,
        embargo=_time(where, cells["embargo"]),
        collector=cells["collector"] or None,
        note=cells["note"] or None,
        issue=_number(where, cells["issue"]),
        corrects=cells["corrects"] or None,
        retracts=cells["retracts"] or None,
    )


def _source_row(where: str, line: int, cells: dict[str, str]) -> Source:  # noqa: ARG001
    _check_filled(where, cells, "source")
    if cells["party_medium"].lower() not in _YES:
        raise BadValue(where, f"has the party_medium {cells['party_medium']!r}", "Write yes or no.")
    return Source(
        id=source_id(cells["source"]),
        name=cells["source"],
        kind=cells["kind"] or "outlet",
        side=cells["side"] or None,
        owner=cells["owner"] or None,
        party_medium=_YES[cells["party_medium"].lower()],
    )


def _check_filled(where: str, cells: dict[str, str], first: str) -> None:
    if "" in cells:
        raise Malformed(where, f"has more cells than columns: {cells['']!r}", "Put a cell that holds a comma between quotation marks.")
    if not cells[first]:
        raise Malformed(where, f"has no {first}", f"Fill in the {first} or delete the line.")


def _time(where: str, typed: str) -> str | None:
    """The cell, if ``model.stamp`` can read it; the zone of a date alone is the caller's matter."""
    if not typed:
        return None
    try:
        return stamp(typed, "UTC", "given").text
    except SitrepError as e:
        raise Malformed(where, f"has {typed!r}, which {e.what}", e.todo) from e


def _number(where: str, typed: str) -> int | None:
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > 9:
        raise BadValue(where, f"has the issue {typed!r}", "Write the number of the report, such as 11.")
    return int(typed)
