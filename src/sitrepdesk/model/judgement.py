"""Judgements over claims and items: links, events, assessments, questions, and what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .claim import Claim
from .clock import Micros
from .material import Item, Source

Relation = Literal["same-event", "supports", "contradicts", "copies", "updates", "retracts", "corrects", "same-as", "not-same"]
Standing = Literal["machine", "accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two records stand in a relation. ``left`` and ``right`` are ids (claims or items); ``score`` in per mille; ``because`` is a sentence.

    ``copies``, ``retracts``, ``corrects`` and ``updates`` run from the later (``left``) to the earlier (``right``); where the
    direction of a copy is not known, ``left < right`` and ``because`` says so.
    """

    left: str
    right: str
    relation: Relation
    score: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with all that weighing needs to know of where it came from.

    ``line`` is the id of the line of origin: items that copy one another share it, and a party's own media share the party's.
    ``standing`` says whether a person has seen it. ``own`` marks claims of this desk's own earlier report, which support nothing.
    """

    claim: Claim
    item: Item
    source: Source | None
    line: str
    standing: Standing = "machine"

    @property
    def own(self) -> bool:
        """Is it from this desk's own earlier report?"""
        return self.item.issue is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Claims of one happening. ``id`` is the smallest anchor in it; ``claims`` are claim ids in order; ``lines`` the independent lines."""

    id: str
    type: str
    claims: tuple[str, ...]
    items: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A judgement on a named scale, with its reasons (sentences) and the number of independent lines behind it.

    Scales: ``admiralty-source`` (A–F), ``admiralty-information`` (1–6), ``icd203``, ``confidence``, ``consistency``, ``verification``.
    """

    about: str
    scale: str
    value: str
    because: tuple[str, ...]
    method: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An open matter: what is not known, by which claim it was opened, where and since when, and what would close it."""

    id: str
    kind: Literal["unknown", "forecast", "hypotheses"]
    text: str
    asked_in: str
    opened_at: Micros
    claims: tuple[str, ...]
    options: tuple[str, ...] = ()
    rule: str = "A person closes it."
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a named person decided about a claim's anchor or an item, and when. ``undone`` decisions no longer count.

    ``fields`` are the corrected fields as JSON text; ``judged`` the digest of the claim's fields that the decision looked at.
    """

    seq: int
    kind: Literal["correct", "reject", "accept", "retract", "correct-item", "erase"]
    about: str
    made_by: str
    recorded_at: Micros
    because: str | None = None
    fields: str | None = None
    judged: str | None = None
    undone: bool = False
