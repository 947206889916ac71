"""Words for counts, days and lines of origin."""

from __future__ import annotations

import pytest

from sitrepdesk.model import stamp
from sitrepdesk.report import wording

ZONE = "Europe/Kyiv"


def at(text: str) -> int:
    return stamp(text, ZONE, "given").start


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "no reports"), (1, "one report"), (2, "two reports"), (12, "twelve reports"), (13, "13 reports"), (1200, "1,200 reports")],
)
def test_a_count_is_in_words_up_to_twelve(n: int, said: str) -> None:
    assert wording.count(n, "report") == said


def test_a_list_has_commas_and_one_and() -> None:
    assert [wording.listed(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2022-09-02", "2022-09-13", "2 to 13 September 2022"),
        ("2022-08-28", "2022-09-03", "28 August to 3 September 2022"),
        ("2021-12-30", "2022-01-02", "30 December 2021 to 2 January 2022"),
        ("2022-09-13", "2022-09-13", "13 September 2022"),
    ],
)
def test_a_period_repeats_nothing(first: str, last: str, said: str) -> None:
    assert wording.period(at(first), at(last), ZONE) == said


def test_a_day_is_that_of_the_desks_zone() -> None:
    late = stamp("2022-09-10T22:30+00:00", "UTC", "given").start
    assert wording.day(late, ZONE) == "11 September"


@pytest.mark.parametrize(
    ("reports", "independent", "said"),
    [(1, 1, ""), (4, 1, " (four reports, one line)"), (7, 2, " (seven reports, two independent lines)"), (2, 0, "")],
)
def test_reports_and_lines_are_said_where_there_is_more_than_one_report(reports: int, independent: int, said: str) -> None:
    assert wording.lines(reports, independent) == said


def test_an_undated_report_is_said_to_be_one() -> None:
    assert wording.published(None, ZONE, at("2022-09-13")) == "in an undated report"


def test_the_year_is_said_where_it_is_another() -> None:
    assert wording.published(stamp("2021-09-13", ZONE, "given"), ZONE, at("2022-09-13")) == "on 13 September 2021"
