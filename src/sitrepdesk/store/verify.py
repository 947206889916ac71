"""Is all that is stored what was written? First the chain of entries, then what each entry stands for, then what no entry stands for."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import MsgspecError
from sqlalchemy import Select, select
from sqlalchemy.exc import DBAPIError

from sitrepdesk.model import SitrepError

from . import _tables as t
from ._audit import Audit
from ._chain import load_chain
from ._leaves import batches
from ._migrations import VERSION, version_of
from ._rows import RECORDS
from .ledger import RESTORE, Checker
from .records import Head, Problem
from .snapshot import Snapshot
from .store import Store

_UNREADABLE = (DBAPIError, MsgspecError, SitrepError, ValueError, TypeError, LookupError)
"""What damaged rows raise: foreign values where numbers, records or ids should be."""


def verify(store: Store, head: Head | None = None) -> Iterator[Problem]:
    """All problems, the first bad entry of the chain first; none where the desk is sound. Erased bodies are no problem.

    Without a ``head`` that was kept elsewhere, a whole rebuilt ledger, one whose tail was cut, or an older copy cannot be told from
    the real one; with it they can. Memory grows only with the number of erasures.
    """
    with store.read() as snapshot:
        yield from verify_snapshot(store, snapshot, head)


def verify_snapshot(store: Store, snapshot: Snapshot, head: Head | None = None) -> Iterator[Problem]:
    """``verify`` over a view that the caller holds."""
    try:
        yield from _verify(store, snapshot, head)
    except _UNREADABLE as e:
        yield Problem(seq=None, where=store.database_url, what=f"cannot be read past here: {e}", todo=RESTORE)


def _verify(store: Store, snapshot: Snapshot, head: Head | None) -> Iterator[Problem]:
    checker = Checker(head)
    for entry in snapshot.entries():
        yield from checker.check(entry)
    yield from checker.finish()
    if version_of(snapshot.connection) != VERSION:
        yield Problem(seq=None, where="meta", what="names another version of the tables", todo=RESTORE)
    if not _frontier_fits(snapshot, checker):
        yield Problem(seq=checker.chain.seq, where="meta", what="keeps another Merkle tree than that of the ledger", todo=RESTORE)
    audit = Audit(snapshot, store.archive, checker)
    for batch in batches(snapshot.entries()):
        yield from audit.entries(batch)
    yield from audit.merges()
    for table, column, query in _STRAYS:
        for row in snapshot.rows(query):
            what = f"holds a row of {row['key']} that no entry stands for"
            yield Problem(seq=None, where=f"table {table}, {column} {row['key']}", what=what, todo=RESTORE)


def _frontier_fits(snapshot: Snapshot, checker: Checker) -> bool:
    try:
        return load_chain(snapshot.connection).frontier.subtrees == checker.chain.frontier.subtrees
    except (ValueError, TypeError):
        return False


def _stray(table: str, column: str, *kinds: str) -> tuple[str, str, Select[tuple[object]]]:
    """Rows whose entry is missing, is of another kind, or has lost its body."""
    key = t.metadata.tables[table].c[column]
    living = select(t.entries.c.seq).where(t.entries.c.kind.in_(kinds), t.entries.c.body.is_not(None))
    return table, column, select(key.label("key")).where(key.not_in(living))


def _orphan(table: str, column: str, parent: str, key: str) -> tuple[str, str, Select[tuple[object]]]:
    """Rows whose owner is not there."""
    child, owner = t.metadata.tables[table].c[column], t.metadata.tables[parent].c[key]
    return table, column, select(child.label("key")).distinct().where(child.not_in(select(owner)))


_CURRENT = select(t.claims.c.n).where(t.claims.c.current)
_STRAYS = (
    _stray("records", "seq", *RECORDS),
    _stray("items", "seq", "item"),
    _stray("readings", "seq", "reading"),
    _stray("claims", "reading", "reading"),
    _stray("decisions", "seq", "decision"),
    _stray("links", "seq", "links"),
    _stray("media", "seq", "media"),
    _stray("item_lines", "seq", "lines"),
    _stray("sources", "seq", "source"),
    _stray("report_items", "seq", "report"),
    _orphan("passages", "item", "items", "id"),
    _orphan("media", "item", "items", "id"),
    _orphan("item_keys", "item", "items", "id"),
    ("claim_ids", "n", select(t.claim_ids.c.n.label("key")).distinct().where(t.claim_ids.c.n.not_in(_CURRENT))),
    _orphan("source_names", "source", "sources", "id"),
    _orphan("entry_about", "seq", "entries", "seq"),
)


def erased(store: Store) -> int:
    """How many ledger bodies were erased."""
    with store.read() as snapshot:
        return sum(entry.body is None for entry in snapshot.entries())
