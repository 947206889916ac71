"""What others do with the same statements: the vote, TruthFinder, ACCU; and an oracle that knows ancestry and accuracies."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from .questions import NONE, Question

Answer = dict[str, float]
ROUNDS = 12
DAMPING, CONFLICT = 0.3, 0.5
FALSE_VALUES = 4


def vote(questions: Sequence[Question]) -> dict[str, Answer]:
    """The share of reports whose words are true under each answer."""
    return {q.id: {a: sum(a in s.fits for s in q.statements) / len(q.statements) for a in q.answers} for q in questions}


def _backers(question: Question) -> dict[str, set[str]]:
    """The sources behind each answer."""
    out: dict[str, set[str]] = {a: set() for a in question.answers}
    for s in question.statements:
        out[s.says].add(s.source)
    return out


def _odds(p: float) -> float:
    return math.log(p / (1 - p))


def _inside(p: float) -> float:
    return min(0.99, max(0.01, p))


def truthfinder(questions: Sequence[Question]) -> dict[str, Answer]:
    """TruthFinder (Yin, Han and Yu 2008): trust of sources and confidence of values in turn; rival values weigh against each other."""
    backers = {q.id: _backers(q) for q in questions}
    trust: dict[str, float] = defaultdict(lambda: 0.9)
    out: dict[str, Answer] = {}
    for _ in range(ROUNDS):
        for q in questions:
            score = {a: sum(-math.log(1 - trust[s]) for s in backers[q.id][a]) for a in q.answers}
            rest = sum(score.values())
            out[q.id] = {a: 1 / (1 + math.exp(-DAMPING * (v - CONFLICT * (rest - v)))) for a, v in score.items()}
        trust = _trust(questions, out)
    return out


def _trust(questions: Sequence[Question], answers: dict[str, Answer]) -> dict[str, float]:
    """The mean confidence of what each source says."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for q in questions:
        for s in q.statements:
            sums[s.source][0] += answers[q.id][s.says]
            sums[s.source][1] += 1
    return {k: _inside(a / n) for k, (a, n) in sums.items()}


def accu(questions: Sequence[Question]) -> dict[str, Answer]:
    """ACCU (Dong, Berti-Equille and Srivastava 2009): accuracies and truth in turn, sources taken as independent."""
    backers = {q.id: _backers(q) for q in questions}
    accuracy: dict[str, float] = defaultdict(lambda: 0.8)
    out: dict[str, Answer] = {}
    for _ in range(ROUNDS):
        for q in questions:
            n = max(FALSE_VALUES if q.about == "number" else 1, len(q.answers) - 1)
            score = {a: sum(math.log(n) + _odds(accuracy[s]) for s in backers[q.id][a]) for a in q.answers}
            top = max(score.values())
            unseen = max(0, n + 1 - len(score)) * math.exp(-top)
            total = sum(math.exp(v - top) for v in score.values()) + unseen
            out[q.id] = {a: math.exp(v - top) / total for a, v in score.items()}
        accuracy = _trust(questions, out)
    return out


def oracle(questions: Sequence[Question]) -> dict[str, Answer]:
    """Bayes with what nobody has: what is a source's own, how likely it was under each answer, how often things told are made up."""
    happened = [q for q in questions if q.about == "happened"]
    shift = _shift(happened) if happened else 0.0
    out = {q.id: _posterior(q, shift) for q in questions}
    for q in questions:
        if q.about == "number":
            yes = out[q.id.replace(":number", ":happened")]["yes"]
            out[q.id] = {a: p * yes for a, p in out[q.id].items()}
    return out


def _shift(happened: Sequence[Question]) -> float:
    """The log odds of "no" before any statement, such that as many are believed made up as are: by halving."""
    wanted = sum("no" in q.true for q in happened)
    low, high = -12.0, 12.0
    for _ in range(30):
        middle = (low + high) / 2
        if sum(_posterior(q, middle)["no"] for q in happened) < wanted:
            low = middle
        else:
            high = middle
    return low


def _posterior(question: Question, shift: float) -> Answer:
    worlds = (*question.answers, NONE) if question.about == "number" else question.answers
    weight = {w: shift if w == "no" else 0.0 for w in worlds}
    for s in question.statements:
        if s.first and s.likely:
            for w in worlds:
                weight[w] += math.log(max(1e-3, s.likely.get(w, 0.0)))
    top = max(weight.values())
    share = {w: math.exp(v - top) for w, v in weight.items()}
    total = sum(share.values())
    if question.about != "number":
        return {a: share[a] / total for a in question.answers}
    fits = {s.says: s.fits for s in question.statements}
    return {a: sum(share[x] for x in fits[a]) / total for a in question.answers}


def brier(question: Question, answer: Answer) -> float:
    """The mean squared error over the question's answers; an answer not given counts one half."""
    asked = ("yes",) if question.about == "happened" else question.answers
    return sum((answer.get(a, 0.5) - (a in question.true)) ** 2 for a in asked) / len(asked)
