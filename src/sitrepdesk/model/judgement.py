"""Judgements over claims and items: links, events, assessments, questions, and what people decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .claim import Claim, Level, Quantity
from .clock import Micros
from .material import Item, Source

Relation = Literal[
    "same-event", "supports", "contradicts", "copies", "same-picture", "updates", "retracts", "corrects", "same-as", "not-same"
]
Standing = Literal["machine", "accepted", "corrected", "rejected"]
Tells = Literal["happened", "not-happened", "planned", "asked", "supposed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two records stand in a relation. ``left`` and ``right`` are ids (claims or items); ``score`` in per mille; ``because`` is a sentence.

    ``copies``, ``same-picture``, ``retracts``, ``corrects`` and ``updates`` run from the later (``left``) to the earlier (``right``);
    where the direction of a copy is not known, ``left < right`` and ``because`` says so.
    """

    left: str
    right: str
    relation: Relation
    score: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with all that weighing needs to know of where it came from.

    ``line`` is the id of the claim's line of origin: copies share it, and a party's own media share the party's. ``origin`` is the
    item where these words first stood (empty: its own). ``standing`` says whether a person has seen it. ``own`` marks claims of this
    desk's own earlier report, which support nothing. ``withdrawn_at``: from then on nobody stands by it (a retraction, a correction).
    ``superseded_at``: from then on a newer version of the same article takes its place. ``share``: how likely it is its line's own news
    and not retold from a line that told it before, per mille.
    """

    claim: Claim
    item: Item
    source: Source | None
    line: str
    standing: Standing = "machine"
    origin: str = ""
    withdrawn_at: Micros | None = None
    superseded_at: Micros | None = None
    share: int = 1000

    @property
    def own(self) -> bool:
        """Is it from this desk's own earlier report?"""
        return self.item.issue is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a claim tells of beside parties, place and time; whatever is not known is ``None`` or empty.

    ``thing`` is the class or noun of what was hit, lost, brought or cut off; ``site`` the work, building or nameless place at which it
    happened; ``unit`` the numbers of the units ("4th 92nd"); ``tool`` the sort of weapon or cause; ``words`` those of what was said or
    agreed, in their base forms and in order.
    """

    thing: str | None
    site: str | None
    unit: str | None
    tool: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What linking, weighing and folding look at in a claim: all but its words.

    ``line`` is the line that it counts for (its outermost named speaker's, else the claim's line of origin), ``None`` where it
    supports nothing. ``tells`` says what it tells of the event; ``tier`` how firmly: 0 outright, 1 as hearsay or a maybe.
    ``start`` and ``end`` always bound the happening in UTC microseconds: where no time was said (``explicit`` is false), a window
    that ends with the publication. ``place`` joins the ids of its finest places, each behind its relation or the part of it that is meant
    ("toward geonames:1", "bridge in geonames:1"). ``plain`` is ``Claim.is_plain``.
    ``looks_back``: it tells of something past at no said time, in a text that tells what is long past.
    ``names`` and ``words`` are packed hashes of its item's names and numbers, and of its other words that carry content. They are kept only
    where no place is known, since only then they decide what it meets. ``share`` is that of ``Told``.
    """

    id: str
    anchor: str
    item: str
    origin: str
    source: str | None
    line: str | None
    type: str
    subtype: str | None
    tells: Tells
    tier: int
    place: str | None
    broad: bool
    actor: str | None
    target: str | None
    actor_side: str | None
    target_side: str | None
    speaker_side: str | None
    start: Micros
    end: Micros
    explicit: bool
    said_at: Micros
    quantities: tuple[Quantity, ...]
    subject: Subject
    level: Level | None
    head: str
    likelihood: str
    plain: bool
    accepted: bool
    looks_back: bool = False
    names: bytes = b""
    words: bytes = b""
    share: int = 1000


def placed(place: str | None) -> Iterator[tuple[str, str]]:
    """The ids in an account's place, each behind the words of its relation or part, which most lack ("bridge in", "geonames:1")."""
    words: list[str] = []
    for word in (place or "").split():
        if ":" in word:
            yield " ".join(words), word
            words = []
        else:
            words.append(word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Claims of one happening. ``id`` is the smallest anchor in it; ``claims`` are claim ids, the best-standing first.

    ``lines`` are the independent lines that tell it as firmly as its best-standing claim does: hearsay confirms nothing.
    """

    id: str
    type: str
    claims: tuple[str, ...]
    items: tuple[str, ...]
    lines: tuple[str, ...]
    tells: Tells = "happened"


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
class Estimate:
    """How likely an event is, as this desk works it out: a probability in per mille, its ICD 203 word, and apart from it a confidence.

    ``low`` and ``high`` are the edges of the word's band in per cent. ``confidence`` says how much the estimate rests on: low, moderate,
    high. ``because`` are sentences on the estimate, ``why_confident`` on the confidence: the two never share one.
    """

    about: str
    per_mille: int
    word: str
    low: int
    high: int
    confidence: Literal["low", "moderate", "high"]
    because: tuple[str, ...]
    why_confident: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An open matter: what is not known, by which claims it was opened, where and since when, and what would close it.

    ``outcome`` is the id of the claim that answers it (a proposal: the answer keeps its speaker), or a person's words.
    """

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

    ``fields`` are the corrected fields as JSON text; ``judged`` the digest of the claim's fields that the decision looked at. ``other``
    is the second anchor of a ``merge`` (both tell of one happening) or a ``split`` (they do not), or the second item of a ``not-copy``.
    ``confirm`` and ``refute`` say what came of a claim; ``grade`` is about a source, and its letter stands in ``fields``.
    """

    seq: int
    kind: Literal[
        "correct", "reject", "accept", "retract", "correct-item", "erase", "merge", "split", "not-copy", "confirm", "refute", "grade"
    ]
    about: str
    made_by: str
    recorded_at: Micros
    because: str | None = None
    fields: str | None = None
    judged: str | None = None
    other: str | None = None
    undone: bool = False
