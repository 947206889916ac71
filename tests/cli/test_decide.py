"""What a person decides, and that it holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
Note = Callable[[str, str], Path]
SECRET = "zanzibarquux"
TEXT = f"Ukrainian forces captured Balakliia on 8 September, and {SECRET} was heard.\n"


@pytest.fixture
def claim(desk: Path, sitrep: Sitrep, note: Note) -> str:
    sitrep("add", note("a.txt", TEXT), "--source", "Some Paper", "--published", "2022-09-09")
    return one(sitrep)["id"]


def one(sitrep: Sitrep) -> dict[str, str]:
    found: list[dict[str, str]] = json.loads(sitrep("claims", "--type", "capture", "--json").out)["claims"]
    assert len(found) == 1
    return found[0]


def test_a_correction_is_obeyed_and_can_be_taken_back(claim: str, sitrep: Sitrep) -> None:
    assert sitrep("correct", claim, "likelihood=possible", "--because", "the headline hedges").code == 0
    assert one(sitrep)["likelihood"] == "possible"
    assert sitrep("undo").code == 0
    assert one(sitrep)["likelihood"] == "stated"


def test_two_corrections_of_one_claim_both_hold(claim: str, sitrep: Sitrep) -> None:
    sitrep("correct", claim, "likelihood=possible")
    sitrep("correct", claim, "time.phase=ongoing")
    now = one(sitrep)
    assert (now["likelihood"], now["time"]["phase"]) == ("possible", "ongoing")  # type: ignore[index]


def test_a_correction_survives_a_new_reading(claim: str, sitrep: Sitrep, tmp_path: Path) -> None:
    sitrep("correct", claim, "likelihood=possible")
    sitrep("add", tmp_path / "a.txt", "--published", "2022-09-10")
    assert one(sitrep)["likelihood"] == "possible"


@pytest.mark.parametrize("word", ["likelihood=perhaps", "colour=red", "likelihood", "type=party"])
def test_a_value_off_the_scale_is_refused_and_changes_nothing(claim: str, sitrep: Sitrep, word: str) -> None:
    result = sitrep("correct", claim, word)
    assert result.code in (2, 3)
    assert one(sitrep)["id"] == claim


def test_a_rejected_claim_is_gone_until_undone(claim: str, sitrep: Sitrep) -> None:
    sitrep("reject", claim, "--because", "misread")
    assert json.loads(sitrep("claims", "--type", "capture", "--json").out)["total"] == 0
    sitrep("undo")
    assert one(sitrep)["id"] == claim


def test_an_accepted_claim_counts_as_seen(claim: str, sitrep: Sitrep) -> None:
    sitrep("accept", claim)
    assert json.loads(sitrep("status", "--json").out)["counts"]["seen"] == 1


def test_a_retracted_item_takes_its_claims_along(claim: str, sitrep: Sitrep) -> None:
    sitrep("retract", one(sitrep)["item"], "--because", "old video")
    assert json.loads(sitrep("claims", "--json").out)["total"] == 0


def test_a_decision_without_a_name_is_refused(desk: Path, claim: str, sitrep: Sitrep) -> None:
    settings = desk / "settings.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('who = "Test Person"', 'who = ""'), encoding="utf-8")
    result = sitrep("accept", claim)
    assert result.code == 2
    assert "who" in result.err


def test_erasing_reaches_archive_database_and_drafts(desk: Path, claim: str, sitrep: Sitrep) -> None:
    sitrep("report", "--full")
    item = one(sitrep)["item"]
    held = [p for p in desk.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]
    assert len(held) >= 3
    assert sitrep("erase", item, "--because", "consent withdrawn", "--yes").code == 0
    assert [p for p in desk.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()] == []
    verdict = sitrep("verify")
    assert verdict.code == 0
    assert "erased" in verdict.out


def test_undo_with_nothing_to_undo_says_so(desk: Path, sitrep: Sitrep) -> None:
    assert sitrep("undo").code == 2
