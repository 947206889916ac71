"""Text to words with offsets: nothing is changed, everything points back."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sitrepdesk.model import Span

from .morphology import verb_forms

_TOKEN = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}                                  # U.S., a.m.
  | (?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Cpl|Pvt|Adm|Brig|St|Prof|Rep|Sen|Gov|Spc|Pfc)\.(?=\s\S)
  | \d+(?:[.,]\d+)*-[A-Za-z]{2,}(?:-[A-Za-z]+)*          # 40-bed, 12-year-old
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|km|m|mm|%|pm|am)?\b%? # 10,000  3.5  14:30  2nd  152mm
  | [^\W\d_]+(?:[-'’‐‑][^\W_]+)*                        # words, with inner hyphens and apostrophes
  | \w+                                                 # T-72 and the like fall in pieces; so do odd mixes
  | \.{2,}|…|--+
  | \S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))\Z", re.IGNORECASE)
_LOST_SPACE = re.compile(r"(?<=[a-zß-ÿ]{3})(?=[A-Z][a-z]{2})")


class Token(NamedTuple):
    """A word, number or mark: its text, its place in the passage, its lower case with straight apostrophes."""

    text: str
    start: int
    end: int
    lower: str

    @property
    def span(self) -> Span:
        """Half-open offsets in the passage."""
        return self.start, self.end


def _token(text: str, start: int) -> Token:
    return Token(text, start, start + len(text), text.lower().replace("’", "'").replace("‐", "-").replace("‑", "-"))


@cache
def _known(word: str) -> bool:
    return word in verb_forms() or word.endswith("ly")


def _pieces(text: str, start: int) -> list[Token]:
    clitic = _CLITIC.search(text)
    if clitic and clitic.start():
        return [*_pieces(text[: clitic.start()], start), _token(clitic[0], start + clitic.start())]
    lost = _LOST_SPACE.search(text)
    if lost and _known(text[: lost.start()].lower()):
        return [_token(text[: lost.start()], start), *_pieces(text[lost.start() :], start + lost.start())]
    return [_token(text, start)]


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``; offsets are those of ``text``.

    Contractions fall into their words ("do" "n't", "Ukraine" "'s"); a space that was lost between two words is put back only in
    the division ("mostlyDonbas"), never in the text.
    """
    out: list[Token] = []
    for m in _TOKEN.finditer(text, start, len(text) if end is None else end):
        piece = m[0]
        if piece.isalpha() and piece[1:].islower():  # a plain word, as most are, has nothing to part and nothing to straighten
            out.append(Token(piece, m.start(), m.end(), piece.lower()))
        elif len(piece) > 2 and piece[0].isalpha():
            out += _pieces(piece, m.start())
        else:
            out.append(_token(piece, m.start()))
    return tuple(out)
