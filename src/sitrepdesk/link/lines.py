"""Lines of origin: who has it from whom in the end, for items and, finer, for claims.

The line of a report is the source that it goes back to; one outlet is one line, however often it reports. A party's officials and
its own media are one line, ``party:<side>``. This desk's earlier reports, and what goes back to them alone, are the line ``own``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from sitrepdesk.language import sentences
from sitrepdesk.model import DAY, Claim, Item, Link, Source

from ._tables import COPIES
from .copies import BY_CREDIT, CREDITED, EXACT, UNDIRECTED
from .pictures import NO_PICTURES, Hashes
from .retold import SURELY_OWN, Before, Sort, retold, tells
from .shingles import content_words
from .traces import paragraphs

OWN = "own"
_FOLLOWED = 8
"""So many times at most an origin is followed on: longer chains of retelling are rare, and a circle must end."""
Parents = dict[str, dict[str, Link]]


def lines(items: Iterable[Item], links: Iterable[Link], sources: Mapping[str, Source]) -> dict[str, str]:
    """Item id to its line of origin, following the strongest link at each step. Order does not matter."""
    known = {i.id: i for i in items}
    parents = _parents(links, known)
    strongest = {i: (min(p, key=lambda o: (-p[o].score, o)),) for i, p in parents.items()}
    ends = {i: _ends(i, lambda x: strongest.get(x, ())) for i in sorted(known)}
    return {i: line_of(known[end], sources) for i, end in ends.items()}


def line_of(item: Item, sources: Mapping[str, Source]) -> str:
    """The line that an item's own words belong to."""
    if item.issue is not None:
        return OWN
    source = sources.get(item.source or "")
    return source_line(source) if source else item.source or item.id


def source_line(source: Source) -> str:
    """The line that a source's own words belong to: its party's, or its own."""
    return f"party:{source.side}" if source.side and (source.party_medium or source.kind == "official") else source.id


def claim_lines(
    claims: Iterable[Claim],
    links: Iterable[Link],
    items: Mapping[str, Item],
    sources: Mapping[str, Source],
    texts: Callable[[str], str],
    apart: Collection[frozenset[str]] = (),
    pictures: Hashes = NO_PICTURES,
) -> dict[str, tuple[str, str, int]]:
    """Claim id to ``(line, origin, share)``: the item where its words first stood, that item's line, and how likely the claim is that
    line's own news and not retold from another, per mille.

    A copying item's claim is copied where one paragraph of the copied text holds most of its words, or where a claim of that text tells the
    same of the same place; else it is its own news. Where the copy credits the copied text, the words are those of the claim's whole
    sentence: a rewording reaches over more than a clause. A claim that a report credits to another source ("Reuters reported") is on that
    source's line. ``texts`` gives an item's text and is asked only for copied items. ``apart`` are pairs of items that a person said are
    no copies of each other: then neither retells the other. ``pictures`` are the hashes of the pictures of items.
    """
    claims, links = tuple(claims), tuple(links)
    parents = _parents(links, items)
    credited_line = _credits(sources)
    sort = {c.id: tells(c) for c in claims}
    near = {*parents, *(o for models in parents.values() for o in models)}
    told = Counter((c.item, sort[c.id]) for c in claims if c.item in near)
    text = lru_cache(maxsize=256)(texts)
    pieces = lru_cache(maxsize=256)(lambda item: tuple(frozenset(content_words(p)) for p in paragraphs(text(item))))

    def same_news(claim: Claim, model: str) -> bool:
        # Who tells more of the sort than the model does adds some of his own: then the words decide.
        same = sort[claim.id]
        return bool(same[2]) and told[claim.item, same] <= told[model, same]

    def origin_of(claim: Claim) -> str:
        said = frozenset(content_words(claim.quote))
        whole = cache(lambda: frozenset(content_words(_sentence(claim.quote, text(claim.item)))))

        def copied_from(item: str) -> Iterator[str]:
            for o, link in parents.get(item, {}).items():
                credited = CREDITED in link.because or BY_CREDIT in link.because
                if same_news(claim, o) or _held(said, pieces(o), credited) or (credited and _held(whole(), pieces(o), credited)):
                    yield o

        return _ends(claim.item, copied_from)

    origins = _followed(claims, {c.id: origin_of(c) if c.item in parents else c.item for c in claims}, sort)
    said = {c.id: credited_line(c) if c.attribution and origins[c.id] == c.item and items[c.item].issue is None else None for c in claims}
    own_line = cache(lambda item: line_of(items[item], sources))
    found = {c: said[c] or own_line(o) for c, o in origins.items()}
    counted = _told_before(claims, items, sources, sort, found, origins, said, apart, pictures)
    return {c: (counted[c][0], o, counted[c][1]) for c, o in origins.items()}


def _followed(claims: tuple[Claim, ...], origins: dict[str, str], sort: Mapping[str, Sort]) -> dict[str, str]:
    """Each claim's origin followed on, where all that the origin tells of the sort is itself from one other report."""
    copied = [c for c in claims if origins[c.id] != c.item]
    for _ in range(_FOLLOWED):
        models = {origins[c.id] for c in copied}
        of: dict[tuple[str, Sort], set[str]] = defaultdict(set)
        for c in claims if models else ():
            if c.item in models:
                of[c.item, sort[c.id]].add(origins[c.id])
        ends = {c.id: next(iter(further)) for c in copied if len(further := of.get((origins[c.id], sort[c.id]), set())) == 1}
        if all(origins[c] == end for c, end in ends.items()):
            break
        origins = origins | ends
    return origins


def _told_before(
    claims: tuple[Claim, ...],
    items: Mapping[str, Item],
    sources: Mapping[str, Source],
    sort: Mapping[str, Sort],
    line: Mapping[str, str],
    origins: Mapping[str, str],
    said: Mapping[str, str | None],
    apart: Collection[frozenset[str]],
    pictures: Hashes,
) -> dict[str, Before]:
    """Each claim's line and share. What another source told before counts with it; a copy counts as its model does, and so does what is
    credited.
    """
    own = {c.id for c in claims if origins[c.id] == c.item and said[c.id] is None}
    not_ours = (c for c in claims if line[c.id] != OWN)
    found = {c: (line[c], SURELY_OWN) for c in line}
    found |= retold(not_ours, items, sources, line.__getitem__, lambda c: c.id in own, sort.__getitem__, apart, pictures)
    copied = [c for c in claims if c.id not in own and said[c.id] is None]
    models = {origins[c.id] for c in copied}
    of: dict[tuple[str, Sort], set[Before]] = defaultdict(set)
    for c in claims:
        if c.item in models and c.id in own:
            of[c.item, sort[c.id]].add(found[c.id])
    for c in copied:
        found[c.id] = _one(of.get((origins[c.id], sort[c.id]), set())) or found[c.id]
    credited = [(c, whose) for c in claims if (whose := said[c.id])]
    lines = {whose for _, whose in credited}
    own_line = cache(lambda item: line_of(items[item], sources))
    by_line: dict[tuple[str, Sort], list[tuple[Item, Before]]] = defaultdict(list)
    for c in claims if credited else ():
        if said[c.id] is None and (mine := own_line(c.item)) in lines:
            by_line[mine, sort[c.id]].append((items[c.item], found[c.id]))
    for c, whose in credited:
        told = by_line.get((whose, sort[c.id]), ())
        found[c.id] = _one({b for i, b in told if _lately(i, items[c.item])}) or found[c.id]
    return found


def _one(told: set[Before]) -> Before | None:
    """The line that all are on, if it is one, with the least share of any."""
    return min(told) if len({line for line, _ in told}) == 1 else None


def _lately(model: Item, copy: Item) -> bool:
    """Was the one published before the other, by no more than a credit looks back?"""
    if model.published is None or copy.published is None:
        return False
    return 0 <= copy.published.end - model.published.start <= COPIES["reworded_days"] * DAY


def _credits(sources: Mapping[str, Source]) -> Callable[[Claim], str | None]:
    """A claim to the line of the source that it is credited to, where its chain of speakers names one; a name of two sources names none."""
    named: dict[str, set[str]] = defaultdict(set)
    for s in sources.values():
        for name in (s.name, *s.also):
            named[_bare(name)].add(source_line(s))

    def line(c: Claim) -> str | None:
        found = (named.get(_bare(s.text), set()) for s in c.attribution if s.kind == "named")
        return next((next(iter(f)) for f in found if len(f) == 1), None)

    return line


@lru_cache(maxsize=1 << 14)
def _bare(name: str) -> str:
    return " ".join(w for w in name.casefold().split() if w != "the")


def _parents(links: Iterable[Link], known: Mapping[str, Item]) -> Parents:
    """For each item the items that it may have it from; a link without direction counts both ways.

    Of word-for-word copies the first by time, then by id, stands for all: who was first changes nothing in the count. What else is like
    one of them is like that first one, so that only its links count: which of the others a report was compared with is chance.
    """
    parents: Parents = defaultdict(dict)
    copied = [k for k in links if k.relation == "copies" and k.left in known and k.right in known]
    for link in (k for k in copied if k.score == EXACT):
        copy, model = link.left, link.right
        if UNDIRECTED in link.because:
            model, copy = sorted((copy, model), key=lambda i: _first(known[i]))
        parents[copy][model] = link
    same = frozenset(parents)
    for link in (k for k in copied if k.score != EXACT and k.left not in same and k.right not in same):
        parents[link.left][link.right] = link
        if UNDIRECTED in link.because:
            parents[link.right][link.left] = link
    return dict(parents)


def _first(item: Item) -> tuple[bool, int, str]:
    return (item.published is None, item.published.end if item.published else 0, item.id)


def _sentence(quote: str, text: str) -> str:
    """The sentence that a quote stands in; the quote where the text does not have it in one."""
    at = text.find(quote)
    start, end = text.rfind("\n\n", 0, max(at, 0)) + 1, text.find("\n\n", max(at, 0))
    piece = text[start : end if end >= 0 else len(text)]
    spans = sentences(piece) if at >= 0 else ()
    return next((piece[a:b] for a, b in spans if a <= at - start < b), quote)


def _held(said: frozenset[str], pieces: tuple[frozenset[str], ...], credited: bool) -> bool:
    need = COPIES["claim_credited" if credited else "claim_words"]
    return bool(said) and any(len(said & p) * 1000 >= need * len(said) for p in pieces)


def _ends(start: str, step: Callable[[str], Iterable[str]]) -> str:
    """Where the shortest ways back from ``start`` end: the smallest id of those that lead nowhere and are reached in the fewest steps.

    The shortest, since a report that a source merely reprinted may be as like as its own; a reprint more shall not take its news from it.
    Where all lead in a circle it is the item that leads to the fewest others, and of several the smallest id.
    """
    further: dict[str, tuple[str, ...]] = {}
    row = {start}
    while row:
        further |= {n: tuple(step(n)) for n in sorted(row)}
        if ends := [n for n in row if not further[n]]:
            return min(ends)
        row = {m for n in row for m in further[n]} - further.keys()
    return min(further, key=lambda n: (len(_reached(n, further)), n))


def _reached(start: str, further: Mapping[str, tuple[str, ...]]) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        fresh = [n for n in further[todo.pop()] if n not in seen]
        seen.update(fresh)
        todo.extend(fresh)
    return seen
