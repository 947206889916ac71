from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitrepdesk.model import BadValue, BlobChanged, DiskFull, MissingBlob, sha256
from sitrepdesk.store import Archive

KILLED = """
import sys
from pathlib import Path
from sitrepdesk.store import Archive
archive = Archive(Path(sys.argv[1]))
n = 0
while True:
    archive.put(b"%d" % n * 20000, "text/plain")
    archive.flush()
    n += 1
    print(n, flush=True)
"""
LIMITED = """
import resource, sys
from pathlib import Path
from sitrepdesk.model import DiskFull
from sitrepdesk.store import Archive
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
archive = Archive(Path(sys.argv[1]))
archive.put(b"small", "text/plain")
try:
    archive.put(bytes(200_000), "text/plain")
except DiskFull as e:
    print(e)
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def test_bytes_come_back_from_under_their_own_hash(archive: Archive) -> None:
    blob = archive.put(b"as they came", "text/plain")
    assert blob.sha256 == sha256(b"as they came")
    assert (archive.get(blob.sha256), blob.size) == (b"as they came", 12)
    assert archive.path(blob.sha256) == archive.root / blob.sha256[:2] / blob.sha256[2:]


def test_the_same_bytes_twice_are_one_file(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"twice")
    assert archive.put(b"twice", "text/plain") == archive.put_file(tmp_path / "f", "text/plain")
    assert list(archive.shas()) == [sha256(b"twice")]
    assert len([p for p in archive.root.rglob("*") if p.is_file()]) == 1


def test_a_half_written_file_under_a_hash_is_written_again(archive: Archive) -> None:
    blob = archive.put(b"whole bytes", "text/plain")
    archive.path(blob.sha256).write_bytes(b"whole")
    archive.put(b"whole bytes", "text/plain")
    archive.check(blob.sha256)
    assert archive.get(blob.sha256) == b"whole bytes"


def test_changed_and_missing_bytes_are_told_apart(archive: Archive) -> None:
    blob = archive.put(b"before", "text/plain")
    archive.path(blob.sha256).write_bytes(b"behind")
    with pytest.raises(BlobChanged, match="backup"):
        archive.check(blob.sha256)
    archive.erase(blob.sha256)
    with pytest.raises(MissingBlob, match="not in the archive"):
        archive.check(blob.sha256)


def test_a_name_that_is_no_hash_never_becomes_a_path(archive: Archive) -> None:
    for name in ("../../etc/passwd", "AB" * 32, "", "ab" * 31):
        with pytest.raises(BadValue):
            archive.path(name)


def test_old_temporary_files_are_swept_and_young_ones_stay(archive: Archive) -> None:
    archive.put(b"x", "text/plain")
    archive.flush()
    old, young = archive.root / "tmp-1-old", next(p for p in archive.root.iterdir() if p.is_dir()) / "tmp-2-young"
    now = time.time()
    for path, age in ((old, 100_000), (young, 100)):
        path.write_bytes(b"left behind")
        os.utime(path, (now - age, now - age))
    assert archive.sweep(now) == 1
    assert (old.exists(), young.exists()) == (False, True)


def test_a_file_size_limit_says_what_to_do_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    """The limit is RLIMIT_FSIZE, which fails a write as a full disk does, with EFBIG."""
    done = subprocess.run([sys.executable, "-c", LIMITED, str(tmp_path / "a")], capture_output=True, text=True, check=True)
    assert "Free some space" in done.stdout
    assert [p.read_bytes() for p in (tmp_path / "a").rglob("*") if p.is_file()] == [b"small"]


def test_a_full_disk_while_writing_is_a_clear_error(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(fd: int, data: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(DiskFull, match="takes no more bytes"):
        archive.put(b"x", "text/plain")
    assert [p for p in archive.root.rglob("*") if p.is_file()] == []


def test_after_a_kill_every_named_blob_is_whole(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path / "a")], stdout=subprocess.PIPE)
    assert child.stdout is not None
    for _ in range(40):
        child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    archive = Archive(tmp_path / "a")
    shas = list(archive.shas())
    for sha in shas:
        archive.check(sha)
    assert len(shas) >= 40


def test_a_large_file_is_filed_without_holding_it_in_memory(archive: Archive, tmp_path: Path) -> None:
    big = tmp_path / "big"
    with big.open("wb") as f:
        f.truncate(300 << 20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    blob = archive.put_file(big, "application/octet-stream")
    assert blob.size == 300 << 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB
    archive.path(blob.sha256).unlink()


def test_a_temporary_file_that_another_process_takes_away_stops_no_sweep(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.root.mkdir(exist_ok=True)
    gone, left = archive.root / "tmp-1-gone", archive.root / "tmp-2-left"
    for path in (gone, left):
        path.write_bytes(b"left behind")
        os.utime(path, (0, 0))
    found = sorted(archive.root.glob("tmp-*"))
    gone.unlink()
    monkeypatch.setattr(Path, "glob", lambda *_: iter(found))
    assert archive.sweep(time.time()) == 1
    assert not left.exists()
