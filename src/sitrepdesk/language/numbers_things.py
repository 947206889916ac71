"""What a number counts: the noun phrase behind it and the unit that phrase stands for."""

from __future__ import annotations

from typing import NamedTuple

from .numbers_lexer import Phrases, Words
from .numbers_values import CARDINALS, SCALES, numeral, table

_T = table("units_things.toml")
_KIND: dict[str, str] = {word: kind for kind, row in _T["kinds"].items() for word in row}
_TOGETHER: dict[str, str] = {word: kind for kind, row in _T["together"].items() for word in row}
_IRREGULAR: dict[str, str] = _T["irregular"]
_SKIP = frozenset(_T["modifiers"]["skip"])
_STOP = frozenset(_T["modifiers"]["stop"])
_SKIP_INSIDE = (_SKIP - {"new", "different", "other", "separate"}) | {"killed", "wounded", "injured", "hurt"}
HARM = frozenset(_T["modifiers"]["harm"])
EQUIP = frozenset(_T["modifiers"]["equip"])
FORMATIONS: Phrases[str] = Phrases({f: f.removesuffix("s") for f in _T["modifiers"]["formations"]})
_ADJECTIVE = ("al", "ed", "ic", "ive", "ous", "ish", "ian", "ary", "ern", "less", "ful", "able", "ible", "ese", "ing")
_NOT_PLURAL = ("ss", "us", "is", "'s", "ous")
_STANDING_IN = frozenset({"other", "own", "count-before"})
_LONGEST = 7


def plural_of(noun: str) -> str:
    """The regular English plural of a noun or noun phrase."""
    if noun in _IRREGULAR.values() and noun in _IRREGULAR:
        return noun
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def singular(noun: str) -> str:
    """A noun in the singular, by the table of irregular ones and then by rule."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(_NOT_PLURAL):
        return noun[:-1]
    return noun


_SINGULAR = dict.fromkeys(_T["nouns"]["singular"])
_KNOWN: dict[str, str] = {plural_of(n): n for n in _SINGULAR} | {n: n for n in _SINGULAR} | _KIND
_NOUNS: Phrases[str] = Phrases(_KNOWN)


def is_known(unit: str | None) -> bool:
    """Whether a unit is in the table of things, and no guess from the form of its word."""
    return unit in _SINGULAR or unit in _T["kinds"]


class Thing(NamedTuple):
    """The counted thing's words, from word ``start`` to ``end``, and the unit they stand for."""

    start: int
    end: int
    unit: str | None


def counted(unit: str) -> str | None:
    """The unit of claims: the head noun alone ("metric ton" is "ton", "piece of ordnance" is "piece"); none for "two others"."""
    noun = unit.partition(" of ")[0].rpartition(" ")[2]
    return None if noun in _STANDING_IN else noun


def _plural(low: str) -> bool:
    if low in _STOP or low in _SKIP:
        return False
    if low in _IRREGULAR or (low in _KNOWN and low not in _SINGULAR):
        return True
    return len(low) > 3 and low.endswith("s") and not low.endswith(_NOT_PLURAL)


def _ends(words: Words, j: int) -> bool:
    word = words[j]
    if word.kind == "w":
        return word.low in _STOP or word.low in CARDINALS or word.low in SCALES
    if word.kind == "n":
        return not (word.glued and words[j - 1].text in ("-", "‑") and words[j - 2].kind == "w")
    return not (word.text in ("-", "‑") and word.glued and words[j + 1].glued)


def _run(words: Words, j: int) -> int:
    """The place behind the words from ``j`` that may belong to one noun phrase; a name such as "Su-25" belongs to it."""
    end = j
    while end - j < _LONGEST and not _ends(words, end) and not (end > j and words.low(end) in _SKIP_INSIDE):
        end += 1
    return end


def _start(words: Words, j: int) -> int:
    """The first word of the noun phrase: behind "of the", "more", and the whole of "11 *of 14* missiles"."""
    if words[j].kind == "n" and words.low(j + 1) in ("mm", "-") and "mm" in (words.low(j + 1), words.low(j + 2)):
        j += 2 if words.low(j + 1) == "mm" else 3
    if words[j].text == "," and words.low(j + 1) == "of":
        j += 1
    while words.low(j) in _SKIP:
        j += 1
        if words.low(j - 1) in ("of", "the") and (found := numeral(words, j)) and not found[0].percent:
            j = found[1]
    return j


def _models(words: Words, j: int) -> Thing | None:
    """ "T-64s", "Mi-8s": a model in the plural."""
    dash, digits, plural = words[j + 1], words[j + 2], words[j + 3]
    if words[j].kind == "w" and dash.text in ("-", "‑") and digits.kind == "n" and plural.low == "s" and plural.glued and digits.glued:
        return Thing(j, j + 4, words.quote(j, j + 3))
    return None


def thing(words: Words, j: int, one: bool) -> Thing | None:
    """The noun phrase at ``j`` behind a number; ``one`` where the number is one, so that its head is singular."""
    j = _start(words, j)
    if model := _models(words, j):
        return model
    end = _run(words, j)
    if end == j:
        return None
    head = _singular_head(words, j, end) if one else _plural_head(words, j, end)
    return _joined(words, j, head, end) if head else None


def _plural_head(words: Words, j: int, end: int) -> tuple[int, int] | None:
    """First and last+1 word of the head: the first plural, or the phrase of the table that ends in it."""
    for k in range(j, end):
        found = _NOUNS.find(words, k)
        if found and found[1] <= end and _plural(words.low(found[1] - 1)):
            if (
                found[1] < end
                and _plural(words.low(found[1]))
                and words.low(found[1]) in _KNOWN
                and words.low(k) not in ("dead", "wounded")
            ):
                continue
            if found[1] < end and words.low(found[1]) in _KNOWN and words.low(k) in _PERSONAL_ADJECTIVES:
                continue
            return k, found[1]
        if words[k].text[:1].isupper() and words[k + 1].text[:1].isupper() and not words[k].text.isupper() and k + 1 < end:
            continue
        if _plural(words.low(k)):
            return (k, k + 1) if not (k + 1 < end and _plural(words.low(k + 1)) and words.low(k + 1) in _KNOWN) else (k + 1, k + 2)
    return _singular_head(words, j, end) if words.low(j - 1) == "of" or words.low(j - 2) == "of" else None


_PERSONAL_ADJECTIVES = frozenset(
    {
        "dead",
        "wounded",
        "injured",
        "missing",
        "displaced",
        "elderly",
        "killed",
        "mobilized",
        "mobilised",
        "human",
        "national",
        "local",
        "police",
        "infantry",
        "staff",
        "border",
        "marine",
    }
)


def _singular_head(words: Words, j: int, end: int) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    for k in range(j, end):
        found = _NOUNS.find(words, k)
        if found and found[1] <= end:
            best = (k, found[1])
            if found[1] >= end or _NOUNS.find(words, found[1]) is None:
                return best
    if best:
        return best
    for k in range(j, end):
        low = words.low(k)
        if (
            words[k].kind == "w"
            and (k + 1 == end == j + 1 or not low.endswith(_ADJECTIVE))
            and (words[k].text[0].islower() or k + 1 == end)
        ):
            return k, k + 1
    return None


def _unit(words: Words, k: int, end: int) -> str:
    if end == k + 1 and words[k].text.rstrip("s").isupper() and words.low(k) not in _KIND:
        return words[k].text.removesuffix("s")  # "three VBIEDs", "two NGOs"
    phrase = words.quote(k, end).lower()
    return _KIND.get(phrase) or _KNOWN.get(phrase) or _KIND.get(words.low(end - 1)) or singular(phrase)


def _joined(words: Words, j: int, head: tuple[int, int], end: int) -> Thing:
    """The phrase with its head, and with "and villages" where the second noun goes by the same unit."""
    k, stop = head
    unit = _unit(words, k, stop)
    if words.low(stop) in ("and", "or") and stop == end:
        found = _NOUNS.find(words, stop + 1)
        other = _unit(words, stop + 1, found[1]) if found and _plural(words.low(found[1] - 1)) else None
        if found and other and _TOGETHER.get(unit, unit) == _TOGETHER.get(other, other):
            unit, stop = unit if unit == other else _TOGETHER[unit], found[1]
    return Thing(j, stop, unit)


def mass(words: Words, j: int) -> Thing | None:
    """What a measure or share is of: "tonnes of *grain*", "half of *the city*"; the phrase as far as it goes."""
    if words.low(j) == "of":
        j += 1
    j = _start(words, j)
    if words.low(j) == "all":
        j = _start(words, j + 1)
    end = _run(words, j)
    if end == j:
        return None
    head = _plural_head(words, j, end) or _singular_head(words, j, end)
    return Thing(j, head[1], None) if head else None
