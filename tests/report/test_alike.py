"""Sentences that are nearly the same."""

from __future__ import annotations

import pytest

from sitrepdesk.report.alike import alike, tokens

FIRST = "Ukrainian troops entered the western part of Kupiansk on Saturday morning."


def same(a: str, b: str) -> bool:
    return alike(tokens(a), tokens(b))


def test_a_sentence_is_like_itself_with_a_word_more() -> None:
    assert same(FIRST, FIRST.replace("entered", "reportedly entered"))


@pytest.mark.parametrize(
    "other",
    [
        FIRST.replace("Kupiansk", "Balakliia"),
        FIRST.replace("entered", "have not entered"),
        FIRST.replace("troops", "300 troops"),
        "Troops entered on Saturday.",
        "",
    ],
)
def test_another_name_number_or_negation_is_another_sentence(other: str) -> None:
    assert not same(FIRST, other)
    assert not same(other, FIRST)
