"""What lies between two running totals, in words; and their chart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sitrepdesk.model import DAY, RunningTotal, Series
from sitrepdesk.picture import gaps
from sitrepdesk.publish import draw
from sitrepdesk.report import gap_in_words, trend

NAMES = {"party:A": "the Northern side", "source:list": "the Picture List"}
DAYS = 19_000


def totals(line: str, *bounds: tuple[int | None, int | None], every: int = 1) -> Series:
    counts = tuple(
        RunningTotal(
            at=(DAYS + n * every) * DAY,
            low=None if low is None else Decimal(low),
            high=None if high is None else Decimal(high),
            claim=f"{line}{n}",
            hedged=False,
        )
        for n, (low, high) in enumerate(bounds)
    )
    return Series(kind="destroy", side="B", unit="tank", place=None, line=line, party=line.startswith("party"), counts=counts)


def said(*found: Series) -> str:
    (words,) = [gap_in_words(g, NAMES, "UTC") for g in gaps(found)]
    return words


def test_a_partys_count_above_a_lower_bound_is_said_to_be_possible() -> None:
    words = said(totals("party:A", (2169, 2169)), totals("source:list", (1168, None)))
    assert words == (
        "By 7 January 2022 the Northern side (a party's own word) counts 2,169 tanks; the Picture List at least 1,168. "
        "That is 1,001 more, 1.9 times as many. The lower count is a lower bound, so both can be true."
    )


def test_counts_that_exclude_each_other_are_said_to() -> None:
    assert said(totals("party:A", (20, 20)), totals("source:list", (50, None))).endswith("both cannot be true.")


def test_counts_that_meet_are_said_to() -> None:
    assert said(totals("party:A", (20, 60)), totals("source:list", (50, None))).endswith("Their bounds meet.")


def test_an_older_count_is_said_with_its_own_day() -> None:
    words = said(totals("party:A", (20, 20), (30, 30)), totals("source:list", (5, None), (6, None), every=2))
    assert words.startswith(
        "By 8 January 2022 the Northern side (a party's own word) counts 30 tanks; the Picture List, by 7 January 2022,"
    )


def test_the_chart_names_each_series_with_its_last_count_and_carries_the_gap_for_those_who_cannot_see_it() -> None:
    found = [totals("party:A", (20, 20), (40, 40)), totals("source:list", (5, None), (9, None))]
    words = said(*found)
    drawn = draw(trend(found, NAMES, [words], "tank (destroy)"))
    assert drawn.count("<polyline") == 2
    assert all(x in drawn for x in ("the Northern side", "the Picture List", "at least 9", words.replace("'", "&#x27;")))


@pytest.mark.parametrize("bounds", [((0, 0),), ((3, None),), ((None, 7), (None, 9)), ((1, 5), (2, 9))])
def test_few_or_open_counts_are_drawn_too(bounds: tuple[tuple[int | None, int | None], ...]) -> None:
    assert draw(trend([totals("source:list", *bounds)], NAMES, [], "x")).startswith("<svg")
