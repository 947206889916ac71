"""What the tagger says of one sentence, as probabilities: which words head claims, of what type, how said, with whom."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitrepdesk.language import Token
from sitrepdesk.language.tagger import Ask, LabelSets, Tagged
from sitrepdesk.theatre import Pack

_MASKS = {"name": "Georgia", "demonym": "Georgian", "people": "Georgians"}
"""One name for every side of a war: the model cannot treat two sides in two ways if it never learns which is which."""

ROLES = ("actor", "target", "instrument")
RELS = ("at", "from", "to", "toward", "via", "beyond", "near")

Chances = NDArray[np.float32]


class Link(NamedTuple):
    """What a word is to a head: the chance of each link, the likeliest role, the chance that it is a place of any kind."""

    chances: Mapping[str, float]
    role: str
    place: float


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "tables" / "votes.toml").read_text(encoding="utf-8"))


@cache
def thresholds() -> dict[str, float]:
    """The chances at which the tagger adds, drops or changes what the tables read (``tables/votes.toml``)."""
    return {key: float(value) for key, value in _table().items() if key != "types"}


def _commoner(types: Chances, labels: LabelSets) -> Chances:
    """The chances of types, set right for how often each occurs in reports: what trained the tagger has the rare ones too often, and
    ``other`` too seldom. The chance that a word heads a claim at all stays as it was. After Saerens, Latinne and Decaestecker 2002,
    "Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14(1)."""
    ratios: Mapping[str, float] = _table()["types"]
    mine = types[:, 1:] * np.array([ratios.get(t, 1.0) for t in labels.types[1:]], dtype=np.float32)
    mine *= types[:, 1:].sum(-1, keepdims=True) / np.maximum(mine.sum(-1, keepdims=True), np.float32(1e-9))
    out: Chances = np.concatenate([types[:, :1], mine], axis=1)
    return out


def _soft(scores: Chances) -> Chances:
    x = np.exp(scores - scores.max(-1, keepdims=True))
    out: Chances = x / x.sum(-1, keepdims=True)
    return out


class Votes:
    """Chances of one sentence. Words by their index in the sentence."""

    def __init__(self, tagged: Tagged, labels: LabelSets, types: Chances, answers: dict[str, tuple[tuple[str, ...], Chances]]) -> None:
        self.labels, self.types = labels, types
        self._tagged, self._answers = tagged, answers
        self._answered: dict[tuple[int, str], tuple[str, float, float]] = {}
        self._links: dict[int, Chances] = {}
        self._linked: dict[tuple[int, int], Link] = {}
        self._peaks: dict[int, tuple[list[int], list[float]]] = {}

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
        found = self._answered.get((word, question))
        if found is None:
            values, chances = self._answers[question]
            unmarked, *row = chances[word].tolist()
            best = max(row)
            found = self._answered[word, question] = values[row.index(best) + 1], best, unmarked
        return found

    def chance(self, word: int, question: str, value: str) -> float:
        """The chance of one answer at a head."""
        values, chances = self._answers[question]
        return float(chances[word, values.index(value)])

    def links(self, word: int) -> Chances:
        """For a head, the chance of each link (columns) to each word (rows)."""
        if word not in self._links:
            self._links[word] = _soft(self._tagged.scores["links"][word])
        return self._links[word]

    def link(self, word: int, other: int) -> Link:
        """The chance of each link from a head to a word."""
        found = self._linked.get((word, other))
        if found is None:
            chances = dict(zip(self.labels.links, self.links(word)[other].tolist(), strict=True))
            role = max(ROLES, key=chances.__getitem__)
            found = self._linked[word, other] = Link(chances, role, sum([chances[r] for r in RELS]))
        return found

    def linked(self, word: int, label: str) -> tuple[int, float]:
        """The word that a head is likeliest linked to by a label, and the chance."""
        if word not in self._peaks:
            chances = self.links(word)
            self._peaks[word] = chances.argmax(0).tolist(), chances.max(0).tolist()
        words, peaks = self._peaks[word]
        at = self.labels.links.index(label)
        return words[at], peaks[at]


def votes_on(tagged: Sequence[Tagged], labels: LabelSets) -> Iterator[Votes]:
    """The votes on each of some sentences, whose chances are computed at once: a call of numpy costs more than the few numbers of one."""
    if not tagged:
        return
    types = _commoner(_soft(np.concatenate([t.scores["types"] for t in tagged])), labels)
    scores = np.concatenate([t.scores["answers"] for t in tagged])
    ends = accumulate(len(values) for _, values in labels.answers)
    answers = {name: (values, _soft(scores[:, end - len(values) : end])) for (name, values), end in zip(labels.answers, ends, strict=True)}
    end = 0
    for t in tagged:
        start, end = end, end + len(t.scores["types"])
        yield Votes(t, labels, types[start:end], {name: (values, chances[start:end]) for name, (values, chances) in answers.items()})


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
