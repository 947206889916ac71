"""How many, as each line says it: intervals side by side, never added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sitrepdesk.language import is_part
from sitrepdesk.model import Account, Claim, Participant, Quantity, Tally
from sitrepdesk.model.picture import Scope

from ._tables import COUNTED, LOST, NO_ENDINGS, NO_UNITS, OF_TARGET, ONE, OWNED, PARTY, SINGULAR, TOTAL

Whose = Callable[[str], str | None]
"""The side that words name ("Russian tanks"), or ``None``."""


def nobodys(words: str) -> None:
    """Nobody can say whose they are."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts gathered while claims stream by, under what they count. ``events``: claim id to event id; ``sources``: item id to source."""

    events: Mapping[str, str]
    sources: Mapping[str, str | None] = field(default_factory=dict)
    whose: Whose = nobodys
    counts: dict[tuple[object, ...], list[tuple[bool, Tally]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, claim: Claim, account: Account, place_name: str | None) -> None:
        """Gather the counts of a claim that says, firmly or not, that something happened."""
        for t in counted(claim, account, place_name, self.whose, self.events.get(claim.id)):
            key = (t.event, t.kind, t.side, t.unit, (t.who or "").casefold(), t.source, t.scope, t.place)
            self.counts[key].append((copied(account, self.sources), t))

    def tallies(self) -> tuple[Tally, ...]:
        """Each line's newest count of each thing. A copy never updates what it copied: its slips are not news."""
        return tuple(sorted((t for found in self.counts.values() for t in _newest(found)), key=_order))


def copied(account: Account, sources: Mapping[str, str | None]) -> bool:
    """Is it somebody else's count, told again? Who words a new count like the last one, does not copy it."""
    own = account.source is not None and sources.get(account.origin) == account.source
    return account.item != account.origin and not own


def counted(claim: Claim, account: Account, place_name: str | None, whose: Whose, event: str | None = None) -> Iterator[Tally]:
    """What a claim of that event counts, if it says, firmly or not, that it happened; nothing of what supports nothing."""
    if account.line is None or account.tells != "happened" or claim.type not in COUNTED:
        return
    for q in claim.quantities or _singular(claim):
        if _counts(q):
            yield _tally(claim, account, q, place_name, whose, event)


def _newest(found: list[tuple[bool, Tally]]) -> Iterator[Tally]:
    if len(found) == 1:
        yield found[0][1]
        return
    own = [t for copied, t in found if not copied] or [min((t for _, t in found), key=lambda t: (t.as_of or 0, t.support))]
    last = max(t.as_of or 0 for t in own)
    for bounds in sorted({(t.low, t.high) for t in own if t.as_of == last}, key=str):
        best = sorted((copied, t.hedged, t.as_of or 0, t.support, t) for copied, t in found if (t.low, t.high) == bounds)
        same = [t for *_, t in best]
        support = tuple(c for t in same for c in t.support)
        newest = next(t for t in same if t.as_of == last)
        yield replace(newest, support=support, hedged=all(t.hedged for t in same))


def _order(t: Tally) -> tuple[object, ...]:
    return (t.kind, t.side or "", t.unit, t.place_name or "", -(t.as_of or 0), t.source or "", t.support)


def _counts(q: Quantity) -> bool:
    unit = q.unit or ""
    return (
        bool(unit)
        and (q.low is not None or q.high is not None)
        and unit not in NO_UNITS
        and "/" not in unit
        and not unit.endswith(NO_ENDINGS)
    )


def _singular(claim: Claim) -> tuple[Quantity, ...]:
    if claim.type not in SINGULAR:
        return ()
    ones = (p for p in claim.target if p.text.casefold().startswith(ONE))
    return tuple(Quantity(text=p.text, span=p.span, low=Decimal(1), high=Decimal(1), unit="person", of="target") for p in ones)


def _tally(claim: Claim, account: Account, q: Quantity, place_name: str | None, whose: Whose, event: str | None) -> Tally:
    of_target = q.of == "target" or (q.of != "actor" and claim.type in OF_TARGET)
    side = account.target_side if of_target else account.actor_side
    who = _nearest(claim.target if of_target else claim.actor, q)
    if side in (None, "other") and q.unit != "person" and who:
        side = whose(who.text)
    lost = bool(LOST & set(account.head.split()))
    if side in (None, "other") and lost:
        side = whose(claim.quote[: max(0, claim.head_span[0] - claim.span[0])])
    if side in (None, "other") and (claim.type in OWNED or lost):
        side = account.actor_side
    scope = _scope(claim, q)
    return Tally(
        kind=claim.type,
        side=None if side == "other" or "+" in (side or "") else side,
        unit=q.unit or "",
        low=q.low,
        high=q.high,
        soft=q.soft is not None,
        place=account.place,
        place_name=place_name,
        as_of=account.said_at,
        source=account.line,
        support=(claim.id,),
        lines=1,
        hedged=not claim.is_plain,
        who=who.text if who else (q.of if q.of not in ("actor", "target", "instrument") else None),
        scope=scope,
        start=claim.time.start,
        end=claim.time.end,
        event=event if scope != "total" else None,
        party=account.speaker_side is not None or (account.line or "").startswith(PARTY),
    )


def _nearest(who: tuple[Participant, ...], q: Quantity) -> Participant | None:
    return min(who, key=lambda p: (abs(p.span[0] - q.span[1]), p.span), default=None)


def _scope(claim: Claim, q: Quantity) -> Scope:
    quote = claim.quote.casefold()
    if q.span[0] > claim.span[0] and is_part(claim.quote, q, claim.span[0]):
        return "part"
    if claim.time.sense in ("since", "by") or any(w in quote for w in TOTAL):
        return "total"
    return "period" if claim.time.start is not None or claim.time.end is not None else "unknown"
