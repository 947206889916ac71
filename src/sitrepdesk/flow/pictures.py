"""The pictures of a report while it is added: looked at in a child process of their own, archived; what cannot be taken is a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from sitrepdesk.intake import LOOKING, PICTURE_BYTES, Workshop, as_shown, file_beside
from sitrepdesk.model import Arrival, Enclosure, Media, Refusal
from sitrepdesk.store import Archive


class Pictures:
    """Takes the pictures of one report after another. Use it as a context manager; the child starts with the first picture.

    It is not the child that parses reports, since that may be in the middle of a file; and a picture that ends it ends no report.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._workshop = Workshop(command=LOOKING)
        self._beside: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._workshop.close()

    def named(self, report: Path, arrival: Arrival) -> None:
        """Remember the files beside a report that are pictures of it: in a folder they come up once more, as no reports."""
        paths = (file_beside(report, p.path) for p in arrival.pictures if p.path)
        self._beside.update(as_shown(p) for p in paths if p)

    def is_part(self, refusal: Refusal) -> bool:
        """Was a file refused only because it is a picture, and is it one of a report that was taken?"""
        return refusal.code == "binary" and as_shown(Path(refusal.where).resolve()) in self._beside

    def of(self, report: Path, shown: str, item: str, arrival: Arrival) -> Iterator[Media | Refusal]:
        """The pictures of an item, each once, archived; a file beside it that is not there was never saved, and is passed over."""
        seen: set[str] = set()
        for enclosure in arrival.pictures:
            data = _bytes(report, enclosure)
            if data is None:
                continue
            facts = self._workshop.look(data, f"{shown} # {enclosure.locator}")
            if isinstance(facts, Refusal):
                yield facts
                continue
            blob = self._archive.put(data, facts.media_type)
            if blob.sha256 not in seen:
                seen.add(blob.sha256)
                yield Media(
                    item=item,
                    locator=enclosure.locator,
                    blob=blob.sha256,
                    media_type=facts.media_type,
                    size=blob.size,
                    width=facts.width,
                    height=facts.height,
                    phash=facts.phash,
                )


def _bytes(report: Path, enclosure: Enclosure) -> bytes | None:
    """The bytes of a picture, of a file beside the report one more at most than is looked at; ``None`` where it cannot be reached."""
    if enclosure.data is not None:
        return enclosure.data
    path = file_beside(report, enclosure.path or "")
    try:
        if path is None:
            return None
        with path.open("rb") as file:
            return file.read(PICTURE_BYTES + 1)
    except OSError:
        return None
