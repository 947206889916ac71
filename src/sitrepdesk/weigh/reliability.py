"""How far a source may be trusted: A to F, by its record alone; where there is none, F, which is no reproach.

The record holds only what a person, or an outside list that a person brought in, said came of the source's own words. That nobody else
tells a thing, that it was told first, and how many repeat it count for nothing. The letter that follows is a proposal; a person sets it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from sitrepdesk.model import FAMILY, Account, Assessment, BadValue, Decision, Told
from sitrepdesk.model.scales import table

GRADES = cast(dict[str, str], table("sitrepdesk.weigh", "reliability.toml"))
FAIR = frozenset("ABC")
Serves = Literal["itself", "the other side", "nobody"]

_RECORD = table("sitrepdesk.weigh", "record.toml")
MAYBE = 2
_LETTERS = cast(dict[str, dict[str, int]], _RECORD["letters"])
_INTEREST = cast(dict[str, list[str]], _RECORD["interest"])
_GAINS, _LOSES, _SUFFERS = (frozenset(_INTEREST[k]) for k in ("actor_gains", "actor_loses", "target_loses"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a source's word on one happening: ``right`` or not, by the ledger entry ``seq``, for the reason ``because``.

    ``topic`` is the family of the claim's type; ``serves`` says whose interest the claim serves, seen from the source's own side.
    """

    claim: str
    event: str
    right: bool
    topic: str
    serves: Serves
    because: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A source's record: outcomes, one for each happening; and how many of its own claims it took back itself, which count for neither."""

    source: str
    outcomes: tuple[Outcome, ...] = ()
    withdrawn: int = 0

    @property
    def right(self) -> int:
        """Of how many happenings it told rightly."""
        return sum(o.right for o in self.outcomes)

    @property
    def by_topic(self) -> dict[str, tuple[int, int]]:
        """Family of types to how many were right, and how many there are."""
        return _tally((o.topic, o.right) for o in self.outcomes)

    @property
    def by_interest(self) -> dict[str, tuple[int, int]]:
        """Whom the claims serve to how many were right, and how many there are."""
        return _tally((o.serves, o.right) for o in self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A move that the record suggests: from one letter to another, with reasons. A person accepts it or leaves it."""

    source: str
    now: str
    letter: str
    because: tuple[str, ...]


def reliability(source: str, grade: str | None = None, method: str = "set by a person", because: str = "") -> Assessment:
    """The reliability of a source id. ``grade`` is the letter that a person or the theatre's pack set; ``None`` where there is no record.

    Raises ``BadValue`` for a letter outside the scale.
    """
    letter = grade or "F"
    if letter not in GRADES:
        raise BadValue(f"reliability {letter!r}", "is no grade of a source", "Use one letter from A (reliable) to F (cannot be judged).")
    reasons = (GRADES[letter], because) if because else (GRADES[letter],)
    return Assessment(
        about=source, scale="admiralty-source", value=letter, because=reasons, method="no record" if grade is None else method, lines=0
    )


def records(
    told: Iterable[Told], accounts: Mapping[str, Account], events: Mapping[str, str], rulings: Iterable[Decision]
) -> dict[str, Record]:
    """Source id to record, for sources with any. ``events`` gives the event of a claim id.

    ``rulings`` are people's ``confirm`` and ``refute`` decisions about anchors; of several about one claim the last counts. Only a source's
    own firm words are its record: what it copied, credits to somebody else or tells as a maybe is not. Several claims of one happening are
    one outcome; where one of them came out right and another wrong (it happened, but not so many), they are two.
    """
    last = {d.about: d for d in sorted(rulings, key=lambda d: d.seq) if d.kind in ("confirm", "refute") and not d.undone}
    found: dict[str, dict[tuple[str, bool], Outcome]] = {}
    taken: Counter[str] = Counter()
    for t in sorted(told, key=lambda t: t.claim.anchor):
        a, source = accounts.get(t.claim.id), t.source.id if t.source else t.item.source
        if a is None or source is None or not _own_word(t, a):
            continue
        taken[source] += t.withdrawn_at is not None
        if ruling := last.get(a.anchor):
            event = events.get(a.id, a.anchor)
            made = _outcome(a, event, ruling, t.source.side if t.source else None)
            found.setdefault(source, {}).setdefault((event, made.right), made)
    return {
        s: Record(source=s, outcomes=tuple(sorted(found.get(s, {}).values(), key=lambda o: o.seq)), withdrawn=taken[s])
        for s in sorted(found.keys() | +taken)
    }


def proposal(record: Record, now: str = "F") -> Proposal | None:
    """The move that a record suggests, ``None`` where it suggests none: too short a record never takes a letter away that a person set."""
    n, right = len(record.outcomes), record.right
    share = (right + 1) * 1000 // (n + 2)
    letter = next((x for x, need in _LETTERS.items() if n >= need["least"] and share >= need["right"]), "F")
    if letter in ("F", now):
        return None
    reasons = [f"Of {n} happenings on which its own word was checked, it was right on {right}."]
    reasons += [f"On what serves {whom}: {good} of {of}." for whom, (good, of) in record.by_interest.items() if whom != "nobody"]
    need = _LETTERS[letter]
    asked = f"{need['least']} happenings or more and a share of {need['right'] / 10:g} %"
    reasons.append(f"{letter} takes {asked}, by Laplace's rule; this is {share / 10:g} %.")
    return Proposal(source=record.source, now=now, letter=letter, because=tuple(reasons))


def _own_word(t: Told, a: Account) -> bool:
    """Does the source itself say so, firmly, in words that first stood here? A party's speaker in its own channel is the source itself."""
    if a.origin != a.item or t.own or a.tier >= MAYBE or a.tells not in ("happened", "not-happened"):
        return False
    credited = any(s.kind in ("named", "unnamed") for s in t.claim.attribution)
    spoken = t.source and t.source.side and (t.source.party_medium or t.source.kind == "official") and a.line == f"party:{t.source.side}"
    return not credited or bool(spoken)


def _outcome(a: Account, event: str, ruling: Decision, side: str | None) -> Outcome:
    return Outcome(
        claim=a.id,
        event=event,
        right=ruling.kind == "confirm",
        topic=FAMILY[a.type],
        serves=serves(a, side),
        because=ruling.because or "",
        seq=ruling.seq,
    )


def serves(a: Account, side: str | None) -> Serves:
    """Whose interest an account serves, seen from a side: the table ``[interest]`` of ``record.toml``."""
    gains = a.actor_side if a.type in _GAINS else None
    loses = a.actor_side if a.type in _LOSES else a.target_side if a.type in _SUFFERS else None
    if side is None or a.tells != "happened" or (gains or loses) in (None, "other"):
        return "nobody"
    return "itself" if (gains == side or (loses is not None and loses != side)) else "the other side"


def _tally(rows: Iterable[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    told = list(rows)
    return {k: (sum(r for name, r in told if name == k), sum(name == k for name, _ in told)) for k in sorted({name for name, _ in told})}
