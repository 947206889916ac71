"""What changed since the last report: each change with what was said before and what is said now."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitrepdesk.model import Change, Section, Sentence

from .printed import Printed
from .ranking import importance, late, told_at
from .standing import asks
from .takenback import taken_back
from .topline import CLEAR, TopLine
from .wording import capital, count, listed, number
from .writer import Statement, Writer

NEW = 4
"""New events that are told here; the others stand in their areas."""
MOST = 12
"""Lines of what changed, new events among them."""

LABELS = {
    "reversed": "Reversed",
    "contradicted": "Now contradicted",
    "withdrawn": "Withdrawn",
    "corrected": "Corrected",
    "answered": "Answered",
    "strengthened": "More support",
    "weakened": "Less support",
    "no-longer-reported": "No longer reported",
}
_SHARE = {"strengthened": 3, "weakened": 2, "no-longer-reported": 2}
"""Lines of these kinds; of the others, as many as there is room for."""
_LEFT = {
    "strengthened": "with more support than before",
    "weakened": "with less",
    "no-longer-reported": "left out by a newer version of their article, which takes nothing back",
}
_GLUE = {"contradicted": "Against that,", "reversed": "Then", "corrected": "Then", "answered": "Since then"}
_QUOTED = re.compile(r"“[^”]*”")
_GONE = {"withdrawn", "no-longer-reported", "weakened"}


def changed(w: Writer, line: TopLine, elsewhere: frozenset[str], disputed: frozenset[str] = frozenset()) -> list[Section]:
    """The changes by kind, the weightiest kinds first; then the new events of most weight that are not told ``elsewhere``.

    What is newly contradicted by accounts that stand under ``disputed`` is only named.
    """
    i = w.inputs
    if i.since is None or i.before is None:
        note = w.note("changed", "This is the first report of this desk; there is nothing to compare it with.")
        return [Section(key="changed", title="What changed", sentences=(note,))]
    back = taken_back(w, "changed", i.before.known_by)
    said = {c for s in back for c in s.support}
    told, left, open_ = _moves(w, said, disputed, MOST - NEW - len(back))
    news = _news(w, line, Printed(w, elsewhere | said), NEW)
    none = [] if back or told or news or open_ else _nothing(w, line)
    first = [s for s in told if not s.text.startswith(LABELS["answered"])]
    answers = [s for s in told if s not in first]
    top = Section(
        key="changed",
        title=f"What changed since No. {i.since}",
        sentences=(*first, *back, *answers, *none, *_opened(w, open_), *_rest(w, left), *_questions(w)),
    )
    fresh = sum(c.kind == "new" and c.subject == "happening" for c in i.changes)
    more = _more(w, fresh - len(news), i.since)
    return [top, Section(key="new", title="New", sentences=(*news, *more), level=3)] if news else [top]


def _moves(w: Writer, said: set[str], disputed: frozenset[str], room: int) -> tuple[list[Sentence], dict[str, int], list[str]]:
    """Lines for what moved, how many of each kind found no room, and what is newly disputed and told under that heading."""
    told: list[Sentence] = []
    left: dict[str, int] = {}
    open_: dict[str, None] = {}
    for kind in LABELS:
        share = _SHARE.get(kind, room)
        same = sorted((c for c in w.inputs.changes if c.kind == kind), key=lambda c: -_weight(w, c))
        made = 0
        seen: set[str] = set()
        for c in same:
            if said & set(c.before):
                continue
            place = c.about if c.subject == "control" else c.about.partition(": ")[2]
            if kind == "contradicted" and place and disputed & {*c.now, *c.before}:
                open_.setdefault(place)
                continue
            s = _moved(w, c) if made < share and len(told) < room else None
            words = frozenset(_QUOTED.findall(s.text)) if s else frozenset()
            if s is None or words <= seen:
                left[kind] = left.get(kind, 0) + 1
                continue
            seen |= words
            told.append(s)
            made += 1
    return told, left, list(open_)


def _nothing(w: Writer, line: TopLine) -> list[Sentence]:
    """What is said under this heading where all that is new stands elsewhere, or nothing is."""
    if any(r.fresh for r in line.ranked()):
        return [w.link("changed", "What is new stands in the bottom line and below.")]
    return [w.note("changed", "Nothing of what the desk has taken in since then changes the picture.")]


def _opened(w: Writer, places: list[str]) -> list[Sentence]:
    return [w.link("changed", f"Newly disputed: {listed(places)}; the accounts stand below.")] if places else []


def _moved(w: Writer, change: Change) -> Sentence | None:
    """One change as a sentence; ``None`` where the words of neither moment can be told, or would not be understood."""
    before, now = w.statement(change.before), w.statement(change.now, change.lines)
    if change.kind == "contradicted" and change.subject == "happening":
        both = _against(w, change)
        return w.pair("changed", *both, _GLUE[change.kind], LABELS[change.kind]) if both else None
    shown = before if change.kind in _GONE or now is None else now
    if shown is None or (change.kind in _SHARE and w.standing(shown) < CLEAR):
        return None
    if (change.kind == "reversed" and (before is None or now is None)) or (change.kind == "strengthened" and w.independent(shown) < 2):
        return None  # Who holds it now, or a second line, is what the line would tell.
    label = LABELS[change.kind] + (f", {_place(w, change, shown)}" if change.subject == "control" else "")
    if change.subject == "question" and before and not asks(w.words(before)):
        return None
    if shown is before:
        return w.fact("changed", before, label)
    if change.kind == "strengthened" or before is None or w.words(before).key == w.words(shown).key:
        return w.fact("changed", shown, label)
    return w.pair("changed", before, shown, _GLUE.get(change.kind, ""), label)


def _place(w: Writer, change: Change, shown: Statement) -> str:
    """The place whose holder changed, as the printed words spell it."""
    place = next((c.place for c in w.inputs.picture.control if c.name == change.about), "")
    return w.spelled(shown.lead.claim, place, change.about)


def _against(w: Writer, change: Change) -> tuple[Statement, Statement] | None:
    """The account of an event, and the one that excludes it."""
    now = set(change.now)
    for d in w.inputs.picture.disputes:
        if now & {*d.left, *d.right} and (both := w.accounts(d)):
            return both if now & set(d.left) else (both[1], both[0])
    return None


def _news(w: Writer, line: TopLine, told: Printed, most: int) -> list[Sentence]:
    new = {c for change in w.inputs.changes if change.kind == "new" for c in change.now}
    fresh = (r.statement for r in line.ranked() if set(r.statement.claims) <= new)
    made = [s for s in w.merged(fresh) if w.standing(s) >= CLEAR and not w.is_retold(s) and not told.holds(s)]
    return [w.placed("new", s) for s in sorted(_spread(made, most), key=lambda s: told_at(s.lead))]


def _spread(made: Iterable[Statement], most: int) -> list[Statement]:
    """The first of them, one of a report."""
    kept: dict[str, Statement] = {}
    for s in made:
        kept.setdefault(s.lead.item.id, s)
    return list(kept.values())[:most]


def _weight(w: Writer, change: Change) -> int:
    told = [w.inputs.told[c] for c in change.now or change.before if c in w.inputs.told]
    weights = [importance(t.claim.type) * (1 + late(t, w.inputs.picture.as_of)) for t in told]
    return max(weights, default=0) * (1 + min(4, change.lines))


def _rest(w: Writer, left: dict[str, int]) -> list[Sentence]:
    counted = [f"{count(n, 'event')} {_LEFT[kind]}" for kind, n in left.items() if kind in _LEFT]
    other = sum(n for kind, n in left.items() if kind not in _LEFT)
    parts = [*([count(other, "further change")] if other else []), *counted]
    return [w.link("changed", f"Not told here, but in the ledger: {listed(parts)}.")] if parts else []


def _questions(w: Writer) -> list[Sentence]:
    """How many of the questions that were open at the last report have a proposed answer now."""
    i = w.inputs
    asked = {c for q in (i.before.questions if i.before else ()) for c in q.claims if q.outcome is None}
    still = [q for q in i.picture.questions if asked & set(q.claims) and any(asks(w.citations.quote(c)) for c in q.claims if c in i.told)]
    answered = sum(q.outcome is not None for q in still)
    if not still:
        return []
    open_ = len(still) - answered
    was = count(len(still), f"question open when No. {i.since} came out", f"questions open when No. {i.since} came out")
    has = f"{number(answered) if answered else 'none'} {'has' if answered < 2 else 'have'} a proposed answer"
    rest = f"; {number(open_)} {'stands' if open_ == 1 else 'stand'} open" if open_ else ""
    return [w.note("changed", f"Of {was}, {has}{rest}.")]


def _more(w: Writer, left: int, since: int) -> list[Sentence]:
    if left <= 0:
        return []
    are = "is" if left == 1 else "are"
    return [
        w.link(
            "new",
            f"{capital(count(left, 'more event'))} {are} new since No. {since}: those of most weight stand below, by area.",
        )
    ]
