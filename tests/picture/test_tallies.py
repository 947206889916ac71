"""How many, side by side and never added."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sitrepdesk.model import Participant, Tally, Told, When
from sitrepdesk.picture import fold
from tests.link.telling import DAY0, info, item, judged, on, people, picture, said_by, tell

A, B = item("a", 1), item("b", 1.2)


def tallies(*told: Told) -> tuple[Tally, ...]:
    return picture(told).tallies


def bounds(*told: Told) -> list[tuple[Decimal | None, Decimal | None]]:
    return sorted(((t.low, t.high) for t in tallies(*told)), key=str)


def test_counts_of_two_sources_stand_side_by_side() -> None:
    assert bounds(*(tell(i, "kill", to="ru", quantities=(people(n, n),)) for i, n in ((A, 5), (B, 7)))) == [(5, 5), (7, 7)]


def test_open_bounds_stay_open() -> None:
    assert bounds(tell(A, "kill", to="ru", quantities=(people(None, 10_000),))) == [(None, 10_000)]


def test_a_days_count_and_a_running_total_are_two_tallies() -> None:
    day = tell(A, "kill", to="ru", quantities=(people(5, 5),), time=on(0.5))
    total = tell(A, "kill", to="ru", quantities=(people(900, 900),), time=When(start=DAY0 - 1, sense="since"))
    assert {(t.scope, t.low) for t in tallies(day, total)} == {("period", 5), ("total", 900)}


def test_a_later_total_of_the_same_source_takes_the_place_of_the_earlier() -> None:
    old, new = (
        tell(item(n, d, source="s"), "kill", None, to="ru", quantities=(people(k, k),), quote="in all")
        for n, d, k in (("x", 1, 5), ("y", 2, 9))
    )
    assert bounds(new, old) == [(9, 9)]


def test_a_copys_slip_does_not_replace_the_number_it_copied() -> None:
    slip = tell(B, "kill", to="ru", quantities=(people(18, 18),), line="source:a", origin="a")
    assert bounds(tell(A, "kill", to="ru", quantities=(people(8, 8),)), slip) == [(8, 8)]


def test_prisoners_count_with_the_side_that_lost_them() -> None:
    taken = tell(A, "take-prisoner", by="ua", to="ru", quantities=(people(130, 130),))
    gave_up = tell(B, "surrender", by="ru", quantities=(people(9, 9, of="actor"),))
    assert {t.side for t in tallies(taken, gave_up)} == {"RU"}


@pytest.mark.parametrize("unit", ["battalion-equivalent", "meal/person/day", "percent", "km"])
def test_what_is_no_count_of_things_adds_nothing(unit: str) -> None:
    assert tallies(tell(A, "seize", quantities=(people(2, 2, unit=unit),))) == ()


def test_a_singular_victim_counts_one() -> None:
    who = (Participant(text="a farmer", span=(0, 1)),)
    assert bounds(tell(A, "kill", target=who)) == [(1, 1)]


@pytest.mark.parametrize("how", [{"polarity": "negated"}, {"mood": "intended"}, {"mood": "unknown"}])
def test_what_did_not_happen_is_not_counted(how: dict[str, object]) -> None:
    assert tallies(tell(A, "kill", to="ru", quantities=(people(5, 5),), **how)) == ()


def test_a_hedged_or_attributed_count_says_so() -> None:
    (tally,) = tallies(tell(A, "kill", to="ru", quantities=(people(5, 5, soft="both"),), attribution=said_by("actor:ua-staff")))
    assert (tally.hedged, tally.soft, tally.source) == (True, True, "party:UA")


def test_what_a_side_abandons_was_its_own() -> None:
    left = tell(A, "abandon", by="ru", target=(Participant(text="vehicles", span=(0, 1)),), quantities=(people(24, 99, unit="vehicle"),))
    assert [t.side for t in tallies(left)] == ["RU"]


def test_a_plain_telling_stands_before_a_quoted_one_of_the_same_count() -> None:
    plain = tell(A, "kill", to="ua", quantities=(people(9, 9),))
    quoted = tell(B, "kill", to="ua", quantities=(people(9, 9),), line="source:a", origin="a", attribution=said_by())
    assert next(t.support[0] for t in tallies(quoted, plain)) == plain.claim.id


TANKS: dict[str, Any] = {"target": (Participant(text="tanks", span=(0, 1)),), "quantities": (people(40, None, unit="tank"),)}


def test_who_lost_a_thing_is_whose_it_was() -> None:
    assert [t.side for t in tallies(tell(A, "destroy", by="ru", head="lost", **TANKS))] == ["RU"]
    assert [t.side for t in tallies(tell(A, "destroy", by="ru", head="destroyed", **TANKS))] == [None]


def test_the_words_before_a_loss_may_name_the_loser() -> None:
    made = tell(A, "destroy", quote="Northland has lost 40 tanks", head="lost", **TANKS)
    told = [replace(made, claim=replace(made.claim, span=(10, 37), head_span=(24, 28)))]
    found = fold(told, (), judged(told), as_of=DAY0 * 2, known_by=DAY0 * 2, info=info, whose={"Northland has ": "RU"}.get)
    assert [t.side for t in found.tallies] == ["RU"]


def test_the_words_for_a_thing_may_name_its_side_but_those_for_a_person_are_left_to_the_reader() -> None:
    told = [
        tell(A, "destroy", target=(Participant(text=f"Northern {what}", span=(0, 1)),), quantities=(people(n, n, unit=unit),))
        for what, unit, n in (("tanks", "tank", 4), ("journalists", "person", 2))
    ]
    made = fold(told, (), judged(told), as_of=DAY0 * 2, known_by=DAY0 * 2, info=info, whose={"Northern tanks": "RU"}.get)
    assert {(t.unit, t.side) for t in made.tallies} == {("tank", "RU"), ("person", None)}


@pytest.mark.parametrize(("source", "last"), [("s", 9), ("r", 5)])
def test_who_words_a_new_count_like_their_last_one_copies_nobody(source: str, last: int) -> None:
    first, again = (
        tell(item(n, d, source=by), "kill", None, to="ru", quantities=(people(k, k),), quote="in all", line="s", origin="x")
        for n, d, k, by in (("x", 1, 5, "s"), ("y", 2, 9, source))
    )
    assert bounds(first, again) == [(last, last)]
