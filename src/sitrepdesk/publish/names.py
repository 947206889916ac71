"""Private names in running text. An allow-list that fails closed: a capitalised name that nobody vouches for is private."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

from .rules import table

TABLE = table("names.toml")
INSTITUTIONS = frozenset(TABLE["institutions"].split())
WORDS = frozenset((TABLE["words"] + TABLE["groups"]).split()) | INSTITUTIONS
TITLES = frozenset(TABLE["titles"].split())


def _listed(name: str) -> frozenset[str]:
    lines = (files(__package__) / "tables" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split()) - TITLES


_STEMS = _listed("common.txt")
COMMON = _STEMS | _listed("ordinary.txt")
"""Words that may open a sentence; of ``_STEMS`` the forms as well."""
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĶĹĽŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ\u0400-\u042f\u0490])"
_NAME = re.compile(rf"(?<![\w])(?:[Aa]l-|[Dd]['’])?{_CAPITAL}[\w’']*(?:[-.][\w’']+)*")
_WORD = re.compile(r"[\w’'.-]+")
_GAP = re.compile(r"\s+(?:(?:de|van|von|der|bin|ibn|al|el|ben)\s+)?")
_OPENING, _LEADING = frozenset('.!?:;…“”"‘’([—–-•▪●◦\n'), frozenset("'*_")
"""What a sentence begins behind, and what may stand between that, or the text's own beginning, and its first word, blanks apart."""
_CODE = re.compile(r"[A-Za-z]{1,6}-?\d+[A-Za-z]*\Z|[A-Z]{1,2}\Z|[BCDFGHJ-NP-TV-XZ]{3,6}s?\Z|(?:[A-Z]\.){1,4}[A-Z]\Z")
"""Types of weapons, initials ("U.S."), and letters that nobody could call a person by ("RSF")."""
_LETTERS = re.compile(r"[A-Z]{1,6}[a-z]?[A-Z]{1,6}s?(?:-[A-Z]{2,6})*\Z")
"""What a body or a thing goes by ("MONUSCO", "IEDs"): a person only where it is said to be a name, or where a name stands beside it."""
_CALLED = re.compile(r"\b(?:called|named|nicknamed|dubbed|alias|call ?sign|codename|known as|name(?: is| was)?)[\s“\"‘']+\Z", re.IGNORECASE)
_AT = re.compile(
    r"\b(?:in|near|at|around|towards?|outside|between|into|across|over|of|through|via|from|beyond)\s+"
    rf"(?:the\s+)?(?:{_CAPITAL}[\w’'-]+(?:\s{_CAPITAL}[\w’'-]+)*(?:,|\sand|,\sand)\s+)*\Z"
)
_SMALL_WORDS = frozenset(TABLE["small"].split())
_NAME_GOES_ON = re.compile(rf",\s{_CAPITAL}\w|:")
"""What stands behind a surname in capitals: "PETRENKO, Olena", "PETRENKO: We saw"."""
_OWNED = re.compile(r"['’]s?\Z")
SHORT = 3
"""Words of a name up to this long are too common to stand for it."""
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "r", "n", "ly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A run of capitalised words that no list vouches for: its offsets, its words, and whether it stands where a place would.

    ``unknown`` are those of its words that no list has; none where a title makes it a person's name.
    """

    start: int
    end: int
    text: str
    place_like: bool
    unknown: tuple[str, ...] = ()


class Vouching(Protocol):
    """What the texts at hand tell of a name that no list has."""

    def vouches(self, name: Name, text: str, *, strict: bool) -> bool:
        """Do they tell that it is a place's, a body's or a public office's? ``strict``: no place counts."""


class Names:
    """Finds private names, given the names that may be printed and a gazetteer's opinion of places."""

    def __init__(self, allowed: Iterable[str], is_place: Callable[[str], bool], seen_lower: Iterable[str] = ()) -> None:
        allowed = tuple(allowed)
        self._allowed = {a.casefold() for a in allowed}
        self._parts = {part for a in self._allowed for part in _parts(a)}
        self._is_place = is_place
        self._lower = frozenset(seen_lower)
        self._vouching: Vouching | None = None
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        for words in map(_WORD.findall, allowed):
            if len(words) > 1:
                sizes[words[0].casefold()].add(len(words))
        self._sizes = {first: sorted(found, reverse=True) for first, found in sizes.items()}
        """How many words the allowed names of several words have, by their first one."""
        self._places: dict[str, bool] = {}
        self._runs: dict[str, list[list[re.Match[str]]]] = {}
        self._capitals: dict[str, frozenset[str]] = {}
        self._found: dict[tuple[str, frozenset[str]], tuple[Name, ...]] = {}

    def beside(self, seen_lower: Iterable[str], vouching: Vouching | None = None) -> Names:
        """The same names beside other ordinary words, and what the texts at hand vouch for; a text in which the words change nothing is
        searched once for both."""
        other = copy(self)
        other._lower, other._vouching = frozenset(seen_lower), vouching
        return other

    def private(self, text: str, *, strict: bool = False) -> Iterator[Name]:
        """The private names of a text, in order; ``strict``: nothing but a list vouches for a place."""
        for name in self._unlisted(text):
            if self._vouching is None or not self._vouching.vouches(name, text, strict=strict):
                yield name

    def told_places(self, text: str) -> Iterator[Name]:
        """The names that only the texts at hand tell to be places."""
        if self._vouching is not None:
            for name in self._unlisted(text):
                if self._vouching.vouches(name, text, strict=False) and not self._vouching.vouches(name, text, strict=True):
                    yield name

    def runs_of(self, text: str) -> list[list[re.Match[str]]]:
        """The runs of capitalised words of a text, found once."""
        if text not in self._runs:
            self._runs[text] = list(runs(text))
        return self._runs[text]

    def _unlisted(self, text: str) -> tuple[Name, ...]:
        if text not in self._capitals:
            found = self.runs_of(text)
            self._capitals[text] = frozenset(w for run in found for m in run for w in (m[0].casefold(), bare_of(m[0])))
        key = (text, self._capitals[text] & self._lower)
        if key not in self._found:
            self._found[key] = tuple(self._search(text))
        return self._found[key]

    def _search(self, text: str) -> Iterator[Name]:
        guarded = self._spans_of_allowed(text)
        for run in self._runs[text]:
            words = [m for m in run if not any(a <= m.start() and m.end() <= b for a, b in guarded)]
            if not words or self._vouched(text, run, words):
                continue
            start, end = run[0].start(), run[-1].end()
            unknown = self._unknown(text, words)
            if unknown and unknown[0] is run[-1] and _are_letters(text, run):
                continue
            if self._ordinary(text, run[0]) and len(run) > 1 and run[0] not in unknown:
                start = run[1].start()
            titled = any(bare_of(m[0]) in TITLES for m in run)
            told = () if titled else tuple(_clean(m[0]) for m in unknown)
            yield Name(start=start, end=end, text=text[start:end], place_like=bool(_AT.search(text[:start])), unknown=told)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a gazetteer's places stand that are no area of the theatre and no part of an allowed name."""
        guarded = self._spans_of_allowed(text)
        for run in runs(text):
            for size in range(len(run), 0, -1):
                hits = [(run[n].start(), run[n + size - 1].end()) for n in range(len(run) - size + 1)]
                found = [h for h in hits if self._is_unguarded_place(text[h[0] : h[1]], h, guarded)]
                if found:
                    yield from found
                    break

    def _is_unguarded_place(self, words: str, span: tuple[int, int], guarded: list[tuple[int, int]]) -> bool:
        bare = bare_of(words)
        known = bare in self._allowed or bare in WORDS or bare in TITLES
        return not known and self._place(_clean(words)) and not any(a <= span[0] and span[1] <= b for a, b in guarded)

    def _spans_of_allowed(self, text: str) -> list[tuple[int, int]]:
        """Where allowed names of several words stand, small words between them included."""
        found = []
        words = list(_WORD.finditer(text))
        for n, first in enumerate(words):
            word = first[0]
            if (word[0].isupper() or word[0].isdigit()) and (sizes := self._sizes.get(word.casefold())):
                ends = (words[n + size - 1].end() for size in sizes if n + size <= len(words))
                end = next((e for e in ends if bare_of(text[first.start() : e]) in self._allowed), None)
                if end is not None:
                    found.append((first.start(), end))
        return found

    def _vouched(self, text: str, run: list[re.Match[str]], words: list[re.Match[str]]) -> bool:
        lowered = [bare_of(m[0]) for m in run]
        titled = any(w in TITLES and not self._ordinary(text, m) for w, m in zip(lowered, run, strict=True)) and len(run) > 1
        whole = " ".join(lowered)
        if not titled and (whole in self._allowed or (len(run) > 1 and self._place(text[run[0].start() : run[-1].end()]))):
            return True
        bodies = [n for n, w in enumerate(lowered) if w in INSTITUTIONS]
        if not titled and len(run) > 1 and bodies:  # "Joint Relief Desk"; but "State Vydumka" may be a secretary's name
            return not self._unknown(text, [m for m in run[bodies[-1] + 1 :] if m in words])
        if titled:
            return all(w in WORDS or w in TITLES for w in lowered)
        return not self._unknown(text, words)

    def vouches(self, word: str) -> bool:
        """Is it a part of a name that may be printed, or an ordinary word or title that is written with a capital?"""
        bare = bare_of(word)
        return bare in WORDS or bare in TITLES or bare in self._parts or bare in self._allowed

    def _unknown(self, text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
        return [m for m in words if not self._known(m[0]) and not self._ordinary(text, m)]

    def _known(self, word: str) -> bool:
        bare = bare_of(word)
        if bare in TITLES or bare in WORDS or bare in self._parts or bare in self._allowed or _CODE.match(word):
            return True
        if any(bare.endswith(e) and bare[: -len(e)] in self._parts for e in ("s", "es")) or (bare.endswith("s") and bare[:-1] in WORDS):
            return True
        if "-" in word:
            return all(self._known(p) or p.islower() or p.isdigit() for p in word.split("-") if p)
        return self._place(_clean(word))

    def _ordinary(self, text: str, m: re.Match[str]) -> bool:
        """Does an ordinary word open a sentence here, or shout?"""
        if m[0].isupper() and len(m[0]) > 1 and (m[0].casefold() in COMMON or m[0].casefold() in self._lower):
            return True
        if not opens(text, m.start()):
            return False
        bare = bare_of(m[0])
        stems = {bare[: len(bare) - len(e)] if e else bare for e in _ENDINGS if bare.endswith(e)}
        forms = {bare, f"{bare[:-3]}y" if bare.endswith("ies") else bare}
        known = forms & COMMON or stems & _STEMS or {s + "e" for s in stems} & _STEMS or COMMON.issuperset(bare.split("-"))  # "Forty-seven"
        return bool(known or bare in self._lower or "'" in bare.replace("’", "'")[1:-1])

    def _place(self, words: str) -> bool:
        name = words.title() if words.isupper() and len(words) > 3 else words
        if name not in self._places:
            self._places[name] = self._is_place(name)
        return self._places[name]


def _are_letters(text: str, run: list[re.Match[str]]) -> bool:
    """Is its last word in capitals among others in small letters, with no more than "The" before it, and not said to be a name?"""
    last, before = run[-1], run[:-1]
    if not _LETTERS.match(last[0]) or any(m[0].casefold() not in _SMALL_WORDS for m in before) or _CALLED.search(text, 0, last.start()):
        return False
    return any(c.islower() for c in text) and not _NAME_GOES_ON.match(text, last.end())


def is_printable(text: str, allowed: Iterable[str], is_place: Callable[[str], bool]) -> bool:
    """Does a text hold no name that nobody vouches for?"""
    return not any(True for _ in Names(allowed, is_place).private(text))


def _parts(name: str) -> list[str]:
    """Words that stand for an allowed name: any longer word of a body's ("told Meridian"), the last of another's (a surname)."""
    words = re.findall(r"[\w-]+", name)
    long = [w for w in words if len(w) > SHORT]
    return long if len(words) == 1 or any(w in INSTITUTIONS for w in words) else [w for w in long if w == words[-1]]


def runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Capitalised words that stand next to each other; a sentence's end parts them."""
    run: list[re.Match[str]] = []
    for m in _NAME.finditer(text):
        if run and _GAP.fullmatch(text, run[-1].end(), m.start()):
            run.append(m)
            continue
        if run:
            yield run
        run = [m]
    if run:
        yield run


def opens(text: str, at: int) -> bool:
    """Does a sentence begin here?"""
    while at and (text[at - 1].isspace() or text[at - 1] in _LEADING) and text[at - 1] not in _OPENING:
        at -= 1
    return not at or text[at - 1] in _OPENING


def _clean(word: str) -> str:
    return _OWNED.sub("", word).rstrip(".")


@lru_cache(maxsize=10_000)
def bare_of(word: str) -> str:
    """A word in small letters, without what marks an owner."""
    return _clean(word).casefold()
