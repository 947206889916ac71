"""JSON lines come in on standard input, one answer a line goes out; a bad line is named on standard error and the rest goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from sitrepdesk.model import BadTime, BadValue, InputError, Malformed, Stamp, stamp

LONGEST = 1 << 26
"""Bytes of one line beyond which it is refused unread."""
_FORM = 'Write one object a line: {"id": …, "text": "…", "published": "2022-09-12"}.'


@dataclass(frozen=True, slots=True)
class Line:
    """One text to read, the id under which to answer, and its publication where it is known."""

    id: str | int
    text: str
    published: Stamp | None


def published_of(said: str | None, zone: str) -> Stamp | None:
    """What ``--published`` said, a date being that whole day in ``zone``."""
    return stamp(said, zone, "pack") if said else None


def _line(raw: bytes, where: str, zone: str) -> Line:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as e:
        raise Malformed(where, "is no JSON in UTF-8", _FORM) from e
    if not isinstance(data, dict):
        raise Malformed(where, "is no JSON object", _FORM)
    name, text, said = data.get("id"), data.get("text"), data.get("published")
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise Malformed(where, "field 'id' is no text or whole number", _FORM)
    if not isinstance(text, str):
        raise Malformed(where, "field 'text' is no text", _FORM)
    if said is not None and not isinstance(said, str):
        raise Malformed(where, "field 'published' is no text", _FORM)
    try:
        return Line(name, text, published_of(said, zone))
    except BadTime as e:
        raise Malformed(f"{where}, field 'published'", f"{e.where} {e.what}", e.todo) from e


def answer_lines(zone: str, reply: Callable[[Line], dict[str, Any]]) -> None:
    """Answer each line of standard input as soon as it is read; ends with exit code 3 where a line was refused."""
    refused = 0
    number = 0
    while raw := sys.stdin.buffer.readline(LONGEST + 1):
        number += 1
        where = f"line {number}"
        try:
            if len(raw) > LONGEST:
                while not raw.endswith(b"\n") and (raw := sys.stdin.buffer.readline(LONGEST)):
                    pass
                raise Malformed(where, f"is longer than {LONGEST >> 20} MiB", "Cut the text into passages.")
            if not raw.strip():
                continue
            line = _line(raw, where, zone)
            out = json.dumps({"id": line.id, **reply(line)}, ensure_ascii=False)
            click.echo(out.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
        except Malformed as e:
            refused += 1
            click.echo(f"sitrep: {e}", err=True)
    if refused:
        sys.exit(InputError.exit_code)


def given(text: str | None, jsonl: bool, verb: str) -> str:
    """The text of the command line; ``BadValue`` where there is none, or one beside ``--jsonl``."""
    if jsonl and text is not None:
        raise BadValue("--jsonl", "reads its texts from standard input", f"Leave TEXT out: sitrep {verb} --jsonl < IN")
    if text is None and not jsonl:
        raise BadValue("TEXT", "is missing", f"Give one in quotes, or lines: sitrep {verb} --jsonl < IN")
    return text or ""
