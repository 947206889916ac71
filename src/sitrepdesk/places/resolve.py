"""From a name to a place: namesakes are weighed by population, kind, theatre, other places and what the text says holds them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import cast

from sitrepdesk.model import digest
from sitrepdesk.model.claim import Precision
from sitrepdesk.theatre import Pack

from .find import DEFINITE, Finder
from .gazetteer import Gazetteer
from .index import Index, precision_kind
from .records import Candidate, Mention, PlaceInfo, Reading
from .relative import AND, AREA_AFTER, FROM, LINES, TO, Shape, between, distance_m, placed, shape_before
from .tables import read_bytes, settings

_T = settings("choosing.toml")
_LEAD = re.compile(r"(?:the\s+)?(?:(?:city|town|village|port|settlement)\s+of\s+)?", re.I)
_NEAR_M = 100_000
Part = tuple[str, int]
Weighed = tuple[str, int, tuple[Part, ...]]
"""A place, its points, and the words and points that they are made of."""
_NAMESAKES = 40
SURE = 880
"""Per mille of confidence from which a reading speaks for its neighbours."""
SETTLED_PEOPLE = 2_000


def calibrated(raw: int) -> int:
    """What a share of the points has come true in, per mille: straight lines between the rows of the table, which bench/places.py gave."""
    for (low, said), (high, top) in pairwise(_T["calibration"]):
        if raw <= high:
            return int(said + (top - said) * (raw - low) / (high - low) + 0.5)
    most: int = _T["calibration"][-1][1]
    return most


_KEPT = 16_384
"""Of so many places at most what is known is kept at hand."""


class Resolver:
    """Finds and reads the places of texts for one theatre."""

    __slots__ = ("_cached", "_finder", "_index", "_info", "_parents", "digest")

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self._index = Index(pack, gazetteer)
        self._finder = Finder(self._index)
        tables = [read_bytes(f"{t}.toml") for t in ("choosing", "finding", "stop", "relative")]
        self.digest = digest("resolver", gazetteer.digest, pack.digest, *tables)
        self._cached = lru_cache(maxsize=4096)(self._scores)
        self._info = lru_cache(maxsize=_KEPT)(self._index.info)
        self._parents = lru_cache(maxsize=_KEPT)(lambda place: frozenset(self._index.parents(place)))

    def __reduce__(self) -> tuple[type[Resolver], tuple[Pack, Gazetteer]]:
        return Resolver, (self._index.pack, self._index.gazetteer)

    def find(self, text: str, *, wide: bool = False) -> tuple[Mention, ...]:
        """Place names in running text, in order; months, titles, people and demonyms are none. ``wide``: see ``Finder.find``."""
        return self._finder.find(text, wide=wide)

    def info(self, place: str) -> PlaceInfo | None:
        """What is known of an id, of the pack or of the gazetteer."""
        return self._info(place)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """All places that bear a name, the likeliest first, before any text is looked at."""
        return tuple(c for _, c in self._index.candidates(name))

    def within(self, inner: str, outer: str) -> bool:
        """Whether one place lies in another, or is it, by the chain of units; what is not known to lie there does not."""
        return inner == outer or outer in self._parents(inner)

    def settlement_of(self, place: str) -> str:
        """The finest id that a coarse report may name: a settlement of 2,000 people or an area; else what holds it."""
        known = self.info(place)
        if known is None or known.kind in ("province", "country", "continent", "sea", "region") or known.radius_m > 25_000:
            return place
        if known.kind == "settlement" and (known.population or 0) >= SETTLED_PEOPLE:
            return place
        return next(iter(self._index.parents(place)), place)

    def read(self, text: str, *, context: Sequence[str] = (), wider: bool = False) -> tuple[tuple[Mention, Reading], ...]:
        """Finds and resolves all places of a text, each in the light of the surer ones."""
        mentions = self.find(text)
        first = [self.resolve(m.called, context=context, inside=m.inside) for m in mentions]
        sure = [*context, *(p for r in first if r.confidence >= SURE for p in ((r.place,) if r.place else r.anchors))]
        return tuple((m, self.resolve(m.called, context=sure, inside=m.inside, wider=wider)) for m in mentions)

    def resolve(self, name: str, *, context: Sequence[str] = (), inside: str | None = None, wider: bool = False) -> Reading:
        """What a name means, given the place ids of the document so far and the larger place that the text names.

        ``wider`` takes a settlement's name for the region that bears it, where there is one; else the region is in ``others``. Under
        the threshold of confidence ``place`` is ``None`` and ``others`` holds the candidates. Nothing raises: an unknown name is unknown.
        """
        kind = DEFINITE.get(" ".join(name.lower().split()))
        if kind:
            return self._definite(name, kind, context)
        relative = self._relative(name, context)
        if relative is not None:
            return relative
        plain, inside = self._split(name, inside)
        for word in (plain, _LEAD.sub("", plain, count=1)):
            if word and self._index.candidates(word):
                return replace(self._choose(word, context, inside, wider), name=name)
        return Reading(name=name)

    def _definite(self, name: str, kind: str, context: Sequence[str]) -> Reading:
        """ "the river": the one that the document named last, if it named one."""
        for place in reversed(context):
            known = self.info(place)
            if known and known.kind == kind:
                return self._reading(name, place, 800, ())
        return Reading(name=name)

    def _split(self, name: str, inside: str | None) -> tuple[str, str | None]:
        left, comma, right = name.partition(",")
        known = comma and right.strip() and not self._index.candidates(name)
        return (left.strip(), right.strip()) if known else (name.strip(), inside)

    def _choose(self, name: str, context: Sequence[str], inside: str | None, wider: bool) -> Reading:
        ranked = self._cached(name, tuple(dict.fromkeys(context)), inside)
        best = ranked[0][1]
        stood = self._stands_for(best, context)
        rivals = [(s, c) for s, c in ranked if c is best or not self._kin(best.id, c.id)]
        top = rivals[0][0]
        total = sum(math.exp((s - top) / _T["temperature"]) for s, _ in rivals)
        raw = round(980 / total)
        confidence = calibrated(raw)
        others = tuple(dict.fromkeys([p for p in stood if p != best.id] + [c.id for s, c in ranked[1:6] if s > top - 40]))
        if raw < _T["threshold"]:
            return Reading(name=name, confidence=confidence, others=(best.id, *(o for o in others if o != best.id)))
        place = stood[0] if stood and (wider or best.kind == "pack") else best.id
        everything = tuple(o for o in dict.fromkeys((best.id, *others)) if o != place)
        return self._reading(name, place, confidence, everything)

    def _kin(self, left: str, right: str) -> bool:
        return left in self._index.parents(right) or right in self._index.parents(left)

    def _stands_for(self, best: Candidate, context: Sequence[str]) -> list[str]:
        """A settlement's region; or of a sector the one area it spans that the document names."""
        if best.kind == "settlement":
            region = self._index.region_of_seat(best.id)
            return [region] if region else []
        area = self._index.pack.area(best.id)
        if area is None or not area.holds:
            return []
        seen = [h for h in area.holds if any(self._covers(h, place) for place in context)]
        return seen if len(seen) == 1 else []

    def _covers(self, area: str, place: str) -> bool:
        return place == area or area in self._index.parents(place)

    def _reading(self, name: str, place: str, confidence: int, others: tuple[str, ...]) -> Reading:
        known = self.info(place)
        if known is None:
            return Reading(name=name, confidence=confidence, others=(place, *others))
        return Reading(
            name=name,
            place=place,
            lat=known.lat,
            lon=known.lon,
            kind=known.kind,
            precision=cast(Precision, precision_kind(known)),
            radius_m=known.radius_m,
            confidence=confidence,
            others=others,
        )

    def weighed(self, name: str, *, context: Sequence[str] = (), inside: str | None = None) -> list[Weighed]:
        """Each place that bears a name, with its points and what they are made of, the best first."""
        plain, inside = self._split(name, inside)
        ranked = self._index.candidates(plain)[:_NAMESAKES]
        namesakes = {c.id for _, c in ranked}
        known = [i for place in context if place not in namesakes and (i := self.info(place)) is not None]
        holders = {c.id for _, c in self._index.candidates(inside)} if inside else set()
        parts = [(c.id, (("prior", s), *self._by_context(c, known), *self._by_container(c, holders))) for s, c in ranked]
        return sorted(((i, sum(n for _, n in why), why) for i, why in parts), key=lambda w: (-w[1], w[0]))

    def _scores(self, name: str, context: tuple[str, ...], inside: str | None) -> list[tuple[int, Candidate]]:
        ranked = self._index.candidates(name)[:_NAMESAKES]
        if len(ranked) == 1:
            return list(ranked)
        by_id = {c.id: c for _, c in ranked}
        return [(points, by_id[i]) for i, points, _ in self.weighed(name, context=context, inside=inside)]

    def _by_container(self, c: Candidate, holders: set[str]) -> tuple[Part, ...]:
        if not holders:
            return ()
        word = "container" if holders & set(self._index.parents(c.id)) else "not_in_container"
        return ((word, _T[word]),)

    def _by_context(self, c: Candidate, known: list[PlaceInfo]) -> tuple[Part, ...]:
        mine = None if c.kind in ("country", "continent") else self.info(c.id)
        others = [k for k in known if k.id != c.id]
        if mine is None or not others:
            return ()
        out = []
        if mine.country and any(k.country == mine.country for k in others):
            out.append("context_country")
        if mine.province and any(mine.province in (k.id, k.province) for k in others):
            out.append("context_region")
        if any(k.kind == "settlement" and distance_m(mine.lat, mine.lon, k.lat, k.lon) < _NEAR_M for k in others):
            out.append("near_context")
        return tuple((word, _T[word]) for word in out)

    def _relative(self, name: str, context: Sequence[str]) -> Reading | None:
        """The area of a relative phrase, where the name is one and its places are known."""
        if self._index.candidates(name):
            return None
        if name.lower().startswith("between "):
            return self._between(name, 8, AND, context)
        for m in re.finditer(r"\S+", name):
            route = FROM.match(name[: m.start()])
            if route:
                return self._between(name, m.start(), TO, context)
        for m in reversed(list(re.finditer(r"\S+", name))):
            found = shape_before(name[: m.start()], whole=True)
            if found:
                return self._placed(name, name[m.start() :], found[0], context)
        after = AREA_AFTER.search(name)
        if after and after.end() == len(name):
            return self._area(name, name[: after.start()], context)
        return None

    def _area(self, name: str, base: str, context: Sequence[str]) -> Reading | None:
        """ "the Kharkiv area": the region that bears the name, else the country around the place."""
        reading = self.resolve(_LEAD.sub("", base, count=1), context=context, wider=True)
        if reading.place is None:
            return None
        if reading.kind != "settlement":
            return replace(reading, name=name)
        return self._placed(name, base, Shape("around"), context)

    def _placed(self, name: str, base: str, shape: Shape, context: Sequence[str]) -> Reading | None:
        base = f"the {base}" if f"the {base.lower()}" in DEFINITE else base
        course = self._course(base) if shape.kind in ("beyond", "along") else None
        reading = self.resolve(course or base, context=context)
        anchor = self.info(reading.place) if reading.place else None
        if anchor is None or (shape.kind in ("beyond", "along") and anchor.kind not in LINES):
            return None
        if shape.kind in ("part", "centre") and anchor.kind == "settlement" and name[0].isupper():
            return None
        return placed(name, shape, anchor, reading.confidence, self._viewer(anchor, context))

    def _course(self, base: str) -> str | None:
        """The name of the river or road that a city's name stands for behind "along" and "beyond"."""
        bare = _LEAD.sub("", base, count=1)
        names = (name for name in (base, bare, f"{bare} River") if (c := self._index.candidates(name)) and self._kind(c[0][1]) in LINES)
        return next(names, None)

    def _kind(self, c: Candidate) -> str | None:
        known = self.info(c.id)
        return known.kind if known else None

    def _viewer(self, anchor: PlaceInfo, context: Sequence[str]) -> tuple[int, int] | None:
        """Where the report looks from: the settlement that it named last, which is not the place itself."""
        known = (self.info(place) for place in reversed(context))
        return next(((k.lat, k.lon) for k in known if k and k.kind == "settlement" and k.id != anchor.id), None)

    def _between(self, name: str, start: int, joint: re.Pattern[str], context: Sequence[str]) -> Reading | None:
        for m in re.finditer(r"\s+(?:and|to|with)\s+", name):
            left = self.resolve(_LEAD.sub("", name[start : m.start()], count=1), context=context)
            right = self.resolve(_LEAD.sub("", name[m.end() :], count=1), context=[*context, *([left.place] if left.place else [])])
            ends = [self.info(r.place) for r in (left, right) if r.place]
            if len(ends) == 2 and ends[0] and ends[1] and joint.fullmatch(m.group()):
                share = 0.15 if joint is AND else 0.08
                return between(name, ends[0], ends[1], min(left.confidence, right.confidence), share)
        return None
