"""Paths as a person may read them on one line of a terminal."""

from __future__ import annotations

import os
from pathlib import Path


def as_shown(path: Path | str) -> str:
    """The path with line ends, control characters and bytes that are no UTF-8 written as escapes (``\\n``, ``\\xff``)."""
    text = os.fsencode(path).decode("utf-8", "surrogateescape")
    return "".join(_escaped(c) for c in text)


def _escaped(char: str) -> str:
    if "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
