"""What may leave the desk: the rules that clearing goes by, and the claims that may be told at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from tomllib import loads
from typing import Any

from sitrepdesk.model import Item, Micros, Source, Told, digest
from sitrepdesk.theatre import Pack


def table(name: str) -> dict[str, Any]:
    """A TOML table of this room."""
    return loads((files(__package__) / "tables" / name).read_text(encoding="utf-8"))


_PERSONS = frozenset({"person", "testimony"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What clearing needs to know.

    ``now`` decides embargoes. ``nonce`` salts the commitments that stand for withheld items; it is secret. ``names`` may be printed (see
    ``names_of``); ``is_place`` says whether a gazetteer knows a place of that name. ``coarser`` gives ``None`` for a place that may be
    named and else the name of the settlement, district or province to print; ``district`` the name of a place's district or province,
    or ``None`` where it has none. ``text`` gives a passage's text, ``items`` all items, so that those without claims are guarded as well;
    ``hidden`` are the names of sources all of whose items are confidential; ``places`` gives what a gazetteer surely finds in running text,
    ``called`` what it calls a place.
    """

    now: Micros
    nonce: str
    names: frozenset[str]
    is_place: Callable[[str], bool]
    coarser: Callable[[str], str | None]
    district: Callable[[str], str | None]
    text: Callable[[str], str | None]
    items: Mapping[str, Item] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    places: Callable[[str], Iterable[str]] = lambda _: ()
    called: Callable[[str], str | None] = lambda _: None

    def commitment(self, item: str) -> str:
        """What is printed for a withheld item: a salted hash that its keeper can open later, and nobody else."""
        return "withheld:" + digest("commitment", self.nonce, item)

    def embargoed(self, item: Item) -> bool:
        """Is nothing of this item to go out yet?"""
        return item.embargo is not None and item.embargo > self.now


def names_of(pack: Pack, sources: Iterable[Source]) -> frozenset[str]:
    """The names that a theatre and its open sources allow: public actors, sides with their peoples, areas, aliases, sources.

    Not the handle of a person, who can be reached by it; that of a channel is its name.
    """
    sources_ = tuple(sources)
    return frozenset(
        name
        for group in (
            *(a.names for a in pack.actors if a.public),
            *((s.name, *s.names, *s.demonyms) for s in pack.sides),
            *(a.names for a in pack.areas),
            *(a.names for a in pack.aliases),
            *((e.name, e.plural) for e in pack.equipment),
            *((s.name, *s.also, *((s.owner,) if s.owner else ())) for s in sources_),
        )
        for name in group
        if name
    ) - frozenset(n for s in sources_ if s.kind in _PERSONS for n in (s.name, *s.also) if n.startswith("@"))


def releasable(told: Iterable[Told], now: Micros) -> Iterator[Told]:
    """The claims that may be told: none of an item under embargo, none withheld for a person's sake. Counts then show no trace of them."""
    for t in told:
        if t.claim.withheld is None and (t.item.embargo is None or t.item.embargo <= now):
            yield t
