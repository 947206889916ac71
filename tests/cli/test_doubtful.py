"""Reports whose source or date makes no sense: kept, and said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
Note = Callable[[str, str], Path]
SHELLED = "Russian forces shelled Balakliia on 8 September 2022.\n"


def test_a_source_name_of_blanks_or_dashes_is_nobody_and_is_said(desk: Path, sitrep: Sitrep, note: Note) -> None:
    for n, name in enumerate(("  ", "—")):
        assert sitrep("add", note(f"{n}.txt", SHELLED + str(n)), "--source", name, "--published", "2022-09-09").code == 0
    assert json.loads(sitrep("sources", "--json").out) == []
    assert "2 items have no known source" in sitrep("sources").out
    assert json.loads(sitrep("claims", "--type", "strike", "--json").out)["claims"]


def test_a_report_dated_in_the_future_is_said_and_moves_no_picture(desk: Path, sitrep: Sitrep, note: Note) -> None:
    assert sitrep("add", note("a.txt", SHELLED), "--source", "Lantern", "--published", "2022-09-09").code == 0
    before = json.loads(sitrep("picture", "--json").out)["as_of"]
    out = sitrep("add", note("b.txt", "Ukrainian forces captured Izium.\n"), "--source", "Courier", "--published", "2032-09-09").out
    assert "Doubtful:" in out and "2032-09-09, after it came in" in out and "--published" in out
    assert json.loads(sitrep("picture", "--json").out)["as_of"] == before
    assert json.loads(sitrep("claims", "--source", "Courier", "--json").out)["claims"]


def test_a_report_dated_before_the_events_that_it_tells_is_said_and_kept(desk: Path, sitrep: Sitrep, note: Note) -> None:
    found = json.loads(sitrep("add", note("a.txt", SHELLED), "--source", "Lantern", "--published", "2022-08-01", "--json").out)
    assert len(found["new"]) == 1 and "one of the two is wrong" in found["doubtful"][0]


def test_a_merge_that_a_later_split_overrules_is_named_in_the_list_of_events(desk: Path, sitrep: Sitrep, note: Note) -> None:
    for n, town in enumerate(("Balakliia", "Izium")):
        assert (
            sitrep("add", note(f"{n}.txt", f"Russian forces shelled {town} on 8 September 2022.\n"), "--published", "2022-09-09").code == 0
        )
    a, b = (c["id"] for c in json.loads(sitrep("claims", "--type", "strike", "--json").out)["claims"])
    assert sitrep("merge", a, b).code == 0
    assert "does not hold" not in sitrep("events").out
    assert sitrep("split", a, b).code == 0
    assert "(merge) does not hold" in sitrep("events").out
