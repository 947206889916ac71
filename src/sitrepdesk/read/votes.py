"""What the tagger says of one sentence, as probabilities: which words head claims, of what type, how said, with whom."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitrepdesk.language import Token
from sitrepdesk.language.tagger import Ask, LabelSets, Tagged
from sitrepdesk.theatre import Pack

_MASKS = {"name": "Georgia", "demonym": "Georgian", "people": "Georgians"}
"""One name for every side of a war: the model cannot treat two sides in two ways if it never learns which is which."""

Chances = NDArray[np.float32]


@cache
def thresholds() -> dict[str, float]:
    """The chances at which the tagger adds, drops or changes what the tables read (``tables/votes.toml``)."""
    raw: dict[str, Any] = tomllib.loads((files(__package__) / "tables" / "votes.toml").read_text(encoding="utf-8"))
    return {key: float(value) for key, value in raw.items()}


def _soft(scores: Chances) -> Chances:
    x = np.exp(scores - scores.max(-1, keepdims=True))
    out: Chances = x / x.sum(-1, keepdims=True)
    return out


class Votes:
    """Chances of one sentence. Words by their index in the sentence."""

    def __init__(self, tagged: Tagged, labels: LabelSets) -> None:
        self.labels = labels
        self._tagged = tagged
        self.types = _soft(tagged.scores["types"])
        self._answers: dict[str, Chances] = {}
        self._links: dict[int, Chances] = {}
        at = 0
        for name, values in labels.answers:
            self._answers[name] = _soft(tagged.scores["answers"][:, at : at + len(values)])
            at += len(values)

    def heads(self, words: Iterable[int]) -> tuple[float, int]:
        """The highest chance among words to head a claim, and the word that has it."""
        return max((1.0 - float(self.types[i, 0]), -i) for i in words)[0], max(words, key=lambda i: 1.0 - float(self.types[i, 0]))

    def type_of(self, word: int) -> tuple[str, float]:
        """The likeliest type of the claim that a word heads, given that it heads one, and its share."""
        row = self.types[word, 1:]
        best = int(row.argmax())
        return self.labels.types[best + 1], float(row[best] / max(float(row.sum()), 1e-9))

    def type_share(self, word: int, type_: str) -> float:
        """The share of one type, given that the word heads a claim."""
        row = self.types[word, 1:]
        return float(row[self.labels.types.index(type_) - 1] / max(float(row.sum()), 1e-9))

    def answer(self, word: int, question: str) -> tuple[str, float, float]:
        """The likeliest marked answer at a head, its chance, and the chance of the unmarked one."""
        values = next(v for name, v in self.labels.answers if name == question)
        row = self._answers[question][word]
        best = int(row[1:].argmax()) + 1
        return values[best], float(row[best]), float(row[0])

    def chance(self, word: int, question: str, value: str) -> float:
        """The chance of one answer at a head."""
        values = next(v for name, v in self.labels.answers if name == question)
        return float(self._answers[question][word, values.index(value)])

    def links(self, word: int) -> Chances:
        """For a head, the chance of each link (columns) to each word (rows)."""
        if word not in self._links:
            self._links[word] = _soft(self._tagged.scores["links"][word])
        return self._links[word]

    def link(self, word: int, others: Sequence[int]) -> dict[str, float]:
        """The chance of each link from a head to the likeliest of some words."""
        rows = self.links(word)
        best = others[0] if len(others) == 1 else others[int(rows[list(others), 0].argmin())]
        return dict(zip(self.labels.links, rows[best].tolist(), strict=True))

    def linked(self, word: int, label: str) -> tuple[int, float]:
        """The word that a head is likeliest linked to by a label, and the chance."""
        column = self.links(word)[:, self.labels.links.index(label)]
        best = int(column.argmax())
        return best, float(column[best])


def asked(words: Sequence[Token], places: Sequence[tuple[int, int]], masks: Mapping[str, str]) -> Ask:
    """A sentence as the tagger gets it: known places marked, the names of the sides masked (``side_words``)."""
    flags = [0] * len(words)
    for s, e in places:
        inside = [i for i, w in enumerate(words) if s <= w.start < e]
        for i in inside:
            flags[i] = 1 if i == inside[0] else 2
    return Ask([_masked(w, masks) for w in words], flags)


def side_words(pack: Pack) -> dict[str, str]:
    """The single words that name a side, in lower case, with what the tagger sees instead."""
    out: dict[str, str] = {}
    for side in pack.sides:
        out |= {w.lower(): _MASKS["name"] for w in side.names if " " not in w}
        out |= {w.lower(): _MASKS["demonym"] for w in side.demonyms}
        out |= {f"{w.lower()}s": _MASKS["people"] for w in side.demonyms}
    return out


def _masked(word: Token, masks: Mapping[str, str]) -> Token:
    mask = masks.get(word.lower)
    if mask is None:
        return word
    return word._replace(text=mask.upper() if word.text.isupper() else mask.lower() if word.text.islower() else mask)
