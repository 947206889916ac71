"""``sitrep where`` and ``sitrep gazetteer``."""

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


def test_gazetteer_import_of_a_file_that_is_not_there_says_so(sitrep: Sitrep, tmp_path: Path) -> None:
    done = sitrep("gazetteer", "import", tmp_path / "absent.txt")
    assert done.code == 3
    assert "absent.txt" in done.err
