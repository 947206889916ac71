"""Texts that tell what is long past: an encyclopaedia, a look back. What such a text says without a time is no news of its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sitrepdesk.model import Account

from ._tables import LONG_AGO

LEAST = 3
"""Dated claims from which on a text can be told to look back."""


def chronicles(accounts: Iterable[Account]) -> frozenset[str]:
    """The items most of whose dated claims are of a time long before they were published; three at least."""
    far: Counter[str] = Counter()
    near: Counter[str] = Counter()
    for a in accounts:
        if a.explicit and a.tells == "happened":
            (far if a.said_at - a.end > LONG_AGO else near)[a.item] += 1
    return frozenset(i for i, n in far.items() if n >= LEAST and n > near[i])
