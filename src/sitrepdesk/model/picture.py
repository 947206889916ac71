"""The picture: what is known of the situation at one moment, from what had been available by another.

Every statement names the claims that carry it (``support``), the claims against it, and how many independent lines there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .clock import Micros
from .judgement import Question

Basis = Literal["reported", "claimed", "assessed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who holds a place: a side's id, ``contested``, or ``None`` for unknown; with the claims for and against."""

    place: str
    name: str
    side: str | None
    as_of: Micros | None
    last_confirmed: Micros | None
    basis: Basis
    support: tuple[str, ...]
    against: tuple[str, ...]
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of what, on one side, as one source line says: bounds are ``None`` where open. ``kind`` is a claim type.

    ``basis`` is the weakest hedge or attribution that any of its claims carries, ``plain`` where none does. Tallies of different
    sources stand side by side and are never added.
    """

    kind: str
    side: str | None
    unit: str
    low: Decimal | None
    high: Decimal | None
    soft: bool
    place: str | None
    place_name: str | None
    as_of: Micros | None
    source: str | None
    support: tuple[str, ...]
    lines: int
    hedged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event of the picture: its best-standing claim first, the lines behind it, its information credibility (1–6)."""

    event: str
    type: str
    area: str | None
    place: str | None
    place_name: str | None
    start: Micros | None
    end: Micros | None
    claims: tuple[str, ...]
    lines: int
    reports: int
    credibility: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Claims that cannot all be true, and why, in one sentence."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    about: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the picture rests on: items, sources, lines of origin, the span of publication, what was not read and not seen by a person."""

    items: int
    sources: int
    lines: int
    claims: int
    seen: int
    first: Micros | None
    last: Micros | None
    undated: int
    not_read: tuple[tuple[str, int], ...]
    no_claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything known of the situation at ``as_of`` from what was available by ``known_by`` (UTC microseconds)."""

    as_of: Micros
    known_by: Micros
    coverage: Coverage
    happenings: tuple[Happening, ...]
    control: tuple[Control, ...]
    tallies: tuple[Tally, ...]
    disputes: tuple[Dispute, ...]
    questions: tuple[Question, ...]
    outlook: tuple[str, ...]
    reasons: tuple[str, ...]


ChangeKind = Literal[
    "new",
    "strengthened",
    "weakened",
    "contradicted",
    "reversed",
    "corrected",
    "withdrawn",
    "answered",
    "no-longer-reported",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two pictures: its kind, what it is about, the claims before and the claims now."""

    kind: ChangeKind
    about: str
    area: str | None
    before: tuple[str, ...]
    now: tuple[str, ...]
    because: str
