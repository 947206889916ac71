"""What is printed once is not printed again."""

from __future__ import annotations

from sitrepdesk.report.printed import Printed
from sitrepdesk.report.writer import Statement, Writer

from .sample import Desk

TEXT = "Troops took Izium in the morning. They left it in the evening. Guns struck Lyman."


def statement(w: Writer, claim: str) -> Statement:
    made = w.statement([claim])
    assert made is not None
    return made


def test_words_that_share_a_sentence_with_printed_ones_are_printed_already() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", TEXT)
    took = desk.claim("a", "Troops took Izium", "capture", place="Izium")
    left = desk.claim("a", "They left it in the evening", "withdraw")
    struck = desk.claim("a", "Guns struck Lyman", "strike", place="Lyman")
    w = Writer(desk.inputs())
    printed = Printed(w, [took])
    assert w.words(statement(w, left)).led
    assert not printed.holds(statement(w, left))  # only the sentence that it brings along is
    assert printed.touches(statement(w, left))
    assert Printed(w, [left]).holds(statement(w, took))
    assert not printed.holds(statement(w, struck))


def test_the_same_words_in_another_report_are_printed_already() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", TEXT)
    desk.item("b", "Lantern News Agency", "2022-09-10", TEXT)
    w = Writer(desk.inputs())
    first, second = (statement(w, desk.claim(k, "Guns struck Lyman", "strike", place="Lyman")) for k in "ab")
    printed = Printed(w)
    assert not printed.holds(second)
    printed.show(first)
    assert printed.holds(second)
