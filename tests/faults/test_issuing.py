"""Several people drafting and issuing one number at once, in processes of their own."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sitrepdesk.flow.desk import open_desk
from tests.faults.conftest import begin, sitrep, sound


@pytest.fixture
def drafted(desk: Path, tmp_path: Path) -> Path:
    """A desk with two reports and the draft of No. 1."""
    for name, text in (("a", "Russian forces hold Izium."), ("b", "At least 12 civilians were killed in Izium on 7 September.")):
        note = tmp_path / f"{name}.txt"
        note.write_text(text, encoding="utf-8")
        assert sitrep("add", "--desk", desk, note, "--source", f"Paper {name}", "--published", "2022-09-08").code == 0
    assert sitrep("report", "--desk", desk).code == 0
    return desk


def test_of_two_people_who_issue_one_number_at_once_one_does_and_the_other_is_told_who(drafted: Path) -> None:
    running = [begin("issue", "--desk", drafted, "1") for _ in range(3)]
    said = [(one.communicate()[1], one.returncode) for one in running]
    assert sorted(code for _, code in said) == [0, 2, 2], said
    assert all("was issued already, by Test Person" in err for err, code in said if code == 2), said
    with open_desk(drafted, 0) as d, d.store.read() as snapshot:
        (issued,) = [r for r in snapshot.reports() if r.issued]
    for name, sha in issued.files:
        assert hashlib.sha256((drafted / "reports" / name).read_bytes()).hexdigest() == sha
    assert (drafted / "reports" / "sitrep-1.md").exists()
    assert sound(drafted)


def test_drafts_of_one_number_made_at_once_are_all_whole_and_leave_nothing_behind(drafted: Path) -> None:
    before = (drafted / "reports" / "sitrep-1.md").read_bytes()
    running = [begin("report", "--desk", drafted, "--number", "1") for _ in range(3)]
    said = [(one.communicate()[1], one.returncode) for one in running]
    assert [code for _, code in said] == [0, 0, 0], said
    assert (drafted / "reports" / "sitrep-1.md").read_bytes() == before
    assert [p.name for p in (drafted / "reports").iterdir() if p.name.startswith(".")] == []
    assert sound(drafted)
