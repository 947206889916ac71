"""Nouns that govern what hangs on them: "reports of soldiers captured", "claims that … are false", "no truth in the claim that …"."""

from __future__ import annotations

from collections.abc import Iterator

from .chunks import NP, Sent
from .clauses import Clause
from .tables import cues, hedges


class Hosts:
    """Which noun phrase stands under which, in one sentence, and which of them the sentence calls false."""

    def __init__(self, sent: Sent, clauses: list[Clause]) -> None:
        self.over: dict[NP, NP] = {}
        for clause in clauses:
            for np in (clause.subject, *clause.args, *clause.loose):
                if np is not None:
                    self._hang(np)
        self.false = {np for c in clauses for np in _called_false(c, sent)}
        self.false |= {np for np in self.over.values() if {w.lower for w in sent.words[np.s : np.head]} & set(hedges()["untrue"]["words"])}

    def _hang(self, np: NP) -> None:
        for member in (np, *np.more):
            above = member.after or np.after  # "a plan for the withdrawal and the deployment of troops"
            if isinstance(above, NP) and above is not member:
                self.over.setdefault(member, above)
            at = member
            while at.of is not None:
                self.over[at.of], at = at, at.of

    def above(self, np: NP | None) -> Iterator[NP]:
        """The phrase and those that it hangs on, inmost first."""
        for _ in range(8):
            if np is None:
                return
            yield np
            np = self.over.get(np)

    def telling(self, np: NP | None) -> NP | None:
        """The inmost noun above this one that reports, plans or doubts ("reports of …", "plans for …")."""
        over = (h for h in self.above(np) if h is not np)
        return next((h for h in over if any("fact" not in c.effects for c in cues().get(("N", h.noun), ()))), None)

    def refuted(self, np: NP | None) -> bool:
        """Is this noun, or one that it hangs on, called false?"""
        return any(h in self.false for h in self.above(np))


def _called_false(clause: Clause, sent: Sent) -> Iterator[NP]:
    vg, subject = clause.vg, clause.subject
    if vg is None or (subject is None and not clause.existential):
        return
    words = {w.lower for w in sent.words[vg.e : vg.e + 5]}
    if clause.existential or subject is None:
        nothing = next((a for a in (*clause.args, subject) if a is not None and a.noun in hedges()["untrue"]["nothing"]), None)
        if nothing is not None and (nothing.negative or vg.negated or sent.words[0].lower in {"nor", "neither"}):
            yield from (a for a in clause.args if a is not nothing)
            yield nothing
    elif (not vg.negated and words & set(hedges()["untrue"]["words"])) or (vg.negated and words & set(hedges()["untrue"]["opposite"])):
        at: NP | None = subject
        while at is not None:
            yield at
            at = at.of
