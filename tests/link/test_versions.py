"""Newer versions, retractions and corrections."""

from __future__ import annotations

from sitrepdesk.link import versions, withdrawn
from sitrepdesk.model import Link, Told

from .telling import item, people, tell


def link(relation: str, left: str, right: str) -> Link:
    return Link(left=left, right=right, relation=relation, score=1000, because="A person said so.")  # type: ignore[arg-type]


def test_the_same_address_later_is_a_newer_version() -> None:
    old, new = item("a", 1, source="s", address="x"), item("b", 2, source="s", address="x")
    assert [(k.left, k.right, k.relation) for k in versions([new, old])] == [("b", "a", "updates")]


def test_the_same_address_at_another_source_is_no_version() -> None:
    assert versions([item("a", 1, address="x"), item("b", 2, address="x")]) == ()


def test_one_title_is_a_version_only_where_no_source_is_known_and_the_texts_overlap() -> None:
    a, b = (item(n, d, source=None, title="Izium") for n, d in (("a", 1), ("b", 2)))
    assert versions([a, b]) == ()
    assert [(k.left, k.right) for k in versions([a, b], [link("copies", "b", "a")])] == [("b", "a")]


def test_a_channels_daily_posts_under_one_title_are_no_versions() -> None:
    posts = [item(n, d, source="s", title="Morning report") for n, d in (("a", 1), ("b", 2))]
    assert versions(posts, [link("copies", "b", "a")]) == ()


def test_undated_items_are_no_versions_of_each_other() -> None:
    assert versions([item("a", None, source="s", address="x"), item("b", None, source="s", address="x")]) == ()


def taken_back(told: list[Told], links: list[Link]) -> dict[str, int]:
    return withdrawn(told, links, {t.item.id: t.item for t in told})


def test_a_retraction_takes_back_all_of_an_item_and_its_copies() -> None:
    bad, copy, note = item("a", 1), item("b", 2), item("n", 3)
    told = [tell(bad, "capture"), tell(copy, "capture", origin="a", line="source:a"), tell(note, "hold", "lyman")]
    gone = taken_back(told, [link("retracts", "n", "a")])
    assert gone == {t.claim.id: note.available_at for t in told[:2]}


def test_a_correction_takes_back_only_the_number_it_replaces() -> None:
    report, note = item("a", 1), item("n", 3)
    wrong = tell(report, "take-prisoner", quantities=(people(300, 300),))
    stays = tell(report, "withdraw")
    right = tell(note, "take-prisoner", quantities=(people(130, 130),))
    assert set(taken_back([wrong, stays, right], [link("corrects", "n", "a")])) == {wrong.claim.id}


def test_a_correction_reaches_those_who_went_on_repeating_the_number() -> None:
    wrong = tell(item("a", 1), "take-prisoner", quantities=(people(300, 300),))
    echo = tell(item("e", 4), "take-prisoner", quantities=(people(300, 300),), origin="a")
    right = tell(item("n", 3), "take-prisoner", quantities=(people(130, 130),))
    assert set(taken_back([wrong, echo, right], [link("corrects", "n", "a")])) == {wrong.claim.id, echo.claim.id}


def test_a_retraction_that_repeats_what_it_takes_back_does_not_tell_it() -> None:
    told = [tell(item("a", 1), "capture"), tell(item("n", 3), "capture"), tell(item("n", 3), "capture", polarity="negated")]
    assert set(taken_back(told, [link("retracts", "n", "a")])) == {t.claim.id for t in told[:2]}


def test_a_correction_that_repeats_the_wrong_number_does_not_tell_it() -> None:
    wrong, repeated = (tell(item(n, d), "take-prisoner", quantities=(people(300, 300),)) for n, d in (("a", 1), ("n", 3)))
    right = tell(item("n", 3), "take-prisoner", quantities=(people(130, 130),))
    assert set(taken_back([wrong, repeated, right], [link("corrects", "n", "a")])) == {wrong.claim.id, repeated.claim.id}


def test_a_retraction_from_which_no_claim_was_read_still_takes_back() -> None:
    bad, note = item("a", 1), item("n", 3)
    told = [tell(bad, "capture")]
    assert withdrawn(told, [link("retracts", "n", "a")], {"a": bad, "n": note}) == {told[0].claim.id: note.available_at}
