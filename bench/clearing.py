"""What clearing takes out, and what it takes out in vain: SITREP_DATA=DIR python bench/clearing.py [--misses].

Persons' names in the training and tuning parts of EWT and in re3d, each text read as one quotation of a desk without a theatre: how many
are found, so that the name goes, or the sentence with it. Then the sentences of our own annotated reports: how many lose something. Hardly
anybody in them has a name, and most of their places are invented, so that this is the worst case of a crisis without a pack.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from names import re3d, universal
from worlds.figures import wilson

from read import annotated
from sitrepdesk.flow.desk import init_desk
from sitrepdesk.flow.reporting import rules_of
from sitrepdesk.flow.situation import holdings
from sitrepdesk.language import paragraphs, sentences
from sitrepdesk.model import Span
from sitrepdesk.publish.names import Names
from sitrepdesk.publish.rules import Rules
from sitrepdesk.publish.vouching import ByText

_SMALL = re.compile(r"\b[a-z]+\b")


def persons(texts: Iterable[tuple[str, list[Span]]], names: Names, rules: Rules, missed: Counter[str]) -> tuple[int, int]:
    """How many names of persons are found, of how many."""
    found = total = 0
    for text, spans in texts:
        private = list(_beside(names, rules, text).private(text))
        for start, end in spans:
            if text[start].isupper():
                total += 1
                hit = any(n.start < end and start < n.end for n in private)
                found += hit
                missed[text[start:end]] += not hit
    return found, total


def _beside(names: Names, rules: Rules, text: str) -> Names:
    return names.beside(_SMALL.findall(text), ByText([text], names.runs_of, rules.places))


def named() -> Iterator[tuple[str, list[Span]]]:
    """The sentences of EWT and the documents of re3d, with the spans of persons' names."""
    for t in (*universal("ewt_merged", "train"), *universal("ewt_merged", "dev"), *re3d("first"), *re3d("second")):
        yield t.text, [span for span, kinds in t.gold.items() if "person" in kinds]


def ours(names: Names, rules: Rules) -> tuple[int, int]:
    """How many of our own sentences lose something, of how many; a report's words vouch for one another."""
    lost = total = 0
    for page in annotated():
        for case in page:
            beside = _beside(names, rules, case.text)
            for start, end in (s for p in paragraphs(case.text) for s in sentences(case.text, *p)):
                total += 1
                lost += any(True for _ in beside.private(case.text[start:end]))
    return lost, total


def main() -> None:
    """Print both."""
    missed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, init_desk(Path(folder) / "desk", theatre="world", who="", zone="UTC", now=0) as desk:
        with desk.store.read() as snapshot:
            rules = rules_of(desk, snapshot, holdings(snapshot))
        names = Names(rules.names, rules.is_place)
        found, lost = persons(named(), names, rules, missed), ours(names, rules)
    for what, (hit, n) in (("persons' names found", found), ("sentences that lose a name", lost)):
        print(f"{what:28} {wilson(hit, n)} of {n:,}")
    if "--misses" in sys.argv:
        print(*(f"{n:4} {name}" for name, n in missed.most_common(80)), sep="\n")


if __name__ == "__main__":
    main()
