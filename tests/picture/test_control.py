"""Who holds what."""

from __future__ import annotations

import pytest

from sitrepdesk.model import DAY, Control, Told
from tests.link.telling import DAY0, item, on, picture, place, said_by, source, tell, tell_at

A, B, C = item("a", 1), item("b", 2), item("c", 3)
RU, UA = source("ru", side="RU"), source("ua", side="UA")


def control(*told: Told, by: int | None = None) -> Control | None:
    found = picture(told, known_by=by or DAY0 + 100 * DAY).control
    return found[0] if found else None


def side(*told: Told) -> str | None:
    found = control(*told)
    return found.side if found else "nobody asked"


def test_a_capture_gives_the_town_to_who_took_it() -> None:
    found = control(tell(A, "capture", by="ua"))
    assert found and (found.side, found.basis, found.lines, found.name) == ("UA", "reported", 1, "Izium")


def test_the_newest_word_wins_and_the_older_stands_against_it() -> None:
    old, new = tell(A, "hold", by="ru"), tell(C, "capture", by="ua")
    found = control(old, new)
    assert found and (found.side, found.against) == ("UA", (old.claim.id,))


def test_rival_words_of_one_day_are_a_contest() -> None:
    assert side(tell(A, "hold", by="ru"), tell(item("x", 1.5), "capture", by="ua")) == "contested"


def test_each_sides_own_word_of_one_day_is_a_contest() -> None:
    assert side(tell(A, "hold", by="ru", src=RU), tell(item("x", 1.5), "capture", by="ua", src=UA)) == "contested"


def test_who_concedes_is_believed_over_who_claims() -> None:
    conceded = tell(A, "hold", by="ru", attribution=said_by("actor:ua-staff"), time=on(0.9, 0.1))
    claimed = tell(item("x", 0.5), "capture", by="ua", src=UA, time=on(0.2, 0.1))
    assert side(conceded, claimed) == "RU"


def test_a_sides_own_word_alone_is_claimed_and_not_reported() -> None:
    found = control(tell(A, "hold", by="ua", src=UA))
    assert found and (found.side, found.basis) == ("UA", "claimed")


def test_that_a_town_was_taken_on_the_takers_word_alone_makes_nobody_its_known_holder() -> None:
    alone = tell(A, "capture", by="ua", src=UA)
    found = control(alone)
    assert found and (found.side, found.basis, found.support) == (None, "claimed", (alone.claim.id,))
    assert side(alone, tell(B, "hold", by="ua")) == "UA"
    assert side(alone, tell(item("x", 3, source="source:a"), "hold", by="ua", src=UA)) == "UA"


def test_an_attributed_or_likely_word_is_claimed() -> None:
    for how in ({"attribution": said_by()}, {"likelihood": "likely"}):
        found = control(tell(A, "capture", by="ua", **how))
        assert found and found.basis == "claimed"


def test_a_withdrawal_gives_the_town_to_nobody() -> None:
    left = tell(B, "withdraw", by="ru", places=(place("izium", rel="from"),))
    found = control(tell(A, "hold", by="ru"), left)
    assert found and (found.side, found.left, found.support) == (None, "RU", (left.claim.id,))


def test_a_hold_that_only_the_holder_claims_and_another_account_excludes_is_contested() -> None:
    entered = tell(A, "advance", by="ua", time=on(0.5))
    found = control(entered, tell(item("x", 1.2), "hold", by="ru", src=RU, time=on(0.6, 0.2)))
    assert found and (found.side, found.against) == ("contested", (entered.claim.id,))


@pytest.mark.parametrize(
    "how",
    [
        {"likelihood": "possible"},
        {"mood": "intended"},
        {"mood": "unknown"},
        {"polarity": "negated"},
        {"places": (place("izium", rel="near"),)},
        {"places": (place("izium", others=("area:oblast",)),)},
        {"places": (place("izium", others=("geonames:2",), confidence=400),)},
        {"places": (place("oblast"),)},
        {"places": (place("izium", precision="vicinity"),)},
        {"by": None},
        {"by": "farmers"},
    ],
)
def test_what_is_no_firm_word_on_that_very_town_changes_nobodys_hands(how: dict[str, object]) -> None:
    assert side(tell(A, "capture", **({"by": "ua"} | how))) == "nobody asked"


def test_our_own_earlier_report_holds_no_town() -> None:
    assert side(tell(item("own", 1, issue=11), "capture", by="ua", line="own")) == "nobody asked"


def test_the_picture_can_be_replayed() -> None:
    told = tell(A, "hold", by="ru"), tell(C, "capture", by="ua")
    before = control(*told, by=DAY0 + 2 * DAY)
    assert before and before.side == "RU"


def test_a_place_that_is_contested_is_said_to_be() -> None:
    assert side(tell(A, "contest")) == "contested"


def test_a_namesake_elsewhere_is_no_hindrance() -> None:
    assert side(tell(A, "capture", by="ua", places=(place("izium", others=("geonames:2",), confidence=800),))) == "UA"


def test_a_word_without_a_date_never_outranks_a_dated_one() -> None:
    undated = tell(item("x", None, captured_at=DAY0 + 50 * DAY), "hold", by="ru")
    assert side(undated, tell(A, "capture", by="ua")) == "UA"
    found = control(undated)
    assert found and (found.side, found.as_of, found.last_confirmed) == ("RU", None, None)


def test_a_town_that_the_other_side_enters_later_is_held_by_nobody_known() -> None:
    held, entered = tell(A, "hold", by="ru"), tell(C, "advance", by="ua", places=(place("izium", rel="to"),))
    found = control(held, entered)
    assert found and (found.side, found.left, found.support, found.against) == (None, None, (entered.claim.id,), (held.claim.id,))


@pytest.mark.parametrize("part", ["half of Izium", "the airport in Izium", "central Izium"])
def test_who_took_a_part_of_a_town_has_entered_it_and_no_more(part: str) -> None:
    taken, held = tell_at(C, "capture", f"took {part}", by="ua"), tell(A, "hold", by="ru")
    assert side(taken) == "nobody asked"
    found = control(held, taken)
    assert found and (found.side, found.support, found.against) == (None, (taken.claim.id,), (held.claim.id,))


def test_who_left_a_part_of_a_town_may_hold_the_rest() -> None:
    assert side(tell(A, "hold", by="ru"), tell_at(C, "withdraw", "left the airport in Izium", by="ru")) == "RU"


def test_a_town_of_which_a_part_is_contested_is_contested() -> None:
    assert side(tell_at(A, "contest", "fight for the centre of Izium")) == "contested"


@pytest.mark.parametrize("rel", ["toward", "from", "near"])
def test_an_advance_that_does_not_enter_the_town_changes_nothing(rel: str) -> None:
    assert side(tell(A, "hold", by="ru"), tell(C, "advance", by="ua", places=(place("izium", rel=rel),))) == "RU"


def test_a_holder_whom_nobody_confirms_any_more_is_only_the_last_known() -> None:
    told = tell(A, "capture", by="ua")
    found = [picture((told,), as_of=DAY0 + n * DAY).control for n in (20, 60)]
    assert [c.aged for (c,) in found] == [False, True]


def test_a_party_that_claims_a_town_late_does_not_outweigh_two_who_gain_nothing() -> None:
    held = tell(A, "hold", by="ru"), tell(B, "hold", by="ru")
    claimed = tell(C, "capture", by="ua", src=UA)
    found = control(*held, claimed)
    assert found and (found.side, found.against) == ("RU", (claimed.claim.id,))
    assert side(*held, tell(C, "capture", by="ua"), tell(item("d", 4), "capture", by="ua")) == "UA"


def test_one_newer_word_that_is_weaker_than_the_older_settles_nothing() -> None:
    hearsay = tell(C, "capture", by="ua", attribution=said_by(kind="unnamed", text="reportedly"))
    assert side(tell(A, "hold", by="ru"), hearsay) == "contested"


def test_a_copy_is_as_old_as_what_it_copies_and_confirms_nothing() -> None:
    told = tell(A, "hold", by="ru"), tell(item("late", 9), "hold", by="ru", origin="a", line="source:a")
    found = control(*told)
    assert found and (found.side, found.last_confirmed, found.lines) == ("RU", told[0].item.available_at, 1)
    assert side(*told, tell(C, "capture", by="ua")) == "UA"


def test_a_partys_word_stays_its_own_in_whatever_outlet_it_is_retold() -> None:
    retold = tell(A, "capture", by="ua", line="party:UA")
    found = control(retold)
    assert found and found.basis == "claimed"


def test_a_capture_that_its_own_side_denies_is_contested() -> None:
    denied = tell(B, "capture", by="ua", polarity="negated", attribution=said_by("actor:ua-staff"), time=on(0.5))
    assert side(tell(A, "capture", by="ua", time=on(0.5)), denied) == "contested"


def test_a_denial_alone_tells_nothing_of_who_holds_the_town() -> None:
    assert side(tell(A, "capture", by="ua", polarity="negated")) == "nobody asked"
