"""Who holds a settlement, from claims about that settlement alone: nothing is filled in from its neighbours.

The rule. Each line's newest word on a side counts. The side with the newest word holds the place; older contrary words stand in
``against``. Rival words within a day of the newest make it contested, unless just one side is named by somebody who is not of that
side. A withdrawal ends what was said before it of the side that left, and gives the place to nobody. A hold that rests on its own
side's word, and that another account excludes, is contested. When another side is said to have entered the place later than
anybody says that it was held, nobody is known to hold it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sitrepdesk.model import Account, Claim, Control, Micros, Where

from ._tables import AGES, CONTEST, ENTER, FRESH, HOLD, INTO, LEAVE, SURE, THERE

CONTESTED = "contested"
UNDATED: Micros = 0


@dataclass(frozen=True, slots=True)
class _Word:
    """One claim's word on a place: a side that holds it, ``contested``, or a side that left."""

    claim: str
    side: str
    leaves: bool
    line: str
    at: Micros
    said_at: Micros
    interested: bool
    plain: bool


@dataclass(frozen=True, slots=True)
class Holders:
    """Words on who holds what, gathered while claims stream by."""

    words: dict[str, list[_Word]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[str, list[_Word]] = field(default_factory=lambda: defaultdict(list))

    def take(self, claim: Claim, account: Account, dated: bool) -> None:
        """Gather a claim if it says who holds, took, left or contests a settlement, in the past or present, firmly.

        A word of which nobody can say when it was said (``dated`` is false) counts as the oldest.
        """
        word = _word(claim, account, account.said_at if dated else UNDATED)
        if word:
            for where in claim.places:
                if where.place and _is_town(where):
                    if claim.type not in ENTER:
                        self.words[where.place].append(word)
                    elif where.rel in INTO:
                        self.entries[where.place].append(word)

    def control(
        self, clashes: Mapping[str, Iterable[str]], name: Callable[[str], str], as_of: Micros, ages: Micros = AGES
    ) -> tuple[Control, ...]:
        """Control of each place that claims speak of, by id of place. ``clashes``: claim id to the claims that exclude it.

        A holder whom nobody has confirmed in the time ``ages`` before ``as_of`` is marked as only the last known one.
        """
        made = (_resolved(place, name(place), words, self.entries.get(place, []), clashes) for place, words in sorted(self.words.items()))
        return tuple(replace(c, aged=c.last_confirmed is not None and c.last_confirmed < as_of - ages) for c in made)


def _is_town(where: Where) -> bool:
    """Is it surely this settlement, and nothing wider that bears its name? A namesake elsewhere is no hindrance, if a poor reading."""
    wider = any(not other.startswith("geonames:") for other in where.others)
    unsure = where.others and where.confidence is not None and where.confidence < SURE
    return where.rel in THERE and where.precision == "settlement" and not wider and not unsure


def _word(claim: Claim, account: Account, said_at: Micros) -> _Word | None:
    if account.line is None or account.tells != "happened" or account.likelihood in ("possible", "even"):
        return None
    contested, leaves = claim.type in CONTEST, claim.type in LEAVE
    if not (contested or leaves or claim.type in HOLD | ENTER):
        return None
    side = CONTESTED if contested else account.actor_side
    if side in (None, "other") or "+" in (side or ""):
        return None
    interested = account.speaker_side is not None and (account.speaker_side == side) != leaves
    at = min(account.end - 1, account.said_at) if account.explicit else said_at
    return _Word(claim.id, side or "", leaves, account.line, at, said_at, interested, account.plain)


def _order(w: _Word) -> tuple[int, int, str]:
    return (w.at, w.said_at, w.claim)


def _resolved(place: str, name: str, words: list[_Word], entries: list[_Word], clashes: Mapping[str, Iterable[str]]) -> Control:
    newest = {(w.line, w.leaves): w for w in sorted(words, key=_order)}
    left = [w for w in newest.values() if w.leaves]
    holds = [w for w in newest.values() if not w.leaves and not any(_ends(x, w) for x in left)]
    if not holds:
        sides = {w.side for w in left}
        return _control(place, name, None, left, [], sides.pop() if len(sides) == 1 else None)
    side = _winner(holds)
    support = [w for w in holds if w.side == side] if side != CONTESTED else holds
    excluded = sorted({c for w in support for c in clashes.get(w.claim, ())})
    if side != CONTESTED and excluded and all(w.interested for w in support):
        side = CONTESTED
    entered = [e for e in entries if side != CONTESTED and e.side != side and e.at > max(w.at for w in support)]
    if entered:
        return _control(place, name, None, entered, [w.claim for w in support], None)
    against = [w for w in newest.values() if w not in support and (w.side != side or w.leaves)]
    return _control(place, name, side, support, [w.claim for w in against] + excluded, None)


def _ends(left: _Word, hold: _Word) -> bool:
    """A withdrawal ends an older hold of that side: at once, if its teller gains nothing by it, else when a day has passed."""
    later = left.at - hold.at
    return left.side == hold.side and (later > FRESH or (later >= 0 and (not left.interested or left.line == hold.line)))


def _winner(holds: list[_Word]) -> str:
    top = max(w.at for w in holds)
    fresh = [w for w in holds if w.at > top - FRESH]
    sides = {w.side for w in fresh}
    if len(sides) == 1:
        return sides.pop()
    outside = {w.side for w in fresh if not w.interested}
    return outside.pop() if len(outside) == 1 else CONTESTED


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
