"""Open questions as the sentences that leave them open, for a person to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from sitrepdesk.model import Question, Told
from sitrepdesk.report import is_open, quote
from sitrepdesk.store import Snapshot, told_by_id


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the claim that puts it best and its passage, the sentence round that claim, and whether the sentence asks.

    ``asks``: it asks or says that nobody knows; one that does not was probably misread.
    """

    question: Question
    claim: str
    passage: str
    words: str
    asks: bool


def asked(snapshot: Snapshot, found: Sequence[Question]) -> tuple[Asked, ...]:
    """Each question in the words of its source, in the order given."""
    told = told_by_id(snapshot, {c for q in found for c in q.claims})
    return tuple(_best([_put(snapshot, q, told[c]) for c in q.claims]) for q in found)


def apart(found: Iterable[Asked]) -> list[Asked]:
    """Those that ask, each sentence once: where one's words hold another's of its passage, the shorter stays."""
    kept: dict[str, list[Asked]] = defaultdict(list)
    for a in sorted((a for a in found if a.asks), key=lambda a: len(a.words)):
        if not any(b.words in a.words for b in kept[a.passage]):
            kept[a.passage].append(a)
    return sorted(chain(*kept.values()), key=lambda a: (a.question.opened_at, a.question.id))


def _put(snapshot: Snapshot, question: Question, told: Told) -> Asked:
    text = snapshot.passage(told.claim.passage).text
    words = quote(told.claim, text)
    return Asked(question, told.claim.id, told.claim.passage, " ".join(words.shown.split()), is_open(words, text))


def _best(put: list[Asked]) -> Asked:
    return next((a for a in put if a.asks), put[0])
