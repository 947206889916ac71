"""The fold: everything told by one moment becomes the picture, in one pass over the claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Protocol

from sitrepdesk.model import Account, Assessment, Claim, Dispute, Event, Happening, ItemFacts, Link, Micros, Picture, Told, placed

from ._tables import AGES
from .control import Holders
from .coverage import Counted
from .questions import Text, questions
from .tallies import Tallies, Whose, nobodys


class PlaceLike(Protocol):
    """What the fold reads of a place: its name, and the province that it lies in."""

    @property
    def name(self) -> str:
        """Its printed name."""

    @property
    def province(self) -> str | None:
        """The id of its province."""


Info = Callable[[str], PlaceLike | None]


def _printed(rel: str) -> str:
    return "through" if rel == "via" else rel


_FIRST = attrgetter("said_at", "anchor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What linking and weighing made of the claims: accounts by claim id, events, clashes, and credibility by event id."""

    accounts: Mapping[str, Account]
    events: tuple[Event, ...]
    clashes: tuple[Link, ...]
    grades: Mapping[str, Assessment]


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the pass over the claims leaves behind: no quotes but those of open questions."""

    holders: Holders
    tallies: Tallies
    back: set[str] = field(default_factory=set)
    counted: Counted = field(default_factory=Counted)
    asked: dict[str, Text] = field(default_factory=dict)
    ahead: set[str] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)

    def take(self, t: Told, account: Account, info: Info) -> None:
        """Take in one claim."""
        claim = t.claim
        for where in claim.places:
            if where.place and where.place not in self.names:
                place = info(where.place)
                self.names[where.place] = place.name if place else where.text
        self.counted.take(t)
        if account.looks_back:
            self.back.add(claim.id)
        self.holders.take(claim, account, t.item.published is not None and not account.looks_back)
        self.tallies.take(claim, account, self.name(account.place))
        if account.tells == "asked":
            self.asked[claim.id] = (claim.quote, claim.option_of is not None)
        if _is_ahead(claim, account):
            self.ahead.add(claim.id)
        if claim.because_of and account.line:
            self.reasons.append(claim.id)

    def name(self, place: str | None) -> str | None:
        """The printed name of an account's place, which may be several."""
        if place and place not in self.printed:
            self.printed[place] = " and ".join(f"{_printed(words)} {self.names.get(i, i)}".strip() for words, i in placed(place))
        return self.printed[place] or None if place else None


def fold(
    told: Iterable[Told],
    items: Iterable[ItemFacts],
    judged: Judged,
    *,
    as_of: Micros,
    known_by: Micros,
    info: Info,
    ages: Micros | None = None,
    whose: Whose = nobodys,
) -> Picture:
    """The picture of the situation at ``as_of`` from what was available by ``known_by``.

    ``told`` is what ``known`` let through, the same that ``judged`` was made from. The order of arrival does not matter. ``ages`` is
    how long a holder stays known without being confirmed (microseconds; 30 days where a theatre says nothing). ``whose`` gives the
    side that the words for a counted thing name.
    """
    home = {c: e.id for e in judged.events for c in e.claims}
    sources = {a.item: a.source for a in judged.accounts.values()}
    got = _Gathered(Holders(), Tallies(home, sources, whose))
    for t in told:
        if t.claim.id in judged.accounts:
            got.take(t, judged.accounts[t.claim.id], info)
    disputed = {c for link in judged.clashes for c in (link.left, link.right)}
    area = cache(lambda place: _area(place, info))
    return Picture(
        as_of=as_of,
        known_by=known_by,
        coverage=got.counted.coverage(items, known_by),
        happenings=_by_area((_happening(e, judged, got, disputed, area) for e in judged.events if _tellable(e)), judged.accounts),
        control=got.holders.control(_excluded(judged.clashes), lambda p: got.name(p) or p, as_of, AGES if ages is None else ages),
        tallies=got.tallies.tallies(),
        disputes=tuple(_disputes(judged, got, home)),
        questions=questions(judged.events, judged.accounts, got.asked),
        outlook=tuple(_outlook(judged, got, as_of)),
        reasons=tuple(sorted(got.reasons, key=lambda c: (judged.accounts[c].said_at, judged.accounts[c].anchor))),
    )


_FORECAST = frozenset({"almost-certain", "very-likely", "likely", "even"})


def _is_ahead(claim: Claim, account: Account) -> bool:
    """A plan or forecast that still lies ahead, a conditional one too ("famine is projected unless …"); of our own earlier report only
    what it said of the future."""
    if account.tells == "supposed":
        return claim.mood == "conditional" and claim.likelihood in _FORECAST and claim.time.phase == "future"
    if account.tells != "planned":
        return False
    return claim.time.phase == "future" or (account.line is not None and claim.time.phase != "past")


def _tellable(event: Event) -> bool:
    return event.tells in ("happened", "not-happened") and bool(event.lines)


def _by_area(happenings: Iterable[Happening], accounts: Mapping[str, Account]) -> tuple[Happening, ...]:
    """By area and time; of one time in the order of telling: an event's id changes with each version of the reader, an anchor does not."""

    def order(h: Happening) -> tuple[object, ...]:
        first = min(map(_FIRST, map(accounts.__getitem__, h.claims)))
        return (h.area or "~", h.start is None, h.start or 0, first, h.event)

    return tuple(sorted(happenings, key=order))


def _happening(event: Event, judged: Judged, got: _Gathered, disputed: set[str], area: Callable[[str | None], str | None]) -> Happening:
    told = [judged.accounts[c] for c in event.claims]
    place = next((a.place for a in told if a.place and not a.broad), None) or told[0].place
    timed = [a for a in told if a.explicit]
    grade = judged.grades[event.id]
    return Happening(
        event=event.id,
        type=event.type,
        area=area(place),
        place=place,
        place_name=got.name(place),
        start=max((a.start for a in timed), default=None),
        end=min((a.end for a in timed), default=None),
        claims=event.claims,
        lines=len(event.lines),
        reports=len({a.item for a in told if a.line}),
        credibility=grade.value,
        tells=event.tells,
        disputed=not disputed.isdisjoint(event.claims),
        because=grade.because,
        background=not timed and all(c in got.back for c in event.claims),
    )


def _area(place: str | None, info: Info) -> str | None:
    first = next((i for _, i in placed(place)), None)
    found = info(first) if first else None
    return (found.province or first if found else first) if first else None


def _excluded(clashes: Iterable[Link]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for link in clashes:
        out[link.left].add(link.right)
        out[link.right].add(link.left)
    return out


def _disputes(judged: Judged, got: _Gathered, home: Mapping[str, str]) -> Iterator[Dispute]:
    """One dispute for each clash between events, with all claims on either side; one for each pair of counts inside an event."""
    events = {e.id: e for e in judged.events}
    seen: set[tuple[str, str, str]] = set()
    for link in judged.clashes:
        left, right = home[link.left], home[link.right]
        key = (min(left, right), max(left, right), link.because)
        if key in seen:
            continue
        seen.add(key)
        one, other = sorted((judged.accounts[link.left], judged.accounts[link.right]), key=lambda a: (a.said_at, a.anchor))
        place = got.name(one.place or other.place)
        sides = ((link.left,), (link.right,)) if left == right else (_first(link.left, events[left]), _first(link.right, events[right]))
        yield Dispute(left=sides[0], right=sides[1], about=f"{one.type}: {place}" if place else one.type, because=link.because)


def _first(claim: str, event: Event) -> tuple[str, ...]:
    return (claim, *(c for c in event.claims if c != claim))


def _outlook(judged: Judged, got: _Gathered, as_of: Micros) -> Iterator[str]:
    """The best-standing claim of each plan or forecast whose time has not passed, those with more lines first."""
    plans = [(e, next(iter(c for c in e.claims if c in got.ahead), None)) for e in judged.events if e.tells in {"planned", "supposed"}]
    live = [(e, c) for e, c in plans if c and not (judged.accounts[c].explicit and judged.accounts[c].end <= as_of)]
    yield from (c for _, c in sorted(live, key=lambda p: (-len(p[0].lines), judged.accounts[p[1]].said_at, judged.accounts[p[1]].anchor)))
