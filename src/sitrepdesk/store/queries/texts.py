"""The texts of many passages, read together."""

from __future__ import annotations

from collections.abc import Iterable

from sitrepdesk.store._engine import among
from sitrepdesk.store.snapshot import Snapshot


def texts_of(snapshot: Snapshot, passages: Iterable[str]) -> dict[str, str]:
    """Passage id to its text; an id that no passage has is left out."""
    return dict(among(snapshot.connection, "SELECT id, text FROM passages WHERE id IN (*)", sorted(set(passages))))
