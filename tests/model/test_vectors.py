"""Test vectors of the frozen formats, each computed a second time with ``hashlib`` alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sitrepdesk.model import (
    Entry,
    anchor_of,
    body_digest,
    canonical,
    claim_id,
    digest,
    entry_hash,
    from_wire,
    item_id,
    line_of,
    passage_id,
    source_id,
)

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))


def by_hand(domain: str, *parts: bytes) -> str:
    """A digest as the format's text says: SHA-256 over parts behind their lengths in eight bytes, the domain first."""
    joined = b"".join(len(p).to_bytes(8, "big") + p for p in (b"sitrepdesk/1/" + domain.encode(), *parts))
    return hashlib.sha256(joined).hexdigest()


@pytest.mark.parametrize("row", VECTORS["canonical"], ids=lambda r: r["bytes"])
def test_canonical_bytes_are_as_written_down(row: dict[str, Any]) -> None:
    assert canonical(row["value"]) == row["bytes"].encode()


def test_a_decimal_counts_in_thousandths() -> None:
    assert canonical({"low": Decimal("2.5")}) == b'{"low":2500}'


@pytest.mark.parametrize("row", VECTORS["digests"], ids=lambda r: r["domain"])
def test_a_digest_is_the_one_that_plain_hashlib_gives(row: dict[str, Any]) -> None:
    assert digest(row["domain"], *row["parts"]) == row["hash"] == by_hand(row["domain"], *(p.encode() for p in row["parts"]))


@pytest.mark.parametrize("row", VECTORS["entries"], ids=lambda r: r["entry"]["kind"])
def test_an_entry_has_the_line_the_digest_and_the_hash_written_down(row: dict[str, Any]) -> None:
    entry = Entry(**row["entry"])
    assert line_of(entry) == row["line"].encode()
    assert entry_hash(entry) == entry.hash == by_hand("entry", row["line"].encode())
    if entry.body is not None and entry.nonce is not None:
        assert body_digest(entry.nonce, entry.body) == entry.body_digest
        assert entry.body_digest == by_hand("body", bytes.fromhex(entry.nonce), entry.body.encode())


def test_each_entry_names_the_hash_of_the_one_before() -> None:
    chain = [Entry(**row["entry"]) for row in VECTORS["entries"]]
    assert chain[0].previous == "0" * 64
    assert [e.previous for e in chain[1:]] == [e.hash for e in chain[:-1]]


def test_an_erased_entry_keeps_its_hash() -> None:
    entry = Entry(**VECTORS["entries"][0]["entry"])
    assert entry_hash(replace(entry, body=None, nonce=None)) == entry.hash


@pytest.mark.parametrize("row", VECTORS["claims"], ids=lambda r: r["wire"]["type"])
def test_a_claim_has_the_id_written_down(row: dict[str, Any]) -> None:
    claim = from_wire(row["wire"])
    head = f"{claim.head_span[0]}:{claim.head_span[1]}:{claim.ordinal}"
    assert (
        anchor_of(claim.passage, claim.head_span, claim.ordinal) == claim.anchor == by_hand("anchor", claim.passage.encode(), head.encode())
    )
    assert claim_id(claim) == row["id"] == by_hand("claim", row["bytes"].encode())


def test_ids_of_items_passages_and_sources_are_as_written_down() -> None:
    ids = VECTORS["ids"]
    assert item_id("ab" * 32, "source:1", None) == ids["item"] == by_hand("item", b"ab" * 32, b"source:1", b"")
    assert passage_id(ids["item"], "0:10") == ids["passage"] == by_hand("passage", ids["item"].encode(), b"0:10")
    assert source_id("  The  Gazette ") == ids["source"] == "source:" + by_hand("source", b"the gazette")[:16]
