"""Examples to padded tensors, batches of like length; every layer that an example lacks is masked out of the losses."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from examples import NAMES, Example, plain_label
from torch import Tensor

from sitrepdesk.language.wordpiece import SHAPES, WordPiece, shape_of

ANSWERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("polarity", ("affirmed", "negated")),
    ("likelihood", ("stated", "almost-certain", "very-likely", "likely", "even", "unlikely", "very-unlikely", "almost-no-chance",
                    "possible")),
    ("mood", ("stated", "intended", "conditional", "wished", "directed", "unknown")),
    ("phase", ("past", "ongoing", "future", "habitual")),
    ("speaker", ("none", "named", "unnamed", "witnessed", "earlier-report", "media")),
)  # fmt: skip
LINKS = ("none", "actor", "target", "instrument", "at", "from", "to", "toward", "via", "beyond", "near", "time", "number", "speaker",
         "content_of", "because_of", "option_of", "cue")  # fmt: skip
NOT_SAID = -100
MASK = 103
"""The piece that stands for a hidden word, in the vocabulary of BERT."""
HIDDEN = 0.06
"""So many words are hidden while training: what a sentence tells is then read from the words around, as for a word never met before."""


@dataclass(frozen=True)
class Labels:
    """The label sets of the heads that come from the corpora, in fixed order."""

    pos: tuple[str, ...]
    labels: tuple[str, ...]
    roles: tuple[str, ...]
    types: tuple[str, ...]


def labels_of(train: Sequence[Example], types: Sequence[str]) -> Labels:
    """The labels that the first corpus uses; roles and arc labels seen less than 15 times are left out."""
    pos: dict[str, int] = {}
    arcs: dict[str, int] = {}
    roles: dict[str, int] = {}
    for e in train:
        for p in e.pos or ():
            pos[p] = pos.get(p, 0) + 1
        for a in e.labels or ():
            arcs[a] = arcs.get(a, 0) + 1
        for _, args in e.frames or ():
            for r, _i in args:
                roles[r] = roles.get(r, 0) + 1
    often = [tuple(sorted(k for k, n in d.items() if n >= least)) for d, least in ((pos, 1), (arcs, 15), (roles, 15))]
    return Labels(often[0], often[1], ("none", *often[2]), ("none", *types))


def shaken(shapes: list[int], rng: random.Random) -> list[int]:
    """Shapes as in another way of writing: now and then all small, all capitals, or a headline."""
    draw, plain = rng.random(), {SHAPES.index(n) for n in ("number", "mark", "number-and-letters")}
    kind = "lower" if draw < 0.08 else "upper" if draw < 0.13 else "title" if draw < 0.18 else ""
    return [s if s in plain or not kind else SHAPES.index(kind) for s in shapes]


def stepped(n: int) -> int:
    """The next size of few: a processor's library builds its kernels anew for each shape, which is as dear as using them."""
    step = 4 if n <= 32 else 8
    return -(-n // step) * step


class Batch:
    """One padded batch: inputs and targets. B sentences, T pieces, W words."""

    def __init__(self, examples: Sequence[Example], pieces: WordPiece, labels: Labels, rng: random.Random | None) -> None:
        self.examples, self.labels, self.rng = examples, labels, rng
        self.w = stepped(max(len(e.words) for e in examples))
        rows = [self._inputs(e, pieces) for e in examples]
        t = stepped(max(len(r[0]) for r in rows))
        pad = [[[*column, *([fill] * (t - len(column)))] for column in zip_row] for zip_row, fill in ((r[:1], pieces.pad) for r in rows)]
        self.ids = torch.tensor([p[0] for p in pad])
        self.shapes = self._padded([r[1] for r in rows], t, 0)
        self.places = self._padded([r[2] for r in rows], t, 0)
        self.mask = self._padded([[1] * len(r[0]) for r in rows], t, 0)
        self.words = self._padded([r[3] for r in rows], self.w, 0)
        self.known = self.words > 0

    @staticmethod
    def _padded(rows: Sequence[Sequence[int]], size: int, fill: int) -> Tensor:
        return torch.tensor([[*r, *([fill] * (size - len(r)))] for r in rows])

    def _inputs(self, e: Example, pieces: WordPiece) -> tuple[list[int], list[int], list[int], list[int]]:
        ids, shapes, places, words = [pieces.start], [0], [0], []
        kinds = [shape_of(w, i == 0) for i, w in enumerate(e.words)]
        kinds = shaken(kinds, self.rng) if self.rng is not None else kinds
        known = e.places if e.places and not (self.rng is not None and self.rng.random() < 0.2) else [0] * len(e.words)
        for word, kind, place in zip(e.words, kinds, known, strict=True):
            words.append(len(ids))
            got = pieces.pieces(word)
            hidden = self.rng is not None and self.rng.random() < HIDDEN
            ids += [MASK] * len(got) if hidden else got
            shapes += [kind] * len(got)
            places += [place] * len(got)
        return [*ids, pieces.end], [*shapes, 0], [*places, 0], words

    def targets(self, of: str, table: dict[str, int]) -> Tensor:
        """Labels of words (B, W); what an example does not say is masked."""
        rows = [[table.get(x, NOT_SAID) for x in getattr(e, of)] if getattr(e, of) is not None else [] for e in self.examples]
        return self._padded(rows, self.w, NOT_SAID)

    def heads(self) -> Tensor:
        """Heads of words (B, W), 0 for the root."""
        return self._padded([e.heads or [] for e in self.examples], self.w, NOT_SAID)

    def arc_labels(self, table: dict[str, int]) -> Tensor:
        """Labels of arcs (B, W)."""
        return self._padded([[table.get(plain_label(x), NOT_SAID) for x in e.labels or []] for e in self.examples], self.w, NOT_SAID)

    def predicates(self) -> Tensor:
        """1 where a word is a predicate (B, W)."""
        rows = []
        for e in self.examples:
            if e.frames is None:
                rows.append([NOT_SAID] * self.w)
                continue
            marked = {p for p, _ in e.frames}
            rows.append([int(i in marked) if i < len(e.words) else NOT_SAID for i in range(self.w)])
        return torch.tensor(rows)

    def frames(self, table: dict[str, int]) -> tuple[Tensor, Tensor] | None:
        """Predicates (B, P) and the roles of every word for each (B, P, W)."""
        return self._pairs([e.frames or [] for e in self.examples], table)

    def links(self, table: dict[str, int]) -> tuple[Tensor, Tensor] | None:
        """Claim heads (B, P) and the link of every word to each (B, P, W)."""
        return self._pairs([[(c["word"], c["links"]) for c in e.claims or []] for e in self.examples], table)

    def _pairs(
        self, rows: Sequence[Sequence[tuple[int, Sequence[tuple[str, int]]]]], table: dict[str, int]
    ) -> tuple[Tensor, Tensor] | None:
        most = stepped(max(len(r) for r in rows))
        if not most:
            return None
        left = torch.zeros(len(rows), most, dtype=torch.long)
        out = torch.full((len(rows), most, self.w), NOT_SAID)
        for b, row in enumerate(rows):
            for p, (word, args) in enumerate(row):
                left[b, p] = word
                out[b, p, : len(self.examples[b].words)] = 0
                for label, at in args:
                    out[b, p, at] = table.get(label, 0)
        return left, out

    def claim_types(self, table: dict[str, int]) -> Tensor:
        """The type of the claim that a word heads, "none" for the rest (B, W)."""
        out = torch.full((len(self.examples), self.w), NOT_SAID)
        for b, e in enumerate(self.examples):
            if e.claims is None:
                continue
            out[b, : len(e.words)] = 0
            for c in e.claims:
                out[b, c["word"]] = NOT_SAID if c["optional"] else table[c["type"]]
        return out


def padded(e: Example, pieces: WordPiece) -> int:
    """The pieces of a sentence as it lies in a batch."""
    return stepped(2 + sum(len(pieces.pieces(w)) for w in e.words))


def batches(examples: Sequence[Example], pieces: WordPiece, labels: Labels, most: int, rng: random.Random | None) -> Iterator[Batch]:
    """Batches of at most ``most`` pieces, padding included; like lengths together, in random order where ``rng`` is given."""
    long = [padded(e, pieces) for e in examples]
    order = list(range(len(examples)))
    if rng:
        rng.shuffle(order)
    order.sort(key=lambda i: (long[i], stepped(len(examples[i].words))))
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and ((len(groups[-1]) + 1) * long[i] > most or long[i] != long[groups[-1][0]]):
            groups.append([])
        groups[-1].append(i)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        yield Batch([examples[i] for i in group], pieces, labels, rng)


assert NAMES[0] == "O"
