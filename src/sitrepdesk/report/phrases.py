"""What each claim would be quoted with, found once: it is the same in every round in which a report is written again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from sitrepdesk.model import Told

from .alike import marks, tokens
from .quoting import Quote, quote
from .standing import standing


class Phrases:
    """The quoted words of claims by the claim's id, and what follows from them alone.

    ``told`` and ``text`` are those of ``Inputs``. Nothing that a round changes goes in, so that all rounds may share one. ``read`` is told
    which passages' texts are to be asked for, where to read them together costs less than one by one.
    """

    def __init__(
        self, told: Mapping[str, Told], text: Callable[[str], str | None], read: Callable[[Iterable[str]], None] | None = None
    ) -> None:
        self._told, self._read = told, read

        @cache
        def quoted(claim_id: str) -> Quote:
            t = told[claim_id]
            return quote(t.claim, text(t.claim.passage), paragraph=t.own)

        @cache
        def words(claim_id: str) -> frozenset[str]:
            return tokens(quoted(claim_id).shown)

        @cache
        def marked(claim_id: str) -> frozenset[str]:
            return marks(words(claim_id))

        @cache
        def stands(claim_id: str, asked: bool) -> int:
            return standing(told[claim_id], quoted(claim_id), asked=asked)

        @cache
        def hedged() -> tuple[str, ...]:
            every = (t for t in told.values() if not t.own and t.withdrawn_at is None and t.claim.withheld is None)
            return tuple(sorted(t.claim.id for t in every if _may_be(t)))

        self.hedged: Callable[[], tuple[str, ...]] = hedged
        """Claims of what may have happened, in their speakers' own doubt: they make no event, and a report tells them as they stand."""
        self.quote: Callable[[str], Quote] = quoted
        """What is quoted for a claim."""
        self.words: Callable[[str], frozenset[str]] = words
        """The words of the quotation that tell sentences apart."""
        self.marks: Callable[[str], frozenset[str]] = marked
        """Of these the names, numbers and negations."""
        self.standing: Callable[[str, bool], int] = stands
        """How well the quotation stands alone, 0 to 100; the second value: where it is to open a question."""

    def ready(self, claims: Iterable[str]) -> None:
        """Make ready for being asked for the words of these claims, one after the other."""
        if self._read:
            self._read({t.claim.passage for c in claims if (t := self._told.get(c))})


def _may_be(t: Told) -> bool:
    c = t.claim
    return c.likelihood not in {"stated", "likely", "very-likely", "almost-certain"} and c.mood == "stated" and c.time.phase != "future"
