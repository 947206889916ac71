"""How far a source may be trusted: A to F, by its record alone; where there is none, F, which is no reproach."""

from __future__ import annotations

from typing import cast

from sitrepdesk.model import Assessment, BadValue
from sitrepdesk.model.scales import table

GRADES = cast(dict[str, str], table("sitrepdesk.weigh", "reliability.toml"))
FAIR = frozenset("ABC")


def reliability(source: str, grade: str | None = None) -> Assessment:
    """The reliability of a source id. ``grade`` is the letter that a person set from its record; ``None`` where there is no record.

    Raises ``BadValue`` for a letter outside the scale.
    """
    letter = grade or "F"
    if letter not in GRADES:
        raise BadValue(f"reliability {letter!r}", "is no grade of a source", "Use one letter from A (reliable) to F (cannot be judged).")
    method = "no record" if grade is None else "set by a person"
    return Assessment(about=source, scale="admiralty-source", value=letter, because=(GRADES[letter],), method=method, lines=0)
