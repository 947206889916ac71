"""A Markdown file as the sentences that a lint looks at: each with its line, its words, what it quotes and what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitrepdesk.language import paragraphs, sentences

_MARK = re.compile(r"\[\^([\w:-]+)\]")
_ID = re.compile(r"<!--\s*([0-9a-f]{12})(?:\s+edited)?\s*-->")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOTE = re.compile(r"\[\^([\w:-]+)\]:\s*(.*)")
_SHOWS = re.compile(r"sitrep show ([0-9a-f]{6,64})|\bclaim[ :]+([0-9a-f]{6,64})\b", re.IGNORECASE)
_CLAIM = re.compile(r"[0-9a-f]{6,64}\Z")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence of a file, or a line of a draft with its ``id``.

    ``text`` is without marks and markup, ``bare`` also without what stands between quotation marks, ``quotes`` are those pieces.
    ``marks`` are the names of its citation marks. ``section`` counts the headings before it.
    """

    line: int
    text: str
    bare: str
    quotes: tuple[str, ...]
    marks: tuple[str, ...]
    section: int
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A file taken apart: its units and, by the name of each mark, the claims that its note names."""

    units: tuple[Unit, ...]
    notes: dict[str, tuple[str, ...]]


def parse(text: str) -> Prose:
    """Take a Markdown file apart. A mark whose own name is the beginning of a claim's id (``[^8a97b02196b6]``) needs no note."""
    notes: dict[str, tuple[str, ...]] = {}
    blocks: list[tuple[int, str, int]] = []
    section, fenced = 0, False
    open_block = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            fenced, open_block = not fenced, False
        elif note := _NOTE.match(line):
            notes[note[1]] = tuple(a or b for a, b in _SHOWS.findall(note[2]))
            open_block = False
        elif _HEADING.match(line):
            section, open_block = section + 1, False
        elif fenced or not line.strip() or line.lstrip().startswith("|"):
            open_block = False
        elif open_block and not _BULLET.match(line):
            start, body, at = blocks[-1]
            blocks[-1] = (start, f"{body}\n{line}", at)
        else:
            blocks.append((number, line, section))
            open_block = True
    units = tuple(u for start, body, at in blocks for u in _units(start, body, at))
    marks = {m for u in units for m in u.marks if m not in notes and _CLAIM.match(m)}
    return Prose(units=units, notes=notes | {m: (m,) for m in marks})


def _units(start: int, body: str, section: int) -> Iterator[Unit]:
    found = _ID.search(body)
    if found:
        yield _unit(start, body, section, found[1])
        return
    body = _COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), body)
    clean, at, marks = _without_marks(body)
    pieces = [s for p in paragraphs(clean) for s in sentences(clean, *p)] or [(0, len(clean))]
    for low, high in pieces:
        mine = tuple(name for place, name in marks if low < place <= high)
        words = clean[low:high]
        if words.strip():
            yield _made(start + body[: at[low]].count("\n"), words, mine, section, "")


def _without_marks(body: str) -> tuple[str, list[int], list[tuple[int, str]]]:
    """The text without citation marks, where each of its characters stood, and each mark with the place that it follows."""
    clean: list[str] = []
    at: list[int] = []
    marks: list[tuple[int, str]] = []
    last = 0
    for m in _MARK.finditer(body):
        clean += body[last : m.start()]
        at += range(last, m.start())
        marks.append((len("".join(clean).rstrip()), m[1]))
        last = m.end()
    clean += body[last:]
    at += range(last, len(body) + 1)
    return "".join(clean), at, marks


def _unit(line: int, body: str, section: int, name: str) -> Unit:
    marks = tuple(_MARK.findall(body))
    return _made(line, _MARK.sub("", _COMMENT.sub("", body)), marks, section, name)


def _made(line: int, words: str, marks: tuple[str, ...], section: int, name: str) -> Unit:
    text = " ".join(re.sub(r"\\(.)", r"\1", re.sub(r"\*\*|__|`", "", _BULLET.sub("", words, count=1))).split())
    quotes = tuple(a or b for a, b in _QUOTED.findall(text))
    return Unit(line=line, text=text, bare=_QUOTED.sub("“”", text), quotes=quotes, marks=marks, section=section, id=name)
