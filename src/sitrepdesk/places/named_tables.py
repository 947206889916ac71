"""What the tables of names say: of a noun, a word, a designation, a kind of the theatre pack."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from sitrepdesk.theatre import Pack

from .named_records import Kind
from .tables import rows, settings, split

_WORDS = settings("named_words.toml")
WORDS: dict[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _WORDS.items()}
"""The lists of ``named_words.toml``."""


class Head(NamedTuple):
    """A row of ``named_heads.tsv``: see there."""

    words: tuple[str, ...]
    kind: Kind
    small: str
    of: bool
    source: str


class Designation(NamedTuple):
    """A row of ``named_equipment.tsv``: see there."""

    form: re.Pattern[str]
    needs_noun: bool
    what: str
    source: str


@cache
def heads(stands: str) -> dict[str, tuple[Head, ...]]:
    """The rows that stand ``last`` by their last word, those that stand ``first`` by their first; the longest in front."""
    out: dict[str, list[Head]] = {}
    for row in rows("named_heads.tsv"):
        if row["stands"] == stands:
            words = tuple(row["words"].split())
            head = Head(words, cast(Kind, row["kind"]), row["small"], row["of"] == "yes", row["source"])
            out.setdefault(words[-1 if stands == "last" else 0], []).append(head)
    return {word: tuple(sorted(found, key=lambda h: -len(h.words))) for word, found in out.items()}


@cache
def known() -> dict[str, tuple[Kind, str]]:
    """Names as written, with kind and source."""
    return {name: (cast(Kind, row["kind"]), row["source"]) for row in rows("named_known.tsv") for name in split(row["names"])}


@cache
def designations() -> tuple[Designation, ...]:
    """The designations of equipment, in the order of the table."""
    return tuple(
        Designation(re.compile(rf"(?<![\w-])(?:{r['pattern']})(?P<plural>s?)(?![\w-])"), r["needs"] == "noun", r["what"], r["source"])
        for r in rows("named_equipment.tsv")
    )


@cache
def peoples() -> frozenset[str]:
    """The adjectives of countries' peoples in lower case, and their plurals; the last word of those of two."""
    found = [name.lower().split()[-1] for row in rows("countries.tsv") for name in split(row["demonyms"])]
    return frozenset(form for name in found for form in (name, f"{name}s"))


@cache
def _parties() -> dict[tuple[str, str], Kind]:
    return {(row["of"], row["called"]): cast(Kind, row["kind"]) for row in rows("named_parties.tsv")}


def kind_of(entity: str, pack: Pack) -> Kind:
    """The kind of a theatre pack's entity; ``unknown`` where the pack has no such id."""
    parties = _parties()
    if area := pack.area(entity):
        return parties.get(("area", area.kind), parties["area", "*"])
    actor = pack.actor(entity)
    if actor is None:
        return "place" if any(s.country == entity for s in pack.sides) else "unknown"
    own = parties.get(("actor", actor.kind), parties["actor", "*"])
    above = pack.actor(actor.parent) if actor.kind == "company" and actor.parent else None
    return kind_of(above.id, pack) if above else own
