"""A text that no reader reads for claims goes in; every quantity of it comes out, each with the thing that it is about.

More is a quantity here than in a claim: lengths of time ("for *three years*", which a claim keeps as its time), ages ("a
*57-year-old* man", a fact about a person that no tally wants), and values finer than a thousandth. Dates, clock times and labels
count nothing here either.
"""

from __future__ import annotations

from dataclasses import replace

from sitrepdesk.model.claim import Quantity

from .numbers import passes, read
from .numbers_about import Lines, about
from .numbers_lexer import words_of


def howmany(text: str) -> tuple[Quantity, ...]:
    """The quantities of ``text`` in order, with the words of what each is about. No text raises an error."""
    if not passes(text):
        return ()
    words, lines = words_of(text), Lines(text)
    return tuple(q if q.of else replace(q, of=about(words, lines, q)) for q in read(text, lengths=True))
