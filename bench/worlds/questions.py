"""What the reports of a world leave to be decided, with the truth: did it happen, who holds the place, is this number right."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .numbers import holds
from .records import Number

NONE = "none of these"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one report says to a question."""

    item: str
    n: int
    source: str
    says: str
    fits: frozenset[str]
    """The answers that it is true under."""
    first: bool
    """Whether it is its source's own and no copy."""
    likely: dict[str, float]
    """For a source's own: how likely it was under each answer."""


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    about: str
    """``happened``, ``holder`` or ``number``."""
    answers: tuple[str, ...]
    true: frozenset[str]
    statements: tuple[Statement, ...]


@dataclass(slots=True)
class Known:
    """A world as it lies in its folder."""

    folder: Path
    truth: dict[str, Any]
    items: dict[str, dict[str, Any]]
    ancestry: dict[str, dict[str, Any]]
    happenings: dict[str, dict[str, Any]]

    def tellings(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """(item, claim's row), in the order of the reports."""
        for item, row in self.ancestry.items():
            for claim in row["claims"]:
                yield item, claim


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as f:
        yield from map(json.loads, f)


def load(folder: Path) -> Known:
    """Read a world back."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    items = {r["id"]: r for r in lines(folder / "items.jsonl")}
    ancestry = {r["item"]: r for r in lines(folder / "ancestry.jsonl")}
    return Known(folder, truth, items, ancestry, {h["id"]: h for h in truth["happenings"]})


def questions(world: Known) -> list[Question]:
    """All questions that at least one assertion bears on; growing counts are left out, for their truth moves."""
    told: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for item, claim in world.tellings():
        if claim["mood"] == "stated":
            told[claim["happening"]].append((item, claim))
    out: list[Question] = []
    for key, rows in told.items():
        h = world.happenings[key]
        if h["type"] == "hold":
            out.append(_holder(world, h, rows))
            continue
        out.append(_happened(world, h, rows))
        counted = [(i, c) for i, c in rows if c["number"]]
        if counted and h["grows_h"] is None:
            out.append(_number(world, h, counted))
    return out


def _source(world: Known, item: str) -> str:
    return str(world.items[item]["source"])


def _happened(world: Known, h: dict[str, Any], rows: list[tuple[str, dict[str, Any]]]) -> Question:
    statements = []
    for item, c in rows:
        says = "yes" if c["polarity"] == "affirmed" else "no"
        statements.append(Statement(item, c["n"], _source(world, item), says, frozenset({says}), c["parent"] is None, c["likely"]))
    return Question(f"{h['id']}:happened", "happened", ("yes", "no"), frozenset({"yes" if h["happened"] else "no"}), tuple(statements))


def holder(world: Known, place: str, at: int) -> str | None:
    """Who truly holds a place."""
    side = None
    for since, who in next(p for p in world.truth["places"] if p["id"] == place)["held"]:
        side = who if since <= at else side
    return side


def _holder(world: Known, h: dict[str, Any], rows: list[tuple[str, dict[str, Any]]]) -> Question:
    sides = tuple(s["id"] for s in world.truth["sides"])
    statements = tuple(
        Statement(item, c["n"], _source(world, item), c["side"], frozenset({c["side"]}), c["parent"] is None, c["likely"])
        for item, c in rows
    )
    return Question(f"{h['id']}:holder", "holder", sides, frozenset({holder(world, h["place"], h["at"]) or ""}), statements)


def _point(low: float | None, high: float | None) -> float:
    if low is None:
        return 0.9 * (high or 0)
    return low * 1.15 if high is None else (low + high) / 2


def _name(bounds: list[Any]) -> str:
    low, high, _ = bounds
    return f"{'' if low is None else low:}..{'' if high is None else high}"


def _number(world: Known, h: dict[str, Any], rows: list[tuple[str, dict[str, Any]]]) -> Question:
    """Answers are the numbers as told; several may hold the true one, or none."""
    told = {_name(c["number"]): Number("", *c["number"]) for _, c in rows}
    points = {name: _point(n.low, n.high) for name, n in told.items()}
    true = frozenset(name for name, n in told.items() if h["happened"] and holds(n, h["count"]))
    statements = []
    for item, c in rows:
        name = _name(c["number"])
        fits = frozenset(other for other, x in points.items() if other == name or holds(told[name], x))
        wrong = (1 - c["value_accuracy"]) / max(1, len(points))
        likely = {x: c["value_accuracy"] if x in fits else wrong for x in (*points, NONE)}
        statements.append(Statement(item, c["n"], _source(world, item), name, fits, c["parent"] is None, likely))
    return Question(f"{h['id']}:number", "number", tuple(points), true, tuple(statements))
