"""Posts as JSON lines: one report a line, located by its bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sitrepdesk.model import SECOND, Arrival, InputError, Malformed, PassageText, Refusal, Stamp, TooLarge, iso
from sitrepdesk.model.clock import ZoneBasis

from .dates import published_of
from .encoding import clean
from .languages import language_of
from .limits import LINE_BYTES
from .refusals import refusal, said

_FORM = 'Each line is an object like {"id": "7", "text": "…", "published": "2022-09-12T18:30+03:00", "source": "…", "url": "…"}.'


def read(where: str, data: bytes, zone: str, basis: ZoneBasis) -> Iterator[Arrival | Refusal]:
    """The posts in order; a bad line is refused by its number. ``extent`` is the line without its end."""
    start, number = 0, 0
    if data.startswith(b"\xef\xbb\xbf"):
        start = 3
    while start < len(data):
        number += 1
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        line = data[start:end].rstrip()
        if line:
            try:
                yield _arrival(f"{where}, line {number}", line, start, zone, basis)
            except InputError as e:
                yield refusal(e)
        start = end + 1


def _arrival(where: str, line: bytes, start: int, zone: str, basis: ZoneBasis) -> Arrival:
    post = _object(where, line)
    text = post.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Malformed(where, "has no text", _FORM)
    text = clean(text)
    passage = PassageText(text=text, locator="text", language=language_of(text), method="extracted")
    return Arrival(
        format="posts",
        passages=(passage,),
        title=_filled(post.get("title")),
        source=_filled(post.get("source")),
        author=_filled(post.get("author")),
        address=_filled(post.get("url")),
        inside=_filled(post.get("id")),
        extent=(start, start + len(line)),
        published=_published(where, post.get("published"), zone, basis),
    )


def _object(where: str, line: bytes) -> dict[str, Any]:
    if len(line) > LINE_BYTES:
        raise TooLarge(where, f"is longer than {LINE_BYTES:,} bytes", "Split the post, or add it as a text file.")
    try:
        post = json.loads(line)
    except (ValueError, RecursionError) as e:
        raise Malformed(where, f"is no JSON ({said(e)})", _FORM) from e
    if not isinstance(post, dict):
        raise Malformed(where, "is no JSON object", _FORM)
    return post


def _published(where: str, value: Any, zone: str, basis: ZoneBasis) -> Stamp | None:
    """ISO or mail time, or seconds since 1970 in UTC. What is there and cannot be read is an error of the line, not an unknown."""
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 253_402_300_800:
        start = int(value * SECOND)
        return Stamp(start=start, end=start + 1, text=iso(start) or "", zone="UTC", zone_basis="format")
    found = published_of(value, zone, basis) if isinstance(value, str) else None
    if found is None:
        raise Malformed(where, f"has a published time that cannot be read: {clean(str(value))[:60]!r}", _FORM)
    return found


def _filled(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return clean(str(value).strip()) or None
