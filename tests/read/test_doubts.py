"""Doubts that are there, and doubts that are not: how far a modal, a question word or an adjective reaches."""

from __future__ import annotations

import pytest

from sitrepdesk.model import Claim

from .conftest import Read


def about(claims: list[Claim], head: str) -> Claim:
    return next(c for c in claims if head in c.head)


def test_a_relative_clause_behind_a_preposition_asks_nothing(read: Read) -> None:
    claims = read("A storm struck the town of Ardo, in which twelve houses were destroyed.")
    assert about(claims, "destroyed").mood == "stated"


@pytest.mark.parametrize(
    ("text", "likelihood"), [("Rebels were able to raid the town.", "stated"), ("Rebels are able to raid the town.", "possible")]
)
def test_only_the_ability_of_today_leaves_it_open(read: Read, text: str, likelihood: str) -> None:
    assert about(read(text), "raid").likelihood == likelihood


def test_what_could_not_be_done_was_not_done(read: Read) -> None:
    claim = about(read("The rebels could not capture the town."), "capture")
    assert (claim.polarity, claim.likelihood) == ("negated", "stated")


def test_what_might_not_be_done_stays_open(read: Read) -> None:
    claim = about(read("The rebels might not capture the town."), "capture")
    assert (claim.polarity, claim.likelihood) == ("negated", "possible")


def test_a_doubt_about_a_target_is_none_about_the_strike(read: Read) -> None:
    assert about(read("Aircraft bombed suspected rebel camps near Ardo on Monday."), "bombed").likelihood == "stated"


def test_a_suspected_strike_is_likely(read: Read) -> None:
    claims = read("A suspected drone strike hit the depot on Monday.")
    assert {c.likelihood for c in claims if c.type == "strike"} == {"likely"}


def test_all_but_encircled_is_not_encircled(read: Read) -> None:
    assert about(read("The army has all but encircled the town."), "encircled").polarity == "negated"


def test_a_concession_is_no_part_of_the_plan(read: Read) -> None:
    claims = read("The agency plans to evacuate 300 children, though rebels shelled the road on Monday.")
    assert about(claims, "shelled").mood == "stated"


def test_a_story_called_a_hoax_is_negated(read: Read) -> None:
    assert about(read("The story that the bridge had been blown up turned out to be a hoax."), "blown").polarity == "negated"


def test_a_noun_before_the_head_can_be_what_is_short(read: Read) -> None:
    assert "fuel" in [p.text for p in about(read("There are fuel shortages in the camp."), "shortages").target]


def test_a_bare_number_of_killed_counts_persons(read: Read) -> None:
    (count,) = about(read("The shelling of the market killed 12."), "killed").quantities
    assert (count.low, count.high, count.unit) == (12, 12, "person")


def test_a_bare_number_counts_what_the_number_before_it_counts(read: Read) -> None:
    claims = read("Nine houses were damaged and four were destroyed.")
    assert [q.unit for q in about(claims, "destroyed").quantities] == ["house"]


def test_what_only_suspects_did_is_likely_and_that_they_were_seized_is_sure(read: Read) -> None:
    assert {c.likelihood for c in read("The convoy was attacked by suspected insurgents.") if c.type == "attack"} == {"likely"}


def test_a_noun_of_risk_reaches_the_happening_before_it(read: Read) -> None:
    assert not [c for c in read("More than 300 containers are under looting threat.") if c.is_plain and "looting" in c.head]
