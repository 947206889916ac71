"""The sections on what is not settled: disputes, open questions, reasons, plans and what the last report expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sitrepdesk.model import Dispute, Question, Section, Sentence, Told

from .printed import Printed
from .ranking import LOOK, OLD, importance, told_at
from .rivals import rivals
from .standing import is_disputing, is_open, looks_ahead, looks_back, on_media
from .wording import capital, count, day
from .writer import Statement, Writer

MOST = 6
"""Sentences in one of these sections; the rest are counted."""
ACCOUNTS = 4
"""Accounts of one thing that exclude each other."""
QUESTIONS = 10
"""Open questions that are asked."""
MEDIA = 7
"""Weight of a question on a picture or a film."""
TOLD = 2
"""Types of less importance than this make no plan or reason worth a line."""
CLEAR = 50
"""Words that stand alone less well than this are left to the ledger."""


def disputed(w: Writer, told: set[frozenset[str]] | None = None) -> list[Section]:
    """Accounts that cannot all be true, side by side; the same pair of sentences once, and of one place and kind one pair.

    Pairs of words that are ``told`` with the counts do not come again. Then what a source itself says to be disputed.
    """
    elsewhere = 0
    pairs: dict[frozenset[str], tuple[Statement, Statement, str]] = {}
    unread = 0
    for n, d in enumerate(sorted(w.inputs.picture.disputes, key=lambda d: _order(w, d))):
        if n >= LOOK and len(pairs) >= MOST:
            unread += 1
            continue
        both = w.accounts(d)
        if both is None:
            unread += bool(w.statement(d.left) and w.statement(d.right))
            continue
        key = frozenset(w.words(s).key for s in both)
        if key in (told or ()):
            elsewhere += 1
        elif key not in pairs:
            pairs[key] = (*both, d.about)
    groups, left = _grouped(w, pairs.values())
    facts = [w.opposed("disputed", *accounts, label=_unnamed(w, about.partition(": ")[2], *accounts)) for about, accounts in groups]
    facts += [w.fact("disputed", s) for s in _said_to_be(w)[: MOST - len(facts)]]
    made = _section(w, "disputed", "Disputed", facts, left + unread, "contradiction", "sitrep picture")
    if elsewhere and made:
        note = w.link("disputed", "Counts that exclude each other stand among the counts above.")
        made = [replace(made[0], sentences=(*made[0].sentences, note))]
    return made


def _grouped(w: Writer, pairs: Iterable[tuple[Statement, Statement, str]]) -> tuple[list[tuple[str, list[Statement]]], int]:
    """Pairs of one place that share an account together, that account first; each with what it is about, and how many pairs are left.

    Of one place and kind there is one group.
    """
    groups: list[tuple[str, list[Statement]]] = []
    left = 0
    for a, b, about in pairs:
        place = about.partition(": ")[2]
        near = [(at, g) for at, g in groups if at == about or (place and _one_place(at.partition(": ")[2], place))]
        if not any(_joined(w, g, a, b) for _, g in near):
            if len(groups) >= MOST or any(at == about for at, _ in near):
                left += 1
            else:
                groups.append((about, [a, b]))
    return groups, left


def _one_place(one: str, other: str) -> bool:
    """Are they one place, or one a part of the other ("Western part of Kupiansk")?"""
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")


def _joined(w: Writer, group: list[Statement], a: Statement, b: Statement) -> bool:
    """Add the second account of a pair to a group whose first excludes it, too."""
    heads = {w.words(s).key for s in (group if len(group) == 2 else group[:1])}
    shared = next((s for s in (a, b) if w.words(s).key in heads), None)
    if shared is None or len(group) >= ACCOUNTS:
        return False
    group.sort(key=lambda s: w.words(s).key != w.words(shared).key)
    group.append(b if shared is a else a)
    return True


def _said_to_be(w: Writer) -> list[Statement]:
    """What a source says that others dispute, in its words: a negated claim in somebody's mouth that says so."""
    denied = (t for t in w.inputs.told.values() if t.claim.polarity == "negated" and t.claim.attribution and t.withdrawn_at is None)
    stated = (t for t in denied if t.claim.mood == "stated" and not t.own and t.item.available_at <= w.inputs.picture.known_by)
    told = sorted(stated, key=told_at)
    w.phrases.ready(t.claim.id for t in told)
    made = (s for t in told if (s := w.statement((t.claim.id,))) and is_disputing(w.words(s)))
    return w.merged(s for s in made if w.standing(s) >= CLEAR)


def _unnamed(w: Writer, place: str, *told: Statement) -> str:
    """The place, where the words of one of these do not name it."""
    return "" if all(place.casefold() in w.words(s).key for s in told) else place


def unknown(w: Writer) -> list[Section]:
    """Open questions in the words of those who ask, where, and since when. Words that ask nothing were misread, and wait in the ledger."""
    still = [q for q in w.inputs.picture.questions if q.kind == "unknown" and q.outcome is None]
    asked = [(q, s) for q in sorted(still, key=lambda q: (q.opened_at, q.id)) if (s := w.statement(q.claims))]
    kept: dict[str, tuple[Question, Statement]] = {}
    for q, s in asked:
        if not is_open(w.words(s), w.inputs.text(s.lead.claim.passage)):
            continue
        same = next((k for k, (_, o) in kept.items() if _within(w, s, o)), w.words(s).key)
        if same not in kept or len(w.words(s).shown) < len(w.words(kept[same][1]).shown):
            kept[same] = (q, s)
    clear = [k for k in kept.values() if _clear(w, k[1])]
    first = sorted(clear, key=lambda k: (-_matters(w, k[1]), k[0].opened_at))[:QUESTIONS]
    facts = [w.fact("unknown", s, _since(w, q, s)) for q, s in sorted(first, key=lambda k: (k[0].opened_at, k[0].id))]
    shown = facts or [w.note("unknown", "No report in the desk leaves a question open in so many words.")]
    return _section(w, "unknown", "What we do not know", shown, len(kept) - len(facts), "question", "sitrep questions")


def _within(w: Writer, a: Statement, b: Statement) -> bool:
    """Is one quotation a part of the other?"""
    x, y = w.words(a), w.words(b)
    return a.lead.claim.passage == b.lead.claim.passage and (x.holds(y.span) or y.holds(x.span))


def _matters(w: Writer, s: Statement) -> int:
    """The weight of what is asked; where a picture was taken matters as much as the gravest of it."""
    return MEDIA if on_media(w.words(s)) else importance(s.lead.claim.type)


def _clear(w: Writer, s: Statement) -> bool:
    return w.standing(s, asked=True) >= CLEAR or bool(w.missing_place(s))


def _since(w: Writer, q: Question, s: Statement) -> str:
    """Where, if the words do not say so, and since when it is open, where the sentence itself gives another day."""
    zone, said = w.inputs.zone, s.lead.item.published
    same = said is not None and day(q.opened_at - 1, zone) == day(said.start, zone)
    return capital(", ".join(filter(None, (w.missing_place(s), "" if same else f"open since {day(q.opened_at, zone)}"))))


def why(w: Writer) -> list[Section]:
    """What sources give as a reason, each with its speaker; then what people at the desk hold against rival explanations."""
    stated = (s for c in w.inputs.picture.reasons if (s := w.statement((c,))) and not s.lead.own and _fresh(w, s))
    made = w.merged(s for s in stated if _worth(w, s))
    shown = sorted(made, key=lambda s: (-importance(s.lead.claim.type), told_at(s.lead)))[:MOST]
    top = _section(w, "why", "Why", [w.fact("why", s) for s in shown], len(made) - len(shown), "reason", "sitrep claims")
    below = rivals(w)
    return [*(top or ([Section(key="why", title="Why", sentences=())] if below else [])), *below]


def outlook(w: Writer, told: frozenset[str] = frozenset()) -> list[Section]:
    """Plans, offers and conditions whose words are not ``told`` at the head, then what the desk's own earlier report expected."""
    all_told, known = w.inputs.told, Printed(w, told)
    ids = [c for c in w.inputs.picture.outlook if c in all_told and not all_told[c].own and not _warning(all_told[c])]
    made = [s for c in ids if (s := w.statement((c,))) and _fresh(w, s) and _worth(w, s)]
    ahead = (s for s in made if looks_ahead(w.words(s)) and not _over(w, s))
    plans = w.merged(s for s in ahead if not _recalled(w, s) and not known.holds(s))
    shown = sorted(plans, key=lambda s: (-importance(s.lead.claim.type), told_at(s.lead)))[:MOST]
    shown.sort(key=lambda s: told_at(s.lead))
    facts = [w.fact("outlook", s) for s in shown]
    recalled = [w.fact("recalled", s) for s in w.merged(s for s in made if _recalled(w, s))[:MOST]]
    others = (
        [Section(key="recalled", title="What sources say that they had expected", sentences=tuple(recalled), level=3)] if recalled else []
    )
    top = _section(w, "outlook", "Outlook", facts, len(plans) - len(shown), "plan", "sitrep claims")
    below = others + _own(w)
    return [*(top or ([Section(key="outlook", title="Outlook", sentences=())] if below else [])), *below]


def _warning(told: Told) -> bool:
    """Is it what somebody is told not to do, which says nothing of what is to come?"""
    return told.claim.mood == "directed" and told.claim.polarity == "negated"


def _recalled(w: Writer, s: Statement) -> bool:
    """Does a source recall an earlier report of its own, or what somebody had expected before?"""
    return any(a.kind == "earlier-report" for a in s.lead.claim.attribution) or looks_back(w.words(s))


def _fresh(w: Writer, s: Statement) -> bool:
    """Was it told since the last report?"""
    return w.inputs.is_new(s.lead)


def _over(w: Writer, s: Statement) -> bool:
    """Is it a plan for a time that was over before the last report, or long before the first?"""
    end, before = s.lead.claim.time.end, w.inputs.before
    return end is not None and end < (before.known_by if before else w.inputs.picture.as_of - OLD)


def _worth(w: Writer, s: Statement) -> bool:
    return importance(s.lead.claim.type) >= TOLD and w.standing(s) >= CLEAR


def _own(w: Writer) -> list[Section]:
    latest = max((t.item.issue for t in w.inputs.told.values() if t.item.issue is not None), default=None)
    told = [t for t in w.inputs.told.values() if t.item.issue == latest and t.own]
    ahead = [t for t in told if t.claim.mood in {"stated", "intended"} and not any(a.kind == "named" for a in t.claim.attribution)]
    judged = [t for t in ahead if t.claim.time.phase == "future" or t.claim.likelihood != "stated"]
    made = w.merged(s for t in sorted(judged, key=told_at) if (s := w.statement((t.claim.id,))) and w.standing(s) >= CLEAR)[:MOST]
    facts = tuple(w.fact("own-forecasts", s) for s in made)
    return [Section(key="own-forecasts", title=f"What No. {latest} expected and judged", sentences=facts, level=3)] if facts else []


def _order(w: Writer, d: Dispute) -> tuple[int, tuple[str, ...]]:
    """The weightiest kind first; then by anchors, which no version of the reader changes."""
    told = [w.inputs.told[c].claim for c in d.left[:1] + d.right[:1] if c in w.inputs.told]
    return -max((importance(c.type) for c in told), default=0), tuple(sorted(c.anchor for c in told))


def _section(w: Writer, key: str, title: str, facts: list[Sentence], left: int, noun: str, command: str) -> list[Section]:
    if not facts:
        return []
    stand = "stands" if left == 1 else "stand"
    more = [w.link(key, f"{capital(count(left, f'more {noun}'))} {stand} in the ledger: {command}.")] if left > 0 else []
    return [Section(key=key, title=title, sentences=(*facts, *more))]
