"""What happened, area by area: who holds what, then the events of most weight in the order in which they were told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice

from sitrepdesk.model import Control, Happening, Section, Sentence

from .ranking import LOOK, is_history, late, ranked, told_at, weight
from .speakers import PRONOUNS
from .standing import is_heading
from .wording import capital, count
from .writer import Statement, Writer

BUDGET = 22
"""Events told in all areas together."""
LEAST, MOST, ELSEWHERE = 2, 8, 5
"""Events told of one area at least and at most, and of what lies in none. The rest are counted."""
AREAS = 24
"""Areas with a section of their own where the pack names none: those of most events."""
HELD = 12
"""Places of one area whose holder is told: those last confirmed. The rest are counted."""
PER_REPORT = 3
"""Events of one area that one report may tell, while others have something to tell."""
CLEAR = 50
"""Words that stand alone less well than this are told only of a place that nobody else tells of."""

_HOLDING = {"capture", "hold"}
_ELSEWHERE = "Elsewhere, or no place given"


class Situation:
    """What happened, told once: each event in the section where a reader would look for it, without the claims ``told`` as new."""

    def __init__(self, writer: Writer, told: Iterable[str] = ()) -> None:
        self.writer = writer
        self.picture = writer.inputs.picture
        self._told = writer.keys(told)
        self._held: set[str] = set()
        self._elsewhere = set(self.picture.outlook) | {c for t in self.picture.tallies for c in t.support}

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
        keys = sorted(by.keys() | held.keys(), key=lambda a: (a is None, order.get(a or "", len(order)), self._title(a)))
        most = max(LEAST, min(MOST, BUDGET // max(1, len(keys))))
        made = [self._area(a, held.get(a, []), by.get(a, []), most if a else min(most, ELSEWHERE)) for a in keys]
        return [Section(key="areas", title="By area", sentences=()), *(s for s in made if any(x.role == "fact" for x in s.sentences))]

    def _events(self) -> Iterable[Happening]:
        for h in ranked(self.picture.happenings):
            background = is_history(h.end, self.picture.as_of)
            if not (h.disputed or background or h.tells in {"planned", "asked"} or self._elsewhere.issuperset(h.claims)):
                yield h

    def _area(self, area: str | None, held: list[Control], events: list[Happening], most: int) -> Section:
        w = self.writer
        key = f"area-{(area or 'elsewhere').partition(':')[2] or 'elsewhere'}"
        holding = self._holding(key, held)
        made = ((h, s) for h in events[:LOOK] if (s := w.of_happening(h)) and s.lead.claim.id not in self._elsewhere)
        scored = [(self._score(h, s), h.event, s) for h, s in made if w.words(s).key not in self._told]
        statements = w.merged(s for _, _, s in sorted(scored, key=lambda x: (-x[0], x[1])))
        shown = sorted(self._shown(statements, most), key=lambda s: told_at(s.lead))
        self._told |= {w.words(s).key for s in statements}
        facts = [w.placed(key, s) for s in shown]
        left = len(statements) - len(shown) + len(events[LOOK:])
        return Section(key=key, title=self._title(area), sentences=(*holding, *facts, *self._rest(key, area, left)), level=3)

    def _holding(self, key: str, held: list[Control]) -> list[Sentence]:
        """Who holds the places last confirmed, by name, and how many others there are."""
        newest = sorted((c for c in held if c.side not in {None, "contested"}), key=lambda c: (-(c.last_confirmed or 0), c.place))
        told = [x for c in sorted(newest[:HELD], key=lambda c: c.name) if (x := self._control(key, c))]
        left = len(newest) - HELD
        more = f"{capital(count(left, 'more place'))} {'has' if left == 1 else 'have'} a known holder: sitrep picture."
        return [*told, self.writer.link(key, more)] if left > 0 else told

    def _score(self, h: Happening, s: Statement) -> int:
        return weight(h) * (1 + late(s.lead, self.picture.as_of)) * self.writer.standing(s)

    def _shown(self, statements: list[Statement], most: int) -> list[Statement]:
        """The weightiest that stand alone, not too many of one report; without any, the weightiest one."""
        able = [s for s in statements if not self.writer.is_retold(s) and self.writer.standing(s) >= CLEAR]
        seen: Counter[str] = Counter()
        shown: list[Statement] = []
        for s in able:
            if seen[s.lead.item.id] < PER_REPORT:
                seen[s.lead.item.id] += 1
                shown.append(s)
        first = list(islice(chain(shown, (s for s in able if s not in shown)), most))
        return first or [s for s in statements[:1] if not is_heading(self.writer.words(s))]

    def _rest(self, key: str, area: str | None, left: int) -> list[Sentence]:
        if left <= 0:
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
        unnamed = any(p.text.casefold() in PRONOUNS for p in claim.actor)
        if unnamed or claim.type not in _HOLDING or claim.polarity == "negated" or self.writer.words(made).key in self._held:
            return None
        self._held.add(self.writer.words(made).key)
        self._told.add(self.writer.words(made).key)
        said = "" if claim.is_plain and control.basis == "reported" else "said to be "
        return self.writer.fact(
            key, made, f"{self.writer.spelled(claim, control.place, control.name)}, {said}held by {self.writer.sides([control.side or ''])}"
        )

    def _title(self, area: str | None) -> str:
        if area is None:
            return _ELSEWHERE
        known = self.writer.inputs.pack.area(area)
        return capital(known.name if known else self.writer.inputs.place(area) or _ELSEWHERE)
