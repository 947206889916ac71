"""Short ways to say what was told: items, sources, claims with where they came from. For the tests of link, weigh and picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sitrepdesk.link import accounts, clashes, events
from sitrepdesk.model import (
    DAY,
    SECOND,
    Claim,
    Item,
    ItemFacts,
    Participant,
    Picture,
    Quantity,
    Source,
    Speaker,
    Stamp,
    Told,
    When,
    Where,
    digest,
)
from sitrepdesk.picture import Judged, fold, known
from sitrepdesk.weigh import weigh

DAY0 = 1_662_595_200 * SECOND
"""Midnight of 8 September 2022, UTC."""

FAR = DAY0 + 1000 * DAY
WHO = {"ru": "actor:ru-forces", "ua": "actor:ua-forces", "farmers": "actor:farmers"}


def side_of(entity: str) -> str | None:
    """The side of the invented entities of these tests."""
    return {"actor:ru-forces": "RU", "actor:ua-forces": "UA", "actor:ru-ministry": "RU", "actor:ua-staff": "UA"}.get(entity)


def within(a: str, b: str) -> bool:
    """Every town of these tests lies in the one oblast."""
    return a.startswith("geonames:") and b == "area:oblast"


@dataclass(frozen=True, slots=True)
class Place:
    """What the fold reads of a place."""

    name: str
    province: str | None


def info(place: str) -> Place | None:
    """A place's name and province: towns lie in the one oblast."""
    return Place(place.split(":")[1].title(), None if place.startswith("area:") else "area:oblast")


def stamp_at(days: float, length: int = 1) -> Stamp:
    """A publication so many days after the first day; ``length`` in microseconds."""
    start = DAY0 + round(days * DAY)
    return Stamp(start=start, end=start + length, text="", zone="UTC", zone_basis="given")


def item(name: str, days: float | None = 0.5, **more: Any) -> Item:
    """An item by its name, published so many days after the first day by the outlet of the same name."""
    fields: dict[str, Any] = {"source": f"source:{name}", "captured_at": FAR} | {"published": None if days is None else stamp_at(days)}
    fields |= more
    return Item(id=name, blob=name, format="text", captured_by="t", captured_from="t", **fields)


def source(name: str, **more: Any) -> Source:
    """An outlet."""
    return Source(id=f"source:{name}", name=name, **more)


def people(low: int | None, high: int | None, **more: Any) -> Quantity:
    """So many persons of the target."""
    bounds = [None if b is None else Decimal(b) for b in (low, high)]
    return Quantity(**({"text": "n", "span": (0, 1), "low": bounds[0], "high": bounds[1], "unit": "person", "of": "target"} | more))


def place(town: str, **more: Any) -> Where:
    """A town, ``at`` it, or the oblast."""
    broad = town == "oblast"
    kind: dict[str, Any] = {"place": "area:oblast" if broad else f"geonames:{town}", "precision": "province" if broad else "settlement"}
    return Where(text=town, span=(0, 1), **(kind | more))


def on(day: float, length: float = 1) -> When:
    """A said time, in days after the first day."""
    return When(text="then", span=(0, 1), start=DAY0 + round(day * DAY), end=DAY0 + round((day + length) * DAY), sense="within")


def said_by(entity: str | None = None, kind: Any = "named", text: str = "an officer") -> tuple[Speaker, ...]:
    """A chain of one speaker."""
    return (Speaker(kind=kind, text=text, span=(0, 1), entity=entity),)


def tell(
    of: Item,
    type_: str,
    town: str | None = "izium",
    *,
    by: str | None = None,
    to: str | None = None,
    src: Source | None = None,
    line: str | None = None,
    origin: str = "",
    standing: Any = "machine",
    withdrawn_at: int | None = None,
    superseded_at: int | None = None,
    **claim: Any,
) -> Told:
    """A claim of an item: ``by`` and ``to`` are keys of ``WHO`` for actor and target."""
    fields: dict[str, Any] = {
        "quote": f"{type_} in {town}",
        "head": type_,
        "span": (0, 1),
        "head_span": (0, 1),
        "places": (place(town),) if town else (),
        "actor": (Participant(text=by, span=(0, 1), entity=WHO[by]),) if by else (),
        "target": (Participant(text=to, span=(0, 1), entity=WHO[to]),) if to else (),
    } | claim
    c = Claim(item=of.id, passage=of.id, type=type_, reader="r", **fields)
    name = digest("t", repr(c))[:12]
    known_as = {f: getattr(c, f) for f in Claim.__dataclass_fields__} | {"id": claim.get("id") or f"c{name}", "anchor": f"a{name}"}
    return Told(
        claim=Claim(**known_as),
        item=of,
        source=src,
        line=line or of.source or of.id,
        origin=origin,
        standing=standing,
        withdrawn_at=withdrawn_at,
        superseded_at=superseded_at,
    )


def tell_at(of: Item, type_: str, words: str, **more: Any) -> Told:
    """A claim of an item in its own words, which name Izium."""
    start = words.index("Izium")
    town = Where(text="Izium", span=(start, start + 5), place="geonames:izium", kind="settlement", precision="settlement")
    return tell(of, type_, quote=words, span=(0, len(words)), places=(town,), **more)


def judged(told: Iterable[Told]) -> Judged:
    """Link and weigh what was told."""
    found = accounts(told, side_of)
    happened = events(found.values(), within)
    against = clashes(found, happened)
    return Judged(accounts=found, events=happened, clashes=against, grades=weigh(happened, found, against))


def picture(told: Iterable[Told], *, as_of: int = FAR, known_by: int = FAR) -> Picture:
    """The whole way from what was told to the picture."""
    seen = list(known(told, as_of=as_of, known_by=known_by))
    facts = {t.item.id: ItemFacts(item=t.item, line=t.line) for t in told}
    return fold(seen, facts.values(), judged(seen), as_of=as_of, known_by=known_by, info=info)
