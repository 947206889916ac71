"""What a person says of the desk's sources."""

from __future__ import annotations

from dataclasses import replace

from sitrepdesk.model import BadValue, Source, UnknownName
from sitrepdesk.store import Snapshot
from sitrepdesk.theatre import Pack

from .copying import refresh_lines
from .desk import Desk


def change_source(
    desk: Desk,
    name: str,
    *,
    new_name: str | None = None,
    side: str | None = None,
    owner: str | None = None,
    kind: str | None = None,
    party_medium: bool | None = None,
) -> Source:
    """Change what is known of a source; an empty text takes a value back to unknown. Lines of origin follow."""
    side = side_id(desk.pack, side) if side else side
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        source = named(writer.snapshot, name)
        changed = replace(
            source,
            name=new_name or source.name,
            also=(*source.also, source.name) if new_name and new_name != source.name else source.also,
            side=source.side if side is None else (side or None),
            owner=source.owner if owner is None else (owner or None),
            kind=kind or source.kind,
            party_medium=source.party_medium if party_medium is None else party_medium,
        )
        writer.save_source(changed)
        refresh_lines(writer)
        return changed


def side_id(pack: Pack, typed: str) -> str:
    """The side that a person means by its id, its country's code or its name. ``BadValue`` where the theatre has none such."""
    word = typed.strip().casefold()
    for side in pack.sides:
        country = (side.country or "").rpartition(":")[2]
        if word in {side.id, side.id.partition(":")[2], country.casefold(), *(n.casefold() for n in (side.name, *side.names))}:
            return side.id
    known = ", ".join(s.id for s in pack.sides) or "none"
    raise BadValue(repr(typed), "is no side of this theatre", f"Sides: {known}.")


def merge_names(desk: Desk, name: str, into: str) -> None:
    """Two spellings are one source from now on; lines of origin follow."""
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        one, other = named(writer.snapshot, name), named(writer.snapshot, into)
        writer.merge_sources(one.id, other.id)
        refresh_lines(writer)


def named(snapshot: Snapshot, name: str) -> Source:
    """The source of that name. ``UnknownName``."""
    found = snapshot.source_by_name(name)
    if found is None:
        raise UnknownName(repr(name), "is no source of this desk", "See them with: sitrep sources")
    return found
