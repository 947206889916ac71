"""The records of a theatre pack, and the questions that other rooms ask it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ._alias import Aliases

Degrees6 = int
"""Microdegrees: degrees times 1,000,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party to the conflict. ``country`` is its id as a state, ``forces`` its id where it acts with arms: the reader chooses.

    ``names`` are the names of the state, ``demonyms`` the adjectives of its people.
    """

    id: str
    name: str
    country: str | None
    forces: str | None
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A force, office or organisation. ``public`` says that a published report may name it."""

    id: str
    names: tuple[str, ...]
    side: str | None
    kind: str
    parent: str | None
    public: bool

    @property
    def name(self) -> str:
        """The name to print."""
        return self.names[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place that gazetteers lack or draw too small: province, river, sector, island, bridge, village.

    ``lat`` and ``lon`` in microdegrees, ``radius_m`` in metres. ``line`` is the course of a river, ``seat`` the settlement whose name
    may stand for the area, ``holds`` the areas that a sector spans. A higher ``priority`` wins where two areas share a name.
    """

    id: str
    names: tuple[str, ...]
    kind: str
    lat: Degrees6
    lon: Degrees6
    radius_m: int
    parent: str | None = None
    priority: int = 0
    seat: str | None = None
    line: tuple[tuple[Degrees6, Degrees6], ...] = ()
    holds: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name to print."""
        return self.names[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Further names of a place that the gazetteer has."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """A thing that reports count: its singular, its plural, and what kind it is (``vehicle``, ``unit``, ``munition`` …)."""

    name: str
    plural: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How many a formation commonly holds, from ``low`` to ``high`` of ``unit``, and who says so."""

    formation: str
    low: int
    high: int
    unit: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """A source's reliability before this desk has a record of it: its names, a letter from A to E, and what the letter rests on."""

    names: tuple[str, ...]
    grade: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """Rules for what may leave the desk: the smallest population of a settlement that is named, and what is always withheld."""

    minimum_population: int = 2000
    withhold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A theatre: who fights whom, where, with what, in which zone, and what a report of it may say. ``digest`` is over its files."""

    name: str
    title: str
    zone: str
    language: str
    digest: str
    countries: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    actors: tuple[Actor, ...] = ()
    areas: tuple[Area, ...] = ()
    aliases: tuple[Alias, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    strengths: tuple[Strength, ...] = ()
    priors: tuple[Prior, ...] = ()
    publishing: Publishing = Publishing()
    report_areas: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    _actor: dict[str, Actor] = field(init=False, repr=False, compare=False)
    _area: dict[str, Area] = field(init=False, repr=False, compare=False)
    _side: dict[str, str] = field(init=False, repr=False, compare=False)
    _names: Aliases = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "_actor", {a.id: a for a in self.actors})
        put(self, "_area", {a.id: a for a in self.areas})
        put(self, "_side", self._sides_by_entity())
        put(self, "_names", Aliases(self._actor_names()))

    def _sides_by_entity(self) -> dict[str, str]:
        found = {a.id: a.side for a in self.actors if a.side}
        for side in self.sides:
            found[side.id] = side.id
            found |= {e: side.id for e in (side.country, side.forces) if e}
        return found

    def _actor_names(self) -> list[tuple[str, str]]:
        names = [(name, a.id) for a in self.actors for name in a.names]
        forces = {a.id for a in self.actors}
        for side in self.sides:
            if side.forces in forces:
                names += [(name, side.forces) for name in Aliases.of_forces(side.demonyms)]
        return names

    def actor(self, entity: str) -> Actor | None:
        """The actor with this id."""
        return self._actor.get(entity)

    def area(self, place: str) -> Area | None:
        """The area with this id."""
        return self._area.get(place)

    def side(self, side_id: str) -> Side | None:
        """The side with this id."""
        return next((s for s in self.sides if s.id == side_id), None)

    def prior(self, *names: str) -> Prior | None:
        """What the pack brings along of a source by any of its names."""
        wanted = {n.casefold() for n in names}
        return next((p for p in self.priors if wanted & {n.casefold() for n in p.names}), None)

    def actor_of(self, text: str) -> Actor | None:
        """Whom a participant's words name: the longest name of an actor that is their head.

        "thousands of Russian troops" is the forces; "a commander of the Black Sea Fleet" and "civilians fleeing Russian troops" are
        nobody that the pack knows. A state's own name ("Russia") is no actor: ask ``side_named`` and choose its country or forces.
        """
        found = self._names.head_of(text)
        return self._actor[found] if found else None

    def actors_in(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Every actor's name in running text, longest first at each place: ``(start, end, actor id)``."""
        return self._names.all_in(text)

    def side_named(self, text: str) -> Side | None:
        """The side whose state's name or demonym the words are, a leading "the" apart."""
        words = text.strip()
        bare = words[4:] if words[:4].lower() == "the " else words
        return next((s for s in self.sides if bare in s.names or bare in s.demonyms), None)

    def side_of(self, entity: str) -> str | None:
        """The side that an actor, a country or a side's own id belongs to; ``None`` for neither."""
        return self._side.get(entity)
