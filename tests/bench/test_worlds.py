"""The generator of worlds: the same bytes for the same seed, exact sizes, gold that lies in the text, ancestry that holds."""

from __future__ import annotations

import hashlib
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from worlds.kinds import development, kinds
from worlds.make import generate
from worlds.wording import table

SIZE = 120
FIRST = {
    "front": "d8022886509694a7",
    "siege": "393e636e82060380",
    "raids": "a4dc5d425c0d6cb8",
    "flood": "ad13a45c5dbd5b93",
}
"""Digests of worlds of the first kinds, as they were before there was a third table."""
MANNERS = {"clause": "as first reported by", "sentence": "was the first to report it", "line": "Text: ", "lead": "RT "}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module", params=sorted(kinds()))
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(str(request.param))
    generate(str(request.param), 5, SIZE, folder)
    return folder


def test_a_world_has_exactly_the_reports_that_were_asked_for(world: Path) -> None:
    assert len(rows(world / "items.jsonl")) == SIZE == json.loads((world / "truth.json").read_text())["reports"]


def test_every_gold_span_lies_where_the_words_stand(world: Path) -> None:
    texts = {r["id"]: r["text"] for r in rows(world / "items.jsonl")}
    for claim in rows(world / "gold.jsonl"):
        text = texts[claim["item"]]
        parts = [p for f in ("places", "actor", "target", "instrument", "quantities", "attribution") for p in claim[f]]
        spans = [(claim["quote"], claim["span"]), (claim["head"], claim["head_span"]), *((p["text"], p["span"]) for p in parts)]
        for words, (start, end) in spans:
            assert text[start:end].casefold() == words.casefold()


def test_a_copy_comes_after_what_it_copies_and_shares_its_root(world: Path) -> None:
    ancestry = {r["item"]: r for r in rows(world / "ancestry.jsonl")}
    copies = [r for r in ancestry.values() if r["parent"]]
    assert copies
    for row in copies:
        parent = ancestry[row["parent"]]
        assert parent["published"] < row["published"]
        assert parent["root"] == row["root"]


def test_a_copied_claim_keeps_root_and_line_of_the_first_telling(world: Path) -> None:
    told = {c["telling"]: c for r in rows(world / "ancestry.jsonl") for c in r["claims"]}
    for claim in told.values():
        root = told[claim["root"]]
        assert root["parent"] is None
        assert (root["line"], root["happening"]) == (claim["line"], claim["happening"])


def test_a_literal_copy_holds_a_paragraph_of_its_parent_word_for_word(world: Path) -> None:
    texts = {r["id"]: r["text"] for r in rows(world / "items.jsonl")}
    literal = [
        r for r in rows(world / "ancestry.jsonl") if r["mode"] in {"literal", "reissued"} and not any(c["slips"] for c in r["claims"])
    ]
    gold = rows(world / "gold.jsonl")
    for row in literal:
        assert all(c["quote"] in texts[row["parent"]] for c in gold if c["item"] == row["item"])


def test_every_report_comes_from_a_known_source(world: Path) -> None:
    known = {s["id"] for s in rows(world / "sources.jsonl")}
    assert {r["source"] for r in rows(world / "items.jsonl")} <= known


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        generate("front", seed, 60, tmp_path / name)
    one, two, three = ((tmp_path / n / "items.jsonl").read_bytes() for n in ("one", "two", "three"))
    assert one == two != three


def test_as_many_kinds_are_held_out_as_were_first_tuned_on_and_no_two_tables_share_a_template() -> None:
    held = [k for k in kinds().values() if k.held_out]
    assert len(development()) == len(held)
    assert {k.wording for k in held} == {"b"}
    templates = [{t for name, rows in table(w).items() if name != "phrases" for forms in rows.values() for t in forms} for w in "abc"]
    assert all(not one & other for one, other in combinations(templates, 2))


@pytest.mark.parametrize(("kind", "digest"), sorted(FIRST.items()))
def test_what_a_later_table_can_say_leaves_the_first_worlds_the_same_to_the_byte(kind: str, digest: str, tmp_path: Path) -> None:
    generate(kind, 7, SIZE, tmp_path)
    names = ("items.jsonl", "gold.jsonl", "ancestry.jsonl", "sources.jsonl", "truth.json")
    assert hashlib.sha256(b"".join((tmp_path / n).read_bytes() for n in names)).hexdigest()[:16] == digest


def test_a_rewriter_of_the_third_table_says_details_in_other_words_and_credits_in_every_manner(tmp_path: Path) -> None:
    traces: set[str] = set()
    manners: set[str] = set()
    for kind in development("c"):
        generate(kind, 3, 300, tmp_path / kind)
        texts = {r["id"]: r["text"] for r in rows(tmp_path / kind / "items.jsonl")}
        for row in rows(tmp_path / kind / "ancestry.jsonl"):
            traces.update(row["traces"])
            manners.update(how for how, words in MANNERS.items() if "credit" in row["traces"] and words in texts[row["item"]])
    assert {"paraphrase", "detail", "credit", "words"} <= traces
    assert manners == set(MANNERS)


@pytest.mark.parametrize("kind", [*development(), *development("c")])
def test_about_as_many_reports_are_copies_as_the_kind_says(kind: str, tmp_path: Path) -> None:
    generate(kind, 3, 400, tmp_path, gold=False)
    modes = [r["mode"] for r in rows(tmp_path / "ancestry.jsonl")]
    assert abs(sum(m != "original" for m in modes) / len(modes) - kinds()[kind].copied) < 0.1
    assert {"literal", "partial", "rewritten"} <= set(modes)
