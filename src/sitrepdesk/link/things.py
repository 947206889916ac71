"""What an account tells of beside place and parties: soldiers, a school, power, a flood; and whether two of them can be one."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from sitrepdesk.model import Account

from ._tables import HAZARD, OBJECT, OBJECT_ENDS, PART, PARTS, SOUGHT, THING

THINGS = frozenset((*THING, *OBJECT, *HAZARD, *PARTS))
"""The words that tell two happenings of one kind, place and time apart, folded."""


def thing(a: Account) -> str | None:
    """The class of what was hit, lost, brought or cut off; ``None`` where the words name none ("40 people"), or two at once."""
    lists = SOUGHT.get(a.type, ())
    named = (_sought(lists, a.counted) if a.counted else None) or (a.site if "works" in lists and a.place else None)
    if named or "kind" not in lists or not a.quantities:
        return named
    return next((q.unit for q in a.quantities if q.of == "target" and q.unit and q.unit != "person"), None)


def things(a: Account) -> tuple[str | None, str | None]:
    """What it tells of, and at which work or building where that is not the same."""
    return thing(a), None if a.place and "works" in SOUGHT.get(a.type, ()) else a.site


def _sought(lists: tuple[str, ...], words: str) -> str | None:
    return next((found for name in lists if (found := _FIND[name](words))), None)


@lru_cache(maxsize=1 << 14)
def _kind(words: str) -> str | None:
    return next((THING[w] for w in words.split() if w in THING), None)


@lru_cache(maxsize=1 << 14)
def _works(words: str) -> str | None:
    """The one sort of work or building that the words name, up to where they say where it stands ("a bridge over the canal")."""
    own = takewhile(lambda w: w not in OBJECT_ENDS, words.replace(",", " , ").split())
    named = {OBJECT[w] for w in own if w in OBJECT}
    return named.pop() if len(named) == 1 else None


@lru_cache(maxsize=1 << 14)
def _hazard(words: str) -> str | None:
    return next((HAZARD[w] for w in words.split() if w in HAZARD), None)


_FIND = {"kind": _kind, "works": _works, "hazard": _hazard}


def apart(one: str | None, other: str | None) -> bool:
    """Are they two things, so that nobody who tells of the first tells of the second?"""
    return one is not None and other is not None and one != other and not whole(one, other) and not whole(other, one)


def whole(part: str | None, other: str | None) -> bool:
    """Is the first a part of the second, as children are of civilians, and all people of "people"?"""
    return part is not None and (other is None or PART.get(part) == other)
