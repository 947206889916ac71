"""Which pictures items carry, and the hashes by which the same picture is known again."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from sitrepdesk.model import Media
from sitrepdesk.store import _tables as t
from sitrepdesk.store.snapshot import Snapshot


def pictures_of(snapshot: Snapshot, item_id: str) -> tuple[Media, ...]:
    """The pictures of an item in the order in which they stand in it."""
    m = t.media.c
    query = select(*(m[name] for name in Media.__slots__)).where(m.item == item_id).order_by(m.seq, m.n)
    return tuple(Media(**r) for r in snapshot.rows(query))


def picture_hashes(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """The hashes of each item's pictures, in their order; items without one are left out."""
    m = t.media.c
    found: dict[str, list[str]] = defaultdict(list)
    for r in snapshot.rows(select(m.item, m.phash).where(m.phash.is_not(None)).order_by(m.item, m.phash)):
        found[r["item"]].append(r["phash"])
    return {item: tuple(hashes) for item, hashes in found.items()}
