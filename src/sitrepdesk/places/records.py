"""What the room gives: mentions in a text, readings of a name, what is known of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sitrepdesk.model import Span
from sitrepdesk.model.claim import Precision

from .extent import Extent, Point, Ring

Hint = Literal["place", "relative", "definite"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place named in a text.

    ``kind_hint`` is ``place`` for a name, ``relative`` for a phrase such as "15 km east of Izium" (the names in it are ``inner``),
    ``definite`` for "the river", which only the document can settle. ``inside`` is the larger place that the text names right behind
    it ("Odesa, Texas"). ``name`` is what to look up where the words are short for it: a river, in "the Dnipro".
    """

    text: str
    span: Span
    kind_hint: Hint = "place"
    inside: str | None = None
    inner: tuple[Mention, ...] = ()
    name: str = ""

    @property
    def called(self) -> str:
        """The name to look up."""
        return self.name or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a name means: an id with its point, or ``place=None`` where that is unknown, with the candidates in ``others``.

    ``lat`` and ``lon`` in microdegrees, ``radius_m`` in metres, ``confidence`` in per mille. A relative place has a point and a radius
    of its own, no id, the places that it is measured from in ``anchors``, and its area as drawn in ``extent``.
    """

    name: str
    place: str | None = None
    lat: int | None = None
    lon: int | None = None
    kind: str | None = None
    precision: Precision = "unknown"
    radius_m: int | None = None
    confidence: int = 0
    others: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    extent: Extent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceInfo:
    """What is known of a place. ``district``, ``province`` and ``country`` are ids; ``population`` is ``None`` where nobody counted.

    ``line`` is the course of a river or road, ``rings`` the outline of an area, where they are known.
    """

    id: str
    name: str
    kind: str
    lat: int
    lon: int
    radius_m: int
    population: int | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    geonames: int | None = None
    line: tuple[Point, ...] = ()
    rings: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that bears a name, as the index knows it without asking the rows.

    ``weight`` is ten times the decimal logarithm of its population (or of what stands for it); ``main`` says that it is its first name.
    """

    id: str
    kind: str
    weight: int
    country: str | None
    main: bool
