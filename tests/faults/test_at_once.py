"""Several ``sitrep`` on one desk at once, a held lock, and Ctrl-C."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from pathlib import Path

import pytest

from tests.faults.conftest import begin, held, new_desk, reports, sentence, sitrep, sound

IMPATIENT = """
from sitrepdesk.cli import main
from sitrepdesk.store import Store
Store.open.__func__.__kwdefaults__["busy_seconds"] = 0.2
main()
"""


@pytest.mark.slow
def test_three_adds_of_overlapping_folders_at_once_give_their_union(desk: Path, tmp_path: Path) -> None:
    folders = [reports(tmp_path / name, 40, first) for name, first in (("a", 0), ("b", 20), ("c", 40))]
    for folder in folders:
        (folder / "manifest.csv").unlink()
    running = [begin("add", "--desk", desk, folder) for folder in folders]
    said = [one.communicate() for one in running]
    assert [one.returncode for one in running] == [0, 0, 0], said
    assert sum(int(out.split()[0]) for out, _ in said) == 80
    assert sound(desk)
    alone = new_desk(tmp_path / "alone")
    assert sitrep("add", "--desk", alone, *folders).code == 0
    assert held(desk) == held(alone)


def test_a_lock_that_is_not_given_back_is_said_with_what_to_do(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(sentence(1), encoding="utf-8")
    other = sqlite3.connect(desk / "desk.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = sitrep("add", "--desk", desk, tmp_path / "note.txt", start=(sys.executable, "-c", IMPATIENT))
    other.execute("ROLLBACK")
    other.close()
    assert said.code == 4
    assert "another process is writing to this desk. Wait until it has finished, then do the same again." in said.err
    assert sitrep("add", "--desk", desk, tmp_path / "note.txt").out.startswith("1 new, 0 known")


def test_ctrl_c_is_said_and_adding_again_completes(desk: Path, tmp_path: Path) -> None:
    folder = reports(tmp_path / "some", 80)
    running = begin("add", "--desk", desk, folder)
    until = time.monotonic() + 30
    while not any((desk / "archive").glob("??/*")) and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate()
    assert running.returncode == 130, err
    assert err.strip() == "sitrep: stopped. What was finished is kept; run the same command again to go on."
    assert sitrep("add", "--desk", desk, folder).code == 0
    assert len(held(desk).items) == 80
    assert sound(desk)
