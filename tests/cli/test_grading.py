"""What came of claims, the records of sources, and the letters that people set."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
Note = Callable[[str, str], Path]
TOWNS = ("Balakliia", "Izium", "Kupiansk", "Lyman", "Vovchansk", "Chuhuiv", "Merefa", "Lozova")


@pytest.fixture
def eight(desk: Path, sitrep: Sitrep, tmp_path: Path) -> list[str]:
    """Lantern's reports of eight strikes: the ids of their claims."""
    folder = tmp_path / "in"
    folder.mkdir()
    rows = ["path,source,published"]
    for n, town in enumerate(TOWNS):
        (folder / f"{n}.txt").write_text(f"Russian forces shelled {town} on {n + 1} September.\n", encoding="utf-8")
        rows.append(f"{n}.txt,Lantern,2022-09-0{n + 1}T20:00+03:00")
    (folder / "manifest.csv").write_text("\n".join(rows), encoding="utf-8")
    assert sitrep("add", folder).code == 0
    found = json.loads(sitrep("claims", "--source", "Lantern", "--json").out)["claims"]
    assert len(found) == len(TOWNS)
    return [c["id"] for c in found]


def record(sitrep: Sitrep) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sitrep("sources", "record", "Lantern", "--json").out)
    return found


def test_a_source_without_outcomes_has_no_record_and_cannot_be_judged(eight: list[str], sitrep: Sitrep) -> None:
    found = record(sitrep)
    assert (found["reliability"]["value"], found["checked"], found["proposal"]) == ("F", 0, None)


def test_confirmed_outcomes_propose_a_letter_and_only_a_person_sets_it(eight: list[str], sitrep: Sitrep) -> None:
    assert sitrep("sources", "outcome", *eight, "--confirmed", "--because", "pictures of the craters, placed by us").code == 0
    before = record(sitrep)
    assert (before["reliability"]["value"], before["proposal"]["to"], before["right"]) == ("F", "C", 8)
    assert "F → C" in sitrep("sources", "proposals").out
    assert sitrep("sources", "grade", "Lantern", "--accept").code == 0
    after = record(sitrep)
    assert (after["reliability"]["value"], after["proposal"], [h["grade"] for h in after["history"]]) == ("C", None, ["C"])
    assert json.loads(sitrep("sources", "--json").out)[0]["reliability"] == "C"
    assert "Reliability C" in sitrep("explain", "Lantern").out


def test_a_letter_that_is_undone_stays_in_the_history_and_counts_no_more(eight: list[str], sitrep: Sitrep) -> None:
    assert sitrep("sources", "grade", "Lantern", "B", "--because", "ten years of its reports, checked by us").code == 0
    assert sitrep("undo").code == 0
    found = record(sitrep)
    assert found["reliability"]["value"] == "F"
    assert [(h["grade"], h["undone"]) for h in found["history"]] == [("B", True)]


def test_an_outcome_can_be_taken_back(eight: list[str], sitrep: Sitrep) -> None:
    assert sitrep("sources", "outcome", eight[0], "--contradicted", "--because", "the town was not hit").code == 0
    assert record(sitrep)["checked"] == 1
    assert sitrep("undo").code == 0
    assert record(sitrep)["checked"] == 0


def test_an_outside_list_counts_row_by_row_and_a_bad_row_is_said(eight: list[str], sitrep: Sitrep, note: Note) -> None:
    rows = [f"{eight[0]},confirmed,seen from orbit", f"{eight[1]},contradicted,no damage", "nobody,confirmed,x", f"{eight[2]},perhaps,x"]
    found = json.loads(sitrep("sources", "outcomes", note("list.csv", "claim,outcome,because\n" + "\n".join(rows)), "--json").out)
    assert (len(found["taken"]), [r["where"] for r in found["refused"]]) == (2, ["list.csv, line 4", "list.csv, line 5"])
    assert (record(sitrep)["checked"], record(sitrep)["right"]) == (2, 1)


@pytest.mark.parametrize(
    "words",
    [("Lantern",), ("Lantern", "B"), ("Lantern", "G", "--because", "x"), ("Lantern", "--accept"), ("Nobody", "B", "--because", "x")],
)
def test_a_letter_without_reason_scale_or_record_is_refused_with_what_to_do(
    eight: list[str], sitrep: Sitrep, words: tuple[str, ...]
) -> None:
    found = sitrep("sources", "grade", *words)
    assert found.code != 0 and found.err.strip()


def test_no_letter_stands_in_a_report(eight: list[str], sitrep: Sitrep) -> None:
    assert sitrep("sources", "grade", "Lantern", "B", "--because", "ten years of its reports, checked by us").code == 0
    out = sitrep("report", "--template", "newsletter").out
    assert "Lantern" in out and "reliability B" not in out


def test_the_desk_is_sound_with_outcomes_and_letters_in_it(eight: list[str], sitrep: Sitrep) -> None:
    assert sitrep("sources", "outcome", *eight, "--confirmed", "--because", "placed by us").code == 0
    assert sitrep("sources", "grade", "Lantern", "--accept").code == 0
    assert sitrep("verify").code == 0


def test_a_pack_brings_letters_along_and_a_person_s_word_wins(
    tmp_path: Path, sitrep: Sitrep, note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "marland"
    pack.mkdir()
    (pack / "pack.toml").write_text('name = "marland"\ntitle = "Marland"\nzone = "UTC"\n', encoding="utf-8")
    (pack / "sources.tsv").write_text("names\tgrade\tbecause\nLantern|The Lantern\tB\tits archive was audited in 2021\n", encoding="utf-8")
    assert sitrep("init", tmp_path / "d", "--theatre", pack, "--who", "Test Person").code == 0
    monkeypatch.setenv("SITREP_DESK", str(tmp_path / "d"))
    assert (
        sitrep(
            "add", note("n.txt", "Ten people were killed in Nairobi on 3 May.\n"), "--source", "the lantern", "--published", "2023-05-04"
        ).code
        == 0
    )
    assert json.loads(sitrep("sources", "--json").out)[0]["reliability"] == "B"
    assert sitrep("sources", "grade", "the lantern", "F", "--because", "the audit was withdrawn").code == 0
    assert json.loads(sitrep("sources", "--json").out)[0]["reliability"] == "F"
