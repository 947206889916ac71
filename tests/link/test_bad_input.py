"""Input that makes no sense: it is handled, said in words, and nothing of it is lost."""

from __future__ import annotations

from itertools import permutations

import pytest

from sitrepdesk.flow.doubts import ahead, doubts
from sitrepdesk.link import accounts, claim_lines, copies, events, lines, overruled, shingled
from sitrepdesk.model import Account, Decision, Item, Source, Told
from tests.laws.test_arrivals import PARTS, Desk, one_by_one

from .telling import DAY0, item, on, side_of, source, stamp_at, tell, within
from .test_copies import WIRE
from .test_decided import decided


def linked(told: list[Told], *decisions: Decision) -> tuple[dict[str, Account], dict[str, str]]:
    """The accounts, and the event of each claim's id."""
    seen = accounts(told, side_of)
    return seen, {c: e.id for e in events(seen.values(), within, decisions) for c in e.claims}


def test_a_report_without_a_source_is_one_line_and_keeps_its_claims() -> None:
    told = [tell(item("a", source=None), "strike", line="a"), tell(item("b"), "strike")]
    (event,) = events(accounts(told, side_of).values(), within)
    assert event.lines == ("a", "source:b") and len(event.claims) == 2


def test_two_reports_without_a_source_are_two_lines_and_copies_of_each_other_one() -> None:
    other = "Volunteers brought bread and water to the village, where two bridges over the river had been closed to lorries on that day."
    texts = {item("a", 1, source=None): WIRE, item("b", 2, source=None): WIRE, item("c", 3, source=None): other}
    links = copies(shingled(i, None, t) for i, t in texts.items())
    found = lines(texts, links, {})
    assert (found["a"], found["b"], found["c"]) == ("a", "a", "c")


def test_a_thousand_identical_reports_are_a_star_of_one_line_with_every_report_in_it() -> None:
    desk = Desk()
    text = "\n\n".join(PARTS)
    texts = {item(f"i{n:04}", (n * 389 % 1000) / 24): text for n in range(1000)}
    for report in texts:
        desk.add(report, text)
    first = min(texts, key=lambda i: i.available_at)
    assert len(desk.links) == 999
    assert set(lines(texts, desk.links, {}).values()) == {first.source}
    told = [tell(i, "strike", id=f"c{i.id}", line=first.source, origin=first.id) for i in texts]
    (event,) = events(accounts(told, side_of).values(), within)
    assert (len(event.claims), len(event.items), event.lines) == (1000, 1000, (first.source,))


def test_a_cycle_of_three_credit_lines_ends_in_one_line_whatever_comes_first() -> None:
    names = ("Alder", "Birch", "Cedar")
    sources: dict[str, Source] = {f"source:{n}": source(n) for n in names}
    texts: dict[Item, str] = {item(n, 1, source=f"source:{n}"): f"{WIRE}\n\nvia {names[k - 2]}" for k, n in enumerate(names)}
    found = []
    for order in permutations(texts):
        links = copies(shingled(i, sources[i.source or ""], texts[i]) for i in order)
        claims = [tell(i, "kill", quote=WIRE.split("\n\n", maxsplit=1)[0], id=i.id).claim for i in order]
        lined = claim_lines(claims, links, {i.id: i for i in order}, sources, {i.id: t for i, t in texts.items()}.__getitem__)
        assert set(lines(order, links, sources)) == set(names) == set(lined)
        found.append((lines(order, links, sources), lined))
    assert all(f == found[0] for f in found)
    assert len({line for line, *_ in found[0][1].values()}) == 1


def test_a_cycle_of_credits_that_comes_one_by_one_is_the_same() -> None:
    texts = {
        item(f"n{k}", 1, source=f"source:{n}"): PARTS[0] + f"\n\nvia {m}"
        for k, (n, m) in enumerate((("Lantern", "Courier"), ("Courier", "Lantern")))
    }
    found = [one_by_one(texts, order)["lines"] for order in permutations(texts)]
    assert found[0] == found[1] and len(set(found[0].values())) == 1


A, B, C = (tell(item(n), "strike") for n in "abc")
NO = tell(item("n"), "strike", polarity="negated")


@pytest.mark.parametrize(
    ("said", "apart"),
    [
        ([("merge", A, B), ("split", A, B)], [1]),
        ([("split", A, B), ("merge", A, B)], [1]),
        ([("merge", A, B), ("merge", B, C), ("split", A, C)], [1]),
        ([("merge", A, NO)], [1]),
        ([("merge", A, B), ("split", A, C)], [1]),
    ],
)
def test_contradictory_decisions_keep_every_claim_and_those_that_lose_are_named(
    said: list[tuple[str, Told, Told]], apart: list[int]
) -> None:
    decisions = [decided(kind, x.claim.anchor, y.claim.anchor, n + 1) for n, (kind, x, y) in enumerate(said)]
    seen, home = linked([A, B, C, NO], *decisions)
    assert set(home) == {t.claim.id for t in (A, B, C, NO)}
    lost = overruled(decisions, {seen[c].anchor: e for c, e in home.items()})
    assert [d.seq for d in lost] == apart


def test_a_decision_whose_claim_is_gone_waits_and_is_not_called_overruled() -> None:
    assert overruled([decided("merge", A.claim.anchor, "gone")], {A.claim.anchor: "e"}) == ()


def dated(days: float) -> Item:
    fields = {f: getattr(A.item, f) for f in Item.__dataclass_fields__} | {"published": stamp_at(days), "captured_at": DAY0}
    return Item(**fields)


def test_a_report_dated_after_it_came_in_is_said_and_kept() -> None:
    future = dated(900)
    assert ahead(future) and not ahead(dated(0.9))
    assert [w.split(":")[0] for w in doubts(future, ())] == ["is dated 2025-02-24, after it came in on 2022-09-08"]
    told = [A, tell(future, "strike", id="future")]
    assert len(linked(told)[1]) == 2


def test_a_report_dated_before_what_it_tells_as_past_is_said_and_its_claim_joins_the_others_by_the_time_that_it_says() -> None:
    early, right = item("early", -20), item("right", 3.5)
    when = on(2)
    past = [tell(i, "strike", time=_past(when), id=i.id) for i in (early, right)]
    (said,) = doubts(early, [past[0].claim])
    assert said == "is dated 2022-08-19, and tells as past what was on 2022-09-10: one of the two is wrong"
    assert not list(doubts(right, [past[1].claim]))
    assert len(set(linked(past)[1].values())) == 1


def _past(when: object) -> object:
    return type(when)(**{f: getattr(when, f) for f in type(when).__dataclass_fields__} | {"phase": "past"})  # type: ignore[attr-defined]
