"""Tables and tagger together: what each reads of a sentence is weighed against the other, by the chances of ``tables/votes.toml``.

In doubt the hedge and the speaker stay: losing them is the worst error, so that it takes more to drop a mark than to set it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from sitrepdesk.model import Quantity, Speaker, When, Where
from sitrepdesk.model.claim import Likelihood, Mood, Phase, Rel, Span

from .chunks import NP, Sent
from .clauses import Clause
from .entities import armed
from .event import Event
from .merge import compound, risen, told_once
from .nouns import core_of, is_people, kinds_in
from .roles import Cast, Casting
from .saying import Context, compared, is_weak, may_deny
from .speakers import Voices
from .tables import cues, event_nouns, hedges, verbs
from .votes import RELS, ROLES, Link, Votes, thresholds
from .when import is_open, left_out
from .where import places_of

_NO_HEAD = frozenset({"DET", "DEM", "POSS", "PRON", "THAT", "WH", "CC", "COMMA", "STOP", "TO", "MODAL", "NOT"})
_NOT = 0.1
"""Below this chance a phrase leaves its role for the one that the tagger sees it in."""
_NOUNS, _BEFORE = frozenset({"N", "NAME", "ADJ"}), frozenset({"N", "NAME", "ADJ", "VBN", "VBD"})
_LISTING = frozenset({"COMMA", "CC"})
_HEARD = 0.2
"""Below this chance the tagger does not know who speaks."""
_MARKS = ("likelihood", "mood", "polarity", "speaker")
_TOLD = frozenset({"reported", "reportedly", "confirmed", "recorded", "registered", "estimated", "allegedly", "according"})
"""Where nobody is heard, the word that says that it was told."""
_HOPED = tuple(f"mood wished: {w}" for w in hedges()["mood"]["wished"])
"""An adverb that wishes says so itself ("hopefully")."""
_GRAVE = frozenset({"withdraw", "surrender"})
_HURT = frozenset({"kill", "wound", "harm"})
_BEFORE_NUMBERS = frozenset({"as", "than"})


class Jury:
    """Settles one sentence: holds the tagger's votes beside the phrases of the tables. Without votes the tables' word stands."""

    def __init__(self, sent: Sent, phrases: Sequence[NP], votes: Votes | None) -> None:
        self.sent, self.phrases, self.votes = sent, phrases, votes
        self.limit = thresholds()
        self._inside: dict[Span | None, list[int]] = {}

    # which claims

    def events(self, found: list[Event], clauses: list[Clause]) -> list[Event]:
        """The events of the tables that the tagger lets stand, and those that it adds, in the order of their heads."""
        votes = self.votes
        if votes is None:
            return found
        chances: dict[Event, float] = {}
        for event in found:
            chances[event], event.word = votes.heads(range(compound(event, self.sent), event.e))
            self._retype(event, chances[event], votes)
        taken = {i for e in found for i in range(e.s, e.e)}
        closed = {c.parent.vg.main for e in found if (c := e.clause).cue and "neg" in c.cue.effects and c.parent and c.parent.vg}
        closed |= {i for i, tag in enumerate(self.sent.tags) if tag in _NO_HEAD and self.sent.words[i].lower != "no"}
        closed |= {i for i, w in enumerate(self.sent.words) if w.lower in _BEFORE_NUMBERS}
        # "Kharkiv fell silent": what the tables know to be no event is none.
        closed |= {c.vg.main for c in clauses if c.vg is not None and (frame := verbs().get(c.vg.words)) and frame.type == "-"}
        heads = (1.0 - votes.types[:, 0]).tolist()
        least = min(self.limit["add_marked"], self.limit["add_hosted"])
        sure = [w for w, chance in enumerate(heads) if chance >= least and chance >= self._enough(w, votes)]
        closed |= {w for np in self.phrases if np.head in taken for w in range(np.s, np.head)}  # "targeted killings" are one happening
        new = [w for w in sure if w not in taken | closed]
        # "no oxygen": of the two words the noun is the head.
        new = [w for w in new if not any(np.s == w < np.head and np.head in new and np.negative for np in self.phrases)]
        added = [self._added(word, clauses, votes, taken | set(sure)) for word in new]
        better = {e.clause for e in added}
        kept = [e for e in found if chances[e] >= self.limit["yield_claim" if e.clause in better else "drop_claim"]]
        for event in (*kept, *added):
            risen(event, clauses, self.sent)
        once = {(e.s, e.e): e for e in (*kept, *added)}  # two clauses may claim one noun; the last has it
        return told_once(sorted(once.values(), key=lambda e: (e.s, e.e)), self.sent)

    def _enough(self, word: int, votes: Votes) -> float:
        """The chance from which on a claim is added: less for one that is denied, doubted, planned or another's word, since none of these
        asserts the thing if it is wrong."""
        if self._hosted(word):
            return self.limit["add_hosted"]
        marked = any(votes.answer(word, question)[2] < self.limit["marked"] for question in _MARKS)
        return self.limit["add_marked" if marked else "add_claim"]

    def _hosted(self, word: int) -> bool:
        """Does a noun that makes it no fact stand above it ("the risk of *disease*")?"""
        mine = next((np for np in self.phrases if np.head == word), None)
        hosts = (cues().get(("N", np.noun), ()) for np in self.phrases if mine is not None and np.of is mine)
        return any({"likely", "mood"} & cue.effects.keys() for found in hosts for cue in found)

    def _retype(self, event: Event, chance: float, votes: Votes) -> None:
        assert event.word is not None
        type_, share = votes.type_of(event.word)
        ground = event.type in {"capture", "hold", "advance"} and type_ in {"seize", "redeploy"} and self._names_ground(event)
        deadly = type_ == "kill" and share < self.limit["kill"]  # nobody is said to be dead on a guess
        closed = (type_ == "outage" and event.type == "encircle" and self._armed(event)) or bool(event.mood)
        frame = event.frame
        # "The claim was withdrawn": the object has told the tables which sense it is, and no troops moved.
        closed |= type_ in _GRAVE and frame is not None and type_ == frame.type != event.type
        closed |= event.type in _HURT and type_ in {"destroy", "damage"}  # of people, as the tables know
        if chance < self.limit["seen"] or ground or deadly or closed:
            return
        if type_ != event.type and share >= self.limit["retype"] and votes.type_share(event.word, event.type) < self.limit["keep_type"]:
            event.why = f"type {type_}: the tagger ({share:.0%}); {event.why}"
            event.type = type_

    def _armed(self, event: Event) -> bool:
        """Do troops do it?"""
        return any(kinds_in(np, self.sent) & {"force", "soldier"} for np in event.roles.get("subject", ()))

    def _names_ground(self, event: Event) -> bool:
        """Is what is taken or entered called by a name: a place, though no gazetteer may have it?"""
        entered = (np for np in event.clause.args if np.prep in {"into", "to", "toward", "towards"})
        return any(self.sent.tags[np.head] == "NAME" for np in (*event.roles.get("object", ()), *entered))

    def _added(self, word: int, clauses: list[Clause], votes: Votes, others: set[int]) -> Event:
        type_, share = votes.type_of(word)
        type_ = type_ if share >= self.limit["name_type"] else "other"
        noun = next((np for np in self.phrases if np.head == word), None) or next((np for np in self.phrases if np.s <= word < np.e), None)
        clause = _clause_of(word, noun, clauses)
        vg = clause.vg
        verb = vg is not None and vg.s <= word < vg.e
        told = vg is not None and clause.subject is not None and (known := event_nouns().get(clause.subject.noun)) and known.type == "kill"
        if verb and type_ == "kill" and share < self.limit["kill"] and not told:
            type_ = "harm"
        end = vg.main + 1 + len(vg.particle.split()) if verb and vg is not None and word == vg.main else word + 1
        if noun is not None and not verb and word < noun.head and noun.head not in others and event_nouns().get(noun.noun):
            end = noun.head + 1  # "death toll", of which the tagger sees the first word
        event = Event(clause, type_, word, max(end, word + 1), None, why=f"type {type_}: the tagger ({share:.0%})")
        event.noun = noun if noun is not None and not verb and noun.head in {word, end - 1} else None
        event.within = noun if event.noun is None and not verb and noun is not None and noun.s <= word < noun.head else None
        over = (p for p in self.phrases if event.noun is not None and p.of is event.noun)
        within = (p for p in (noun,) if p is not None and event.noun is None and not verb and p.head >= event.e)  # "a looting *threat*"
        event.host = next((p for p in (*over, *within) if cues().get(("N", p.noun))), None)
        event.word = word
        return event

    # who takes part

    def cast(self, event: Event, cast: Cast, casting: Casting) -> Cast:
        """The roles of an event after the tagger's word: phrases added, moved and dropped."""
        votes = self.votes
        if votes is None or event.word is None:
            return cast
        others = self._others(event, votes)
        for np in self.phrases:
            if np.s <= event.word < np.e and np.head == event.word:
                continue
            link = votes.link(event.word, np.head)
            for word in others:  # "cut off and trap": one of two heads may see what the other does not
                more = votes.link(word, np.head)
                link = more if more.chances["none"] < link.chances["none"] else link
            # "the town of Lyman": the tagger links the first noun, the tables read the name.
            above = votes.link(event.word, np.after.head) if np.prep == "of" and isinstance(np.after, NP) else link
            self._drop(np, link, above, cast)
            self._settle(event, np, link, cast, casting)
        for owner in self._owners(event, votes):
            cast.put("actor", casting.worded(owner, owner + 1))
        self._loose_words(event, cast, casting, votes)
        self._listed(event, cast, casting, votes)
        self._apposed(cast, casting)
        return cast

    def _listed(self, event: Event, cast: Cast, casting: Casting, votes: Votes) -> None:
        """Of a list whose one member has a role, the others have it on less of the tagger's word."""
        assert event.word is not None
        order = sorted((p for p in self.phrases if p.head != event.word), key=lambda p: p.s)
        pairs = [(a, b) for a, b in pairwise(order) if a.e <= b.s and self._joined(a, b)]
        for one, other in (*pairs, *((b, a) for a, b in reversed(pairs))):
            span, mine = self.sent.span(one.core, one.last), self.sent.span(other.core, other.e)
            if casting.is_time(other) or any(_overlap(s, mine) for s in self._held(cast)):
                continue
            link = votes.link(event.word, other.head)
            role = next((r for r in ROLES if any(_overlap(p.span, span) for p in getattr(cast, r))), None)
            if role is not None and link.chances[role] >= self.limit["add_listed"]:
                cast.put(role, casting.participant(other, casting.entities.of(other, self.sent, armed=armed(event.type))))
                cast.why.append(f"{role} {self.sent.text[mine[0] : mine[1]]}: the tagger, in a list")
            place = next((w for w in cast.places if _overlap(w.span, span)), None)
            if role is None and place is not None and link.place >= self.limit["add_listed"]:
                found = places_of(other, self.sent, casting.ground, "", motion=False, bare=True, rel=place.rel)
                cast.places += found or [Where(text=self.sent.text[mine[0] : mine[1]], span=mine, rel=place.rel)]

    def _held(self, cast: Cast) -> list[Span]:
        return [*(p.span for r in ROLES for p in getattr(cast, r)), *(w.span for w in cast.places)]

    def _joined(self, a: NP, b: NP) -> bool:
        """Does nothing but commas, "and" or "or" stand between two phrases?"""
        return a.e < b.s and _LISTING.issuperset(self.sent.tags[a.e : b.s])

    def _apposed(self, cast: Cast, casting: Casting) -> None:
        """A wider place behind a comma is a place as the one before is, and takes no part ("in Archi district, Kunduz province")."""
        for role in ("actor", "target"):
            for part in list(getattr(cast, role)):
                before = next((w for w in cast.places if self.sent.text[w.span[1] : part.span[0]] == ", "), None)
                found = casting.ground.within(part.span) if before is not None and not part.entity else []
                if before is not None and found:
                    getattr(cast, role).remove(part)
                    cast.places.append(casting.ground.read(part.text, part.span, before.rel, found[0]))

    def _loose_words(self, event: Event, cast: Cast, casting: Casting, votes: Votes) -> None:
        """Words with a role that head no phrase: "*fuel* shortages", and what the tables parse as something else."""
        assert event.word is not None
        heads = {np.head for np in self.phrases if np.head != event.word}
        chances = votes.links(event.word)
        for role in ROLES:
            column = chances[:, votes.labels.links.index(role)]
            sure = [i for i in (column >= self.limit["add_role"]).nonzero()[0].tolist() if i not in heads]
            for i in sure:
                if event.s <= i < event.e or self.sent.tags[i] not in _NOUNS or i + 1 in sure:
                    continue
                s = i
                while s > 0 and self.sent.tags[s - 1] in _BEFORE and s - 1 not in range(event.s, event.e):
                    s -= 1
                part = casting.worded(s, i + 1)
                if not any(_overlap(p.span, part.span) for r in ROLES for p in getattr(cast, r)):
                    cast.put(role, part)
                    cast.why.append(f"{role} {part.text}: the tagger")

    def _others(self, event: Event, votes: Votes) -> list[int]:
        return [w for w in range(event.s, event.e) if w != event.word and 1.0 - float(votes.types[w, 0]) >= _NOT]

    def _drop(self, np: NP, link: Link, above: Link, cast: Cast) -> None:
        """Take a phrase out of the roles in which the tagger sees neither it nor the phrase that it hangs on."""
        core = core_of(np)
        span = self.sent.span(core.core, core.e)
        held_at = [*cast.phrases, *[p.span for p in (*cast.actor, *cast.target, *cast.instrument)], *[w.span for w in cast.places]]
        if not any(_overlap(at, span) for at in held_at):
            return
        chances, role, place = link
        elsewhere = place >= self.limit["add_place"]
        for held in ROLES:
            other = (elsewhere or (held != role and chances[role] >= self.limit["add_role"])) and chances[held] < _NOT
            if other or min(chances["none"], above.chances["none"]) >= self.limit["drop_role"]:
                mine = [p for p in getattr(cast, held) if _overlap(p.span, span) and p.span[0] >= span[0]]  # "the mayor of *Izium*" stays
                setattr(cast, held, [p for p in getattr(cast, held) if p not in mine])
                cast.phrases = {s: r for s, r in cast.phrases.items() if not (r == held and _overlap(s, span) and s[0] >= span[0])}
        least = 1.0 - self.limit["drop_place"]
        if max(place, above.place) < least or (chances[role] >= self.limit["add_role"] and place < _NOT):
            cast.places = [w for w in cast.places if not _overlap(w.span, span)]

    def _settle(self, event: Event, np: NP, link: Link, cast: Cast, casting: Casting) -> None:
        """Put a phrase in the role or at the place where the tagger sees it."""
        chances, role, place = link
        filled, placed = chances[role] >= self.limit["add_role"], place >= self.limit["add_place"]
        if not (filled or placed) or casting.is_time(np):
            return
        part = casting.participant(np, casting.entities.of(np, self.sent, armed=armed(event.type)))
        rel = max(RELS, key=lambda r: chances[r])
        held = any(_overlap(p.span, part.span) for r in ROLES for p in getattr(cast, r))
        if filled and not held:
            cast.put(role, part)
            if is_people(np, self.sent) or (part.entity or "").startswith("actor:"):
                cast.people.add(part.span)
            cast.why.append(f"{role} {part.text}: the tagger")
        if placed and not (held or any(_overlap(w.span, part.span) for w in cast.places)):
            found = places_of(np, self.sent, casting.ground, "", motion=False, bare=True, rel=cast_rel(rel))
            found = found or [Where(text=part.text, span=part.span, rel=cast_rel(rel))]
            cast.places += [w for w in found if not any(_overlap(w.span, x.span) for x in cast.places)]

    def _owners(self, event: Event, votes: Votes) -> Iterator[int]:
        """A possessor or adjective inside the head's own phrase that acts ("the *Russian* bombardment")."""
        if event.noun is None or event.owner is not None or event.word is None:
            return
        for i in range(event.noun.s, event.noun.head):
            if self.sent.tags[i] in {"NAME", "ADJ", "POSS"} and votes.link(event.word, i).chances["actor"] >= self.limit["add_role"]:
                yield i

    # how it is said

    def context(self, event: Event, ctx: Context, voices: Voices, *, quoted: bool = False) -> Context:
        """Polarity, likelihood, mood and speakers after the tagger's word; what is ``quoted`` keeps who says it."""
        votes, word = self.votes, event.word
        if votes is None or word is None:
            return ctx
        _, yes, no = votes.answer(word, "polarity")
        adds = yes >= self.limit["add_negated"] and not event.none and may_deny(self.sent)
        if no >= self.limit["drop_negated"] if ctx.negated else adds:
            ctx = replace(ctx, negated=not ctx.negated, why=(*ctx.why, "polarity: the tagger"))
        likelihood, yes, no = votes.answer(word, "likelihood")
        if ctx.likelihood == "stated" and 1.0 - no >= self.limit["add_hedged"]:
            ctx = replace(ctx, likelihood=cast(Likelihood, likelihood), why=(*ctx.why, f"likelihood {likelihood}: the tagger"))
        elif ctx.likelihood != "stated" and no >= self.limit["drop_weak" if is_weak(ctx, "likelihood") else "drop_hedged"]:
            ctx = replace(ctx, likelihood="stated", why=(*ctx.why, "likelihood stated: the tagger"))
        mood, yes, no = votes.answer(word, "mood")
        if ctx.mood == "stated" and 1.0 - no >= self.limit["add_mood"]:
            ctx = replace(ctx, mood=cast(Mood, mood), why=(*ctx.why, f"mood {mood}: the tagger"))
        elif ctx.mood != "stated" and no >= self.limit["drop_weak" if is_weak(ctx, "mood") else "drop_mood"]:
            ctx = replace(ctx, mood="stated", why=(*ctx.why, "mood stated: the tagger"))
        elif ctx.mood not in {"stated", mood} and yes >= self.limit["other_mood"] and not any(w.startswith(_HOPED) for w in ctx.why):
            ctx = replace(ctx, mood=cast(Mood, mood), why=(*ctx.why, f"mood {mood}: the tagger"))
        return ctx if quoted and ctx.speakers else self._spoken(event, ctx, voices)

    def _spoken(self, event: Event, ctx: Context, voices: Voices) -> Context:
        votes, word = self.votes, event.word
        assert votes is not None and word is not None
        *_, no = votes.answer(word, "speaker")
        if ctx.speakers and no >= self.limit["drop_speaker"]:
            return replace(ctx, speakers=(), why=(*ctx.why, "no speaker: the tagger"))
        if ctx.speakers or 1.0 - no < self.limit["add_speaker"]:
            return ctx
        at, chance = votes.linked(word, "speaker")
        if word < at and compared(self.sent, at):
            return ctx
        np = next((p for p in self.phrases if p.s <= at < p.e), None)
        if np is not None and chance >= _HEARD:
            return ctx.said_by(voices.of_phrase(np))
        told = [i for i, w in enumerate(self.sent.words) if w.lower in _TOLD]
        near = min(told, key=lambda i: abs(i - word)) if told else event.s
        span = self.sent.words[at if chance >= _HEARD else near].span
        speaker = Speaker(kind="unnamed", text=self.sent.text[span[0] : span[1]], span=span)
        return ctx.said_by(speaker)

    def phase(self, event: Event, phase: Phase) -> Phase:
        """When against the report, after the tagger's word."""
        over = event.clause.parent if event.clause.link == "to" else None
        will = any(c is not None and c.vg is not None and c.vg.modal == "will" for c in (event.clause, over))
        if self.votes is None or event.word is None or (event.noun is None and will and phase == "future"):
            return phase  # what "will have fallen" has not, nor what "will continue to be hit" been hit
        best = max(("past", "ongoing", "future", "habitual"), key=lambda p: self.chance(event, p))
        return cast(Phase, best) if self.chance(event, best) >= self.limit["phase"] else phase

    def chance(self, event: Event, phase: str) -> float:
        """The tagger's chance of a phase."""
        assert self.votes is not None and event.word is not None
        return self.votes.chance(event.word, "phase", phase)

    # numbers, times and the claims that a claim belongs to

    def counts(self, event: Event, found: tuple[Quantity, ...], all_: Sequence[Quantity]) -> tuple[Quantity, ...]:
        """The quantities of an event, with those that the tagger links to its head."""
        if self.votes is None or event.word is None:
            return found
        least = self.limit["add_number"]
        new = (q for q in all_ if not any(x.span == q.span for x in found))
        more = [q for q in new if self._linked(event, q.span, "number") >= least]
        return (*found, *(left_out(event, replace(q, of=q.of or "target"), list(all_)) for q in more))

    def _within(self, span: Span | None) -> list[int]:
        if span not in self._inside:
            self._inside[span] = [i for i, w in enumerate(self.sent.words) if w.start < span[1] and span[0] < w.end] if span else []
        return self._inside[span]

    def when(self, event: Event, own: When, all_: Sequence[When]) -> When:
        """The time of an event, after the tagger's word."""
        if self.votes is None or event.word is None:
            return own
        scored = sorted(((self._linked(event, t.span, "time"), -i) for i, t in enumerate(all_) if t.span), reverse=True)
        if scored and scored[0][0] >= self.limit["add_time"]:
            seen = all_[-scored[0][1]]
            loose = is_open(seen) and not is_open(own)  # "Tomorrow … until the evening"
            return own if loose else replace(seen, phase=own.phase)
        if own.span and self._linked(event, own.span, "time") < self.limit["drop_time"]:
            return When(phase=own.phase)
        return own

    def _linked(self, event: Event, span: Span | None, label: str) -> float:
        words = self._within(span)
        assert self.votes is not None and event.word is not None
        at = self.votes.labels.links.index(label)
        return max((float(self.votes.links(event.word)[i, at]) for i in words), default=0.0)

    def belongs(self, event: Event, label: str) -> int | None:
        """The word whose claim this one is the content, cause or option of; ``None`` where the tagger sees none."""
        if self.votes is None or event.word is None:
            return None
        word, chance = self.votes.linked(event.word, label)
        return word if chance >= self.limit["link"] else None


def cast_rel(rel: str) -> Rel:
    """The relation by its name."""
    return cast(Rel, rel)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _clause_of(word: int, noun: NP | None, clauses: list[Clause]) -> Clause:
    """The clause that a word belongs to: its verb's, the one that has its phrase, else the one around it."""
    for c in clauses:
        if c.vg is not None and c.vg.s <= word < c.vg.e:
            return c
    if noun is not None:
        for c in clauses:
            if noun is c.subject or noun in c.args or noun in c.loose:
                return c
    around = [c for c in clauses if c.s <= word < c.e]
    return around[-1] if around else clauses[0]
