"""Which items gave no claims, and why: asked once for all of them."""

from __future__ import annotations

from sqlalchemy import select

from sitrepdesk.store import _tables as t
from sitrepdesk.store._rows import record_from
from sitrepdesk.store.records import Reading
from sitrepdesk.store.snapshot import Snapshot


def silent(snapshot: Snapshot) -> dict[str, str | None]:
    """Each item whose current reading holds no claim, with the first reason for which a passage of it was not read, if there is one."""
    r = t.readings.c
    query = select(r.item, t.records.c.record).join(t.readings, r.seq == t.records.c.seq).where(r.current, r.claims == 0)
    return {str(x["item"]): next((why for why, _ in record_from(x["record"], Reading).skipped), None) for x in snapshot.rows(query)}
