from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sitrepdesk.model import DeskExists, IntegrityError, Malformed, SitrepError, StoreError
from sitrepdesk.store import ClaimFilter, Store, backup, claims, export_desk, exported_extra, import_desk, judged, pictures_of, verify
from tests.store.builders import NOW, fill, pictured

ME = "person:00000001"
TOOL = Path(__file__).parents[2] / "tools" / "verify_ledger.py"


@pytest.fixture
def exported(store: Store, tmp_path: Path) -> Path:
    """A desk with a decision and an erasure, exported."""
    (erased, _), (_, made), _ = fill(store)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.decide("reject", made[0].anchor, judged=judged(made[0]))
    store.erase_item(erased.id, because="asked", made_by=ME, recorded_at=NOW)
    export_desk(store, tmp_path / "desk.zip", extra={"settings.toml": b"zone = 'UTC'\n"})
    return tmp_path / "desk.zip"


def rewritten(source: Path, target: Path, name: str, change: Callable[[bytes], bytes | None]) -> Path:
    """A copy of a zip in which the parts of that beginning were changed, or left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            data: bytes | None = old.read(part)
            data = change(data or b"") if part.startswith(name) else data
            if data is not None:
                new.writestr(part, data)
    return target


def outside(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The checker that knows nothing of our package."""
    return subprocess.run([sys.executable, "-I", str(TOOL), *arguments], capture_output=True, text=True, check=False)


def moved(file: Path, tmp_path: Path) -> Store:
    return import_desk(file, f"sqlite:///{tmp_path}/new/desk.sqlite", tmp_path / "new" / "archive")


def test_pictures_move_with_their_items(store: Store, tmp_path: Path) -> None:
    ((item, _),) = fill(store, 1)
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        made = pictured(writer, item, b"a picture")
    export_desk(store, tmp_path / "desk.zip")
    backup(store, tmp_path / "backup")
    with (
        moved(tmp_path / "desk.zip", tmp_path) as other,
        Store.open(f"sqlite:///{tmp_path}/backup/desk.sqlite", tmp_path / "backup" / "archive") as copy,
    ):
        for there in (other, copy):
            assert list(verify(there)) == []
            assert there.archive.get(made[0].blob) == b"a picture"
            with there.read() as snapshot:
                assert pictures_of(snapshot, item.id) == made


def test_an_export_from_before_there_were_pictures_is_taken(exported: Path, tmp_path: Path) -> None:
    older = rewritten(exported, tmp_path / "first.zip", "tables/media", lambda _: None)
    older = rewritten(older, tmp_path / "older.zip", "manifest.json", lambda data: data.replace(b'"tables": 2', b'"tables": 1'))
    with moved(older, tmp_path) as other:
        assert list(verify(other)) == []


def test_an_export_that_lost_its_pictures_is_not(exported: Path, tmp_path: Path) -> None:
    with pytest.raises(Malformed, match=r"lacks its part tables/media\.jsonl"):
        moved(rewritten(exported, tmp_path / "less.zip", "tables/media", lambda _: None), tmp_path)


def test_a_part_behind_a_password_is_said_to_be_there_and_unreadable(exported: Path, tmp_path: Path) -> None:
    locked = rewritten(exported, tmp_path / "locked.zip", "none", lambda data: data)
    raw = bytearray(locked.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + flags] |= 1
            at = raw.find(mark, at + 4)
    locked.write_bytes(bytes(raw))
    with pytest.raises(Malformed, match=r"has a part that cannot be read \(manifest\.json\): .*password"):
        moved(locked, tmp_path)


def test_an_exported_desk_is_the_same_desk_elsewhere(store: Store, exported: Path, tmp_path: Path) -> None:
    with moved(exported, tmp_path) as other, other.read() as there, store.read() as here:
        assert there.head() == here.head()
        assert there.counts() == here.counts()
        assert list(there.told()) == list(here.told())
        assert claims(there, ClaimFilter(about="Vellim")) == claims(here, ClaimFilter(about="Vellim"))
        assert sorted(other.archive.shas()) == sorted(store.archive.shas())
        assert list(verify(other)) == []
        with other.write(made_by=ME, recorded_at=NOW) as writer:
            writer.append("note", {"n": 1})
        assert list(verify(other, here.head())) == []
    assert exported_extra(exported) == {"settings.toml": b"zone = 'UTC'\n"}


def test_the_same_desk_gives_the_same_bytes(store: Store, exported: Path, tmp_path: Path) -> None:
    export_desk(store, tmp_path / "again.zip", extra={"settings.toml": b"zone = 'UTC'\n"})
    assert (tmp_path / "again.zip").read_bytes() == exported.read_bytes()
    with pytest.raises(DeskExists):
        export_desk(store, exported)


def test_the_outside_checker_agrees_with_verify(store: Store, exported: Path, tmp_path: Path) -> None:
    with store.read() as snapshot:
        head = str(snapshot.head())
    found = outside(str(exported), "--head", head)
    assert (found.returncode, found.stdout) == (0, f"sound: {head} (2 bodies erased)\n")
    (tmp_path / "ledger.jsonl").write_bytes(zipfile.ZipFile(exported).read("ledger.jsonl"))
    found = outside(str(tmp_path / "ledger.jsonl"), "--blobs", str(store.archive.root))
    assert (found.returncode, head in found.stdout) == (0, True)


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("ledger", lambda b: b.replace(b'"kind":"source"', b'"kind":"sauce!"', 1), "entry 2: does not have its hash"),
        ("ledger", lambda b: b.split(b"\n", 1)[1], "entry 1: is missing"),
        ("ledger", lambda b: b"\n".join(b.split(b"\n")[:4]) + b"\n", "entry 5: is missing, the kept head stands at"),
        ("ledger", lambda b: b.replace(b'\\"kind', b'\\"kine', 1).replace(b"theatre", b"theatrf"), "entry 1: its body was changed"),
        ("blobs/", lambda b: b + b"x", "is missing or was changed"),
        ("blobs/", lambda b: None, "is missing or was changed"),
    ],
)
def test_the_outside_checker_names_the_first_bad_entry(
    store: Store, exported: Path, tmp_path: Path, name: str, change: Callable[[bytes], bytes | None], says: str
) -> None:
    with store.read() as snapshot:
        head = str(snapshot.head())
    found = outside(str(rewritten(exported, tmp_path / "bad.zip", name, change)), "--head", head)
    assert found.returncode == 1
    assert says in found.stdout


def test_the_outside_checker_refuses_what_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello\n")
    assert outside(str(tmp_path / "x")).returncode == outside(str(tmp_path / "none")).returncode == 2


def dropped_field(data: bytes) -> bytes:
    first, rest = data.split(b"\n", 1)
    row = json.loads(first)
    row.popitem()
    return json.dumps(row).encode() + b"\n" + rest


@pytest.mark.parametrize(
    ("name", "change", "error"),
    [
        ("manifest", lambda b: None, Malformed),
        ("manifest", lambda b: b"{}", Malformed),
        ("manifest", lambda b: b"[1]", Malformed),
        ("manifest", lambda b: b.replace(b'"format": 1', b'"format": 2'), StoreError),
        ("ledger", lambda b: None, Malformed),
        ("ledger", lambda b: b[: len(b) // 2], Malformed),
        ("ledger", lambda b: b"\n".join(b.split(b"\n")[:4]) + b"\n", IntegrityError),
        ("ledger", dropped_field, Malformed),
        ("ledger", lambda b: b + b.split(b"\n", 1)[0] + b"\n", Malformed),
        ("tables/claims.jsonl", lambda b: b.replace(b'"type":"advance"', b'"type":"withdraw"', 1), IntegrityError),
        ("tables/items.jsonl", lambda b: b"\xff\xfe", Malformed),
        ("tables/passages.jsonl", lambda b: b"", IntegrityError),
        ("blobs/", lambda b: b + b"x", IntegrityError),
        ("blobs/", lambda b: None, Malformed),
    ],
)
def test_a_broken_export_is_refused_and_leaves_nothing_behind(
    exported: Path, tmp_path: Path, name: str, change: Callable[[bytes], bytes | None], error: type[SitrepError]
) -> None:
    with pytest.raises(error):
        moved(rewritten(exported, tmp_path / "bad.zip", name, change), tmp_path)
    assert not [p for p in (tmp_path / "new").rglob("*") if p.is_file()] if (tmp_path / "new").exists() else True


def test_a_file_that_is_no_export_or_is_cut_short_is_refused(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.zip").write_bytes(exported.read_bytes()[:-500])
    (tmp_path / "text.zip").write_text("hello")
    for name in ("cut.zip", "text.zip", "none.zip"):
        with pytest.raises(Malformed, match="no exported desk"):
            moved(tmp_path / name, tmp_path)


def test_a_flipped_byte_anywhere_in_an_export_is_found(exported: Path, tmp_path: Path) -> None:
    whole = exported.read_bytes()
    start = whole.index(b"PK\x01\x02")
    for at in range(0, start, max(1, start // 15)):
        bad = tmp_path / "flipped.zip"
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            with moved(bad, tmp_path / str(at)) as other:
                assert list(verify(other)) == []  # a flipped bit of a time stamp or a flag changes nothing that is read
        except SitrepError as e:
            assert e.todo


def test_a_backup_taken_during_a_write_is_a_sound_desk(store: Store, tmp_path: Path) -> None:
    fill(store)
    with store.read() as snapshot:
        before = snapshot.head()
    with store.write(made_by=ME, recorded_at=NOW) as writer:
        writer.append("note", {"n": 1})
        writer.flush()
        assert backup(store, tmp_path / "safe") == before
    with Store.open(f"sqlite:///{tmp_path}/safe/desk.sqlite", tmp_path / "safe" / "archive") as copy:
        assert list(verify(copy, before)) == []
    with pytest.raises(DeskExists):
        backup(store, tmp_path / "safe")
