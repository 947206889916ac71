"""Rival explanations in the report: judgements of named people, beside the words that they cite."""

from __future__ import annotations

from sitrepdesk.model import Section
from sitrepdesk.report import Piece, Rivals, compose, lint

from .sample import Desk

FEINT, THIN = "The southern drive was a feint", "The garrison was too thin."
QUESTION = "Why did the line break?"


def piece(text: str, *against: str, claim: str | None = None, turns: bool = False) -> Piece:
    return Piece(text=text, claim=claim, against=frozenset(against), turns=turns)


def matrix(author: str, order: tuple[tuple[str, ...], ...], *pieces: Piece, lapsed: int = 0) -> Rivals:
    return Rivals(question=QUESTION, author=author, order=order, pieces=pieces, lapsed=lapsed)


def told(desk: Desk, *found: Rivals) -> Section:
    report = compose(desk.inputs(rivals=found))
    assert lint(report, desk.told) == ()
    return next(s for s in report.sections if s.title == QUESTION)


def desk_with_claim() -> tuple[Desk, str]:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-11T12:00+03:00", "The drive on Kherson went on for weeks.")
    return desk, desk.claim("a", "The drive on Kherson went on for weeks", "attack", place="Kherson")


def test_the_explanations_stand_in_their_order_with_how_much_speaks_against_each() -> None:
    found = matrix("Ann Author", ((THIN,), (FEINT,)), piece("It went on", FEINT), piece("It was early"))
    first = told(Desk(), found).sentences[0]
    assert first.role == "judgement"
    assert first.text == (
        "Judgement of Ann Author — Least speaks against A, “The garrison was too thin” (none of two pieces of evidence); "
        "then B, “The southern drive was a feint” (one). No single piece turns this order."
    )


def test_evidence_with_a_claim_is_cited_in_the_words_of_its_source_and_what_it_means_in_the_mouth_of_its_author() -> None:
    desk, claim = desk_with_claim()
    found = matrix("Ann Author", ((THIN,), (FEINT,)), piece("my own words", FEINT, claim=claim, turns=True))
    cited = told(desk, found).sentences[1]
    assert (cited.role, cited.support) == ("fact", (claim,))
    assert cited.text == (
        "Against B, says Ann Author, and without it another would lead — "
        "“The drive on Kherson went on for weeks,” Meridian Wire reported on 11 September."
    )


def test_evidence_without_a_claim_is_its_authors_word_and_says_that_nothing_is_cited() -> None:
    found = matrix("Ann Author", ((THIN,), (FEINT,)), piece("It went on for weeks.", FEINT))
    assert told(Desk(), found).sentences[1].text == "Judgement of Ann Author — Against B: “It went on for weeks” (no report cited)."


def test_two_who_put_another_first_are_said_to_disagree() -> None:
    ann = matrix("Ann Author", ((THIN,), (FEINT,)), piece("It went on", FEINT))
    ben = matrix("Ben Writer", ((FEINT,), (THIN,)), piece("It went on", THIN))
    texts = [s.text for s in told(Desk(), ann, ben).sentences]
    assert texts[1].startswith("Judgement of Ben Writer — Least speaks against B (none of one piece of evidence); then A (one).")
    assert texts[2] == "Ann Author and Ben Writer disagree on which explanation has least against it."
    assert "Judgement of Ben Writer — Against A: “It went on” (no report cited)." in texts


def test_two_who_agree_are_not_said_to_disagree_and_share_a_citation() -> None:
    desk, claim = desk_with_claim()
    both = [matrix(who, ((THIN,), (FEINT,)), piece("x", FEINT, claim=claim)) for who in ("Ann Author", "Ben Writer")]
    texts = [s.text for s in told(desk, *both).sentences]
    assert len(texts) == 3
    assert texts[2].startswith("Against B, say Ann Author and Ben Writer — ")


def test_explanations_with_as_much_against_them_stand_alike() -> None:
    found = matrix("Ann Author", ((THIN, FEINT),), piece("It went on", FEINT, THIN))
    text = told(Desk(), found).sentences[0].text
    assert "A, “The garrison was too thin” and B, “The southern drive was a feint” alike (one of one piece of evidence)" in text


def test_what_cites_a_claim_that_stands_no_longer_is_counted_as_left_out() -> None:
    found = matrix("Ann Author", ((THIN,), (FEINT,)), piece("It went on", FEINT), lapsed=1)
    assert told(Desk(), found).sentences[0].text.endswith("One piece more is left out: what it cites stands no longer.")


def test_a_desk_where_nobody_gave_a_reason_has_the_matrix_under_why() -> None:
    report = compose(Desk().inputs(rivals=(matrix("Ann Author", ((THIN,), (FEINT,)), piece("It went on", FEINT)),)))
    titles = [s.title for s in report.sections]
    assert titles[titles.index(QUESTION) - 1] == "Why"
