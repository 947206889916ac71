"""The rule of what a project's files may hold: nothing of the machine that they were written on, no package index, no pickle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# The patterns are put together from halves, so that this file does not break its own rule.
INDEX = re.compile(
    "|".join(
        (
            r"https?://[^\s'\"]*(?:py" + r"pi|pythonhosted)[^\s'\"]*",
            r"https?://[^\s'\"]+/sim" + r"ple\b",
            r"--(?:extra-)?ind" + r"ex-url",
            r"--find-" + r"links\b(?!`)",
            r"\bind" + r"ex-url\s*=",
        )
    )
)
MACHINE = re.compile(r"(?<![\w./~:-])/(?:home/(?!somebody\b)|Users/|root/|wo" + r"rk/|opt/|mnt/|private/)[\w.-]*")
"""A folder of somebody's machine. ``/home/somebody`` is nobody's: tests use it to see that a path does not leak."""

PICKLED = (".pkl", ".pickle", ".joblib", ".pt", ".pth", ".npy.obj")
TEXT_MOST = 5_000_000


def texts(root: Path, paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Name and content of every file that is text."""
    for path in paths:
        data = path.read_bytes() if path.stat().st_size <= TEXT_MOST else b"\0"
        if b"\0" not in data:
            yield path.relative_to(root).as_posix(), data.decode("utf-8", "replace")


def found(pattern: re.Pattern[str], root: Path, paths: Iterable[Path]) -> Iterator[str]:
    """File, line and words of every match."""
    for name, text in texts(root, paths):
        for number, line in enumerate(text.splitlines(), 1):
            for match in pattern.finditer(line):
                yield f"{name}:{number} {match.group()}"


def pickled(root: Path, paths: Iterable[Path]) -> Iterator[str]:
    """Files whose ending or first bytes say that reading them can run code."""
    for path in paths:
        with path.open("rb") as stream:
            head = stream.read(2)
        if path.suffix in PICKLED or (head[:1] == b"\x80" and head[1:] in (b"\x02", b"\x03", b"\x04", b"\x05")):
            yield path.relative_to(root).as_posix()
