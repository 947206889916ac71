"""Lines of origin, for items and for claims."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from sitrepdesk.link import claim_lines, copies, lines, shingled
from sitrepdesk.link.copies import CREDITED
from sitrepdesk.model import Item, Link, Participant, Source, Told

from .telling import item, on, people, place, said_by, source, tell
from .test_copies import OTHER, WIRE

SOURCES: dict[str, Source] = {
    s.id: s
    for s in (
        source("ministry", kind="official", side="RU"),
        source("medium", side="RU", party_medium=True),
        source("wire"),
        source("paper"),
        source("desk"),
    )
}


def linked(texts: dict[Item, str]) -> tuple[dict[str, str], dict[str, tuple[str, str, int]]]:
    """Item lines, and lines, origins and shares of one claim for each paragraph of each item (``item:0``…)."""
    links = copies(shingled(i, SOURCES.get(i.source or ""), t) for i, t in texts.items())
    claims = [tell(i, "kill", quote=p, id=f"{i.id}:{n}").claim for i, t in texts.items() for n, p in enumerate(t.split("\n\n"))]
    items = {i.id: i for i in texts}
    named = {i.id: t for i, t in texts.items()}
    return lines(items.values(), links, SOURCES), claim_lines(claims, links, items, SOURCES, named.__getitem__)


def test_copies_share_the_line_of_the_first() -> None:
    found, _ = linked({item("wire", 1): WIRE, item("paper", 2): WIRE, item("third", 3): WIRE.upper()})
    assert set(found.values()) == {"source:wire"}


def test_a_party_and_its_own_medium_are_one_line() -> None:
    found, _ = linked({item("ministry", 1): WIRE, item("medium", 2): OTHER})
    assert set(found.values()) == {"party:RU"}


def test_a_paper_that_copies_a_party_counts_with_it() -> None:
    found, _ = linked({item("ministry", 1): WIRE, item("paper", 2): WIRE})
    assert found["paper"] == "party:RU"


def test_a_party_medium_that_copies_a_wire_counts_with_the_wire() -> None:
    found, _ = linked({item("wire", 1): WIRE, item("medium", 2): WIRE})
    assert found["medium"] == "source:wire"


def test_our_own_report_and_what_copies_it_are_the_line_own() -> None:
    found, _ = linked({item("desk", 1, issue=11): WIRE, item("paper", 2): WIRE})
    assert set(found.values()) == {"own"}


def test_a_wire_that_our_own_report_copied_stays_its_own_line() -> None:
    found, _ = linked({item("wire", 1): WIRE, item("desk", 2, issue=11): WIRE, item("paper", 3): WIRE})
    assert found["wire"] == found["paper"] == "source:wire"


def test_what_a_copying_story_adds_is_its_own_line() -> None:
    _, found = linked({item("wire", 1): WIRE, item("paper", 2): WIRE + "\n\n" + OTHER})
    assert found["paper:0"][:2] == ("source:wire", "wire")
    assert found["paper:3"][:2] == ("source:paper", "paper")


def test_a_digest_of_two_wires_gives_each_claim_back_to_its_wire() -> None:
    _, found = linked({item("wire", 1): WIRE, item("other", 1.2): OTHER * 2, item("paper", 2): WIRE + "\n\n" + OTHER})
    assert (found["paper:0"][0], found["paper:3"][0]) == ("source:wire", "source:other")
    assert (found["wire:0"][0], found["other:0"][0]) == ("source:wire", "source:other")


def test_copies_without_dates_are_one_line_and_need_no_direction() -> None:
    texts = {item(f"n{i}", None): WIRE for i in range(300)}
    found, claimed = linked(texts)
    assert len(set(found.values())) == 1
    assert len({line for line, *_ in claimed.values()}) == 1


def test_a_cycle_of_credits_ends_in_one_line() -> None:
    found, _ = linked({item("wire", 1): WIRE + "\n\nvia Paper", item("paper", 1): WIRE + "\n\nvia Wire"})
    assert len(set(found.values())) == 1


def test_a_report_without_a_source_is_a_line_of_its_own() -> None:
    found, _ = linked({item("leaflet", 1, source=None): WIRE, item("wire", 2): OTHER})
    assert found["leaflet"] == "leaflet"


def test_the_order_of_arrival_does_not_change_the_lines() -> None:
    texts = {item("wire", 1): WIRE, item("paper", 2): WIRE + "\n\n" + OTHER, item("medium", None): OTHER * 2, item("ministry", 3): WIRE}
    found = [linked({i: texts[i] for i in p}) for p in permutations(texts)]
    assert all(f == found[0] for f in found)


def test_a_clause_of_a_reworded_sentence_goes_back_to_the_report_that_it_credits() -> None:
    texts = {
        "a": "Ukrainian troops entered the western part of Kupiansk on Saturday morning, cutting the railway.",
        "b": "Ukrainian soldiers went into the western half of Kupiansk on Saturday morning and cut the railway. With reporting by A.",
    }
    clause = tell(item("b", 2), "advance", quote="Ukrainian soldiers went into").claim
    link = Link(left="b", right="a", relation="copies", score=375, because=f"Much of it stands there. {CREDITED}")
    found = claim_lines([clause], [link], {"a": item("a", 1), "b": item("b", 2)}, {}, texts.__getitem__)
    assert found[clause.id][:2] == ("source:a", "a")


def test_what_a_report_credits_to_another_source_is_on_that_source_s_line() -> None:
    report = item("paper", 2)
    claim = tell(report, "kill", quote="people died, Ministry reported", attribution=said_by(text="the Ministry")).claim
    found = claim_lines([claim], (), {report.id: report}, SOURCES, lambda _: "")
    assert found[claim.id][:2] == ("party:RU", "paper")


def test_a_copy_in_other_words_retells_the_claim_of_its_model() -> None:
    model, copy = item("wire", 1), item("paper", 2)
    claims = [tell(i, "strike", quote=q).claim for i, q in ((model, "shells hit the mill"), (copy, "the factory was bombarded"))]
    link = Link(left="paper", right="wire", relation="copies", score=300, because="It was published later.")
    found = claim_lines(claims, [link], {i.id: i for i in (model, copy)}, SOURCES, lambda _: "")
    assert {f[:2] for f in found.values()} == {("source:wire", "wire")}
    elsewhere = tell(copy, "strike", "lyman", quote="another factory was bombarded").claim
    assert claim_lines([*claims, elsewhere], [link], {i.id: i for i in (model, copy)}, SOURCES, lambda _: "")[elsewhere.id][1] == "paper"


def lines_of(*told: Told, links: tuple[Link, ...] = ()) -> list[str]:
    """The lines of claims, in order; no text is asked for."""
    found = claim_lines([t.claim for t in told], links, {t.item.id: t.item for t in told}, SOURCES, lambda _: "")
    return [found[t.claim.id][0] for t in told]


FIRST = tell(item("wire", 1), "kill", quantities=(people(40, None),))


def test_who_tells_the_same_chosen_bounds_within_a_day_counts_with_who_told_them_before() -> None:
    again = tell(item("paper", 1.5), "kill", quantities=(people(40, None),))
    assert lines_of(FIRST, again) == lines_of(again, FIRST)[::-1] == ["source:wire", "source:wire"]
    assert lines_of(FIRST, tell(item("paper", 2.5), "kill", quantities=(people(40, None),)))[1] == "source:paper"
    assert lines_of(FIRST, tell(item("paper", 1.5), "kill", "lyman", quantities=(people(40, None),)))[1] == "source:paper"
    assert lines_of(FIRST, tell(item("paper", 1.5), "kill", quantities=(people(35, None),)))[1] == "source:paper"


def test_a_bare_number_that_soon_comes_again_counts_with_the_first_and_a_small_one_later_or_no_number_does_not() -> None:
    told = [tell(item(n, d), "kill", quantities=(people(4, 4),)) for n, d in (("wire", 1), ("paper", 1.4), ("desk", 2.1))]
    assert lines_of(*told) == lines_of(*told[::-1])[::-1] == ["source:wire", "source:wire", "source:desk"]
    bare = [tell(item(n, d), "kill") for n, d in (("wire", 1), ("paper", 1.2))]
    assert lines_of(*bare) == ["source:wire", "source:paper"]


def test_what_a_person_said_to_be_no_copy_is_not_retold_either() -> None:
    first, again = FIRST, tell(item("paper", 1.5), "kill", quantities=(people(40, None),))
    apart = frozenset({frozenset((first.item.id, again.item.id))})
    found = claim_lines([first.claim, again.claim], (), {t.item.id: t.item for t in (first, again)}, SOURCES, lambda _: "", apart)
    assert [found[t.claim.id][0] for t in (first, again)] == ["source:wire", "source:paper"]


@pytest.mark.parametrize(
    "other",
    [
        {"attribution": said_by(text="the mayor")},
        {"attribution": said_by(kind="witnessed", text="our correspondent")},
        {"time": on(1)},
        {"likelihood": "possible"},
        {"quantities": (people(5, 5),)},
        {"to": "ru"},
        {"places": (place("izium", rel="beyond"),)},
    ],
)
def test_a_telling_with_something_of_its_own_is_a_line_of_its_own(other: dict[str, Any]) -> None:
    same: dict[str, Any] = {"to": "ua", "quantities": (people(41, 41),)}
    told = [tell(item("wire", 1), "kill", **same), tell(item("paper", 1.2), "kill", **(same | other))]
    assert lines_of(told[0], tell(item("paper", 1.2), "kill", **same)) == ["source:wire", "source:wire"]
    assert lines_of(*told) == ["source:wire", "source:paper"]


def test_what_the_sources_own_people_saw_is_its_own_though_another_s_people_saw_the_same() -> None:
    saw = said_by(kind="witnessed", text="our correspondent")
    told = [tell(item(n, d), "kill", attribution=saw) for n, d in (("wire", 1), ("paper", 1.2))]
    assert lines_of(*told) == ["source:wire", "source:paper"]


def test_who_quotes_the_same_person_counts_with_who_quoted_them_before() -> None:
    told = [
        tell(item(n, d), "kill", attribution=said_by(text=who)) for n, d, who in (("wire", 1, "the Mayor"), ("paper", 1.8, "the mayor"))
    ]
    assert lines_of(*told) == ["source:wire", "source:wire"]


def test_an_official_needs_nobody_to_have_a_bare_fact_from() -> None:
    told = [tell(item(n, d), "kill", by="ru", quantities=(people(41, 41),)) for n, d in (("wire", 1), ("ministry", 1.2), ("paper", 1.3))]
    assert lines_of(*told) == ["source:wire", "party:RU", "source:wire"]


def test_who_holds_a_place_is_there_to_be_seen_by_all() -> None:
    told = [tell(item(n, d), "hold", by="ru") for n, d in (("wire", 1), ("paper", 1.2))]
    assert lines_of(*told) == ["source:wire", "source:paper"]


def test_two_things_hit_in_one_place_are_two_claims_and_two_unlike_deeds_as_well() -> None:
    hit = [
        tell(item(n, d), "strike", quantities=(people(41, 41),), target=(Participant(text=w, span=(0, 1)),))
        for n, d, w in (("wire", 1, "a school"), ("paper", 1.2, "a mill"))
    ]
    done = [
        tell(item(n, d), "other", head=w, quantities=(people(41, 41),)) for n, d, w in (("wire", 1, "festival"), ("paper", 1.2, "fire"))
    ]
    assert lines_of(*hit) == lines_of(*done) == ["source:wire", "source:paper"]


def test_people_are_whoever_another_calls_civilians_or_villagers_but_civilians_are_no_soldiers() -> None:
    words = ("civilians", "people", "villagers", "soldiers")
    told = {w: tell(item(w), "kill", quantities=(people(40, None),), target=(Participant(text=w, span=(0, 1)),)) for w in words}

    def one(a: str, b: str) -> bool:
        first, again = (replace(told[w], item=item(n, d)) for w, n, d in ((a, "wire", 1), (b, "paper", 1.2)))
        first, again = (replace(t, claim=replace(t.claim, item=t.item.id, id=t.item.id)) for t in (first, again))
        return len(set(lines_of(first, again))) == 1

    assert one("civilians", "people") and one("people", "villagers") and one("civilians", "villagers") and one("people", "soldiers")
    assert not one("civilians", "soldiers")


def test_the_same_sentence_shows_what_the_same_few_words_do_not() -> None:
    for quote, line in (("Six people died in Izium on Thursday night.", "source:wire"), ("Six died in Izium.", "source:paper")):
        told = [tell(item(n, d), "kill", quote=quote, quantities=(people(6, 6),)) for n, d in (("wire", 1), ("paper", 1.9))]
        assert lines_of(*told) == ["source:wire", line]


def test_of_several_earlier_tellings_it_is_the_one_most_alike() -> None:
    told = [
        tell(item("wire", 1), "kill"),
        tell(item("paper", 1.2), "kill", attribution=said_by(text="the mayor")),
        tell(item("desk", 1.3), "kill", attribution=said_by(text="the mayor")),
    ]
    assert lines_of(*told) == lines_of(*told[::-1])[::-1] == ["source:wire", "source:paper", "source:paper"]


def test_the_same_softening_word_of_the_same_number_shows_that_it_was_told_before() -> None:
    told = [
        tell(item(n, d), "kill", quantities=(people(41, 41),), likelihood=w)
        for n, d, w in (("wire", 1, "likely"), ("paper", 1.5, "likely"))
    ]
    assert lines_of(*told) == ["source:wire", "source:wire"]
    other = tell(item("paper", 1.5), "kill", quantities=(people(41, 41),), likelihood="possible")
    assert lines_of(told[0], other)[1] == "source:paper"


def test_other_parties_make_it_another_claim() -> None:
    told = [tell(item(n, d), "kill", to=who, quantities=(people(40, None),)) for n, d, who in (("wire", 1, "ru"), ("paper", 1.5, "ua"))]
    assert lines_of(*told) == ["source:wire", "source:paper"]


def test_however_many_copies_a_source_prints_its_own_bare_numbers_stay_its_own() -> None:
    first = tell(item("wire", 1), "kill", quantities=(people(4, 4),))
    bare = tell(item("own", 1.8, source="source:paper"), "kill", quantities=(people(4, 4),))
    copies_ = [tell(item(f"c{n}", 3, source="source:paper"), "strike") for n in range(4)]
    links = tuple(Link(left=f"c{n}", right="wire", relation="copies", score=600, because="It was published later.") for n in range(4))
    assert lines_of(first, bare, *copies_)[1] == "source:paper"
    assert lines_of(first, bare, *copies_, links=links)[1] == "source:paper"


def test_a_copy_of_a_claim_that_was_told_before_counts_with_it_too() -> None:
    again = tell(item("paper", 1.5), "kill", quantities=(people(40, None),))
    copy = tell(item("third", 5), "kill", quantities=(people(40, None),))
    link = Link(left="third", right="paper", relation="copies", score=600, because="It was published later.")
    assert lines_of(FIRST, again, copy, links=(link,)) == ["source:wire"] * 3


def test_what_is_like_a_source_s_own_report_and_like_its_reprint_of_another_goes_back_to_its_own() -> None:
    told = [
        tell(item("a-wire", 1, source="source:wire"), "kill"),
        tell(item("b-reprint", 2, source="source:third"), "kill"),
        tell(item("c-own", 1, source="source:third"), "kill"),
        tell(item("d-copy", 3, source="source:paper"), "kill"),
    ]
    pairs = [("b-reprint", "a-wire"), ("d-copy", "b-reprint"), ("d-copy", "c-own")]
    links = tuple(Link(left=a, right=b, relation="copies", score=600, because="It was published later.") for a, b in pairs)
    assert lines_of(*told, links=links)[3] == "source:third"
    assert lines_of(*told, links=links[:2])[3] == "source:wire"


def test_a_claim_s_origin_is_not_a_report_that_has_it_from_another() -> None:
    words = "The same few words."
    told = [
        tell(item(name, n), "kill", quote=words, id=f"{name}:{k}")
        for n, name in enumerate(("wire", "paper", "third", "third"))
        for k in [n]
    ]
    links = tuple(
        Link(left=a, right=b, relation="copies", score=600, because="It was published later.")
        for a, b in (("third", "paper"), ("paper", "wire"))
    )
    texts = {"wire": "It is told in others.", "paper": words, "third": words}
    found = claim_lines([t.claim for t in told], links, {t.item.id: t.item for t in told}, SOURCES, texts.__getitem__)
    assert {f[:2] for f in found.values()} == {("source:wire", "wire")}


def _in_a_row(type_: str, **more: Any) -> list[str]:
    """The lines of five sources that tell the same of one place, one an hour after the other."""
    return lines_of(*(tell(item(n, 1 + k / 24), type_, **more) for k, n in enumerate(("wire", "paper", "third", "desk", "fifth"))))


def test_two_who_tell_a_bare_fact_are_two_lines_and_who_comes_after_them_has_it_from_the_first() -> None:
    assert _in_a_row("kill") == ["source:wire", "source:paper", "source:wire", "source:wire", "source:wire"]


def test_who_holds_a_place_is_told_by_four_before_a_fifth_has_it_from_them() -> None:
    assert _in_a_row("hold", by="ru") == ["source:wire", "source:paper", "source:third", "source:desk", "source:wire"]


def test_what_is_told_as_hearsay_is_nobody_s_own_sight() -> None:
    assert set(_in_a_row("hold", attribution=said_by(kind="unnamed", text="reportedly"))) == {"source:wire"}
    told = [tell(item(n, d), "kill", attribution=said_by(text="the mayor")) for n, d in (("wire", 1), ("ministry", 1.2))]
    assert lines_of(*told) == ["source:wire", "source:wire"]


def test_a_later_line_of_a_bare_fact_is_its_own_by_half_and_the_first_one_wholly() -> None:
    def shares(*told: Told) -> list[int]:
        found = claim_lines([t.claim for t in told], (), {t.item.id: t.item for t in told}, SOURCES, lambda _: "")
        return [found[t.claim.id][2] for t in told]

    first, soon, late, other = (
        tell(item(n, d), "kill", w)
        for n, d, w in (("wire", 1, "izium"), ("paper", 1.1, "izium"), ("paper", 1.9, "izium"), ("paper", 1.1, "lyman"))
    )
    assert shares(first, soon) == [1000, 500]
    assert 500 < shares(first, late)[1] < 1000 and shares(first, other) == [1000, 1000]


def test_what_is_credited_counts_with_the_line_that_the_credited_report_has_it_from() -> None:
    again = tell(item("paper", 1.5), "kill", quantities=(people(40, None),))
    credited = tell(item("third", 2), "kill", quantities=(people(50, None),), attribution=said_by(text="Paper"))
    assert lines_of(FIRST, again, credited) == ["source:wire"] * 3
    assert lines_of(again, credited) == ["source:paper"] * 2
