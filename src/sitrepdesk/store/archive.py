"""The archive: bytes filed under their SHA-256, written whole or not at all, never changed."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import IO

from sitrepdesk.model import BadValue, Blob, BlobChanged, DiskFull, MissingBlob, sha256

CHUNK = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_TEMPORARY = "tmp-"
_AT_ONCE = 8
_WAITING = 64  # open files that wait for the disk, at most
_HEX = frozenset("0123456789abcdef")


def disk_full(where: object) -> DiskFull:
    """The one answer to a disk, a quota or a file-size limit that takes no more."""
    todo = "Free some space (or lift the quota or `ulimit -f`), then do the same again: what was finished is kept, nothing is half-written."
    return DiskFull(str(where), "the disk takes no more bytes", todo)


class Archive:
    """A folder of blobs, ``ab/cdef…`` by their hash.

    A blob is written to the root folder, synced and renamed to its place, so a name always stands for whole bytes. (Files made in
    one folder lie together on the disk: making each in the folder that it ends in takes twice as long on ext4.) The folders' own
    entries are synced together by ``flush``, which the store calls before it commits anything that names a blob.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._dirty: set[str] = set()
        self._landing: dict[str, Future[None]] = {}
        self._pool = ThreadPoolExecutor(_AT_ONCE, "archive")

    def _name(self, sha: str) -> str:
        if len(sha) != 64 or not _HEX.issuperset(sha):
            raise BadValue(repr(sha), "is no SHA-256 in lower-case hex", "Copy the whole hash.")
        return f"{self.root}/{sha[:2]}/{sha[2:]}"

    def path(self, sha: str) -> Path:
        """Where the blob of that hash lies, whether it is there or not. ``BadValue`` where ``sha`` is no SHA-256 in hex."""
        self._wait(sha)
        return Path(self._name(sha))

    def has(self, sha: str) -> bool:
        """Is there a file under that hash?"""
        name = self._name(sha)
        return sha in self._landing or os.path.isfile(name)  # noqa: PTH113

    def put(self, data: bytes, media_type: str) -> Blob:
        """File bytes; the same bytes twice are one blob. ``DiskFull`` leaves nothing half-written."""
        sha = sha256(data)
        target = self._name(sha)
        if sha not in self._landing and not _is_there(target, len(data)):
            self._send(*self._write((data,)), sha)
        return Blob(sha256=sha, media_type=media_type, size=len(data))

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

        fd, temporary = self._write(chunks())
        sha = h.hexdigest()
        self._wait(sha)
        if _is_there(self._name(sha), size):
            os.close(fd)
            os.unlink(temporary)  # noqa: PTH108
        else:
            self._send(fd, temporary, sha)
        return Blob(sha256=sha, media_type=media_type, size=size)

    def _write(self, chunks: Iterable[bytes]) -> tuple[int, str]:
        temporary = f"{self.root}/{_TEMPORARY}{os.getpid()}-{os.urandom(8).hex()}"
        try:
            fd = self._new(temporary)
            try:
                for chunk in chunks:
                    _write_all(fd, chunk)
            except BaseException:
                os.close(fd)
                raise
        except BaseException as e:
            self._give_up(temporary, e)
            raise
        return fd, temporary

    def _give_up(self, temporary: str, error: BaseException) -> None:
        with suppress(FileNotFoundError):
            os.unlink(temporary)  # noqa: PTH108
        if isinstance(error, OSError) and error.errno in _FULL:
            raise disk_full(self.root) from error

    def _send(self, fd: int, temporary: str, sha: str) -> None:
        """Let the written file be synced and take its place while the caller goes on: the disk answers several at once as fast as one."""
        for first in list(self._landing)[: len(self._landing) - _WAITING]:
            self._wait(first)
        self._landing[sha] = self._pool.submit(self._land, fd, temporary, self._name(sha))

    def _wait(self, sha: str) -> None:
        if landing := self._landing.get(sha):
            try:
                landing.result()
            finally:
                self._landing.pop(sha, None)

    def _new(self, path: str) -> int:
        try:
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileNotFoundError:
            self.root.mkdir(parents=True, exist_ok=True)
            self._dirty.add(str(self.root.parent))
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)

    def _land(self, fd: int, temporary: str, target: str) -> None:
        folder = target[:-63]
        try:
            try:
                os.fsync(fd)
            finally:
                os.close(fd)
            try:
                os.replace(temporary, target)  # noqa: PTH105
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
                self._dirty.add(str(self.root))
                os.replace(temporary, target)  # noqa: PTH105
        except OSError as e:
            self._give_up(temporary, e)
            raise
        self._dirty.add(folder)

    def flush(self) -> None:
        """Wait until all blobs are in their places, and sync the folders, so that the new names survive a power cut. ``DiskFull``."""
        for sha in list(self._landing):
            self._wait(sha)
        folders = sorted(self._dirty)
        for _ in self._pool.map(_sync, folders):
            pass
        self._dirty.difference_update(folders)

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
            self._dirty.add(str(path.parent))

    def shas(self) -> Iterator[str]:
        """The hashes of all blobs, in order."""
        self.flush()
        if not self.root.is_dir():
            return
        for folder in sorted(p for p in self.root.iterdir() if len(p.name) == 2 and p.is_dir()):
            for name in sorted(p.name for p in folder.iterdir()):
                if len(name) == 62 and _HEX.issuperset(name):
                    yield folder.name + name

    def sweep(self, now: float, older: float = 86_400.0) -> int:
        """Remove temporary files last written more than ``older`` seconds before ``now`` (Unix seconds); gives their number.

        A kill leaves such files behind; young ones may belong to another process that is still writing, and may be gone the next moment.
        """
        gone = 0
        for p in self.root.glob(f"**/{_TEMPORARY}*"):
            try:
                if p.stat().st_mtime < now - older:
                    p.unlink()
                    gone += 1
            except FileNotFoundError:
                continue
        return gone


def _sync(folder: str) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _is_there(target: str, size: int) -> bool:
    try:
        return os.stat(target).st_size == size  # noqa: PTH116
    except FileNotFoundError:
        return False


def _write_all(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
