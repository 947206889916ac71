"""What cannot all be true, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitrepdesk.link import accounts, clashes, events, updates
from sitrepdesk.model import Item, Link, Participant, Quantity, Told, When

from .telling import item, on, people, said_by, side_of, source, tell, tell_at, within

A, B = item("a", 1), item("b", 1.2)


def found(*told: Told) -> tuple[Link, ...]:
    known = accounts(told, side_of)
    return clashes(known, events(known.values(), within))


def later(*told: Told) -> tuple[Link, ...]:
    known = accounts(told, side_of)
    return updates(known, events(known.values(), within))


def counts(one: Quantity, other: Quantity) -> bool:
    then = on(0.5)
    return bool(found(*(tell(i, "take-prisoner", to="ru", quantities=(q,), time=then) for i, q in ((A, one), (B, other)))))


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (people(40, 40), people(30, None), False),
        (people(40, 40), people(12, 15), True),
        (people(2000, None), people(None, 299), True),
        (people(400, None), people(64, 64), True),
        (people(None, 10_000), people(8000, 8000), False),
        (people(270, 330, soft="both"), people(350, 350), False),
        (people(270, 330, soft="both"), people(400, 400), True),
        (people(200, 999, soft="high"), people(1500, 1500), False),
        (people(200, 999, soft="high"), people(2500, 2500), True),
        (people(200, 999, soft="high"), people(150, 150), True),
        (people(None, None), people(0, 0), False),
    ],
)
def test_only_hard_bounds_that_exclude_each_other_clash(one: Quantity, other: Quantity, clash: bool) -> None:
    assert counts(one, other) is clash is counts(other, one)


def test_a_part_that_stands_beside_its_whole_clashes_with_no_other_whole() -> None:
    words = "41,200 people displaced, including 19,000 children"
    both = (people(41_200, 41_200, span=(0, 6)), people(19_000, 19_000, span=(35, 41)))
    one, then = tell(A, "take-prisoner", quote=words, quantities=both, time=on(0.5)), on(0.5)
    assert not found(one, tell(B, "take-prisoner", quantities=(people(41_200, 41_200),), time=then))
    assert found(one, tell(B, "take-prisoner", quantities=(people(34_600, 34_600),), time=then))


def test_counts_of_two_sides_do_not_clash() -> None:
    one, other = tell(A, "kill", to="ru", quantities=(people(5, 5),)), tell(B, "kill", to="ua", quantities=(people(50, 50),))
    assert not found(one, other)


def test_counts_in_two_units_do_not_clash() -> None:
    assert not counts(people(5, 5), people(50, 50, unit="family"))


def test_a_larger_count_of_a_later_day_is_an_update() -> None:
    one = tell(A, "kill", to="ru", quantities=(people(5, 5),))
    assert not found(one, tell(B, "kill", to="ru", quantities=(people(9, 9),)))
    assert found(one, tell(B, "kill", to="ru", quantities=(people(2, 2),)))


def test_a_toll_that_another_source_counts_higher_later_is_an_update_also_where_both_name_the_day() -> None:
    one = tell(A, "kill", to="ru", quantities=(people(5, 5),), time=on(0.5))
    more = tell(B, "kill", to="ru", quantities=(people(9, 9),), time=on(0.5))
    (link,) = later(one, more)
    assert (link.left, link.right) == (more.claim.id, one.claim.id)
    assert not found(one, more)


def test_a_late_copy_of_an_early_count_is_no_later_count() -> None:
    first = tell(A, "kill", to="ru", quantities=(people(9, 9),), time=on(0.5))
    lower = tell(B, "kill", to="ru", quantities=(people(5, 5),), time=on(0.5))
    late = tell(item("c", 1.9), "kill", to="ru", quantities=(people(9, 9),), time=on(0.5), origin="a", line="source:a")
    assert not later(first, lower, late)
    assert found(first, lower, late)


def test_those_missing_are_found_so_that_fewer_later_is_an_update() -> None:
    one, fewer = (tell(i, "missing", to="ru", quantities=(people(n, n),), time=on(0.5)) for i, n in ((A, 9), (B, 5)))
    assert later(one, fewer) and not found(one, fewer)


def test_a_source_that_counts_again_corrects_itself() -> None:
    again = item("z", 1.3, source="source:a")
    one, fewer = (tell(i, "take-prisoner", to="ru", quantities=(people(n, n),), time=on(0.5)) for i, n in ((A, 9), (again, 5)))
    assert later(one, fewer) and not found(one, fewer)


def test_some_days_and_one_of_them_are_a_whole_and_its_part() -> None:
    def count(n: int, of: Item, when: When) -> Told:
        return tell(of, "take-prisoner", to="ru", quantities=(people(n, n),), time=when)

    days, day = When(start=on(0).start, end=on(2).end, phase="past"), on(1)
    assert not found(count(112, A, days), count(40, B, day))
    assert found(count(40, A, days), count(112, B, day))
    assert found(count(112, A, day), count(40, B, day))


def test_a_part_clashes_with_the_whole_only_where_it_is_larger() -> None:
    def dead(of: object, n: int, whom: str) -> Told:
        told = tell(of, "kill", quantities=(people(n, n),), time=on(0.5))  # type: ignore[arg-type]
        return replace(told, claim=replace(told.claim, target=(Participant(text=whom, span=(0, 1)),)))

    assert not found(dead(A, 12, "people"), dead(B, 2, "children"))
    assert found(dead(A, 12, "people"), dead(B, 2, "people"))
    assert not found(dead(A, 40, "civilians"), dead(B, 5, "soldiers"))


def test_who_has_left_does_not_still_hold_it() -> None:
    (link,) = found(tell(A, "withdraw", by="ru"), tell(B, "hold", by="ru"))
    assert "left" in link.because
    assert not found(tell(A, "hold", by="ru"), tell(B, "withdraw", by="ru"))


def test_a_place_that_changed_hands_since_is_an_update() -> None:
    held = tell(A, "hold", by="ru", time=on(0))
    (link,) = later(held, tell(B, "capture", by="ua", time=on(2)))
    assert link.right == held.claim.id
    assert not later(held, tell(B, "hold", by="ru", time=on(2)))


def test_of_harm_a_no_told_first_clashes_too() -> None:
    assert found(tell(A, "strike", polarity="negated"), tell(B, "strike"))


def test_a_copy_with_a_slip_does_not_clash_with_what_it_copied() -> None:
    wrong = tell(B, "kill", to="ru", quantities=(people(1, 1),), origin="a", line="source:a")
    assert not found(tell(A, "kill", to="ru", quantities=(people(8, 8),)), wrong)


def test_yes_and_no_clash_with_a_reason() -> None:
    (link,) = found(tell(A, "capture", by="ua"), tell(B, "capture", by="ua", polarity="negated"))
    assert link.relation == "contradicts" and "did not" in link.because


def test_not_yet_and_later_yes_do_not_clash() -> None:
    assert not found(tell(A, "capture", by="ua", polarity="negated"), tell(B, "capture", by="ua"))


def test_a_denial_clashes_with_what_it_denies() -> None:
    deny = tell(B, "deny", id="d")
    assert found(tell(A, "abandon"), deny, tell(B, "abandon", content_of="d", attribution=said_by("actor:ru-ministry")))


def test_two_holders_of_one_town_clash() -> None:
    (link,) = found(tell(A, "hold", by="ru"), tell(B, "capture", by="ua"))
    assert "RU and UA" in link.because


def test_one_holder_after_the_other_is_a_sequence() -> None:
    assert not found(tell(A, "hold", by="ru", time=on(0)), tell(B, "capture", by="ua", time=on(2)))


@pytest.mark.parametrize(
    ("mine", "other", "clash"),
    [
        ("took Izium", "took half of Izium", True),
        ("took the airport in Izium", "took half of Izium", False),
        ("took half of Izium",) * 2 + (True,),
    ],
)
def test_who_holds_a_part_of_a_town_excludes_another_holder_of_the_whole_or_of_that_part(mine: str, other: str, clash: bool) -> None:
    assert bool(found(tell_at(A, "capture", mine, by="ua"), tell_at(B, "hold", other, by="ru"))) is clash


def test_who_left_the_airport_may_hold_the_town() -> None:
    assert not found(tell_at(A, "withdraw", "left the airport in Izium", by="ru"), tell_at(B, "hold", "hold Izium", by="ru"))


def test_nobody_hurt_at_the_market_does_not_gainsay_the_dead_of_the_school() -> None:
    none = tell_at(A, "kill", "nobody died at the market in Izium", polarity="negated")
    assert not found(none, tell_at(B, "kill", "died at a school in Izium"))
    assert found(none, tell_at(B, "kill", "died at the market in Izium"))


def test_who_entered_a_town_clashes_with_who_is_said_to_hold_it() -> None:
    assert found(tell(A, "advance", by="ua"), tell(B, "hold", by="ru"))


@pytest.mark.parametrize(
    "soft", [{"likelihood": "possible"}, {"mood": "unknown"}, {"mood": "intended"}, {"attribution": said_by(kind="unnamed")}]
)
def test_a_maybe_a_plan_a_question_and_hearsay_contradict_nothing(soft: dict[str, object]) -> None:
    assert not found(tell(A, "capture", by="ua"), tell(B, "capture", by="ua", polarity="negated", **soft))


def test_states_clash_by_level_and_not_by_polarity() -> None:
    assert found(tell(A, "morale", by="ru", level="good"), tell(B, "morale", by="ru", level="poor"))
    assert not found(tell(A, "morale", by="ru", level="poor"), tell(B, "morale", by="ru", level="poor", polarity="negated"))


def test_our_own_earlier_report_clashes_with_nobody() -> None:
    own = item("own", 0.9, issue=11)
    assert not found(tell(own, "hold", by="ru", line="own"), tell(B, "capture", by="ua"))


def test_a_voice_that_tells_both_does_not_contradict_itself() -> None:
    both = [tell(A, "hold", by="ru"), tell(A, "capture", by="ua", origin="b")]
    assert not found(*both)
    assert found(both[0], tell(B, "capture", by="ua"))


@pytest.mark.parametrize(("words", "side"), [("we lost 64 men", "RU"), ("they lost 64 men", None)])
def test_we_lost_men_are_the_speakers_own_dead(words: str, side: str | None) -> None:
    told = tell(A, "kill", src=source("a", side="RU"), quote=words, head="lost")
    at = words.index("lost")
    told = replace(told, claim=replace(told.claim, span=(0, len(words)), head_span=(at, at + 4)))
    assert accounts([told], side_of)[told.claim.id].target_side == side


def test_the_town_is_ours_supports_nobody_else_who_holds_it() -> None:
    theirs = tell(A, "hold", by="ru")
    ours = tell(B, "hold", quote="Izium is ours", attribution=said_by())
    known = accounts([theirs, ours], side_of)
    assert known[ours.claim.id].actor_side == "other"
    assert len(events(known.values(), within)) == 2
