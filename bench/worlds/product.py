"""A world through the product's rooms: link, weigh, picture. The claims are the gold ones, so that reading is not measured here."""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from sitrepdesk.link import accounts, claim_lines, clashes, copies, events, likeliest_models, lines, shingled, updates
from sitrepdesk.model import (
    Account,
    Assessment,
    Claim,
    Estimate,
    Event,
    Item,
    ItemFacts,
    Link,
    Passage,
    Picture,
    Source,
    Stamp,
    Told,
    from_wire,
    iso,
)
from sitrepdesk.picture import Judged, fold, known
from sitrepdesk.places import Resolver
from sitrepdesk.places.build import ready_gazetteer
from sitrepdesk.read import make_reader
from sitrepdesk.theatre import load_pack
from sitrepdesk.weigh import estimates, values, weigh

from .pack import province
from .questions import Known
from .questions import lines as rows

KINDS = {"ministry": "official", "party-media": "outlet"}
Row = dict[str, Any]
Key = tuple[str, int]
"""A claim's item, and its number in it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What the fold asks of a place."""

    name: str
    province: str | None


@dataclass(slots=True)
class Answer:
    """What the product makes of a world."""

    told: dict[str, Told]
    accounts: Mapping[str, Account]
    copies: tuple[Link, ...]
    lines: Mapping[str, str]
    events: tuple[Event, ...]
    clashes: tuple[Link, ...]
    updates: tuple[Link, ...]
    grades: Mapping[str, Assessment]
    estimates: Mapping[str, Estimate]
    values: Mapping[str, Mapping[tuple[float | None, float | None], float]]
    """Of each event the probability of each number that was told, by its bounds."""
    facts: tuple[ItemFacts, ...]
    spots: Mapping[str, Spot]
    seconds: dict[str, float] = field(default_factory=dict)


def key_of(claim: str) -> Key:
    """The key of a claim's id here."""
    item, _, n = claim.partition("#")
    return item, int(n)


def id_of(item: str, n: int) -> str:
    """The id that a claim has here."""
    return f"{item}#{n:02d}"


def _source(row: Mapping[str, Any]) -> Source:
    kind = str(row["kind"])
    return Source(
        id=row["id"],
        name=row["names"][0],
        also=tuple(row["names"][1:]),
        kind=KINDS.get(kind, kind),
        side=row["side"],
        owner=row["owner"],
        party_medium=kind == "party-media",
    )


def _item(row: Mapping[str, Any], captured_at: int) -> Item:
    at = row["published"]
    stamp = None if at is None else Stamp(start=at, end=at + 1, text=str(iso(at)), zone="UTC", zone_basis="given")
    blob = hashlib.sha256(row["text"].encode()).hexdigest()
    return Item(
        id=row["id"], blob=blob, format="text", captured_at=captured_at, captured_by="bench", captured_from="worlds",
        source=row["source"], published=stamp,
    )  # fmt: skip


def _claim(row: dict[str, Any]) -> Claim:
    here = id_of(row["item"], row["n"])
    fields = {k: v for k, v in row.items() if k != "n"}
    if row.get("content_of") is not None:
        fields["content_of"] = id_of(row["item"], row["content_of"])
    return from_wire(fields | {"id": here, "anchor": here, "passage": row["item"], "ordinal": row["n"], "reader": "gold"}, here)


def _read(
    world: Known, items: Mapping[str, Item], texts: Mapping[str, str], gold: Iterable[Claim], seconds: dict[str, float]
) -> list[Claim]:
    """What the reader finds; a claim whose head meets that of a gold claim of its type stands for that one."""
    theatre = load_pack(str(world.folder / "pack"))
    reader = make_reader(theatre, Resolver(theatre, ready_gazetteer()))
    wanted: dict[str, list[Claim]] = defaultdict(list)
    for c in gold:
        wanted[c.item].append(c)
    out: list[Claim] = []
    with _clock(seconds, "reading"):
        for item in items.values():
            passage = Passage(id=item.id, item=item.id, locator="0", text=texts[item.id], language="en", method="as-is")
            out += _named(list(reader.read(item, [passage], "UTC")), wanted[item.id])
    return out


def _named(found: list[Claim], gold: list[Claim]) -> list[Claim]:
    """The claims under the ids of the gold claims that they stand for; others are numbered from 1,000."""
    free = {g.id: g for g in gold}
    ids: dict[str, str] = {}
    for i, c in enumerate(found):
        same = next(
            (g for g in free.values() if g.type == c.type and g.head_span[0] < c.head_span[1] and c.head_span[0] < g.head_span[1]), None
        )
        ids[c.id] = same.id if same else id_of(c.item, 1000 + i)
        if same:
            del free[same.id]
    return [replace(c, id=ids[c.id], anchor=ids[c.id], content_of=ids.get(c.content_of or "")) for c in found]


@contextmanager
def _clock(seconds: dict[str, float], name: str) -> Iterator[None]:
    started = time.process_time()
    yield
    seconds[name] = seconds.get(name, 0.0) + time.process_time() - started


def through(world: Known, more: Iterable[Row] = (), more_gold: Iterable[Row] = (), *, read: bool = False) -> Answer:
    """Everything up to the estimates. ``more`` items and claims join those of the folder. ``read``: claims as the reader finds them."""
    seconds: dict[str, float] = {}
    captured = world.truth["until"] + 1
    raw = [*world.items.values(), *more]
    sources = {s.id: s for s in map(_source, rows(world.folder / "sources.jsonl"))}
    items = {r["id"]: _item(r, captured) for r in raw}
    texts = {r["id"]: r["text"] for r in raw}
    gold = [_claim(r) for r in (*rows(world.folder / "gold.jsonl"), *more_gold)]
    claims = _read(world, items, texts, gold, seconds) if read else gold
    sides = {s["forces"]: s["id"] for s in world.truth["sides"]}
    with _clock(seconds, "copies"):
        found = likeliest_models(copies(shingled(i, sources.get(i.source or ""), texts[i.id]) for i in items.values()), items)
    with _clock(seconds, "lines"):
        origin = claim_lines(claims, found, items, sources, texts.__getitem__)
        item_lines = lines(items.values(), found, sources)
    told = {
        c.id: Told(
            claim=c,
            item=items[c.item],
            source=sources.get(items[c.item].source or ""),
            line=origin[c.id][0],
            origin=origin[c.id][1],
            share=origin[c.id][2],
        )
        for c in claims
    }
    with _clock(seconds, "accounts"):
        looked = accounts(told.values(), sides.get, tuple(s["id"] for s in world.truth["sides"]))
    inside = _within(world)
    with _clock(seconds, "events"):
        happened = events(looked.values(), inside)
    with _clock(seconds, "clashes"):
        against = clashes(looked, happened)
    with _clock(seconds, "weigh"):
        grades, likely = weigh(happened, looked, against, {}), estimates(happened, looked, against, {})
        numbers = {e.id: _numbers(e, looked, likely) for e in happened}
    facts = tuple(ItemFacts(item=i, line=item_lines[i.id]) for i in items.values())
    return Answer(
        told=told, accounts=looked, copies=found, lines=item_lines, events=happened, clashes=against, updates=updates(looked, happened),
        grades=grades, estimates=likely, values=numbers, facts=facts, spots=_spots(world), seconds=seconds,
    )  # fmt: skip


def _numbers(event: Event, looked: Mapping[str, Account], likely: Mapping[str, Estimate]) -> dict[tuple[float | None, float | None], float]:
    """The probability of each number that was told of an event."""
    happened = likely[event.id].per_mille if event.id in likely else 500
    return {
        (None if v.low is None else float(v.low), None if v.high is None else float(v.high)): v.per_mille / 1000
        for v in values(event, looked, happened)
    }


def _within(world: Known) -> Any:
    home = {p["id"]: province(p["region"]) for p in world.truth["places"]}
    return lambda a, b: a == b or home.get(a) == b


def _spots(world: Known) -> dict[str, Spot]:
    places = world.truth["places"]
    return {p["id"]: Spot(p["name"], province(p["region"])) for p in places} | {
        province(p["region"]): Spot(f"{p['region']} Province", province(p["region"])) for p in places
    }


def picture(world: Known, answer: Answer, at: int) -> Picture:
    """The picture at a moment from what was known by then."""
    seen = list(known(answer.told.values(), as_of=at, known_by=at))
    sides = {s["forces"]: s["id"] for s in world.truth["sides"]}
    looked = accounts(seen, sides.get, tuple(s["id"] for s in world.truth["sides"]))
    happened = events(looked.values(), _within(world))
    against = clashes(looked, happened)
    judged = Judged(accounts=looked, events=happened, clashes=against, grades=weigh(happened, looked, against, {}))
    facts = (f for f in answer.facts if f.item.available_at <= at)
    return fold(seen, facts, judged, as_of=at, known_by=at, info=answer.spots.get)


def components(pairs: Iterable[tuple[str, str]], members: Iterable[str]) -> dict[str, str]:
    """Member to the smallest member that it is joined to."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    home: dict[str, str] = {}
    for start in sorted(members):
        todo = [] if start in home else [start]
        while todo:
            here = todo.pop()
            if here not in home:
                home[here] = start
                todo.extend(near[here] - home.keys())
    return home
