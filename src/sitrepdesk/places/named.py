"""Who and what a text names: people, organisations, forces, places, facilities, equipment.

Asked in order: the theatre pack; what the form of the name says, by tables; the tagger; the gazetteer. The longest name wins, so that
"Kherson Airport" is one facility; of two that are as long, the one that was asked first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from sitrepdesk.language import Token, paragraphs, sentences, tokens
from sitrepdesk.language.tagger import Tagger
from sitrepdesk.model import Span
from sitrepdesk.theatre import Pack

from .named_model import Labelled, asked, by_model
from .named_records import Kind, Named
from .named_runs import Sentence, by_form, head_of, joined
from .named_tables import WORDS, heads, kind_of
from .records import Mention, Reading
from .resolve import SURE, Resolver

_LABELS: dict[str, Kind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_MOST_WORDS = 150
"""Words that the tagger is given at once: a sentence beyond that is cut."""
_SHORT_FORM = re.compile(r",? [(\[]([A-Z][A-Za-z]*[A-Z][\w-]*)[)\]]")
_ADDRESS = re.compile(r"\S{1,64}@\S+|(?:https?://|www\.)\S+|\b[\w.-]{1,250}\.(?:com|org|net|gov|edu|info|mil)\b", re.IGNORECASE)
"""No name is looked for inside an address; bounded, so that a page without a blank costs no more than its length."""
_THE = re.compile(r"the\s+", re.IGNORECASE)


def names_in(text: str, pack: Pack, resolver: Resolver, tagger: Tagger) -> tuple[Named, ...]:
    """The names of a text in their order, none inside another. What no source knows is ``unknown``, not left out."""
    said = [Sentence(text, words) for p in paragraphs(text) for s, e in sentences(text, *p) for words in _cut(tokens(text, s, e))]
    places = sorted(_places(resolver.read(text), resolver), key=lambda placed: placed[0].span)
    labels = by_model([asked(s.words, [m.span for m, _ in _within(places, s)]) for s in said], tagger)
    found = [_candidates(s, marked, places, pack, resolver) for s, marked in zip(said, labels, strict=True)]
    first = [n for names in found for n in _longest(names)]
    short, surnames = _short_forms(text, first), _surnames(first)
    out = []
    for sentence, names in zip(said, found, strict=True):
        chosen = _longest([*names, *_repeated(sentence, short)])
        chosen += _left_over(sentence, chosen)
        out += [_as_person(n, surnames) for n in sorted(chosen, key=lambda n: n.span)]
    return tuple(out)


def _cut(words: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    for at in range(0, len(words), _MOST_WORDS):
        yield words[at : at + _MOST_WORDS]


Placed = tuple[Mention, Reading]


def _places(read: Sequence[Placed], resolver: Resolver) -> Iterator[Placed]:
    """Places by name; of "15 km east of Izium" the names in it."""
    for mention, reading in read:
        if mention.kind_hint == "place":
            yield mention, reading
        yield from ((inner, resolver.resolve(inner.called, inside=inner.inside)) for inner in mention.inner)


def _within(places: Sequence[Placed], s: Sentence) -> list[Placed]:
    start, end = s.words[0].start, s.words[-1].end
    first = bisect_left(places, start, key=lambda placed: placed[0].span[0])
    here = takewhile(lambda placed: placed[0].span[0] < end, places[first : first + _MOST_WORDS])
    return [(m, r) for m, r in here if m.span[1] <= end and m.text.lower() not in WORDS["apart"]]


def _candidates(s: Sentence, labels: Sequence[Labelled], places: Sequence[Placed], pack: Pack, resolver: Resolver) -> list[Named]:
    """What each source has, those that are asked first in front. A place that surely lies in the theatre goes before the tagger."""
    here = _within(places, s)
    people = [(s.words[a].start, s.words[b - 1].end) for a, b, label in labels if label == "PER"]
    own = [n for m, r in here if (n := _of_pack(m, r, pack))]
    sure = {m.span for m, r in here if r.place and r.confidence >= SURE and _lies_in(r.place, pack, resolver)}
    found = [
        *_actors(s, pack, [m.span for m, _ in here], people),
        *own,
        *_pack_equipment(s, pack),
        *by_form(s),
        *(_placed(m, r) for m, r in here if m.span in sure),
        *(_modelled(s, *label) for label in _people_joined(labels) if _is_said(s, *label)),
        *(_placed(m, r) for m, r in here),
    ]
    addresses = [m.span() for m in _ADDRESS.finditer(s.text, s.words[0].start, s.words[-1].end)]
    return [_bare(s.text, n) for n in found if not any(_overlap(n.span, a) for a in addresses)]


def _actors(s: Sentence, pack: Pack, places: Sequence[Span], people: Sequence[Span]) -> Iterator[Named]:
    """The pack's actors. A capital's name is its government only where it speaks; an office's holder is a person."""
    begin, end = s.words[0].start, s.words[-1].end
    for a, b, entity in pack.actors_in(s.text[begin:end]):
        span = (begin + a, begin + b)
        follow = next((w.lower for w in s.words if w.start >= span[1]), "")
        if span in places and follow not in WORDS["acts"]:
            continue
        words = s.text[slice(*span)]
        actor = pack.actor(entity)
        held = actor is not None and actor.kind == "office" and (_titled(words) or any(_overlap(span, p) for p in people))
        kind = "person" if held else kind_of(entity, pack)
        yield Named(text=words, span=span, kind=kind, by="pack", because=f"the theatre's {actor.name if actor else entity}", entity=entity)


def _titled(words: str) -> bool:
    first, _, rest = words.partition(" ")
    return first.lower() in WORDS["titles"] and rest[:1].isupper() and rest.split()[-1].lower() not in heads("last")


def _pack_equipment(s: Sentence, pack: Pack) -> Iterator[Named]:
    """Equipment of the pack that has a name, not a noun alone."""
    forms = {form for e in pack.equipment for form in (e.name, e.plural) if form[:1].isupper()}
    for w in s.words:
        if w.text in forms:
            yield Named(text=w.text, span=w.span, kind="equipment", by="pack", because="equipment of the theatre")


def _people_joined(labels: Sequence[Labelled]) -> list[Labelled]:
    """People whose parts the tagger began anew, with nothing between them, as one."""
    out: list[Labelled] = []
    for first, behind, label in labels:
        if out and label == "PER" == out[-1][2] and out[-1][1] == first:
            out[-1] = (out[-1][0], behind, label)
        else:
            out.append((first, behind, label))
    return out


def _is_said(s: Sentence, first: int, behind: int, label: str) -> bool:
    """Is what the tagger calls a name more than titles, days, peoples, numbers, and a word with something joined to it?"""
    words = s.words[first:behind]
    kept = [w for k, w in enumerate(words) if w.text[0].isalpha() and not (s.common(first + k) or joined(w))]
    return bool(kept) and not (label == "PER" and all(w.lower.rstrip(".") in WORDS["titles"] for w in kept))


def _modelled(s: Sentence, first: int, behind: int, label: str) -> Named:
    kind = _LABELS.get(label, "unknown")
    while kind == "person" and behind - first > 1 and s.words[first].lower.rstrip(".") in WORDS["titles"]:
        first += 1
    while behind - first > 1 and not s.words[first].text[0].isalnum():
        first += 1
    dash = next((i for i in range(first + 1, behind) if s.classes[i] in ("DASH", "COMMA")), behind)
    if label != "PER" and dash - first > 1 and (known := head_of(s, first, dash)):
        return known
    start, end = s.words[first].start, s.words[dash - 1].end
    return Named(text=s.text[start:end], span=(start, end), kind=kind, by="model", because=f"the tagger: {label}")


def _of_pack(mention: Mention, reading: Reading, pack: Pack) -> Named | None:
    place = reading.place
    kind = kind_of(place, pack) if place else "unknown"
    if place is None or kind == "unknown":
        return None
    return Named(text=mention.text, span=mention.span, kind=kind, by="pack", because=f"the theatre's {place}", entity=place)


def _lies_in(place: str, pack: Pack, resolver: Resolver) -> bool:
    known = resolver.info(place)
    return known is not None and known.country in pack.countries


def _placed(mention: Mention, reading: Reading) -> Named:
    because = f"in the gazetteer: {reading.place or 'several of this name'}"
    return Named(text=mention.text, span=mention.span, kind="place", by="gazetteer", because=because)


def _bare(text: str, name: Named) -> Named:
    """Without a leading article; a person without the title."""
    start, end = name.span
    if lead := _THE.match(text, start, end):
        start = lead.end()
    if name.kind == "person" and _titled(text[start:end]):
        start += text[start:end].index(" ") + 1
    return name if start == name.span[0] else replace(name, text=text[start:end], span=(start, end))


def _longest(names: Sequence[Named]) -> list[Named]:
    """Of names that overlap the longest; of those as long the one in front."""
    out: list[Named] = []
    for name in sorted(names, key=lambda n: n.span[0] - n.span[1]):
        if not any(_overlap(name.span, kept.span) for kept in out):
            out.append(name)
    return out


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _short_forms(text: str, names: Sequence[Named]) -> dict[str, Named]:
    """ "Syrian Democratic Forces (SDF)": what a text's own abbreviations stand for; never for a person."""
    out: dict[str, Named] = {}
    for name in names:
        if name.kind not in ("unknown", "person") and (m := _SHORT_FORM.match(text, name.span[1])):
            out.setdefault(m[1], name)
    return out


def _repeated(s: Sentence, short: dict[str, Named]) -> Iterator[Named]:
    for w in s.words:
        if whole := short.get(w.text):
            yield replace(whole, text=w.text, span=w.span, by="table", because=f"short for “{whole.text}” in this text")


def _surnames(names: Sequence[Named]) -> frozenset[str]:
    """The last words of people's full names, for their later mentions in the same text."""
    return frozenset(n.text.split()[-1] for n in names if n.kind == "person" and " " in n.text)


def _as_person(name: Named, surnames: frozenset[str]) -> Named:
    if name.text in surnames and name.by in ("model", "gazetteer", "nobody") and name.kind != "person":
        return replace(name, kind="person", by="table", because="the last word of a person's name in this text", entity=None)
    return name


def _left_over(s: Sentence, chosen: Sequence[Named]) -> list[Named]:
    """Capitalised words that nobody knows, where no sentence opens."""
    if s.shouts:
        return []
    taken = [*(n.span for n in chosen), *(m.span() for m in _ADDRESS.finditer(s.text, s.words[0].start, s.words[-1].end))]
    free = [s.part(i, sure=True) and not any(_overlap(w.span, t) for t in taken) for i, w in enumerate(s.words)]
    out: list[Named] = []
    at = 0
    while at < len(free):
        end = at
        while end < len(free) and free[end]:
            end += 1
        if end > at and _is_name(s, at, end):
            start, stop = s.words[at].start, s.words[end - 1].end
            words, because = s.text[start:stop], "a capital, and no source knows it"
            out.append(Named(text=words, span=(start, stop), kind="unknown", by="nobody", because=because))
        at = max(end, at + 1)
    return out


def _is_name(s: Sentence, first: int, behind: int) -> bool:
    words = range(first, behind)
    if s.words[behind - 1].lower.rstrip(".") in WORDS["titles"] or (behind - first == 1 and (s.opens(first) or joined(s.words[first]))):
        return False
    return not all(s.common(i) for i in words) and any(s.classes[i] == "NAME" for i in words)
