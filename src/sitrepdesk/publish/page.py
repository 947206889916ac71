"""What the renderers share: a cleared document as rows of sentences with the numbers that they cite."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitrepdesk.model import Citation, Cleared, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One printed sentence: its parts and its citation numbers."""

    id: str
    role: str
    label: str
    body: str
    cells: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One printed section; ``nested`` where it stands under another, ``rows`` its sentences."""

    key: str
    title: str
    nested: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a citation number leads to: the claims in one quoted sentence. ``told``: the report prints these words itself."""

    number: int
    first: Citation
    claims: tuple[str, ...]
    told: bool


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
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    withheld: tuple[str, ...]


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
    notes: dict[int, list[Citation]] = {}
    for c in d.citations:
        notes.setdefault(c.number, []).append(c)
    printed = " ".join(_plain(x.text) for s in d.sections for x in s.sentences)
    return Page(
        heading=f"{d.title}: SITREP No. {d.number}",
        marking=cleared.marking,
        coverage=d.coverage,
        period=d.period,
        as_of=d.as_of,
        theatre=d.theatre,
        pinned=d.pinned,
        reader=d.reader,
        parts=tuple(
            Part(key=s.key, title=s.title, nested=s.level > 2, rows=tuple(_row(x, numbers, s.key) for x in s.sentences)) for s in d.sections
        ),
        notes=tuple(_note(n, notes[n], printed) for n in sorted(notes)),
        withheld=cleared.withheld,
    )


def _note(number: int, group: list[Citation], printed: str) -> Note:
    told = _plain(group[0].quote).strip(" .") in printed
    return Note(number=number, first=group[0], claims=tuple(c.claim for c in group), told=told)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[‘’“”\"'*_`]", "", text).split())


def _row(s: Sentence, numbers: dict[str, int], section: str) -> Row:
    label, dash, body = s.text.partition(LABEL)
    plain = s.role != "fact" or not dash or "“" in label
    cells = tuple(s.text.removesuffix(".").split(COLUMN)) if section == "sources" and COLUMN in s.text else ()
    return Row(
        id=s.id,
        role=s.role,
        label="" if plain else label,
        body=s.text if plain else body,
        cells=cells,
        numbers=tuple(dict.fromkeys(numbers[c] for c in s.support if c in numbers)),
    )
