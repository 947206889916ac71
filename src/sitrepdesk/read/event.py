"""An event as the words tell it, before context: its type, its head, and the phrases in its roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from .chunks import NP
from .clause import Clause
from .tables import Frame

OCCUR = frozenset(
    [
        "begin",
        "start",
        "continue",
        "occur",
        "erupt",
        "resume",
        "end",
        "last",
        "rage",
        "intensify",
        "escalate",
        "happen",
        "follow",
        "persist",
        "subside",
        "ease",
        "flare",
    ]
)
"""Verbs by which an event noun only happens, begins or ends."""


@dataclass(slots=True, eq=False)
class Event:
    """An event as the words tell it, before context. Roles hold phrases; ``noun`` is set where a noun is the head."""

    clause: Clause
    type: str
    s: int
    e: int
    frame: Frame | None
    roles: dict[str, list[NP]] = field(default_factory=dict)
    noun: NP | None = None
    owner: tuple[int, int] | None = None
    owner_role: str = "actor"
    why: str = ""
    host: NP | None = None
    within: NP | None = None
    """The phrase of which it is a word, but not the head ("an *infiltration* attempt", "*destroyed* classrooms")."""
    mood: str = ""
    none: bool = False
    """The thing acted upon is said to be none ("received no supplies")."""
    merged: list[Event] = field(default_factory=list)
    word: int | None = None
    """The word at which the tagger sees the event."""

    def add(self, role: str, np: NP | None) -> None:
        """Put a phrase and the phrases joined to it in a role."""
        if np is None or role in {"-", ""}:
            return
        here = self.roles.setdefault(role, [])
        here += [x for x in (np, *np.more) if x not in here]
