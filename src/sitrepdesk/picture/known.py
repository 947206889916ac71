"""What was available by one moment, of the situation at another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitrepdesk.model import Micros, Told


def known(told: Iterable[Told], *, as_of: Micros, known_by: Micros) -> Iterator[Told]:
    """The claims that a picture may rest on, in one pass.

    Left out: what was published (or else captured) after ``known_by``; what had been withdrawn, rejected or replaced by a newer
    version by then; what happened after ``as_of``, or was said after it without a time, so that it may have; and what says who a
    private person is or may have done.
    """
    for t in told:
        if t.item.available_at <= known_by and not _gone(t, known_by) and not _later(t, as_of) and t.claim.withheld != "person":
            yield t


def _gone(t: Told, known_by: Micros) -> bool:
    taken_back = t.withdrawn_at is not None and t.withdrawn_at <= known_by
    return taken_back or (t.superseded_at is not None and t.superseded_at <= known_by) or t.standing == "rejected"


def _later(t: Told, as_of: Micros) -> bool:
    time, said = t.claim.time, t.item.published.start if t.item.published else t.item.captured_at
    if t.claim.mood != "stated" or time.phase == "future":
        return said > as_of
    if time.start is not None:
        return time.start > as_of
    return said > as_of and (time.end is None or time.end > as_of)
