"""What a report is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sitrepdesk.model import Assessment, Change, ItemFacts, Link, Picture, Reconciled, Score, Source, StandingForecast, Told
from sitrepdesk.theatre import Pack

from .templating import Template


def _nameless(_place: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of evidence as its author weighed it: his words, the claim that he cites, and the explanations that he holds it against.

    ``turns``: without it another explanation would lead.
    """

    text: str
    claim: str | None
    against: frozenset[str]
    turns: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """What one author made of one question: the explanations, the least contradicted first, those of one tuple alike.

    ``lapsed`` pieces cite claims that stand no more, or that may not be shown; they are left out of the order.
    """

    question: str
    author: str
    order: tuple[tuple[str, ...], ...]
    pieces: tuple[Piece, ...]
    lapsed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything that a report says, and the tools to say it.

    ``told`` holds the claims of both pictures by id, withdrawn ones and those of the desk's own earlier reports included. ``text``
    gives a passage's whole text by its id, ``place`` a place's printed name by its id. ``since`` is the number of the report that
    ``before`` and ``changes`` compare with, ``None`` for the first one; ``known`` are the items that it was made from (``None``: all
    that were available by then). A report that comes in late is new all the same. ``items`` are those of the picture; ``links`` between
    items say what was retracted, corrected, copied. ``grades`` are reliabilities by source id; a source without one has no record (F).
    ``titles`` are what items without a source are called by, where that may be printed.
    ``avoid`` are claims whose words may not be printed: they are told by no sentence, and others take their place.
    ``title`` is that of the series, else the template's; without ``template`` it is the newsletter's.
    ``masked`` are claims whose words lose a name: they lead nothing where others are left. ``together`` are counts that
    several lines give together; ``forecasts`` stand as of the report,
    ``score`` is that of the desk's own, ``people`` are the names of those who decided, by id. ``next_issue`` says when the next
    report is due. ``rivals`` are what people hold of rival explanations.
    """

    picture: Picture
    told: Mapping[str, Told]
    text: Callable[[str], str | None]
    pack: Pack
    zone: str
    number: int
    title: str = ""
    template: Template | None = None
    since: int | None = None
    before: Picture | None = None
    known: frozenset[str] | None = None
    changes: tuple[Change, ...] = ()
    items: tuple[ItemFacts, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    grades: Mapping[str, Assessment] = field(default_factory=dict)
    place: Callable[[str], str | None] = _nameless
    refused: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)
    avoid: frozenset[str] = frozenset()
    masked: frozenset[str] = frozenset()
    together: tuple[Reconciled, ...] = ()
    forecasts: tuple[StandingForecast, ...] = ()
    score: Score | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    rivals: tuple[Rivals, ...] = ()
    next_issue: str = ""
    pinned: str = ""
    reader: str = ""

    def is_new(self, told: Told) -> bool:
        """Is the claim of a report that the one before was not made from?"""
        if self.before is None:
            return True
        return told.item.available_at > self.before.known_by if self.known is None else told.item.id not in self.known

    def any_new(self, claims: Iterable[str]) -> bool:
        """Is any of these claims new?"""
        return any(self.is_new(self.told[c]) for c in claims if c in self.told)
