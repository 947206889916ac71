"""How likely an event is, and how much that rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.link import accounts, clashes, events
from sitrepdesk.model import BANDS, Estimate, Told
from sitrepdesk.weigh import estimates, word_of
from tests.link.telling import item, said_by, side_of, source, tell, within


def estimate(told: list[Told], of: Told, grades: dict[str, str] | None = None) -> Estimate:
    known = accounts(told, side_of)
    happened = events(known.values(), within)
    home = next(e.id for e in happened if of.claim.id in e.claims)
    return estimates(happened, known, clashes(known, happened), grades)[home]


A = tell(item("a"), "strike", src=source("a"))
B = tell(item("b"), "strike", src=source("b"))
C = tell(item("c"), "strike", src=source("c"))
NO = tell(item("n"), "strike", src=source("n"), polarity="negated")


def test_two_independent_lines_make_it_likelier_and_the_confidence_higher() -> None:
    one, two = estimate([A], A), estimate([A, B], A)
    assert one.confidence == "low" and two.confidence == "moderate"
    assert two.per_mille > one.per_mille


def test_what_rests_on_one_line_is_never_called_more_than_likely_and_two_lines_may_be() -> None:
    one, two = estimate([A], A), estimate([A, B], A)
    assert (one.word, one.low, one.high) == ("likely", 55, 80)
    assert one.per_mille > 800 and any("too little" in b for b in one.because)
    assert two.word in ("very-likely", "almost-certain")


def test_what_a_party_tells_against_its_own_side_weighs_more_than_what_serves_it() -> None:
    praise, admission = (tell(item(f"p{to}"), "destroy", to=to, attribution=said_by("actor:ru-ministry")) for to in ("ua", "ru"))
    assert estimate([admission], admission).per_mille > estimate([praise], praise).per_mille
    assert not any("gains by" in b for b in estimate([admission], admission).because)


def test_what_happened_and_that_it_did_not_have_the_odds_of_each_other() -> None:
    yes, no = estimate([A, NO], A), estimate([A, NO], NO)
    assert yes.per_mille + no.per_mille == pytest.approx(1000, abs=1)
    assert yes.per_mille > 500


def test_a_copy_moves_nothing() -> None:
    copies = [tell(item(f"k{n}", 0.75), "strike", origin="a", line="source:a", quote=f"again {n}") for n in range(10)]
    assert estimate([A, *copies], A).per_mille == estimate([A], A).per_mille


def test_a_party_alone_is_less_likely_and_never_gets_beyond_low_confidence() -> None:
    word = [tell(item(n), "strike", attribution=said_by("actor:ru-ministry")) for n in ("a", "b", "c")]
    found = estimate(word, word[0])
    assert found.per_mille < estimate([A], A).per_mille
    assert found.confidence == "low"


def test_contradiction_lowers_the_likelihood_and_is_said() -> None:
    found = estimate([A, B, NO], A)
    assert found.per_mille < estimate([A, B], A).per_mille
    assert any("against" in b for b in found.because)
    assert found.confidence == "low"


def test_who_holds_a_place_is_believed_a_little_on_an_outsider_s_word_and_not_on_a_party_s_alone() -> None:
    outside = tell(item("a"), "hold", by="ru", src=source("a"))
    party = tell(item("p"), "hold", by="ru", attribution=said_by("actor:ru-ministry"))
    voice = tell(item("a"), "hold", by="ru", src=source("a"), likelihood="possible")
    assert estimate([outside], outside).per_mille > 650
    assert estimate([party], party).per_mille <= 650
    assert estimate([voice], voice).per_mille < estimate([outside], outside).per_mille


def test_hearsay_moves_it_little() -> None:
    rumour = tell(item("r"), "strike", attribution=said_by(kind="unnamed", text="reportedly"))
    assert 500 < estimate([rumour], rumour).per_mille < 600


def test_a_graded_source_starts_from_its_letter() -> None:
    assert estimate([A], A, {"source:a": "A"}).per_mille > estimate([A], A, {"source:a": "E"}).per_mille


def test_likelihood_and_confidence_never_share_a_sentence() -> None:
    found = estimate([A, B, NO], A)
    assert not [s for s in (*found.because, *found.why_confident) if "likel" in s and "confiden" in s]


@given(st.integers(10, 990))
def test_every_probability_has_one_word_whose_range_holds_it(per_mille: int) -> None:
    word = word_of(per_mille)
    low, high = BANDS[word]
    assert low * 10 <= per_mille <= high * 10
    assert word != "possible"


EDGES = [(10, "almost-no-chance"), (500, "even"), (550, "even"), (800, "likely"), (810, "very-likely")]


@pytest.mark.parametrize(("per_mille", "word"), EDGES)
def test_an_edge_belongs_to_the_word_that_says_less(per_mille: int, word: str) -> None:
    assert word_of(per_mille) == word


def test_a_line_that_may_be_retold_adds_as_much_as_its_share_and_the_estimate_says_so() -> None:
    by_share = [estimate([A, replace(B, share=s)], A) for s in (0, 500, 1000)]
    assert by_share[0].per_mille == estimate([A], A).per_mille < by_share[1].per_mille < by_share[2].per_mille
    assert "One line may have it from another that told it before, and counts for less." in by_share[1].because
    assert not any("told it before" in b for b in by_share[2].because)


def test_what_a_line_tells_a_second_time_takes_nothing_from_its_first_word() -> None:
    again = tell(item("b2"), "strike", src=source("b"), line=B.line)
    assert estimate([A, B, replace(again, share=300)], A).per_mille == estimate([A, B, again], A).per_mille
