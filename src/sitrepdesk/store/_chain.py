"""The end of the ledger as the database keeps it: last entry, and the frontier of the Merkle tree."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from . import merkle
from ._tables import entries, meta
from .ledger import Chain


def load_chain(connection: Connection) -> Chain:
    """The chain's end, to be made longer or asked for its head."""
    last = connection.execute(select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)).first()
    if last is None:
        return Chain()
    subtrees = json.loads(connection.execute(select(meta.c.value).where(meta.c.key == "frontier")).scalar_one())
    return Chain(last.seq, last.hash, merkle.Frontier(last.seq, [bytes.fromhex(h) for h in subtrees]))


def save_frontier(connection: Connection, chain: Chain) -> None:
    """Keep the frontier for the next writer."""
    value = json.dumps([h.hex() for h in chain.frontier.subtrees])
    connection.execute(meta.update().where(meta.c.key == "frontier").values(value=value))
