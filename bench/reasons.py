"""How often each reason for a mark is right: python bench/reasons.py [--show REASON] [--least N].

Every claim says why it is denied, doubted, planned or another's word (``sitrep show CLAIM --why``). Here each reason is held against our
own annotated reports (``training/annotations``, which train the tagger): how often it gave the mark that the annotation has, and how often
the annotation has none. ``--show`` prints where a reason is wrong. Rules are mended by it and never scored: ``bench/read.py`` does that.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from types import ModuleType
from typing import Any, NamedTuple

import read
from sitrepdesk.language.tagger import open_tagger

UNMARKED = {"mood": "stated", "likelihood": "stated", "polarity": "affirmed", "attributed": False}
OPENINGS = {"mood ": "mood", "likelihood ": "likelihood", "negated": "polarity", "polarity": "polarity", "attribution": "attributed"}


class Reason(NamedTuple):
    """One reason that a claim has, and whether the annotation agrees with the answer that it gave."""

    words: str
    right: bool
    unmarked: bool
    claim: str


def reasons() -> Iterator[Reason]:
    """The reasons for the marks of all claims that stand in the annotations as well."""
    score = read.ruler(read.corpora().parent)
    if score is None:
        raise SystemExit(1)
    bench = read.Bench(open_tagger())
    bench.readers = {name: reader for name, reader in bench.readers.items() if "tagger" in name}
    for page in read.annotated():
        for _, golds, made in next(iter(bench.pages(page).values())):
            for gold, claim in score.match(golds, made)[0]:
                yield from _of_claim(score, score.best_variant(gold, claim), claim)


def _of_claim(score: ModuleType, gold: dict[str, Any], claim: dict[str, Any]) -> Iterator[Reason]:
    for words in claim.get("why") or ():
        question = next((q for opening, q in OPENINGS.items() if words.startswith(opening)), None)
        if question is None or score.answer(claim, question) == UNMARKED[question]:
            continue
        right = score.accepted(gold, claim, question)
        name = words.partition(":")[0] if question == "attributed" else words
        quote = " ".join((gold.get("quote") or "").split())[:200]
        yield Reason(name, right, score.answer(gold, question) == UNMARKED[question], f"{claim['head']} | {quote}")


def main() -> None:
    """Print the table, or the sentences where one reason is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="REASON", help="list where this reason is wrong, for example “likelihood possible: can”")
    parser.add_argument("--least", type=int, default=5, metavar="N", help="leave out reasons that stand fewer times (5)")
    asked = parser.parse_args()
    found = list(reasons())
    if asked.show:
        print(
            "\n".join(r.claim for r in found if r.words == asked.show and not r.right) or f"“{asked.show}” is never wrong, or never given."
        )
        return
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for r in found:
        counts[r.words].update(given=1, right=r.right, unmarked=r.unmarked)
    print(f"{'reason':48}{'given':>7}{'right':>7}{'unmarked there':>16}")
    for words, n in sorted(counts.items(), key=lambda c: -c[1]["unmarked"]):
        if n["given"] >= asked.least:
            print(f"{words:48}{n['given']:7}{n['right']:7}{n['unmarked']:16}")


if __name__ == "__main__":
    main()
