"""Places of a clause: which phrases name ground, how they stand to the event, and what the resolver reads in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from sitrepdesk.model import Where
from sitrepdesk.model.claim import Rel, Span
from sitrepdesk.places import Mention, Resolver

from .chunks import COMPASS, NP, Sent
from .nouns import noun_kinds
from .tables import hedges, prepositions

RELS: dict[str, Rel] = prepositions()
_GROUND = frozenset({"place", "position", "route", "building", "bridge", "facility", "dam", "field", "camp", "home"})
_ONLY_NAMED = frozenset({"building", "facility", "home", "bridge", "route", "camp", "field", "dam"})
_SETTLED = frozenset({"town", "city", "village", "settlement", "hamlet"})
_APPOSED = re.compile(r",? (?:is )?(?:a|the) (?:[\w-]+ ){0,2}(town|city|village|settlement|hamlet)\b", re.IGNORECASE)
_UNKNOWN = re.compile(r"\b[A-Z][\w'’-]+,? (?:is )?(?:a|the) (?:[\w-]+ ){0,2}(town|city|village|settlement|hamlet)\b")
_OF = re.compile(r"\b(town|city|village|settlement|hamlet) of \Z", re.IGNORECASE)
_LATELY, _CLOSE = 8, 120
"""Among so many names of places "the town" is looked for; one that stands so many characters before, or fewer, is it in any case."""
_NEIGHBOURS = 12
"""Places named last, by which the next name is read."""
_PARTS = frozenset({"central", *(f"{c}ern" for c in COMPASS)})
_BETWEEN_PARTS = frozenset({"and", "or", ",", "-"})
_GOAL_VERBS = frozenset({"arrive", "land", "return", "enter", "deploy", "deliver"})


@dataclass(slots=True)
class Ground:
    """The place mentions of a paragraph, and what the passage has resolved so far: as much as is asked for again, whatever its length."""

    resolver: Resolver
    mentions: tuple[Mention, ...] = ()
    context: list[str] = field(default_factory=list)
    last: dict[str, Where] = field(default_factory=dict)
    seen: dict[str, Where] = field(default_factory=dict)
    named: list[tuple[int, str, Mention]] = field(default_factory=list)
    """Settlements that the passage has named: where, as what kind, and how."""
    strange: list[tuple[int, str]] = field(default_factory=list)
    """Settlements that the passage has named and no gazetteer has: where, and as what kind."""
    chosen: dict[Span, str] = field(default_factory=dict)
    """What was read for "the town", by its span."""

    def enter(self, text: str, mentions: tuple[Mention, ...], span: Span) -> None:
        """Take up the mentions of the next paragraph."""
        self.mentions = mentions
        known = {m.span[1] for m in mentions}
        called = _UNKNOWN.finditer(text, *span)
        self.strange = [(at, kind) for kind, at in {kind: at for at, kind in self.strange}.items()]  # of each kind the last is asked for
        self.strange += [(m.start(), m[1].lower()) for m in called if not any(m.start() < end <= m.end() for end in known)]
        for m in (x for outer in mentions for x in (outer, *outer.inner)):
            if m.kind_hint not in {"relative", "definite"}:
                kind = _APPOSED.match(text, m.span[1]) or _OF.search(text, max(0, m.span[0] - 16), m.span[0])
                self.named.append((m.span[0], kind[1].lower() if kind else "", m))
        del self.named[:-40]

    def within(self, span: Span) -> list[Mention]:
        """The mentions that touch a span of the passage; they stand in order and do not overlap."""
        first = bisect_right(self.mentions, span[0], key=lambda m: m.span[1])
        out: list[Mention] = []
        for m in self.mentions[first : first + 200]:
            if m.span[0] >= span[1]:
                break
            out.append(m)
        return out

    def read(self, text: str, span: Span, rel: Rel, mention: Mention | None) -> Where:
        """The place as the resolver reads it, or, for "the river" and "there", as the document last named it."""
        if mention is None:
            return self._recalled(text, span, rel)
        found = _moved(self._seen(mention, span), text, span, rel)
        self._remember(found)
        return found

    def _seen(self, mention: Mention, span: Span) -> Where:
        """A mention as the resolver reads it, asked once."""
        key = f"{mention.called}|{mention.inside}|{'|'.join(self.context) if mention.kind_hint != 'place' else ''}"
        if key not in self.seen:
            self.seen[key] = self._resolved(mention.called, span, mention)
        return self.seen[key]

    def _resolved(self, name: str, span: Span, mention: Mention) -> Where:
        reading = self.resolver.resolve(name, context=self.context, inside=mention.inside)
        return Where(
            text=name, span=span, place=reading.place, lat=reading.lat, lon=reading.lon, kind=reading.kind, precision=reading.precision,
            radius_m=reading.radius_m, confidence=reading.confidence, others=reading.others,
        )  # fmt: skip

    def _remember(self, where: Where) -> None:
        if where.place and where.place not in self.context[-4:]:
            self.context.append(where.place)
            del self.context[:-_NEIGHBOURS]
        if where.place or where.lat is not None:
            self.last["any"] = where
            self.last["river" if where.place and where.place.startswith("river:") else "land"] = where

    def _recalled(self, text: str, span: Span, rel: Rel) -> Where:
        words = text.lower().split()
        noun = words[-1] if words else ""
        if noun in _SETTLED and (len(words) == 1 or words[0] in {"the", "that", "this"}) and len(words) < 3:
            town = self._settlement(noun, span)
            if town is not None:
                self.chosen[span] = f"{text}: {town.text}, the settlement named last"
                return _moved(town, text, span, rel)
            if any(kind == noun and at < span[0] for at, kind in self.strange):
                return Where(text=text, span=span, rel=rel)
        elif text[:1].isupper() and len(words) < 3:
            return self._by_name(text, span, rel)
        known = self.last.get({"there": "land", "here": "land", "river": "river"}.get(noun, ""))
        return _moved(known, text, span, rel) if known else Where(text=text, span=span, rel=rel)

    def _settlement(self, noun: str, span: Span) -> Where | None:
        """The settlement named last before this, one that the text calls by this noun first; none where it stands some way back
        and another was named more often of late: "the city" of an article on Kherson is not the Mykolaiv that it mentioned once.
        """
        before = [(kind, m) for at, kind, m in self.named if at < span[0]][::-1]
        stranger = max((at for at, kind in self.strange if kind == noun and at < span[0]), default=-1)
        if stranger > max((at for at, kind, _ in self.named if kind == noun and at < span[0]), default=-1):
            return None  # "Verbivka, a village …": of the two, the one that the text calls so is meant, and nobody knows where it lies
        called = self._first(before, {noun})
        if called is not None:
            return called
        last = self._first(before, {""}) or self.last.get("land")
        if last is None or last.kind != "settlement":
            return None
        if last.span[1] >= span[0] - _CLOSE:
            return last
        told = Counter(where.place for _, m in before[:_LATELY] if (where := self._seen(m, m.span)).kind == "settlement")
        return last if told[last.place] >= max(told.values(), default=0) else None

    def _first(self, before: list[tuple[str, Mention]], kinds: set[str]) -> Where | None:
        """The settlement named last, of those that the text calls by one of these nouns."""
        for kind, m in before[:6]:
            where = self.read(m.text, m.span, "at", m) if kind in kinds else None
            if where is not None and where.kind == "settlement":
                return where
        return None

    def _by_name(self, text: str, span: Span, rel: Rel) -> Where:
        """A name where only ground can stand, which the finder held for another word."""
        reading = self.resolver.resolve(text, context=self.context)
        where = Where(
            text=text, span=span, rel=rel, place=reading.place, lat=reading.lat, lon=reading.lon, kind=reading.kind,
            precision=reading.precision, radius_m=reading.radius_m, confidence=reading.confidence, others=reading.others,
        )  # fmt: skip
        self._remember(where)
        return where


def _moved(where: Where, text: str, span: Span, rel: Rel) -> Where:
    return Where(
        text=text, span=span, rel=rel, place=where.place, lat=where.lat, lon=where.lon, kind=where.kind, precision=where.precision,
        radius_m=where.radius_m, confidence=where.confidence, others=where.others,
    )  # fmt: skip


def rel_of(prep: str | None, verb: str, *, motion: bool) -> Rel:
    """The relation of a place to the event: the meaning of the verb goes before the preposition."""
    if prep is None:
        return "to" if motion else "at"
    rel = RELS.get(prep, "at")
    if motion and rel == "at" and prep in {"in", "at"} and verb in _GOAL_VERBS:
        return "to"
    return "via" if motion and prep in {"across", "over"} else rel


def _nearness(np: NP, sent: Sent) -> Rel | None:
    """ "In and around the town" is in it; "off the coast" is near it, where "off the roof" is from it."""
    before = [w.lower for w in sent.words[max(0, np.s - 3) : np.s]]
    if before[1:] in (["and", np.prep], ["or", np.prep]) and before[0] in {"in", "at", "inside"}:
        return "at"
    return "near" if np.prep == "off" and (noun_kinds(np, sent) & {"place"} or sent.tags[np.head] == "NAME") else None


def places_of(np: NP, sent: Sent, ground: Ground, verb: str, *, motion: bool, bare: bool = False, rel: Rel | None = None) -> list[Where]:
    """The places that a phrase names, each level of a nested one by itself; none where it names no ground."""
    if np.prep is None and not bare and rel is None:
        return []
    how = rel or _nearness(np, sent) or rel_of(np.prep, verb, motion=motion)
    out: list[Where] = []
    for member in (np, *np.more):
        out += _of_one(member, sent, ground, how)
    return out


def _of_one(np: NP, sent: Sent, ground: Ground, rel: Rel) -> list[Where]:
    span = sent.span(np.core, np.e)
    whole = sent.span(np.core, np.last)
    found = ground.within(whole)
    noun_ground = bool(noun_kinds(np, sent) & _GROUND)
    head = sent.words[np.head].span
    held = next((m for m in found if m.span[0] <= head[0] < m.span[1] or (m.span[0] <= span[0] and m.kind_hint == "relative")), None)
    inner = [m for m in found if m is not held]
    outside = all(m.span[0] >= span[1] for m in inner)
    rel = "toward" if rel == "to" and np.noun in COMPASS else rel
    out: list[Where] = []
    if held is not None:
        start = _part(held.span[0], sent)
        out.append(ground.read(sent.text[start : held.span[1]], (start, held.span[1]), rel, held))
    elif noun_ground and inner and inner[0].span[0] < span[1]:
        out.append(ground.read(sent.text[span[0] : span[1]], span, rel, inner[0]))
        inner = inner[1:]
    elif noun_ground and not (noun_kinds(np, sent) & _ONLY_NAMED and rel == "at") and not inner:
        out.append(ground.read(sent.text[whole[0] : whole[1]], whole, rel, None))
    elif np.noun in COMPASS and np.of is not None and not inner:
        out.append(Where(text=sent.text[whole[0] : whole[1]], span=whole, rel=rel))  # "north of" a place that no gazetteer has
    elif outside and (_names_by_preposition(np, sent, rel) or (not inner and np.prep is None and sent.tags[np.head] == "NAME")):
        out.append(ground.read(sent.text[span[0] : span[1]], span, rel, None))
    elif not noun_ground and np.of is None:
        return []
    return out + [
        ground.read(sent.text[m.span[0] : m.span[1]], m.span, rel, m)
        for m in inner
        if m.span[0] >= span[1] and (noun_ground or held is not None or out)
    ]


def _part(start: int, sent: Sent) -> int:
    """Where a place begins with what says which part of it is meant ("*northern and central* Vietnam")."""
    at = first = next((i for i, w in enumerate(sent.words) if w.start >= start), 0)
    while at > 0 and (sent.words[at - 1].lower in _PARTS or (at < first and sent.words[at - 1].lower in _BETWEEN_PARTS)):
        at -= 1
    while at < first and sent.words[at].lower not in _PARTS:
        at += 1
    return sent.words[at].start if at < first else start


def _names_by_preposition(np: NP, sent: Sent, rel: Rel) -> bool:
    """A name that no gazetteer has is still a place behind "in", "near" or "toward"; so is any thing behind "near"."""
    if rel == "near" and np.prep != "by":
        return not noun_kinds(np, sent) & {"person", "force", "soldier", "civilian", "official"} and sent.tags[np.head] in {"N", "NAME"}
    if sent.tags[np.head] != "NAME" or any(n in np.low for n in hedges()["earlier-report"]["nouns"]):
        return False
    return np.prep in {"in", "inside", "outside", "toward", "towards", "into", "across", "throughout", "through"} or (
        rel in {"to", "from", "via"} and np.prep is not None
    )


def names_ground(np: NP, sent: Sent, ground: Ground) -> bool:
    """Does the phrase name ground: a place by name, or a position or area in words?"""
    span = sent.span(np.core, np.e)
    head = sent.words[np.head].span
    if any(m.span[0] <= head[0] < m.span[1] for m in ground.within(span)):
        return True
    return bool(noun_kinds(np, sent) & {"place", "position"})
