"""What kind of thing a noun phrase names: a force, a person, a weapon, ground, an event, a means."""

from __future__ import annotations

from functools import cache

from sitrepdesk.language.morphology import singular

from .chunks import NP, Sent
from .tables import event_nouns, kinds

PARTITIVE = frozenset(
    [
        "number",
        "group",
        "quantity",
        "lot",
        "majority",
        "dozen",
        "hundred",
        "thousand",
        "ten",
        "hundreds",
        "thousands",
        "tens",
        "dozens",
        "series",
        "pair",
        "handful",
        "amount",
        "half",
        "third",
        "quarter",
        "total",
        "scores",
        "some",
        "most",
        "many",
        "all",
        "one",
        "none",
        "each",
        "several",
        "few",
        "both",
        "kind",
        "kilogram",
        "kg",
        "tonne",
        "ton",
        "litre",
        "truckload",
        "batch",
        "remains",
        "whole",
        "bulk",
        "remainder",
        "rest",
        "part",
        "parts",
        "crate",
        "box",
    ]
)
_AGENTS = frozenset({"force", "soldier", "fighter", "civilian", "official", "person", "prisoner", "rescuer"})
_THINGS = frozenset(
    {
        "weapon",
        "missile",
        "shell",
        "disaster",
        "quake",
        "ordnance",
        "craft",
        "vehicle",
        "thing",
        "price",
        "disease",
        "debris",
        "drugs",
        "power",
    }
)
_PEOPLE = frozenset({"force", "soldier", "civilian", "official", "person", "prisoner", "rescuer", "fighter"})
_PLURAL = frozenset({"they", "them", "their", "we", "us", "these", "those"})
_HUMAN = frozenset(
    {
        "he",
        "she",
        "they",
        "them",
        "him",
        "her",
        "who",
        "whom",
        "we",
        "us",
        "you",
        "i",
        "me",
        "someone",
        "anyone",
        "everyone",
        "nobody",
        "others",
        "those",
        "one",
    }
)


_SOME = frozenset({"some", "many", "most", "others", "several", "few", "none", "all"})


@cache
def kinds_of(noun: str) -> frozenset[str]:
    """The kinds of a noun in the table, or none."""
    return kinds().get(noun, frozenset()) or kinds().get(noun.rpartition("-")[2], frozenset())


def core_of(np: NP) -> NP:
    """What a partitive phrase is about ("thousands of | troops", "a group of | fighters")."""
    while np.of is not None and (np.noun in PARTITIVE or np.low.split()[-1] in PARTITIVE):
        np = np.of
    return np


def noun_kinds(np: NP, sent: Sent) -> frozenset[str]:
    """The kinds of the head noun itself, as written and in the singular."""
    low = sent.words[np.head].lower
    return kinds_of(np.noun) | (kinds_of(low) if low != np.noun else frozenset())


def is_name(np: NP, sent: Sent) -> bool:
    """Is the head of the phrase a proper name?"""
    return sent.tags[np.head] == "NAME"


def is_plural(np: NP, sent: Sent) -> bool:
    """Does the head noun stand in the plural?"""
    low = sent.words[np.head].lower
    return (
        low in _PLURAL or bool(np.more) or (low != singular(low)) or low in {"people", "troops", "police", "military", "army", "infantry"}
    )


def kinds_in(np: NP | None, sent: Sent) -> frozenset[str]:
    """The kinds of a phrase's head; a pronoun that stands for people is a person; names have none of the table's."""
    if np is None:
        return frozenset({"none"})
    np = core_of(np)
    if np.pronoun:
        known = sent.stands.get(sent.words[np.head].start, frozenset())
        if np.noun in {"he", "him", "she", "her"}:
            return frozenset({"person", "civilian"})
        return known | (frozenset({"person"}) if np.noun in _HUMAN else frozenset())
    if (np.noun == "number" and not np.low.endswith("one")) or np.low in _SOME:
        return frozenset({"person"})
    low = sent.words[np.head].lower
    return kinds_of(np.noun) | (kinds_of(low) if low != np.noun else frozenset())


def is_people(np: NP, sent: Sent) -> bool:
    """Does the phrase name people?"""
    return bool(kinds_in(np, sent) & _PEOPLE)


def is_event(np: NP) -> bool:
    """Is the head an event noun?"""
    return np.noun in event_nouns() and not (kinds_of(np.noun) & {"force"})


def is_agent(np: NP, sent: Sent, entity: str | None) -> bool:
    """Can the phrase be an actor: a person, force or organisation, never an event, thing or weather."""
    np = core_of(np)
    found = kinds_in(np, sent)
    if "craft" in found and "missile" not in found:
        return True
    if entity is not None and entity.startswith(("actor:", "country:", "side:")):
        return True
    if np.pronoun:
        return np.noun not in {"this", "that", "which", "something"}
    if found & _AGENTS:
        return True
    return not (is_event(np) or found & _THINGS)
