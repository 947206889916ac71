"""Who says it, and what takes it back: the sentence behind, a source in brackets, a quotation that goes on."""

from __future__ import annotations

import pytest

from sitrepdesk.read import Reader, make_reader

from .conftest import Read, read_with


@pytest.mark.parametrize(
    "behind", ["It had not.", "They did not.", "That proved false.", "It never happened.", "This turned out to be a hoax."]
)
def test_a_short_denial_takes_back_the_sentence_before(read: Read, behind: str) -> None:
    assert [c.polarity for c in read(f"The garrison left the town. {behind}")] == ["negated"]


def test_a_denial_takes_back_the_last_of_the_main_clauses_only(read: Read) -> None:
    (took, held) = read("Rebels took the airport and the garrison withdrew from the town. It had not.")
    assert (took.polarity, held.polarity) == ("affirmed", "negated")


@pytest.mark.parametrize(
    ("behind", "who"),
    [("So the mayor says.", "the mayor"), ("That is what the ministry claims.", "the ministry"), ("Or so residents say.", "residents")],
)
def test_a_short_sentence_can_name_who_says_so(read: Read, behind: str, who: str) -> None:
    assert [s.text for c in read(f"The bridge was destroyed on Monday. {behind}") for s in c.attribution] == [who]


def test_what_somebody_hopes_in_the_next_sentence_is_wished(read: Read) -> None:
    assert [c.mood for c in read("Russian troops pulled out of Balakliia. So the mayor hopes, at least.")] == ["wished"]


def test_a_longer_sentence_stands_for_itself(read: Read) -> None:
    assert read("Rebels took the airport. They did not hold it for more than a day.")[0].polarity == "affirmed"


def test_a_paragraph_that_opens_with_a_quotation_mark_goes_on_quoting(read: Read) -> None:
    claims = read("“Troops shelled the village,” Colonel Haddad said.\n\n“They killed two farmers and burnt the mill.")
    assert all(s.text == "Colonel Haddad" for c in claims for s in c.attribution)
    assert all(c.attribution for c in claims)


def test_what_stands_in_quotation_marks_keeps_somebody_who_says_it(read: Read) -> None:
    claims = read("“At the end of the fight, four rebels were killed, troops recovered five guns and nine rebels were arrested.")
    assert claims and all(c.attribution for c in claims)


@pytest.mark.parametrize(
    ("cited", "who"),
    [
        ("(OCHA 08/11/2020)", ["OCHA"]),
        ("(Meridian Wire, 12 May 2021; OCHA 13/05/2021)", ["Meridian Wire"]),
        ("(IFRC 2020)", ["IFRC"]),
        ("(May 2020)", []),
        ("(built in 1998)", []),
    ],
)
def test_a_source_in_brackets_with_its_date_says_the_sentence(read: Read, cited: str, who: list[str]) -> None:
    (claim,) = read(f"Some 3,000 houses were damaged in Ardo {cited}.")
    assert [s.text for s in claim.attribution] == who


def test_a_line_that_names_the_source_speaks_for_the_line_above(read: Read) -> None:
    claims = read("37,600 people sheltered in Ardo\nSource: COPECO\n9,800 people sheltered in Belun\nSource: Civil Protection")
    assert [[s.text for s in c.attribution] for c in claims] == [["COPECO"], ["Civil Protection"]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Some 240 health workers were killed in Ardo since 8 October (MoPH).", ["MoPH"]),
        ("Some 240 people were killed in Ardo (IOM; WHO).", ["IOM"]),
        ("Some 240 people were killed at the World Health Organization (WHO).", []),
        ("Some 240 people (IOM staff) were killed in Ardo.", []),
    ],
)
def test_a_body_in_brackets_at_the_end_says_the_sentence_unless_it_is_spelled_out_before(
    readers: dict[str, Reader], text: str, who: list[str]
) -> None:
    """By the tables: the tagger may hear a speaker in “IOM staff”, and in doubt the speaker stays."""
    tables = make_reader(readers["world"].pack, readers["world"].resolver)
    assert [s.text for c in read_with(tables, text) if c.type == "kill" for s in c.attribution] == who
