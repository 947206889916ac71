"""How a claim stands after what people decided about its anchor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sitrepdesk.model import Claim, Decision, canonical, corrected, digest
from sitrepdesk.model.judgement import Standing
from sitrepdesk.model.wire import CORRECTABLE

_REFERENCES = {"content_of", "because_of", "option_of"}  # ids that change with every reader
JUDGED = tuple(f for f in CORRECTABLE if f not in _REFERENCES)
_STANDING: dict[str, Standing] = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}


def judged(claim: Claim, fields: Iterable[str] | None = None) -> str:
    """The digest of what a decision looked at: the named fields, or all that a reader fills in but references to other claims.

    A decision carries over to a newer reading only where this digest is the same.
    """
    names = sorted(JUDGED if fields is None else fields)
    return digest("judged", canonical({name: getattr(claim, name) for name in names}))


def changes_of(decision: Decision) -> dict[str, Any]:
    """The corrected fields in wire form; empty where the decision corrects none."""
    return dict(json.loads(decision.fields)) if decision.fields else {}


def stand(claim: Claim, decisions: Sequence[Decision]) -> tuple[Claim, Standing]:
    """The claim with its corrections, and its standing: the last decision whose judged fields are still as they were counts."""
    now, standing = claim, "machine"
    for d in decisions:
        if d.undone or d.kind not in _STANDING:
            continue
        changes = changes_of(d)
        fields = changes if d.kind == "correct" else None
        if d.judged is not None and d.judged not in {judged(now, fields), judged(claim, fields)}:
            continue
        if d.kind == "correct":
            now = corrected(now, changes, f"decision {d.seq}")
        standing = _STANDING[d.kind]
    return now, standing  # type: ignore[return-value]
