"""``verify``, ``head``, ``export``, ``import``, ``backup``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
Note = Callable[[str, str], Path]


@pytest.fixture
def filled(desk: Path, sitrep: Sitrep, note: Note) -> Path:
    sitrep("add", note("a.txt", "Russian forces withdrew from Izium on 10 September.\n"), "--source", "A", "--published", "2022-09-11")
    return desk


def test_a_sound_desk_verifies_against_its_own_head(filled: Path, sitrep: Sitrep, note: Note) -> None:
    head = sitrep("head").out.strip()
    sitrep("add", note("b.txt", "Ukrainian forces entered Izium.\n"))
    assert sitrep("verify", "--head", head).code == 0


def test_a_changed_blob_is_named(filled: Path, sitrep: Sitrep) -> None:
    blob = next(p for p in (filled / "archive").rglob("*") if p.is_file() and b"withdrew" in p.read_bytes())
    blob.chmod(0o600)
    blob.write_bytes(b"Russian forces stayed in Izium.\n")
    result = sitrep("verify")
    assert result.code == 5
    assert "entry" in result.out


def test_a_cut_ledger_is_found_against_a_kept_head(filled: Path, sitrep: Sitrep) -> None:
    head = sitrep("head").out.strip()
    with sqlite3.connect(filled / "desk.db") as db:
        db.execute("DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)")
    assert sitrep("verify", "--head", head).code == 5


def test_an_exported_desk_comes_back_whole(filled: Path, sitrep: Sitrep, tmp_path: Path) -> None:
    head = sitrep("head").out
    claims = json.loads(sitrep("claims", "--json").out)
    assert sitrep("export", tmp_path / "desk.sitrep").code == 0
    assert sitrep("import", tmp_path / "desk.sitrep", "--desk", tmp_path / "new").code == 0
    assert sitrep("head", "--desk", tmp_path / "new").out == head
    assert json.loads(sitrep("claims", "--desk", tmp_path / "new", "--json").out) == claims
    assert sitrep("verify", "--desk", tmp_path / "new").code == 0


def test_a_broken_export_leaves_no_folder_behind(tmp_path: Path, sitrep: Sitrep) -> None:
    (tmp_path / "bad.sitrep").write_bytes(b"PK\x03\x04 not really")
    assert sitrep("import", tmp_path / "bad.sitrep", "--desk", tmp_path / "new").code == 3
    assert not (tmp_path / "new").exists()


def test_a_backup_is_a_desk_of_its_own(filled: Path, sitrep: Sitrep, tmp_path: Path) -> None:
    assert sitrep("backup", tmp_path / "copy").code == 0
    assert sitrep("head", "--desk", tmp_path / "copy").out == sitrep("head").out
    assert sitrep("verify", "--desk", tmp_path / "copy").code == 0
