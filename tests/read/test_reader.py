"""The reader as a whole: offsets, ids, references, languages, and the hardest rules of claims.md one by one."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitrepdesk.model import Claim
from sitrepdesk.read import Reader

from .conftest import Read, read_with


def one(claims: list[Claim], head: str) -> Claim:
    found = [c for c in claims if head.lower() in c.head.lower()]
    assert len(found) == 1, [c.head for c in claims]
    return found[0]


TEXT = "Rebels reportedly attacked the town of Ardo on Monday, the governor said. If they return, thousands of people could flee."


def test_every_span_leads_back_to_its_words(read: Read) -> None:
    claims = read(TEXT)
    assert claims
    for c in claims:
        pieces = [
            (c.quote, c.span),
            (c.head, c.head_span),
            *((p.text, p.span) for p in (*c.actor, *c.target, *c.instrument, *c.places, *c.quantities, *c.attribution)),
        ]
        assert all(TEXT[s:e] == words for words, (s, e) in pieces)


def test_the_same_text_gives_the_same_ids_and_each_id_once(read: Read) -> None:
    first, again = read(TEXT), read(TEXT)
    assert first == again
    assert len({c.id for c in first}) == len(first)


def test_passages_in_other_languages_are_not_read(read: Read) -> None:
    assert read(TEXT, language="uk") == []


def test_claims_and_the_reader_can_be_pickled(readers: dict[str, Reader], read: Read) -> None:
    claims = read(TEXT)
    assert pickle.loads(pickle.dumps(claims)) == claims
    assert pickle.loads(pickle.dumps(readers["world"])).name == readers["world"].name


def test_a_reader_is_named_by_its_weights_tables_pack_and_gazetteer(readers: dict[str, Reader]) -> None:
    names = {r.name for r in readers.values()}
    assert len(names) == len(readers)
    assert all(n.startswith("tagger/") for n in names)


@pytest.mark.parametrize(
    "text, head",
    [
        ("The rebels may have captured Ardo.", "captured"),
        ("Did the rebels capture Ardo?", "capture"),
        ("It is unclear whether the rebels captured Ardo.", "captured"),
        ("The rebels would capture Ardo if the garrison left.", "capture"),
        ("The rebels want to capture Ardo.", "capture"),
        ("The general ordered his men to capture Ardo.", "capture"),
        ("The rebels captured Ardo, a spokesman said.", "captured"),
        ("According to the governor, the rebels captured Ardo.", "captured"),
        ("The rebels are said to have captured Ardo.", "captured"),
        ("There are claims that the rebels captured Ardo.", "captured"),
        ("The rebels did not capture Ardo.", "capture"),
        ("The rebels failed to capture Ardo.", "capture"),
        ("The rebels will capture Ardo.", "capture"),
        ("The rebels moved north to capture Ardo.", "capture"),
        ("The rebels probably captured Ardo.", "captured"),
        ("The rebels claim to have captured Ardo.", "captured"),
        ("The governor denied that the rebels captured Ardo.", "captured"),
        ("The rebels left without capturing Ardo.", "capturing"),
        ("We don't know if the rebels captured Ardo.", "captured"),
        ("Unless it rains, the rebels capture Ardo today.", "capture"),
    ],
)
def test_what_is_softened_asked_ordered_or_reported_is_never_plain(text: str, head: str, read: Read) -> None:
    claim = one(read(text), head)
    assert claim.type == "capture"
    assert not claim.is_plain


@pytest.mark.parametrize(
    "text, head, type_",
    [
        ("The rebels captured Ardo.", "captured", "capture"),
        ("Ardo was captured by the rebels on Friday.", "captured", "capture"),
        ("The rebels managed to capture Ardo.", "capture", "capture"),
        ("Having crossed the river, the rebels captured Ardo.", "captured", "capture"),
        ("Four civilians have been killed.", "killed", "kill"),
        ("Police forced the crowd to flee.", "flee", "displace"),
    ],
)
def test_what_is_simply_told_is_plain(text: str, head: str, type_: str, read: Read) -> None:
    claim = one(read(text), head)
    assert (claim.type, claim.is_plain) == (type_, True)


def test_a_chain_of_speakers_is_outermost_first(read: Read) -> None:
    claim = one(read("The ministry said that the mayor told reporters that rebels had captured Ardo."), "captured")
    assert [s.text for s in claim.attribution] == ["The ministry", "the mayor"]


def test_an_open_quotation_keeps_its_speaker(read: Read) -> None:
    claim = one(read('"We lost the bridge," the captain said. "The enemy captured Ardo."'), "captured")
    assert [s.text for s in claim.attribution] == ["the captain"]


def test_denied_content_points_at_the_denial(read: Read) -> None:
    claims = read("The army denied that its troops had shelled Ardo.")
    deny, shelled = one(claims, "denied"), one(claims, "shelled")
    assert shelled.content_of == deny.id
    assert shelled.polarity == "negated"


def test_what_one_unnamed_soldier_may_have_done_is_withheld(read: Read) -> None:
    claim = one(read("We do not know if he killed the prisoners."), "killed")
    assert (claim.mood, claim.withheld) == ("unknown", "person")


def test_a_heading_is_no_surer_than_the_body(read: Read) -> None:
    heading, body = read("Rebels capture the town of Ardo\n\nRebels may have captured the town of Ardo on Friday.")
    assert heading.likelihood == body.likelihood == "possible"


def test_two_heads_of_one_type_with_the_same_participants_are_one_claim(read: Read) -> None:
    claims = read("The battalion was cut off and surrounded near the pass.")
    assert [c.head for c in claims] == ["cut off and surrounded"]


def test_the_reason_of_a_type_and_hedge_is_kept(read: Read) -> None:
    claim = one(read("The rebels probably captured Ardo."), "captured")
    assert any("capture" in w for w in claim.why)
    assert any("probably" in w for w in claim.why)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            ["killed", "said", "that", "to", ",", ".", '"', "the", "army", "if", "“", ")", "not", "of", "\x00", "\u200f", "5", "and"]
        ),
        max_size=60,
    ).map(" ".join)
)
def test_any_text_is_read_without_a_crash_and_spans_stay_inside(readers: dict[str, Reader], text: str) -> None:
    for c in read_with(readers["world"], text):
        assert text[c.head_span[0] : c.head_span[1]] == c.head


def test_a_sentence_of_five_thousand_words_is_read(read: Read) -> None:
    claims = read("The army said that rebels shelled the town and " * 550 + "left.")
    assert len(claims) >= 300


def test_the_village_is_the_one_that_the_text_calls_so_even_where_nobody_knows_it(read: Read) -> None:
    text = "Shells fell on Qovarik, a village on the western edge of Balakliia. Ukrainian forces took the village the same morning."
    taken = one(read(text, "ukraine-2022"), "took")
    assert [(p.text, p.place) for p in taken.places] == [("the village", None)]
