"""Counts of several lines brought together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.model import DAY, Reconciled, Tally
from sitrepdesk.picture import reconcile


def tally(source: str, low: int | None, high: int | None, **more: Any) -> Tally:
    given = {"low": None if low is None else Decimal(low), "high": None if high is None else Decimal(high)}
    what = {"kind": "kill", "side": "side:a", "unit": "person", "place": "geonames:1", "place_name": "Izium", "scope": "period"}
    who = {"source": source, "support": (f"c-{source}-{low}-{high}",), "lines": 1, "hedged": False, "soft": False}
    fields: dict[str, Any] = given | what | who | {"as_of": DAY, "start": 0, "end": DAY}
    return Tally(**(fields | more))


def one(*tallies: Tally) -> Reconciled:
    (made,) = reconcile(tallies)
    return made


def test_two_lines_leave_what_both_leave_possible() -> None:
    made = one(tally("a", 40, None), tally("b", None, 60))
    assert (made.low, made.high, made.agree, made.lines) == (40, 60, True, 2)


def test_lines_that_exclude_each_other_give_the_span_and_say_so() -> None:
    made = one(tally("a", 400, None), tally("b", 64, 64))
    assert (made.low, made.high, made.agree) == (64, None, False)


def test_one_line_gives_nothing_new_however_often_it_speaks() -> None:
    assert reconcile([tally("a", 1, 5), tally("a", 2, 9)]) == ()


def test_a_days_count_and_a_running_total_never_meet() -> None:
    assert reconcile([tally("a", 10, 10), tally("b", 5000, None, scope="total", start=None)]) == ()


def test_a_part_is_left_out_and_named() -> None:
    made = one(tally("a", 40, 40), tally("b", 40, 45), tally("a", 3, 3, scope="part"))
    assert (made.low, made.high) == (40, 40)
    assert made.left_out == (("c-a-3-3", "a part of another count"),)


def test_hearsay_narrows_nothing_and_is_named() -> None:
    made = one(tally("a", 40, None), tally("b", 45, None), tally("c", 500, 500, hedged=True))
    assert (made.low, made.high, [why for _, why in made.left_out]) == (45, None, ["hedged or hearsay"])


def test_the_two_sides_and_two_places_are_kept_apart() -> None:
    assert reconcile([tally("a", 1, 2), tally("b", 1, 2, side="side:b"), tally("c", 1, 2, place="geonames:2")]) == ()


def test_counts_of_different_days_are_not_compared() -> None:
    assert reconcile([tally("a", 1, 2), tally("b", 5, 6, start=2 * DAY, end=3 * DAY)]) == ()


bounds = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted)


@given(st.lists(bounds, min_size=2, max_size=6), st.integers(0, 99))
def test_a_number_that_fits_every_count_fits_what_they_give_together(found: list[list[int]], truth: int) -> None:
    holding = [(low, high) for low, high in found if low <= truth <= high]
    made = reconcile([tally(str(n), low, high) for n, (low, high) in enumerate(holding)])
    assert all(r.agree and r.low is not None and r.high is not None and r.low <= truth <= r.high for r in made)


@given(st.permutations([tally("a", 1, 5), tally("b", 3, None), tally("c", None, 4), tally("d", 2, 2, scope="part")]))
def test_the_order_of_arrival_changes_nothing(found: list[Tally]) -> None:
    assert reconcile(found)[0].low == 3
    assert reconcile(found)[0].high == 4
