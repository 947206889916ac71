"""Whose a thing is, by the words for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sitrepdesk.theatre import Pack


def whose(pack: Pack) -> Callable[[str], str | None]:
    """Words to the one side whose state or people they name: "Russian tanks". ``None`` where they name none, or two."""

    @lru_cache(maxsize=4096)
    def side(words: str) -> str | None:
        bare = words.replace("’s", "").replace("'s", "").split()
        named = {s.id for w in bare if (s := pack.side_named(w))}
        return named.pop() if len(named) == 1 else None

    return side
