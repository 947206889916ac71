"""A draft that a person edited: its Markdown back into a document, each changed sentence marked, no citation lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitrepdesk.model import BadValue, Cleared, Document, Section, Sentence, digest

from .markdown import head_lines, line_of, to_markdown
from .page import LABEL

_ID = re.compile(r"\s*<!--\s*([0-9a-f]{12})[^>]*-->\s*$")
_MARK = re.compile(r"\[\^([\w:-]+)\]")
_BULLET = re.compile(r"[-*+]\s+")
_HEADING = re.compile(r"(#{2,3})\s+(.+?)\s*$")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|])")
_BOLD = re.compile(r"^\*\*(.+?)\*\*\s+—\s+")
_JUDGED = re.compile(r"judge?ment\b[^:—]*[:—]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A draft as a person left it: the document, the line of each sentence that was changed or added, by sentence id, what was cut."""

    document: Document
    lines: dict[str, int]
    cut: tuple[str, ...]


def edited(cleared: Cleared, text: str, author: str) -> Edited:
    """The document that an edited draft of ``cleared`` says; its author's own sentences are marked as judgements of ``author``.

    ``BadValue``, with the line, where a fact lost its citation, a mark leads nowhere, a sentence id is no id of this draft, or a
    forecast, a quotation under the report or the coverage line was changed: those are evidence or frozen.
    """
    return _Reader(cleared, author).read(text)


class _Reader:
    def __init__(self, cleared: Cleared, author: str) -> None:
        self.document, self.author = cleared.document, author
        self.by_id = {s.id: (s, section) for section in cleared.document.sections for s in section.sentences}
        self.plain = {line_of(s, cleared.document): s.id for s, _ in self.by_id.values()}
        self.known = set(to_markdown(cleared).splitlines())
        self.head = head_lines(cleared)
        self.titles = {s.title: s for s in cleared.document.sections}
        self.cites: dict[int, list[str]] = {}
        for c in cleared.document.citations:
            self.cites.setdefault(c.number, []).append(c.claim)
        self.sections: list[Section] = []
        self.lines: dict[str, int] = {}
        self.kept: set[str] = set()
        self.added = 0

    def read(self, text: str) -> Edited:
        rows = text.splitlines()
        for line in self.head:
            if line and line not in rows:
                raise _refused(
                    1, f"the head of the report was changed: “{line[:70]}” is gone", "Put that line back; it says what the report rests on"
                )
        self._walk(rows)
        self._tables()
        cut = tuple(i for i in self.by_id if i not in self.kept)
        cited = {c for s in self.sections for x in s.sentences for c in x.support}
        citations = tuple(c for c in self.document.citations if c.claim in cited)
        made = replace(self.document, sections=tuple(s for s in self.sections if s.sentences or s.level == 2), citations=citations)
        return Edited(document=made, lines=self.lines, cut=cut)

    def _walk(self, rows: list[str]) -> None:
        tail = False
        for number, row in _joined(rows):
            heading = _HEADING.match(row)
            if heading and _plain(heading[2]) == "What was withheld":
                tail = True
            if row.startswith("[^") or tail:
                if row.strip() and row not in self.known:
                    raise _refused(
                        number, "what stands under the report was changed", "Quotations and what was withheld are put back as they were"
                    )
                continue
            if heading:
                self._open(_plain(heading[2]), len(heading[1]))
            elif row.strip() and self.sections and not row.startswith("|") and row not in self.head:
                self._sentence(number, row)

    def _open(self, title: str, level: int) -> None:
        old = self.titles.get(title)
        self.sections.append(
            replace(old, sentences=()) if old else Section(key=f"own-{len(self.sections)}", title=title, sentences=(), level=level)
        )

    def _sentence(self, number: int, row: str) -> None:
        found = _ID.search(row)
        made = self._known(number, row, found[1]) if found else self._new(number, row)
        last = self.sections[-1]
        self.sections[-1] = replace(last, sentences=(*last.sentences, made))

    def _known(self, number: int, row: str, name: str) -> Sentence:
        if name not in self.by_id:
            raise _refused(
                number,
                f"the sentence id {name} is none of this draft",
                "Take the mark off a sentence of your own, or start from the newest draft",
            )
        if name in self.kept:
            raise _refused(number, f"the sentence id {name} stands twice", "Take the mark off the copy")
        self.kept.add(name)
        old = self.by_id[name][0]
        if row.rstrip() == line_of(old, self.document):
            return old
        if old.role == "forecast":
            raise _refused(
                number, "the words of a forecast were changed", "They are frozen by their hash: register another with sitrep forecast add"
            )
        self.lines[name] = number
        text, support = _text(_ID.sub("", row)), self._support(number, row)
        if old.role == "fact" and not support:
            raise _refused(
                number, "a factual sentence has lost its citation", "Put its mark back, such as [^12], or take the whole line out"
            )
        if old.role != "fact" and support:
            return replace(old, role="fact", text=text, support=support, edited=True)
        return replace(old, text=text, support=support, edited=True)

    def _new(self, number: int, row: str) -> Sentence:
        self.added += 1
        text, support = _text(row), self._support(number, row)
        name = digest("own-sentence", str(self.document.number), str(self.added), text)[:12]
        self.lines[name] = number
        if support:
            return Sentence(id=name, text=text, role="fact", support=support, edited=True)
        own = f"Judgement of {self.author}{LABEL}{_JUDGED.sub('', text, count=1) if _JUDGED.match(text) else text}"
        return Sentence(id=name, text=own, role="judgement", edited=True)

    def _support(self, number: int, row: str) -> tuple[str, ...]:
        found: list[str] = []
        for mark in _MARK.findall(row):
            claims = self.cites.get(int(mark)) if mark.isdigit() else [c for c in self._claims() if c.startswith(mark)]
            if not claims:
                raise _refused(number, f"[^{mark}] leads to no quotation of this draft", "Use a number that stands under the report")
            found += claims
        return tuple(dict.fromkeys(found))

    def _claims(self) -> Iterator[str]:
        return (c for claims in self.cites.values() for c in claims)

    def _tables(self) -> None:
        """Rows of tables carry no marks: they stay as the desk wrote them."""
        for n, section in enumerate(self.sections):
            old = self.titles.get(section.title)
            if old and old.key == section.key == "sources":
                self.sections[n] = old
                self.kept |= {s.id for s in old.sentences}


def _joined(rows: list[str]) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, those that an editor broke joined again: a bullet's next lines are indented."""
    start, body = 0, ""
    for number, row in enumerate(rows, 1):
        if start and row[:1].isspace() and row.strip() and body.strip():
            body = f"{body.rstrip()} {row.strip()}"
        else:
            if start:
                yield start, body
            start, body = number, row
    if start:
        yield start, body


def _refused(line: int, what: str, todo: str) -> BadValue:
    return BadValue(f"line {line}", what, f"{todo}.")


def _text(row: str) -> str:
    """The words of a line: no bullet, no marks, a bold label as a label."""
    body = _MARK.sub("", _BULLET.sub("", row.strip().removesuffix("*(edited)*"), count=1)).strip()
    bold = _BOLD.match(body)
    label = f"{bold[1]}{LABEL}" if bold else ""
    return " ".join(_plain(label + (body[bold.end() :] if bold else body)).replace("**", "").split())


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
