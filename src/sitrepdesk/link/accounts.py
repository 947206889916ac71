"""A claim as an account of a happening: what linking, weighing and folding need of it, without its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from sitrepdesk.language import is_part
from sitrepdesk.model import DAY, FAMILY, Account, Claim, Participant, Quantity, Tells, Told, Where

from ._tables import AGAINST, AHEAD, BROAD, ENEMY, HERE, LOST, MAYBE, MUTUAL, OWN_PEOPLE, PRECISION, TIER, VAGUE, WINDOW
from .chronicle import chronicles
from .lines import OWN
from .sites import is_ground, site
from .stories import story_of
from .subjects import subject

SideOf = Callable[[str], str | None]
_MOODS: dict[str, Tells] = {
    "unknown": "asked",
    "intended": "planned",
    "directed": "planned",
    "conditional": "supposed",
    "wished": "supposed",
}


def accounts(told: Iterable[Told], side_of: SideOf, sides: tuple[str, ...] = (), *, stories: bool = True) -> dict[str, Account]:
    """Claim id to account, in one pass over ``told``; rejected claims give none. What a denial denies tells that it did not
    happen, whether the reader wrote that into its polarity ("denied that …": negated) or not.

    ``side_of`` gives the side of an entity, or ``None``; ``sides`` are the theatre's. Where there are two, "the enemy" in the mouth
    of one is the other. Without ``stories`` no account has names and words: whoever gives ``events`` the stories needs none.
    """
    told = tuple(told)
    quoted: dict[str, list[str]] = defaultdict(list)
    for t in told if stories else ():
        quoted[t.item.id].append(t.claim.quote)
    story = cache(lambda item: story_of(quoted[item]))
    out: dict[str, Account] = {}
    content_of: dict[str, str] = {}
    denials: set[str] = set()
    past: list[str] = []
    for t in told:
        if t.standing == "rejected":
            continue
        made = account(t, side_of, sides)
        if made.place is None and stories:
            names, words = story(t.item.id)
            made = replace(made, names=names, words=words)
        out[t.claim.id] = made
        if not made.explicit and t.claim.time.phase == "past":
            past.append(t.claim.id)
        if t.claim.content_of:
            content_of[t.claim.id] = t.claim.content_of
        if t.claim.type == "deny" and t.claim.polarity == "affirmed":
            denials.add(t.claim.id)
    late = chronicles(out.values())
    for c in past if late else ():
        if out[c].item in late:
            out[c] = replace(out[c], looks_back=True)
    for content, frame in content_of.items():
        if frame in denials and content in out:
            tells = out[content].tells
            out[content] = replace(out[content], tells="not-happened" if tells == "happened" else tells, plain=False)
    return out


def account(told: Told, side_of: SideOf, sides: tuple[str, ...] = ()) -> Account:
    """One claim's account; see ``accounts``."""
    c, item = told.claim, told.item
    speaker = _speaker_side(told, side_of)
    mutual = c.type in MUTUAL
    where = _finest(c.places)
    start, end = _interval(c, *_said(told))
    return Account(
        id=c.id,
        anchor=c.anchor,
        item=item.id,
        origin=told.origin or item.id,
        source=item.source,
        line=_counted_line(told, side_of),
        type=c.type,
        subtype=c.subtype,
        tells=_tells(c),
        tier=_tier(c),
        place=_place_key(c, where),
        broad=any(w.precision in BROAD for w in where),
        actor=_entities(c.actor),
        target=_entities(c.target),
        actor_side=None if mutual else _side(c.actor, side_of, speaker, sides) or _ours(c, speaker),
        target_side=None if mutual else _own_loss(c, speaker) or _side(c.target, side_of, speaker, sides),
        speaker_side=speaker,
        start=start,
        end=end,
        explicit=c.time.start is not None or c.time.end is not None,
        said_at=item.available_at,
        quantities=_wholes(c),
        subject=subject(c, where),
        level=c.level,
        head=c.head.casefold(),
        likelihood=c.likelihood,
        plain=c.is_plain,
        accepted=told.standing in ("accepted", "corrected"),
        share=told.share,
    )


def _wholes(c: Claim) -> tuple[Quantity, ...]:
    """Its counts, without those of a part ("…, including 19,000 children"), which no other count of the whole can exclude or confirm."""
    if len(c.quantities) < 2:
        return c.quantities
    return tuple(q for q in c.quantities if not is_part(c.quote, q, c.span[0])) or c.quantities


def _tells(c: Claim) -> Tells:
    if c.mood != "stated":
        return _MOODS[c.mood]
    if c.time.phase == "future":
        return "planned"
    against = c.likelihood in AGAINST
    return "happened" if (c.polarity == "affirmed") != against or c.level else "not-happened"


def _tier(c: Claim) -> int:
    hearsay = bool(c.attribution) and any(s.hearsay for s in c.attribution)
    return MAYBE if hearsay else TIER.get(c.likelihood, MAYBE)


def _counted_line(told: Told, side_of: SideOf) -> str | None:
    """The line that a claim counts for: its outermost speaker's side or entity, where known; else the line of its item.

    So a ministry's word is one line in however many outlets. Our own earlier report, and what retells it, counts for nothing.
    """
    chain = told.claim.attribution
    if told.own or told.line == OWN:
        return None
    if not chain:
        return told.line
    if any(s.kind == "earlier-report" for s in chain):
        return None
    speaker = next((s.entity for s in chain if s.kind in {"named", "unnamed"} and s.entity), None)
    if speaker is None:
        return told.line
    side = side_of(speaker)
    return f"party:{side}" if side else f"speaker:{speaker}"


def _speaker_side(told: Told, side_of: SideOf) -> str | None:
    for speaker in told.claim.attribution:
        if speaker.entity and (side := side_of(speaker.entity)):
            return side
    return told.source.side if told.source else None


def _said(told: Told) -> tuple[int, int]:
    stamp = told.item.published
    return (stamp.start, stamp.end) if stamp else (told.item.captured_at, told.item.captured_at + 1)


def _interval(c: Claim, said: int, until: int) -> tuple[int, int]:
    """When it happened, always bounded: what is not said lies within the type's window, and not after the publication."""
    window, (start, end) = WINDOW.get(c.type, DAY), (c.time.start, c.time.end)
    ahead = c.time.phase == "future" or c.mood in ("intended", "directed")
    if start is None and end is None:
        return (said, until + AHEAD) if ahead else (said - window, until)
    if start is None:
        end = end or until
        return (min(said, end - 1) if ahead else end - window), end
    if end is None:
        end = max(start + 1, until + (AHEAD if ahead else 0)) if c.time.sense in ("since", "throughout") else start + window
    return start, max(end, start + 1)


def _finest(places: tuple[Where, ...]) -> list[Where]:
    known = [w for w in places if w.place]
    if len(known) < 2:
        return known
    here = [w for w in known if w.rel in HERE] or known
    best = min((PRECISION[w.precision] for w in here), default=0)
    return [w for w in here if PRECISION[w.precision] == best]


def _place_key(c: Claim, where: list[Where]) -> str | None:
    """The ids of the finest places, each behind its relation; where ground is taken or left, behind the part of it that is meant."""
    if len(where) < 2:
        return _key(c, where[0]) if where else None
    keys = {_key(c, w) for w in where}
    return " ".join(sorted(k for k in keys if " " in k or not any(other.endswith(f" {k}") for other in keys)))


def _key(c: Claim, w: Where) -> str:
    if w.rel not in HERE:
        return f"{w.rel} {w.place}"
    if not is_ground(c):
        return w.place or ""
    part = site(c, w) or ("near" if w.rel == "near" else None)
    return f"{part} {w.place}" if part else w.place or ""


def _entities(who: tuple[Participant, ...]) -> str | None:
    if len(who) < 2:
        return (who[0].entity or None) if who else None
    return " ".join(sorted({p.entity for p in who if p.entity})) or None


def _ours(c: Claim, speaker: str | None) -> str | None:
    """The holder in "the town is ours": the speaker's side; where nobody knows it, at least not whoever else holds the place."""
    holds = FAMILY[c.type] == "control" and not c.actor
    return (speaker or "other") if holds and set(c.quote.casefold().split()) & OWN_PEOPLE else None


def _own_loss(c: Claim, speaker: str | None) -> str | None:
    """The speaker's side, where it says "we lost" somebody or something that it names no side of."""
    if speaker is None or c.head.casefold() not in LOST:
        return None
    before = c.quote[: max(0, c.head_span[0] - c.span[0])].casefold().split()
    ours = before[-1:] and before[-1] in OWN_PEOPLE
    return speaker if ours and not any(p.entity for p in c.target) else None


def _side(who: tuple[Participant, ...], side_of: SideOf, speaker: str | None, sides: tuple[str, ...]) -> str | None:
    """The side or sides of participants; ``other`` for a named party to neither; ``None`` where nobody is named."""
    if len(who) < 2:
        return (_one_side(who[0], side_of, speaker, sides) or None) if who else None
    found = {_one_side(p, side_of, speaker, sides) for p in who} - {None}
    return "+".join(sorted(s for s in found if s)) or None


def _one_side(p: Participant, side_of: SideOf, speaker: str | None, sides: tuple[str, ...]) -> str | None:
    if p.entity:
        return side_of(p.entity) or "other"
    text = p.text.casefold()
    spoken = set(text.split())
    if speaker and spoken & OWN_PEOPLE:
        return speaker
    if speaker in sides and len(sides) == 2 and spoken & ENEMY:
        return next(s for s in sides if s != speaker)
    return None if text in VAGUE or spoken & (OWN_PEOPLE | ENEMY) else "other"
