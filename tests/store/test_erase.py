from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sitrepdesk.model import Link, UnknownName
from sitrepdesk.store import ClaimFilter, Store, claims, erased, judged, pictures_of, verify
from tests.store.builders import GAZETTE, NOW, WIRE, add, fill, pictured, text_for

ME = "person:00000001"
MARKS = (b"zqwitness", b"zqtitle", b"zqnote", b"zqbecause", b"zqlink", b"zqkey", b"zqreport")
"""Long enough to stand in no hash or nonce by chance."""


def everything(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def test_an_erased_item_leaves_no_word_in_any_file_and_a_sound_ledger(store: Store, tmp_path: Path) -> None:
    fill(store, 30)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        item, made = add(
            writer, "Zqwitness: troops entered Vellim, the mayor said; About 40 seen near Orra.", title="Zqtitle", note="Zqnote"
        )
        writer.decide("reject", made[0].anchor, because="Zqbecause", judged=judged(made[0]))
        writer.add_links([Link(left=made[0].id, right=made[1].id, relation="contradicts", score=1, because="Zqlink")], run="r")
        writer.add_keys(item.id, ["zqkey"])
        writer.save_report(1, writer.archive.put(b"Zqreport", "text/markdown"), pinned="x", as_of=1, known_by=1, items=[item.id])
    before = everything(tmp_path).lower()
    assert [m for m in MARKS if m not in before] == []
    done = store.erase_item(item.id, because="The witness asked.", made_by=ME, recorded_at=NOW + 1)
    assert (done.scrubbed, done.kept, done.reports) == (True, (), (1,))
    after = everything(tmp_path).lower()
    assert [m for m in MARKS if m in after] == []
    assert [str(p) for p in verify(store)] == []
    assert erased(store) == 3
    with store.read() as snapshot:
        (stone,) = snapshot.tombstones()
        assert (stone.item, stone.because, item.blob in stone.blobs) == (item.id, "The witness asked.", True)
        assert claims(snapshot, ClaimFilter(about="Vellim")).total == 60
        with pytest.raises(UnknownName):
            snapshot.item(item.id)


def test_an_erased_item_takes_its_pictures_along_but_those_that_another_item_carries(store: Store, tmp_path: Path) -> None:
    (one, _), (two, _) = fill(store, 2)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        own, shared = pictured(writer, one, b"Zqpicture", b"Both have it")
        pictured(writer, two, b"Both have it")
    done = store.erase_item(one.id, because="The witness asked.", made_by=ME, recorded_at=NOW + 1)
    assert own.blob in done.blobs
    assert done.kept == (shared.blob,)
    assert b"zqpicture" not in everything(tmp_path).lower()
    assert [str(p) for p in verify(store)] == []
    with store.read() as snapshot:
        assert pictures_of(snapshot, one.id) == ()
        assert [m.blob for m in pictures_of(snapshot, two.id)] == [shared.blob]
    done = store.erase_item(two.id, because="She asked again.", made_by=ME, recorded_at=NOW + 2)
    assert shared.blob in done.blobs
    assert [str(p) for p in verify(store)] == []


def test_bytes_that_another_item_is_made_of_stay(store: Store) -> None:
    fill(store, 0)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        one, _ = add(writer, text_for(1), WIRE)
        two, _ = add(writer, text_for(1), GAZETTE)
    done = store.erase_item(one.id, because="x", made_by=ME, recorded_at=NOW)
    assert done.kept == (one.blob,) == (two.blob,)
    assert store.archive.has(two.blob)
    assert [str(p) for p in verify(store)] == []


def test_an_erased_item_can_come_back_as_new(store: Store) -> None:
    ((item, _),) = fill(store, 1)
    store.erase_item(item.id, because="x", made_by=ME, recorded_at=NOW)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        add(writer, text_for(0))
    assert [str(p) for p in verify(store)] == []
    store.erase_item(item.id, because="again", made_by=ME, recorded_at=NOW)
    assert [str(p) for p in verify(store)] == []
    assert not store.archive.has(item.blob)


def test_a_reader_at_work_puts_the_scrubbing_off_until_the_next_opening(store: Store, url: str, tmp_path: Path) -> None:
    ((item, _),) = fill(store, 1)
    with Store.open(url, tmp_path / "archive", busy_seconds=0.1) as quick, store.read() as snapshot:
        assert not quick.erase_item(item.id, because="x", made_by=ME, recorded_at=NOW).scrubbed
        assert snapshot.item(item.id) == item
    store.close()
    with Store.open(url, tmp_path / "archive") as again:
        assert b"troops entered Vellim" not in everything(tmp_path)
        assert [str(p) for p in verify(again)] == []


def test_a_body_that_is_blanked_without_an_erasure_is_found(store: Store, tmp_path: Path) -> None:
    fill(store)
    with sqlite3.connect(tmp_path / "desk.sqlite") as raw:
        raw.execute("UPDATE entries SET body = NULL, nonce = NULL WHERE seq = 4")
    problems = list(verify(store))
    assert problems[0].seq == 4
    assert "no erasure names it" in problems[0].what


def test_an_unknown_item_cannot_be_erased(store: Store) -> None:
    with pytest.raises(UnknownName):
        store.erase_item("nothing", because="x", made_by=ME, recorded_at=NOW)
