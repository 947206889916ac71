"""Where the ledger stands, what says nothing of the claims passed over."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from sitrepdesk.store import _tables as t
from sitrepdesk.store.snapshot import Snapshot


def last_but(snapshot: Snapshot, kinds: Collection[str]) -> str:
    """The number and the hash of the ledger's last entry that is of none of these kinds; empty where there is none."""
    e = t.entries.c
    query = select(e.seq, e.hash).where(e.kind.not_in(kinds)).order_by(e.seq.desc()).limit(1)
    return next((f"{r['seq']}:{r['hash']}" for r in snapshot.rows(query)), "")
