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
    """A question, its hypotheses by key, and the evidence."""

    title: str
    hypotheses: dict[str, str]
    evidence: tuple[Evidence, ...]


def read_matrix(file: Path, grade_of: Callable[[str], str]) -> Matrix:
    """Read a matrix; ``grade_of`` gives the credibility of a claim, for evidence without a weight. ``Malformed``, ``Unreachable``."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise Malformed(str(file), f"is no TOML: {e}", FORM) from e
    except OSError as e:
        raise Unreachable(str(file), f"cannot be read ({e.strerror or e})", "Check the name.") from e
    hypotheses, rows = raw.get("hypotheses"), raw.get("evidence", [])
    if not isinstance(hypotheses, dict) or len(hypotheses) < 2 or not all(isinstance(w, str) for w in hypotheses.values()):
        raise Malformed(str(file), "names fewer than two hypotheses", FORM)
    if not isinstance(rows, list):
        raise Malformed(str(file), "holds evidence in another form than [[evidence]]", FORM)
    found = tuple(_evidence(row, hypotheses, f"{file}, evidence {n}", grade_of) for n, row in enumerate(rows, 1))
    return Matrix(title=str(raw.get("title", file.stem)), hypotheses=hypotheses, evidence=found)


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
