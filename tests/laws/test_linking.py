"""Laws of linking, weighing and the picture: order, copies, compatible bounds, swapped sides, replay, cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.link import accounts, claim_lines, clashes, copies, events, lines, shingled
from sitrepdesk.link.bounds import disjoint
from sitrepdesk.model import DAY, Event, Picture, Quantity, Told
from sitrepdesk.picture import known
from tests.cost import cost
from tests.link.telling import DAY0, FAR, item, judged, on, people, picture, place, said_by, side_of, source, tell, within

OUTLETS = {n: source(n, side=s) for n, s in (("a", None), ("b", None), ("c", "RU"), ("d", "UA"))}
TYPES = ("strike", "kill", "capture", "hold", "withdraw", "advance", "take-prisoner", "morale", "negotiate")
SWAP = {"RU": "UA", "UA": "RU"}

counts = st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from([None, "low", "high", "both"])).map(
    lambda b: (people(min(b[:2]), max(b[:2]), soft=b[2]),)
)
reports = st.builds(
    lambda name, days, own: item(f"{name}{days}{own}", days / 4, source=f"source:{name}", issue=11 if own else None),
    st.sampled_from("abcd"),
    st.integers(0, 24),
    st.sampled_from([False, False, False, True]),
)
claims = st.fixed_dictionaries(
    {"by": st.sampled_from([None, "ru", "ua"]), "to": st.sampled_from([None, "ru", "ua"])},
    optional={
        "time": st.builds(on, st.integers(0, 6), st.sampled_from([0.5, 1, 3])),
        "quantities": counts,
        "polarity": st.just("negated"),
        "likelihood": st.sampled_from(["likely", "possible", "unlikely"]),
        "mood": st.sampled_from(["unknown", "intended"]),
        "level": st.sampled_from(["good", "poor"]),
        "attribution": st.sampled_from(["actor:ru-ministry", "actor:ua-staff", None]).map(said_by),
        "places": st.sampled_from(["oblast", "izium"]).map(lambda t: (place(t),)),
    },
)


def _told(of: object, type_: str, town: str, fields: dict[str, object], number: int) -> Told:
    t = tell(of, type_, town, id=f"c{number}", **fields)  # type: ignore[arg-type]
    line = "own" if t.own else t.line
    return replace(t, line=line, source=OUTLETS[(t.item.source or "")[-1]], claim=replace(t.claim, anchor=f"a{number}"))


def _numbered(rows: list[tuple[object, str, str, dict[str, object]]]) -> list[Told]:
    return [_told(*row, number) for number, row in enumerate(rows)]


piles = st.lists(st.tuples(reports, st.sampled_from(TYPES), st.sampled_from(["izium", "lyman"]), claims), max_size=12).map(_numbered)


def linked(told: list[Told]) -> tuple[Event, ...]:
    return events(accounts(told, side_of).values(), within)


@given(piles, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_change_events_clashes_or_picture(told: list[Told], random: object) -> None:
    mixed = list(told)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert judged(mixed).events == judged(told).events
    assert judged(mixed).clashes == judged(told).clashes
    assert picture(mixed) == picture(told)


@given(piles)
def test_every_account_is_in_just_one_event(told: list[Told]) -> None:
    members = [c for e in linked(told) for c in e.claims]
    assert sorted(members) == sorted(t.claim.id for t in told)


@given(piles, st.data())
def test_a_copy_never_raises_the_independent_lines(told: list[Told], data: st.DataObject) -> None:
    if not told:
        return
    model = data.draw(st.sampled_from(told))
    late = item("copy", data.draw(st.integers(24, 60)) / 4)
    copy = replace(
        model,
        item=late,
        origin=model.origin or model.item.id,
        claim=replace(model.claim, id="copy", anchor="zcopy", item="copy"),
    )
    before = {c: len(e.lines) for e in linked(told) for c in e.claims}
    after = {c: len(e.lines) for e in linked([*told, copy]) for c in e.claims}
    assert all(after[c] <= before[c] for c in before)
    assert after["copy"] <= before[model.claim.id]


@given(piles)
def test_swapping_the_sides_swaps_the_answers(told: list[Told]) -> None:
    swap_entity = {"actor:ru-forces": "actor:ua-forces", "actor:ua-forces": "actor:ru-forces"} | {
        "actor:ru-ministry": "actor:ua-staff",
        "actor:ua-staff": "actor:ru-ministry",
    }
    swapped = [_swapped(t, swap_entity) for t in told]
    assert _answers(picture(swapped)) == _answers(picture(told), SWAP)


def _swapped(t: Told, entity: Mapping[str, str]) -> Told:
    def other(who: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(replace(p, entity=entity.get(p.entity or "", p.entity)) for p in who)  # type: ignore[type-var, attr-defined]

    c = replace(t.claim, actor=other(t.claim.actor), target=other(t.claim.target), attribution=other(t.claim.attribution))  # type: ignore[arg-type]
    body = replace(t.source, side=SWAP.get(t.source.side or "")) if t.source else None
    return replace(t, claim=c, source=body)


def _answers(p: Picture, swap: Mapping[str, str] | None = None) -> object:
    def side(s: str | None) -> str | None:
        return (swap or {}).get(s or "", s)

    def line(s: str | None) -> str | None:
        return "party:" + (side(s[6:]) or "") if s and s.startswith("party:") else s

    return (
        {(h.event, h.claims, h.lines, h.credibility, h.disputed) for h in p.happenings},
        {(c.place, side(c.side), side(c.left), c.basis, c.support, c.against) for c in p.control},
        {(t.kind, side(t.side), t.low, t.high, line(t.source), t.support) for t in p.tallies},
        {(frozenset(d.left), frozenset(d.right)) for d in p.disputes} | {(frozenset(d.right), frozenset(d.left)) for d in p.disputes},
    )


@given(piles, st.integers(0, 8))
def test_a_replayed_picture_knows_nothing_of_later_reports(told: list[Told], day: int) -> None:
    by = DAY0 + day * DAY
    early = [t for t in told if t.item.available_at <= by]
    assert picture(told, known_by=by) == picture(early, known_by=by)
    assert list(known(told, as_of=FAR, known_by=by)) == early


@given(piles)
def test_a_picture_says_nothing_without_claims_and_no_maybe_holds_a_town(told: list[Told]) -> None:
    p, ids = picture(told), {t.claim.id: t for t in told}
    assert all(h.claims and h.lines for h in p.happenings)
    assert all(ids[c].claim.likelihood != "possible" and ids[c].claim.mood == "stated" for k in p.control for c in k.support)


bounds = st.tuples(st.integers(0, 500), st.integers(0, 500), st.booleans(), st.booleans(), st.sampled_from([None, "low", "high", "both"]))


def _around(true: int, b: tuple[int, int, bool, bool, str | None]) -> Quantity:
    low, high = Decimal(max(0, true - b[0])), Decimal(true + b[1])
    return Quantity(text="", span=(0, 1), low=None if b[2] else low, high=None if b[3] else high, unit="person", soft=b[4])  # type: ignore[arg-type]


@given(st.integers(0, 1000), bounds, bounds)
def test_compatible_bounds_never_clash(
    true: int, one: tuple[int, int, bool, bool, str | None], other: tuple[int, int, bool, bool, str | None]
) -> None:
    assert not disjoint(_around(true, one), _around(true, other))


WORDS = [
    "river",
    "bridge",
    "road",
    "column",
    "village",
    "troops",
    "morning",
    "shelling",
    "hospital",
    "mayor",
    "silo",
    "crossing",
    "railway",
    "market",
    "school",
]
paragraph = st.lists(st.sampled_from(WORDS), min_size=30, max_size=45).map(" ".join)


@given(
    st.lists(paragraph, min_size=2, max_size=4),
    st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=3), min_size=1, max_size=5),
    st.data(),
)
def test_copied_paragraphs_never_raise_the_lines_and_order_does_not_matter(
    pool: list[str], recipes: list[list[int]], data: st.DataObject
) -> None:
    texts = {item(f"n{i}", i / 4): "\n\n".join(pool[k % len(pool)] for k in recipe) for i, recipe in enumerate(recipes)}
    model = data.draw(st.sampled_from(sorted(texts, key=lambda i: i.id)))
    copy = item("copy", 30)
    before, after = (_lines_of(pool, t) for t in (texts, texts | {copy: texts[model]}))
    assert all(len(after[p]) <= len(before[p]) for p in pool)
    assert _lines_of(pool, dict(reversed(texts.items()))) == before


def _lines_of(pool: list[str], texts: Mapping[object, str]) -> dict[str, set[str]]:
    """For each paragraph the lines of the claims that quote it."""
    items = {i.id: i for i in texts}  # type: ignore[attr-defined]
    named = {i.id: t for i, t in texts.items()}  # type: ignore[attr-defined]
    links = copies(shingled(items[i], None, t) for i, t in named.items())
    said = [(p, tell(items[i], "kill", quote=p, id=f"{i}:{n}").claim) for i, t in named.items() for n, p in enumerate(t.split("\n\n"))]
    found = claim_lines([c for _, c in said], links, items, {}, named.__getitem__)
    assert set(lines(items.values(), links, {})) == set(items)
    return {p: {found[c.id][0] for q, c in said if q == p} for p in pool}


def test_the_cost_of_linking_grows_with_the_claims_and_not_with_their_pairs() -> None:
    def linked(n: int) -> float:
        told = [
            tell(item(f"i{k}", k % 90 + 0.5), TYPES[k % 9], f"t{k % 301}", id=f"c{k}", quantities=(people(k % 50, k % 70 + 50),))
            for k in range(n)
        ]

        def link() -> None:
            known_ = accounts(told, side_of)
            clashes(known_, events(known_.values(), within))

        return cost(link)

    assert linked(10_000) < 25 * max(linked(1_000), 0.01)


@given(st.integers(0, 1000), st.lists(st.tuples(bounds, st.integers(0, 8), st.sampled_from("abcd")), min_size=2, max_size=6))
def test_counts_that_all_hold_one_number_give_no_clash(
    true: int, said: list[tuple[tuple[int, int, bool, bool, str | None], int, str]]
) -> None:
    told = [
        tell(
            item(f"{name}{k}", hours / 8, source=f"source:{name}"), "kill", to="ru", time=on(0), quantities=(_around(true, b),), id=f"c{k}"
        )
        for k, (b, hours, name) in enumerate(said)
    ]
    assert not judged(told).clashes
