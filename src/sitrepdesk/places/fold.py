"""Names as they are compared: without case, apostrophes, hyphens, accents of Latin letters; the words as written are kept elsewhere."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_PAIRS = ["ł", "l", "Ł", "l", "ø", "o", "Ø", "o", "đ", "d", "Đ", "d", "ð", "d", "þ", "th", "æ", "ae", "Æ", "ae", "œ", "oe", "ı", "i", "ə", "a", "ё", "е"]
_SPECIAL = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
_DROP = dict.fromkeys(map(ord, "'’ʼ`ʻ‘´.\u0301\u200b\u00ad"))
_GAP = dict.fromkeys(map(ord, "-‐‑–—/_"), " ")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The form under which a name is filed: ``fold("Ivano-Frankivs'k") == "ivano frankivsk"``."""
    text = name.translate(_DROP).translate(_GAP).translate(_SPECIAL)
    if not text.isascii():
        text = _plain_latin(text)
    words = text.casefold().split()
    if len(words) > 1:
        words = [_SHORT.get(w, w) for w in words]
    return " ".join(words)


def _plain_latin(text: str) -> str:
    """Drops combining marks behind Latin letters only: Cyrillic й stays й."""
    out: list[str] = []
    for char in text:
        parts = unicodedata.normalize("NFKD", char)
        if parts[0].isascii():
            out += (p for p in parts if not unicodedata.combining(p))
        else:
            out.append(unicodedata.normalize("NFC", char))
    return "".join(out)
