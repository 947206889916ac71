"""Makes a world and writes it: ``items.jsonl``, ``gold.jsonl``, ``ancestry.jsonl``, ``sources.jsonl``, ``truth.json`` and ``pack/``."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from . import cast
from .history import History
from .kinds import Kind, kinds
from .pack import write_pack
from .press import Press
from .records import Happening, Place, Report, Side, Source, Telling
from .seeing import Witnesses
from .wording import Wording

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FACTS = 1.2
"""Tellings in an original report, about."""
SPARE = 1.6
"""More happenings than reports need; what is not reached is no part of the world."""
STRETCH = 60
"""Happenings whose reports are made together."""


@dataclass(slots=True)
class World:
    kind: Kind
    seed: int
    sides: list[Side]
    places: list[Place]
    sources: list[Source]
    press: Press
    happenings: list[Happening]


def world(name: str, seed: int, reports: int) -> World:
    """The cast and the history; the reports come from ``told``."""
    kind = kinds()[name]
    rng = random.Random(f"{name}:{seed}:{reports}")
    who = cast.sides(kind)
    places = cast.places(kind, reports, rng, who)
    sources = cast.sources(kind, reports, rng, who, sorted({p.region for p in places}))
    needed = max(8, round(reports * (1 - kind.copied) * FACTS / kind.tellers * SPARE))
    history = History(kind, places, who, rng)
    happenings = sorted(history.run(needed, kind.length_days(reports) * SPARE), key=lambda h: (h.at, h.id))
    witnesses = Witnesses(kind, places, who, sources, rng)
    press = Press(f"{name}:{seed}:{reports}", kind, Wording(kind.wording, places, who), witnesses, sources, rng)
    return World(kind, seed, who, places, sources, press, happenings)


def told(w: World, reports: int) -> Iterator[tuple[Report, list[Happening]]]:
    """The reports, stretch after stretch, and with the last of each stretch what it was about."""
    left = reports
    size = max(12, min(STRETCH, round(reports / 4)))
    for start in range(0, len(w.happenings), size):
        stretch = w.happenings[start : start + size]
        made = w.press.stretch(stretch)[:left]
        left -= len(made)
        for i, report in enumerate(made):
            yield report, stretch if i == len(made) - 1 else []
        if not left:
            return


def text_of(report: Report) -> tuple[str, list[tuple[int, Any]]]:
    """The words of the report, and (offset, part) for each paragraph."""
    gap = " " if report.source.kind == "channel" else "\n\n"
    text = report.lead
    at = []
    for i, part in enumerate(report.parts):
        text += gap if i else ""
        at.append((len(text), part))
        text += part.text
    return (f"{text}\n\n{report.tail}" if report.tail else text) + "\n", at


def shifted(value: Any, by: int) -> Any:
    """A claim with all its spans moved."""
    if isinstance(value, dict):
        return {k: [v[0] + by, v[1] + by] if k in {"span", "head_span"} else shifted(v, by) for k, v in value.items()}
    return [shifted(v, by) for v in value] if isinstance(value, list) else value


def wire(claim: dict[str, Any], n: int) -> dict[str, Any]:
    """The ``n``-th claim of its item as files have it: times in ISO 8601, points in degrees, ``content_of`` a number like ``n``."""
    time = {k: _iso(v) if k in {"start", "end", "anchor"} else v for k, v in claim["time"].items()}
    places = [p | {"lat": p["lat"] / 1e6, "lon": p["lon"] / 1e6} for p in claim["places"]]
    frame = {"content_of": n + claim["content_of"]} if claim.get("content_of") else {}
    return claim | {"time": time, "places": places} | frame


def _iso(at: int | None) -> str | None:
    return None if at is None else (EPOCH + timedelta(microseconds=at)).isoformat().replace("+00:00", "Z")


def bounds(t: Telling) -> list[float | None] | None:
    """The number as [low, high, soft]."""
    return None if t.number is None else [t.number.low, t.number.high, t.number.soft]  # type: ignore[list-item]


def row_of(t: Telling) -> dict[str, Any]:
    """What is known of a telling that its words do not say."""
    h = t.happening
    return {
        "telling": t.id,
        "happening": h.id,
        "root": t.root,
        "line": t.line,
        "parent": t.parent,
        "right": t.right,
        "value_right": t.value_right,
        "value_accuracy": round(t.value_accuracy, 3),
        "likely": {k: round(v, 3) for k, v in t.likely.items()},
        "polarity": t.polarity,
        "mood": t.mood,
        "firm": t.likelihood == "stated" and not (t.speaker and t.speaker[0] == "unnamed"),
        "side": t.actor,
        "scope": t.scope,
        "number": bounds(t),
        "known": h.known(t.said_at),
        "slips": list(t.slips),
    }


class Writer:
    """Writes a world into a folder, one report at a time."""

    def __init__(self, folder: Path, stack: ExitStack, *, gold: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        names = ("items", "ancestry", "gold") if gold else ("items", "ancestry")
        self.files: dict[str, TextIO] = {n: stack.enter_context((folder / f"{n}.jsonl").open("w", encoding="utf-8")) for n in names}

    def put(self, name: str, row: dict[str, Any]) -> None:
        """One line."""
        self.files[name].write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")

    def report(self, report: Report, published: int | None) -> None:
        """The item, its ancestry, and its gold claims."""
        text, parts = text_of(report)
        self.put("items", {"id": report.id, "source": report.source.id, "published": published, "text": text})
        rows: list[dict[str, Any]] = []
        n = 0
        for at, part in parts:
            for i, claim in enumerate(part.claims):
                if i == 0 and part.telling:
                    rows.append({"n": n} | row_of(part.telling))
                if "gold" in self.files:
                    self.put("gold", {"item": report.id, "n": n} | wire(shifted(claim, at), n))
                n += 1
        self.put(
            "ancestry",
            {
                "item": report.id,
                "mode": report.mode,
                "traces": report.traces,
                "parent": report.parent,
                "root": report.root,
                "published": report.published,
                "claims": rows,
            },
        )


def _happening(h: Happening, places: list[Place]) -> dict[str, Any]:
    return {
        "id": h.id, "type": h.type, "at": h.at, "place": places[h.place].id, "actor": h.actor, "target": h.target, "count": h.count,
        "unit": h.unit, "grows_h": h.grows_h, "happened": h.happened, "serves": h.serves, "victims": h.victims,
    }  # fmt: skip


def _truth(w: World, asked: int, done: int, until: int, about: list[Happening]) -> dict[str, Any]:
    return {
        "kind": w.kind.name,
        "held_out": w.kind.held_out,
        "seed": w.seed,
        "asked": asked,
        "reports": done,
        "from": w.happenings[0].at,
        "until": until,
        "sides": [{"id": s.id, "name": s.name, "demonym": s.demonym, "forces": s.forces} for s in w.sides],
        "places": [
            {"id": p.id, "name": p.name, "region": p.region, "lat": p.lat, "lon": p.lon, "held": [h for h in p.held if h[0] <= until]}
            for p in w.places
        ],
        "sources": [{"id": s.id, "accuracy": s.accuracy, "bias": s.bias, "hedge": round(s.hedge, 3), "sure": s.sure} for s in w.sources],
        "happenings": [_happening(h, w.places) for h in about],
    }


def generate(
    name: str, seed: int, reports: int, folder: Path, *, gold: bool = True, progress: Callable[[int], None] = lambda _: None
) -> None:
    """Write a world of exactly so many reports; the same arguments give the same bytes."""
    w = world(name, seed, reports)
    about: list[Happening] = []
    until = done = 0
    lost = random.Random(seed)
    with ExitStack() as stack:
        writer = Writer(folder, stack, gold=gold)
        for report, stretch in told(w, reports):
            published = None if report.mode == "literal" and lost.random() < 0.01 else report.published
            writer.report(report, published)
            about.extend(stretch)
            until = max(until, report.published)
            done += 1
            if done % 1000 == 0:
                progress(done)
    rows = (
        {"id": s.id, "names": [s.name, *([s.short] if s.short else [])], "kind": s.kind, "side": s.side, "owner": s.owner}
        for s in w.sources
    )
    (folder / "sources.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    (folder / "truth.json").write_text(
        json.dumps(_truth(w, reports, done, until, about), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    write_pack(folder / "pack", f"world-{name}", w.sides, w.places)
    progress(done)
