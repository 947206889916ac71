"""What a reader should notice in the report on the bundled dossier, case by case from its ``expected.toml``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from sitrepdesk.model import Claim
from tests.dossier.conftest import Added, flatten, rows


def whole(text: str, inside: str) -> bool:
    """Does the text stand there as whole words?"""
    return re.search(rf"(?<![\w,.]){re.escape(text)}(?!\w)", inside) is not None


@pytest.mark.parametrize("row", rows("must_not_appear"))
def test_it_is_in_no_format_of_the_report(added: Added, row: dict[str, Any]) -> None:
    assert [kind for kind, text in added.texts.items() if whole(row["text"], text)] == []


@pytest.mark.parametrize("row", rows("only_with"))
def test_a_number_never_stands_without_its_bound_or_speaker(added: Added, row: dict[str, Any]) -> None:
    sentences = [s.text for section in added.made.cleared.document.sections for s in section.sentences]
    bare = [s for s in sentences if whole(row["number"], s) and not any(n.casefold() in s.casefold() for n in row["needs"])]
    assert bare == []


@pytest.mark.parametrize("row", rows("copies"))
def test_copies_are_linked_to_one_another(added: Added, row: dict[str, Any]) -> None:
    group = [added.items(path) for path in row["of"]]
    items = set().union(*group)
    copies = {frozenset((k.left, k.right)) for k in added.held.links if k.relation == "copies"}
    reached = set(added.items(row["origin"]))
    while more := {i for pair in copies if pair & reached for i in pair} - reached:
        reached |= more
    assert items <= reached


@pytest.mark.parametrize("row", rows("never_support"))
def test_our_own_report_supports_nothing(added: Added, row: dict[str, Any]) -> None:
    own = added.items(row["path"])
    assert own
    assert {a.line for a in added.now.accounts.values() if a.item in own} <= {None}


def disputed(added: Added, row: dict[str, Any]) -> bool:
    """Do claims of two of the row's paths stand against each other in the picture?"""
    groups = [{t.claim.id for t in added.held.told.values() if t.item.id in added.items(p)} for p in row["paths"]]
    pairs = [(a, b) for i, a in enumerate(groups) for b in groups[i + 1 :]]
    return any(
        (set(d.left) & a and set(d.right) & b) or (set(d.left) & b and set(d.right) & a)
        for d in added.now.picture.disputes
        for a, b in pairs
    )


@pytest.mark.parametrize("row", rows("clash"))
def test_claims_that_cannot_both_be_true_are_disputed(added: Added, row: dict[str, Any]) -> None:
    assert disputed(added, row)


@pytest.mark.parametrize("row", rows("no_clash"))
def test_a_sequence_is_no_clash(added: Added, row: dict[str, Any]) -> None:
    assert not disputed(added, row)


@pytest.mark.parametrize("row", [*rows("retracted")])
def test_a_withdrawn_report_stands_for_nothing_from_then_on(added: Added, row: dict[str, Any]) -> None:
    withdrawn = [t.withdrawn_at for t in added.held.told.values() if t.item.id in added.items(row["path"])]
    (by,) = added.items(row["by"])
    assert withdrawn
    assert set(withdrawn) == {added.held.items[by].available_at}


@pytest.mark.parametrize("row", rows("corrected"))
def test_a_corrected_figure_stands_for_nothing_from_then_on(added: Added, row: dict[str, Any]) -> None:
    reports = added.items(row["path"]).union(*(added.items(p) for p in row["copies"]))
    told = [t for t in added.held.told.values() if t.item.id in reports and row["was"].casefold() in flatten(t.claim.quote)[0].casefold()]
    assert told
    assert all(t.withdrawn_at for t in told)


@pytest.mark.parametrize("row", [row for kind in ("hedged", "negated", "planned") for row in rows(kind, later=False)])
def test_a_maybe_never_comes_out_as_a_fact(added: Added, row: dict[str, Any]) -> None:
    assert [t.claim.quote for t in added.over(row["path"], row["text"]) if t.claim.is_plain] == []


def says(claim: Claim, row: dict[str, Any]) -> bool:
    """Has the claim the row's likelihood and speaker?"""
    speakers = " ".join(s.text for s in claim.attribution).casefold()
    return claim.likelihood == row["likelihood"] and (row["attribution"].casefold() in speakers if row["attribution"] else not speakers)


@pytest.mark.parametrize("row", rows("hedged"))
def test_a_hedge_keeps_its_word_and_its_speaker(added: Added, row: dict[str, Any]) -> None:
    assert [t for t in added.over(row["path"], row["text"]) if says(t.claim, row)]


@pytest.mark.parametrize("row", rows("negated"))
def test_what_did_not_happen_is_a_negated_claim(added: Added, row: dict[str, Any]) -> None:
    assert [t for t in added.over(row["path"], row["text"]) if t.claim.polarity == "negated"]


@pytest.mark.parametrize("row", rows("planned"))
def test_a_plan_is_a_claim_in_another_mood_than_stated(added: Added, row: dict[str, Any]) -> None:
    assert [t for t in added.over(row["path"], row["text"]) if t.claim.mood in ("intended", "wished", "directed", "conditional")]


@pytest.mark.parametrize("row", list(rows("open_question")))
def test_an_unknown_opens_a_question(added: Added, row: dict[str, Any]) -> None:
    items = set().union(*(added.items(p) for p in row["paths"]))
    asked = [q for q in added.now.picture.questions if any(added.held.told[c].item.id in items for c in q.claims if c in added.held.told)]
    words = set(re.findall(r"[A-Z]\w+|picture|video|bridges|arsenal|people|troops", row["about"]))
    assert [q for q in asked if any(w.casefold() in q.text.casefold() for w in words)]


@pytest.mark.parametrize("row", rows("never_a_question"))
def test_who_a_dead_person_is_opens_no_question(added: Added, row: dict[str, Any]) -> None:
    claims = {t.claim.id for t in added.over(row["path"], row["text"])}
    assert not [q for q in added.now.picture.questions if claims & set(q.claims)]
    assert row["text"] not in added.texts["md"]


@pytest.mark.parametrize("row", rows("bounds"))
def test_a_number_keeps_its_bounds(added: Added, row: dict[str, Any]) -> None:
    items = added.items(row["path"])
    flat = " ".join(row["text"].split()).casefold()
    low, high = (None if row.get(k) is None else Decimal(row[k]) for k in ("low", "high"))
    found = [q for t in added.held.told.values() if t.item.id in items for q in t.claim.quantities if flatten(q.text)[0].casefold() in flat]
    assert [q for q in found if (q.low, q.high, q.unit) == (low, high, row["unit"])]


@pytest.mark.parametrize("row", rows("not_read"))
def test_another_language_is_kept_and_said_to_be_unread(added: Added, row: dict[str, Any]) -> None:
    (item,) = added.items(row["path"])
    assert [f.not_read for f in added.held.facts if f.item.id == item] == [f"language {row['language']}"]


@pytest.mark.parametrize("row", rows("plain"))
def test_a_plain_assertion_comes_out_as_one(added: Added, row: dict[str, Any]) -> None:
    assert [t for t in added.over(row["path"], row["quote"]) if t.claim.is_plain and t.claim.type == row["type"]]


def test_every_factual_sentence_leads_back_to_archived_bytes(added: Added) -> None:
    document = added.made.cleared.document
    cited = {c.claim for c in document.citations}
    archive = added.desk.store.archive
    for section in document.sections:
        for sentence in section.sentences:
            if sentence.role == "fact" and not sentence.withheld:
                assert set(sentence.support) & cited
    assert all(archive.has(c.blob) for c in document.citations if c.blob)
