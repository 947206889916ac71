"""Words by the sort of thing that they name: who and what is counted or cut off, works and buildings, disasters, parts of a place."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def _sort(name: str) -> dict[str, str]:
    return {word: sort for sort, words in _TABLE[name].items() for word in words}


_TABLE: dict[str, dict[str, list[str]]] = tomllib.loads((files(__package__) / "tables" / "sorts.toml").read_text(encoding="utf-8"))
KINDS, WORKS, TOOLS, HAZARDS, PARTS = (_sort(name) for name in ("kind", "works", "tool", "hazard", "parts"))
"""Folded words to their sorts: of people, services, goods and equipment; of works and buildings; of what does harm; of disasters and
diseases; of parts of places, as they are printed before a name ("northern part of"). Works and parts stand in order of precedence."""
SORTED = frozenset((*KINDS, *WORKS, *TOOLS, *HAZARDS, *PARTS))
"""Every word that has a sort."""
