"""Needs, response and gaps by cluster, as humanitarian situation reports order them: in the sources' words, as everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitrepdesk.model import Happening, Section

from .printed import Printed
from .ranking import is_history, told_at
from .wording import capital, count, table
from .writer import Statement, Writer

MOST = 4
"""Sentences of one cluster."""
CLEAR = 50
"""Words that stand alone less well than this are left to the ledger."""

_TABLE = table("clusters.toml")
_NAMES: dict[str, str] = _TABLE["names"]
_OBJECTS: dict[str, str] = _TABLE["objects"]
_FORCES = re.compile(rf"\b(?:{'|'.join(map(re.escape, _TABLE['armed']['words']))})\b", re.IGNORECASE)
_ARMED = frozenset(_TABLE["armed"]["kinds"])
_TYPES: dict[str, str] = _TABLE["types"]


def clusters(w: Writer, key: str, title: str, printed: Printed) -> list[Section]:
    """One of needs, response and gaps: a section, and under it one for each cluster that somebody tells of.

    What is ``printed`` is not told again, and what is told here is noted there. What a force lacks or is given is no need of civilians,
    and stands elsewhere.
    """
    kinds = _TABLE[key]
    by: dict[str, list[Statement]] = {}
    for h in w.phrases.ranked():
        made = w.of_happening(h)
        fits = h.type in kinds["types"] and h.tells in kinds["tells"] and not h.disputed
        if (
            made
            and fits
            and _civil(w, made)
            and not printed.holds(made)
            and w.standing(made) >= CLEAR
            and not is_history(h.end, w.inputs.picture.as_of)
        ):
            by.setdefault(_cluster(made, h), []).append(made)
    made_ = [_section(w, key, c, by[c], printed) for c in _ordered(by)]
    kept = [s for s in made_ if s.sentences]
    return [Section(key=key, title=title, sentences=()), *kept] if kept else []


def _civil(w: Writer, made: Statement) -> bool:
    """Does it tell of people, and not of a side's forces alone?"""
    c, forces = made.lead.claim, {s.forces for s in w.inputs.pack.sides if s.forces}
    kinds = {a.id: a.kind for a in w.inputs.pack.actors}
    parties = c.actor if c.type == "shortage" and c.actor else (*c.actor, *c.target)  # Who is short of a thing is the actor.
    named = [p for p in parties if p.entity or _FORCES.search(p.text)]
    if not named:
        return not _FORCES.search(c.quote)
    return not all(p.entity in forces or kinds.get(p.entity or "") in _ARMED or _FORCES.search(p.text) for p in named)


def _section(w: Writer, key: str, cluster: str, told: list[Statement], printed: Printed) -> Section:
    merged = [s for s in w.merged(told) if not printed.holds(s)]
    for s in merged:
        printed.show(s)
    facts = [w.placed(f"{key}-{cluster}", s) for s in sorted(merged[:MOST], key=lambda s: told_at(s.lead))]
    left = len(merged) - len(facts)
    more = (
        [w.link(key, f"{capital(count(left, 'more event'))} {'stands' if left == 1 else 'stand'} in the ledger: sitrep claims.")]
        if left > 0
        else []
    )
    return Section(key=f"{key}-{cluster}", title=_NAMES[cluster], sentences=(*facts, *more), level=3)


def _cluster(made: Statement, h: Happening) -> str:
    c = made.lead.claim
    found = c.sector or _OBJECTS.get(c.object or "") or _TYPES.get(h.type)
    return found if found in _NAMES else "none"


def _ordered(found: Iterable[str]) -> list[str]:
    order = list(_NAMES)
    return sorted(found, key=order.index)
