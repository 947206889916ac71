"""Forecasts that claims propose: what somebody says of the future. A person registers them; nothing is registered by itself.

A word is no number: "likely" names a band, and a band is never turned into a probability. A number is proposed only where the text
prints one, and a deadline only where the text names a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sitrepdesk.model import Micros, Told

_NUMBER = re.compile(r"\b(?P<n>\d{1,2}(?:\.\d)?)\s?(?:%|per ?cent\b)")
_AHEAD = frozenset({"stated", "intended"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim about the future that might be registered as a forecast.

    ``words`` are the text round it. ``probability`` in per mille is what the text prints, ``likelihood`` the speaker's word (no
    number), ``deadline`` the end of the time that the claim names; each is empty where the text has none. ``own``: from this desk's
    own earlier report.
    """

    claim: str
    anchor: str
    words: str
    who: str
    own: bool
    likelihood: str
    probability: int | None
    deadline: Micros | None


def proposals(told: Iterable[Told], words: Callable[[Told], str], at: Micros, taken: frozenset[str] = frozenset()) -> tuple[Proposal, ...]:
    """Claims of what is still to come at ``at``, our own reports' first, those with a number and a deadline before others.

    ``words`` gives the text round a claim; ``taken`` are the anchors of claims that are registered already. Of claims in the same
    words one is proposed. Plans of those who would carry them out are no forecasts and are left out, as is what a person withheld.
    """
    kept: dict[str, Proposal] = {}
    for p in _candidates(told, words, at, taken):
        kept.setdefault(" ".join(p.words.casefold().split()), p)
    return tuple(sorted(kept.values(), key=lambda p: (not p.own, p.probability is None, p.deadline is None, p.deadline or 0, p.claim)))


def _candidates(told: Iterable[Told], words: Callable[[Told], str], at: Micros, taken: frozenset[str]) -> Iterator[Proposal]:
    for t in sorted(told, key=lambda t: (t.item.available_at, t.item.id, t.claim.span)):
        c = t.claim
        if c.withheld or t.standing == "rejected" or t.withdrawn_at is not None or c.anchor in taken or c.option_of:
            continue
        text = words(t)
        number = _probability(text)
        ahead = c.time.phase == "future" and c.mood in _AHEAD and (c.mood == "stated" or t.own)
        if not ahead or (c.time.end is not None and c.time.end <= at) or (c.likelihood == "stated" and number is None):
            continue
        yield Proposal(
            claim=c.id,
            anchor=c.anchor,
            words=" ".join(text.split()),
            who=next((s.text for s in c.attribution if s.kind == "named"), t.source.name if t.source else ""),
            own=t.own,
            likelihood=c.likelihood,
            probability=number,
            deadline=c.time.end,
        )


def _probability(text: str) -> int | None:
    """The one percentage that the words print, in per mille; ``None`` for none, and where there are several."""
    found = {m["n"] for m in _NUMBER.finditer(text)}
    value = round(float(found.pop()) * 10) if len(found) == 1 else 0
    return value if 1 <= value <= 999 else None
