"""Claims that words or ids name: how many, their list, and the question whether one claim is among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, union

from sitrepdesk.store import _search
from sitrepdesk.store import _tables as t
from sitrepdesk.store.snapshot import Snapshot

FEW = 2000
"""Up to so many named claims are looked up one by one, whatever else is asked of them."""
LOOK = 150
"""Asking the search index about one claim takes as long as listing so many (measured with 100,000 claims)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Words (all of them) or ids (any of them): either is enough. Only current claims are ever named."""

    words: str | None
    ids: tuple[str, ...] = ()

    def count(self, snapshot: Snapshot) -> int:
        """How many claims are named. It is counted where it is listed in order, without a copy."""
        by_id = self._by_id()
        total = 0
        if self.ids:
            total += int(snapshot.value(select(func.count()).select_from(by_id.subquery())))
        if (found := self._by_words()) is not None:
            if self.ids:
                found = found.where(_search.NUMBER.not_in(by_id))
            total += int(snapshot.value(found.with_only_columns(func.count(), maintain_column_froms=True)))
        return total

    def listed(self) -> ColumnElement[bool]:
        """The condition on claims, asked of a list that is made first."""
        found = self._by_words()
        if self.ids:
            by_id = self._by_id()
            return t.claims.c.n.in_(by_id if found is None else union(found, by_id))
        return false() if found is None else t.claims.c.n.in_(found)

    def asked(self) -> ColumnElement[bool]:
        """The same condition, asked of each claim in turn: cheaper where nearly every claim is named."""
        n = t.claims.c.n
        conditions = []
        if (found := self._by_words()) is not None:
            conditions.append(found.where(n == _search.NUMBER).correlate(t.claims).exists())
        if self.ids:
            conditions.append(self._by_id().where(t.claim_ids.c.n == n).correlate(t.claims).exists())
        return or_(false(), *conditions)

    def _by_words(self) -> Select[Any] | None:
        return None if self.words is None else _search.numbers(self.words)

    def _by_id(self) -> Select[Any]:
        return select(t.claim_ids.c.n).where(t.claim_ids.c.id.in_(self.ids)).distinct()
