"""Laws of pictures: their order changes nothing; the same picture never raises the lines, and never joins claims that differ."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sitrepdesk.link import claim_lines, differing, same_picture, same_pictures
from sitrepdesk.model import Item, Told
from tests.link.telling import item, people, source, tell

NAMES = ("Lantern", "Courier", "Volna", "Ridge")
SOURCES = {s.id: s for s in map(source, NAMES)}
BASES = (0x0123456789ABCDEF, 0xFEDCBA9876543210)
hashes = st.builds(lambda base, flips: f"{base ^ flips:016x}", st.sampled_from(BASES), st.integers(0, 0xFFF))
rows = st.tuples(
    st.sampled_from(NAMES),
    st.one_of(st.none(), st.integers(0, 60)),
    st.lists(hashes, max_size=2).map(tuple),
    st.sampled_from(("stated", "possible")),
    st.sampled_from(("izium", "lyman")),
    st.sampled_from((None, (4, 4), (12, 15))),
)
Pile = tuple[list[Told], dict[str, tuple[str, ...]]]


def _pile(made: list[Any]) -> Pile:
    """Reports with one claim each, and the hashes of their pictures."""
    told, pictures = [], {}
    for n, (who, hours, shown, likelihood, place, bounds) in enumerate(made):
        report = item(f"i{n}", None if hours is None else hours / 24, source=f"source:{who}")
        counted = (people(*bounds),) if bounds else ()
        told.append(tell(report, "strike", place, likelihood=likelihood, quantities=counted, id=f"c{n}"))
        pictures |= {report.id: shown} if shown else {}
    return told, pictures


piles = st.lists(rows, max_size=7).map(_pile)


def lines(told: list[Told], pictures: dict[str, tuple[str, ...]]) -> dict[str, str]:
    items = {t.item.id: t.item for t in told}
    return {c: line for c, (line, *_) in claim_lines([t.claim for t in told], (), items, SOURCES, lambda _: "", pictures=pictures).items()}


@settings(max_examples=200)
@given(piles, st.randoms(use_true_random=False))
def test_in_whatever_order_reports_come_they_have_the_same_pictures_and_the_same_lines(pile: Pile, random: Any) -> None:
    told, pictures = pile
    other = random.sample(told, len(told))
    turned = dict(reversed(pictures.items()))
    assert set(same_pictures((t.item for t in told), pictures)) == set(same_pictures((t.item for t in other), turned))
    assert lines(told, pictures) == lines(other, turned)


@settings(max_examples=200)
@given(piles)
def test_two_reports_share_a_picture_whichever_is_asked_first(pile: Pile) -> None:
    told, pictures = pile
    for a, b in combinations((t.item for t in told), 2):
        assert same_picture(a, b, pictures) == same_picture(b, a, pictures)


@settings(max_examples=200)
@given(piles)
def test_each_report_that_shares_a_picture_with_one_before_it_is_linked_once(pile: Pile) -> None:
    told, pictures = pile
    items: dict[str, Item] = {t.item.id: t.item for t in told}
    found = same_pictures(items.values(), pictures)
    ordered = sorted(items.values(), key=lambda i: (i.published is None, i.published.end if i.published else 0, i.id))
    later = {b.id for a, b in combinations(ordered, 2) if same_picture(a, b, pictures)}
    assert len(found) == len(later)
    assert later <= {i for k in found for i in (k.left, k.right)}
    assert all(min(differing(x, y) for x in pictures[k.left] for y in pictures[k.right]) <= 10 for k in found)


@settings(max_examples=300)
@given(piles)
def test_pictures_never_raise_the_lines_and_never_move_a_claim_that_differs_from_all_others(pile: Pile) -> None:
    told, pictures = pile
    with_them, without = lines(told, pictures), lines(told, {})
    assert len(set(with_them.values())) <= len(set(without.values()))
    for t in told:
        same = [o for o in told if o.item.source != t.item.source and _alike(o, t)]
        if not same:
            assert with_them[t.claim.id] == without[t.claim.id]


def _alike(a: Told, b: Told) -> bool:
    """Do two claims say the same in all that a reporter chooses?"""
    return replace(a.claim, id="", anchor="", item="", passage="", quote="") == replace(
        b.claim, id="", anchor="", item="", passage="", quote=""
    )
