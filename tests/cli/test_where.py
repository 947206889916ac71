"""``sitrep where``, ``sitrep who`` and ``sitrep gazetteer``."""

import io
import json
import sys
from pathlib import Path

import pytest

from .conftest import Sitrep


def test_where_prints_places_and_explains_them(sitrep: Sitrep) -> None:
    done = sitrep("where", "Shells fell 15 km east of Izium.", "--theatre", "ukraine-2022", "--explain")
    assert done.code == 0
    assert "geonames:707292" in done.out
    features = json.loads(done.out.splitlines()[-1])["features"]
    assert [f["properties"]["text"] for f in features] == ["15 km east of Izium", "Izium"]


def test_where_answers_lines_and_names_a_bad_one(sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b'{"id": "a", "text": "Rain fell in Nairobi."}\nno json\n{"id": 2, "text": "Nothing."}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    done = sitrep("where", "--jsonl")
    first, second = map(json.loads, done.out.splitlines())
    assert done.code == 3
    assert "line 2" in done.err
    assert (first["places"][0]["place"], first["places"][0]["span"]) == ("geonames:184745", [13, 20])
    assert second == {"id": 2, "places": []}


def test_who_prints_names_with_their_kinds_and_explains_them(sitrep: Sitrep) -> None:
    done = sitrep("who", "The 92nd Brigade lost a T-72 near Kherson Airport.", "--theatre", "ukraine-2022", "--explain")
    lines = [line.split("  ") for line in done.out.splitlines()]
    assert [[cell.strip() for cell in row if cell.strip()] for row in lines[1:4]] == [
        ["92nd Brigade", "force", "table"],
        ["T-72", "equipment", "table"],
        ["Kherson Airport", "facility", "pack", "base:chornobaivka-airport"],
    ]
    assert "“92nd Brigade”: it ends with “brigade” (NATO AAP-06" in done.out


def test_who_answers_lines_and_names_a_bad_one(sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b'{"id": "a", "text": "Dr Amina Yusuf spoke."}\nno json\n{"id": 2, "text": "Nothing."}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    done = sitrep("who", "--jsonl")
    first, second = map(json.loads, done.out.splitlines())
    assert (done.code, "line 2" in done.err) == (3, True)
    assert [(n["text"], n["span"], n["kind"], n["entity"]) for n in first["names"]] == [("Amina Yusuf", [3, 14], "person", None)]
    assert second == {"id": 2, "names": []}


def test_who_leaves_nothing_behind(sitrep: Sitrep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Amina Yusuf" in sitrep("who", "Dr Amina Yusuf spoke.").out
    assert list(tmp_path.rglob("*")) == []


def test_who_says_so_where_there_is_no_name_and_no_text(sitrep: Sitrep) -> None:
    assert sitrep("who", "Nothing here.").out == "No names found.\n"
    assert sitrep("who").code == 2
    assert sitrep("who", "text", "--jsonl").code == 2


def test_gazetteer_import_of_a_file_that_is_not_there_says_so(sitrep: Sitrep, tmp_path: Path) -> None:
    done = sitrep("gazetteer", "import", tmp_path / "absent.txt")
    assert done.code == 3
    assert "absent.txt" in done.err
