"""Private names in running text. An allow-list that fails closed: a capitalised name that nobody vouches for is private."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .rules import table

_TABLE = table("names.toml")
_INSTITUTIONS = frozenset(_TABLE["institutions"].split())
_WORDS = frozenset(_TABLE["words"].split()) | _INSTITUTIONS
_TITLES = frozenset(_TABLE["titles"].split())
_COMMON = frozenset(
    w
    for name in ("common.txt", "ordinary.txt")
    for line in (files(__package__) / "tables" / name).read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for w in line.split()
    if w not in _TITLES
)
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĶĹĽŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ\u0400-\u042f\u0490])"
_NAME = re.compile(rf"(?<![\w])(?:[Aa]l-|[Dd]['’])?{_CAPITAL}[\w’']*(?:[-.][\w’']+)*")
_WORD = re.compile(r"[\w’'.-]+")
_GAP = re.compile(r"\s+(?:(?:de|van|von|der|bin|ibn|al|el|ben)\s+)?")
_OPENING, _LEADING = frozenset('.!?:;…“”"‘’([—–-\n'), frozenset("'*_")
"""What a sentence begins behind, and what may stand between that, or the text's own beginning, and its first word, blanks apart."""
_CODE = re.compile(r"[A-Za-z]{1,6}-?\d+[A-Za-z]*\Z|[A-Z]{1,2}\Z|[BCDFGHJ-NP-TV-XZ]{3,6}s?\Z")
"""Types of weapons, initials, and letters that nobody could call a person by ("RSF")."""
_AT = re.compile(
    r"\b(?:in|near|at|around|towards?|outside|between|into|across|over|of|through|via|from|beyond)\s+"
    rf"(?:the\s+)?(?:{_CAPITAL}[\w’'-]+(?:\s{_CAPITAL}[\w’'-]+)*(?:,|\sand|,\sand)\s+)*\Z"
)
_GROUNDS = frozenset(_TABLE["grounds"].split())
_GROUND_OF = re.compile(rf"\b(?:{'|'.join(sorted(_GROUNDS))}) of\s+\Z", re.IGNORECASE)
_IS_GROUND = re.compile(rf"\s(?:{'|'.join(sorted(_GROUNDS))})\b", re.IGNORECASE)
_PARTICLE = re.compile(r"(?:al|el|ad|as|ash|at|az)-")
_SPEAKS = re.compile(r"\s(?:said|says|told|tells|added|wrote|writes|who|whose|and (?:his|her))\b")
_OWNED = re.compile(r"['’]s?\Z")
_SHORT = 3
"""Words of a name up to this long are too common to stand for it."""
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "r", "n", "ly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A run of capitalised words that nobody vouches for: its offsets, its words, and whether it stands where a place would."""

    start: int
    end: int
    text: str
    place_like: bool


class Names:
    """Finds private names, given the names that may be printed and a gazetteer's opinion of places."""

    def __init__(self, allowed: Iterable[str], is_place: Callable[[str], bool], seen_lower: Iterable[str] = ()) -> None:
        allowed = tuple(allowed)
        self._allowed = {a.casefold() for a in allowed}
        self._parts = {part for a in self._allowed for part in _parts(a)}
        self._is_place = is_place
        self._lower = frozenset(seen_lower)
        self._built: frozenset[str] = frozenset()
        self._bodies: frozenset[str] = frozenset()
        self._telling = self._lower
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        for words in map(_WORD.findall, allowed):
            if len(words) > 1:
                sizes[words[0].casefold()].add(len(words))
        self._sizes = {first: sorted(found, reverse=True) for first, found in sizes.items()}
        """How many words the allowed names of several words have, by their first one."""
        self._places: dict[str, bool] = {}
        self._runs: dict[str, list[list[re.Match[str]]]] = {}
        self._capitals: dict[str, frozenset[str]] = {}
        self._found: dict[tuple[str, frozenset[str], bool], tuple[Name, ...]] = {}

    def beside(self, seen_lower: Iterable[str], built: Iterable[str] = (), bodies: Iterable[str] = ()) -> Names:
        """The same names beside other ordinary words, the letters that ``bodies`` go by, and names that their sentences tell to be places,
        ``built`` with a word for one (``built_places``) or found in a gazetteer; a text in which those change nothing is searched once."""
        other = copy(self)
        other._lower, other._built, other._bodies = frozenset(seen_lower), frozenset(built), frozenset(bodies)
        other._telling = other._lower | other._bodies | {w for name in other._built for w in _WORD.findall(name)}
        return other

    def private(self, text: str, *, strict: bool = False) -> Iterator[Name]:
        """The private names of a text, in order; ``strict``: a word for a place vouches for none."""
        if strict and self._built:
            yield from self.beside(self._lower, (), self._bodies).private(text)
            return
        if text not in self._capitals:
            runs = self._runs[text] = list(_runs(text))
            self._capitals[text] = frozenset(w for run in runs for m in run for w in (m[0].casefold(), _bare(m[0])))
        key = (text, self._capitals[text] & self._telling, bool(self._built))
        if key not in self._found:
            self._found[key] = tuple(self._search(text))
        yield from self._found[key]

    def _search(self, text: str) -> Iterator[Name]:
        guarded = self._spans_of_allowed(text)
        for run in self._runs[text]:
            words = [m for m in run if not any(a <= m.start() and m.end() <= b for a, b in guarded)]
            if not words or self._vouched(text, run, words):
                continue
            start, end = run[0].start(), run[-1].end()
            if self._ordinary(text, run[0]) and len(run) > 1 and run[0] not in self._unknown(text, words):
                start = run[1].start()
            yield Name(start=start, end=end, text=text[start:end], place_like=bool(_AT.search(text[:start])))

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a gazetteer's places stand that are no area of the theatre and no part of an allowed name."""
        guarded = self._spans_of_allowed(text)
        for run in _runs(text):
            for size in range(len(run), 0, -1):
                hits = [(run[n].start(), run[n + size - 1].end()) for n in range(len(run) - size + 1)]
                found = [h for h in hits if self._is_unguarded_place(text[h[0] : h[1]], h, guarded)]
                if found:
                    yield from found
                    break

    def _is_unguarded_place(self, words: str, span: tuple[int, int], guarded: list[tuple[int, int]]) -> bool:
        bare = _bare(words)
        known = bare in self._allowed or bare in _WORDS or bare in _TITLES
        return not known and self._place(_clean(words)) and not any(a <= span[0] and span[1] <= b for a, b in guarded)

    def _spans_of_allowed(self, text: str) -> list[tuple[int, int]]:
        """Where allowed names of several words stand, small words between them included."""
        found = []
        words = list(_WORD.finditer(text))
        for n, first in enumerate(words):
            word = first[0]
            if (word[0].isupper() or word[0].isdigit()) and (sizes := self._sizes.get(word.casefold())):
                ends = (words[n + size - 1].end() for size in sizes if n + size <= len(words))
                end = next((e for e in ends if _bare(text[first.start() : e]) in self._allowed), None)
                if end is not None:
                    found.append((first.start(), end))
        return found

    def _vouched(self, text: str, run: list[re.Match[str]], words: list[re.Match[str]]) -> bool:
        lowered = [_bare(m[0]) for m in run]
        titled = any(w in _TITLES and not self._ordinary(text, m) for w, m in zip(lowered, run, strict=True)) and len(run) > 1
        whole = " ".join(lowered)
        if not titled and (whole in self._allowed or (len(run) > 1 and self._place(text[run[0].start() : run[-1].end()]))):
            return True
        if not titled and len(run) > 1 and any(w in _INSTITUTIONS for w in lowered):
            return True
        if titled:
            return all(w in _WORDS or w in _TITLES for w in lowered)
        return not self._unknown(text, words)

    def vouches(self, word: str) -> bool:
        """Is it a part of a name that may be printed, or an ordinary word or title that is written with a capital?"""
        bare = _bare(word)
        return bare in _WORDS or bare in _TITLES or bare in self._parts or bare in self._allowed

    def _unknown(self, text: str, words: list[re.Match[str]]) -> list[re.Match[str]]:
        return [m for m in words if not self._known(m[0]) and not self._ordinary(text, m)]

    def _known(self, word: str) -> bool:
        bare = _bare(word)
        if bare in _TITLES or bare in _WORDS or bare in self._parts or bare in self._allowed or bare in self._bodies or _CODE.match(word):
            return True
        if any(bare.endswith(e) and bare[: -len(e)] in self._parts for e in ("s", "es")) or (bare.endswith("s") and bare[:-1] in _WORDS):
            return True
        if "-" in word:
            return all(self._known(p) or p.islower() or p.isdigit() for p in word.split("-") if p)
        return self._place(_clean(word))

    def _ordinary(self, text: str, m: re.Match[str]) -> bool:
        """Does an ordinary word open a sentence here, or shout?"""
        if m[0].isupper() and len(m[0]) > 1 and (m[0].casefold() in _COMMON or m[0].casefold() in self._lower):
            return True
        if not _opens(text, m.start()):
            return False
        bare = _bare(m[0])
        stems = {bare[: len(bare) - len(e)] if e else bare for e in _ENDINGS if bare.endswith(e)}
        stems |= {f"{bare[:-3]}y"} if bare.endswith("ies") else set()
        return bool(stems & _COMMON or bare in self._lower or {s + "e" for s in stems} & _COMMON or "'" in bare.replace("’", "'")[1:-1])

    def _place(self, words: str) -> bool:
        name = words.title() if words.isupper() and len(words) > 3 else words
        if name.casefold() in self._built:
            return True
        if name not in self._places:
            self._places[name] = self._is_place(name)
        return self._places[name]


def built_places(texts: Iterable[str]) -> frozenset[str]:
    """Single names that a word for a place tells to be places ("the island of Idugo", "Idugo district"), in small letters.

    None that stands beside another name or a title, or that speaks, in any of the texts: a person may be called like a bridge.
    """
    found: set[str] = set()
    persons: set[str] = set()
    for text in texts:
        for run in _runs(text):
            words = [_bare(m[0]) for m in run]
            words = words[1:] if words[0] in _COMMON and _opens(text, run[0].start()) else words
            names = [w for w in words if w not in _GROUNDS]
            after, before = _SPEAKS.match(text, run[-1].end()), text[: run[0].start()]
            if after or not all(_PARTICLE.match(w) for w in names[1:]):
                persons.update(names)
            elif (
                names
                and words[0] == names[0]
                and (len(words) > len(names) or _IS_GROUND.match(text, run[-1].end()) or _GROUND_OF.search(before))
            ):
                found.add(" ".join(names))
    return frozenset(found - persons - _WORDS - _TITLES)


def letters_of_bodies(texts: Iterable[str]) -> frozenset[str]:
    """What bodies go by, in small letters: the first letters of names with a word for a body ("Armed Forces of Colombia": afc)."""
    runs = ([m[0] for m in run if m[0] != "The"] for text in texts for run in _runs(text))
    named = (run for run in runs if len(run) > _SHORT - 1 and any(_bare(w) in _INSTITUTIONS for w in run))
    return frozenset("".join(w[0] for w in run).casefold() for run in named)


def is_printable(text: str, allowed: Iterable[str], is_place: Callable[[str], bool]) -> bool:
    """Does a text hold no name that nobody vouches for?"""
    return not any(True for _ in Names(allowed, is_place).private(text))


def _parts(name: str) -> list[str]:
    """Words that stand for an allowed name: any longer word of a body's ("told Meridian"), the last of another's (a surname)."""
    words = re.findall(r"[\w-]+", name)
    long = [w for w in words if len(w) > _SHORT]
    return long if len(words) == 1 or any(w in _INSTITUTIONS for w in words) else [w for w in long if w == words[-1]]


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
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


def _opens(text: str, at: int) -> bool:
    """Does a sentence begin here?"""
    while at and (text[at - 1].isspace() or text[at - 1] in _LEADING) and text[at - 1] not in _OPENING:
        at -= 1
    return not at or text[at - 1] in _OPENING


def _clean(word: str) -> str:
    return _OWNED.sub("", word).rstrip(".")


@lru_cache(maxsize=10_000)
def _bare(word: str) -> str:
    return _clean(word).casefold()
