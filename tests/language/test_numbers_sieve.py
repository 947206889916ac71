"""The sieve before the grammars: it lets through every place where a grammar would read something, and few others."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrepdesk.language import quantities, times
from sitrepdesk.language.numbers_lexer import Words, words_of
from sitrepdesk.language.numbers_sieve import Sieve, telling
from sitrepdesk.model import Quantity, When

CASES = Path(__file__).parent / "cases"
TEXTS = [
    line.split("\t")[column]
    for name, column in (
        ("numbers.tsv", 0),
        ("numbers_blind.tsv", 0),
        ("numbers_blind2.tsv", 0),
        *((name, 2) for name in ("times.tsv", "times_blind.tsv", "times_blind2.tsv")),
    )
    for line in (CASES / name).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
WORDS = sorted({word for text in TEXTS for word in text.split()})


class Open(Sieve):
    """A sieve that holds back nothing."""

    def __init__(self) -> None:
        super().__init__(set(), set(), set())

    def passes(self, text: str, also: object = None) -> bool:
        return True

    def places(self, words: Words) -> list[int]:
        return list(range(len(words)))


def read(text: str) -> tuple[tuple[Quantity, ...], tuple[When, ...]]:
    words_of.cache_clear()
    return quantities(text), times(text, None, "UTC")


def read_without_sieve(text: str) -> tuple[tuple[Quantity, ...], tuple[When, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("sitrepdesk.language.numbers"), "_SIEVE", Open())
        patch.setattr(import_module("sitrepdesk.language.times"), "SIEVE", Open())
        return read(text)


def test_no_case_reads_otherwise_without_the_sieve() -> None:
    assert [text for text in TEXTS if read(text) != read_without_sieve(text)] == []


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_no_text_reads_otherwise_without_the_sieve(text: str) -> None:
    assert read(text) == read_without_sieve(text)


def test_places_are_openers_from_which_leads_go_on_to_a_key() -> None:
    sieve = Sieve({"two"}, {"at", "least"}, {"at", "two"})
    assert sieve.places(Words("at home, at least two or 3")) == [3, 5, 7]


def test_a_text_without_a_key_does_not_pass() -> None:
    sieve = Sieve({"two"}, set(), set())
    assert [sieve.passes(text) for text in ("Twofold", "At home", "TWO", "x9")] == [False, False, True, True]


def test_a_word_of_another_list_passes_too() -> None:
    assert Sieve({"two"}, set(), set()).passes("a Brigade", {"brigade"})


def test_a_phrase_is_told_by_a_key_it_holds_or_else_by_its_longest_word() -> None:
    assert telling({"day"}, ["the", "same", "day"], ["at", "the", "moment"]) == {"day", "moment"}


def test_a_text_is_cut_into_words_once_for_both_grammars() -> None:
    words_of.cache_clear()
    quantities("12 tanks on Sunday")
    times("12 tanks on Sunday", None, "UTC")
    assert words_of.cache_info().misses == 1
