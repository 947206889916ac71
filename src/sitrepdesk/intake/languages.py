"""In which language a text is: ISO 639-1, or ``und`` where it cannot be told. English is the only one that the reader reads.

``und`` is read as if it were English, so it is given only to text in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UND = "und"
_FEW_LETTERS = 20
_FEW_OTHER = 8
_SHORT = 200
_SAMPLE = 2_000
_SURE = 0.8
_ENGLISH_SHARE = 0.12
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The language of a text by its first 2,000 characters.

    ``und`` under 20 Latin letters (8 others), and for Latin text of which the model is less than 80 % sure.

    Latin text of which an eighth are English function words is English whatever its capitals.
    """
    words = _WORD.findall(text[:_SAMPLE])
    letters = "".join(words)
    latin = _is_latin(letters)
    if len(letters) < (_FEW_LETTERS if latin else _FEW_OTHER):
        return UND
    if latin and sum(w.lower() in _english() for w in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    code, sureness = load_model().classify(" ".join(words))
    return code if sureness >= _SURE or not latin else UND


def languages_of(texts: Sequence[str]) -> list[str]:
    """The language of each passage of one document: short ones in its letters take the language of the whole."""
    whole = "\n".join(t for t in texts)[: _SAMPLE * 4]
    main = language_of(whole)
    latin = _is_latin("".join(_WORD.findall(whole)))
    return [main if len(t) < _SHORT and main != UND and _fits(t, latin) else language_of(t) for t in texts]


def _fits(text: str, latin: bool) -> bool:
    letters = "".join(_WORD.findall(text))
    return not letters or _is_latin(letters) == latin


def _is_latin(letters: str) -> bool:
    return sum(c < "\u0250" for c in letters) * 2 >= len(letters)


@cache
def _english() -> frozenset[str]:
    lines = (files(__package__) / "tables" / "english.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


@cache
def load_model() -> LanguageIdentifier:
    """The model, unpacked once: half a second and a temporary file."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
