"""Desks that cannot be worked on as they are: each says why and what to do, with its exit code, and is left as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.faults.conftest import sitrep


def test_no_desk_says_how_to_make_one(tmp_path: Path) -> None:
    said = sitrep("status", "--desk", tmp_path)
    assert said.code == 2
    assert "is no desk (it has no settings.toml). Make one with: sitrep init DESK." in said.err


def test_a_mistake_in_the_settings_names_the_file_and_the_line(desk: Path) -> None:
    path = desk / "settings.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('theatre = "', "theatre = "), encoding="utf-8")
    said = sitrep("status", "--desk", desk)
    assert said.code == 3
    assert "settings.toml: cannot be read: " in said.err
    assert "line" in said.err
    assert "docs/reference/settings.md" in said.err


def test_an_unknown_setting_is_named_with_the_known_ones(desk: Path) -> None:
    with (desk / "settings.toml").open("a", encoding="utf-8") as f:
        f.write('tehatre = "world"\n')
    said = sitrep("status", "--desk", desk)
    assert said.code == 3
    assert "has an unknown setting 'tehatre'. Settings are: database, archive, theatre, who, zone." in said.err


def test_a_theatre_that_is_not_there_is_said(desk: Path) -> None:
    path = desk / "settings.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("ukraine-2022", "atlantis"), encoding="utf-8")
    said = sitrep("status", "--desk", desk)
    assert said.code in (2, 6)
    assert "atlantis" in said.err
    assert "Traceback" not in said.err


def test_a_desk_of_a_newer_version_is_left_alone(desk: Path) -> None:
    with sqlite3.connect(desk / "desk.db") as db:
        db.execute("UPDATE meta SET value = '999' WHERE key = 'version'")
    db.close()
    said = sitrep("add", "--desk", desk, desk / "settings.toml")
    assert said.code == 4
    assert "was made by a newer version" in said.err
    assert "Install the newer sitrepdesk." in said.err


def test_a_database_that_is_none_says_to_restore(desk: Path) -> None:
    (desk / "desk.db").write_bytes(b"no database at all" * 400)
    said = sitrep("status", "--desk", desk)
    assert said.code == 5
    assert "Restore a backup." in said.err


def test_a_lost_database_is_said(desk: Path) -> None:
    (desk / "desk.db").unlink()
    said = sitrep("status", "--desk", desk)
    assert said.code == 2
    assert "desk.db: is not there." in said.err


def test_a_second_desk_in_one_folder_is_refused(desk: Path) -> None:
    said = sitrep("init", desk)
    assert said.code == 2
    assert "is a desk already" in said.err
