"""Words, numerals and signs of a text with their places: what the grammars of numbers and of times read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, wraps
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f'’]\d+)*|['’]s\b|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|\S")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_MARGIN = 64
"""Empty words behind the last one, which negative places reach too; no grammar looks so far past an end."""


class Word(NamedTuple):
    """A numeral (``n``), a word (``w``) or a single sign (``s``); ``glued`` where nothing stands before it."""

    kind: str
    text: str
    low: str
    start: int
    end: int
    glued: bool


_END = Word("", "", "", -1, -1, False)


@lru_cache(maxsize=1 << 14)
def _shape(word: str) -> tuple[str, str]:
    return "n" if word[0].isdecimal() else "w" if word[0].isalpha() else "s", word.lower().replace("’", "'")


@cache
def _parts(phrase: str) -> list[str]:
    return phrase.split(" ")


class Words(Sequence[Word]):
    """The words of a text; a place past either end reads as an empty word, so that a grammar may look around freely.

    ``items`` and ``lows`` (the words in lower case) go on past the end with empty words; ``memory`` is for ``remembered``.
    """

    __slots__ = ("items", "lows", "memory", "size", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.memory: dict[object, dict[int, Any]] = {}
        self.items: list[Word] = []
        last = -1
        hidden = [m.span() for m in _ADDRESS.finditer(text)] if "://" in text or "www." in text else []
        hidden.reverse()
        new = tuple.__new__  # what Word() calls, without its detour through Python: this is the innermost loop of reading
        for m in _TOKEN.finditer(text):
            word = m.group()
            start, end = m.span()
            while hidden and hidden[-1][1] <= start:
                hidden.pop()
            kind, low = _shape(word)
            if hidden and hidden[-1][0] <= start:
                kind, word, low = "s", "@", "@"
            self.items.append(new(Word, (kind, word, low, start, end, start == last)))
            last = end
        self.size = len(self.items)
        self.items += [_END] * _MARGIN
        self.lows = [word.low for word in self.items]

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, i: int) -> Word:  # type: ignore[override]  # a grammar reads one word at a time, never a slice
        try:
            return self.items[i]
        except IndexError:
            return _END

    def __iter__(self) -> Iterator[Word]:
        return iter(self.items[: self.size])

    def low(self, i: int) -> str:
        """The word at ``i`` in lower case; empty past the ends."""
        try:
            return self.lows[i]
        except IndexError:
            return ""

    def is_at(self, i: int, phrase: str) -> int | None:
        """The place behind ``phrase`` (words with one space between) where it stands at ``i``."""
        if i < 0 or not phrase.startswith(self.low(i)):
            return None
        parts = _parts(phrase)
        end = i + len(parts)
        return end if self.lows[i:end] == parts else None

    def first(self, at: int) -> int:
        """The first word that begins at offset ``at`` or behind it."""
        return bisect_left(self.items, at, 0, self.size, key=lambda word: word.start)

    def quote(self, i: int, j: int) -> str:
        """The text from word ``i`` up to, not with, word ``j``."""
        return self.text[self[i].start : self[j - 1].end] if i < j else ""


@lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """The words of a text, kept for the next grammar that reads the same text."""
    return Words(text)


def remembered(grammar: Callable[[Words, int], T]) -> Callable[[Words, int], T]:
    """A grammar whose answer for a place is kept with the words, for those who ask again."""

    @wraps(grammar)
    def read(words: Words, i: int) -> T:
        memory: dict[int, T] | None = words.memory.get(grammar)
        if memory is None:
            memory = words.memory[grammar] = {}
        if i not in memory:
            memory[i] = grammar(words, i)
        return memory[i]

    return read


class Phrases(dict[str, list[tuple[list[str], T]]]):
    """Phrases by their first word, the longest first: one look at a word tells whether any phrase can begin there."""

    def __init__(self, rows: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        super().__init__()
        pairs = rows.items() if isinstance(rows, Mapping) else rows
        for phrase, value in pairs:
            parts = [m.group() for m in _TOKEN.finditer(phrase)]
            self.setdefault(parts[0], []).append((parts, value))
        for found in self.values():
            found.sort(key=lambda row: -len(row[0]))

    def find(self, words: Words, i: int) -> tuple[T, int] | None:
        """The value of the longest phrase at ``i`` and the place behind it."""
        if rows := self.get(words.low(i)):
            lows = words.lows
            for parts, value in rows:
                end = i + len(parts)
                if lows[i:end] == parts:
                    return value, end
        return None

    def symbol(self, words: Words, i: int) -> tuple[T, int] | None:
        """The same for symbols: with their capitals and unbroken."""
        for parts, value in self.get(words[i].text, ()):
            if all(words[i + n].text == part and (n == 0 or words[i + n].glued) for n, part in enumerate(parts)):
                return value, i + len(parts)
        return None

    def behind(self, words: Words, i: int) -> int | None:
        """The place behind the longest phrase at ``i``."""
        found = self.find(words, i)
        return found[1] if found else None

    def parts(self) -> Iterator[list[str]]:
        """The words of each phrase."""
        return (parts for rows in self.values() for parts, _ in rows)


def choice(*phrases: str) -> Phrases[str]:
    """Phrases that only have to be found."""
    return Phrases((phrase, phrase) for phrase in phrases)
