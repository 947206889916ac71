"""From the store to a picture: the claims as they stand, weighed, folded for one moment as known by another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sitrepdesk.link import accounts, claim_lines, clashes, events, versions, withdrawn
from sitrepdesk.model import Account, Assessment, Event, Item, ItemFacts, Link, Micros, Picture, Told
from sitrepdesk.picture import Judged, fold, known
from sitrepdesk.store import Snapshot
from sitrepdesk.weigh import weigh

from .copying import text_of
from .desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Everything that the desk holds, with each claim's line of origin and what later befell it. Read once, folded many times."""

    told: Mapping[str, Told]
    items: Mapping[str, Item]
    facts: tuple[ItemFacts, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A picture and the judgements that it was folded from."""

    picture: Picture
    accounts: Mapping[str, Account]
    events: tuple[Event, ...]
    grades: Mapping[str, Assessment]


def holdings(snapshot: Snapshot) -> Holdings:
    """Read what the desk holds and trace each claim to its line of origin."""
    items = {i.id: i for i in snapshot.items()}
    stored = tuple(snapshot.links())
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
    return Holdings(
        told={t.claim.id: replace(t, withdrawn_at=gone.get(t.claim.id)) for t in told},
        items=items,
        facts=tuple(_facts(snapshot, items.values())),
        links=links,
    )


def narrowed(held: Holdings, told: Iterable[Told]) -> Holdings:
    """The same holdings with only these claims."""
    return replace(held, told={t.claim.id: t for t in told})


def situation(desk: Desk, held: Holdings, *, as_of: Micros, known_by: Micros) -> Situation:
    """What is known of the situation at ``as_of`` from what was available by ``known_by``."""
    seen = list(known(held.told.values(), as_of=as_of, known_by=known_by))
    looked = accounts(seen, desk.pack.side_of, tuple(s.id for s in desk.pack.sides))
    happened = events(looked.values(), desk.resolver.within)
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
    return Situation(picture=picture, accounts=looked, events=tuple(happened), grades=grades)


def _facts(snapshot: Snapshot, items: Iterable[Item]) -> Iterable[ItemFacts]:
    origin = snapshot.lines()
    for item in items:
        reading = snapshot.reading_of(item.id)
        reason = next((why for why, _ in reading.skipped), None) if reading and not reading.claims else None
        yield ItemFacts(item=item, line=origin.get(item.id, item.id), not_read=reason)
