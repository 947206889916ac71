"""Short sentences that take back or soften the one before: "So the mayor hopes, at least.", "It had not.", "That proved false."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from sitrepdesk.language import lemma_of, singular
from sitrepdesk.model.claim import Likelihood, Mood, Speaker

from .chunks import Sent
from .speakers import heard_from
from .tables import cues, hedges

if TYPE_CHECKING:
    from .assemble import Told

_MOST_WORDS = 12
_AUTHORS = frozenset({"i", "we"})
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_IT = r"(?:but |yet |however, )?(?:it|they|he|she|this|that|these|those|none(?: of (?:it|this|them))?|nothing of the kind)"
_UNDONE = re.compile(
    rf"{_IT} (?:had|has|have|did|does|do|was|were|is|are)(?: not|n[’']t)(?: (?:happen(?:ed)?|occur(?:red)?|so|the case))?[.!]"
    rf"|{_IT} (?:never (?:happened|came|did)|did not (?:happen|occur|come about))[.!]"
)
_CALLED = re.compile(rf"{_IT} (?:is|was|were|are|proved|turned out)(?: to be)? (?:a |an |entirely |simply |quite )?(\w+)[.!]")
_SO = re.compile(
    r"(?:or |and |but )?(?:so|that is what|this is what|at least that is what) (?:at least )?(?P<who>[\w’' -]+?) "
    r"(?P<verb>says?|said|claim(?:s|ed)?|hope[sd]?|believe[sd]?|insist(?:s|ed)?|maintain(?:s|ed)?|thinks?|thought|fear(?:s|ed)?|"
    r"report(?:s|ed)?|allege[sd]?|assert(?:s|ed)?)\b[^.]*[.!]",
    re.IGNORECASE,
)


_SURE = re.compile(
    r"(?:or |and |but )?of (?:that|this|it),? (?:(?:at any rate|at least|however|in any case),? )?(?P<who>[\w’' -]+?) "
    r"(?:is|was|are|were|seems?|seemed) (?:quite |fully |utterly )?(?:convinced|certain|sure|confident)[.!]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Afterthought:
    """What a short sentence does to the claims of the sentence before it."""

    words: str
    negated: bool = False
    speaker: Speaker | None = None
    mood: Mood = "stated"
    likelihood: Likelihood = "stated"


def afterthought(sent: Sent) -> Afterthought | None:
    """What the sentence says of the one before; ``None`` where it stands for itself."""
    if len(sent.words) > _MOST_WORDS:
        return None
    words = " ".join(sent.text[sent.start : sent.end].split())
    low = words.lower()
    called = _CALLED.fullmatch(low)
    if _UNDONE.fullmatch(low) or (called and called[1] in hedges()["untrue"]["words"]):
        return Afterthought(words, negated=True)
    said = _SO.fullmatch(sent.text, sent.start, sent.end) or _SURE.fullmatch(sent.text, sent.start, sent.end)
    if said is None:
        return None
    verb = said.groupdict().get("verb", "says").lower()
    cue = next(iter(cues().get(("V", lemma_of(verb, "VBZ" if verb.endswith("s") else "VBD")), ())), None)
    if cue is None:
        return None
    speaker = None
    if said["who"].lower() not in _AUTHORS:
        nobody = singular(said["who"].lower().split()[-1]) in hedges()["undefined"]["nouns"]
        speaker = Speaker(kind="unnamed" if nobody else "named", text=said["who"], span=said.span("who"))
    mood, likelihood = cue.effects.get("mood", "stated"), cue.effects.get("likely", "stated")
    return Afterthought(words, speaker=speaker, mood=cast(Mood, mood), likelihood=cast(Likelihood, likelihood))


def apply(said: Afterthought, before: Sequence[Told]) -> None:
    """Soften every claim of the sentence before; take back the last one of its main clauses."""
    main = [t for t in before if t.event.clause.link in {"root", "conj", "free"}]
    for t in main[-1:] if said.negated else before:
        claim = t.claim
        if said.negated:
            claim = replace(claim, polarity="affirmed" if claim.polarity == "negated" else "negated")
        if said.speaker is not None and not claim.attribution:
            claim = replace(claim, attribution=(said.speaker,))
        claim = replace(claim, mood=said.mood if claim.mood == "stated" else claim.mood)
        likelihood = said.likelihood if claim.likelihood == "stated" else claim.likelihood
        t.claim = replace(claim, likelihood=likelihood, why=(*claim.why, f"the next sentence: {said.words}"))


def cite(sources: Sequence[Speaker], before: Sequence[Told]) -> None:
    """Put the source that is named behind the sentence before above whom that names itself."""
    for t in before if sources else ():
        why = tuple(f"the next sentence: {s.text}" for s in sources)
        chain = heard_from((*sources, *t.claim.attribution), t.claim.head_span)
        t.claim = replace(t.claim, attribution=chain, why=(*t.claim.why, *why))


def spoken(speaker: Speaker, before: Sequence[Told]) -> None:
    """Put who is named at the end of a quotation in the place of whom its earlier sentences were taken for: nobody, or who spoke before."""
    for t in before:
        chain = t.claim.attribution
        nobody = bool(chain) and not any(c.isalnum() for c in chain[0].text)
        before_it = bool(chain) and chain[0].span[1] <= t.claim.span[0] and speaker.text.casefold() not in _PRONOUNS
        if nobody or before_it:
            why = (*t.claim.why, f"the end of the quotation: {speaker.text}")
            t.claim = replace(t.claim, attribution=(speaker, *chain[1:]), why=why)
