"""Inflection: which verb a written form belongs to, and which form of it.

Forms are written out from the tables of verbs (regular rules of English spelling, irregular verbs by table), so that reading
a word is one look-up. Source of the spelling rules: Quirk et al. (1985), 3.5-3.20.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

VOWELS = "aeiou"


class Inflection(NamedTuple):
    """A reading of a form: the verb's lemma and the form (VB, VBZ, VBD, VBN, VBG; Penn Treebank names)."""

    lemma: str
    form: str


def table_words(name: str) -> tuple[str, ...]:
    """All words of a plain word table of this room, comments left out."""
    text = (files(__package__) / "tables" / name).read_text(encoding="utf-8")
    return tuple(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


def table_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table of this room, comments left out."""
    text = (files(__package__) / "tables" / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _doubling() -> frozenset[str]:
    return frozenset(table_words("doubling.txt"))


def third_person(lemma: str) -> str:
    """The "s" form."""
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def past(lemma: str) -> str:
    """The regular past."""
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ied"
    return (lemma + lemma[-1] if lemma in _doubling() else lemma) + "ed"


def gerund(lemma: str) -> str:
    """The "ing" form."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and len(lemma) > 2:
        return lemma[:-1] + "ing"
    return (lemma + lemma[-1] if lemma in _doubling() else lemma) + "ing"


def _forms(lemma: str, irregular: dict[str, tuple[str, str]]) -> list[tuple[str, Inflection]]:
    out = [(lemma, "VB"), (third_person(lemma), "VBZ"), (gerund(lemma), "VBG")]
    if lemma in irregular:
        pasts, participles = irregular[lemma]
        out += [(w, "VBD") for w in pasts.split()] + [(w, "VBN") for w in participles.split()]
    else:
        out += [(past(lemma), "VBD"), (past(lemma), "VBN")]
        if past(lemma)[-4:-3] == past(lemma)[-3:-2] == "l" or lemma in {
            "cancel",
            "travel",
            "level",
            "fuel",
            "signal",
            "label",
            "model",
            "total",
        }:
            out += [(lemma + "ed", "VBD"), (lemma + "ed", "VBN"), (lemma + "ing", "VBG")]
    if lemma == "flee":
        out.append(("fleeing", "VBG"))
    return [(form, Inflection(lemma, tag)) for form, tag in out]


@cache
def verb_forms() -> dict[str, tuple[Inflection, ...]]:
    """Every written form of every verb of the tables, with its readings."""
    irregular = {row[0]: (row[1], row[2]) for row in table_rows("irregular.tsv")}
    out: dict[str, list[Inflection]] = {}
    for lemma in dict.fromkeys((*table_words("verbs.txt"), *irregular)):
        last = lemma.rpartition("-")[2]
        stem = lemma[: len(lemma) - len(last)]
        for form, reading in _forms(last, irregular):
            out.setdefault(stem + form, []).append(Inflection(stem + reading.lemma, reading.form))
    return {form: tuple(dict.fromkeys(readings)) for form, readings in out.items()}


def lemma_of(word: str, form: str) -> str:
    """The lemma of a verb form; for unknown verbs the ending is taken off."""
    for reading in verb_forms().get(word, ()):
        if reading.form == form or (form in {"VBD", "VBN"} and reading.form in {"VBD", "VBN"}):
            return reading.lemma
    for end in ("ing", "ied", "ed", "es", "s"):
        if word.endswith(end) and len(word) > len(end) + 2:
            stem = word[: -len(end)]
            return stem + "y" if end == "ied" else stem
    return word


@cache
def _plurals() -> dict[str, str]:
    return {row[0]: row[1] for row in table_rows("plurals.tsv")}


@cache
def singular(noun: str) -> str:
    """The singular of a noun in lower case, as well as its ending tells."""
    if noun in _plurals():
        return _plurals()[noun]
    for end, other in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if noun.endswith(end) and len(noun) > len(end) + 1:
            return noun[: -len(end)] + other
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3 else noun
