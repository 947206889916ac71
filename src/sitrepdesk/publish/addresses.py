"""What is finer than a settlement in running text: addresses, numbered houses, coordinates, grid references; ways to reach a person."""

from __future__ import annotations

import re
from functools import lru_cache

from .rules import table

_TABLE = table("sites.toml")
_KINDS = "|".join(_TABLE["addresses"]["kinds"])
_NUMBERED = "|".join(_TABLE["addresses"]["numbered"])

ADDRESS = "[address withheld]"

_PATTERNS = tuple(
    re.compile(p)
    for p in (
        rf"\b\d{{1,4}}[A-Za-z]?,?\s+(?:[A-Z][\w’'-]+\s+){{1,4}}(?i:{_KINDS})\b\.?",
        rf"\b(?:[A-Z][\w’'-]+\s+){{1,4}}(?i:{_KINDS})\b\.?,?\s+(?:(?i:no)\.?\s*)?\d{{1,4}}[A-Za-z]?\b",
        r"\b(?:on|in|at|along)\s+(?:[A-Z][\w’'-]+\s+){1,3}(?:Street|Avenue|Lane|Boulevard|Prospekt|Alley|Embankment)\b",
        rf"\b(?:(?:[A-Z][\w’'-]+\s+){{0,3}})(?i:{_NUMBERED})\s+(?i:no\.?|number|№|#)\s*\d{{1,4}}\b",
        r"(?<!\d)[-+]?\d{1,2}\.\d{3,}(?:\s*°)?(?:\s*[NS]\b)?\s*[,;/ ]\s*[-+]?\d{1,3}\.\d{3,}(?:\s*°)?(?:\s*[EW]\b)?",
        r"\d{1,3}\s*°\s*\d{1,2}\s*[’'′](?:\s*\d{1,2}(?:\.\d+)?\s*[”\"″])?\s*[NSEW](?:[,;\s]+\d{1,3}\s*°\s*\d{1,2}\s*[’'′](?:\s*\d{1,2}(?:\.\d+)?\s*[”\"″])?\s*[NSEW])?",
        r"\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b",
        r"\b(?i:grid(?:\s+reference|\s+square)?)\s+[A-Z]{0,3}\s?\d{3,5}\s?\d{3,5}\b",
        r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b",
        r"(?<![\w/])@\w{3,}",
        r"(?<![\w.])\+\d[\d\s().-]{7,}\d\b",
    )
)


@lru_cache(maxsize=1 << 12)  # A report is cleared once for every round in which it is written.
def without_addresses(text: str, kept: frozenset[str] = frozenset()) -> tuple[str, int]:
    """The text with every address, position and way to reach a person taken out, and how many there were.

    ``kept`` are the handles of channels that are sources of the desk: their names may be printed.
    """
    found = 0

    def out(m: re.Match[str]) -> str:
        nonlocal found
        if m[0] in kept:
            return m[0]
        found += 1
        return ADDRESS

    for pattern in _PATTERNS:
        text = pattern.sub(out, text)
    return text, found
