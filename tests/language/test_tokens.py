"""Tokens, sentences and paragraphs: everything points back into the unchanged text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.language import paragraphs, sentences, tokens


def words(text: str) -> list[str]:
    return [t.text for t in tokens(text)]


def pieces(text: str) -> list[str]:
    return [text[s:e] for p in paragraphs(text) for s, e in sentences(text, *p)]


@given(st.text(max_size=200))
def test_every_token_is_the_text_at_its_span(text: str) -> None:
    last = 0
    for t in tokens(text):
        assert text[t.start : t.end] == t.text
        assert t.start >= last
        last = t.end


@given(st.text(max_size=200))
def test_no_word_falls_between_the_sentences(text: str) -> None:
    inside = [(s, e) for p in paragraphs(text) for s, e in sentences(text, *p)]
    for t in tokens(text):
        if t.text.isalpha() and not any(s <= t.start and t.end <= e for s, e in inside):
            assert len(t.text) == 1, t  # a letter of a list mark


def test_contractions_and_possessives_fall_into_their_words() -> None:
    assert words("We don’t know Ukraine's plan") == ["We", "do", "n’t", "know", "Ukraine", "'s", "plan"]


def test_a_space_that_was_lost_is_put_back_in_the_division_only() -> None:
    assert words("mostlyDonbas conscripts") == ["mostly", "Donbas", "conscripts"]


def test_numbers_and_abbreviations_stay_whole() -> None:
    assert words("10,000 U.S. troops at 14:30") == ["10,000", "U.S.", "troops", "at", "14:30"]


def test_a_title_does_not_end_a_sentence() -> None:
    assert pieces("Gen. Amadi left. He was ill.") == ["Gen. Amadi left.", "He was ill."]


def test_a_heading_a_bullet_and_a_paragraph_stand_alone() -> None:
    assert pieces("Flood update\n\n- two dead\n- roads cut\n\nMore later.") == ["Flood update", "two dead", "roads cut", "More later."]


def test_a_wrapped_line_goes_on() -> None:
    text = "The army withdrew from the village on the eastern bank of the\nriver before dawn."
    assert pieces(text) == [text]


def test_marks_of_direction_and_bullets_do_not_change_the_words() -> None:
    assert pieces("\u200f• two dead") == ["two dead"]


def test_no_with_a_full_stop_is_an_answer_unless_a_number_follows() -> None:
    assert pieces("No. Kupiansk is ours. Report No. 12 says so, No. XIV too. Was it? No. A drone fell.") == [
        "No.", "Kupiansk is ours.", "Report No. 12 says so, No. XIV too.", "Was it?", "No.", "A drone fell.",
    ]  # fmt: skip


def test_an_hour_that_opens_a_sentence_does_not_end_it() -> None:
    assert len(pieces("Between midnight and 3 a.m. Russian forces hit Izium.")) == 1
    assert len(pieces("On Monday at 5 p.m. rebels left.")) == 1
    assert pieces("The raid began at 5 p.m. Rebels left.") == ["The raid began at 5 p.m.", "Rebels left."]
