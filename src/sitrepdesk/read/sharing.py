"""What the claims of one sentence share and what they do not: numbers, objects, and the people that a bare number leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sitrepdesk.model import Claim, Participant
from sitrepdesk.model.claim import Span

from .chunks import Sent
from .when import OF_PEOPLE

if TYPE_CHECKING:
    from .assemble import Told

_BESIDE = 20
"""Within so many characters before a verb a bare number is its subject ("three wounded", "two of whom had died")."""
_ANYBODY = frozenset({"people", "persons", "person", "others"})
_HAPPENINGS = frozenset({"disaster", "attack", "strike", "clash"})
_MORE = frozenset({"more", "others", "another"})


def share(told: Sequence[Told], sent: Sent) -> None:
    """Settle the claims of a sentence against one another."""
    _own_objects(told, sent)
    _own_counts(told, sent)
    _left_out(told)


def bringing_news(told: Sequence[Told]) -> list[Told]:
    """Without the bare noun of a happening that is another claim's means and says no more ("*floods* killed twelve people").

    docs/reference/claims.md: an event noun is a claim where it brings news or participants that no other head carries.
    """
    gone = [t for t in told if t.event.noun is not None and any(_carries(o.claim, t.claim) for o in told if o is not t)]
    kept = [t for t in told if t not in gone]
    for t in kept:
        t.content, t.because, t.option = (None if x in gone else x for x in (t.content, t.because, t.option))
    return kept


def _carries(one: Claim, noun: Claim) -> bool:
    means = any(_overlaps(p.span, noun.head_span) for p in one.instrument)
    bare = noun.type in _HAPPENINGS and not (noun.actor or noun.target or noun.quantities)
    plain = (noun.polarity, noun.likelihood, noun.mood) == ("affirmed", "stated", "stated") and noun.attribution == one.attribution
    known = {p.span for p in one.places} >= {p.span for p in noun.places} and noun.time.span in {None, one.time.span}
    return means and bare and plain and known


def _overlaps(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _own_objects(told: Sequence[Told], sent: Sent) -> None:
    """A verb with an object of its own does not act on that of the verb before ("killed eight people and injured twenty soldiers")."""
    objects = {t: [sent.span(np.s, np.last) for np in t.event.roles.get("object", ())] for t in told}
    for t in told:
        others = [s for other, spans in objects.items() if other is not t and other.event.clause is not t.event.clause for s in spans]
        if not objects[t] or not others:
            continue
        kept = tuple(p for p in t.claim.target if _inside(p.span, objects[t]) or not _inside(p.span, others))
        if kept and len(kept) < len(t.claim.target):
            gone = [p.span for p in t.claim.target if p not in kept]
            numbers = tuple(q for q in t.claim.quantities if not any(a <= q.span[1] + 1 < b for a, b in gone))
            t.claim = replace(t.claim, target=kept, quantities=numbers)


def _own_counts(told: Sequence[Told], sent: Sent) -> None:
    """A number in front of an event noun counts that event alone ("310 cases with 12 deaths"), unless the noun takes part in another."""
    owner: dict[Span, Told] = {}
    for t in told:
        if t.event.noun is not None:
            before = sent.span(t.event.noun.s, t.event.noun.head + 1)
            owner |= {q.span: t for q in t.claim.quantities if before[0] <= q.span[0] < q.span[1] <= before[1]}
    for t in told:
        parts = [p.span for role in (t.claim.actor, t.claim.target, t.claim.instrument) for p in role]
        kept = tuple(q for q in t.claim.quantities if owner.get(q.span, t) is t or any(a <= q.span[1] + 1 < b for a, b in parts))
        # "Five soldiers were killed and three wounded": the nearer number stands for as many of them, and the other is not said of these.
        loose = [q for q in kept if not any(a <= q.span[1] + 1 < b for a, b in parts) and 0 < t.claim.head_span[0] - q.span[1] < _BESIDE]
        if loose:
            taken = [(a, b) for a, b in parts if b <= loose[-1].span[0]]
            kept = tuple(q for q in kept if q in loose or not any(a <= q.span[1] + 1 < b for a, b in taken))
        if len(kept) < len(t.claim.quantities):
            t.claim = replace(t.claim, quantities=kept)


def _left_out(told: Sequence[Told]) -> None:
    """A bare number stands for as many of the people before it: "35 soldiers died and 150 more were wounded"."""
    before: tuple[Participant, ...] = ()
    for t in told:
        claim = t.claim
        if claim.type not in OF_PEOPLE:
            continue
        bare = not claim.target or all(p.text.casefold() in _MORE for p in claim.target)
        if (
            bare
            and before
            and t.event.clause.link == "conj"
            and any(0 < claim.head_span[0] - q.span[1] < _BESIDE for q in claim.quantities)
        ):
            t.claim = replace(claim, target=before, why=(*claim.why, f"target {before[0].text}: left out"))
        elif claim.target and any(q.of == "target" for q in claim.quantities):
            before = claim.target[:1] if claim.target[0].text.casefold() not in _ANYBODY else ()


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(s[0] <= span[0] < s[1] for s in spans)
