"""The rows of the table on the picture: control, tallies, what changed."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from sitrepdesk.model import Picture, Tally
from sitrepdesk.picture import changes, reconcile

from .product import Answer, key_of, picture
from .questions import Known, holder
from .records import HOUR

MOMENTS = (0.4, 0.7, 1.0)
"""Where in the world's time the pictures are taken."""

LISTS = (
    "control", "newest", "tallies", "hulls", "intervals", "growing", "control_recall", "control_precision", "news_recall", "news_precision",
)  # fmt: skip


@dataclass(slots=True)
class Pictured:
    """Cases of one or more worlds."""

    control: list[bool] = field(default_factory=list)
    newest: list[bool] = field(default_factory=list)
    """What the newest word would have answered, where the product answers."""
    unanswered: int = 0
    never_told: int = 0
    tallies: list[bool] = field(default_factory=list)
    hulls: list[tuple[bool, float | None]] = field(default_factory=list)
    intervals: list[tuple[bool, float]] = field(default_factory=list)
    """One interval an event: whether it holds the true count, and its width as a share of that; infinite where it is open."""
    alone: int = 0
    """Events that no two lines count, so that no interval is offered."""
    growing: list[bool] = field(default_factory=list)
    """The same of counts that grow, against what could be known when the newest of them was told."""
    control_recall: list[bool] = field(default_factory=list)
    control_precision: list[bool] = field(default_factory=list)
    news_recall: list[bool] = field(default_factory=list)
    news_precision: list[bool] = field(default_factory=list)
    made_up: int = 0

    def add(self, other: Pictured) -> None:
        """Pool the cases of another world."""
        for name in LISTS:
            getattr(self, name).extend(getattr(other, name))
        self.alone += other.alone
        self.unanswered += other.unanswered
        self.never_told += other.never_told
        self.made_up += other.made_up


def pictured(world: Known, answer: Answer) -> Pictured:
    """All cases of one world."""
    out = Pictured()
    start, until = world.truth["from"], world.truth["until"]
    at = [round(start + (until - start) * m) for m in MOMENTS]
    seen = [picture(world, answer, t) for t in at]
    for moment, pic in zip(at, seen, strict=True):
        if world.truth["sides"]:
            _control(world, pic, moment, out)
    _tallies(world, seen[-1], out)
    _intervals(world, seen[-1], out)
    for (t1, before), (t2, now) in zip(zip(at, seen, strict=True), list(zip(at, seen, strict=True))[1:], strict=False):
        _changes(world, answer, (t1, before), (t2, now), out)
    return out


def _told_by(world: Known, at: int) -> list[tuple[str, dict[str, Any]]]:
    return [(item, c) for item, c in world.tellings() if (world.items[item]["published"] or at + 1) <= at and c["mood"] == "stated"]


def _control(world: Known, pic: Picture, at: int, out: Pictured) -> None:
    held = {c.place: c.side for c in pic.control}
    newest = _newest_words(world, at)
    told = set(newest)
    sides = {s["id"] for s in world.truth["sides"]}
    for place in world.truth["places"]:
        if place["id"] not in told:
            out.never_told += 1
        elif held.get(place["id"]) in sides:
            truly = holder(world, place["id"], at)
            out.control.append(held[place["id"]] == truly)
            if side := newest[place["id"]]:
                out.newest.append(side == truly)
        else:
            out.unanswered += 1


def _newest_words(world: Known, at: int) -> dict[str, str | None]:
    """For each place that a report says was held, taken or left: the side of the newest word that it is held."""
    out: dict[str, str | None] = {}
    told = ((world.items[item]["published"] or 0, world.happenings[c["happening"]], c) for item, c in _told_by(world, at))
    for _, h, c in sorted(told, key=lambda row: row[0]):
        if h["type"] in {"capture", "hold", "withdraw"}:
            holds = h["type"] != "withdraw" and c["polarity"] == "affirmed"
            out[h["place"]] = c["side"] if holds else out.get(h["place"])
    return out


def _about(world: Known) -> dict[tuple[str, int], str]:
    return {(item, c["n"]): c["happening"] for item, c in world.tellings()}


def _tallies(world: Known, pic: Picture, out: Pictured) -> None:
    """Each tally, and for each happening the hull of its tallies; growing counts and things made up stay out."""
    about = _about(world)
    groups: dict[str, list[Tally]] = defaultdict(list)
    for tally in pic.tallies:
        name = Counter(about[key_of(c)] for c in tally.support if key_of(c) in about).most_common(1)
        h = world.happenings[name[0][0]] if name else None
        if h and h["happened"] and h["grows_h"] is None and h["count"] and h["type"] == tally.kind:
            groups[h["id"]].append(tally)
    for key, tallies in groups.items():
        count = world.happenings[key]["count"]
        out.tallies.extend(_inside(t.low, t.high, count) for t in tallies)
        low = None if any(t.low is None for t in tallies) else min(t.low for t in tallies if t.low is not None)
        high = None if any(t.high is None for t in tallies) else max(t.high for t in tallies if t.high is not None)
        width = None if low is None or high is None else float(high - low) / count
        out.hulls.append((_inside(low, high, count), width))


def _intervals(world: Known, pic: Picture, out: Pictured) -> None:
    """The reconciled interval of each event whose happening has a count and happened."""
    about = _about(world)
    told: dict[str, list[Tally]] = defaultdict(list)
    for t in pic.tallies:
        if t.event:
            told[t.event].append(t)
    found = {r.event: r for r in reconcile(pic.tallies) if r.event}
    for event, tallies in told.items():
        names = Counter(about[key_of(c)] for t in tallies for c in t.support if key_of(c) in about).most_common(1)
        h = world.happenings[names[0][0]] if names else None
        if not h or not h["happened"] or not h["count"] or h["type"] != tallies[0].kind:
            continue
        r = found.get(event)
        if r is None:
            out.alone += h["grows_h"] is None
        elif h["grows_h"] is None:
            width = math.inf if r.low is None or r.high is None else float(r.high - r.low) / h["count"]
            out.intervals.append((_inside(r.low, r.high, h["count"]), width))
        else:
            out.growing.append(_inside(r.low, r.high, _known(h, max(t.as_of or 0 for t in tallies))))


def _known(h: dict[str, Any], at: int) -> int:
    """What could be known of a growing count at a moment, as the world's history has it."""
    hours = max(0.0, (at - h["at"]) / HOUR)
    return max(1, round(h["count"] * (1 - 0.65 * math.exp(-hours / h["grows_h"]))))


def _inside(low: Any, high: Any, count: int) -> bool:
    return (low is None or low <= count) and (high is None or count <= high)


def _changes(world: Known, answer: Answer, before: tuple[int, Picture], now: tuple[int, Picture], out: Pictured) -> None:
    t1, t2 = before[0], now[0]
    found = changes(before[1], now[1], answer.told)
    if world.truth["sides"]:
        _control_changes(world, before, now, out)
    about, first = _about(world), _first_told(world)
    asserted = {(item, c["n"]) for item, c in world.tellings() if c["mood"] == "stated" and c["polarity"] == "affirmed"}
    fresh = {h for h, at in first.items() if t1 < at <= t2 and world.happenings[h]["happened"] and world.happenings[h]["type"] != "hold"}
    seen: set[str] = set()
    for change in found:
        if change.subject != "happening" or change.kind != "new":
            continue
        names = Counter(about[key_of(c)] for c in change.now if key_of(c) in asserted).most_common(1)
        name = names[0][0] if names else ""
        if not name or world.happenings[name]["type"] == "hold":
            continue
        if not world.happenings[name]["happened"]:
            out.made_up += 1
            continue
        out.news_precision.append(name in fresh and name not in seen)
        seen.add(name)
    out.news_recall.extend(h in seen for h in sorted(fresh))


def _first_told(world: Known) -> dict[str, int]:
    """When each happening was first said to have happened."""
    out: dict[str, int] = {}
    for item, c in world.tellings():
        at = world.items[item]["published"]
        if at is not None and c["mood"] == "stated" and c["polarity"] == "affirmed":
            out[c["happening"]] = min(at, out.get(c["happening"], at))
    return out


def _control_changes(world: Known, before: tuple[int, Picture], now: tuple[int, Picture], out: Pictured) -> None:
    """Places that changed hands and were said to, against those that the pictures show under two different holders."""
    (t1, old), (t2, new) = before, now
    was, is_ = ({c.place: c.side for c in p.control} for p in (old, new))
    sides = {s["id"] for s in world.truth["sides"]}
    said = {
        (h["place"], h["actor"])
        for _, c in _told_by(world, t2)
        if (h := world.happenings[c["happening"]])["type"] == "capture" and c["polarity"] == "affirmed" and t1 < h["at"] <= t2
    }
    for place in world.truth["places"]:
        key = place["id"]
        truly = holder(world, key, t1) != (side := holder(world, key, t2))
        if truly and (key, side) in said:
            out.control_recall.append(is_.get(key) == side)
        if was.get(key) in sides and is_.get(key) in sides and was[key] != is_[key]:
            out.control_precision.append(truly and is_[key] == side)
