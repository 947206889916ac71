"""Reasons: why a quantity or a time is read as it is."""

from __future__ import annotations

import pytest

from sitrepdesk.language import quantities, times
from sitrepdesk.language.numbers_why import passed_over
from sitrepdesk.language.numbers_why import reasons as reasons_of_number
from sitrepdesk.language.times_why import phase_of
from sitrepdesk.language.times_why import reasons as reasons_of_time
from sitrepdesk.model import stamp

SAID = stamp("2022-09-12", "UTC", "pack")


def why(text: str, known: bool = True) -> list[str]:
    said = SAID if known else None
    return list(reasons_of_time(text, times(text, said, "UTC")[0], said, "UTC"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("At least about 40 tanks", "“At least” leaves the upper end open"),
        ("At least about 40 tanks", "“about” widens by a tenth on both sides"),
        ("dozens of tanks", "both ends are our convention and no word's commitment"),
        ("numerous tanks", "the words commit to no number"),
        ("10 miles of road", "= 16093.44 metre"),
        ("rose by 40 to 312", "never added to a tally: it tells by how much something changed"),
    ],
)
def test_a_reason_is_given_for_each_bound(text: str, reason: str) -> None:
    assert reason in list(reasons_of_number(text, quantities(text)[0]))


def test_numbers_that_count_nothing_are_told_with_what_they_are() -> None:
    text = "The T-72 of the 57-year-old stood there at 14:30, 50.123456, 36.123456."
    assert [what.split(" ")[0:3] for _, what in passed_over(text, quantities(text))] == [
        ["part", "of", "a"],
        ["an", "age"],
        ["part", "of", "a"],
        ["part", "of", "a"],
        ["part", "of", "a"],
        ["part", "of", "a"],
    ]


def test_an_impossible_date_is_unknown_and_says_so() -> None:
    assert "31 September: there is no such day, so the interval is unknown" in why("It fell on 31 September.")


def test_what_leans_on_an_unknown_publication_asks_for_it() -> None:
    assert "leans on the publication, which is not known: give --published" in why("It fell yesterday.", known=False)


def test_a_date_of_its_own_is_told_from_one_that_is_counted() -> None:
    assert "a date of its own; read in the zone UTC" in why("It fell on 2 March 2022.")
    assert "counted from the publication, 2022-09-12, in the zone UTC" in why("It fell yesterday.")


def test_what_the_text_does_not_date_is_unknown() -> None:
    assert [r for r in why("The same day it fell.") if "does not date" in r]


@pytest.mark.parametrize(
    ("text", "phase"), [("yesterday", "past"), ("tomorrow", "future"), ("today", None), ("since 2021", None), ("the same day", None)]
)
def test_the_phase_is_told_only_where_the_interval_settles_it(text: str, phase: str | None) -> None:
    assert phase_of(times(text, SAID, "UTC")[0], SAID) == phase
