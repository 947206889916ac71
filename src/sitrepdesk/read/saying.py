"""How one clause is said: on whose word, in what mood, how surely, and what a verb, noun or adjective does to what it governs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from sitrepdesk.model import Speaker
from sitrepdesk.model.claim import Likelihood, Mood

from .chunks import NP, Sent
from .clauses import Clause
from .speakers import Voices
from .tables import Cue, hedges, softeners

_SOFTER = ("stated", "almost-certain", "very-likely", "likely", "possible", "even", "unlikely", "very-unlikely", "almost-no-chance")
_MOODS = ("stated", "intended", "wished", "directed", "conditional", "unknown")
_CAPABLE = frozenset({"able", "allow", "enable", "permit"})
_FAR = 6
"""So many words behind "than" still belong to it."""
_CHECKED = frozenset({"verify", "ascertain"})


@dataclass(frozen=True, slots=True)
class Context:
    """How a clause is said. ``phase`` overrides what the tense says; ``content`` is the clause whose content this one is."""

    speakers: tuple[Speaker, ...] = ()
    likelihood: Likelihood = "stated"
    mood: Mood = "stated"
    negated: bool = False
    phase: str | None = None
    content: Clause | None = None
    why: tuple[str, ...] = ()

    def softer(self, likelihood: str, because: str) -> Context:
        """The stronger softener wins."""
        if _SOFTER.index(likelihood) <= _SOFTER.index(self.likelihood):
            return self
        return replace(self, likelihood=cast(Likelihood, likelihood), why=(*self.why, f"likelihood {likelihood}: {because}"))

    def in_mood(self, mood: str, because: str) -> Context:
        """The mood that asserts least wins."""
        if _MOODS.index(mood) <= _MOODS.index(self.mood):
            return self
        return replace(self, mood=cast(Mood, mood), why=(*self.why, f"mood {mood}: {because}"))

    def denied(self, because: str) -> Context:
        """What somebody did not report or find."""
        return replace(self, negated=True, why=(*self.why, f"negated: not {because}"))

    def said_by(self, speaker: Speaker | None) -> Context:
        """One more speaker, inside the ones before."""
        if speaker is None or speaker in self.speakers:
            return self
        return replace(self, speakers=(*self.speakers, speaker), why=(*self.why, f"attribution {speaker.kind}: {speaker.text}"))


def compared(sent: Sent, at: int) -> bool:
    """Does a word only belong to what something is held against ("five fewer *than* the ministry announced")?

    "More than 20 officials" speak.
    """
    for i in range(at - 1, max(-1, at - _FAR), -1):
        if sent.tags[i] == "COMMA":
            return False
        if sent.words[i].lower == "than":
            return sent.tags[i + 1] != "NUM"
    return False


def governed(base: Context, cue: Cue, clause: Clause, voices: Voices, noun: NP | None = None) -> Context:
    """The context of what stands under a cue in ``clause``, whose own context is ``base``."""
    fx, words = cue.effects, cue.words
    ctx = replace(
        base, negated=False, phase=_phase(fx, clause), content=clause if "say" in fx or fx.get("mood") == "directed" else base.content
    )
    negated = base.negated
    if "say" in fx or "saw" in fx:
        ctx = ctx.said_by(voices.of_clause(clause, saw="saw" in fx))
        quoted = (
            next((a for a in clause.args if a.prep is None), None) if words == "quote" and clause.vg and not clause.vg.passive else None
        )
        ctx = ctx.said_by(voices.of_phrase(quoted)) if quoted is not None else ctx
        if (
            voices.is_author(clause)
            and "say" in fx
            and words in {"believe", "think", "assess", "suspect", "estimate", "consider", "assume", "guess", "understand"}
        ):
            ctx = ctx.softer("likely", f"we {words}")
    if "unnamed" in fx:
        ctx = ctx.said_by(voices.of_noun(noun) if noun is not None else voices.hearsay(clause))
    # "Was able to" did it, "was not able to" did not (Karttunen 1971): only the ability of today leaves it open. "Had to" leaves it open
    # too, where it is a means: "to win, they had to take the town".
    managed = words in _CAPABLE and (_done(clause) or negated)
    if words in _CHECKED and _done(clause) and not negated:  # what was verified is told by who verified it
        return ctx.said_by(voices.of_clause(clause, saw=False))
    if "likely" in fx and not managed:
        ctx = ctx.softer(_degree(fx["likely"], words, clause, voices), words)
    if fx.get("mood") == "unknown" and negated:
        return ctx.in_mood("unknown", f"not {words}")
    vg = clause.vg
    saw_to = words == "ensure" and vg is not None and vg.tense == "past"
    had_to = words == "have" and vg is not None and (_done(clause) or bool(vg.modal)) and voices.sent.words[0].lower != "to"
    if "mood" in fx and not (saw_to or had_to):
        asks = fx["mood"] == "unknown" and words in {"know"} and not negated and base.mood != "unknown"
        ctx = ctx if asks and clause.subject and not clause.subject.negative else ctx.in_mood(fx["mood"], words)
    if "neg" in fx:
        ctx = replace(ctx, negated=not negated, why=(*ctx.why, f"negated: {words}"))
    elif negated:
        ctx = _denied(ctx, fx, words)
    return ctx


def _phase(fx: dict[str, str], clause: Clause) -> str | None:
    """What will go on is still to come."""
    phase = fx.get("phase")
    return (
        "future"
        if phase == "ongoing" and clause.vg is not None and clause.vg.modal in {"will", "would", "shall", "may", "might"}
        else phase
    )


def _done(clause: Clause) -> bool:
    """Does the verb of a clause tell of something that was done?"""
    vg = clause.vg
    return vg is not None and (vg.tense == "past" or vg.perfect) and not (vg.modal or vg.progressive or vg.form == "inf")


def _degree(likely: str, words: str, clause: Clause, voices: Voices) -> str:
    """How likely, with the word before it: "highly likely that" is more than likely."""
    said = voices.sent.words
    first = clause.vg.s if clause.vg is not None else clause.s
    at = next((i for i in range(first, min(first + 6, len(said))) if said[i].lower == words), 0)
    question, value = softeners().get(f"{said[at - 1].lower} {words}", ("", "")) if at else ("", "")
    return value if question == "likelihood" else likely


def _denied(ctx: Context, fx: dict[str, str], words: str) -> Context:
    """A negated governor: "does not believe", "has not confirmed", "did not manage", "is not known"."""
    if words in {"believe", "think", "expect", "seem", "appear", "look", "likely", "want", "intend", "plan", "mean", "suppose"}:
        if words == "likely":
            return replace(ctx, likelihood="unlikely", why=(*ctx.why, "likelihood unlikely: not likely"))
        return replace(ctx, negated=True, why=(*ctx.why, f"negated: not {words}"))
    if words in {"suggest", "indicate", "imply"}:  # "nothing suggests that it will be renewed"
        return replace(ctx, negated=True, likelihood="stated", why=(*ctx.why, f"negated: not {words}"))
    if "say" in fx or words in {"know", "clear", "certain", "sure", "true", "see", "hear", "confirm"}:
        return ctx.in_mood("unknown", f"not {words}")
    return replace(ctx, negated=True, why=(*ctx.why, f"negated: not {words}"))


def may_deny(sent: Sent) -> bool:
    """Is there a word in the sentence that may deny something?"""
    table = hedges()["denying"]
    return any(w.lower in table["words"] or w.lower.startswith(tuple(table["starts"])) for w in sent.words)


def is_weak(ctx: Context, question: str) -> bool:
    """Do the tables mark it for reasons alone that are often wrong?"""
    reasons = [w.rpartition(": ")[2] for w in ctx.why if w.startswith(f"{question} ")]
    return bool(reasons) and set(reasons) <= set(hedges()["weak"][question])
