"""What an account tells of beside place and parties: soldiers, civilians, tanks, power; and whether two of them can be one."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from sitrepdesk.model import FAMILY, Account

from ._tables import OBJECT, OBJECT_ENDS, OBJECT_TYPES, PART, THING

_TYPES = frozenset(t for t, family in FAMILY.items() if family in {"people", "materiel", "civilians", "condition"})


def thing(a: Account) -> str | None:
    """The class of what was hit, lost or cut off; ``None`` where the words name none ("40 people"), or two at once."""
    if a.type in OBJECT_TYPES and a.counted and (hit := _object(a.counted)):
        return hit
    if a.type not in _TYPES:
        return None
    named = _named(a.counted) if a.counted else None
    if named or not a.quantities:
        return named
    return next((q.unit for q in a.quantities if q.of == "target" and q.unit and q.unit != "person"), None)


@lru_cache(maxsize=1 << 14)
def _named(words: str) -> str | None:
    return next((THING[w] for w in words.split() if w in THING), None)


@lru_cache(maxsize=1 << 14)
def _object(words: str) -> str | None:
    """The one sort of work or building that the words name, up to where they say where it stands ("a bridge over the canal")."""
    own = takewhile(lambda w: w not in OBJECT_ENDS, words.replace(",", " , ").split())
    named = {OBJECT[w] for w in own if w in OBJECT}
    return named.pop() if len(named) == 1 else None


def apart(one: str | None, other: str | None) -> bool:
    """Are they two things, so that nobody who tells of the first tells of the second?"""
    return one is not None and other is not None and one != other and not whole(one, other) and not whole(other, one)


def whole(part: str | None, other: str | None) -> bool:
    """Is the first a part of the second, as children are of civilians, and all people of "people"?"""
    return part is not None and (other is None or PART.get(part) == other)
