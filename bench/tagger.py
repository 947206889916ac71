"""Scores the tagger on the test halves of the open corpora: trees, names, roles, factuality, size and speed.

    python bench/tagger.py [--part test|dev] [--weights FILE]

Words are the corpus's own. A name counts when its span and kind are right; a role when predicate, head word of the argument and label
are right, over predicates that the tagger found itself; trees count every word, marks too.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sitrepdesk.language import Token
from sitrepdesk.language.tagger import ALL, Ask, Tagged, Tagger, open_tagger
from sitrepdesk.places import Resolver, open_gazetteer
from sitrepdesk.places.named_model import labelled
from sitrepdesk.theatre import load_pack

DATA = Path(os.environ.get("SITREP_DATA", Path(__file__).parents[2] / "shared" / "data")) / "language"
Spans = set[tuple[int, int, str]]


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a corpus; loudly none where it is absent."""
    if not path.exists():
        print(f"ABSENT: {path}", file=sys.stderr)
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ask(words: Sequence[str], resolver: Resolver | None) -> Ask:
    """A sentence of given words, with the places that the gazetteer knows."""
    at, made = 0, []
    for w in words:
        made.append(Token(w, at, at + len(w), w.lower()))
        at += len(w) + 1
    flags = [0] * len(made)
    for m in resolver.find(" ".join(words)) if resolver else ():
        inside = [i for i, t in enumerate(made) if m.span[0] <= t.start < m.span[1]]
        for i in inside:
            flags[i] = 1 if i == inside[0] else 2
    return Ask(made, flags)


def spans(tags: Sequence[str]) -> Spans:
    """The spans of begin and inside tags."""
    out: Spans = set()
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and (tag == "O" or tag.startswith("B-") or tag[2:] != kind):
            out.add((start, i, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = i, tag[2:]
    return out


def f1(hit: int, made: int, gold: int) -> str:
    """Precision, recall, F1 in per cent, with the number of gold cases."""
    p, r = hit / max(1, made), hit / max(1, gold)
    return f"{200 * p * r / max(1e-9, p + r):.1f}  (p {100 * p:.1f}, r {100 * r:.1f}, n {gold})"


def trees(corpus: list[dict[str, Any]], tagged: Sequence[Tagged], labels: Sequence[str]) -> None:
    """Attachment scores over all words."""
    total = right = full = 0
    for row, t in zip(corpus, tagged, strict=True):
        made = t.scores["labels"].argmax(-1)
        for i, head in enumerate(t.heads):
            same = head == row["head"][i]
            total, right, full = total + 1, right + same, full + (same and labels[made[i]] == row["deprel"][i])
    print(f"trees        UAS {100 * right / total:.1f}  LAS {100 * full / total:.1f}  (n {total} words)")


def words(corpus: list[dict[str, Any]], tagged: Sequence[Tagged], labels: Sequence[str]) -> None:
    """Classes of words."""
    pairs = [
        (labels[i], g) for row, t in zip(corpus, tagged, strict=True) for i, g in zip(t.scores["pos"].argmax(-1), row["xpos"], strict=True)
    ]
    print(f"word classes {100 * sum(a == b for a, b in pairs) / len(pairs):.1f}  (n {len(pairs)})")


def names(title: str, corpus: list[dict[str, Any]], tagged: Sequence[Tagged], labels: Sequence[str]) -> None:
    """Names by span and kind."""
    pairs = [(spans(row["ner"]), set(labelled(t.scores["names"], labels))) for row, t in zip(corpus, tagged, strict=True)]
    print(f"names {title:6} {f1(sum(len(g & m) for g, m in pairs), sum(len(m) for _, m in pairs), sum(len(g) for g, _ in pairs))}")


def roles(corpus: list[dict[str, Any]], tagged: Sequence[Tagged], labels: Sequence[str]) -> None:
    """Roles at predicates that the tagger found itself."""
    hit = made = gold = 0
    for row, t in zip(corpus, tagged, strict=True):
        if row["srl"] is None:
            continue
        want = {(f["predicate"], _head(row["head"], s, e), r) for f in row["srl"] for r, s, e in f["roles"] if not r.startswith("C-")}
        best = t.scores["roles"].argmax(-1)
        found = np.flatnonzero(t.scores["predicates"] > 0)
        got = {(int(p), int(w), labels[best[p, w]]) for p in found for w in np.flatnonzero(best[p])}
        hit, made, gold = hit + len(want & got), made + len(got), gold + len(want)
    print(f"roles        {f1(hit, made, gold)}")


def _head(heads: Sequence[int], start: int, end: int) -> int:
    outside = [i for i in range(start, end) if not start <= heads[i] - 1 < end]
    return outside[0] if outside else end - 1


def factuality(tagger: Tagger, part: str) -> None:
    """Pearson's r and mean absolute error on the published split of UDS-IH2."""
    corpus = rows(DATA / "factuality_bert_splits" / "UDS_IH2" / f"{part}.jsonl")
    tagged = tagger.tag([ask(r["text"].split(), None) for r in corpus], ["factuality"])
    pairs = [
        (float(t.scores["factuality"][g["span1"][0]]), float(g["label"])) for r, t in zip(corpus, tagged, strict=True) for g in r["targets"]
    ]
    made, gold = (np.array(x) for x in zip(*pairs, strict=True))
    print(f"factuality   r {np.corrcoef(made, gold)[0, 1]:.3f}  mean error {np.abs(made - gold).mean():.3f}  (n {len(pairs)})")


def speed(tagger: Tagger, asked: Sequence[Ask]) -> Iterator[str]:
    """Sentences a second with every head, with those of the product, and with as good as none (the bare encoder)."""
    for title, heads in (("all heads", ALL), ("as the reader uses it", ("types", "answers", "links")), ("encoder alone", ("pos",))):
        start = time.perf_counter()
        tagger.tag(asked, list(heads))
        yield f"{title} {len(asked) / (time.perf_counter() - start):.0f}"


def main() -> None:
    """Print the table."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--part", default="test")
    ap.add_argument("--weights", type=Path)
    args = ap.parse_args()
    tagger, resolver = open_tagger(args.weights), Resolver(load_pack("world"), open_gazetteer())
    web = rows(DATA / "ewt_merged" / f"{args.part}.jsonl")
    labels = tagger.labels
    if web:
        tagged = tagger.tag([ask(r["tokens"], resolver) for r in web], list(ALL))
        words(web, tagged, labels.pos)
        trees(web, tagged, labels.labels)
        names("EWT", web, tagged, labels.names)
        roles(web, tagged, labels.roles)
    if args.part == "test":
        pud = rows(DATA / "pud" / "test.jsonl")
        names("PUD", pud, tagger.tag([ask(r["tokens"], resolver) for r in pud], ["names"]), labels.names)
    factuality(tagger, args.part)
    sample = [ask(r["tokens"], None) for r in web[:600]]
    print("sentences a second: " + ", ".join(speed(tagger, sample)))


if __name__ == "__main__":
    main()
