"""How one sentence is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sitrepdesk.model import Participant
from sitrepdesk.report.alike import as_much
from sitrepdesk.report.writer import Writer

from .sample import AS_OF, Desk


def written(
    text: str, words: str, *, source: str | None = "Meridian Wire", published: str | None = "2022-09-10T10:40+03:00", **claim: Any
) -> str:
    desk = Desk()
    desk.item("a", source, published, text)
    made = desk.claim("a", words, "capture", **claim)
    writer = Writer(desk.inputs())
    statement = writer.statement([made])
    assert statement is not None
    return writer.fact("x", statement).text


def test_short_words_of_an_outlet_stand_before_their_speaker() -> None:
    assert written("Troops took Izium.", "Troops took Izium") == "“Troops took Izium,” Meridian Wire reported on 10 September."


def test_a_partys_word_stands_behind_its_name() -> None:
    made = written("We hold Lyman.", "We hold Lyman", source="Ministry of Defence of the Russian Federation")
    assert made == "The Ministry of Defence of the Russian Federation said on 10 September: “We hold Lyman.”"


def test_words_with_their_own_speaker_stand_behind_the_source() -> None:
    made = written("Troops took Izium, an officer said.", "Troops took Izium", by="an officer")
    assert made == "Meridian Wire reported on 10 September: “Troops took Izium, an officer said.”"


def test_a_speaker_outside_the_sentence_is_named() -> None:
    made = written("A Western official spoke to us. Troops took Izium.", "Troops took Izium", by="A Western official")
    assert made == "“Troops took Izium,” Meridian Wire, citing a Western official, reported on 10 September."


def test_hearsay_outside_the_sentence_keeps_its_word() -> None:
    made = written("Reportedly this is so: calm.\nTroops took Izium.", "Troops took Izium", unnamed="Reportedly")
    assert "with the word “Reportedly”" in made


def test_the_weekday_is_given_where_the_words_name_one() -> None:
    made = written("On Saturday troops took Izium.", "troops took Izium")
    assert made.endswith("reported on Saturday 10 September.")


@pytest.mark.parametrize(("source", "who"), [(None, "a report of unknown origin said"), ("Ridge Institute", "the Ridge Institute wrote")])
def test_every_source_is_named_or_said_to_be_unknown(source: str | None, who: str) -> None:
    assert who in written("Troops took Izium.", "Troops took Izium", source=source).replace("A report", "a report")


def test_an_undated_report_says_so() -> None:
    assert "in an undated report" in written("Troops took Izium.", "Troops took Izium", published=None)


def test_copies_are_cited_together_and_their_lines_said() -> None:
    desk = Desk()
    for key, source in (("a", "Lantern News Agency"), ("b", "The Harbour Courier")):
        desk.item(key, source, "2022-09-07", "Troops took Verbivka.", line="a")
    claims = [desk.claim(k, "Troops took Verbivka", "capture") for k in ("a", "b")]
    writer = Writer(desk.inputs())
    statement = writer.statement(claims)
    assert statement is not None
    made = writer.fact("x", statement)
    assert made.text == "“Troops took Verbivka,” Lantern News Agency reported on 7 September (two reports, one line)."
    assert made.support == tuple(claims)
    assert [c.line for c in writer.citations.all()] == ["its own", "that of Lantern News Agency, 7 September"]


def test_claims_in_one_quoted_sentence_share_a_number() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-07", "Troops took Verbivka and shelled Izium.")
    claims = tuple(desk.claim("a", w, k) for w, k in (("Troops took Verbivka", "capture"), ("shelled Izium", "strike")))
    writer = Writer(desk.inputs())
    writer.citations.cite(claims)
    assert [c.number for c in writer.citations.all()] == [1, 1]


def test_a_claim_withheld_for_a_person_makes_no_statement() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-07", "He was a deserter.")
    assert Writer(desk.inputs()).statement([desk.claim("a", "He was a deserter", "desert", withheld="person")]) is None


def test_a_sentences_id_hangs_on_what_it_rests_on() -> None:
    one, two = (written_id("Troops took Izium."), written_id("Troops took Izium. Much more came later."))
    assert one == two


def written_id(text: str) -> str:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-07", text)
    writer = Writer(desk.inputs())
    statement = writer.statement([desk.claim("a", "Troops took Izium", "capture")])
    assert statement is not None
    return writer.fact("x", statement).id


def test_that_something_was_hit_in_a_town_does_not_back_that_a_school_was() -> None:
    desk, claims = Desk(), []
    for item, hit in (("Lantern News Agency", "a school"), ("Meridian Wire", ""), ("The Coastal Ledger", "two schools")):
        text = f"Shells hit {hit} in Izium".replace("  ", " ")
        desk.item(item, item, "2022-09-07", f"{text}.")
        target = (Participant(text=hit, span=(0, 1)),) if hit else ()
        claims.append(desk.claim(item, text, "strike", place="Izium", target=target))
    writer = Writer(desk.inputs())
    statement = writer.statement(claims, 3)
    assert statement is not None
    assert writer.backing(statement) == (claims[0], claims[2])


@pytest.mark.parametrize(
    ("kind", "lead", "other", "backed"),
    [
        ("strike", {}, {"type": "attack"}, True),
        ("damage", {}, {"type": "destroy"}, True),
        ("destroy", {}, {"type": "damage"}, False),
        ("capture", {}, {"type": "hold"}, False),
        ("kill", {"actor": "actor:ru-forces"}, {}, False),
        ("kill", {"actor": "actor:ru-forces"}, {"actor": "actor:ru-forces"}, True),
        ("kill", {}, {"actor": "actor:ru-forces"}, True),
        ("strike", {"means": "drones"}, {}, False),
        ("strike", {"means": "drones"}, {"means": "a drone"}, True),
    ],
)
def test_who_names_no_doer_or_other_means_or_less_damage_backs_less(kind: str, lead: Any, other: Any, backed: bool) -> None:
    desk = Desk()
    made = []
    for item, more in (("a", lead), ("b", other)):
        text = f"Izium was hit {more.get('means', '')} it is said"
        desk.item(item, None, "2022-09-07", text)
        id_ = desk.claim(item, text, more.get("type", kind), place="Izium")
        actor = (Participant(text="Russian forces", span=(0, 1), entity=more["actor"]),) if "actor" in more else ()
        means = (Participant(text=more["means"], span=(0, 1)),) if "means" in more else ()
        made.append(replace(desk.told[id_].claim, actor=actor, instrument=means))
    assert as_much(made[1], made[0]) is backed


@pytest.mark.parametrize(
    ("other", "more", "counted"),
    [
        ("Some 450 people fled Izium.", {"count": "Some 450", "low": 405, "high": 495}, False),
        ("Reportedly, 300 people fled Izium.", {"count": "300", "low": 300, "high": 300, "unnamed": "Reportedly"}, False),
        ("Perhaps 300 people fled Izium.", {"count": "300", "low": 300, "high": 300, "likelihood": "possible"}, False),
        ("300 residents left Izium.", {"count": "300", "low": 300, "high": 300}, True),
        ("300 residents left Lyman.", {"count": "300", "low": 300, "high": 300, "place": "Lyman"}, False),
    ],
)
def test_only_what_says_as_much_is_counted_and_cited(other: str, more: dict[str, Any], counted: bool) -> None:
    desk = Desk()
    desk.item("a", "Lantern News Agency", "2022-09-07", "300 people fled Izium.")
    desk.item("b", "Meridian Wire", "2022-09-08", other)
    claims = [desk.claim("a", "300 people fled Izium", "displace", count="300", low=300, high=300, place="Izium")]
    claims.append(desk.claim("b", other.rstrip("."), "displace", **({"place": "Izium"} | more)))
    writer = Writer(desk.inputs())
    statement = writer.statement(claims, 2)
    assert statement is not None
    made = writer.fact("x", statement)
    assert (set(made.support) == set(claims)) is counted
    assert ("two independent lines" in made.text) is counted


@pytest.mark.parametrize(
    ("other", "counted"),
    [("Their lines are cut.", False), ("The railway was cut on Saturday.", True)],
)
def test_of_what_names_no_place_only_words_that_share_something_are_cited_together(other: str, counted: bool) -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "Troops cut the railway.")
    desk.item("b", "Lantern News Agency", "2022-09-12", other)
    claims = [desk.claim("a", "Troops cut the railway", "outage"), desk.claim("b", other.rstrip("."), "outage")]
    writer = Writer(desk.inputs())
    statement = writer.statement(claims, 2)
    assert statement is not None
    assert (set(writer.fact("x", statement).support) == set(claims)) is counted


def test_words_that_bring_along_what_their_source_withdrew_stand_no_longer() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-11", "Police took 300 prisoners at Izium. He would not say where they were.")
    gone = desk.claim("a", "Police took 300 prisoners at Izium", "take-prisoner", place="Izium")
    asked = desk.claim("a", "He would not say where they were", "presence", mood="unknown")
    statement = Writer(desk.inputs()).statement([asked])
    assert statement is not None
    assert Writer(desk.inputs()).words(statement).led
    assert Writer(desk.inputs()).standing(statement, asked=True) > 0
    desk.taken_back(gone)
    assert Writer(desk.inputs()).standing(statement, asked=True) == 0


def test_of_two_versions_of_an_article_the_newer_one_is_quoted() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-07", "Troops took the whole of Izium.")
    desk.item("b", "Meridian Wire", "2022-09-10", "Troops took all of Izium.")
    old = desk.claim("a", "Troops took the whole of Izium", "capture", place="Izium")
    new = desk.claim("b", "Troops took all of Izium", "capture", place="Izium")
    desk.told[old] = replace(desk.told[old], superseded_at=AS_OF)
    statement = Writer(desk.inputs()).statement([old, new])
    assert statement is not None
    assert statement.lead.claim.id == new
