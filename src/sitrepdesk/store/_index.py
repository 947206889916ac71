"""The index of claims: what readers gave, as it stands after what people decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, func, select

from sitrepdesk.model import BadValue, Claim, Decision, Item

from . import _search
from . import _tables as t
from ._engine import insert
from ._leaves import batches
from ._rows import claim_from, claim_row, ids_of
from ._standing import stand
from .snapshot import Snapshot


class ClaimIndex:
    """Keeps claims, their ids and their words findable; whoever calls it holds the write lock and has sent its rows."""

    def __init__(self, connection: Connection, snapshot: Snapshot) -> None:
        self.connection = connection
        self.snapshot = snapshot

    def supersede(self, item_id: str) -> None:
        """An item's claims so far are no longer current: kept, but found no more."""
        self.connection.execute(t.readings.update().where(t.readings.c.item == item_id).values(current=False))
        old = (t.claims.c.item == item_id) & t.claims.c.current
        gone = [dict(r) for r in self.snapshot.rows(select(t.claims.c.n, t.claims.c.text).where(old))]
        _search.drop(self.connection, gone)
        for batch in batches(r["n"] for r in gone):
            self.connection.execute(t.claim_ids.delete().where(t.claim_ids.c.n.in_(batch)))
        self.connection.execute(t.claims.update().where(old).values(current=False))

    def add(self, item: Item, reading: int, claims: Iterable[Claim]) -> int:
        """Index a reading's claims; gives their number. ``BadValue`` for a claim that is not sealed, or of another item."""
        decisions: dict[str, list[Decision]] = {}
        retracted = self.snapshot.is_retracted(item.id)
        for d in self.snapshot.decisions_of(item.id):
            decisions.setdefault(d.about, []).append(d)
        n = first = int(self.connection.execute(select(func.max(t.claims.c.n))).scalar() or 0)
        for batch in batches(claims):
            rows: list[dict[str, Any]] = []
            ids: list[dict[str, Any]] = []
            for claim in batch:
                if not claim.id or claim.item != item.id:
                    raise BadValue(
                        claim.id or "claim", "is not sealed, or is of another item", "Seal a reading's claims before they are kept."
                    )
                n += 1
                told, standing = stand(claim, decisions.get(claim.anchor, ()))
                own = {"n": n, "reading": reading, "current": True}
                rows.append(claim_row(claim, told, standing, item, retracted=retracted) | own)
                ids += _named(told, n)
            insert(self.connection, t.claims, rows)
            insert(self.connection, t.claim_ids, ids)
            _search.put(self.connection, rows)
        return n - first

    def retract(self, item_id: str, *, retracted: bool) -> None:
        """An item was retracted, or is no longer: its claims do not count, or those that nobody rejected count again."""
        c = t.claims.c
        counts = false() if retracted else c.standing != "rejected"
        self.connection.execute(t.items.update().where(t.items.c.id == item_id).values(retracted=retracted))
        self.connection.execute(t.claims.update().where(c.item == item_id, c.current).values(counts=counts))

    def refresh(self, condition: ColumnElement[bool]) -> None:
        """Bring current claims up to what people have decided and to what their items now say."""
        c = t.claims.c
        found = select(c.n, c.item, c.text, c.record).where(condition, c.current).order_by(c.n)
        for old in list(self.snapshot.rows(found)):
            claim = claim_from(old["record"])
            told, standing = stand(claim, self.snapshot.decisions(claim.anchor))
            item = old["item"]
            row = claim_row(claim, told, standing, self.snapshot.item(item), retracted=self.snapshot.is_retracted(item))
            _search.drop(self.connection, [dict(old)])
            self.connection.execute(t.claims.update().where(c.n == old["n"]).values(row))
            _search.put(self.connection, [row | {"n": old["n"]}])
            self.connection.execute(t.claim_ids.delete().where(t.claim_ids.c.n == old["n"]))
            insert(self.connection, t.claim_ids, _named(told, old["n"]))


def _named(claim: Claim, n: int) -> list[dict[str, Any]]:
    return [{"id": i, "n": n} for i in sorted(ids_of(claim))]
