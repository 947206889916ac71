"""Migrations: named functions, each run once in order, all in one transaction with the version row that they raise."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select

from sitrepdesk.model import NoDesk, WrongVersion

from . import _search
from ._tables import media, meta, metadata


def first_tables(connection: Connection) -> None:
    """Version 1: ledger, records, index, search."""
    metadata.create_all(connection)
    _search.create(connection)
    connection.execute(meta.insert(), [{"key": "version", "value": "0"}, {"key": "frontier", "value": "[]"}])


def pictures_of_items(connection: Connection) -> None:
    """Version 2: the pictures that items carry. A new desk has the table from its first tables on."""
    media.create(connection, checkfirst=True)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (first_tables, pictures_of_items)
VERSION = len(MIGRATIONS)


def version_of(connection: Connection) -> int:
    """The version of the tables; 0 where there are none."""
    if not inspect(connection).has_table("meta"):
        return 0
    return int(connection.execute(select(meta.c.value).where(meta.c.key == "version")).scalar_one())


def migrate(connection: Connection, where: str) -> None:
    """Bring the tables up to this program's version. ``NoDesk`` for a foreign database, ``WrongVersion`` for a newer one."""
    found = version_of(connection)
    if found > VERSION:
        raise WrongVersion(where, f"was made by a newer version (tables {found}, here {VERSION})", "Install the newer sitrepdesk.")
    if found == 0 and inspect(connection).get_table_names():
        raise NoDesk(where, "is a database of something else", "Give the path of a desk, or make one with `sitrep init`.")
    for step in MIGRATIONS[found:]:
        step(connection)
    if found < VERSION:
        connection.execute(meta.update().where(meta.c.key == "version").values(value=str(VERSION)))
