"""The claim: one thing that one source says about the world, and how it is said.

Five questions are kept apart: did it happen (``polarity``), how sure is the speaker (``likelihood``), when against the
report (``time.phase``), on whose word (``attribution``), in what mood (``mood``). ``None`` always means "not said".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from .canonical import canonical, digest
from .clock import Micros

Span = tuple[int, int]
"""Half-open offsets ``[start, end)`` in the passage, in Unicode code points."""

Polarity = Literal["affirmed", "negated"]
Likelihood = Literal[
    "almost-certain",
    "very-likely",
    "likely",
    "even",
    "unlikely",
    "very-unlikely",
    "almost-no-chance",
    "possible",
    "stated",
]
Mood = Literal["stated", "intended", "conditional", "wished", "directed", "unknown"]
Phase = Literal["past", "ongoing", "future", "habitual"]
Sense = Literal["within", "throughout", "by", "since"]
Rel = Literal["at", "from", "to", "toward", "via", "beyond", "near"]
Soft = Literal["low", "high", "both"]
Level = Literal["good", "poor"]
SpeakerKind = Literal["named", "unnamed", "witnessed", "earlier-report", "media"]
Precision = Literal["exact", "vicinity", "settlement", "district", "province", "country", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who or what takes part: the words, where they stand, and the pack's or gazetteer's id where one is known."""

    text: str
    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place as named, its relation to the event, and its reading.

    ``lat`` and ``lon`` in microdegrees, ``radius_m`` in metres, ``confidence`` in per mille; ``others`` are rival ids.
    """

    text: str
    span: Span
    rel: Rel = "at"
    place: str | None = None
    lat: int | None = None
    lon: int | None = None
    kind: str | None = None
    precision: Precision = "unknown"
    radius_m: int | None = None
    confidence: int | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When it happened: the words, and the half-open UTC interval they give against ``anchor`` (the publication time).

    ``start`` or ``end`` is ``None`` where the words leave it open. ``precision`` is one of minute, hour, part-of-day, day, week,
    month, season, year, or ``None``.
    """

    text: str | None = None
    span: Span | None = None
    start: Micros | None = None
    end: Micros | None = None
    sense: Sense | None = None
    zone: str | None = None
    anchor: Micros | None = None
    precision: str | None = None
    phase: Phase = "past"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many, as bounds with the words they came from.

    An open bound is ``None``, never zero; ``soft`` names a bound that is our convention and no word's commitment. ``unit`` is a
    singular English noun; ``of`` is ``actor``, ``target``, ``instrument`` or the counted thing's own text.
    """

    text: str
    span: Span
    low: Decimal | None
    high: Decimal | None
    unit: str | None = None
    of: str | None = None
    soft: Soft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One link of an attribution chain."""

    kind: SpeakerKind
    text: str
    span: Span
    entity: str | None = None

    @property
    def hearsay(self) -> bool:
        """Does nobody answer for it: a source without a name and of no side or body that is known?"""
        return self.kind == "unnamed" and self.entity is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim. While a reader builds it, ``content_of``, ``because_of`` and ``option_of`` hold anchors; ``seal`` turns them into ids."""

    item: str
    passage: str
    quote: str
    span: Span
    head: str
    head_span: Span
    type: str
    reader: str
    ordinal: int = 0
    id: str = ""
    anchor: str = ""
    schema: int = 1
    subtype: str | None = None
    object: str | None = None
    sector: str | None = None
    actor: tuple[Participant, ...] = ()
    target: tuple[Participant, ...] = ()
    instrument: tuple[Participant, ...] = ()
    places: tuple[Where, ...] = ()
    time: When = When()
    quantities: tuple[Quantity, ...] = ()
    polarity: Polarity = "affirmed"
    level: Level | None = None
    likelihood: Likelihood = "stated"
    mood: Mood = "stated"
    attribution: tuple[Speaker, ...] = ()
    content_of: str | None = None
    because_of: str | None = None
    option_of: str | None = None
    withheld: str | None = None
    why: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """A plain assertion: affirmed, unsoftened, stated, not in the future, in the author's own voice."""
        return (
            self.polarity == "affirmed"
            and self.likelihood == "stated"
            and self.mood == "stated"
            and not self.attribution
            and self.time.phase != "future"
        )


def anchor_of(passage: str, head_span: Span, ordinal: int) -> str:
    """What people's decisions and links hang on: passage, head span, and the ordinal among claims with the same head."""
    return digest("anchor", passage, f"{head_span[0]}:{head_span[1]}:{ordinal}")


def claim_id(claim: Claim) -> str:
    """The hash of the whole record with its references as anchors; ``id``, ``anchor`` and ``why`` stay out of it."""
    return digest("claim", canonical(replace(claim, id="", why=())))


def seal(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Give anchored claims of one item their ids, and turn their references from anchors into ids.

    A reference to an anchor that is not among ``claims`` becomes ``None``.
    """
    ids = {c.anchor: claim_id(c) for c in claims}
    return tuple(
        replace(
            c,
            id=ids[c.anchor],
            content_of=ids.get(c.content_of or ""),
            because_of=ids.get(c.because_of or ""),
            option_of=ids.get(c.option_of or ""),
        )
        for c in claims
    )
