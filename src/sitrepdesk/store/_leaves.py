"""What batches of links, lines and claims come to as bytes and digests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sitrepdesk.model import Claim, Link, Media, Passage, canonical, digest, to_line

from . import merkle
from ._rows import text_of

T = TypeVar("T")
READING_TYPE = "application/x-ndjson"


def reading_bytes(claims: Iterable[Claim]) -> bytes:
    """A reading as it is archived: one claim a line, in the schema that other programs read."""
    return "".join(to_line(c) + "\n" for c in claims).encode()


def batches(things: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Lists of up to ``size`` things, in order."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def passage_leaf(passage: Passage) -> bytes:
    """The Merkle leaf of a passage in its item's tree. ``Malformed`` where it holds a NUL."""
    return merkle.leaf_hash(text_of(passage).encode())


def media_leaf(media: Media) -> bytes:
    """The Merkle leaf of a picture among those that one entry adds to its item."""
    return merkle.leaf_hash(text_of(media).encode())


def link_leaf(nonce: str, link: Link) -> str:
    """The digest of a link that the entry of its run rests on."""
    return digest("link", bytes.fromhex(nonce), canonical(link))


def line_leaf(item_id: str, line: str) -> str:
    """The digest of an item's line of origin that the entry of its run rests on."""
    return digest("line", item_id, line)


def root_of(leaves: Iterable[str]) -> str:
    """The Merkle root over digests in hex."""
    return merkle.root(merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in leaves).hex()
