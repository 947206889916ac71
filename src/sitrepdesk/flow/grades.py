"""How far each source may be trusted, as it stands: by what a person set, else by what the theatre's pack brings along, else F."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sitrepdesk.model import Assessment, Claim, Decision, Source
from sitrepdesk.store import judged
from sitrepdesk.theatre import Pack
from sitrepdesk.weigh import reliability

OUTCOMES = ("confirm", "refute")
_LOOKED_AT = ("type", "quote", "polarity", "mood")
"""What a person who says what came of a claim has read of it. Where a new reading changes one of these, the outcome lapses."""


def looked_at(claim: Claim) -> str:
    """The digest of what an outcome is about."""
    return judged(claim, _LOOKED_AT)


def letter_of(decision: Decision) -> str:
    """The letter that a ``grade`` decision sets."""
    return str(json.loads(decision.fields or "{}").get("grade", "F"))


def counting(decisions: Iterable[Decision], claims: Mapping[str, Claim]) -> tuple[Decision, ...]:
    """The grades, and the outcomes of claims that still read as they did. ``claims`` by anchor."""
    return tuple(
        d
        for d in decisions
        if not d.undone and (d.kind == "grade" or (d.kind in OUTCOMES and d.about in claims and d.judged == looked_at(claims[d.about])))
    )


def grade_of(source: Source, decisions: Iterable[Decision], pack: Pack) -> Assessment:
    """The reliability of one source: the last letter that a person set, else the pack's, else F."""
    set_ = [d for d in decisions if d.kind == "grade" and d.about == source.id and not d.undone]
    if set_:
        last = max(set_, key=lambda d: d.seq)
        return reliability(source.id, letter_of(last), because=last.because or "")
    prior = pack.prior(source.name, *source.also)
    return reliability(source.id, prior.grade, "brought along by the theatre's pack", prior.because) if prior else reliability(source.id)
