"""Which claims propose a forecast."""

from __future__ import annotations

from typing import Any

import pytest

from sitrepdesk.model import DAY, When
from sitrepdesk.picture import Proposal, proposals
from tests.link.telling import DAY0, item, tell

A = item("a", 1)


def proposed(words: str = "It will rain (30 percent).", at: int = DAY0 + 2 * DAY, **claim: Any) -> tuple[Proposal, ...]:
    given = {"time": When(phase="future", end=DAY0 + 9 * DAY), "likelihood": "unlikely"} | claim
    return proposals([tell(A, "announce", **given)], lambda _: words, at)


def test_a_printed_number_and_a_named_time_are_proposed() -> None:
    (p,) = proposed()
    assert (p.probability, p.deadline) == (300, DAY0 + 9 * DAY)


def test_a_likelihood_word_alone_gives_no_number() -> None:
    (p,) = proposed("It is unlikely to rain.")
    assert (p.probability, p.likelihood) == (None, "unlikely")


def test_two_numbers_give_none() -> None:
    (p,) = proposed("It is 30 percent likely, or 40 percent.")
    assert p.probability is None


@pytest.mark.parametrize("claim", [{"time": When(phase="past")}, {"mood": "conditional"}, {"time": When(phase="future", end=DAY0 + DAY)}])
def test_what_is_past_conditional_or_over_is_not_proposed(claim: dict[str, Any]) -> None:
    assert proposed(**claim) == ()


def test_a_claim_that_is_registered_is_not_proposed_again() -> None:
    told = tell(A, "announce", time=When(phase="future"), likelihood="likely")
    assert proposals([told], lambda _: "x", DAY0, frozenset({told.claim.anchor})) == ()
