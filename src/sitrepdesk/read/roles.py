"""Events to participants, places, instruments: who fills which role (docs/reference/claims.md, "Who fills which role")."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitrepdesk.model import Participant, Where
from sitrepdesk.model.claim import Rel, Span

from .chunks import NP, Sent
from .entities import Entities, armed
from .event import Event
from .nouns import core_of, is_agent, is_event, is_people, kinds_in, noun_kinds
from .where import RELS, Ground, names_ground, places_of

_GROUND_TYPES = frozenset(
    [
        "advance",
        "withdraw",
        "clash",
        "attack",
        "strike",
        "repel",
        "capture",
        "hold",
        "contest",
        "encircle",
        "annex",
        "presence",
        "redeploy",
        "disaster",
        "threaten",
        "collapse",
    ]
)
_HELD = frozenset({"hold", "capture", "contest", "encircle", "annex"})
_WORKS = frozenset({"position", "building", "facility", "bridge", "dam", "camp", "route"})
_RELS_OF_ROLES: dict[str, Rel] = {"from": "from", "to": "to", "toward": "toward", "via": "via"}
_MEANS = frozenset({"strike", "attack", "kill", "wound", "damage", "destroy", "harm", "outage", "displace", "disaster"})
_NO_ACTOR_OF = frozenset({"people", "civilians"})
_FORCE_SUBJECT = frozenset({"withdraw", "advance", "surrender", "redeploy"})


@dataclass(slots=True)
class Cast:
    """The filled roles of one event."""

    actor: list[Participant] = field(default_factory=list)
    target: list[Participant] = field(default_factory=list)
    instrument: list[Participant] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    phrases: dict[Span, str] = field(default_factory=dict)
    why: list[str] = field(default_factory=list)
    people: set[Span] = field(default_factory=set)

    def put(self, role: str, part: Participant) -> None:
        """Add a participant once."""
        here: list[Participant] = getattr(self, role)
        if part.span not in {p.span for p in here}:
            here.append(part)
            self.phrases[part.span] = role


class Casting:
    """Fills the roles of the events of one sentence."""

    def __init__(self, sent: Sent, entities: Entities, ground: Ground, times: list[Span], frame: list[NP]) -> None:
        self.sent, self.entities, self.ground, self.times, self.frame = sent, entities, ground, times, frame

    def cast(self, event: Event) -> Cast:
        """All roles of an event, merged heads included."""
        cast = Cast()
        for part in (event, *event.merged):
            self._frame_roles(part, cast)
            self._owner(part, cast)
            self._circumstances(part, cast)
        return cast

    # participants

    def _frame_roles(self, event: Event, cast: Cast) -> None:
        frame = event.frame
        for role, phrases in event.roles.items():
            wanted = {"subject": frame.subject, "object": frame.object}.get(role, role) if frame else role
            if role == "subject" and frame and "intr" in frame.options and "object" not in event.roles:
                wanted = frame.options["intr"]
            if role == "subject" and event.type == "displace" and frame and frame.type == "evacuate":
                wanted = "target"
            for np in phrases:
                self._fill(event, wanted, role, np, cast)

    def _fill(self, event: Event, wanted: str, role: str, np: NP, cast: Cast) -> None:
        if self.is_time(np):
            return
        entity = self.entities.of(np, self.sent, armed=armed(event.type))
        people = is_people(np, self.sent) or (entity or "").startswith("actor:")
        if "|" in wanted:
            first, second = wanted.split("|")
            wanted = second if people else first
        wanted = self._adjusted(event, wanted, role, np, people)
        if wanted in {"place", "from", "to", "toward", "via", "at"} or (wanted == "target" and self._is_ground(event, np, people)):
            rel: Rel = _RELS_OF_ROLES.get(wanted, "at")
            verb = event.frame.words if event.frame else ""
            found = places_of(core_of(np), self.sent, self.ground, verb, motion=False, bare=True, rel=rel)
            if event.type in _HELD and wanted == "target":
                found = [*self._held(np, people), *found]
            if found:
                self._places(found, cast)
                return
            wanted = "target" if wanted != "from" or people else ""
        if wanted == "actor" and not is_agent(np, self.sent, entity):
            wanted = (
                "instrument"
                if event.type in _MEANS or is_event(core_of(np))
                else "target"
                if event.type in {"function", "readiness", "presence"}
                else ""
            )
        if wanted in {"actor", "target", "instrument"}:
            part = self.participant(np, entity)
            if people:
                cast.people.add(part.span)
            if self.sent.tags[core_of(np).head] == "NUM":
                cast.phrases[part.span] = wanted
            else:
                cast.put(wanted, part)

    def _adjusted(self, event: Event, wanted: str, role: str, _np: NP, people: bool) -> str:
        if role == "subject" and event.frame is not None and event.frame.words.startswith("lose"):
            return "actor" if event.type == "withdraw" else "-"
        if event.type in {"withdraw", "advance"} and role == "subject" and people:
            return "actor"
        if event.type == "displace" and role == "subject" and wanted == "actor" and people and "object" not in event.roles:
            return "target"
        if event.type in {"surrender"} and role == "object" and not people:
            return "place" if wanted == "target" else wanted
        if event.type == "supply" and role == "object" and wanted == "instrument" and people:
            return "target"
        return wanted

    def _is_ground(self, event: Event, np: NP, people: bool) -> bool:
        if people or event.type not in _GROUND_TYPES:
            return False
        works = event.type in _HELD and bool(noun_kinds(core_of(np), self.sent) & _WORKS)
        named = event.type in _HELD and self.sent.tags[np.head] == "NAME" and self.entities.of(np, self.sent, armed=True) is None
        return works or named or names_ground(core_of(np), self.sent, self.ground)

    def _held(self, np: NP, people: bool) -> list[Where]:
        """Works and buildings that are taken or held are places too, though no name says which ("the power station")."""
        if people:
            return []
        spans = [
            (self.sent.span(m.core, m.e), self.sent.span(m.core, self._whole(m)))
            for m in map(core_of, (np, *np.more))
            if noun_kinds(m, self.sent) & _WORKS
        ]
        return [Where(text=self.sent.text[a:b], span=(a, b), rel="at") for own, (a, b) in spans if not self.ground.within(own)]

    def participant(self, np: NP, entity: str | None) -> Participant:
        """A phrase as participant, its numbers left outside."""
        core = core_of(np)
        span = self.sent.span(core.core, self._whole(core))
        return Participant(text=self.sent.text[span[0] : span[1]], span=span, entity=entity)

    def _whole(self, np: NP) -> int:
        """The end of a phrase with what hangs on it by "of" ("troops of the 58th Brigade"): it says which ones are meant."""
        of = np.of
        if (
            of is None
            or of.pronoun
            or self.is_time(of)
            or of.s - np.e > 1
            or not any(self.sent.tags[k] in {"N", "NAME"} for k in range(of.s, of.e))
        ):
            return np.e
        return self._whole(of)

    def worded(self, s: int, e: int) -> Participant:
        """Words before an event noun as its owner."""
        start, end = self.sent.span(s, e)
        return Participant(text=self.sent.text[start:end], span=(start, end), entity=self.entities.of_owner(s, e, self.sent))

    def _owner(self, event: Event, cast: Cast) -> None:
        if event.owner is None:
            return
        s, e = event.owner
        start, end = self.sent.span(s, e)
        named = self.ground.within((start, end))
        entity = self.entities.of_owner(s, e, self.sent)
        if named and entity is None:
            for m in named:
                self._places([self.ground.read(self.sent.text[m.span[0] : m.span[1]], m.span, "at", m)], cast)
            return
        if event.type in {"disaster", "disease", "function"} or (
            self.sent.tags[s] == "NAME" and entity is None and not self.sent.text[start:end][0].isupper()
        ):
            return
        cast.put(event.owner_role, Participant(text=self.sent.text[start:end], span=(start, end), entity=entity))

    # circumstances: places and means

    def _circumstances(self, event: Event, cast: Cast) -> None:
        clause = event.clause
        taken = {id(x) for group in event.roles.values() for np in group for x in (np, *np.more)}
        frame = event.frame
        motion = bool(frame and "motion" in frame.options)
        verb = frame.words.split()[0] if frame else ""
        phrases = [*clause.args]
        if clause.there is not None and event.noun is None:
            at, prep = clause.there
            span = self.sent.words[at].span
            self._places([self.ground.read(self.sent.text[span[0] : span[1]], span, RELS.get(prep, "at"), None)], cast)
        phrases += [np for np in self.frame if np not in phrases and np.prep not in {"for", "of", "by", "with"}]
        if event.noun is not None and event.noun.of is not None:
            phrases.append(event.noun.of)
        for np in phrases:
            if (
                id(np) in taken
                or np is event.noun
                or self.is_time(np)
                or np.prep is None
                or (np.prep == "by" and event.clause.vg and event.clause.vg.passive)
            ):
                continue
            if np.prep in {"with", "using", "by"} and (
                (event.type in _MEANS and kinds_in(np, self.sent) & {"weapon", "missile", "shell", "ordnance"})
                or (is_event(core_of(np)) and event.type in _MEANS)
            ):
                cast.put("instrument", self.participant(np, None))
            elif np.prep in RELS and self._reaches(event, np):
                rel: Rel | None = (
                    "toward"
                    if event.type in {"attack", "advance"}
                    and np.prep in {"on", "at"}
                    and event.noun is not None
                    and event.noun.noun in {"offensive", "drive", "push"}
                    else None
                )
                self._places(places_of(np, self.sent, self.ground, verb, motion=motion, rel=rel), cast)

    def _reaches(self, event: Event, np: NP) -> bool:
        """A phrase beside another event noun belongs to that one; one that opens the sentence reaches all of it."""
        if np in self.frame:
            return True
        host = np.after
        if isinstance(host, NP) and is_event(core_of(host)) and event.noun is not host and event.noun is not core_of(host):
            return not (event.noun is not None) and np.prep not in {"on", "against", "by"}
        return not (event.noun is not None and event.noun.prep is None and event.clause.subject is event.noun and np.s > event.s + 14)

    def _places(self, found: list[Where], cast: Cast) -> None:
        seen = {p.span for p in cast.places}
        cast.places += [w for w in found if w.span not in seen]
        cast.why += [f"place {self.ground.chosen[w.span]}" for w in found if w.span in self.ground.chosen]

    def is_time(self, np: NP) -> bool:
        """Is the phrase a time?"""
        start, end = self.sent.span(np.core, np.e)
        head = self.sent.words[np.head]
        return any(s <= head.start < e and s <= max(start, s) for s, e in self.times if s < end and start < e)
