"""Sentences that are nearly the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitrepdesk.model import Change
from sitrepdesk.report import without_rewordings
from sitrepdesk.report.alike import alike, tokens

from .sample import AS_OF, Desk

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
        FIRST.replace("troops", "2,000 troops"),
        FIRST.replace("western", "eastern"),
        FIRST.replace("western part", "railway yard"),
        "Troops entered on Saturday.",
        "",
    ],
)
def test_another_name_number_or_negation_is_another_sentence(other: str) -> None:
    assert not same(FIRST, other)
    assert not same(other, FIRST)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("Guns struck the railway yard at Izium.", 0),
        ("Heavy guns struck the railway yard at Izium.", 0),
        ("Guns struck the railway yard at Lyman.", 1),
        ("Twelve people left the town.", 1),
    ],
)
def test_what_a_newer_version_of_an_article_tells_in_the_words_of_the_older_is_not_new(now: str, left: int) -> None:
    desk = Desk()
    desk.item("a", None, "2022-09-07", "Guns struck the railway yard at Izium.")
    desk.item("b", None, "2022-09-10", now)
    old = desk.claim("a", "Guns struck the railway yard at Izium", "strike")
    new = desk.claim("b", now.rstrip("."), "strike")
    change = Change(kind="new", about="strike", area=None, before=(), now=(new,), because="")
    assert len(without_rewordings([change], desk.told)) == 1
    desk.told[old] = replace(desk.told[old], superseded_at=AS_OF)
    assert len(without_rewordings([change], desk.told)) == left


def test_a_number_with_its_thousands_set_apart_is_one_word() -> None:
    assert tokens("Some 2,000 fled on the 41st day, 12.5 km.") >= {"2,000", "41st", "12.5"}
