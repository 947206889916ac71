"""What a report prints already, so that no sentence is told twice."""

from __future__ import annotations

from collections.abc import Iterable

from sitrepdesk.model import Span

from .quoting import Quote
from .writer import Statement, Writer


class Printed:
    """The quotations that are printed: by their words, and by where they stand in their passages."""

    def __init__(self, writer: Writer, claims: Iterable[str] = ()) -> None:
        self.writer = writer
        self._keys: set[str] = set()
        self._spans: dict[str, list[Span]] = {}
        self.add(claims)

    def add(self, claims: Iterable[str]) -> None:
        """Note the quotations of these claims."""
        for c in claims:
            if told := self.writer.inputs.told.get(c):
                self._note(told.claim.passage, self.writer.citations.quote(c))

    def show(self, statement: Statement) -> None:
        """Note what a statement prints."""
        self._note(statement.lead.claim.passage, self.writer.words(statement))

    def _note(self, passage: str, words: Quote) -> None:
        self._keys.add(words.key)
        self._spans.setdefault(passage, []).append(words.span)

    def holds(self, statement: Statement) -> bool:
        """Are its words printed, or do they share a sentence with words that are?"""
        words = self.writer.words(statement)
        return words.key in self._keys or self._meets(statement, words.own)

    def touches(self, statement: Statement) -> bool:
        """Is any sentence that it quotes printed, one that only comes along included?"""
        return self._meets(statement, self.writer.words(statement).span)

    def _meets(self, statement: Statement, span: Span) -> bool:
        near = self._spans.get(statement.lead.claim.passage, ())
        return any(a < span[1] and span[0] < b for a, b in near)
