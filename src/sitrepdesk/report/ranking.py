"""What comes first: the importance of a claim's type × the credibility of the information × its independent lines."""

from __future__ import annotations

from collections.abc import Iterable
from math import log10

from sitrepdesk.model import DAY, FAMILY, Happening, Micros, Told

from .wording import table

_TABLE = table("sections.toml")
_WEIGHT: dict[str, int] = _TABLE["weight"]
_TYPE: dict[str, int] = _TABLE["type_weight"]
_CREDIBILITY: dict[str, int] = _TABLE["credibility"]
_SURE: dict[str, int] = _TABLE["sure"]
_HISTORY = 365 * DAY
"""What ended this long before the report is history (microseconds)."""
_LATE = 3 * DAY
"""What was said in this time before the report counts as late (microseconds)."""
OLD = 60 * DAY
"""What ended this long before the report is old (microseconds)."""
_AGED = 0.25
"""What is left of its weight at the head."""
LOOK = 300
"""Events of an area, disputes, and events for the head of a report whose words are weighed; beyond them only what they are about counts."""
_MANY = 100
_LINES = 4
"""More independent lines than this add nothing to the weight."""


def importance(kind: str) -> int:
    """The weight of a claim type, 0 to 10."""
    return _TYPE.get(kind, _WEIGHT[FAMILY[kind]])


def weight(happening: Happening) -> int:
    """The weight of an event: importance × credibility in per cent × (1 + independent lines, at most four)."""
    credible = _CREDIBILITY.get(happening.credibility, _CREDIBILITY["6"])
    return importance(happening.type) * credible * (1 + min(_LINES, happening.lines))


def ranked(happenings: Iterable[Happening]) -> list[Happening]:
    """The weightiest first; equal ones in the picture's order, which neither the order of arrival nor the reader's version changes."""
    return sorted(happenings, key=lambda h: -weight(h))


def doubt(told: Told) -> int:
    """How far it may lead, in per cent, by how sure it is; 0 where it tells nothing that happened, or is confidential."""
    claim = told.claim
    if told.item.handling == "confidential" or claim.mood != "stated" or claim.polarity != "affirmed" or claim.time.phase == "future":
        return 0
    hearsay = any(s.hearsay for s in claim.attribution)
    known = bool(claim.actor or claim.target)
    sure = _SURE.get(claim.likelihood, 0)
    return sure * (_SURE["hearsay"] if hearsay else 100) * (100 if known else _SURE["nobody"]) // 10_000


def reach(told: Told) -> float:
    """What the number of people in it adds to its weight: twice the weight for a hundred, thrice for 10,000; of a mere state nothing."""
    if FAMILY[told.claim.type] == "condition":
        return 1.0  # How many live or stand somewhere is no event.
    counts = [float(q.high or q.low or 0) for q in told.claim.quantities if q.unit == "person"]
    most = max(counts, default=0.0)
    return 1 + log10(most) / 2 if most >= _MANY else 1.0


def lateness(end: Micros | None, as_of: Micros) -> float:
    """What its age leaves of the weight of an event at the head: all of what ended lately or at no known time, a quarter of what is old."""
    return _AGED if end is not None and end < as_of - OLD else 1.0


def late(told: Told, as_of: Micros) -> bool:
    """Was it said in the last days before the report?"""
    return told.item.available_at >= as_of - _LATE


def is_history(end: Micros | None, as_of: Micros) -> bool:
    """Is it said to have ended so long ago that a report tells of it as background alone?"""
    return end is not None and end < as_of - _HISTORY


def told_at(told: Told) -> tuple[int, str, int]:
    """Order of telling: time of publication (undated last), item, position."""
    return (told.item.published.start if told.item.published else 2**63, told.item.id, told.claim.span[0])
