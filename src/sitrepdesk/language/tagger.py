"""Sentences to tags by one small network that runs anywhere: word classes, trees, names, roles, and claims with how they are said.

The answer for a sentence is the same whatever else is in its batch: a batch only saves time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from .tokens import Token
from .wordpiece import WordPiece, shapes

Scores = NDArray[np.float32]
PRODUCT = ("types", "answers", "links")
"""The scores that reading claims needs."""
ALL = ("pos", "arcs", "labels", "names", "predicates", "roles", "factuality", *PRODUCT)
_MOST_PIECES = 500
"""What the encoder can hold; words behind that share its last place."""
_MOST_WORDS = 1600
"""Words of a batch: more saves no time and costs memory."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A sentence to tag: its words, and for each 1 where a known place begins, 2 inside, else 0."""

    words: Sequence[Token]
    places: Sequence[int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The scores of one sentence of W words, as the heads give them (logits); ``scores`` by the name of the head."""

    scores: Mapping[str, Scores]

    @property
    def heads(self) -> tuple[int, ...]:
        """The head of each word: 0 for the root, i + 1 for word i."""
        return tuple(int(i) for i in self.scores["arcs"].argmax(-1))


@dataclass(frozen=True, slots=True)
class LabelSets:
    """What the numbers of each head mean."""

    pos: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    types: tuple[str, ...]
    links: tuple[str, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...]


class Tagger:
    """One loaded model: a value but for the session that computes."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        self._path, self._threads = path, threads
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        meta: dict[str, str] = self._session.get_modelmeta().custom_metadata_map
        raw: dict[str, Any] = json.loads(meta["labels"])
        answers = tuple((name, tuple(values)) for name, values in raw.pop("answers"))
        self.labels = LabelSets(**{k: tuple(v) for k, v in raw.items()}, answers=answers)
        self.pieces = WordPiece(meta["vocabulary"].splitlines())
        self.card: dict[str, str] = json.loads(meta["card"])
        self.name = path.stem
        self._partly = ort.RunOptions()
        self._partly.only_execute_path_to_fetches = True

    def __reduce__(self) -> tuple[type[Tagger], tuple[Path, int]]:
        """Another process loads the same file: the session itself does not travel."""
        return Tagger, (self._path, self._threads)

    def tag(self, asked: Sequence[Ask], heads: Sequence[str] = PRODUCT) -> tuple[Tagged, ...]:
        """The tags of sentences, in their order; those of like length are computed together."""
        out: dict[int, Tagged] = {}
        for group in _groups(asked):
            for i, tagged in zip(group, self._batch([asked[i] for i in group], heads), strict=True):
                out[i] = tagged
        return tuple(out[i] for i in range(len(asked)))

    def _batch(self, asked: Sequence[Ask], heads: Sequence[str]) -> Iterator[Tagged]:
        rows = [self._row(a) for a in asked]
        pieces, words = max(len(r[0]) for r in rows), max(len(a.words) for a in asked)
        feed = {name: np.zeros((len(rows), pieces), np.int64) for name in ("ids", "shapes", "places", "mask")}
        feed["ids"] += self.pieces.pad
        feed["words"] = np.zeros((len(rows), words), np.int64)
        for b, (ids, kinds, places, firsts) in enumerate(rows):
            feed["ids"][b, : len(ids)] = ids
            feed["shapes"][b, : len(ids)] = kinds
            feed["places"][b, : len(ids)] = places
            feed["mask"][b, : len(ids)] = 1
            feed["words"][b, : len(firsts)] = firsts
        scores = dict(zip(heads, self._session.run(list(heads), feed, self._partly), strict=True))
        for b, a in enumerate(asked):
            yield Tagged({name: _cut(name, got[b], len(a.words)) for name, got in scores.items()})

    def _row(self, asked: Ask) -> tuple[list[int], list[int], list[int], list[int]]:
        ids, kinds, places, firsts = [self.pieces.start], [0], [0], []
        for word, kind, place in zip(asked.words, shapes(asked.words), asked.places, strict=True):
            got = self.pieces.pieces(word.text)[: max(0, _MOST_PIECES - len(ids))]
            firsts.append(min(len(ids), _MOST_PIECES - 1))
            ids += got
            kinds += [kind] * len(got)
            places += [place] * len(got)
        return [*ids, self.pieces.end], [*kinds, 0], [*places, 0], firsts


def _cut(name: str, scores: Scores, words: int) -> Scores:
    """The part of a padded answer that belongs to the sentence."""
    if name == "arcs":
        return scores[:words, : words + 1]
    return scores[:words, :words] if name in {"roles", "links"} else scores[:words]


def _groups(asked: Sequence[Ask]) -> Iterator[list[int]]:
    group: list[int] = []
    for i in sorted(range(len(asked)), key=lambda i: len(asked[i].words)):
        if group and (len(group) + 1) * len(asked[i].words) > _MOST_WORDS:
            yield group
            group = []
        if asked[i].words:
            group.append(i)
    if group:
        yield group


def weights() -> Path:
    """The file of the model: of an installed data package (entry point ``sitrepdesk.weights``), else the shipped one."""
    for point in entry_points(group="sitrepdesk.weights"):
        return Path(str(point.load()()))
    shipped = sorted(f.name for f in (files(__package__) / "weights").iterdir() if f.name.endswith(".onnx"))
    return Path(str(files(__package__) / "weights" / shipped[-1]))


def open_tagger(path: Path | None = None, threads: int = 0) -> Tagger:
    """Load the model (some 0.3 s); ``threads`` 0 takes every core."""
    return Tagger(path or weights(), threads)
