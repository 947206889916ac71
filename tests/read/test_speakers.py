"""Whose word it is: who has a name, who is anybody, and what does not speak at all."""

from __future__ import annotations

import pytest

from sitrepdesk.model import Claim

from .conftest import Read

Chain = list[tuple[str, str]]


def said_by(claims: list[Claim], head: str) -> Chain:
    return [(s.kind, s.text) for s in next(c for c in claims if head in c.head).attribution]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Ukrainian officials said the town was shelled on Monday.", [("unnamed", "Ukrainian officials")]),
        ("A military source said the town was shelled on Monday.", [("unnamed", "A military source")]),
        ("Drivers said the town was shelled on Monday.", [("unnamed", "Drivers")]),
        ("Senior officers said the town was shelled on Monday.", [("unnamed", "Senior officers")]),
        ("The authorities said the town was shelled on Monday.", [("named", "The authorities")]),
        ("Officials of the Red Cross said the town was shelled on Monday.", [("named", "Officials of the Red Cross")]),
        ("A spokesman for the army said the town was shelled on Monday.", [("named", "A spokesman for the army")]),
        ("UNICEF officials said the town was shelled on Monday.", [("named", "UNICEF officials")]),
        ("Initial assessments indicate that the town was shelled on Monday.", [("unnamed", "Initial assessments")]),
        ("A UN report says that the town was shelled on Monday.", [("named", "A UN report")]),
        ("OHCHR has verified that the town was shelled on Monday.", [("named", "OHCHR")]),
        ("At 19:00 Amal Odeh, spokesman of the rebels, announced that the town was shelled.", [("named", "Amal Odeh")]),
        ("In the early hours of 24 May, the Captain of the ship said that the town was shelled.", [("named", "the Captain of the ship")]),
    ],
    ids=lambda x: x[:24] if isinstance(x, str) else "",
)
def test_who_has_no_name_and_no_office_of_one_is_anybody(read: Read, text: str, chain: Chain) -> None:
    assert said_by(read(text), "shelled") == chain


def test_officials_of_a_side_have_no_name_and_speak_for_that_side(read: Read) -> None:
    officials = next(s for c in read("Ukrainian officials said the town was shelled.", "ukraine-2022") for s in c.attribution)
    assert officials.entity is not None
    assert not officials.hearsay


def test_what_nobody_is_known_to_say_is_hearsay(read: Read) -> None:
    residents = next(s for c in read("Residents said the town was shelled.") for s in c.attribution)
    assert residents.hearsay


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("While the pandemic saw one armed group declare a ceasefire, other groups fought on.", "declare"),
        ("Efforts are under way to confirm the number displaced by the flood.", "displaced"),
        ("The rains may damage the maize, threatening a rapid deterioration of the harvest.", "damage"),
    ],
)
def test_what_cannot_speak_is_no_speaker(read: Read, text: str, head: str) -> None:
    assert not [s for s in said_by(read(text), head) if s[0] == "named"]


def test_what_pictures_show_is_not_the_word_of_who_is_seen_in_them(read: Read) -> None:
    text = "Footage published on 25 February shows rebel forces shelling Ardo, indicating that government troops have left the town."
    assert said_by(read(text), "left") == [("media", "Footage")]


def test_what_is_expected_by_a_ministry_has_the_ministry_as_speaker_alone(read: Read) -> None:
    assert said_by(read("The death toll is expected to rise, the ministry said."), "rise") == [("named", "the ministry")]


def test_one_person_named_twice_is_one_speaker(read: Read) -> None:
    claims = read("“The road is open,” said Colonel Amal Odeh. “Attacks have been repelled in this region,” said Odeh.")
    assert len(said_by(claims, "repelled")) == 1


def test_a_body_in_brackets_behind_a_month_is_the_source(read: Read) -> None:
    assert said_by(read("A total of 899,725 people were displaced as of 25 November (IOM)."), "displaced") == [("named", "IOM")]


QUOTATIONS = [
    "“The town was shelled. We left,” said Colonel Amal Odeh.",
    "Initial reports speak of a battle. “The town was shelled. We left,” said Colonel Amal Odeh.",
    "Initial reports speak of a battle.\n\n“The town was shelled.\n\n“We left,” said Colonel Amal Odeh.",
    'Initial reports speak of a battle.\n\n"The town was shelled.\n\n"Nobody fled. We left the town", declared Colonel Amal Odeh.',
    "“The town was shelled. We left. We came back,” Colonel Amal Odeh told reporters.",
]


@pytest.mark.parametrize("text", QUOTATIONS, ids=lambda x: x[-40:])
def test_who_is_named_at_the_end_of_a_quotation_speaks_all_of_it(read: Read, text: str) -> None:
    assert said_by(read(text), "shelled") == [("named", "Colonel Amal Odeh")]


def test_a_quotation_of_many_paragraphs_waits_no_longer_than_it_must(read: Read) -> None:
    text = "\n\n".join(["“The town was shelled."] * 40) + "\n\n“We left,” said Colonel Amal Odeh."
    claims = [c for c in read(text) if c.head == "shelled"]
    assert len(claims) == 40
    assert all(c.attribution for c in claims)


def test_hearsay_before_a_quotation_does_not_speak_it(read: Read) -> None:
    claims = read("Reports indicate that 14 people died. “The town was shelled,” a poster read.")
    assert ("unnamed", "Reports") not in said_by(claims, "shelled")
