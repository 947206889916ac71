"""Place recognition and resolution on GeoWebNews and GeoVirus (under ``$SITREP_DATA/domain/geoparsing``).

    python bench/places.py [--half first|second] [--misses]

The documents are halved by their order; the figures of the first half are those that the tables were tuned on. Demonyms, adjectives and
languages count neither as found nor as missed. "From raw text" is end to end: what recognition missed is wrong in the end. The ceiling is
the share of gold places that the gazetteer holds at all (by id), or holds under that name within 161 km.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitrepdesk.places import Reading, Resolver, open_gazetteer, places_in
from sitrepdesk.places.relative import distance_m
from sitrepdesk.theatre import load_pack

NO_PLACE = {"Non_Lit_Expression", "Literal_Expression", "Non_Toponym"}
APART = {"Demonym", "Language"}
NEAR_M = 161_000


@dataclass(frozen=True)
class Gold:
    start: int
    end: int
    name: str
    id: str | None
    point: tuple[int, int] | None
    counts: bool


def _gold(tag: ET.Element) -> Gold | None:
    """One annotation; GeoVirus counts its offsets from one."""
    shift = 1 if tag.tag == "location" else 0
    kind = tag.findtext("type") or "Literal"
    if kind in NO_PLACE:
        return None
    lat, lon = (tag.findtext(k) or tag.findtext(k[:3]) for k in ("latitude", "longitude"))
    point = (round(float(lat) * 1e6), round(float(lon) * 1e6)) if lat and lon else None
    name = tag.findtext("extractedName") or tag.findtext("name") or ""
    counts = kind not in APART and (tag.findtext("modifierType") or "") != "Adjective"
    start, end = (int(tag.findtext(k) or 0) - shift for k in ("start", "end"))
    return Gold(start, end, name, tag.findtext("geonamesID") or None, point, counts)


def documents(path: Path, half: str) -> Iterator[tuple[str, list[Gold]]]:
    """Text and gold of each document of one half."""
    articles = ET.parse(path).getroot().findall("article")
    middle = len(articles) // 2
    for article in articles[:middle] if half == "first" else articles[middle:]:
        tags = [*article.iter("toponym"), *article.iter("location")]
        yield article.findtext("text") or "", [g for g in map(_gold, tags) if g]


def right(reading: Reading, gold: Gold, resolver: Resolver) -> tuple[bool, bool]:
    """Whether the id is the gold one, and whether the point lies within 161 km."""
    info = resolver.info(reading.place) if reading.place else None
    exact = bool(info and gold.id and str(info.geonames) == gold.id)
    near = bool(info and gold.point and distance_m(info.lat, info.lon, *gold.point) <= NEAR_M)
    return exact, near or exact


def covers(reading: Reading, gold: Gold) -> bool:
    """Whether the gold point lies in the place as read: annotators put the point of a country where they like."""
    known = reading.lat is not None and reading.lon is not None and gold.point is not None
    return known and distance_m(reading.lat, reading.lon, *gold.point) <= (reading.radius_m or 0)


def calibration(sure: list[tuple[float, bool]]) -> float:
    """How far the confidence is from the share that is right, in ten bins, what chance alone makes taken off (Kumar et al. 2019)."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, ok in sure:
        bins.setdefault(min(9, int(confidence * 10)), []).append((confidence, ok))
    total = 0.0
    for rows in bins.values():
        said, won = sum(c for c, _ in rows) / len(rows), sum(ok for _, ok in rows) / len(rows)
        chance = won * (1 - won) / max(1, len(rows) - 1)
        total += len(rows) / len(sure) * max(0.0, (said - won) ** 2 - chance)
    return total**0.5


def relative(resolver: Resolver) -> str:
    """The own cases of relative places: the area holds the truth and is at most three times the reference."""
    table = Path(__file__).parents[1] / "tests" / "places" / "cases" / "areas.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    won = 0
    for phrase, named, lat, lon, reference, *_ in rows:
        extent = resolver.resolve(phrase, context=[p for p in named.split("|") if p]).extent
        held = extent and extent.holds(round(float(lat) * 1e6), round(float(lon) * 1e6))
        won += bool(held and extent and extent.km2 <= 3 * float(reference))
    return f"{share(won, len(rows))} of {len(rows)}"


def ceiling(gold: Gold, resolver: Resolver) -> tuple[bool, bool]:
    exact = bool(gold.id and resolver.info(f"geonames:{gold.id}"))
    found = [resolver.info(c.id) for c in resolver.candidates(gold.name)]
    near = any(i and gold.point and distance_m(i.lat, i.lon, *gold.point) <= NEAR_M for i in found)
    return exact or any(i and str(i.geonames) == gold.id for i in found), near or exact


def score(path: Path, half: str, resolver: Resolver, misses: Counter[str], sure: list[tuple[float, bool]]) -> Counter[str]:
    n: Counter[str] = Counter()
    for text, golds in documents(path, half):
        n["characters"] += len(text)
        found = {p.where.span: p.reading for p in places_in(text, resolver) if p.where.kind != "relative"}
        apart = [(g.start, g.end) for g in golds if not g.counts]
        for g in golds:
            if not g.counts:
                continue
            n["gold"] += 1
            n["gold_id"] += bool(g.id)
            n["gold_point"] += bool(g.point or g.id)
            can_exact, can_near = ceiling(g, resolver)
            n["can_exact"] += bool(g.id) and can_exact
            n["can_near"] += can_near
            reading = found.pop((g.start, g.end), None)
            n["hit"] += reading is not None
            if reading is None:
                around = text[max(0, g.start - 25) : g.end + 20].replace("\n", " ")
                misses[f"missed {'known ' if can_near else ''}{g.name} [{around}]" if can_near else f"missed {g.name}"] += 1
                continue
            exact, near = right(reading, g, resolver)
            if reading.place and (g.id or g.point):
                sure.append((reading.confidence / 1000, near or covers(reading, g)))
            n["exact"] += exact
            n["near"] += near
            n["hit_id"] += bool(g.id)
            n["hit_point"] += bool(g.point or g.id)
            n["silent"] += reading.place is None
            if (g.id and not exact) or not near:
                misses[f"wrong {g.name} -> {reading.place}"] += 1
        wrong = [s for s in found if not any(s[0] < e and b < s[1] for b, e in apart)]
        n["extra"] += len(wrong)
        misses.update(f"extra {text[s:e]} [{text[max(0, s - 25) : e + 20]!r}]" for s, e in wrong)
    return n


def share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.1%}"


def show(name: str, n: Counter[str], seconds: float) -> None:
    """Prints the figures of one corpus, each with what it is a share of."""
    precision, recall = n["hit"] / max(1, n["hit"] + n["extra"]), n["hit"] / max(1, n["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name}: {n['gold']} places; {n['characters'] / seconds:,.0f} characters/s; no answer to {n['silent']} of the found")
    print(f"  recognition P {precision:.1%} R {recall:.1%} F1 {f1:.1%}")
    for word, key in (("exact id", "id"), ("within 161 km", "point")):
        whole = n[f"gold_{key}"]
        won, can = ("exact", "can_exact") if key == "id" else ("near", "can_near")
        if whole:
            print(f"  {word}: given the name found {share(n[won], n[f'hit_{key}'])}; from raw text {share(n[won], whole)}", end="")
            print(f"; ceiling {share(n[can], whole)} (of {whole})")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--half", choices=("first", "second"), default="first")
    args.add_argument("--misses", action="store_true")
    given = args.parse_args()
    folder = Path(os.environ.get("SITREP_DATA", "../shared/data")) / "domain" / "geoparsing"
    if not folder.is_dir():
        sys.exit(f"NOT MEASURED: {folder} is absent. Set SITREP_DATA.")
    resolver = Resolver(load_pack("world"), open_gazetteer())
    sure: list[tuple[float, bool]] = []
    for name in ("GWN", "GeoVirus"):
        misses: Counter[str] = Counter()
        began = time.perf_counter()
        n = score(folder / f"{name}.xml", given.half, resolver, misses, sure)
        show(f"{name} ({given.half} half)", n, time.perf_counter() - began)
        if given.misses:
            print("\n".join(f"    {k} x{v}" for k, v in misses.most_common(300)))
    print(f"confidence: error {calibration(sure):.1%}, debiased, over {len(sure)} places with an answer")
    print(f"relative places, own cases: {relative(Resolver(load_pack('ukraine-2022'), open_gazetteer()))}")


if __name__ == "__main__":
    main()
