"""Word classes and inflection: what a form is, decided by table and by what stands beside it."""

from __future__ import annotations

import pytest

from sitrepdesk.language import lemma_of, singular, tags, tokens
from sitrepdesk.language.morphology import verb_forms


def tag(text: str, word: str) -> str:
    found = tokens(text)
    return tags(found)[[t.text for t in found].index(word)]


@pytest.mark.parametrize(
    "text, word, expected",
    [
        ("The attack failed.", "attack", "N"),
        ("They attack at dawn.", "attack", "VB"),
        ("Rebels want to attack the town.", "attack", "VB"),
        ("Russian strikes hit the port.", "strikes", "N"),
        ("The heavy shelling went on.", "shelling", "N"),
        ("They were shelling the port.", "shelling", "VBG"),
        ("The hospitals in Gaza need fuel.", "need", "VB"),
        ("The hospital in Gaza needs fuel.", "needs", "VBZ"),
        ("A report on Izium needs was published.", "needs", "N"),
        ("Units of the town report losses.", "report", "VB"),
        ("The destroyed tanks burned.", "destroyed", "ADJ"),
        ("The tanks were destroyed.", "destroyed", "VBN"),
        ("He said that troops left.", "that", "THAT"),
        ("In May the rain came.", "May", "NAME"),
        ("It may rain.", "may", "MODAL"),
        ("Did the rebels capture the hill?", "capture", "VB"),
        ("As many as 40 fled.", "As", "NUM"),
        ("Retreating soldiers burned it.", "Retreating", "ADJ"),
        ("Families need food.", "need", "VB"),
        ("WFP plans to deliver rice.", "plans", "VBZ"),
    ],
)
def test_a_word_has_the_class_of_its_place(text: str, word: str, expected: str) -> None:
    assert tag(text, word) == expected


@pytest.mark.parametrize(
    "form, kind, lemma",
    [
        ("withdrew", "VBD", "withdraw"),
        ("fleeing", "VBG", "flee"),
        ("stopped", "VBD", "stop"),
        ("denies", "VBZ", "deny"),
        ("shelled", "VBN", "shell"),
    ],
)
def test_a_form_leads_to_its_lemma(form: str, kind: str, lemma: str) -> None:
    assert lemma_of(form, kind) == lemma


@pytest.mark.parametrize("plural, one", [("children", "child"), ("casualties", "casualty"), ("houses", "house"), ("clashes", "clash")])
def test_a_plural_leads_to_its_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_every_form_has_a_lemma_and_a_kind() -> None:
    assert len(verb_forms()) > 4000
    assert all(r.lemma and r.form in {"VB", "VBZ", "VBD", "VBN", "VBG"} for rows in verb_forms().values() for r in rows)


def test_a_word_that_stresses_the_noun_before_it_is_no_pronoun() -> None:
    assert tag("The town itself has changed hands.", "itself") == "ADV"
    assert tag("They defended themselves.", "themselves") == "PRON"
