"""A text as packed hashes: word five-grams, paragraphs, content words, quotations, credits; and the keys that block pairs.

Hashes are CRC-32 of UTF-8, and MinHash has a fixed seed, so that the same text gives the same keys on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from zlib import crc32

from rensa import RMinHash

from sitrepdesk.model import DAY, Item, Source, Stamp, digest

from ._tables import COMMON, COPIES
from .names import first_words, known_as
from .traces import PLAIN, WORD, Traces, packed, paragraphs, traces

WIDTH = 5
_ROWS, _BANDS, _SEED = 3, 32, 20220912
_TELLING = 3
"""Worth of five words from which on they are more than a stock phrase; see ``_worth``."""
_WINDOW = 6
_SHORT = 40
_SPAN = 5 * DAY
_QUOTED = re.compile(r"[\"“«]([^\"”»\n]{15,400})[\"”»]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shingled:
    """An item's text for comparison: hashes only, and who said it when. ``names`` are its source's, ``credits`` those it credits.

    Sets of hashes are packed, four bytes each, since a desk keeps thousands of texts at hand; ``unpacked`` makes a set of them again.
    ``prints`` are fingerprints of its runs of words, by which reuse is found, and ``sketch`` are the MinHash of all and of those that tell
    something; ``rare`` are its numbers and names; ``said`` its sentences.
    """

    item: str
    source: str | None
    names: frozenset[str]
    credits: frozenset[str]
    published: Stamp | None
    text: str
    shingles: bytes
    paragraphs: tuple[bytes, ...]
    content: bytes
    rare: bytes
    prints: bytes
    sketch: tuple[bytes, bytes]
    said: Traces
    numbers: frozenset[str]
    quotes: frozenset[int]

    @property
    def bare(self) -> Shingled:
        """Without what only its keys are made of: all that comparing needs."""
        return replace(self, rare=b"", prints=b"", sketch=(b"", b""))


@lru_cache(maxsize=128)
def unpacked(hashes: bytes) -> frozenset[int]:
    """The set of packed hashes; of those last asked for it is kept."""
    return frozenset(array("I", hashes))


def common(mine: bytes, other: bytes) -> frozenset[int]:
    """The hashes that stand in both."""
    return unpacked(mine).intersection(array("I", other))


def words(text: str) -> list[str]:
    """The words of a text, case folded and in one Unicode form; a number with its separators is one word."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def content_words(text: str) -> list[str]:
    """Words that carry content: of four letters or more, or with a digit."""
    return [w for w in words(text) if len(w) > 3 or w[0].isdigit()]


def shingled(item: Item, source: Source | None, text: str) -> Shingled:
    """An item's whole text (its passages joined by a blank line) made ready for ``keys`` and ``copy_link``."""
    flat = words(text)
    run, carrying = _shingles(flat), {w for w in flat if len(w) > 3 or w[0].isdigit()}
    worths = [0, *accumulate(_worths(text, flat))]
    parts = (words(p) for p in paragraphs(text))
    names = known_as(source)
    said = traces(text, names)
    return Shingled(
        item=item.id,
        source=item.source,
        names=names,
        credits=said.credits,
        published=item.published,
        text=digest("text", " ".join(flat)),
        shingles=packed(run),
        paragraphs=tuple(packed(_shingles(p)) for p in parts if len(p) >= COPIES["paragraph_words"]),
        content=packed(crc32(w.encode()) for w in carrying),
        rare=packed(h & ~3 for sentence in said.facts for h in array("I", sentence) if h & 3 > PLAIN),
        prints=packed(_prints(run, worths, short=len(flat) <= _SHORT)),
        sketch=(_sketch(run), _sketch([h for i, h in enumerate(run) if _between(worths, i, i) >= _TELLING])),
        said=said,
        numbers=frozenset(w for w in flat if w[0].isdigit()),
        quotes=frozenset(crc32(" ".join(words(q)).encode()) for q in _QUOTED.findall(text)),
    )


def keys(s: Shingled) -> tuple[str, ...]:
    """Blocking keys to store an item under: it can be a copy, or be copied, only if another's ``probes`` ask for one of them.

    The text itself; MinHash bands; fingerprints of its runs of words; the names of its source, or those that it credits, with the span
    of days and a rare word.
    """
    if s.published is None:
        return tuple(_alike(s))
    model, copy = (s.published.start, s.published.start), (s.published.end, s.published.end)
    return (*_alike(s), *_named("o", s.names, s.rare, *model), *_named("c", s.credits, s.rare, *copy))


def probes(s: Shingled) -> tuple[str, ...]:
    """The keys under which an item's possible copies and models are stored: who credits asks for the credited, and the other way."""
    if s.published is None:
        return tuple(_alike(s, probing=True))
    far = (COPIES["reworded_days"] + 1) * DAY
    copies, models = (s.published.start - DAY, s.published.start + far), (s.published.end - far, s.published.end + DAY)
    return (*_alike(s, probing=True), *_named("c", s.names, s.rare, *copies), *_named("o", s.credits, s.rare, *models))


def text_key(s: Shingled) -> str:
    """The key that items with the very same text share."""
    return f"t:{s.text}"


def _alike(s: Shingled, *, probing: bool = False) -> Iterator[str]:
    yield text_key(s)
    yield from _bands(s, 1 if probing else 0)
    yield from (f"p:{h:x}" for h in array("I", s.prints))
    yield from (f"s:{h:x}" for h in array("I", s.said.telling + s.said.plain))


def _bands(s: Shingled, near: int) -> Iterator[str]:
    """Three hashes each of the MinHash. What holds a stock phrase alone is narrowed by the span of days, and is asked for in so many spans
    on either side: hundreds of reports share it, and a copy comes soon.
    """
    every, telling = (array("I", sketch) for sketch in s.sketch)
    days = [f"{n}" for n in range(s.published.start // _SPAN - near, s.published.end // _SPAN + near + 1)] if s.published else [""]
    for i in range(0, len(every), _ROWS):
        band = f"b{i // _ROWS}:" + ":".join(f"{h:x}" for h in every[i : i + _ROWS])
        told = telling and any(a == b for a, b in zip(every[i : i + _ROWS], telling[i : i + _ROWS], strict=True))
        yield from [band] if told else (f"{band}:{day}" for day in days)


def _named(kind: str, names: frozenset[str], rare: bytes, first: int, last: int) -> Iterator[str]:
    """A name with a span of days and a number or a name of the text: a retelling has some of them from the report that it credits."""
    for name in first_words(names):
        yield from (f"{kind}:{name}:{span}:{h:x}" for span in range(first // _SPAN, last // _SPAN + 1) for h in array("I", rare))


def _shingles(flat: list[str]) -> list[int]:
    """Hashes of all runs of five words, in order; a shorter text is one run."""
    if len(flat) < WIDTH:
        return [crc32(" ".join(flat).encode())] if flat else []
    return [crc32(" ".join(flat[i : i + WIDTH]).encode()) for i in range(len(flat) - WIDTH + 1)]


def _prints(run: list[int], worths: list[int], *, short: bool) -> Iterator[int]:
    """Fingerprints of a text: pairs of neighbours among the smallest hashes of all windows; of a short text also each by itself.

    Two texts with sixteen words in a row in common share one for certain (Schleimer, Wilkerson and Aiken 2003, "Winnowing"). Pairs, and
    only those that hold numbers, names or rare words, because a stock phrase is shared by hundreds of reports that copy nobody.
    """
    least: list[int] = []
    at = -1
    for start in range(max(1, len(run) - _WINDOW + 1) if run else 0):
        window = run[start : start + _WINDOW]
        smallest = start + len(window) - 1 - window[::-1].index(min(window))
        if smallest != at:
            at = smallest
            least.append(at)
    enough = COPIES["print_worth"]
    yield from (crc32(b"%x:%x" % (run[i], run[j])) for i, j in pairwise(least) if _between(worths, i, j) >= enough)
    if short:
        yield from (crc32(b"%x" % run[i]) for i in least if 2 * _between(worths, i, i) >= enough)


def _between(worths: list[int], first: int, last: int) -> int:
    """What the words of two runs, and of those between them, are worth; ``worths`` are sums from the beginning of the text."""
    return worths[min(last + WIDTH, len(worths) - 1)] - worths[first]


def _worths(text: str, flat: list[str]) -> list[int]:
    """What each word is worth as a sign of copying: a number its digits up to 4, a name 2, a rare word 1, a common one nothing."""
    written = WORD.findall(unicodedata.normalize("NFKC", text))
    return [_worth(w) for w in (written if len(written) == len(flat) else flat)]


def _worth(word: str) -> int:
    if word[0].isdigit():
        return min(len(word), 4)
    return 0 if len(word) < 4 or word.casefold() in COMMON else 2 if word[0].isupper() else 1


def _sketch(run: list[int]) -> bytes:
    """The MinHash of runs of words."""
    if not run:
        return b""
    made = RMinHash(num_perm=_ROWS * _BANDS, seed=_SEED)
    made.update([f"{h:x}" for h in sorted(set(run))])
    return array("I", made.digest()).tobytes()
