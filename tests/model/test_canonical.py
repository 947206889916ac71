"""Canonical bytes and digests."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.model import canonical, digest, plain

json_data = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


def test_keys_are_sorted_and_nothing_is_padded() -> None:
    assert canonical({"b": 1, "a": [True, None, "é"]}) == '{"a":[true,null,"é"],"b":1}'.encode()


def test_a_float_has_no_canonical_form() -> None:
    with pytest.raises(TypeError, match="float"):
        canonical({"x": 0.5})


def test_decimals_count_in_thousandths() -> None:
    assert plain(Decimal("0.5")) == 500


def test_a_decimal_finer_than_a_thousandth_is_refused() -> None:
    with pytest.raises(ValueError, match="finer"):
        plain(Decimal("0.0001"))


@given(json_data)
def test_canonical_bytes_of_canonical_data_are_the_same_bytes(data: object) -> None:
    once = canonical(data)
    assert canonical(json.loads(once)) == once


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_two_lists_of_parts_share_a_digest_only_when_equal(a: list[str], b: list[str]) -> None:
    assert (digest("t", *a) == digest("t", *b)) == (a == b)


def test_the_domain_separates_equal_contents() -> None:
    assert digest("item", "x") != digest("claim", "x")
