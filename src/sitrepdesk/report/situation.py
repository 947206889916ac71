"""What happened, area by area: who holds what, then the events of most weight in the order in which they were told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice

from sitrepdesk.model import FAMILY, Control, Happening, Section, Sentence

from .printed import Printed
from .ranking import LOOK, importance, is_history, late, reach, told_at, weight
from .speakers import PRONOUNS
from .standing import is_heading
from .wording import capital, count, day, listed, number
from .writer import Statement, Writer

BUDGET = 22
"""Events told in all areas together."""
LEAST, MOST, ELSEWHERE = 2, 8, 3
"""Events told of one area at least and at most, and at least of what lies in none. The rest are counted."""
DOUBTS, GRAVE = 2, 5
"""What may have happened, of one area, in types of this importance."""
PER_PLACE = 2
"""Events of one family that are told of one place."""
AREAS = 24
"""Areas with a section of their own where the pack names none: those of most events."""
NAMED = 3
"""Areas that are named with the number of their events that are not told."""
HELD = 12
"""Places of one area whose holder is told: those last confirmed. The rest are counted."""
PER_REPORT = 3
"""Events of one area that one report may tell, while others have something to tell."""
CLEAR = 50
"""Words that stand alone less well than this are told only of a place that nobody else tells of."""

_HOLDING = {"capture", "hold"}
_ELSEWHERE = "Elsewhere, or no place given"


class Situation:
    """What happened, told once: each event in the section where a reader would look for it, but for what is ``told`` elsewhere."""

    def __init__(self, writer: Writer, told: Iterable[str] = ()) -> None:
        self.writer = writer
        self.picture = writer.inputs.picture
        self._printed = Printed(writer, told)
        self._first = writer.inputs.before is None
        """The desk's first report tells how it began, too: nothing is of less weight for having been told some days ago."""
        self._passed: set[str] = set()
        """The words of statements that found no room in their area."""
        self._held: set[str] = set()
        self._disputed = {c for d in writer.inputs.picture.disputes for c in d.left + d.right}
        self._left: dict[str | None, int] = {}
        self._elsewhere = set(self.picture.outlook)

    def areas(self) -> list[Section]:
        """A section for each area that the pack reports on, in its order, then one for the rest; each area where the pack names none."""
        order = {a: n for n, a in enumerate(self.writer.inputs.pack.report_areas)}
        events = list(self._events())
        common = Counter(h.area for h in events if h.area)
        own = order.keys() or {a for a, _ in sorted(common.items(), key=lambda x: (-x[1], x[0]))[:AREAS]}
        by: dict[str | None, list[Happening]] = {}
        for h in events:
            by.setdefault(h.area if h.area in own else None, []).append(h)
        held: dict[str | None, list[Control]] = {}
        area_of = {h.place: h.area for h in self.picture.happenings if h.place and h.area in own}
        for c in self.picture.control:
            held.setdefault(area_of.get(c.place), []).append(c)
        maybe = self._supposed(own)
        keys = sorted(by.keys() | held.keys() | maybe.keys(), key=lambda a: (a is None, order.get(a or "", len(order)), self._title(a)))
        share = BUDGET / max(1, sum(len(events) for a, events in by.items() if a))
        room: dict[str | None, int] = {a: max(LEAST, min(MOST, round(share * len(by.get(a, []))))) for a in keys if a}
        spare = BUDGET - sum(min(n, len(by.get(a, []))) for a, n in room.items())
        room[None] = max(ELSEWHERE, min(MOST, spare if self._first else spare // 2))  # A short report has room for what has no place.
        # What is told elsewhere, or in another area, is not told again.
        made = [self._area(a, held.get(a, []), by.get(a, []), maybe.get(a, []), room[a]) for a in keys]
        kept = [s for s in made if any(x.role == "fact" for x in s.sentences)]
        head = [*self._quiet(), *self._rest()]
        return [Section(key="areas", title="By area", sentences=tuple(head)), *kept] if kept or head else []

    def _quiet(self) -> list[Sentence]:
        """Areas of the pack of which nothing new was told, where earlier reports told of them; the command that asks is named."""
        since = self.writer.inputs.before
        if since is None:
            return []
        order = self.writer.inputs.pack.report_areas
        fresh = {h.area for h in self.picture.happenings if self.writer.inputs.any_new(h.claims)}
        old = {h.area for h in self.picture.happenings} - fresh
        silent = [self._title(a) for a in order if a in old]
        if not silent:
            return []
        day_ = day(since.as_of, self.writer.inputs.zone)
        return [self.writer.link("areas", f"Nothing new from {listed(silent, 'or')} since {day_} (sitrep claims --about PLACE).")]

    def _rest(self) -> list[Sentence]:
        """How many events are told nowhere, and of which areas."""
        every = [(n, self._title(a) if a else "") for a, n in self._left.items() if n > 0]
        if not every:
            return []
        named = [(n, name) for n, name in sorted(every, key=lambda x: (-x[0], x[1])) if name][:NAMED]
        where = listed(f"{number(n)}{'' if k else ' of them'} in {name}" for k, (n, name) in enumerate(named))
        total = sum(n for n, _ in every)
        where = f"all in {named[0][1]}" if len(every) == len(named) == 1 and total > 1 else where
        more = f"{capital(count(total, 'event'))} of less weight {'stands' if total == 1 else 'stand'} in the ledger"
        how = " (sitrep claims --about PLACE)." if where else " (sitrep claims)."
        return [self.writer.link("areas", f"{more}{', ' + where if where else ''}{how}")]

    def _events(self) -> Iterable[Happening]:
        """What happened, the weightiest first; in a report that follows another, what was told since."""
        for h in self.writer.phrases.ranked():
            if not self.writer.inputs.any_new(h.claims):
                continue
            background = h.background or is_history(h.end, self.picture.as_of)
            if not (h.disputed or background or h.tells in {"planned", "asked"} or self._elsewhere.issuperset(h.claims)):
                yield h

    def _supposed(self, own: Iterable[str]) -> dict[str | None, list[Statement]]:
        """What may have happened, by area: the gravest and the largest first. No event is made of a doubt, so it is told by itself."""
        w, areas = self.writer, set(own)
        events = {c for h in self.picture.happenings for c in h.claims}
        area_of = {h.place: h.area for h in self.picture.happenings if h.place and h.area in areas}
        told = (w.inputs.told[c] for c in w.phrases.hedged() if c not in events and c not in self._elsewhere)
        new = (t for t in told if w.inputs.is_new(t) and t.item.available_at <= self.picture.known_by)
        fresh = [t for t in new if importance(t.claim.type) >= GRAVE]
        made: dict[str | None, list[Statement]] = {}
        for t in sorted(fresh, key=lambda t: (-importance(t.claim.type) * reach(t), told_at(t)))[:LOOK]:
            s = w.statement((t.claim.id,))
            if s and w.standing(s) >= CLEAR and t.claim.places:
                places = (area_of.get(p.place or "") or (p.place if p.place in areas else None) for p in t.claim.places)
                made.setdefault(next((a for a in places if a), None), []).append(s)
        return made

    def _area(self, area: str | None, held: list[Control], events: list[Happening], maybe: list[Statement], most: int) -> Section:
        w = self.writer
        key = f"area-{(area or 'elsewhere').partition(':')[2] or 'elsewhere'}"
        holding = self._holding(key, held)
        w.phrases.ready(c for h in events[:LOOK] for c in h.claims)
        made = ((h, s) for h in events[:LOOK] if (s := w.of_happening(h)) and s.lead.claim.id not in self._elsewhere)
        scored = [(self._score(h, s), s) for h, s in made if not self._told(s)]
        statements = w.merged(s for _, s in sorted(scored, key=lambda x: (-x[0], told_at(x[1].lead))))
        doubts = [s for s in w.merged(maybe) if not self._told(s)][:DOUBTS]
        first = self._shown(statements, max(LEAST, most - len(doubts)) if doubts else most)
        shown = sorted(w.merged([*first, *doubts]), key=lambda s: told_at(s.lead))
        self._passed |= {w.words(s).key for s in statements}
        for s in shown:
            self._printed.show(s)
        facts = [w.placed(key, s) for s in shown]
        self._left[area] = max(0, len(statements) - len(first)) + len(events[LOOK:])
        return Section(key=key, title=self._title(area), sentences=(*holding, *facts), level=3)

    def _told(self, s: Statement) -> bool:
        return self._printed.holds(s) or self.writer.words(s).key in self._passed

    def _holding(self, key: str, held: list[Control]) -> list[Sentence]:
        """Who holds the places last confirmed, by name, and how many others there are, or were held by whom nobody confirmed of late."""
        able = [c for c in held if c.side not in {None, "contested"}]
        newest = sorted((c for c in able if not c.aged), key=lambda c: (-(c.last_confirmed or 0), c.place))
        told = [x for c in sorted(newest[:HELD], key=lambda c: c.name) if (x := self._control(key, c))]
        left = len(able) - len(newest[:HELD])
        have = "has" if left == 1 else "have"
        more = f"{capital(count(left, 'more place' if told else 'place'))} {have} a last known holder: sitrep picture."
        return [*told, self.writer.link(key, more)] if left > 0 else told

    def _score(self, h: Happening, s: Statement) -> int:
        return weight(h) * (1 + (self._first or late(s.lead, self.picture.as_of))) * self.writer.standing(s)

    def _shown(self, statements: list[Statement], most: int) -> list[Statement]:
        """The weightiest that stand alone, not too many of one report; without any, the weightiest one."""
        able = [s for s in statements if not self.writer.is_retold(s) and self.writer.standing(s) >= CLEAR]
        seen: Counter[str] = Counter()
        shown: list[Statement] = []
        for s in able:
            limits = {s.lead.item.id: PER_REPORT, f"{FAMILY[s.lead.claim.type]} {s.place}": PER_PLACE if s.place else most}
            if all(seen[k] < n for k, n in limits.items()):
                seen.update(limits.keys())
                shown.append(s)
        first = list(islice(chain(shown, (s for s in able if s not in shown)), most))
        return first or [s for s in statements[:1] if not is_heading(self.writer.words(s))]

    def _control(self, key: str, control: Control) -> Sentence | None:
        """Who holds a place, as a label on the words that say so; nothing where it is contested, unknown or told by us alone.

        "Reported" where an outsider says so plainly; "said" where the words are a party's or hedged, or another account excludes them.
        """
        made = self.writer.statement(control.support, control.lines)
        if made is None or made.lead.own or control.side in {None, "contested"}:
            return None
        claim = made.lead.claim
        unnamed = any(p.text.casefold() in PRONOUNS for p in claim.actor)
        if unnamed or claim.type not in _HOLDING or claim.polarity == "negated" or self.writer.words(made).key in self._held:
            return None
        self._held.add(self.writer.words(made).key)
        self._printed.add(control.support)
        party = made.lead.source is not None and made.lead.source.side is not None
        sure = claim.is_plain and control.basis == "reported" and not party and not self._disputed & set(control.support)
        said = "reported" if sure else "said"
        place, side = self.writer.spelled(claim, control.place, control.name), self.writer.sides([control.side or ""])
        return self.writer.fact(key, made, f"{place}, {said} to be held by {side}")

    def _title(self, area: str | None) -> str:
        if area is None:
            return _ELSEWHERE
        known = self.writer.inputs.pack.area(area)
        return capital(known.name if known else self.writer.inputs.place(area) or _ELSEWHERE)
