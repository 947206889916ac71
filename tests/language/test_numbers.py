"""Quantities: every row of the case tables, and the laws that hold for any text."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrepdesk.language.numbers import is_part, quantities
from sitrepdesk.language.numbers_units import in_si
from sitrepdesk.model.claim import Quantity
from tests.cost import cost

CASES = Path(__file__).parent / "cases"
WORDS = st.sampled_from(
    [
        "at",
        "least",
        "up",
        "to",
        "around",
        "some",
        "nearly",
        "12",
        "10.000",
        "1,5",
        "half",
        "a",
        "million",
        "dozens",
        "of",
        "tanks",
        "and",
        "between",
        "3",
        "–",
        "-",
        "%",
        "km",
        "$",
        "no",
        "most",
        "people",
        "one",
        "per",
        "day",
        "every",
        "other",
        "three-year-old",
        "152",
        "mm",
        "in",
        "2021",
        "ago",
        ".",
        ",",
        "(",
        ")",
        "T-72",
        "by",
        "rose",
        "from",
        "½",
        "²",
        "١٢",
    ]
)


def rows(name: str) -> list[tuple[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [(text, wanted) for text, wanted in (line.split("\t") for line in lines if line and not line.startswith("#"))]


def shown(q: Quantity) -> str:
    """One quantity as the tables write it: words = low..high | unit | of, "~" before a soft bound."""

    def end(value: Decimal | None, soft: bool) -> str:
        return "" if value is None else f"{'~' if soft else ''}{value}"

    bounds = f"{end(q.low, q.soft in ('low', 'both'))}..{end(q.high, q.soft in ('high', 'both'))}"
    return f"{q.text} = {bounds} | {q.unit or '-'} | {q.of or '-'}"


def told(text: str) -> str:
    return " ; ".join(shown(q) for q in quantities(text)) or "none"


@pytest.mark.parametrize(("text", "wanted"), rows("numbers.tsv"), ids=[text for text, _ in rows("numbers.tsv")])
def test_a_text_gives_the_quantities_of_its_row(text: str, wanted: str) -> None:
    assert told(text) == wanted


def test_there_are_three_hundred_cases() -> None:
    assert len(rows("numbers.tsv")) >= 300


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_spans_that_hold_their_words_in_order(text: str) -> None:
    found = quantities(text)
    for q in found:
        assert text[q.span[0] : q.span[1]] == q.text
        assert q.low is None or q.high is None or q.low <= q.high
        assert q.soft is None or q.low is not None or q.high is not None
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))


@pytest.mark.parametrize("text", ["1\u00a0000,5 tonnes", "1,000'5 tonnes", "2’5,14 km"])
def test_a_numeral_with_signs_that_make_no_number_is_no_quantity(text: str) -> None:
    assert quantities(text) == ()


def test_spans_are_moved_on_by_the_base() -> None:
    assert quantities("12 tanks", 100)[0].span == (100, 102)


@pytest.mark.parametrize(
    "piece", ["1,", "1", "1 ", "and ", "1.2.", "one hundred and ", "at least ", "12-", "a few ", "10 to ", "( ", "T-", "1/"]
)
def test_a_long_monotonous_text_is_read_in_linear_time(piece: str) -> None:
    short, long = ((piece * size)[:size] for size in (10_000, 80_000))
    assert cost(lambda: quantities(long)) < 8 * 6 * max(cost(lambda: quantities(short)), 0.002)


def test_a_part_of_a_sum_is_known_as_one() -> None:
    text = "12 soldiers, including 3 officers, and 5 medics"
    assert [is_part(text, q) for q in quantities(text)] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("10 miles", Decimal("16093.44"), "metre"),
        ("2 hectares", Decimal(20000), "square metre"),
        ("100 feet", Decimal("30.48"), "metre"),
        ("3 km", Decimal(3000), "metre"),
        ("5 tonnes", Decimal(5000), "kilogram"),
        ("2 hours", Decimal(7200), "second"),
        ("12 tanks", Decimal(12), "tank"),
    ],
)
def test_a_measure_is_converted_to_its_si_unit_and_anything_else_left_alone(text: str, low: Decimal, unit: str) -> None:
    converted = in_si(quantities(text)[0])
    assert (converted.low, converted.unit) == (low, unit)


def test_an_open_bound_stays_open_in_si() -> None:
    assert in_si(quantities("up to 3 km")[0]).low is None
