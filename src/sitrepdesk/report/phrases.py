"""What is the same in every round in which a report is written again, found once: what each claim would be quoted with, and the like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from sitrepdesk.model import Happening, Item, Told, placed

from .alike import marks, tokens
from .inputs import Inputs
from .quoting import Quote, quote
from .ranking import ranked
from .standing import standing


class Phrases:
    """The quoted words of claims by the claim's id, what follows from them alone, and orders of all that the picture holds.

    Of ``inputs`` nothing is asked that a round changes (``avoid``, ``masked``), so that all rounds may share one. ``read`` is told
    which passages' texts are to be asked for, where to read them together costs less than one by one.
    """

    def __init__(self, inputs: Inputs, read: Callable[[Iterable[str]], None] | None = None) -> None:
        told, text, happenings = inputs.told, inputs.text, inputs.picture.happenings
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

        self.ranked: Callable[[], list[Happening]] = cache(lambda: ranked(happenings))
        """The events of the picture, the weightiest first."""
        self.places: Callable[[], Mapping[str, str | None]] = cache(lambda: {c: h.place_name for h in happenings for c in h.claims})
        """The printed names of the places of events, by each of their claims."""
        self.lines: Callable[[], Mapping[str, set[str]]] = cache(lambda: _lines(happenings, told))
        """The lines of origin that tell something of a place, by its id."""
        self.heads: Callable[[], Mapping[str, Told]] = cache(lambda: {t.item.id: t for t in told.values()})
        """A claim of each item, by the item's id."""
        self.items: Callable[[], Mapping[str, Item]] = cache(lambda: _items(inputs))
        """The items of the picture and of the claims, by their ids."""
        self.reports: Callable[[], Mapping[str | None, tuple[int, Counter[str | None]]]] = cache(lambda: _reports(inputs))
        """By source, how many reports it has, and of other sources how many of these hang on their lines."""
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


def _lines(happenings: Iterable[Happening], told: Mapping[str, Told]) -> dict[str, set[str]]:
    lines: dict[str, set[str]] = {}
    for h in happenings:
        origins = {told[c].line for c in h.claims if c in told}
        for _, place in placed(h.place):
            lines.setdefault(place, set()).update(origins)
    return lines


def _items(inputs: Inputs) -> dict[str, Item]:
    return {f.item.id: f.item for f in inputs.items} | {t.item.id: t.item for t in inputs.told.values()}


def _reports(inputs: Inputs) -> dict[str | None, tuple[int, Counter[str | None]]]:
    by: dict[str | None, list[str]] = {}
    heads: dict[str, str | None] = {}
    for _, _, source, line in sorted((f.item.available_at, f.item.id, f.item.source, f.line) for f in inputs.items if f.item.issue is None):
        by.setdefault(source, []).append(line)
        heads.setdefault(line, source)
    return {s: (len(lines), Counter(h for line in lines if (h := heads[line]) != s)) for s, lines in by.items()}


def _may_be(t: Told) -> bool:
    c = t.claim
    return c.likelihood not in {"stated", "likely", "very-likely", "almost-certain"} and c.mood == "stated" and c.time.phase != "future"
