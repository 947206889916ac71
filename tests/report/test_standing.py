"""How well a sentence stands alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitrepdesk.report.pointing import place_before
from sitrepdesk.report.quoting import Quote
from sitrepdesk.report.standing import asks, is_heading, is_open, looks_ahead, standing

from .sample import Desk


def stands(text: str, *, place: str | None = None, asked: bool = False, kind: str = "settlement") -> int:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", text)
    claim = desk.claim("a", text, "capture", place=place)
    where = tuple(replace(w, kind=kind) for w in desk.told[claim].claim.places)
    told = replace(desk.told[claim], claim=replace(desk.told[claim].claim, places=where))
    return standing(told, Quote(span=(0, len(text)), raw=text, shown=text), asked=asked)


def test_a_whole_sentence_that_names_its_place_stands_in_full() -> None:
    assert stands("Russian forces have left Izium for the eastern bank.", place="Izium") == 100


@pytest.mark.parametrize(
    "text",
    [
        "They abandoned dozens of vehicles near Izium.",
        "To the west of it, Ukrainian troops moved into Sviatohirsk, near Izium.",
        "A reader pointed out that the trees near Izium have no leaves.",
        "Ukrainian troops enter Izium, hub of Russian supply",
        "… and withdrew from the town of Izium in the night.",
        "Is Izium lost?",
        "The one in Izium is closed.",
        "Eight of them died in Izium.",
        "An officer wrote from Izium beneath it.",
        "Some 300 died near Izium in the same days.",
    ],
)
def test_a_sentence_that_leans_on_another_does_not_lead(text: str) -> None:
    assert stands(text, place="Izium") <= 50


def test_a_town_that_is_not_named_costs_only_where_the_claim_has_no_place_either() -> None:
    text = "The reservists hold every street of the town."
    assert stands(text) < 50


@pytest.mark.parametrize("text", ["It is not known whether Izium was held.", "There is fighting in the streets of Izium."])
def test_an_empty_subject_points_at_nothing(text: str) -> None:
    assert stands(text, place="Izium") == 100


def test_a_question_on_a_picture_may_be_asked() -> None:
    text = "We do not know where the picture of Izium was taken."
    assert stands(text, place="Izium") < 50 <= stands(text, place="Izium", asked=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("We do not know who holds Lyman.", True), ("What caused this collapse?", True), ("The enemy appears to be leaving.", False)],
)
def test_only_words_that_say_what_is_not_known_open_a_question(text: str, expected: bool) -> None:
    assert asks(Quote(span=(0, 1), raw=text, shown=text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("It may blow up the crossings.", True), ("Partners plan to send lorries.", True), ("The attempt failed.", False)],
)
def test_only_words_that_look_ahead_are_a_plan(text: str, expected: bool) -> None:
    assert looks_ahead(Quote(span=(0, 1), raw=text, shown=text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Lights come back in Kharkiv", True), ("Lights came back.", False), ("A fight (1 May)", True)]
)
def test_words_without_a_full_stop_are_a_heading(text: str, expected: bool) -> None:
    assert is_heading(Quote(span=(0, 1), raw=text, shown=text)) is expected


def test_a_question_put_to_somebody_is_not_open() -> None:
    text = "Why then are you telling people to leave Izium?"
    assert not asks(Quote(span=(0, 1), raw=text, shown=text))


def test_a_river_is_no_town() -> None:
    assert stands("Russian units hold the eastern side of the town, beyond the Oskil.", place="Oskil", kind="river") < 50


@pytest.mark.parametrize(
    ("text", "leans"), [("There are signs that troops leave Izium.", False), ("The army attacked there on Monday.", True)]
)
def test_there_is_points_at_no_place(text: str, leans: bool) -> None:
    assert place_before(text) is leans


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Is Izium lost?", None),
        ("DESK: Is Izium lost?", None),
        ("Is Izium lost?\nSources: Meridian Wire", 14),
        ("DESK: Is Izium lost?\nNobody spoke.", 20),
    ],
)
def test_a_question_that_nobody_takes_up_is_open(text: str, end: int | None) -> None:
    assert is_open(Quote(span=(0, end or len(text)), raw=text[:end], shown=text[:end]), text)


@pytest.mark.parametrize(("text", "end"), [("Is Izium lost? No.", 14), ("DESK: Is Izium lost?\nDRIVER: One lad told me so.", 20)])
def test_a_question_that_is_answered_at_once_is_not_open(text: str, end: int) -> None:
    assert not is_open(Quote(span=(0, end), raw=text[:end], shown=text[:end]), text)
