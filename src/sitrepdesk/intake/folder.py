"""Folders to files, in an order that does not depend on the machine. What cannot be reached is said and the rest goes on."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitrepdesk.model import Refusal, Unreachable

from .refusals import refusal
from .sheets import MANIFEST, SOURCES, ManifestRow, read_manifest
from .shown import as_shown

_BESIDE_MANIFEST = frozenset({"expected.toml"})
_NEVER = frozenset({MANIFEST, SOURCES, "README.md"})
_TODO = "Check that it is there and that you may read it; the rest was taken."


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read: its path, the path as it may be printed, and what a manifest says of it."""

    path: Path
    shown: str
    row: ManifestRow | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A manifest in force: its folder and its rows by relative path."""

    folder: Path
    rows: dict[str, ManifestRow]

    def row(self, path: Path) -> ManifestRow | None:
        return self.rows.get(PurePosixPath(path.relative_to(self.folder)).as_posix()) if self.rows else None


def walk(paths: Iterable[Path]) -> Iterator[Found | Refusal]:
    """The files at and under ``paths``, sorted within each folder; folders that links lead to come last.

    Left out without a word: hidden files, ``manifest.csv``, ``sources.csv`` and ``README.md`` inside folders, and
    ``expected.toml`` beside a manifest. Refused (``Unreachable``): what is missing or forbidden, devices, pipes and sockets, links
    that lead back, and rows of a manifest that name no file. A file that is named itself is always given.
    """
    walker = _Walker()
    for path in paths:
        yield from walker.start(path)
    yield from walker.linked()


class _Walker:
    def __init__(self) -> None:
        self.seen: set[tuple[int, int]] = set()
        self.later: deque[tuple[Path, _Sheet]] = deque()
        self.sheets: dict[Path, _Sheet] = {}

    def start(self, path: Path) -> Iterator[Found | Refusal]:
        mode = _mode(path)
        if isinstance(mode, Refusal):
            yield mode
        elif stat.S_ISDIR(mode):
            yield from self._folder(path, _Sheet(path, {}))
        elif path.parent in self.sheets:
            yield from _file(path, mode, self.sheets[path.parent])
        else:
            rows, refused = read_manifest(path.parent)
            self.sheets[path.parent] = _Sheet(path.parent, rows)
            yield from refused
            yield from _file(path, mode, self.sheets[path.parent])

    def linked(self) -> Iterator[Found | Refusal]:
        """Folders behind links, once each, after everything that is reached without one."""
        while self.later:
            path, sheet = self.later.popleft()
            if self._is_known(path):
                yield _refused(
                    path, "is a link to a folder that was walked already", "Nothing is lost; remove the link to be rid of this line."
                )
            else:
                yield from self._folder(path, sheet)

    def _folder(self, top: Path, sheet: _Sheet) -> Iterator[Found | Refusal]:
        stack: list[tuple[Path, _Sheet]] = [(top, sheet)]
        while stack:
            path, above = stack.pop()
            mode = _mode(path)
            if isinstance(mode, Refusal):
                yield mode
            elif not stat.S_ISDIR(mode):
                yield from _file(path, mode, above)
            elif path.is_symlink() and path != top:
                self.later.append((path, above))
            elif not self._is_known(path):
                here, names, refused = self._open(path, above)
                yield from refused
                stack.extend((path / name, here) for name in reversed(names))

    def _open(self, path: Path, above: _Sheet) -> tuple[_Sheet, list[str], list[Refusal]]:
        self.seen.add(_identity(path))
        try:
            names = sorted(os.listdir(path), key=os.fsencode)  # noqa: PTH208
        except OSError as e:
            return above, [], [_refused(path, f"cannot be read ({e.strerror})", _TODO)]
        sheet, refused = above, []
        if MANIFEST in names:
            rows, bad = read_manifest(path)
            sheet = self.sheets[path] = _Sheet(path, rows)
            refused = [*bad, *_missing(sheet)]
        skipped = _NEVER | (_BESIDE_MANIFEST if MANIFEST in names else frozenset())
        return sheet, [n for n in names if not n.startswith(".") and n not in skipped], refused

    def _is_known(self, path: Path) -> bool:
        return _identity(path) in self.seen


def _file(path: Path, mode: int, sheet: _Sheet) -> Iterator[Found | Refusal]:
    if stat.S_ISREG(mode):
        yield Found(path, as_shown(path), sheet.row(path))
    else:
        yield _refused(path, "is a device, a pipe or a socket", "Leave it out: only files and folders are read.")


def _missing(sheet: _Sheet) -> Iterator[Refusal]:
    for row in sheet.rows.values():
        if not (sheet.folder / row.path).exists():
            where = f"{as_shown(sheet.folder / MANIFEST)}, line {row.line}"
            yield refusal(Unreachable(where, f"names {row.path!r}, which is not there", "Correct the path, or delete the line."))


def _mode(path: Path) -> int | Refusal:
    """What it is behind any links; a loop of links, a missing or a forbidden path is refused."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError) as e:
        said = e.strerror if isinstance(e, OSError) else e
        return _refused(path, f"cannot be reached ({said})", _TODO)


def _identity(path: Path) -> tuple[int, int]:
    at = path.stat()
    return at.st_dev, at.st_ino


def _refused(path: Path, what: str, todo: str) -> Refusal:
    return refusal(Unreachable(as_shown(path), what, todo))
