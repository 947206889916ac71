"""Dates of a report that cannot be right, in words. Nothing is refused for them: a person sees what is amiss and says better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitrepdesk.model import DAY, Claim, Item, iso

ADVICE = "If its date is wrong, add it again with --published."


def ahead(item: Item) -> bool:
    """Is it dated after it came in? A day's difference may be the zones'."""
    return item.published is not None and item.published.start > item.captured_at + DAY


def doubts(item: Item, claims: Iterable[Claim]) -> Iterator[str]:
    """What is amiss with its date: sentences without their subject."""
    if item.published is None:
        return
    when = item.published.start, item.published.end
    if ahead(item):
        yield f"is dated {_day(*when)}, after it came in on {_day(item.captured_at)}: no picture is moved to that day"
    until = item.published.end + DAY
    later = [c for c in claims if c.time.phase == "past" and c.mood == "stated" and c.time.start is not None and c.time.start > until]
    if later:
        first = min((c.time.start or 0, c.time.end or 0) for c in later)
        yield f"is dated {_day(*when)}, and tells as past what was on {_day(*first)}: one of the two is wrong"


def _day(start: int, end: int = 0) -> str:
    """The day of a moment, or the first one of a span, which in its own zone begins at midnight."""
    return (iso(start + max(0, min(end - start, DAY)) // 2) or "")[:10]
