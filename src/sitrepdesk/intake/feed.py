"""RSS and Atom files: one report an entry, located by the bytes of its element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import feedparser

from sitrepdesk.model import Arrival, Empty, Malformed, Refusal
from sitrepdesk.model.clock import ZoneBasis

from .blocks import Block, counted, passages
from .dates import published_of
from .encoding import clean
from .markup import paragraphs_of, squeeze
from .refusals import refusal

_ELEMENT = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(item|entry)(?=[\s>/])[^>]*>|</(?:item|entry)\s*>", re.DOTALL)


def read(where: str, data: bytes, zone: str, basis: ZoneBasis) -> Iterator[Arrival | Refusal]:
    """The entries in order. ``extent`` is the entry's element; entries without text are refused by their number."""
    parsed = feedparser.parse(BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    if not parsed.entries:
        fault = parsed.get("bozo_exception")
        if fault is not None:
            raise Malformed(where, f"is a feed that cannot be read ({fault})", "Fetch it again, and add it as it was sent.")
        raise Empty(where, "is a feed without entries", "Add it again when it has some.")
    extents = _extents(data)
    placed = extents if len(extents) == len(parsed.entries) else [None] * len(parsed.entries)
    for n, (entry, extent) in enumerate(zip(parsed.entries, placed, strict=True), 1):
        try:
            yield _arrival(f"{where}, entry {n}", entry, extent, _filled(parsed.feed.get("title")), zone, basis)
        except Empty as e:
            yield refusal(e)


def _arrival(where: str, entry: Any, extent: tuple[int, int] | None, feed: str | None, zone: str, basis: ZoneBasis) -> Arrival:
    title = _filled(squeeze(" ".join(paragraphs_of(entry.get("title") or ""))))
    texts = _paragraphs(entry) or ([title] if title else [])
    found = passages((Block(t, "paragraph", n, n + 1) for n, t in enumerate(texts)), counted("entry"))
    if not found:
        raise Empty(where, "has no text", "Nothing to do, unless the feed was cut.")
    return Arrival(
        format="feed",
        passages=found,
        title=title,
        source=_filled((entry.get("source") or {}).get("title")) or feed,
        author=_filled(entry.get("author")),
        address=_filled(entry.get("link")),
        inside=_filled(entry.get("id")),
        extent=extent,
        published=published_of(entry.get("published"), zone, basis) or published_of(entry.get("updated"), zone, basis),
    )


def _paragraphs(entry: Any) -> list[str]:
    """The longest of the entry's texts: feeds give a summary, the whole, or both."""
    given = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    texts = [_paragraphs_of(g.get("value") or "", g.get("type") or "text/html") for g in given]
    return max(texts, key=lambda t: sum(map(len, t)))


def _paragraphs_of(value: str, kind: str) -> list[str]:
    return [value] if kind == "text/plain" and "<" not in value else paragraphs_of(value)


def _extents(data: bytes) -> list[tuple[int, int]]:
    """The byte ranges of the entries' elements, comments and CDATA left aside. None in UTF-16, where the tags look otherwise."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for match in _ELEMENT.finditer(data):
        if match[1]:
            start = match.start()
        elif start is not None and match[0].startswith(b"</"):
            found.append((start, match.end()))
            start = None
    return found


def _filled(text: str | None) -> str | None:
    return clean(text.strip()) or None if text else None
