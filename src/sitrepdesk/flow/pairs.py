"""What a person decides of two records at once: two claims are of one happening, or are not; one report is no copy of the other."""

from __future__ import annotations

from sitrepdesk.link import accounts, standing_links
from sitrepdesk.model import BadValue, Decision, Item, Told, UnknownName
from sitrepdesk.store import Snapshot, Writer

from .copying import refresh_lines
from .desk import Desk
from .judging import judged_pair
from .situation import holdings


def merge(desk: Desk, name: str, other: str, because: str | None) -> Decision:
    """Say that two claims tell of one happening: their events are one from now on.

    ``BadValue`` where they are one claim, or where one tells that it happened and the other that it did not: those clash.
    """
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        a, b = _two(writer.snapshot, name, other)
        tells = {x.tells for x in accounts((a, b), desk.pack.side_of).values()}
        if len(tells) > 1:
            what = f"tell different things ({' and '.join(sorted(tells))}), so they are no tellings of one happening"
            raise BadValue(f"{name} and {other}", what, "Correct the one that is misread: sitrep correct CLAIM field=value.")
        return _decide(writer, "merge", a, b, because)


def split(desk: Desk, name: str, other: str, because: str | None) -> Decision:
    """Say that two claims do not tell of one happening: the first leaves the event of the second."""
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        a, b = _two(writer.snapshot, name, other)
        return _decide(writer, "split", a, b, because)


def not_copy(desk: Desk, name: str, other: str, because: str | None) -> tuple[Decision, tuple[Item, Item]]:
    """Say that neither of two items has its news from the other.

    ``BadValue`` where the desk never thought so: where no link says it and, of two claims, where they do not count as one line either.
    """
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        snapshot = writer.snapshot
        a, b = _item(snapshot, name), _item(snapshot, other)
        standing = standing_links(snapshot.links(about=a.id, relation="copies"), snapshot.decisions(undone=False))
        linked = any(b.id in (k.left, k.right) for k in standing if a.id != b.id)
        if not linked and not _one_line(snapshot, name, other):
            todo = "See who has it from whom with: sitrep lines CLAIM."
            raise BadValue(f"{name} and {other}", "are not linked as copies, nor counted as one line, so there is nothing to deny", todo)
        decision = writer.decide("not-copy", a.id, because=because, other=b.id)
        refresh_lines(writer)
        return decision, (a, b)


def _decide(writer: Writer, kind: str, a: Told, b: Told, because: str | None) -> Decision:
    return writer.decide(kind, a.claim.anchor, because=because, judged=judged_pair(a.claim, b.claim), other=b.claim.anchor)


def _two(snapshot: Snapshot, name: str, other: str) -> tuple[Told, Told]:
    a, b = snapshot.told_of(name), snapshot.told_of(other)
    if a.claim.anchor == b.claim.anchor:
        raise BadValue(f"{name} and {other}", "are one claim", "Name two different claims: sitrep claims.")
    return a, b


def _one_line(snapshot: Snapshot, name: str, other: str) -> bool:
    """Do two claims of different sources count as one line, since the one tells what the other told before?"""
    try:
        a, b = snapshot.told_of(name), snapshot.told_of(other)
    except UnknownName:
        return False
    told = holdings(snapshot).told
    return a.item.source != b.item.source and told[a.claim.id].line == told[b.claim.id].line


def _item(snapshot: Snapshot, name: str) -> Item:
    """An item by its own id, or that of one of its claims."""
    try:
        return snapshot.item(name)
    except UnknownName:
        return snapshot.told_of(name).item
