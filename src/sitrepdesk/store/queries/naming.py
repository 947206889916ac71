"""Claims that words or ids name: whether they are few, and the condition that a claim is one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, false, func, or_, select, union

from sitrepdesk.store import _search
from sitrepdesk.store import _tables as t
from sitrepdesk.store.snapshot import Snapshot

FEW = 2000
"""Up to so many named claims are looked up one by one, whatever else is asked of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Words (all of them) or ids (any of them): either is enough. Only current claims are ever named."""

    words: str | None
    ids: tuple[str, ...] = ()

    def are_few(self, snapshot: Snapshot) -> bool:
        """Are the named claims few enough to be looked up?"""
        lists = self._lists()
        if not lists:
            return True
        named = _either(lists).limit(FEW + 1).subquery()
        return int(snapshot.value(select(func.count()).select_from(named))) <= FEW

    def listed(self) -> ColumnElement[bool]:
        """The condition on claims, each of which is looked up by its number."""
        lists = self._lists()
        return t.claims.c.n.in_(_either(lists)) if lists else false()

    def among(self) -> ColumnElement[bool]:
        """The same condition for claims that are walked: is its number in the list? A sum is looked up in no index of claims."""
        return or_(false(), *((t.claims.c.n + 0).in_(found) for found in self._lists()))

    def _lists(self) -> list[Select[Any]]:
        by_words = None if self.words is None else _search.numbers(self.words)
        by_id = [select(t.claim_ids.c.n).where(t.claim_ids.c.id.in_(self.ids)).distinct()] if self.ids else []
        return by_id if by_words is None else [by_words, *by_id]


def _either(lists: list[Select[Any]]) -> Select[Any] | CompoundSelect[Any]:
    return union(*lists) if len(lists) > 1 else lists[0]
