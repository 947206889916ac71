"""The bytes of one file while it is added: held still, archived once, cut into the parts of a container."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sitrepdesk.model import Blob
from sitrepdesk.store import Archive

IN_MEMORY = 64_000_000
"""Files up to this size are read once and parsed from memory, so that what is archived is what was parsed."""


@dataclass(slots=True)
class Taken:
    """One file's bytes. A larger file is archived first and parsed from the archive, for the same reason."""

    archive: Archive
    data: bytes | None
    path: Path | None
    blob: Blob | None = field(default=None)

    @property
    def source(self) -> bytes | Path:
        """What a parser reads."""
        if self.data is not None:
            return self.data
        assert self.path is not None
        return self.path

    def keep(self, media_type: str) -> Blob:
        """Archive the whole file, the first time that one of its reports is taken."""
        if self.blob is None:
            assert self.data is not None
            self.blob = self.archive.put(self.data, media_type)
        return self.blob

    def keep_part(self, extent: tuple[int, int], media_type: str) -> Blob:
        """Archive a container's part as bytes of its own, so that the same post in a newer export is the same item."""
        start, end = extent
        if self.data is not None:
            return self.archive.put(self.data[start:end], media_type)
        assert self.path is not None
        with self.path.open("rb") as file:
            file.seek(start)
            return self.archive.put(file.read(end - start), media_type)


def take_file(archive: Archive, path: Path) -> Taken:
    """Hold a file's bytes. ``OSError`` where it cannot be read."""
    if path.stat().st_size <= IN_MEMORY:
        return Taken(archive=archive, data=path.read_bytes(), path=None)
    blob = archive.put_file(path, "application/octet-stream")
    return Taken(archive=archive, data=None, path=archive.path(blob.sha256), blob=blob)


def take_bytes(archive: Archive, data: bytes) -> Taken:
    """Hold bytes that came by standard input."""
    return Taken(archive=archive, data=data, path=None)
