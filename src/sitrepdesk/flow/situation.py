"""From the store to a picture: the claims as they stand, weighed, folded for one moment as known by another."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from sitrepdesk.link import Story, accounts, claim_lines, clashes, events, likeliest_models, standing_links, story_of, versions, withdrawn
from sitrepdesk.model import (
    Account,
    Assessment,
    Claim,
    Decision,
    Estimate,
    Event,
    Item,
    ItemFacts,
    Link,
    Micros,
    Picture,
    Reconciled,
    Source,
    Told,
)
from sitrepdesk.model.judgement import Standing
from sitrepdesk.picture import Judged, fold, known, reconcile
from sitrepdesk.store import Snapshot, claims_standing, every_item, picture_hashes, silent
from sitrepdesk.theatre import Pack
from sitrepdesk.weigh import estimates, weigh

from .belonging import whose
from .copying import text_of
from .desk import Desk
from .grades import counting, grade_of
from .judging import judged_pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Everything that the desk holds, with each claim's line of origin and what later befell it. Read once, folded many times.

    ``decisions`` are the merges, splits and denied copies that count; ``lapsed`` those whose claims read differently by now.
    ``rulings`` are the outcomes of claims, and the letters of sources, that people set. ``pictures`` are the hashes
    of the pictures of items.
    """

    told: Mapping[str, Told]
    items: Mapping[str, Item]
    facts: tuple[ItemFacts, ...]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...] = ()
    lapsed: tuple[Decision, ...] = ()
    rulings: tuple[Decision, ...] = ()
    pictures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Situation:
    """A picture and the judgements that it was folded from: grades by event id; what several lines' counts give together.

    ``reliability`` holds the letters of sources by their id, of those that have one.
    """

    picture: Picture
    accounts: Mapping[str, Account]
    events: tuple[Event, ...]
    clashes: tuple[Link, ...]
    grades: Mapping[str, Assessment]
    together: tuple[Reconciled, ...]
    reliability: Mapping[str, str] = field(default_factory=dict)

    @property
    def likely(self) -> Mapping[str, Estimate]:
        """How likely each event is, by event id; computed when it is first asked for, since that takes as long as the picture."""
        return _likely(self)


@lru_cache(maxsize=1)
def _likely(of: Situation) -> Mapping[str, Estimate]:
    return estimates(of.events, of.accounts, of.clashes, of.reliability)


@contextmanager
def without_pauses() -> Iterator[None]:
    """Where millions of records are made and none is thrown away, looking for garbage among them takes as long as making them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()  # else the first look at all that was made takes as long again; what nobody holds goes all the same
            gc.enable()


@without_pauses()
def holdings(snapshot: Snapshot) -> Holdings:
    """Read what the desk holds and trace each claim to its line of origin."""
    items = every_item(snapshot)
    every = snapshot.decisions(undone=False)
    decided = [d for d in every if d.other is not None]
    stored = likeliest_models(standing_links(snapshot.links(), decided), items)
    links = (*stored, *versions(items.values(), stored))
    sources = {s.id: s for s in snapshot.sources()}
    standing = list(claims_standing(snapshot))
    pictures = picture_hashes(snapshot)
    origin = claim_lines(
        (c for c, _ in standing),
        links,
        items,
        sources,
        lambda item: text_of(_parts(snapshot, item)),
        frozenset(frozenset((d.about, d.other or "")) for d in decided if d.kind == "not-copy"),
        pictures,
    )
    newer = {link.right: items[link.left].available_at for link in links if link.relation == "updates" and link.left in items}
    speaker = {i: snapshot.speaker(item) for i, item in items.items()}
    told = [_traced(c, items[c.item], speaker[c.item], known, origin[c.id], newer.get(c.item)) for c, known in standing]
    gone = withdrawn(told, links, items)
    by_anchor = {t.claim.anchor: t.claim for t in told}
    pairs = [(d, judged_pair(by_anchor.get(d.about), by_anchor.get(d.other or ""))) for d in decided if d.kind != "not-copy"]
    lapsed = tuple(d for d, now in pairs if d.judged != now)
    by_id = {t.claim.id: t for t in told}
    return Holdings(
        told=by_id | {c: replace(by_id[c], withdrawn_at=at) for c, at in gone.items()},
        items=items,
        facts=tuple(_facts(snapshot, items.values())),
        links=links,
        decisions=tuple(d for d in decided if d not in lapsed),
        lapsed=lapsed,
        rulings=counting(every, by_anchor),
        pictures=pictures,
    )


def _traced(
    claim: Claim, item: Item, source: Source | None, standing: Standing, origin: tuple[str, str, int], superseded_at: Micros | None
) -> Told:
    line, first, share = origin
    return Told(
        claim=claim, item=item, source=source, line=line, standing=standing, origin=first, superseded_at=superseded_at, share=share
    )  # fmt: skip


def narrowed(held: Holdings, told: Iterable[Told]) -> Holdings:
    """The same holdings with only these claims."""
    return replace(held, told={t.claim.id: t for t in told})


@without_pauses()
def situation(desk: Desk, held: Holdings, *, as_of: Micros, known_by: Micros) -> Situation:
    """What is known of the situation at ``as_of`` from what was available by ``known_by``."""
    seen = list(known(held.told.values(), as_of=as_of, known_by=known_by))
    looked = accounts(seen, desk.pack.side_of, tuple(s.id for s in desk.pack.sides), stories=False)
    with desk.store.read() as snapshot:
        happened = events(looked.values(), desk.resolver.within, held.decisions, _stories(snapshot))
    against = clashes(looked, happened)
    reliability = letters(desk.pack, held)
    grades = weigh(happened, looked, against, reliability)
    picture = fold(
        seen,
        (f for f in held.facts if f.item.available_at <= known_by),
        Judged(accounts=looked, events=happened, clashes=against, grades=grades),
        as_of=as_of,
        known_by=known_by,
        info=desk.resolver.info,
        whose=whose(desk.pack),
    )
    return Situation(
        picture=picture,
        accounts=looked,
        events=happened,
        clashes=against,
        grades=grades,
        together=reconcile(picture.tallies),
        reliability=reliability,
    )


def _stories(snapshot: Snapshot) -> Callable[[str], Story]:
    return cache(lambda item: story_of(_parts(snapshot, item)))


def _parts(snapshot: Snapshot, item: str) -> tuple[str, ...]:
    return tuple(p.text for p in snapshot.passages(item))


def letters(pack: Pack, held: Holdings) -> dict[str, str]:
    """The letters of reliability of the sources that have one, by source id."""
    spoke = {t.item.source: t.source for t in held.told.values() if t.item.source and t.source}
    found = {i: grade_of(source, held.rulings, pack).value for i, source in spoke.items()}
    return {i: letter for i, letter in found.items() if letter != "F"}


def _facts(snapshot: Snapshot, items: Iterable[Item]) -> Iterable[ItemFacts]:
    origin, unread = snapshot.lines(), silent(snapshot)
    for item in items:
        yield ItemFacts(item=item, line=origin.get(item.id, item.id), not_read=unread.get(item.id))
