"""What the store itself has to say: heads, readings, reports as filed, tombstones, problems."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sitrepdesk.model import GENESIS, BadValue, Entry, Micros

from . import merkle

_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64}):([0-9a-f]{64})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the ledger stands: the last entry's number and hash, and the Merkle root over all lines. Kept elsewhere, it proves the past."""

    seq: int
    hash: str
    root: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}:{self.root}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """The head that ``str`` printed. ``BadValue`` for anything else."""
        found = _HEAD.match(text.strip())
        if not found:
            raise BadValue(repr(text), "is no ledger head", "Give it as printed by `sitrep head`: number:hash:root.")
        return cls(seq=int(found[1]), hash=found[2], root=found[3])


EMPTY_HEAD = Head(seq=0, hash=GENESIS, root=merkle.EMPTY.hex())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One item as read by one reader: the archived JSON lines, how many claims, and how many passages were not read, by reason."""

    item: str
    reader: str
    blob: str
    claims: int
    skipped: tuple[tuple[str, int], ...] = ()
    seq: int
    recorded_at: Micros


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as drafted or issued: its archived body, the head that it pins, its clocks (UTC microseconds), the items that it quotes.

    An ``issued`` one is frozen: ``files`` are the names and hashes of what was handed out, ``forecasts`` the ids frozen with it.
    """

    number: int
    blob: str
    pinned: str
    as_of: Micros
    known_by: Micros
    since: int | None
    items: tuple[str, ...]
    made_at: Micros
    made_by: str
    seq: int
    issued: bool = False
    files: tuple[tuple[str, str], ...] = ()
    forecasts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is left of an erased item: its id, the hashes of the bytes, why, by whom and when; ``reports`` lost their bodies with it."""

    item: str
    blobs: tuple[str, ...]
    because: str
    made_by: str
    recorded_at: Micros
    seq: int
    reports: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure did. ``kept`` blobs stay because other items are made of them; ``scrubbed`` is false while a reader still
    holds old pages: the next opening of the desk finishes it."""

    entry: Entry
    blobs: tuple[str, ...]
    kept: tuple[str, ...]
    reports: tuple[int, ...]
    scrubbed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that ``verify`` found wrong. ``seq`` is the ledger entry it shows at, where there is one."""

    seq: int | None
    where: str
    what: str
    todo: str = field(default="Compare with a backup, and with a head that was kept elsewhere.")

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.todo}"
