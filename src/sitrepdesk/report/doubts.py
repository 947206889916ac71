"""The sections on what is not settled: disputes, open questions, reasons, plans and what the last report expected."""

from __future__ import annotations

from sitrepdesk.model import Dispute, Question, Section, Sentence

from .ranking import importance, told_at
from .wording import capital, count, day
from .writer import Statement, Writer

MOST = 12
"""Sentences in one of these sections; the rest are counted."""


def disputed(w: Writer) -> list[Section]:
    """Accounts that cannot all be true, side by side; the same pair of sentences once."""
    pairs: dict[frozenset[str], tuple[Statement, Statement]] = {}
    for d in sorted(w.inputs.picture.disputes, key=lambda d: _order(w, d)):
        left, right = w.statement(d.left), w.statement(d.right)
        if left is None or right is None or left.lead.own or right.lead.own:
            continue
        first, second = sorted((left, right), key=lambda s: told_at(s.lead))
        key = frozenset((w.words(first).key, w.words(second).key))
        if len(key) == 2 and key not in pairs:
            pairs[key] = (first, second)
    shown = list(pairs.values())[:MOST]
    facts = [w.pair("disputed", a, b, "Against that,", w.missing_place(a)) for a, b in shown]
    return _section(w, "disputed", "Disputed", facts, len(pairs) - len(shown), "contradiction", "sitrep picture")


def unknown(w: Writer) -> list[Section]:
    """Open questions in the words of those who ask, and since when."""
    still = [q for q in w.inputs.picture.questions if q.kind == "unknown" and q.outcome is None]
    asked = [(q, s) for q in sorted(still, key=lambda q: (q.opened_at, q.id)) if (s := w.statement(q.claims))]
    seen: set[str] = set()
    facts: list[Sentence] = []
    for q, s in asked:
        if w.words(s).key not in seen:
            seen.add(w.words(s).key)
            facts.append(w.fact("unknown", s, _since(w, q, s)))
    shown = facts[:MOST]
    if not facts:
        shown = [w.note("unknown", "No report in the desk leaves a question open in so many words.")]
    return _section(w, "unknown", "What we do not know", shown, len(facts) - MOST, "question", "sitrep questions")


def _since(w: Writer, q: Question, s: Statement) -> str:
    """Since when it is open, where the sentence itself gives another day."""
    zone, said = w.inputs.zone, s.lead.item.published
    same = said is not None and day(q.opened_at - 1, zone) == day(said.start, zone)
    return "" if same else f"Open since {day(q.opened_at, zone)}"


def why(w: Writer) -> list[Section]:
    """What is given as a reason, each with its speaker; rival explanations stand side by side and none is chosen."""
    made = w.merged(s for c in w.inputs.picture.reasons if (s := w.statement((c,))) and not s.lead.own)
    shown = sorted(made, key=lambda s: (-importance(s.lead.claim.type), told_at(s.lead)))[:MOST]
    return _section(w, "why", "Why", [w.fact("why", s) for s in shown], len(made) - len(shown), "reason", "sitrep claims")


def outlook(w: Writer) -> list[Section]:
    """Plans, offers and conditions, then what the desk's own earlier report expected."""
    all_told = w.inputs.told
    ids = [c for c in w.inputs.picture.outlook if c in all_told and not all_told[c].own]
    plans = w.merged(s for c in ids if (s := w.statement((c,))))
    shown = sorted(plans, key=lambda s: (-importance(s.lead.claim.type), told_at(s.lead)))[:MOST]
    shown.sort(key=lambda s: told_at(s.lead))
    facts = [w.fact("outlook", s) for s in shown]
    return _section(w, "outlook", "Outlook", facts, len(plans) - len(shown), "plan or expectation", "sitrep claims") + _own(w)


def _own(w: Writer) -> list[Section]:
    latest = max((t.item.issue for t in w.inputs.told.values() if t.item.issue is not None), default=None)
    told = [t for t in w.inputs.told.values() if t.item.issue == latest and t.own]
    judged = [
        t for t in told if t.claim.mood in {"stated", "intended"} and (t.claim.time.phase == "future" or t.claim.likelihood != "stated")
    ]
    made = w.merged(s for t in sorted(judged, key=told_at) if (s := w.statement((t.claim.id,))))[:MOST]
    facts = tuple(w.fact("own-forecasts", s) for s in made)
    return [Section(key="own-forecasts", title=f"What No. {latest} expected", sentences=facts, level=3)] if facts else []


def _order(w: Writer, d: Dispute) -> tuple[int, str]:
    kinds = [importance(w.inputs.told[c].claim.type) for c in d.left[:1] + d.right[:1] if c in w.inputs.told]
    return -max(kinds, default=0), "".join(d.left[:1] + d.right[:1])


def _section(w: Writer, key: str, title: str, facts: list[Sentence], left: int, noun: str, command: str) -> list[Section]:
    if not facts:
        return []
    more = [w.link(key, f"{capital(count(left, f'more {noun}'))} in the ledger: {command}.")] if left > 0 else []
    return [Section(key=key, title=title, sentences=(*facts, *more))]
