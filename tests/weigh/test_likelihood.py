"""How likelihood words are read."""

from __future__ import annotations

from sitrepdesk.weigh import band, spread


def test_a_word_is_read_as_its_band_and_stated_as_none() -> None:
    assert band("likely") == (55, 80)
    assert band("stated") is None


def test_several_words_stand_side_by_side_and_are_not_averaged() -> None:
    assert spread(["likely", "very-unlikely", "stated"]) == (5, 80)
    assert spread(["stated"]) is None
