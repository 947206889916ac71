"""Who holds what, in one sentence at the head of a report: names and sides alone, each with who says so where it is a party."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sitrepdesk.model import Control, Sentence, Told

from .speakers import source_name
from .wording import GROUND, capital, listed
from .writer import LABEL, Writer

EACH = 4
"""Places named together of one side."""
MOST = 5
"""Clauses; what an outlet reports comes before what a party says, who moved before who stayed, places that many speak of first."""


_CLAUSES = {
    "hold": ("{who} is reported to hold", "{speaker} says that {who} holds"),
    "capture": ("{who} is reported to have taken", "{speaker} says that {who} has taken"),
    "withdraw": ("{who} are reported to have left", "{speaker} says that {who} have left"),
}
"""What is said of a place by the type of the claim: as an outlet reports it, and in a party's mouth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """One place's part in the sentence: the words before its name, the name, the claims cited, and what puts it first."""

    clause: str
    place: str
    support: tuple[str, ...]
    rank: tuple[int, ...]


def held_ground(w: Writer, salience: Callable[[str | None], int]) -> Sentence | None:
    """The sentence; ``None`` where nobody is said outright to hold anything, or it would speak of one place alone.

    A claim that is hedged or in a named person's mouth is left to its own words elsewhere, and so is what nobody has confirmed since
    the last report.
    """
    fresh = [c for c in w.inputs.picture.control if not c.aged and w.inputs.any_new(c.support + c.against)]
    words = [x for c in fresh if (x := _word(w, c, salience(c.place)))]
    shown: list[_Word] = []
    for x in sorted(words, key=lambda x: (*x.rank, x.place)):
        groups = [s.clause for s in shown]
        if (x.clause in groups and groups.count(x.clause) < EACH) or (x.clause not in groups and len(set(groups)) < MOST):
            shown.append(x)
    contested = sorted((c for c in fresh if c.side == "contested"), key=lambda c: (-salience(c.place), c.name))
    open_ = [(c, claims) for c in contested if len(claims := _accounts(w, c)) > 1][:EACH]
    if not shown or len(shown) + len(open_) < 2:
        return None
    parts = list(_clauses(shown))
    if open_:
        parts.append(f"who holds {listed(_named(w, c) for c, _ in open_)} is disputed")
    support = tuple(c for x in shown for c in x.support) + tuple(c for _, claims in open_ for c in claims)
    return w.sentence("bottom-line", f"{GROUND}{LABEL}{capital('; '.join(parts))}.", "fact", support)


def _accounts(w: Writer, c: Control) -> tuple[str, ...]:
    """The first claim of each side of a contest that says so outright and may be cited, an outlet's before a party's."""
    told = w.inputs.told
    able = (
        [x for x in ids if x in told and told[x].claim.is_plain and not told[x].own and x not in w.inputs.avoid]
        for ids in (c.support, c.against)
    )
    return tuple(min(side, key=lambda x: bool((s := told[x].source) is None or s.side)) for side in able if side)


def _clauses(shown: list[_Word]) -> Iterator[str]:
    """One clause a speaker and saying: "Ukraine is reported to hold A and B", "the Ministry says that Russia holds C"."""
    by: dict[str, list[str]] = {}
    for x in shown:
        by.setdefault(x.clause, []).append(x.place)
    for clause, places in by.items():
        yield f"{clause} {listed(dict.fromkeys(places))}"


def _word(w: Writer, c: Control, salience: int) -> _Word | None:
    """What is said of one place; ``None`` where its best claim is hedged, hearsay in a name, negated, ours, or may not be printed."""
    made = w.statement(c.support, c.lines)
    side = w.inputs.pack.side(c.side or c.left or "")
    if made is None or side is None or made.lead.own or made.lead.item.handling != "public":
        return None
    told = made.lead
    claim, people = told.claim, side.demonyms[0] if side.demonyms else side.name
    plain = claim.polarity == "affirmed" and claim.likelihood == claim.mood == "stated" and not claim.attribution
    if not plain or claim.type not in _CLAUSES or (claim.type == "withdraw") == bool(c.side):
        return None
    who = f"{people} forces" if claim.type == "withdraw" else side.name
    party = told.source is None or told.source.side is not None
    speaker = source_name(told, w.inputs.titles)
    return _Word(
        clause=_CLAUSES[claim.type][party].format(who=who, speaker=speaker),
        place=w.spelled(claim, c.place, c.name),
        support=tuple(x for x in made.claims if _says_so(w.inputs.told[x], told)),
        rank=(party, claim.type == "hold", -salience, -(c.last_confirmed or 0)),
    )


def _says_so(told: Told, lead: Told) -> bool:
    """Does it say the same, as outright and from the same mouth, so that the sentence may rest on it too?"""
    c = told.claim
    same = told.source is not None and lead.source is not None and told.source.id == lead.source.id
    return c.is_plain and c.type == lead.claim.type and (same or not (told.source and told.source.side))


def _named(w: Writer, c: Control) -> str:
    lead = next((w.inputs.told[x].claim for x in c.support if x in w.inputs.told), None)
    return w.spelled(lead, c.place, c.name) if lead else c.name
