"""What a reader is told of disputes, holders, plans and late reports: once, and no surer than it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitrepdesk.model import DAY, Change
from sitrepdesk.report import compose, load_template

from .sample import AS_OF, Desk
from .test_compose import everything, texts, then


def disputes(*texts_: str, about: str = "hold") -> list[str]:
    """What stands under Disputed where the first text excludes each of the others; each is one claim of a source of its own."""
    desk = Desk()
    claims = []
    for key, source, text in zip("abc", ("Meridian Wire", "Ridge Institute", "Lantern News Agency"), texts_, strict=False):
        desk.item(key, source, f"2022-09-1{len(claims)}", text)
        claims.append(desk.claim(key, text.rstrip("."), "hold"))
    for n, other in enumerate(claims[1:]):
        desk.clash(claims[0], other, about if n == 0 else about.replace("hold", "advance"))
    return texts(compose(desk.inputs()), "disputed")


def test_an_account_that_excludes_two_others_is_told_once() -> None:
    found = disputes("Russia holds Kupiansk.", "Ukraine holds Kupiansk.", "Ukrainians entered Kupiansk.", about="hold: Kupiansk")
    first = "Meridian Wire reported on 10 September: “Russia holds Kupiansk.” Against that, "
    second = "the Ridge Institute wrote on 11 September: “Ukraine holds Kupiansk.” "
    assert found == [f"{first}{second}Lantern News Agency reported on 12 September: “Ukrainians entered Kupiansk.”"]


def test_two_tellings_in_which_a_reader_sees_nothing_in_common_are_not_set_against_each_other() -> None:
    assert disputes("Some 37 died.", "About 25,000 were lost.") == []
    assert len(disputes("Some 37 died in Izium.", "About 40 died in Izium.")) == 1
    assert disputes("Some 37 died in Izium.", "List of the dead of Izium") == []
    assert disputes("On 3 May, 37 Ukrainians died.", "Two Ukrainians died on 3 May.") == []
    assert len(disputes("They say 2,000 died.", "One said of the 2,000 that 300 died.")) == 1


def test_who_holds_a_part_stands_beside_who_holds_the_whole() -> None:
    desk = Desk()
    told = {
        "a": "Russia holds Kupiansk.",
        "b": "Ukrainians entered the western part of Kupiansk.",
        "c": "Ukraine holds the western part of Kupiansk.",
    }
    for n, (key, source) in enumerate(zip(told, ("Meridian Wire", "Ridge Institute", "Lantern News Agency"), strict=True)):
        desk.item(key, source, f"2022-09-1{n}", told[key])
    a, b, c = (desk.claim(k, t.rstrip("."), "hold") for k, t in told.items())
    desk.clash(a, b, "hold: Kupiansk")
    desk.clash(a, c, "hold: Western part of Kupiansk")
    assert len(texts(compose(desk.inputs()), "disputed")) == 1


@pytest.mark.parametrize(
    ("source", "clash", "label"),
    [
        ("Meridian Wire", False, "Izium, reported to be held by Ukraine"),
        ("Meridian Wire", True, "Izium, said to be held by Ukraine"),
        ("General Staff of the Armed Forces of Ukraine", False, "Izium, said to be held by Ukraine"),
    ],
)
def test_a_place_is_held_only_on_an_outlets_word_that_nobody_excludes(source: str, clash: bool, label: str) -> None:
    desk = Desk()
    desk.item("a", source, "2022-09-10", "Ukraine holds Izium.")
    desk.item("b", "Ridge Institute", "2022-09-09", "Russia holds Izium.")
    held, other = (desk.claim(k, f"{who} holds Izium", "hold", place="Izium") for k, who in (("a", "Ukraine"), ("b", "Russia")))
    desk.happened([held], place="Izium")
    desk.held("Izium", "side:ua", (held,))
    if clash:
        desk.clash(held, other, "hold: Izium")
    assert [t for t in texts(compose(desk.inputs()), "area-kharkiv-oblast") if t.startswith(f"{label} — ")]


def test_a_holder_whom_nobody_has_confirmed_of_late_is_counted_and_not_told() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "Ukraine holds Izium. Guns struck Lyman.")
    held = desk.claim("a", "Ukraine holds Izium", "hold", place="Izium")
    desk.happened([held], place="Izium")
    desk.held("Izium", "side:ua", (held,))
    assert "Izium, reported to be held by Ukraine" in everything(compose(desk.inputs()))
    desk.control[0] = replace(desk.control[0], aged=True)
    assert "Izium, reported to be held by Ukraine" not in everything(compose(desk.inputs()))


def test_a_plan_for_a_time_that_is_over_is_no_outlook() -> None:
    desk = Desk()
    desk.item("a", "Ridge Institute", "2022-09-10", "Troops planned to take Izium.")
    claim = desk.claim("a", "Troops planned to take Izium", "capture", mood="intended")
    desk.outlook.append(claim)
    assert texts(compose(desk.inputs()), "outlook")
    told = desk.told[claim]
    desk.told[claim] = replace(told, claim=replace(told.claim, time=replace(told.claim.time, start=AS_OF - 92 * DAY, end=AS_OF - 90 * DAY)))
    assert not texts(compose(desk.inputs()), "outlook")


def test_a_reversal_is_told_with_who_holds_it_now_or_not_at_all() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-07", "Russia holds Izium.")
    desk.item("b", "Meridian Wire", "2022-09-10", "Ukraine holds Izium.")
    old, new = desk.claim("a", "Russia holds Izium", "hold", place="Izium"), desk.claim("b", "Ukraine holds Izium", "hold", place="Izium")
    for now, shown in (((new,), 1), ((), 0)):
        desk.changes = [Change(kind="reversed", about="Izium", area=None, before=(old,), now=now, because="", subject="control")]
        found = texts(compose(desk.inputs(since=11, before=then())), "changed")
        assert len([t for t in found if t.startswith("Reversed, Izium — Meridian Wire reported on 7 September")]) == shown


def test_a_report_that_comes_in_late_is_new_although_it_was_out_before_the_last_one() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-02", "Troops took Lyman.")
    desk.happened([desk.claim("a", "Troops took Lyman", "capture")])
    assert "Troops took Lyman" not in everything(compose(desk.inputs(since=11, before=then(), known=frozenset({"a"}))))
    assert "Troops took Lyman" in everything(compose(desk.inputs(since=11, before=then(), known=frozenset())))


def test_a_need_is_told_once_and_what_a_force_is_short_of_is_none() -> None:
    desk = Desk()
    desk.item("a", "Joint Relief Desk", "2022-09-12", "The enemy is short of shells. The water and the power are off.")
    for words, kind in (("The enemy is short of shells", "shortage"), ("The water", "shortage"), ("the power are off", "outage")):
        desk.happened([desk.claim("a", words, kind)])
    report = compose(desk.inputs(template=load_template("humanitarian")))
    told = [x.text for s in report.sections if s.key.startswith("needs") or s.key == "bottom-line" for x in s.sentences]
    assert len([t for t in told if "water and the power" in t]) == 1
    assert not [x for s in report.sections if s.key.startswith("needs") for x in s.sentences if "shells" in x.text]


def test_what_somebody_had_expected_before_is_no_outlook() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "In April the governor had said that Izium could fall.")
    desk.outlook.append(desk.claim("a", "Izium could fall", "capture", place="Izium", mood="intended"))
    document = compose(desk.inputs())
    assert texts(document, "outlook") == []
    assert ["In April the governor had said" in t for t in texts(document, "recalled")] == [True]


def lead(desk: Desk) -> str:
    return " ".join(texts(compose(desk.inputs()), "bottom-line"))


def test_who_had_held_a_place_before_leads_no_report() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "Izium had been held by Russia since March. Ukrainian troops entered Izium.")
    desk.happened([desk.claim("a", "Izium had been held by Russia since March", "hold", place="Izium")], place="Izium")
    desk.happened([desk.claim("a", "Ukrainian troops entered Izium", "advance", place="Izium")], place="Izium")
    assert "had been held" not in lead(desk)
    assert "entered Izium" in lead(desk)


@pytest.mark.parametrize(("later", "leads"), [(41_200, False), (20_000, True)])
def test_a_count_that_a_later_and_larger_one_has_overtaken_leads_no_report(later: int, leads: bool) -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-08", "Some 22,000 people fled from Izium.")
    desk.item("b", "Ridge Institute", "2022-09-10", "So far people have fled.")
    old = desk.claim("a", "Some 22,000 people fled from Izium", "displace", place="Izium", count="22,000", low=22_000, high=22_000)
    desk.happened([old], place="Izium")
    desk.counted(desk.claim("b", "people have fled", "displace"), "displace", None, later, later)
    assert ("22,000" in lead(desk)) is leads


def test_a_heading_does_not_stand_for_the_sentence_under_it() -> None:
    desk = Desk()
    text = "Overnight strikes on Izium\n\nRussian forces hit Izium with four missiles, the governor said."
    desk.item("a", "Meridian Wire", "2022-09-10", text)
    heading = desk.claim("a", "Overnight strikes on Izium", "strike", place="Izium")
    told = desk.claim("a", "Russian forces hit Izium with four missiles", "strike", by="the governor")
    desk.happened([heading, told], place="Izium")
    assert "Russian forces hit Izium with four missiles, the governor said" in lead(desk)


@pytest.mark.parametrize("left", [True, False])
def test_who_held_a_place_before_it_was_left_leads_no_report(left: bool) -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-09", "Russian troops hold Izium firmly.")
    desk.item("b", "Ridge Institute", "2022-09-11", "Russian troops have left Izium.")
    desk.happened([desk.claim("a", "Russian troops hold Izium firmly", "hold", place="Izium", phase="ongoing")], place="Izium")
    if left:
        desk.happened([desk.claim("b", "Russian troops have left Izium", "withdraw", place="Izium")], place="Izium")
    assert ("hold Izium firmly" in lead(desk)) is not left


def test_what_was_out_before_it_worked_again_leads_no_report() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-09", "The power was cut in Izium.")
    desk.item("b", "Ridge Institute", "2022-09-11", "The power is back in Izium.")
    desk.happened([desk.claim("a", "The power was cut in Izium", "outage", place="Izium")], place="Izium")
    desk.happened([desk.claim("b", "The power is back in Izium", "function", place="Izium")], place="Izium")
    assert "was cut" not in lead(desk)
    assert "is back" in lead(desk)


def test_the_count_at_the_end_of_the_bottom_line_is_not_quoted_twice() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "Some 41 people died in Izium. They were shelled in the market of Izium.")
    died = desk.claim("a", "Some 41 people died in Izium", "kill", place="Izium", count="41", low=41, high=41)
    desk.happened([died], place="Izium")
    desk.counted(died, "kill", None, 41, 41)
    desk.happened([desk.claim("a", "They were shelled in the market of Izium", "strike", place="Izium")], place="Izium")
    assert lead(desk).count("Some 41 people died") == 1
