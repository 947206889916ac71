"""All items, and all claims that stand: each item is read once, and not again with each of its claims.

Both are read in the order in which they lie in the file, and sorted afterwards: looking each up where an index says takes twice as long.
"""

from __future__ import annotations

from operator import attrgetter

from sitrepdesk.model import Claim, Item
from sitrepdesk.model.judgement import Standing
from sitrepdesk.store._engine import streamed
from sitrepdesk.store._rows import claim_from, item_from
from sitrepdesk.store.snapshot import Snapshot


def every_item(snapshot: Snapshot) -> dict[str, Item]:
    """Id to item, in the order of the ids."""
    rows = streamed(snapshot.connection, "SELECT r.record FROM items AS i JOIN records AS r ON r.seq = i.seq")
    return {i.id: i for i in sorted((item_from(record) for (record,) in rows), key=attrgetter("id"))}


def claims_standing(snapshot: Snapshot) -> list[tuple[Claim, Standing]]:
    """The claims of ``Snapshot.told`` in its order, as they now read, each with whether a person has seen it."""
    # The plus keeps SQLite from looking up by an index what nearly all rows are.
    rows = streamed(snapshot.connection, "SELECT item, n, coalesce(told, record), standing FROM claims WHERE +current AND counts")
    found = sorted((item, n, claim_from(record), standing) for item, n, record, standing in rows)
    return [(claim, standing) for _, _, claim, standing in found]
