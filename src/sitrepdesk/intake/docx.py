"""Word documents: one passage a paragraph or table row, behind a guard against zip bombs."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from sitrepdesk.model import Arrival, Empty, Enclosure, Locked, Malformed, TooLarge
from sitrepdesk.model.clock import ZoneBasis

from .blocks import Block, Kind, counted, passages
from .encoding import clean
from .limits import UNPACKED_BYTES, UNPACKED_FREE, UNPACKED_RATIO
from .refusals import PARSER_FAULTS, said

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWINGS = ("emf", "wmf", "svg+xml")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("Heading", "heading"),
    ("Title", "heading"),
    ("List", "item"),
    ("Quote", "quote"),
    ("Intense Quote", "quote"),
)


def read(where: str, data: bytes, zone: str, basis: ZoneBasis) -> Iterator[Arrival]:  # noqa: ARG001
    """One arrival, locators ``docx:p3``: the third block of the body. Created and modified are no publication time."""
    try:
        _guard(where, data)
        document = Document(BytesIO(data))
        found = passages(_blocks(document), counted("docx"))
        pictures = tuple(_pictures(document))
        about = document.core_properties
        title, author = about.title, about.author
    except (BadZipFile, ZlibError, OpcError, LxmlError, *PARSER_FAULTS) as e:
        raise Malformed(where, f"is a DOCX that cannot be read ({said(e)})", "Open it, save it again, and add that.") from e
    if not found:
        raise Empty(where, "is a document without text", "Add a file that has text in it.")
    yield Arrival(format="docx", passages=found, title=clean(title.strip()) or None, author=_person(author), pictures=pictures)


def _guard(where: str, data: bytes) -> None:
    """Look at what the archive says it holds before anything of it is unpacked; ``zipfile`` never unpacks more than that."""
    entries = ZipFile(BytesIO(data)).infolist()
    if any(e.flag_bits & 1 for e in entries):
        raise Locked(where, "is locked with a password", "Open it with its password, save it without, and add that.")
    unpacked = sum(e.file_size for e in entries)
    if unpacked > UNPACKED_BYTES or (unpacked > UNPACKED_FREE and unpacked > UNPACKED_RATIO * len(data)):
        what = f"would unpack from {len(data):,} to {unpacked:,} bytes"
        raise TooLarge(where, what, "It may be made to do harm: leave it out, or copy its text into a text file.")


def _blocks(document: Any) -> Iterator[Block]:
    for n, (text, kind) in enumerate(_parts(document)):
        yield Block(text, kind, n, n + 1)


def _parts(document: Any) -> Iterator[tuple[str, Kind]]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from ((_row(row), "row") for row in block._tbl.tr_lst)
        else:
            yield _text(block._p), _kind(block)


def _pictures(document: Any) -> Iterator[Enclosure]:
    """The pictures of the body in the order of the text, by the name of their part; each once. Linked ones lie elsewhere."""
    named = (n.get(f"{_R}embed") or n.get(f"{_R}id") for n in document.element.body.iter(f"{_A}blip", f"{_V}imagedata"))
    for part in (document.part.related_parts.get(name) for name in dict.fromkeys(named)):
        if part is not None and part.content_type.startswith("image/") and not part.content_type.endswith(_DRAWINGS):
            yield Enclosure(locator=f"docx:{str(part.partname).lstrip('/')}", data=part.blob)


def _kind(paragraph: Any) -> Kind:
    if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None:
        return "item"
    style = paragraph.style.name if paragraph.style is not None else ""
    return next((kind for start, kind in _KINDS if (style or "").startswith(start)), "paragraph")


def _row(row: Any) -> str:
    cells = (" ".join(_text(cell).split()) for cell in row.tc_lst)
    return " | ".join(c for c in cells if c)


def _text(element: Any) -> str:
    """All text runs in it, those inserted by a tracked change too; deleted ones are other elements and stay out."""
    out = []
    for node in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}p", f"{_W}noBreakHyphen"):
        if next(node.iterancestors(_FALLBACK), None) is None:
            out.append(_MARKS.get(node.tag.removeprefix(_W)) or node.text or "")
    return "".join(out).strip()


_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "p": "\n", "noBreakHyphen": "-"}


def _person(name: str | None) -> str | None:
    """The author, where it is one: ``python-docx`` is what that library writes itself."""
    kept = clean((name or "").strip())
    return kept if kept and kept != "python-docx" else None
