"""One file's bytes to arrivals, in this process. Whoever holds a ledger uses ``Workshop``, which runs this in a child."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from sitrepdesk.model import Arrival, Empty, InputError, Malformed, Refusal, TooLarge, Unreachable, zone_of
from sitrepdesk.model.clock import ZoneBasis

from . import docx, feed, html, markdown, pdf, posts, telegram, text
from .limits import HEAD_BYTES, PICTURES, PICTURES_BYTES
from .refusals import PARSER_FAULTS, refusal, said
from .sniff import check_size, sniff

Read = Callable[[str, bytes, str, ZoneBasis], Iterator[Arrival | Refusal]]
READERS: dict[str, Read] = {
    "text": text.read,
    "markdown": markdown.read,
    "html": html.read,
    "pdf": pdf.read,
    "docx": docx.read,
    "feed": feed.read,
    "telegram": telegram.read,
    "posts": posts.read,
}
"""The formats' readers: where it is for messages, bytes, zone for times without one, and who gave that zone."""


def parse(name: str, data: bytes | Path, zone: str, zone_basis: ZoneBasis) -> Iterator[Arrival | Refusal]:
    """The reports in one file, in its order; what cannot be taken comes as a refusal in its place.

    Raises nothing of the file's making but ``MemoryError``; ``BadTime`` where there is no such zone.
    """
    zone_of(zone)
    try:
        raw = _bytes(name, data) if isinstance(data, Path) else data
        found = sniff(name, raw[:HEAD_BYTES])
        check_size(name, len(raw), found)
        if raw.isspace():
            raise Empty(name, "holds only blanks", "Add a file that has text in it.")
        for report in READERS[found.name](name, raw, zone, zone_basis):
            yield from _with_few(name, report)
    except InputError as e:
        yield refusal(e)
    except PARSER_FAULTS as e:
        yield refusal(Malformed(name, f"cannot be read ({said(e)})", "Open it in its own program, save it again, and add that."))


def _with_few(name: str, report: Arrival | Refusal) -> Iterator[Arrival | Refusal]:
    """The report with as many of its pictures as the limits allow, and a refusal of the rest."""
    if isinstance(report, Refusal):
        yield report
        return
    sizes = accumulate(len(p.data or b"") for p in report.pictures)
    kept = tuple(p for p, size in zip(report.pictures[:PICTURES], sizes, strict=False) if size <= PICTURES_BYTES)
    if left := len(report.pictures) - len(kept):
        what = f"has more pictures than are kept ({PICTURES}, of {PICTURES_BYTES:,} bytes in all): {left} were left out"
        yield refusal(TooLarge(name, what, "The report itself was taken. Split it if you need them all."))
    yield replace(report, pictures=kept)


def _bytes(name: str, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as e:
        raise Unreachable(name, f"cannot be read ({e.strerror})", "Check that it is there and that you may read it.") from e
