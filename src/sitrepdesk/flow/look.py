"""Looking into a desk: filters as people type them, one claim with all that stands behind it."""

from __future__ import annotations

from dataclasses import dataclass

from sitrepdesk.model import Claim, Entry, Passage, Told, UnknownName
from sitrepdesk.store import ClaimFilter, Snapshot

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
