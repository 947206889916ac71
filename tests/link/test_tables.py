"""The tables of linking name only what exists."""

from __future__ import annotations

import re
from typing import get_args

from sitrepdesk.link import _tables as t
from sitrepdesk.model import BANDS, TYPES
from sitrepdesk.model.claim import Precision, Rel


def test_every_type_in_the_tables_is_a_type() -> None:
    assert set(t.GROUP) | t.GENERAL | t.MUTUAL | t.TOLL | t.FOUND | t.AWAITED <= set(TYPES)
    assert t.FOUND <= t.TOLL


def test_every_type_has_a_window_of_at_least_a_day() -> None:
    assert set(t.WINDOW) == set(TYPES) and min(t.WINDOW.values()) >= 86_400_000_000


def test_every_likelihood_word_is_either_firm_to_some_degree_or_against() -> None:
    assert set(t.TIER) | t.AGAINST == {*BANDS, "stated"} and not set(t.TIER) & t.AGAINST


def test_every_precision_has_its_rank_and_every_relation_is_one() -> None:
    assert set(t.PRECISION) == set(get_args(Precision)) and set(get_args(Rel)) >= t.HERE and set(t.PRECISION) >= t.BROAD


def test_every_credit_form_has_a_place_for_the_name() -> None:
    assert all(re.search("names|list|one|\\((?:name|handle)", form) for forms in t.CREDIT_FORMS.values() for form in forms)


def test_the_thresholds_of_copying_are_shares_or_counts() -> None:
    assert all(0 < v <= 1000 for v in t.COPIES.values())


def test_the_weights_of_a_retelling_name_types_and_matters_that_there_are() -> None:
    assert set(t.RETOLD["state"]) <= set(TYPES)
    assert (
        all({"same", "other"} <= set(t.RETOLD[m]) for m in ("day", "words")) and t.RETOLD["delay"]["hours"] <= t.COPIES["retold_days"] * 24
    )


def test_of_what_two_tellings_say_alike_the_rarer_tells_more() -> None:
    bounds, speakers = t.RETOLD["bounds"], t.RETOLD["speakers"]
    assert bounds["none"] < bounds["single"] < bounds["figures"] < bounds["chosen"]
    assert speakers["none"] < speakers["unnamed"] < speakers["named"] and max(speakers["one"], speakers["other"]) < 0
