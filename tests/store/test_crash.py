"""Real processes: killed while they write, two at once, a disk that takes no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitrepdesk.model import DeskBusy
from sitrepdesk.store import Store, verify
from tests.store.builders import NOW, fill

ROOT = Path(__file__).parents[2]
START = """
import sys, resource
from pathlib import Path
from sitrepdesk.model import SitrepError
from sitrepdesk.store import Store
from tests.store.builders import add, NOW
folder, name = Path(sys.argv[1]), sys.argv[2]
store = Store.open(f"sqlite:///{folder}/desk.sqlite", folder / "archive")
def one(n):
    with store.write(made_by="person:00000001", recorded_at=NOW) as w:
        add(w, f"Report {name} {n}: troops entered Vellim, the mayor said; About 40 seen near Orra." + "x" * 5000)
    print(n, flush=True)
"""
FOREVER = START + "n = 0\nwhile True:\n    one(n)\n    n += 1\n"
TWENTY = START + "for n in range(20):\n    one(n)\n"
LIMITED = (
    START
    + """
size = max(p.stat().st_size for p in folder.iterdir() if p.is_file())
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000, size + 50_000))
try:
    for n in range(10_000):
        one(n)
except SitrepError as e:
    print(type(e).__name__, e)
"""
)


def child(program: str, folder: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", program, str(folder), name], stdout=subprocess.PIPE, text=True, cwd=ROOT)


@pytest.mark.parametrize("delay", [0.0, 0.003, 0.011])
def test_a_kill_at_any_moment_loses_nothing_that_was_promised(store: Store, tmp_path: Path, url: str, delay: float) -> None:
    fill(store, 0)
    store.close()
    running = child(FOREVER, tmp_path, "a")
    assert running.stdout is not None
    promised = [running.stdout.readline() for _ in range(8)]
    time.sleep(delay)
    os.kill(running.pid, signal.SIGKILL)
    promised += running.stdout.read().splitlines()
    running.wait()
    running.stdout.close()
    with Store.open(url, tmp_path / "archive") as again:
        assert [str(p) for p in verify(again)] == []
        with again.read() as snapshot:
            assert len(promised) <= snapshot.counts()["items"] <= len(promised) + 1
        fill(again, 1)
        assert [str(p) for p in verify(again)] == []


def test_two_writers_at_once_both_finish(store: Store, tmp_path: Path) -> None:
    fill(store, 0)
    both = [child(TWENTY, tmp_path, name) for name in "ab"]
    for one in both:
        one.communicate()
    assert [one.returncode for one in both] == [0, 0]
    with store.read() as snapshot:
        assert snapshot.counts()["items"] == 40
    assert [str(p) for p in verify(store)] == []


def test_a_writer_that_does_not_finish_makes_the_other_say_so(store: Store, url: str, tmp_path: Path) -> None:
    other = Store.open(url, tmp_path / "archive", busy_seconds=0.1)
    with other, store.write(made_by="a", recorded_at=NOW), pytest.raises(DeskBusy, match="Wait until it has finished"):
        other.person("B. Usy")


def test_a_disk_that_takes_no_more_is_a_clear_error_and_nothing_is_half_written(store: Store, tmp_path: Path, url: str) -> None:
    """The limit is RLIMIT_FSIZE on the database's files: SQLite sees a failed write, as on a full disk."""
    fill(store, 0)
    store.close()
    running = child(LIMITED, tmp_path, "a")
    said, _ = running.communicate()
    last = said.splitlines()[-1]
    assert last.startswith("DiskFull")
    assert "Free some space" in last
    with Store.open(url, tmp_path / "archive") as again:
        assert [str(p) for p in verify(again)] == []
        with again.read() as snapshot:
            assert snapshot.counts()["items"] == len(said.splitlines()) - 1
        fill(again, 1)
