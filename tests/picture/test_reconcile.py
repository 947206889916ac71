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
    who = {"source": source, "support": (f"c-{source}-{low}-{high}",), "lines": 1, "hedged": False, "soft": False, "event": "e"}
    fields: dict[str, Any] = given | what | who | {"as_of": DAY, "start": 0, "end": DAY}
    return Tally(**(fields | more))


def one(*tallies: Tally) -> Reconciled:
    (made,) = reconcile(tallies)
    return made


def total(source: str, low: int | None, high: int | None, **more: Any) -> Tally:
    return tally(source, low, high, **({"event": None, "scope": "total", "start": None} | more))


def test_two_lines_leave_what_both_leave_possible() -> None:
    made = one(tally("a", 40, None), tally("b", None, 60))
    assert (made.low, made.high, made.agree, made.lines, made.event) == (40, 60, True, 2, "e")


def test_lines_that_exclude_each_other_give_the_span_and_say_so() -> None:
    made = one(tally("a", 400, None), tally("b", 64, 64))
    assert (made.low, made.high, made.agree) == (64, None, False)


def test_a_count_that_two_others_exclude_is_left_out_and_named() -> None:
    made = one(tally("a", 40, 40), tally("b", 38, 44), tally("c", 400, 400))
    assert (made.low, made.high, made.agree, made.lines) == (40, 40, True, 2)
    assert made.left_out == (("c-c-400-400", "excluded by the others"),)


def test_a_party_is_worth_half_and_does_not_outvote() -> None:
    made = one(tally("a", 40, 40), tally("b", 40, 40), tally("p", 400, 400, party=True), tally("q", 400, 400, party=True))
    assert (made.low, made.high) == (40, 40)
    alone = one(tally("a", 40, 40), tally("p", 400, 400, party=True))
    assert (alone.low, alone.high, alone.agree) == (40, 400, False)


def test_hearsay_is_worth_half() -> None:
    made = one(tally("a", 40, None), tally("b", 45, None), tally("c", 500, 500, hedged=True))
    assert (made.low, made.high, made.agree) == (45, None, True)


def test_a_weak_count_that_fits_a_firm_one_narrows_it_and_one_that_does_not_leaves_both() -> None:
    firm, weak = tally("a", 40, None), tally("p", 38, 44, party=True, hedged=True)
    assert (one(firm, weak).low, one(firm, weak).high, one(firm, weak).agree) == (40, 44, True)
    other = one(tally("a", 40, None), tally("p", 20, 30, party=True, hedged=True))
    assert (other.low, other.high, other.agree) == (20, None, False)


def test_two_weak_counts_are_no_common_ground_even_where_they_fit() -> None:
    made = one(tally("p", 10, None, party=True, hedged=True), tally("q", 12, 12, party=True))
    assert (made.low, made.high, made.agree) == (10, None, False)


def test_one_line_gives_nothing_new_however_often_it_speaks() -> None:
    assert reconcile([tally("a", 1, 5), tally("a", 2, 9)]) == ()


def test_a_days_count_and_a_running_total_never_meet() -> None:
    assert reconcile([tally("a", 10, 10), total("b", 5000, None)]) == ()


def test_running_totals_of_overlapping_times_meet() -> None:
    made = one(total("a", 5000, None), total("b", 6000, None))
    assert (made.low, made.high, made.event) == (6000, None, None)
    assert reconcile([total("a", 1, 2, start=0), total("b", 1, 2, start=2 * DAY, end=3 * DAY)]) == ()


def test_a_part_is_left_out_and_named() -> None:
    made = one(tally("a", 40, 40), tally("b", 40, 45), tally("a", 3, 3, scope="part"))
    assert (made.low, made.high) == (40, 40)
    assert made.left_out == (("c-a-3-3", "part of another"),)


def test_the_smaller_of_two_counts_in_one_claim_is_a_part() -> None:
    made = one(tally("a", 40, 40, support=("c",)), tally("a", 3, 3, support=("c",)), tally("b", 40, 45))
    assert (made.low, made.high, made.left_out) == (40, 40, (("c", "part of another"),))


def test_the_two_sides_and_two_events_are_kept_apart() -> None:
    assert reconcile([tally("a", 1, 2), tally("b", 1, 2, side="side:b"), tally("c", 1, 2, event="f")]) == ()
    made = one(tally("a", 1, 2), tally("d", 2, 3), tally("b", 1, 2, side="side:b"), tally("e", 9, 9, side=None))
    assert (made.side, made.low, made.left_out) == ("side:a", 2, (("c-e-9-9", "of people or things of an unnamed side"),))


def test_who_names_no_side_joins_the_one_that_is_named() -> None:
    made = one(tally("a", 1, 3), tally("b", 2, 5, side=None))
    assert (made.side, made.low, made.high) == ("side:a", 2, 3)


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
