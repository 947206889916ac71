"""Finding, while reports are added, which of them copy which; and the lines of origin that follow."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sitrepdesk.link import (
    Glimpse,
    Shingled,
    copy_link,
    foremost,
    keys,
    likeliest_models,
    lines,
    may_copy,
    probes,
    shingled,
    standing_links,
    text_key,
)
from sitrepdesk.model import Item, Passage, Source
from sitrepdesk.store import Snapshot, Writer

COPIES_RUN = "copies"
REMEMBERED = 128_000_000
"""Bytes of packed texts that are kept in memory: what reports of one event share is looked at again and again, some of it for years."""

_EACH = 250
"""What a packed text takes beside its bytes."""

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Shingled).decode
_glimpse = msgspec.msgpack.Decoder(Glimpse).decode


class Copies:
    """Compares each new item with those that share a blocking key; remembers the texts that it last looked at."""

    def __init__(self) -> None:
        self._texts: dict[str, bytes] = {}
        self._bytes = 0

    def link(self, writer: Writer, item: Item, source: Source | None, passages: tuple[Passage, ...]) -> None:
        """Store the new item's keys and the copies that are found.

        Of items with one text each hangs on the foremost of those before it, and only who is foremost when it comes is compared with
        others and found by them: a thousand equal posts make a star, not a million pairs.
        """
        snapshot = writer.snapshot
        mine = shingled(item, source, text_of(p.text for p in passages))
        twins = snapshot.items_with_keys((text_key(mine),)) - {item.id}
        same = self._texts_of(snapshot, twins)
        first = foremost((mine, *same))
        others = {first.item}
        if first is mine:
            before = foremost(same).item if twins else item.id
            others = snapshot.items_with_keys(probes(mine)) - twins | {before}
            writer.add_keys(item.id, keys(mine))
        compared = sorted(self._texts_of(snapshot, others - {item.id}, like=mine), key=lambda s: s.item)
        self._remember(mine)
        writer.add_links([link for other in compared if (link := copy_link(mine, other))], run=COPIES_RUN)

    def forget(self, item: str) -> None:
        """An item was corrected: who published it, and when, may be new."""
        if known := self._texts.pop(item, None):
            self._bytes -= _EACH + len(known)

    def _texts_of(self, snapshot: Snapshot, ids: set[str], like: Shingled | None = None) -> list[Shingled]:
        """The texts of items, those that are not in memory read together; of those in memory only what may be a copy of ``like``."""
        at_hand = {i: self._texts.pop(i) for i in ids & self._texts.keys()}
        self._texts |= at_hand  # behind all others: what is asked for stays the longest
        read = [self._read(snapshot, item, text_of(parts)) for item, parts in snapshot.texts(ids - at_hand.keys())]
        kept = (p for p in at_hand.values() if like is None or may_copy(like, _glimpse(p)))
        return [*map(_unpack, kept), *read]

    def _read(self, snapshot: Snapshot, item: Item, text: str) -> Shingled:
        made = shingled(item, snapshot.source(item.source) if item.source else None, text)
        self._remember(made)
        return made

    def _remember(self, text: Shingled) -> None:
        """Keep what comparing asks of it, and let go of those that were not asked for the longest."""
        packed = self._texts[text.item] = _pack(text.bare)
        self._bytes += _EACH + len(packed)
        while self._bytes > REMEMBERED:
            self.forget(next(iter(self._texts)))


def refresh_lines(writer: Writer) -> None:
    """Recompute each item's line of origin from all copy links that no person denied; only what changed is stored."""
    snapshot = writer.snapshot
    sources = {s.id: s for s in snapshot.sources()}
    items = {i.id: i for i in snapshot.items()}
    links = likeliest_models(standing_links(snapshot.links(), snapshot.decisions(undone=False)), items)
    writer.set_lines(lines(items.values(), links, sources))


def text_of(passages: Iterable[str]) -> str:
    """An item's whole text as linking compares it, from the texts of its passages."""
    return "\n\n".join(passages)
