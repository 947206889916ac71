"""From what a parser found and what a person said to an item with its passages: who published it, when, how it may be handled.

A person's word beats the dossier's manifest, the manifest beats the file's own hints.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sitrepdesk.intake import Found
from sitrepdesk.model import (
    Arrival,
    Blob,
    Handling,
    Item,
    Micros,
    Passage,
    Source,
    Stamp,
    item_id,
    passage_id,
    source_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person says of a report, on the command line or in a manifest; ``None`` leaves it to the file's own hints."""

    source: str | None = None
    published: Stamp | None = None
    collector: str | None = None
    note: str | None = None
    handling: Handling | None = None
    embargo: Micros | None = None
    issue: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The circumstances of an arrival: its file, its bytes, who took it in and when."""

    found: Found
    blob: Blob
    container: Blob | None
    captured_at: Micros
    captured_by: str


def source_of(name: str, known: dict[str, Source]) -> Source:
    """The source of that name: what a dossier says of it, else just the name."""
    key = source_id(name)
    return known.get(key, Source(id=key, name=" ".join(name.split())))


def name_of(said: Said, arrival: Arrival) -> str | None:
    """Who published it: what a person says, else the file's own hint. A name without a letter or a figure is none."""
    return next((n for n in (said.source, arrival.source) if n and any(c.isalnum() for c in n)), None)


def said_of(found: Found, options: Said, stamp: Callable[[str], Stamp]) -> Said:
    """What is said of a file: the command line first, then its manifest's row. ``stamp`` reads a typed time in the desk's zone."""
    row = found.row
    if row is None:
        return options
    return Said(
        source=options.source or row.source,
        published=options.published or (stamp(row.published) if row.published else None),
        collector=options.collector or row.collector,
        note=options.note or row.note,
        handling=options.handling or row.handling,
        embargo=options.embargo if options.embargo is not None else (stamp(row.embargo).start if row.embargo else None),
        issue=options.issue if options.issue is not None else row.issue,
    )


def make_item(capture: Capture, arrival: Arrival, said: Said) -> Item:
    """The item that an arrival makes. Publication stays unknown where nobody says it."""
    name = name_of(said, arrival)
    source = source_id(name) if name else None
    return Item(
        id=item_id(capture.blob.sha256, source, arrival.address or arrival.inside),
        blob=capture.blob.sha256,
        format=arrival.format,
        captured_at=capture.captured_at,
        captured_by=capture.captured_by,
        captured_from=address_of(capture.found),
        source=source,
        address=arrival.address,
        inside=arrival.inside,
        container=capture.container.sha256 if capture.container else None,
        title=arrival.title,
        author=arrival.author,
        published=said.published or arrival.published,
        handling=said.handling or "restricted",
        embargo=said.embargo,
        collector=said.collector,
        note=said.note,
        issue=said.issue,
    )


def address_of(found: Found) -> str:
    """Where a file was taken from: its full path, or ``-`` for standard input."""
    return found.shown if found.shown == "-" else str(Path(found.path).absolute()).encode("utf-8", "backslashreplace").decode()


def make_passages(item: Item, arrival: Arrival) -> tuple[Passage, ...]:
    """The item's passages, with their ids."""
    return tuple(
        Passage(
            id=passage_id(item.id, p.locator),
            item=item.id,
            locator=p.locator,
            text=p.text,
            language=p.language,
            method=p.method,
        )
        for p in arrival.passages
    )


SAID_BY_PERSON = ("source", "published", "handling", "embargo", "collector", "note", "issue")


def differences(old: Item, new: Item, said: Said) -> dict[str, object]:
    """What a person now says differently of a known item. Silence changes nothing; a hint of the file itself is no correction."""
    spoken = (name for name in SAID_BY_PERSON if getattr(said, name) is not None)
    return {name: getattr(new, name) for name in spoken if getattr(new, name) != getattr(old, name)}
