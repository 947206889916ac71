"""What changed between two moments or two reports."""

from __future__ import annotations

from dataclasses import dataclass

from sitrepdesk.model import Change, UnknownName
from sitrepdesk.picture import changes, resolved
from sitrepdesk.report import without_rewordings
from sitrepdesk.store import Snapshot

from .desk import Desk
from .forecasting import standing
from .moments import Moments, moments
from .reporting import earlier
from .situation import Holdings, situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two moments, what they are called, and the typed changes from the first to the second."""

    before: Moments
    now: Moments
    named: tuple[str, str]
    changes: tuple[Change, ...]


def compare(desk: Desk, snapshot: Snapshot, held: Holdings, before: str | None, now: str | None) -> Compared:
    """The changes between two moments, each a report's number or a time; from the last report to all that is in the desk without them.

    ``UnknownName`` for a number that no report of this desk has, and where there is no earlier report to begin from.
    """
    first = _side(desk, snapshot, held, before or _last(snapshot, held))
    second = _side(desk, snapshot, held, now) if now else (held, moments(desk, held, None, None), "now")
    then = situation(desk, first[0], as_of=first[1].as_of, known_by=first[1].known_by)
    later = situation(desk, second[0], as_of=second[1].as_of, known_by=second[1].known_by)
    importance = {a.id: a.priority for a in desk.pack.areas}
    found = without_rewordings(changes(then.picture, later.picture, held.told, importance), held.told)
    decided = resolved(first[1].known_by, standing(snapshot, second[1].known_by))
    return Compared(before=first[1], now=second[1], named=(first[2], second[2]), changes=(*found, *decided))


def _side(desk: Desk, snapshot: Snapshot, held: Holdings, name: str) -> tuple[Holdings, Moments, str]:
    if not name.isdigit():
        return held, moments(desk, held, name, name), name
    number = int(name)
    if number not in _numbers(snapshot, held):
        listed = ", ".join(f"No. {n}" for n in sorted(_numbers(snapshot, held))) or "none yet"
        raise UnknownName(f"No. {number}", "is no report of this desk", f"Reports: {listed}. Or give a time, such as 2022-09-09.")
    return *earlier(snapshot, held, number), f"No. {number}"


def _last(snapshot: Snapshot, held: Holdings) -> str:
    known = _numbers(snapshot, held)
    if not known:
        raise UnknownName("the last report", "is not there: this desk has none", "Give two times: sitrep diff 2022-09-08 2022-09-11")
    return str(max(known))


def _numbers(snapshot: Snapshot, held: Holdings) -> set[int]:
    return {r.number for r in snapshot.reports()} | {i.issue for i in held.items.values() if i.issue is not None}
