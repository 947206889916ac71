"""Web pages: the main text by trafilatura, and what the page itself declares about itself. Nothing is guessed, nothing fetched."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import trafilatura
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from sitrepdesk.model import Arrival, Empty, Enclosure
from sitrepdesk.model.clock import ZoneBasis

from .beside import enclosed
from .blocks import Block, Kind, counted, passages
from .dates import published_of
from .encoding import clean, decode
from .markup import paragraphs_of, squeeze, tree

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_KINDS: dict[str, Kind] = {
    "head": "heading",
    "p": "paragraph",
    "item": "item",
    "quote": "quote",
    "row": "row",
    "code": "paragraph",
    "ab": "paragraph",
}

_FRAME = ("nav", "footer", "aside")


def read(where: str, data: bytes, zone: str, basis: ZoneBasis) -> Iterator[Arrival]:
    """One arrival, locators ``html:p3``: the third paragraph of the main text."""
    declared = _CHARSET.search(data[:4096])
    text = clean(decode(data, where, declared[1].decode("ascii") if declared else None).text)
    text = _XML_DECLARATION.sub("", text)
    page = tree(text)
    found = passages(_main_text(text), counted("html")) if page is not None else ()
    if page is None or not found:
        todo = "If scripts fill it, open it in a browser, and save it complete or as PDF."
        raise Empty(where, "is a page without text", todo)
    about = _Declared(page)
    yield Arrival(
        format="html",
        passages=found,
        title=about.first("title"),
        source=about.first("source"),
        author=about.first("author"),
        address=next((a for a in about.all("address") if a.startswith(("http://", "https://"))), None),
        published=next((s for d in about.all("published") if (s := published_of(d, zone, basis))), None),
        pictures=tuple(_pictures(page)),
    )


def _main_text(text: str) -> Iterator[Block]:
    found = trafilatura.bare_extraction(text, include_comments=False, date_extraction_params={"extensive_search": False})
    body = getattr(found, "body", None)
    parts = list(_parts(body)) if body is not None else [(p, _KINDS["p"]) for p in paragraphs_of(text)]
    for n, (part, kind) in enumerate(parts):
        yield Block(part, kind, n, n + 1)


def _parts(body: Any) -> Iterator[tuple[str, Kind]]:
    """The innermost blocks of trafilatura's own XML, in order."""
    for node in body.iter(*_KINDS):
        if any(True for _ in node.iterdescendants(*_KINDS)) and node.tag != "row":
            continue
        if next(node.iterancestors("row"), None) is not None:
            continue
        around = [a.tag for a in node.iterancestors()]
        kind = next((_KINDS[t] for t in (node.tag, *around) if t in ("item", "quote", "row", "head")), _KINDS[node.tag])
        yield _text(node), kind


def _text(node: Any) -> str:
    if node.tag == "row":
        cells = (squeeze("".join(c.itertext())) for c in node.iter("cell"))
        return " | ".join(c for c in cells if c)
    for broken in node.iter("lb"):
        broken.tail = "\x1f" + (broken.tail or "")
    return squeeze("".join(node.itertext()))


def _pictures(page: HtmlElement) -> Iterator[Enclosure]:
    """The pictures of the page but those of its frame of links, each by its number among all of them."""
    for n, image in enumerate(page.iter("img"), 1):
        if next(image.iterancestors(*_FRAME), None) is None and (found := enclosed(f"image:{n}", image.get("src") or "")):
            yield found


@cache
def _paths() -> dict[str, dict[str, list[str]]]:
    rows: dict[str, dict[str, list[str]]] = tomllib.loads((files(__package__) / "tables" / "html.toml").read_text(encoding="utf-8"))
    return rows


class _Declared:
    """What a page says of itself, by the paths of ``tables/html.toml``."""

    def __init__(self, page: HtmlElement) -> None:
        self.page = page
        self.linked = [d for s in page.xpath('//script[@type="application/ld+json"]/text()') for d in _linked_data(str(s))]

    def all(self, name: str) -> Iterator[str]:
        """Every value that the page gives for a field, most trusted path first."""
        row = _paths()[name]
        for path in row["xpath"]:
            found = self.page.xpath(path)
            yield from (squeeze(v if isinstance(v, str) else v.text_content()) for v in found)
        for key in row["json_ld"]:
            yield from (v for d in self.linked if (v := _value(d, key.split("."))))

    def first(self, name: str) -> str | None:
        """The first value that is not blank."""
        return next((clean(v) for v in self.all(name) if v), None)


def _linked_data(script: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script (W3C JSON-LD 1.1): one, a list, or a graph."""
    try:
        loaded = json.loads(script)
    except (ValueError, RecursionError):
        return
    top = loaded if isinstance(loaded, list) else [loaded]
    for node in top:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (g for g in graph if isinstance(g, dict)) if isinstance(graph, list) else ()


def _value(node: Any, path: list[str]) -> str | None:
    for key in path:
        node = node[0] if isinstance(node, list) and node else node
        node = node.get(key) if isinstance(node, dict) else None
    return node if isinstance(node, str) else None
