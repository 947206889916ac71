"""Looking into a desk: filters as people type them, one claim with all that stands behind it, one item with what it carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitrepdesk.link import nearest
from sitrepdesk.model import Claim, Entry, Item, Media, Passage, Source, Told, UnknownName
from sitrepdesk.store import ClaimFilter, Snapshot, picture_hashes, pictures_of

from .desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterWords:
    """A filter as it was typed; ``all`` takes in what a person rejected and the claims of retracted items."""

    about: str | None = None
    types: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    source: str | None = None
    seen: bool | None = None
    all: bool = False


_SEEN: dict[bool | None, tuple[str, ...]] = {None: (), True: ("accepted", "corrected"), False: ("machine",)}


def claim_filter(desk: Desk, snapshot: Snapshot, words: FilterWords) -> ClaimFilter:
    """The filter that the typed words mean: names become place, actor and source ids, times become instants."""
    ids: tuple[str, ...] = ()
    if words.about:
        actor = desk.pack.actor_of(words.about)
        reading = desk.resolver.resolve(words.about)
        ids = tuple(i for i in (actor.id if actor else None, reading.place, *reading.others) if i)
    source = None
    if words.source:
        known = snapshot.source_by_name(words.source)
        if known is None:
            raise UnknownName(repr(words.source), "is no source of this desk", "See them with: sitrep sources")
        source = known.id
    return ClaimFilter(
        about=words.about,
        ids=ids,
        type=words.types,
        since=desk.stamp(words.since).start if words.since else None,
        until=desk.stamp(words.until).end if words.until else None,
        source=source,
        standing=_SEEN[words.seen],
        counting=not words.all,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A claim and all that stands behind it: as read, as it stands, its passage, and its ledger entries."""

    read: Claim
    told: Told
    passage: Passage
    entries: tuple[Entry, ...]


def behind(snapshot: Snapshot, name: str) -> Behind:
    """All that stands behind a claim, found by an id or its beginning."""
    read = snapshot.claim(name)
    told = snapshot.told_of(name)
    entries = (*snapshot.entries(about=told.item.id), *snapshot.entries(about=read.anchor))
    unique = tuple({e.seq: e for e in entries}.values())
    return Behind(read=read, told=told, passage=snapshot.passage(read.passage), entries=tuple(sorted(unique, key=lambda e: e.seq)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture of an item, and which other items carry the same one: their ids, their names, and in how many bits of 64 it differs."""

    media: Media
    also: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An item with its pictures and its ledger entries."""

    item: Item
    source: Source | None
    pictures: tuple[Shown, ...]
    entries: tuple[Entry, ...]


def carried(snapshot: Snapshot, name: str) -> Carried:
    """All that an item carries besides its text, found by its id or its beginning. ``UnknownName``."""
    item = snapshot.item(name)
    pictures = pictures_of(snapshot, item.id)
    others = picture_hashes(snapshot) if pictures else {}
    others.pop(item.id, None)
    return Carried(
        item=item,
        source=snapshot.speaker(item),
        pictures=tuple(Shown(media=m, also=tuple(_also(snapshot, m, others))) for m in pictures),
        entries=tuple(snapshot.entries(about=item.id)),
    )


def _also(snapshot: Snapshot, media: Media, others: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, int]]:
    """The other items with the same picture, the most alike first."""
    apart = {item: nearest((media.phash,), hashes) for item, hashes in others.items()} if media.phash else {}
    for item, bits in sorted(apart.items(), key=lambda pair: (pair[1] or 0, pair[0])):
        if bits is not None:
            other = snapshot.item(item)
            source = snapshot.speaker(other)
            yield item, source.name if source else other.title or other.captured_from.rsplit("/", 1)[-1], bits


def context(passage: Passage, span: tuple[int, int], around: int = 160) -> tuple[str, str, str]:
    """The text before the span, in it and after it, cut at ``around`` characters and at blanks."""
    start, end = span
    before = passage.text[max(0, start - around) : start]
    after = passage.text[end : end + around]
    if start > around:
        before = "…" + before[before.find(" ") + 1 :]
    if end + around < len(passage.text):
        after = after[: after.rfind(" ")] + "…"
    return before, passage.text[start:end], after
