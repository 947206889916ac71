"""The reader's tables, loaded once: event words with their frames, cues that govern clauses, kinds of nouns, hedges."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from sitrepdesk.model.claim import Rel


class Frame(NamedTuple):
    """How an event word names its event: type, the roles of its subject and object, and options."""

    words: str
    type: str
    subject: str
    object: str
    options: dict[str, str]


class Cue(NamedTuple):
    """What a governing word does to its complement: the complements that it takes, and the effects on them."""

    words: str
    takes: frozenset[str]
    effects: dict[str, str]


def _text(name: str) -> str:
    return (files(__package__) / "tables" / name).read_text(encoding="utf-8")


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _text(name).splitlines() if line and not line.startswith("#")]


def _options(text: str) -> dict[str, str]:
    return {k: v for k, _, v in (part.partition("=") for part in text.split())}


@cache
def verbs() -> dict[str, Frame]:
    """Event verbs by lemma and particle. The first row of a verb wins."""
    out: dict[str, Frame] = {}
    for row in _rows("verbs.tsv"):
        out.setdefault(row[0], Frame(row[0], row[1], row[2], row[3], _options(row[4] if len(row) > 4 else "")))
    return out


@cache
def event_nouns() -> dict[str, Frame]:
    """Event nouns by singular: ``object`` is the role of what hangs on them by "of"."""
    return {row[0]: Frame(row[0], row[1], "actor", row[2], _options(row[3] if len(row) > 3 else "")) for row in _rows("nouns_events.tsv")}


@cache
def event_adjectives() -> dict[str, Frame]:
    """Adjectives and fixed phrases that name a state."""
    return {row[0]: Frame(row[0], row[1], row[2], "-", _options(row[3] if len(row) > 3 else "")) for row in _rows("adjectives_events.tsv")}


@cache
def light_verbs() -> dict[str, str]:
    """Light verbs, and the role of their subject in the event of their object."""
    return {row[0]: row[1] for row in _rows("light.tsv")}


@cache
def cues() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """Governing words by kind (V, A, N) and words."""
    out: dict[tuple[str, str], tuple[Cue, ...]] = {}
    for row in _rows("cues.tsv"):
        key = (row[1], row[0])
        out[key] = (*out.get(key, ()), Cue(row[0], frozenset(row[2].split()), _options(row[3])))
    return out


@cache
def particles() -> dict[str, frozenset[str]]:
    """Verb to the words that make another verb with it."""
    out: dict[str, set[str]] = {}
    for words in (*verbs(), *light_verbs(), *(w for k, w in cues() if k == "V")):
        verb, _, particle = words.partition(" ")
        if particle:
            out.setdefault(verb, set()).add(particle)
    return {verb: frozenset(p) for verb, p in out.items()}


@cache
def kinds() -> dict[str, frozenset[str]]:
    """Noun (singular) to its kinds."""
    out: dict[str, set[str]] = {}
    for kind, words in tomllib.loads(_text("nouns.toml")).items():
        for word in words.split():
            out.setdefault(word, set()).add(kind)
    return {word: frozenset(k) for word, k in out.items()}


@cache
def hedges() -> dict[str, dict[str, list[str]]]:
    """Words that soften, attribute or move a clause, by what they do."""
    return tomllib.loads(_text("hedges.toml"))


@cache
def softeners() -> dict[str, tuple[str, str]]:
    """Phrase to (question, value): ("likelihood", "likely"), ("mood", "wished"), ("phase", "future"), ("unnamed", "")."""
    raw = hedges()
    out = {
        word: (question, value) for question in ("likelihood", "mood", "phase") for value, words in raw[question].items() for word in words
    }
    return out | dict.fromkeys(raw["unnamed"]["words"], ("unnamed", ""))


@cache
def softening() -> frozenset[str]:
    """The first words of the softeners: a clause without one of them has none."""
    return frozenset(phrase.partition(" ")[0] for phrase in softeners())


@cache
def prepositions() -> dict[str, Rel]:
    """Preposition to the relation that it gives a place."""
    return {word: cast(Rel, row[0]) for row in _rows("prepositions.tsv") for word in row[1].split(", ")}
