"""Claims of one happening, brought together whatever their order.

Only claims of one group of types, one way of telling, one place and compatible sides can meet. In time they meet where their
intervals share an instant: the intervals are cut greedily by earliest end, so that all of an event overlap, and a war of daily
shelling does not run together into one event. A claim of a wider area joins an event inside it only where there is one to join. Claims
that name no known place meet where their reports tell one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sitrepdesk.model import DAY, Account, Decision, Event, Subject

from ._tables import GENERAL, GROUP, NEEDED
from .decided import obeyed
from .heads import BARE, family
from .stories import Story, met
from .subjects import apart, contents

Within = Callable[[str, str], bool]
Kind = tuple[str, ...]
_Telling = tuple[str, tuple[object, ...], str | None, str | None, int, int, Subject]
_BUCKET = 4 * DAY


@dataclass(frozen=True, slots=True)
class _Node:
    """One telling with its copies: they happen when the first of them says."""

    accounts: tuple[Account, ...]
    first: Account
    kind: Kind

    @property
    def order(self) -> tuple[int, int, str, str]:
        return self.first.end, self.first.start, self.first.anchor, self.first.id


def events(
    told: Iterable[Account], within: Within, decisions: Iterable[Decision] = (), story: Callable[[str], Story] | None = None
) -> tuple[Event, ...]:
    """The events that accounts tell of, in order of id: each account is in exactly one. ``within(a, b)``: does place a lie in b?

    ``decisions`` are people's merges and splits, which win. ``story`` gives the story of an item (``story_of``), by which claims without a
    known place meet; without it what an item's claims quote is its story.
    """
    blocks: dict[tuple[Kind, str], list[_Node]] = defaultdict(list)
    nodes = tuple(_nodes(told))
    placed = [(n, _spot(n.first)) for n in nodes]
    stories = met((key for n, spot in placed if spot is None for key in _story_keys(n)), story)
    for node, spot in placed:
        blocks[node.kind, spot or f"? {stories.get(node.first.id, node.first.id)}"].append(node)
    clusters = [c for block in blocks.values() for span in _in_time(block) for c in _by_sides(span)]
    parted = obeyed([[n.accounts for n in c] for c in _widened(clusters, within)], decisions)
    return tuple(sorted((_event(p) for p in parted), key=lambda e: e.id))


def standing(a: Account) -> tuple[object, ...]:
    """Sort key of accounts of one event: best-standing first."""
    return (a.tier, not a.accepted, not a.plain, a.line is None, a.likelihood != "stated", a.said_at, a.anchor, a.id)


def _kind(a: Account) -> Kind:
    head = family(a.head) if a.type in GENERAL else ""
    return (GROUP.get(a.type, a.type), a.tells, a.level or "", a.subtype or "", head)


def _spot(a: Account) -> str | None:
    """Where it was, as far as that lets reports meet; ``None`` where only their stories can.

    A wide area is one place only for a happening of few days, and else meets nobody but its copies. Without a known place known
    participants meet at a said time. What a look back tells at no said time may have been at any, and meets nobody but its copies.
    """
    if a.looks_back:
        return f"? {a.id}"
    brief = a.explicit and a.end - a.start <= _BUCKET
    if a.place and (brief or not a.broad):
        return a.place
    if brief and a.actor and a.target and a.type not in GENERAL:
        return f"? {a.actor} > {a.target}"
    return f"? {a.id}" if a.place else None


def _story_keys(n: _Node) -> Iterator[tuple[tuple[object, ...], Account]]:
    """What only accounts that can be one happening share: kind, family of the head, a span of days.

    Nothing for what lasts long, and for heads that name no happening by themselves ("said", "it").
    """
    a, head = n.first, family(n.first.head)
    if a.end - a.start <= 2 * _BUCKET and head not in BARE:
        for bucket in range(a.start // _BUCKET, (a.end - 1) // _BUCKET + 1):
            yield (n.kind, head, bucket), a


def _nodes(told: Iterable[Account]) -> Iterator[_Node]:
    """Accounts with their copies. A copy joins the telling of its origin that it is most like."""
    groups: dict[tuple[str, Kind, str | None], list[Account]] = defaultdict(list)
    for a in told:
        groups[a.origin, _kind(a), a.place].append(a)
    for (_, kind, _), members in groups.items():
        if len(members) == 1:
            yield _Node(tuple(members), members[0], kind)
            continue
        roots = sorted({_telling(a) for a in members if a.item == a.origin}, key=repr)
        tellings: dict[_Telling, list[Account]] = defaultdict(list)
        for a in members:
            tellings[_nearest(a, roots)].append(a)
        for t in tellings.values():
            copies = sorted(t, key=lambda a: (a.item != a.origin, a.said_at, a.anchor, a.id))
            yield _Node(tuple(copies), copies[0], kind)


def _telling(a: Account) -> _Telling:
    """What sets two tellings in one report apart: head, counts, participants, time, and what was hit or cut off."""
    return a.head, tuple((q.unit, q.low, q.high) for q in a.quantities), a.actor, a.target, a.start, a.end, a.subject


def _nearest(a: Account, roots: list[_Telling]) -> _Telling:
    own = _telling(a)
    alike = [r for r in roots if not apart(r[-1], own[-1])]
    if a.item == a.origin or not alike:
        return own
    return min(alike, key=lambda r: ([x != y for x, y in zip(r[:4], own[:4], strict=True)], abs(r[4] - a.start), repr(r)))


def _in_time(nodes: list[_Node]) -> Iterator[list[_Node]]:
    span: list[_Node] = []
    for n in sorted(nodes, key=lambda n: n.order) if len(nodes) > 1 else nodes:
        if span and n.first.start >= span[0].first.end:
            yield span
            span = []
        span.append(n)
    yield span


def _by_sides(nodes: list[_Node]) -> Iterator[list[_Node]]:
    """Split where sides, or the things told of, differ. Who names none joins those who do, if they all name the same."""
    if len(nodes) == 1:
        yield nodes
        return
    groups: dict[tuple[str | None, ...], list[_Node]] = defaultdict(list)
    alone = [n.first.id if n.first.type in NEEDED or not n.first.place else "" for n in nodes]
    chief = contents([(name, bool(n.first.place), n.first.subject) for n, name in zip(nodes, alone, strict=True)])
    named = [(*_named(n), word) for n, word in zip(nodes, chief, strict=True)]
    only = [next(iter(said)) if len(said := set(column) - {None}) == 1 else None for column in zip(*named, strict=True)]
    for n, mine in zip(nodes, named, strict=True):
        groups[tuple(x or y for x, y in zip(mine, only, strict=True))].append(n)
    yield from groups.values()


def _named(n: _Node) -> tuple[str | None, ...]:
    """What two tellings of one happening never name differently: the sides, the thing, the building, the unit, the weapon."""
    a, s = n.first, n.first.subject
    return a.actor_side, a.target_side, s.thing, s.site, s.unit, s.tool


def _widened(clusters: list[list[_Node]], within: Within) -> list[list[_Node]]:
    """Let each cluster of a wider area join the one cluster inside it that it may tell of; with two or none it stays alone."""
    wide = {i: _Common(c) for i, c in enumerate(clusters) if c[0].first.broad and all(n.first.explicit for n in c)}
    kinds = {clusters[i][0].kind for i in wide}
    common: dict[int, _Common] = {}
    narrow: dict[tuple[Kind, int], list[int]] = defaultdict(list)
    for j, c in enumerate(clusters):
        if c[0].kind in kinds and not c[0].first.broad and c[0].first.place:
            common[j] = _Common(c)
            for bucket in common[j].buckets:
                narrow[c[0].kind, bucket].append(j)
    homes: dict[int, list[int]] = defaultdict(list)
    for i, mine in wide.items():
        near = {j for bucket in mine.buckets for j in narrow[clusters[i][0].kind, bucket]}
        inside = [j for j in near if mine.meets(common[j]) and _inside(clusters[j], clusters[i], within)]
        if len(inside) == 1:
            homes[inside[0]].append(i)
    moved = {i for joined in homes.values() for i in joined}
    return [c + [n for i in homes.get(j, ()) for n in clusters[i]] for j, c in enumerate(clusters) if j not in moved]


class _Common:
    """What the tellings of a cluster have in common: their time, the sides that they name, and what they tell of."""

    __slots__ = ("end", "named", "start", "words")

    def __init__(self, nodes: list[_Node]) -> None:
        self.start, self.end = max(n.first.start for n in nodes), min(n.first.end for n in nodes)
        self.named = tuple(set(column) - {None} for column in zip(*map(_named, nodes), strict=True))
        self.words = {w for n in nodes for w in n.first.subject.words}

    @property
    def buckets(self) -> range:
        """Spans of four days that the common time touches."""
        return range(self.start // _BUCKET, (self.end - 1) // _BUCKET + 1)

    def meets(self, other: _Common) -> bool:
        """Do all of both share an instant, name no two sides or things in one part, and share a word of what was said or agreed?"""
        if max(self.start, other.start) >= min(self.end, other.end) or (self.words and other.words and self.words.isdisjoint(other.words)):
            return False
        return all(len(mine | theirs) <= 1 for mine, theirs in zip(self.named, other.named, strict=True))


def _inside(a: list[_Node], b: list[_Node], within: Within) -> bool:
    return all(within(x, y) for x in (a[0].first.place or "").split() for y in (b[0].first.place or "").split())


def _event(tellings: list[tuple[Account, ...]]) -> Event:
    members = [a for t in tellings for a in t]
    if len(members) > 1:
        members.sort(key=standing)
    tier = min((a.tier for a in members if a.line), default=0)
    return Event(
        id=min(a.anchor for a in members),
        type=members[0].type,
        claims=tuple(a.id for a in members),
        items=tuple(sorted({a.item for a in members})),
        lines=tuple(sorted({a.line for a in members if a.line and a.tier == tier})),
        tells=members[0].tells,
    )
