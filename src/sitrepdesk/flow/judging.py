"""What a person looked at in deciding about a pair of claims."""

from __future__ import annotations

from sitrepdesk.model import Claim, digest
from sitrepdesk.store import judged

_LOOKED_AT = ("type", "quote", "polarity", "mood")
"""What a person compares in two claims: their words and what they tell. Where a new reading changes one of these, the decision lapses."""


def judged_pair(a: Claim | None, b: Claim | None) -> str | None:
    """The digest of what a merge or a split looked at; ``None`` where a claim is no longer there."""
    return None if a is None or b is None else digest("judged-pair", judged(a, _LOOKED_AT), judged(b, _LOOKED_AT))
