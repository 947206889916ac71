"""Rival explanations."""

from __future__ import annotations

from sitrepdesk.weigh import Evidence, ranked


def piece(weight: str = "high", **cells: str) -> Evidence:
    return Evidence(text="e", weight=weight, cells=cells)


def test_the_least_contradicted_leads_however_much_speaks_for_the_others() -> None:
    found = ranked(("feint", "rout"), (piece(feint="CC", rout="C"), piece(feint="CC", rout="N"), piece(feint="I", rout="N")))
    assert [s.hypothesis for s in found.order] == ["rout", "feint"]


def test_a_heavier_piece_counts_more() -> None:
    found = ranked(("feint", "rout"), (piece("low", feint="I", rout="C"), piece("high", feint="C", rout="I")))
    assert found.order[0].hypothesis == "feint"


def test_the_piece_that_turns_the_ranking_is_named() -> None:
    found = ranked(("feint", "rout"), (piece(feint="II", rout="C"), piece(feint="C", rout="I"), piece(feint="C", rout="C")))
    assert found.turns == (0,)
    assert found.telling == (0, 1)


def test_what_is_not_applicable_is_in_no_sum() -> None:
    found = ranked(("feint", "rout"), (piece(feint="NA"),))
    assert {(s.against, s.pieces) for s in found.order} == {(0, 0)}
