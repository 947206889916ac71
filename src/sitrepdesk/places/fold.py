"""Names as they are compared: without case, apostrophes, hyphens, accents of Latin letters; the words as written are kept elsewhere."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FROM = ["ł", "Ł", "ø", "Ø", "đ", "Đ", "ð", "þ", "æ", "Æ", "œ", "ı", "ə", "ё"]
_TO = ["l", "l", "o", "o", "d", "d", "d", "th", "ae", "ae", "oe", "i", "a", "е"]
_SPECIAL = str.maketrans(dict(zip(_FROM, _TO, strict=True)))
_DROP = dict.fromkeys(map(ord, "'’ʼ`ʻ‘´.\u0301\u200b\u00ad"))
_GAP = dict.fromkeys((*range(32), 127, *map(ord, "-‐‑–—/_")), " ")
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
