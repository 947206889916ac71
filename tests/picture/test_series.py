"""Running totals over time, and what lies between two of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.link import accounts
from sitrepdesk.model import DAY, Gap, RunningTotal, Series, Told, When
from sitrepdesk.picture import gaps, series
from tests.link.telling import DAY0, item, people, place, said_by, side_of, tell

STAFF = "actor:ua-staff"


def total(source: str, day: int, low: int | None, high: int | None, **more: Any) -> Told:
    """A source's running total, said on that day and as of its end."""
    until = When(start=DAY0 - DAY, end=DAY0 + (day + 1) * DAY, sense="since")
    of = item(f"{source}{day}", day + 1, source=f"source:{source}")
    return tell(of, "destroy", None, to="ru", **({"quantities": (people(low, high, unit="tank"),), "time": until} | more))


def found(*told: Told) -> tuple[Series, ...]:
    return series(told, accounts(told, side_of), "tank")


def between(*told: Told) -> Gap:
    (gap,) = gaps(found(*told))
    return gap


def counts(s: Series) -> list[tuple[int, Decimal | None, Decimal | None]]:
    return [((c.at - DAY0) // DAY, c.low, c.high) for c in s.counts]


def test_each_line_has_its_totals_by_day_and_none_is_added() -> None:
    a, b = found(total("a", 2, 9, None), total("b", 1, 20, 20), total("a", 0, 4, None))
    assert (counts(a), counts(b)) == ([(1, 4, None), (3, 9, None)], [(2, 20, 20)])


def test_a_days_count_is_in_no_series() -> None:
    assert found(total("a", 0, 4, 4, time=When(start=DAY0, end=DAY0 + DAY, sense="within"))) == ()


def test_another_unit_is_in_no_series() -> None:
    assert found(total("a", 0, 4, 4, quantities=(people(4, 4),))) == ()


def test_a_count_that_somebody_else_tells_again_is_none_of_theirs() -> None:
    first, again = total("a", 0, 4, 4), total("b", 3, 4, 4)
    copied = Told(claim=again.claim, item=again.item, source=None, line="source:a", origin=first.item.id, standing="machine")
    (only,) = found(first, copied)
    assert counts(only) == [(1, 4, 4)]


def test_a_total_that_says_until_when_stands_there_and_not_where_it_was_said() -> None:
    late = total("a", 9, 4, 4, time=When(end=DAY0 + 2 * DAY, sense="by"))
    assert [c.at for s in found(late) for c in s.counts] == [DAY0 + 2 * DAY]


def test_a_total_of_a_whole_country_is_one_of_the_whole_theatre() -> None:
    wide, town = place("land", place="country:XX", precision="country"), place("izium")
    (whole,) = found(total("a", 0, 4, 4, places=(wide,)), total("a", 1, 5, 5))
    assert len(whole.counts) == 2
    assert len(found(total("a", 0, 4, 4, places=(town,)), total("a", 1, 5, 5))) == 2


def test_a_partys_total_is_marked_as_one() -> None:
    assert [s.party for s in found(total("a", 0, 4, 4, attribution=said_by(STAFF)), total("b", 0, 2, None))] == [True, False]


def test_the_gap_lies_at_the_last_moment_that_both_reach() -> None:
    gap = between(total("a", 0, 10, None), total("a", 5, 12, None), total("b", 3, 40, 40), total("b", 9, 90, 90))
    assert (gap.fewer.low, gap.greater.low, gap.apart) == (12, 40, 28)


def test_a_lower_bound_and_a_higher_count_can_both_be_true() -> None:
    gap = between(total("a", 0, 1168, None), total("b", 0, 2169, 2169))
    assert (gap.less.line, gap.apart, gap.possible) == ("source:a", 1001, True)


def test_a_lower_bound_above_a_count_excludes_it() -> None:
    gap = between(total("a", 0, 5000, None), total("b", 0, 2169, 2169))
    assert (gap.less.line, gap.apart, gap.possible) == ("source:b", 2831, False)


def test_bounds_that_meet_leave_no_gap() -> None:
    gap = between(total("a", 0, 90, 110), total("b", 0, 100, 130))
    assert (gap.apart, gap.possible) == (0, True)


def test_one_who_began_to_count_later_leaves_no_gap() -> None:
    assert list(gaps(found(total("a", 0, 1, 1), total("b", 4, 9, 9)))) == []


bounds = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(sorted)


@given(bounds, bounds, st.booleans(), st.booleans())
def test_both_can_be_true_exactly_where_a_number_fits_both(a: list[int], b: list[int], open_a: bool, open_b: bool) -> None:
    highs = [None if open_a else a[1], None if open_b else b[1]]
    gap = between(total("a", 0, a[0], highs[0]), total("b", 0, b[0], highs[1]))
    fits = [n for n in range(52) if all(low <= n and (high is None or n <= high) for low, high in zip((a[0], b[0]), highs, strict=True))]
    assert gap.possible == bool(fits)


@pytest.mark.parametrize(("low", "high", "size"), [(3, None, 3), (None, 7, 7), (3, 7, 3)])
def test_a_total_is_known_by_its_lower_bound_or_else_its_upper_one(low: int | None, high: int | None, size: int) -> None:
    given = [None if b is None else Decimal(b) for b in (low, high)]
    assert RunningTotal(at=0, low=given[0], high=given[1], claim="c", hedged=False).size == size
