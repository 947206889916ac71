"""Open corpora and our own annotations to examples of one form; a layer that a corpus lacks is ``None`` and costs nothing."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
GUM_GENRES = frozenset({"academic", "court", "bio", "voyage", "news", "interview", "speech", "textbook", "vlog", "conversation"})
"""The genres whose licence does not forbid commercial use."""
_KIND = {"person": "PER", "location": "LOC", "group": "ORG", "corporation": "ORG", "per": "PER", "loc": "LOC", "org": "ORG"}
Span = tuple[int, int]


@dataclass(slots=True)
class Example:
    """One sentence: its words, and what is known of them. Indices are of words; ``heads`` has 0 for the root and i+1 for word i."""

    words: list[str]
    places: list[int] = field(default_factory=list)
    pos: list[str] | None = None
    heads: list[int] | None = None
    labels: list[str] | None = None
    names: list[str] | None = None
    frames: list[tuple[int, list[tuple[str, int]]]] | None = None
    factuality: list[tuple[int, float]] | None = None
    claims: list[dict[str, Any]] | None = None
    weight: float = 1.0


def digest(*paths: Path) -> str:
    """The sha256 of the files that trained the weights, for their card."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def inner_head(heads: list[int], start: int, end: int) -> int:
    """The word of a span that hangs on a word outside of it: the span's head; the last such word but for marks."""
    outside = [i for i in range(start, end) if not start <= heads[i] - 1 < end]
    return outside[0] if outside else end - 1


def english_web(path: Path) -> Iterator[Example]:
    """English Web Treebank with names, semantic roles and factuality (Silveira et al. 2014; PropBank; UNER; UDS)."""
    for row in _rows(path):
        frames = None
        if row["srl"] is not None:
            frames = []
            for frame in row["srl"]:
                roles = [(r, inner_head(row["head"], s, e)) for r, s, e in frame["roles"] if not r.startswith("C-")]
                frames.append((frame["predicate"], roles))
        told = None if row["factuality"] is None else [(f["predicate"], f["ih2"]) for f in row["factuality"] if f["ih2"] is not None]
        yield Example(
            words=row["tokens"], pos=row["xpos"], heads=row["head"], labels=row["deprel"], names=row["ner"], frames=frames, factuality=told
        )


def georgetown(path: Path) -> Iterator[Example]:
    """Georgetown University Multilayer corpus: trees only, of the genres that any use may train on (Zeldes 2017)."""
    for row in _rows(path):
        if row["genre"] in GUM_GENRES and len(row["tokens"]) > 2:
            yield Example(words=row["tokens"], pos=row["xpos"], heads=row["head"], labels=row["deprel"])


def named(path: Path, tab: bool) -> Iterator[Example]:
    """A corpus of names, one token a line; sentences end at an empty line."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), ""]:
        cells = line.strip().split("\t" if tab else None)
        if len(cells) >= 2 and cells[0].strip():
            words.append(cells[0].strip())
            tags.append(cells[-1].strip())
        elif words:
            if not words[0].startswith("-DOCSTART-"):
                yield Example(words=words, names=begun(tags))
            words, tags = [], []


def begun(tags: list[str]) -> list[str]:
    """Tags of any scheme to begin, inside and outside; kinds that we do not know are outside."""
    out: list[str] = []
    for i, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        name = _KIND.get(kind.lower())
        before = tags[i - 1].partition("-")[2].lower() if i else ""
        if name is None:
            out.append("O")
        else:
            out.append(("I-" if before == kind.lower() and (mark == "I" or tags[i - 1] == tag) else "B-") + name)
    return out


def names_only(data: Path) -> Iterator[Example]:
    """Sentences with names and nothing else: Wikigold, Broad Twitter Corpus g and h, WNUT 2017."""
    yield from named(data / "wikigold" / "wikigold.conll.txt", tab=False)
    for part in "gh":
        yield from named(data / "btc" / f"{part}.conll", tab=True)
    yield from named(data / "wnut17" / "wnut17train.conll", tab=True)


def with_places(examples: list[Example], find: Callable[[str], list[Span]]) -> None:
    """Mark the words that a gazetteer knows as a place: 1 where a name begins, 2 inside."""
    for e in examples:
        text, starts = "", []
        for w in e.words:
            starts.append(len(text))
            text += w + " "
        e.places = [0] * len(e.words)
        for s, t in find(text):
            inside = [i for i, at in enumerate(starts) if s <= at < t]
            for i in inside:
                e.places[i] = 1 if i == inside[0] else 2


def plain_label(label: str) -> str:
    """A label without what a later version of the scheme renamed."""
    return re.sub(r":(unmarked|desc|agent|gov|attr|relpart)$", "", label)
