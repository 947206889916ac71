from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sitrepdesk.model import (
    BadValue,
    DeskExists,
    IntegrityError,
    Link,
    Malformed,
    MissingBlob,
    NoDesk,
    Passage,
    Refusal,
    UnknownName,
    WrongVersion,
    sha256,
    stamp,
)
from sitrepdesk.store import (
    READING_TYPE,
    ClaimFilter,
    Head,
    Store,
    claims,
    claims_standing,
    every,
    every_item,
    facets,
    judged,
    picture_hashes,
    pictures_of,
    reading_bytes,
    verify,
)
from tests.store.builders import GAZETTE, NOW, WIRE, add, claims_for, fill, item_for, passage_for, pictured, read, text_for

ME = "person:00000001"


def sound(store: Store) -> bool:
    assert [str(p) for p in verify(store)] == []
    return True


def test_a_desk_is_made_once_and_opened_again(store: Store, url: str, tmp_path: Path) -> None:
    fill(store)
    with store.read() as snapshot:
        head = snapshot.head()
    with pytest.raises(DeskExists, match="another folder"):
        Store.create(url, tmp_path / "archive")
    with Store.open(url, tmp_path / "archive") as again, again.read() as snapshot:
        assert snapshot.head() == head == Head.parse(str(head))


def test_a_missing_a_foreign_and_a_newer_database_are_told_apart(tmp_path: Path, store: Store, url: str) -> None:
    with pytest.raises(NoDesk, match="sitrep init"):
        Store.open(f"sqlite:///{tmp_path}/none.sqlite", tmp_path / "archive")
    (tmp_path / "text").write_text("no database at all " * 100)
    with pytest.raises(IntegrityError, match="damaged"):
        Store.open(f"sqlite:///{tmp_path}/text", tmp_path / "archive")
    with store.engine.begin() as run:
        run.exec_driver_sql("UPDATE meta SET value = '99' WHERE key = 'version'")
    with pytest.raises(WrongVersion, match="newer"):
        Store.open(url, tmp_path / "archive")


def test_a_database_that_is_no_sqlite_file_is_refused(tmp_path: Path) -> None:
    for url in ("nonsense", "postgresql://host/db", "sqlite://"):
        with pytest.raises(BadValue):
            Store.create(url, tmp_path)


def test_what_was_written_comes_back_equal(store: Store) -> None:
    (item, made), *_ = fill(store)
    with store.read() as snapshot:
        assert snapshot.item(item.id[:8]) == item
        assert snapshot.item_by_blob(item.blob) == [item]
        assert tuple(t.claim for t in snapshot.told() if t.item == item) == made
        assert snapshot.claim(made[0].anchor[:10]) == made[0]
        assert [p.text for p in snapshot.passages(item.id)] == [text_for(0)]
        assert snapshot.source_by_name("  nbw ") == WIRE
        assert len(list(snapshot.told())) == 6
    assert sound(store)


def test_an_exception_leaves_nothing_of_a_write(store: Store) -> None:
    fill(store)
    with store.read() as snapshot:
        before = (snapshot.head(), snapshot.counts())
    with pytest.raises(ZeroDivisionError), store.write(made_by=ME, recorded_at=NOW) as writer:
        add(writer, text_for(9))
        raise ZeroDivisionError
    with store.read() as snapshot:
        assert (snapshot.head(), snapshot.counts()) == before
    assert sound(store)


def test_a_snapshot_does_not_see_later_writes(store: Store) -> None:
    with store.read() as snapshot:
        fill(store)
        assert snapshot.counts()["items"] == 0
    with store.read() as snapshot:
        assert snapshot.counts()["items"] == 3


def test_the_same_item_twice_is_refused(store: Store) -> None:
    fill(store, 1)
    with pytest.raises(BadValue, match="already"), store.write(made_by=ME, recorded_at=NOW) as writer:
        add(writer, text_for(0))


def test_an_item_without_archived_bytes_is_refused(store: Store) -> None:
    from_nowhere = item_for("never archived")
    blob = store.archive.put(b"other", "text/plain")
    with pytest.raises(MissingBlob), store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.add_item(from_nowhere, replace(blob, sha256=sha256(b"never archived")), [])


def test_a_nul_or_half_a_surrogate_pair_is_refused_at_this_door(store: Store) -> None:
    for bad in ("a\x00b", "a\ud800b"):
        item = item_for("fine", title=bad)
        blob = store.archive.put(b"fine", "text/plain")
        with pytest.raises(Malformed, match="Item"), store.write(made_by=ME, recorded_at=NOW) as writer:
            writer.add_item(item, blob, [])
    written = item_for("fine", title="a backslash, then u: \\u0000")
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.add_item(written, blob, [])
        assert writer.snapshot.item(written.id).title == written.title


def test_an_unknown_or_ambiguous_name_says_so_with_candidates(store: Store) -> None:
    fill(store, 40)
    with store.read() as snapshot:
        with pytest.raises(UnknownName, match="no claim"):
            snapshot.claim("zz")
        with pytest.raises(UnknownName, match="more than one claim"):
            for digit in "0123456789abcdef":
                snapshot.claim(digit)


def test_a_correction_counts_until_a_newer_reading_differs_in_what_it_judged(store: Store) -> None:
    ((item, made),) = fill(store, 1)
    entered, seen = made
    changes = json.dumps({"type": "withdraw", "polarity": "negated"})
    with store.write(made_by=ME, recorded_at=NOW + 1) as writer:
        writer.decide("correct", entered.anchor, fields=changes, judged=judged(entered, ["type", "polarity"]))
        writer.decide("reject", seen.anchor, because="wrong tanks", judged=judged(seen))
    with store.read() as snapshot:
        (told,) = snapshot.told()
        assert (told.claim.type, told.standing, told.claim.id) == ("withdraw", "corrected", entered.id)
        assert snapshot.claim(entered.id).type == "advance"
        assert snapshot.told_of(seen.id).standing == "rejected"
    passage = passage_for(item, text_for(0))
    with store.write(made_by="tool", recorded_at=NOW + 2) as writer:
        read(writer, item, claims_for(item, passage, "reader:two", low=35), "reader:two")
    with store.read() as snapshot:
        assert [(t.claim.type, t.standing) for t in snapshot.told()] == [("withdraw", "corrected"), ("presence", "machine")]
        assert claims(snapshot, ClaimFilter(type=("withdraw",))).total == 1
        then = list(snapshot.told(recorded_by=NOW))
        assert [(t.claim.type, t.standing) for t in then] == [("advance", "machine"), ("presence", "machine")]
        assert [t.claim.type for t in snapshot.told(recorded_by=NOW + 1)] == ["withdraw"]
    assert sound(store)


def test_items_and_claims_that_stand_are_read_alike_apart_and_together(store: Store) -> None:
    (_, made), (item, _), _ = fill(store, 3)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.decide("correct", made[0].anchor, fields=json.dumps({"type": "withdraw"}), judged=judged(made[0], ["type"]))
        writer.decide("reject", made[1].anchor, judged=judged(made[1]))
        writer.decide("retract", item.id, because="withdrawn by the outlet")
    with store.read() as snapshot:
        assert list(claims_standing(snapshot)) == [(t.claim, t.standing) for t in snapshot.told()]
        assert list(every_item(snapshot).values()) == list(snapshot.items())


def test_an_undone_decision_no_longer_counts_and_stays_on_record(store: Store) -> None:
    ((item, made),) = fill(store, 1)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        rejected = writer.decide("reject", made[0].anchor, judged=judged(made[0]))
        retracted = writer.decide("retract", item.id, because="withdrawn by the outlet")
    with store.read() as snapshot:
        assert list(snapshot.told()) == []
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.undo(rejected.seq)
        writer.undo(retracted.seq)
    with store.read() as snapshot:
        assert [t.standing for t in snapshot.told()] == ["machine", "machine"]
        assert [d.undone for d in snapshot.decisions()] == [True, True]
    with pytest.raises(BadValue, match="undone already"), store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.undo(rejected.seq)
    assert sound(store)


def test_a_correction_that_fits_no_claim_is_refused(store: Store) -> None:
    ((_, made),) = fill(store, 1)
    for fields in ('{"colour": "red"}', '{"polarity": "perhaps"}'):
        with pytest.raises(Malformed), store.write(made_by=ME, recorded_at=NOW) as writer:
            writer.decide("correct", made[0].anchor, fields=fields)
    with pytest.raises(UnknownName), store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.decide("reject", "no anchor")


def test_a_desk_from_before_there_were_pictures_opens_and_takes_some(store: Store, tmp_path: Path, url: str) -> None:
    ((item, _),) = fill(store, 1)
    with store.engine.begin() as run:
        run.exec_driver_sql("DROP TABLE media")
        run.exec_driver_sql("UPDATE meta SET value = '1' WHERE key = 'version'")
    store.close()
    with Store.open(url, tmp_path / "archive") as opened:
        assert list(verify(opened)) == []
        with opened.write(made_by="a", recorded_at=NOW) as writer:
            made = pictured(writer, item, b"a picture")
        with opened.read() as snapshot:
            assert pictures_of(snapshot, item.id) == made
            assert picture_hashes(snapshot) == {item.id: ("0000000000000001",)}
        assert list(verify(opened)) == []


def test_a_corrected_item_keeps_its_older_version(store: Store) -> None:
    ((item, _),) = fill(store, 1)
    later = replace(item, source=GAZETTE.id, published=stamp("2022-09-14", "UTC", "given"))
    with store.write(made_by=ME, recorded_at=NOW + 5) as writer:
        writer.replace_item(later)
    with store.read() as snapshot:
        assert snapshot.item(item.id) == later
        assert snapshot.item_versions(item.id) == [item, later]
        assert {t.source for t in snapshot.told()} == {GAZETTE}
        assert {t.item for t in snapshot.told(recorded_by=NOW)} == {item}
        assert list(snapshot.told(known_by=item.available_at)) == []
        assert claims(snapshot, ClaimFilter(source=GAZETTE.id)).total == 2
    assert sound(store)


def test_merged_sources_speak_as_one(store: Store) -> None:
    fill(store)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.merge_sources(GAZETTE.id, WIRE.id)
        with pytest.raises(BadValue):
            writer.merge_sources(WIRE.id, GAZETTE.id)
    with store.read() as snapshot:
        assert snapshot.sources() == [WIRE]
        assert {t.source for t in snapshot.told()} == {WIRE}
        assert snapshot.source_by_name(GAZETTE.name) == WIRE
        assert facets(snapshot, ClaimFilter(), "source") == ((WIRE.id, 6),)
        assert claims(snapshot, ClaimFilter(side="side:a")).total == 6
    assert sound(store)


def test_a_source_is_recorded_only_when_it_changes(store: Store) -> None:
    fill(store)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        assert writer.save_source(WIRE) is None
        assert writer.save_source(replace(WIRE, owner="A trust")) is not None
    with store.read() as snapshot:
        assert snapshot.source(WIRE.id).owner == "A trust"
    assert sound(store)


def test_links_and_lines_are_recorded_only_when_new(store: Store) -> None:
    (one, _), (two, _), _ = fill(store)
    link = Link(left=two.id, right=one.id, relation="copies", score=950, because="Nearly the same words.")
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        assert writer.add_links([link, link], run="run:1") is not None
        assert writer.add_links([link], run="run:2") is None
        assert writer.set_lines({two.id: one.id, one.id: one.id}) is not None
        assert writer.set_lines({two.id: one.id}) is None
    with store.read() as snapshot:
        assert list(snapshot.links(about=one.id, relation="copies")) == [link]
        assert snapshot.line_of(two.id) == one.id
        assert snapshot.lines()[one.id] == one.id
    assert sound(store)


def test_the_same_reading_again_adds_nothing(store: Store) -> None:
    ((item, made),) = fill(store, 1)
    blob = store.archive.put(reading_bytes(made), READING_TYPE)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        assert writer.add_reading(item.id, made[0].reader, blob, made) is None
        with pytest.raises(BadValue, match="not sealed"):
            writer.add_reading(item.id, "r2", blob, [replace(made[0], id="")])


def test_blocking_keys_lead_to_items(store: Store) -> None:
    (one, _), (two, _), _ = fill(store)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.add_keys(one.id, ["k1", "k2"])
        writer.add_keys(two.id, ["k2"])
        assert writer.snapshot.items_with_keys(["k2", "k3"]) == {one.id, two.id}
        assert writer.snapshot.items_with_keys(["k1"]) == {one.id}
        assert writer.snapshot.items_with_keys(f"k{n}" for n in range(700)) == {one.id, two.id}
        assert writer.snapshot.items_with_keys([]) == set()


def test_items_come_with_the_texts_of_their_passages_in_order(store: Store) -> None:
    item = item_for("two parts")
    parts = [replace(passage_for(item, text), id=f"{item.id}:{n}", locator=str(n)) for n, text in enumerate(("z first", "a second"))]
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.add_item(item, store.archive.put(b"two parts", "text/plain"), parts)
        assert list(writer.snapshot.texts({item.id, "nobody's"})) == [(item, ("z first", "a second"))]
        assert list(writer.snapshot.texts(())) == []


def test_refusals_reports_and_people_are_kept(store: Store) -> None:
    refusal = Refusal(where="in/x.pdf", code="locked", what="needs a password", todo="Unlock it.")
    blob = store.archive.put(b"# Report", "text/markdown")
    person = store.person("A. Nalyst")
    with store.write(made_by=person, recorded_at=NOW) as writer:
        writer.add_refusal(refusal)
        writer.save_report(12, blob, pinned=str(writer.chain.head()), as_of=NOW, known_by=NOW, since=11)
    with store.read() as snapshot:
        assert list(snapshot.refusals()) == [(NOW, refusal)]
        report = snapshot.report(12)
        assert report is not None and (report.since, report.made_by) == (11, person)
        assert (snapshot.person_name(person), store.person("A. Nalyst")) == ("A. Nalyst", person)
        assert all("Nalyst" not in f"{e}" for e in snapshot.entries())
    assert sound(store)


def test_ledger_bodies_hold_none_of_the_words(store: Store) -> None:
    fill(store)
    with store.read() as snapshot:
        bodies = " ".join(e.body or "" for e in snapshot.entries())
    assert not any(word in bodies for word in ("Vellim", "mayor", "Norbach", "Gazette", "report.txt"))


def test_a_page_a_facet_and_the_whole_list_agree(store: Store) -> None:
    fill(store, 30)
    with store.read() as snapshot:
        asked = ClaimFilter(about="vellim")
        pages = [claims(snapshot, asked, page, 7) for page in range(1, 10)]
        rows = [t.claim.id for page in pages for t in page.rows]
        assert {p.total for p in pages} == {60} == {len(set(rows))}
        assert rows == [t.claim.id for t in every(snapshot, asked)]
        assert facets(snapshot, asked, "type") == (("advance", 30), ("presence", 30))


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        (ClaimFilter(about="TANKS orra"), 6),
        (ClaimFilter(about="nowhere"), 0),
        (ClaimFilter(about="nowhere", ids=("geo:1",)), 3),
        (ClaimFilter(about='" OR * ('), 0),
        (ClaimFilter(ids=("office:mayor",)), 3),
        (ClaimFilter(type=("advance",), standing=("machine",), mood="stated"), 3),
        (ClaimFilter(source=WIRE.id), 4),
        (ClaimFilter(side="side:b"), 2),
        (ClaimFilter(since=NOW), 0),
        (ClaimFilter(until=NOW - 80_000_000_000), 3),
        (ClaimFilter(text="Report 2"), 2),
    ],
    ids=str,
)
def test_a_filter_finds(store: Store, asked: ClaimFilter, total: int) -> None:
    fill(store)
    with store.read() as snapshot:
        page = claims(snapshot, asked)
        assert (page.total, len(page.rows)) == (total, total)


@pytest.mark.parametrize("few", [2000, 0], ids=["looked up", "walked"])
@pytest.mark.parametrize(
    ("asked", "total"),
    [
        (ClaimFilter(about="vellim"), 8),
        (ClaimFilter(about="vellim", counting=True), 5),
        (ClaimFilter(about="nowhere", ids=("geo:1",), counting=True), 2),
        (ClaimFilter(about="tanks", ids=("geo:1", "office:mayor"), type=("advance",)), 4),
        (ClaimFilter(about="vellim", text="report 2", standing=("machine",)), 2),
        (ClaimFilter(ids=("geo:1",), until=NOW), 4),
    ],
    ids=str,
)
def test_every_way_to_a_page_finds_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch, asked: ClaimFilter, total: int, few: int
) -> None:
    monkeypatch.setattr(sys.modules["sitrepdesk.store.queries.naming"], "FEW", few)
    (zero, _), (_, made), *_ = fill(store, 4)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.decide("retract", zero.id)
        writer.decide("reject", made[0].anchor)
    with store.read() as snapshot:
        page = claims(snapshot, asked)
        assert (page.total, page.rows) == (total, tuple(every(snapshot, asked)))
        assert len(page.rows) == total


@pytest.mark.parametrize(
    ("page", "size", "total", "exact"),
    [(1, 2, 5, False), (3, 2, 6, False), (4, 2, 8, True), (9, 2, 8, True), (1, 8, 8, True), (1, 7, 7, False)],
)
def test_many_claims_are_counted_up_to_a_bound_or_to_the_end_of_the_page(
    store: Store, monkeypatch: pytest.MonkeyPatch, page: int, size: int, total: int, exact: bool
) -> None:
    monkeypatch.setattr(sys.modules["sitrepdesk.store.queries.claims"], "COUNTED", 5)
    fill(store, 4)
    with store.read() as snapshot:
        found, all_of_them = claims(snapshot, ClaimFilter(), page, size), tuple(every(snapshot, ClaimFilter()))
    assert (found.total, found.exact) == (total, exact)
    assert found.rows == all_of_them[(page - 1) * size : page * size]


def test_as_many_claims_as_are_counted_are_told_exactly(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["sitrepdesk.store.queries.claims"], "COUNTED", 8)
    fill(store, 4)
    with store.read() as snapshot:
        found = claims(snapshot, ClaimFilter(), 1, 2)
    assert (found.total, found.exact) == (8, True)


def test_counting_leaves_out_rejected_claims_and_retracted_items_until_undone(store: Store) -> None:
    (zero, _), (_, made) = fill(store, 2)

    def counting() -> int:
        with store.read() as snapshot:
            assert claims(snapshot, ClaimFilter()).total == 4
            return claims(snapshot, ClaimFilter(counting=True)).total

    with store.write(made_by=ME, recorded_at=NOW) as writer:
        retracted, rejected = writer.decide("retract", zero.id), writer.decide("reject", made[0].anchor)
    assert counting() == 1
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.undo(retracted.seq)
    assert counting() == 3
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.undo(rejected.seq)
    assert counting() == 4
    assert sound(store)


def test_many_passages_stream_in_order(store: Store) -> None:
    text = "long"
    item, blob = item_for(text), store.archive.put(text.encode(), "text/plain")
    made = (Passage(id=sha256(b"%d" % n), item=item.id, locator=str(n), text=f"p{n}", language="en", method="as-is") for n in range(2500))
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.add_item(item, blob, made)
    with store.read() as snapshot:
        assert [p.locator for p in snapshot.passages(item.id)] == [str(n) for n in range(2500)]
    assert sound(store)
