"""What people decided about linking."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.link import accounts, events, same_event, standing_links
from sitrepdesk.model import Decision, Event, Link, Told

from .telling import item, side_of, tell, within


def decided(kind: str, about: str, other: str, seq: int = 1) -> Decision:
    return Decision(seq=seq, kind=kind, about=about, other=other, made_by="person:1", recorded_at=0)  # type: ignore[arg-type]


def linked(told: list[Told], *decisions: Decision) -> tuple[Event, ...]:
    return events(accounts(told, side_of).values(), within, decisions)


def together(found: tuple[Event, ...], *told: Told) -> bool:
    return any({t.claim.id for t in told} <= set(e.claims) for e in found)


A = tell(item("a"), "strike", "izium")
B = tell(item("b"), "strike", "izium")
FAR = tell(item("c", 30.5), "strike", "lyman")
NOT = tell(item("d"), "strike", "izium", polarity="negated")


def test_a_merge_joins_what_the_machine_keeps_apart() -> None:
    assert not together(linked([A, FAR]), A, FAR)
    assert together(linked([A, FAR], decided("merge", A.claim.anchor, FAR.claim.anchor)), A, FAR)


def test_a_split_parts_what_the_machine_joins() -> None:
    assert together(linked([A, B]), A, B)
    assert not together(linked([A, B], decided("split", A.claim.anchor, B.claim.anchor)), A, B)


def test_the_later_of_two_contradictory_decisions_wins() -> None:
    merge, split = decided("merge", A.claim.anchor, B.claim.anchor, 1), decided("split", A.claim.anchor, B.claim.anchor, 2)
    assert not together(linked([A, B], merge, split), A, B)
    assert together(linked([A, B], decided("split", A.claim.anchor, B.claim.anchor, 1), decided("merge", *_pair(A, B), 2)), A, B)


def _pair(a: Told, b: Told) -> tuple[str, str]:
    return b.claim.anchor, a.claim.anchor


def test_a_split_holds_when_more_reports_arrive() -> None:
    late = tell(item("e", 0.75), "strike", "izium")
    found = linked([A, B, late], decided("split", A.claim.anchor, B.claim.anchor))
    assert not together(found, A, B)
    assert together(found, B, late)


def test_a_split_takes_the_copies_along() -> None:
    copy = tell(item("copy", 0.75), "strike", "izium", origin="a", line="source:a", quote="strike in izium again")
    found = linked([A, B, copy], decided("split", A.claim.anchor, B.claim.anchor))
    assert together(found, A, copy)


def test_a_split_of_a_claim_from_its_own_copy_leaves_the_copy_where_it_was() -> None:
    copy = tell(item("copy", 0.75), "strike", "izium", origin="a", line="source:a", quote="strike in izium again")
    found = linked([A, B, copy], decided("split", copy.claim.anchor, A.claim.anchor))
    assert together(found, A, B)
    assert not together(found, A, copy)


def test_yes_and_no_are_never_merged() -> None:
    assert not together(linked([A, NOT], decided("merge", A.claim.anchor, NOT.claim.anchor)), A, NOT)


def test_a_decision_about_a_claim_that_is_gone_changes_nothing() -> None:
    assert linked([A, B], decided("split", A.claim.anchor, "gone")) == linked([A, B])


def test_a_merge_is_given_as_the_reason() -> None:
    merge = decided("merge", A.claim.anchor, FAR.claim.anchor, 41)
    (event,) = linked([A, FAR], merge)
    (link,) = same_event(event, accounts([A, FAR], side_of), [merge])
    assert "entry 41" in link.because


def test_a_denied_copy_is_no_link_whichever_is_named_first() -> None:
    link = Link(left="b", right="a", relation="copies", score=900, because="")
    assert standing_links([link], [decided("not-copy", "a", "b")]) == ()
    assert standing_links([link], [decided("not-copy", "a", "c")]) == (link,)


words = st.tuples(st.sampled_from(["merge", "split"]), st.integers(0, 5), st.integers(0, 5))


@given(st.permutations(range(6)), st.lists(words, max_size=6))
def test_decisions_never_lose_a_claim_and_do_not_depend_on_the_order_of_arrival(order: list[int], said: list[tuple[str, int, int]]) -> None:
    told = [tell(item(f"i{n}", n / 2 + 0.5), "strike", "izium" if n % 2 else "lyman") for n in range(6)]
    decisions = [decided(k, told[a].claim.anchor, told[b].claim.anchor, n) for n, (k, a, b) in enumerate(said)]
    found = linked(told, *decisions)
    assert linked([told[n] for n in order], *reversed(decisions)) == found
    assert sorted(c for e in found for c in e.claims) == sorted(t.claim.id for t in told)
