"""Names of the pack and of the gazetteer together: which places bear a name, and how likely each is before the text is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sitrepdesk.theatre import Area, Pack

from .fold import fold
from .gazetteer import Gazetteer
from .records import Candidate, PlaceInfo
from .relative import precision_of
from .tables import settings, short_forms

_TABLE = settings("choosing.toml")
KIND_BONUS: dict[str, int] = _TABLE["kind"]
FURTHER: int = _TABLE["further_name"]
SHARED: int = _TABLE["region_shares_city"]
BIG_CITY: int = _TABLE["big_city_weight"]
HUGE_CITY: int = _TABLE["huge_city_weight"]
MEANT: dict[str, str] = _TABLE["meant"]
MEANT_POINTS: int = _TABLE["meant_points"]
THEATRE: list[int] = _TABLE["theatre"]
NAMED_BY_PACK: int = _TABLE["named_by_pack"]
SHORT = short_forms()
SMALL_KINDS = frozenset({"bridge", "dam", "plant", "base", "village"})


class Index:
    """Candidates by name, and facts by id, with the pack's own places in front of the gazetteer's."""

    __slots__ = ("_by_area", "_by_key", "_by_region", "_printed", "_regions", "_seats", "gazetteer", "pack", "theatre")

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self.pack = pack
        self.gazetteer = gazetteer
        self.theatre = {country: THEATRE[min(i, len(THEATRE) - 1)] for i, country in enumerate(pack.countries)}
        self._by_area = {a.id: a for a in pack.areas}
        self._by_key: defaultdict[str, list[Candidate]] = defaultdict(list)
        self._by_region: dict[str, str] = {}
        self._regions: dict[str, str] = {}
        self._seats: dict[str, str] = {}
        self._printed = {alias.id: alias.names[0] for alias in pack.aliases}
        for area in pack.areas:
            self._file_area(area)
        for alias in pack.aliases:
            self._file_alias(alias.id, alias.names)

    def _file_area(self, area: Area) -> None:
        for name in area.names:
            self._by_key[fold(name)].append(Candidate(area.id, "pack", area.priority, self._country(area), True))
        seat = self.gazetteer.info(area.seat) if area.seat else None
        if seat and seat.province:
            self._by_region.setdefault(seat.province, area.id)
            self._regions.setdefault(area.id, seat.province)
        if seat and any(fold(name).startswith(fold(seat.name).split(" ")[0]) for name in area.names):
            self._seats[seat.id] = area.id

    def _file_alias(self, place: str, names: Iterable[str]) -> None:
        known = self.gazetteer.info(place)
        if known is None:
            return
        heaviest = max((c.weight for c in self.gazetteer.named(known.name) if c.id == place), default=30)
        for name in names:
            self._by_key[fold(name)].append(Candidate(place, "settlement", heaviest + NAMED_BY_PACK, known.country, True))

    def _country(self, area: Area) -> str | None:
        parent = area.parent
        while parent in self._by_area:
            parent = self._by_area[parent].parent
        if parent and parent.startswith("country:"):
            return parent
        known = self.gazetteer.info(parent) if parent else None
        return known.country if known else None

    def has(self, key: str) -> bool:
        """Whether a folded name is known."""
        return key in self._by_key or self.gazetteer.has(key)

    def candidates(self, name: str) -> tuple[tuple[int, Candidate], ...]:
        """``(score, candidate)`` of each place of this name, best first; ten points are a tenfold population.

        A region of the gazetteer that the pack has too is the pack's; a feature that bears a pack's name gives way to it.
        """
        if name in SHORT:
            return self._short(SHORT[name][0])
        own = self._by_key.get(fold(name), [])
        found: dict[str, Candidate] = {c.id: c for c in own}
        pack = any(c.kind == "pack" for c in own)
        for c in self.gazetteer.named(name):
            if pack and c.kind in ("feature", "province"):
                continue
            place = self._by_region.get(c.id, c.id)
            found.setdefault(place, Candidate(place, c.kind, c.weight, c.country, c.main))
        cities = [c for c in found.values() if c.kind == "settlement" and c.weight >= BIG_CITY]
        meant = MEANT.get(fold(name))
        scored = [(self._score(c, cities) + MEANT_POINTS * (c.id == meant), c) for c in found.values()]
        return tuple(sorted(scored, key=lambda sc: (-sc[0], sc[1].id)))

    def _short(self, place: str) -> tuple[tuple[int, Candidate], ...]:
        known = self.gazetteer.info(place)
        if known is None:
            return ()
        kind = known.kind if known.kind in KIND_BONUS else "feature"
        return ((KIND_BONUS[kind], Candidate(self._by_region.get(place, place), kind, 50, known.country, True)),)

    def own(self, key: str) -> bool:
        """Whether the pack itself has this folded name."""
        return key in self._by_key

    def _score(self, c: Candidate, cities: list[Candidate]) -> int:
        score = c.weight + KIND_BONUS[c.kind] + (0 if c.main else FURTHER)
        score += self.theatre.get(c.country or "", 0) if c.kind != "country" else 0
        same = [city for city in cities if city.country == c.country] if c.kind == "province" else []
        shared = any(city.main or city.weight >= HUGE_CITY or not c.main for city in same)
        return score + (SHARED if shared else 0)

    def region_of_seat(self, place: str) -> str | None:
        """The area whose name a settlement's name may stand for: the pack's, else the province that bears its name."""
        if place in self._seats:
            return self._seats[place]
        known = self.gazetteer.info(place)
        if known is None or known.province is None:
            return None
        province = self.gazetteer.info(known.province)
        same = province and fold(province.name).split(" ")[0] == fold(known.name).split(" ")[0]
        return self._by_region.get(known.province, known.province) if same else None

    def info(self, place: str) -> PlaceInfo | None:
        """What is known of an id, of the pack or of the gazetteer."""
        area = self._by_area.get(place)
        if area is not None:
            return self._area_info(area)
        known = self.gazetteer.info(place)
        if known is None:
            return None
        return replace(
            known,
            name=self._printed.get(place, known.name),
            province=self._by_region.get(known.province or "", known.province) or self._seats.get(place),
        )

    def _area_info(self, area: Area) -> PlaceInfo:
        known = self.gazetteer.info(self._regions.get(area.id, ""))
        return PlaceInfo(
            id=area.id,
            name=area.name,
            kind=area.kind,
            lat=area.lat,
            lon=area.lon,
            radius_m=area.radius_m,
            province=area.parent if area.parent in self._by_area else None,
            country=self._country(area),
            line=area.line,
            rings=known.rings if known else (),
        )

    def parents(self, place: str) -> tuple[str, ...]:
        """The ids that hold this one, nearest first: district, province, the pack's chain, country, sectors that span it."""
        out: list[str] = []
        todo = [place]
        while todo:
            known = self.info(todo.pop(0))
            if known is None:
                continue
            for up in (known.district, known.province, known.country):
                if up and up != place and up not in out:
                    out.append(up)
                    todo.append(up)
        sectors = [a.id for a in self.pack.areas if a.holds and a.id != place and ({place, *out} & set(a.holds))]
        return (*out, *(s for s in sectors if s not in out))


def precision_kind(known: PlaceInfo) -> str:
    """The precision that a place of this kind deserves, for ``Reading.precision``."""
    if known.kind == "settlement":
        return "settlement"
    if known.kind in SMALL_KINDS:
        return "exact" if known.radius_m <= 2_500 else "settlement"
    if known.kind in ("province", "country"):
        return known.kind
    if known.kind == "continent":
        return "unknown"
    return precision_of(known.radius_m)
