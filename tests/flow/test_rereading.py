"""A newer reader reads known items again, and people's decisions stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sitrepdesk.flow.add import Adder
from sitrepdesk.flow.arriving import Said
from sitrepdesk.flow.decide import correct
from sitrepdesk.flow.desk import Desk, init_desk
from sitrepdesk.flow.dossier import find
from sitrepdesk.model import Claim, Item, Passage, anchor_of, seal

NOW = 1_663_128_000_000_000


class OneClaim:
    """A reader that finds the first word of each passage."""

    def __init__(self, name: str, likelihood: str = "stated", fails: bool = False) -> None:
        self.name, self.likelihood, self.fails = name, likelihood, fails

    def read(self, item: Item, passages: Iterable[Passage], zone: str) -> Iterator[Claim]:
        for p in passages:
            if self.fails:
                raise ZeroDivisionError("on purpose")
            claim = Claim(
                item=item.id, passage=p.id, quote=p.text.strip(), span=(0, len(p.text.strip())), head="Smoke", head_span=(0, 5),
                type="disaster", reader=self.name, anchor=anchor_of(p.id, (0, 5), 0),
            )  # fmt: skip
            yield from seal((replace(claim, likelihood=self.likelihood),))  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with init_desk(tmp_path / "desk", theatre="world", who="Test Person", zone="UTC", now=NOW) as made:
        yield made


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text("Smoke rose over the harbour, and the fire brigade came at once.\n", encoding="utf-8")
    return path


def add(desk: Desk, path: Path, reader: OneClaim) -> Adder:
    desk.__dict__["reader"] = reader
    with Adder(desk, Said()) as adder:
        for found in find([str(path)]).found:
            adder.take(found)
    return adder


def only(desk: Desk) -> Claim:
    with desk.store.read() as snapshot:
        (told,) = snapshot.told()
    return told.claim


def test_a_newer_reader_reads_known_items_again(desk: Desk, note: Path) -> None:
    add(desk, note, OneClaim("first"))
    assert add(desk, note, OneClaim("second")).outcome.read_again == 1
    assert only(desk).reader == "second"


def test_the_same_reader_does_not(desk: Desk, note: Path) -> None:
    add(desk, note, OneClaim("first"))
    outcome = add(desk, note, OneClaim("first")).outcome
    assert (outcome.read_again, outcome.known) == (0, 1)


def test_a_correction_survives_a_newer_reader_that_reads_the_field_alike(desk: Desk, note: Path) -> None:
    add(desk, note, OneClaim("first"))
    correct(desk, only(desk).id, ("likelihood=possible",), None)
    add(desk, note, OneClaim("second"))
    assert only(desk).likelihood == "possible"


def test_a_correction_returns_to_the_queue_where_the_newer_reader_reads_the_field_otherwise(desk: Desk, note: Path) -> None:
    add(desk, note, OneClaim("first"))
    correct(desk, only(desk).id, ("likelihood=possible",), None)
    add(desk, note, OneClaim("second", likelihood="likely"))
    assert only(desk).likelihood == "likely"


def test_a_fault_of_the_reader_keeps_the_item_and_is_said(desk: Desk, note: Path) -> None:
    outcome = add(desk, note, OneClaim("broken", fails=True)).outcome
    assert [r.code for r in outcome.refused] == ["reader-failed"]
    with desk.store.read() as snapshot:
        assert snapshot.counts()["items"] == 1
