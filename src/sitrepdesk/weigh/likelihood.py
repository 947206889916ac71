"""How a likelihood word is read. Words of several claims are never multiplied or averaged: they stand side by side."""

from __future__ import annotations

from collections.abc import Iterable

from sitrepdesk.model import BANDS


def band(word: str) -> tuple[int, int] | None:
    """The band of a word in per cent (ICD 203); ``None`` for ``stated``, which softens nothing."""
    return BANDS.get(word)


def spread(words: Iterable[str]) -> tuple[int, int] | None:
    """From the lowest to the highest edge of all the words' bands: what the speakers leave open between them, and no average."""
    bands = [b for w in words if (b := band(w))]
    return (min(low for low, _ in bands), max(high for _, high in bands)) if bands else None
