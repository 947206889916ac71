"""Reports about nothing, first reports, and drafts that lost something: a clear message, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
Note = Callable[[str, str], Path]
BEFORE = ("--known-by", "2020-01-01")


@pytest.fixture
def filled(desk: Path, sitrep: Sitrep, note: Note) -> Path:
    text = "At least 12 civilians were killed in Izium on 7 September.\n\nWe do not know who holds Izium.\n"
    sitrep("add", note("a.txt", text), "--source", "First Paper", "--published", "2022-09-08")
    return desk


def test_a_report_on_a_time_of_which_nothing_is_known_says_so(filled: Path, sitrep: Sitrep) -> None:
    made = sitrep("report", "--at", "2020-01-01", *BEFORE, "--format", "md")
    assert (made.code, "Nothing to report." in made.out, "12 civilians" in made.out) == (0, True, False), made.err


def test_a_picture_of_a_time_of_which_nothing_is_known_says_when_the_first_report_came(filled: Path, sitrep: Sitrep) -> None:
    made = sitrep("picture", *BEFORE)
    assert made.out.endswith("Nothing in this desk had been published by then; its first report is of 2022-09-08.\n")


def test_questions_and_changes_of_a_time_of_which_nothing_is_known_are_none(filled: Path, sitrep: Sitrep) -> None:
    assert sitrep("questions", *BEFORE).out == "No open questions.\n"
    assert "0 changes" in sitrep("diff", "2020-01-01", "2020-01-02").out


def test_a_desk_whose_reports_hold_no_claim_gives_a_report_that_names_them(desk: Path, sitrep: Sitrep, note: Note) -> None:
    sitrep("add", note("a.txt", "A list of streets.\n"), "--source", "First Paper", "--published", "2022-09-08")
    made = sitrep("report", "--format", "md").out
    assert "Nothing to report." in made
    assert "gave no claim" in made


def test_the_first_report_of_a_desk_says_that_there_is_none_to_compare_with(filled: Path, sitrep: Sitrep) -> None:
    assert "This is the first report of this desk" in sitrep("report", "--format", "md").out


def test_a_report_after_a_gap_in_the_numbers_compares_with_the_last_that_there_is(filled: Path, sitrep: Sitrep) -> None:
    sitrep("report", "--number", "2")
    sitrep("issue", "2")
    assert "since No. 2" in sitrep("report", "--number", "5", "--format", "md").out


def test_a_draft_with_a_lost_citation_is_not_issued_and_stays_as_it_is(filled: Path, sitrep: Sitrep) -> None:
    sitrep("report")
    draft = filled / "reports" / "sitrep-1.md"
    rows = draft.read_text(encoding="utf-8").splitlines()
    at = next(n for n, row in enumerate(rows) if "12 civilians" in row and "<!--" in row)
    mark = rows[at][rows[at].index("[^") : rows[at].index("<!--")]
    rows[at] = rows[at].replace(mark, " ")
    draft.write_text("\n".join(rows) + "\n", encoding="utf-8")
    kept = draft.read_bytes()
    made = sitrep("issue")
    assert (made.code, f"line {at + 1}" in made.err, "lost its citation" in made.err) == (2, True, True), made.err
    assert [p.name for p in draft.parent.glob("*issued*")] == []
    assert draft.read_bytes() == kept
    assert "SITREP No. 1" in sitrep("report", "--format", "md").out


def test_a_chart_of_nothing_asked_for_is_refused(filled: Path, sitrep: Sitrep) -> None:
    made = sitrep("picture", "--svg", filled / "x.svg")
    assert (made.code, "--series tank" in made.err) == (2, True)


def test_running_totals_of_what_nobody_counts_say_what_is_counted(filled: Path, sitrep: Sitrep, note: Note) -> None:
    sitrep(
        "add", note("b.txt", "Russia has lost at least 40 tanks since 24 February 2022.\n"), "--source", "B", "--published", "2022-09-09"
    )
    made = sitrep("picture", "--series", "ship")
    assert (made.code, "tank" in made.err) == (2, True), made.err


def test_two_lists_give_two_series_one_chart_and_the_gap_in_words(desk: Path, sitrep: Sitrep, note: Note) -> None:
    for name, day, said in (("a", "05", "at least 40"), ("a", "07", "at least 44"), ("b", "06", "70"), ("b", "07", "90")):
        text = f"Russia has lost {said} tanks since 24 February 2022.\n"
        path = note(f"{name}{day}.txt", text)
        sitrep("add", path, "--source", f"List {name}", "--published", f"2022-09-{day}")
    made = sitrep("picture", "--series", "tank", "--svg", desk / "tanks.svg")
    words = " ".join(made.out.split())
    assert "By 7 September 2022 List b counts 90 tanks; List a at least 44. That is 46 more, 2.0 times as many." in words, made.out
    assert "so both can be true" in words
    drawn = (desk / "tanks.svg").read_text(encoding="utf-8")
    assert drawn.count("<polyline") == 2
