"""Finding, while reports are added, which of them copy which; and the lines of origin that follow."""

from __future__ import annotations

from sitrepdesk.link import Shingled, copy_link, foremost, keys, lines, probes, shingled, standing_links, text_key
from sitrepdesk.model import Item, Passage, Source
from sitrepdesk.store import Snapshot, Writer

COPIES_RUN = "copies"
REMEMBERED = 16_000_000
"""Bytes of texts that are kept in memory: reports of one event arrive together and are compared again and again."""

EACH = 2_000
"""What a text takes beside its packed hashes, in bytes."""


class Copies:
    """Compares each new item with those that share a blocking key; remembers the texts that it last looked at."""

    def __init__(self) -> None:
        self._texts: dict[str, Shingled] = {}
        self._bytes = 0

    def link(self, writer: Writer, item: Item, source: Source | None, passages: tuple[Passage, ...]) -> None:
        """Store the new item's keys and the copies that are found.

        Of items with one text each hangs on the foremost of those before it, and only who is foremost when it comes is compared with
        others and found by them: a thousand equal posts make a star, not a million pairs.
        """
        snapshot = writer.snapshot
        mine = shingled(item, source, text_of(passages))
        twins = snapshot.items_with_keys((text_key(mine),)) - {item.id}
        first = foremost((mine, *(self._text(snapshot, twin) for twin in twins)))
        others = {first.item}
        if first is mine:
            before = foremost(self._text(snapshot, twin) for twin in twins).item if twins else item.id
            others = snapshot.items_with_keys(probes(mine)) - twins | {before}
            writer.add_keys(item.id, keys(mine))
        found = (copy_link(mine, self._text(snapshot, other)) for other in sorted(others - {item.id}))
        self._remember(mine)
        writer.add_links([link for link in found if link], run=COPIES_RUN)

    def forget(self, item: str) -> None:
        """An item was corrected: who published it, and when, may be new."""
        known = self._texts.pop(item, None)
        self._bytes -= EACH + known.size if known else 0

    def _text(self, snapshot: Snapshot, item_id: str) -> Shingled:
        known = self._texts.pop(item_id, None)
        if known:
            self._texts[item_id] = known
            return known
        item = snapshot.item(item_id)
        source = snapshot.source(item.source) if item.source else None
        text = shingled(item, source, text_of(tuple(snapshot.passages(item_id))))
        self._remember(text)
        return text

    def _remember(self, text: Shingled) -> None:
        """Keep it, and let go of those that were not asked for the longest."""
        self._texts[text.item] = text
        self._bytes += EACH + text.size
        while self._bytes > REMEMBERED:
            self.forget(next(iter(self._texts)))


def refresh_lines(writer: Writer) -> None:
    """Recompute each item's line of origin from all copy links that no person denied; only what changed is stored."""
    snapshot = writer.snapshot
    sources = {s.id: s for s in snapshot.sources()}
    links = standing_links(snapshot.links(), snapshot.decisions(undone=False))
    writer.set_lines(lines(snapshot.items(), links, sources))


def text_of(passages: tuple[Passage, ...]) -> str:
    """An item's whole text as linking compares it."""
    return "\n\n".join(p.text for p in passages)
