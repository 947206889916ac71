"""Adding reports: archive the bytes, read out the claims, find the copies; one broken report never stops the others.

Work is committed in batches: a stop at any moment loses at most the batch in hand, and adding again completes it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sitrepdesk.intake import Found, Workshop, format_named
from sitrepdesk.model import Arrival, BadValue, Blob, Claim, Item, Link, Media, Passage, Refusal, Source
from sitrepdesk.store import READING_TYPE, Writer, add_pictures, pictures_of, reading_bytes

from .arriving import Capture, Said, differences, make_item, make_passages, name_of, said_of, source_of
from .copying import Copies, refresh_lines
from .desk import Desk
from .doubts import doubts
from .naming import side_id
from .pictures import Pictures
from .taking import Taken, take_bytes, take_file

BATCH_ITEMS = 64
BATCH_CHARACTERS = 4_000_000
BATCH_SECONDS = 2.0
READ_LANGUAGES = frozenset({"en", "und"})


@dataclass(slots=True)
class Outcome:
    """What came of adding: what was new, known, read again by a newer reader, corrected, refused, without claims, not read; its pictures.

    ``doubtful`` says of what was taken with a date that cannot be right what is amiss with it.
    """

    new: list[str] = field(default_factory=list)
    known: int = 0
    read_again: int = 0
    corrected: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    claims: int = 0
    silent: list[str] = field(default_factory=list)
    not_read: Counter[str] = field(default_factory=Counter)
    doubtful: list[str] = field(default_factory=list)
    pictures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One item, read and ready to be committed; ``old`` is the known item that it corrects."""

    shown: str
    item: Item
    blob: Blob
    container: Blob | None
    source: Source | None
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    old: Item | None
    pictures: tuple[Media, ...]


class Adder:
    """Adds one found file after another. Use as a context manager: leaving it commits what is in hand."""

    def __init__(self, desk: Desk, options: Said) -> None:
        self.desk = desk
        self.options = options
        self.outcome = Outcome()
        self._batch: list[Prepared] = []
        self._characters = 0
        self._since = time.monotonic()
        self._workshop = Workshop()
        self._pictures = Pictures(desk.store.archive)
        self._late: list[tuple[str, tuple[Media, ...]]] = []
        self._copies = Copies()
        self._sources: dict[str, Source] = {}
        self._by_path: dict[str, list[str]] = {}
        self._relations: list[tuple[str, str, str]] = []
        self._person = desk.collector

    def __enter__(self) -> Adder:
        self._workshop.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        try:
            if kind is None:
                self.flush()
                self._finish()
        finally:
            self._workshop.__exit__(None, None, None)
            self._pictures.__exit__(None, None, None)

    def know(self, sources: Iterable[Source]) -> None:
        """Take what a dossier's ``sources.csv`` says of its sources; a side that the theatre lacks is refused, the rest is kept."""
        for source in sources:
            try:
                side = side_id(self.desk.pack, source.side) if source.side else None
            except BadValue as e:
                self.outcome.refused.append(
                    Refusal(where=f"sources.csv, {source.name}", code=e.code, what=f"side {e.where} {e.what}", todo=e.todo)
                )
                side = None
            self._sources[source.id] = replace(source, side=side)

    def take(self, found: Found | Refusal, data: bytes | None = None) -> None:
        """Take one file (or ``data`` that came in its stead), or the refusal of one; a refusal is recorded and the rest goes on."""
        if isinstance(found, Refusal):
            self.outcome.refused.append(found)
            return
        archive = self.desk.store.archive
        try:
            taken = take_file(archive, found.path) if data is None else take_bytes(archive, data)
        except OSError as e:
            todo = "Check the file, then add it again."
            self.outcome.refused.append(
                Refusal(where=found.shown, code="unreachable", what=f"cannot be read ({e.strerror or e})", todo=todo)
            )
            return
        for arrival in self._workshop.parse(taken.source, found.shown, self.desk.zone):
            if isinstance(arrival, Refusal):
                self.outcome.refused.append(arrival)
            else:
                self._prepare(found, taken, arrival)
        self._flush_if_full()

    def _flush_if_full(self) -> None:
        full = len(self._batch) >= BATCH_ITEMS or self._characters >= BATCH_CHARACTERS
        if full or (self._batch and time.monotonic() - self._since > BATCH_SECONDS):
            self.flush()

    def flush(self) -> None:
        """Commit what is in hand: one transaction, everything or nothing."""
        batch, self._batch, self._characters = self._batch, [], 0
        late, self._late = self._late, []
        self._since = time.monotonic()
        if not batch and not late:
            return
        with self.desk.store.write(made_by=self._person, recorded_at=self.desk.now) as writer:
            for prepared in batch:
                self._commit(writer, prepared)
            for item, pictures in late:
                self._add_pictures(writer, item, pictures)

    def _prepare(self, found: Found, taken: Taken, arrival: Arrival) -> None:
        capture = self._capture(found, taken, arrival)
        said = said_of(found, self.options, self.desk.stamp)
        item = make_item(capture, arrival, said)
        name = name_of(said, arrival)
        old = self._known(item)
        self._remember(found, old.id if old else item.id)
        shown = found.shown + (f" # {arrival.inside}" if arrival.inside else "")
        pictures = self._pictures_of(found, shown, old.id if old else item.id, arrival)
        if old:
            changed = differences(old, item, said)
            if not changed and not self._outdated(old):
                self.outcome.known += 1
                self._late += [(old.id, pictures)] if pictures else []
                return
            item = replace(old, **changed)  # type: ignore[arg-type]
        passages = make_passages(item, arrival)
        prepared = Prepared(
            shown=shown,
            item=item,
            blob=capture.blob,
            container=capture.container,
            source=source_of(name, self._sources) if name else None,
            passages=passages,
            claims=self._read(item, passages, shown),
            old=old,
            pictures=pictures,
        )
        self._batch.append(prepared)
        self._characters += sum(len(p.text) for p in passages)

    def _capture(self, found: Found, taken: Taken, arrival: Arrival) -> Capture:
        media_type = format_named(arrival.format).media_type
        whole = taken.keep(media_type)
        part = taken.keep_part(arrival.extent, media_type) if arrival.extent else None
        return Capture(
            found=found,
            blob=part or whole,
            container=whole if part else None,
            captured_at=self.desk.now,
            captured_by=self._person,
        )

    def _pictures_of(self, found: Found, shown: str, item: str, arrival: Arrival) -> tuple[Media, ...]:
        """The pictures of an item that has none yet; those that cannot be taken are refused, and the report is taken without them."""
        self._pictures.named(found.path, arrival)
        if not arrival.pictures or self._is_pictured(item):
            return ()
        taken = list(self._pictures.of(found.path, shown, item, arrival))
        self.outcome.refused += [t for t in taken if isinstance(t, Refusal)]
        return tuple(t for t in taken if isinstance(t, Media))

    def _is_pictured(self, item: str) -> bool:
        waiting = [*((p.item.id, p.pictures) for p in self._batch), *self._late]
        if any(name == item and pictures for name, pictures in waiting):
            return True
        with self.desk.store.read() as snapshot:
            return bool(pictures_of(snapshot, item))

    def _known(self, item: Item) -> Item | None:
        """The item that this one is again: the same id, or the same bytes from the same place under another name or date."""
        waiting = next((p.item for p in self._batch if p.item.id == item.id), None)
        if waiting:
            return waiting
        with self.desk.store.read() as snapshot:
            if snapshot.has_item(item.id):
                return snapshot.item(item.id)
            same = (i for i in snapshot.item_by_blob(item.blob) if (i.captured_from, i.inside) == (item.captured_from, item.inside))
            return next(same, None)

    def _outdated(self, item: Item) -> bool:
        """Was it last read by another reader than today's? Then it is read again; people's decisions stay with its claims."""
        if any(p.item.id == item.id for p in self._batch):
            return False
        with self.desk.store.read() as snapshot:
            reading = snapshot.reading_of(item.id)
        return reading is None or reading.reader != self.desk.reader.name

    def _read(self, item: Item, passages: tuple[Passage, ...], shown: str) -> tuple[Claim, ...]:
        """The item's claims. A fault of the reader costs that item's claims, is said, and stops nothing: the bytes are kept."""
        try:
            return tuple(self.desk.reader.read(item, passages, self.desk.zone))
        except Exception as e:
            what = f"is kept, but reading it failed ({type(e).__name__}: {e})"
            todo = "Please report this with the file; it is read again when you add it to a newer version."
            self.outcome.refused.append(Refusal(where=shown, code="reader-failed", what=what, todo=todo))
            return ()

    def _commit(self, writer: Writer, prepared: Prepared) -> None:
        out, item = self.outcome, prepared.item
        if prepared.source:
            known = writer.snapshot.source_by_name(prepared.source.name)
            if known is None or prepared.source.id in self._sources:
                writer.save_source(prepared.source)
        if prepared.old == item:
            out.read_again += 1
        elif prepared.old:
            writer.replace_item(item)
            self._copies.forget(item.id)
            out.corrected.append(prepared.shown)
        elif writer.snapshot.has_item(item.id):
            out.known += 1
            return
        else:
            if prepared.container:
                writer.add_blob(prepared.container)
            writer.add_item(item, prepared.blob, prepared.passages)
            out.new.append(prepared.shown)
        skipped = Counter(f"language {p.language}" for p in prepared.passages if p.language not in READ_LANGUAGES)
        blob = self.desk.store.archive.put(reading_bytes(prepared.claims), READING_TYPE)
        writer.add_reading(item.id, self.desk.reader.name, blob, prepared.claims, skipped=skipped)
        out.claims += len(prepared.claims)
        out.doubtful += [f"{prepared.shown} {what}" for what in doubts(item, prepared.claims)]
        if skipped.total() == len(prepared.passages):
            out.not_read[next(iter(skipped))] += 1
        elif not prepared.claims:
            out.silent.append(prepared.shown)
        self._add_pictures(writer, item.id, prepared.pictures)
        if not prepared.old:
            self._copies.link(writer, item, prepared.source, prepared.passages)

    def _add_pictures(self, writer: Writer, item: str, pictures: tuple[Media, ...]) -> None:
        if not pictures_of(writer.snapshot, item):  # another process may have been here first
            add_pictures(writer, item, pictures)
            self.outcome.pictures += len(pictures)

    def _remember(self, found: Found, item: str) -> None:
        """Keep which file gave which item, and what the manifest says of its relation to other files."""
        row = found.row
        if row is None:
            return
        self._by_path.setdefault(row.path, []).append(item)
        for relation, path in (("corrects", row.corrects), ("retracts", row.retracts)):
            if path:
                self._relations.append((item, relation, path))

    def _finish(self) -> None:
        """Store the relations that the manifest names, the refusals that are new, and the lines of origin that changed.

        Also where every item was known: an earlier run may have been stopped before it came to this.
        """
        links = tuple(self._manifest_links())
        self.outcome.refused = [r for r in self.outcome.refused if not self._pictures.is_part(r)]
        with self.desk.store.write(made_by=self._person, recorded_at=self.desk.now) as writer:
            said = {refusal for _, refusal in writer.snapshot.refusals()}
            for refusal in dict.fromkeys(self.outcome.refused):
                if refusal not in said:
                    writer.add_refusal(refusal)
            writer.add_links(links, run="manifest")
            refresh_lines(writer)

    def _manifest_links(self) -> Iterator[Link]:
        for left, relation, path in self._relations:
            if path not in self._by_path:
                todo = "Name a file of the same folder in that column."
                self.outcome.refused.append(Refusal(where="manifest.csv", code="unknown-name", what=f"{path!r} was not added", todo=todo))
            for right in self._by_path.get(path, ()):
                yield Link(left=left, right=right, relation=relation, score=1000, because="The dossier's manifest says so.")  # type: ignore[arg-type]
