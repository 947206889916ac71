"""What is news though no table has its verb: a clause with a count, a name or a thing that the desk follows is of type ``other``."""

from __future__ import annotations

from .chunks import NP, VG, Sent
from .clause import Clause
from .event import Event
from .nouns import core_of, is_people, kinds_in
from .tables import Frame, cues, light_verbs

_MEASURES: dict[str, str | None] = {"come": "to", "amount": "to", "rise": "to", "climb": "to", "stand": "at", "total": None, "exceed": None}
_LINKS = frozenset({"root", "conj", "that", "quote"})
_FOLLOWED = frozenset({
    "force", "soldier", "weapon", "craft", "civilian", "prisoner", "facility", "power", "service", "goods", "bridge", "dam", "disease",
    "vehicle"
})  # fmt: skip
_EMPTY = frozenset({
    "do", "get", "let", "seem", "mean", "matter", "thank", "like", "love", "come", "become", "include", "read", "look", "make", "keep",
    "go"
})  # fmt: skip


def news(clause: Clause, sent: Sent) -> Event | None:
    """The clause as a claim of type ``other``; none where it only reports, intends, feels or tells of nothing that is followed."""
    vg, subject = clause.vg, clause.subject
    if vg is None or subject is None or clause.existential:
        return None
    if clause.link == "to" and clause.cue is not None and "likely" in clause.cue.effects:
        return _hedged(clause, vg, subject, sent)
    if vg.copula or vg.form != "fin" or clause.link not in _LINKS:
        return None
    measured = next((a for a in clause.args if vg.lemma in _MEASURES and a.prep == _MEASURES[vg.lemma] and sent.tags[a.s] == "NUM"), None)
    if measured is not None:
        return _told(clause, vg, ("target", subject), ("target", measured))
    if subject.pronoun and subject.noun in {"i", "you", "he", "she", "it", "this", "that", "what", "who", "nobody"}:
        return None
    if vg.lemma in _EMPTY or vg.lemma == vg.modal or light_verbs().get(vg.words) is not None:
        return None
    if any(set(q.effects) - {"fact", "phase"} for words in (vg.words, vg.lemma) for q in cues().get(("V", words), ())):
        return None
    objects = [a for a in clause.args if a.prep is None]
    if not _followed((subject, *objects), clause, sent):
        return None
    role = "target" if vg.passive or not is_people(core_of(subject), sent) else "actor"
    return _told(clause, vg, (role, subject), *(("target", a) for a in objects))


def _told(clause: Clause, vg: VG, *roles: tuple[str, NP]) -> Event:
    frame = Frame(vg.words, "other", "actor", "target", {})
    event = Event(clause, "other", vg.main, vg.main + 1 + len(vg.particle.split()), frame, why="type other: a clause with news")
    for role, np in roles:
        event.add(role, np)
    return event


def _hedged(clause: Clause, vg: VG, subject: NP, sent: Sent) -> Event | None:
    """What only seems so is worth keeping with its hedge ("appears to be a BMP-2", "appears to have caught the command off guard")."""
    objects = [a for a in clause.args if a.prep is None]
    if not any(sent.tags[k] in {"NAME", "NUM"} for a in objects for k in range(a.s, a.head + 1)):
        return None
    return _told(clause, vg, ("target" if vg.copula else "actor", subject), *(("target", a) for a in objects))


def _followed(phrases: tuple[NP, ...], clause: Clause, sent: Sent) -> bool:
    """Two signs of news: a count or a thing that is followed among the phrases, and a name, count or object beside it."""
    counted = any(sent.tags[k] == "NUM" and not sent.words[k].lower.startswith("one") for np in phrases for k in range(np.s, np.head))
    thing = any(kinds_in(np, sent) & _FOLLOWED and not np.pronoun for np in phrases)
    named = any(sent.tags[a.head] in {"NAME", "NUM"} for a in clause.args if a.prep)
    return (counted and (thing or named)) or (thing and (named or len(phrases) > 1))
