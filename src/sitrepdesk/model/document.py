"""A report as data: sections of sentences, each with all that it rests on. Renderers take only a ``Cleared`` one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["fact", "judgement", "question", "link", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a report. A ``fact`` cites at least one claim; other roles cite none and name no new thing."""

    id: str
    text: str
    role: Role
    support: tuple[str, ...] = ()
    withheld: str | None = None


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
class Document:
    """A whole report before it is cleared. ``pinned`` is the ledger's head that it was made from."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """A document that has passed the publish step; ``marking`` stands on every page, ``withheld`` says what was taken out and why."""

    document: Document
    marking: str
    withheld: tuple[str, ...]
