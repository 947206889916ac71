"""Finding, while reports are added, which of them copy which; and the lines of origin that follow."""

from __future__ import annotations

from sitrepdesk.link import copy_link, keys, lines, shingled
from sitrepdesk.model import Item, Link, Passage, Source
from sitrepdesk.store import Writer

COPIES_RUN = "copies"


def link_copies(writer: Writer, item: Item, source: Source | None, passages: tuple[Passage, ...]) -> None:
    """Compare a new item with those that share a blocking key, and store the copies that are found."""
    snapshot = writer.snapshot
    mine = shingled(item, source, text_of(passages))
    blocking = keys(mine)
    found: list[Link] = []
    twins = [i for i in snapshot.item_by_blob(item.blob) if i.id != item.id]
    # Identical bytes hang on the first of them only: a thousand equal posts make a star, not a million pairs.
    star = {min(twins, key=lambda i: i.id).id} if twins else set()
    rest = snapshot.items_with_keys(blocking) - {i.id for i in twins}
    for other in sorted((rest | star) - {item.id}):
        theirs = snapshot.item(other)
        link = copy_link(
            mine,
            shingled(theirs, snapshot.source(theirs.source) if theirs.source else None, text_of(tuple(snapshot.passages(other)))),
        )
        if link:
            found.append(link)
    writer.add_keys(item.id, blocking)
    writer.add_links(found, run=COPIES_RUN)


def refresh_lines(writer: Writer) -> None:
    """Recompute each item's line of origin from all copy links; only what changed is stored."""
    snapshot = writer.snapshot
    sources = {s.id: s for s in snapshot.sources()}
    writer.set_lines(lines(snapshot.items(), snapshot.links(), sources))


def text_of(passages: tuple[Passage, ...]) -> str:
    """An item's whole text as linking compares it."""
    return "\n\n".join(p.text for p in passages)
