"""An edited draft comes back as a document: citations kept, changes marked, losses refused with their line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitrepdesk.model import BadValue, Cleared, Section, Sentence
from sitrepdesk.publish import clear, edited, from_json, to_json, to_markdown
from sitrepdesk.report import compose
from tests.report.kharkiv import kharkiv

from .clearing import rules

WORDS = "My own words on it"


@pytest.fixture(scope="module")
def made() -> Cleared:
    desk = kharkiv()
    document = compose(desk.inputs(since=11, before=desk.picture()))
    forecast = Sentence(id="f" * 12, text="New: 60 %, until 18 September — It ends. Decided by this rule: We look.", role="forecast")
    expected = Section(key="forecasts", title="Forecasts", sentences=(forecast,))
    return clear(replace(document, sections=(*document.sections, expected)), desk.told, rules(desk))


def fact(text: str) -> int:
    """The line number, from 0, of the first factual sentence."""
    return next(n for n, row in enumerate(text.splitlines()) if row.startswith("- “"))


def changed(made: Cleared, old: str, new: str) -> str:
    rows = to_markdown(made).splitlines()
    at = fact(to_markdown(made))
    assert old in rows[at]
    rows[at] = rows[at].replace(old, new)
    return "\n".join(rows) + "\n"


def test_a_draft_that_nobody_touched_comes_back_as_it_was(made: Cleared) -> None:
    back = edited(made, to_markdown(made), "A. Person")
    assert back.document == made.document
    assert (back.lines, back.cut) == ({}, ())


def test_a_changed_sentence_keeps_its_citations_and_is_marked(made: Cleared) -> None:
    text = changed(made, "“", f"{WORDS}: “")
    back = edited(made, text, "A. Person")
    (one,) = [s for section in back.document.sections for s in section.sentences if s.edited]
    assert one.text.startswith(WORDS)
    assert one.support
    assert back.lines == {one.id: fact(to_markdown(made)) + 1}
    assert "*(edited)*" in to_markdown(replace(made, document=back.document))


def test_a_lost_citation_is_refused_with_its_line(made: Cleared) -> None:
    rows = to_markdown(made).splitlines()
    at = fact(to_markdown(made))
    rows[at] = rows[at].split("[^")[0] + " <!--" + rows[at].split("<!--")[1]
    with pytest.raises(BadValue, match="lost its citation") as e:
        edited(made, "\n".join(rows), "A. Person")
    assert e.value.where == f"line {at + 1}"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("[^2]", "[^999]", "leads to no quotation"),
        ("[^2]", "[^2][^998]", "leads to no quotation"),
    ],
)
def test_a_mark_that_leads_nowhere_is_refused(made: Cleared, old: str, new: str, what: str) -> None:
    with pytest.raises(BadValue, match=what):
        edited(made, changed(made, old, new), "A. Person")


def test_a_sentence_without_a_mark_is_the_authors_judgement(made: Cleared) -> None:
    rows = to_markdown(made).splitlines()
    rows.insert(fact(to_markdown(made)) + 1, f"- {WORDS}.")
    back = edited(made, "\n".join(rows), "A. Person")
    (one,) = [s for section in back.document.sections for s in section.sentences if s.edited]
    assert (one.role, one.support, one.text) == ("judgement", (), f"Judgement of A. Person — {WORDS}.")


def test_a_line_that_an_editor_broke_is_one_sentence(made: Cleared) -> None:
    rows = to_markdown(made).splitlines()
    at = fact(to_markdown(made))
    cut = rows[at].index(" ", 30)
    rows[at : at + 1] = [rows[at][:cut], "  " + rows[at][cut + 1 :]]
    assert edited(made, "\n".join(rows), "A. Person").document == made.document


def test_a_sentence_that_was_cut_takes_its_citations_along(made: Cleared) -> None:
    rows = to_markdown(made).splitlines()
    del rows[fact(to_markdown(made))]
    back = edited(made, "\n".join(rows), "A. Person")
    assert len(back.cut) == 1
    cited = {c for s in back.document.sections for x in s.sentences for c in x.support}
    assert {c.claim for c in back.document.citations} == cited


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("60 %, until", "70 %, until", "forecast"),
        ("[^1]: ", "[^1]: X ", "under the report"),
        ("claims seen by a person", "claims seen by many", "head of the report"),
    ],
)
def test_what_is_frozen_or_evidence_is_not_edited(made: Cleared, old: str, new: str, what: str) -> None:
    with pytest.raises(BadValue, match=what):
        edited(made, to_markdown(made).replace(old, new), "A. Person")


def test_a_report_comes_back_from_its_json(made: Cleared) -> None:
    assert from_json(to_json(made)) == made
