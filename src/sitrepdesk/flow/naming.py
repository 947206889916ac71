"""What a person says of the desk's sources."""

from __future__ import annotations

from dataclasses import replace

from sitrepdesk.model import BadValue, Source, UnknownName
from sitrepdesk.store import Snapshot

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
    if side and desk.pack.side(side) is None:
        known = ", ".join(s.id for s in desk.pack.sides) or "none in this theatre"
        raise BadValue(repr(side), "is no side of this theatre", f"Sides: {known}.")
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        source = _named(writer.snapshot, name)
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


def merge_names(desk: Desk, name: str, into: str) -> None:
    """Two spellings are one source from now on; lines of origin follow."""
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        one, other = _named(writer.snapshot, name), _named(writer.snapshot, into)
        writer.merge_sources(one.id, other.id)
        refresh_lines(writer)


def _named(snapshot: Snapshot, name: str) -> Source:
    found = snapshot.source_by_name(name)
    if found is None:
        raise UnknownName(repr(name), "is no source of this desk", "See them with: sitrep sources")
    return found
