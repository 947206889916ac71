"""What is true, who is accurate, who copies whom, estimated together."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.weigh import NO, YES, Vote, truth

START = (7.5, 2.5)
votes_of = st.lists(
    st.builds(
        Vote,
        matter=st.sampled_from("pqr"),
        answer=st.sampled_from([YES, NO]),
        voice=st.sampled_from("abcdefg"),
        sure=st.sampled_from([0.5, 0.7, 1.0]),
    ),
    max_size=25,
)


def say(matter: str, answer: str, *voices: str) -> list[Vote]:
    return [Vote(matter=matter, answer=answer, voice=v) for v in voices]


def probability(votes: list[Vote], matter: str = "p") -> float:
    return truth(votes, {}, START).answers[matter][YES]


def test_one_unknown_voice_makes_a_thing_as_likely_as_the_voice_is_accurate() -> None:
    assert probability(say("p", YES, "a")) == pytest.approx(0.75, abs=0.01)


def test_each_independent_voice_makes_it_likelier() -> None:
    odds = [probability(say("p", YES, *"abcd"[:n])) for n in range(1, 5)]
    assert odds == sorted(odds)
    assert odds[0] < odds[-1]


def test_yes_and_no_of_equal_voices_are_even() -> None:
    assert probability([*say("p", YES, "a"), *say("p", NO, "b")]) == pytest.approx(0.5)


def test_a_voice_that_is_often_contradicted_by_many_loses_weight() -> None:
    record = [v for n in range(8) for v in (*say(f"m{n}", YES, "good", "x", "y"), *say(f"m{n}", NO, "bad"))]
    found = truth([*record, *say("p", YES, "good"), *say("p", NO, "bad")], {}, START)
    assert found.accuracy["bad"] < 0.5 < found.accuracy["good"]
    assert found.answers["p"][YES] > 0.8


def test_who_speaks_alone_confirms_nobody() -> None:
    record = [v for n in range(20) for v in say(f"m{n}", YES, "lone")]
    assert truth(record, {}, START).accuracy["lone"] == pytest.approx(0.75)
    assert truth([*record, *say("p", YES, "lone", "x")], {}, START).accuracy["lone"] > 0.75


def test_who_says_even_confirms_nobody() -> None:
    alone = [v for matter in "pq" for v in say(matter, YES, "a")]
    shrugs = [Vote(matter=matter, answer=YES, voice="b", sure=0.5) for matter in "pq"]
    assert truth([*alone, *shrugs], {}, START).accuracy["a"] == truth(alone, {}, START).accuracy["a"]
    assert truth([*alone, *say("p", YES, "b")], {}, START).accuracy["a"] != truth(alone, {}, START).accuracy["a"]


def test_voices_that_share_their_mistakes_are_found_and_count_for_little_more_than_one() -> None:
    record = [v for n in range(12) for v in (*say(f"m{n}", YES, "a", "b", "c"), *say(f"m{n}", NO, "k", "l"))]
    found = truth(record, {}, START)
    assert found.copying["k", "l"] > 0.9
    assert found.support["m0"][NO] < 1.2


def test_voices_that_are_often_right_together_are_not_taken_for_copies() -> None:
    record = [v for n in range(12) for v in (*say(f"m{n}", YES, "a", "b", "c"), *say(f"m{n}", NO, f"odd{n}"))]
    assert truth(record, {}, START).copying["a", "b"] < 0.5


def test_it_finds_the_truth_better_than_counting_heads_where_most_voices_copy_a_bad_one() -> None:
    rng = random.Random(20220912)
    votes, real = [], {}
    for n in range(60):
        matter, true = f"m{n}", rng.random() < 0.5
        real[matter] = true
        copied = true if rng.random() < 0.55 else not true
        said = {v: true if rng.random() < 0.85 else not true for v in ("a", "b", "c")} | dict.fromkeys(("k", "l", "m", "n"), copied)
        votes += [Vote(matter=matter, answer=YES if s else NO, voice=v) for v, s in said.items()]
    found = truth(votes, {}, START)
    right = sum((found.answers[m].get(YES, 0.0) > 0.5) == t for m, t in real.items())
    heads = sum((sum(1 if v.answer == YES else -1 for v in votes if v.matter == m) > 0) == t for m, t in real.items())
    assert right >= 54
    assert right > heads


@given(votes_of, st.randoms(use_true_random=False))
def test_the_order_of_the_votes_and_a_repeated_vote_change_nothing(votes: list[Vote], rng: random.Random) -> None:
    mixed = [*votes, *votes[:3]]
    rng.shuffle(mixed)
    assert truth(mixed, {}, START) == truth(votes, {}, START)


@given(votes_of)
def test_probabilities_are_probabilities_and_swapping_yes_and_no_swaps_them(votes: list[Vote]) -> None:
    found = truth(votes, {}, START)
    other = {YES: NO, NO: YES}
    swapped = truth([Vote(matter=v.matter, answer=other[v.answer], voice=v.voice, sure=v.sure) for v in votes], {}, START)
    for matter, answers in found.answers.items():
        assert all(0 < p < 1 for p in answers.values())
        assert sum(answers.values()) <= 1 + 1e-9
        assert {other[a]: pytest.approx(p) for a, p in answers.items()} == swapped.answers[matter]
