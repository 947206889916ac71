"""Place names in running text: the longest names at word boundaries, weighed by the words around them; months, titles, people are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from .fold import fold
from .index import SHORT, Index
from .records import Candidate, Mention
from .relative import AND, AREA_AFTER, BETWEEN, FROM, TO, shape_before
from .tables import settings

_T = settings("finding.toml")
_STOP = settings("stop.toml")
_ADD: dict[str, int] = _T["add"]
_KIND: dict[str, int] = _T["kind"]
_SETS = {k: frozenset(v) for k, v in (_T | _STOP).items() if isinstance(v, list)}
_DOTTED = "|".join(re.escape(s) for s in sorted(SHORT, key=len, reverse=True) if s.endswith("."))
_WORD = re.compile(rf"(?<![^\W_])(?:{_DOTTED})(?!\w)" + r"|[A-Z]-?\d{2,3}(?!\w)|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’ʼ`‘](?!s\b)[^\W\d_]+)*|\d+")
_GLUE = re.compile(r"[ \u00a0]{1,2}|['’]|[ \u00a0]?[-–‑][ \u00a0]?|\. |[ \u00a0]?\n[ \u00a0]?")
_SENTENCE_END = re.compile(r"[.!?:;”\"\n•]\s*[\"“'‘(\[]*\s*$")
_DATELINE = re.compile(r" ?\([A-Z][A-Za-z/ ]{1,20}\)|,? ?[–—]| --?[ -]|, (?:[A-Z][\w.]+ ){1,2}(?:\(|[–—-])|, [A-Z][a-z]{2,8}\.? \d{1,2}\b")
_LONGEST = 7
DEFINITE: dict[str, str] = _T["definite"]
_DEFINITE = re.compile(r"\b(?:" + "|".join(DEFINITE) + r")\b(?! (?:bank|side|basin)|[-’'])", re.I)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, with its folded form, and whether it begins as a name does."""

    text: str
    start: int
    end: int
    key: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    key: str
    best: Candidate
    name: str = ""


class Finder:
    """Finds the places of a text by the names of an index."""

    __slots__ = ("_index",)

    def __init__(self, index: Index) -> None:
        self._index = index

    def find(self, text: str, *, wide: bool = False) -> tuple[Mention, ...]:
        """The mentions in order of their place. A relative phrase takes its names in as ``inner``.

        ``wide`` takes in what only widens or splits a name too: "northern Syria", "along the M03", "beyond the river".
        """
        page = _Page(text, self._index)
        found = _with_relatives(text, page.mentions(), _WIDE if wide else _NARROW)
        taken = {i for m in found for i in range(*m.span)}
        bare = (m for m in _DEFINITE.finditer(text) if m.start() not in taken)
        definite = (_definite(text, m, wide) for m in bare)
        return tuple(sorted((*found, *definite), key=lambda m: m.span))


class _Page:
    """One text while it is searched."""

    def __init__(self, text: str, index: Index) -> None:
        self.text = text
        self.index = index
        self.words = [Word(w, m.start(), m.end(), fold(w), _is_capital(w)) for m in _WORD.finditer(text) for w in (m.group(),)]
        self.lower = {w.key for w in self.words if w.text.islower()}
        self.people = self._people()
        self.sure: frozenset[str] = frozenset()
        self.spans: dict[int, _Found | None] = {}

    def _people(self) -> set[str]:
        """Surnames that the text shows behind a given name or a title."""
        out = set()
        for before, word in pairwise(self.words):
            named = before.capital and word.capital and (before.key in _SETS["given"] or before.key in _SETS["titles"])
            if named and len(word.text) > 2 and re.fullmatch(r"\.? ", self.text[before.end : word.start]):
                out.add(word.key)
        return out

    def mentions(self) -> list[Mention]:
        """What is a place somewhere in a text is one at its other mentions, unless these say otherwise."""
        first = self._pass()
        self.sure = frozenset(fold(m.text) for m in first)
        return self._pass()

    def _pass(self) -> list[Mention]:
        out: list[Mention] = []
        ends = -1
        i = 0
        while i < len(self.words):
            found = self._longest(i) if self._may_begin(self.words[i]) else None
            if found is None:
                i += 1
                continue
            score = self._score(found, after_place=ends >= 0 and self.text[ends : self.words[i].start] in (", ", " and ", ", and "))
            if score >= _T["threshold"]:
                start, end = self.words[found.first].start, self.words[found.last].end
                out.append(Mention(text=self.text[start:end], span=(start, end), inside=self._container(found), name=found.name))
                ends = end
                i = found.last + 1
            else:
                i = found.last + 1 if found.last > i and not self._shorter(i, found) else i + 1
        return out

    def _shorter(self, i: int, found: _Found) -> bool:
        return any(self.words[k].capital for k in range(i + 1, found.last + 1))

    def _may_begin(self, word: Word) -> bool:
        return word.capital or word.key == "the" or word.text in SHORT

    def _longest(self, i: int) -> _Found | None:
        if i not in self.spans:
            self.spans[i] = self._search(i)
        return self.spans[i]

    def _short(self, i: int) -> _Found | None:
        """A short form where it may stand: alone, or behind the comma or bracket that its larger place takes."""
        word = self.words[i]
        known = SHORT.get(word.text)
        if known is None:
            return None
        behind = self.text[max(0, word.start - 2) : word.start]
        if not (known[1] or (i > 0 and (behind == ", " or behind.endswith("(")) and self.words[i - 1].capital)):
            return None
        best = self.index.candidates(word.text)
        return _Found(i, i, word.key, best[0][1]) if best else None

    def _search(self, i: int) -> _Found | None:
        if found := self._short(i):
            return found
        word = self.words[i]
        definite = word.key == "the" and i + 1 < len(self.words)
        if not word.capital and not definite:
            return None
        for size in range(min(_LONGEST, len(self.words) - i), 0, -1):
            last = self.words[i + size - 1]
            if not self._may_end(last, size, definite):
                continue
            key = fold(self.text[word.start : last.end])
            if not (self._joined(i, size) or (size == 2 and key in _SETS["comma_names"])):
                continue
            key = key.replace(",", "")
            if self.index.has(key) and not self._stopped(key, i, size):
                best = self.index.candidates(key)[0][1]
                if not definite or best.kind == "pack":
                    return self._river(i, key) or _Found(i, i + size - 1, key, best)
        return None

    def _river(self, i: int, key: str) -> _Found | None:
        """ "The Dnipro" is the river and not the city: of the two only rivers have the article, if no noun follows ("the Dnipro mayor")."""
        if i == 0 or self.words[i - 1].key != "the" or not self._adjacent(i - 1, i) or not self.index.own(f"{key} river"):
            return None
        follows = self._adjacent(i, i + 1) and not self.words[i + 1].capital and self.words[i + 1].key not in _SETS["behind_rivers"]
        return None if follows else _Found(i, i, key, self.index.candidates(f"{key} river")[0][1], name=f"{key} river")

    def _may_end(self, last: Word, size: int, definite: bool) -> bool:
        if size == 1:
            return not definite
        if definite and size == 2 and (last.capital or last.key in _SETS["direction"]):
            return True
        return last.capital or last.key in _SETS["generic_last"] or (definite and last.key in _SETS["heads_after"] | _SETS["direction"])

    def _joined(self, i: int, size: int) -> bool:
        words = self.words[i : i + size]
        for left, right in pairwise(words):
            if not _GLUE.fullmatch(self.text, left.end, right.start):
                return False
            if ". " in self.text[left.end : right.start] and len(left.text) > 3:
                return False
        inner = words[1:-1]
        return all(w.capital or w.key in _SETS["inner_lower"] or w.key in _SETS["generic_last"] for w in inner)

    def _stopped(self, key: str, i: int, size: int) -> bool:
        word = self.words[i]
        if self.text[self.words[i + size - 1].end :][:1] == "$":
            return True
        if size > 1:
            return self.words[i].key == "the" and self._next(i + size - 1) in _SETS["sector_never_before"]
        if word.text.isupper() and len(word.text) <= 4:
            return not (key in _SETS["allowed_short"] or self.index.own(key) or (len(word.text) == 4 and self._shouting(word)))
        return key in _SETS["never"] or len(key) < 3

    def _shouting(self, word: Word) -> bool:
        """Whether the line of a word is all capitals, as headings are."""
        start = self.text.rfind("\n", 0, word.start) + 1
        end = self.text.find("\n", word.end)
        return self.text[start : end if end >= 0 else len(self.text)].isupper()

    def _next(self, k: int) -> str:
        return self.words[k + 1].key if k + 1 < len(self.words) else ""

    def _adjacent(self, left: int, right: int) -> bool:
        ok = left >= 0 and right < len(self.words)
        return ok and self.text[self.words[left].end : self.words[right].start] in (" ", ". ", "-", "\u00a0")

    def _first_word(self, i: int) -> bool:
        start = self.words[i].start
        return start == 0 or bool(_SENTENCE_END.search(self.text[max(0, start - 6) : start])) or not self.text[:start].strip()

    def _score(self, found: _Found, after_place: bool) -> int:
        single = found.first == found.last
        score = self._prior(found) + (0 if single else _ADD["multiword"])
        score += self._before(found) + self._after(found)
        score += _ADD["after_place"] if after_place else 0
        score += _ADD["container"] if self._container(found) else 0
        score += self._as_word(found) if single else 0
        score += _ADD["sure"] if found.key in self.sure - self.people - _SETS["common"] else 0
        return score + (_ADD["dateline"] if self._dateline(found) else 0)

    def _dateline(self, found: _Found) -> bool:
        """Opens a paragraph, in capitals or before an agency, a date or a dash: "PARIS (AP)", "Izium, Sept. 12"."""
        start, end = self.words[found.first].start, self.words[found.last].end
        if self.text[:start].rstrip(" ")[-1:] not in ("", "\n"):
            return False
        return bool(_DATELINE.match(self.text, end)) or (self.text[start:end].isupper() and end - start > 4)

    def _prior(self, found: _Found) -> int:
        c = found.best
        score = _KIND[c.kind] if c.kind in _KIND else (c.weight - _ADD["settlement_zero"]) * _ADD["settlement_slope"]
        score += 0 if c.main else _ADD["further_name"]
        if found.first and self.words[found.first - 1].key in _SETS["firmly"] and self._adjacent(found.first - 1, found.first):
            score = max(score, _ADD["firm_floor"])
        return score + (_ADD["theatre"] if c.country in self.index.theatre else 0)

    def _before(self, found: _Found) -> int:
        i = found.first
        if i == 0 or self.text[self.words[i - 1].end : self.words[i].start].strip(" \n.'’s"):
            return 0
        before = self.words[i - 1]
        for name, words in (("direction", "direction"), ("locative", "locative"), ("linking", "linking")):
            if before.key in _SETS[words]:
                head = before.key == "of" and i > 1 and self.words[i - 2].key in _SETS["heads_before"]
                return _ADD["head_before"] if head else _ADD[name]
        if before.key in ("the", "a", "an"):
            behind = i > 1 and self.words[i - 2].key in _SETS["locative"]
            if found.best.kind == "settlement":
                return 0 if behind else _ADD["article"]
            return _ADD["locative"] if behind else 0
        return self._name_before(found, before)

    def _name_before(self, found: _Found, before: Word) -> int:
        if not self._adjacent(found.first - 1, found.first) or not before.capital:
            return _ADD["person"] // 2 if before.key in _SETS["titles"] and found.best.kind == "settlement" else 0
        initial = len(before.text) == 1 and before.text not in "AI"
        if before.key in _SETS["titles"] or before.key in _SETS["given"] or initial:
            return _ADD["person"]
        if self._first_word(found.first - 1) and before.key in _SETS["common"] | _SETS["never"]:
            return 0
        return _ADD["joined_before"]

    def _after(self, found: _Found) -> int:
        k = found.last
        if k + 1 >= len(self.words):
            return 0
        after = self.words[k + 1]
        gap = self.text[self.words[k].end : after.start]
        small = found.best.kind == "settlement"
        if small and gap == " " and after.key in _SETS["other_unit"]:
            return _ADD["person"]
        if gap in (" ", "\u00a0", "-") and after.key in _SETS["heads_after"]:
            return _ADD["head_after"]
        if gap in (" ", "\u00a0") and after.capital and small:
            if after.key in _SETS["titles"] and self._named(k + 2):
                return 0
            return _ADD["organisation_after"] if after.key in _SETS["organisation_next"] else _ADD["joined_after"]
        return _ADD["says"] if gap in (" ", ", ") and after.key in _SETS["says"] and small and found.best.weight < 50 else 0

    def _named(self, k: int) -> bool:
        """A capitalised word: behind a title, a person's name ("Atlanta Mayor Reed")."""
        return k < len(self.words) and self.words[k].capital

    def _as_word(self, found: _Found) -> int:
        key = found.key
        score = _ADD["common"] if key in _SETS["common"] else 0
        score += (
            _ADD["surname"] if key in _SETS["surnames"] and found.best.kind != "country" and found.best.weight < _ADD["metropolis"] else 0
        )
        score += _ADD["given"] if key in _SETS["given"] else 0
        score += _ADD["lower_elsewhere"] if key in self.lower else 0
        score += _ADD["known_person"] if key in self.people and found.best.kind != "country" else 0
        small = found.best.kind == "settlement" and found.best.weight < _ADD["metropolis"]
        return score + (_ADD["first_word"] if small and self._first_word(found.first) else 0)

    def _container(self, found: _Found) -> str | None:
        """The larger place that follows behind a comma, where it does hold one of this name."""
        k = found.last
        if k + 1 >= len(self.words) or self.text[self.words[k].end : self.words[k + 1].start] != ", ":
            return None
        outer = self._longest(k + 1)
        if outer is None:
            return None
        name = self.text[self.words[outer.first].start : self.words[outer.last].end]
        holders = {c.id for _, c in self.index.candidates(name)}
        inner = (c for _, c in self.index.candidates(found.key)[:40])
        return name if any(holders & set(self.index.parents(c.id)) for c in inner) else None


def _is_capital(word: str) -> bool:
    """Begins as a name does, an elided article apart ("d'Ivoire"); scripts without case always do."""
    return not word[0].isdigit() and (not word[0].islower() or word[2:3].isupper())


_NARROW = ("offset", "distance", "edge", "side", "around")
_WIDE = ("offset", "distance", "edge", "part", "centre", "side", "around", "beyond", "along")


def _definite(text: str, found: re.Match[str], wide: bool) -> Mention:
    window = max(0, found.start() - 40)
    beyond = shape_before(text[window : found.start()], "beyond", "along") if wide else None
    if beyond:
        return _relative(text, window + beyond[1], found.end(), ())
    return Mention(text=found.group(), span=found.span(), kind_hint="definite")


def _with_relatives(text: str, names: list[Mention], kinds: tuple[str, ...]) -> tuple[Mention, ...]:
    out: list[Mention] = []
    i = 0
    while i < len(names):
        taken = _between(text, names, i, kinds is _WIDE) or _phrase(text, names, i, kinds)
        out.append(taken[0] if taken else names[i])
        i += taken[1] if taken else 1
    return tuple(out)


def _between(text: str, names: list[Mention], i: int, wide: bool) -> tuple[Mention, int] | None:
    if i + 1 == len(names):
        return None
    left, right = names[i], names[i + 1]
    before, middle = text[max(0, left.span[0] - 40) : left.span[0]], text[left.span[1] : right.span[0]]
    route = FROM.search(before) if wide and TO.fullmatch(middle) else None
    lead = route or (BETWEEN.search(before) if AND.fullmatch(middle) else None)
    if lead is None:
        return None
    start = left.span[0] - len(lead.group())
    return _relative(text, start, right.span[1], (left, right)), 2


def _phrase(text: str, names: list[Mention], i: int, kinds: tuple[str, ...]) -> tuple[Mention, int] | None:
    name = names[i]
    count = 2 if name.inside and i + 1 < len(names) and text[name.span[1] : names[i + 1].span[0]] == ", " else 1
    window = max(0, name.span[0] - 80)
    found = shape_before(text[window : name.span[0]], *kinds)
    if found:
        inner = tuple(names[i : i + count])
        return _relative(text, window + found[1], inner[-1].span[1], inner), count
    after = AREA_AFTER.match(text, name.span[1])
    if after is None:
        return None
    start = name.span[0] - 4 if text[max(0, name.span[0] - 4) : name.span[0]].lower() == "the " else name.span[0]
    return _relative(text, start, after.end(), (name,)), 1


def _relative(text: str, start: int, end: int, inner: tuple[Mention, ...]) -> Mention:
    return Mention(text=text[start:end], span=(start, end), kind_hint="relative", inner=inner)
