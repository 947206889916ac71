"""What a claim tells of beside parties, place and time: soldiers, a school, power, a swap of prisoners; and whether two can be one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile

from sitrepdesk.language.morphology import singular
from sitrepdesk.language.sorts import HAZARDS, KINDS, TOOLS, WORKS
from sitrepdesk.model import Claim, Subject, Where
from sitrepdesk.places import peoples

from ._tables import COMMON, CONTENT, EMPTY, GENERAL_THINGS, HARMING, MEASURES, OBJECT_ENDS, PART, PERSONS, PRESENT, SOUGHT, TOLL
from .heads import lemma
from .sites import is_ground, unknown_place, works_at

_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]*\w")
_TOLL = "#"
"""Stands for a toll: how many, in whatever words, is what two reports of one story have to agree on."""
_NOTHING = Subject(thing=None, site=None, unit=None, tool=None, words=())
_LEAST = 4
"""Shorter words tell of nothing."""


def subject(c: Claim, where: Sequence[Where]) -> Subject:
    """What a claim tells of; ``where`` are its finest known places."""
    thing, site = _thing(c) if c.type in SOUGHT else None, _site(c, where)
    if site and where and "works" in SOUGHT.get(c.type, ()):
        thing, site = thing or site, None
    unit, tool = _unit(c), _tool(c) if c.instrument and c.type in HARMING else None
    words = _words(c, bool(where)) if c.type in CONTENT or not where else ()
    return Subject(thing=thing, site=site, unit=unit, tool=tool, words=words) if thing or site or unit or tool or words else _NOTHING


def _unit(c: Claim) -> str | None:
    found = {u for p in (*c.actor, *c.target) if _ORDINAL.search(p.text) for u in _ORDINAL.findall(p.text)}
    return " ".join(sorted(found)) if found else None


def _tool(c: Claim) -> str | None:
    """The one sort of weapon or cause that is named."""
    named = {TOOLS[w] for p in c.instrument for w in p.text.casefold().split() if w in TOOLS}
    return named.pop() if len(named) == 1 else None


def _site(c: Claim, where: Sequence[Where]) -> str | None:
    if not where:
        return unknown_place(c)
    one = not is_ground(c) and len({w.place for w in where}) == 1
    return next((at for w in where if (at := works_at(c, w))), None) if one else None


@cache
def _idle() -> frozenset[str]:
    """Words that carry no content."""
    return COMMON | EMPTY | peoples()


def _words(c: Claim, placed: bool) -> tuple[str, ...]:
    """The words that carry content: none of the head, a speaker, a people, a place or a time; where its place is known, no party, and
    names only where nothing else is.
    """
    said = [c.head_span, *(w.span for w in c.places), *(s.span for s in c.attribution if s.span), *([c.time.span] if c.time.span else [])]
    said += [p.span for p in c.actor] if placed and c.type != "protest" else []
    found: set[str] = set()
    names: set[str] = set()
    for m in _WORD.finditer(c.quote):
        start, end = m.start() + c.span[0], m.end() + c.span[0]
        word = m.group().casefold()
        if len(word) >= _LEAST and word not in _idle() and not any(a < end and start < b for a, b in said):
            name = m.group() != word and m.start() > 0
            (names if name else found).add(KINDS.get(word) or WORKS.get(word) or lemma(word))
    found -= {lemma(c.head.casefold()), lemma(c.type)}
    if not placed and c.type in TOLL and c.quantities:
        found.add(_TOLL)
    return tuple(sorted(found or names if placed else found | names))


def _thing(c: Claim) -> str | None:
    """The class or the noun of what was hit, lost, brought, short or cut off; ``None`` where the words name nobody and nothing in
    particular ("40 people", "it", a name), or two at once."""
    lists = SOUGHT.get(c.type, ())
    named = next((found for words in _sought(c) if (found := _first(lists, words))), None)
    if named is None and c.type in PRESENT and any(PERSONS & set(words.casefold().split()) for words in _sought(c)):
        return "civilian"  # whoever they are: no tank, no drone
    if named or "kind" not in lists or not c.quantities:
        return named
    unit = next((q.unit for q in c.quantities if q.of == "target" and q.unit and q.unit != "person"), None)
    return _first(lists, unit) if unit else None


def _sought(c: Claim) -> Iterator[str]:
    """The words in which it is named: the target; who is somewhere; what aid brings; a disaster's or disease's own name. Names and parties
    are none."""
    if "hazard" in SOUGHT.get(c.type, ()):
        yield " ".join((c.head, *(p.text for p in (*c.actor, *c.instrument, *c.target)))).casefold()
        return
    named = c.instrument if c.type == "aid" and c.instrument else c.target or (c.actor if c.type in PRESENT else ())
    if named and not named[0].entity:
        text = named[0].text
        opens = named[0].span[0] == c.span[0] and text[1:].islower() and singular(text.casefold()) != text.casefold()
        yield text.casefold() if opens else text  # "Teachers were killed": no name; of "Jackson was arrested" nobody knows


@lru_cache(maxsize=1 << 14)
def _first(lists: tuple[str, ...], words: str) -> str | None:
    """The first that a list names; else, but of hazards, the noun itself."""
    found = next((f for name in lists if (f := _FIND[name](words.casefold()))), None)
    return found or (_noun(words) if lists and "hazard" not in lists else None)


def _kind(words: str) -> str | None:
    return next((KINDS[w] for w in words.split() if w in KINDS), None)


def _works(words: str) -> str | None:
    """The one sort of work or building that the words name, up to where they say where it stands ("a bridge over the canal")."""
    named = {WORKS[w] for w in _own(words) if w in WORKS}
    return named.pop() if len(named) == 1 else None


def _hazard(words: str) -> str | None:
    return next((HAZARDS[w] for w in words.split() if w in HAZARDS), None)


_FIND = {"kind": _kind, "works": _works, "hazard": _hazard}


def _noun(words: str) -> str | None:
    """The main word of a phrase, in the singular, if it is no name, no word for anything, and no work among others."""
    own = _own(words)
    if "of" in own:
        at = own.index("of")
        own = own[at + 1 :] if at and own[at - 1] in MEASURES else own[:at]
    last = own[-1].strip("“”\"'’.()") if own else ""
    if not last.isalpha() or not last.islower() or last in GENERAL_THINGS or any(w in WORKS for w in own) or "and" in own:
        return None
    return lemma(last)


def _own(words: str) -> list[str]:
    return list(takewhile(lambda w: w not in OBJECT_ENDS, words.replace(",", " , ").split()))


def apart(one: Subject, other: Subject) -> bool:
    """Are they two things, so that nobody who tells of the first tells of the second?"""
    pairs = ((one.site, other.site), (one.unit, other.unit), (one.tool, other.tool))
    if any(x and y and x != y for x, y in pairs):
        return True
    if one.words and other.words and set(one.words).isdisjoint(other.words):
        return True
    a, b = one.thing, other.thing
    return a is not None and b is not None and a != b and not whole(a, b) and not whole(b, a)


def whole(part: str | None, other: str | None) -> bool:
    """Is the first a part of the second, as children are of civilians, and all people of "people"?"""
    return part is not None and (other is None or PART.get(part) == other)


def contents(told: Sequence[tuple[str, bool, Subject]]) -> list[str | None]:
    """For tellings of one type, each with the name by which it stands alone and whether its place is known, what stands for its content.

    Where the place is known, the word that most of them share; so no telling brings two others together that share nothing. Where it is
    not, one word for all that a chain of shared words ties. ``None`` where nothing is known of it and any may be meant; its own name
    where a type says nothing without its content ("threatened"), and where neither place nor content is known.
    """
    shared = Counter(w for _, placed, s in told if placed for w in s.words)
    tied: dict[str, str] = {}

    def root(word: str) -> str:
        while (over := tied.setdefault(word, word)) != word:
            word = over
        return word

    for _, placed, s in told:
        for w in () if placed else s.words[1:]:
            first, last = sorted((root(s.words[0]), root(w)))
            tied[last] = first
    return [_content(name, placed, s, shared, root) for name, placed, s in told]


def _content(name: str, placed: bool, s: Subject, shared: Counter[str], root: Callable[[str], str]) -> str | None:
    if not s.words:
        return name or None
    return min(s.words, key=lambda w: (-shared[w], w)) if placed else root(s.words[0])
