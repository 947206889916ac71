"""Ten more copies of some reports of a world, by ten other sources, each in one mode."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from .make import World, shifted, text_of, told, wire, world
from .records import HOUR, Report, Source

COPIES = 10


Row = dict[str, Any]


def ten_more(kind: str, seed: int, reports: int, mode: str, picks: int) -> Iterator[tuple[str, list[Row], list[Row]]]:
    """For each report picked: its id, the items of its copies, and their gold claims."""
    w = world(kind, seed, reports)
    originals = [r for r, _ in told(w, reports) if r.mode == "original"]
    w.press.kind = w.press.kind.without_slips()
    rng = random.Random(f"{kind}:{seed}:{mode}")
    for report in rng.sample(originals, min(picks, len(originals))):
        items: list[Row] = []
        gold: list[Row] = []
        for source in rng.sample([s for s in w.sources if s.id != report.source.id], min(COPIES, len(w.sources) - 1)):
            _add(w, report, source, mode, items, gold)
        yield report.id, items, gold


def _add(w: World, report: Report, source: Source, mode: str, items: list[Row], gold: list[Row]) -> None:
    copy = w.press.copy(report, source, mode, [])
    if copy is None:
        return
    copy.published = max(copy.published, report.published + HOUR)
    text, parts = text_of(copy)
    items.append({"id": copy.id, "source": source.id, "published": copy.published, "text": text})
    n = 0
    for at, part in parts:
        for claim in part.claims:
            gold.append({"item": copy.id, "n": n} | wire(shifted(claim, at), n))
            n += 1
