"""What linking and weighing made of the desk's claims, with the names that a person reads: events, lines, places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from sitrepdesk.link import overruled, same_pictures, updates
from sitrepdesk.model import Account, Decision, Event, Item, Link, Micros, Rel, Told, UnknownName, placed

from .desk import Desk
from .moments import Moments, moments
from .situation import Holdings, Situation, holdings, situation

TELLS = {
    "happened": "",
    "not-happened": "did not happen",
    "planned": "planned",
    "asked": "asked",
    "supposed": "supposed",
}
"""What an event's claims tell of it, in words; nothing where they tell that it happened."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Linked:
    """The desk at one moment: what it holds and what that comes to."""

    desk: Desk
    held: Holdings
    now: Situation
    at: Moments

    def event(self, name: str) -> Event:
        """An event by the beginning of its id, or of the id or anchor of any claim in it. ``UnknownName``."""
        by_claim = {c: e for e in self.now.events for c in e.claims}
        found = {e.id: e for e in self.now.events if e.id.startswith(name)}
        for a in self.now.accounts.values() if not found else ():
            if name and (a.id.startswith(name) or a.anchor.startswith(name)):
                found[by_claim[a.id].id] = by_claim[a.id]
        if len(found) != 1:
            what = "is the beginning of more than one event" if found else "is no event here, and no claim in one"
            listed = f" ({', '.join(sorted(e[:12] for e in found)[:5])})" if found else ""
            raise UnknownName(repr(name), what + listed, "See them with: sitrep events")
        return next(iter(found.values()))

    def told(self, claim: str) -> Told:
        """A claim as it stands."""
        return self.held.told[claim]

    def source_name(self, item: str) -> str:
        """Who published an item; its title or file where nobody is known."""
        i = self.held.items[item]
        if i.issue is not None:
            return f"our SITREP No. {i.issue}"
        known = self.sources.get(i.source or "")
        return known or i.title or i.captured_from.rsplit("/", 1)[-1]

    @property
    def sources(self) -> dict[str, str]:
        """Source id to printed name."""
        return _sources(self)

    def line_name(self, line: str | None) -> str:
        """A line of origin as a person reads it."""
        if line is None or line == "own":
            return "our own earlier reports"
        kind, _, rest = line.partition(":")
        if kind == "party":
            side = self.desk.pack.side(rest)
            return f"{side.name if side else rest}: the party, its officials and its media"
        if kind == "speaker":
            actor = self.desk.pack.actor(rest)
            return actor.name if actor else rest
        return self.sources.get(line) or (self.source_name(line) if line in self.held.items else line)

    def place_name(self, event: Event) -> str:
        """Where it was, as the first of its claims that has a place says it, with the part that is meant; empty where none does."""
        for claim in event.claims:
            if place := self.now.accounts[claim].place:
                part = {i: f"{words} " for words, i in placed(place) if words and words not in get_args(Rel)}
                names = dict.fromkeys(
                    part.get(w.place or "", "") + self._name(w.place, w.text) for w in self.told(claim).claim.places if w.place
                )
                return ", ".join(names)
        return ""

    def _name(self, place: str | None, text: str) -> str:
        info = self.desk.resolver.info(place or "")
        return info.name if info else text

    def interval(self, event: Event) -> tuple[Micros | None, Micros | None]:
        """When it happened, from the claims that say a time; both ``None`` where none does. Half-open, UTC microseconds."""
        timed = [a for a in self.tellings(event) if a.explicit]
        start, end = max((a.start for a in timed), default=None), min((a.end for a in timed), default=None)
        return (start, end) if start is None or end is None or start < end else (timed[0].start, timed[0].end)

    def tellings(self, event: Event) -> tuple[Account, ...]:
        """The accounts of an event, the best-standing first."""
        return tuple(self.now.accounts[c] for c in event.claims)

    def heading(self, event: Event) -> str:
        """The event in a few words: type, what is told of it, where."""
        words = (event.type, TELLS[event.tells] and f"({TELLS[event.tells]})", (p := self.place_name(event)) and f"at {p}")
        return " ".join(w for w in words if w)

    def counted(self, event: Event) -> str:
        """ "7 reports, 2 independent lines": reports of our own are none."""
        reports = len({a.item for a in self.tellings(event) if a.line})
        return f"{_count(reports, 'report')}, {_count(len(event.lines), 'independent line')}"

    def against(self, event: Event) -> tuple[Link, ...]:
        """The clashes that its claims are in."""
        return _touching(_clashes(self), event)

    def grown(self, event: Event) -> tuple[Link, ...]:
        """Its counts that a later report raised, or that raised an earlier one."""
        return _touching(_updates(self), event)

    def copies(self, items: Iterable[str]) -> tuple[Link, ...]:
        """The copy links among these items that no person denied."""
        mine = set(items)
        return tuple(k for k in self.held.links if k.relation == "copies" and k.left in mine and k.right in mine)

    def pictures(self, items: Iterable[str]) -> tuple[Link, ...]:
        """The same pictures among these items."""
        return same_pictures((self.held.items[i] for i in items), self.held.pictures)

    def overruled(self) -> tuple[Decision, ...]:
        """People's merges and splits that do not hold, since a later one wins or yes and no are no one happening."""
        home = {self.now.accounts[c].anchor: e.id for e in self.now.events for c in e.claims}
        return overruled(self.held.decisions, home)

    def item(self, item: str) -> Item:
        """An item by its id."""
        return self.held.items[item]


_By = dict[str, list[Link]]


@lru_cache(maxsize=1)
def _sources(of: Linked) -> dict[str, str]:
    return {t.item.source: t.source.name for t in of.held.told.values() if t.source and t.item.source}


@lru_cache(maxsize=1)
def _clashes(of: Linked) -> _By:
    return _by_claim(of.now.clashes)


@lru_cache(maxsize=1)
def _updates(of: Linked) -> _By:
    return _by_claim(updates(of.now.accounts, of.now.events))


def _by_claim(links: Iterable[Link]) -> _By:
    found: _By = defaultdict(list)
    for link in links:
        found[link.left].append(link)
        found[link.right].append(link)
    return found


def _touching(links: _By, event: Event) -> tuple[Link, ...]:
    """The links of any claim of an event, each once, in the order in which linking gives them."""
    found = {(k.left, k.right): k for c in event.claims for k in links.get(c, ())}
    return tuple(found[k] for k in sorted(found))


def linked(desk: Desk, at: str | None, known_by: str | None) -> Linked:
    """Link and weigh what the desk holds, for the moments that a person typed; see ``moments``."""
    with desk.store.read() as snapshot:
        held = holdings(snapshot)
    when = moments(desk, held, at, known_by)
    return Linked(desk=desk, held=held, now=situation(desk, held, as_of=when.as_of, known_by=when.known_by), at=when)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
