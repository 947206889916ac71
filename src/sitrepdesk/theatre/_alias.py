"""Finding the names of actors in a text: case-aware, whole words, the longest first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

_TABLE = tomllib.loads((files(__package__) / "tables" / "actors.toml").read_text(encoding="utf-8"))
_NOUNS = tuple(_TABLE["force_nouns"])
_BEFORE = frozenset(_TABLE["no_actor_before"])
_PARTS = frozenset(_TABLE["part_of"])
_AFTER = frozenset(_TABLE["may_follow"]) | frozenset(w for n in _NOUNS for w in n.split())
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_GLUE = re.compile(r"[\s-]{1,2}")


class Aliases:
    """A table of names, keyed by words."""

    __slots__ = ("_first", "_ids", "_longest")

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[tuple[str, ...], str] = {}
        for name, actor in names:
            self._ids.setdefault(_words(name), actor)
        self._longest = max((len(k) for k in self._ids), default=0)
        self._first = frozenset(k[0] for k in self._ids if k)

    @staticmethod
    def of_forces(demonyms: Iterable[str]) -> tuple[str, ...]:
        """What a side's forces are called: each demonym with each noun of the table ("Russian troops", "Russian Army")."""
        forms = [form for noun in _NOUNS for form in (noun, noun.title())]
        return tuple(f"{d} {form}" for d in demonyms for form in forms)

    def all_in(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """``(start, end, actor id)`` of every name, left to right, without overlap."""
        words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        found, i = [], 0
        while i < len(words):
            size, actor = self._at(text, words, i)
            if actor:
                found.append((words[i][0], words[i + size - 1][1], actor))
            i += size
        return tuple(found)

    def _at(self, text: str, words: list[tuple[int, int]], i: int) -> tuple[int, str | None]:
        first = _plain(text[slice(*words[i])])
        if first not in self._first and first.lower() not in self._first:
            return 1, None
        for size in range(min(self._longest, len(words) - i), 0, -1):
            key = tuple(_plain(text[s:e]) for s, e in words[i : i + size])
            actor = self._ids.get(key) or self._ids.get((key[0].lower(), *key[1:]))
            if actor and all(_GLUE.fullmatch(text, words[k][1], words[k + 1][0]) for k in range(i, i + size - 1)):
                return size, actor
        return 1, None

    def head_of(self, text: str) -> str | None:
        """The actor whose name is the head of a noun phrase."""
        found = [f for f in self.all_in(text) if _heads(text, f[0], f[1])]
        if not found:
            return None
        return max(found, key=lambda f: (f[1] - f[0], -f[0]))[2]


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("ʼ", "'").removesuffix("'s")


def _words(name: str) -> tuple[str, ...]:
    return tuple(_plain(w) for w in _WORD.findall(name))


def _heads(text: str, start: int, end: int) -> bool:
    before = [w.lower() for w in _WORD.findall(text[:start])]
    if before and before[-1] == "the":
        before.pop()
    if before and before[-1] == "of":
        owner = before[-2] if len(before) > 1 else ""
        if owner not in _PARTS:
            return False
        before = before[:-2]
    if any(w in _BEFORE for w in before):
        return False
    follow = _WORD.search(text, end)
    if text[end : end + 2] in ("'s", "’s"):
        return False
    return follow is None or text[end : follow.start()].strip() != "" or follow.group().lower() in _AFTER
