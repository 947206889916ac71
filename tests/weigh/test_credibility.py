"""Credibility of information, rule by rule."""

from __future__ import annotations

from collections.abc import Mapping

from sitrepdesk.link import accounts, clashes, events
from sitrepdesk.model import Assessment, Told
from sitrepdesk.weigh import credibility, weigh
from sitrepdesk.weigh.credibility import RULES
from tests.link.telling import item, on, people, said_by, side_of, tell, within

A, B, C = item("a", 1), item("b", 1.1), item("c", 1.2)
OWN = item("own", 1, issue=11)
RU, UA = said_by("actor:ru-ministry"), said_by("actor:ua-staff")


def graded(*told: Told, grades: Mapping[str, str] | None = None) -> dict[str, Assessment]:
    """Grade by the id of each event's first claim."""
    known = accounts(told, side_of)
    happened = events(known.values(), within)
    grade = weigh(happened, known, clashes(known, happened), grades)
    return {e.claims[0]: grade[e.id] for e in happened}


def value(*told: Told, grades: Mapping[str, str] | None = None) -> str:
    return graded(*told, grades=grades)[told[0].claim.id].value


def test_two_fair_sources_make_a_confirmed_report() -> None:
    assert value(tell(A, "strike"), tell(B, "strike"), grades={"source:a": "B", "source:b": "C"}) == "1"


def test_two_lines_without_a_record_make_a_probable_one() -> None:
    assert value(tell(A, "strike"), tell(B, "strike"), grades={"source:a": "B", "source:b": "D"}) == "2"


def test_one_line_is_possible() -> None:
    assert value(tell(A, "strike")) == "3"


def test_ten_copies_change_nothing() -> None:
    copies = [tell(item(f"n{i}", 1.1), "strike", line="source:a", origin="a") for i in range(10)]
    alone, copied = graded(tell(A, "strike")), graded(tell(A, "strike"), *copies)
    assert [g.value for g in copied.values()] == [g.value for g in alone.values()] == ["3"]
    assert next(iter(copied.values())).because[1] == "11 reports, one independent line."


def test_our_own_earlier_report_is_no_report_beside_others() -> None:
    told = graded(tell(A, "strike"), tell(OWN, "strike", line="own"))
    assert next(iter(told.values())).because[1] == "One report, one independent line."


def test_a_partys_word_needs_a_line_outside_it() -> None:
    assert value(tell(A, "capture", attribution=RU), tell(B, "capture", attribution=RU)) == "3"
    assert value(tell(A, "capture", attribution=RU), tell(B, "capture", attribution=UA)) == "2"


def test_hearsay_and_maybes_alone_cannot_be_judged() -> None:
    assert value(tell(A, "strike", likelihood="possible")) == "6"
    assert value(tell(A, "strike", attribution=said_by(kind="unnamed"))) == "6"


def test_our_own_earlier_report_alone_cannot_be_judged() -> None:
    assert value(tell(OWN, "strike", line="own")) == "6"


def test_what_another_account_excludes_is_doubtful_and_what_more_exclude_improbable() -> None:
    yes, no = tell(A, "capture", by="ua"), tell(B, "capture", by="ua", polarity="negated")
    assert value(yes, no) == value(no, yes) == "4"
    assert value(yes, no, tell(C, "capture", by="ua", polarity="negated")) == "5"


def test_two_counts_of_one_event_do_not_make_it_doubtful() -> None:
    then = on(0.5)
    told = [tell(i, "take-prisoner", to="ru", quantities=(people(n, n),), time=then) for i, n in ((A, 5), (B, 50))]
    known = accounts(told, side_of)
    assert clashes(known, events(known.values(), within))
    assert value(*told) == "2"


def test_one_event_can_be_graded_alone() -> None:
    known = accounts([tell(A, "strike")], side_of)
    (event,) = events(known.values(), within)
    assert credibility(event, known).value == "3"
    assert credibility(event, known, ["source:b", "source:c"]).value == "5"


def test_every_rule_has_a_grade_and_a_sentence_and_the_last_holds_for_all() -> None:
    assert all(rule["value"] in "123456" and rule["because"].endswith(".") for rule in RULES)
    assert set(RULES[-1]) == {"value", "because"}
