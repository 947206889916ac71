"""What people decided about linking: it wins over the machine's answer, from then on and after every linking again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sitrepdesk.model import Account, Decision, Link

Telling = tuple[Account, ...]
"""One telling with its copies."""


def obeyed(clusters: Iterable[list[Telling]], decisions: Iterable[Decision]) -> list[list[Telling]]:
    """The machine's clusters after every ``merge`` and ``split``, taken in the order of the ledger, so that the later one wins.

    A merge joins the two events whole. A split takes a claim, with its copies, out of the event of the other; from its own copy it
    takes the claim alone. A merge of "it happened" with "it did not" is passed over, and so is a decision about an anchor that no
    claim has.
    """
    made = sorted((d for d in decisions if not d.undone and d.other not in (None, d.about)), key=lambda d: d.seq)
    parts = {n: list(c) for n, c in enumerate(clusters)}
    if not made:
        return list(parts.values())
    home = {a.anchor: n for n, part in parts.items() for telling in part for a in telling}
    for d in made:
        if d.about not in home or d.other not in home:
            continue
        mine, theirs = home[d.about], home[d.other or ""]
        if d.kind == "merge" and mine != theirs and parts[mine][0][0].tells == parts[theirs][0][0].tells:
            parts[theirs] += parts.pop(mine)
            changed = theirs
        elif d.kind == "split" and mine == theirs:
            changed = len(home) + d.seq
            parts[mine], parts[changed] = _parted(parts[mine], d.about, d.other or "")
        else:
            continue
        home |= {a.anchor: changed for telling in parts[changed] for a in telling}
    return list(parts.values())


def overruled(decisions: Iterable[Decision], home: Mapping[str, str]) -> tuple[Decision, ...]:
    """Merges and splits that do not hold in the end: a later decision wins, or one tells that it happened and the other that it did not.

    ``home`` gives the event of an anchor; what is about an anchor without one waits for its claim to come back.
    """
    pairs = [d for d in decisions if not d.undone and d.kind in ("merge", "split") and {d.about, d.other} <= home.keys()]
    return tuple(d for d in sorted(pairs, key=lambda d: d.seq) if (home[d.about] == home[d.other or ""]) != (d.kind == "merge"))


def standing_links(links: Iterable[Link], decisions: Iterable[Decision]) -> tuple[Link, ...]:
    """The links without the copies that a person said are none."""
    denied = {frozenset((d.about, d.other)) for d in decisions if d.kind == "not-copy" and not d.undone}
    return tuple(k for k in links if k.relation != "copies" or frozenset((k.left, k.right)) not in denied)


def _parted(part: list[Telling], anchor: str, other: str) -> tuple[list[Telling], list[Telling]]:
    stay: list[Telling] = []
    leave: list[Telling] = []
    for telling in part:
        anchors = {a.anchor for a in telling}
        if anchor not in anchors:
            stay.append(telling)
        elif other not in anchors:
            leave.append(telling)
        else:
            stay.append(tuple(a for a in telling if a.anchor != anchor))
            leave.append(tuple(a for a in telling if a.anchor == anchor))
    return stay, leave
