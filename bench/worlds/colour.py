"""Sentences that tell nothing of the world's happenings: details, quotations, background."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

from .wording import Wording

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("colour.toml").read_text(encoding="utf-8"))


class Colour:
    """Sentences that tell nothing of the world's happenings: details, quotations, background."""

    def __init__(self, wording: Wording, rng: random.Random, names: dict[str, Any]) -> None:
        self.phrases: dict[str, Any] = wording.phrases
        self.background: dict[str, list[str]] = TABLE[wording.name]
        self.places, self.rng, self.names = wording.places, rng, names
        self._said: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {}

    def detail(self) -> str:
        """A rare detail, of the kind by which a copy is known."""
        r = self.rng
        plate = f"{r.choice('ABCEHKMT')}{r.randint(100, 999)}{r.choice('ABCEHKMT')}{r.choice('ABCEHKMT')}"
        pattern: str | list[str] = r.choice(self.phrases["details"])
        values: dict[str, Any] = {
            "plate": plate,
            "street": r.choice(self.names["streets"]),
            "clock": f"{r.randint(1, 12)}.{r.choice(('05', '20', '35', '50'))}",
            "house": r.randint(2, 98),
        }
        if isinstance(pattern, str):
            return pattern.format(**values)
        values |= {"name": r.choice(self.names["surnames"]), "age": r.randint(19, 84)}
        return self._remembered(tuple(pattern), values)

    def quote(self) -> str:
        """Somebody's words."""
        r = self.rng
        first, second = r.sample(self.phrases["q"], 2)
        cap = {k: v[:1].upper() + v[1:] for k, v in (("Q1", first), ("Q2", second))}
        pattern: str = r.choice(self.phrases["quotes"])
        values: dict[str, Any] = {
            "q1": first,
            "q2": second,
            "name": r.choice(self.names["surnames"]),
            "job": r.choice(self.phrases["jobs"]),
        }
        if "press" in self.phrases:
            return self._remembered(tuple(self.phrases["quotes"]), values | cap)
        words = pattern.format(**values, **cap)
        return words.replace("“" + words[1:2], "“" + words[1:2].upper(), 1) if words.startswith("“") else words

    def _remembered(self, patterns: tuple[str, ...], values: dict[str, Any], avoid: str = "") -> str:
        words = self.rng.choice([w for p in patterns if (w := p.format(**values)) != avoid])
        self._said[words] = (patterns, values)
        return words

    def can_say_again(self, words: str) -> bool:
        """Whether the sentence has other wordings."""
        return words in self._said

    def again(self, words: str) -> str:
        """The same in other words."""
        return self._remembered(*self._said[words], avoid=words)

    def meant(self, words: str) -> str:
        """What the sentence says, the same for all its wordings."""
        return repr(sorted(self._said[words][1].items())) if words in self._said else words

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
            p=here.name, o=other.name, r=here.region, street=r.choice(self.names["streets"]), year=r.randint(1840, 2019), n=r.randint(2, 60)
        )
        return words[:1].upper() + words[1:]
