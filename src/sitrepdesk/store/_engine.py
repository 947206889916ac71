"""One engine for a database URL, and the database's errors in our own words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from sitrepdesk.model import BadValue, DeskBusy, IntegrityError, SitrepError, StoreError

from ._leaves import batches
from .archive import disk_full

_AT_ONCE = 128
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", "cache_size=-65536")


def engine_for(database_url: str, busy_seconds: float) -> Engine:
    """An engine whose transactions begin where we say so. ``BadValue`` for a URL of another kind of database."""
    try:
        url = make_url(database_url)
    except ArgumentError as e:
        raise BadValue(repr(database_url), "is no database URL", "Write it like sqlite:////home/me/desk/desk.sqlite.") from e
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BadValue(url.render_as_string(), "is no SQLite file", "This version keeps desks in SQLite files: sqlite:///PATH.")
    try:
        engine = create_engine(url, connect_args={"timeout": busy_seconds})
    except (ArgumentError, NoSuchModuleError) as e:
        raise BadValue(repr(database_url), "is no database URL", "Write it like sqlite:////home/me/desk/desk.sqlite.") from e
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def file_of(database_url: str) -> Path:
    """The SQLite file behind a URL."""
    return Path(make_url(database_url).database or "")


def _settle(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would open transactions late, and as readers
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("bare"):
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that name every column of the table: the driver gets them as they are, which costs a tenth of the way round."""
    if rows:
        text, values = _insertion(table)
        connection.exec_driver_sql(text, [values(row) for row in rows])


@cache
def _insertion(table: Table) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]:
    names = [c.name for c in table.columns]
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join('?' * len(names))})", itemgetter(*names)  # noqa: S608 names of ours


def among(connection: Connection, query: str, values: Iterable[str]) -> Iterator[Any]:
    """Rows of a query whose ``IN (*)`` stands for the values, in the driver's own words too: what is asked for every report adds up."""
    cursor = connection.connection.cursor()
    for batch in batches(values, _AT_ONCE):
        # Filled up to a power of two, so that SQLite knows the statement again.
        size = 1 << (len(batch) - 1).bit_length()
        text = query.replace("(*)", f"({', '.join('?' * size)})")
        cursor.execute(text, (*batch, *batch[-1:] * (size - len(batch))))
        yield from cursor.fetchall()


def streamed(connection: Connection, query: str) -> Iterator[Any]:
    """Rows of a query, in the driver's own words too, as they come: where all rows of a table are asked for, half of the time is theirs."""
    cursor = connection.connection.cursor()
    cursor.execute(query)
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from rows


@contextmanager
def clear_errors(where: str) -> Iterator[None]:
    """Turn the database's errors into ours: a lock, a full disk, a damaged file."""
    try:
        yield
    except DBAPIError as e:
        raise named(e.orig, where) or e from e
    except sqlite3.Error as e:
        raise named(e, where) or e from e


def named(error: BaseException | None, where: str) -> SitrepError | None:
    """Our error for one of SQLite's, or ``None`` where it is a fault of ours."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DeskBusy(where, "another process is writing to this desk", "Wait until it has finished, then do the same again.")
    if name in {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC"}:
        return disk_full(where)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or "Could not decode to UTF-8" in str(error):
        return IntegrityError(where, f"the database file is damaged: {error}", "Restore a backup.")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM", "SQLITE_AUTH")):
        return StoreError(where, f"the database file cannot be used: {error}", "Check the folder's permissions and the disk.")
    return None
