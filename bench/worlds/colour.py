"""Sentences that tell nothing of the world's happenings: details, quotations, background."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

from .cast import NAMES
from .wording import Wording

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("colour.toml").read_text(encoding="utf-8"))


class Colour:
    """Sentences that tell nothing of the world's happenings: details, quotations, background."""

    def __init__(self, wording: Wording, rng: random.Random) -> None:
        self.phrases: dict[str, Any] = wording.phrases
        self.background: dict[str, list[str]] = TABLE[wording.name]
        self.places, self.rng = wording.places, rng

    def detail(self) -> str:
        """A rare detail, of the kind by which a copy is known."""
        r = self.rng
        plate = f"{r.choice('ABCEHKMT')}{r.randint(100, 999)}{r.choice('ABCEHKMT')}{r.choice('ABCEHKMT')}"
        pattern: str = r.choice(self.phrases["details"])
        return pattern.format(
            plate=plate,
            street=r.choice(NAMES["streets"]),
            clock=f"{r.randint(1, 12)}.{r.choice(('05', '20', '35', '50'))}",
            house=r.randint(2, 98),
        )

    def quote(self) -> str:
        """Somebody's words."""
        r = self.rng
        first, second = r.sample(self.phrases["q"], 2)
        cap = {k: v[:1].upper() + v[1:] for k, v in (("Q1", first), ("Q2", second))}
        pattern: str = r.choice(self.phrases["quotes"])
        words = pattern.format(q1=first, q2=second, name=r.choice(NAMES["surnames"]), job=r.choice(self.phrases["jobs"]), **cap)
        return words.replace("“" + words[1:2], "“" + words[1:2].upper(), 1) if words.startswith("“") else words

    def filler(self, place: int) -> str:
        """Background on a place."""
        r = self.rng
        here, other = self.places[place], r.choice(self.places)
        stock = r.random() < 0.08
        pattern = (
            r.choice(self.phrases["fillers"])
            if stock
            else "".join((r.choice(self.background["who"]), " ", r.choice(self.background["does"]), r.choice(self.background["more"]), "."))
        )
        words = pattern.format(
            p=here.name, o=other.name, r=here.region, street=r.choice(NAMES["streets"]), year=r.randint(1840, 2019), n=r.randint(2, 60)
        )
        return words[:1].upper() + words[1:]
