"""The picture: what is known of the situation at one moment, from what had been available by another.

Every statement names the claims that carry it (``support``), the claims against it, and how many independent lines there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .clock import Micros
from .judgement import Question, Tells
from .material import Item

Basis = Literal["reported", "claimed", "assessed"]
Scope = Literal["period", "total", "part", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who holds a settlement: a side's id, ``contested``, or ``None`` for unknown; with the claims for and against.

    ``left`` is the side that is said to have left; nobody else holds the place by that alone. ``as_of`` is when the newest claim
    in support says it was so, ``last_confirmed`` when it was last said. ``basis`` is ``claimed`` where only hedged claims, hearsay
    or the holder's own word carry it. ``aged``: what says so is of so long ago, or of nobody knows when, that it is only what was last
    known; who tells again that a place was taken then confirms nothing of today.
    """

    place: str
    name: str
    side: str | None
    as_of: Micros | None
    last_confirmed: Micros | None
    basis: Basis
    support: tuple[str, ...]
    against: tuple[str, ...]
    lines: int
    left: str | None = None
    aged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of what, on one side, as one source line says: bounds are ``None`` where open. ``kind`` is a claim type.

    ``side`` is the side whose people or things they were: prisoners count with the side that lost them. ``who`` is the counted
    thing in the source's words. ``hedged``: no claim in support is a plain assertion. ``scope``: a day's or other period's count,
    a running total, a part of another number ("including 3 officers"), or not said. Nothing is ever added, neither over sources nor
    over scopes; a source's later count of the same thing takes the place of its earlier one. ``event`` is the event that it is told of,
    none for a total. ``party``: who tells it takes a side.
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
    who: str | None = None
    scope: Scope = "unknown"
    start: Micros | None = None
    end: Micros | None = None
    event: str | None = None
    party: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """An interval that several lines' counts of one event, or their running totals, give together; never a sum.

    ``agree``: a value fits most of them; else the interval spans them all. ``support`` are the claims of the counts that the interval
    holds, ``left_out`` those of the others, each with why. ``side`` is ``None`` where nobody says whose they are, ``event`` for totals.
    Bounds are ``None`` where open.
    """

    kind: str
    side: str | None
    unit: str
    place: str | None
    low: Decimal | None
    high: Decimal | None
    agree: bool
    lines: int
    support: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTotal:
    """One running total: up to which moment it counts (UTC microseconds), its bounds, its claim, and whether it is hedged."""

    at: Micros
    low: Decimal | None
    high: Decimal | None
    claim: str
    hedged: bool

    @property
    def size(self) -> Decimal:
        """The bound that it is known by: its lower one, or else its upper one."""
        return self.low if self.low is not None else self.high or Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The running totals of one line by time. ``party``: who counts takes a side. A line that takes its count back has it taken out."""

    kind: str
    side: str | None
    unit: str
    place: str | None
    line: str
    party: bool
    counts: tuple[RunningTotal, ...]

    @property
    def last(self) -> RunningTotal:
        """The newest count."""
        return self.counts[-1]

    def by(self, at: Micros) -> RunningTotal | None:
        """The newest count at ``at``."""
        return next((c for c in reversed(self.counts) if c.at <= at), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What lies between two series at ``at``: the newest count of each by then. ``apart`` is how far the lower bound of the greater lies
    above what the other counts, 0 where they meet. ``possible``: one number fits both.
    """

    at: Micros
    less: Series
    more: Series
    fewer: RunningTotal
    greater: RunningTotal
    apart: Decimal
    possible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event of the picture: its best-standing claim first, the lines behind it, its information credibility (1–6) and why.

    ``reports`` counts the items that tell it, copies and all. ``start`` and ``end`` are ``None`` where no claim says a time.
    ``background``: at no said time, only in texts that tell mostly of what is long past.
    """

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
    tells: Tells = "happened"
    disputed: bool = False
    because: tuple[str, ...] = ()
    background: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Claims that cannot all be true, and why, in one sentence."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    about: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What coverage needs of an item: its line of origin, and the language or reason for which it was not read (``None`` if it was)."""

    item: Item
    line: str
    not_read: str | None = None


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
    """Everything known of the situation at ``as_of`` from what was available by ``known_by`` (UTC microseconds).

    ``outlook`` holds the claims about plans and what is to come, ``reasons`` those that are told with their cause.
    """

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
    "perhaps-known",
    "strengthened",
    "weakened",
    "contradicted",
    "reversed",
    "corrected",
    "withdrawn",
    "answered",
    "aged-out",
    "resolved",
    "no-longer-reported",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two pictures: its kind, what it is about, the claims before and the claims now.

    ``lines`` is the number of independent lines behind it now (before, where it is gone). ``perhaps-known``: it may be
    another account of what is told better, whose claims stand in ``before``. ``no-longer-reported``: a newer version of
    the article leaves it out, which is no retraction. ``aged-out``: nobody has confirmed it for long. ``resolved``: a person decided
    how a forecast came out.
    """

    kind: ChangeKind
    about: str
    area: str | None
    before: tuple[str, ...]
    now: tuple[str, ...]
    because: str
    subject: Literal["happening", "control", "question", "forecast"] = "happening"
    lines: int = 0
