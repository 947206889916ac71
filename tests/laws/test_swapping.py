"""Swapping the sides, with their media and the letters of their sources, swaps the answers of linking and weighing, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.link import accounts, clashes, events
from sitrepdesk.model import Told
from sitrepdesk.weigh import estimates, records, weigh
from tests.laws.test_linking import SWAP, piles
from tests.link.telling import side_of, within
from tests.weigh.test_reliability import ruled

ENTITIES = {"actor:ru-forces": "actor:ua-forces", "actor:ru-ministry": "actor:ua-staff"}
BOTH = ENTITIES | {v: k for k, v in ENTITIES.items()}
letters = st.fixed_dictionaries({f"source:{n}": st.sampled_from("ABCDEF") for n in "abcd"})


def media(t: Told, *, swapped: bool) -> Told:
    """The claim told by a party's own medium where its source has a side; with the sides swapped where that is asked for."""
    c, source = t.claim, t.source
    if swapped:
        turned = {
            f: tuple(replace(p, entity=BOTH.get(p.entity or "", p.entity)) for p in getattr(c, f))
            for f in ("actor", "target", "attribution")
        }
        c = replace(c, **turned)
        source = replace(source, side=SWAP.get(source.side or "")) if source else None
    line = f"party:{source.side}" if source and source.side and not t.own else t.line
    return replace(t, claim=c, source=replace(source, party_medium=bool(source.side)) if source else None, line=line)


def answers(told: list[Told], grades: Mapping[str, str]) -> tuple[object, dict[str, int], object]:
    """Events with lines and grades; likelihoods in per mille; clashes."""
    seen = accounts(told, side_of, ("RU", "UA"))
    found = events(seen.values(), within)
    against = clashes(seen, found)
    graded = weigh(found, seen, against, grades)
    likely = estimates(found, seen, against, grades)
    said = {(e.id, frozenset(e.claims), frozenset(e.lines), graded[e.id].value, graded[e.id].because) for e in found}
    return said, {e: x.per_mille for e, x in likely.items()}, {(k.left, k.right) for k in against}


@given(piles, letters)
def test_swapping_the_sides_with_their_media_and_letters_swaps_grades_and_likelihoods(told: list[Told], grades: dict[str, str]) -> None:
    there, likely, against = answers([media(t, swapped=False) for t in told], grades)
    back, turned, again = answers([media(t, swapped=True) for t in told], grades)

    def other(line: str) -> str:
        return f"party:{SWAP[line[6:]]}" if line.startswith("party:") else line

    assert {(e, c, frozenset(map(other, lines)), *rest) for e, c, lines, *rest in back} == there  # type: ignore[attr-defined]
    assert again == against
    # Sums run over the lines in the order of their names, which are swapped too: the last digit may differ.
    assert turned.keys() == likely.keys() and all(abs(turned[e] - likely[e]) <= 1 for e in likely)


@given(piles, st.lists(st.booleans(), min_size=12, max_size=12))
def test_swapping_the_sides_changes_nobody_s_record(told: list[Told], right: list[bool]) -> None:
    def record(swapped: bool) -> object:
        pile = [media(t, swapped=swapped) for t in told]
        seen = accounts(pile, side_of, ("RU", "UA"))
        home = {c: e.id for e in events(seen.values(), within) for c in e.claims}
        rulings = [ruled(t, "confirm" if right[n] else "refute", n) for n, t in enumerate(pile)]
        return {s: (r.right, r.by_topic, r.by_interest) for s, r in records(pile, seen, home, rulings).items()}

    assert record(True) == record(False)
