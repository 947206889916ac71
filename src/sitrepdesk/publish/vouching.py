"""What the texts at hand tell of a name that no list has: a word for a place or a body stands with it, or a gazetteer knows it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from .names import COMMON, INSTITUTIONS, SHORT, TABLE, TITLES, WORDS, Name, bare_of, opens

Runs = Callable[[str], Iterable[list[re.Match[str]]]]
"""The runs of capitalised words of a text."""

_GROUNDS = frozenset(TABLE["grounds"].split())
_GROUND_OF = re.compile(rf"\b(?:{'|'.join(sorted(_GROUNDS))}) of\s+\Z", re.IGNORECASE)
_IS_GROUND = re.compile(rf"\s(?:{'|'.join(sorted(_GROUNDS))})\b", re.IGNORECASE)
_SHIP = re.compile(rf"\b(?:{'|'.join(TABLE['ships'].split())})\s+(?:the\s+)?\Z")
_OFFICES = frozenset(TABLE["offices"].split())
_LONGEST = max(map(len, _GROUNDS)) + 5
_NAMED = WORDS | TITLES
_PARTICLE = re.compile(r"(?:al|el|ad|as|ash|at|az)-")
_SPEAKS = re.compile(r"\s(?:said|says|told|tells|added|wrote|writes|who|whose|and (?:his|her))\b")


class ByText:
    """Vouches by ``texts``, whose ``runs`` are looked at only when a name asks for it, and by what ``places`` surely finds in its own
    sentence, where a preposition leads to it."""

    def __init__(self, texts: Iterable[str], runs: Runs, places: Callable[[str], Iterable[str]]) -> None:
        self._texts, self._runs, self._places = texts, runs, places

    @cached_property
    def _built(self) -> frozenset[str]:
        return built_places(self._texts, self._runs)

    @cached_property
    def _bodies(self) -> frozenset[str]:
        return letters_of_bodies(self._texts, self._runs)

    @cached_property
    def _officers(self) -> frozenset[str]:
        return holders_of_office(self._texts, self._runs)

    def vouches(self, name: Name, text: str, *, strict: bool) -> bool:
        """Does a word for a body, an office or a place stand with it, or does a gazetteer find it here? ``strict``: no place counts."""
        if not name.unknown:
            return False
        words = [w.casefold() for w in name.unknown]
        if self._bodies.issuperset(words) or self._officers.issuperset(words):
            return True
        if strict:
            return False
        found = {p.casefold() for p in self._places(text)} if name.place_like else set()
        return any(name.text.casefold() in places or places.issuperset(words) for places in (self._built, found))


def built_places(texts: Iterable[str], runs: Runs) -> frozenset[str]:
    """Single names that a word for a place tells to be places ("the island of Idugo", "Idugo district"), and the names of ships ("the
    tanker Swan Atlantic"), in small letters.

    None that stands beside another name or a title, or that speaks, in any of the texts: a person may be called like a bridge.
    """
    found: set[str] = set()
    persons: set[str] = set()
    for text in texts:
        for run in runs(text):
            words = [bare_of(m[0]) for m in run]
            words = words[1:] if words[0] in COMMON and opens(text, run[0].start()) else words
            names = [w for w in words if w not in _GROUNDS]
            if not _NAMED.isdisjoint(names) and len(names) == 1:
                continue
            if _SHIP.search(text, max(0, run[0].start() - _LONGEST), run[0].start()):
                found.add(" ".join(bare_of(m[0]) for m in run))
                continue
            if not all(_PARTICLE.match(w) for w in names[1:]) or _SPEAKS.match(text, run[-1].end()):
                persons.update(names)
            elif names and words[0] == names[0] and (len(words) > len(names) or _stands_with_ground(text, run)):
                found.add(" ".join(names))
    return frozenset(found - persons)


def _stands_with_ground(text: str, run: list[re.Match[str]]) -> bool:
    start, end = run[0].start(), run[-1].end()
    return bool(_IS_GROUND.match(text, end) or _GROUND_OF.search(text, max(0, start - _LONGEST), start))


def holders_of_office(texts: Iterable[str], runs: Runs) -> frozenset[str]:
    """The words of names that stand behind a high public office ("President Zelensky", "Foreign Minister Baerbock"), in small letters."""
    found: set[str] = set()
    for text in texts:
        for run in runs(text):
            words = [bare_of(m[0]) for m in run]
            office = max((n for n, w in enumerate(words) if w in _OFFICES), default=None)
            if office is not None and TITLES.isdisjoint(words) and 0 < len(words) - office - 1 <= SHORT:
                found.update(words[office + 1 :])
    return frozenset(found - _NAMED)


def letters_of_bodies(texts: Iterable[str], runs: Runs) -> frozenset[str]:
    """What bodies go by, in small letters: the first letters of names with a word for a body ("Armed Forces of Colombia": afc)."""
    every = ([m[0] for m in run if m[0] != "The"] for text in texts for run in runs(text))
    named = (run for run in every if len(run) > SHORT - 1 and any(bare_of(w) in INSTITUTIONS for w in run))
    return frozenset("".join(w[0] for w in run).casefold() for run in named)
