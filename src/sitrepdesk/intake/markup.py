"""HTML trees and fragments to text, without fetching, scripts or entities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html  # type: ignore[import-untyped]

_DROPPED = frozenset({"script", "style", "template", "noscript", "head", "nav", "footer", "button", "svg", "iframe", "sup"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "ul"}
    | {"table", "tbody", "tfoot", "thead", "tr"}
)
_PARSER = html.HTMLParser(huge_tree=True, no_network=True, recover=True, remove_comments=True, remove_pis=True, encoding="utf-8")


def tree(text: str) -> html.HtmlElement | None:
    """The page's tree, however broken; ``None`` where there is nothing in it."""
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=_PARSER)
    except etree.ParserError:
        return None


def paragraphs_of(markup: str) -> list[str]:
    """The paragraphs of an HTML fragment as plain text, in order."""
    root = tree(f"<div>{markup}</div>")
    if root is None:
        return []
    blocks = "".join(_pieces(root)).split("\x1e")
    return [p for p in (squeeze(b) for b in blocks) if p]


def squeeze(text: str) -> str:
    """Runs of blanks as one blank; a line break marked by U+001F stays one."""
    lines = (re.sub(r"[^\S\x1f]+", " ", line).strip() for line in text.split("\x1f"))
    return "\n".join(line for line in lines if line)


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    """Text with U+001E between blocks and U+001F for line breaks. Walks events, since broken pages nest thousands deep."""
    skipped = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            skipped += tag in _DROPPED
            if not skipped:
                yield _border(tag) + (node.text or "")
            continue
        if not skipped:
            yield "\x1e" if tag in _BLOCKS else ""
        skipped -= tag in _DROPPED
        if not skipped:
            yield node.tail or ""


def _border(tag: str) -> str:
    if tag in _BLOCKS:
        return "\x1e"
    return {"br": "\x1f", "td": " ", "th": " "}.get(tag, "")
