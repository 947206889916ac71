"""Sentences to tags by one small network that runs anywhere: word classes, trees, names, roles, and claims with how they are said.

The answer for a sentence is the same whatever else is in its batch: a batch only saves time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
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
_BATCH = 240
"""Pieces of a batch, padding counted: more costs padding and memory, less leaves the processor idle between batches."""


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


_Row = tuple[list[int], list[int], list[int], list[int]]
"""A sentence as the model takes it: pieces, their shapes, their places, and the first piece of each word."""


class Tagger:
    """One loaded model: a value but for the session that computes.

    Each batch is computed by one thread, so that small batches with little padding keep every core at work.
    """

    def __init__(self, path: Path, threads: int = 0) -> None:
        self._path, self._threads = path, threads
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
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
        self._workers = ThreadPoolExecutor(threads or _cores(), "tagger")

    def __reduce__(self) -> tuple[type[Tagger], tuple[Path, int]]:
        """Another process loads the same file: the session itself does not travel."""
        return Tagger, (self._path, self._threads)

    def tag(self, asked: Sequence[Ask], heads: Sequence[str] = PRODUCT) -> tuple[Tagged, ...]:
        """The tags of sentences, in their order; those of like length are computed together."""
        rows = [self._row(a) for a in asked]
        groups = list(_groups([len(ids) for ids, *_ in rows]))
        out: dict[int, Tagged] = {}
        for group, tagged in zip(groups, self._workers.map(lambda g: self._batch([rows[i] for i in g], heads), groups), strict=True):
            out.update(zip(group, tagged, strict=True))
        return tuple(out[i] for i in range(len(asked)))

    def _batch(self, rows: Sequence[_Row], heads: Sequence[str]) -> list[Tagged]:
        pieces, words = max(len(ids) for ids, *_ in rows), max(len(firsts) for *_, firsts in rows)
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
        return [Tagged({name: _cut(name, got[b], len(row[-1])) for name, got in scores.items()}) for b, row in enumerate(rows)]

    def _row(self, asked: Ask) -> _Row:
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


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _groups(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Sentences of so many pieces in groups of like length, by their numbers."""
    group: list[int] = []
    for i in sorted(range(len(sizes)), key=sizes.__getitem__):
        if group and (len(group) + 1) * sizes[i] > _BATCH:
            yield group
            group = []
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
    """Load the model (some 0.3 s); so many ``threads`` compute, 0 for one a core."""
    return Tagger(path or weights(), threads)
