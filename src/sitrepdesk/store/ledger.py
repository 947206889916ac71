"""The append-only ledger: entries that name the hash of the one before, and the check of a chain wherever its entries come from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sitrepdesk.model import GENESIS, BadValue, Entry, Micros, body_digest, canonical, line_hash, line_of

from . import merkle
from .records import EMPTY_HEAD, Head, Problem

RESTORE = "Restore a backup, and compare it with a head that was kept elsewhere."


class Chain:
    """The end of the ledger, and the one way to make it longer. Whoever holds one holds the write lock."""

    def __init__(self, seq: int = 0, last: str = GENESIS, frontier: merkle.Frontier | None = None) -> None:
        self.seq = seq
        self.last = last
        self.frontier = frontier or merkle.Frontier()

    def append(self, kind: str, body: dict[str, Any], *, made_by: str, recorded_at: Micros, replaces: int | None = None) -> Entry:
        """The next entry: number, nonce, digests and hash are set here."""
        text, nonce = canonical(body).decode(), os.urandom(16).hex()
        entry = Entry(
            seq=self.seq + 1,
            kind=kind,
            body=text,
            nonce=nonce,
            body_digest=body_digest(nonce, text),
            recorded_at=recorded_at,
            made_by=made_by,
            replaces=replaces,
            previous=self.last,
            hash="",
        )
        line = line_of(entry)
        entry = replace(entry, hash=line_hash(line))
        self.seq, self.last = entry.seq, entry.hash
        self.frontier.add(merkle.leaf_hash(line))
        return entry

    def head(self) -> Head:
        """Where the ledger stands now."""
        return Head(seq=self.seq, hash=self.last, root=self.frontier.root().hex())


def abouts(body: dict[str, Any]) -> set[str]:
    """The ids that an entry's body is about, by which it is found again."""
    return {body[k] for k in ("item", "about", "source", "into") if isinstance(body.get(k), str)}


class Checker:
    """Walks a chain entry by entry; problems come out as they are met. Memory grows only with the number of erasures."""

    def __init__(self, head: Head | None = None) -> None:
        self.kept = head
        self.chain = Chain()
        self.erased: dict[int, str] = {}
        self.named: dict[int, str] = {}
        self.blobs: dict[str, int] = {}

    def check(self, entry: Entry) -> Iterator[Problem]:
        """The problems of the next entry."""
        where, expected = f"entry {entry.seq}", self.chain.seq + 1
        if entry.seq != expected:
            yield Problem(seq=expected, where=f"entry {expected}", what=f"is missing: entry {entry.seq} stands in its place", todo=RESTORE)
        if entry.previous != self.chain.last:
            yield Problem(seq=entry.seq, where=where, what="does not follow the entry before it", todo=RESTORE)
        line = _line(entry)
        if line is None or line_hash(line) != entry.hash:
            yield Problem(seq=entry.seq, where=where, what="does not have the hash that is written beside it", todo=RESTORE)
        yield from self._body(entry, where)
        self.chain.seq, self.chain.last = entry.seq, entry.hash
        self.chain.frontier.add(merkle.leaf_hash(line or b""))
        if self.kept and self.kept.seq == entry.seq and self.kept != self.chain.head():
            yield Problem(
                seq=entry.seq, where=where, what="is not the entry that the kept head names: the ledger was rebuilt", todo=RESTORE
            )

    def _body(self, entry: Entry, where: str) -> Iterator[Problem]:
        if entry.body is None or entry.nonce is None:
            self.erased[entry.seq] = where
            if (entry.body is None) != (entry.nonce is None):
                yield Problem(seq=entry.seq, where=where, what="has lost half of its body", todo=RESTORE)
        elif not _matches(entry):
            yield Problem(seq=entry.seq, where=where, what="holds a body that is not the one that was written", todo=RESTORE)
        elif entry.kind == "erasure":
            body = body_of(entry) or {}
            self.named.update(dict.fromkeys(body.get("entries", ()), str(body.get("item"))))
            self.blobs.update(dict.fromkeys(body.get("blobs", ()), entry.seq))

    def finish(self) -> Iterator[Problem]:
        """The problems that show only at the end: bodies gone without an erasure, a tail that was cut off."""
        for seq in sorted(self.erased.keys() - self.named.keys()):
            yield Problem(seq=seq, where=self.erased[seq], what="has no body, and no erasure names it", todo=RESTORE)
        if self.kept and self.kept.seq > self.chain.seq:
            where = f"entry {self.chain.seq + 1}"
            what = f"is missing: the kept head stands at {self.kept.seq}, the ledger ends at {self.chain.seq}"
            yield Problem(seq=self.chain.seq + 1, where=where, what=what, todo=RESTORE)
        if self.kept and self.kept.seq == 0 and self.kept != EMPTY_HEAD:
            yield Problem(seq=None, where="head", what="is no head of any ledger", todo="Give the head as it was printed.")


def check_chain(entries: Iterable[Entry], head: Head | None = None) -> Iterator[Problem]:
    """All problems of a chain of entries, against a kept ``head`` where one is given. Erased bodies are no problem."""
    checker = Checker(head)
    for entry in entries:
        yield from checker.check(entry)
    yield from checker.finish()


def body_of(entry: Entry) -> dict[str, Any] | None:
    """The body as data; ``None`` once erased. ``BadValue`` where it is no JSON object."""
    if entry.body is None:
        return None
    try:
        body = json.loads(entry.body)
    except ValueError as e:
        raise BadValue(f"entry {entry.seq}", "has a body that is no JSON", RESTORE) from e
    if not isinstance(body, dict):
        raise BadValue(f"entry {entry.seq}", "has a body that is no JSON object", RESTORE)
    return body


def _line(entry: Entry) -> bytes | None:
    try:
        return line_of(entry)
    except (TypeError, ValueError):
        return None


def _matches(entry: Entry) -> bool:
    try:
        return body_digest(entry.nonce or "", entry.body or "") == entry.body_digest and body_of(entry) is not None
    except (TypeError, ValueError, AttributeError, BadValue):
        return False
