"""The measures of the worlds' table, on cases that can be worked out by hand."""

from __future__ import annotations

import random

import pytest
from worlds import baselines
from worlds.figures import adjusted_rand, b_cubed, calibration, f1
from worlds.numbers import holds, say
from worlds.questions import Question, Statement
from worlds.records import Number
from worlds.rows_link import apart


def question(*says: tuple[str, str, bool], true: str = "yes", right: float = 0.8) -> Question:
    statements = tuple(
        Statement(f"i{i}", 0, source, answer, frozenset({answer}), first, {a: right if a == answer else 1 - right for a in ("yes", "no")})
        for i, (source, answer, first) in enumerate(says)
    )
    return Question("q", "happened", ("yes", "no"), frozenset({true}), statements)


def test_a_perfect_clustering_has_b_cubed_and_rand_of_one() -> None:
    gold = {"a": 1, "b": 1, "c": 2}
    assert f1(b_cubed(gold, {"a": "x", "b": "x", "c": "y"})) == adjusted_rand(gold, {"a": 7, "b": 7, "c": 8}) == 1.0


def test_one_big_cluster_loses_precision_only() -> None:
    assert b_cubed({"a": 1, "b": 2}, {"a": "x", "b": "x"}) == [(0.5, 1.0), (0.5, 1.0)]


def test_a_forecaster_who_is_right_as_often_as_he_says_has_no_calibration_error() -> None:
    rng = random.Random(1)
    cases = [(p, rng.random() < p) for p in (rng.random() for _ in range(20_000))]
    assert calibration(cases) < 0.02
    assert calibration([(min(1.0, p + 0.2), y) for p, y in cases]) > 0.12


def test_copies_move_the_vote_and_leave_the_oracle_where_it_was() -> None:
    alone = question(("a", "yes", True), ("b", "no", True))
    echoed = question(("a", "yes", True), ("b", "no", True), *((f"c{i}", "no", False) for i in range(8)))
    assert baselines.vote([echoed])["q"]["yes"] == pytest.approx(0.1)
    assert baselines.oracle([echoed])["q"] == baselines.oracle([alone])["q"]


def test_truthfinder_and_accu_believe_the_many() -> None:
    asked = [question(("a", "yes", True), ("b", "yes", True), ("c", "no", True))]
    assert baselines.truthfinder(asked)["q"]["yes"] > baselines.truthfinder(asked)["q"]["no"]
    assert baselines.accu(asked)["q"]["yes"] > 0.5


@pytest.mark.parametrize("count", [1, 7, 14, 43, 300, 2_750])
def test_every_way_to_tell_a_count_holds_it(count: int) -> None:
    rng = random.Random(count)
    assert all(holds(say(count, rng), count) for _ in range(200))


def test_a_soft_bound_gives_way_by_less_than_a_factor_of_two() -> None:
    around = Number("around 300", 270, 330, "both")
    assert not apart(around, Number("350", 350, 350))
    assert apart(around, Number("700", 700, 700))
    assert not apart(Number("40", 40, 40), Number("at least 30", 30, None))
