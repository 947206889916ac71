"""Event nouns: which phrases name an event by their head, and with what participants."""

from __future__ import annotations

from .chunks import NP, Sent
from .clause import Clause
from .event import Event
from .nouns import PARTITIVE, kinds_in, kinds_of
from .tables import Frame, event_nouns

HARMED = {
    "wounded": "wound",
    "injured": "wound",
    "killed": "kill",
    "dead": "kill",
    "missing": "missing",
    "arrested": "detain",
    "detained": "detain",
    "displaced": "displace",
}


_QUALITIES = ("ing", "ed", "communal")
"""A capital at the start of a sentence makes no name of these ("Ongoing fighting", "Inter-communal violence")."""


def counted_harm(np: NP, clause: Clause) -> Event:
    """ "five wounded": a count of the harmed without a verb of its own."""
    event = Event(
        clause,
        HARMED[np.noun],
        np.head,
        np.head + 1,
        Frame(np.noun, HARMED[np.noun], "target", "-", {}),
        why=f"type {HARMED[np.noun]}: {np.noun}",
    )
    event.noun = np
    return event


def noun_event(np: NP, frame: Frame, clause: Clause, sent: Sent) -> Event:
    """The event that a noun names, with its owner and what hangs on it."""
    event = Event(clause, frame.type, np.head, np.head + 1, frame, noun=np, why=f"type {frame.type}: {np.noun}")
    people = frame.type in {
        "kill",
        "wound",
        "detain",
        "deport",
        "displace",
        "return",
        "missing",
        "exchange",
        "damage",
        "destroy",
        "shortage",
        "outage",
        "harm",
    }
    event.owner_role = "target" if people and np.noun not in {"killing", "shortage"} else "actor"
    event.owner = _owner(np, sent)
    if np.of is not None and frame.object != "place":
        event.add(frame.object, np.of)
    for a in clause.args:
        if a.after is np or (a.after is not None and np.s <= a.after.s < np.last and a.s < np.last + 12):
            if a.prep == "by":
                event.add("actor", a)
            elif a.prep in {"on", "against", "upon"} and frame.type in {"attack", "strike", "sanction", "advance", "protest"}:
                event.add("target", a)
            elif a.prep in {"with", "between", "among"} and frame.type in {"clash", "negotiate", "agree", "exchange"}:
                event.add("actor" if a.prep != "with" else "target", a)
            elif a.prep == "of" and np.of is None:
                event.add(frame.object, a)
    return event


def _owner(np: NP, sent: Sent) -> tuple[int, int] | None:
    """The possessor or the demonym before an event noun ("their surrender", "Ukraine's advance", "the Russian bombardment")."""
    if np.owner is not None:
        s = np.owner
        while s > np.s and sent.tags[s] == "NAME" and sent.tags[s - 1] == "NAME":
            s -= 1
        return s, np.owner + 1
    names = [k for k in range(np.s, np.head) if sent.tags[k] == "NAME" and not (k == 0 and sent.words[k].lower.endswith(_QUALITIES))]
    names = [k for k in names if "moment" not in kinds_of(sent.words[k].lower)]
    return (names[0], names[-1] + 1) if names else None


def nominal(np: NP, clause: Clause, sent: Sent) -> Event | None:
    """The event of a noun that is no verb's object; none where it brings nothing of its own."""
    frame = event_nouns()[np.noun]
    event = noun_event(np, frame, clause, sent)
    first = sent.words[np.s].lower
    rich = event.owner is not None or bool(event.roles)
    bare = (
        np.e - np.s == 1
        and "mass" not in frame.options
        and sent.words[np.head].lower == np.noun
        and np.noun not in {"hostilities", "combat"}
    )
    if bare and not rich and clause.vg is not None and not sent.words[np.head].text.isupper():
        return None
    definite = first in {"the", "this", "that", "these", "those", "its", "their", "such"}
    near = any(a.after is np for a in clause.args)
    if not modified(np, frame, sent):
        return None
    if "need" in frame.options and not (np.of is not None and kinds_in(np.of, sent) & set(frame.options["need"].split(","))):
        return None
    counted = np.negative or any(t == "NUM" for t in sent.tags[np.s : np.head])
    if "weak" in frame.options and sent.tags[np.head] == "NAME" and event.owner is not None and not sent.words[np.head].text.isupper():
        return None
    if "weak" in frame.options and not rich and not counted and not (near and not definite):
        return None
    if "off" in frame.options and not rich:
        return None
    if definite and not rich and not near and clause.vg is not None:
        return None
    if np.noun in PARTITIVE:
        return None
    return event


def modified(np: NP, frame: Frame, sent: Sent) -> bool:
    """Is the noun an event here: "power cuts" and "artillery fire" are, "budget cuts" and "fire" alone are not."""
    if "mod" not in frame.options:
        return True
    before = {w.lower for w in sent.words[np.s : np.head]}
    kinds = frame.options.get("or", "")
    return bool(before & set(frame.options["mod"].split(","))) or bool(kinds and np.of is not None and kinds_in(np.of, sent) & {kinds})
