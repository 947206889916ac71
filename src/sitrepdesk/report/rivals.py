"""Rival explanations in a report: what named people hold against each, in their judgement, beside the words that they cite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from sitrepdesk.model import Section, Sentence

from .inputs import Piece, Rivals
from .wording import capital, count, listed, number
from .writer import LABEL, Writer

_KEY = "rivals"
_TURNS = ", and without it another would lead"


def rivals(w: Writer) -> list[Section]:
    """A section for each question; what several people made of the same one stands together."""
    by: dict[str, list[Rivals]] = {}
    for r in w.inputs.rivals:
        by.setdefault(r.question.casefold(), []).append(r)
    return [_Question(w, f"{_KEY}-{n}", found).section() for n, found in enumerate(by.values(), 1)]


class _Question:
    """One question: its explanations get a letter each, in the first author's order."""

    def __init__(self, w: Writer, key: str, found: Sequence[Rivals]) -> None:
        self.w, self.key, self.found = w, key, found
        every = dict.fromkeys(h for r in found for group in r.order for h in group)
        self.letters = {h: ascii_uppercase[n % 26] + (str(n // 26) if n > 25 else "") for n, h in enumerate(every)}
        self._named: set[str] = set()

    def section(self) -> Section:
        """The orders, whether they differ, then what is held against each explanation."""
        orders = [self._order(r) for r in self.found]
        split = self._split()
        return Section(key=self.key, title=self.found[0].question, sentences=(*orders, *split, *self._evidence()), level=3)

    def _order(self, r: Rivals) -> Sentence:
        """ "Least speaks against A, “…” (none of three pieces of evidence); then B, “…” (two).\""""
        parts, before = [], -1
        for n, group in enumerate(r.order):
            held = max(sum(h in p.against for p in r.pieces) for h in group)
            of = f" of {count(len(r.pieces), 'piece')} of evidence" if n == 0 else ""
            more = " that weigh more" if n and held == before else ""
            names = listed(self._name(h) for h in group) + (" alike" if len(group) > 1 else "")
            parts.append(f"{names} ({number(held) if held else 'none'}{of}{more})")
            before = held
        turn = "" if any(p.turns for p in r.pieces) else " No single piece turns this order."
        one = r.lapsed == 1
        gone = f" {capital(count(r.lapsed, 'piece'))} more {'is' if one else 'are'} left out: what {'it cites' if one else 'they cite'}"
        return self._judgement(
            r.author, f"Least speaks against {'; then '.join(parts)}.{turn}{f'{gone} stands no longer.' if r.lapsed else ''}"
        )

    def _name(self, h: str) -> str:
        """The letter; with the words where it is named for the first time."""
        if h in self._named:
            return self.letters[h]
        self._named.add(h)
        return f"{self.letters[h]}, “{_bare(h)}”"

    def _split(self) -> list[Sentence]:
        """Whether the authors put another explanation first."""
        if len({frozenset(r.order[0]) for r in self.found}) < 2:
            return []
        return [self.w.note(self.key, f"{listed(r.author for r in self.found)} disagree on which explanation has least against it.")]

    def _evidence(self) -> Iterable[Sentence]:
        """What is held against an explanation: with citations where there are any, else in its author's words."""
        seen: set[str] = set()
        for p in (p for r in self.found for p in r.pieces if p.against):
            if _same(p) in seen:
                continue
            seen.add(_same(p))
            yield from self._piece(p)

    def _piece(self, p: Piece) -> Iterable[Sentence]:
        stand: dict[tuple[frozenset[str], bool], list[str]] = {}
        for r in self.found:
            for q in (q for q in r.pieces if _same(q) == _same(p)):
                stand.setdefault((q.against, q.turns), []).append(r.author)
        said = self.w.statement((p.claim,)) if p.claim else None
        if said:
            label = "; ".join(self._view(against, who, turns=turns) for (against, turns), who in stand.items())
            yield self.w.fact(self.key, said, label)
            return
        words = "what it cites is not shown" if p.claim else f"“{_bare(p.text)}” (no report cited)"
        for (against, turns), who in stand.items():
            if against:
                text = f"Against {self._letters(against)}{_TURNS if turns else ''}: {words}."
                yield self._judgement(listed(who), text)

    def _view(self, against: frozenset[str], who: Sequence[str], *, turns: bool) -> str:
        """ "against B, says Ann Author": what some of the authors hold a piece against."""
        letters = f"against {self._letters(against)}" if against else "against none"
        return f"{letters}, {'say' if len(who) > 1 else 'says'} {listed(who)}{_TURNS if turns else ''}"

    def _letters(self, against: Iterable[str]) -> str:
        return listed(sorted(self.letters[h] for h in against))

    def _judgement(self, author: str, text: str) -> Sentence:
        return self.w.sentence(self.key, f"Judgement of {author}{LABEL}{text}", "judgement")


def _same(p: Piece) -> str:
    """By what two authors' pieces are one: the claim that they cite, else their words."""
    return p.claim or p.text.casefold()


def _bare(text: str) -> str:
    """Words that stand within a sentence: no line ends, no full stop."""
    return " ".join(text.split()).rstrip(".")
