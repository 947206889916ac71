"""Newer versions of the same article, and what a retraction or a correction takes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import PurePath

from sitrepdesk.model import FAMILY, Item, Link, Micros, Told

from .addresses import page_of


def versions(items: Iterable[Item], links: Iterable[Link] = ()) -> tuple[Link, ...]:
    """``updates`` links from each newer version of an article to the one before it.

    Versions share source and address, tracking parameters aside. Where there is neither, a common title or file name is enough if a
    ``copies`` link joins the two: a channel's daily posts under one title are no versions of each other, and to take them for such
    would lose what they said.
    Items without a publication time, or with the same one, are none either: nobody could say which is newer.
    """
    copied = {frozenset((k.left, k.right)) for k in links if k.relation == "copies"}
    addressed: dict[tuple[str, str], list[Item]] = defaultdict(list)
    named: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.published and item.issue is None:
            if item.address:
                addressed[item.source or "", page_of(item.address)].append(item)
            elif not item.source:
                named[item.title or PurePath(item.captured_from).name].append(item)
    found = [k for group in addressed.values() for k in _chain(group)]
    found += [k for group in named.values() for k in _chain(group) if frozenset((k.left, k.right)) in copied]
    return tuple(sorted(found, key=lambda k: (k.left, k.right)))


def withdrawn(told: Iterable[Told], links: Iterable[Link], items: Mapping[str, Item]) -> dict[str, Micros]:
    """Claim id to the moment from which nobody stands by it, from item-level ``retracts`` and ``corrects`` links.

    A retraction takes back all of an item. A correction takes back those claims whose numbers it replaces: same type, same unit,
    other bounds. Both reach the copies: a claim whose words first stood there goes too. And both repeat what they take back ("we
    reported that the town had fallen"), so that a claim of theirs that says the same is no telling of it.
    """
    back = [k for k in links if k.relation in ("retracts", "corrects") and k.left in items]
    touched = {i for k in back for i in (k.left, k.right)}
    by_item: dict[str, list[Told]] = defaultdict(list)
    by_origin: dict[str, list[Told]] = defaultdict(list)
    for t in told if back else ():
        if t.item.id in touched:
            by_item[t.item.id].append(t)
        if (origin := t.origin or t.item.id) in touched:
            by_origin[origin].append(t)
    gone: dict[str, Micros] = {}
    for link in back:
        # A note from which no claim was read still takes back what it withdraws: its moment is the item's own.
        note = by_item[link.left]
        reach = {t.claim.id: t for t in (*by_item[link.right], *by_origin[link.right]) if t.item.id != link.left}
        taken = [t for t in reach.values() if link.relation == "retracts" or _replaced(t, note)]
        repeated = [t for t in note if any(_same_said(t, old, link.relation == "corrects") for old in taken)]
        at = items[link.left].available_at
        gone |= {t.claim.id: min(at, gone.get(t.claim.id, at)) for t in (*taken, *repeated)}
    return gone


def _same_said(note: Told, old: Told, by_number: bool) -> bool:
    """Does the note only repeat what it takes back: the same number, or else the same type and polarity at the same place?"""
    a, b = note.claim, old.claim
    if (a.type, a.polarity, a.mood) != (b.type, b.polarity, b.mood):
        return False
    if by_number:
        return bool(_bounds(note) & _bounds(old))
    return bool({w.place for w in a.places if w.place} & {w.place for w in b.places})


def _bounds(t: Told) -> set[tuple[object, ...]]:
    return {(q.unit, q.low, q.high) for q in t.claim.quantities}


def _chain(group: list[Item]) -> Iterator[Link]:
    ordered = sorted(group, key=lambda i: (i.available_at, i.id))
    for old, new in pairwise(ordered):
        if new.available_at > old.available_at:
            because = "The same article, published again later."
            yield Link(left=new.id, right=old.id, relation="updates", score=1000, because=because)


def _replaced(old: Told, correction: list[Told]) -> bool:
    units = {unit for unit, _, _ in _bounds(old)}
    fresh = [_bounds(t) for t in correction if (FAMILY[t.claim.type], t.claim.mood) == (FAMILY[old.claim.type], "stated")]
    return any(units & {unit for unit, _, _ in f} and not f & _bounds(old) for f in fresh)
