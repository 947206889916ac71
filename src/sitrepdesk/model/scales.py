"""The closed scales of the product, read from their tables: claim types with families, likelihood bands."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def table(package: str, name: str) -> dict[str, object]:
    """A TOML table shipped in ``package`` under ``tables/``."""
    return tomllib.loads((files(package) / "tables" / name).read_text(encoding="utf-8"))


def _families() -> dict[str, str]:
    raw = tomllib.loads((files(__package__) / "tables" / "types.toml").read_text(encoding="utf-8"))
    return {t: family for family, row in raw.items() for t in row["types"]}


def _bands() -> dict[str, tuple[int, int]]:
    raw = tomllib.loads((files(__package__) / "tables" / "likelihood.toml").read_text(encoding="utf-8"))
    return {word: (row["low"], row["high"]) for word, row in raw.items()}


def _languages() -> dict[str, str]:
    raw: dict[str, str] = tomllib.loads((files(__package__) / "tables" / "languages.toml").read_text(encoding="utf-8"))
    return raw


LANGUAGES: dict[str, str] = _languages()
"""ISO 639-1 code to the language's English name."""


def unread_reason(reason: str) -> str:
    """Why a passage was not read, in words: ``language uk`` is "in Ukrainian"."""
    kind, _, code = reason.partition(" ")
    return f"in {LANGUAGES.get(code, f'a language that was not told ({code})')}" if kind == "language" else reason


FAMILY: dict[str, str] = _families()
"""Claim type to family, in the order of the tables."""

TYPES: tuple[str, ...] = tuple(FAMILY)
LEVEL_TYPES = frozenset({"readiness", "morale", "function"})
BANDS: dict[str, tuple[int, int]] = _bands()
"""Likelihood word to its band in per cent. ``stated`` has none."""
