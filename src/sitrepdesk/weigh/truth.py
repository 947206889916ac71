"""What is true, who is accurate and who copies whom, estimated together from votes; copies that are known are one voice already.

A vote is one voice's answer to one matter. Every round weighs answers by the accuracy of their voices, less what one has from another
(truth), then voices by the truth of their answers (accuracy), then pairs by how they agree where others contradict (copying).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import exp, log

from ._tables import COPYING, LEAST, MOST, ROUNDS

YES, NO = "yes", "no"
_STILL = 0.001
_COIN = 0.5
"""Who is no surer than this says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """``voice`` answers ``matter`` with ``answer``; ``sure``: from 0.5 (a coin) to 1 (no softening word). ``share``: how much of the
    answer is the voice's own, where it may have it from another.
    """

    matter: str
    answer: str
    voice: str
    sure: float = 1.0
    share: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Probabilities: of each answer to each matter, of each voice to be right, of two voices (in order) to have one from the other.

    ``support``: of each answer, how many independent voices' worth speak for it.
    """

    answers: Mapping[str, Mapping[str, float]]
    accuracy: Mapping[str, float]
    copying: Mapping[tuple[str, str], float]
    support: Mapping[str, Mapping[str, float]]


@dataclass(slots=True)
class _State:
    matters: dict[str, dict[str, dict[str, Vote]]]
    start: Mapping[str, tuple[float, float]]
    lean: Mapping[str, float]
    accuracy: dict[str, float] = field(default_factory=dict)
    copying: dict[tuple[str, str], float] = field(default_factory=dict)
    answers: dict[str, dict[str, float]] = field(default_factory=dict)


def truth(
    votes: Iterable[Vote],
    start: Mapping[str, tuple[float, float]],
    others: tuple[float, float],
    choices: int = 2,
    lean: Mapping[str, float] | None = None,
) -> Truth:
    """The estimate. ``start`` gives the right and wrong answers that a voice brings along, ``others`` those of an unknown voice.

    ``choices`` is the least number of answers that a matter has, voted for or not. ``lean``: the log odds of "yes" to a matter before any
    vote, nought where it is not there. The order of the votes does not matter.
    """
    state = _State(_by_matter(votes), start, lean or {})
    voices = sorted({v for m in state.matters.values() for a in m.values() for v in a})
    brought = {v: start.get(v, others) for v in voices}
    state.accuracy = {v: right / (right + wrong) for v, (right, wrong) in brought.items()}
    pairs = _contested_pairs(state.matters)
    # First only who agrees more than the most accurate would: else many copies of a bad voice would outvote the good ones.
    state.copying = {pair: _at_one(shared) for pair, shared in pairs.items()}
    for look in (False, True):
        for _ in range(ROUNDS):
            before = state.accuracy
            state.answers = {m: _weighed(state, answers, choices, state.lean.get(m, 0.0)) for m, answers in state.matters.items()}
            state.accuracy = _accuracies(state, brought)
            if look:
                state.copying = {pair: _copied(state, pair, shared, choices) for pair, shared in pairs.items()}
            if all(abs(state.accuracy[v] - before[v]) < _STILL for v in voices):
                break
    state.answers = {m: _weighed(state, answers, choices, state.lean.get(m, 0.0)) for m, answers in state.matters.items()}
    support = {m: {a: sum(_shares(state, v).values()) for a, v in answers.items()} for m, answers in state.matters.items()}
    return Truth(answers=state.answers, accuracy=state.accuracy, copying=state.copying, support=support)


def _by_matter(votes: Iterable[Vote]) -> dict[str, dict[str, dict[str, Vote]]]:
    """Matter to answer to voice to vote, all in order; who gives one answer twice is as sure as the surest time."""
    found: dict[str, dict[str, dict[str, Vote]]] = defaultdict(lambda: defaultdict(dict))
    for v in sorted(votes, key=lambda v: (v.matter, v.answer, v.voice, v.sure, v.share)):
        found[v.matter][v.answer][v.voice] = v
    return {m: dict(a) for m, a in found.items()}


def _weighed(state: _State, answers: Mapping[str, Mapping[str, Vote]], choices: int, lean: float) -> dict[str, float]:
    n = max(choices, len(answers))
    weights = {a: _weight(state, voices, n) + (lean if a == YES else 0.0) for a, voices in answers.items()}
    top = max(weights.values(), default=0.0)
    shares = {a: exp(w - max(top, 0.0)) for a, w in weights.items()}
    rest = (n - len(answers)) * exp(-max(top, 0.0))
    total = sum(shares[a] for a in sorted(shares)) + rest
    return {a: s / total for a, s in shares.items()}


def _weight(state: _State, voices: Mapping[str, Vote], n: int) -> float:
    """The log of how much likelier these voices speak so if it is true than if another of ``n`` answers is."""
    total = 0.0
    for v, share in _shares(state, voices).items():
        sure = voices[v].sure
        right = state.accuracy[v] * sure + (1 - state.accuracy[v]) * (1 - sure)
        total += share * log(right * (n - 1) / (1 - right))
    return total


def _shares(state: _State, voices: Mapping[str, Vote]) -> dict[str, float]:
    """How much of each voice is its own: of k that surely copy one another each is a k-th, whatever their order; and no more than its
    vote says.
    """
    mine = {v: voices[v].share for v in sorted(voices)}
    if not state.copying:
        return mine
    return {v: s / (1 + sum(state.copying.get((min(v, w), max(v, w)), 0.0) for w in mine if w != v)) for v, s in mine.items()}


def _accuracies(state: _State, brought: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """What a voice brought along, and how it fared where another spoke as well: nobody confirms himself by speaking alone, nor is he
    confirmed by who may have it from him, or by who does not commit himself.
    """
    right, told = {v: r for v, (r, _) in brought.items()}, {v: r + w for v, (r, w) in brought.items()}
    for matter, answers in state.matters.items():
        shares: dict[str, float] = {}
        for v, vote in (x for voices in answers.values() for x in voices.items()):
            shares[v] = max(shares.get(v, 0.0), vote.share if vote.sure > _COIN else 0.0)
        whole = sum(shares.values())
        for answer, voices in answers.items():
            p = state.answers[matter][answer]
            for v, vote in voices.items():
                part = (2 * vote.sure - 1) * vote.share * min(1.0, whole - shares[v])
                right[v] += part * p
                told[v] += part
    return {v: min(MOST, max(LEAST, right[v] / told[v])) for v in right}


def _contested_pairs(matters: Mapping[str, Mapping[str, Mapping[str, Vote]]]) -> dict[tuple[str, str], list[tuple[str, str | None]]]:
    """Pairs of voices with the contested matters that both speak on, and their common answer where it is one."""
    pairs: dict[tuple[str, str], list[tuple[str, str | None]]] = defaultdict(list)
    for matter, answers in matters.items():
        if len(answers) > 1:
            said = sorted((v, a) for a, voices in answers.items() for v in voices)
            for (v, a), (w, b) in combinations(said, 2):
                if v != w:
                    pairs[v, w].append((matter, a if a == b else None))
    return {pair: shared for pair, shared in pairs.items() if len(shared) >= COPYING.matters}


def _at_one(shared: list[tuple[str, str | None]]) -> float:
    """The probability that one of two voices has it from the other, by how often they agree alone, were both most accurate."""
    alone = MOST**2 + (1 - MOST) ** 2
    copied = COPYING.share + (1 - COPYING.share) * alone
    same = sum(1 for _, answer in shared if answer is not None)
    odds = same * log(copied / alone) + (len(shared) - same) * log((1 - copied) / (1 - alone))
    return _probability(odds + log(COPYING.before / (1 - COPYING.before)))


def _copied(state: _State, pair: tuple[str, str], shared: list[tuple[str, str | None]], choices: int) -> float:
    """The probability that one of two voices has it from the other: common mistakes tell most, common truths little."""
    a = max(0.5, (state.accuracy[pair[0]] + state.accuracy[pair[1]]) / 2)
    odds = log(COPYING.before / (1 - COPYING.before))
    for matter, answer in shared:
        if answer is None:
            odds += log(1 - COPYING.share)
            continue
        p, n = state.answers[matter][answer], max(choices, len(state.matters[matter])) - 1
        true, false = COPYING.share / a + 1 - COPYING.share, COPYING.share * n / (1 - a) + 1 - COPYING.share
        odds += p * log(true) + (1 - p) * log(false)
    return _probability(odds)


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-50.0, min(50.0, log_odds))))
