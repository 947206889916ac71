"""Whom a sentence credits: python bench/credits.py [--show].

The sentences are ``tests/link/cases/credits.tsv``, on which the forms of credit were mended, and ``credits_blind.tsv``, which was not
looked at. Each is a report of its own, on a desk that knows the names in it as sources. ``--show`` lists what is wrong in the first half.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from worlds.figures import wilson

from sitrepdesk.link.names import known_as
from sitrepdesk.link.traces import traces
from sitrepdesk.model import Source

CASES = Path(__file__).resolve().parents[1] / "tests" / "link" / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, and the sources that it credits or only names."""

    text: str
    credited: tuple[Source, ...]
    named: tuple[Source, ...]

    @property
    def found(self) -> frozenset[str]:
        """Of all sources in it those that linking finds credited."""
        told = traces(self.text, frozenset()).credits
        return frozenset(s.name for s in self.credited + self.named if told & known_as(s))

    @property
    def wanted(self) -> frozenset[str]:
        """The credited."""
        return frozenset(s.name for s in self.credited)


def cases(name: str) -> list[Case]:
    """One file of cases."""
    rows = (r.split("\t") for r in (CASES / name).read_text(encoding="utf-8").splitlines() if r and r[0] != "#")
    return [Case(text, *(tuple(map(_source, filter(None, cell.split("|")))) for cell in (*cells, "", "")[:2])) for text, *cells in rows]


def _source(cell: str) -> Source:
    name, *also = cell.split("=")
    return Source(id=name, name=name, also=tuple(also), kind="channel" if name[0] == "@" else "outlet")


def score(told: Iterable[Case]) -> dict[str, tuple[int, int]]:
    """Row to how many of how many."""
    pairs = [(c.found, c.wanted) for c in told]
    both = sum(len(found & wanted) for found, wanted in pairs)
    return {
        "credited names: recall": (both, sum(len(wanted) for _, wanted in pairs)),
        "credited names: precision": (both, sum(len(found) for found, _ in pairs)),
        "sentences that credit, all right": (sum(f == w for f, w in pairs if w), sum(bool(w) for _, w in pairs)),
        "sentences that only name, all right": (sum(f == w for f, w in pairs if not w), sum(not w for _, w in pairs)),
    }


def main() -> None:
    """Both halves."""
    for name in ("credits.tsv", "credits_blind.tsv"):
        print(name)
        for row, (hits, n) in score(cases(name)).items():
            print(f"  {row:<38}{wilson(hits, n)}")
    for c in cases("credits.tsv") if "--show" in sys.argv else ():
        for sign, names in (("missed", c.wanted - c.found), ("not credited", c.found - c.wanted)):
            if names:
                print(f"{sign}: {', '.join(sorted(names))} — {c.text}")


if __name__ == "__main__":
    main()
