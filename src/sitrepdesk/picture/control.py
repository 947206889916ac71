"""Who holds a settlement, from claims about that settlement alone: nothing is filled in from its neighbours.

The rule. Each line's newest word on a side counts: that it holds the place, has left it, or did not take it. Words are weighed in
their order: an outsider's is worth more than that of a side which gains by it, above all that the place was taken; one against
one's own side most; hearsay and softened words less; a copy is as old as what it copies. What was known fades in time, since places
change hands. A side that is far likelier than the others holds the place; contrary words stand in ``against``. Where none is, the place
is contested; but where two sides rest on one line each, there is nothing to weigh, and a word no weaker that is newer by a day stands. A
withdrawal ends what was said before it of the side that left, and gives the place to nobody. A hold that rests on its own side's word,
and that another account excludes, is contested. That a place was taken, on the word of its taker alone, makes nobody its known holder:
who takes a town is seldom the only one to say so. Nor is anybody, when another side is said to have entered the place later than anybody
says that it was held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import exp

from sitrepdesk.model import Account, Claim, Control, Micros, Where, placed

from ._tables import AGES, CONTEST, ENOUGH, ENTER, FADES, FRESH, HOLD, INTO, LEAVE, NEWS, PARTY, RIGHT, SURE, THERE, WORTH

CONTESTED = "contested"
HOLDS, LEAVES, DENIES = "holds", "leaves", "denies"
UNDATED: Micros = 0
_SPEAKS = frozenset(CONTEST) | frozenset(LEAVE) | frozenset(HOLD) | frozenset(ENTER)
"""Types of claims that say who holds, took, left or contests a place."""


@dataclass(frozen=True, slots=True)
class _Word:
    """One claim's word on a place: a side that holds it, ``contested``, a side that left, or one that did not take it.

    ``odds``: how much likelier it is said where it is so than where it is not. ``taken``: that the place changed hands.
    """

    claim: str
    anchor: str
    length: int
    origin: str
    side: str
    says: str
    line: str
    at: Micros
    said_at: Micros
    interested: bool
    taken: bool
    plain: bool
    odds: float


@dataclass(frozen=True, slots=True)
class Holders:
    """Words on who holds what, gathered while claims stream by."""

    words: dict[str, list[_Word]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[str, list[_Word]] = field(default_factory=lambda: defaultdict(list))

    def take(self, claim: Claim, account: Account, dated: bool) -> None:
        """Gather a claim if it says who holds, took, left or contests a settlement, in the past or present, firmly.

        A word of which nobody can say of when it is (``dated`` is false) counts as the oldest. Who holds a part of a town has entered it,
        and no more.
        """
        word = _word(claim, account, account.said_at if dated else UNDATED)
        if word is None:
            return
        part = {place: words for words, place in placed(account.place)}
        for where in claim.places:
            if where.place is None or where.place not in part or not _is_town(where):
                continue
            of_part = bool(part[where.place])
            if claim.type in CONTEST or not (of_part or claim.type in ENTER):
                self.words[where.place].append(word)
            elif word.says == HOLDS and (of_part or where.rel in INTO):
                self.entries[where.place].append(word)

    def control(
        self, clashes: Mapping[str, Iterable[str]], name: Callable[[str], str], as_of: Micros, ages: Micros = AGES
    ) -> tuple[Control, ...]:
        """Control of each place that claims speak of, by id of place. ``clashes``: claim id to the claims that exclude it.

        A holder of whom nobody says that it held the place in the time ``ages`` before ``as_of`` is marked as only the last known one.
        """
        made = (_resolved(place, name(place), words, self.entries.get(place, []), clashes) for place, words in sorted(self.words.items()))
        return tuple(replace(c, aged=c.as_of is None or c.as_of < as_of - ages) for c in made if c)


def _is_town(where: Where) -> bool:
    """Is it surely this settlement, and nothing wider that bears its name? A namesake elsewhere is no hindrance, if a poor reading."""
    wider = any(not other.startswith("geonames:") for other in where.others)
    unsure = where.others and where.confidence is not None and where.confidence < SURE
    return where.rel in THERE and where.precision == "settlement" and not wider and not unsure


def _word(claim: Claim, account: Account, said_at: Micros) -> _Word | None:
    if claim.type not in _SPEAKS:
        return None
    denied = account.tells == "not-happened" and claim.type in HOLD
    if account.line is None or not (account.tells == "happened" or denied) or account.likelihood in ("possible", "even"):
        return None
    contested, leaves = claim.type in CONTEST, claim.type in LEAVE
    side = CONTESTED if contested else account.actor_side
    if side in (None, "other") or "+" in (side or ""):
        return None
    speaker = account.line.removeprefix(PARTY) if account.line.startswith(PARTY) else account.speaker_side
    gains = speaker is not None and (speaker == side) != (leaves or denied)
    concedes = speaker is not None and not gains and not contested
    at = min(account.end - 1, account.said_at) if account.explicit else said_at
    right = RIGHT["own" if gains else "against_own" if concedes else "outsider"]
    worth = WORTH["hearsay"] if account.tier > 1 else WORTH["softened"] if account.likelihood != "stated" else 1
    news = WORTH["news"] if claim.type in NEWS and not gains and not denied else 1
    says = DENIES if denied else LEAVES if leaves else HOLDS
    odds = (right / (1 - right)) ** (worth * news)
    return _Word(
        claim.id,
        account.anchor,
        len(claim.quote),
        account.origin,
        side or "",
        says,
        account.line,
        at,
        said_at,
        gains,
        claim.type in NEWS,
        account.plain,
        odds,
    )


def _order(w: _Word) -> tuple[int, int, int, str]:
    """By time; of two at one the longer is the later, as a sentence is behind its heading. An id would change with the reader's version."""
    return (w.at, w.said_at, w.length, w.anchor)


def _resolved(place: str, name: str, words: list[_Word], entries: list[_Word], clashes: Mapping[str, Iterable[str]]) -> Control | None:
    newest = {(w.line, w.says): w for w in sorted(_told_first(words), key=_order)}
    left = [w for w in newest.values() if w.says == LEAVES]
    holds = [w for w in newest.values() if w.says == HOLDS and not any(_ends(x, w) for x in left)]
    if not holds:
        sides = {w.side for w in left}
        return _control(place, name, None, left, [], sides.pop() if len(sides) == 1 else None) if left else None
    side = _winner(holds, [w for w in newest.values() if w.says != HOLDS])
    support = [w for w in holds if w.side == side] if side != CONTESTED else holds
    excluded = sorted({c for w in support for c in clashes.get(w.claim, ())})
    if side != CONTESTED and all(w.interested for w in support):
        if excluded:
            side = CONTESTED
        elif len({w.line for w in support}) == 1 and any(w.taken for w in support):
            return _control(place, name, None, support, [w.claim for w in newest.values() if w not in support], None)
    entered = [e for e in entries if side != CONTESTED and e.side != side and e.at > max(w.at for w in support)]
    if entered:
        return _control(place, name, None, entered, [w.claim for w in support], None)
    against = [w for w in newest.values() if w not in support and (w.side != side) == (w.says == HOLDS)]
    return _control(place, name, side, support, [w.claim for w in against] + excluded, None)


def _told_first(words: list[_Word]) -> list[_Word]:
    """Words with copies dated back to what they copy: a copy is no newer word, and confirms nothing."""
    first: dict[tuple[str, str, str], _Word] = {}
    for w in sorted(words, key=_order, reverse=True):
        first[w.origin, w.side, w.says] = w
    dated = ((w, first[w.origin, w.side, w.says]) for w in words)
    return [w if w is f else replace(w, at=f.at, said_at=f.said_at) for w, f in dated]


def _ends(left: _Word, hold: _Word) -> bool:
    """A withdrawal ends an older hold of that side: at once, if its teller gains nothing by it, else when a day has passed."""
    later = left.at - hold.at
    return left.side == hold.side and (later > FRESH or (later >= 0 and (not left.interested or left.line == hold.line)))


def _winner(holds: list[_Word], others: list[_Word]) -> str:
    """The side that the words make far likelier than every other, or ``contested``."""
    sides = sorted({w.side for w in holds})
    likely = _likely(sorted([*holds, *others], key=_order), sides)
    best = max(sides, key=lambda s: likely[s])
    if likely[best] >= ENOUGH * sum(likely[s] for s in sides) and likely[best] >= likely[""]:
        return best
    if len(sides) == 1:
        return CONTESTED
    *_, older, newer = sorted(holds, key=_order)
    lone = len(holds) == 2 and newer.at - older.at >= FRESH and newer.odds >= older.odds
    return newer.side if lone else CONTESTED


def _likely(words: list[_Word], sides: list[str]) -> dict[str, float]:
    """How likely each side is to hold the place after all words, and nobody of them (``""``). What is known fades between words."""
    states = [*sides, ""]
    even = 1 / len(states)
    found = dict.fromkeys(states, even)
    for before, w in zip([words[0], *words], words, strict=False):
        kept = exp((before.at - w.at) / FADES)
        weighed = {s: (even + (p - even) * kept) * (w.odds if (s == w.side) == (w.says == HOLDS) else 1) for s, p in found.items()}
        total = sum(weighed.values())
        found = {s: p / total for s, p in weighed.items()}
    return found


def _control(place: str, name: str, side: str | None, support: list[_Word], against: list[str], left: str | None) -> Control:
    ordered = sorted(support, key=_order, reverse=True)
    return Control(
        place=place,
        name=name,
        side=side,
        as_of=max((w.at for w in ordered if w.at != UNDATED), default=None),
        last_confirmed=max((w.said_at for w in ordered if w.said_at != UNDATED), default=None),
        basis="reported" if any(w.plain and not w.interested for w in ordered) else "claimed",
        support=tuple(w.claim for w in ordered),
        against=tuple(sorted(set(against) - {w.claim for w in ordered})),
        lines=len({w.line for w in ordered}),
        left=left,
    )
