"""Names and their kinds: each row of the case tables is a test; laws over any text; what the tables must keep to."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrepdesk.language.tagger import Tagger, open_tagger
from sitrepdesk.places import Resolver
from sitrepdesk.places.named import names_in
from sitrepdesk.places.named_model import spans
from sitrepdesk.places.named_records import Kind, Named
from sitrepdesk.places.named_tables import WORDS, designations, heads, kind_of, known
from sitrepdesk.places.tables import rows
from sitrepdesk.theatre import load_pack
from tests.cost import cost

KINDS = set(get_args(Kind))
KNOWN_MISS = pytest.mark.xfail(strict=True, reason="known to fail; see bench/README.md")
PIECES = (
    "The",
    "92nd",
    "Brigade",
    "of",
    "Kherson",
    "Airport",
    "(",
    "SDF",
    ")",
    ",",
    "President",
    "Zelensky",
    "'s",
    "T-72s",
    "said",
    "IN",
    ".",
)
ODD = ("al-Nusra", "\u200e", "🙂", "é")
Find = Callable[[str, str], tuple[Named, ...]]


def cases(name: str) -> list[object]:
    lines = (Path(__file__).parent / "cases" / name).read_text(encoding="utf-8").splitlines()
    split = [[*line.split("\t"), "", ""] for line in lines if line and not line.startswith("#")]
    return [pytest.param(*row[:3], id=row[1], marks=KNOWN_MISS if row[3] == "miss" else ()) for row in split]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return open_tagger(threads=1)


@pytest.fixture(scope="module")
def find(resolvers: dict[str, Resolver], tagger: Tagger) -> Find:
    return lambda theatre, text: names_in(text, load_pack(theatre), resolvers[theatre], tagger)


@pytest.mark.parametrize(("theatre", "text", "names"), [*cases("named.tsv"), *cases("named_blind.tsv")])
def test_the_names_of_a_text_have_their_kinds(theatre: str, text: str, names: str, find: Find) -> None:
    found = [f"{n.text}={n.kind}" for n in find(theatre, text)]
    assert found == [n for n in names.split("|") if n]


@given(st.lists(st.sampled_from(PIECES + ODD)))
@settings(deadline=None, max_examples=150)
def test_names_stand_in_the_text_in_order_and_apart(find: Find, words: list[str]) -> None:
    text = " ".join(words)
    names = find("ukraine-2022", text)
    assert all(text[slice(*n.span)] == n.text and n.text.strip() == n.text != "" for n in names)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(names))
    assert {n.kind for n in names} <= KINDS


@pytest.mark.parametrize("text", ["", " \n\t", "\u200f\u202b", "A" * 5000, "Kherson " * 2000, "½ ² ﬁ", "(SDF)", "'s Brigade", "of of of"])
def test_odd_text_gets_an_answer(text: str, find: Find) -> None:
    assert all(n.kind in KINDS for n in find("ukraine-2022", text))


@pytest.mark.parametrize("text", ["T-72", "x@", "Kherson Airport (KA) said Gen. Ivan Petrenko. "])
def test_cost_grows_with_the_length_of_the_text_and_no_faster(text: str, find: Find) -> None:
    short, long = (text * (size // len(text)) for size in (3_000, 12_000))
    find("ukraine-2022", short)
    assert cost(lambda: find("ukraine-2022", long), 2) <= 8 * max(0.02, cost(lambda: find("ukraine-2022", short), 2))


@pytest.mark.parametrize(
    "text",
    [
        "The {0} Air Force bombed a column of {1} troops.",
        "{1}'s General Staff denied that {0} forces had left.",
        "The {0} Defence Ministry blamed the {1} Navy.",
    ],
)
def test_exchanging_the_sides_exchanges_their_names_and_no_kind(text: str, find: Find) -> None:
    one, other = (find("ukraine-2022", text.format(*sides)) for sides in (("Russian", "Ukraine"), ("Ukrainian", "Russia")))
    assert [(n.kind, n.by) for n in one] == [(n.kind, n.by) for n in other]


def test_a_name_of_the_theatre_carries_its_id(find: Find) -> None:
    found = find("ukraine-2022", "The Black Sea Fleet shelled Snake Island.")
    assert [(n.entity, n.by) for n in found] == [("actor:black-sea-fleet", "pack"), ("island:snake-island", "pack")]


def test_a_person_is_a_span_and_at_most_a_public_office(find: Find) -> None:
    private, public = find("ukraine-2022", "Olena Petrenko met President Zelensky.")
    assert (private.kind, private.entity) == ("person", None)
    assert (public.kind, public.entity) == ("person", "actor:ua-president")


def test_one_text_says_nothing_of_the_names_in_another(find: Find) -> None:
    alone = find("world", "Petrenko left; the QXF stayed.")
    find("world", "Olena Petrenko of the Quick Exchange Fund (QXF) spoke.")
    assert find("world", "Petrenko left; the QXF stayed.") == alone


def test_what_nobody_knows_is_unknown_and_not_left_out(find: Find) -> None:
    assert [(n.text, n.kind, n.by) for n in find("world", "They renamed it the Zzyzrak plan.")] == [("Zzyzrak", "unknown", "nobody")]


def test_there_is_no_name_inside_an_address(find: Find) -> None:
    assert find("world", "write to amina.yusuf@example.org or see www.nigeria.example.org") == ()


def test_a_company_under_a_force_is_a_force_and_another_is_not() -> None:
    pack = load_pack("ukraine-2022")
    assert kind_of("actor:wagner", pack) == "force"
    assert kind_of("actor:energoatom", pack) == "organisation"
    assert kind_of("actor:nobody", pack) == "unknown"


def test_inside_tags_without_a_beginning_of_their_kind_are_no_name() -> None:
    assert spans(["I-PER", "B-ORG", "I-ORG", "I-LOC", "B-LOC"]) == ((1, 3, "ORG"), (4, 5, "LOC"))


@pytest.mark.parametrize("table", ["named_heads.tsv", "named_equipment.tsv", "named_known.tsv", "named_parties.tsv"])
def test_every_row_of_a_table_has_a_source_and_a_kind_that_there_is(table: str) -> None:
    for row in rows(table):
        assert row["source"], row
        assert row.get("kind", "unknown") in KINDS, row


def test_no_row_stands_twice() -> None:
    for table, key in (
        ("named_heads.tsv", ("words", "stands")),
        ("named_equipment.tsv", ("pattern",)),
        ("named_parties.tsv", ("of", "called")),
    ):
        keys = [tuple(row[k] for k in key) for row in rows(table)]
        assert len(keys) == len(set(keys)), table
    listed = [name for row in rows("named_known.tsv") for name in row["names"].split("|")]
    assert sorted(n for n in set(listed) if listed.count(n) > 1) == []


def test_the_tables_say_what_may_stand_beside_a_noun() -> None:
    small = {h.small for stands in ("last", "first") for found in heads(stands).values() for h in found}
    assert small == {"-", "name", "people", "number"}


def test_a_designation_is_never_an_ordinary_word() -> None:
    ordinary = [w for name in ("calendar", "apart", "titles", "acts") for w in WORDS[name]]
    hits = [w for w in ordinary for d in designations() if not d.needs_noun and (d.form.fullmatch(w) or d.form.fullmatch(w.title()))]
    assert hits == []


def test_a_known_name_is_no_people_and_no_day() -> None:
    assert [name for name in known() if name.lower() in WORDS["apart"] | WORDS["calendar"]] == []
