"""The bottom line: the few things that a reader must know, each in a sentence that stands alone, with its speaker."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

from sitrepdesk.model import FAMILY, Dispute, Happening, Section, Sentence, Tally, placed

from .ground import held_ground
from .printed import Printed
from .ranking import LOOK, doubt, importance, is_history, late, lateness, reach, told_at, weight
from .standing import is_disputing
from .wording import CONTRADICT, listed, table
from .writer import Statement, Writer

MOST, LEAST = 7, 3
"""Sentences of the bottom line; where what is new makes fewer than the second, older events fill it."""
DISPUTES = 2
"""Places whose holder is disputed, with both accounts."""
GROUND = 4
"""Movement and control together, disputes about a holder among them: at least the first counts as one."""
PER_PLACE = PER_SOURCE = 2
"""Events of one place, and of one source."""
GRAVE = 8
"""A type of this importance is told beside another of its family at the same place: who left a town, and who may be cut off in it."""
INTERESTED = 50
"""Per cent of its weight that a party's word on its own gains has at the head."""
CLEAR = 50
"""Words that stand alone less well than this lead nothing where others are left."""

_TABLE = table("sections.toml")
_STATES = frozenset(t for t, family in FAMILY.items() if family == "condition") | {"disease", "need"}
_TURNS = {"hold": ("capture", "withdraw"), "outage": ("function",), "function": ("outage",)}
"""What ends a state of a place, when it is told later."""
_TURNING = frozenset(t for types in _TURNS.values() for t in types)
_BEFORE = re.compile(r"(?:Before|Prior to) ")
_GROUND = frozenset({"movement", "control"})
_COSTS: list[str] = _TABLE["top"]["human_cost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """An event with its statement, what it weighs at the head of a report, and whether it was told since the last one."""

    happening: Happening
    statement: Statement
    score: float
    fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A sentence to be written in its turn, so that citations count up from the first, and the claims that it will rest on."""

    claims: tuple[str, ...]
    write: Callable[[], Sentence]


class TopLine:
    """Chooses by importance of the type, lines, credibility, how often the place is named, lateness, and how well words stand alone."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.picture = writer.inputs.picture
        self._ranked: list[Ranked] | None = None
        self._tallied: defaultdict[str, list[Tally]] | None = None
        self._changed: dict[tuple[str, str], int] | None = None
        self._open = {c.place for c in self.picture.control if c.side == "contested"}
        self._back = {link.left for link in writer.inputs.links if link.relation in {"retracts", "corrects"}}

    def section(self) -> Section:
        """Who holds and who left, what is disputed about it, what else weighs most, and the largest human cost.

        What the first sentence says already is not quoted after it. Both accounts of a dispute stand here only where no section tells them.
        """
        first = held_ground(self.writer, self._salience)
        said = set(first.support) if first else set()
        apart = self._contested(said) if self._tells_disputes() else []
        disputes = [] if self._tells_disputes() else self._disputes()
        cost = self._cost()
        room = MOST - len(disputes) - len(apart) - (1 if cost else 0) - (1 if first else 0)
        told = {c for s in (*disputes, *([cost] if cost else [])) for c in s.claims}
        printed = Printed(self.writer, told)
        others = (r for r in self.ranked() if not told & set(r.statement.claims) and not printed.touches(r.statement))
        free = [r for r in others if r.statement.lead.claim.id not in said]
        share = {"ground": GROUND - max(1, len(disputes)), "people": 0 if cost else 1}
        events = self._chosen([r for r in free if r.fresh], room, share)
        lack = LEAST - len(events) - len(disputes) - len(apart) - bool(first) - bool(cost)
        events += self._chosen([r for r in free if not r.fresh], max(0, lack), share)
        ground = [r for r in events if FAMILY[r.happening.type] in _GROUND]
        other = [r for r in events if r not in ground]
        facts = [
            *([first] if first else []),
            *apart,
            *(self.writer.placed("bottom-line", s) for s in self.writer.merged(r.statement for r in ground)),
            *(d.write() for d in disputes),
            *(self.writer.placed("bottom-line", s) for s in self.writer.merged(r.statement for r in other)),
            *([cost.write()] if cost else []),
        ]
        return Section(
            key="bottom-line", title="Bottom line", sentences=tuple(facts) or (self.writer.note("bottom-line", "Nothing to report."),)
        )

    def ranked(self) -> list[Ranked]:
        """Undisputed events that may lead, the weightiest first; those of the report before, last."""
        if self._ranked is None:
            inputs = self.writer.inputs
            every = (c for h in self.picture.happenings for c in h.claims) if inputs.before else ()
            old = {c for c in every if c in inputs.told and not inputs.is_new(inputs.told[c])}
            heaviest = [h for h in self._heaviest(old) if not h.disputed]
            self.writer.phrases.ready(c for h in heaviest for c in h.claims)
            found = [r for h in heaviest if (r := self._candidate(h))]
            self._ranked = sorted(found, key=lambda r: (not r.fresh, -r.score, told_at(r.statement.lead)))
        return self._ranked

    def _heaviest(self, old: set[str]) -> Iterator[Happening]:
        """The heaviest of the events that are new, and of the others."""
        every = [(h, old.issuperset(h.claims)) for h in self.writer.phrases.ranked()]
        for known in (False, True):
            yield from islice((h for h, told in every if told == known), 10 * LOOK)

    def _candidate(self, h: Happening) -> Ranked | None:
        if h.disputed or h.background or h.tells != "happened" or is_history(h.end, self.picture.as_of):
            return None
        if FAMILY[h.type] == "control" and h.place in self._open:
            return None  # One account of a disputed place leads nothing without the other.
        made = self.writer.of_happening(h)
        if made and (self._is_past(h, made) or self._is_outgrown(h, made)):
            return None
        if made and self._tells_disputes() and is_disputing(self.writer.words(made)):
            return None  # What its own source says to be disputed stands under that heading.
        if made is None or made.lead.item.id in self._back or self.writer.is_retold(made) or not (h.place or made.lead.claim.places):
            return None
        sure = doubt(made.lead) * (INTERESTED if self._interested(made) else 100)
        age = (1 + late(made.lead, self.picture.as_of)) * lateness(h.end, self.picture.as_of)
        score = weight(h) * sure * (4 + min(6, self._salience(h.place))) * age * self.writer.standing(made) * reach(made.lead)
        fresh = self.writer.inputs.is_new(made.lead)
        return Ranked(happening=h, statement=made, score=score, fresh=fresh) if score else None

    def _is_past(self, h: Happening, made: Statement) -> bool:
        """Does it tell who *had held* a place, or held it before it was taken or left, what was out and works again, or how things stood
        "before the storm"?"""
        claim, at = made.lead.claim, made.lead.item.available_at
        if any(self._changes().get((p, t), 0) > at for _, p in placed(h.place) for t in _TURNS.get(claim.type, ())):
            return True
        if claim.type == "hold":
            return claim.time.phase == "past"
        return claim.type in _STATES and bool(_BEFORE.match(self.writer.words(made).shown))

    def _is_outgrown(self, h: Happening, made: Statement) -> bool:
        """Is it a count of people that a later and larger one of the same place, or of none, has overtaken?"""
        claim, at = made.lead.claim, made.lead.item.available_at
        most = max((float(q.low or q.high or 0) for q in claim.quantities if q.unit == "person"), default=0.0)
        return most > 0 and any(
            (t.as_of or 0) > at and float(t.low or 0) > most and t.place in {None, h.place} for t in self._counts().get(claim.type, ())
        )

    def _changes(self) -> dict[tuple[str, str], int]:
        """When it was last told of each place that it was taken or left, that something there works or is out."""
        if self._changed is None:
            self._changed = {}
            for h in (h for h in self.picture.happenings if h.place and h.tells == "happened" and h.type in _TURNING):
                at = max((self.writer.inputs.told[c].item.available_at for c in h.claims if c in self.writer.inputs.told), default=0)
                for _, place in placed(h.place):
                    self._changed[place, h.type] = max(at, self._changed.get((place, h.type), 0))
        return self._changed

    def _counts(self) -> dict[str, list[Tally]]:
        if self._tallied is None:
            self._tallied = defaultdict(list)
            for t in self.picture.tallies:
                if t.unit == "person" and not t.side:
                    self._tallied[t.kind].append(t)
        return self._tallied

    def _interested(self, made: Statement) -> bool:
        """Does a party tell of its own gains? What it concedes weighs in full."""
        side, claim = made.lead.source.side if made.lead.source else None, made.lead.claim
        if side is None or FAMILY[claim.type] not in _GROUND or claim.type == "withdraw":
            return False
        sides = {self.writer.inputs.pack.side_of(p.entity) for p in claim.actor if p.entity}
        return side in sides or not sides - {None}

    def _chosen(self, candidates: list[Ranked], room: int, share: Mapping[str, int]) -> list[Ranked]:
        clear = [r for r in candidates if self.writer.standing(r.statement) >= CLEAR]
        voices = {r.statement.lead.item.source for r in candidates}
        per_source = PER_SOURCE if len(voices) > PER_SOURCE else MOST
        chosen: list[Ranked] = []
        seen: Counter[str] = Counter()
        for r in clear or candidates:
            if len(chosen) >= room:
                break
            kind = FAMILY[r.happening.type]
            kind = "ground" if kind in _GROUND else kind
            grave = importance(r.happening.type) >= GRAVE
            limits = {
                f"place {r.happening.place or r.happening.area}": PER_PLACE if r.happening.place else MOST,
                f"{r.happening.type if grave else kind} {r.happening.place}": 1,
                f"source {r.statement.lead.item.source or r.statement.lead.item.id}": per_source,
                f"kind {kind}": share.get(kind, 1),
                self.writer.words(r.statement).key: 1,
            }
            if all(seen[k] < n for k, n in limits.items()):
                chosen.append(r)
                seen.update(limits.keys())
        return chosen

    def _tells_disputes(self) -> bool:
        """Has the report a section on what is disputed, where both accounts stand?"""
        template = self.writer.inputs.template
        return template is None or any(p.part == "disputed" for p in template.places)

    def _disputes(self) -> list[Planned]:
        """Who holds a place, where accounts exclude each other: both, the place before them."""
        found: dict[str, tuple[float, Dispute]] = {}
        for d in self.picture.disputes:
            claims = [self.writer.inputs.told[c] for c in (*d.left[:1], *d.right[:1]) if c in self.writer.inputs.told]
            if len(claims) < 2 or not any(FAMILY[t.claim.type] == "control" for t in claims):
                continue
            place = next((w.place for t in claims for w in t.claim.places if w.place), d.about)
            rank = (1 + sum(late(t, self.picture.as_of) for t in claims)) * (4 + self._salience(place))
            if place not in found or found[place][0] < rank:
                found[place] = (rank, d)
        open_ = (d for _, d in sorted(found.values(), key=lambda f: (-f[0], f[1].left)))
        pairs = (self._pair(d, "disputed") for d in open_)
        return [p for p in pairs if p][:DISPUTES]

    def _pair(self, d: Dispute, label: str) -> Planned | None:
        w = self.writer
        both = w.accounts(d)
        if both is None:
            return None
        left, right = both
        place = d.about.partition(": ")[2]
        heading = label.format(where=f" in {place}" if place else "") if "{" in label else ", ".join(filter(None, (place, label)))
        return Planned(claims=left.claims + right.claims, write=lambda: w.opposed("bottom-line", left, right, label=heading))

    def _cost(self) -> Planned | None:
        """The largest count of dead, else of wounded, else of people in flight; both counts where they exclude each other."""
        w = self.writer
        for kind in _COSTS:
            disputes = (
                d for d in self.picture.disputes if d.about.partition(":")[0] == kind and self.writer.inputs.any_new(d.left + d.right)
            )
            for d in sorted(disputes, key=self._size_of, reverse=True):
                if pair := self._pair(d, _TABLE["top_label"][kind]):
                    return pair
            counts = (t for t in self.picture.tallies if t.kind == kind and t.unit == "person" and self.writer.inputs.any_new(t.support))
            for t in sorted((t for t in counts if not is_history(t.end, self.picture.as_of)), key=_size, reverse=True):
                made = w.statement(t.support, t.lines)
                if made and not made.lead.own and doubt(made.lead) and w.standing(made) >= CLEAR and made.lead.item.id not in self._back:
                    return Planned(claims=made.claims, write=partial(w.placed, "bottom-line", made))
        return None

    def _size_of(self, d: Dispute) -> float:
        told = (self.writer.inputs.told[c].claim for c in d.left + d.right if c in self.writer.inputs.told)
        return max((float(q.high or q.low or 0) for c in told for q in c.quantities), default=0)

    def _contested(self, said: Iterable[str]) -> list[Sentence]:
        """Contested places of which somebody told since the last report and which are not ``said``, by name alone."""
        known, told = set(said), self.writer.inputs.told
        contested: list[tuple[str, str | None, tuple[str, ...]]] = [
            (c.name, c.place, c.support + c.against) for c in self.picture.control if c.side == "contested"
        ]
        clashes = ((*d.about.partition(": "), d.left + d.right) for d in self.picture.disputes)
        contested += [(place, None, claims) for kind, _, place, claims in clashes if place and FAMILY.get(kind) == "control"]
        names: dict[str, float] = {}
        support: list[str] = []
        for name, place, claims in contested:
            others = [x for x in claims if x in told and not told[x].own]
            plain = [x for x in others if told[x].claim.is_plain]
            if plain and not known & set(claims) and self.writer.inputs.any_new(claims):
                spelled = next((w.text for x in plain for w in told[x].claim.places if w.place == place and place), name)
                names.setdefault(spelled, self._salience(place))
                support += others  # the doubted too: one side alone shows no contradiction
        if not names:
            return []
        first = sorted(names, key=lambda n: (-names[n], n))[:MOST]
        return [self.writer.sentence("bottom-line", f"{CONTRADICT} on who holds {listed(first)}.", "fact", tuple(support))]

    def _salience(self, place: str | None) -> int:
        """How many lines of origin tell something of a place; half as many of an area, of which there is always something to tell."""
        counted = ((p, len(self.writer.phrases.lines().get(p, ()))) for _, p in placed(place))
        return max((n if p.startswith("geonames:") else n // 2 for p, n in counted), default=0)


def _size(t: Tally) -> tuple[float, int]:
    return (float(t.low if t.low is not None else t.high or 0), importance(t.kind))
