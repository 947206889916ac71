"""Quantities of a text that no reader reads: lengths, ages, fine values, and what each is about."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrepdesk.language import howmany, quantities
from tests.cost import cost


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The ministry signed a $3 billion deal.", "deal"),
        ("The phone has a 6.7-inch display.", "display"),
        ("A 5 percent increase in sales helped.", "sales"),
        ("They have a budget of €20 million.", "budget"),
        ("Oil prices fell 3 percent on Tuesday.", "Oil prices"),
        ("The company's revenue, which fell last year, was $12 billion.", "company's revenue"),
        ("Shares of the bank rose 2%.", "Shares"),
        ("It was fined $5 million.", None),
        ("The bridge can bear 60-tonne tanks.", "tanks"),
        ("The driver, a 57-year-old man, lives.", "man"),
    ],
)
def test_a_measure_names_what_it_is_about(text: str, thing: str | None) -> None:
    assert [q.of for q in howmany(text)] == [thing]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He was held for three years.", [(3, "year")]),
        ("Over the past 48 hours it was quiet.", [(48, "hour")]),
        ("The 57-year-old mayor was held.", [(57, "year")]),
        ("Maria Petrenko, 61, lost her home.", [(61, "year")]),
        ("At 14:30 on 6 September 2022, 0600 hours later.", []),
        ("In 2021 the war was in its fifth year.", []),
    ],
)
def test_lengths_of_time_and_ages_count_here_and_dates_do_not(text: str, wanted: list[tuple[int, str]]) -> None:
    assert [(q.low, q.unit) for q in howmany(text)] == wanted


def test_a_fine_value_stays_fine_here_and_is_widened_for_the_ledger() -> None:
    text = "The factor is 2.48×10−5."
    assert howmany(text)[0].low == Decimal("0.0000248")
    assert (quantities(text)[0].low, quantities(text)[0].high) == (0, Decimal("0.001"))


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_spans_that_hold_their_words(text: str) -> None:
    assert all(text[q.span[0] : q.span[1]] == q.text for q in howmany(text))


def test_a_long_list_is_read_in_linear_time() -> None:
    short, long = (("1, and " * size)[:size] for size in (3_000, 24_000))
    assert cost(lambda: howmany(long)) < 8 * 6 * max(cost(lambda: howmany(short)), 0.002)
