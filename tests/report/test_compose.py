"""The whole report of the bundled dossier, from a picture made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sitrepdesk.model import DAY, Document, Happening, Picture, Reconciled
from sitrepdesk.report import compose, lint, load_template
from sitrepdesk.report.figures import named
from sitrepdesk.report.topline import TopLine
from sitrepdesk.report.writer import Writer

from .kharkiv import kharkiv
from .sample import AS_OF, Desk


@pytest.fixture(scope="module")
def desk() -> Desk:
    return kharkiv(private=True)


def then() -> Picture:
    """The picture that No. 11 was made from."""
    return replace(kharkiv().picture(), as_of=AS_OF - 5 * DAY, known_by=AS_OF - 5 * DAY)


@pytest.fixture(scope="module")
def report(desk: Desk) -> Document:
    return compose(desk.inputs(since=11, before=then()))


def texts(report: Document, key: str) -> list[str]:
    return [s.text for section in report.sections if section.key == key for s in section.sentences]


def everything(report: Document) -> str:
    return "\n".join(s.text for section in report.sections for s in section.sentences)


def test_the_sections_stand_in_their_order(report: Document) -> None:
    heads = " ".join(s.key for s in report.sections if s.level == 2)
    assert heads == "bottom-line changed areas people materiel disputed unknown why outlook sources method corrections"


def test_a_report_has_no_lint(desk: Desk, report: Document) -> None:
    assert lint(report, desk.told) == ()


def test_every_fact_is_cited_and_every_citation_quotes_its_passage(desk: Desk, report: Document) -> None:
    cited = {c.claim for c in report.citations}
    facts = [s for section in report.sections for s in section.sentences if s.role == "fact"]
    assert facts
    assert all(s.support and set(s.support) <= cited for s in facts)
    assert all(desk.texts[c.item][c.span[0] : c.span[1]] == c.quote for c in report.citations)


def test_the_bottom_line_is_three_to_seven_sentences_of_what_happened(desk: Desk, report: Document) -> None:
    made = [s for section in report.sections if section.key == "bottom-line" for s in section.sentences]
    leads = [desk.told[c].claim for s in made for c in s.support[:1]]
    assert 3 <= len(made) <= 7
    assert all(c.mood == "stated" and c.time.phase != "future" for c in leads)


def test_the_bottom_line_gives_both_accounts_of_a_disputed_place_where_no_section_does(desk: Desk) -> None:
    report = compose(desk.inputs(since=11, before=then(), template=load_template("humanitarian")))
    disputed = [t for t in texts(report, "bottom-line") if ", disputed — " in t]
    assert sorted(t.partition(",")[0] for t in disputed if not t.startswith("Killed")) == ["Kupiansk", "Lyman"]
    assert all("Against that," in t for t in disputed)


def test_the_bottom_line_ends_with_the_human_cost_and_who_counts_it(report: Document) -> None:
    last = texts(report, "bottom-line")[-1]
    assert last.startswith("Killed, disputed — The Ministry of Defence of the Russian Federation said on 10 September")
    assert "An officer at the eastern command put the dead in the same days at fewer than 300" in last


def test_no_sentence_of_the_bottom_line_speaks_of_a_retraction(desk: Desk, report: Document) -> None:
    made = [c for section in report.sections if section.key == "bottom-line" for s in section.sentences for c in s.support]
    assert not {desk.told[c].item.id for c in made} & {"23", "29"}


@pytest.mark.parametrize(
    ("number", "needs"),
    [
        ("5,000", "up to"),
        ("fewer than 300", "officer"),
        ("2,000 Ukrainian", "Ministry of Defence"),
        ("60 percent", "SITREP No. 11"),
    ],
)
def test_a_number_never_stands_without_its_bound_or_speaker(report: Document, number: str, needs: str) -> None:
    found = [t for t in everything(report).splitlines() if number in t]
    assert found
    assert all(needs.casefold() in t.casefold() for t in found)


def test_no_area_tells_again_what_the_head_tells(report: Document) -> None:
    told = [t for s in report.sections if s.key in {"bottom-line", "new"} or s.key.startswith("area") for x in s.sentences if (t := x.text)]
    quoted = [t for t in told if not t.startswith("Who holds what")]
    assert len([t for t in quoted if "have left Izium" in t]) == 1
    assert len([t for t in quoted if "reportedly wounded" in t]) <= 1


def test_the_bottom_line_does_not_quote_what_its_first_sentence_says(report: Document) -> None:
    first, *others = texts(report, "bottom-line")
    assert "Ukraine is reported to hold Balakliia" in first
    assert not [t for t in others if "hold the whole of the town" in t]
    assert "who holds Kupiansk and Lyman is disputed" in first
    assert not [t for t in others if t.startswith("Kupiansk, disputed")]
    assert [t for t in texts(report, "disputed") if "Kupiansk" in t]


def test_a_contested_place_is_not_said_to_be_held(report: Document) -> None:
    assert not [t for t in everything(report).splitlines() if t.startswith(("Lyman, held", "Kupiansk, held"))]
    assert [t for t in texts(report, "disputed") if "Our soldiers control the town" in t and "does not control a single street" in t]


def test_a_held_place_is_a_label_on_the_words_that_say_so(report: Document) -> None:
    assert (
        "Balakliia, reported to be held by Ukraine — “A Meridian reporter who reached the town in the afternoon saw no Russian troops. "
        "Ukrainian troops hold the whole of the town,” Meridian Wire reported on 8 September." in everything(report)
    )


def test_open_questions_are_asked_in_their_askers_words(report: Document) -> None:
    asked = "\n".join(texts(report, "unknown"))
    assert "where it was taken" in asked
    assert "who holds Lyman" in asked
    assert "Balakliia" not in asked


def test_an_answer_stands_beside_its_question(report: Document) -> None:
    found = [t for t in texts(report, "changed") if t.startswith("Answered")]
    assert len(found) == 1
    assert "whether Balakliia itself has changed hands" in found[0]
    assert "hold the whole of the town" in found[0]


@pytest.mark.parametrize("section", ["changed", "corrections"])
def test_a_retraction_says_what_was_withdrawn_by_whom_and_when(desk: Desk, report: Document, section: str) -> None:
    made = report if section == "changed" else compose(desk.inputs())
    found = [t for t in texts(made, section) if t.startswith("Withdrawn")]
    assert len(found) == 1
    assert "Ukrainian troops captured the town of Lyman in the Donetsk region on Saturday" in found[0]
    assert found[0].endswith("It withdrew this on 11 September.")


@pytest.mark.parametrize("section", ["changed", "corrections"])
def test_a_correction_says_what_stood_and_what_stands_now(desk: Desk, report: Document, section: str) -> None:
    made = report if section == "changed" else compose(desk.inputs())
    found = [t for t in texts(made, section) if t.startswith("Corrected")]
    assert len(found) == 1
    assert found[0].index("About 300 Russian prisoners") < found[0].index("Then Meridian Wire") < found[0].index("about 130 prisoners")


def test_our_own_earlier_report_supports_nothing_and_keeps_its_number(report: Document) -> None:
    expected = texts(report, "own-forecasts")
    assert any("We put this at 60 percent" in t for t in expected)
    assert all(t.startswith("Our SITREP No. 11 said on 8 September") for t in expected)


def test_who_a_dead_or_captured_man_was_is_nowhere(report: Document) -> None:
    assert "who the man was" not in everything(report)
    assert "Vydumkin" not in everything(report)


def test_each_source_has_a_line_and_a_copy_names_its_origin(report: Document) -> None:
    lines = texts(report, "sources")
    assert "The Harbour Courier · none · one report, on the line of Lantern News Agency · reliability F, no record." in lines
    assert (
        "Volna-24 · Russia · one report, on the line of the Ministry of Defence of the Russian Federation · reliability F, no record."
        in lines
    )
    assert not [t for t in lines if t.startswith("The Sandtable")]


def test_the_coverage_line_says_what_was_not_read_and_not_seen(report: Document) -> None:
    assert "Not read: one report in Ukrainian and one in Russian." in report.coverage
    assert "Read by machine, 0 of 56 claims seen by a person." in report.coverage


def test_the_first_report_says_that_it_is_the_first(desk: Desk) -> None:
    assert texts(compose(desk.inputs()), "changed") == ["This is the first report of this desk; there is nothing to compare it with."]


def test_a_picture_without_claims_gives_a_report_that_says_so() -> None:
    empty = compose(Desk().inputs())
    assert texts(empty, "bottom-line") == ["Nothing to report."]
    assert empty.citations == ()


def test_the_same_inputs_give_the_same_report(desk: Desk, report: Document) -> None:
    assert compose(desk.inputs(since=11, before=then())) == report


def test_what_does_not_fit_is_counted_with_the_command_that_shows_it() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "\n".join(f"Troops took village {chr(65 + n)}." for n in range(14)))
    for n in range(14):
        desk.happened([desk.claim("a", f"Troops took village {chr(65 + n)}", "capture")])
    found = texts(compose(desk.inputs()), "areas")
    assert found == ["Six events of less weight stand in the ledger, all in Kharkiv Oblast (sitrep claims --about PLACE)."]
    assert len(texts(compose(desk.inputs()), "area-kharkiv-oblast")) == 8


def test_what_was_taken_back_since_the_last_report_is_told_once(report: Document) -> None:
    found = [t for s in report.sections for x in s.sentences if (t := x.text).startswith(("Withdrawn", "Corrected"))]
    assert len(found) == 2
    assert "What was taken back since No. 11 stands under “What changed since No. 11”." in texts(report, "corrections")


def test_the_report_begins_with_who_is_said_to_hold_what_and_whose_word_it_is(report: Document) -> None:
    first = texts(report, "bottom-line")[0]
    assert first == "Who holds what — Ukraine is reported to hold Balakliia; who holds Kupiansk and Lyman is disputed."


def test_a_hedged_holder_or_one_in_a_named_mouth_is_not_put_into_our_words() -> None:
    desk = kharkiv()
    east = desk.claim("14", "Russian units appear to hold the eastern side of", "hold", likelihood="likely", phase="ongoing")
    maintains = desk.claim("27", "Russian reservists still hold Lyman", "hold", by="a Ukrainian officer", phase="ongoing")
    desk.control.clear()
    desk.held("Kupiansk", "side:ru", (east,))
    desk.held("Lyman", "side:ru", (maintains,))
    assert not [t for t in texts(compose(desk.inputs()), "bottom-line") if t.startswith("Who holds what")]


def test_a_partys_word_on_its_own_ground_stands_in_its_mouth() -> None:
    desk = kharkiv()
    desk.control.clear()
    desk.held("Balakliia", "side:ua", (desk.happenings[4].claims[0],))
    ours = desk.claim("28", "Our forces hold the line of the Oskil river and the town of Lyman", "hold", phase="ongoing")
    desk.held("Lyman", "side:ru", (ours,))
    first = texts(compose(desk.inputs()), "bottom-line")[0]
    assert first.endswith("hold Balakliia; the Ministry of Defence of the Russian Federation says that Russia holds Lyman.")


def test_of_an_area_of_which_nothing_new_was_told_the_report_says_so() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-02", "Troops took Lyman.")
    desk.item("b", "Meridian Wire", "2022-09-10", "Troops took Izium.")
    desk.happened([desk.claim("a", "Troops took Lyman", "capture")], area="area:donetsk-oblast")
    desk.happened([desk.claim("b", "Troops took Izium", "capture")])
    report = compose(desk.inputs(since=11, before=then()))
    assert texts(report, "areas") == ["Nothing new from Donetsk Oblast since 8 September (sitrep claims --about PLACE)."]
    assert "Lyman" not in everything(report)


def test_an_area_of_which_more_is_told_has_more_room() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "\n".join(f"Troops took village {chr(65 + n)}." for n in range(26)))
    for n in range(26):
        area = "area:donetsk-oblast" if n < 4 else "area:kharkiv-oblast"
        desk.happened([desk.claim("a", f"Troops took village {chr(65 + n)}", "capture")], area=area)
    report = compose(desk.inputs())
    assert len(texts(report, "area-kharkiv-oblast")) > len(texts(report, "area-donetsk-oblast")) >= 2


def test_a_count_of_things_is_none_of_people() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "Russian troops left 12 vehicles in Izium.")
    claim = desk.claim("a", "Russian troops left 12 vehicles", "displace", place="Izium", count="12", low=12, high=12)
    desk.counted(claim, "displace", "side:ru", 12, 12, unit="vehicle")
    assert not [s for s in compose(desk.inputs()).sections if s.key == "people"]


def test_a_further_sentence_of_the_same_report_does_not_say_the_day_again() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "Troops took Izium. Guns struck Lyman. Ukrainian shells fell on Kupiansk.")
    w = Writer(desk.inputs())
    told = (("Troops took Izium", "capture"), ("Guns struck Lyman", "strike"), ("Ukrainian shells fell on Kupiansk", "strike"))
    made = (w.statement([desk.claim("a", words, kind, place=words.split()[-1])]) for words, kind in told)
    assert [w.fact("areas", s).text for s in made if s] == [
        "“Troops took Izium,” Meridian Wire reported on 10 September.",
        "“Guns struck Lyman,” Meridian Wire added.",
        "“Ukrainian shells fell on Kupiansk,” Meridian Wire also reported.",
    ]


def test_what_sources_say_is_disputed_stands_under_disputed() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "There are those disputing that the drive on Kherson was a feint.")
    desk.happened([desk.claim("a", "There are those disputing that the drive on Kherson was a feint", "feint", polarity="negated",
                              unnamed="those", place="Kherson")], tells="not-happened")  # fmt: skip
    assert [t for t in texts(compose(desk.inputs()), "disputed") if "was a feint" in t]


def test_an_order_not_to_do_a_thing_is_no_outlook() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "People in Izium were told that they must not go near the depot.")
    warned = desk.claim("a", "must not go near the depot", "harm", mood="directed", polarity="negated", phase="future", place="Izium")
    desk.outlook.append(warned)
    assert texts(compose(desk.inputs()), "outlook") == []


def test_counts_that_leave_everything_open_together_say_nothing() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "Numerous people were killed in Izium.")
    desk.item("b", "Lantern News Agency", "2022-09-10", "Vast numbers of people were killed in Izium.")
    claims = tuple(desk.claim(i, "people were killed in Izium", "kill", place="Izium") for i in ("a", "b"))
    open_ = Reconciled(
        kind="kill", side=None, unit="person", place=None, low=None, high=None, agree=True, lines=2, support=claims, left_out=()
    )
    assert "Taken together" not in everything(compose(desk.inputs(together=(open_,))))


@pytest.mark.parametrize(
    ("place", "label"),
    [("Izium", "Izium: capture"), ("toward Izium", "Capture toward Izium"), ("centre of Izium", "Centre of Izium: capture")],
)
def test_a_bar_names_the_place_or_its_part_first_and_the_way_to_it_last(place: str, label: str) -> None:
    fields: dict[str, Any] = dict.fromkeys(Happening.__dataclass_fields__)
    assert named(Happening(**fields | {"type": "capture", "place_name": place})) == label


def test_no_two_bars_of_the_timeline_have_one_name() -> None:
    twice = kharkiv()
    dated = [replace(h, start=AS_OF - 2 * DAY, end=AS_OF - DAY) for h in twice.happenings]
    twice.happenings = [*dated, *(replace(h, event=f"{h.event}-again") for h in dated)]
    made = compose(twice.inputs(since=11, before=then()))
    names = [m.label for f in made.figures if f.chart == "timeline" for m in f.marks]
    assert names
    assert len(names) == len(set(names))


def test_that_reports_contradict_each_other_cites_the_doubted_side_too() -> None:
    d = kharkiv()
    left = d.claim("22", "Russian forces have left Izium", "withdraw")
    held = d.claim("14", "Russian units appear to hold the eastern side of", "hold", likelihood="likely", phase="ongoing")
    d.held("Izium", "contested", (left,), (held,))
    (said,) = TopLine(Writer(d.inputs(since=11)))._contested(())
    assert {left, held} <= set(said.support)
