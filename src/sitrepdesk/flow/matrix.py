"""The file of a matrix of rival explanations: hypotheses with a key each, then evidence, each with its cells by key."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitrepdesk.model import Malformed, Unreachable
from sitrepdesk.weigh import CELLS, NOT_APPLICABLE, WEIGHTS, Evidence

FORM = 'Write [hypotheses] with key = "words", then [[evidence]] with text, weight or claim, and a cell (II, I, N, C, CC, NA) for each key.'
_OWN = frozenset({"text", "weight", "claim"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A question, its hypotheses by key, and the evidence. ``by`` is whose judgement it is; empty where the file does not say."""

    title: str
    by: str
    hypotheses: dict[str, str]
    evidence: tuple[Evidence, ...]


def read_matrix(file: Path, grade_of: Callable[[str], str]) -> Matrix:
    """Read a matrix; ``grade_of`` gives the credibility of a claim, for evidence without a weight. ``Malformed``, ``Unreachable``."""
    try:
        data = file.read_bytes()
    except OSError as e:
        raise Unreachable(str(file), f"cannot be read ({e.strerror or e})", "Check the name.") from e
    return parse_matrix(data, str(file), grade_of)


def parse_matrix(data: bytes, where: str, grade_of: Callable[[str], str]) -> Matrix:
    """A matrix from its bytes; ``where`` is what an error names. ``Malformed``."""
    try:
        raw = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise Malformed(where, f"is no TOML: {e}", FORM) from e
    hypotheses, rows = raw.get("hypotheses"), raw.get("evidence", [])
    if not isinstance(hypotheses, dict) or len(hypotheses) < 2 or not all(isinstance(w, str) for w in hypotheses.values()):
        raise Malformed(where, "names fewer than two hypotheses", FORM)
    if not isinstance(rows, list):
        raise Malformed(where, "holds evidence in another form than [[evidence]]", FORM)
    found = tuple(_evidence(row, hypotheses, f"{where}, evidence {n}", grade_of) for n, row in enumerate(rows, 1))
    title = str(raw.get("title", Path(where).stem))
    return Matrix(title=title, by=str(raw.get("by", "")).strip(), hypotheses=hypotheses, evidence=found)


def _evidence(row: dict[str, Any], hypotheses: dict[str, str], where: str, grade_of: Callable[[str], str]) -> Evidence:
    claim, cells = row.get("claim"), {k: v for k, v in row.items() if k not in _OWN}
    if not isinstance(row.get("text"), str):
        raise Malformed(where, "has no text", FORM)
    unknown = [k for k in cells if k not in hypotheses]
    if unknown:
        raise Malformed(where, f"speaks of {unknown[0]!r}, which is no hypothesis of this file", FORM)
    wrong = [v for v in cells.values() if v != NOT_APPLICABLE and v not in CELLS]
    if wrong:
        raise Malformed(where, f"has a cell {wrong[0]!r}", f"Use one of {', '.join(CELLS)}, {NOT_APPLICABLE}.")
    weight = str(row.get("weight") or (grade_of(claim) if isinstance(claim, str) else "medium"))
    if weight not in WEIGHTS:
        raise Malformed(where, f"has a weight {weight!r}", f"Use one of {', '.join(WEIGHTS)}.")
    return Evidence(text=row["text"], weight=weight, cells=cells, claim=claim if isinstance(claim, str) else None)
