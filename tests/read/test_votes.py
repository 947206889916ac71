"""How the tagger's chances are read: types as often as reports have them, and none named on a weak guess."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.language.tagger import LabelSets, Tagged
from sitrepdesk.read import Reader
from sitrepdesk.read.votes import Votes, thresholds, votes_on

from .conftest import read_with

_TYPES = ("none", "other", "clash", "outage", "strike")
_LABELS = LabelSets((), (), (), (), _TYPES, (), (("polarity", ("affirmed", "negated")),))


def _votes(rows: list[list[float]]) -> Votes:
    """The votes on a sentence whose words have these scores."""
    types = np.array(rows, dtype=np.float32)
    return next(votes_on([Tagged({"types": types, "answers": np.zeros((len(rows), 2), dtype=np.float32)})], _LABELS))


_rows = st.lists(st.lists(st.floats(-9, 9, width=32), min_size=5, max_size=5), min_size=1, max_size=6)


@given(_rows)
def test_how_often_a_type_occurs_changes_no_chance_to_head_a_claim(rows: list[list[float]]) -> None:
    plain = np.exp(np.array(rows) - np.max(rows, axis=1, keepdims=True))
    none = plain[:, 0] / plain.sum(1)
    votes = _votes(rows)
    assert np.allclose([1 - votes.heads([i])[0] for i in range(len(rows))], none, atol=1e-5)
    assert np.allclose(votes.types.sum(1), 1, atol=1e-4)


def test_of_two_types_that_look_alike_the_commoner_in_reports_is_meant() -> None:
    assert _votes([[0.0, 0.0, 3.0, 3.1, 0.0]]).type_of(0)[0] == "clash"
    assert _votes([[0.0, 0.0, 3.0, 4.5, 0.0]]).type_of(0)[0] == "outage"


def test_a_type_that_is_barely_likelier_than_the_rest_is_not_named(readers: dict[str, Reader]) -> None:
    (claim,) = read_with(readers["world"], "The army never relents.")
    share = float(claim.why[0].split("(")[1].split("%")[0]) / 100
    assert share < thresholds()["name_type"]
    assert claim.type == "other"
