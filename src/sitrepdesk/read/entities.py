"""Whom a phrase names: the pack's actors and sides, countries, and pronouns through the phrases before them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sitrepdesk.theatre import Pack

from .chunks import NP, Sent
from .nouns import core_of, is_event, is_plural, kinds_in

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


class Known(NamedTuple):
    """What a later pronoun may stand for."""

    plural: bool
    person: bool
    entity: str | None
    kinds: frozenset[str]


_NOBODY = Known(plural=False, person=False, entity=None, kinds=frozenset())


@dataclass(slots=True)
class Memory:
    """The phrases that later pronouns may stand for, in the order of the text, with their entities."""

    recent: list[Known] = field(default_factory=list)
    subject: Known | None = None

    def note(self, known: Known) -> None:
        """Remember a phrase."""
        self.recent.append(known)
        del self.recent[:-12]


_OWNED = frozenset({"force", "soldier", "fighter", "weapon", "vehicle", "craft", "convoy", "thing"})
"""What belongs to the side that hangs on it by "of"."""

_FIGHTS = frozenset({"resistance", "defence", "defense", "defences", "defenses", "side", "line", "advance", "offensive", "assault"})
"""What stands for the forces of the side that is named before it ("Russian *resistance* collapsed")."""


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
            if low in _ALL and (np.pronoun or np.s != np.head):
                known = self._antecedent(low, first)
                start = sent.words[np.head if np.pronoun else np.s].start
                self.pronouns[start], sent.stands[start] = known.entity, known.kinds
                if np.pronoun:
                    self.memory.subject = known if np is subject and known.kinds else self.memory.subject
                    continue
            self._note(np, sent, subject)

    def _note(self, np: NP, sent: Sent, subject: NP | None) -> None:
        core = core_of(np)
        entity = self.of_text(_text(core, sent), armed=True)
        kinds = kinds_in(np, sent)
        if entity is None and core.of is not None and kinds_in(core, sent) & _OWNED:
            entity = self.of_text(_text(core_of(core.of), sent), armed=True)
        own = sent.words[np.s].lower
        if entity is None and own in _ALL and kinds & {"force", "soldier"}:
            entity = self.pronouns.get(sent.words[np.s].start)
        if entity is None and is_event(core) and (entity := self._behind(core, sent)):
            kinds = kinds | {"force"}  # "the Ukrainian advance looked as if *they* meant to …"
        people = bool(kinds & {"force", "soldier", "civilian", "person", "official"}) or entity is not None
        known = Known(is_plural(core, sent), bool(kinds_in(core, sent) & {"official", "person", "soldier"}), entity, kinds)
        if people:
            self.memory.note(known)
        if np is subject and (people or kinds):
            self.memory.subject = known

    def _behind(self, np: NP, sent: Sent) -> str | None:
        """The side whose adjective stands before an event noun."""
        found = (self.of_text(sent.words[i].text, armed=True) for i in range(np.s, np.head) if sent.words[i].text[:1].isupper())
        return next((e for e in found if e), None)

    def _antecedent(self, pronoun: str, first: Known | None) -> Known:
        recent = [*self.memory.recent[::-1]]
        if pronoun in _PERSON:
            return next((k for k in recent if k.person and not k.plural), _NOBODY)
        if pronoun in {"it", "its", "itself"}:
            if first is not None and not first.plural and first.kinds:
                return first
            return next((k for k in recent if not k.plural and k.entity), _NOBODY)
        if first is not None and first.plural and first in recent[:6]:
            return first
        return next((k for k in recent if k.plural or (k.entity or "").startswith("actor:")), _NOBODY)

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
        if found is None and core.of is not None and kinds_in(core, sent) & _OWNED:
            return self.of(core.of, sent, armed=True)  # "units of the Russian army", "the phones of Russian troops"
        if found is None and armed and core.noun in _FIGHTS:
            return self._behind(core, sent)
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
