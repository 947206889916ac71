"""The sections on what happened: the bottom line, the areas, people and materiel."""

from __future__ import annotations

from collections.abc import Iterable

from sitrepdesk.model import Control, Happening, Section, Sentence, Tally

from .ranking import firm, late, ranked, told_at, weight
from .wording import capital, count, listed, table
from .writer import Statement, Writer

TOP = 5
"""Events in the bottom line."""
PER_PLACE = 2
"""Events of one place, and of one source, in the bottom line."""
PER_AREA = 10
"""Events in an area's section; the rest are counted."""

_TABLE = table("sections.toml")
_HOLDING = {"capture", "hold"}


class Situation:
    """What happened, told once: each event in the section where a reader would look for it."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.picture = writer.inputs.picture
        self._told: set[str] = set()
        self._disputed = {c for d in self.picture.disputes for c in d.left + d.right}

    def bottom_line(self) -> Section:
        """The weightiest events, new ones first, and which places are disputed."""
        w = self.writer
        before = w.inputs.before
        old = {h.event for h in before.happenings} if before else set()
        chosen: list[Statement] = []
        seen: dict[str, int] = {}
        for h, s in self._firm(old):
            if len(chosen) == TOP:
                break
            keys = [f"place {h.place or h.area}", f"source {s.lead.item.source}", w.words(s).key]
            if any(seen.get(k, 0) >= (1 if k == keys[2] else PER_PLACE) for k in keys):
                continue
            seen |= {k: seen.get(k, 0) + 1 for k in keys}
            chosen.append(s)
        facts = [w.placed("bottom-line", s) for s in w.merged(chosen)]
        facts += self._contested()
        return Section(key="bottom-line", title="Bottom line", sentences=tuple(facts) or (w.note("bottom-line", "Nothing to report."),))

    def _firm(self, old: set[str]) -> list[tuple[Happening, Statement]]:
        """Events that may stand in the bottom line: new before old, then by weight, what was said of late counting double."""
        kept = [
            (h, s)
            for h in ranked(self.picture.happenings)
            if not h.disputed and h.tells == "happened" and h.place and (s := self.writer.of_happening(h)) and firm(s.lead)
        ]
        return sorted(kept, key=lambda p: (p[0].event in old, -weight(p[0]) * (1 + late(p[1].lead, self.picture.as_of)), p[0].event))

    def areas(self) -> list[Section]:
        """A section for each area that the pack reports on, in its order, then one for the rest; each area where the pack names none."""
        order = {a: n for n, a in enumerate(self.writer.inputs.pack.report_areas)}
        by: dict[str | None, list[Happening]] = {}
        for h in self._events():
            by.setdefault(h.area if h.area in order or not order else None, []).append(h)
        held: dict[str | None, list[Control]] = {}
        area_of = {h.place: h.area for h in self.picture.happenings if h.place and (h.area in order or not order)}
        for c in self.picture.control:
            held.setdefault(area_of.get(c.place), []).append(c)
        keys = sorted(by.keys() | held.keys(), key=lambda a: (a is None, order.get(a or "", len(order)), self._title(a)))
        made = [self._area(a, held.get(a, []), by.get(a, [])) for a in keys]
        return [Section(key="areas", title="By area", sentences=()), *(s for s in made if s.sentences)]

    def losses(self, key: str, title: str) -> list[Section]:
        """People or materiel: per kind and side, what each source says, with its bounds in its own words."""
        made = [self._kind(f"{key}-{n}", heading, kinds) for n, (heading, kinds) in enumerate(_TABLE[key].items(), 1)]
        kept = [s for s in made if s.sentences]
        return [Section(key=key, title=title, sentences=()), *kept] if kept else []

    def _events(self) -> Iterable[Happening]:
        tallied = {c for t in self.picture.tallies for c in t.support}
        outlook = set(self.picture.outlook)
        for h in ranked(self.picture.happenings):
            lead = self.writer.of_happening(h)
            skip = h.disputed or h.tells in {"planned", "asked"} or lead is None
            if not skip and lead and lead.lead.claim.id not in outlook and not tallied & {lead.lead.claim.id}:
                yield h

    def _area(self, area: str | None, held: list[Control], events: list[Happening]) -> Section:
        w = self.writer
        key = f"area-{(area or 'elsewhere').partition(':')[2] or 'elsewhere'}"
        holding = [x for c in sorted(held, key=lambda c: c.name) if (x := self._control(key, c))]
        statements = w.merged(s for h in events if (s := w.of_happening(h)) and w.words(s).key not in self._told)
        shown = sorted(statements[:PER_AREA], key=lambda s: told_at(s.lead))
        self._told |= {w.words(s).key for s in statements}
        facts = [w.placed(key, s) for s in shown]
        left = len(statements) - len(shown)
        return Section(key=key, title=self._title(area), sentences=(*holding, *facts, *self._rest(key, area, left)), level=3)

    def _rest(self, key: str, area: str | None, left: int) -> list[Sentence]:
        if not left:
            return []
        more = f"{capital(count(left, 'more event'))} of less weight {'stands' if left == 1 else 'stand'} in the ledger"
        how = f': sitrep claims --about "{self._title(area)}".' if area else ": sitrep claims."
        return [self.writer.link(key, more + how)]

    def _control(self, key: str, control: Control) -> Sentence | None:
        """Who holds a place, as a label on the words that say so; nothing where it is disputed, unknown or told by us alone."""
        made = self.writer.statement(control.support, control.lines)
        if made is None or made.lead.own or control.side in {None, "contested"}:
            return None
        claim = made.lead.claim
        if claim.type not in _HOLDING or claim.polarity == "negated" or self.writer.words(made).key in self._told:
            return None
        self._told.add(self.writer.words(made).key)
        said = "" if claim.is_plain and control.basis == "reported" else "said to be "
        return self.writer.fact(
            key, made, f"{self.writer.spelled(claim, control.place, control.name)}, {said}held by {self.writer.sides([control.side or ''])}"
        )

    def _contested(self) -> list[Sentence]:
        places = [c for c in self.picture.control if c.side == "contested"]
        support = tuple(
            x for c in places for x in c.support + c.against if x in self.writer.inputs.told and not self.writer.inputs.told[x].own
        )
        if not places or not support:
            return []
        claims = [self.writer.inputs.told[x].claim for x in support]
        names = {c.place: next((w.text for x in claims for w in x.places if w.place == c.place), c.name) for c in places}
        text = f"Reports contradict each other on who holds {listed(names.values())}."
        return [self.writer.sentence("bottom-line", text, "fact", support)]

    def _kind(self, key: str, heading: str, kinds: list[str]) -> Section:
        w = self.writer
        rows: list[tuple[str, Statement]] = []
        disputed = 0
        for t in sorted((t for t in self.picture.tallies if t.kind in kinds), key=lambda t: (t.side or "~", -(t.as_of or 0), t.support)):
            made = w.statement(t.support, t.lines)
            if made is None or made.lead.own or w.words(made).key in self._told:
                continue
            if set(t.support) & self._disputed:
                disputed += 1
                continue
            self._told.add(w.words(made).key)
            rows.append((self._bounds(t, made), made))
        facts = [w.fact(key, s, label) for label, s in rows]
        if disputed:
            text = f"{capital(count(disputed, 'figure'))} that others contradict {'stands' if disputed == 1 else 'stand'} under “Disputed”."
            facts.append(w.link(key, text))
        return Section(key=key, title=heading, sentences=tuple(facts), level=3)

    def _bounds(self, tally: Tally, made: Statement) -> str:
        """The side and the count in the source's own words: "Russian side, at least 400"; nothing where the side is not known.

        A bare figure that is no exact count has lost its bound, and is left to the quotation.
        """
        same = [q for q in made.lead.claim.quantities if (q.low, q.high) == (tally.low, tally.high)]
        matching = [q.text for q in same if q.low == q.high or not q.text.replace(",", "").strip().isdigit()]
        words = " ".join(matching[0].split()).removesuffix(" of") if matching else ""
        side = self.writer.inputs.pack.side(tally.side) if tally.side else None
        named = f"{side.demonyms[0] if side.demonyms else side.name} side" if side else ""
        return ", ".join(filter(None, (named, words[:1].lower() + words[1:]))) if named else ""

    def _title(self, area: str | None) -> str:
        if area is None:
            return "Elsewhere, or no place given"
        known = self.writer.inputs.pack.area(area)
        return capital(known.name if known else self.writer.inputs.place(area) or "Elsewhere, or no place given")
