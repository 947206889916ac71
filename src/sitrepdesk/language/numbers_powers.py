"""Powers behind a numeral: "2.48×10−5", "4e14", "6.02 x 10^23", "10⁻³"; a place goes in, a factor and the place behind it come out."""

from __future__ import annotations

from decimal import Decimal

from .numbers_lexer import Words

_HIGHEST = 40
"""Powers of ten beyond which no report and no measurement goes."""
_TIMES = frozenset("×x*·⋅X")
_MINUS = frozenset("-−–‑⁻")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def power(words: Words, j: int) -> tuple[Decimal, int] | None:
    """The factor of a power that stands at ``j`` behind a numeral, and the place behind it."""
    sign = words[j]
    if words[j - 1].text == "10" and ((caret := sign.text == "^" and sign.glued) or _raised(words, j + (sign.text == "⁻")) is not None):
        alone = _exponent(words, j + caret)
        return (Decimal(10).scaleb(alone[0] - 2), alone[1]) if alone else None
    if sign.text in ("e", "E") and sign.glued:
        found = _exponent(words, j + 1)
        return (Decimal(10).scaleb(found[0] - 1), found[1]) if found else None
    if sign.text not in _TIMES or not sign.text or words[j + 1].text not in ("10", "2"):
        return None
    caret = words[j + 2].text == "^" and words[j + 2].glued
    found = _exponent(words, j + 2 + caret)
    if found is None or not (caret or _marked(words, j + 2)):
        return None
    return Decimal(words[j + 1].text) ** found[0], found[1]


def _marked(words: Words, k: int) -> bool:
    """Whether what stands behind the ten is an exponent without a caret: raised, or with its minus."""
    return words[k].text in _MINUS or _raised(words, k) is not None


def _raised(words: Words, k: int) -> str | None:
    digits = words[k].text.translate(_RAISED)
    return digits if words[k].glued and words[k].kind == "s" and digits.isdecimal() else None


def _exponent(words: Words, k: int) -> tuple[int, int] | None:
    negative = words[k].text in _MINUS and bool(words[k].text) and words[k].glued
    if words[k].text == "+" and words[k].glued and words[k + 1].kind == "n":
        k += 1
    k += negative
    word = words[k]
    text = word.text if word.kind == "n" and word.glued else _raised(words, k) or ""
    end = k + 1
    while word.kind == "s" and (more := _raised(words, end)):
        text, end = text + more, end + 1
    if not (text.isascii() and text.isdecimal()) or len(text) > 3 or int(text) > _HIGHEST:
        return None
    return (-int(text) if negative else int(text)), end
