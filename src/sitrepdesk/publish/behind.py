"""What stands behind a text, as far as clearing looks at it: which places its claims name, and whether they speak of positions.

Kept small, so that a sentence that rests on thousands of claims costs no more than the places that they name between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sitrepdesk.model import Told

from .rules import table

_TABLE = table("sites.toml")["positions"]
POSITIONS, _NEEDS = frozenset(_TABLE["types"]), frozenset(_TABLE["needs"])
_FORCES = re.compile(r"\b(?:" + "|".join(_TABLE["forces"]) + r")", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as claims name it. ``told_by_name``: the name of a source that tells of it holds it."""

    text: str
    place: str | None
    kind: str | None
    precision: str | None
    told_by_name: bool


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """The places that the claims behind a text name, each once, in the claims' order (a dict that is used as an ordered set: it can be
    joined to another without hashing its places again); ``positions``: one of the claims tells of forces."""

    spots: Mapping[Spot, None] = field(default_factory=dict)
    positions: bool = False


NOTHING = Behind()


def _of_forces(told: Told) -> bool:
    """Does it tell where forces are, or what they have? Who goes hungry is no force."""
    claim = told.claim
    return claim.type in POSITIONS and not (claim.type in _NEEDS and not _FORCES.search(claim.quote))


def behind(told: Iterable[Told]) -> Behind:
    """What these claims have to say of it."""
    spots: dict[Spot, None] = {}
    positions = False
    for t in told:
        positions = positions or _of_forces(t)
        name = t.source.name.casefold() if t.source else ""
        for w in t.claim.places:
            spots[Spot(w.text, w.place, w.kind, w.precision, w.text.casefold() in name)] = None
    return Behind(spots, positions)


def joined(first: Behind, others: Iterable[Behind]) -> Behind:
    """All of them together."""
    spots, positions = dict(first.spots), first.positions
    for b in others:
        spots.update(b.spots)
        positions = positions or b.positions
    return Behind(spots, positions)
