"""Markdown with or without YAML front matter: one passage a block, located by the bytes of its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitrepdesk.model import Arrival, Empty, Enclosure, Malformed, Refusal
from sitrepdesk.model.clock import ZoneBasis

from .beside import enclosed
from .blocks import Block, Kind, passages
from .dates import published_of
from .encoding import Decoded, clean, decode
from .limits import FRONT_MATTER_BYTES
from .markup import paragraphs_of
from .refusals import refusal

_FRONT = re.compile(r"---[ \t]*(?:\r\n?|\n)(.*?(?:\r\n?|\n))---[ \t]*(?=\r|\n|\Z)", re.DOTALL)
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_NOTE_MARK = re.compile(
    r"\[\^[^\]\s]{1,40}\]:?|\[(?:\d{1,3}|[a-z]|note \d+|(?:citation|clarification|verification) needed|object Object)\]"
)
_WIKI = re.compile(r"\{\{[^{}]*\}\}")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_REF_OPEN = re.compile(r"<ref\b[^>]*(?<!/)>", re.IGNORECASE)
_PICTURE_NAME = re.compile(r"\S*|.*\.(?:jpe?g|png|gif|svg|webp|tiff?|webm|og[gv]|mp4)", re.IGNORECASE)
_PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True)
class _Front:
    fields: dict[str, str]
    text: str
    fault: str | None = None


def read(where: str, data: bytes, zone: str, basis: ZoneBasis) -> Iterator[Arrival | Refusal]:
    """One arrival; front matter that is no YAML is refused by itself, and the text is still taken."""
    decoded = decode(data, where)
    front = _front_matter(decoded.text)
    if front.fault:
        todo = "Mend the lines between the two --- and add it again; the text below them was taken without title and date."
        yield refusal(Malformed(where, f"has front matter that is no YAML: {front.fault}", todo))
    blocks = list(_blocks(decoded.text, len(front.text)))
    found = passages(_with_description(front, blocks), _locator(decoded))
    if not found:
        raise Empty(where, "holds no text", "Add a file that has text in it.")
    fields = front.fields
    yield Arrival(
        format="markdown",
        passages=found,
        title=_first(fields, "title", "subject") or _heading(decoded.text, len(front.text)),
        source=_first(fields, "source", "publisher", "outlet"),
        author=_first(fields, "author"),
        address=_first(fields, "canonical", "url", "link"),
        published=published_of(_first(fields, "published", "pubDate", "date"), zone, basis),
        pictures=tuple(_pictures(decoded.text[len(front.text) :])),
    )


def _front_matter(text: str) -> _Front:
    match = _FRONT.match(text[:FRONT_MATTER_BYTES])
    if not match:
        return _Front({}, "")
    try:
        loaded = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506  strings only: no dates, no objects
    except yaml.YAMLError as e:
        return _Front({}, match[0], " ".join(str(e).split()))
    if not isinstance(loaded, dict):
        return _Front({}, "")
    return _Front({k: v for k, v in loaded.items() if isinstance(k, str) and isinstance(v, str)}, match[0])


def _first(fields: dict[str, str], *names: str) -> str | None:
    return next((clean(fields[n].strip()) for n in names if fields.get(n, "").strip()), None)


def _heading(text: str, start: int) -> str | None:
    """The first heading of the first level."""
    tokens = _PARSER.parse(text[start:])
    first = next((i for i, t in enumerate(tokens) if t.type == "heading_open" and t.tag == "h1"), None)
    return None if first is None else clean(_text(tokens[first + 1].children or [])) or None


def _with_description(front: _Front, blocks: list[Block]) -> Iterator[Block]:
    """The description first, unless the text holds each of its sentences: what is printed twice is said once."""
    said = " ".join(front.fields.get("description", "").split())
    body = " ".join(" ".join(b.text.split()) for b in blocks)
    if any(sentence not in body for sentence in re.split(r"(?<=[.!?])\s", said)):
        yield Block(said, "paragraph", 0, len(front.text), "/description")
    yield from blocks


def _locator(decoded: Decoded) -> Callable[[Block], str]:
    """Code points of the text to bytes of the file: blocks come in order, so each stretch is measured once."""
    known = {0: decoded.start}
    last = 0

    def at(position: int) -> int:
        nonlocal last
        if position not in known:
            base = last if last <= position else 0
            known[position] = known[base] + decoded.bytes_of(decoded.text[base:position])
            last = position
        return known[position]

    return lambda block: f"bytes:{at(block.start)}-{at(block.end)}{block.part}{decoded.note}"


def _blocks(text: str, start: int) -> Iterator[Block]:
    body = text[start:]
    ends = list(accumulate((len(m[0]) for m in _LINE.finditer(body)), initial=start))
    kinds: list[Kind] = ["paragraph"]
    tokens = _PARSER.parse(body)
    for i, token in enumerate(tokens):
        kind = _KINDS.get(token.type.removesuffix("_open").removesuffix("_close"))
        if token.nesting and kind:
            kinds.append(kind) if token.nesting > 0 else kinds.pop()
        lines = token.map
        if not lines or token.nesting < 0:
            continue
        place = ends[lines[0]], ends[min(lines[1], len(ends) - 1)]
        if token.type == "tr_open":
            yield Block(_row(tokens, i), "row", *place)
        elif token.type == "inline" and kinds[-1] != "row":
            yield from _inline(token, kinds[-1], place)
        elif token.type in ("fence", "code_block"):
            yield Block(_plain(token.content), kinds[-1], *place)
        elif token.type == "html_block":
            parts = enumerate(paragraphs_of(_without_refs(token.content)), 1)
            yield from (Block(_plain(p), "paragraph", *place, f"/html{n}") for n, p in parts)


_KINDS: dict[str, Kind] = {"heading": "heading", "list_item": "item", "blockquote": "quote", "table": "row"}


def _inline(token: Token, kind: Kind, place: tuple[int, int]) -> Iterator[Block]:
    children = token.children or []
    pictures = [c.content for c in children if c.type == "image"]
    for n, alt in enumerate(pictures, 1):
        if not _PICTURE_NAME.fullmatch(alt.strip()):
            yield Block(_plain(alt), "image", *place, f"/image{n}")
    yield Block(_text(children), kind, *place)


def _pictures(body: str) -> Iterator[Enclosure]:
    """The pictures of the text, each by its number among all of them."""
    images = (c for t in _PARSER.parse(body) for c in t.children or () if c.type == "image")
    for n, image in enumerate(images, 1):
        if found := enclosed(f"image:{n}", str(image.attrs.get("src", ""))):
            yield found


def _row(tokens: list[Token], start: int) -> str:
    """The cells of one row between bars; empty cells are left out."""
    cells = []
    for token in tokens[start:]:
        if token.type == "tr_close":
            break
        if token.type == "inline":
            cells.append(_text(token.children or []))
    return " | ".join(c for c in cells if c)


def _text(children: list[Token]) -> str:
    """The words of inline tokens: without markup, link targets, ``<ref>`` elements and links to footnotes."""
    out: list[str] = []
    in_ref = False
    for before, child in zip([None, *children], children, strict=False):
        is_note = before is not None and before.type == "link_open" and child.content.startswith("^")
        if child.type == "html_inline":
            in_ref = bool(_REF_OPEN.match(child.content)) or (in_ref and not child.content.lower().startswith("</ref"))
        elif not in_ref and not is_note:
            out.append(_BREAKS.get(child.type) or (child.content if child.type in ("text", "code_inline") else ""))
    return _plain("".join(out))


_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def _plain(text: str) -> str:
    """Without reference marks and what is left of wiki markup."""
    while (bare := _WIKI.sub("", text)) != text:
        text = bare
    text = _NOTE_MARK.sub("", _WIKI_LINK.sub(r"\1", text))
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _without_refs(markup: str) -> str:
    return re.sub(r"<ref\b[^>]*/>|<ref\b.*?</ref\s*>", "", markup, flags=re.IGNORECASE | re.DOTALL)
