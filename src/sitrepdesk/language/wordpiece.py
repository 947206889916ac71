"""Words to the pieces that the encoder knows: greedy longest match (WordPiece; Wu et al. 2016, arXiv:1609.08144), uncased."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from .tokens import Token

SHAPES = ("other", "lower", "title", "upper", "mixed", "number", "number-and-letters", "mark", "single-capital", "title-first")
_LONGEST = 60
"""Letters of a word that are looked at; what is behind them adds nothing to its class and could cost without limit."""


class WordPiece:
    """The pieces of words over one vocabulary: a pure value."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._unknown = self._ids["[UNK]"]
        self.start, self.end, self.pad = self._ids["[CLS]"], self._ids["[SEP]"], self._ids["[PAD]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, at least one; a word with a letter that the vocabulary lacks is one unknown piece."""
        found = self._known.get(word)
        if found is None:
            found = tuple(i for part in _parts(_plain(word)) for i in self._split(part)) or (self._unknown,)
            if len(self._known) < 200_000:
                self._known[word] = found
        return found

    def _split(self, part: str) -> tuple[int, ...]:
        out: list[int] = []
        at = 0
        while at < len(part):
            for end in range(len(part), at, -1):
                found = self._ids.get(("##" if at else "") + part[at:end])
                if found is not None:
                    out.append(found)
                    at = end
                    break
            else:
                return (self._unknown,)
        return tuple(out)


def _plain(word: str) -> str:
    """Lower case without accents, the form of an uncased vocabulary."""
    folded = unicodedata.normalize("NFD", word[:_LONGEST].lower())
    return "".join(c for c in folded if unicodedata.category(c) not in {"Mn", "Cc", "Cf"})


def _parts(word: str) -> list[str]:
    """A word cut at its marks, each of which is a piece of its own."""
    out: list[str] = []
    for c in word:
        mark = unicodedata.category(c)[0] in "PS"
        if mark or not out or unicodedata.category(out[-1][-1])[0] in "PS":
            out.append(c)
        else:
            out[-1] += c
    return out


def shape_of(word: str, first: bool) -> int:
    """The number in ``SHAPES`` of a word's shape; the encoder knows no case, this gives it back."""
    if word[0].isdigit():
        return SHAPES.index("number" if not any(c.isalpha() for c in word) else "number-and-letters")
    if not any(c.isalnum() for c in word):
        return SHAPES.index("mark")
    if word.islower():
        return SHAPES.index("lower")
    if len(word) == 1 and word.isupper():
        return SHAPES.index("single-capital")
    if word.isupper():
        return SHAPES.index("upper")
    if word[0].isupper() and word[1:].islower():
        return SHAPES.index("title-first" if first else "title")
    return SHAPES.index("mixed" if any(c.isupper() for c in word) else "other")


def shapes(words: Sequence[Token]) -> tuple[int, ...]:
    """The shapes of a sentence's words."""
    return tuple(shape_of(w.text, i == 0) for i, w in enumerate(words))
