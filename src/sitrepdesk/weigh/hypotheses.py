"""Rival explanations: evidence against hypotheses in; a ranking by inconsistency, and which single piece turns it, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from sitrepdesk.model.scales import table

_RAW = cast(dict[str, dict[str, int]], table("sitrepdesk.weigh", "hypotheses.toml"))
CELLS, WEIGHTS = _RAW["cells"], _RAW["weights"]
NOT_APPLICABLE = "NA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence: its words, its weight (a key of ``WEIGHTS``), and its cell for each hypothesis, by key.

    Cells: II very inconsistent, I inconsistent, N neutral, C consistent, CC very consistent, NA not applicable (kept out of the sums).
    """

    text: str
    weight: str
    cells: Mapping[str, str]
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a hypothesis stands: the weighted evidence against it in per mille of a piece, and how many pieces speak against it."""

    hypothesis: str
    against: int
    pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Hypotheses, the least contradicted first; ``turns``: pieces of evidence (by place) without which another one would lead.

    ``telling``: pieces whose cells differ between hypotheses; the others tell nothing apart.
    """

    order: tuple[Standing, ...]
    turns: tuple[int, ...]
    telling: tuple[int, ...]


def ranked(hypotheses: tuple[str, ...], evidence: tuple[Evidence, ...]) -> Ranking:
    """The ranking. Hypotheses that are contradicted equally stand in the order in which they were given."""
    order = _order(hypotheses, evidence)
    leaders = _leaders(order)
    turns = tuple(n for n in range(len(evidence)) if _leaders(_order(hypotheses, evidence[:n] + evidence[n + 1 :])) != leaders)
    telling = tuple(n for n, e in enumerate(evidence) if len({CELLS[c] for h in hypotheses if (c := _cell(e, h)) != NOT_APPLICABLE}) > 1)
    return Ranking(order=order, turns=turns, telling=telling)


def _order(hypotheses: tuple[str, ...], evidence: tuple[Evidence, ...]) -> tuple[Standing, ...]:
    found = []
    for h in hypotheses:
        against = [CELLS[c] * WEIGHTS[e.weight] // 1000 for e in evidence if (c := _cell(e, h)) != NOT_APPLICABLE and CELLS[c]]
        found.append(Standing(hypothesis=h, against=sum(against), pieces=len(against)))
    return tuple(sorted(found, key=lambda s: s.against))


def _leaders(order: tuple[Standing, ...]) -> frozenset[str]:
    return frozenset(s.hypothesis for s in order if s.against == order[0].against)


def _cell(e: Evidence, hypothesis: str) -> str:
    return e.cells.get(hypothesis, NOT_APPLICABLE)
