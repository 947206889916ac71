"""A cleared report as Markdown that a person can edit: sentence ids as comments, citations as footnotes."""

from __future__ import annotations

import re

from sitrepdesk.model import Cleared, Document, Sentence

from .page import WHAT_IT_MEANS, Note, Page, Part, Row, page_of, row_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def to_markdown(cleared: Cleared) -> str:
    """The report as CommonMark with footnotes; the marking stands first and last."""
    page = page_of(cleared)
    blocks = [*_head(page), *(b for part in page.parts for b in _part(part)), *_withheld(page), *_notes(page), f"**{page.marking}**"]
    return "\n\n".join(blocks) + "\n"


def head_lines(cleared: Cleared) -> tuple[str, ...]:
    """The lines of the head, which say what the report rests on: nobody edits them."""
    return tuple(_head(page_of(cleared)))


def line_of(sentence: Sentence, document: Document) -> str:
    """The line that a sentence of a document prints as."""
    return _line(row_of(sentence, {c.claim: c.number for c in document.citations}))


def _head(page: Page) -> list[str]:
    period = f"{_text(page.period)}. " if page.period else ""
    due = f" {_text(page.next_issue)}." if page.next_issue else ""
    return [
        f"**{page.marking}**",
        f"# {_text(page.heading)}",
        f"{_text(page.theatre)}. {period}As of {_text(page.as_of)}.{due}",
        f"*{_text(page.coverage)}*",
    ]


def _part(part: Part) -> list[str]:
    heading = f"{'###' if part.nested else '##'} {_text(part.title)}"
    table = [r for r in part.rows if r.cells]
    lines = [_line(r) for r in part.rows if not r.cells]
    rows = ["| source | party | reports | reliability |", "| --- | --- | --- | --- |", *(_cells(r) for r in table)] if table else []
    return [heading, *(["\n".join(lines)] if lines else []), *(["\n".join(rows)] if rows else [])]


def _line(row: Row) -> str:
    label = f"**{_text(row.label)}** — " if row.label else ""
    marks = "".join(f"[^{n}]" for n in row.numbers)
    edited = " *(edited)*" if row.edited else ""
    return f"- {label}{_text(row.body)}{marks}{edited} <!-- {row.id} -->"


def _cells(row: Row) -> str:
    return f"| {' | '.join(_text(c) for c in row.cells)} |"


def _withheld(page: Page) -> list[str]:
    if not page.withheld:
        return []
    return ["## What was withheld", WHAT_IT_MEANS, "\n".join(f"- {_text(w)}" for w in page.withheld)]


def _notes(page: Page) -> list[str]:
    return ["\n".join(_note(n) for n in page.notes)] if page.notes else []


def _note(note: Note) -> str:
    c = note.first
    where = f" {_text(c.locator)}." if c.locator else ""
    proof = f" Item {c.item[:12]}, SHA-256 {c.blob}, characters {c.span[0]}–{c.span[1]}." if c.blob else f" {c.item}."
    show = f" `sitrep show {c.claim[:12]}`" if c.blob else ""
    head = ", ".join(filter(None, (_text(c.source[:1].upper() + c.source[1:]), _text(c.published))))
    return f"[^{note.number}]: {head}: “{_text(' '.join(c.quote.split()))}”{where} Line of origin: {_text(c.line)}.{proof}{show}"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
