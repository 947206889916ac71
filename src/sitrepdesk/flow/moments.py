"""Which moment a picture is of, and by when its material had to be known."""

from __future__ import annotations

from dataclasses import dataclass

from sitrepdesk.model import Item, Micros

from .desk import Desk
from .doubts import ahead
from .situation import Holdings


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """The two free moments of a picture, in UTC microseconds."""

    as_of: Micros
    known_by: Micros


def moments(desk: Desk, held: Holdings, at: str | None, known_by: str | None) -> Moments:
    """The moments that a person typed. A date means the end of that day.

    Without ``known_by`` everything in the desk counts; without ``at`` the picture is of the last moment that any report speaks from,
    so that it does not depend on the day on which it is made. A report that is dated after it came in moves no picture to its day.
    """
    last = max((i.available_at for i in held.items.values()), default=desk.now)
    known = desk.stamp(known_by).end if known_by else max(last, desk.now)
    if at:
        return Moments(as_of=desk.stamp(at).end - 1, known_by=known)
    spoken = [i for i in held.items.values() if i.available_at <= known]
    sound = [i for i in spoken if not ahead(i)] or spoken
    return Moments(as_of=max(map(_last_moment, sound), default=known), known_by=known)


def _last_moment(item: Item) -> Micros:
    """The last moment from which an item speaks. Intervals are half-open: a day's last moment is the one before its end."""
    return item.published.end - 1 if item.published else item.captured_at
