"""Folders that lead astray, and tables in them that are wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.conftest import sentence, sitrep, sound


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two good reports."""
    place = tmp_path / "in"
    place.mkdir()
    for n in (1, 2):
        (place / f"r{n}.txt").write_text(sentence(n), encoding="utf-8")
    return place


def test_a_loop_of_symbolic_links_ends(desk: Path, folder: Path) -> None:
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    (folder / "up").symlink_to(folder)
    said = sitrep("add", "--desk", desk, folder)
    assert said.code == 3
    assert said.out.startswith("2 new, 0 known already, 0 corrected, 3 refused.")
    assert "Too many levels of symbolic links" in said.out
    assert "is a link to a folder that was walked already" in said.out


def test_a_pipe_is_not_waited_for(desk: Path, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    said = sitrep("add", "--desk", desk, folder)
    assert said.code == 3
    assert said.out.startswith("2 new, 0 known already, 0 corrected, 1 refused.")
    assert "pipe: is a device, a pipe or a socket. Leave it out" in said.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file_is_refused_and_the_rest_is_taken(desk: Path, folder: Path) -> None:
    (folder / "r1.txt").chmod(0)
    said = sitrep("add", "--desk", desk, folder)
    assert said.code == 3
    assert said.out.startswith("1 new, 0 known already, 0 corrected, 1 refused.")
    assert "cannot be read (Permission denied). Check the file" in said.out


def test_a_missing_path_is_refused_and_the_rest_is_taken(desk: Path, folder: Path) -> None:
    said = sitrep("add", "--desk", desk, folder / "nowhere", folder)
    assert said.code == 3
    assert said.out.startswith("2 new, 0 known already, 0 corrected, 1 refused.")
    assert "cannot be reached (No such file or directory). Check that it is there" in said.out


def test_a_bad_row_of_a_manifest_costs_only_that_row(desk: Path, folder: Path) -> None:
    (folder / "manifest.csv").write_text("path,source,published\nr1.txt,Ridge Wire,soon\nr2.txt,Ridge Wire,2022-09-09\n", encoding="utf-8")
    said = sitrep("add", "--desk", desk, folder)
    assert said.code == 3
    assert said.out.startswith("2 new, 0 known already, 0 corrected, 1 refused.")
    assert "manifest.csv, line 2: has 'soon'" in said.out
    assert sound(desk)


def test_a_broken_table_of_sources_is_refused_and_the_reports_are_taken(desk: Path, folder: Path) -> None:
    (folder / "sources.csv").write_text('source,side\n"Ridge Wire,UA\n', encoding="utf-8")
    said = sitrep("add", "--desk", desk, folder)
    assert said.code == 3
    assert said.out.startswith("2 new, 0 known already, 0 corrected, 1 refused.")
    assert "sources.csv, line" in said.out
    assert "is no CSV" in said.out


def test_a_side_that_the_theatre_lacks_is_refused_and_the_source_is_kept(desk: Path, folder: Path) -> None:
    (folder / "sources.csv").write_text("source,side\nRidge Wire,Atlantis\n", encoding="utf-8")
    (folder / "manifest.csv").write_text("path,source\nr1.txt,Ridge Wire\n", encoding="utf-8")
    said = sitrep("add", "--desk", desk, folder)
    assert said.code == 3
    assert said.out.startswith("2 new, 0 known already, 0 corrected, 1 refused.")
    assert "sources.csv, Ridge Wire: side" in said.out
    assert "Ridge Wire" in sitrep("sources", "--desk", desk).out
