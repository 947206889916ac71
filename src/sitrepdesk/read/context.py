"""On whose word, in what mood, how sure: what each clause inherits from what governs it (docs/reference/claims.md, "how surely")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitrepdesk.model import Speaker

from .chunks import NP, Sent
from .clauses import Clause
from .hosts import Hosts
from .inherit import BY_LINK, CONDITION, kept, says
from .noun_context import hosted
from .saying import Context, governed
from .speakers import Voices
from .tables import cues, softeners, softening

_ASKING = frozenset({"whether", "what", "who", "whoever", "whatever", "whichever", "how", "why"})
_OPEN = frozenset(
    {"not", "never", "nobody", "question", "questions", "mystery", "investigation", "guess", "dispute", "disputed", "anyone's"}
)
"""What leaves open a question that a sentence opens with ("what caused it has not been found", "… is anyone's guess")."""
_EITHER = [["may", "or", "may", "not"], ["might", "or", "might", "not"]]
_SHARES = frozenset({"third", "quarter", "half", "fifth", "tenth", "dozen", "few", "hundred", "thousand", "couple"})


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
        self.conditional = {c.parent for c in clauses if c.link == "sub" and c.sub in CONDITION - {"lest"} and c.parent}

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
        ctx = self.inherited(c, parent) if parent is not None and c.parent is not None else self.root
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
        done = c.link == "rel" and c.vg is not None and c.vg.tense == "past" and not c.vg.modal
        telling = self.hosts.telling(c.noun) if c.link in {"part", "rel"} else None
        if done and telling is not None and any("mood" in q.effects for q in cues().get(("N", telling.noun), ())):
            telling = None  # "the needs of those who had fled": they had
        ctx = hosted(ctx, telling, c, self.voices) if telling is not None else ctx
        if self.hosts.refuted(c.noun):
            ctx = replace(ctx, negated=not ctx.negated, why=(*ctx.why, "negated: called false"))
        return ctx

    def inherited(self, c: Clause, up: Context) -> Context:
        """What a clause has from the one that it hangs on, before its own words are read."""
        assert c.parent is not None
        if c.link == "that" and c.noun is not None and c.noun in c.parent.args and c.parent.vg is not None:
            told = next((q for q in cues().get(("V", c.parent.vg.words), ()) if "say" in q.effects), None)
            up = governed(up, told, c.parent, self.voices) if told else up
            if told and c.cue is not None and "neg" in told.effects:
                return up
        if c.cue is not None and c.link == "to" and "wished" in c.cue.effects.values() and c.vg is not None and says(c.vg.words):
            return kept(c, up, self)  # who "wishes to state that …" states it
        if c.cue is not None and c.link in {"that", "wh", "to", "ing", "gerund", "quote"}:
            return governed(up, c.cue, c.parent, self.voices, c.noun)
        return BY_LINK.get(c.link, kept)(c, up, self)

    def _own(self, c: Clause, ctx: Context) -> Context:
        vg = c.vg
        if vg is not None:
            ctx = self._verbal(c, ctx)
        if c.subject is not None and (c.subject.negative or self._hardly(c.subject)) and not c.shared and c.link not in {"part", "rel"}:
            ctx = replace(ctx, negated=not ctx.negated, why=(*ctx.why, f"negated: {c.subject.low}"))
        if c in self.conditional and (ctx.mood not in {"intended", "directed", "wished"} or ctx.speakers):
            ctx = ctx.in_mood("conditional", "if")
        if (c.parent is None or c.link == "quote") and ((c.sub in _ASKING and not self._cleft(c)) or self._fronted_that(c)):
            ctx = ctx.in_mood("unknown", c.sub or "a fronted clause")
        if (
            vg is not None
            and c.parent is None
            and c.subject is None
            and not vg.aux
            and self._opens(vg.s)
            and self.sent.tags[vg.main] == "VB"
        ):
            ctx = ctx.in_mood("directed", "an imperative")
        return self._softened(c, ctx)

    def _only(self, c: Clause) -> bool:
        """ "Can be reached only by boat", "could treat half of them at most": what is possible is told, and nothing left open."""
        assert c.vg is not None
        start = c.subject.s if c.subject is not None else c.vg.s
        return any(w.lower in {"only", "barely", "hardly", "scarcely", "still"} for w in self.sent.words[max(0, start - 1) : c.e])

    def _opens(self, at: int) -> bool:
        """Does a part of the sentence begin with this word, adverbs aside?"""
        while at > 0 and (self.sent.tags[at - 1] in {"ADV", "NOT"} or self.sent.words[at - 1].lower in {"please", "do"}):
            at -= 1
        return at == 0 or self.sent.tags[at - 1] in {"COMMA", "COLON", "QUOTE", "STOP", "DASH", "OPEN", "CC"}

    def _hardly(self, np: NP) -> bool:
        """ "Hardly anyone came home"."""
        return self.sent.words[max(np.s - 1, 0)].lower in {"hardly", "scarcely", "barely"} and np.s > 0

    def _cleft(self, c: Clause) -> bool:
        """ "What is certain is that the bridge fell": what is pointed at is told, and not asked."""
        low = [w.lower for w in self.sent.words]
        if c.sub != "what" or low[-1] == "?" or set(low) & _OPEN or any(("A", w) in cues() and _asks(w) for w in low):
            return False
        return any(d.vg is not None and d.vg.words == "be" and d.s >= c.s and not (d.vg.negated or d.vg.modal) for d in self.clauses)

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
        either = [w.lower for w in self.sent.words[max(0, vg.main - 4) : vg.main]][-4:] in _EITHER
        if vg.negated and not either:
            ctx = replace(ctx, negated=not ctx.negated, why=(*ctx.why, "negated: not"))
        nobody = c.subject is not None and c.subject.negative  # what could not be did not happen
        enabled = ctx.mood == "intended" and c.link == "sub"  # "so that milk can get through"
        able = vg.modal in {"could", "can"} and not (vg.negated or nobody or enabled or self._only(c))
        able = able and (vg.modal == "could" or ctx.mood == "stated")
        if vg.modal == "could" and c.link == "sub" and c.sub == "before":
            ctx = ctx.in_mood("conditional", "before … could")  # it never came to it
        elif vg.modal in {"may", "might"} or able:
            ctx = ctx.softer("possible", vg.modal or "")
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
        if words == "feared" and self.sent.tags[at - 1] not in {"BE", "ADV"} and self.sent.tags[at + 1 : at + 2] != ["ADJ"]:
            return ctx  # who feared something feared it; "12 are feared dead"
        if question == "likelihood":
            before = self.sent.tags[at] in {"ADJ"} and value in {"likely", "unlikely", "possible"} and words not in {"likely", "unlikely"}
            return ctx if before and not _predicated(c, at) else ctx.softer(value, words)
        if question == "mood":
            return ctx.in_mood(value, words) if adverb else ctx
        return replace(ctx, phase=value) if ctx.phase is None and question == "phase" and value == "habitual" else ctx

    def _of_number(self, at: int) -> bool:
        """A second, less sure number behind the first ("300 died, possibly as many as 450"): the doubt is about that number alone."""
        tags, words = self.sent.tags, [w.lower for w in self.sent.words[at : at + 3]]
        if words[0] in {"perhaps", "maybe"} and (
            tags[at + 1 : at + 2] == ["NUM"] or words[1:2] == ["half"] or (words[1:2] == ["a"] and words[2:] and words[2] in _SHARES)
        ):
            return True
        return (
            tags[at - 1] in {"COMMA", "OPEN"}
            and "NUM" in tags[:at]
            and "NUM" in tags[at + 1 : at + 5]
            and not any(t in {"VBD", "VBN", "BE", "HAVE", "MODAL"} for t in tags[at + 1 : at + 5])
        )

    def _before_noun(self, at: int) -> bool:
        tags = self.sent.tags
        follows = tags[at + 1 : at + 2]
        noun = tags[at] == "N" and tags[at - 1 : at] == ["DET"]  # "an apparent attempt": the word is no noun, whatever its tag
        return (tags[at] in {"VBN", "VBD", "ADJ"} or noun) and bool(follows) and follows[0] in {"N", "NAME", "ADJ"}

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


def _asks(word: str) -> bool:
    return any(q.effects.get("mood") == "unknown" for q in cues()[("A", word)])


def _predicated(c: Clause, at: int) -> bool:
    """Does the adjective stand in the predicate ("a mobilisation remains improbable")?"""
    vg = c.vg
    return vg is not None and (vg.copula or vg.lemma in {"remain", "seem", "appear", "become", "look", "consider"}) and at >= vg.e


def _hedge_verb(c: Clause) -> bool:
    return c.vg is not None and any("likely" in q.effects for q in cues().get(("V", c.vg.words), ()))
