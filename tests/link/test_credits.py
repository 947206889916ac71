"""Whom a sentence credits, and whom it only names."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitrepdesk.link.names import known_as
from sitrepdesk.link.traces import traces
from sitrepdesk.model import Source

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[list[str]]:
    """Sentence, credited, only named, and "miss" where it is not read so yet."""
    told = (r.split("\t") for r in (CASES / name).read_text(encoding="utf-8").splitlines() if r and r[0] != "#")
    return [[*row, "", "", ""][:4] for row in told]


def sources(cell: str) -> list[Source]:
    """The sources of a cell: "Associated Press=AP|Reuters"."""
    names = (n.split("=") for n in cell.split("|") if n)
    return [Source(id=n, name=n, also=tuple(also), kind="channel" if n[0] == "@" else "outlet") for n, *also in names]


def credited(sentence: str, known: list[Source]) -> set[str]:
    """Of the known sources those that a report of this one sentence credits."""
    found = traces(sentence, frozenset()).credits
    return {s.name for s in known if found & known_as(s)}


@pytest.mark.parametrize("row", [*rows("credits.tsv"), *rows("credits_blind.tsv")], ids=lambda r: r[0])
def test_a_sentence_credits_whom_it_has_its_news_from_and_nobody_else(row: list[str]) -> None:
    sentence, told, named, miss = row
    wanted = {s.name for s in sources(told)}
    assert (credited(sentence, sources(told) + sources(named)) == wanted) == (miss != "miss")


def test_the_short_form_in_brackets_behind_a_name_is_that_name_and_no_credit() -> None:
    who = Source(id="who", name="WHO", kind="body")
    assert credited("The World Health Organization (WHO) said that 35,000 people have fallen ill.", [who]) == {"WHO"}
    assert not credited("The World Health Organization (WHO) sent twelve doctors to Dol.", [who])


def test_a_link_to_a_post_credits_its_channel() -> None:
    assert credited("Names of the dead: https://t.me/ridgeline/4512", [Source(id="r", name="@ridgeline", kind="channel")]) == {"@ridgeline"}


def test_in_a_headline_in_capitals_words_of_attribution_are_no_part_of_a_name() -> None:
    assert credited("TWO SHIPS BURNED OFF OSEL AFTER STRIKE, KYODO SAYS", [Source(id="k", name="Kyodo")]) == {"Kyodo"}


@pytest.mark.parametrize(
    ("sentence", "name", "other"),
    [
        ("Nine wells are dry, Doctors for Orla notes.", "Doctors for Orla", ""),
        ("Source: Reporters Without Borders.", "Reporters Without Borders", ""),
        ("El Diario de Orla has it that nine wells are dry.", "El Diario de Orla", "Orla TV"),
        ("Nine wells are dry, Radio Orla reported.", "Radio Orla", "Orla TV"),
        ("The Voice of Orla told its viewers that nine wells are dry.", "Voice of Orla", "Orla TV"),
        ("Nine wells are dry, the Water Board informs.", "Water Board", ""),
        ("Details were given by the Orla Post.", "Orla Post", ""),
        ("Nine wells are dry, Orla Channel 4 reported.", "Orla Channel 4", "Orla Channel"),
        ("#Orla Observatory for Wells recorded nine dry wells.", "Observatory for Wells", ""),
        ("The account is that of the Orla Post, whose reporter was there.", "Orla Post", ""),
        ("/the Orla Post/", "Orla Post", ""),
    ],
)
def test_a_name_of_several_words_is_that_name_and_not_whoever_is_called_like_its_last(sentence: str, name: str, other: str) -> None:
    known = [Source(id=n, name=n) for n in (name, other) if n]
    assert credited(sentence, known) == {name}


def test_a_house_s_own_name_in_its_dateline_credits_nobody_of_a_like_name() -> None:
    ours = known_as(Source(id="e", name="Evening Ledger Agency"))
    assert not traces("ORLA (Evening Ledger Agency) — Nine wells are dry.", ours).credits


def test_a_short_name_that_is_known_is_not_made_longer_and_a_name_in_brackets_is_whole() -> None:
    known = [Source(id="c", name="Ford Channel One", also=("Channel One",)), Source(id="t", name="Orla TV", also=("Orla",))]
    assert credited("Nine wells are dry, Orla Post reported.", known) == set()
    assert credited("Nine wells are dry, Orla reported.", known) == {"Orla TV"}
    assert credited("Nine wells are dry (Ridge Channel One).", known) == set()
    assert credited("Nine wells are dry (Channel One).", known) == {"Ford Channel One"}
