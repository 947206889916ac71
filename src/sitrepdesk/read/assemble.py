"""Events with their contexts to claims: roles, phase, time, quantities, references between them."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sitrepdesk.model import LEVEL_TYPES, Claim, Quantity, When, anchor_of
from sitrepdesk.model.claim import Phase, Span

from .chunks import Sent
from .clauses import Clause
from .context import Contexts
from .event import Event
from .noun_context import hosted, noun_context, rated
from .nouns import is_event, is_plural, kinds_in
from .roles import Cast, Casting
from .saying import Context
from .sharing import bringing_news, share
from .speakers import heard_from
from .tables import cues, softeners
from .voting import Jury
from .when import counts_of, phase_of, time_of

AHEAD = 48
"""Sentences behind a heading that may soften it: more than most reports have, few enough for its claims to come soon."""
_SURE = ("stated", "almost-certain", "very-likely", "likely", "possible", "even", "unlikely", "very-unlikely", "almost-no-chance")


@dataclass(slots=True, eq=False)
class Told:
    """A claim before its ids: ``content`` and ``because`` are the claims that it refers to."""

    claim: Claim
    event: Event
    heading: bool
    definite: bool
    content: Told | None = None
    because: Told | None = None
    option: Told | None = None


def assembled(
    sent: Sent,
    clauses: list[Clause],
    events: list[Event],
    contexts: Contexts,
    casting: Casting,
    numbers: list[Quantity],
    whens: list[When],
    heading: bool,
    jury: Jury,
) -> list[Told]:
    """The claims of one sentence."""
    phases: dict[Clause, Phase] = {}
    for clause in clauses:
        phases[clause] = phase_of(Event(clause, "other", 0, 1, None), contexts.of(clause), phases)
    out: list[Told] = []
    by_clause: dict[Clause, Told] = {}
    wants: list[tuple[Told, Clause | None]] = []
    for event in events:
        ctx = contexts.of(_home(event))
        ctx = _for_noun(ctx, event, contexts) if event.noun is not None else _for_verb(ctx, event, contexts)
        ctx = jury.context(event, ctx, contexts.voices, quoted=event.s in contexts.quoted)
        cast = jury.cast(event, casting.cast(event), casting)
        ctx = _by_suspects(ctx, event, cast)
        phase = jury.phase(event, phase_of(event, ctx, phases))
        when = jury.when(event, time_of(event, cast, whens, phase, sent, clauses), whens)
        claim = _claim(sent, event, ctx, cast, when, jury.counts(event, counts_of(event, cast, numbers, sent), numbers))
        told = Told(claim, event, heading, _definite(event, sent))
        by_clause.setdefault(event.clause, told)
        wants.append((told, ctx.content))
        out.append(told)
    for told, content in wants:
        target = by_clause.get(content) if content is not None else None
        told.content = target if target is not told else None
    _causes(by_clause)
    _belonging(out, jury)
    share(out, sent)
    return bringing_news(out)


def _home(event: Event) -> Clause:
    """The clause that tells of an event: "the *order* to burn the camps was given" is told by what stands above "to burn"."""
    clause = event.clause
    before = event.noun is not None and clause.vg is not None and event.e <= clause.vg.s
    return clause.parent if before and clause.link in {"purpose", "to"} and clause.parent is not None else clause


def _belonging(told: list[Told], jury: Jury) -> None:
    """Content, cause and option as the tagger links them, where the tables have said nothing."""
    at = {i: t for t in told for i in range(t.event.s, t.event.e)}
    for t in told:
        for label in ("content", "because", "option"):
            word = jury.belongs(t.event, f"{label}_of")
            other = at.get(word) if word is not None else None
            if other is not None and other is not t and getattr(t, label) is None and getattr(other, label) is not t:
                setattr(t, label, other)


def _for_verb(ctx: Context, event: Event, contexts: Contexts) -> Context:
    """What the verb's own frame says: who sees it speaks, "no troops" negates, a programme's target is a plan."""
    subject = event.clause.subject
    if event.within is not None and not (subject is not None and subject.of is event.within):
        ctx = noun_context(ctx, event.within, event.clause, contexts.voices)
    if event.frame is not None and "seen" in event.frame.options:
        ctx = ctx.said_by(contexts.voices.of_clause(event.clause, saw=True))
    if event.host is not None:
        ctx = hosted(ctx, event.host, event.clause, contexts.voices)
    if event.none:
        short = event.type == "shortage"
        ctx = replace(ctx, negated=False if short else not ctx.negated, why=(*ctx.why, "none of it"))
    return ctx.in_mood(event.mood, "a plan") if event.mood else ctx


def _by_suspects(ctx: Context, event: Event, cast: Cast) -> Context:
    """Who is only suspected to have done it did it only likely ("attacked by suspected insurgents", "a suspected strike hit the depot");
    that suspects were seized is sure, and so are the dead of a suspected strike.
    """
    for part in (*cast.actor, *(cast.instrument if event.type in {"attack", "strike"} else ())):
        for word in part.text.lower().split()[:2]:  # the first may be an article
            question, value = softeners().get(word, ("", ""))
            ctx = ctx.softer(value, word) if question == "likelihood" else ctx
    return ctx


def _for_noun(ctx: Context, event: Event, contexts: Contexts) -> Context:
    clause, np = event.clause, event.noun
    assert np is not None
    told = clause.vg is not None and any("say" in c.effects for c in cues().get(("V", clause.vg.words), ()))
    is_light = clause.vg is not None and not told and event.s > clause.vg.main and "subject" not in event.roles and event.why.count("…")
    if is_light or (clause.vg is not None and (clause.vg.copula or clause.existential)) or clause.vg is None:
        out = ctx
    else:
        out = noun_context(ctx, np, clause, contexts.voices)
        planning = clause.vg.lemma in {"negotiate", "discuss", "plan", "propose", "consider", "prepare", "demand", "offer"}
        if planning and (np is clause.subject or np.prep in {None, "for"}) and not rated(clause.vg, np, contexts.sent):
            out = replace(out.in_mood("intended", clause.vg.lemma), phase="future", content=clause)
    if event.host is not None:
        out = hosted(out, event.host, clause, contexts.voices)
    for k in range(np.s, np.head):
        out = contexts.adjective(out, k)
    if contexts.hosts.refuted(np):
        out = replace(out, negated=True, why=(*out.why, "negated: called false"))
    if np.negative and (event.type not in {"shortage", "outage"} or is_event(np)):  # "has no water" is a shortage, "no shortage" is none
        out = replace(out, negated=True, why=(*out.why, "negated: no"))
    return out


def _definite(event: Event, sent: Sent) -> bool:
    return event.noun is not None and sent.words[event.noun.s].lower in {"the", "this", "that", "these", "those"}


def _claim(sent: Sent, event: Event, ctx: Context, cast: Cast, when: When, counts: tuple[Quantity, ...]) -> Claim:
    clause = event.clause
    head = sent.span(event.s, event.e)
    pronoun = any(np.pronoun for group in event.roles.values() for np in group)
    span = (sent.start, sent.end) if ctx.mood == "unknown" and pronoun else _quote(sent, event, clause)
    options = event.frame.options if event.frame else {}
    level = options.get("level") if event.type in LEVEL_TYPES else None
    if level == "good" and ctx.negated:
        level = "poor"
    return Claim(
        item="", passage="", reader="",
        quote=sent.text[span[0] : span[1]], span=span, head=sent.text[head[0] : head[1]], head_span=head, type=event.type,
        subtype=options.get("subtype"), object=options.get("object"), sector=options.get("sector"),
        actor=tuple(cast.actor), target=tuple(cast.target), instrument=tuple(cast.instrument), places=tuple(dict.fromkeys(cast.places)),
        time=when, quantities=counts, polarity="negated" if ctx.negated else "affirmed", level=level,  # type: ignore[arg-type]
        likelihood=ctx.likelihood, mood=ctx.mood, attribution=heard_from(ctx.speakers, head),
        withheld="person" if ctx.mood == "unknown" and _about_person(event, sent) else None,
        why=(event.why, *cast.why, *ctx.why),
    )  # fmt: skip


def _about_person(event: Event, sent: Sent) -> bool:
    """Is this about who one private person, prisoner or dead person is, or what that person did?"""
    subject = event.clause.subject  # of a claim that the tagger adds no phrase has a role yet
    for np in (*event.roles.get("subject", []), *event.roles.get("object", []), *((subject,) if subject is not None else ())):
        low = sent.words[np.head].lower
        one = low in {"he", "she", "him", "her"} or (
            not np.pronoun and kinds_in(np, sent) & {"soldier", "civilian", "prisoner", "person"} and not is_plural(np, sent)
        )
        if one:
            return True
    return False


def _quote(sent: Sent, event: Event, clause: Clause) -> Span:
    s, e = min(clause.s, event.s), max(clause.e, event.e)
    subject = clause.subject
    if subject is not None and subject.s < s and s - subject.last < 4:
        s = subject.s
    while e > s + 1 and sent.tags[e - 1] in {"COMMA", "STOP", "COLON", "DASH", "CC", "PUNCT", "QUOTE", "SUB", "WH", "THAT"}:
        e -= 1
    while s < event.s and sent.tags[s] in {"COMMA", "STOP", "CC", "PUNCT", "QUOTE"}:
        s += 1
    return sent.span(s, e)


def _causes(by_clause: dict[Clause, Told]) -> None:
    for clause, told in by_clause.items():
        if clause.link == "sub" and clause.sub == "because" and clause.parent in by_clause:
            by_clause[clause.parent].because = told


class Telling:
    """The claims of a passage as they are told: gives them on when nothing that is still to be read can change them.

    A heading, or a definite mention of what was told before, is no surer than the surest telling of it. Definite mentions look back;
    a heading waits until its matter is told plainly, or for ``AHEAD`` sentences: what is told further on is another story.
    """

    def __init__(self) -> None:
        self._surest: dict[str, Claim] = {}
        self._waiting: deque[tuple[int, list[Told]]] = deque()
        self._read = 0

    def tell(self, told: list[Told], sentences: int) -> Iterator[list[Told]]:
        """Take the claims of the next paragraph, of so many sentences; give those of each paragraph that is now settled, in order."""
        for t in told:
            known = self._surest.get(t.claim.type)
            if t.definite and known is not None and not _same_words(known, t.claim):
                t.claim = _as_sure(t.claim, known)
            if not t.heading and (known is None or _rank(t.claim) < _rank(known)):
                self._surest[t.claim.type] = t.claim
        self._waiting.append((self._read, told))
        self._read += sentences
        while self._waiting and self._is_settled(*self._waiting[0]):
            yield self._softened(self._waiting.popleft()[1])

    def rest(self) -> Iterator[list[Told]]:
        """Those that still wait when the passage has ended."""
        while self._waiting:
            yield self._softened(self._waiting.popleft()[1])

    def _is_settled(self, at: int, told: list[Told]) -> bool:
        return self._read - at > AHEAD or all(not t.heading or self._is_plain(t.claim.type) for t in told)

    def _is_plain(self, type_: str) -> bool:
        return type_ in self._surest and _rank(self._surest[type_]) == _PLAIN

    def _softened(self, told: list[Told]) -> list[Told]:
        for t in told:
            known = self._surest.get(t.claim.type) if t.heading else None
            if known is not None and not _counts_else(t.claim, known):
                t.claim = _as_sure(t.claim, known)
        return told


def _counts_else(heading: Claim, known: Claim) -> bool:
    """Has a heading a count that the telling has not ("1.8M people affected in Honduras")? It is a figure of its own then."""
    counted = [q for q in heading.quantities if q.of in {"actor", "target"}]
    return bool(counted) and not any((q.low, q.high) == (k.low, k.high) for q in counted for k in known.quantities)


def _same_words(a: Claim, b: Claim) -> bool:
    return a.head_span == b.head_span


_PLAIN = (False, 0, False)
"""The rank of a telling that softens nothing."""


def _rank(claim: Claim) -> tuple[bool, int, bool]:
    return claim.mood != "stated", _SURE.index(claim.likelihood), bool(claim.attribution)


def _as_sure(claim: Claim, known: Claim) -> Claim:
    likelihood = max(claim.likelihood, known.likelihood, key=_SURE.index)
    attribution = claim.attribution or known.attribution
    mood = known.mood if claim.mood == "stated" and known.mood != "stated" else claim.mood
    if (likelihood, attribution, mood) == (claim.likelihood, claim.attribution, claim.mood):
        return claim
    return replace(claim, likelihood=likelihood, attribution=attribution, mood=mood, why=(*claim.why, "no surer than it was told"))


def linked(told: Iterable[Told], item: str, passage: str, reader: str) -> list[Claim]:
    """Claims with anchors, and references as anchors, ready to be sealed; they refer to no claim of another sentence."""
    count: Counter[Span] = Counter()
    anchors: dict[int, tuple[str, int]] = {}
    told = list(told)
    for t in told:
        n = count[t.claim.head_span]
        count[t.claim.head_span] += 1
        anchors[id(t)] = anchor_of(passage, t.claim.head_span, n), n
    return [
        replace(
            t.claim,
            item=item,
            passage=passage,
            reader=reader,
            anchor=anchors[id(t)][0],
            ordinal=anchors[id(t)][1],
            content_of=anchors[id(t.content)][0] if t.content else None,
            because_of=anchors[id(t.because)][0] if t.because else None,
            option_of=anchors[id(t.option)][0] if t.option else None,
        )
        for t in told
    ]
