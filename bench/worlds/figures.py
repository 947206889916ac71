"""Measures with their number of cases and interval."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def wilson(hit: float, n: float) -> str:
    """A rate with its Wilson 95 % interval, in per cent."""
    if not n:
        return "no case"
    z, p = 1.96, hit / n
    mid, half, norm = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)), 1 + z * z / n
    return f"{100 * p:5.1f} % [{100 * (mid - half) / norm:.1f}, {100 * (mid + half) / norm:.1f}] n={n:,.0f}"


def bootstrap(cases: Sequence[T], measure: Callable[[Sequence[T]], float], *, times: int = 300, form: str = "{:.3f}") -> str:
    """A measure with its percentile 95 % interval over the cases drawn anew."""
    if not cases:
        return "no case"
    rng = random.Random(0)
    drawn = sorted(measure([cases[rng.randrange(len(cases))] for _ in cases]) for _ in range(times))
    low, high = drawn[int(0.025 * times)], drawn[min(times - 1, int(0.975 * times))]
    return f"{form.format(measure(cases))} [{form.format(low)}, {form.format(high)}] n={len(cases):,}"


def mean(values: Sequence[float]) -> float:
    """The mean, ``nan`` of none."""
    return sum(values) / len(values) if values else math.nan


def b_cubed(gold: Mapping[T, Hashable], answer: Mapping[T, Hashable]) -> list[tuple[float, float]]:
    """(precision, recall) of each mention after Bagga and Baldwin (1998); a mention without an answer stands alone."""
    said = {m: answer.get(m, ("alone", m)) for m in gold}
    by_gold, by_said, both = Counter(gold.values()), Counter(said.values()), Counter((gold[m], said[m]) for m in gold)
    return [(both[gold[m], said[m]] / by_said[said[m]], both[gold[m], said[m]] / by_gold[gold[m]]) for m in gold]


def f1(rows: Sequence[tuple[float, float]]) -> float:
    """The harmonic mean of mean precision and mean recall."""
    p, r = mean([a for a, _ in rows]), mean([b for _, b in rows])
    return 2 * p * r / (p + r) if p + r else 0.0


def adjusted_rand(gold: Mapping[T, Hashable], answer: Mapping[T, Hashable]) -> float:
    """The adjusted Rand index (Hubert and Arabie 1985)."""
    said = {m: answer.get(m, ("alone", m)) for m in gold}
    pairs = Counter((gold[m], said[m]) for m in gold)

    def two(counts: Counter[T]) -> float:
        return sum(math.comb(n, 2) for n in counts.values())

    together, a, b, total = two(pairs), two(Counter(gold.values())), two(Counter(said.values())), math.comb(len(gold), 2)  # type: ignore[arg-type]
    expected = a * b / total if total else 0.0
    most = (a + b) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def calibration(cases: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """The debiased calibration error of Kumar, Liang and Ma (2019): root of the mean squared gap, bins of equal mass."""
    ordered = sorted(cases)
    total = 0.0
    for i in range(bins):
        part = ordered[i * len(ordered) // bins : (i + 1) * len(ordered) // bins]
        if len(part) < 2:
            continue
        told, came = mean([p for p, _ in part]), mean([float(y) for _, y in part])
        total += len(part) / len(ordered) * ((told - came) ** 2 - came * (1 - came) / (len(part) - 1))
    return math.sqrt(max(0.0, total))


def grouped(pairs: Sequence[tuple[T, Hashable]]) -> dict[Hashable, list[T]]:
    """Members by group."""
    out: dict[Hashable, list[T]] = defaultdict(list)
    for member, group in pairs:
        out[group].append(member)
    return out
