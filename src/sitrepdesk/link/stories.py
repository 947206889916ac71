"""Claims without a known place: they meet where their reports tell one story, by the names, numbers and words that both hold.

How alike two reports are is pure and symmetric; which of them tell one story follows by average linkage (Sokal and Michener 1958)
among those that share a name, taken in the order of their anchors. So the order of arrival changes no answer.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from zlib import crc32

import numpy as np

from sitrepdesk.model import Account

from ._tables import COMMON, STORIES
from .bounds import disjoint

Story = tuple[bytes, bytes]
"""Packed hashes of a report's names and numbers, and of its other words that carry content."""

_WORD = re.compile(r"\d[\d.,]*\d|\w+")
_KEYS = 24
_NEVER = -100.0


def story_of(texts: Iterable[str]) -> Story:
    """The story of a report, from the pieces of its text."""
    names: set[int] = set()
    words: set[int] = set()
    for text in texts:
        for n, (hashed, name, number) in enumerate(map(_hashed, _WORD.findall(text))):
            if hashed is not None:
                (names if number or (name and n > 0) else words).add(hashed)
    return _packed(names), _packed(words - names)


@lru_cache(maxsize=1 << 16)
def _hashed(word: str) -> tuple[int | None, bool, bool]:
    """A word's hash, ``None`` where it carries no content; whether it is written as a name, and whether it is a number."""
    folded = word.casefold()
    if folded in COMMON or (len(word) < 4 and not word[0].isdigit() and not word.isupper()):
        return None, False, False
    return crc32(folded.encode()), word[0].isupper(), word[0].isdigit() and len(word) > 1


def alike(a: Account, b: Account) -> float:
    """How alike the reports of two accounts are, from nought to one: the cosine of their words, a name counting for two.

    Two tellings of one report are of one story, unless their counts exclude each other.
    """
    if a.item == b.item:
        return _NEVER if _counts_apart(a, b) else 1.0
    shared = 2 * len(_set(a.names) & _set(b.names)) + len(_set(a.words) & _set(b.words))
    return float(shared / (_size(a) * _size(b)) ** 0.5) if shared else 0.0


def met(groups: Iterable[tuple[Hashable, Account]], story: Callable[[str], Story] | None = None) -> dict[str, str]:
    """Account id to the first id of those that it meets, of accounts that are given with a key that only equals may share.

    ``story`` gives that of a whole item, and is asked only for items that may meet another; else what its claims quote has to do.
    """
    blocks: dict[Hashable, dict[str, Account]] = defaultdict(dict)
    for key, a in groups:
        blocks[key][a.id] = a
    home: dict[str, tuple[str, str]] = {}
    for block in blocks.values():
        if story and len({a.item for a in block.values()}) > 1:
            told = {item: story(item) for item in sorted({a.item for a in block.values()})}
            block = {i: replace(a, names=told[a.item][0], words=told[a.item][1]) for i, a in block.items()}
        for part in _touching(block):
            for cluster in _averaged(part):
                first = (cluster[0].anchor, cluster[0].id)
                for a in cluster:
                    # An account may stand in two spans of days: the smaller anchor wins, whatever comes first.
                    home[a.id] = min(home.get(a.id, first), first)
    return {a: first for a, (_, first) in home.items()}


def _touching(block: dict[str, Account]) -> Iterator[list[Account]]:
    """Accounts that share a name or an item, over however many steps, in order of where they stand: their ids change with every reader."""
    root = {i: i for i in block}

    def find(x: str) -> str:
        while root[x] != x:
            root[x] = x = root[root[x]]
        return x

    first: dict[Hashable, str] = {}
    for i, a in block.items():
        for key in (a.item, *array("I", a.names[: 4 * _KEYS])):
            one, other = find(i), find(first.setdefault(key, i))
            root[max(one, other)] = min(one, other)
    parts: dict[str, list[Account]] = defaultdict(list)
    for a in sorted(block.values(), key=lambda a: (a.anchor, a.id)):
        parts[find(a.id)].append(a)
    yield from parts.values()


def _averaged(told: list[Account]) -> Iterator[list[Account]]:
    """Join the two clusters that are most alike on average, again and again, while they are alike enough."""
    n, least = len(told), STORIES["alike"] / 1000
    near = np.full((n, n), -np.inf)
    for i, j in combinations(range(n), 2):
        near[i, j] = near[j, i] = alike(told[i], told[j])
    clusters: list[list[Account]] = [[a] for a in told]
    while n > 1:
        i, j = divmod(int(near.argmax()), n)
        if near[i, j] < least:
            break
        a, b = len(clusters[i]), len(clusters[j])
        row = (near[i] * a + near[j] * b) / (a + b)
        near[i], near[:, i] = row, row
        near[i, i] = near[j] = -np.inf
        near[:, j] = -np.inf
        clusters[i], clusters[j] = [*clusters[i], *clusters[j]], []
    yield from (sorted(c, key=lambda a: (a.anchor, a.id)) for c in clusters if c)


def _packed(hashes: Iterable[int]) -> bytes:
    return array("I", sorted(hashes)).tobytes()


@lru_cache(maxsize=4096)
def _set(packed: bytes) -> frozenset[int]:
    return frozenset(array("I", packed))


def _size(a: Account) -> int:
    return (2 * len(a.names) + len(a.words)) // 4


def _counts_apart(a: Account, b: Account) -> bool:
    """Two counts of one thing in one report that exclude each other are of two happenings."""
    return any(x.unit == y.unit and disjoint(x, y) for x in a.quantities for y in b.quantities)
