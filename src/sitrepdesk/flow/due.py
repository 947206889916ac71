"""When the next report is due: the day that a person gave, else the rhythm of the numbers issued so far."""

from __future__ import annotations

from sitrepdesk.model import DAY, BadValue, Micros
from sitrepdesk.report import day_in_words
from sitrepdesk.store import Snapshot

from .desk import Desk
from .situation import Holdings


def due(desk: Desk, snapshot: Snapshot, held: Holdings, number: int, as_of: Micros, said: str | None) -> str:
    """When the report after this ``number`` is due, in words; empty where nobody said so and no two earlier numbers were issued.

    ``said`` is what a person typed. The rhythm is the time from number to number over the last two issued before this one.
    ``BadValue`` for a day that is over when this report closes.
    """
    if said:
        day = desk.stamp(said)
        if day.end <= as_of:
            raise BadValue(f"next issue {said}", "is before this report closes", "Give a later day, or leave it out.")
        return f"Next issue: {day_in_words(day.start, desk.zone)}"
    out = _issued(snapshot, held)
    before = sorted(n for n in out if n < number)[-2:]
    if len(before) < 2:
        return ""
    step = (out[before[1]] - out[before[0]]) // (before[1] - before[0])
    if step < DAY // 2:
        return ""
    return f"Next issue expected on {day_in_words(as_of + step, desk.zone)}"


def _issued(snapshot: Snapshot, held: Holdings) -> dict[int, Micros]:
    """The moments of the numbers that went out, those added as ours among them."""
    ours = {i.issue: i.available_at for i in sorted(held.items.values(), key=lambda i: -i.available_at) if i.issue is not None}
    return ours | {r.number: r.as_of for r in snapshot.reports() if r.issued}
