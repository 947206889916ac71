"""Heads joined by "and" or "or": one claim where participants and type are the same, two with shared phrases where the types differ. And
a noun with its own verb ("fighting broke out"): one claim."""

from __future__ import annotations

from .chunks import NP, Sent
from .clauses import Clause
from .event import Event
from .tables import softeners

_WEAKER = {frozenset({"destroy", "damage"}): "damage", frozenset({"kill", "wound"}): "wound", frozenset({"killed", "missing"}): "missing"}
_BETWEEN = frozenset({"CC", "ADV", "COMMA", "DET"})


def joined_heads(events: list[Event], sent: Sent) -> list[Event]:
    """Merge what is one claim, share phrases where it is two; in the order given."""
    out: list[Event] = []
    for event in events:
        before = out[-1] if out else None
        if before is not None and _joined(before, event, sent):
            cc = next((sent.words[k].lower for k in range(before.e, event.s) if sent.tags[k] == "CC"), "and")
            if before.type == event.type or cc == "or":
                _merge(before, event)
                continue
            _share(before, event)
        out.append(event)
    return out


def _joined(a: Event, b: Event, sent: Sent) -> bool:
    if a.noun is not None or b.noun is not None or b.s < a.e or b.s - a.e > 3:
        return False
    if b.clause.parent is not a.clause and b.clause is not a.clause:
        return False
    return b.clause.link == "conj" and b.clause.shared and all(t in _BETWEEN for t in sent.tags[a.e : b.s])


def _merge(a: Event, b: Event) -> None:
    a.merged.append(b)
    a.type = _WEAKER.get(frozenset({a.type, b.type}), a.type)
    a.e = b.e
    _share(a, b)


def _share(a: Event, b: Event) -> None:
    """The phrases behind the second head belong to both."""
    for role, phrases in b.roles.items():
        if role not in a.roles:
            for np in phrases:
                a.add(role, np)
    a.clause.args = [*a.clause.args, *(x for x in b.clause.args if x not in a.clause.args)]


_NEAR = 3
"""So many words may stand between a noun and its verb that both are the head."""


def told_once(events: list[Event], sent: Sent) -> list[Event]:
    """Without a noun that tells the same as the verb whose subject it is: "fighting | broke out" is one event.

    Both words are its head where they stand together, else the verb. What stands before the noun and softens or denies it ("suspected
    strikes", "reports of fighting", "no talks") is not the verb's: such a noun stays.
    """
    gone: set[int] = set()
    for verb in events:
        for noun in events if verb.noun is None else ():
            np = noun.noun
            same = np is not None and np is verb.clause.subject and noun.clause is verb.clause and noun.type == verb.type
            if not same or np is None or _marked(noun, np, sent):
                continue
            gone.add(id(noun))
            verb.roles = {role: kept for role, phrases in verb.roles.items() if (kept := [p for p in phrases if p is not np])}
            verb.merged.append(noun)
            near = max(verb.s, noun.s) - min(verb.e, noun.e) <= _NEAR
            verb.s, verb.e = (min(verb.s, noun.s), max(verb.e, noun.e)) if near else (verb.s, verb.e)
    return [e for e in events if id(e) not in gone]


def _marked(noun: Event, np: NP, sent: Sent) -> bool:
    before = {w.lower for w in sent.words[np.s : np.head]}
    return np.negative or noun.host is not None or bool(before & softeners().keys())


def compound(event: Event, sent: Sent) -> int:
    """Where its head begins, with the nouns before it that make one word of it ("*death* toll": the tagger sees the first)."""
    start = event.s
    while event.noun is not None and start > event.noun.s and sent.tags[start - 1] == "N":
        start -= 1
    return start


_RISES = frozenset({"rise", "climb", "grow", "increase", "mount", "soar"})


def risen(event: Event, clauses: list[Clause], sent: Sent) -> None:
    """A toll that only rises, nobody says to what, is told by its verb ("the death toll is expected to rise")."""
    if event.type != "kill" or event.noun is None:
        return
    for c in clauses:
        mine = c.subject is not None and c.vg is not None and c.subject.s <= event.s < c.subject.last
        if mine and c.vg is not None and c.vg.lemma in _RISES and not any("NUM" in sent.tags[a.s : a.e] for a in c.args if a.prep != "as"):
            event.clause, event.noun, event.s, event.e = c, None, c.vg.main, c.vg.e
