"""What a head names, whatever its form: "killed", "killings" and "slaying" are one family."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from sitrepdesk.language.morphology import singular, verb_forms
from sitrepdesk.model.scales import table

_TABLE = cast(dict[str, list[str]], table("sitrepdesk.link", "heads.toml"))
_FAMILY = {word: row.split()[0] for row in reversed(_TABLE["families"]) for word in row.split()}
_PARTICLES, _LIGHT = frozenset(_TABLE["particles"]), frozenset(_TABLE["light"])
BARE = frozenset(_TABLE["bare"])
_WORD = re.compile(r"\w+")
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))


@lru_cache(maxsize=1 << 16)
def family(head: str) -> str:
    """The family of a head's main word: the last, or of a verb with its particles ("checked into") the verb."""
    words = [w for w in _WORD.findall(head.casefold()) if w not in _PARTICLES] or _WORD.findall(head.casefold())
    carrying = [w for w in words if w not in _LIGHT] or words
    return lemma(carrying[-1]) if carrying else head.casefold()


def lemma(word: str) -> str:
    """The first word of its family, or else its base form, by the table of verbs and the rules of English endings."""
    forms = (word, singular(word))
    base = next((i.lemma for form in forms for i in verb_forms().get(form, ())), forms[1])
    if base not in _FAMILY and base == word:
        base = next((word[: -len(end)] + on for end, on in _ENDINGS if word.endswith(end) and len(word) - len(end) > 3), word)
    return _FAMILY.get(base, base)
