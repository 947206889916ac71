"""Why a text has the quantities that it has: the text and its quantities go in, one reason a line comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sitrepdesk.model.claim import Quantity

from .numbers import Spans
from .numbers_bounds import modifiers
from .numbers_exclusions import hidden, is_age, is_label, is_name, is_year
from .numbers_lexer import Words, words_of
from .numbers_units import in_si
from .numbers_values import CARDINALS
from .times import time_spans

_EFFECTS = {
    "low": "leaves the upper end open",
    "high": "leaves the lower end open",
    "about": "widens by a tenth on both sides",
    "nearly": "lets the value be up to a tenth lower",
    "just-over": "lets the value be up to a tenth higher",
    "exact": "changes nothing",
}


def reasons(text: str, quantity: Quantity) -> Iterator[str]:
    """Why these bounds: the modifiers before the number, soft ends, the unit, the same in SI."""
    words = words_of(text)
    i = words.first(quantity.span[0])
    how, j = modifiers(words, i)
    for n, one in enumerate(how, 1):
        step = next(k for k in range(j, i, -1) if len(modifiers(words, k)[0]) == len(how) - n)
        yield f"“{words.quote(i, step)}” {_EFFECTS[one]}"
        i = step
    if quantity.low is None and quantity.high is None:
        yield "the words commit to no number"
    if quantity.soft:
        ends = {"low": "the lower end is", "high": "the upper end is", "both": "both ends are"}[quantity.soft]
        yield f"{ends} our convention and no word's commitment"
    for kind in ("-change", "-before", "-equivalent"):
        if (quantity.unit or "").endswith(kind):
            yield f"never added to a tally: {_APART[kind]}"
    converted = in_si(quantity)
    if converted.unit != quantity.unit:
        yield f"= {span_of(converted.low, converted.high)} {converted.unit}"


_APART = {"-change": "it tells by how much something changed", "-before": "it is a former value", "-equivalent": "it is a yardstick"}


def span_of(low: Decimal | None, high: Decimal | None) -> str:
    """Bounds in plain signs, an open end as a blank: ``12``, ``10…15``, ``…10000``."""
    ends = ["" if v is None else f"{v.normalize():f}" for v in (low, high)]
    return ends[0] if ends[0] == ends[1] and ends[0] else "…".join(ends)


def passed_over(text: str, found: Sequence[Quantity]) -> Iterator[tuple[str, str]]:
    """The numbers of a text that are no quantities, each with what it is instead."""
    words = words_of(text)
    taken = Spans([q.span for q in found])
    times, chains = Spans(time_spans(words)), Spans(hidden(text))
    for i, word in enumerate(words):
        if (word.kind == "n" or word.low in CARDINALS) and word.start not in taken:
            yield word.text, _instead(words, i, times, chains)


def _instead(words: Words, i: int, times: Spans, chains: Spans) -> str:
    start = words[i].start
    if start in times:
        return "part of a time; see sitrep when"
    if start in chains:
        return "part of a telephone number, coordinate, grid reference, date, address or version"
    if is_age(words, i, i + 1):
        return "an age"
    if is_label(words, i, i + 1) or is_name(words, i):
        return "part of a name, label, calibre, ratio or score"
    if is_year(words, i, i + 1, counted=False):
        return "a year"
    return "counts nothing that the words name"
