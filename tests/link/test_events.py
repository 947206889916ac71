"""Which claims tell of one happening, and for how many lines they count."""

from __future__ import annotations

from typing import Any

import pytest

from sitrepdesk.link import account, accounts, events
from sitrepdesk.model import Event, Participant, Told, When, Where

from .telling import item, on, people, place, said_by, side_of, source, tell, tell_at, within

A, B, C = item("a", 1), item("b", 1.2), item("c", 1.4)


def told(*of: Told) -> tuple[Event, ...]:
    return events(accounts(of, side_of).values(), within)


def together(*of: Told) -> bool:
    return len(told(*of)) == 1


def test_two_outlets_on_one_strike_are_one_event_with_two_lines() -> None:
    (event,) = told(tell(A, "strike"), tell(B, "strike"))
    assert event.lines == ("source:a", "source:b")


def test_another_town_is_another_event() -> None:
    assert not together(tell(A, "strike"), tell(B, "strike", "lyman"))


def test_times_that_do_not_meet_are_two_events() -> None:
    assert not together(tell(A, "strike", time=on(0)), tell(B, "strike", time=on(1)))


def test_daily_shelling_does_not_run_together_into_one_event() -> None:
    assert len(told(*(tell(item(f"d{d}", d), "strike") for d in range(30)))) >= 15


def test_an_unsaid_time_is_not_later_than_the_publication() -> None:
    assert not together(tell(A, "strike"), tell(B, "strike", time=on(2)))


@pytest.mark.parametrize(
    ("one", "other", "same"), [("attack", "strike", True), ("destroy", "damage", True), ("capture", "withdraw", False)]
)
def test_some_types_may_be_one_happening(one: str, other: str, same: bool) -> None:
    assert together(tell(A, one), tell(B, other)) is same


def test_losses_of_two_sides_are_two_events() -> None:
    assert not together(tell(A, "kill", to="ru"), tell(B, "kill", to="ua"))


def test_soldiers_and_civilians_are_two_events() -> None:
    assert not together(tell(A, "kill", to="ru"), tell(B, "kill", to="farmers"))


def hit(by: Any, what: str, kind: str = "destroy") -> Told:
    return tell(by, kind, target=(Participant(text=what, span=(0, 1)),))


@pytest.mark.parametrize("kind", ["destroy", "damage", "strike", "attack"])
def test_a_school_and_a_bridge_of_one_town_do_not_bear_each_other_out(kind: str) -> None:
    assert not together(hit(A, "a school", kind), hit(B, "The bridge", kind))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("outage", "Water", "Trains"),
        ("outage", "Bus services", "The bridge"),
        ("function", "the power plant", "power"),
        ("shortage", "bread", "medicine"),
        ("need", "water", "shelter"),
        ("abandon", "tanks", "an ammunition depot"),
        ("seize", "documents", "trucks"),
        ("detain", "journalists", "officials"),
        ("kill", "a teacher", "a farmer"),
        ("strike", "a convoy of trucks", "a school"),
        ("displace", "a group of miners", "dozens of students"),
    ],
)
def test_two_things_of_one_town_do_not_bear_each_other_out(kind: str, one: str, other: str) -> None:
    assert not together(hit(A, one, kind), hit(B, other, kind))
    assert together(hit(A, one, kind), hit(B, one, kind))


@pytest.mark.parametrize("again", ["people", "several men", "them", "the Azovians", "Jackson", "she"])
def test_a_teacher_may_be_anybody_who_is_not_named_by_trade(again: str) -> None:
    assert together(hit(A, "a teacher", "kill"), tell(B, "kill", target=(Participant(text=again, span=(3, 4)),)))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Drones", "displaced people", False),
        ("Tanks", "some 300 people", False),
        ("Soldiers", "civilians", False),
        ("Civilians", "displaced people", True),
        ("Soldiers", "people", False),
    ],
)
def test_who_is_in_a_town_tells_two_events_apart(one: str, other: str, same: bool) -> None:
    told = (tell(i, "presence", actor=(Participant(text=words, span=(3, 4)),)) for i, words in ((A, one), (B, other)))
    assert together(*told) is same


def test_two_units_that_enter_a_town_are_two_events() -> None:
    one, other = ((Participant(text=f"the {n} Brigade", span=(3, 4)),) for n in ("4th", "92nd"))
    assert not together(tell(A, "advance", actor=one), tell(B, "advance", actor=other))
    assert together(tell(A, "advance", actor=one), tell(B, "advance"))


@pytest.mark.parametrize(
    ("one", "other", "same"), [("a mine", "a sniper", False), ("a drone", "two drones", True), ("a drone", "a rocket", True)]
)
def test_a_mine_and_a_sniper_are_two_events(one: str, other: str, same: bool) -> None:
    by = ((Participant(text=w, span=(0, 1)),) for w in (one, other))
    assert together(tell(A, "kill", instrument=next(by)), tell(B, "kill", instrument=next(by))) is same


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("agree", "they agreed on a prisoner swap", "they agreed on a grain corridor", False),
        ("agree", "they agreed to swap prisoners", "a swap of prisoners was agreed", True),
        ("agree", "they agreed on a prisoner swap", "they agreed", True),
        ("order", "ordered a curfew", "ordered an evacuation", False),
        ("sanction", "imposed sanctions on Russian oil", "imposed sanctions on Russian banks", False),
        ("threaten", "Russia threatened", "Russia threatened", False),
        ("protest", "the miners protested", "the teachers protested", False),
    ],
)
def test_what_is_agreed_or_asked_for_tells_two_events_apart(kind: str, one: str, other: str, same: bool) -> None:
    assert together(*(tell(by, kind, quote=q, span=(0, len(q)), head_span=(0, 0)) for by, q in ((A, one), (B, other)))) is same


def test_of_three_agreements_those_join_that_share_a_word() -> None:
    words = ("agreed on prisoners", "agreed on prisoners and grain", "agreed on steel")
    made = [tell(by, "agree", quote=q, span=(0, len(q)), head_span=(0, 6)) for by, q in zip((A, B, C), words, strict=True)]
    assert sorted(len(e.claims) for e in told(*made)) == [1, 2]


def test_two_disasters_are_told_apart_by_their_own_names() -> None:
    assert not together(tell(A, "disaster", head="fire"), tell(B, "disaster", head="flood"))
    assert together(tell(A, "disaster", head="earthquake"), tell(B, "disaster", head="tremors"))


def test_what_aid_brings_tells_two_deliveries_apart() -> None:
    food, pills = ((Participant(text=w, span=(0, 1)),) for w in ("food", "medicines"))
    assert not together(tell(A, "aid", instrument=food), tell(B, "aid", instrument=pills))


@pytest.mark.parametrize("kind", ["capture", "hold", "contest", "encircle", "advance", "withdraw"])
def test_a_part_of_a_town_does_not_bear_out_the_town_nor_another_part(kind: str) -> None:
    whole, half, port = (
        tell_at(A, kind, "took all of Izium"),
        tell_at(B, kind, "took half of Izium"),
        tell_at(C, kind, "took the airport in Izium"),
    )
    assert len(told(whole, half, port)) == 3
    assert together(half, tell_at(C, kind, "took one half of the town of Izium"))


def test_near_a_town_is_not_the_town_where_ground_is_taken() -> None:
    assert not together(tell(A, "capture"), tell(B, "capture", places=(place("izium", rel="near"),)))
    assert together(tell(A, "strike"), tell(B, "strike", places=(place("izium", rel="near"),)))


def test_deaths_at_two_buildings_of_a_town_are_two_events() -> None:
    assert not together(tell_at(A, "kill", "at the market in Izium"), tell_at(B, "kill", "at a school in Izium"))
    assert together(tell_at(A, "kill", "at the market in Izium"), tell_at(B, "kill", "in Izium"))


def test_a_place_that_is_named_twice_is_one_place() -> None:
    twice = tell(A, "kill", places=(place("izium"), place("izium")))
    assert together(twice, tell(B, "kill"))
    again = tell_at(B, "capture", "took the airport in Izium")
    both = tell(A, "capture", quote=again.claim.quote, span=again.claim.span, places=(*again.claim.places, place("izium")))
    assert together(both, again)


@pytest.mark.parametrize(("near", "same"), [("a school", True), ("a bridge", False), ("it", True)])
def test_a_wide_area_bears_out_only_the_same_thing_inside_it(near: str, same: bool) -> None:
    wide = tell(A, "destroy", "oblast", time=on(0), target=(Participant(text="a school", span=(3, 4)),))
    inside = tell(B, "destroy", time=on(0), target=(Participant(text=near, span=(3, 4)),))
    assert together(wide, inside) is same


def test_two_places_that_nobody_knows_are_two_events() -> None:
    one, other = ((Where(text=t, span=(0, 1)),) for t in ("the village of Bor", "Karsk"))
    assert not together(tell(A, "capture", places=one), tell(B, "capture", places=other))


@pytest.mark.parametrize("again", ["two schools", "a building", "the school in the port", "the school, which served as a hospital", "it"])
def test_a_school_is_the_school_and_may_be_any_building(again: str) -> None:
    assert together(hit(A, "a school"), hit(B, again))


def test_words_that_name_two_things_at_once_may_be_either() -> None:
    assert together(hit(A, "a school"), hit(B, "a school and a hospital"))
    assert together(hit(A, "a hospital"), hit(B, "a school and a hospital"))


def test_a_copy_is_a_telling_of_what_it_names_and_of_nothing_else() -> None:
    cut = {w: tell(A, "outage", target=(Participant(text=w, span=(0, 1)),), id=w) for w in ("gas", "the telephone")}
    again = tell(B, "outage", target=(Participant(text="gas", span=(0, 1)),), id="copy", origin="a", head="failed")
    assert {e.claims for e in told(*cut.values(), again)} == {("the telephone",), ("gas", "copy")}
    lone = told(cut["the telephone"], again)
    assert {e.claims for e in lone} == {("the telephone",), ("copy",)}


def test_who_names_no_side_joins_the_only_side_that_is_named() -> None:
    assert together(tell(A, "kill", to="ru"), tell(B, "kill"))
    assert len(told(tell(A, "kill", to="ru"), tell(B, "kill"), tell(C, "kill", to="ua"))) == 3


@pytest.mark.parametrize("mood", ["unknown", "conditional", "wished", "intended", "directed"])
def test_what_is_not_stated_never_joins_what_is(mood: str) -> None:
    assert not together(tell(A, "capture"), tell(B, "capture", mood=mood))


def test_a_denial_supports_nothing_of_what_it_denies() -> None:
    deny = tell(B, "deny", id="d")
    content = tell(B, "capture", content_of="d", attribution=said_by("actor:ru-ministry"))
    found = {e.tells: e.lines for e in told(tell(A, "capture"), deny, content) if e.type == "capture"}
    assert found == {"happened": ("source:a",), "not-happened": ("party:RU",)}


def test_a_negated_claim_tells_that_it_did_not_happen() -> None:
    assert [e.tells for e in told(tell(A, "capture", polarity="negated"))] == ["not-happened"]


def test_an_unlikely_thing_is_no_support_for_it() -> None:
    assert not together(tell(A, "capture"), tell(B, "capture", likelihood="unlikely"))


def test_hearsay_and_maybes_add_no_line_to_what_is_told_outright() -> None:
    (event,) = told(tell(A, "strike"), tell(B, "strike", likelihood="possible"), tell(C, "strike", attribution=said_by(kind="unnamed")))
    assert event.lines == ("source:a",) and len(event.claims) == 3


def test_one_speaker_in_three_outlets_is_one_line() -> None:
    ministry = said_by("actor:ru-ministry")
    (event,) = told(*(tell(i, "strike", attribution=ministry) for i in (A, B, C)))
    assert event.lines == ("party:RU",)


def test_our_own_earlier_report_is_no_line() -> None:
    own = item("own", 1.1, issue=11)
    (event,) = told(tell(A, "strike"), tell(own, "strike", line="own"))
    assert event.lines == ("source:a",)


def test_a_rejected_claim_is_in_no_event() -> None:
    assert told(tell(A, "strike", standing="rejected")) == ()


def test_a_copy_dated_later_stays_with_what_it_copied() -> None:
    assert together(tell(A, "strike"), tell(item("late", 20), "strike", origin="a", line="source:a"))


def test_a_wider_area_joins_the_one_event_inside_it_and_none_of_two() -> None:
    wide = tell(C, "strike", "oblast", time=on(0.5))
    assert together(tell(A, "strike", time=on(0.5)), wide)
    assert len(told(tell(A, "strike", time=on(0.5)), tell(B, "strike", "lyman", time=on(0.5)), wide)) == 3


def test_toward_a_town_is_not_in_it() -> None:
    assert not together(tell(A, "advance"), tell(B, "advance", places=(place("izium", rel="toward"),)))


def test_claims_without_a_place_do_not_meet_across_reports() -> None:
    assert not together(tell(A, "strike", None), tell(B, "strike", None))


def test_the_firmest_claim_stands_first() -> None:
    hedged, plain = tell(A, "strike", likelihood="likely"), tell(B, "strike", src=source("b"))
    assert told(hedged, plain)[0].claims[0] == plain.claim.id


def test_a_level_is_not_its_opposite() -> None:
    assert not together(tell(A, "morale", level="good"), tell(B, "morale", level="poor"))


def test_a_time_that_is_only_by_then_reaches_back_a_window() -> None:
    until = on(1)
    assert together(tell(A, "strike", time=When(end=until.end, sense="by")), tell(B, "strike", time=on(1, 0.5)))


def test_two_wide_claims_of_a_running_total_are_two_events() -> None:
    since = When(start=on(-3).start, end=on(2).end, sense="since")
    assert not together(tell(A, "capture", "oblast", time=since), tell(B, "capture", "oblast", time=since))


def test_two_placeless_claims_of_one_report_are_two_events_and_each_keeps_its_copy() -> None:
    one, two = (tell(A, "kill", None, quantities=(people(n, n),)) for n in (250, 40))
    copies = [tell(B, "kill", None, quantities=(people(n, n),), origin="a", line="source:a") for n in (250, 40)]
    assert sorted(len(e.claims) for e in told(one, two, *copies)) == [2, 2]


@pytest.mark.parametrize(("text", "side"), [("our troops", "RU"), ("we", "RU"), ("the enemy", "UA"), ("they", None), ("farmers", "other")])
def test_a_partys_we_and_its_enemy_are_read_by_its_side(text: str, side: str | None) -> None:
    who = (Participant(text=text, span=(0, 1)),)
    t = tell(A, "hold", actor=who, src=source("a", kind="official", side="RU"))
    assert account(t, side_of, ("RU", "UA")).actor_side == side


def test_nobodys_we_and_enemy_are_nobodys() -> None:
    who = (Participant(text="our troops", span=(0, 1)),)
    assert account(tell(A, "hold", actor=who), side_of, ("RU", "UA")).actor_side is None


def looking_back(name: str, *, dated: float = -90) -> list[Told]:
    """A text with three claims of a time long before, and one of none."""
    by = item(name, 1)
    then = [tell(by, "capture", f"town{n}", time=on(dated + n), id=f"{name}{n}") for n in range(3)]
    return [*then, tell(by, "strike", time=When(phase="past"), id=f"{name} undated")]


def test_what_a_look_back_tells_at_no_time_bears_out_no_news_and_no_other_look_back() -> None:
    made = [e.claims for e in told(*looking_back("a"), *looking_back("b"), tell(C, "strike", id="news")) if e.type == "strike"]
    assert sorted(made) == [("a undated",), ("b undated",), ("news",)]
    near = [e.claims for e in told(*looking_back("a", dated=0), tell(C, "strike", id="news")) if e.type == "strike"]
    assert near == [("a undated", "news")] or near == [("news", "a undated")]


def test_what_a_look_back_tells_at_no_time_is_still_retold_by_its_copy() -> None:
    copy = tell(item("b", 1.1), "strike", time=When(phase="past"), origin="a", id="copy")
    assert [set(e.claims) for e in told(*looking_back("a"), copy) if e.type == "strike"] == [{"a undated", "copy"}]
