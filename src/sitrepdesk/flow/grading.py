"""What came of claims, the records that sources have by it, and the letters that people set: every one a dated, undoable ledger entry."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitrepdesk.model import Assessment, BadValue, Decision, Malformed, Refusal, SitrepError, Source, Unreachable, UsageError
from sitrepdesk.weigh import Proposal, Record, proposal, records, reliability

from .desk import Desk
from .grades import grade_of, letter_of, looked_at
from .linking import Linked
from .naming import named

RIGHT = {"confirmed": True, "contradicted": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that the desk has on how far a source may be trusted. ``history`` holds every letter ever set, undone ones too, oldest first."""

    source: Source
    grade: Assessment
    record: Record
    proposal: Proposal | None
    history: tuple[Decision, ...]


def rule(desk: Desk, name: str, *, right: bool, because: str) -> Decision:
    """Say what came of a claim: it was right, or it was not. ``because`` is what shows it, and not left out: ``BadValue``."""
    if not because.strip():
        raise BadValue("because", "is empty", "Say what shows it: --because 'the register of the town lists them'.")
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        claim = writer.snapshot.told_of(name).claim
        return writer.decide("confirm" if right else "refute", claim.anchor, because=because, judged=looked_at(claim))


def rule_by_list(desk: Desk, file: Path) -> tuple[list[Decision], list[Refusal]]:
    """The outcomes of a list: CSV in UTF-8 with the columns ``claim``, ``outcome`` (confirmed, contradicted) and ``because``.

    A row that cannot be taken is refused with what to do; the others count. ``Unreachable``; ``Malformed`` where a column is missing.
    """
    done: list[Decision] = []
    refused: list[Refusal] = []
    for line, row in _rows(file):
        where = f"{file.name}, line {line}"
        said = (row["outcome"] or "").strip().casefold()
        try:
            if said not in RIGHT:
                raise BadValue(repr(said), "is no outcome", "Write confirmed or contradicted.")
            because = f"{(row['because'] or '').strip()} ({file.name})".strip()
            done.append(rule(desk, (row["claim"] or "").strip(), right=RIGHT[said], because=because))
        except SitrepError as e:
            refused.append(Refusal(where=where, code=e.code, what=f"{e.where} {e.what}", todo=e.todo))
    return done, refused


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str | None]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as e:
        raise Unreachable(str(file), f"cannot be read ({e.strerror or e})", "Check the name, then try again.") from e
    except UnicodeDecodeError as e:
        raise Malformed(str(file), "is no text in UTF-8", "Save the list as CSV in UTF-8.") from e
    reader = csv.DictReader(text.splitlines())
    missing = {"claim", "outcome", "because"} - set(reader.fieldnames or ())
    if missing:
        raise Malformed(str(file), f"lacks the columns {', '.join(sorted(missing))}", "Its first line is: claim,outcome,because")
    yield from ((reader.line_num, row) for row in reader)


def sheet(linked: Linked, name: str) -> Sheet:
    """The record, the letter and its history of one source. ``UnknownName``."""
    desk = linked.desk
    with desk.store.read() as snapshot:
        source = named(snapshot, name)
        history = tuple(d for d in snapshot.decisions(source.id) if d.kind == "grade")
    return _sheet(linked, source, history, _records(linked))


def sheets(linked: Linked) -> tuple[Sheet, ...]:
    """Those of all sources with a record or a letter, by name."""
    with linked.desk.store.read() as snapshot:
        known = sorted(snapshot.sources(), key=lambda s: s.name.casefold())
        every = [d for d in snapshot.decisions() if d.kind == "grade"]
    found = _records(linked)
    made = (_sheet(linked, s, tuple(d for d in every if d.about == s.id), found) for s in known)
    return tuple(s for s in made if s.record.outcomes or s.record.withdrawn or s.grade.value != "F" or s.history)


def set_grade(linked: Linked, name: str, letter: str, because: str) -> Decision:
    """Set a source's letter, by hand. ``BadValue`` for a letter outside the scale, or without a reason."""
    reliability(name, letter)
    if not because.strip():
        raise BadValue("because", "is empty", "Say what the letter rests on: --because 'ten years of its reports, checked by us'.")
    desk = linked.desk
    with desk.store.write(made_by=desk.person, recorded_at=desk.now) as writer:
        source = named(writer.snapshot, name)
        return writer.decide("grade", source.id, because=because, fields=json.dumps({"grade": letter}))


def accept_grade(linked: Linked, name: str) -> Decision:
    """Accept the move that a source's record suggests. ``UsageError`` where it suggests none."""
    found = sheet(linked, name)
    if found.proposal is None:
        what = f"has no proposal to accept: its record has {len(found.record.outcomes)} outcomes, and it stands at {found.grade.value}"
        raise UsageError(name, what, "Say what came of its claims with: sitrep sources outcome CLAIM --confirmed --because TEXT")
    return set_grade(linked, name, found.proposal.letter, f"Accepted from its record. {' '.join(found.proposal.because)}")


def letters(history: tuple[Decision, ...]) -> list[tuple[Decision, str]]:
    """A history as decisions with the letter that each set."""
    return [(d, letter_of(d)) for d in history]


def _records(linked: Linked) -> dict[str, Record]:
    events = {c: e.id for e in linked.now.events for c in e.claims}
    return records(linked.held.told.values(), linked.now.accounts, events, linked.held.rulings)


def _sheet(linked: Linked, source: Source, history: tuple[Decision, ...], found: dict[str, Record]) -> Sheet:
    grade = grade_of(source, history, linked.desk.pack)
    record = found.get(source.id, Record(source=source.id))
    return Sheet(source=source, grade=grade, record=record, proposal=proposal(record, grade.value), history=history)
