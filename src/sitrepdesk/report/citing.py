"""Citations: numbers in the order in which a report first rests on them. Claims in one quoted sentence share a number."""

from __future__ import annotations

from pathlib import PurePath

from sitrepdesk.model import Citation, Told

from .inputs import Inputs
from .phrases import Phrases
from .quoting import Quote
from .speakers import NOBODY, with_article
from .wording import clock, day


class Citations:
    """The citations of one report while it is being written."""

    def __init__(self, inputs: Inputs, phrases: Phrases) -> None:
        self._inputs = inputs
        self._phrases = phrases
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._cited: dict[str, Citation] = {}

    def quote(self, claim_id: str) -> Quote:
        """What is quoted for a claim."""
        return self._phrases.quote(claim_id)

    def cite(self, claim_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Give each claim its number; the ids back, once each."""
        ids = tuple(dict.fromkeys(claim_ids))
        fresh = [c for c in ids if c not in self._cited]
        self._phrases.ready(fresh)
        self._cited |= {c: self._citation(c) for c in fresh}
        return ids

    def all(self) -> tuple[Citation, ...]:
        """Every citation, by number."""
        return tuple(sorted(self._cited.values(), key=lambda c: c.number))

    def _citation(self, claim_id: str) -> Citation:
        told, words = self._inputs.told[claim_id], self.quote(claim_id)
        key = (told.claim.passage, *words.span)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        item = told.item
        return Citation(
            number=number,
            claim=claim_id,
            quote=words.raw,
            source=told.source.name if told.source else self._inputs.titles.get(item.id, NOBODY),
            published=self._published(told),
            item=item.id,
            blob=item.blob,
            locator=item.address or "#".join(filter(None, (PurePath(item.captured_from).name, item.inside))),
            span=words.span,
            line=self._line(told),
            standing=told.standing,
        )

    def _published(self, told: Told) -> str:
        stamp, zone = told.item.published, self._inputs.zone
        if stamp is None:
            return "undated"
        return clock(stamp.start, zone).partition(" (")[0] if stamp.end - stamp.start == 1 else day(stamp.start, zone, year=True)

    def _line(self, told: Told) -> str:
        """The line of origin in words: the source's own, or the one that it hangs on."""
        if told.own:
            return "our own earlier report, no support"
        first = self._phrases.heads().get(told.origin, told)
        if first.item.id == told.item.id:
            return "its own"
        name = with_article(first.source.name) if first.source else NOBODY
        stamp = first.item.published
        return f"that of {name}, {day(stamp.start, self._inputs.zone)}" if stamp else f"that of {name}"
