"""Why claims were taken for tellings of one happening: a sentence for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitrepdesk.model import Account, Decision, Event, Link


def same_event(event: Event, accounts: Mapping[str, Account], decisions: Iterable[Decision] = ()) -> tuple[Link, ...]:
    """``same-event`` links from each other claim of an event to its best-standing one, each with its reason."""
    best = accounts[event.claims[0]]
    anchors = {accounts[c].anchor for c in event.claims}
    merged = {
        a: d.seq
        for d in decisions
        if d.kind == "merge" and not d.undone and {d.about, d.other} <= anchors
        for a in (d.about, d.other or "")
    }
    return tuple(_link(accounts[c], best, merged) for c in event.claims[1:])


def _link(a: Account, best: Account, merged: Mapping[str, int]) -> Link:
    said = f"A person said so, in ledger entry {merged[a.anchor]}." if a.anchor in merged else _sentence(a, best)
    return Link(left=a.id, right=best.id, relation="same-event", score=1000, because=said)


def _sentence(a: Account, b: Account) -> str:
    if a.origin == b.origin:
        return "The same words: one of the two reports has them from the other, or both from a third."
    return f"Both tell of {_kind(a, b)}: {', '.join(_shared(a, b))}."


def _kind(a: Account, b: Account) -> str:
    return f"“{a.type}”" if a.type == b.type else f"one thing, as “{a.type}” and as “{b.type}”"


def _shared(a: Account, b: Account) -> Iterator[str]:
    if a.place and a.place == b.place:
        yield "the same place"
    elif a.place and b.place:
        yield "one place inside the other"
    elif not a.place and a.actor:
        yield "the same two parties, with no place said"
    yield "times that overlap" if a.start < b.end and b.start < a.end else "times that an account between them overlaps"
    sides = [(x, y) for x, y in ((a.actor_side, b.actor_side), (a.target_side, b.target_side)) if x or y]
    yield "no side named" if not sides else "the same sides" if all(x == y for x, y in sides) else "sides that do not differ"
