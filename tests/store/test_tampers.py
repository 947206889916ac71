"""Ten thousand tampers, a fixed share of each class, each found: cut tails, rebuilt chains and roll-backs against a head kept elsewhere."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, delete, select, update
from sqlalchemy.exc import IntegrityError

from sitrepdesk.model import Entry, Link, line_of
from sitrepdesk.store import Head, Problem, Snapshot, Store, Writer, _tables, check_chain, judged, merkle, verify
from sitrepdesk.store.ledger import Chain
from sitrepdesk.store.verify import verify_snapshot
from tests.store.builders import NOW, add, fill, pictured, text_for

SHARES = {"bit flip": 2600, "deleted": 1400, "reordered": 1400, "cut tail": 1200, "rebuilt": 1200, "roll-back": 1200}
IN_TABLES = 800
SWAPPED = 200


def chain_of(count: int) -> list[Entry]:
    chain = Chain()
    return [chain.append("note", {"n": n, "item": f"i{n}"}, made_by="a", recorded_at=NOW + n) for n in range(count)]


def head_of(entries: list[Entry]) -> Head:
    chain = Chain()
    for e in entries:
        chain = again(chain, e)
    return chain.head()


def again(chain: Chain, entry: Entry) -> Chain:
    chain.seq, chain.last = entry.seq, entry.hash
    chain.frontier.add(merkle.leaf_hash(line_of(entry)))
    return chain


def flipped(value: object, dice: random.Random) -> object:
    """The value with one bit changed."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value ^ (1 << dice.randrange(24))
    if isinstance(value, str) and value:
        at = dice.randrange(len(value))
        return value[:at] + chr(ord(value[at]) ^ (1 << dice.randrange(5))) + value[at + 1 :]
    return 1 if value is None else "x"


def bit_flip(entries: list[Entry], dice: random.Random) -> list[Entry]:
    at, name = dice.randrange(len(entries)), dice.choice(Entry.__slots__)
    return [*entries[:at], replace(entries[at], **{name: flipped(getattr(entries[at], name), dice)}), *entries[at + 1 :]]


def deleted(entries: list[Entry], dice: random.Random) -> list[Entry]:
    at = dice.randrange(len(entries) - 1)
    return entries[:at] + entries[at + dice.randint(1, len(entries) - 1 - at) :]


def reordered(entries: list[Entry], dice: random.Random) -> list[Entry]:
    a, b = sorted(dice.sample(range(len(entries)), 2))
    moved = entries[:]
    if dice.random() < 0.5:
        moved[a], moved[b] = moved[b], moved[a]
    else:  # with numbers that fit their new places
        moved[a], moved[b] = replace(moved[b], seq=a + 1), replace(moved[a], seq=b + 1)
    return moved


def cut_tail(entries: list[Entry], dice: random.Random) -> list[Entry]:
    return entries[: dice.randrange(len(entries))]


def rebuilt(entries: list[Entry], dice: random.Random) -> list[Entry]:
    """From some entry on, a chain that is sound in itself, as long or longer."""
    at, chain, made = dice.randrange(len(entries)), Chain(), entries[:]
    made = made[:at]
    for e in made:
        chain = again(chain, e)
    for n in range(len(entries) - at + dice.randrange(3)):
        made.append(chain.append("note", {"n": n, "other": True}, made_by="b", recorded_at=NOW + n))
    return made


def rolled_back(entries: list[Entry], dice: random.Random) -> list[Entry]:
    """An older copy that went on by itself, and may have grown past the kept head."""
    return rebuilt(entries[: dice.randrange(1, len(entries))], dice) if dice.random() < 0.5 else cut_tail(entries, dice)


TAMPERS: dict[str, Callable[[list[Entry], random.Random], list[Entry]]] = {
    "bit flip": bit_flip,
    "deleted": deleted,
    "reordered": reordered,
    "cut tail": cut_tail,
    "rebuilt": rebuilt,
    "roll-back": rolled_back,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", SHARES)
def test_every_tamper_with_the_chain_is_found(kind: str) -> None:
    dice, entries = random.Random(kind), chain_of(12)
    head = head_of(entries)
    assert list(check_chain(entries, head)) == []
    done = 0
    while done < SHARES[kind]:
        tampered = TAMPERS[kind](entries, dice)
        if tampered == entries:
            continue
        done += 1
        first = next(check_chain(tampered, head), None)
        assert first is not None, (kind, done)
        assert first.seq is not None
        assert first.todo


def test_the_first_bad_entry_is_named() -> None:
    entries = chain_of(20)
    for at in range(20):
        changed = [*entries[:at], replace(entries[at], body='{"n":99}'), *entries[at + 1 :]]
        assert next(check_chain(changed)).seq == at + 1
        assert next(check_chain(entries[:at] + entries[at + 1 :], head_of(entries))).seq == at + 1


@pytest.fixture
def busy(store: Store) -> Store:
    """A small desk with a row in every table that the ledger answers for."""
    (one, made), (two, _) = fill(store, 2)
    with store.write(made_by="person:00000001", recorded_at=NOW) as writer:
        decide_all(writer, made[0].anchor, judged(made[0]))
        writer.add_links([Link(left=two.id, right=one.id, relation="copies", score=9, because="Same.")], run="r")
        writer.set_lines({two.id: one.id})
        writer.add_keys(one.id, ["k"])
        pictured(writer, one, b"picture one", b"picture two")
        writer.save_report(1, writer.archive.put(b"report", "text/plain"), pinned="x", as_of=1, known_by=1, items=[one.id])
        gone, _ = add(writer, text_for(7))
    store.erase_item(gone.id, because="x", made_by="person:00000001", recorded_at=NOW)
    return store


def decide_all(writer: Writer, anchor: str, digest: str) -> None:
    undone = writer.decide("accept", anchor, judged=digest)
    writer.undo(undone.seq)
    writer.decide("correct", anchor, fields='{"type":"hold"}', judged=None)


FREE = {
    "item_keys": {"key"},  # candidates only: a changed key loses a comparison, never a fact
    "blobs": {"media_type"},
    "passages": {"n"},
    "source_names": set(),
    "claims": {"n"},
    "meta": {"key"},
}
UNCHECKED = {"persons"}  # names of the desk's own people are kept out of the ledger


def tampered_row(run: Connection, table: Table, dice: random.Random) -> str | None:
    """Change or delete one row as somebody with the database file could; what was done, or ``None``."""
    rows = run.execute(select(table)).mappings().all()
    if not rows:
        return None
    row = dice.choice(rows)
    where = [c == row[c.name] for c in table.primary_key.columns]
    if dice.random() < 0.25 and table.name not in {"item_keys", "meta"}:
        run.execute(delete(table).where(*where))
        return f"deleted from {table.name}: {dict(row)}"
    name = dice.choice([c.name for c in table.columns if c.name not in FREE.get(table.name, set())])
    value = flipped(row[name], dice)
    if name == "size" and row.get("erased_by") is not None:  # bytes that are gone have no size to compare
        return None
    try:
        run.execute(update(table).where(*where).values({name: value}))
    except IntegrityError:  # the database itself refuses two rows of one key
        return None
    return f"{table.name}.{name}: {row[name]!r} -> {value!r}"


@pytest.mark.slow
def test_every_edited_row_is_found(busy: Store) -> None:
    dice, done, missed = random.Random("rows"), 0, []
    tables = [t for t in _tables.metadata.sorted_tables if t.name not in UNCHECKED]
    assert list(verify(busy)) == []
    while done < IN_TABLES:
        with busy.engine.connect() as run:
            what = tampered_row(run, dice.choice(tables), dice)
            if what is None:
                continue
            done += 1
            if next(problems(busy, run), None) is None:
                missed.append(what)
            run.rollback()
    assert not missed, "\n".join(missed)
    assert list(verify(busy)) == []


def problems(store: Store, run: Connection) -> Iterator[Problem]:
    """``verify`` inside a transaction that is rolled back afterwards."""
    return verify_snapshot(store, Snapshot(run), None)


@pytest.mark.parametrize("told", [None, "", "{}", "as read", "another type"])
def test_a_changed_told_claim_is_found(busy: Store, told: str | None) -> None:
    """The words that pages and pictures show: for a corrected claim they are kept beside those that were read."""
    c = _tables.claims.c
    with busy.engine.connect() as run:
        corrected = run.execute(select(c.n, c.record, c.told).where(c.told.is_not(None))).one()
        changed = {"as read": corrected.record, "another type": corrected.told.replace('"hold"', '"strike"')}.get(told or "", told)
        assert changed != corrected.told
        run.execute(update(_tables.claims).where(c.n == corrected.n).values(told=changed))
        assert any("claim 1" in p.what for p in problems(busy, run))


def test_a_told_claim_that_nobody_corrected_is_found(busy: Store) -> None:
    c = _tables.claims.c
    with busy.engine.connect() as run:
        plain = run.execute(select(c.n, c.record).where(c.told.is_(None)).limit(1)).one()
        run.execute(update(_tables.claims).where(c.n == plain.n).values(told=plain.record))
        assert any("claim" in p.what for p in problems(busy, run))


@pytest.mark.slow
def test_every_swapped_or_changed_blob_is_found(busy: Store) -> None:
    dice, shas = random.Random("blobs"), list(busy.archive.shas())
    for _ in range(SWAPPED):
        a, b = (busy.archive.path(s) for s in dice.sample(shas, 2))
        kept = (a.read_bytes(), b.read_bytes())
        way = dice.choice(["swap", "flip", "cut", "gone"])
        if way == "swap":
            tamper(a, kept[1])
            tamper(b, kept[0])
        elif way == "gone":
            a.unlink()
        else:
            at = dice.randrange(len(kept[0]))
            tamper(a, kept[0][:at] + (b"" if way == "cut" else bytes([kept[0][at] ^ 1]) + kept[0][at + 1 :]))
        first = next(verify(busy), None)
        assert first is not None and first.seq is not None, way
        tamper(a, kept[0])
        tamper(b, kept[1])
    assert list(verify(busy)) == []


def tamper(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def test_a_rolled_back_desk_is_found_only_against_a_kept_head(store: Store, tmp_path: Path, url: str) -> None:
    fill(store)
    store.close()
    older = (tmp_path / "desk.sqlite").read_bytes()
    with Store.open(url, tmp_path / "archive") as later:
        with later.write(made_by="a", recorded_at=NOW) as writer:
            writer.append("note", {"n": 1})
        with later.read() as snapshot:
            head = snapshot.head()
    (tmp_path / "desk.sqlite").write_bytes(older)
    with Store.open(url, tmp_path / "archive") as back:
        assert list(verify(back)) == []
        (problem,) = verify(back, head)
        assert (problem.seq, "ends at" in problem.what) == (head.seq, True)
