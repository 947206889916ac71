"""What changed since the last report: each change with what was said before and what is said now."""

from __future__ import annotations

from sitrepdesk.model import Change, Section, Sentence

from .ranking import importance, late, told_at
from .wording import capital, count, listed, number
from .writer import Writer

NEW = 5
"""New events that are told here; the others stand in their areas."""
OTHER = 14
"""Other changes that are told."""

LABELS = {
    "strengthened": "More support",
    "weakened": "Less support",
    "contradicted": "Now contradicted",
    "reversed": "Reversed",
    "corrected": "Corrected",
    "withdrawn": "Withdrawn",
    "answered": "Answered",
    "no-longer-reported": "No longer reported",
}
_GLUE = {"contradicted": "Against that,", "reversed": "Then", "corrected": "Then"}
_GONE = {"withdrawn", "no-longer-reported", "weakened"}


def changed(w: Writer, in_bottom_line: frozenset[str]) -> list[Section]:
    """The changes, weightiest kinds first; new events last and only the weightiest that the bottom line does not tell."""
    i = w.inputs
    if i.since is None:
        note = w.note("changed", "This is the first report of this desk; there is nothing to compare it with.")
        return [Section(key="changed", title="What changed", sentences=(note,))]
    moved = [c for kind in LABELS for c in i.changes if c.kind == kind]
    told = [x for c in moved if (x := _moved(w, c))]
    fresh = sorted((c for c in i.changes if c.kind == "new"), key=lambda c: -_weight(w, c))
    stated = [s for c in fresh if (s := w.statement(c.now, c.lines)) and not s.lead.own]
    made = w.merged(s for s in stated if not set(s.claims) & in_bottom_line)
    news = [w.placed("new", s) for s in sorted(made[:NEW], key=lambda s: told_at(s.lead))]
    none = [] if told or news else [w.note("changed", "Nothing of what the desk has taken in since then changes the picture.")]
    rest = _rest(w, len(told) - OTHER, len(made) - NEW)
    top = Section(key="changed", title=f"What changed since No. {i.since}", sentences=(*told[:OTHER], *none, *(() if news else rest)))
    return [top, Section(key="new", title="New", sentences=(*news, *rest), level=3)] if news else [top]


def _moved(w: Writer, change: Change) -> Sentence | None:
    before, now = w.statement(change.before), w.statement(change.now, change.lines)
    label = LABELS[change.kind]
    if change.kind in _GONE or now is None:
        return w.fact("changed", before, label) if before else None
    if change.kind == "strengthened" or before is None or w.words(before).key == w.words(now).key:
        return w.fact("changed", now, label)
    return w.pair("changed", before, now, _GLUE.get(change.kind, ""), label)


def _weight(w: Writer, change: Change) -> int:
    told = [w.inputs.told[c] for c in change.now if c in w.inputs.told]
    weights = [importance(t.claim.type) * (1 + late(t, w.inputs.picture.as_of)) for t in told]
    return max(weights, default=0) * (1 + min(4, change.lines))


def _rest(w: Writer, moved: int, fresh: int) -> list[Sentence]:
    parts = [
        *([f"{number(moved)} further {'change' if moved == 1 else 'changes'}"] if moved > 0 else []),
        *([count(fresh, "more new event")] if fresh > 0 else []),
    ]
    one = len(parts) == 1 and moved <= 1 and fresh <= 1
    return (
        [w.link("changed", f"{capital(listed(parts))} {'stands' if one else 'stand'} in the sections below and in the ledger.")]
        if parts
        else []
    )
