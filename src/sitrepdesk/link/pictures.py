"""Reports that carry the same picture: evidence of where the picture comes from, and none by itself of where the words do.

No line of origin follows from it: two who were at the same bridge may print one agency's photograph. It is looked for only between
reports that tell of one event, so that a picture of the stores joins no strangers, however many reports carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sitrepdesk.model import Item, Link

from ._tables import PICTURES
from .copies import direction

BITS = 64
LIMIT = PICTURES["limit"]
Hashes = Mapping[str, Sequence[str]]
"""Item to the hashes of its pictures."""
NO_PICTURES: Hashes = MappingProxyType({})


def differing(a: str, b: str) -> int:
    """How many bits of two hashes in hex differ."""
    return (int(a, 16) ^ int(b, 16)).bit_count()


def nearest(a: Sequence[str], b: Sequence[str]) -> int | None:
    """The fewest bits in which a picture of the one differs from one of the other; ``None`` where none is the same."""
    least = min((differing(x, y) for x in a for y in b), default=BITS)
    return least if least <= LIMIT else None


def same_picture(a: Item, b: Item, hashes: Hashes) -> Link | None:
    """Do two reports carry the same picture? The same answer for ``(a, b)`` and ``(b, a)``. One source's own stores are no evidence.

    ``left`` is the later one where that is known.
    """
    if a.id == b.id or (a.source is not None and a.source == b.source):
        return None
    bits = nearest(hashes.get(a.id, ()), hashes.get(b.id, ()))
    if bits is None:
        return None
    left, right, why = direction(*sorted((a, b), key=lambda i: i.id))
    because = f"Both carry the same picture ({bits} of {BITS} bits of the hash differ). {why}"
    return Link(left=left.id, right=right.id, relation="same-picture", score=(BITS - bits) * 1000 // BITS, because=because)


def same_pictures(items: Iterable[Item], hashes: Hashes) -> tuple[Link, ...]:
    """The same pictures among reports, whatever their order: each report with the first of those before it that carries one of its own.

    So a thousand reports with one picture give 999 links.
    """
    carrying = sorted(
        (i for i in items if i.id in hashes), key=lambda i: (i.published is None, i.published.end if i.published else 0, i.id)
    )
    found = (next((k for early in carrying[:n] if (k := same_picture(late, early, hashes))), None) for n, late in enumerate(carrying))
    return tuple(k for k in found if k)
