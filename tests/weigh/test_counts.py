"""How many, where several lines give bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.link import accounts, events
from sitrepdesk.model import Quantity
from sitrepdesk.weigh import Statement, likely_range, ranges
from tests.link.telling import item, people, side_of, tell, within


def says(voice: str, low: int | None, high: int | None) -> Statement:
    return Statement(voice=voice, low=None if low is None else Decimal(low), high=None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("said", "bounds"),
    [
        ([says("a", 40, 40), says("b", 40, 40)], (40, 40)),
        ([says("a", 40, 40), says("b", 30, None), says("c", 35, 45)], (40, 40)),
        ([says("a", 10, 50), says("b", 40, 90), says("c", 30, 60)], (40, 50)),
        ([says("a", 30, None)], (30, None)),
        ([says("a", None, 8000)], (None, 8000)),
    ],
)
def test_bounds_that_agree_narrow_the_range(said: list[Statement], bounds: tuple[int | None, int | None]) -> None:
    low, high, p = likely_range(said)
    assert (low, high) == bounds
    assert p >= 0.75


def test_two_lines_against_one_win_and_the_one_is_not_forgotten() -> None:
    low, high, p = likely_range([says("a", 64, 64), says("b", 60, 70), says("c", 400, None)])
    assert low is not None
    assert high is not None
    assert 60 <= low <= 64 <= high <= 70
    assert p < 0.99


def test_two_lines_that_exclude_each_other_leave_both_open() -> None:
    low, high, _ = likely_range([says("a", 64, 64), says("b", 400, 400)])
    assert (low, high) == (64, 400)


def test_nothing_said_is_nothing_known() -> None:
    assert likely_range([]) == (None, None, 1.0)


def test_a_line_counts_once_with_its_latest_number() -> None:
    told = [
        tell(item("a"), "kill", quantities=(people(3, 3),)),
        tell(item("a2", 0.75, source="source:a"), "kill", quantities=(people(5, 5),)),
    ]
    known = accounts(told, side_of)
    (event,) = events(known.values(), within)
    (found,) = ranges(event, known)
    assert (found.low, found.high, found.lines) == (5, 5, 1)


bound = st.one_of(st.none(), st.integers(0, 50))
statements = st.lists(st.builds(lambda v, a, b: says(v, *sorted((a, b))) if a is not None and b is not None else says(v, a, b),
                                st.sampled_from("abcde"), bound, bound), max_size=6)  # fmt: skip


@given(statements, st.randoms(use_true_random=False))
def test_a_range_is_in_order_and_does_not_depend_on_the_order_of_arrival(said: list[Statement], random: object) -> None:
    low, high, p = likely_range(said)
    assert low is None or high is None or low <= high
    assert 0 < p <= 1 + 1e-9
    mixed = list(said)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert likely_range(mixed) == (low, high, p)


def test_an_open_quantity_makes_no_range() -> None:
    open_ = Quantity(text="some", span=(0, 4), low=None, high=None, unit="person", of="target")
    told = [tell(item("a"), "kill", quantities=(open_,))]
    known = accounts(told, side_of)
    (event,) = events(known.values(), within)
    assert ranges(event, known) == ()
