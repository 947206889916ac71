"""Whom a phrase names: the pack's actors and sides, countries, and pronouns through the phrases before them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitrepdesk.theatre import Pack

from .chunks import NP, Sent
from .nouns import core_of, is_plural, kinds_in

_PLURAL = frozenset({"they", "them", "their", "these", "those", "themselves"})
_PERSON = frozenset({"he", "him", "his", "she", "her"})
_ALL = _PLURAL | _PERSON | {"it", "its", "itself"}
_ARMED = frozenset(
    [
        "advance",
        "withdraw",
        "redeploy",
        "pursue",
        "clash",
        "attack",
        "strike",
        "repel",
        "feint",
        "collapse",
        "capture",
        "hold",
        "contest",
        "encircle",
        "kill",
        "wound",
        "take-prisoner",
        "destroy",
        "seize",
        "supply",
        "presence",
        "abandon",
        "surrender",
    ]
)


@dataclass(slots=True)
class Memory:
    """The phrases that later pronouns may stand for, in the order of the text, with their entities."""

    recent: list[tuple[bool, bool, str | None]] = field(default_factory=list)
    subject: tuple[bool, bool, str | None] | None = None

    def note(self, *, plural: bool, person: bool, entity: str | None) -> None:
        """Remember a phrase."""
        self.recent.append((plural, person, entity))
        del self.recent[:-12]


@dataclass(slots=True)
class Entities:
    """Gives phrases their entity; ``memory`` runs through a passage."""

    pack: Pack
    memory: Memory = field(default_factory=Memory)
    pronouns: dict[int, str | None] = field(default_factory=dict)
    known: dict[tuple[str, bool], str | None] = field(default_factory=dict)

    def scan(self, sent: Sent, phrases: list[NP], subject: NP | None) -> None:
        """Settle the pronouns of a sentence in order, and remember its phrases."""
        first = self.memory.subject
        for np in phrases:
            low = sent.words[np.head].lower if np.pronoun else sent.words[np.s].lower
            if np.pronoun and low in _ALL:
                self.pronouns[sent.words[np.head].start] = self._antecedent(low, first)
                continue
            if low in _ALL and np.s != np.head:
                self.pronouns[sent.words[np.s].start] = self._antecedent(low, first)
            core = core_of(np)
            entity = self.of_text(_text(core, sent), armed=True)
            people = bool(kinds_in(np, sent) & {"force", "soldier", "civilian", "person", "official"}) or entity is not None
            if people:
                self.memory.note(
                    plural=is_plural(core, sent), person=bool(kinds_in(core, sent) & {"official", "person", "soldier"}), entity=entity
                )
            if np is subject and people:
                self.memory.subject = self.memory.recent[-1]

    def _antecedent(self, pronoun: str, first: tuple[bool, bool, str | None] | None) -> str | None:
        recent = [*self.memory.recent[::-1]]
        if pronoun in _PERSON:
            return next((e for plural, person, e in recent if person and not plural), None)
        if pronoun in {"it", "its", "itself"}:
            return next((e for plural, person, e in recent if not plural and e), None)
        if first is not None and first[0] and first in recent[:6]:
            return first[2]
        return next((e for plural, _, e in recent if plural or (e or "").startswith("actor:")), None)

    def of_text(self, text: str, *, armed: bool) -> str | None:
        """The entity of some words: an actor of the pack, or a side as its forces (``armed``) or its country."""
        key = (text, armed)
        if key not in self.known:
            self.known[key] = self._look_up(text, armed)
        return self.known[key]

    def _look_up(self, text: str, armed: bool) -> str | None:
        actor = self.pack.actor_of(text)
        if actor is not None:
            return actor.id
        side = self.pack.side_named(text)
        return None if side is None else side.forces if armed else side.country

    def of(self, np: NP, sent: Sent, *, armed: bool) -> str | None:
        """The entity of a phrase, through its pronoun where it is one."""
        core = core_of(np)
        start = sent.words[core.head].start
        if core.pronoun:
            return self.pronouns.get(start)
        found = self.of_text(_text(core, sent), armed=armed)
        own = sent.words[core.s]
        if found is None and own.lower in _ALL and kinds_in(core, sent) & {"force", "soldier"}:
            return self.pronouns.get(own.start)
        return found

    def of_owner(self, s: int, e: int, sent: Sent) -> str | None:
        """The entity of a possessor or demonym before an event noun: it acts with arms."""
        word = sent.words[s]
        if word.lower in _ALL:
            return self.pronouns.get(word.start)
        start, end = sent.span(s, e)
        return self.of_text(sent.text[start:end], armed=True)


def armed(type_: str) -> bool:
    """Does a country that does this act with arms?"""
    return type_ in _ARMED


def _text(np: NP, sent: Sent) -> str:
    start, end = sent.span(np.core, np.e)
    return sent.text[start:end]
