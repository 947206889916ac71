"""Test values of RFC 6962/9162 trees, known from Certificate Transparency's own reference tests, and the laws of the proofs."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.store import merkle

LEAVES = [merkle.leaf_hash(b"%d" % n) for n in range(65)]


def defined(leaves: list[bytes]) -> bytes:
    """The tree hash as RFC 9162, 2.1.1 defines it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + defined(leaves[:k]) + defined(leaves[k:])).digest()


def test_the_empty_tree_and_the_empty_leaf_have_the_hashes_of_the_standard() -> None:
    assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


@pytest.mark.parametrize("size", range(66))
def test_the_growing_tree_has_the_root_that_the_standard_defines(size: int) -> None:
    assert merkle.root(LEAVES[:size]) == defined(LEAVES[:size])


@given(st.integers(1, 65), st.data())
def test_an_inclusion_proof_holds_for_its_leaf_and_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    proof, root = merkle.inclusion_proof(LEAVES[:size], index), merkle.root(LEAVES[:size])
    assert merkle.verify_inclusion(LEAVES[index], index, size, proof, root)
    assert merkle.verify_inclusion(LEAVES[other], index, size, proof, root) == (other == index)
    assert not merkle.verify_inclusion(LEAVES[index], index, size, (*proof, root), root)


@given(st.integers(1, 65), st.data())
def test_a_consistency_proof_holds_for_a_beginning_and_for_nothing_else(size: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, size))
    proof = merkle.consistency_proof(LEAVES[:size], first)
    old, new = merkle.root(LEAVES[:first]), merkle.root(LEAVES[:size])
    assert merkle.verify_consistency(first, size, old, new, proof)
    rebuilt = merkle.root([merkle.leaf_hash(b"x"), *LEAVES[1:first]])
    assert not merkle.verify_consistency(first, size, rebuilt, new, proof)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_proof_for_a_leaf_outside_the_tree_is_none(index: int, size: int) -> None:
    assert not merkle.verify_inclusion(LEAVES[0], index, size, (), merkle.root(LEAVES[:size]))
