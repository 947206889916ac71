"""The sections on what is not settled: disputes, open questions, reasons, plans and what the last report expected."""

from __future__ import annotations

import re

from sitrepdesk.model import Dispute, Question, Section, Sentence

from .ranking import LOOK, importance, told_at
from .standing import asks, looks_ahead
from .wording import capital, count, day
from .writer import Statement, Writer

MOST = 6
"""Sentences in one of these sections; the rest are counted."""
QUESTIONS = 10
"""Open questions that are asked."""
TOLD = 2
"""Types of less importance than this make no plan or reason worth a line."""
CLEAR = 50
"""Words that stand alone less well than this are left to the ledger."""

_ANSWER = re.compile(r"\s*(?:No|Yes)\b")


def disputed(w: Writer) -> list[Section]:
    """Accounts that cannot all be true, side by side; the same pair of sentences once."""
    pairs: dict[frozenset[str], tuple[Statement, Statement, str]] = {}
    unread = 0
    for n, d in enumerate(sorted(w.inputs.picture.disputes, key=lambda d: _order(w, d))):
        if n >= LOOK and len(pairs) >= MOST:
            unread += 1
            continue
        left, right = w.statement(d.left), w.statement(d.right)
        if left is None or right is None or left.lead.own or right.lead.own:
            continue
        key = frozenset((w.words(left).key, w.words(right).key))
        if len(key) == 2 and key not in pairs:
            pairs[key] = (left, right, d.about.partition(": ")[2])
    shown = list(pairs.values())[:MOST]
    facts = [w.opposed("disputed", a, b, "" if _names(w, place, a, b) else place) for a, b, place in shown]
    return _section(w, "disputed", "Disputed", facts, len(pairs) - len(shown) + unread, "contradiction", "sitrep picture")


def _names(w: Writer, place: str, *told: Statement) -> bool:
    """Do the words of each of these name the place?"""
    return all(place.casefold() in w.words(s).key for s in told)


def unknown(w: Writer) -> list[Section]:
    """Open questions in the words of those who ask, where, and since when. Words that ask nothing were misread, and wait in the ledger."""
    still = [q for q in w.inputs.picture.questions if q.kind == "unknown" and q.outcome is None]
    asked = [(q, s) for q in sorted(still, key=lambda q: (q.opened_at, q.id)) if (s := w.statement(q.claims))]
    kept: dict[str, tuple[Question, Statement]] = {}
    for q, s in asked:
        if asks(w.words(s)) and not _answered_at_once(w, s):
            kept.setdefault(w.words(s).key, (q, s))
    clear = [k for k in kept.values() if _clear(w, k[1])]
    first = sorted(clear, key=lambda k: (-importance(k[1].lead.claim.type), k[0].opened_at))[:QUESTIONS]
    facts = [w.fact("unknown", s, _since(w, q, s)) for q, s in sorted(first, key=lambda k: (k[0].opened_at, k[0].id))]
    shown = facts or [w.note("unknown", "No report in the desk leaves a question open in so many words.")]
    return _section(w, "unknown", "What we do not know", shown, len(kept) - len(facts), "question", "sitrep questions")


def _clear(w: Writer, s: Statement) -> bool:
    return w.standing(s, asked=True) >= CLEAR or bool(w.missing_place(s))


def _answered_at_once(w: Writer, s: Statement) -> bool:
    """Does the text answer its own question in the next word?"""
    words, text = w.words(s), w.inputs.text(s.lead.claim.passage)
    return bool(text) and words.shown.endswith("?") and bool(_ANSWER.match(text or "", words.span[1]))


def _since(w: Writer, q: Question, s: Statement) -> str:
    """Where, if the words do not say so, and since when it is open, where the sentence itself gives another day."""
    zone, said = w.inputs.zone, s.lead.item.published
    same = said is not None and day(q.opened_at - 1, zone) == day(said.start, zone)
    return capital(", ".join(filter(None, (w.missing_place(s), "" if same else f"open since {day(q.opened_at, zone)}"))))


def why(w: Writer) -> list[Section]:
    """What is given as a reason, each with its speaker; rival explanations stand side by side and none is chosen."""
    stated = (s for c in w.inputs.picture.reasons if (s := w.statement((c,))) and not s.lead.own)
    made = w.merged(s for s in stated if _worth(w, s))
    shown = sorted(made, key=lambda s: (-importance(s.lead.claim.type), told_at(s.lead)))[:MOST]
    return _section(w, "why", "Why", [w.fact("why", s) for s in shown], len(made) - len(shown), "reason", "sitrep claims")


def outlook(w: Writer) -> list[Section]:
    """Plans, offers and conditions, then what the desk's own earlier report expected."""
    all_told = w.inputs.told
    ids = [c for c in w.inputs.picture.outlook if c in all_told and not all_told[c].own]
    plans = w.merged(s for c in ids if (s := w.statement((c,))) and _worth(w, s) and looks_ahead(w.words(s)))
    shown = sorted(plans, key=lambda s: (-importance(s.lead.claim.type), told_at(s.lead)))[:MOST]
    shown.sort(key=lambda s: told_at(s.lead))
    facts = [w.fact("outlook", s) for s in shown]
    return _section(w, "outlook", "Outlook", facts, len(plans) - len(shown), "plan", "sitrep claims") + _own(w)


def _worth(w: Writer, s: Statement) -> bool:
    return w.standing(s) >= CLEAR and importance(s.lead.claim.type) >= TOLD


def _own(w: Writer) -> list[Section]:
    latest = max((t.item.issue for t in w.inputs.told.values() if t.item.issue is not None), default=None)
    told = [t for t in w.inputs.told.values() if t.item.issue == latest and t.own]
    judged = [
        t for t in told if t.claim.mood in {"stated", "intended"} and (t.claim.time.phase == "future" or t.claim.likelihood != "stated")
    ]
    made = w.merged(s for t in sorted(judged, key=told_at) if (s := w.statement((t.claim.id,))))[:MOST]
    facts = tuple(w.fact("own-forecasts", s) for s in made)
    return [Section(key="own-forecasts", title=f"What No. {latest} expected and judged", sentences=facts, level=3)] if facts else []


def _order(w: Writer, d: Dispute) -> tuple[int, str]:
    kinds = [importance(w.inputs.told[c].claim.type) for c in d.left[:1] + d.right[:1] if c in w.inputs.told]
    return -max(kinds, default=0), "".join(d.left[:1] + d.right[:1])


def _section(w: Writer, key: str, title: str, facts: list[Sentence], left: int, noun: str, command: str) -> list[Section]:
    if not facts:
        return []
    more = [w.link(key, f"{capital(count(left, f'more {noun}'))} in the ledger: {command}.")] if left > 0 else []
    return [Section(key=key, title=title, sentences=(*facts, *more))]
