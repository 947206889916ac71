"""The lint of a person's own prose: each planted loss is found, and the sentence that loses nothing passes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sitrepdesk.model import Participant, Quantity, Told
from sitrepdesk.report import Finding, lint_prose

from .sample import Desk

TEXT = "As many as 8,000 Russian troops could be trapped near Izium, a Western official told us."
GOOD = "According to a Western official, as many as 8,000 Russian troops could be trapped near Izium."


def desk(text: str = TEXT, quote: str = "", source: str = "Meridian Wire", kind: str = "encircle", **claim: Any) -> tuple[Desk, Told]:
    made = Desk()
    made.item("a", source, "2022-09-10", text)
    given = {"by": "a Western official", "likelihood": "possible", "count": "As many as 8,000", "high": 8000} if text == TEXT else {}
    name = made.claim("a", quote or text.rstrip("."), kind, **(given | claim))
    return made, made.told[name]


def found(prose: str, made: Desk, told: Told, facts: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    def claim(name: str) -> Told | None:
        return told if told.claim.id.startswith(name) else None

    return lint_prose(prose.replace("[^c]", f"[^{told.claim.id[:12]}]"), claim, made.texts.get, facts)


def rules(prose: str, **given: Any) -> list[str]:
    return sorted({f.rule for f in found(prose, *desk(**given))})


def test_a_sentence_that_keeps_hedge_bound_and_speaker_passes() -> None:
    assert found(f"{GOOD}[^c]", *desk()) == ()


@pytest.mark.parametrize(
    ("prose", "rule"),
    [
        ("According to a Western official, as many as 8,000 Russian troops are trapped near Izium.[^c]", "lost-hedge"),
        ("According to a Western official, as many as 8,000 Russian troops are likely trapped near Izium.[^c]", "changed-hedge"),
        ("According to a Western official, 8,000 Russian troops could be trapped near Izium.[^c]", "lost-bound"),
        ("As many as 8,000 Russian troops could be trapped near Izium.[^c]", "lost-speaker"),
        ("According to a Western official, as many as 9,000 Russian troops could be trapped near Izium.[^c]", "number-from-nowhere"),
        ("According to a Western official, as many as 8,000 Russian troops could not be trapped near Izium.[^c]", "added-negation"),
        ("“8,000 troops are trapped,” a Western official said, as many as 8,000 could be.[^c]", "not-their-words"),
        ("As a Western official says, Izium could be cut off.[^fedcba]", "no-such-claim"),
    ],
)
def test_a_planted_loss_is_found(prose: str, rule: str) -> None:
    assert rule in rules(prose)


def test_a_lost_negation_is_found() -> None:
    given = {"text": "Ukrainian troops have not entered the town.", "kind": "advance", "polarity": "negated"}
    assert rules("Ukrainian troops have entered the town.[^c]", **given) == ["lost-negation"]
    assert rules("Ukrainian troops have not entered the town.[^c]", **given) == []


def test_hearsay_told_as_fact_is_found() -> None:
    given = {"text": "Three houses were reportedly hit.", "kind": "strike", "unnamed": "reportedly"}
    assert rules("Three houses were hit.[^c]", **given) == ["lost-speaker"]
    assert rules("Three houses were reportedly hit.[^c]", **given) == []


def test_a_plan_told_as_done_is_found() -> None:
    given = {"text": "They plan to rebuild the bridge.", "kind": "other", "mood": "intended"}
    assert rules("They rebuilt the bridge.[^c]", **given) == ["told-as-done"]
    assert rules("They plan to rebuild the bridge.[^c]", **given) == []


def test_an_unknown_told_as_known_is_found() -> None:
    given = {"text": "It is not known who holds the town.", "kind": "hold", "mood": "unknown"}
    assert rules("Ukrainian troops hold the town.[^c]", **given) == ["told-as-known"]


def test_a_partys_word_needs_its_name() -> None:
    given = {"text": "Our troops destroyed a depot.", "kind": "destroy", "source": "Ministry of Defence of the Russian Federation"}
    assert rules("Troops destroyed a depot.[^c]", **given) == ["party-unnamed"]
    assert rules("The Ministry of Defence of the Russian Federation said that its troops destroyed a depot.[^c]", **given) == []


@pytest.mark.parametrize(
    ("prose", "rule"),
    [
        ("Russian troops entered Lyman.", "uncited"),
        ("It is likely to end soon.", "whose-judgement"),
        ("Judgement (A. Person): it is likely to end soon.", "no-range"),
        ("Judgement (A. Person): it will possibly end soon.", "no-assessment"),
        ("Judgement (A. Person): soon Lyman falls.", "adds"),
        ("Judgement (A. Person): it is very likely (80–95 %), and our confidence is high.", "two-scales"),
        ("All of this was verified.", "verified"),
    ],
)
def test_what_nobody_said_is_found(prose: str, rule: str) -> None:
    assert rule in rules(prose)


def test_a_judgement_with_its_range_and_no_new_name_passes() -> None:
    prose = f"{GOOD}[^c]\n\nJudgement (A. Person): it is likely (55–80 %) that this ends in Izium soon.\n"
    assert rules(prose) == []


def test_words_of_both_rows_are_found_with_both_lines() -> None:
    prose = "Judgement (A): it is likely (55–80 %) to rain.\n\nJudgement (A): it is highly probable (80–95 %) to snow.\n"
    (one,) = [f for f in found(prose, *desk()) if f.rule == "two-rows"]
    assert (one.line, "line 1" in one.what) == (3, True)


def test_a_finding_names_the_line_of_its_sentence() -> None:
    prose = f"# Title\n\n{GOOD}[^c]\nSecond line of it.\nRussian troops entered Lyman.\n"
    assert [f.line for f in found(prose, *desk()) if f.rule == "uncited"] == [5]


def test_a_drafts_fact_without_its_mark_has_lost_its_citation() -> None:
    (one,) = found("## A\n\n- Something was said. <!-- 0123456789ab -->\n", *desk(), facts=("0123456789ab",))
    assert (one.rule, one.line) == ("lost-citation", 3)


def test_the_month_of_may_is_no_hedge() -> None:
    assert "lost-hedge" in rules("In May a Western official said that as many as 8,000 Russian troops were trapped near Izium.[^c]")


def test_what_one_of_two_sources_says_outright_needs_no_hedge() -> None:
    made, hedged = desk()
    plain = replace(
        hedged,
        claim=replace(hedged.claim, id="f" * 64, likelihood="stated", attribution=(), quote="As many as 8,000 Russian troops are trapped"),
    )
    told = {"f" * 64: plain, hedged.claim.id: hedged}
    prose = f"As many as 8,000 Russian troops are trapped near Izium.[^{'f' * 12}][^{hedged.claim.id[:12]}]"
    assert lint_prose(prose, lambda n: next((t for i, t in told.items() if i.startswith(n)), None), made.texts.get) == ()


def test_a_word_for_a_number_keeps_its_bound_too() -> None:
    made, told = desk("At least three houses burned.", kind="destroy")
    q = Quantity(text="At least three", span=(0, 14), low=3, high=None, unit="house")  # type: ignore[arg-type]
    told = replace(told, claim=replace(told.claim, quantities=(q,), target=(Participant(text="houses", span=(15, 21)),)))
    assert [f.rule for f in found("Three houses burned.[^c]", made, told)] == ["lost-bound"]
    assert found("At least three houses burned.[^c]", made, told) == ()


def test_a_place_that_the_claim_names_anyway_names_no_speaker() -> None:
    given = {"text": "Officials in Izium said that three houses were hit in Izium.", "kind": "strike", "by": "Officials in Izium"}
    assert rules("Three houses were hit in Izium.[^c]", **given) == ["lost-speaker"]
    assert rules("In Izium, officials said, three houses were hit.[^c]", **given) == []


def test_what_the_source_reported_is_no_hearsay_by_that() -> None:
    given = {"text": "Three houses were reportedly hit.", "kind": "strike", "unnamed": "reportedly"}
    assert rules("Meridian Wire reported that three houses were hit.[^c]", **given) == ["lost-speaker"]
    assert rules("Meridian Wire reported that three houses were reportedly hit.[^c]", **given) == []


def test_according_to_is_no_bound_and_a_date_no_number_that_needs_one() -> None:
    given = {
        "text": "As many as 25 troops died on 25 March, an officer said.",
        "kind": "kill",
        "by": "an officer",
        "count": "As many as 25",
        "high": 25,
    }
    assert rules("According to an officer, 25 troops died on 25 March.[^c]", **given) == ["lost-bound"]
    assert rules("According to an officer, as many as 25 troops died on 25 March.[^c]", **given) == []


def test_a_range_keeps_its_other_end() -> None:
    given = {"text": "Between twelve and 16 troops died.", "kind": "kill", "count": "Between twelve and 16", "low": 12, "high": 16}
    assert rules("Between twelve and 16 troops died.[^c]", **given) == []
    assert rules("16 troops died.[^c]", **given) == ["lost-bound"]


def test_who_is_missing_is_no_negation() -> None:
    given: dict[str, Any] = {"text": "No residents are missing in the town.", "kind": "missing", "polarity": "negated"}
    assert rules("Residents are missing in the town.[^c]", **given) == ["lost-negation"]
    assert rules("No residents are missing in the town.[^c]", **given) == []


def test_a_failure_is_no_negation() -> None:
    given = {"text": "There was no failure of power.", "kind": "outage", "polarity": "negated"}
    assert rules("There was a failure of power.[^c]", **given) == ["lost-negation"]


def test_a_question_in_the_claims_own_words_loses_nothing() -> None:
    text = "Did the garrison really lose control of the bridge?"
    assert rules(text + "[^c]", text=text, kind="hold", mood="unknown") == []
