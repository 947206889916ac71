"""Scores of a partition of mentions against the true one: MUC, B³, entity-based CEAF, and their mean, the CoNLL score.

MUC: Vilain et al. (MUC-6, 1995). B³: Bagga and Baldwin (1998). CEAF-e: Luo (HLT 2005), with his fourth similarity. The mean: Pradhan et al.
(CoNLL 2012). Mentions are given, so that both partitions are over the same set; singletons count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Cluster = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, and the harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; nought where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def partition(labels: Mapping[Hashable, Hashable]) -> list[Cluster]:
    """Mention to label, as clusters."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return [frozenset(c) for c in found.values()]


def muc(truth: Sequence[Cluster], answer: Sequence[Cluster]) -> Score:
    """Links that would have to be added: singletons count for nothing."""
    return Score(_links(answer, truth), _links(truth, answer))


def b_cubed(truth: Sequence[Cluster], answer: Sequence[Cluster]) -> Score:
    """The share of each mention's cluster that is right, over mentions."""
    home, got = _homes(truth), _homes(answer)
    both = {m: len(home[m] & got[m]) for m in home}
    return Score(_mean(n / len(got[m]) for m, n in both.items()), _mean(n / len(home[m]) for m, n in both.items()))


def ceaf_e(truth: Sequence[Cluster], answer: Sequence[Cluster]) -> Score:
    """Clusters matched one to one as well as can be, each pair worth 2·shared/(sizes together)."""
    total = sum(_best(*block) for block in _blocks(truth, answer))
    return Score(total / len(answer) if answer else 0.0, total / len(truth) if truth else 0.0)


def conll(truth: Sequence[Cluster], answer: Sequence[Cluster]) -> float:
    """The mean F1 of the three."""
    return _mean(measure(truth, answer).f1 for measure in (muc, b_cubed, ceaf_e))


def _links(clusters: Sequence[Cluster], other: Sequence[Cluster]) -> float:
    home = {m: n for n, c in enumerate(other) for m in c}
    kept = sum(len(c) - len({home[m] for m in c}) for c in clusters)
    wanted = sum(len(c) - 1 for c in clusters)
    return kept / wanted if wanted else 0.0


def _homes(clusters: Iterable[Cluster]) -> dict[Hashable, Cluster]:
    return {m: c for c in clusters for m in c}


def _mean(values: Iterable[float]) -> float:
    told = list(values)
    return sum(told) / len(told) if told else 0.0


def _blocks(truth: Sequence[Cluster], answer: Sequence[Cluster]) -> Iterator[tuple[list[Cluster], list[Cluster]]]:
    """Clusters that are joined by a common mention, over however many steps: pairs from two blocks share nothing."""
    home, got = _homes(truth), _homes(answer)
    left = dict.fromkeys(truth)
    while left:
        todo = [next(iter(left))]
        mine: dict[Cluster, None] = {}
        theirs: dict[Cluster, None] = {}
        while todo:
            cluster = todo.pop()
            if cluster in mine:
                continue
            mine[cluster] = None
            left.pop(cluster, None)
            for other in {got[m] for m in cluster}:
                if other not in theirs:
                    theirs[other] = None
                    todo += {home[m] for m in other}
        yield list(mine), list(theirs)


def _best(mine: list[Cluster], theirs: list[Cluster]) -> float:
    worth = [[2 * len(a & b) / (len(a) + len(b)) for b in theirs] for a in mine]
    if len(worth) > len(worth[0]):
        worth = [list(column) for column in zip(*worth, strict=True)]
    return _assigned(worth)


def _assigned(worth: list[list[float]]) -> float:
    """The most that rows, each given a column of its own, are worth together; no more rows than columns (Kuhn 1955, by shortest paths)."""
    rows, columns = len(worth), len(worth[0])
    up, down = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for i in range(1, rows + 1):
        row_of[0], at = i, 0
        least, way, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while row_of[at]:
            used[at] = True
            row, step, after = row_of[at], float("inf"), 0
            for j in range(1, columns + 1):
                if not used[j]:
                    cost = -worth[row - 1][j - 1] - up[row] - down[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, at
                    if least[j] < step:
                        step, after = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    up[row_of[j]] += step
                    down[j] -= step
                else:
                    least[j] -= step
            at = after
        while at:
            row_of[at] = row_of[way[at]]
            at = way[at]
    return sum(worth[row_of[j] - 1][j - 1] for j in range(1, columns + 1) if row_of[j])
