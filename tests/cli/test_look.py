"""``claims``, ``show``, ``sources``, ``questions``, ``status``, ``doctor``."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
Note = Callable[[str, str], Path]
TEXT = (
    "Ukrainian forces captured Balakliia on 8 September.\n\nAs many as 40 Russian soldiers may have been killed in Izium.\n\n"
    "We do not know where this picture was taken.\n"
)


@pytest.fixture
def filled(desk: Path, sitrep: Sitrep, note: Note) -> Path:
    sitrep("add", note("a.txt", TEXT), "--source", "=Evil Paper", "--published", "2022-09-09", "--handling", "public")
    return desk


def rows(result: Result) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(result.out)["claims"]
    return found


def test_claims_about_a_place_are_found_under_any_of_its_names(filled: Path, sitrep: Sitrep) -> None:
    for name in ("Izium", "Izyum"):
        assert [c["type"] for c in rows(sitrep("claims", "--about", name, "--json"))] == ["kill"]


def test_claims_can_be_chosen_by_type(filled: Path, sitrep: Sitrep) -> None:
    assert {c["type"] for c in rows(sitrep("claims", "--type", "capture", "--json"))} == {"capture"}


def test_of_more_claims_than_are_counted_the_list_says_more_than(filled: Path, sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(sitrep("claims", "--json").out)
    assert whole["exact"] and whole["total"] == len(whole["claims"]) == 3
    assert "\n3 claims; 3 shown so far. One of them" in sitrep("claims").out
    monkeypatch.setattr(sys.modules["sitrepdesk.store.queries.claims"], "COUNTED", 1)
    assert "\nMore than 2 claims; 2 shown so far. Next: --page 2. One of them" in sitrep("claims", "--size", "2").out
    assert "\n3 claims; 3 shown so far. One of them" in sitrep("claims", "--size", "2", "--page", "2").out
    part = json.loads(sitrep("claims", "--size", "2", "--json").out)
    assert (part["total"], part["exact"]) == (2, False)


def test_an_unknown_source_is_an_error_that_says_where_to_look(filled: Path, sitrep: Sitrep) -> None:
    result = sitrep("claims", "--source", "Nobody")
    assert result.code == 2
    assert "sitrep sources" in result.err


def test_no_cell_of_the_sheet_is_a_formula(filled: Path, sitrep: Sitrep) -> None:
    out = sitrep("claims", "--csv").out.lstrip("\ufeff")
    sheet = list(csv.DictReader(io.StringIO(out)))
    assert {r["source"] for r in sheet} == {"'=Evil Paper"}
    assert not [cell for r in sheet for cell in r.values() if cell.startswith(("=", "+", "@"))]


def test_an_open_bound_is_an_empty_cell(filled: Path, sitrep: Sitrep) -> None:
    out = sitrep("claims", "--type", "kill", "--csv").out.lstrip("\ufeff")
    row = next(csv.DictReader(io.StringIO(out)))
    assert (row["low"], row["high"], row["likelihood"]) == ("", "40", "possible")


def test_show_leads_from_the_claim_to_the_bytes(filled: Path, sitrep: Sitrep) -> None:
    name = rows(sitrep("claims", "--type", "kill", "--json"))[0]["id"]
    shown = sitrep("show", str(name)[:12], "--why").out
    for part in ("sha256", "As many as 40", "possible", "Izium", "Ledger", "reading"):
        assert part in shown


def test_show_says_what_kind_of_name_an_entity_is_where_it_says_why(desk: Path, sitrep: Sitrep, note: Note) -> None:
    sitrep("add", note("b.txt", "Russian forces withdrew from Izium.\n"), "--source", "A", "--published", "2022-09-11")
    name = str(rows(sitrep("claims", "--json"))[0]["id"])[:12]
    assert "\n  Russian forces: force (actor:ru-forces)\n" in sitrep("show", name, "--why").out
    assert ": force (" not in sitrep("show", name).out


def test_an_unknown_claim_is_an_error(filled: Path, sitrep: Sitrep) -> None:
    assert sitrep("show", "ffffffff").code == 2


def test_what_is_not_known_is_a_question(filled: Path, sitrep: Sitrep) -> None:
    assert "picture" in sitrep("questions").out


def test_a_question_is_printed_as_the_sentence_that_leaves_it_open(desk: Path, sitrep: Sitrep, note: Note) -> None:
    text = "A spokesman took questions. It is not known how many prisoners were taken in Izium. The spokesman left.\n"
    sitrep("add", note("q.txt", text), "--source", "Evil Paper", "--published", "2022-09-09")
    lines = sitrep("questions").out.splitlines()
    assert "  It is not known how many prisoners were taken in Izium." in lines
    assert "1 questions." not in lines and "1 question." in lines


def test_what_the_text_answers_at_once_is_listed_only_when_all_are_asked_for(desk: Path, sitrep: Sitrep, note: Note) -> None:
    text = "Is Kupiansk lost? No. Russian forces hold Kupiansk.\n"
    sitrep("add", note("q.txt", text), "--source", "Evil Paper", "--published", "2022-09-09")
    assert "lost" not in sitrep("questions").out
    assert "sitrep questions --all" in sitrep("questions").out
    assert "Is Kupiansk lost?" in sitrep("questions", "--all").out
    assert [q["asks"] for q in json.loads(sitrep("questions", "--json").out)] == [False]


def test_a_sentence_that_leaves_two_things_open_is_printed_once(desk: Path, sitrep: Sitrep, note: Note) -> None:
    text = "We do not know how many troops were still in Izium, or who had ordered the withdrawal.\n"
    sitrep("add", note("q.txt", text), "--source", "Evil Paper", "--published", "2022-09-09")
    assert sitrep("questions").out.count("We do not know") == 1
    assert sitrep("questions", "--all").out.count("We do not know") > 1


def test_sources_are_listed_named_and_merged(filled: Path, sitrep: Sitrep, note: Note) -> None:
    sitrep("add", note("b.txt", "Russian forces withdrew from Izium.\n"), "--source", "Evil Papr")
    assert sitrep("sources", "merge", "Evil Papr", "=Evil Paper").code == 0
    assert sitrep("sources", "set", "=Evil Paper", "--side", "RU", "--party-medium").code == 0
    listed = json.loads(sitrep("sources", "--json").out)
    assert [(s["side"], s["party_medium"], s["items"]) for s in listed] == [("side:ru", True, 2)]


def test_a_side_that_the_theatre_lacks_is_refused(filled: Path, sitrep: Sitrep) -> None:
    result = sitrep("sources", "set", "=Evil Paper", "--side", "Atlantis")
    assert result.code == 2
    assert "Sides:" in result.err


def test_the_doctor_finds_a_new_desk_fit(filled: Path, sitrep: Sitrep) -> None:
    result = sitrep("doctor", "--json")
    assert result.code == 0
    assert {"SQLite", "desk", "write lock"} <= {c["check"] for c in json.loads(result.out)}


def test_status_counts_what_is_there(filled: Path, sitrep: Sitrep) -> None:
    status = json.loads(sitrep("status", "--json").out)
    assert (status["counts"]["items"], status["zone"]) == (1, "Europe/Kyiv")
