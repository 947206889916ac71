"""What the renderers share: a cleared document as rows of sentences with the numbers that they cite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sitrepdesk.model import Citation, Cleared, Figure, Sentence

from .charts import draw, in_words, note_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One printed sentence: its parts and its citation numbers."""

    id: str
    role: str
    label: str
    body: str
    cells: tuple[str, ...]
    numbers: tuple[int, ...]
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One printed section; ``nested`` where it stands under another, ``rows`` its sentences."""

    key: str
    title: str
    nested: bool
    rows: tuple[Row, ...]
    figures: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a citation number leads to: the claims in one quoted sentence. ``told``: the report prints these words itself."""

    number: int
    first: Citation
    claims: tuple[str, ...]
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A figure as it is printed: its drawing, what it shows in words, its caption with what must be said under it."""

    key: str
    title: str
    svg: str
    words: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report as it is printed."""

    heading: str
    marking: str
    coverage: str
    period: str
    as_of: str
    theatre: str
    pinned: str
    reader: str
    issued: str
    next_issue: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    withheld: tuple[str, ...]


_SITREP = re.compile(r"\bsituation report\Z", re.IGNORECASE)
_ZONE = re.compile(r"\(([\w/+-]+)\)\s*\Z")
LABEL = " — "
COLUMN = " · "
WHAT_IT_MEANS = (
    "INTERNAL, NOT CHECKED FOR RELEASE: nobody has checked this report for what may be published. "
    "What follows was taken out by program, which can miss things."
)


def page_of(cleared: Cleared) -> Page:
    """The page that a cleared document prints as."""
    d = cleared.document
    numbers = {c.claim: c.number for c in d.citations}
    found = _ZONE.search(d.as_of)
    zone = found[1] if found else "UTC"
    notes: dict[int, list[Citation]] = {}
    for c in d.citations:
        notes.setdefault(c.number, []).append(c)
    printed = " ".join(_plain(x.text) for s in d.sections for x in s.sentences)
    return Page(
        heading=_heading(d.title, d.number),
        marking=cleared.marking,
        coverage=d.coverage,
        period=d.period,
        as_of=d.as_of,
        theatre=d.theatre,
        pinned=d.pinned,
        reader=d.reader,
        issued=d.issued,
        next_issue=d.next_issue,
        parts=tuple(
            Part(
                key=s.key,
                title=s.title,
                nested=s.level > 2,
                rows=tuple(row_of(x, numbers, s.key) for x in s.sentences),
                figures=tuple(_drawn(f, zone) for f in d.figures if f.section == s.key),
            )
            for s in d.sections
        ),
        notes=tuple(_note(n, notes[n], printed) for n in sorted(notes)),
        withheld=cleared.withheld,
    )


def _heading(title: str, number: int) -> str:
    """The name of the series and the number, without saying twice that it is a situation report: "Humanitarian SITREP No. 12"."""
    bare = _SITREP.sub("", title).strip()
    return f"{title}: SITREP No. {number}" if bare == title.strip() else f"{bare} SITREP No. {number}".strip()


def _drawn(figure: Figure, zone: str) -> Drawn:
    words = tuple(in_words(figure, zone))
    return Drawn(key=figure.key, title=figure.title, svg=draw(figure, zone), words=words, note=note_of(figure))


def _note(number: int, group: list[Citation], printed: str) -> Note:
    told = _plain(group[0].quote).strip(" .") in printed
    return Note(number=number, first=group[0], claims=tuple(c.claim for c in group), told=told)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[‘’“”\"'*_`]", "", text).split())


def row_of(s: Sentence, numbers: Mapping[str, int], section: str = "") -> Row:
    """A sentence as a row, with the numbers of its citations."""
    label, dash, body = s.text.partition(LABEL)
    plain = s.role not in {"fact", "judgement", "forecast"} or not dash or "“" in label
    cells = tuple(s.text.removesuffix(".").split(COLUMN)) if section == "sources" and COLUMN in s.text else ()
    return Row(
        id=s.id,
        role=s.role,
        label="" if plain else label,
        body=s.text if plain else body,
        cells=cells,
        numbers=tuple(sorted({numbers[c] for c in s.support if c in numbers})),
        edited=s.edited,
    )
