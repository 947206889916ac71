"""The same picture in two reports: the edge, its direction and its sentence, and the little that it says of the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from sitrepdesk.link import LIMIT, claim_lines, differing, same_picture, same_pictures
from sitrepdesk.link import _tables as t
from sitrepdesk.model import Item, Told

from .telling import item, people, source, tell

BRIDGE, MILL = "0123456789abcdef", "fedcba9876543210"
RESAVED = "0123456789abcde8"
"""Three bits from the bridge."""
SOURCES = {s.id: s for s in map(source, ("wire", "paper", "desk"))}


def shared(a: Item, b: Item, mine: Sequence[str] = (BRIDGE,), other: Sequence[str] = (RESAVED,)) -> str:
    found = same_picture(a, b, {a.id: mine, b.id: other})
    return f"{found.left} {found.right}: {found.because}" if found else ""


def test_two_reports_with_a_resaved_picture_are_linked_from_the_later_to_the_earlier_with_a_reason() -> None:
    wire, paper = item("wire", 1), item("paper", 2)
    said = "paper wire: Both carry the same picture (3 of 64 bits of the hash differ). It was published later."
    assert shared(wire, paper) == shared(paper, wire, (RESAVED,), (BRIDGE,)) == said
    assert "(0 of 64 bits of the hash differ)" in shared(wire, paper, other=(MILL, BRIDGE))


def test_where_nobody_knows_who_was_first_the_link_says_so() -> None:
    assert shared(item("wire", 1), item("paper", None)).endswith("Which of them was first is not known.")
    assert shared(item("wire", 1), item("paper", 1)).startswith("paper wire: ")


def test_at_the_limit_two_pictures_are_the_same_and_one_bit_further_they_are_not() -> None:
    near, far = (f"{int(BRIDGE, 16) ^ ((1 << n) - 1):016x}" for n in (LIMIT, LIMIT + 1))
    assert (differing(BRIDGE, near), differing(BRIDGE, far)) == (LIMIT, LIMIT + 1)
    assert shared(item("wire"), item("paper", 2), other=(near,))
    assert not shared(item("wire"), item("paper", 2), other=(far, MILL))


def test_one_sources_own_stores_and_one_report_with_itself_are_no_evidence() -> None:
    assert not shared(item("wire", 1), item("again", 2, source="source:wire"))
    assert not shared(item("wire", 1), item("wire", 1))
    assert shared(item("a", 1, source=None), item("b", 2, source=None))


def test_reports_without_a_picture_that_can_be_known_again_are_not_linked() -> None:
    assert not shared(item("wire", 1), item("paper", 2), (), ())
    assert same_pictures([item("wire", 1), item("paper", 2)], {}) == ()


def test_a_thousand_reports_with_one_picture_hang_on_the_first() -> None:
    many = [item(f"n{n}", n / 100) for n in range(1000)]
    found = same_pictures(many, {i.id: (BRIDGE,) for i in many})
    assert len(found) == 999
    assert {k.right for k in found} == {"n0"}


# what follows for lines ------------------------------------------------------------------------------------------------------


def lines_of(*told: Told, pictures: Mapping[str, Sequence[str]]) -> list[str]:
    items = {x.item.id: x.item for x in told}
    found = claim_lines([x.claim for x in told], (), items, SOURCES, lambda _: "", pictures=pictures)
    return [found[x.claim.id][0] for x in told]


ALIKE = {"wire": (BRIDGE,), "paper": (RESAVED,)}
OTHERS = {"wire": (BRIDGE,), "paper": (MILL,)}
FIRST = tell(item("wire", 1), "strike")


def test_a_bare_fact_that_soon_comes_again_with_the_same_picture_counts_with_the_first() -> None:
    again = tell(item("paper", 1.2), "strike")
    assert lines_of(FIRST, again, pictures=OTHERS) == ["source:wire", "source:paper"]
    assert lines_of(FIRST, again, pictures=ALIKE) == ["source:wire", "source:wire"]


@pytest.mark.parametrize(
    "again",
    [
        tell(item("paper", 1.2), "strike", "lyman"),
        tell(item("paper", 1.2), "kill"),
        tell(item("paper", 1.2), "strike", likelihood="possible"),
        tell(item("paper", 1.2), "strike", quantities=(people(4, 4),)),
        tell(item("paper", 1.9), "strike"),
        tell(item("paper", 2.5), "strike"),
    ],
    ids=["another place", "another sort", "softened", "with a number", "half a day later", "a day later"],
)
def test_the_same_picture_takes_no_claim_that_differs_in_one_thing_from_its_source(again: Told) -> None:
    assert lines_of(FIRST, again, pictures=ALIKE) == ["source:wire", "source:paper"]


def test_what_a_person_said_to_be_no_copy_is_joined_by_no_picture() -> None:
    again = tell(item("paper", 1.2), "strike")
    items = {x.item.id: x.item for x in (FIRST, again)}
    apart = frozenset({frozenset(items)})
    found = claim_lines([FIRST.claim, again.claim], (), items, SOURCES, lambda _: "", apart, ALIKE)
    assert [found[x.claim.id][0] for x in (FIRST, again)] == ["source:wire", "source:paper"]


def test_a_picture_with_all_that_two_right_reporters_share_does_not_outweigh_one_thing_that_differs() -> None:
    differs = max(t.RETOLD[m][k] for m in ("likelihood", "speakers", "day", "place") for k in ("one", "other") if k in t.RETOLD[m])
    assert t.RETOLD["picture"]["same"] + t.RETOLD["bounds"]["figures"] + differs < t.RETOLD["enough"]["weight"]
