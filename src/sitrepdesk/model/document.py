"""A report as data: sections of sentences, each with all that it rests on. Renderers take only a ``Cleared`` one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .clock import Micros

Role = Literal["fact", "judgement", "forecast", "question", "link", "note"]
Chart = Literal["map", "timeline", "bands", "calibration", "origins", "trend"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a report. A ``fact`` cites at least one claim; other roles cite none and name no new thing.

    A ``judgement`` begins with its author. A ``forecast`` has the first twelve characters of its forecast's id as its own, and its
    words are frozen. ``edited``: a person changed the words that the desk had written.
    """

    id: str
    text: str
    role: Role
    support: tuple[str, ...] = ()
    withheld: str | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of a report; ``key`` is stable (``bottom-line``, ``changed``, ``disputed``…), ``level`` 2 or 3."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a number in brackets leads to: claim, quote, source's printed name, publication, item, hash of the bytes, offsets."""

    number: int
    claim: str
    quote: str
    source: str
    published: str
    item: str
    blob: str
    locator: str
    span: tuple[int, int]
    line: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing that a figure shows, with the claims that it rests on. Each kind of chart looks at what it needs.

    ``label`` names it, ``group`` is its series or side, ``low`` and ``high`` are bounds (``None`` where open), ``start`` and ``end``
    UTC microseconds, ``lat`` and ``lon`` microdegrees, ``place`` the id of its place, ``note`` further words.
    """

    label: str
    group: str = ""
    note: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    start: Micros | None = None
    end: Micros | None = None
    lat: int | None = None
    lon: int | None = None
    place: str | None = None
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart or map as data. It stands in the section ``section``; its words for those who cannot see it are made from the marks."""

    key: str
    chart: Chart
    title: str
    section: str
    caption: str
    marks: tuple[Mark, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report before it is cleared. ``pinned`` says what it was made from; ``issued`` by whom and when it was, empty for a draft.

    ``next_issue`` says when the next one is due, in words; empty where nobody has said and no rhythm shows it.
    """

    number: int
    title: str
    period: str
    as_of: str
    coverage: str
    theatre: str
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    pinned: str
    reader: str
    figures: tuple[Figure, ...] = ()
    issued: str = ""
    next_issue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """A document that has passed the publish step; ``marking`` stands on every page, ``withheld`` says what was taken out and why."""

    document: Document
    marking: str
    withheld: tuple[str, ...]
