"""On whose word, in what mood, how sure: what each clause inherits from what governs it (docs/reference/claims.md, "how surely")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitrepdesk.model import Speaker

from .chunks import NP, Sent
from .clauses import Clause
from .event import OCCUR
from .hosts import Hosts
from .saying import Context, governed
from .speakers import Voices
from .tables import Cue, cues, hedges, softeners, softening

_CONDITION = frozenset({"if", "unless", "provided", "lest", "even if", "as long", "in"})
_ASKING = frozenset({"whether", "what", "who", "whoever", "whatever", "whichever", "how", "why"})
_HALTS = frozenset({"stop", "halt", "intercept", "foil", "thwart", "repel", "prevent", "avert", "defuse", "neutralise", "neutralize"})
"""What it is done to does nothing more ("were stopped before they reached the town")."""
_UNTIL = frozenset({"until", "till", "once", "before", "after", "when", "as soon"})
_BESIDES = frozenset({"though", "although", "even though", "while", "whereas"})
"""What such a clause tells stands beside the plan of the main one ("aims to evacuate all, though eleven have refused")."""
_EXTENT = frozenset({"number", "extent", "cause", "scale", "toll", "amount", "size", "origin"})
_UNSURE_PREPS = frozenset({"for", "of", "at", "to", "about", "against", "towards", "toward", "on", "from", "into"})


class Contexts:
    """The contexts of a sentence's clauses."""

    def __init__(
        self,
        sent: Sent,
        clauses: list[Clause],
        root: Context,
        voices: Voices,
        quoted: frozenset[int] = frozenset(),
        voice: Speaker | None = None,
        later: Sequence[tuple[int, Speaker]] = (),
    ) -> None:
        self.quoted, self.voice, self.later = quoted, voice, later
        self.sent, self.clauses, self.root, self.voices = sent, clauses, root, voices
        self.own: dict[Clause, Context] = {}
        self.hosts = Hosts(sent, clauses)
        self.conditional = {c.parent for c in clauses if c.link == "sub" and c.sub in _CONDITION and c.parent}

    def of(self, clause: Clause) -> Context:
        """The context of a clause; governors are settled first."""
        path: list[Clause] = []
        at: Clause | None = clause
        while at is not None and at not in self.own and at not in path:
            path.append(at)
            at = at.parent
        for c in reversed(path):
            self.own[c] = self._settled(c)
        return self.own[clause]

    def _settled(self, c: Clause) -> Context:
        parent = self.own.get(c.parent) if c.parent else None
        ctx = self._inherited(c, parent) if parent is not None and c.parent is not None else self.root
        ctx = self._under_noun(c, ctx)
        ctx = self._own(c, ctx)
        for at, speaker in self.later:
            ctx = ctx.said_by(speaker) if at <= (c.vg.main if c.vg is not None else c.s) else ctx
        inside = c.vg.main in self.quoted if c.vg is not None else any(i in self.quoted for i in range(c.s, c.e))
        return ctx.said_by(self.voice) if inside and not ctx.speakers else ctx

    def _under_noun(self, c: Clause, ctx: Context) -> Context:
        """What the noun above a clause does to it ("reports of soldiers captured near the town"), and whether it is called false."""
        if c.link not in {"part", "rel", "that", "gerund"} or c.noun is None:
            return ctx
        telling = self.hosts.telling(c.noun) if c.link in {"part", "rel"} else None
        ctx = hosted(ctx, telling, c, self.voices) if telling is not None else ctx
        if self.hosts.refuted(c.noun):
            ctx = replace(ctx, negated=not ctx.negated, why=(*ctx.why, "negated: called false"))
        return ctx

    def _inherited(self, c: Clause, up: Context) -> Context:
        assert c.parent is not None
        if c.link == "that" and c.noun is not None and c.noun in c.parent.args and c.parent.vg is not None:
            told = next((q for q in cues().get(("V", c.parent.vg.words), ()) if "say" in q.effects), None)
            up = governed(up, told, c.parent, self.voices) if told else up
            if told and c.cue is not None and "neg" in told.effects:
                return up
        if c.cue is not None and c.link in {"that", "wh", "to", "ing", "gerund", "quote"}:
            return governed(up, c.cue, c.parent, self.voices, c.noun)
        return _BY_LINK.get(c.link, _kept)(c, up, self)

    def _own(self, c: Clause, ctx: Context) -> Context:
        vg = c.vg
        if vg is not None:
            ctx = self._verbal(c, ctx)
        if c.subject is not None and (c.subject.negative or self._hardly(c.subject)) and not c.shared and c.link not in {"part", "rel"}:
            ctx = replace(ctx, negated=not ctx.negated, why=(*ctx.why, f"negated: {c.subject.low}"))
        if c in self.conditional and (ctx.mood not in {"intended", "directed", "wished"} or ctx.speakers):
            ctx = ctx.in_mood("conditional", "if")
        if (c.parent is None or c.link == "quote") and (c.sub in _ASKING or self._fronted_that(c)):
            ctx = ctx.in_mood("unknown", c.sub or "a fronted clause")
        if vg is not None and c.parent is None and c.subject is None and not vg.aux and self.sent.tags[vg.main] == "VB":
            ctx = ctx.in_mood("directed", "an imperative")
        return self._softened(c, ctx)

    def _hardly(self, np: NP) -> bool:
        """ "Hardly anyone came home"."""
        return self.sent.words[max(np.s - 1, 0)].lower in {"hardly", "scarcely", "barely"} and np.s > 0

    def _fronted_that(self, c: Clause) -> bool:
        """ "That the drive was a feint we consider doubtful": what follows says how sure it is."""
        first = self.sent.words[0].lower == "that" and c.number == 0 and c.subject is not None and c.subject.s > 0
        return first and sum(1 for d in self.clauses if d.vg is not None and d.vg.form == "fin") > 1

    def _verbal(self, c: Clause, ctx: Context) -> Context:
        vg = c.vg
        assert vg is not None
        close = [w.lower for w in self.sent.words[max(0, vg.main - 2) : vg.main]]
        if close[-1:] in (["almost"], ["nearly"]) or close in (["all", "but"], ["anything", "but"], ["everything", "but"]):
            ctx = replace(ctx, negated=not ctx.negated, why=(*ctx.why, f"negated: {' '.join(close)}"))
        if vg.negated:
            ctx = replace(ctx, negated=not ctx.negated, why=(*ctx.why, "negated: not"))
        if vg.modal in {"may", "might"} or (vg.modal in {"could", "can"} and not vg.negated):  # what could not be did not happen
            ctx = ctx.softer("possible", vg.modal)
        elif vg.modal == "would" and not _hedge_verb(c):
            ctx = ctx.in_mood("conditional", "would") if not ctx.speakers and ctx.mood == "stated" else replace(ctx, phase="future")
        elif vg.modal == "will" and self.voices.is_author(c):
            ctx = ctx.in_mood("intended", "we will")
        elif vg.modal in {"should", "must", "shall", "ought"}:
            ctx = ctx.in_mood("directed", vg.modal)
        return ctx

    def _softened(self, c: Clause, ctx: Context) -> Context:
        words = [w.lower for w in self.sent.words[c.s : c.e]]
        if softening().isdisjoint(words):
            return ctx
        taken: set[int] = set()
        for size in (4, 3, 2, 1):
            for i in range(len(words) - size + 1):
                found = softeners().get(" ".join(words[i : i + size]))
                if found and i not in taken:  # "highly likely" is not "likely" too
                    taken |= set(range(i, i + size))
                    ctx = self._soften(ctx, found, c.s + i, size, c)
        return ctx

    def _soften(self, ctx: Context, found: tuple[str, str], at: int, size: int, c: Clause) -> Context:
        question, value = found
        words = " ".join(w.lower for w in self.sent.words[at : at + size])
        adverb = self.sent.tags[at] == "ADV" or size > 1
        if question == "unnamed":
            span = self.sent.span(at, at + size)
            return ctx.said_by(Speaker(kind="unnamed", text=self.sent.text[span[0] : span[1]], span=span)) if adverb else ctx
        if question == "likelihood" and (self._before_noun(at) or self.sent.words[at - 1].lower == "not" or self._of_number(at)):
            return ctx  # "suspected camps were bombed": the doubt is about the camps; "is not possible": it is not
        if question == "likelihood":
            before = self.sent.tags[at] in {"ADJ"} and value in {"likely", "unlikely", "possible"} and words not in {"likely", "unlikely"}
            return ctx if before and not _predicated(c, at) else ctx.softer(value, words)
        if question == "mood":
            return ctx.in_mood(value, words) if adverb else ctx
        return replace(ctx, phase=value) if ctx.phase is None and question == "phase" and value == "habitual" else ctx

    def _of_number(self, at: int) -> bool:
        """A second, less sure number behind the first ("300 died, possibly as many as 450"): the doubt is about that number alone."""
        tags = self.sent.tags
        return (
            tags[at - 1] in {"COMMA", "OPEN"}
            and "NUM" in tags[:at]
            and "NUM" in tags[at + 1 : at + 5]
            and not any(t in {"VBD", "VBN", "BE", "HAVE", "MODAL"} for t in tags[at + 1 : at + 5])
        )

    def _before_noun(self, at: int) -> bool:
        tags = self.sent.tags
        return tags[at] in {"VBN", "VBD", "ADJ"} and at + 1 < len(tags) and tags[at + 1] in {"N", "NAME", "ADJ"}

    def adjective(self, ctx: Context, at: int) -> Context:
        """What a word before an event noun does to it ("alleged", "planned", "suspected", "possible")."""
        found = softeners().get(self.sent.words[at].lower)
        if found is None:
            return ctx
        question, value = found
        span = self.sent.words[at].span
        if question == "unnamed":
            return ctx.said_by(Speaker(kind="unnamed", text=self.sent.words[at].text, span=span))
        if question == "likelihood":
            return ctx.softer(value, self.sent.words[at].lower)
        if question == "mood":
            return replace(ctx.in_mood(value, self.sent.words[at].lower), phase="future")
        return ctx


def _predicated(c: Clause, at: int) -> bool:
    """Does the adjective stand in the predicate ("a mobilisation remains improbable")?"""
    vg = c.vg
    return vg is not None and (vg.copula or vg.lemma in {"remain", "seem", "appear", "become", "look", "consider"}) and at >= vg.e


def _hedge_verb(c: Clause) -> bool:
    return c.vg is not None and any("likely" in q.effects for q in cues().get(("V", c.vg.words), ()))


def _kept(_c: Clause, up: Context, _all: Contexts) -> Context:
    return replace(up, negated=False, phase=None)


_LACKING = frozenset({"nothing", "no", "insufficient", "little", "without", "scant"})
_PROOF = frozenset({"nothing", "evidence", "indication", "indications", "proof", "grounds", "reason", "information"})


def _purpose(c: Clause, up: Context, all_: Contexts) -> Context:
    before = {w.lower for w in all_.sent.words[max(0, (c.vg.s if c.vg is not None else c.s) - 2) : c.vg.s if c.vg is not None else c.s]}
    if before & {"first", "last", "only", "latest"}:
        return replace(up, negated=False, phase=None)  # who was "the first to break through" did
    if c.vg is not None and before & _PROOF and _said(c.vg.words):  # "has seen no evidence to assess that": what is not proved is denied
        denied = {w.lower for w in all_.sent.words[max(0, c.vg.s - 5) : c.vg.s]} & _LACKING or (up.negated and c.parent is not None)
        return replace(up, negated=bool(denied), phase=None)
    if c.vg is not None and c.parent is not None and c.parent.vg is not None and c.parent.vg.tense == "past" and _said(c.vg.words):
        return replace(up, negated=False, phase=None)  # who "met reporters to announce a truce" announced it
    return replace(up, negated=False, phase="future", likelihood="stated").in_mood("intended", "purpose")


def _said(verb: str) -> bool:
    return any("say" in q.effects for q in cues().get(("V", verb), ())) or verb in {"demand", "denounce", "protest", "condemn", "celebrate"}


def _beside(c: Clause, up: Context, all_: Contexts) -> Context:
    """Relative clauses and participles beside a noun: presupposed, but on the same word."""
    if c.parent is not None and c.parent.vg is not None and c.noun is not None and c.noun.s > c.parent.vg.main:
        up = _reported(up, c.parent, all_)
    base = replace(up, negated=False, phase=None, likelihood=up.likelihood if up.mood != "stated" or c.link != "rel" else "stated")
    told = c.vg is not None and not c.vg.modal and (c.vg.tense == "past" or (c.vg.form == "fin" and c.vg.progressive))
    fact = up.mood in {"intended", "directed", "wished"} and (c.link == "part" or told)
    wanted = c.parent is not None and c.noun is not None and c.noun in c.parent.args and c.noun.prep is None and c.link == "part"
    wish = _wish(c.parent) if wanted else None
    if wish is not None and c.parent is not None:
        return governed(base, wish, c.parent, all_.voices)
    return replace(base, mood="stated") if fact else base


def _wish(clause: Clause | None) -> Cue | None:
    """The cue of a verb that wishes or orders something of its object ("want the town captured")."""
    vg = clause.vg if clause is not None else None
    found = cues().get(("V", vg.words), ()) if vg is not None else ()
    return next((q for q in found if "mood" in q.effects and "obj-to" in q.takes), None)


def _reported(up: Context, parent: Clause, all_: Contexts) -> Context:
    """What the object of a verb of saying or hearing does stands on the same word ("we have heard officers telling …")."""
    if parent.vg is None:
        return up
    for cue in cues().get(("V", parent.vg.words), ()):
        if "say" in cue.effects or "saw" in cue.effects:
            return up.said_by(all_.voices.of_clause(parent, saw="saw" in cue.effects))
    return up


def _gerund(c: Clause, up: Context, all_: Contexts) -> Context:
    base = replace(up, negated=False, phase=None)
    if c.sub in {"without", "instead of", "instead"}:
        return replace(base, negated=True, why=(*base.why, f"negated: {c.sub}"))
    if c.sub == "of" and c.parent is not None and _came_within(c.parent):
        return replace(base, negated=True, why=(*base.why, "negated: within … of"))
    done = c.vg is not None and _done_before(c.sub, [w.lower for w in all_.sent.words[max(0, c.vg.s - 4) : c.vg.s]])
    return base.in_mood("intended", f"{c.sub} …ing") if c.sub in _UNSURE_PREPS and not done else base


def _came_within(c: Clause) -> bool:
    """ "They came within an hour of taking it" and did not; "within an hour of taking it, they …" did."""
    vg = c.vg
    return vg is not None and vg.lemma in {"come", "get"} and any(a.prep == "within" and a.s > vg.main for a in c.args)


def _done_before(prep: str, words: list[str]) -> bool:
    """Does the word in front of the preposition say that it was done ("days of …ing", "criticised for …ing", "prior to …ing")?"""
    at = next((i for i in range(len(words) - 1, 0, -1) if words[i] == prep), 0)
    return at > 0 and words[at - 1] in hedges()["done"].get(prep, ())


def _sub(c: Clause, up: Context, _all: Contexts) -> Context:
    base = replace(up, negated=False, phase=None, likelihood="stated")
    above = c.parent.vg if c.parent is not None else None
    if c.parent is not None and above is not None and c.s > above.main and any(a.prep is None for a in c.parent.args):
        base = _reported(base, c.parent, _all)  # "police reported two deaths after the storm destroyed homes"
    if c.sub in _CONDITION:
        return base.in_mood("conditional", c.sub)
    if c.sub in {"so that", "lest"} or (c.sub == "so" and c.vg and c.vg.modal):
        return base.in_mood("intended", c.sub)
    if c.sub in {"whether"}:
        return base.in_mood("unknown", c.sub)
    if c.sub in _BESIDES and c.vg is not None and not c.vg.modal and base.mood in {"intended", "directed", "wished"}:
        return replace(base, mood="stated")
    if c.sub in {"as if", "as though"}:
        return base.softer("possible", c.sub)
    halted = c.sub == "before" and above is not None and above.lemma in _HALTS
    ahead = above is not None and above.modal in {"will", "would", "may", "might", "could"}
    if c.sub not in _UNTIL or not (halted or ahead or up.mood in {"intended", "directed", "wished"}):
        return base
    if c.vg is not None and c.vg.tense == "past" and not halted:
        return base
    return replace(base, phase="future").in_mood("conditional", c.sub)


def _wh(c: Clause, up: Context, all_: Contexts) -> Context:
    words, tags = all_.sent.words, all_.sent.tags
    verb = c.vg.s if c.vg is not None else c.s
    at = next((i for i in range(verb - 1, max(0, verb - 10), -1) if words[i].lower in {"which", "whom", "whose", "where"}), 0)
    if tags[at - 1] == "PREP" and at > 1 and tags[at - 2] in {"N", "NAME"}:
        return replace(up, negated=False, phase=None)  # "the port through which most food passed": relative, and no question
    if _explained(c):
        return replace(up, negated=False, phase=None)
    return replace(up, negated=False, phase=None).in_mood("unknown", "an embedded question")


def _explained(c: Clause) -> bool:
    """ "That is why they left", "this is where it fell": what is pointed at is told, and not asked."""
    above = c.parent
    if above is None or above.vg is None or above.subject is None or c.sub == "whether":
        return False
    points = above.subject.noun in {"that", "this", "which", "it"} and above.vg.words == "be" and not (above.vg.modal or above.vg.negated)
    return points and above.cue is None and above.link in {"root", "rel", "conj"}


def _joined(c: Clause, up: Context, all_: Contexts) -> Context:
    """Joined to its left neighbour: the same word and mood above both; its own likelihood unless the auxiliary is shared."""
    left = c.parent
    assert left is not None
    while not c.shared and left.link == "conj" and left.parent is not None:
        left = left.parent
    above = all_._inherited(left, all_.own[left.parent]) if left.parent is not None and left.parent in all_.own else all_.root
    base = replace(above, negated=above.negated if c.shared else False, content=up.content)
    speakers = up.speakers
    if (c.cc not in {"but", "yet"} and left.vg is not None and not c.shared) or c.cc == "and":
        told = [
            k
            for k in all_.clauses[left.number + 1 : left.number + 4]
            if k.parent is left and k.cue is not None and "say" in k.cue.effects and k.link == "to"
        ]
        if told and left.vg is not None and left.vg.passive:
            speaker = all_.voices.of_clause(left, saw=False)
            speakers = (*speakers, speaker) if speaker and speaker not in speakers else speakers
    elif c.cc in {"but", "yet"} and c.subject is not None and not c.shared:
        speakers = above.speakers
    base = replace(base, speakers=speakers, why=tuple(dict.fromkeys((*base.why, *(w for w in up.why if w.startswith("attribution"))))))
    return (
        replace(base, likelihood=up.likelihood, mood=up.mood)
        if (c.shared or (c.vg is not None and c.vg.passive)) and c.vg is not None and not c.vg.aux
        else base
    )


_BY_LINK = {"purpose": _purpose, "rel": _beside, "part": _beside, "gerund": _gerund, "sub": _sub, "wh": _wh, "conj": _joined}


def hosted(ctx: Context, host: NP, _clause: Clause, voices: Voices) -> Context:
    """The context of an event noun behind a noun that governs it ("reports of", "plans for", "the risk of")."""
    for cue in cues().get(("N", host.noun), ()):
        if "unnamed" in cue.effects:
            ctx = ctx.said_by(voices.of_noun(host))
            ctx = replace(ctx, negated=True, why=(*ctx.why, f"negated: {host.low}")) if host.negative else ctx
        if "likely" in cue.effects:
            ctx = ctx.softer(cue.effects["likely"], host.noun)
        if "mood" in cue.effects:
            ctx = replace(ctx.in_mood(cue.effects["mood"], host.noun), phase=cue.effects.get("phase", ctx.phase))
        if "neg" in cue.effects:
            ctx = replace(ctx, negated=not ctx.negated, why=(*ctx.why, f"negated: {host.noun}"))
    return ctx


def noun_context(ctx: Context, np: NP, clause: Clause, voices: Voices) -> Context:
    """The context of an event noun in a phrase of ``clause``: what the verb does to its object, and what stands before the noun."""
    vg = clause.vg
    if vg is not None and vg.form in {"inf", "fin"} and vg.lemma in OCCUR:
        return ctx
    if vg is not None and vg.negated and clause.subject is not None and clause.subject.of is np and clause.subject.noun in _EXTENT:
        return replace(ctx, negated=False)  # "the number of the dead has not been established": they are dead
    if vg is None or (np is clause.subject and not vg.passive):
        # "The shelling may have killed dozens": what the doubt is about is not the shelling.
        presupposed = np.low.split(" ")[0] in {"the", "this", "these", "those"}
        ctx = replace(ctx, likelihood="stated") if presupposed else ctx
        return replace(ctx, negated=False) if vg is not None else ctx
    for cue in cues().get(("V", vg.words), ()):
        seen = "saw" in cue.effects and not voices.is_author(clause)
        only = {"wh", "to"} if vg.lemma == "have" else {"wh"}  # to have a permit is no order, to have to go is one
        if np.prep in {None, "of", "for", "on", "from", "including"} and not cue.takes <= only and not seen:
            ctx = replace(ctx, negated=False) if np.negative else ctx
            return governed(ctx, cue, clause, voices)
    return replace(ctx, negated=ctx.negated if np.prep is None and (vg.copula or clause.existential) else False)
