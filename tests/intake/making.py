"""Small files of each format, made in the test."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from io import BytesIO

from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from sitrepdesk.intake.parse import parse
from sitrepdesk.model import Arrival, Refusal

ZONE = "Europe/Kyiv"


def read(name: str, data: bytes) -> list[Arrival | Refusal]:
    """Everything that the file gives, in this process."""
    return list(parse(name, data, ZONE, "pack"))


def one(name: str, data: bytes) -> Arrival:
    """The one report of the file."""
    (found,) = read(name, data)
    assert isinstance(found, Arrival), found
    return found


def refused(name: str, data: bytes) -> Refusal:
    """The one refusal that the file gives."""
    (found,) = read(name, data)
    assert isinstance(found, Refusal), found
    return found


def texts(found: Arrival) -> list[str]:
    return [p.text for p in found.passages]


def pdf(pages: Iterable[Iterable[str]], password: str | None = None) -> bytes:
    """A PDF of lines of ASCII text."""
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
        font[NameObject("/BaseFont")] = NameObject("/Helvetica")
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 11 Tf 14 TL 50 780 Td {shown}ET".encode("ascii"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "Daily note", "/Author": "Ridge Desk", "/CreationDate": "D:20220910120000Z"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(paragraphs: Iterable[tuple[str, str]], rows: Iterable[Iterable[str]] = ()) -> bytes:
    """A document of (text, style) and one table."""
    document = Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    for cells in (list(r) for r in rows):
        table = document.add_table(rows=1, cols=len(cells))
        for cell, text in zip(table.rows[0].cells, cells, strict=True):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def bomb(size: int) -> bytes:
    """A DOCX whose one part unpacks to that many zeros."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(size >> 20):
            part.write(bytes(1 << 20))
    return out.getvalue()


def export(messages: list[dict[str, object]], **chat: object) -> bytes:
    """A Telegram export as Telegram Desktop writes it."""
    head: dict[str, object] = {"name": "Northbank", "type": "public_channel", "id": 1999, **chat}
    return json.dumps({**head, "messages": messages}, ensure_ascii=False, indent=1).encode()


def message(number: int, text: object, **more: object) -> dict[str, object]:
    return {"id": number, "type": "message", "date": "2022-09-06T12:40:11", "date_unixtime": "1662457211", "text": text, **more}
