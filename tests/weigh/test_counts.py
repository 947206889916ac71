"""How many, where several lines give bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.link import accounts, events
from sitrepdesk.model import Quantity, Told
from sitrepdesk.weigh import Statement, Value, likely_range, likely_values, ranges, values
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


def test_a_number_is_as_likely_as_the_voices_that_tell_it_and_rivals_share() -> None:
    # One voice: right with 0.75, and the two cells beside its number share the rest. Two that agree: 0.75² against two of 0.125².
    one, five = says("a", 5, 5), (Decimal(5), Decimal(5))
    assert likely_values([one], [five])[0] == pytest.approx(0.75)
    assert likely_values([one, says("b", 5, 5)], [five])[0] == pytest.approx(0.5625 / (0.5625 + 2 * 0.125**2))
    rivals = likely_values([one, says("b", 9, 9)], [five, (Decimal(9), Decimal(9))])
    assert rivals[0] == pytest.approx(rivals[1])
    assert rivals[0] < 0.5


def numbers(*told: Told, happened: int = 1000) -> list[Value]:
    known = accounts(told, side_of)
    (event,) = events(known.values(), within)
    return list(values(event, known, happened))


def test_each_number_told_of_an_event_has_its_probability_and_none_is_likelier_than_the_event() -> None:
    exact, open_ = (tell(item(n), "kill", quantities=(q,)) for n, q in (("a", people(40, 40)), ("b", people(30, None))))
    first, second = numbers(exact, open_)
    assert ((first.low, first.high), (second.low, second.high)) == ((30, None), (40, 40))
    assert first.per_mille > second.per_mille > 750
    assert all(v.per_mille <= 600 for v in numbers(exact, open_, happened=600))


def test_a_copy_makes_no_number_likelier() -> None:
    first = tell(item("a"), "kill", quantities=(people(40, 40),))
    copy = tell(item("k", 0.75), "kill", quantities=(people(40, 40),), origin="a", line="source:a", quote="again")
    assert numbers(first, copy) == numbers(first)


def test_a_soft_bound_gives_way_by_a_fifth_before_a_number_is_outside_it() -> None:
    around = tell(item("a"), "kill", quantities=(people(90, 110, soft="both"),))
    for exact, agrees in ((125, True), (140, False)):
        found = numbers(around, tell(item("b"), "kill", quantities=(people(exact, exact),)))
        assert (next(v.per_mille for v in found if v.low == 90) > 800) == agrees


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
