"""How likely each event is: a probability as an ICD 203 word with its range; and apart from it, how much that rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import Literal

from sitrepdesk.model import BANDS, Account, Estimate, Event, Link

from ._tables import HAPPENED, HEARSAY, HELD, HIGH, MODERATE, START, SURE
from .reliability import serves
from .truth import NO, YES, Truth, Vote, truth

_MAYBE = 2
_PARTY = "party:"
_DOUBTED = 0.9
"""A line whose news is its own with less than this chance is said to count for less."""
Voices = dict[str, tuple[float, float]]
"""Voice to how sure it is and what share of it is its own, both at most one."""
_HOLDING = frozenset({"capture", "hold", "advance"})
ADMITS = ", against its own side"
"""Behind a party's line: its word here serves the other side, so that it gains nothing by being believed."""

Confidence = Literal["low", "moderate", "high"]
_LEVELS: tuple[Confidence, ...] = ("low", "moderate", "high")
_WORDS = tuple(w for w in sorted(BANDS, key=lambda w: BANDS[w]) if w != "possible")
"""The seven words of ICD 203, the least likely first; ``possible`` is ours for reading, never for writing."""
_MILD = _WORDS[2:5]
"""What may be said of a thing that rests on little: no more than "unlikely", "even" or "likely"."""


def estimates(
    events: Iterable[Event], accounts: Mapping[str, Account], clashes: Iterable[Link], grades: Mapping[str, str] | None = None
) -> dict[str, Estimate]:
    """Event id to estimate, for every event that somebody's line tells to have happened, or not to have.

    The word of what rests on little says less than the figure does: a base rate that was set for other desks is no evidence.
    Each line is one voice, as sure as the surest of its accounts, and its own for as much as the one that is most likely so. The lines of
    a clashing event are voices against. ``grades`` are letters of reliability by source id: a line of one graded source starts from its
    letter.
    """
    told = tuple(e for e in events if e.tells in ("happened", "not-happened") and any(accounts[c].line for c in e.claims))
    against = _against(told, accounts, clashes)
    voices = {e.id: _voices(e, accounts) for e in told}
    start = _start(voices.values(), accounts, grades or {})
    lean = _lean(told, accounts, against)
    found = truth(_votes(voices, against), start, START["voice"], lean=lean)
    return {e: _estimate(e, voices[e], found, [line for other in sorted(against[e]) for line in voices[other]]) for e in voices}


def word_of(per_mille: int) -> str:
    """The ICD 203 word of a probability; an edge belongs to the word nearer to even, so that no word says too much."""
    middle = 500
    for word in _WORDS:
        low, high = (10 * edge for edge in BANDS[word])
        if low < per_mille < high or (per_mille == high and per_mille > middle) or (per_mille == low and per_mille < middle):
            return word
    return _WORDS[0] if per_mille < middle else "even" if per_mille in (450, 500, 550) else _WORDS[-1]


def _lean(told: Iterable[Event], accounts: Mapping[str, Account], against: Mapping[str, set[str]]) -> dict[str, float]:
    """Log odds before anybody is weighed: for a happening that somebody tells firmly, and as much against what is told to the contrary.

    A little for who holds a place, where a line outside the parties tells it firmly; on a party's word alone it starts even, and so do
    hearsay, and what nobody says to have happened.
    """
    told = tuple(told)
    odds = log(HAPPENED / (1 - HAPPENED))
    leans = {e.id for e in told if e.tells == "happened" and e.type not in _HOLDING and _firm(e, accounts)}
    denied = {e.id for e in told if e.tells == "not-happened" and against.get(e.id, set()) & leans}
    held = {e.id for e in told if e.tells == "happened" and e.type in _HOLDING and _firm(e, accounts, outside=True)}
    return dict.fromkeys(held, log(HELD / (1 - HELD))) | dict.fromkeys(leans, odds) | dict.fromkeys(denied, -odds)


def _firm(event: Event, accounts: Mapping[str, Account], *, outside: bool = False) -> bool:
    firm = (line for c in event.claims if (line := accounts[c].line) and accounts[c].tier < _MAYBE)
    return any(not outside or not _is_party(line) for line in firm)


def _against(told: Iterable[Event], accounts: Mapping[str, Account], clashes: Iterable[Link]) -> dict[str, set[str]]:
    """Event id to the events that exclude it. A clash of counts is about how many, not about whether it happened."""
    home = {c: e.id for e in told for c in e.claims}
    found: dict[str, set[str]] = defaultdict(set)
    for link in clashes:
        left, right = home.get(link.left), home.get(link.right)
        if left and right and left != right and _exclude(accounts[link.left], accounts[link.right]):
            found[left].add(right)
            found[right].add(left)
    return found


def _exclude(a: Account, b: Account) -> bool:
    return a.tells != b.tells or a.level != b.level or (a.type in _HOLDING and b.type in _HOLDING and a.actor_side != b.actor_side)


def _voices(event: Event, accounts: Mapping[str, Account]) -> Voices:
    """Voice to how sure it is, and how much of it is its own. A party that tells what serves the other side is another voice than the party
    that praises itself.
    """
    told: Voices = {}
    admits: set[str] = set()
    for a in (accounts[c] for c in event.claims):
        if a.line:
            mine = min(HEARSAY, SURE[a.likelihood]) if a.tier == _MAYBE else SURE[a.likelihood]
            sure, share = told.get(a.line, (0.5, 0.0))
            told[a.line] = max(mine, sure), max(a.share / 1000, share)
            if _is_party(a.line) and serves(a, a.line.removeprefix(_PARTY)) == "the other side":
                admits.add(a.line)
    return {v + ADMITS if v in admits else v: s for v, s in told.items()}


def _is_party(voice: str) -> bool:
    """Does it gain by being believed?"""
    return voice.startswith(_PARTY) and not voice.endswith(ADMITS)


def _votes(voices: Mapping[str, Voices], against: Mapping[str, set[str]]) -> Iterator[Vote]:
    for event, lines in voices.items():
        yield from (Vote(matter=event, answer=YES, voice=v, sure=s, share=own) for v, (s, own) in lines.items())
        for other in against.get(event, ()):
            yield from (Vote(matter=event, answer=NO, voice=v, sure=s, share=own) for v, (s, own) in voices[other].items())


def _start(voices: Iterable[Voices], accounts: Mapping[str, Account], grades: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    graded = {a.line: grades[a.source] for a in accounts.values() if a.line and a.source == a.line and a.source in grades}
    lines = {v for event in voices for v in event}
    kinds = {v: "admits" if v.endswith(ADMITS) else "party" if _is_party(v) else "voice" for v in lines}
    return {v: START[graded.get(v, kinds[v])] for v in lines if graded.get(v) != "F"}


def _estimate(event: str, voices: Voices, found: Truth, against: list[str]) -> Estimate:
    per_mille = min(990, max(10, round(1000 * found.answers[event][YES])))
    confidence, why = _confidence(event, voices, found, len(set(against)))
    word = word_of(per_mille)
    because = list(_because(voices, found, against))
    if confidence == "low" and word not in _MILD:
        word = _MILD[0] if per_mille < 500 else _MILD[-1]
        because.append("It rests on too little for a stronger word.")
    low, high = BANDS[word]
    return Estimate(
        about=event,
        per_mille=per_mille,
        word=word,
        low=low,
        high=high,
        confidence=confidence,
        because=tuple(because),
        why_confident=why,
    )


def _because(voices: Voices, found: Truth, against: Iterable[str]) -> Iterator[str]:
    yield f"{_lines(len(voices))} for it" + (f", {_lines(len(set(against)))} against it." if against else ", none against it.")
    softened = sum(1 for s, _ in voices.values() if s < 1)
    if softened:
        yield (
            f"{_lines(softened)} tells it with a softening word." if softened == 1 else f"{_lines(softened)} tell it with a softening word."
        )
    pairs = [p for v in voices for w in voices if v < w and (p := found.copying.get((v, w), 0.0)) > 0.5]
    if pairs:
        yield "Some of these lines share so many mistakes that one seems to have them from another; they count for less."
    retold = sum(1 for _, share in voices.values() if share < _DOUBTED)
    if retold:
        yield f"{_lines(retold)} may have it from another that told it before, and {'counts' if retold == 1 else 'count'} for less."
    if len(voices) == 1 and _is_party(next(iter(voices))):
        yield "Only a party tells it, which gains by being believed."


def _confidence(event: str, voices: Voices, found: Truth, against: int) -> tuple[Confidence, tuple[str, ...]]:
    """How much an estimate rests on. Contradiction takes it one step down; a party alone never gets beyond low."""
    worth = found.support[event][YES]
    outside = [v for v in voices if not _is_party(v)]
    level = 0 if worth < MODERATE or not outside else 1 if worth < HIGH else 2
    why = [f"It rests on the worth of {worth:.1f} independent lines."]
    if level and against:
        level -= 1
        why.append("Lines that contradict it take it one step down.")
    if not outside:
        why.append("No line outside the parties tells it.")
    return _LEVELS[level], tuple(why)


def _lines(n: int) -> str:
    return "One line" if n == 1 else f"{n} lines"
