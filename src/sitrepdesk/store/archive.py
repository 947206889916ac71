"""The archive: bytes filed under their SHA-256, written whole or not at all, never changed."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import IO

from sitrepdesk.model import BadValue, Blob, BlobChanged, DiskFull, MissingBlob, sha256

CHUNK = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_TEMPORARY = "tmp-"
_HEX = frozenset("0123456789abcdef")


def disk_full(where: object) -> DiskFull:
    """The one answer to a disk, a quota or a file-size limit that takes no more."""
    todo = "Free some space (or lift the quota or `ulimit -f`), then do the same again: what was finished is kept, nothing is half-written."
    return DiskFull(str(where), "the disk takes no more bytes", todo)


class Archive:
    """A folder of blobs, ``ab/cdef…`` by their hash.

    A blob is written beside its place, synced and renamed, so a name always stands for whole bytes. The folders' own entries are
    synced together by ``flush``, which the store calls before it commits anything that names a blob.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._dirty: set[Path] = set()

    def path(self, sha: str) -> Path:
        """Where the blob of that hash lies, whether it is there or not. ``BadValue`` where ``sha`` is no SHA-256 in hex."""
        if len(sha) != 64 or not _HEX.issuperset(sha):
            raise BadValue(repr(sha), "is no SHA-256 in lower-case hex", "Copy the whole hash.")
        return self.root / sha[:2] / sha[2:]

    def has(self, sha: str) -> bool:
        """Is there a file under that hash?"""
        return self.path(sha).is_file()

    def put(self, data: bytes, media_type: str) -> Blob:
        """File bytes; the same bytes twice are one blob. ``DiskFull`` leaves nothing half-written."""
        sha = sha256(data)
        blob = Blob(sha256=sha, media_type=media_type, size=len(data))
        target = self.path(sha)
        if not _is_there(target, len(data)):
            temporary = self._write(target.parent, (data,))
            self._settle(temporary, target)
        return blob

    def put_file(self, path: Path, media_type: str) -> Blob:
        """File the bytes of a file, in constant memory."""
        with path.open("rb") as source:
            return self.put_stream(source, media_type)

    def put_stream(self, source: IO[bytes], media_type: str) -> Blob:
        """File all that is left in an open file, in constant memory."""
        h, size = hashlib.sha256(), 0

        def chunks() -> Iterator[bytes]:
            nonlocal size
            while chunk := source.read(CHUNK):
                h.update(chunk)
                size += len(chunk)
                yield chunk

        temporary = self._write(self.root, chunks())
        target = self.path(h.hexdigest())
        if _is_there(target, size):
            temporary.unlink()
        else:
            self._settle(temporary, target)
        return Blob(sha256=h.hexdigest(), media_type=media_type, size=size)

    def _write(self, folder: Path, chunks: Iterable[bytes]) -> Path:
        temporary = folder / f"{_TEMPORARY}{os.getpid()}-{os.urandom(8).hex()}"
        try:
            try:
                fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileNotFoundError:
                folder.mkdir(parents=True, exist_ok=True)
                self._dirty.add(folder.parent)
                fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                for chunk in chunks:
                    _write_all(fd, chunk)
                os.fsync(fd)
            finally:
                os.close(fd)
        except BaseException as e:
            temporary.unlink(missing_ok=True)
            if isinstance(e, OSError) and e.errno in _FULL:
                raise disk_full(self.root) from e
            raise
        return temporary

    def _settle(self, temporary: Path, target: Path) -> None:
        try:
            if target.parent != temporary.parent and not target.parent.is_dir():
                target.parent.mkdir(parents=True, exist_ok=True)
                self._dirty.add(target.parent.parent)
            temporary.replace(target)
        except OSError as e:
            temporary.unlink(missing_ok=True)
            if e.errno in _FULL:
                raise disk_full(self.root) from e
            raise
        self._dirty.add(target.parent)

    def flush(self) -> None:
        """Sync the folders that changed, so that new names survive a power cut."""
        while self._dirty:
            folder = next(iter(self._dirty))
            fd = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)
            self._dirty.discard(folder)

    def get(self, sha: str) -> bytes:
        """All bytes of a blob, unchecked. ``MissingBlob`` where there is none."""
        with self.open(sha) as f:
            return f.read()

    def open(self, sha: str) -> BufferedReader:
        """The blob as a file to read from. ``MissingBlob`` where there is none."""
        try:
            return self.path(sha).open("rb")
        except FileNotFoundError as e:
            raise MissingBlob(sha, "is not in the archive", "Copy it back from a backup.") from e

    def check(self, sha: str) -> None:
        """Read the blob and compare its hash: ``MissingBlob``, or ``BlobChanged``."""
        with self.open(sha) as f:
            found = hashlib.file_digest(f, "sha256").hexdigest()
        if found != sha:
            raise BlobChanged(sha, f"holds bytes with the hash {found}", "Copy the file back from a backup.")

    def erase(self, sha: str) -> None:
        """Overwrite the blob's bytes and remove its name; nothing happens where it is gone already."""
        path = self.path(sha)
        with suppress(FileNotFoundError):
            with path.open("r+b") as f:
                left = path.stat().st_size
                while left > 0:
                    left -= f.write(bytes(min(left, CHUNK)))
                f.flush()
                os.fsync(f.fileno())
            path.unlink()
            self._dirty.add(path.parent)

    def shas(self) -> Iterator[str]:
        """The hashes of all blobs, in order."""
        if not self.root.is_dir():
            return
        for folder in sorted(p for p in self.root.iterdir() if len(p.name) == 2 and p.is_dir()):
            for name in sorted(p.name for p in folder.iterdir()):
                if len(name) == 62 and _HEX.issuperset(name):
                    yield folder.name + name

    def sweep(self, now: float, older: float = 86_400.0) -> int:
        """Remove temporary files last written more than ``older`` seconds before ``now`` (Unix seconds); gives their number.

        A kill leaves such files behind; young ones may belong to another process that is still writing.
        """
        stale = [p for p in self.root.glob(f"**/{_TEMPORARY}*") if p.stat().st_mtime < now - older]
        for p in stale:
            p.unlink(missing_ok=True)
        return len(stale)


def _is_there(target: Path, size: int) -> bool:
    try:
        return target.stat().st_size == size
    except FileNotFoundError:
        return False


def _write_all(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
