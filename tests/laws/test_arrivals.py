"""Laws of arrival: adding reports one by one, in whatever order, gives what all of them at once give; a wire may come after its copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import permutations
from types import SimpleNamespace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sitrepdesk.flow.copying import Copies
from sitrepdesk.link import accounts, claim_lines, clashes, copies, events, lines, shingled
from sitrepdesk.model import Claim, Item, Link, Passage, Source, Told, UnknownName
from tests.link.telling import item, side_of, source, tell, within

SOURCES: dict[str, Source] = {
    s.id: s
    for s in (
        source("Meridian", kind="agency"),
        source("Lantern"),
        source("Courier"),
        source("Ministry", kind="official", side="RU"),
        source("Volna", side="RU", party_medium=True),
    )
}
NAMES = [s.name for s in SOURCES.values()]
PARTS = (
    "Shells fell on the railway yard of the town before dawn and set four wagons of grain on fire, the dispatcher of the shift said.",
    "The mayor asked people to stay in their cellars until the afternoon, when people would bring bread and water from the next village.",
    "Two bridges over the river were closed to lorries because engineers had found cracks in the eastern pier after the last bombardment.",
)
CREDITS = ("", "", "\n\nMeridian reported.", "\n\nvia Lantern")


class Desk:
    """What ``Copies`` asks of the store, in memory: one desk to which reports are added one after another."""

    def __init__(self) -> None:
        self.known: dict[str, Item] = {}
        self.texts_by: dict[str, str] = {}
        self.keyed: dict[str, set[str]] = defaultdict(set)
        self.links: list[Link] = []
        self._copies = Copies()

    snapshot = property(lambda self: self)

    def add(self, report: Item, text: str) -> None:
        self.known[report.id], self.texts_by[report.id] = report, text
        self._copies.link(self, report, SOURCES.get(report.source or ""), tuple(self.passages(report.id)))  # type: ignore[arg-type]

    def texts(self, names: Iterable[str]) -> list[tuple[Item, tuple[str, ...]]]:
        return [(self.known[n], (self.texts_by[n],)) for n in names]

    def source(self, name: str) -> Source:
        if name not in SOURCES:
            raise UnknownName(name, "is unknown", "")
        return SOURCES[name]

    def passages(self, name: str) -> list[Passage]:
        return [SimpleNamespace(text=self.texts_by[name])]  # type: ignore[list-item]

    def item_by_blob(self, blob: str) -> list[Item]:
        return [i for i in self.known.values() if i.blob == blob]

    def items_with_keys(self, keys: Iterable[str]) -> set[str]:
        return set().union(*(self.keyed.get(k, set()) for k in keys))

    def add_keys(self, name: str, keys: Iterable[str]) -> None:
        for key in keys:
            self.keyed[key].add(name)

    def add_links(self, links: Iterable[Link], run: str) -> None:
        self.links += links


def _claims(texts: Mapping[Item, str]) -> list[Told]:
    """One claim of each paragraph: all tell of one strike on one town."""
    return [tell(i, "strike", quote=p, id=f"{i.id}:{n}") for i, t in texts.items() for n, p in enumerate(t.split("\n\n")) if p in PARTS]


def answers(texts: Mapping[Item, str], links: Iterable[Link]) -> dict[str, Any]:
    """What a desk with these reports and copy links says: lines of items and claims, events, clashes."""
    items, named, kept = {i.id: i for i in texts}, {i.id: t for i, t in texts.items()}, tuple(links)
    told = _claims(texts)
    claims: list[Claim] = [t.claim for t in told]
    of_claims = claim_lines(claims, kept, items, SOURCES, named.__getitem__)
    traced = [
        Told(
            claim=t.claim,
            item=t.item,
            source=SOURCES.get(t.item.source or ""),
            line=of_claims[t.claim.id][0],
            origin=of_claims[t.claim.id][1],
            share=of_claims[t.claim.id][2],
        )
        for t in told
    ]
    seen = accounts(traced, side_of)
    found = events(seen.values(), within)
    return {"lines": lines(items.values(), kept, SOURCES), "claims": of_claims, "events": found, "clashes": clashes(seen, found)}


def at_once(texts: Mapping[Item, str]) -> dict[str, Any]:
    return answers(texts, copies(shingled(i, SOURCES.get(i.source or ""), t) for i, t in texts.items()))


def one_by_one(texts: Mapping[Item, str], order: Iterable[Item]) -> dict[str, Any]:
    desk = Desk()
    for report in order:
        desk.add(report, texts[report])
    return answers(texts, desk.links)


def _pile(rows: list[tuple[tuple[int, ...], str, str, int | None]]) -> dict[Item, str]:
    """Reports of some parts with a credit line, by a source, at a time or at none; the same bytes are the same blob."""
    made: dict[Item, str] = {}
    for n, (parts, credit, who, hours) in enumerate(rows):
        text = "\n\n".join(PARTS[p] for p in dict.fromkeys(parts)) + credit
        days = None if hours is None else hours / 24
        report = item(f"i{n}", days, source=f"source:{who}")
        made[_with_blob(report, text)] = text
    return made


def _with_blob(report: Item, text: str) -> Item:
    fields = {f: getattr(report, f) for f in Item.__dataclass_fields__} | {"blob": text}
    return Item(**fields)


rows = st.tuples(
    st.lists(st.integers(0, 2), min_size=1, max_size=3).map(tuple),
    st.sampled_from(CREDITS),
    st.sampled_from(NAMES),
    st.one_of(st.none(), st.integers(0, 60)),
)
piles = st.lists(rows, min_size=1, max_size=6).map(_pile)


@settings(max_examples=150)
@given(piles, st.randoms(use_true_random=False))
def test_adding_one_by_one_in_any_order_gives_what_all_at_once_give(texts: dict[Item, str], random: Any) -> None:
    order = list(texts)
    random.shuffle(order)
    batch = at_once(texts)
    assert one_by_one(texts, texts) == batch
    assert one_by_one(texts, order) == batch


@settings(max_examples=100)
@given(piles, st.randoms(use_true_random=False))
def test_all_at_once_gives_the_same_links_in_whatever_order_they_are_handed_in(texts: dict[Item, str], random: Any) -> None:
    order = list(texts.items())
    random.shuffle(order)
    assert at_once(dict(order)) == at_once(texts)


@settings(max_examples=100)
@given(piles, st.data())
def test_a_literal_copy_that_arrives_last_or_first_never_raises_the_lines_of_any_claim(texts: dict[Item, str], data: st.DataObject) -> None:
    """Of dated reports, by another than the one whom the text credits: that one may be its origin, and then has a line of its own.

    Where a report has no date nobody knows who was first, and the copier may be taken for it.
    """
    dated = sorted((i for i in texts if i.published), key=lambda i: i.id)
    assume(dated)
    model = data.draw(st.sampled_from(dated))
    who, hours = data.draw(st.sampled_from(NAMES)), data.draw(st.integers(61, 99))
    assume(who not in texts[model])
    copy = _with_blob(item("copy", hours / 24, source=f"source:{who}"), texts[model])
    before = at_once(texts)
    counted = {c: len(e.lines) for e in before["events"] for c in e.claims}
    for order in ([copy, *texts], [*texts, copy]):
        after = one_by_one(texts | {copy: texts[model]}, order)
        assert all(len(e.lines) <= counted[c] for e in after["events"] for c in e.claims if c in counted)


def test_a_wire_that_comes_after_its_copies_takes_them_all_on_its_line() -> None:
    wire = _with_blob(item("wire", 1, source="source:Meridian"), "\n\n".join(PARTS))
    texts = {wire: "\n\n".join(PARTS)}
    for n, (who, text) in enumerate(
        (("Lantern", PARTS[0] + "\n\n" + PARTS[1]), ("Courier", "\n\n".join(PARTS)), ("Volna", PARTS[2] + "\n\n" + PARTS[0]))
    ):
        texts[_with_blob(item(f"copy{n}", 1.2 + n / 4, source=f"source:{who}"), text)] = text
    for order in permutations(texts):
        assert set(one_by_one(texts, order)["lines"].values()) == {"source:Meridian"}
