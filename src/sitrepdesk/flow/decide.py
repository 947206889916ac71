"""What a person decides: named, dated ledger entries that the next picture obeys and that re-reading does not lose."""

from __future__ import annotations

import json
from typing import Any

from sitrepdesk.model import FAMILY, BadValue, Claim, Decision, UnknownName, corrected, to_wire
from sitrepdesk.store import Erased, judged

from .copying import refresh_lines
from .desk import Desk
from .drafts import remove_drafts
from .seen import drop_kept


def parse_fields(assignments: tuple[str, ...], claim: Claim) -> dict[str, Any]:
    """``field=value`` words as changes in wire form: JSON where it reads as JSON, ``null`` for unknown, else text.

    ``time.phase=past`` sets one part of the time. Raises ``BadValue`` for a word without ``=`` and for an unknown type.
    """
    changes: dict[str, Any] = {}
    for word in assignments:
        name, sep, raw = word.partition("=")
        if not sep or not name:
            raise BadValue(repr(word), "is no correction", "Write field=value, such as likelihood=possible or time.phase=past.")
        try:
            value = json.loads(raw)
        except ValueError:
            value = raw
        outer, _, inner = name.partition(".")
        if inner:
            changes[outer] = {**changes.get(outer, {}), inner: value}
        else:
            changes[outer] = value
    if "type" in changes and changes["type"] not in FAMILY:
        raise BadValue(repr(changes["type"]), "is no claim type", f"Types: {', '.join(FAMILY)}.")
    corrected(claim, changes, "correction")
    return changes


def correct(desk: Desk, name: str, assignments: tuple[str, ...], because: str | None) -> tuple[Claim, Claim]:
    """Correct fields of a claim; gives the claim as it stood and as it stands now. Earlier corrections stay in force."""
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        told = writer.snapshot.told_of(name)
        claim = told.claim
        changes = parse_fields(assignments, claim)
        if not changes:
            raise BadValue("correct", "nothing to correct", "Write field=value, such as likelihood=possible.")
        before = {k: to_wire(claim)[k] for k in changes}
        writer.decide(
            "correct",
            claim.anchor,
            because=because,
            fields=json.dumps(changes, ensure_ascii=False),
            judged=judged(claim, tuple(before)),
        )
        return claim, writer.snapshot.told_of(name).claim


def accept(desk: Desk, name: str) -> Claim:
    """Say that a person has seen the claim and found it rightly read. It says nothing on whether it is true."""
    return _judge(desk, "accept", name, None)


def reject(desk: Desk, name: str, because: str) -> Claim:
    """Take a wrongly read claim out of every picture and report from now on."""
    return _judge(desk, "reject", name, because)


def _judge(desk: Desk, kind: Any, name: str, because: str | None) -> Claim:
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        claim = writer.snapshot.told_of(name).claim
        writer.decide(kind, claim.anchor, because=because, judged=judged(claim))
        return claim


def retract(desk: Desk, name: str, because: str) -> str:
    """Take a whole item out of every picture and report from now on; its bytes and claims stay in the archive."""
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        item = writer.snapshot.item(name)
        writer.decide("retract", item.id, because=because)
        return item.id


def undo(desk: Desk, seq: int | None) -> Decision:
    """Undo a decision: the one with that ledger number, or the last one that still counts."""
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        live = [d for d in writer.snapshot.decisions(undone=False) if d.kind != "erase"]
        chosen = next((d for d in live if d.seq == seq), None) if seq is not None else max(live, key=lambda d: d.seq, default=None)
        if chosen is None:
            where = f"decision {seq}" if seq is not None else "undo"
            raise UnknownName(where, "there is no such decision to undo", "See the decisions of a claim with: sitrep show CLAIM.")
        writer.undo(chosen.seq)
        if chosen.kind == "not-copy":
            refresh_lines(writer)
        return chosen


def erase(desk: Desk, name: str, because: str) -> Erased:
    """Erase an item's bytes and all that was derived from it, for a stated reason; a tombstone keeps hash, reason and date."""
    with desk.store.read() as snapshot:
        item = snapshot.item(name)
    done = desk.store.erase_item(item.id, because=because, made_by=desk.person, recorded_at=desk.now)
    remove_drafts(desk, tuple(done.reports))
    drop_kept(desk.settings.folder)
    return done
