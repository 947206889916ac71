"""Pictures that an item carries: their bytes lie in the archive, one entry of the ledger stands for those that came together."""

from __future__ import annotations

from collections.abc import Sequence

from sitrepdesk.model import Blob, Entry, Media

from . import _tables as t
from . import merkle
from ._leaves import media_leaf
from .writer import Writer


def add_pictures(writer: Writer, item_id: str, pictures: Sequence[Media]) -> Entry | None:
    """Note the pictures of an item; ``None`` where there are none. ``MissingBlob`` where their bytes are not in the archive.

    An item that was taken before anybody looked at its pictures may get them later: nothing is replaced.
    """
    if not pictures:
        return None
    tree, seq = merkle.Frontier(), writer.chain.seq + 1
    for n, picture in enumerate(pictures):
        writer.add_blob(Blob(sha256=picture.blob, media_type=picture.media_type, size=picture.size))
        writer.put(t.media, {name: getattr(picture, name) for name in Media.__slots__} | {"seq": seq, "n": n})
        tree.add(media_leaf(picture))
    return writer.append("media", {"item": item_id, "count": len(pictures), "root": tree.root().hex()})
