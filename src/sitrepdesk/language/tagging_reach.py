"""How far a word class looks: to the verb behind a word, and to the noun at the head of the phrase before it."""

from __future__ import annotations

from collections.abc import Sequence

from .tokens import Token

MANY = frozenset({"people", "troops", "police", "children", "men", "women", "few", "many", "some", "others"})
"""Plurals without an ending."""
_INSIDE = frozenset({"N", "NAME", "ADJ", "DET", "POSS", "NUM", "PS"})


def verb_behind(raw: Sequence[str], i: int) -> bool:
    """Does another finite verb follow before the next mark?"""
    for cls in raw[i + 1 : i + 14]:
        if cls in {"COMMA", "STOP", "SUB", "WH", "THAT", "COLON"}:
            return False
        if cls.partition("/")[0] in {"VBZ", "VBD", "BE", "HAVE", "MODAL", "DO"}:
            return True
    return False


def headed_by_many(words: Sequence[Token], done: Sequence[str], since: int) -> bool | None:
    """Is the noun that opens the clause, before its prepositions ("the *hospitals* in Gaza"), a plural? ``None`` where none does."""
    at = len(done) - 1
    while at >= since and (done[at] in _INSIDE or done[at] == "PREP"):
        at -= 1
    if at >= since:
        return None
    first = next((k for k in range(since, len(done)) if done[k] == "PREP"), None)
    if first is None or first == since or done[first - 1] not in {"N", "NAME"}:
        return None
    return words[first - 1].lower.endswith("s") or words[first - 1].lower in MANY
