"""Which format a file is, by its first bytes and then its name. A PDF or a page under a wrong name is read as what it is."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from sitrepdesk.model import Binary, Empty, Malformed, TooLarge

from .encoding import looks_binary
from .limits import HEAD_BYTES
from .manifest import Format, format_named

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_CHAT = re.compile(rb'"(?:messages|chats)"\s*:\s*[\[{]')
_POST = re.compile(rb'"text"\s*:\s*"')
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_KNOWN = "Formats: text, Markdown, web page, PDF, DOCX, feed, Telegram export, JSON lines."


def sniff(name: str, head: bytes) -> Format:
    """The format of a file of that name that begins with ``head`` (64 kB are enough).

    Raises ``Empty``, ``Binary`` (archives, pictures, programs, unknown bytes) or ``Malformed`` (text that holds data and no report).
    """
    if not head:
        raise Empty(name, "has no bytes", "Add a file that has text in it.")
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in head[:1024]:
        return format_named("pdf")
    if head.startswith(b"PK\x03\x04") and (suffix == ".docx" or b"word/" in head):
        return format_named("docx")
    _refuse_signatures(name, head)
    if looks_binary(head[:HEAD_BYTES]) and not head.startswith(_MARKS):
        raise Binary(name, "holds no text and is of no known format", _KNOWN)
    return format_named(_textual(name, suffix, head.replace(b"\0", b"") if head.startswith(_MARKS[1:]) else head))


def check_size(name: str, size: int, found: Format) -> None:
    """Raises ``TooLarge`` where a file is over its format's limit."""
    if size > found.max_bytes:
        what = f"has {size:,} bytes; a file of the format {found.name} may have {found.max_bytes:,}"
        raise TooLarge(name, what, "Split it and add the parts.")


def _textual(name: str, suffix: str, head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    if start.startswith(b"<"):
        found = _marked_up(name, suffix, start)
        if found:
            return found
    if suffix in (".jsonl", ".ndjson"):
        return "posts"
    if suffix == ".json":
        return _json(name, start)
    if suffix in _kinds()["no_report"]["suffixes"]:
        raise Malformed(name, f"is a {suffix} file, which holds data and no report", f"Leave it out, or save its text as .txt. {_KNOWN}")
    return "markdown" if suffix in (".md", ".markdown") else "html" if suffix in (".html", ".htm", ".xhtml") else "text"


def _marked_up(name: str, suffix: str, start: bytes) -> str | None:
    feed, page = _FEED.search(start), _PAGE.search(start)
    if feed and not (page and page.start() < feed.start()) and suffix != ".md":
        return "feed"
    if page and page.start() < 1024 and suffix != ".md":
        return "html"
    if suffix in (".xml", ".rss", ".atom"):
        raise Malformed(name, "is XML, but no RSS or Atom feed", f"Save the report in it as text and add that. {_KNOWN}")
    return None


def _json(name: str, start: bytes) -> str:
    if _CHAT.search(start):
        return "telegram"
    first = start.split(b"\n", 1)[0]
    if _POST.search(first) and _is_object(first):
        return "posts"
    todo = "Telegram exports (result.json) and posts as JSON lines are read: see `sitrep formats`."
    raise Malformed(name, "is JSON of no known form", todo)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _refuse_signatures(name: str, head: bytes) -> None:
    for row in _kinds()["signature"]:
        at = row.get("offset", 0)
        if any(head.startswith(bytes.fromhex(h), at) for h in row["hex"]):
            raise Binary(name, row["what"], row["todo"])


@cache
def _kinds() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "tables" / "kinds.toml").read_text(encoding="utf-8"))
