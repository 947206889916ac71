"""What a world is made of. Times are UTC microseconds; positions are microdegrees; a side is its id."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

HOUR = 3_600_000_000
DAY = 24 * HOUR


@dataclass(slots=True)
class Side:
    id: str
    name: str
    demonym: str
    forces: str


@dataclass(slots=True)
class Place:
    id: str
    name: str
    region: str
    lat: int
    lon: int
    near: tuple[int, ...] = ()
    held: list[tuple[int, str]] = field(default_factory=list)
    """(since, side), in order of time."""

    def holder(self, at: int) -> str | None:
        """Who holds it at that moment."""
        side = None
        for since, who in self.held:
            if since > at:
                break
            side = who
        return side


@dataclass(slots=True)
class Happening:
    """One thing that happened, or that was only said to have happened."""

    id: str
    type: str
    at: int
    place: int
    actor: str | None
    target: str | None
    count: int | None
    unit: str | None
    grows_h: float | None
    """Hours in which two thirds of what is still uncounted becomes known; ``None`` where the count is whole at once."""
    happened: bool
    serves: str | None
    """The side that gains by its being believed."""
    victims: str | None = None

    def known(self, at: int) -> int | None:
        """The count that could be known at that moment."""
        if self.count is None or self.grows_h is None:
            return self.count
        hours = max(0.0, (at - self.at) / HOUR)
        return max(1, round(self.count * (1 - 0.65 * math.exp(-hours / self.grows_h))))


@dataclass(slots=True)
class Source:
    id: str
    name: str
    kind: str
    side: str | None
    owner: str | None
    regions: frozenset[str] | None
    """``None``: everywhere."""
    accuracy: dict[str, float]
    bias: float
    hedge: float
    """How often it hedges."""
    sure: bool
    """Whether its hedges follow its own mistakes."""
    delay_h: float
    weight: float
    copies: float
    credits: float
    footer: str | None
    bundle: int
    short: str | None = None
    """By what others also call it."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom a copy names as having it."""

    name: str
    kind: str
    manner: str
    """Where: in a ``clause`` of every telling or of the ``first`` only, in a ``sentence``, in the ``lead`` or in a ``line`` below."""


@dataclass(slots=True)
class Number:
    """Bounds as the words give them (``claims.md``); ``soft`` as there."""

    text: str
    low: float | None
    high: float | None
    soft: str | None = None


@dataclass(slots=True)
class Telling:
    """What one report says of one happening, before its words."""

    id: str
    happening: Happening
    source: str
    said_at: int
    place: int
    scope: str
    """``at`` the place, ``near`` it, or only in its ``region``."""
    day: int | None
    """The start of the day that is named, or ``None``."""
    actor: str | None
    polarity: str
    likelihood: str
    mood: str
    speaker: tuple[str, str, str | None] | None
    """(kind, words, entity)."""
    denies: bool
    number: Number | None
    right: bool
    value_right: bool | None
    likely: dict[str, float]
    """How likely this statement was under each answer: ``yes`` and ``no``, or the side that holds the place."""
    value_accuracy: float
    detail: str | None
    spelling: str | None
    root: str = ""
    line: str = ""
    """Whose word it is in the end: a party, with its ministry and its own media, or one source."""
    parent: str | None = None
    slips: tuple[str, ...] = ()


@dataclass(slots=True)
class Part:
    """A paragraph: its words, the claims in it (spans from its start), and the telling that it words, if any."""

    text: str
    claims: list[dict[str, Any]]
    telling: Telling | None = None
    form: int = -1
    glued: tuple[str, ...] = ()
    """Sentences behind the first one that tell nothing of the world's happenings."""

    def glue(self, more: tuple[str, ...]) -> Part:
        """The paragraph with these sentences behind it."""
        return Part(" ".join((self.text, *more)), self.claims, self.telling, self.form, (*self.glued, *more))


@dataclass(slots=True)
class Report:
    id: str
    source: Source
    published: int
    parts: list[Part]
    mode: str
    parent: str | None = None
    root: str = ""
    pull: float = 1.0
    lead: str = ""
    tail: str = ""
    traces: tuple[str, ...] = ()
    """By what a copy can be known: ``words``, ``detail``, ``credit``, ``mistake``."""
