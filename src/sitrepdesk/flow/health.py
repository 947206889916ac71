"""Checks of the machine and of a desk that a person can act on."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sitrepdesk import __version__
from sitrepdesk.model import Micros, NoDesk, SitrepError
from sitrepdesk.places import gazetteer_path

from .desk import Desk, open_desk

LEAST_FREE = 500_000_000
"""Bytes that should be free: a report takes kilobytes, but a full disk in the middle of a night's work is no fun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: what was looked at, whether it is fit, what was found, what to do where it is not."""

    name: str
    fit: bool
    found: str
    todo: str = ""


def checkup(folder: Path, now: Micros) -> list[Check]:
    """All checks; those of the desk only where there is one."""
    return [*_machine(), *_desk(folder, now)]


def _machine() -> Iterator[Check]:
    yield Check(name="sitrep", fit=True, found=__version__)
    version = platform.python_version()
    yield Check(name="Python", fit=sys.version_info >= (3, 11), found=version, todo="Install Python 3.11 or newer, then run: make setup")
    yield Check(
        name="SQLite",
        fit=sqlite3.sqlite_version_info >= (3, 35),
        found=sqlite3.sqlite_version,
        todo="Use a Python with SQLite 3.35 or newer.",
    )
    with sqlite3.connect(":memory:") as db:
        for feature, statement in (
            ("full-text search", "CREATE VIRTUAL TABLE t USING fts5(x)"),
            ("R*Tree", "CREATE VIRTUAL TABLE r USING rtree(i,a,b)"),
        ):
            fit = _runs(lambda s=statement: db.execute(s))  # type: ignore[misc]
            yield Check(name=f"SQLite {feature}", fit=fit, found="there" if fit else "missing", todo="Use a Python whose SQLite has it.")
    path = gazetteer_path()
    yield Check(name="gazetteer", fit=True, found=str(path) if path.exists() else "not built yet: the first reading builds it")


def _runs(act: Callable[[], object]) -> bool:
    try:
        act()
    except sqlite3.Error:
        return False
    return True


def _desk(folder: Path, now: Micros) -> Iterator[Check]:
    try:
        with open_desk(folder, now) as desk:
            yield Check(name="desk", fit=True, found=str(desk.settings.folder.resolve()))
            yield _space(desk)
            yield _lock(desk, now)
    except NoDesk:
        yield Check(name="desk", fit=True, found=f"none in {folder}")
    except SitrepError as e:
        yield Check(name="desk", fit=False, found=f"{e.where}: {e.what}", todo=e.todo)


def _space(desk: Desk) -> Check:
    free = shutil.disk_usage(desk.settings.folder).free
    return Check(
        name="free space", fit=free >= LEAST_FREE, found=f"{free / 1e9:.1f} GB", todo="Make room, or move the desk: sitrep export."
    )


def _lock(desk: Desk, now: Micros) -> Check:
    try:
        with desk.store.write(made_by="tool:sitrep", recorded_at=now):
            pass
    except SitrepError as e:
        return Check(name="write lock", fit=False, found=e.what, todo=e.todo)
    return Check(name="write lock", fit=True, found="free")
