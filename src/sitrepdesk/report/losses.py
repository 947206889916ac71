"""People and materiel: per kind and side, what each line says, with its bounds in its own words. Nothing is added up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitrepdesk.model import Quantity, Reconciled, Section, Sentence, Tally

from .ranking import is_history
from .speakers import with_article
from .wording import TOGETHER, capital, count, listed, table
from .writer import Statement, Writer

MOST = 5
"""Figures of one kind; the rest are counted."""
CLEAR = 30
"""Words that stand alone less well than this give no figure that a reader could place, unless a label says whose it is."""

_TABLE = table("sections.toml")
_BOUND = re.compile(r"(?:" + "|".join(map(re.escape, _TABLE["bounds"]["words"])) + r")\s*\Z", re.IGNORECASE)


class Losses:
    """What is counted, each figure told once."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.picture = writer.inputs.picture
        self._told: set[str] = set()
        self._disputed = {c for d in self.picture.disputes for c in d.left + d.right}

    def sections(self, key: str, title: str) -> list[Section]:
        """People or materiel, a section for each kind that anybody counts."""
        made = [self._kind(f"{key}-{n}", heading, kinds) for n, (heading, kinds) in enumerate(_TABLE[key].items(), 1)]
        kept = [s for s in made if s.sentences]
        return [Section(key=key, title=title, sentences=()), *kept] if kept else []

    def _kind(self, key: str, heading: str, kinds: list[str]) -> Section:
        w = self.writer
        disputed = {c for t in self.picture.tallies if t.kind in kinds for c in t.support if c in self._disputed}
        rows = list(self._rows(kinds))
        facts = [w.fact(key, s, label) for label, s in rows[:MOST]]
        left = len(rows) - len(facts)
        if left > 0:
            facts.append(
                w.link(key, f"{capital(count(left, 'smaller figure'))} {'stands' if left == 1 else 'stand'} in the ledger: sitrep claims.")
            )
        facts += [x for r in w.inputs.together if r.kind in kinds and (x := self._together(key, r))]
        if disputed:
            facts.append(w.link(key, "Figures that others contradict stand under “Disputed”."))
        return Section(key=key, title=heading, sentences=tuple(facts), level=3)

    def _rows(self, kinds: list[str]) -> Iterator[tuple[str, Statement]]:
        """Labels and statements, side by side with the larger figures first; one line's same figure for the same side once."""
        seen: set[tuple[object, ...]] = set()
        for t in sorted((t for t in self.picture.tallies if t.kind in kinds and not is_history(t.end, self.picture.as_of)), key=_order):
            made = self.writer.statement(t.support, t.lines)
            figure = (t.kind, t.side, t.low, t.high, t.source) if t.side and t.source else (t.support,)
            if made is None or made.lead.own or self.writer.words(made).key in self._told or figure in seen:
                continue
            label = self._label(t, made)
            if set(t.support) & self._disputed or (self.writer.standing(made) < CLEAR and not label):
                continue
            seen.add(figure)
            self._told.add(self.writer.words(made).key)
            yield label, made

    def _label(self, tally: Tally, made: Statement) -> str:
        """The side and the count in the source's own words: "Russian side, at least 400"; the place alone where the side is not known."""
        side = self.writer.inputs.pack.side(tally.side) if tally.side else None
        if side is None:
            return self.writer.missing_place(made)
        words = next((self._bounds(q, made) for q in made.lead.claim.quantities if (q.low, q.high) == (tally.low, tally.high)), "")
        named = f"{side.demonyms[0] if side.demonyms else side.name} side"
        return ", ".join(filter(None, (named, words[:1].lower() + words[1:])))

    def _together(self, key: str, r: Reconciled) -> Sentence | None:
        """What the counts of several lines leave possible together, and what was left out of them and why; never a sum."""
        w = self.writer
        told = [w.inputs.told[c] for c in r.support if c in w.inputs.told and c not in w.inputs.avoid]
        names = list(dict.fromkeys(with_article(t.source.name) for t in told if t.source))
        if len(names) < 2 or not r.agree or set(r.support) & self._disputed or any(t.own or t.item.handling != "public" for t in told):
            return None
        ends = [f"at least {r.low:,f}" if r.low is not None else "", f"at most {r.high:,f}" if r.high is not None else ""]
        number = f"{r.low:,f}" if r.low == r.high else listed(e for e in ends if e)
        side = w.inputs.pack.side(r.side) if r.side else None
        whose = f" on the {side.demonyms[0] if side.demonyms else side.name} side" if side else ""
        where = f" in {place}" if r.place and (place := w.inputs.place(r.place)) else ""
        soft = sum(not t.claim.is_plain for t in told)
        hedged = f", {count(soft, 'of them', 'of them')} hedged or at second hand," if soft else ""
        out = f"; left out: {listed(_left_out(r))}" if r.left_out else ""
        return w.sentence(
            key, f"{TOGETHER}, the counts of {listed(names)}{hedged} leave {number} {r.unit}{whose}{where}{out}.", "fact", r.support
        )

    def _bounds(self, q: Quantity, made: Statement) -> str:
        """A quantity's words with their bound; nothing where the bound was lost on the way, and is left to the quotation."""
        words = " ".join(q.text.split()).removesuffix(" of")
        claim = made.lead.claim
        start = q.span[0] - claim.span[0]
        before = claim.quote[:start] if 0 <= start <= len(claim.quote) else ""
        thing = next((p for p in claim.target + claim.actor if 0 <= p.span[0] - q.span[1] <= 4), None)
        if q.unit != "person" and thing and start >= 0:
            words = " ".join(claim.quote[start : thing.span[1] - claim.span[0]].split()) or words
        bare = words.replace(",", "").isdigit()
        return "" if bare and (q.low != q.high or _BOUND.search(before)) else words


def _left_out(r: Reconciled) -> Iterator[str]:
    """How many counts were left out, by reason."""
    why = Counter(reason for _, reason in r.left_out)
    yield from (f"{count(n, 'count')} {'that is' if n == 1 else 'that are'} {reason}" for reason, n in sorted(why.items()))


def _order(t: Tally) -> tuple[object, ...]:
    size = t.low if t.low is not None else t.high or 0
    return (t.side or "~", -size, -(t.as_of or 0), t.support)
