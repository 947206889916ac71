"""Merkle trees over the ledger's lines, after RFC 9162 (Certificate Transparency 2.0), section 2.1, with SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence


def leaf_hash(line: bytes) -> bytes:
    """RFC 9162, 2.1.1: ``HASH(0x00 || d)``."""
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162, 2.1.1: ``HASH(0x01 || left || right)``."""
    return hashlib.sha256(b"\x01" + left + right).digest()


EMPTY = hashlib.sha256(b"").digest()
"""The root of the empty tree."""


class Frontier:
    """A growing tree that keeps only the roots of its full subtrees, largest first: constant memory, a root at any moment."""

    __slots__ = ("size", "subtrees")

    def __init__(self, size: int = 0, subtrees: Sequence[bytes] = ()) -> None:
        self.size = size
        self.subtrees = list(subtrees)

    def add(self, leaf: bytes) -> None:
        """Append a leaf hash."""
        self.subtrees.append(leaf)
        n = self.size
        while n & 1:
            right = self.subtrees.pop()
            self.subtrees.append(node_hash(self.subtrees.pop(), right))
            n >>= 1
        self.size += 1

    def root(self) -> bytes:
        """The tree hash of all leaves so far."""
        if not self.subtrees:
            return EMPTY
        node = self.subtrees[-1]
        for left in reversed(self.subtrees[:-1]):
            node = node_hash(left, node)
        return node


def root(leaves: Iterable[bytes]) -> bytes:
    """The tree hash of leaf hashes."""
    tree = Frontier()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def _split(n: int) -> int:
    """The largest power of two smaller than ``n``."""
    return 1 << ((n - 1).bit_length() - 1)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """RFC 9162, 2.1.3.1: the siblings from leaf ``index`` (from 0) up to the root. ``IndexError`` outside the tree."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return ()
    k = _split(len(leaves))
    if index < k:
        return (*inclusion_proof(leaves[:k], index), root(leaves[k:]))
    return (*inclusion_proof(leaves[k:], index - k), root(leaves[:k]))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree: bytes) -> bool:
    """RFC 9162, 2.1.3.2: does ``proof`` lead from this leaf to the root ``tree`` of ``size`` leaves?"""
    if not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == tree


def consistency_proof(leaves: Sequence[bytes], size: int) -> tuple[bytes, ...]:
    """RFC 9162, 2.1.4.1: that the tree of the first ``size`` leaves is a beginning of the tree of all. ``IndexError`` outside it."""
    if not 0 < size <= len(leaves):
        raise IndexError(size)
    return _subproof(leaves, size, whole=True)


def _subproof(leaves: Sequence[bytes], size: int, *, whole: bool) -> tuple[bytes, ...]:
    n = len(leaves)
    if size == n:
        return () if whole else (root(leaves),)
    k = _split(n)
    if size <= k:
        return (*_subproof(leaves[:k], size, whole=whole), root(leaves[k:]))
    return (*_subproof(leaves[k:], size - k, whole=False), root(leaves[:k]))


def verify_consistency(first: int, second: int, old: bytes, new: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162, 2.1.4.2: is the tree ``old`` of ``first`` leaves a beginning of the tree ``new`` of ``second`` leaves?"""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and old == new
    path = list(proof)
    if first & (first - 1) == 0:
        path.insert(0, old)
    if not path:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == old and sr == new
