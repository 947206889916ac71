"""What a measure, a sum of money or a bare number is about: a quantity without a thing goes in, the words of its thing come out.

Asked in this order: the noun right behind it ("a $3 billion *deal*", "a 6-inch *screen*", "a 5 % rise in *sales*"), the noun before
"of" ("a *fine* of €20m"), the noun that was priced ("500 *shares* at $45"), the subject of its verb ("*oil prices* fell 3 %").
A pronoun is no answer: nothing is said then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from sitrepdesk.model.claim import Quantity

from .numbers_lexer import Words
from .numbers_things import thing
from .numbers_values import table
from .sentences import sentences
from .tagging import tags
from .tokens import Token, tokens

_LISTS = table("numbers_about.toml")
_CHANGES = frozenset(_LISTS["changes"])
_NOT_BEHIND = frozenset(_LISTS["not_behind"])
_PRICED = frozenset(_LISTS["priced"])
_NOT_LAST = frozenset(_LISTS["not_last"])
_NOUNS = frozenset({"N", "NAME"})
_INSIDE = frozenset({"N", "NAME", "ADJ", "PS", "VBN", "VBG", "NUM"})
_VERBS = frozenset({"VB", "VBZ", "VBD", "VBN", "VBG", "BE", "HAVE", "DO", "MODAL"})
_BESIDE_VERB = _VERBS | {"ADV", "NOT", "TO"}
_ENDS = frozenset({"STOP", "COLON", "DASH", "QUOTE", "OPEN"})
_MONTHS_AND_DAYS = frozenset(_LISTS["calendar"])
_LONGEST = 600
"""Characters of a sentence beyond which its subject is not looked for."""
Tagged = tuple[tuple[Token, ...], tuple[str, ...]]


class Lines:
    """The sentences of a text, each cut into tagged tokens when a quantity in it asks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = list(sentences(text))

    def at(self, offset: int) -> tuple[Tagged, int] | None:
        """The tagged sentence around an offset and where it starts; nothing for one so long that it is a list."""
        k = bisect_right(self.spans, offset, key=lambda span: span[0]) - 1
        if k < 0 or not offset < self.spans[k][1] <= self.spans[k][0] + _LONGEST:
            return None
        start, end = self.spans[k]
        return _tagged(self.text[start:end]), start


def about(words: Words, lines: Lines, quantity: Quantity) -> str | None:
    """The words of the thing that a quantity is about, where its own sentence names it."""
    start, end = quantity.span
    if behind := _behind(words, words.first(end)):
        return behind
    line = lines.at(start)
    if line is None:
        return None
    (read, classes), base = line
    at = next((k for k, t in enumerate(read) if t.end > start - base), len(read))
    return _owner(read, classes, at) or _subject(read, classes, at)


@lru_cache(maxsize=64)
def _tagged(sentence: str) -> Tagged:
    read = tokens(sentence)
    return read, tuple(tags(read))


def _behind(words: Words, j: int) -> str | None:
    """The noun phrase right behind the measure."""
    if words[j].text in ("-", "‑") and words[j].glued:
        j += 1
    if words.low(j) in ("old", "worth"):
        j += 1 + (words[j + 1].text == "-")
    if words.low(j) == "of":
        j += 1
    word = words[j]
    if word.kind != "w" or word.low in _NOT_BEHIND or word.low in _MONTHS_AND_DAYS or word.low.endswith("ly"):
        return None
    found = thing(words, j, True)
    if found is None:
        return None
    head = words.low(found.end - 1)
    if head in _CHANGES and words.low(found.end) in ("in", "of", "to", "for", "on"):
        inner = thing(words, found.end + 1, True) or found
        found = inner
    return words.quote(found.start, found.end)


def _phrase(classes: Sequence[str], k: int) -> tuple[int, int] | None:
    """The noun phrase that ends at token ``k``, without its articles."""
    if k < 0 or classes[k] not in _NOUNS:
        return None
    first = k
    while first > 0 and classes[first - 1] in _INSIDE:
        first -= 1
    while first < k and classes[first] not in _NOUNS | {"ADJ", "VBN"}:
        first += 1
    return first, k + 1


def _quoted(read: Sequence[Token], span: tuple[int, int]) -> str:
    """The words of a phrase as they stand, one blank between two that do not touch; "aged" belongs to what follows."""
    if span[1] - span[0] > 1 and read[span[1] - 1].lower in _NOT_LAST:
        span = span[0], span[1] - 1
    out = read[span[0]].text
    for left, right in zip(read[span[0] : span[1]], read[span[0] + 1 : span[1]], strict=False):
        out += (" " if right.start > left.end else "") + right.text
    return out


def _owner(read: Sequence[Token], classes: Sequence[str], at: int) -> str | None:
    """ "A fine of", "500 shares at": the noun before the preposition right before the number."""
    if at < 2 or read[at - 1].lower not in _PRICED:
        return None
    span = _phrase(classes, at - 2)
    return _quoted(read, span) if span else None


def _subject(read: Sequence[Token], classes: Sequence[str], at: int) -> str | None:
    """The subject of the verb before the number; in a line without a verb the noun before it."""
    verb = next((k for k in range(at - 1, -1, -1) if classes[k] in _VERBS), None)
    if verb is None:
        near = next((k for k in range(at - 1, -1, -1) if classes[k] in _NOUNS), None)
        span = None if near is None else _phrase(classes, near)
        return _quoted(read, span) if span else None
    k = verb
    while k >= 0:
        while k >= 0 and classes[k] in _BESIDE_VERB:
            k -= 1
        if k >= 0 and classes[k] in ("WH", "THAT"):
            k -= 1 + (k > 0 and classes[k - 1] == "COMMA")
            break
        if k < 0 or classes[k] not in ("CC", "COMMA", "SUB"):
            break
        before = next((n for n in range(k - 1, -1, -1) if classes[n] in _VERBS), None)
        if before is None:
            k -= 1
            break
        k = before
    span = _phrase(classes, k)
    while span and (host := _host(classes, span[0])):
        span = host
    return _quoted(read, span) if span else None


def _host(classes: Sequence[str], first: int) -> tuple[int, int] | None:
    """The noun phrase on which "of Apple" hangs."""
    k = first - 1
    while k >= 0 and classes[k] in ("DET", "POSS", "DEM"):
        k -= 1
    return _phrase(classes, k - 1) if k > 0 and classes[k] in ("PREP", "TO") else None
