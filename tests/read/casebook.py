"""Reads the pages of ``cases/``: reports with the claims that they make, as gold in the wire form of claims."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[2] / "cases"
LIKELIHOODS = {"almost-certain", "very-likely", "likely", "even", "unlikely", "very-unlikely", "almost-no-chance", "possible"}
MOODS = {"intended", "conditional", "wished", "directed", "unknown"}
PHASES = {"past", "ongoing", "future", "habitual"}
SPEAKERS = {"named", "unnamed", "witnessed", "earlier-report", "media"}
LINKS = {"content of", "because of", "option of"}
_RANGE = re.compile(r"(.+?)\s*=\s*([\d.]*?)\.\.([\d.]*)\s*(\S*)$")


@dataclass(frozen=True)
class Case:
    """One report of a page, with its gold claims; ``gaps`` are the numbers of the rows that the reader is known to miss."""

    page: str
    title: str
    text: str
    published: str
    theatre: str
    gold: tuple[dict[str, Any], ...]
    gaps: frozenset[int]
    timed: bool
    """Has its table a column for times?"""

    @property
    def name(self) -> str:
        return f"{self.page}: {self.title}"


def cases(folder: Path = CASES) -> list[Case]:
    """Every case of every page."""
    return [case for path in sorted(folder.glob("*.md")) if path.name != "README.md" for case in page(path)]


def page(path: Path) -> list[Case]:
    """The cases of one page."""
    parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_case(path.stem, part) for part in parts]


def _case(page: str, part: str) -> Case:
    lines = part.splitlines()
    text = "\n".join(line[1:].removeprefix(" ") for line in lines if line.startswith(">"))
    rows = [[c.strip() for c in line.strip().strip("|").split("|")] for line in lines if line.startswith("|")][2:]
    found = {
        k: next((line.partition(":")[2].strip() for line in lines if line.startswith(f"{k}:")), d)
        for k, d in (("Published", "2024-01-10"), ("Theatre", "world"))
    }
    used: set[int] = set()
    gold = tuple(_claim(text, row + [""] * (9 - len(row)), used, f"{page}: {lines[0]}") for row in rows)
    _link(gold, f"{page}: {lines[0]}")
    gaps = frozenset(i for i, row in enumerate(rows) if "gap" in [w.strip() for w in row[2].split(",")])
    timed = any(line.startswith("| head") and "| when" in line for line in lines)
    return Case(page, lines[0].strip(), text, found["Published"], found["Theatre"], gold, gaps, timed)


def _spot(text: str, words: str, near: int | None, used: set[int], where: str) -> dict[str, Any]:
    """Where words stand: the place that their ``#2`` names, else the nearest to the head, for a head the first not taken."""
    words, _, nth = words.partition("#")
    spots = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if nth:
        spots = spots[int(nth) - 1 : int(nth)]
    elif near is None:
        spots = [x for x in spots if x not in used][:1]
    if not spots or not words:
        raise ValueError(f"{where}: the text has no {words!r}" + (f" number {nth}" if nth else ""))
    s = spots[0] if near is None else min(spots, key=lambda x: abs(x - near))
    return {"text": words, "span": [s, s + len(words)]}


def _claim(text: str, row: list[str], used: set[int], where: str) -> dict[str, Any]:
    head, type_, how, actor, target, means, places, numbers, when = row[:9]
    event = _spot(text, head, None, used, where)
    at, end = event["span"]
    used.add(at)

    def piece(words: str) -> dict[str, Any]:
        return _spot(text, words.strip(), at, used, where)

    span = [max(text.rfind(". ", 0, at) + 1, text.rfind("\n", 0, at) + 1, 0), len(text)]
    claim: dict[str, Any] = {"type": type_, "head": event["text"], "head_span": [at, end], "span": span, "quote": text[span[0] : span[1]]}
    claim |= {k: [piece(w) for w in v.split(";") if w.strip()] for k, v in (("actor", actor), ("target", target), ("instrument", means))}
    claim["places"] = [piece(w.strip().partition(" ")[2]) | {"rel": w.strip().partition(" ")[0]} for w in places.split(";") if w.strip()]
    claim["quantities"] = [_number(w.strip(), piece, where) for w in numbers.split(";") if w.strip()]
    claim |= _how(how, piece, where)
    if when:
        claim["time"] |= piece(when)
    return claim


def _link(claims: tuple[dict[str, Any], ...], where: str) -> None:
    """Turn the heads that ``content of`` and its like name into the numbers of rows of this table."""
    for i, claim in enumerate(claims):
        for link, head in claim["links"].items():
            words, _, nth = head.partition("#")
            rows = [n for n, other in enumerate(claims) if other["head"] == words and n != i]
            if not rows or (nth and int(nth) > len(rows)):
                raise ValueError(f"{where}: {link.replace('_', ' ')} {head!r}: no row has that head")
            claim["links"][link] = rows[int(nth) - 1] if nth else min(rows, key=lambda n: abs(n - i))


def _number(words: str, piece: Any, where: str) -> dict[str, Any]:
    m = _RANGE.match(words)
    if not m:
        raise ValueError(f"{where}: {words!r} is no number; write at least 40 = 40.. person")
    low, high = (float(x) if x else None for x in (m[2], m[3]))
    return piece(m[1]) | {"low": low, "high": high, "unit": m[4] or None}


def _how(how: str, piece: Any, where: str) -> dict[str, Any]:
    out: dict[str, Any] = {
        "polarity": "affirmed",
        "likelihood": "stated",
        "mood": "stated",
        "time": {"phase": "past"},
        "attribution": [],
        "core": True,
    }
    out |= {"cues": {}, "links": {}}
    phases: list[str] = []
    for word in (w.strip() for w in re.split(r",(?!\d)", how) if w.strip()):
        kind, _, words = (w.strip() for w in word.partition(":"))
        if words and kind not in SPEAKERS and kind not in LINKS:
            out["cues"][kind] = piece(words)
        if kind in SPEAKERS:
            out["attribution"].append({"kind": kind} | piece(words))
        elif kind in LINKS:
            out["links"][kind.replace(" ", "_")] = words
        elif kind in LIKELIHOODS:
            out["likelihood"] = kind
        elif kind in MOODS:
            out["mood"] = kind
        elif kind in PHASES:
            phases.append(kind)
        elif kind == "negated":
            out["polarity"] = "negated"
        elif word == "optional":
            out["core"] = False
        elif word != "gap":
            raise ValueError(f"{where}: {word!r} is not known in the column 'how'")
    if phases:
        out["time"] = {"phase": phases[0]}
        out["accept"] = {"phase": phases[1:]}
    return out
