"""All claims that stand, without their items: who has read the items besides need not read each again for its claims."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from sitrepdesk.model import Claim
from sitrepdesk.model.judgement import Standing
from sitrepdesk.store import _tables as t
from sitrepdesk.store._rows import claim_from
from sitrepdesk.store.snapshot import BATCH, Snapshot


def claims_standing(snapshot: Snapshot) -> Iterator[tuple[Claim, Standing]]:
    """The claims of ``Snapshot.told`` in its order, as they now read, each with whether a person has seen it."""
    c = t.claims.c
    query = select(c.record, c.told, c.standing).where(c.current, c.counts).order_by(c.item, c.n)
    for record, told, standing in snapshot.connection.execution_options(yield_per=BATCH).execute(query):
        yield claim_from(told or record), standing
