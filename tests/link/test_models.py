"""Which report of a source another has its news from, where the words leave several."""

from __future__ import annotations

from itertools import permutations

from sitrepdesk.link import Shingled, copies, likeliest_models, shingled
from sitrepdesk.model import Item

from .telling import item, source

Text = tuple[Item, Shingled]
PLAIN = "Nobody came to clear the muddy lanes of Volnyi before winter."
TRACE = "The ferry at Old Harbour has carried 417 lorries since the bridge fell, the harbour master wrote in his log."


def report(name: str, by: str, text: str, days: float) -> Text:
    made = item(name, days, source=f"source:{by}")
    return made, shingled(made, source(by, kind="agency"), text)


def kept(*reports: Text) -> set[tuple[str, str]]:
    """(copy, model) of the links that stand, which must be the same in any order."""
    items = {i.id: i for i, _ in reports}
    links = copies(s for _, s in reports)
    found = {frozenset((k.left, k.right) for k in likeliest_models(some, items)) for some in permutations(links)}
    assert len(found) == 1
    return set(found.pop())


FIRST = report("first", "Lantern", "Nine houses burnt down in Izium on Thursday, by the railway depot.", 1)
SECOND = report("second", "Lantern", "In Izium nine people slept in the school. The market stayed shut.", 1.2)


def test_a_credit_leads_to_the_one_report_of_the_credited_source_that_has_most_of_it() -> None:
    copy = report("copy", "Courier", "Fire took nine houses by the depot of Izium, Lantern reported.", 1.5)
    assert kept(FIRST, copy) == {("copy", "first")}
    assert kept(SECOND, copy) == {("copy", "second")}
    assert kept(FIRST, SECOND, copy) == {("copy", "first")}


def test_words_in_common_with_one_report_of_the_source_say_that_it_is_not_another_that_is_credited() -> None:
    third = report("third", "Lantern", TRACE, 1.3)
    copy = report("copy", "Courier", f"{TRACE}\n\nFire took nine houses by the depot of Izium, Lantern reported.", 1.5)
    assert kept(FIRST, copy) == {("copy", "first")}
    assert kept(FIRST, third, copy) == {("copy", "third")}


def test_credits_of_two_sources_lead_to_a_report_of_each() -> None:
    other = report("other", "Herald", "In Lyman 12 wells ran dry. Bread was sold out.", 1.1)
    copy = report(
        "copy", "Courier", "Fire took nine houses in Izium, Lantern reported. Herald reported that 12 wells of Lyman are dry.", 1.5
    )
    assert kept(FIRST, other, copy) == {("copy", "first"), ("copy", "other")}


def test_a_plain_sentence_says_nothing_of_a_report_that_has_its_news_from_elsewhere() -> None:
    stock, model = report("stock", "Herald", PLAIN, 1), report("model", "Lantern", TRACE, 1)
    copy = report("copy", "Courier", f"{PLAIN}\n\n{TRACE}", 1.5)
    assert kept(stock, report("alone", "Gazette", PLAIN + " That is all.", 1.5)) == {("alone", "stock")}
    assert kept(stock, model, copy) == {("copy", "model")}
