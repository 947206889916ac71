"""Plain text: the whole file, unchanged, as one passage."""

from __future__ import annotations

from collections.abc import Iterator

from sitrepdesk.model import Arrival, Empty, PassageText
from sitrepdesk.model.clock import ZoneBasis

from .encoding import clean, decode
from .languages import language_of


def read(where: str, data: bytes, zone: str, basis: ZoneBasis) -> Iterator[Arrival]:  # noqa: ARG001
    """One arrival, locator ``bytes:0-N``, with the encoding's name behind it where that is not UTF-8."""
    decoded = decode(data, where)
    text = clean(decoded.text)
    if not text.strip():
        raise Empty(where, "holds only blanks", "Add a file that has text in it.")
    locator = f"bytes:{decoded.start}-{len(data)}{decoded.note}"
    passage = PassageText(text=text, locator=locator, language=language_of(text), method="as-is")
    yield Arrival(format="text", passages=(passage,))
