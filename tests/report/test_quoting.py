"""The sentence round a claim."""

from __future__ import annotations

import pytest

from sitrepdesk.report.quoting import WHOLE, quote, shown

from .sample import Desk

LONG = "The depot, which had been built in 1974 and was one of the largest in the region, " + "with long rows of sheds and old rails, " * 6


def claimed(text: str, words: str, *, by: str = "", paragraph: bool = False) -> str:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-08", text)
    claim = desk.told[desk.claim("a", words, "capture", by=by)].claim
    made = quote(claim, text, paragraph=paragraph)
    assert text[made.span[0] : made.span[1]] == made.raw
    return made.shown


def test_the_whole_sentence_is_quoted_so_that_its_hedge_comes_along() -> None:
    text = "It rained. As many as 8,000 troops could be trapped if the road is cut, an official said. More later."
    assert (
        claimed(text, "8,000 troops could be trapped") == "As many as 8,000 troops could be trapped if the road is cut, an official said."
    )


def test_a_dateline_is_left_out() -> None:
    assert claimed("KHARKIV, Ukraine, Sept 8 (Meridian) - Troops took the town.", "Troops took the town") == "Troops took the town."


def test_a_long_sentence_is_cut_to_its_claim_with_ellipses() -> None:
    made = claimed(f"{LONG}was taken by Ukrainian forces, {'and so on and on, ' * 9}at last.", "was taken by Ukrainian forces")
    assert made.startswith("… ")
    assert made.endswith(" …")
    assert "was taken by Ukrainian forces" in made


def test_a_cut_keeps_the_speaker_of_the_claim() -> None:
    made = claimed(
        f"{LONG}was taken by Ukrainian forces, one of the officers said.", "was taken by Ukrainian forces", by="one of the officers"
    )
    assert "one of the officers" in made


def test_a_heading_is_no_part_of_the_sentence_below_it() -> None:
    assert claimed("Flag goes up\n\nTroops took the town.", "Troops took the town") == "Troops took the town."


def test_a_paragraph_is_quoted_whole_where_asked_and_short() -> None:
    text = "1. Moscow will announce a retreat by 18 September. We put this at 60 percent.\n2. Else."
    assert (
        claimed(text, "Moscow will announce a retreat", paragraph=True)
        == "Moscow will announce a retreat by 18 September. We put this at 60 percent."
    )


def test_without_the_text_the_claims_own_words_are_quoted() -> None:
    desk = Desk()
    desk.item("a", None, None, "Troops took the town.")
    assert quote(desk.told[desk.claim("a", "Troops took the town", "capture")].claim, None).shown == "Troops took the town"


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ('"Kupiansk is ours," an officer wrote', "‘Kupiansk is ours,’ an officer wrote"),
        ('"They came in March', "They came in March"),
        ("**Kherson.** The drive\n  is slow", "Kherson. The drive is slow"),
        ("Russia's “special” plan", "Russia's ‘special’ plan"),
    ],
)
def test_quoted_words_are_printed_on_one_line_with_single_inner_marks(raw: str, printed: str) -> None:
    assert shown(raw) == printed


def test_the_limit_of_a_whole_sentence_is_two_or_three_lines() -> None:
    assert 240 <= WHOLE <= 300


def led(text: str, words: str) -> str:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", text)
    return quote(desk.told[desk.claim("a", words, "abandon")].claim, text).shown


def test_words_that_point_back_bring_the_sentence_before_them() -> None:
    text = "It was quiet.\n\nThe Russians withdrew east on Saturday. They abandoned dozens of vehicles."
    assert led(text, "They abandoned") == "The Russians withdrew east on Saturday. They abandoned dozens of vehicles."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Russians withdrew.\n\nThey abandoned dozens of vehicles.", "They abandoned"),
        ("He saw it. They abandoned dozens of vehicles.", "They abandoned"),
        ("The Russians withdrew. It is not known how many were left.", "It is not known"),
    ],
)
def test_words_stand_alone_where_the_sentence_before_helps_little(text: str, words: str) -> None:
    assert led(text, words).startswith(words)


@pytest.mark.parametrize(
    ("text", "words", "kind", "printed"),
    [
        (
            "Izium was hit on Sunday. At least 17 people died.",
            "At least 17 people died",
            "kill",
            "Izium was hit on Sunday. At least 17 people died.",
        ),
        ("Izium was hit. At least 17 people died in Kupiansk.", "At least 17 people died", "kill", "At least 17 people died in Kupiansk."),
        ("Izium was hit. At least 17 houses burned.", "At least 17 houses burned", "destroy", "At least 17 houses burned."),
        ("- Izium was hit.\n- At least 17 people died.", "At least 17 people died", "kill", "At least 17 people died."),
        (
            "Izium was hit. One person died, the head of Crimea said.",
            "One person died",
            "kill",
            "Izium was hit. One person died, the head of Crimea said.",
        ),
    ],
)
def test_a_count_of_people_that_names_no_place_brings_the_sentence_before_it(text: str, words: str, kind: str, printed: str) -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-08", text)
    by = "the head of Crimea" if "head" in text else ""
    claim = desk.told[desk.claim("a", words, kind, count=words.rsplit(" ", 2)[0], low=1, by=by)].claim
    assert quote(claim, text).shown == printed


def test_that_nobody_was_hurt_brings_along_where() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-08", "A depot burned in Izium. Nobody was hurt.")
    claim = desk.told[desk.claim("a", "Nobody was hurt", "harm", polarity="negated")].claim
    assert quote(claim, desk.texts["a"]).shown == "A depot burned in Izium. Nobody was hurt."


def test_who_is_blamed_brings_along_for_what() -> None:
    text = "Ten people were wounded in Nikopol. The mayor blamed Russian artillery."
    assert claimed(text, "The mayor blamed Russian artillery") == text
    alone = "The mayor blamed Russian artillery for the dead of Nikopol."
    assert claimed(f"It rained in Nikopol. {alone}", "The mayor blamed Russian artillery") == alone


def test_a_comma_typed_for_a_full_stop_parts_two_sentences() -> None:
    text = "Thousands are fleeing Izium by any means,\u00a0 We do not know where this picture was taken."
    assert claimed(text, "where this picture was taken") == "We do not know where this picture was taken."
    assert claimed(text, "Thousands are fleeing Izium") == "Thousands are fleeing Izium by any means"


def test_words_that_end_on_a_pronoun_bring_the_sentence_before_them() -> None:
    text = "The flag hung on the town hall of Izium. An officer wrote his name beneath it."
    assert claimed(text, "An officer wrote his name beneath it") == text


@pytest.mark.parametrize(
    "dateline", ["IZIUM, Ukraine, Sept 11 (Meridian) - ", "IZIUM, 11 September — ", "IZIUM (@hill_log) — ", "Sept 11 (Meridian) - "]
)
def test_every_form_of_dateline_is_left_out(dateline: str) -> None:
    assert claimed(f"{dateline}Troops took the town.", "Troops took the town") == "Troops took the town."


def test_one_of_several_explanations_brings_the_one_before_along() -> None:
    text = "Deception may have hidden the force. Or the units at Balakliia were never able to hold it."
    assert led(text, "the units at Balakliia were never able to hold it") == text
