"""What each source says for itself about a happening: late, biased, in error, hedged."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace

from .kinds import Kind
from .numbers import exact, holds, say
from .records import DAY, HOUR, Happening, Number, Place, Side, Source, Telling

CONTROL = {"capture", "withdraw", "hold"}
PLANNED = {"attack", "capture", "withdraw", "aid"}
CLOSE = 0.08
"""A neutral source that sees a count well is off by at most this share."""


def poisson(rng: random.Random, mean: float) -> int:
    """A small Poisson number."""
    limit, k, p = math.exp(-mean), 0, rng.random()
    while p > limit:
        k += 1
        p *= rng.random()
    return k


class Witnesses:
    """Knows who may see what, and draws what they say."""

    def __init__(self, kind: Kind, places: list[Place], who: list[Side], sources: list[Source], rng: random.Random) -> None:
        self.kind, self.places, self.rng = kind, places, rng
        self.sides = [s.id for s in who]
        self.demonyms = {s.id: s.demonym for s in who}
        self.forces = {s.id: s.forces for s in who}
        self._by_region = {r: [s for s in sources if s.regions is None or r in s.regions] or sources for r in {p.region for p in places}}
        self._number = 0

    def see(self, h: Happening) -> list[Telling]:
        """The tellings of one happening. What did not happen is told by somebody, or there is nothing to tell."""
        for _ in range(40):
            out = [t for source in self._tellers(h) for t in self._from(source, h)]
            if h.happened or any(t.polarity == "affirmed" for t in out):
                return out
        return []

    def _from(self, source: Source, h: Happening) -> Iterator[Telling]:
        """What one source says; a count that grows is told again later by some, who stand by what they said."""
        first = self.tell(source, h, self._delay(source))
        if first is None:
            return
        yield first
        if h.grows_h and first.polarity == "affirmed" and first.mood == "stated" and self.rng.random() < 0.5:
            later = first.said_at - h.at + round(self.rng.uniform(10, 60) * HOUR)
            number, value_right, accuracy = self._number_of(source, h, h.at + later)
            again = replace(first, id=self._fresh(), said_at=h.at + later, number=number, value_right=value_right, value_accuracy=accuracy)
            again.root, again.likely, again.right = again.id, {}, h.happened and value_right is not False
            yield again

    def _fresh(self) -> str:
        self._number += 1
        return f"t{self._number:07d}"

    def _delay(self, source: Source) -> int:
        return round(self.rng.lognormvariate(math.log(source.delay_h), 0.7) * HOUR)

    def _tellers(self, h: Happening) -> list[Source]:
        rng = self.rng
        able = self._by_region[self.places[h.place].region]
        mean = self.kind.tellers * min(1.6, 0.8 + math.log10(max(1, h.count or 1)) / 3)
        weights = [s.weight * (1.6 if s.side and s.side == h.serves else 1.0) for s in able]
        drawn = {s.id: s for s in rng.choices(able, weights, k=1 + poisson(rng, mean - 1))}
        return list(drawn.values())

    def chance(self, source: Source, h: Happening) -> tuple[float, float]:
        """How likely the source affirms it, had it happened, and had it not."""
        a = source.accuracy["control" if h.type in CONTROL else "fact"]
        true, false = 1 - (1 - a) * 0.4, 1 - a
        if source.side and h.serves:
            bias = source.bias * (0.5 if h.type in CONTROL else 1.0)
            if source.side == h.serves:
                return 0.97, min(0.9, false + bias)
            return max(0.3, true - bias), 0.03
        return true, false

    def tell(self, source: Source, h: Happening, delay: int) -> Telling | None:
        """What the source says so long after; ``None`` where it keeps silent."""
        if h.type == "hold":
            return self._tell_hold(source, h, delay)
        true, false = self.chance(source, h)
        affirms = self.rng.random() < (true if h.happened else false)
        if not affirms and self.rng.random() < 0.4:
            return None
        likely = {"yes": true, "no": false} if affirms else {"yes": 1 - true, "no": 1 - false}
        number, value_right, accuracy = self._number_of(source, h, h.at + delay) if affirms else (None, None, 0.0)
        right = affirms == h.happened
        telling = self._frame(source, h, delay, right=right and value_right is not False, actor=h.actor, likely=likely)
        telling.polarity = "affirmed" if affirms else "negated"
        telling.denies = not affirms and self.rng.random() < 0.5
        telling.number, telling.value_right, telling.value_accuracy = number, value_right, accuracy
        self._mood(telling)
        return telling

    def _mood(self, t: Telling) -> None:
        """Now and then no assertion at all: a plan, or a thing not known."""
        draw = self.rng.random()
        h = t.happening
        if draw < 0.03 and h.type in PLANNED and t.polarity == "affirmed" and (h.actor or h.type == "aid"):
            t.actor = h.actor
            t.mood, t.likely, t.day, t.likelihood = "intended", {}, None, "stated"
        elif draw > 0.98 and t.polarity == "affirmed":
            t.mood, t.likely, t.number, t.likelihood, t.speaker = "unknown", {}, None, "stated", None

    def _tell_hold(self, source: Source, h: Happening, delay: int) -> Telling:
        delay = min(delay, 20 * HOUR)
        holder = self.places[h.place].holder(h.at + delay) or self.sides[0]
        chances = {x: self._hold_chances(source, x) for x in self.sides}
        said = self.rng.choices(self.sides, [chances[holder][s] for s in self.sides])[0]
        likely = {x: chances[x][said] for x in self.sides}
        telling = self._frame(source, h, delay, right=said == holder, actor=said, likely=likely)
        telling.day = None
        return telling

    def _hold_chances(self, source: Source, holder: str) -> dict[str, float]:
        """How likely the source names each side, when ``holder`` has the place."""
        a = source.accuracy["control"]
        right = a
        if source.side:
            right = 0.98 if source.side == holder else max(0.2, a - source.bias / 2)
        others = [s for s in self.sides if s != holder]
        weights = {s: 4.0 if s == source.side else 1.0 for s in others}
        total = sum(weights.values())
        return {holder: right} | {s: (1 - right) * w / total for s, w in weights.items()}

    def _number_of(self, source: Source, h: Happening, said_at: int) -> tuple[Number | None, bool | None, float]:
        """What it counts; whether the words hold what could be known then; how likely it was to be near."""
        known = h.known(said_at)
        if known is None:
            return None, None, 0.0
        rng = self.rng
        gain = 0 if not (source.side and h.serves) else 1 if source.side == h.serves else -1
        near = max(0.15, source.accuracy["number"] - (source.bias if gain else 0))
        if h.happened and rng.random() < near:
            counted = known if known < 12 or rng.random() < 0.6 else max(1, round(known * rng.uniform(1 - CLOSE, 1 + CLOSE)))
        else:
            factor = {0: rng.choice((0.5, 0.7, 1.5, 2.0, 3.0)), 1: rng.uniform(1.4, 4.0), -1: rng.uniform(0.15, 0.65)}[gain]
            counted = max(1, round(known * factor * rng.uniform(0.9, 1.1)))
        number = say(counted, rng) if rng.random() > 0.04 else exact(counted, rng)
        exactly = 0.62 if known >= 12 and number.low == number.high else 1.0
        return number, h.happened and (holds(number, known) or holds(number, h.count or known)), near * exactly

    def _frame(self, source: Source, h: Happening, delay: int, *, right: bool, actor: str | None, likely: dict[str, float]) -> Telling:
        """A telling with its place, day, hedge and speaker."""
        rng = self.rng
        a = source.accuracy["fact"]
        slips: list[str] = []
        place, day = h.place, (h.at // DAY * DAY if rng.random() < 0.75 else None)
        if h.type != "hold" and rng.random() < (1 - a) * 0.25 and self.places[place].near:
            place = rng.choice(self.places[place].near)
            slips.append("place")
        if day is not None and rng.random() < (1 - a) * 0.3:
            day -= DAY
            slips.append("day")
        hedge = source.hedge * (1.0 if not source.sure else 0.6 if right else 1.8)
        hedged = rng.random() < hedge
        telling = Telling(
            id=self._fresh(),
            happening=h,
            source=source.id,
            said_at=h.at + max(delay, HOUR),
            place=place,
            scope=rng.choices(("at", "near", "region"), (84, 9, 7))[0] if h.type not in CONTROL else "at",
            day=day,
            actor=actor if h.type in CONTROL or rng.random() < 0.8 else None,
            polarity="affirmed",
            likelihood=rng.choices(("possible", "likely", "very-likely"), (4, 5, 1))[0] if hedged else "stated",
            mood="stated",
            speaker=self._speaker(source, h),
            denies=False,
            number=None,
            right=right,
            value_right=None,
            likely=likely,
            value_accuracy=0.0,
            detail=None,
            spelling=_misspelt(self.places[place].name, rng) if rng.random() < 0.04 else None,
            slips=tuple(slips),
        )
        telling.root = telling.id
        telling.line = self._line(source, telling)
        return telling

    @staticmethod
    def _line(source: Source, telling: Telling) -> str:
        """A party's army, ministry and own media are one voice."""
        if telling.speaker and telling.speaker[2] and source.side:
            return f"party:{source.side}"
        return f"party:{source.side}" if source.side and (source.owner or source.kind == "ministry") else source.id

    def _speaker(self, source: Source, h: Happening) -> tuple[str, str, str | None] | None:
        rng = self.rng
        draw = rng.random()
        if draw < 0.12:
            return ("unnamed", "", None)
        if draw > 0.4 or source.kind == "ministry":
            return None
        where = self.places[h.place]
        if source.side and rng.random() < 0.6:
            return ("named", f"a spokesman for the {self.demonyms[source.side]} army", self.forces[source.side])
        return (
            "named",
            rng.choice(
                (
                    f"officials in {where.region}",
                    f"the mayor of {where.name}",
                    "local residents",
                    "the hospital's director",
                    f"a council member in {where.name}",
                )
            ),
            None,
        )


def _misspelt(name: str, rng: random.Random) -> str | None:
    i = rng.randrange(2, len(name) - 1)
    out = rng.choice((name[:i] + name[i] + name[i:], name[: i - 1] + name[i] + name[i - 1] + name[i + 1 :]))
    return out if out != name and " " not in name else None
