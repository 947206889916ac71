"""Newer versions of the same article, and what a retraction or a correction takes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import PurePath

from sitrepdesk.model import Item, Link, Micros, Told


def versions(items: Iterable[Item], links: Iterable[Link] = ()) -> tuple[Link, ...]:
    """``updates`` links from each newer version of an article to the one before it.

    Versions share source and address. Where there is neither, a common title or file name is enough if a ``copies`` link joins the
    two: a channel's daily posts under one title are no versions of each other, and to take them for such would lose what they said.
    Items without a publication time, or with the same one, are none either: nobody could say which is newer.
    """
    copied = {frozenset((k.left, k.right)) for k in links if k.relation == "copies"}
    addressed: dict[tuple[str, str], list[Item]] = defaultdict(list)
    named: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.published and item.issue is None:
            if item.address:
                addressed[item.source or "", item.address].append(item)
            elif not item.source:
                named[item.title or PurePath(item.captured_from).name].append(item)
    found = [k for group in addressed.values() for k in _chain(group)]
    found += [k for group in named.values() for k in _chain(group) if frozenset((k.left, k.right)) in copied]
    return tuple(sorted(found, key=lambda k: (k.left, k.right)))


def withdrawn(told: Iterable[Told], links: Iterable[Link]) -> dict[str, Micros]:
    """Claim id to the moment from which nobody stands by it, from item-level ``retracts`` and ``corrects`` links.

    A retraction takes back all of an item. A correction takes back those claims whose numbers it replaces: same type, same unit,
    other bounds. Both reach the copies: a claim whose words first stood there goes too.
    """
    everything = list(told)
    by_item: dict[str, list[Told]] = defaultdict(list)
    by_origin: dict[str, list[Told]] = defaultdict(list)
    for t in everything:
        by_item[t.item.id].append(t)
        by_origin[t.origin or t.item.id].append(t)
    gone: dict[str, Micros] = {}
    for link in links:
        if link.relation in ("retracts", "corrects") and by_item[link.left]:
            at = by_item[link.left][0].item.available_at
            reach = {t.claim.id: t for t in (*by_item[link.right], *by_origin[link.right]) if t.item.id != link.left}
            taken = reach.values() if link.relation == "retracts" else [t for t in reach.values() if _replaced(t, by_item[link.left])]
            for t in taken:
                gone[t.claim.id] = min(at, gone.get(t.claim.id, at))
    return gone


def _chain(group: list[Item]) -> Iterator[Link]:
    ordered = sorted(group, key=lambda i: (i.available_at, i.id))
    for old, new in pairwise(ordered):
        if new.available_at > old.available_at:
            because = "The same article, published again later."
            yield Link(left=new.id, right=old.id, relation="updates", score=1000, because=because)


def _replaced(old: Told, correction: list[Told]) -> bool:
    bounds = {(q.unit, q.low, q.high) for q in old.claim.quantities}
    for new in correction:
        if new.claim.type == old.claim.type and new.claim.mood == "stated":
            fresh = {(q.unit, q.low, q.high) for q in new.claim.quantities}
            if {u for u, _, _ in bounds} & {u for u, _, _ in fresh} and not bounds & fresh:
                return True
    return False
