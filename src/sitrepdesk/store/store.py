"""The store: one database and one archive, opened, written to by one at a time, read by many."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Engine, select

from sitrepdesk.model import DeskExists, Micros, NoDesk

from . import _erase
from . import _tables as t
from ._engine import clear_errors, engine_for, file_of
from ._migrations import VERSION, migrate, version_of
from .archive import Archive
from .records import Erased
from .snapshot import Snapshot
from .writer import Writer

BUSY_SECONDS = 30.0
"""How long a writer waits for another one before it gives up."""


class Store:
    """A desk's database and archive. Use ``create`` or ``open``, and ``close`` it (or use it in a ``with``)."""

    def __init__(self, engine: Engine, archive: Archive, database_url: str) -> None:
        self.engine = engine
        self.archive = archive
        self.database_url = database_url

    @classmethod
    def create(cls, database_url: str, archive: Path) -> Store:
        """A new, empty store. ``DeskExists`` where the database is there already."""
        engine = engine_for(database_url, BUSY_SECONDS)
        file = file_of(database_url)
        if file.exists() and file.stat().st_size:
            raise DeskExists(str(file), "is there already", "Choose another folder, or use the desk that is in it.")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            archive.mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise NoDesk(str(file.parent), f"cannot be made: {e.strerror}", "Choose a folder that you may write to.") from e
        store = cls(engine, Archive(archive), database_url)
        store._migrate()
        return store

    @classmethod
    def open(cls, database_url: str, archive: Path, *, busy_seconds: float = BUSY_SECONDS) -> Store:
        """An existing store, its tables brought up to date, an interrupted erasure finished, stale temporary files swept.

        ``NoDesk`` where there is none, ``WrongVersion`` where a newer program made it, ``DeskBusy`` where somebody else holds it.
        """
        engine = engine_for(database_url, busy_seconds)
        file = file_of(database_url)
        if not file.is_file() or not file.stat().st_size:
            raise NoDesk(str(file), "is not there", "Make a desk with `sitrep init`, or give its path with --desk.")
        store = cls(engine, Archive(archive), database_url)
        store._migrate()
        store.archive.sweep(time.time())
        with clear_errors(database_url):
            _erase.finish(engine, store.archive)
        return store

    def _migrate(self) -> None:
        with clear_errors(self.database_url):
            with self.engine.connect() as connection, connection.begin():
                found = version_of(connection)
            if found != VERSION:
                with self.engine.connect().execution_options(write=True) as connection, connection.begin():
                    migrate(connection, self.database_url)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def write(self, *, made_by: str, recorded_at: Micros) -> Iterator[Writer]:
        """One transaction under the write lock, by one maker at one time (UTC microseconds): all of it is kept, or none.

        ``DeskBusy`` where another writer does not finish in time, ``DiskFull`` where nothing more fits.
        """
        with clear_errors(self.database_url), self.engine.connect().execution_options(write=True) as connection, connection.begin():
            writer = Writer(connection, self.archive, made_by, recorded_at)
            yield writer
            writer.finish()

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """A consistent view of this moment."""
        with clear_errors(self.database_url), self.engine.connect() as connection, connection.begin():
            connection.execute(select(t.meta.c.value).limit(1))  # the view is fixed by the first read
            yield Snapshot(connection)

    def person(self, name: str) -> str:
        """The id of a person of that name; made at the first call. The name itself is never in the ledger."""
        with self.read() as snapshot:
            known = snapshot.value(select(t.persons.c.id).where(t.persons.c.name == name))
        if known is not None:
            return str(known)
        with clear_errors(self.database_url), self.engine.connect().execution_options(write=True) as connection, connection.begin():
            found = connection.execute(select(t.persons.c.id).where(t.persons.c.name == name)).scalar()
            if found is None:
                found = f"person:{os.urandom(4).hex()}"
                connection.execute(t.persons.insert().values(id=found, name=name))
            return str(found)

    def erase_item(self, item_id: str, *, because: str, made_by: str, recorded_at: Micros) -> Erased:
        """Erase an item for a stated reason: words, readings, index, free pages, its bytes, and the bodies of reports that quote it.

        A tombstone keeps its id, hashes, reason and date. ``UnknownName`` where there is no such item.
        """
        with self.write(made_by=made_by, recorded_at=recorded_at) as writer:
            entry, gone, kept, reports = _erase.erase(writer, item_id, because)
        with clear_errors(self.database_url):
            scrubbed = _erase.finish(self.engine, self.archive)
        return Erased(entry=entry, blobs=gone, kept=kept, reports=reports, scrubbed=scrubbed)
