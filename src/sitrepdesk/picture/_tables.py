"""The tables of this room, read once."""

from __future__ import annotations

from typing import Any, cast

from sitrepdesk.model import DAY
from sitrepdesk.model.scales import table


def _read(name: str) -> dict[str, Any]:
    return cast(dict[str, Any], table("sitrepdesk.picture", name))


PARTY = "party:"
"""Begins the line of a party to the conflict, before the id of its side."""
_TALLIES, _CONTROL, _QUESTIONS = _read("tallies.toml"), _read("control.toml"), _read("questions.toml")

OF_TARGET = frozenset(_TALLIES["target"]["types"])
OWNED = frozenset(_TALLIES["owner"]["types"])
LOST = frozenset(_TALLIES["lost"]["heads"])
COUNTED = OF_TARGET | frozenset(_TALLIES["actor"]["types"])
SINGULAR = frozenset(_TALLIES["singular"]["types"])
ONE = tuple(_TALLIES["singular"]["starts"])
NO_UNITS = frozenset(_TALLIES["not_counted"]["units"])
NO_ENDINGS = tuple(_TALLIES["not_counted"]["endings"])
TOTAL = tuple(_TALLIES["total"]["words"])

HOLD, NEWS, LEAVE, CONTEST, ENTER, INTO = (frozenset(_CONTROL[k]) for k in ("hold", "news", "leave", "contest", "enter", "into"))
THERE = frozenset(_CONTROL["here"])
SURE: int = _CONTROL["sure"]
FADES = _CONTROL["fades_days"] * DAY
ENOUGH: float = _CONTROL["enough"] / 1000
RIGHT, WORTH = ({k: v / 1000 for k, v in _CONTROL[t].items()} for t in ("right", "worth"))
FRESH = _CONTROL["fresh_days"] * DAY
AGES: int = _CONTROL["ages_days"] * DAY

ANSWERS = {t: frozenset(by) for t, by in _QUESTIONS["answers"].items()}
ASKS_NUMBER = tuple(_QUESTIONS["asks"]["number"])
PERSON_ONLY = tuple(_QUESTIONS["asks"]["person_only"])
