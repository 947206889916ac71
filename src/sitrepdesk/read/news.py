"""What is news though no table has its verb: a clause with a count, a named place or a thing that the desk follows is a claim of type ``other``."""

from __future__ import annotations

from .chunks import NP, Sent
from .clause import Clause
from .event import Event
from .nouns import core_of, is_people, kinds_in
from .tables import Frame, cues, light_verbs

_LINKS = frozenset({"root", "conj", "that", "quote"})
_FOLLOWED = frozenset(
    {"force", "soldier", "weapon", "craft", "civilian", "prisoner", "facility", "power", "service", "goods", "bridge", "dam", "disease", "vehicle"}
)
_EMPTY = frozenset({"do", "get", "let", "seem", "mean", "matter", "thank", "like", "love", "come", "become", "include", "read", "look", "make", "keep", "go"})


def news(clause: Clause, sent: Sent) -> Event | None:
    """The clause as a claim of type ``other``; none where it only reports, intends, feels or tells of nothing that is followed."""
    vg, subject = clause.vg, clause.subject
    if vg is None or vg.copula or vg.form != "fin" or subject is None or clause.link not in _LINKS or clause.existential:
        return None
    if subject.pronoun and subject.noun in {"i", "you", "he", "she", "it", "this", "that", "what", "who", "nobody"}:
        return None
    if vg.lemma in _EMPTY or vg.lemma == vg.modal or light_verbs().get(vg.words) is not None:
        return None
    if any(set(q.effects) - {"fact", "phase"} for words in (vg.words, vg.lemma) for q in cues().get(("V", words), ())):
        return None
    objects = [a for a in clause.args if a.prep is None]
    if not _followed((subject, *objects), clause, sent):
        return None
    frame = Frame(vg.words, "other", "actor", "target", {})
    event = Event(clause, "other", vg.main, vg.main + 1 + len(vg.particle.split()), frame, why="type other: a clause with news")
    passive = vg.passive
    role = "target" if passive or not is_people(core_of(subject), sent) else "actor"
    event.add(role, subject)
    for a in objects:
        event.add("target", a)
    return event


def _followed(phrases: tuple[NP, ...], clause: Clause, sent: Sent) -> bool:
    """Two signs of news: a count or a thing that is followed among the phrases, and a name, count or object beside it."""
    counted = any(sent.tags[k] == "NUM" and not sent.words[k].lower.startswith("one") for np in phrases for k in range(np.s, np.head))
    thing = any(kinds_in(np, sent) & _FOLLOWED and not np.pronoun for np in phrases)
    named = any(sent.tags[a.head] in {"NAME", "NUM"} for a in clause.args if a.prep)
    return (counted and (thing or named)) or (thing and (named or len(phrases) > 1))
