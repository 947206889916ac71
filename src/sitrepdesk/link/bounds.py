"""When two counts cannot both be true: only hard bounds clash, and a soft one only where it is passed by far."""

from __future__ import annotations

from decimal import Decimal

from sitrepdesk.model import Quantity

_AROUND = Decimal("1.2")
_NARROW = Decimal("1.3")
_FACTOR = Decimal(2)


def disjoint(a: Quantity, b: Quantity) -> bool:
    """Do the bounds exclude each other? Open bounds exclude nothing: "40" and "at least 30" agree.

    A soft bound is no word's commitment: it may be passed by less than a factor of two, and "around" by less than a fifth.
    """
    (low_a, high_a), (low_b, high_b) = _stretched(a), _stretched(b)
    return _over(low_a, high_b) or _over(low_b, high_a)


def said(q: Quantity) -> str:
    """The bounds in words: "at least 30", "up to 10000", "12 to 15"."""
    if q.low is None:
        return "some" if q.high is None else f"up to {q.high:f}"
    if q.high is None:
        return f"at least {q.low:f}"
    return f"{q.low:f}" if q.low == q.high else f"{q.low:f} to {q.high:f}"


def _over(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low > high


def _stretched(q: Quantity) -> tuple[Decimal | None, Decimal | None]:
    low, high = q.low, q.high
    if q.soft == "both" and low and high and high <= low * _NARROW:
        return low / _AROUND, high * _AROUND
    if q.soft in ("low", "both") and low is not None:
        low = low / _FACTOR
    if q.soft in ("high", "both") and high is not None:
        high = high * _FACTOR
    return low, high
