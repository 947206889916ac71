"""A text as sets of hashes: word five-grams, paragraphs, content words, quotations, credits; and the keys that block pairs.

Hashes are CRC-32 of UTF-8, and MinHash has a fixed seed, so that the same text gives the same keys on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from rensa import RMinHash

from sitrepdesk.model import DAY, Item, Source, Stamp, digest

from ._tables import COPIES, CREDIT_FORMS

WIDTH = 5
_ROWS, _BANDS, _SEED = 2, 32, 20220912
_SAMPLE = 4
_WORD = re.compile(r"\d[\d.,]*\d|\w+")
_BREAK = re.compile(r"\n\s*\n")
_QUOTED = re.compile(r"[\"“«]([^\"”»\n]{15,400})[\"”»]")
_NAME = r"(?:the )?((?:@\w+)|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,4})"
_FIRST = r"(?-i:" + _NAME + r")"
_CREDITS = tuple(re.compile(f.replace("NAME", _FIRST), re.IGNORECASE) for f in CREDIT_FORMS)
_MEDIA = frozenset({"agency", "outlet", "channel", "pictures", "wire"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shingled:
    """An item's text for comparison: hashes only, and who said it when. ``names`` are its source's, ``credits`` those it credits."""

    item: str
    source: str | None
    names: frozenset[str]
    credits: frozenset[str]
    published: Stamp | None
    text: str
    shingles: frozenset[int]
    paragraphs: tuple[frozenset[int], ...]
    content: frozenset[int]
    numbers: frozenset[str]
    quotes: frozenset[int]


def words(text: str) -> list[str]:
    """The words of a text, case folded and in one Unicode form; a number with its separators is one word."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def paragraphs(text: str) -> list[str]:
    """Pieces of a text between blank lines."""
    return [p for p in _BREAK.split(text) if p.strip()]


def content_words(text: str) -> list[str]:
    """Words that carry content: of four letters or more, or with a digit."""
    return [w for w in words(text) if len(w) > 3 or w[0].isdigit()]


def shingled(item: Item, source: Source | None, text: str) -> Shingled:
    """An item's whole text (its passages joined by a blank line) made ready for ``keys`` and ``copy_link``."""
    flat = words(text)
    parts = (words(p) for p in paragraphs(text))
    names = _names(source)
    return Shingled(
        item=item.id,
        source=item.source,
        names=names,
        credits=_credits(text) - names,
        published=item.published,
        text=digest("text", " ".join(flat)),
        shingles=_shingles(flat),
        paragraphs=tuple(_shingles(p) for p in parts if len(p) >= COPIES["paragraph_words"]),
        content=frozenset(crc32(w.encode()) for w in flat if len(w) > 3 or w[0].isdigit()),
        numbers=frozenset(w for w in flat if w[0].isdigit()),
        quotes=frozenset(crc32(" ".join(words(q)).encode()) for q in _QUOTED.findall(text)),
    )


def keys(s: Shingled) -> tuple[str, ...]:
    """Blocking keys: two items can be copies only if they share one.

    The text itself; MinHash bands; the smallest shingles of each paragraph, for partial reuse; a credited name with its days.
    """
    bands = [f"b{i}:{a:x}:{b:x}" for i, (a, b) in enumerate(_signature(s.shingles))]
    sample = {f"p:{h:x}" for p in s.paragraphs for h in sorted(p)[:_SAMPLE]}
    return (f"t:{s.text}", *bands, *sorted(sample), *sorted(_credit_keys(s)))


def _shingles(flat: list[str]) -> frozenset[int]:
    if len(flat) < WIDTH:
        return frozenset({crc32(" ".join(flat).encode())} if flat else ())
    return frozenset(crc32(" ".join(flat[i : i + WIDTH]).encode()) for i in range(len(flat) - WIDTH + 1))


def _signature(shingles: frozenset[int]) -> Iterable[tuple[int, int]]:
    if not shingles:
        return ()
    sketch = RMinHash(num_perm=_ROWS * _BANDS, seed=_SEED)
    sketch.update([f"{h:x}" for h in shingles])
    values = sketch.digest()
    return zip(values[::2], values[1::2], strict=True)


def _names(source: Source | None) -> frozenset[str]:
    if source is None:
        return frozenset()
    full = {_bare(n) for n in (source.name, *source.also)}
    short = {n.split()[0] for n in full if n} if source.kind in _MEDIA else set()
    return frozenset(full | short) - {""}


def _bare(name: str) -> str:
    return " ".join(w for w in name.casefold().split() if w != "the")


def _credits(text: str) -> frozenset[str]:
    found = {_bare(m.group(1)) for form in _CREDITS for m in form.finditer(text)} - {""}
    return frozenset(found | {n.split()[0] for n in found})


def _credit_keys(s: Shingled) -> set[str]:
    if s.published is None:
        return set()
    first, last = s.published.start // DAY, (s.published.end - 1) // DAY
    own = {f"c:{n}:{d}" for n in s.names for d in range(first, last + COPIES["reworded_days"] + 1)}
    return own | {f"c:{n}:{d}" for n in s.credits for d in range(first, last + 1)}
