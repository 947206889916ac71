"""What clearing goes by, whatever the document: made ready once, however often a report is written again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from sitrepdesk.model import Span, Told

from .behind import Behind, behind
from .names import Names
from .rules import Rules

NOBODY = "a source (withheld)"
_LOWER = re.compile(r"\b[a-z]+\b")


class Guard:
    """The names that may be printed, those of hidden sources, the spans of withheld claims, and how many items are kept back."""

    def __init__(self, told: Mapping[str, Told], rules: Rules) -> None:
        self.told, self.rules = told, rules
        items = {t.item.id: t.item for t in told.values()} | dict(rules.items)
        self.counts = Counter(
            embargo=sum(rules.embargoed(i) for i in items.values()),
            confidential=sum(i.handling == "confidential" for i in items.values()),
        )
        open_sources = {i.source for i in items.values() if i.handling != "confidential"}
        hidden = {t.source for t in told.values() if t.source and t.item.handling == "confidential" and t.source.id not in open_sources}
        self.hidden = sorted({n for s in hidden for n in (s.name, *s.also)} | rules.hidden, key=lambda n: (-len(n), n))
        # A name that a reader took for a known place, in its context, is one wherever it stands, and so is the gazetteer's own.
        known = {(w.text, w.place) for t in told.values() for w in t.claim.places if w.place is not None and t.claim.withheld is None}
        called = {name.strip("'’ʿʻ ") for place in {p for _, p in known} if (name := rules.called(place))}
        self._places = {text for text, _ in known} | called
        self.names = Names(rules.names - set(self.hidden), self._is_place)
        self.secret: dict[str, list[Span]] = {}
        """By passage, where claims stand that are withheld for a person's sake."""
        for t in told.values():
            if t.claim.withheld is not None:
                self.secret.setdefault(t.claim.passage, []).append(t.claim.span)
        self._placed: dict[str, list[Told]] | None = None
        self.lower = cache(lambda text: frozenset(_LOWER.findall(text)))
        """The words of a text that stand in small letters."""
        self.places = cache(lambda text: tuple(rules.places(text)))
        """The places that a gazetteer surely finds in a text."""
        self.behind = cache(self._behind)
        """What stands behind a claim that is quoted with this piece of its passage, if with any."""

    def _beside(self, passage: str, span: Span) -> tuple[Told, ...]:
        """The claims with a place that stand in this piece of a passage."""
        if self._placed is None:
            self._placed = {}
            for t in self.told.values():
                if t.claim.places:
                    self._placed.setdefault(t.claim.passage, []).append(t)
        inside = self._placed.get(passage, ())
        return tuple(t for t in inside if t.claim.span[0] < span[1] and span[0] < t.claim.span[1])

    def _behind(self, claim: str, span: Span | None) -> Behind:
        """Whatever is quoted with a claim is cleared as theirs who told it, too."""
        told = self.told[claim]
        return behind((told, *(self._beside(told.claim.passage, span) if span else ())))

    def _is_place(self, name: str) -> bool:
        return name in self._places or self.rules.is_place(name)

    def unnamed(self, text: str) -> str:
        """The text without the names of hidden sources."""
        for name in self.hidden:
            text = re.sub(rf"(?:\b[Tt]he )?{re.escape(name)}", NOBODY, text)
        return text[:1].upper() + text[1:] if text.startswith(NOBODY) else text
