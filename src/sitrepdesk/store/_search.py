"""The one search interface: words in, claims out. SQLite's FTS5 today; another database brings another body to these four functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, column, select, table, text

_FTS = table("claims_fts", column("rowid"), column("claims_fts"))
NUMBER = _FTS.c.rowid
_WORD = re.compile(r"\w+")


def create(connection: Connection) -> None:
    """Make the index: words without case and accents, over the claims' own text column."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE claims_fts USING fts5(text, content='claims', content_rowid='n', tokenize='unicode61 remove_diacritics 2')"
    )


def put(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Index rows with ``n`` and ``text``."""
    if rows:
        put_in = "INSERT INTO claims_fts(rowid, text) VALUES (?, ?)"
        connection.exec_driver_sql(put_in, [(r["n"], r["text"]) for r in rows])


def drop(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Take rows out of the index; ``text`` must be what was put in."""
    if rows:
        gone = text("INSERT INTO claims_fts(claims_fts, rowid, text) VALUES ('delete', :n, :text)")
        connection.execute(gone, [{"n": r["n"], "text": r["text"]} for r in rows])


def scrub(connection: Connection) -> None:
    """Rewrite the index so that words taken out of it are in none of its pages."""
    connection.exec_driver_sql("INSERT INTO claims_fts(claims_fts) VALUES ('optimize')")


def _query(words: str) -> str:
    return " ".join(f'"{w}"' for w in _WORD.findall(words))


def numbers(words: str) -> Select[Any] | None:
    """The numbers of the current claims that hold all these words; ``None`` where there is no word in them."""
    query = _query(words)
    return select(NUMBER).where(_FTS.c.claims_fts.op("MATCH")(query)) if query else None
