"""Who and where: sides, places, sources, with invented names."""

from __future__ import annotations

import math
import random
import tomllib
from pathlib import Path
from typing import Any

from .kinds import Kind
from .records import Place, Side, Source

NAMES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
STEP = 120_000
"""Microdegrees between places, about 13 km."""
CORNER = (-41_000_000, -31_000_000)
"""Open sea, so that no real place is meant."""
PLACES_A_REGION = 12
TOPICS = {"fact": 1.0, "number": 1.0, "control": 0.4}
"""What a source may be right or wrong about, and the share of its errors there: who holds a town is easier to see than how many fell."""


def names(kind: Kind) -> dict[str, Any]:
    """The names that worlds of the kind take: those of its wording, where it has its own."""
    return NAMES | NAMES.get(kind.wording, {})


def sides(kind: Kind) -> list[Side]:
    """The sides of the world, none for a disaster."""
    return [
        Side(id=f"side:{name.lower()}", name=name, demonym=demonym, forces=f"actor:{name.lower()}-forces")
        for name, demonym in names(kind)["sides"][: kind.sides]
    ]


def _word(rng: random.Random, known: dict[str, Any]) -> str:
    return "".join(rng.choice(known[part]) for part in ("starts", "middles", "ends"))


def _names(rng: random.Random, count: int, taken: set[str], known: dict[str, Any]) -> list[str]:
    out: list[str] = []
    while len(out) < count:
        name = _word(rng, known)
        if out and rng.random() < 0.06:
            name = f"{rng.choice(known['before'])} {rng.choice(out).split()[-1]}"
        if name not in taken:
            taken.add(name)
            out.append(name)
    return out


def places(kind: Kind, reports: int, rng: random.Random, who: list[Side]) -> list[Place]:
    """Places on a bent grid, in regions; each is at first held by the side whose strip of the map it lies in."""
    count = max(8, min(1500, reports // (60 if kind.name != "siege" else 150)))
    wide = math.ceil(math.sqrt(count))
    taken: set[str] = set()
    towns = _names(rng, count, taken, names(kind))
    block = max(1, round(math.sqrt(PLACES_A_REGION)))
    across = math.ceil(wide / block)
    regions = _names(rng, across * across, taken, names(kind))
    out = []
    for i, name in enumerate(towns):
        x, y = i % wide, i // wide
        lat = CORNER[0] + y * STEP + rng.randint(-STEP // 3, STEP // 3)
        lon = CORNER[1] + x * STEP + rng.randint(-STEP // 3, STEP // 3)
        near = tuple(j for j in (i - 1, i + 1, i - wide, i + wide) if 0 <= j < count and abs(j % wide - x) <= 1)
        region = regions[(y // block) * across + x // block]
        place = Place(id=f"area:p{i:04d}", name=name, region=region, lat=lat, lon=lon, near=near)
        if who:
            place.held.append((0, who[min(len(who) - 1, x * len(who) // wide)].id))
        out.append(place)
    return out


def _outlet_name(rng: random.Random, kind: str, known: dict[str, Any]) -> tuple[str, str | None]:
    """A name and, where the table has one, a short name."""
    if "titles" in known:
        words = {"f": rng.choice(known["outlet_first"]), "g": rng.choice(known["channel_first"]), "h": rng.choice(known["channel_second"])}
        full, short = (pattern.format(**words) for pattern in rng.choice(known["titles"][kind]))
        return full, short if short != full else None
    if kind == "channel":
        return f"@{rng.choice(known['channel_first'])}_{rng.choice(known['channel_second'])}", None
    return f"{rng.choice(known['outlet_first'])} {rng.choice(known['outlet_second'])}", None


def _fresh(rng: random.Random, kind: str, taken: set[str], known: dict[str, Any]) -> tuple[str, str | None]:
    name, short = _outlet_name(rng, kind, known)
    number = 2
    while name in taken:
        again, short = _outlet_name(rng, kind, known)
        name = f"{again}{'_' if kind == 'channel' else ' '}{number}"
        number += 1
    taken.add(name)
    return name, short


def _between(rng: random.Random, ends: tuple[float, float]) -> float:
    return rng.uniform(*ends)


def _source(
    kind: Kind,
    rng: random.Random,
    number: int,
    what: str,
    called: tuple[str, str | None],
    side: str | None,
    owner: str | None,
    regions: list[str],
) -> Source:
    name, short = called
    bounds = kind.accuracy_party if side else kind.accuracy_neutral
    wide = what in {"agency", "ministry", "monitor"}
    return Source(
        id=f"source:s{number:03d}",
        name=name,
        kind=what,
        side=side,
        owner=owner,
        regions=None if wide or rng.random() < 0.4 else frozenset(rng.sample(regions, min(len(regions), rng.randint(1, 4)))),
        accuracy={topic: round(1 - share * (1 - _between(rng, bounds)), 3) for topic, share in TOPICS.items()},
        bias=round(_between(rng, kind.bias), 3) if side else 0.0,
        hedge=min(0.9, kind.hedge * rng.uniform(0.3, 1.7)),
        sure=rng.random() < 0.6,
        delay_h=kind.delay_h * rng.lognormvariate(0, 0.4),
        weight={"agency": 3.0, "ministry": 2.5, "monitor": 1.5}.get(what, 1.0) * rng.lognormvariate(0, 0.5),
        copies={"agency": 0.3, "ministry": 0.1, "monitor": 0.6, "outlet": 2.0, "party-media": 2.0, "channel": 1.5}[what]
        * rng.lognormvariate(0, 0.5),
        credits=rng.choice((0.1, 0.4, 0.8)),
        footer=_footer(name, rng, names(kind)) if rng.random() < 0.4 else None,
        bundle=4 if what in {"agency", "ministry"} else rng.randint(1, 3),
        short=short,
    )


def _footer(name: str, rng: random.Random, known: dict[str, Any]) -> str:
    """Words under every report of a house; a few houses use the stock words of the same software."""
    if "footers" in known:
        return str(rng.choice(known["footers"]).format(name))
    stock = (
        "Share this story.",
        "Sign up for our morning letter. Corrections are listed on our page of corrections.",
        "Comments are closed.",
    )
    first = (
        "Follow {}",
        "Write to {} at any hour",
        "{} lives from its readers",
        "Copyright {}",
        "Read {} on paper",
        "Support {}",
        "{} is on the air",
    )
    second = (
        "quote with a link",
        "tell a friend",
        "corrections stand on page two",
        "we answer every letter",
        "our archive is open",
        "thank you",
    )
    own = f"{rng.choice(first).format(name)}; {rng.choice(second)}."
    return rng.choice(stock) if rng.random() < 0.15 else own


def sources(kind: Kind, reports: int, rng: random.Random, who: list[Side], regions: list[str]) -> list[Source]:
    """A ministry a side, its own media, bodies of no side, agencies, and independent outlets, channels and monitors."""
    count = max(8, min(400, round(1.1 * math.sqrt(reports))))
    known = names(kind)
    taken: set[str] = set()
    out: list[Source] = []
    for side in who:
        name = f"Ministry of Defence of {side.name}"
        out.append(_source(kind, rng, len(out), "ministry", (name, None), side.id, None, regions))
    owners = list(out)
    for full, short in known.get("bodies", ()):
        out.append(_source(kind, rng, len(out), "ministry", (full, short), None, None, regions))
    for _ in range(max(1, count // 40)):
        name, short = _fresh(rng, "agency", taken, known)
        called = (name, short) if "titles" in known else (f"{name} Agency", None)
        out.append(_source(kind, rng, len(out), "agency", called, None, None, regions))
    while len(out) < count:
        what = rng.choices(("outlet", "channel", "monitor"), (4, 3, 1))[0]
        called = _fresh(rng, what, taken, known)
        if owners and rng.random() < kind.party:
            owner = rng.choice(owners)
            owned = rng.random() < 0.6
            if owned and "titles" in known:
                called = _fresh(rng, "party-media", taken, known)
            out.append(
                _source(kind, rng, len(out), "party-media" if owned else what, called, owner.side, owner.id if owned else None, regions)
            )
        else:
            out.append(_source(kind, rng, len(out), what, called, None, None, regions))
    return out
