"""A cleared report as a PDF, set by typst (the optional extra ``pdf``): drawings, numbered citations, no date and no machine name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

from sitrepdesk.model import Cleared
from sitrepdesk.model.extras import load

from .page import WHAT_IT_MEANS, Drawn, Note, Page, Part, Row, page_of

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_WIDE, _HIGHEST = 170.0, 85.0
"""The width of the text on the page, and the height that a drawing may have (mm)."""


def to_pdf(cleared: Cleared) -> bytes:
    """The report as a PDF. ``UsageError``, saying what to install, where the extra ``pdf`` is missing."""
    typst = load("typst", "pdf")
    made: bytes = typst.compile(to_typst(cleared).encode(), format="pdf")
    return made


def to_typst(cleared: Cleared) -> str:
    """The report as a typst source: every word of it stands in a string, so that nothing in it is read as markup."""
    page = page_of(cleared)
    notes = {n.number: n for n in page.notes}
    setting = (files(__package__) / "templates" / "report.typ").read_text(encoding="utf-8")
    body = [
        f"#let marking = {_string(page.marking)}",
        f"#let heading-text = {_string(page.heading)}",
        setting,
        f"#front({_strings((page.theatre, page.period, page.as_of, page.coverage, page.issued, page.next_issue))})",
        *(line for part in page.parts for line in _part(part, notes)),
        *_withheld(page),
    ]
    return "\n".join(body) + "\n"


def _part(part: Part, notes: dict[int, Note]) -> Iterator[str]:
    yield f"#heading(level: {2 if part.nested else 1}, {_string(part.title)})"
    for row in part.rows:
        if not row.cells:
            yield _row(row, notes)
    cells = [c for r in part.rows if r.cells for c in r.cells]
    if cells:
        yield f"#sources({_strings(cells)})"
    for figure in part.figures:
        if figure.svg:
            yield _figure(figure)


def _row(row: Row, notes: dict[int, Note]) -> str:
    found = [notes[n] for n in row.numbers if n in notes]
    cites = _strings(f"{n.number}" for n in found)
    role = "edited" if row.edited else row.role
    return f"#item({_string(role)}, {_string(row.label)}, {_string(row.body)}, {cites})"


def _figure(figure: Drawn) -> str:
    words = (figure.title, figure.note, " ".join(figure.words))
    return f"#drawing({_string(figure.svg)}, {_height(figure.svg):.0f}mm, {', '.join(map(_string, words))})"


def _height(svg: str) -> float:
    """The height of a drawing on the page (mm): as wide as the text, but never so high that the page holds little else."""
    found = _SIZE.search(svg)
    return min(_HIGHEST, _WIDE * float(found[2]) / float(found[1])) if found else _HIGHEST


def _withheld(page: Page) -> Iterator[str]:
    if page.withheld:
        yield f"#heading(level: 1, {_string('What was withheld')})"
        for words in (WHAT_IT_MEANS, *page.withheld):
            yield f'#item("note", "", {_string(words)}, ())'
    if page.notes:
        yield f"#heading(level: 1, {_string('Quotations')})"
        yield f"#quotations({_strings(w for n in page.notes for w in _note(n))})"


def _note(note: Note) -> tuple[str, str, str]:
    c = note.first
    who = ", ".join(filter(None, (c.source[:1].upper() + c.source[1:], c.published)))
    words = "" if note.told else f"“{' '.join(c.quote.split())}” "
    proof = f"Item {c.item[:12]}, SHA-256 {c.blob}, characters {c.span[0]}–{c.span[1]}; sitrep show {c.claim[:12]}" if c.blob else c.item
    return str(note.number), who, f"{words}{c.locator + '. ' if c.locator else ''}Line of origin: {c.line}. {proof}"


def _string(words: str) -> str:
    """A typst string: backslashes, quotation marks and line ends escaped."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "").replace("\t", " ") + '"'


def _strings(words: Iterable[str]) -> str:
    made = [_string(w) for w in words]
    return f"({', '.join(made)}{',' if len(made) == 1 else ''})"
