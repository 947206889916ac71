"""Claims that name no known place meet where their reports tell one story; heads of one family are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.link import accounts, events
from sitrepdesk.link.heads import family
from sitrepdesk.model import Event, Told

from .telling import item, people, side_of, tell, within

HARBOUR = "Two dockers died when the crane Old Marta fell on the Harbour Gate barrier at pier 47"
AGAIN = "The fall of the crane Old Marta near the Harbour Gate killed two dockers on pier 47"
ELSEWHERE = "Two dockers died when a boiler of the steamer Queen Ida blew up off Cape Needle"


def told(*of: Told) -> tuple[Event, ...]:
    return events(accounts(of, side_of).values(), within)


def placeless(name: str, quote: str, head: str = "died", days: float = 0.5, **more: object) -> Told:
    return tell(item(name, days), "kill", None, quote=quote, head=head, **more)  # type: ignore[arg-type]


def test_two_reports_of_one_story_meet_without_a_place() -> None:
    (event,) = told(placeless("a", HARBOUR), placeless("b", AGAIN, "killed"))
    assert event.lines == ("source:a", "source:b")


def test_two_stories_of_one_kind_and_day_stay_apart() -> None:
    assert len(told(placeless("a", HARBOUR), placeless("b", ELSEWHERE))) == 2


def test_one_story_on_two_days_far_apart_is_two_happenings() -> None:
    assert len(told(placeless("a", HARBOUR), placeless("b", AGAIN, "killed", days=9))) == 2


def test_two_tolls_of_one_story_meet_in_whatever_words() -> None:
    said = [
        placeless(n, q, quantities=(people(c, c),), head_span=(0, 0))
        for n, q, c in (("a", HARBOUR, 2), ("b", "they put the dead at 40", 40))
    ]
    rest = tell(item("b"), "damage", None, quote=AGAIN, head="fell", id="rest")
    assert len([e for e in told(*said, rest) if e.type == "kill"]) == 1


def test_two_counts_of_one_report_that_exclude_each_other_are_two_happenings() -> None:
    told_ = [placeless("a", HARBOUR, quantities=(people(n, n),), id=f"c{n}") for n in (2, 40)]
    assert len(told(*told_)) == 2


def test_what_names_no_happening_by_itself_meets_nobody() -> None:
    said = [tell(item(n), "announce", None, quote=HARBOUR, head="said") for n in "ab"]
    assert len(told(*said)) == 2


@pytest.mark.parametrize(
    ("words", "same"), [("both dockers died on the spot", True), ("some died on the spot", False), ("they died", False)]
)
def test_other_words_of_the_same_report_are_part_of_its_story_but_a_claim_shares_one_of_its_own(words: str, same: bool) -> None:
    short = placeless("b", words, id="short", head_span=(0, 0))
    rest = tell(item("b"), "damage", None, quote=AGAIN, head="fell", id="rest")
    assert any({"short", "whole"} <= set(e.claims) for e in told(placeless("a", HARBOUR, id="whole"), short, rest)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("killed", "killings", True),
        ("died", "killings", True),
        ("earthquake", "quakes", True),
        ("checked into", "check", True),
        ("murder trial", "tried", True),
        ("arrested", "custody", True),
        ("captured", "withdrew", False),
    ],
)
def test_heads_of_one_family_name_one_thing(one: str, other: str, same: bool) -> None:
    assert (family(one) == family(other)) is same


NAMES = ("Old Marta", "Harbour Gate", "Cape Needle", "Queen Ida", "pier 47", "Dr Voss")
quotes = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5).map(lambda n: "It is said that men died at " + " and ".join(n))


@given(st.lists(st.tuples(quotes, st.integers(0, 12)), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_change_what_meets_by_story(rows: list[tuple[str, int]], random: object) -> None:
    pile = [placeless(f"i{n}", q, days=hours / 4, id=f"c{n}") for n, (q, hours) in enumerate(rows)]
    mixed = list(pile)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert told(*mixed) == told(*pile)
