"""How a claim is printed for a person: one line in lists, a page in ``sitrep show``."""

from __future__ import annotations

from sitrepdesk.model import Claim, Item, Quantity, Told, When, iso

SHORT = 10
"""Characters of an id that are printed; any unambiguous prefix is accepted."""


def short(name: str) -> str:
    """An id as people see it."""
    return name[:SHORT]


def bounds(q: Quantity) -> str:
    """The bounds in signs: ``2000…~9999 person``; an open bound is a blank, a soft one has a tilde."""
    low = "" if q.low is None else f"{'~' if q.soft in ('low', 'both') else ''}{q.low}"
    high = "" if q.high is None else f"{'~' if q.soft in ('high', 'both') else ''}{q.high}"
    number = low if low == high and low else f"{low}…{high}"
    return f"{number} {q.unit or ''}".strip()


def how_said(claim: Claim) -> str:
    """All that keeps a claim from being a plain assertion, or ``plain``."""
    words = [
        "negated" if claim.polarity == "negated" else "",
        claim.likelihood if claim.likelihood != "stated" else "",
        claim.mood if claim.mood != "stated" else "",
        "future" if claim.time.phase == "future" else "",
        "says: " + " ← ".join(s.text or s.kind for s in claim.attribution) if claim.attribution else "",
    ]
    return ", ".join(w for w in words if w) or "plain"


def when_text(time: When) -> str:
    """The interval in UTC, or what is known of it."""
    if time.start is None and time.end is None:
        return f"not said ({time.phase})" if not time.text else f"“{time.text}” ({time.phase}), no interval"
    return f"{iso(time.start) or '…'} – {iso(time.end) or '…'} ({time.phase}{', ' + time.precision if time.precision else ''})"


def published(item: Item) -> str:
    """The publication as it was given, or that it is unknown."""
    return item.published.text if item.published else "date unknown"


def source_name(told: Told) -> str:
    """The source's printed name, or that it is unknown."""
    return told.source.name if told.source else "source unknown"


def row(told: Told) -> tuple[str, ...]:
    """One claim as a row of a list."""
    c = told.claim
    quote = " ".join(c.quote.split())
    places = ", ".join(p.text for p in c.places)
    return (short(c.id), c.type, how_said(c)[:44], places[:24], source_name(told)[:24], published(told.item)[:16], quote[:100])


HEADER = ("claim", "type", "how it is said", "where", "source", "published", "quote")
