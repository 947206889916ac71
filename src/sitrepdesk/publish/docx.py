"""A cleared report as a Word file (Office Open XML, ECMA-376): citations are footnotes, the marking stands on every page.

Written by hand over ``zipfile``, so that the same report gives the same bytes and nothing of the machine or the user gets in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sitrepdesk.model import Cleared

from .page import WHAT_IT_MEANS, Note, Page, Part, Row, page_of

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FOLDER = files(__package__) / "templates" / "docx"
_SHEET = (
    '<w:headerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1247" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
_FIXED = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml")
"""Parts that are the same in every report."""


def to_docx(cleared: Cleared) -> bytes:
    """The report as a .docx. Charts and the map are given in words: Word takes no static SVG everywhere."""
    page = page_of(cleared)
    parts = {name: (_FOLDER / name.replace("/", "-")).read_text(encoding="utf-8") for name in _FIXED}
    parts["word/document.xml"] = _document(page)
    parts["word/footnotes.xml"] = _footnotes(page)
    parts["word/header1.xml"] = _part("hdr", _paragraph("Marking", _run(page.marking)))
    parts["docProps/core.xml"] = _core(page)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), ZIP_DEFLATED)
    return out.getvalue()


def _document(page: Page) -> str:
    times = (page.theatre, page.period, f"as of {page.as_of}", page.next_issue, page.issued)
    body = [
        _paragraph("Marking", _run(page.marking)),
        _paragraph("Title", _run(page.heading)),
        _paragraph("Times", _run(" · ".join(filter(None, times)))),
        _paragraph("Coverage", _run(page.coverage)),
        *(b for part in page.parts for b in _section(part)),
        *_withheld(page),
        f"<w:sectPr>{_SHEET}</w:sectPr>",
    ]
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return f'{_HEAD}<w:document xmlns:w="{_W}" {relations}><w:body>{"".join(body)}</w:body></w:document>'


def _section(part: Part) -> Iterator[str]:
    yield _paragraph("Heading2" if part.nested else "Heading1", _run(part.title))
    yield from (_row(r) for r in part.rows if not r.cells)
    table = [r.cells for r in part.rows if r.cells]
    if table:
        yield _table([("Source", "Party", "Reports", "Reliability"), *table])
    for figure in part.figures:
        yield _paragraph("Caption", _run(f"{figure.title}, in words.", bold=True), _run(f" {' '.join(figure.words)} {figure.note}"))


def _row(row: Row) -> str:
    label = [_run(f"{row.label} — ", bold=True)] if row.label else []
    edited = [_run(" (edited)", soft=True)] if row.edited else []
    notes = [f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{n}"/></w:r>' for n in row.numbers]
    style = "Item" if row.role in {"fact", "question"} else "Note"
    return _paragraph(style, *label, _run(row.body), *edited, *_spaced(notes))


def _spaced(notes: list[str]) -> Iterator[str]:
    """Footnote marks with a blank between them."""
    for n, note in enumerate(notes):
        if n:
            yield '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>'
        yield note


def _withheld(page: Page) -> Iterator[str]:
    if page.withheld:
        yield _paragraph("Heading1", _run("What was withheld"))
        yield _paragraph("Note", _run(WHAT_IT_MEANS))
        yield from (_paragraph("Note", _run(w)) for w in page.withheld)


def _footnotes(page: Page) -> str:
    fixed = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    )
    return _part("footnotes", fixed + "".join(_footnote(n) for n in page.notes))


def _footnote(note: Note) -> str:
    c = note.first
    who = ", ".join(filter(None, (c.source[:1].upper() + c.source[1:], c.published)))
    proof = (
        f" Item {c.item[:12]}, SHA-256 {c.blob}, characters {c.span[0]}–{c.span[1]}. sitrep show {c.claim[:12]}"
        if c.blob
        else f" {c.item}."
    )
    words = f" {who}: “{' '.join(c.quote.split())}”{' ' + c.locator + '.' if c.locator else ''} Line of origin: {c.line}.{proof}"
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    return f'<w:footnote w:id="{note.number}">{_paragraph("FootnoteText", mark, _run(words))}</w:footnote>'


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    cells = (["<w:tc><w:tcPr/>" + _paragraph("Cell", _run(c)) + "</w:tc>" for c in row] for row in rows)
    made = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells)
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>{made}</w:tbl><w:p/>'


def _paragraph(style: str, *runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def _run(words: str, *, bold: bool = False, soft: bool = False) -> str:
    look = f"<w:rPr>{'<w:b/>' if bold else ''}{'<w:i/>' if soft else ''}</w:rPr>" if bold or soft else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(_BAD.sub("", words))}</w:t></w:r>'


def _part(name: str, body: str) -> str:
    return f'{_HEAD}<w:{name} xmlns:w="{_W}">{body}</w:{name}>'


def _core(page: Page) -> str:
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    fields = f"<dc:title>{escape(page.marking)}: {escape(page.heading)}</dc:title><dc:description>{escape(page.marking)}</dc:description>"
    return f"{_HEAD}<cp:coreProperties {spaces}>{fields}<cp:category>{escape(page.marking)}</cp:category></cp:coreProperties>"
