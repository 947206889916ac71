"""``forecast``, ``diff``, ``lint`` and ``issue`` as a user meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
Note = Callable[[str, str], Path]
RULE = ("--rule", "Its ministry says so.")


@pytest.fixture
def filled(desk: Path, sitrep: Sitrep, note: Note) -> Path:
    first = note("a.txt", "Russian forces hold Izium. At least 12 civilians were killed in Izium on 7 September.\n")
    second = note("b.txt", "Ukrainian forces captured Izium on 11 September.\n")
    sitrep("add", first, "--source", "First Paper", "--published", "2022-09-08")
    sitrep("add", second, "--source", "Second Paper", "--published", "2022-09-12")
    return desk


def forecast(sitrep: Sitrep, outcome: str = "It rains", *more: str) -> str:
    made = sitrep("forecast", "add", outcome, "--probability", "60%", "--deadline", "2022-09-18", *RULE, *more)
    assert made.code == 0, made.err
    return made.out.split()[0]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--probability", "likely", "--deadline", "2022-09-18", *RULE), "no probability"),
        (("--probability", "60", "--deadline", "2022-09-18", *RULE), "per cent"),
        (("--probability", "100%", "--deadline", "2022-09-18", *RULE), "leaves nothing open"),
        (("--probability", "60%", *RULE), "deadline"),
        (("--probability", "60%", "--deadline", "2022-09-01", *RULE), "is over"),
        (("--probability", "60%", "--deadline", "2022-09-18"), "rule"),
        (("--probability", "60%", "--deadline", "2022-09-18", *RULE, "--base-rate", "20%"), "no reason"),
    ],
)
def test_half_a_forecast_is_refused_with_what_to_do(desk: Path, sitrep: Sitrep, words: tuple[str, ...], what: str) -> None:
    result = sitrep("forecast", "add", "It rains", *words)
    assert (result.code, what in result.err) == (2, True), result.err
    assert "No forecasts yet" in sitrep("forecast").out


def test_no_before_the_deadline_is_refused_and_yes_is_not(desk: Path, sitrep: Sitrep) -> None:
    name = forecast(sitrep)
    early = sitrep("forecast", "resolve", name, "no", "--because", "It looks dry.")
    assert (early.code, "can still come true" in early.err) == (2, True)
    assert sitrep("forecast", "resolve", name, "yes", "--because", "It rained.").code == 0
    again = sitrep("forecast", "resolve", name, "yes", "--because", "It rained.")
    assert (again.code, "--again" in again.err) == (2, True)


def test_a_forecast_that_was_never_issued_is_listed_and_not_scored(desk: Path, sitrep: Sitrep) -> None:
    sitrep("forecast", "resolve", forecast(sitrep), "yes", "--because", "It rained.")
    out = sitrep("forecast", "score").out
    assert "1 decided but not scored" in out
    assert json.loads(sitrep("forecast", "score", "--json").out)["own"]["cases"] == 0


def test_other_peoples_forecasts_are_scored_apart_and_nobody_is_praised_under_twenty(desk: Path, sitrep: Sitrep) -> None:
    name = forecast(sitrep, "It rains", "--by", "The Weatherman")
    sitrep("forecast", "resolve", name, "yes", "--because", "It rained.")
    out = sitrep("forecast", "score").out
    assert json.loads(sitrep("forecast", "score", "--json").out)["own"]["cases"] == 0
    assert "The Weatherman" in out


def test_a_forecast_is_frozen_when_a_report_is_issued_and_the_desk_still_verifies(filled: Path, sitrep: Sitrep) -> None:
    shown, hidden = forecast(sitrep), forecast(sitrep, "It snows", "--internal")
    assert "It rains" in sitrep("report", "--format", "md").out
    sitrep("report")
    assert "1 forecast frozen" in sitrep("issue").out
    found = {f["id"][:10]: f["frozen_at"] for f in json.loads(sitrep("forecast", "--json").out)}
    assert found[shown]
    assert found[hidden] is None
    assert "It snows" not in (filled / "reports" / "sitrep-1-issued.md").read_text(encoding="utf-8")
    assert sitrep("verify").code == 0


def test_an_issued_number_is_never_changed_and_the_next_report_takes_the_next(filled: Path, sitrep: Sitrep) -> None:
    sitrep("report")
    assert sitrep("issue").code == 0
    kept = (filled / "reports" / "sitrep-1-issued.md").read_bytes()
    for words in (("issue", "1"), ("report", "--number", "1")):
        result = sitrep(*words)
        assert (result.code, "issued" in result.err) == (2, True)
    assert "SITREP No. 2" in sitrep("report", "--format", "md").out
    assert (filled / "reports" / "sitrep-1-issued.md").read_bytes() == kept


def test_a_gap_in_the_numbers_is_refused_unless_it_is_meant(filled: Path, sitrep: Sitrep) -> None:
    sitrep("report")
    sitrep("issue")
    sitrep("report", "--number", "4")
    gap = sitrep("issue", "4")
    assert (gap.code, "No. 2" in gap.err) == (2, True)
    assert sitrep("issue", "4", "--skip").code == 0


def test_nothing_to_issue_says_what_to_do(filled: Path, sitrep: Sitrep) -> None:
    result = sitrep("issue")
    assert (result.code, "sitrep report" in result.err) == (2, True)


def test_an_edit_that_says_more_than_its_claim_is_not_issued_and_one_that_does_not_is(filled: Path, sitrep: Sitrep) -> None:
    sitrep("report")
    draft = filled / "reports" / "sitrep-1.md"
    text = draft.read_text(encoding="utf-8")
    row = next(r for r in text.splitlines() if "At least 12 civilians" in r)
    mark, name = row[row.index("[^") :].split(" ")[0], row.split("<!--")[1]

    def write(words: str) -> None:
        draft.write_text(text.replace(row, f"- {words}{mark} <!--{name}"), encoding="utf-8")

    write("First Paper reports that 12 civilians were killed in Izium.")
    result = sitrep("issue")
    assert (result.code, "At least 12" in result.err) == (2, True)
    assert not (filled / "reports" / "sitrep-1-issued.md").exists()
    assert sitrep("lint", draft).code == 1
    write("First Paper reports that at least 12 civilians were killed in Izium.")
    assert sitrep("lint", draft).code == 0
    assert "1 sentence changed" in sitrep("issue").out
    assert "*(edited)*" in (filled / "reports" / "sitrep-1-issued.md").read_text(encoding="utf-8")


def test_a_draft_as_the_desk_wrote_it_passes_the_lint(filled: Path, sitrep: Sitrep) -> None:
    sitrep("report")
    result = sitrep("lint", filled / "reports" / "sitrep-1.md")
    assert result.out == "Nothing found.\n"


def test_a_diff_of_two_moments_names_kinds_and_both_sides(filled: Path, sitrep: Sitrep) -> None:
    out = sitrep("diff", "2022-09-09", "2022-09-13").out
    assert "now:" in out
    found = json.loads(sitrep("diff", "2022-09-09", "2022-09-13", "--json").out)["changes"]
    assert {c["kind"] for c in found} & {"reversed", "contradicted", "new"}


def test_a_diff_without_an_earlier_report_says_how_to_ask(filled: Path, sitrep: Sitrep) -> None:
    result = sitrep("diff")
    assert (result.code, "two times" in result.err) == (2, True)


def test_a_template_of_ones_own_with_a_fault_names_its_line(filled: Path, sitrep: Sitrep, note: Note) -> None:
    path = note("mine.toml", 'title = "Mine"\n[[section]]\npart = "nosuch"\n')
    result = sitrep("report", "--template", path)
    assert (result.code, "line 3" in result.err) == (6, True)


def test_a_word_file_is_written_where_it_is_asked_for(filled: Path, sitrep: Sitrep) -> None:
    sitrep("report", "--also", "docx")
    assert (filled / "reports" / "sitrep-1.docx").read_bytes()[:2] == b"PK"
