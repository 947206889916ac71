"""What truly happened: changes of hands, losses and incidents, statements of who holds what, and things that were only said."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

from .kinds import Kind
from .records import DAY, HOUR, Happening, Place, Side

START = 1_900_000_800 * 1_000_000 // DAY * DAY
"""The first midnight of every world, in 2030."""
WARLIKE = {"attack", "capture", "withdraw", "take-prisoner", "strike"}
COUNTED = {"kill": 9, "wound": 18, "take-prisoner": 25, "destroy": 6, "displace": 900, "missing": 14}
"""Types with a count, and its median."""
SPREAD = {"displace": 1.2, "destroy": 0.8}
GROWING = {"kill", "wound", "missing", "displace"}


class History:
    """Draws happenings in order of time and keeps who holds what."""

    def __init__(self, kind: Kind, places: list[Place], who: list[Side], rng: random.Random) -> None:
        self.kind, self.places, self.rng = kind, places, rng
        self.sides = [s.id for s in who]
        self._number = 0

    def run(self, count: int, days: float) -> Iterator[Happening]:
        """About ``count`` happenings over ``days``, nearly in order of time (what a capture brings with it is up to two days off)."""
        step = days * DAY / count
        at = float(START + 6 * HOUR)
        while self._number < count:
            made = self._next(int(at))
            at += step * len(made) * self.rng.uniform(0.4, 1.6)
            yield from made

    def _next(self, at: int) -> list[Happening]:
        kind, rng = self.kind, self.rng
        draw = rng.random()
        if draw < kind.change / 4 and self.sides:
            return self._change(at)
        if draw < kind.change / 4 + kind.hold and self.sides:
            return [self._hold(at)]
        if draw < kind.change / 4 + kind.hold + kind.false:
            return self._false(at)
        return [self._loss(at, self._somewhere())]

    def _make(
        self,
        what: str,
        at: int,
        place: int,
        actor: str | None,
        target: str | None,
        *,
        happened: bool = True,
        serves: str | None = None,
        victims: str | None = None,
    ) -> Happening:
        self._number += 1
        grows = self.rng.lognormvariate(math.log(20), 0.4) if what in GROWING and self.rng.random() < self.kind.grows else None
        count = max(1, round(self.rng.lognormvariate(math.log(COUNTED[what]), SPREAD.get(what, 0.9)))) if what in COUNTED else None
        if grows and count:
            count = max(count, 12)
        unit = {"destroy": self.rng.choice(("tank", "vehicle", "gun", "truck")) if self.sides else "house"}.get(what, "person")
        return Happening(
            id=f"h{self._number:06d}",
            type=what,
            at=at,
            place=place,
            actor=actor,
            target=target,
            count=count,
            unit=unit if what in COUNTED else None,
            grows_h=grows,
            happened=happened,
            serves=serves,
            victims=victims,
        )

    def _somewhere(self) -> int:
        return self.rng.randrange(len(self.places))

    def _enemy(self, side: str | None) -> str | None:
        others = [s for s in self.sides if s != side]
        return self.rng.choice(others) if others else None

    def _front(self, at: int) -> tuple[int, str]:
        """A place that a neighbour's side could take, and that side; any place where the front has vanished."""
        for _ in range(40):
            i = self._somewhere()
            place = self.places[i]
            mine = place.holder(at)
            rivals = [s for j in place.near if (s := self.places[j].holder(at)) != mine and s]
            if rivals and place.held[-1][0] < at - 2 * DAY:
                return i, self.rng.choice(rivals)
        i = self._somewhere()
        return i, self._enemy(self.places[i].holder(at)) or self.sides[0]

    def _change(self, at: int) -> list[Happening]:
        """A place changes hands, with what comes before and after."""
        i, winner = self._front(at)
        place = self.places[i]
        loser = place.holder(at)
        place.held.append((at, winner))
        rng = self.rng
        out = [self._make("capture", at, i, winner, loser, serves=winner)]
        if rng.random() < 0.6:
            out.append(self._make("attack", at - rng.randint(3, 30) * HOUR, i, winner, loser, serves=None))
        if rng.random() < 0.6:
            out.append(self._make("withdraw", at + rng.randint(-5, 5) * HOUR, i, loser, None, serves=winner))
        for _ in range(rng.choice((0, 1, 1, 2))):
            out.append(self._loss(at + rng.randint(-20, 10) * HOUR, i))
        out.append(self._make("hold", at + rng.randint(12, 40) * HOUR, i, winner, None, serves=winner))
        return sorted(out, key=lambda h: h.at)

    def _hold(self, at: int) -> Happening:
        i = self._somewhere()
        side = self.places[i].holder(at)
        return self._make("hold", at, i, side, None, serves=side)

    def _loss(self, at: int, i: int, *, happened: bool = True) -> Happening:
        """One loss or incident; without sides nobody does it and nobody gains."""
        what = self.rng.choices(list(self.kind.losses), list(self.kind.losses.values()))[0]
        if not self.sides:
            return self._make(what, at, i, None, None, happened=happened, victims="civilian")
        owner = self.places[i].holder(at)
        actor = self._enemy(owner) if self.rng.random() < 0.75 else owner
        target = owner if actor != owner else self._enemy(owner)
        civil = what in {"displace", "outage", "aid", "missing"} or (what in {"kill", "wound"} and self.rng.random() < 0.45)
        if what == "aid":
            return self._make(what, at, i, None, None, happened=happened, victims="civilian")
        if what in {"outage", "missing", "displace"}:
            return self._make(what, at, i, None, None, happened=happened, serves=target, victims="civilian")
        if civil:
            return self._make(what, at, i, actor, None, happened=happened, serves=target, victims="civilian")
        return self._make(what, at, i, actor, target, happened=happened, serves=actor, victims="soldier")

    def _false(self, at: int) -> list[Happening]:
        """Something that is reported and did not happen; with sides, often a capture, and the holder may then say who holds the place."""
        i = self._somewhere()
        if self.sides and self.rng.random() < 0.4 and self.kind.change:
            i, taker = self._front(at)
            holder = self.places[i].holder(at)
            if taker != holder:
                said = self._make("capture", at, i, taker, holder, happened=False, serves=taker)
                answer = self._make("hold", at + self.rng.randint(1, 30) * HOUR, i, holder, None, serves=holder)
                return [said, answer] if self.rng.random() < 0.7 else [said]
        return [self._loss(at, i, happened=False)]
