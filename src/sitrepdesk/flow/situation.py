"""From the store to a picture: the claims as they stand, weighed, folded for one moment as known by another."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

from sitrepdesk.link import accounts, claim_lines, clashes, events, standing_links, versions, withdrawn
from sitrepdesk.model import Account, Assessment, Decision, Estimate, Event, Item, ItemFacts, Link, Micros, Picture, Reconciled, Told
from sitrepdesk.picture import Judged, fold, known, reconcile
from sitrepdesk.store import Snapshot, silent
from sitrepdesk.weigh import estimates, weigh

from .copying import text_of
from .desk import Desk
from .pairs import judged_pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Everything that the desk holds, with each claim's line of origin and what later befell it. Read once, folded many times.

    ``decisions`` are the merges, splits and denied copies that count; ``lapsed`` those whose claims read differently by now.
    """

    told: Mapping[str, Told]
    items: Mapping[str, Item]
    facts: tuple[ItemFacts, ...]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...] = ()
    lapsed: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Situation:
    """A picture and the judgements that it was folded from: grades by event id; what several lines' counts give together."""

    picture: Picture
    accounts: Mapping[str, Account]
    events: tuple[Event, ...]
    clashes: tuple[Link, ...]
    grades: Mapping[str, Assessment]
    together: tuple[Reconciled, ...]

    @property
    def likely(self) -> Mapping[str, Estimate]:
        """How likely each event is, by event id; computed when it is first asked for, since that takes as long as the picture."""
        return _likely(self)


@lru_cache(maxsize=1)
def _likely(of: Situation) -> Mapping[str, Estimate]:
    return estimates(of.events, of.accounts, of.clashes, {})


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Millions of records are made here and none is thrown away: looking for garbage among them takes as long as making them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_without_pauses()
def holdings(snapshot: Snapshot) -> Holdings:
    """Read what the desk holds and trace each claim to its line of origin."""
    items = {i.id: i for i in snapshot.items()}
    decided = [d for d in snapshot.decisions(undone=False) if d.other is not None]
    stored = standing_links(snapshot.links(), decided)
    links = (*stored, *versions(items.values(), stored))
    sources = {s.id: s for s in snapshot.sources()}
    raw = list(snapshot.told())
    origin = claim_lines(
        (t.claim for t in raw),
        links,
        items,
        sources,
        lambda item: text_of(tuple(snapshot.passages(item))),
    )
    newer = {link.right: items[link.left].available_at for link in links if link.relation == "updates" and link.left in items}
    told = [replace(t, line=origin[t.claim.id][0], origin=origin[t.claim.id][1], superseded_at=newer.get(t.item.id)) for t in raw]
    gone = withdrawn(told, links, items)
    by_anchor = {t.claim.anchor: t.claim for t in told}
    pairs = [(d, judged_pair(by_anchor.get(d.about), by_anchor.get(d.other or ""))) for d in decided if d.kind != "not-copy"]
    lapsed = tuple(d for d, now in pairs if d.judged != now)
    return Holdings(
        told={t.claim.id: replace(t, withdrawn_at=gone.get(t.claim.id)) for t in told},
        items=items,
        facts=tuple(_facts(snapshot, items.values())),
        links=links,
        decisions=tuple(d for d in decided if d not in lapsed),
        lapsed=lapsed,
    )


def narrowed(held: Holdings, told: Iterable[Told]) -> Holdings:
    """The same holdings with only these claims."""
    return replace(held, told={t.claim.id: t for t in told})


@_without_pauses()
def situation(desk: Desk, held: Holdings, *, as_of: Micros, known_by: Micros) -> Situation:
    """What is known of the situation at ``as_of`` from what was available by ``known_by``."""
    seen = list(known(held.told.values(), as_of=as_of, known_by=known_by))
    looked = accounts(seen, desk.pack.side_of, tuple(s.id for s in desk.pack.sides))
    happened = events(looked.values(), desk.resolver.within, held.decisions)
    against = clashes(looked, happened)
    grades = weigh(happened, looked, against, {})
    picture = fold(
        seen,
        (f for f in held.facts if f.item.available_at <= known_by),
        Judged(accounts=looked, events=happened, clashes=against, grades=grades),
        as_of=as_of,
        known_by=known_by,
        info=desk.resolver.info,
    )
    return Situation(
        picture=picture,
        accounts=looked,
        events=happened,
        clashes=against,
        grades=grades,
        together=reconcile(picture.tallies),
    )


def _facts(snapshot: Snapshot, items: Iterable[Item]) -> Iterable[ItemFacts]:
    origin, unread = snapshot.lines(), silent(snapshot)
    for item in items:
        yield ItemFacts(item=item, line=origin.get(item.id, item.id), not_read=unread.get(item.id))
