"""Do sentence vectors tell a retelling from a second telling of one event? SITREP_DATA=… python bench/meaning.py [--plain FOLDER]

A pair is two sentences of two reports on one happening; it is a retelling where one of them comes from the other. Printed is the chance
that a retelling scores above an independent pair of the same world or topic (the area under the ROC curve): of what is weighed already, of
the cosine of two vectors, and of a logistic model of what is weighed, without and with the cosine, that was fitted on the other worlds or
topics. Vectors are means over the pieces of a sentence: of the last layer of the shipped tagger, and with ``--plain`` of the encoder that
it was trained from, as its authors take them (FOLDER holds ``model.safetensors`` of all-MiniLM-L6-v2).

worlds    pairs that ``retold`` weighs on development kinds; weighed is its sum of decibans. The sentences come from templates
articles  a sentence and its rewording in a later edition, against two of different articles with a number and a name in common; of both
          only those with a fifth to seven tenths of their words in common. Weighed are the facts and the words in common
ECB+      sentences with one gold event in two documents; a retelling where the documents share whole sentences, but not this one. Most
          news goes back to a few agencies: many of the other pairs are retellings too that nobody knows
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from candidates import ready
from numpy.typing import NDArray
from same_event import DEVELOPMENT, TEST, mentions
from worlds.kinds import development
from worlds.make import generate
from worlds.product import key_of, through
from worlds.questions import Known, load

from sitrepdesk.language import sentences, tokens
from sitrepdesk.language.tagger import weights
from sitrepdesk.language.wordpiece import WordPiece, shapes
from sitrepdesk.link import copy_link
from sitrepdesk.link.retold import weighed
from sitrepdesk.link.shingles import content_words
from sitrepdesk.link.traces import told_again, traces

Vector = NDArray[np.float32]
Encode = Callable[[str], Vector]
LAST = "/encoder/layers.5/norm2/LayerNormalization_output_0"
MOST = 200
"""Pairs of each sort at most."""
ALIKE = (0.2, 0.7)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, whether one retells the other, what is weighed of them already, and the world or topic that they are of."""

    a: str
    b: str
    retelling: bool
    known: tuple[float, ...]
    group: str


def in_worlds(seeds: int, reports: int) -> Iterator[Pair]:
    """The pairs that ``retold`` weighs."""
    for kind in development():
        for seed in range(1, seeds + 1):
            with tempfile.TemporaryDirectory() as folder:
                generate(kind, seed, reports, Path(folder))
                yield from _of_world(load(Path(folder)), f"{kind} {seed}")


def _of_world(world: Known, name: str) -> Iterator[Pair]:
    found: list[tuple[Any, Any, int]] = []
    asking: Any = import_module("sitrepdesk.link.lines")
    told = asking.retold

    def spied(*args: Any) -> Any:
        found.extend(weighed(*args))
        return told(*args)

    asking.retold = spied
    try:
        through(world)
    finally:
        asking.retold = told
    rows = {(item, c["n"]): c for item, c in world.tellings()}
    for late, early, weight in found:
        a, b = (rows.get(key_of(c.id)) for c in (late, early))
        same = a and b and a["happening"] == b["happening"]
        if a and b and same and (a["root"] == b["root"] or (a["parent"] is None and a["line"] != b["line"])):
            words = (_around(c.quote, world.items[c.item]["text"]) for c in (late, early))
            yield Pair(*words, a["root"] == b["root"], (float(weight),), name)


def _around(quote: str, text: str) -> str:
    return next((text[s:e] for s, e in sentences(text) if quote in text[s:e]), quote)


def in_news(folder: Path) -> Iterator[Pair]:
    """Sentences of ECB+ on one gold event, in documents that copy one another and in others."""
    told = list(mentions(folder / "domain" / "ecbplus", (*DEVELOPMENT, *TEST)))
    texts = {m.document: "\n\n".join(m.text.splitlines()) for m in told}
    names = sorted(texts)
    known = dict(zip(names, ready("n", ((name, texts[name]) for name in names)), strict=True))
    copied = cache(lambda a, b: copy_link(known[a], known[b]) is not None)
    events: dict[tuple[int, str, str], set[tuple[str, str]]] = defaultdict(set)
    for m in told:
        events[m.topic, m.half, m.event].add((m.document, m.sentence))
    pairs = {(key[0], *p) for key, said in events.items() for p in combinations(sorted(said), 2) if p[0][0] != p[1][0]}
    for topic, (a, s), (b, t) in sorted(pairs):
        if _alike(s, t) < ALIKE[1]:
            yield Pair(s, t, copied(a, b), (_facts(s, t), _alike(s, t)), str(topic))


def in_articles(folder: Path) -> Iterator[Pair]:
    """Sentences of articles: reworded in a later edition, or of two articles with a number and a name in common."""
    old, new = ({f.name: _read(f) for f in sorted((folder / "domain" / "wiki_ukraine" / y).glob("*.md"))} for y in ("2022", "2023"))
    for name in sorted(old.keys() & new.keys()):
        for s in new[name]:
            before = max(old[name], key=lambda t: _alike(s, t))
            if s not in old[name] and ALIKE[0] <= _alike(s, before) < ALIKE[1]:
                yield Pair(s, before, True, (_facts(s, before), _alike(s, before)), "all")
    every = [(name, s, _marks(s)) for name in sorted(old) for s in old[name]]
    for (a, s, x), (b, t, y) in combinations(every, 2):
        shared = x & y
        if a != b and any(m[0].isdigit() for m in shared) and any(m[0].isalpha() for m in shared) and ALIKE[0] <= _alike(s, t) < ALIKE[1]:
            yield Pair(s, t, False, (_facts(s, t), _alike(s, t)), "all")


def _read(file: Path) -> list[str]:
    """The sentences of an article without its marks."""
    text = re.sub(r"\A---.*?\n---\n", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"[#*_]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\[\d+\]", "", text)))
    flat = (" ".join(p.split()) for p in re.split(r"\n\s*\n", text))
    return [p[s:e] for p in flat for s, e in sentences(p) if len(p[s:e].split()) >= 8]


def _marks(sentence: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d[\d,.]*\d|\d|\b[A-Z]\w{3,}", sentence))


def _facts(a: str, b: str) -> float:
    facts = [traces(x, frozenset()).facts for x in (a, b)]
    return max((told_again(x, y, ())[2] for x in facts[0] for y in facts[1]), default=0) / 1000


@cache
def _content(text: str) -> frozenset[str]:
    return frozenset(content_words(text))


def _alike(a: str, b: str) -> float:
    return len(_content(a) & _content(b)) / max(1, len(_content(a) | _content(b)))


def shipped() -> tuple[Encode, WordPiece]:
    """The tagger with its last layer as one output more: fields of a message that are written behind it are merged into it."""
    name = LAST.encode()
    added = b"\x3a" + _sized(b"\x62" + _sized(b"\x0a" + _sized(name)))  # graph, its output, the name of that
    session = ort.InferenceSession(weights().read_bytes() + added, providers=["CPUExecutionProvider"])
    pieces = WordPiece(session.get_modelmeta().custom_metadata_map["vocabulary"].splitlines())
    partly = ort.RunOptions()
    partly.only_execute_path_to_fetches = True

    def encode(text: str) -> Vector:
        ids, kinds = [pieces.start], [0]
        for word, kind in zip(words := tokens(text), shapes(words), strict=True):
            got = pieces.pieces(word.text)
            ids, kinds = [*ids, *got], [*kinds, *[kind] * len(got)]
        ids, kinds = [*ids[:500], pieces.end], [*kinds[:500], 0]
        feed = {"ids": ids, "shapes": kinds, "places": [0] * len(ids), "mask": [1] * len(ids), "words": [0]}
        last: Vector = session.run([LAST], {k: np.array([v], np.int64) for k, v in feed.items()}, partly)[0][0]
        return last.mean(0)

    return encode, pieces


def _sized(raw: bytes) -> bytes:
    """Bytes behind their number, as protocol buffers write it."""
    n, size = len(raw), b""
    while n > 127:
        n, size = n >> 7, size + bytes([n & 127 | 128])
    return size + bytes([n]) + raw


def plain(folder: Path, pieces: WordPiece) -> Encode:
    """all-MiniLM-L6-v2 in NumPy: BERT of six layers and twelve heads."""
    raw = (folder / "model.safetensors").read_bytes()
    start = 8 + int.from_bytes(raw[:8], "little")
    w: dict[str, Vector] = {}
    for name, row in json.loads(raw[8:start]).items():
        if row.get("dtype") == "F32":
            first, end = (start + o for o in row["data_offsets"])
            w[name.removeprefix("bert.")] = np.frombuffer(raw[first:end], np.float32).reshape(row["shape"])

    def through_(x: Vector, name: str) -> Vector:
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def normed(x: Vector, name: str) -> Vector:
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * w[f"{name}.weight"] + w[f"{name}.bias"]

    def layer(x: Vector, at: str) -> Vector:
        q, k, v = (through_(x, f"{at}.attention.self.{n}").reshape(-1, 12, 32).swapaxes(0, 1) for n in ("query", "key", "value"))
        looks = _soft(q @ k.swapaxes(1, 2) / 32**0.5)
        x = normed(
            x + through_((looks @ v).swapaxes(0, 1).reshape(x.shape), f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm"
        )
        h = through_(x, f"{at}.intermediate.dense")
        h = h * 0.5 * (1 + np.tanh(0.7978845608 * (h + 0.044715 * h**3)))
        return normed(x + through_(h, f"{at}.output.dense"), f"{at}.output.LayerNorm")

    def encode(text: str) -> Vector:
        ids = [pieces.start, *[i for t in tokens(text) for i in pieces.pieces(t.text)][:500], pieces.end]
        e = "embeddings"
        x = (
            w[f"{e}.word_embeddings.weight"][ids]
            + w[f"{e}.position_embeddings.weight"][: len(ids)]
            + w[f"{e}.token_type_embeddings.weight"][0]
        )
        x = normed(x, f"{e}.LayerNorm")
        for n in range(6):
            x = layer(x, f"encoder.layer.{n}")
        return x.mean(0)

    return encode


def _soft(scores: Vector) -> Vector:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


def area(scores: Iterable[float], pairs: list[Pair]) -> float:
    """The chance that a retelling scores above an independent pair of its group, ties counting half."""
    groups: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for score, pair in zip(scores, pairs, strict=True):
        groups[pair.group][pair.retelling].append(score)
    won = asked = 0.0
    for low, high in groups.values():
        diffs = np.subtract.outer(high, low)
        won, asked = won + float((diffs > 0).sum() + (diffs == 0).sum() / 2), asked + diffs.size
    return won / asked if asked else float("nan")


def together(rows: list[tuple[float, ...]], pairs: list[Pair]) -> float:
    """The area of a logistic model that is fitted on the other groups."""
    x = np.array(rows)
    x = np.c_[np.ones(len(x)), (x - x.mean(0)) / (x.std(0) + 1e-9)]
    y, groups = np.array([p.retelling for p in pairs], float), np.array([p.group for p in pairs])
    scores = np.zeros(len(y))
    for held in sorted(set(groups)):
        rest = groups != held if len(set(groups)) > 1 else groups == held
        b = np.zeros(x.shape[1])
        for _ in range(25):
            p = 1 / (1 + np.exp(-x[rest] @ b))
            step = x[rest].T * (p * (1 - p)) @ x[rest] + np.eye(len(b))
            b += np.linalg.solve(step, x[rest].T @ (y[rest] - p) - b)
        scores[groups == held] = x[groups == held] @ b
    return area(scores.tolist(), pairs)


def row(name: str, found: Iterable[Pair], encoders: dict[str, Encode]) -> str:
    """The figures of one set."""
    sorts: tuple[list[Pair], list[Pair]] = ([], [])
    for p in found:
        sorts[p.retelling].append(p)
    rng = random.Random(1)
    pairs = [p for sort in sorts for p in rng.sample(sort, min(MOST, len(sort)))]
    known = [p.known for p in pairs]
    alone = " ".join(f"{area((k[i] for k in known), pairs):.3f}" for i in range(len(known[0])))
    told = sum(p.retelling for p in pairs)
    out = [f"{name:9} {told} retellings of {len(pairs)}: weighed {alone}, fitted {together(known, pairs):.3f}"]
    for encoder, encode in encoders.items():
        vector = cache(encode)
        near = [float(u @ v / np.linalg.norm(u) / np.linalg.norm(v)) for u, v in ((vector(p.a), vector(p.b)) for p in pairs)]
        both = together([(*k, n) for k, n in zip(known, near, strict=True)], pairs)
        out.append(f"{encoder} alone {area(near, pairs):.3f}, with what is weighed {both:.3f}")
    return "; ".join(out)


def main() -> None:
    """Print one row a set."""
    parser = argparse.ArgumentParser(description="Sentence vectors and retellings.")
    parser.add_argument("--plain", type=Path, help="the folder of the plain encoder")
    parser.add_argument("--seeds", type=int, default=4)
    args = parser.parse_args()
    encode, pieces = shipped()
    encoders = {"shipped": encode} | ({"plain": plain(args.plain, pieces)} if args.plain else {})
    data = Path(os.environ.get("SITREP_DATA", "data"))
    worlds = list(in_worlds(args.seeds, 400))
    print(row("worlds", worlds, encoders), flush=True)
    print(row("  bare", [p for p in worlds if -5 <= p.known[0] <= 1], encoders), flush=True)
    print(row("articles", in_articles(data), encoders), flush=True)
    print(row("ECB+", in_news(data), encoders), flush=True)


if __name__ == "__main__":
    main()
