"""Small invented records for the store's tests."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sitrepdesk.model import (
    Blob,
    Claim,
    Item,
    Media,
    Participant,
    Passage,
    Quantity,
    Source,
    Speaker,
    When,
    Where,
    anchor_of,
    item_id,
    passage_id,
    seal,
    sha256,
    source_id,
    stamp,
)
from sitrepdesk.store import READING_TYPE, Store, Writer, add_pictures, reading_bytes

NOW = 1_662_900_000_000_000
READER = "reader:one"
WIRE = Source(id=source_id("Norbach Wire"), name="Norbach Wire", also=("NBW",), side="side:a")
GAZETTE = Source(id=source_id("The Lowmark Gazette"), name="The Lowmark Gazette", side="side:b")


def text_for(n: int) -> str:
    return f"Report {n}: troops entered Vellim on Monday, the mayor said. About 40 tanks were seen near Orra."


def item_for(text: str, source: Source | None = WIRE, **fields: object) -> Item:
    blob = sha256(text.encode())
    made = item_id(blob, source.id if source else None, None)
    base = Item(
        id=made,
        blob=blob,
        format="text",
        captured_at=NOW,
        captured_by="person:00000001",
        captured_from="in/report.txt",
        source=source.id if source else None,
        published=stamp("2022-09-11", "UTC", "given"),
    )
    return replace(base, **fields)


def passage_for(item: Item, text: str) -> Passage:
    return Passage(id=passage_id(item.id, "0"), item=item.id, locator="0", text=text, language="en", method="as-is")


def claims_for(item: Item, passage: Passage, reader: str = READER, low: int = 40) -> tuple[Claim, ...]:
    def part(word: str, entity: str | None = None) -> Participant:
        at = passage.text.index(word)
        return Participant(text=word, span=(at, at + len(word)), entity=entity)

    def claim(head: str, kind: str, **fields: object) -> Claim:
        at = passage.text.index(head)
        span = (at, at + len(head))
        anchor = anchor_of(passage.id, span, 0)
        made = Claim(
            item=item.id,
            passage=passage.id,
            quote=passage.text,
            span=(0, len(passage.text)),
            head=head,
            head_span=span,
            type=kind,
            reader=reader,
        )
        return replace(made, anchor=anchor, **fields)

    place = part("Vellim")
    entered = claim(
        "entered",
        "advance",
        actor=(part("troops", "actor:x"),),
        places=(Where(text="Vellim", span=place.span, place="geo:1", lat=49_123_457, lon=-36_000_001, confidence=871),),
        time=When(text="Monday", start=NOW - 86_400_000_000, end=NOW, phase="past"),
        attribution=(Speaker(kind="named", text="the mayor", span=part("the mayor").span, entity="office:mayor"),),
    )
    seen = claim(
        "seen",
        "presence",
        quantities=(Quantity(text="About 40", span=part("About 40").span, low=Decimal(low), high=Decimal("40.5"), unit="tank"),),
        places=(Where(text="Orra", span=part("Orra").span, rel="near"),),
        content_of=entered.anchor,
    )
    return seal((entered, seen))


def add(
    writer: Writer, text: str, source: Source | None = WIRE, *, reader: str = READER, **fields: object
) -> tuple[Item, tuple[Claim, ...]]:
    """Archive, item, passage and reading of one text."""
    item = item_for(text, source, **fields)
    blob = writer.archive.put(text.encode(), "text/plain")
    passage = passage_for(item, text)
    writer.add_item(item, blob, [passage])
    claims = claims_for(item, passage, reader)
    read(writer, item, claims, reader)
    return item, claims


def pictured(writer: Writer, item: Item, *pictures: bytes) -> tuple[Media, ...]:
    """Archive pictures, as the desk does that has looked at them, and note that the item carries them."""
    made = tuple(
        Media(
            item=item.id,
            locator=f"image:{n}",
            blob=b.sha256,
            media_type=b.media_type,
            size=b.size,
            width=640,
            height=420,
            phash=f"{n:016x}",
        )
        for n, b in enumerate((writer.archive.put(data, "image/png") for data in pictures), 1)
    )
    add_pictures(writer, item.id, made)
    return made


def read(writer: Writer, item: Item, claims: tuple[Claim, ...], reader: str = READER) -> Blob:
    blob = writer.archive.put(reading_bytes(claims), READING_TYPE)
    writer.add_reading(item.id, reader, blob, claims, skipped={"language uk": 2})
    return blob


def fill(store: Store, count: int = 3) -> list[tuple[Item, tuple[Claim, ...]]]:
    """A small desk: two sources and ``count`` items."""
    with store.write(made_by="person:00000001", recorded_at=NOW) as writer:
        writer.append("desk", {"theatre": "none"})
        writer.save_source(WIRE)
        writer.save_source(GAZETTE)
        return [add(writer, text_for(n), (WIRE, GAZETTE)[n % 2]) for n in range(count)]
