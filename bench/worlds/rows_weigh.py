"""The rows of the table on weighing: what is true, calibration, ten more copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from . import baselines
from .product import Answer, id_of
from .questions import Known, Question, questions

Case = tuple[float, ...]
METHODS = ("product", "vote", "truthfinder", "accu", "oracle")


@dataclass(slots=True)
class Weighing:
    """Cases of one or more worlds: for each kind of question, the Brier score of each method."""

    brier: dict[str, list[Case]] = field(default_factory=lambda: defaultdict(list))
    picked: list[Case] = field(default_factory=list)
    """For each place asked about, whether the likeliest side is the right one: product, vote, oracle."""
    sure: dict[str, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, other: Weighing) -> None:
        """Pool the cases of another world."""
        self.picked.extend(other.picked)
        for mine, theirs in ((self.brier, other.brier), (self.sure, other.sure)):
            for name, cases in theirs.items():
                mine[name].extend(cases)  # type: ignore[arg-type]


def weighing(world: Known, answer: Answer) -> Weighing:
    """All cases of one world."""
    asked = questions(world)
    others = {name: getattr(baselines, name)(asked) for name in METHODS[1:]}
    home = {c: e.id for e in answer.events for c in e.claims}
    said = {q.id: product_says(q, answer, home) for q in asked}
    out = Weighing()
    for q in asked:
        theirs = [baselines.brier(q, others[name][q.id]) for name in METHODS[1:]]
        mine = said[q.id]
        if mine is None:
            out.brier[q.about].append((float("nan"), *theirs))
            continue
        out.brier[q.about].append((baselines.brier(q, mine), *theirs))
        if q.about == "holder":
            out.picked.append(tuple(_picks(q, answers) for answers in (mine, others["vote"][q.id], others["oracle"][q.id])))
        checked = ("yes",) if q.about == "happened" else q.answers
        out.sure[q.about].extend((mine[a], a in q.true) for a in checked if a in mine)
    return out


def product_says(question: Question, answer: Answer, home: Mapping[str, str]) -> dict[str, float] | None:
    """The product's probability of each answer, from the estimate of the event (``home``) that most of the answer's claims lie in; of a
    number, from what that event's numbers are worth. ``None`` where it offers none.
    """
    found: dict[str, float] = {}
    for a in question.answers:
        told = Counter(home[c] for s in question.statements if s.says == a and (c := id_of(s.item, s.n)) in home)
        for event, _ in told.most_common(1):
            if question.about == "number":
                low, _, high = a.partition("..")
                known = answer.values[event].get((float(low) if low else None, float(high) if high else None))
                found |= {} if known is None else {a: known}
            elif event in answer.estimates:
                found[a] = answer.estimates[event].per_mille / 1000
    if question.about == "number":
        return found or None
    return _completed(question, found)


def _completed(question: Question, found: dict[str, float]) -> dict[str, float]:
    """Answers that nobody gave share what the others leave; an affirmed and a denied event each count as far as they were estimated."""
    if question.about == "happened":
        yes = found.get("yes", 1 - found["no"] if "no" in found else 0.5)
        return {"yes": yes, "no": 1 - yes}
    rest = max(0.0, 1 - sum(found.values())) / max(1, len(question.answers) - len(found))
    return {a: found.get(a, rest) for a in question.answers}


def _picks(question: Question, answers: Mapping[str, float]) -> float:
    return float(max(question.answers, key=lambda a: answers[a]) in question.true)


def share_of_gap(cases: Sequence[Case]) -> float:
    """How much of the way from the vote's Brier score to the oracle's the product goes."""
    product, vote, *_, oracle = (sum(c[i] for c in cases) / len(cases) for i in range(len(METHODS)))
    return (vote - product) / (vote - oracle) if vote != oracle else float("nan")
