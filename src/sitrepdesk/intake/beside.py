"""Files that a report names beside itself: the folder of a saved page, the photos of an export. Nothing outside of its folder is opened."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from sitrepdesk.model import Enclosure

_DRAWINGS = (".svg", ".svgz", ".emf", ".wmf")
"""Drawings made of lines have no pixels to compare."""


def enclosed(locator: str, address: str) -> Enclosure | None:
    """A picture by its address in a page or a text: a ``data:`` URI (RFC 2397), or a relative path; ``None`` for what lies elsewhere."""
    if address[:11].lower() == "data:image/":
        kind, _, written = address[5:].partition(",")
        data = _decoded(written, kind.lower().endswith(";base64"))
        return None if data is None or "svg" in kind.lower() else Enclosure(locator=locator, data=data)
    try:
        split = urlsplit(address.strip())
    except ValueError:
        return None
    path = unquote(split.path)
    far = split.scheme or split.netloc or not path or path.startswith("/") or path.lower().endswith(_DRAWINGS)
    return None if far else Enclosure(locator=locator, path=path)


def file_beside(report: Path, path: str) -> Path | None:
    """The file that a report names by a relative path, where it is there and lies, links resolved, in the report's own folder or below."""
    try:
        folder = report.resolve().parent
        found = (folder / path).resolve()
        return found if found.is_relative_to(folder) and found.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def _decoded(written: str, base64: bool) -> bytes | None:
    raw = unquote_to_bytes(written)
    try:
        return b64decode(b"".join(raw.split())) if base64 else raw
    except NotBase64:
        return raw  # it is looked at and refused, so that it is said
