"""What comes in: bytes, items, passages, sources, and the refusals of what could not be taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .canonical import digest
from .clock import Micros, Stamp

Handling = Literal["public", "restricted", "confidential"]
HANDLING: tuple[Handling, ...] = ("public", "restricted", "confidential")
Method = Literal["as-is", "extracted", "ocr", "transcript", "translation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """Bytes that never change: SHA-256 in hex, media type, size in bytes."""

    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageText:
    """A piece of text before it has an id: where it stands in its item, its language (ISO 639-1, ``und``), and how it was made."""

    text: str
    locator: str
    language: str
    method: Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A picture in a report before anybody looked at it: where it stands, and its bytes, or the path as written of the file beside."""

    locator: str
    data: bytes | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One report as a format's parser found it in a file.

    ``extent`` is its byte range ``[start, end)`` in the file where the file is a container (a feed, an export), else ``None``.
    ``inside`` is its path in the container; ``address`` its own canonical address. Hints are ``None`` where the file is silent.
    """

    format: str
    passages: tuple[PassageText, ...]
    title: str | None = None
    source: str | None = None
    author: str | None = None
    address: str | None = None
    inside: str | None = None
    extent: tuple[int, int] | None = None
    published: Stamp | None = None
    pictures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One arrival of a blob: the same wire text from two outlets is two items.

    ``source`` is a source id; ``published`` is ``None`` where nobody said; ``captured_at`` in UTC microseconds; ``issue`` is the
    number of this desk's own earlier report, if it is one. ``embargo`` is the instant before which nothing of it goes out.
    """

    id: str
    blob: str
    format: str
    captured_at: Micros
    captured_by: str
    captured_from: str
    source: str | None = None
    address: str | None = None
    inside: str | None = None
    container: str | None = None
    title: str | None = None
    author: str | None = None
    published: Stamp | None = None
    handling: Handling = "restricted"
    embargo: Micros | None = None
    collector: str | None = None
    note: str | None = None
    issue: int | None = None

    @property
    def available_at(self) -> Micros:
        """From when on it could be known: the end of its publication, or its capture where that is unknown."""
        return self.published.end if self.published else self.captured_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of an item's text that claims point into with code-point offsets."""

    id: str
    item: str
    locator: str
    text: str
    language: str
    method: Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture that an item carries: where it stands in it, the SHA-256 of its bytes, their size, and its width and height in pixels.

    ``phash`` are 64 bits in hex by which the same picture is known again after it was saved anew; ``None`` where it is too small or too
    plain for that. Nothing else of what it shows is kept: nobody in it is recognised.
    """

    item: str
    locator: str
    blob: str
    media_type: str
    size: int
    width: int
    height: int
    phash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A body that speaks: an outlet, a wire, an agency, a channel, a person in a public role.

    ``side`` is the pack's id of the party that it belongs to or speaks for; ``party_medium`` says that it counts with that party.
    """

    id: str
    name: str
    also: tuple[str, ...] = ()
    kind: str = "outlet"
    side: str | None = None
    owner: str | None = None
    party_medium: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One record that could not be taken: where it stood, a stable code, what is wrong, what to do next."""

    where: str
    code: str
    what: str
    todo: str


def item_id(blob: str, source: str | None, place: str | None) -> str:
    """An item's id: blob, source, and canonical address (or else the path inside its container)."""
    return digest("item", blob, source or "", place or "")


def passage_id(item: str, locator: str) -> str:
    """A passage's id: its item and where it stands in it."""
    return digest("passage", item, locator)


def source_id(name: str) -> str:
    """A source's id: its first name, blanks and case folded."""
    return "source:" + digest("source", " ".join(name.casefold().split()))[:16]
