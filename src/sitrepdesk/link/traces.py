"""The sentences of a text as traces of copying: which of them nobody writes twice, what facts each holds, and whom it credits."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from sitrepdesk.language import sentences

from ._tables import COMMON, COPIES, FIGURES, MONTHS
from .credits import CREDITING
from .credits import credited as credited_in
from .names import bare, called

WORD = re.compile(r"\d[\d.,]*\d|\w+")
NUMBER, NAME, PLAIN = 3, 2, 1
"""What a fact is, in the two lowest bits of its hash; also what it is worth as a trace."""

_BREAK = re.compile(r"\n\s*\n")
_LEAD = re.compile(
    r"""(?:
      \[[^\]\n]{1,40}\]\s+ | \#\w+\s+ | [^\w\["“«(\#@]+(?=[\w@\#])               # a box, a tag, marks
    | [A-Z][A-Z .’'-]{2,}(?:,[^—–\n]{3,24})?(?:[ ]?\([^)\n]{2,40}\))?[ ]?[—–-][ ]+   # a dateline, "URGENT -"
    | [A-Z]{2,}(?:[ ][A-Z]{2,}){0,2}[ ]?[:|][ ]                                      # "UPD:", "LIVE |"
    | (?:RT[ ]|From[ ])?                                                             # whose words they are: a handle or a name
      (?:@\w+|[A-Z][\w.&’'-]*(?:[ ](?:(?:of|for|de)[ ])?[A-Z0-9][\w.&’'-]*){0,4})(?::|[ ][–—-])\s(?![\s"“«])
    )+""",
    re.VERBOSE,
)
"""What may stand before a sentence and is no part of it."""
_ENDED = re.compile(r"[.!?…][\"”»)]*\s*$")


@dataclass(frozen=True, slots=True)
class Traces:
    """Hashes are packed, four bytes each. ``telling``: whole sentences with so much of their own in them that two reporters hardly write
    the same; ``plain``: those with less, and no number, which they may; ``stated``: all that state something. ``facts``: the numbers,
    names and rare words of each sentence. ``credited``: those of the sentences that say whom they have it from, with those names.
    ``credits``: all whom the text credits.
    """

    telling: bytes
    plain: bytes
    stated: bytes
    facts: tuple[bytes, ...]
    credited: tuple[tuple[frozenset[str], bytes], ...]
    credits: frozenset[str]

    @property
    def size(self) -> int:
        """Bytes of its hashes."""
        return len(self.telling) + len(self.plain) + len(self.stated) + sum(map(len, self.facts)) + sum(len(f) for _, f in self.credited)


def paragraphs(text: str) -> list[str]:
    """Pieces of a text between blank lines."""
    return [p for p in _BREAK.split(text) if p.strip()]


def traces(text: str, house: frozenset[str]) -> Traces:
    """The traces of a text; ``house`` is what its source is known as: its own lines ("Read us on paper") are no trace of anything."""
    telling, plain, stated, named = set[int](), set[int](), set[int](), set[str]()
    facts: list[bytes] = []
    credited: list[tuple[frozenset[str], bytes]] = []
    own_lines = tuple(f" {' '.join(WORD.findall(n))} " for n in house)
    apart, bodies, headings = frozenset[str](), list[bytes](), list[bytes]()
    for sentence in _sentences(unicodedata.normalize("NFKC", text)):
        found = {
            n
            for name in credited_in(sentence)
            if (n := bare(name)) and not called(n) & house and not any(h.endswith(f" {n}") for h in house)
        }
        names = frozenset[str]().union(*map(called, found))
        named |= names
        flat = WORD.findall(_LEAD.sub("", sentence, count=1) if _LEAD.match(sentence) else sentence)
        said = " ".join(flat).casefold()
        if any(own in f" {said} " for own in own_lines):
            continue
        undated = _undated(flat)
        mine = dict(_facts(undated))
        whole, worth, numbered = crc32(said.encode()), *_worth(undated)
        if len(flat) >= COPIES["stated_words"] and worth >= COPIES["stated_worth"]:
            stated.add(whole)
        if len(flat) >= COPIES["sentence_words"] and worth >= COPIES["sentence_worth"]:
            (telling if numbered or worth >= COPIES["plain_worth"] else plain).add(whole)
        told = any(kind > PLAIN for kind in mine.values())
        by_itself = bool(names) and _by_itself(sentence, found, mine)
        if by_itself or not any(" ".join(WORD.findall(n)) in said for n in found):
            apart |= names
        if told:
            facts.append(packed(_hash(w) | kind for w, kind in mine.items()))
            (headings if by_itself else bodies).append(facts[-1])
            credited += [(names, facts[-1])] if names and not by_itself else []
    credited += [(apart, f) for f in dict.fromkeys(bodies or headings)] if apart else []
    return Traces(packed(telling), packed(plain), packed(stated), tuple(dict.fromkeys(facts)), tuple(credited), frozenset(named))


def _by_itself(sentence: str, credited: Iterable[str], facts: Mapping[str, int]) -> bool:
    """Is a credit no part of a telling: in a heading, a line below, or a sentence that says nothing else? It is for the whole text."""
    words = {w for n in credited for w in WORD.findall(n)}
    return not _ENDED.search(sentence) or not any(kind > PLAIN for w, kind in facts.items() if w not in words)


def packed(hashes: Iterable[int]) -> bytes:
    """A set of hashes, in order, four bytes each."""
    return array("I", sorted(set(hashes))).tobytes()


def told_again(copy: bytes, model: bytes, credited: Iterable[str]) -> tuple[int, int, int, int]:
    """Of one sentence's facts those that another has too: how many numbers, names, and facts at all,
    and what share of all, by worth, per mille.

    The words of ``credited``, the names by which the sentence credits the other, are no facts of it.
    """
    credit = {_hash(w) >> 2 for n in credited for w in WORD.findall(n)}
    mine, other = ({h >> 2: h & 3 for h in array("I", facts) if h >> 2 not in credit} for facts in (copy, model))
    both = [min(kind, other[h]) for h, kind in mine.items() if h in other]
    return both.count(NUMBER), both.count(NAME), len(both), 1000 * sum(both) // max(1, sum(mine.values()))


def _sentences(text: str) -> Iterator[str]:
    for piece in paragraphs(text):
        yield from (piece[start:end] for start, end in sentences(piece))


def _hash(word: str) -> int:
    return crc32(word.encode()) & ~3


def _facts(flat: list[str]) -> Iterator[tuple[str, int]]:
    for word in flat:
        folded = word.casefold()
        figure = FIGURES.get(folded, folded)
        if figure[0].isdigit():
            yield figure.replace(",", ""), NUMBER
        elif len(word) > 3 and folded not in COMMON and (word[0].isupper() or folded not in CREDITING):
            yield folded, NAME if word[0].isupper() else PLAIN


def _undated(flat: list[str]) -> list[str]:
    """The words without figures that count nothing: those beside a month's name, since all reports of a day have its date, and "one of"."""
    months = {i for i, w in enumerate(flat) if w in MONTHS}
    return [
        w
        for i, w in enumerate(flat)
        if not (w[0].isdigit() and {i - 1, i + 1} & months) and not (w in ("one", "One") and flat[i + 1 : i + 2] == ["of"])
    ]


def _worth(flat: list[str]) -> tuple[int, bool]:
    """How little a sentence is to be expected, and whether it has a number: by its numbers, its rare words and its length, and a little by
    its names, which every report has.
    """
    names = rest = figures = 0
    for i, word in enumerate(dict.fromkeys(flat)):
        figure = FIGURES.get(word.casefold(), word)
        if figure[0].isdigit():
            figures += min(len(figure), 4)
        elif i and len(word) > 3 and word.casefold() not in COMMON:
            names, rest = (names + 2, rest) if word[0].isupper() else (names, rest + 1)
    length = max(0, sum(w[0].islower() for w in flat) - COPIES["plain_words"]) // COPIES["words_worth"]
    return min(names, COPIES["names_worth"]) + figures + rest + length, figures > 0
