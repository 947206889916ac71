"""The picture that is kept beside a desk: the same answer sooner, and never another one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitrepdesk.cli import picture as verb
from sitrepdesk.flow import seen as kept
from sitrepdesk.flow.desk import open_desk
from sitrepdesk.model import DAY

from .conftest import Sitrep

Note = Callable[[str, str], Path]
SAID = "Ukrainian forces captured Izium on 11 September. At least 12 civilians were killed in Kupiansk on Saturday.\n"
NOW = 1_663_200_000_000_000


@pytest.fixture
def filled(desk: Path, sitrep: Sitrep, note: Note) -> Path:
    assert sitrep("add", note("a.txt", SAID), "--source", "A", "--published", "2022-09-12").code == 0
    return desk


def picture(sitrep: Sitrep, *words: str) -> Any:
    return json.loads(sitrep("picture", "--json", *words).out)


def never(*_: object) -> None:
    raise AssertionError("it was folded again")


def file_of(desk: Path) -> Path:
    (file,) = (desk / kept.FOLDER).glob("*.picture")
    return file


def test_a_second_look_folds_nothing_and_says_the_same(filled: Path, sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch) -> None:
    first, printed = picture(sitrep), sitrep("picture").out
    monkeypatch.setattr(kept, "holdings", never)
    assert picture(sitrep) == first and sitrep("picture").out == printed
    assert "12" in printed


def test_a_new_report_makes_a_new_picture(filled: Path, sitrep: Sitrep, note: Note) -> None:
    before = picture(sitrep)
    sitrep("add", note("b.txt", "Russian forces captured Vovchansk on 12 September.\n"), "--source", "B", "--published", "2022-09-13")
    assert {c["name"] for c in picture(sitrep)["control"]} > {c["name"] for c in before["control"]}


def test_what_a_person_rejects_leaves_the_picture_at_once(filled: Path, sitrep: Sitrep) -> None:
    (held,) = picture(sitrep)["control"]
    sitrep("reject", held["support"][0], "--because", "misread")
    assert picture(sitrep)["control"] == []


def test_another_moment_is_another_picture(filled: Path, sitrep: Sitrep) -> None:
    assert picture(sitrep)["happenings"]
    assert picture(sitrep, "--at", "2022-09-01", "--known-by", "2022-09-01")["happenings"] == []


def test_another_program_or_other_tables_never_take_it_over(filled: Path, sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch) -> None:
    picture(sitrep)
    monkeypatch.setattr(kept, "_code", lambda: "another")
    monkeypatch.setattr(kept, "holdings", never)
    with open_desk(filled, NOW) as desk, pytest.raises(AssertionError):
        kept.seen(desk, None, None)


def test_of_a_kept_picture_only_the_clock_goes_on(filled: Path) -> None:
    with open_desk(filled, NOW) as desk:
        today = kept.seen(desk, None, None).picture
    with open_desk(filled, NOW + DAY) as desk:
        tomorrow = kept.seen(desk, None, None).picture
    assert (today.known_by, tomorrow.known_by) == (NOW, NOW + DAY)
    assert (today.as_of, today.happenings, today.coverage) == (tomorrow.as_of, tomorrow.happenings, tomorrow.coverage)


def test_a_damaged_file_is_made_again(filled: Path, sitrep: Sitrep) -> None:
    first = picture(sitrep)
    file_of(filled).write_bytes(b"no picture at all")
    assert picture(sitrep) == first
    assert len(file_of(filled).read_bytes()) > 100


def test_few_pictures_are_kept_and_nobody_else_may_read_them(filled: Path, sitrep: Sitrep) -> None:
    for day in range(10, 16):
        picture(sitrep, "--at", f"2022-09-{day}")
    files = list((filled / kept.FOLDER).glob("*.picture"))
    assert 0 < len(files) <= kept.MOST
    assert not any(f.stat().st_mode & 0o077 for f in files)


def test_nothing_is_kept_of_what_was_erased(filled: Path, sitrep: Sitrep) -> None:
    picture(sitrep)
    with open_desk(filled, NOW) as desk, desk.store.read() as snapshot:
        (item,) = snapshot.items()
    assert sitrep("erase", item.id, "--because", "asked to", "--yes").code == 0
    assert list((filled / kept.FOLDER).iterdir()) == []


def test_after_a_check_of_the_desk_the_picture_is_made_from_what_was_checked(filled: Path, sitrep: Sitrep) -> None:
    first = picture(sitrep)
    file_of(filled).write_bytes(file_of(filled).read_bytes().replace(b"Izium", b"Lyman"))
    assert picture(sitrep) != first
    assert sitrep("verify").code == 0
    assert picture(sitrep) == first


def test_of_a_long_table_the_first_rows_are_printed_and_the_others_counted(
    filled: Path, sitrep: Sitrep, note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitrep("add", note("b.txt", "Some 30 soldiers were killed in Izium on 10 September.\n"), "--source", "B", "--published", "2022-09-12")
    whole = sitrep("picture").out
    monkeypatch.setattr(verb, "MOST", 1)
    cut = sitrep("picture").out
    assert "more: --json" not in whole and "\n… and 1 more: --json\n" in cut
    assert len(cut.splitlines()) == len(whole.splitlines())


def test_a_report_is_made_from_the_picture_that_was_kept_and_says_the_same(
    filled: Path, sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded = sitrep("report", "--format", "json").out
    picture(sitrep)
    monkeypatch.setattr(kept, "situation", never)
    assert sitrep("report", "--format", "json").out == folded


def test_a_report_keeps_the_picture_that_it_folded(filled: Path, sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch) -> None:
    sitrep("report")
    monkeypatch.setattr(kept, "holdings", never)
    assert picture(sitrep)["happenings"]


def test_each_look_keeps_its_own_moment_where_one_picture_is_kept_for_two(filled: Path, sitrep: Sitrep) -> None:
    def clocks() -> list[str]:
        return [picture(sitrep, "--at", "2022-09-12", "--known-by", day)["known_by"] for day in ("2022-09-12", "2022-09-13")]

    first = clocks()
    assert clocks() == first and len(set(first)) == 2
    assert file_of(filled)


def test_a_draft_and_a_forecast_leave_the_picture_as_it_was(filled: Path, sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch) -> None:
    first = picture(sitrep)
    sitrep("report")
    words = ("Izium stays Ukrainian", "--probability", "80%", "--deadline", "2022-12-01", "--rule", "Two independent lines say so.")
    assert sitrep("forecast", "add", *words).code == 0
    monkeypatch.setattr(kept, "holdings", never)
    assert picture(sitrep) == first


def test_a_report_of_another_moment_is_made_from_a_picture_of_that_moment(filled: Path, sitrep: Sitrep) -> None:
    picture(sitrep)
    assert "Izium" not in sitrep("report", "--format", "md", "--at", "2022-09-01", "--known-by", "2022-09-01").out


def test_what_is_under_embargo_is_in_the_picture_and_in_no_report(filled: Path, sitrep: Sitrep, note: Note) -> None:
    text = "Russian forces captured Vovchansk on 12 September.\n"
    added = sitrep("add", note("b.txt", text), "--source", "B", "--published", "2022-09-13", "--embargo", "2030-01-01")
    assert added.code == 0
    assert "Vovchansk" in json.dumps(picture(sitrep))
    assert "Vovchansk" not in sitrep("report", "--format", "md").out
