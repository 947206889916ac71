"""Text to paragraphs and sentences, as spans. A heading, a list item and a table cell are paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sitrepdesk.model import Span

from .morphology import table_words

_LINE = re.compile(r"[^\r\n\v\f\u0085\u2028\u2029]+")
_MARK = re.compile(
    r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*(?:(?:[-*•◦▪●–—>#|]+|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t\xa0]+)*[\s\u200b-\u200f\ufeff]*"
)
_BULLET = re.compile(r"\s*(?:[-*•◦▪●–—>#|]|\(?\d{1,3}[.)]\s)")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\[\d+\])*(?=\s|\Z)|[;|](?=\s*\|)|\t+|\s\|\s")
_LAST_WORD = re.compile(r"[^\W\d_](?:[\w.]*\w)?\Z")
_WRAPPED = range(50, 121)


_FRAME = re.compile(
    r"\s*(?:(?:at|by|between|before|after|around|about|since|from|until|till|shortly|just|as|of|on|and|to|the|approximately|roughly|midnight|noon"
    r"|\d[\d:.]*|[ap]\.m\.|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today)[,\s]*)+",
    re.IGNORECASE,
)
"""Nothing but a time, as it opens a sentence: "Between midnight and 3 a.m. troops left"."""
_NUMBER = re.compile(r"[#(№]?(?:\d|[IVXLC]{2,}\b|[VX]\b)")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table_words("abbreviations.txt"))


@cache
def _numbered() -> frozenset[str]:
    return frozenset(table_words("abbreviations_numbered.txt"))


def _goes_on(line: str, following: str) -> bool:
    """Is this line break only a wrap? A full line without a final mark, and no bullet after it."""
    bare = line.rstrip()
    return len(bare) in _WRAPPED and bare[-1:] not in ".!?:…|" and bool(following.strip()) and not _BULLET.match(following)


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a text, without bullets, numbering and blanks around them."""
    start, last = -1, ""
    end = 0
    for m in _LINE.finditer(text):
        line = m[0]
        if start >= 0 and (text.count("\n", end, m.start()) > 1 or not _goes_on(last, line)):
            yield from _trimmed(text, start, end)
            start = -1
        if not line.strip():
            continue
        if start < 0:
            start = m.start()
        last, end = line, m.end()
    if start >= 0:
        yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    mark = _MARK.match(text, start, end)
    start = mark.end() if mark else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _ends(text: str, m: re.Match[str], start: int, end: int) -> bool:
    if m[0][0] != ".":
        return True
    word = _LAST_WORD.search(text[max(start, m.start() - 24) : m.start()])
    rest = text[m.end() : m.end() + 40].lstrip()
    if not rest or m.end() >= end:
        return True
    if rest[0].islower():
        return False
    if word and word[0].lower() in _numbered():
        return not _NUMBER.match(rest)
    if word and (word[0].lower() in _abbreviations() or (len(word[0]) == 1 and word[0].isupper())):
        return word[0].lower() in {"a.m", "p.m", "etc"} and rest[0].isupper() and not _FRAME.fullmatch(text, start, m.end())
    return True


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of ``text[start:end]``, without blanks around them; abbreviations and initials do not end one."""
    end = len(text) if end is None else end
    at = start
    for m in _STOP.finditer(text, start, end):
        if _ends(text, m, at, end):
            yield from _bare(text, at, m.end())
            at = m.end()
    yield from _bare(text, at, end)


def _bare(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
