"""The ledger's leaf format, frozen on the first day (schema 1; test vectors in ``tests/model/vectors.json``).

An entry's *body* holds digests and ids, never people's words. Its digest covers a random nonce, so that an erased body cannot
be guessed back; erasing drops body and nonce, and the chain still checks. The *line* is what is chained and what the Merkle
tree (RFC 9162, section 2.1) hashes.
"""

from __future__ import annotations

from dataclasses import dataclass

from .canonical import canonical, digest
from .clock import Micros

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the append-only ledger. ``body`` and ``nonce`` are ``None`` once erased; ``replaces`` is an earlier ``seq``."""

    seq: int
    kind: str
    body: str | None
    nonce: str | None
    body_digest: str
    recorded_at: Micros
    made_by: str
    replaces: int | None
    previous: str
    hash: str
    schema: int = 1


def body_digest(nonce: str, body: str) -> str:
    """The digest of a body (canonical JSON text) behind its nonce (hex)."""
    return digest("body", bytes.fromhex(nonce), body)


def line_of(entry: Entry) -> bytes:
    """The canonical bytes that the chain and the Merkle tree hash: everything but the body, the nonce and the hash itself."""
    return canonical(
        {
            "schema": entry.schema,
            "seq": entry.seq,
            "kind": entry.kind,
            "body_digest": entry.body_digest,
            "recorded_at": entry.recorded_at,
            "made_by": entry.made_by,
            "replaces": entry.replaces,
            "previous": entry.previous,
        }
    )


def entry_hash(entry: Entry) -> str:
    """The entry's hash: SHA-256 over its line."""
    return line_hash(line_of(entry))


def line_hash(line: bytes) -> str:
    """The hash of an entry whose line was made already."""
    return digest("entry", line)
