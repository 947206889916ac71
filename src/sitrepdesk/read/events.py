"""Clauses to events: which words name an event, of what type, with which phrases in which roles."""

from __future__ import annotations

from collections.abc import Iterator

from .chunks import NP, VG, Sent
from .clauses import Clause
from .event import OCCUR, Event
from .news import news
from .nominal import HARMED, counted_harm, modified, nominal, noun_event
from .nouns import core_of, is_event, kinds_in
from .tables import Frame, event_adjectives, event_nouns, light_verbs, verbs

_BEHIND = frozenset(
    {"after", "before", "since", "until", "till", "during", "following", "amid", "despite", "because of", "like", "as", "than"}
)
_AT = frozenset({"in", "at", "on", "near", "around", "outside", "inside", "along", "behind", "across", "throughout", "beneath", "under"})
_MILITARY = frozenset(
    {"advance", "withdraw", "redeploy", "pursue", "clash", "attack", "capture", "hold", "encircle", "repel", "surrender", "desert", "seize"}
)
_LIFELESS = frozenset({
    "building", "facility", "route", "bridge", "thing", "price", "report", "field", "agreement", "river", "law", "record", "sanction"
})  # fmt: skip
_HOLDABLE = frozenset({"place", "position", "building", "facility", "bridge", "dam", "route"})
_ARMED = frozenset(
    {"force", "soldier", "weapon", "craft", "fighter", "shell", "missile", "official", "person", "prisoner", "convoy", "attack"}
)
_KEYS = frozenset({"level", "subtype", "object", "sector", "intr", "need", "by", "obj", "at", "mod", "with", "seen"})
_LOOSE = frozenset({"movement", "party", "company", "group", "side", "government", "coalition", "faction", "leader"})
_PRESENT = frozenset({"force", "soldier", "weapon", "fighter", "craft", "garrison"})


def _open_matter(clause: Clause, vg: VG) -> Event:
    """What is asked or unknown is a claim whatever its verb ("we don't know where this picture was taken")."""
    frame = Frame(vg.words, "other", "actor", "target", {})
    event = Event(clause, "other", vg.main, vg.main + 1, frame, why="type other: an open matter")
    event.add("object" if vg.passive else "subject", clause.subject)
    if clause.subject is None:
        event.add("object", next((a for a in clause.args if a.prep in {None, "of", "to"}), None))
    return event


_OPEN_WORDS = frozenset({"unknown", "unclear", "uncertain", "undetermined", "mystery", "guess", "unconfirmed"})


def _left_open(clause: Clause, clauses: list[Clause], sent: Sent) -> bool:
    """ "What became of the arsenal is not known": a question in front of the words that leave it open."""
    if clause.sub not in {"what", "who", "how", "why", "where", "whether"} or clause.parent is not None:
        return False
    later = [c for c in clauses if c is not clause and c.vg is not None and c.s >= clause.s]
    return any(
        (
            c.vg is not None
            and c.vg.lemma in {"know", "say", "establish", "confirm"}
            and (c.vg.negated or (c.subject and c.subject.negative))
        )
        or any(w.lower in _OPEN_WORDS for w in sent.words[c.s : c.e])
        for c in later
    )


def head_object(clause: Clause) -> NP | None:
    """The object of the verb; in the passive and beside a participle, the phrase that it would be."""
    vg = clause.vg
    if vg is not None and (vg.passive or vg.form == "ed"):
        return clause.noun if clause.noun is not None and clause.link in {"rel", "part", "conj"} else clause.subject
    return next((a for a in clause.args if a.prep is None), None)


def events_of(clause: Clause, clauses: list[Clause], sent: Sent) -> Iterator[Event]:
    """The events that one clause names: its verb, its predicate, and the event nouns of its phrases."""
    used: set[NP] = set()
    if clause.vg is not None:
        event = _light(clause, sent) or _verbal(clause, sent) or _copular(clause, sent) or _existential(clause, sent)
        asked = (clause.link == "wh" and clause.cue is not None) or _left_open(clause, clauses, sent)
        if event is None and not clause.vg.copula and asked:
            event = _open_matter(clause, clause.vg)
        nouns = [np for np, prep, _ in _phrases(clause) if is_event(np) and prep not in _BEHIND]
        if event is None and not nouns:
            event = news(clause, sent)
        if event is not None:
            if event.noun is not None:
                used.add(event.noun)
            yield event
        if clause.vg.lemma in OCCUR and clause.subject is not None and is_event(core_of(clause.subject)) and not (event and event.noun):
            noun = core_of(clause.subject)
            used.add(noun)
            yield noun_event(noun, event_nouns()[noun.noun], clause, sent)
    for np, prep, host in _phrases(clause):
        if np.noun in HARMED and np not in used and any(t == "NUM" for t in sent.tags[np.s : np.head]):
            yield counted_harm(np, clause)
        elif np not in used and is_event(np) and prep not in _BEHIND and not _means(np, prep):
            named = nominal(np, clause, sent)
            if named is not None:
                named.host = host
                yield named


def _means(np: NP, prep: str) -> bool:
    """ "with artillery fire": the means of the clause's own event."""
    return prep in {"with", "by"} and "mod" in event_nouns()[np.noun].options


def _phrases(clause: Clause) -> Iterator[tuple[NP, str, NP | None]]:
    own = (
        [clause.subject]
        if clause.subject is not None
        and not clause.shared
        and clause.link not in {"part", "rel", "after", "to", "purpose", "gerund", "ing"}
        else []
    )
    for np in (*own, *clause.args, *clause.loose):
        for member in (np, *np.more):
            at: NP | None = member
            host = np.after if isinstance(np.after, NP) else None
            while at is not None:
                yield at, np.prep or "", host
                host, at = at, at.of


# verbs


def _split_particle(clause: Clause, vg: VG, _sent: Sent) -> Frame | None:
    """ "pushed the attackers back": the particle stands behind the object."""
    for part in (*clause.parts, *(a.prep for a in clause.args if a.prep in {"out of"})):
        frame = verbs().get(f"{vg.lemma} {'out' if part == 'out of' else part}")
        if frame:
            return frame
    return None


def frame_of(clause: Clause, sent: Sent) -> tuple[Frame, str] | None:
    """The frame of the clause's verb and the type that its object and subject give it; none where it needs another object."""
    vg = clause.vg
    if vg is None or vg.copula:
        return None
    frame = verbs().get(vg.words) or verbs().get(vg.lemma) if vg.particle else _split_particle(clause, vg, sent) or verbs().get(vg.lemma)
    if frame is None or frame.type == "-":
        return None
    passive = vg.passive or vg.form == "ed"
    obj = kinds_in(head_object(clause), sent)
    bare = [a for a in clause.args if a.prep is None]
    if not passive and len(bare) == 2 and bare[0].pronoun:
        obj |= kinds_in(bare[1], sent)
    subj = kinds_in(
        None if passive else clause.noun if clause.link in {"rel", "part"} and clause.noun is clause.subject else clause.subject, sent
    )
    need = frame.options.get("need")
    type_ = _type_by(frame, obj, subj)
    if "with" in frame.options and not {a.prep for a in clause.args} & set(frame.options["with"].split(",")):
        return None
    if "obj" in frame.options and obj == {"none"}:
        return None
    if not passive and not _acts(frame, type_ or frame.type, clause.subject, subj, sent):
        return None
    if "at" in frame.options and clause.there is None and not any(_locates(a, sent) for a in clause.args):
        return None
    if need and not obj & set(need.split(",")) and not (type_ is not None and type_ != frame.type):
        named = head_object(clause)
        is_name = named is not None and sent.tags[core_of(named).head] == "NAME" and bool({"place", "position"} & set(need.split(",")))
        if (
            not is_name
            and not (named is not None and sent.words[named.head].lower in {"one", "ones", "another"})
            and not (
                named is not None
                and named.pronoun
                and named.noun not in {"it", "this", "that", "what"}
                and {"person", "force", "soldier", "attack"} & set(need.split(","))
            )
        ):
            return None
    return (frame, _of_visitors(type_ or frame.type, subj)) if type_ != "-" else None


def _acts(frame: Frame, type_: str, subject: NP | None, subj: frozenset[str], sent: Sent) -> bool:
    """Can this subject do it: "the law entered into force", "you can cross on foot" and "the road crosses the river" tell of no troops."""
    by = frame.options.get("by")
    if by is not None and not subj & set(by.split(",")):
        return (bool({"place", "none"} & set(by.split(","))) and _named(subject, sent)) or type_ != frame.type
    if type_ not in _MILITARY or frame.subject != "actor" or subject is None:
        return True
    if subject.pronoun and subject.noun in {"i", "you"}:
        return False
    return not (subj & _LIFELESS and not subj & _ARMED)


def _of_visitors(type_: str, subj: frozenset[str]) -> str:
    """Reporters, inspectors and residents that enter a town are no advance."""
    if (
        type_ in {"advance", "withdraw", "redeploy", "repel"}
        and subj & {"visitor", "civilian", "official"}
        and not subj & {"force", "soldier"}
    ):
        return "other"
    return type_


def _locates(a: NP, sent: Sent) -> bool:
    return a.prep in _AT and (bool(kinds_in(a, sent) & {"place", "position", "building", "facility"}) or sent.tags[a.head] == "NAME")


def _named(np: NP | None, sent: Sent) -> bool:
    return np is not None and sent.tags[np.head] == "NAME"


def _type_by(frame: Frame, obj: frozenset[str], subj: frozenset[str]) -> str | None:
    for key, value in frame.options.items():
        if value and key not in _KEYS and (key[5:] in subj if key.startswith("subj:") else key in obj):
            return value
    return None


def _helped(clause: Clause, vg: VG, sent: Sent) -> bool:
    """ "The plan targets a million people", "a million people are targeted for assistance": nobody shoots at them."""
    told = vg.tense == "pres" and not vg.passive and bool(kinds_in(head_object(clause), sent) & {"civilian", "person"})
    return told or any(a.prep == "for" and kinds_in(a, sent) & {"aid", "goods", "service"} for a in clause.args)


def _verbal(clause: Clause, sent: Sent) -> Event | None:
    found = frame_of(clause, sent)
    vg = clause.vg
    if found is None or vg is None:
        return None
    frame, type_ = found
    if frame.words == "target" and _helped(clause, vg, sent):
        type_ = "aid:intended"
    type_, _, mood = type_.partition(":")
    event = Event(clause, type_, vg.main, vg.main + 1 + len(vg.particle.split()), frame, why=f"type {type_}: {frame.words}", mood=mood)
    passive = vg.passive or vg.form == "ed"
    if "lack" in frame.options and not vg.negated:
        return None
    event.none = "lack" in frame.options or (not passive and any(a.prep is None and a.negative for a in clause.args))
    subject, obj = clause.subject, head_object(clause)
    if passive:
        event.add("object", obj)
        event.add("subject", next((a for a in clause.args if a.prep == "by"), None))
    else:
        event.add("subject", subject)
        for a in clause.args:
            if a.prep is None:
                event.add("object", a)
    for a in clause.args:
        role = frame.options.get(f"prep:{a.prep}", "") if a.prep else ""
        event.add(role, a)
    return event


def _light(clause: Clause, sent: Sent) -> Event | None:
    vg = clause.vg
    if vg is None or vg.copula:
        return None
    role = light_verbs().get(vg.words) or light_verbs().get(vg.lemma)
    obj = head_object(clause)
    if role is None or obj is None:
        return None
    noun = core_of(obj)
    if not is_event(noun):
        return None
    frame = event_nouns()[noun.noun]
    if "mod" in frame.options and not modified(noun, frame, sent) and vg.words != "come under":
        return None
    event = noun_event(noun, frame, clause, sent)
    event.why = f"type {frame.type}: {vg.lemma} … {noun.noun}"
    subject = next((a for a in clause.args if a.prep == "by"), None) if vg.passive else clause.subject
    if role == "target" and frame.object == "actor":
        role = "actor"
    event.add(role, subject)
    return event


def _copular(clause: Clause, sent: Sent) -> Event | None:
    vg = clause.vg
    if vg is None or not (vg.copula or vg.lemma in {"remain", "become", "stay", "seem", "appear", "fall"}):
        return None
    words = [w.lower for w in sent.words[vg.e : vg.e + 7]]
    for i in range(min(3, len(words))):
        for size in (4, 3, 2, 1):
            frame = event_adjectives().get(" ".join(words[i : i + size]))
            if frame and len(words) >= i + size and _skippable(words[:i]) and _fits(frame, clause, sent):
                return _stative(clause, sent, frame, vg.e + i, size)
    complement = next((a for a in clause.args if a.prep is None), None) if vg.copula and not clause.existential else None
    if complement is not None and is_event(core_of(complement)) and clause.subject is not None:
        noun = core_of(complement)
        event = noun_event(noun, event_nouns()[noun.noun], clause, sent)
        if event.type in {"need", "shortage"}:
            event.add("target", clause.subject)
        elif kinds_in(clause.subject, sent) & {"force", "soldier", "civilian", "person"}:
            event.add("actor", clause.subject)
        return event
    return _in_hands(clause, sent) or _presence(clause, sent)


def _fits(frame: Frame, clause: Clause, sent: Sent) -> bool:
    by = frame.options.get("by")
    return by is None or bool(kinds_in(clause.subject, sent) & set(by.split(",")))


def _skippable(words: list[str]) -> bool:
    return all(w.endswith("ly") or w in {"still", "now", "also", "not", "again", "very", "so", "in", "a", "largely"} for w in words)


def _stative(clause: Clause, sent: Sent, frame: Frame, at: int, size: int) -> Event:
    event = Event(
        clause,
        frame.type,
        at,
        at + min(size, 1 if size == 2 and sent.tags[at + 1] == "PREP" else size),
        frame,
        why=f"type {frame.type}: {frame.words}",
    )
    event.add("subject", clause.subject)
    if "rest" in frame.options:
        event.add(frame.options["rest"], next((a for a in clause.args if a.s >= at), None))
    for a in clause.args:
        event.add(frame.options.get(f"prep:{a.prep}", ""), a)
    return event


def _presence(clause: Clause, sent: Sent) -> Event | None:
    """ "The brigade is in X": a force or weapon that is somewhere."""
    vg = clause.vg
    assert vg is not None
    subject = clause.subject
    if subject is None or clause.existential or not kinds_in(subject, sent) & _PRESENT or core_of(subject).noun in _LOOSE:
        return None
    if not any(
        (a.prep in {"in", "at", "on", "near", "around", "outside", "inside", "along"} and kinds_in(a, sent) & {"place", "position"})
        or (a.prep in {"in", "at", "near", "around", "outside"} and sent.tags[a.head] == "NAME")
        for a in clause.args
    ):
        return None
    frame = Frame("be", "presence", "actor", "-", {})
    event = Event(clause, "presence", vg.main, vg.main + 1, frame, why="type presence: be in a place")
    event.add("subject", subject)
    return event


def _in_hands(clause: Clause, sent: Sent) -> Event | None:
    """ "The town is in Russian hands", "is under the control of our troops", "is ours": who holds it."""
    vg, subject = clause.vg, clause.subject
    if vg is None or subject is None or clause.existential or subject.noun in {"it", "he", "she", "you", "i"}:
        return None
    if not kinds_in(subject, sent) & _HOLDABLE and sent.tags[subject.head] != "NAME":
        return None
    held = next((a for a in clause.args if (a.noun == "hand" and a.prep == "in") or (a.noun == "control" and a.prep == "under")), None)
    ours = next((a for a in clause.args if a.prep is None and a.noun in {"ours", "theirs"}), None)
    holder = held or ours
    if holder is None:
        return None
    frame = Frame("in hands", "hold", "target", "actor", {})
    event = Event(clause, "hold", holder.head, holder.head + 1, frame, why=f"type hold: {holder.low}")
    event.add("subject", subject)
    event.add("actor", holder.of if held is not None else None)
    if held is not None and event.s > held.s:
        names = [k for k in range(held.s, held.head) if sent.tags[k] in {"NAME", "ADJ", "POSS"}]
        event.owner = (names[0], names[-1] + 1) if names and held.of is None else None
    return event


def _existential(clause: Clause, sent: Sent) -> Event | None:
    vg = clause.vg
    if vg is None or not clause.existential or not vg.copula:
        return None
    np = next((a for a in clause.args if a.prep is None), None) or clause.subject
    if np is None:
        return None
    core = core_of(np)
    if (np.negative or vg.negated) and kinds_in(np, sent) & {"goods", "power", "noservice"}:
        frame = Frame("be no", "shortage", "-", "target", {})
        event = Event(clause, "shortage", np.head, np.head + 1, frame, why=f"type shortage: no {np.noun}")
        event.add("target", np)
        event.none = True
        return event
    if is_event(core):
        return noun_event(core, event_nouns()[core.noun], clause, sent)
    where = any(_locates(a, sent) for a in clause.args) or clause.there is not None
    if (kinds_in(np, sent) & _PRESENT and core.noun not in _LOOSE and any(a.prep for a in clause.args)) or (
        kinds_in(np, sent) & {"civilian", "person"} and where
    ):
        event = Event(clause, "presence", vg.main, vg.main + 1, Frame("be", "presence", "actor", "-", {}), why="type presence: there are")
        event.add("actor", np)
        return event
    return None
