"""Time and number of an event: its phase from tense and context, the time words of its clause, the quantities of its phrases."""

from __future__ import annotations

from dataclasses import replace

from sitrepdesk.language import is_known
from sitrepdesk.model import Quantity, When
from sitrepdesk.model.claim import Phase, Span

from .chunks import Sent
from .clauses import Clause
from .event import Event
from .roles import Cast
from .saying import Context

_STATES = frozenset(
    ["hold", "encircle", "presence", "shortage", "need", "readiness", "morale", "function", "contest", "outage", "detain", "missing"]
)
_UNITLESS = frozenset({"percent", "km", "km2", "metre", "meter", "day", "hour"})


OF_PEOPLE = frozenset(
    ["kill", "wound", "harm", "detain", "take-prisoner", "missing", "exchange", "surrender", "desert", "deport", "displace"]
)
"""What happens to people only: a bare number there ("killed 12") counts persons."""


_LEVELS = frozenset(
    [
        "rise",
        "climb",
        "grow",
        "increase",
        "mount",
        "soar",
        "jump",
        "pass",
        "surpass",
        "exceed",
        "top",
        "reach",
        "hit",
        "stand",
        "fall",
        "drop",
    ]
)
"""Verbs of what a number has come to."""


def phase_of(event: Event, ctx: Context, clauses_phase: dict[Clause, Phase]) -> Phase:
    """Past, ongoing, future or habitual against the report."""
    clause = event.clause
    if ctx.phase in {"past", "ongoing", "future", "habitual"}:
        return ctx.phase  # type: ignore[return-value]
    if ctx.mood in {"directed", "wished"}:
        return "future"
    if ctx.mood == "intended" and clause.vg is not None and clause.vg.form != "fin":
        return "future"
    return _by_tense(clause, event.type, clauses_phase, told=bool(ctx.speakers))


def _by_tense(clause: Clause, type_: str, known: dict[Clause, Phase], *, told: bool) -> Phase:
    vg = clause.vg
    if vg is None:
        return "ongoing" if type_ in _STATES or type_ in {"withdraw", "advance", "collapse"} else "past"
    above = known.get(clause.parent, "past") if clause.parent else "past"
    if vg.modal == "will" or vg.modal == "shall":
        return "future"
    if vg.progressive and told:
        return "ongoing"
    if vg.perfect:
        return "ongoing" if vg.progressive or type_ in {"hold", "encircle", "presence", "shortage", "outage", "missing"} else "past"
    if vg.modal in {"may", "might", "could", "can", "would", "should", "must"}:
        return "ongoing" if vg.passive or vg.copula or vg.progressive or type_ in _STATES else "future"
    if vg.form == "ed":
        return "ongoing" if type_ in {"hold", "detain", "encircle", "presence"} else "past"
    if vg.form == "ing" and vg.passive and vg.progressive:
        return "ongoing"
    if vg.form == "ing":
        return above if clause.link in {"after", "gerund"} else "ongoing" if above != "past" or clause.link in {"part", "with"} else "past"
    if vg.form == "inf":
        return above
    return "past" if vg.tense == "past" else "ongoing"


def time_of(event: Event, cast: Cast, found: list[When], phase: Phase, sent: Sent, clauses: list[Clause]) -> When:
    """The time words of the event's clause, else those that open the sentence."""
    del cast
    clause = event.clause
    low = sent.words[min(clause.s, len(sent.words) - 1)].start
    high = sent.words[max(min(clause.e, len(sent.words)) - 1, 0)].end
    own = [t for t in found if t.span and low <= t.span[0] < high]
    if event.noun is not None and len(own) > 1:
        own = sorted(own, key=lambda t: abs((t.span or (0, 0))[0] - sent.words[event.s].start))
    if not own and clauses:
        first = sent.words[clauses[0].vg.s].start if clauses[0].vg else sent.words[0].start
        own = [t for t in found if t.span and t.span[0] < first]
    return replace(own[0], phase=phase) if own else When(phase=phase)


def is_open(when: When) -> bool:
    """Do its words give no interval, or are there none?"""
    return when.start is None and when.end is None


def counts_of(event: Event, cast: Cast, found: list[Quantity], sent: Sent) -> tuple[Quantity, ...]:
    """The quantities that count the event's participants, each with the role that it counts."""
    out: list[Quantity] = []
    people: set[Span] = set()
    for span, role in cast.phrases.items():
        for q in found:
            gap = sent.text[q.span[1] : span[0]] if q.span[1] <= span[0] else None
            inside = span[0] <= q.span[0] < span[1] or q.span[0] <= span[0] < q.span[1]
            joined = (
                gap is not None
                and len(gap) < 24
                and gap.strip().lower() in {"", "of", "of the", "of its", "of their", "the", "other", "more", "-"}
            )
            if (inside or joined) and q not in [x for x in out if x.span == q.span] and not any(x.span == q.span for x in out):
                out.append(replace(q, of=role))
                people |= {q.span} if span in cast.people else set()
    low, high = sent.words[event.s].start, sent.words[event.e - 1].end
    for q in found:
        if (low <= q.span[0] < high + 1 or (q.span[1] <= low and not sent.text[q.span[1] : low].strip(" "))) and not any(
            x.span == q.span for x in out
        ):
            out.append(replace(q, of=q.of or "target"))
    if not out and (level := _level(event, found, sent)) is not None:
        out.append(replace(level, of="target"))
    return tuple(left_out(event, q, found, people=q.span in people) for q in out)


def _level(event: Event, found: list[Quantity], sent: Sent) -> Quantity | None:
    """What a toll has come to, behind the verb whose subject it is ("the toll in Gaza rose to *500*"); not by how much, nor from what."""
    clause = event.clause
    vg = clause.vg
    mine = clause.subject is not None and event.noun in {clause.subject, clause.subject.of}
    if event.noun is None or event.type not in OF_PEOPLE or vg is None or not mine or vg.lemma not in _LEVELS:
        return None
    low, high = sent.words[vg.e - 1].end, sent.words[max(min(clause.e, len(sent.words)) - 1, 0)].end
    counted = (q for q in found if low <= q.span[0] < high and q.unit in {None, "person"})
    return next((q for q in counted if sent.text[low : q.span[0]].split()[-1:] not in (["by"], ["from"])), None)


def left_out(event: Event, q: Quantity, found: list[Quantity], *, people: bool = False) -> Quantity:
    """A bare number with the thing that it leaves out: persons, or what the number before it counts ("31 ships were hit; four sank")."""
    if q.unit is not None:
        return q
    if event.type in OF_PEOPLE:
        return replace(q, unit="person")
    before = [other.unit for other in found if other.unit and other.span[1] <= q.span[0] and is_known(other.unit)]
    return replace(q, unit=before[-1] if before else "person" if people else None)
