"""Words, numerals and signs of a text with their places: what the grammars of numbers and of times read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")
_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f'’]\d+)*|['’]s\b|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|\S")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")


class Word(NamedTuple):
    """A numeral (``n``), a word (``w``) or a single sign (``s``); ``glued`` where nothing stands before it."""

    kind: str
    text: str
    low: str
    start: int
    end: int
    glued: bool


_END = Word("", "", "", -1, -1, False)


class Words(Sequence[Word]):
    """The words of a text; a place past either end reads as an empty word, so that a grammar may look around freely."""

    __slots__ = ("items", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.items: list[Word] = []
        last = -1
        hidden = [m.span() for m in _ADDRESS.finditer(text)]
        for m in _TOKEN.finditer(text):
            word, start, end = m.group(), m.start(), m.end()
            while hidden and hidden[0][1] <= start:
                hidden.pop(0)
            kind = "n" if word[0].isdecimal() else "w" if word[0].isalpha() else "s"
            if hidden and hidden[0][0] <= start:
                kind, word = "s", "@"
            self.items.append(Word(kind, word, word.lower().replace("’", "'"), start, end, start == last))
            last = end

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, i: int) -> Word:  # type: ignore[override]  # a grammar reads one word at a time, never a slice
        return self.items[i] if 0 <= i < len(self.items) else _END

    def low(self, i: int) -> str:
        """The word at ``i`` in lower case; empty past the ends."""
        return self.items[i].low if 0 <= i < len(self.items) else ""

    def is_at(self, i: int, phrase: str) -> int | None:
        """The place behind ``phrase`` (words with one space between) where it stands at ``i``."""
        if not phrase.startswith(self.low(i)):
            return None
        for part in phrase.split(" "):
            if self.low(i) != part:
                return None
            i += 1
        return i

    def quote(self, i: int, j: int) -> str:
        """The text from word ``i`` up to, not with, word ``j``."""
        return self.text[self[i].start : self[j - 1].end] if i < j else ""


class Phrases(dict[str, list[tuple[tuple[str, ...], T]]]):
    """Phrases by their first word, the longest first: one look at a word tells whether any phrase can begin there."""

    def __init__(self, rows: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        super().__init__()
        pairs = rows.items() if isinstance(rows, Mapping) else rows
        for phrase, value in pairs:
            parts = tuple(m.group() for m in _TOKEN.finditer(phrase))
            self.setdefault(parts[0], []).append((parts, value))
        for found in self.values():
            found.sort(key=lambda row: -len(row[0]))

    def find(self, words: Words, i: int, *, cased: bool = False) -> tuple[T, int] | None:
        """The value of the longest phrase at ``i`` and the place behind it; ``cased``: a symbol, with its capitals and unbroken."""
        for parts, value in self.get(words[i].text if cased else words[i].low, ()):
            if cased:
                fits = all(words[i + n].text == part and (n == 0 or words[i + n].glued) for n, part in enumerate(parts))
            else:
                fits = all(words[i + n].low == part for n, part in enumerate(parts))
            if fits:
                return value, i + len(parts)
        return None
