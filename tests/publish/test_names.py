"""Which capitalised words are private names."""

from __future__ import annotations

import pytest

from sitrepdesk.publish import names_of
from sitrepdesk.publish.names import Names
from tests.report.sample import PACK, Desk

from .clearing import PLACES

NAMES = Names(names_of(PACK, Desk().sources.values()), PLACES.__contains__, {"sappers"})


def private(text: str) -> list[str]:
    return [n.text for n in NAMES.private(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He was taken for the Special Military Operation.",
        "The State Emergency Service and the Kharkiv Regional Military Administration sent crews.",
        "The Novaya Kakhovka Bridge was hit; Kharkiv heat and power plant No. 5 burned.",
        "Russia's Ministry of Defence said HIMARS, a T-72 and two Su-35s were lost.",
        "On Saturday 10 September, Ukrainian and Russian-appointed officials met in Izium.",
        "IZIUM: About 300 Russian prisoners have been taken, according to Meridian Wire.",
        "Sappers were clearing the hospital yard. They warned people. There isn't any water.",
        "“Kupiansk is ours,” it wrote. ‘Nobody came,’ it said: Lyman stands. Don't go.",
        "The Polish president and the Prime Minister spoke with NATO, the UN and the IAEA.",
        "A group of the Black Sea Fleet sailed. The Western official told Lantern.",
        "Subsequently the town was shelled. Overnight, trains ran again. Witnesses saw it.",
    ],
)
def test_ordinary_text_holds_no_private_name(text: str) -> None:
    assert private(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Olena Vyhadanko taught music in Izium until the school was closed.", "Olena Vyhadanko"),
        ("He calls himself Yegor Vydumkin, a private.", "Yegor Vydumkin"),
        ("The soldiers found Yegor there.", "Yegor"),
        ("Yegor was found there.", "Yegor"),
        ("His name is Taras Nebuvalyi; he has family.", "Taras Nebuvalyi"),
        ("Sergeant Izium Balakliia was seen.", "Sergeant Izium Balakliia"),
        ("They met Anna-Maria O'Vyhadko.", "Anna-Maria O'Vyhadko"),
        ("A man called Єгор Видумкін spoke.", "Єгор Видумкін"),
        ("But Yegor ran.", "Yegor"),
    ],
)
def test_a_name_that_nobody_vouches_for_is_private(text: str, name: str) -> None:
    assert private(text) == [name]


def test_an_unknown_name_behind_a_preposition_of_place_stands_where_a_place_would() -> None:
    found = list(NAMES.private("There was shelling near Soledar, Nyzhnia Vydumka and Zaitseve."))
    assert [(n.text, n.place_like) for n in found] == [("Nyzhnia Vydumka", True)]


def test_an_empty_allow_list_lets_no_name_through() -> None:
    strict = Names((), lambda _: False)
    assert [n.text for n in strict.private("They saw Meridian and Izium.")] == ["Meridian", "Izium"]


@pytest.mark.parametrize("first", ["Sound", "Øresund", "İzmir"])
def test_an_allowed_name_of_several_words_is_known_whatever_letter_it_begins_with(first: str) -> None:
    name = f"{first} Vydumko and Nebuvalyi Zhoden"
    known = Names({name}, PLACES.__contains__)
    assert list(known.private(f"They told {name}, and nobody else.")) == []
