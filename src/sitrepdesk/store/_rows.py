"""Records to rows and back: the one place that knows both, used to write the index and to check it."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec
from sqlalchemy import RowMapping

from sitrepdesk.model import Claim, Decision, Entry, Forecast, Item, Malformed, Passage, Refusal, Resolution, Source, digest
from sitrepdesk.model.judgement import Standing

from .records import Reading, Report, Tombstone

T = TypeVar("T")
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # an escape, not a backslash that was itself escaped
_encode = msgspec.json.Encoder(order="deterministic").encode
_claims = msgspec.json.Decoder(Claim)
_items = msgspec.json.Decoder(Item)
RECORDS: dict[str, type] = {
    "item": Item,
    "source": Source,
    "decision": Decision,
    "refusal": Refusal,
    "reading": Reading,
    "report": Report,
    "erasure": Tombstone,
    "forecast": Forecast,
    "resolution": Resolution,
}


def text_of(record: Any) -> str:
    """A record as JSON text for a row. ``Malformed`` where it holds a NUL or half a surrogate pair: intake replaces those."""
    todo = "This is a fault of the program that made the record: intake replaces such characters."
    try:
        raw: str = _encode(record).decode()
    except (UnicodeEncodeError, ValueError) as e:
        raise Malformed(type(record).__name__, f"cannot be written: {e}", todo) from e
    if "\\u0000" in raw and _NUL.search(raw):
        raise Malformed(type(record).__name__, "holds a NUL character", todo)
    return raw


def record_digest(text: str) -> str:
    """The digest of a record's text that stands in the body of its ledger entry."""
    return digest("record", text)


def claim_from(text: str) -> Claim:
    """The claim that ``text_of`` wrote."""
    return _claims.decode(text)


def item_from(text: str) -> Item:
    """The item that ``text_of`` wrote."""
    return _items.decode(text)


def record_from(text: str, kind: type[T]) -> T:
    """The record that ``text_of`` wrote."""
    return msgspec.json.decode(text, type=kind)


def entry_from(row: RowMapping) -> Entry:
    """An entry from its row."""
    return Entry(**row)


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as a row."""
    return {name: getattr(entry, name) for name in Entry.__slots__}


def passage_row(passage: Passage, n: int) -> dict[str, Any]:
    """A passage as a row; ``n`` is its place in its item."""
    return {name: getattr(passage, name) for name in Passage.__slots__} | {"n": n}


def item_row(item: Item) -> dict[str, Any]:
    """The columns of an item that follow from its record."""
    return {
        "id": item.id,
        "blob": item.blob,
        "container": item.container,
        "source": item.source,
        "available_at": item.available_at,
        "issue": item.issue,
    }


def names_of(source: Source) -> set[str]:
    """The folded names that a source is found by."""
    return {fold(name) for name in (source.name, *source.also)}


def fold(name: str) -> str:
    """A name without difference of case and blanks."""
    return " ".join(name.casefold().split())


def happened(claim: Claim, item: Item) -> int:
    """Where a claim stands on the time line: its start, else its end, else when it was said, else when it was captured."""
    time = claim.time
    if time.start is not None:
        return time.start
    if time.end is not None:
        return time.end - 1
    return item.published.start if item.published else item.captured_at


def search_text(claim: Claim) -> str:
    """The words that a claim is found by: its quote, and everybody, everything and every place in it as written."""
    words = [claim.quote, *(p.text for p in (*claim.actor, *claim.target, *claim.instrument)), *(w.text for w in claim.places)]
    return " · ".join(dict.fromkeys(words))


def ids_of(claim: Claim) -> set[str]:
    """The ids of places and entities in a claim."""
    taking_part = (p.entity for p in (*claim.actor, *claim.target, *claim.instrument))
    speakers = (s.entity for s in claim.attribution)
    places = (w.place for w in claim.places)
    return {i for i in (*taking_part, *speakers, *places) if i}


def claim_row(claim: Claim, told: Claim, standing: Standing, item: Item, *, retracted: bool) -> dict[str, Any]:
    """The columns of a claim: found by how it is told now, kept as it was read; it counts unless rejected, or its item ``retracted``."""
    raw = text_of(claim)
    return {
        "id": claim.id,
        "anchor": claim.anchor,
        "item": claim.item,
        "passage": claim.passage,
        "source": item.source,
        "standing": standing,
        "counts": standing != "rejected" and not retracted,
        "type": told.type,
        "phase": told.time.phase,
        "polarity": told.polarity,
        "likelihood": told.likelihood,
        "mood": told.mood,
        "attributed": bool(told.attribution),
        "at": happened(told, item),
        "start": told.time.start,
        "end": told.time.end,
        "text": search_text(told),
        "record": raw,
        "told": None if told == claim else text_of(told),
    }
