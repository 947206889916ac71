"""Needs, response and gaps by cluster, as humanitarian situation reports order them: in the sources' words, as everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from sitrepdesk.model import Happening, Section

from .ranking import is_history, ranked, told_at
from .wording import capital, count, table
from .writer import Statement, Writer

MOST = 4
"""Sentences of one cluster."""
CLEAR = 50
"""Words that stand alone less well than this are left to the ledger."""

_TABLE = table("clusters.toml")
_NAMES: dict[str, str] = _TABLE["names"]
_OBJECTS: dict[str, str] = _TABLE["objects"]
_TYPES: dict[str, str] = _TABLE["types"]


def clusters(w: Writer, key: str, title: str) -> list[Section]:
    """One of needs, response and gaps: a section, and under it one for each cluster that somebody tells of."""
    kinds = _TABLE[key]
    by: dict[str, list[Statement]] = {}
    for h in ranked(w.inputs.picture.happenings):
        made = w.of_happening(h)
        fits = h.type in kinds["types"] and h.tells in kinds["tells"] and not h.disputed
        if made and fits and w.standing(made) >= CLEAR and not is_history(h.end, w.inputs.picture.as_of):
            by.setdefault(_cluster(made, h), []).append(made)
    made_ = [_section(w, key, c, by[c]) for c in _ordered(by)]
    return [Section(key=key, title=title, sentences=()), *made_] if made_ else []


def _section(w: Writer, key: str, cluster: str, told: list[Statement]) -> Section:
    merged = w.merged(told)
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
