"""People and materiel: per kind and side, what each line says, with its bounds in its own words. Nothing is added up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from sitrepdesk.model import Dispute, Quantity, Reconciled, Section, Sentence, Tally

from .ranking import importance, is_history
from .speakers import with_article
from .standing import is_heading
from .wording import TOGETHER, capital, count, listed, table
from .writer import Statement, Writer

MOST = 5
"""Figures of one kind; the rest are counted."""
PAIRS = 2
"""Pairs of counts of one kind that exclude each other."""
LARGE, LEANS = 100, 30
"""From this number on a figure is told even where its words lean as far as this on others."""
CLEAR = 40
"""Words that stand alone less well than this give no figure that a reader could place, unless a label says whose it is."""

_TABLE = table("sections.toml")
_PEOPLE = frozenset(_TABLE["units"]["people"])
_VAGUE = frozenset(_TABLE["bounds"]["vague"])
_BOUND = re.compile(r"(?:" + "|".join(map(re.escape, _TABLE["bounds"]["words"])) + r")\s*\Z", re.IGNORECASE)


class Losses:
    """What is counted, each figure told once."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.picture = writer.inputs.picture
        self._told: set[str] = set()
        self._disputed = {c for d in self.picture.disputes for c in d.left + d.right}
        self._tallies: dict[str, list[Tally]] = defaultdict(list)
        for t in self.picture.tallies:
            self._tallies[t.kind].append(t)
        self._left = 0
        self._kinds: dict[str, int] | None = None
        self.pairs: set[frozenset[str]] = set()
        """The pairs of sentences that are told here, by their words."""

    def sections(self, key: str, title: str) -> list[Section]:
        """People or materiel, a section for each kind that anybody counts."""
        self._left = 0
        made = [self._kind(f"{key}-{n}", heading, kinds, key) for n, (heading, kinds) in enumerate(_TABLE[key].items(), 1)]
        kept = [s for s in made if s.sentences]
        stand = "stands" if self._left == 1 else "stand"
        more = f"{capital(count(self._left, 'figure'))} of less weight {stand} in the ledger: sitrep picture."
        head = (self.writer.link(key, more),) if self._left else ()
        return [Section(key=key, title=title, sentences=head), *kept] if kept else []

    def _kind(self, key: str, heading: str, kinds: list[str], part: str) -> Section:
        w = self.writer
        rows = self._joined(list(self._rows(kinds, people=part == "people")))
        facts = [w.fact(key, s, label) for label, s in rows[:MOST]]
        self._left += len(rows) - len(facts)
        facts += [x for r in w.inputs.together if r.kind in kinds and (x := self._together(key, r))]
        facts += self._apart(key, kinds)
        return Section(key=key, title=heading, sentences=tuple(facts), level=3)

    def _apart(self, key: str, kinds: list[str]) -> list[Sentence]:
        """Counts that exclude each other, both with their speakers: the largest of a place first, one pair a place."""
        w = self.writer
        found: dict[str, tuple[Statement, Statement, str]] = {}
        disputes = (d for d in self.picture.disputes if d.about.partition(":")[0] in kinds)
        for d in sorted(disputes, key=lambda d: (-self._size(d), d.left, d.right)):
            place = d.about.partition(": ")[2]
            if place in found or len(found) >= PAIRS:
                self._left += 1  # Without finding its words, which takes long where thousands are disputed.
                continue
            both = w.accounts(d)
            words = frozenset(w.words(s).key for s in both or ())
            if both is None or words in self.pairs:
                continue
            self.pairs.add(words)
            found[place] = (*both, place)
        return [w.opposed(key, a, b, label=f"{place}, disputed" if place else "disputed") for a, b, place in found.values()]

    def _size(self, d: Dispute) -> float:
        told = (self.writer.inputs.told[c].claim for c in d.left + d.right if c in self.writer.inputs.told)
        return max((float(q.high or q.low or 0) for c in told for q in c.quantities), default=0)

    def _joined(self, rows: list[tuple[str, Statement]]) -> list[tuple[str, Statement]]:
        """Without those whose quotation lies in another's, which takes their label where it has none, and headings of what is told."""
        w, labels, kept = self.writer, [label for label, _ in rows], [True] * len(rows)
        near: dict[str, list[int]] = defaultdict(list)
        for n, (_, s) in enumerate(rows):
            near[s.lead.claim.passage].append(n)
        for n, (_, s) in enumerate(rows):
            mine = w.words(s)
            for k in near[s.lead.claim.passage]:
                wider = w.words(rows[k][1])
                if k != n and kept[k] and wider.holds(mine.span) and wider.span != mine.span:
                    labels[k] = labels[k] or labels[n].partition(",")[0]  # The number is one of two in the wider words.
                    kept[n] = False
                    break
        told = {s.lead.item.id for (_, s), stays in zip(rows, kept, strict=True) if stays and not is_heading(w.words(s))}
        return [
            (label, s)
            for label, (_, s), stays in zip(labels, rows, kept, strict=True)
            if stays and not (s.lead.item.id in told and is_heading(w.words(s)))
        ]

    def _rows(self, kinds: list[str], *, people: bool) -> Iterator[tuple[str, Statement]]:
        """Labels and statements, side by side with the larger figures first; one line's same figure for the same side once."""
        seen: set[tuple[object, ...]] = set()
        counted = sorted((t for k in kinds for t in self._tallies[k] if self._counts(t, people=people)), key=_order)
        self.writer.phrases.ready(c for t in counted for c in t.support)
        for t in counted:
            made = self.writer.statement(t.support, t.lines)
            # Of all that may hinder it, last what asks for its words: the sentence round them has to be found.
            if made is None or made.lead.own or seen & (figures := self._figures(t, made)) or self.writer.words(made).key in self._told:
                continue
            if self._stands(t, made, label := self._label(t, made)):
                seen |= figures
                self._told.add(self.writer.words(made).key)
                yield label, made

    def _counts(self, t: Tally, *, people: bool) -> bool:
        undisputed = (t.unit in _PEOPLE) == people and self._disputed.isdisjoint(t.support)
        return undisputed and not is_history(t.end, self.picture.as_of)

    def _figures(self, t: Tally, made: Statement) -> set[tuple[object, ...]]:
        """By what the figure is told apart: whose and of which line, or its claims; and, where a party says it, the party's own bounds."""
        figure = (t.kind, t.side, t.low, t.high, t.source) if t.side and t.source else (t.support,)
        party = self._party(made)
        return {figure, (t.kind, t.low, t.high, party)} if party and t.low != t.high else {figure}

    def _party(self, made: Statement) -> str | None:
        """The side in whose mouth it is: the source's, else that of a speaker whom the source names, else that of who claims it."""
        side = self.writer.inputs.pack.side_of
        named = (side(a.entity) for a in made.lead.claim.attribution if a.entity)
        return (made.lead.source.side if made.lead.source else None) or next((s for s in named if s), None)

    def _stands(self, t: Tally, made: Statement, label: str) -> bool:
        """Would a reader know of whom or what it speaks, and is a figure what its sentence tells? A label says whose it is."""
        if t.side and label:
            return True
        if max(t.low or 0, t.high or 0) >= LARGE:
            return self.writer.standing(made) >= LEANS
        if not (made.place or t.place or made.lead.claim.places or t.side or self.writer.words(made).led):
            return False
        key = self.writer.words(made).key
        return self.writer.standing(made) >= CLEAR and self._weightier().get(key, 0) <= importance(t.kind)

    def _weightier(self) -> dict[str, int]:
        """By the words of a sentence, the most important kind of event that it tells."""
        if self._kinds is None:
            self._kinds = {}
            for h in self.picture.happenings:
                if h.tells == "happened" and (s := self.writer.of_happening(h)):
                    key = self.writer.words(s).key
                    self._kinds[key] = max(self._kinds.get(key, 0), importance(h.type))
        return self._kinds

    def _label(self, tally: Tally, made: Statement) -> str:
        """The side and the count in the source's own words: "Russian side, at least 400"; the place alone where the side is not known."""
        side = self.writer.inputs.pack.side(tally.side) if tally.side else None
        if side is None:
            return self.writer.missing_place(made)
        claim = made.lead.claim
        doubted = claim.likelihood != "stated" or any(a.hearsay for a in claim.attribution)  # A label has no room for a doubt.
        quantities = () if doubted else claim.quantities
        words = next((self._bounds(q, made) for q in quantities if (q.low, q.high) == (tally.low, tally.high)), "")
        named = f"{side.demonyms[0] if side.demonyms else side.name} side"
        bare = re.sub(rf"\b(?:{'|'.join(map(re.escape, (*side.demonyms, side.name)))}) ", "", words)
        return ", ".join(filter(None, (named, bare[:1].lower() + bare[1:])))

    def _together(self, key: str, r: Reconciled) -> Sentence | None:
        """What the counts of several lines leave possible together, and what was left out of them and why; never a sum."""
        w = self.writer
        if r.low is None and r.high is None:
            return None  # Numbers that leave everything open leave nothing to say.
        if not r.agree or not self._disputed.isdisjoint(r.support):
            return None
        told = [w.inputs.told[c] for c in r.support if c in w.inputs.told and c not in w.inputs.avoid]
        names = list(dict.fromkeys(with_article(t.source.name) for t in told if t.source))
        if len(names) < 2 or any(t.own or t.item.handling != "public" for t in told):
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
        vague = words.casefold() in _VAGUE
        return "" if vague or (bare and (q.low != q.high or _BOUND.search(before))) else words


def _left_out(r: Reconciled) -> Iterator[str]:
    """How many counts were left out, by reason."""
    why = Counter(reason for _, reason in r.left_out)
    yield from (f"{count(n, 'count')} {'that is' if n == 1 else 'that are'} {reason}" for reason, n in sorted(why.items()))


def _order(t: Tally) -> tuple[object, ...]:
    size = t.low if t.low is not None else t.high or 0
    return (t.side or "~", -size, -(t.as_of or 0), t.support)
