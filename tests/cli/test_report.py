"""``report`` and ``picture`` as a user meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
Note = Callable[[str, str], Path]
MARKING = "INTERNAL, NOT CHECKED FOR RELEASE"


@pytest.fixture
def filled(desk: Path, sitrep: Sitrep, note: Note) -> Path:
    first = note("a.txt", "Russian forces hold Izium. At least 12 civilians were killed in Izium on 7 September.\n")
    second = note("b.txt", "Ukrainian forces captured Izium on 11 September.\n")
    sitrep("add", first, "--source", "First Paper", "--published", "2022-09-08")
    sitrep("add", second, "--source", "Second Paper", "--published", "2022-09-12")
    return desk


def test_every_format_carries_the_marking_and_the_coverage_line(filled: Path, sitrep: Sitrep) -> None:
    assert MARKING in sitrep("report").out
    for kind in ("md", "html", "json"):
        text = (filled / "reports" / f"sitrep-1.{kind}").read_text(encoding="utf-8")
        assert MARKING in text
        assert "seen by a person" in text


def test_the_first_report_is_number_1_and_the_next_compares_with_it(filled: Path, sitrep: Sitrep, note: Note) -> None:
    sitrep("report")
    sitrep("add", note("c.txt", "Ukrainian forces entered Kupiansk on 13 September.\n"), "--source", "C", "--published", "2022-09-13")
    out = sitrep("report", "--format", "md").out
    assert "SITREP No. 2" in out
    assert "What changed since No. 1" in out
    assert "Kupiansk" in out.split("## Bottom line")[1].split("\n- ")[1]


def test_the_same_report_made_again_is_the_same_bytes(filled: Path, sitrep: Sitrep) -> None:
    assert sitrep("report", "--number", "3", "--format", "html").out == sitrep("report", "--number", "3", "--format", "html").out


def test_a_report_made_again_without_new_material_keeps_its_number(filled: Path, sitrep: Sitrep) -> None:
    sitrep("report")
    assert "sitrep-1.md" in sitrep("report").out


def test_an_edited_draft_stays_and_the_new_version_lies_beside_it(filled: Path, sitrep: Sitrep) -> None:
    sitrep("report", "--number", "1")
    draft = filled / "reports" / "sitrep-1.md"
    draft.write_text("My own words.\n", encoding="utf-8")
    result = sitrep("report", "--number", "1")
    assert draft.read_text(encoding="utf-8") == "My own words.\n"
    assert "edited by hand" in result.out
    assert (filled / "reports" / "sitrep-1-v2.md").exists()


def test_comparing_with_a_report_that_is_not_there_says_which_are(filled: Path, sitrep: Sitrep) -> None:
    result = sitrep("report", "--since", "9")
    assert result.code == 2
    assert "--issue 9" in result.err


def test_our_own_earlier_report_can_be_compared_with(filled: Path, sitrep: Sitrep, note: Note) -> None:
    ours = note("no-7.txt", "Russian forces hold Izium, we think.\n")
    sitrep("add", ours, "--issue", "7", "--published", "2022-09-09T08:00+03:00")
    out = sitrep("report", "--since", "7", "--format", "json").out
    assert json.loads(out)["number"] == 8


def test_a_report_on_an_empty_desk_says_what_to_do_first(desk: Path, sitrep: Sitrep) -> None:
    result = sitrep("report")
    assert result.code == 2
    assert "sitrep add" in result.err


def test_nothing_under_embargo_is_in_a_draft_but_in_a_full_one(desk: Path, sitrep: Sitrep, note: Note) -> None:
    path = note("e.txt", "Ukrainian forces captured Izium on 11 September.\n")
    sitrep("add", path, "--source", "E", "--published", "2022-09-12", "--embargo", "2022-10-01")
    assert "captured Izium" not in sitrep("report", "--number", "1", "--format", "md").out
    assert "captured Izium" in sitrep("report", "--number", "1", "--format", "md", "--full").out


def test_a_picture_of_an_earlier_moment_knows_only_what_was_out_by_then(filled: Path, sitrep: Sitrep) -> None:
    def sides(*words: str) -> set[str]:
        return {c["side"] for c in json.loads(sitrep("picture", *words, "--json").out)["control"] if c["name"] == "Izium"}

    assert sides("--at", "2022-09-09", "--known-by", "2022-09-09") == {"side:ru"}
    assert "side:ua" in sides() or "contested" in sides()


def test_an_open_bound_stays_open_in_the_picture(filled: Path, sitrep: Sitrep) -> None:
    tallies = json.loads(sitrep("picture", "--json").out)["tallies"]
    assert [(t["low"], t["high"]) for t in tallies if t["kind"] == "kill"] == [("12", None)]


def test_the_head_says_when_the_next_report_is_due_where_a_person_said_so(filled: Path, sitrep: Sitrep) -> None:
    head = sitrep("report", "--next-issue", "2022-09-20", "--format", "md").out.split("## ")[0]
    assert "(Europe/Kyiv). Next issue: 20 September 2022." in head
    assert "Next issue" not in sitrep("report", "--format", "md").out


def test_a_next_issue_before_the_report_closes_is_refused(filled: Path, sitrep: Sitrep) -> None:
    result = sitrep("report", "--next-issue", "2022-09-10")
    assert result.code == 2
    assert "before this report closes" in result.err


def test_from_two_issued_numbers_the_head_counts_on_to_the_next(filled: Path, sitrep: Sitrep, note: Note) -> None:
    for number, day in (("6", "2022-09-03"), ("7", "2022-09-08")):
        sitrep("add", note(f"no-{number}.txt", f"This is No. {number}.\n"), "--issue", number, "--published", f"{day}T08:00+03:00")
    head = sitrep("report", "--at", "2022-09-13T08:00+03:00", "--format", "md").out.split("## ")[0]
    assert "SITREP No. 8" in head
    assert "Next issue expected on 18 September 2022." in head
