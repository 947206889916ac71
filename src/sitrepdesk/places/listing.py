"""All places of one text, as claims give them: each name, the larger and the relative places around it, and why each was read so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sitrepdesk.model import Where
from sitrepdesk.model.claim import Rel

from .extent import Extent, belt, disc
from .records import Mention, PlaceInfo, Reading
from .relative import ALONG_M, RELS
from .resolve import SURE, Resolver

_BEFORE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A place of a text: as claims give it, with the reading behind it and the mention that it was read from."""

    where: Where
    reading: Reading
    mention: Mention
    context: tuple[str, ...]


def places_in(text: str, resolver: Resolver) -> tuple[Listed, ...]:
    """Every place that a text names, in the order of their words.

    A relative phrase ("15 km east of Izium") is a place of its own, and so is each name in it; "the river" counts where the text has
    said which. A name that is surely a place but cannot be told from its namesakes has ``place=None`` and the candidates in ``others``.
    """
    mentions = resolver.find(text, wide=True)
    names = [m for outer in mentions for m in (outer, *outer.inner) if m.kind_hint == "place"]
    first = [resolver.resolve(m.called, inside=m.inside) for m in names]
    sure = tuple(r.place for r in first if r.place and r.confidence >= SURE)
    return tuple(_listed(text, mentions, sure, resolver))


def _listed(text: str, mentions: tuple[Mention, ...], sure: tuple[str, ...], resolver: Resolver) -> Iterator[Listed]:
    before: list[str] = []
    for mention in mentions:
        context = tuple(before) if mention.kind_hint != "place" and before else sure
        reading = resolver.resolve(mention.called, context=context, inside=mention.inside)
        if mention.kind_hint == "place" or reading.lat is not None:
            yield _one(text, mention, reading, context)
        for name in mention.inner:
            inner = resolver.resolve(name.called, context=sure, inside=name.inside)
            before += [inner.place] if inner.place else []
            yield _one(text, name, inner, sure)
        before += [reading.place] if reading.place else []


def _one(text: str, mention: Mention, reading: Reading, context: tuple[str, ...]) -> Listed:
    where = Where(
        text=mention.text,
        span=mention.span,
        rel=_rel(text, mention.span[0]),
        place=reading.place,
        lat=reading.lat,
        lon=reading.lon,
        kind=reading.kind,
        precision=reading.precision,
        radius_m=reading.radius_m,
        confidence=reading.confidence,
        others=reading.others,
    )
    return Listed(where=where, reading=reading, mention=mention, context=context)


def _rel(text: str, start: int) -> Rel:
    words = text[max(0, start - _BEFORE) : start].lower().split()
    word = words[-2] if len(words) > 1 and words[-1] == "the" else words[-1] if words else ""
    return RELS.get(word, "at")


def drawn(listed: Listed, resolver: Resolver) -> dict[str, Any] | None:
    """The place as a GeoJSON feature: its area, else a disc of its radius, along its course where that is known."""
    where, extent = listed.where, listed.reading.extent
    if where.lat is None or where.lon is None:
        return None
    known = resolver.info(where.place) if where.place else None
    if extent is None and known and known.rings:
        extent = Extent(rings=known.rings, km2=0)
    if extent is None:
        extent = belt(known.line, ALONG_M) if known and known.line else disc((where.lat, where.lon), where.radius_m or 1_000)
    named = {"text": where.text, "place": where.place, "precision": where.precision, "radius_m": where.radius_m}
    return {"type": "Feature", "properties": named, "geometry": extent.geometry()}


def reasons(listed: Listed, resolver: Resolver) -> list[str]:
    """Why the place was read so, in sentences; the rivals with what spoke for each."""
    reading, mention = listed.reading, listed.mention
    if reading.anchors:
        names = " and ".join(_named(resolver.info(a), a) for a in reading.anchors)
        size = f", {reading.extent.km2:,.0f} km²" if reading.extent else ""
        return [f"an area measured from {names}{size}"]
    weighed = resolver.weighed(mention.called, context=listed.context, inside=mention.inside)
    if not weighed:
        return ["no place of this name is known" if reading.place is None else "the one that the text named before"]
    out = [f"sure to {reading.confidence / 10:.0f} %" if reading.place else f"unknown: {reading.confidence / 10:.0f} % is too little"]
    for place, points, why in weighed[:4]:
        out.append(f"{_named(resolver.info(place), place)} {points}: {', '.join(f'{word} {n:+d}' for word, n in why)}")
    return out


def _named(known: PlaceInfo | None, place: str) -> str:
    if known is None:
        return place
    land = f", {known.country.removeprefix('country:')}" if known.country and known.kind != "country" else ""
    return f"{known.name} ({known.kind}{land}, {place})"
