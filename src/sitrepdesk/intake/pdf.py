"""PDF: the text layer of each page as one passage, lines joined into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import DictionaryObject

from sitrepdesk.model import Arrival, Empty, Enclosure, Locked, Malformed, PassageText, TooLarge
from sitrepdesk.model.clock import ZoneBasis

from .encoding import clean
from .languages import languages_of
from .limits import PAGES
from .refusals import PARSER_FAULTS, said

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\n([a-zа-яёіїєґ][^\W\d_]*)")
_LIST_MARK = re.compile(r"(?:[-–—•*▪◦]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_FULL_LINE = 0.65


def read(where: str, data: bytes, zone: str, basis: ZoneBasis) -> Iterator[Arrival]:  # noqa: ARG001
    """One arrival, locators ``page:3``. The file's creation date is no publication time."""
    try:
        reader = _opened(where, data)
        pages = [page.extract_text() for page in reader.pages]
        pictures = tuple(_pictures(reader))
        about = reader.metadata
        title, author = (about.title, about.author) if about else (None, None)
    except (PyPdfError, *PARSER_FAULTS) as e:
        raise Malformed(where, f"is a PDF that cannot be read ({said(e)})", "Open it, print it to a new PDF, and add that.") from e
    found = _passages(pages)
    if not found:
        raise Empty(
            where,
            "is a PDF without a text layer",
            "It is a scan, and characters are not recognised here: run it through OCR and add the text.",
        )
    yield Arrival(format="pdf", passages=found, title=_filled(title), author=_filled(author), pictures=pictures)


def _opened(where: str, data: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(data))
    todo = "Open it with its password, print it to a new PDF without one, and add that."
    if reader.is_encrypted:
        try:
            opened = reader.decrypt("")
        except DependencyError as e:
            raise Locked(where, "is an encrypted PDF", todo) from e
        if not opened:
            raise Locked(where, "is a PDF with a password", todo)
    if len(reader.pages) > PAGES:
        raise TooLarge(where, f"has more than {PAGES:,} pages", "Split it and add the parts.")
    return reader


def _pictures(reader: PdfReader) -> Iterator[Enclosure]:
    """The pictures that stand in the file as JPEG, as photographs do, each at the first page that shows it; others would have to be made.

    Of a JPEG, pypdf takes off whatever else packs it and leaves its own bytes as they are.
    """
    seen: set[int] = set()
    for n, page in enumerate(reader.pages, 1):
        shown = page.get("/Resources", DictionaryObject()).get_object().get("/XObject", DictionaryObject()).get_object()
        for name, reference in shown.items():
            image = reference.get_object()
            last = [*_listed(image.get("/Filter"))][-1:]
            if image.get("/Subtype") == "/Image" and last == ["/DCTDecode"] and id(image) not in seen:
                seen.add(id(image))
                yield Enclosure(locator=f"page:{n}{name}", data=image.get_data())


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def _passages(pages: list[str]) -> tuple[PassageText, ...]:
    seen = Counter(w.lower() for page in pages for w in _WORD.findall(page))
    texts = [clean(_flowing(_mended(page, seen))) for page in pages]
    kept = [(n, t) for n, t in enumerate(texts, 1) if any(c.isalnum() for c in t)]
    spoken = languages_of([t for _, t in kept])
    return tuple(
        PassageText(text=t, locator=f"page:{n}", language=language, method="extracted")
        for (n, t), language in zip(kept, spoken, strict=True)
    )


def _mended(page: str, seen: Counter[str]) -> str:
    """Words divided at the end of a line, as one: without the hyphen, unless the file or the table writes it with one."""

    def whole(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        joined, hyphened = first + second, f"{first}-{second}"
        if "\u00ad" in match[0] or seen[joined.lower()]:
            return joined
        return hyphened if seen[hyphened.lower()] or first.lower() in _compounds() else joined

    lines = "\n".join(line.strip() for line in page.splitlines())
    return _BROKEN.sub(whole, lines).replace("\u00ad", "")


def _flowing(page: str) -> str:
    """Join lines that the width broke: a line of two thirds of the longest goes on in the next, unless that opens a list item."""
    lines = page.split("\n")
    longest = max(map(len, lines))
    out = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        full = len(line) >= _FULL_LINE * longest
        goes_on = full and following and not _LIST_MARK.match(following) and not (_ends(line) and _is_heading(following, longest))
        out += line + (" " if goes_on else "\n")
    return re.sub(r"\n{3,}", "\n\n", out).strip()


def _ends(line: str) -> bool:
    return line.endswith((".", "!", "?", ":", '"', "”"))


def _is_heading(line: str, longest: int) -> bool:
    return len(line) < _FULL_LINE * longest and not _ends(line) and not line[:1].islower()


def _filled(text: str | None) -> str | None:
    return clean(text.strip()) or None if text else None


@cache
def _compounds() -> frozenset[str]:
    lines = (files(__package__) / "tables" / "compounds.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())
