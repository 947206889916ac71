"""Laws of what is kept beside a desk: whatever is done between two looks, the picture is the one that is folded anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sitrepdesk.flow.copying import refresh_lines
from sitrepdesk.flow.decide import accept, correct, erase, reject, retract, undo
from sitrepdesk.flow.desk import Desk, init_desk, open_desk
from sitrepdesk.flow.grading import set_grade
from sitrepdesk.flow.linking import Linked
from sitrepdesk.flow.moments import moments
from sitrepdesk.flow.pairs import merge, not_copy, split
from sitrepdesk.flow.seen import FOLDER, Seen, seen, seen_from, seen_of
from sitrepdesk.flow.situation import holdings, situation
from sitrepdesk.model import (
    DAY,
    Claim,
    Item,
    Link,
    Passage,
    Quantity,
    SitrepError,
    Source,
    Stamp,
    When,
    Where,
    anchor_of,
    item_id,
    passage_id,
    seal,
)
from sitrepdesk.store import READING_TYPE, Writer, reading_bytes

NOW = 1_663_200_000_000_000
MORNING = NOW - NOW % DAY
SOURCES = (
    Source(id="source:a", name="Lantern"),
    Source(id="source:b", name="Volna", side="RU", party_medium=True),
    Source(id="source:c", name="Courier"),
)
TOWNS = (("Izium", "geonames:707753"), ("Kupiansk", "geonames:702972"), (None, None))
KINDS = ("strike", "kill", "capture")
TIMES = ("2022-09-08", "2022-09-11", None)


def report(writer: Writer, n: int, kind: int, town: int, day: int, who: int, count: int) -> None:
    """A report of one claim: what happened, where, on which day, and how many it says."""
    source, (name, place) = SOURCES[who], TOWNS[town]
    text = f"{KINDS[kind]} of {count} people at {name or 'a village'} on day {day}, said report {n}."
    blob = writer.archive.put(text.encode(), "text/plain")
    at = MORNING + (day - 6) * DAY
    item = Item(
        id=item_id(blob.sha256, source.id, None), blob=blob.sha256, format="text", captured_at=NOW, captured_by="tool:test",
        captured_from=f"{n}.txt", source=source.id, published=Stamp(start=at, end=at + DAY, text="", zone="UTC", zone_basis="given"),
    )  # fmt: skip
    passage = Passage(id=passage_id(item.id, "0"), item=item.id, locator="0", text=text, language="en", method="as-is")
    writer.add_item(item, blob, [passage])
    head = (0, len(KINDS[kind]))
    made = Claim(
        item=item.id, passage=passage.id, quote=text, span=(0, len(text)), head=KINDS[kind], head_span=head, type=KINDS[kind],
        reader="test", anchor=anchor_of(passage.id, head, 0),
        places=(Where(text=name, span=(0, 1), place=place, rel="at", precision="settlement"),) if name else (),
        quantities=(Quantity(text=str(count), span=(0, 1), low=Decimal(count), high=Decimal(count), unit="person", of="target"),),
        time=When(text="", start=at, end=at + DAY, phase="past") if n % 3 else When(text=""),
    )  # fmt: skip
    claims = seal((made,))
    writer.add_reading(item.id, "test", writer.archive.put(reading_bytes(claims), READING_TYPE), claims)


@dataclass
class Hands:
    """What people and programs do to a desk; what cannot be done is passed over."""

    desk: Desk
    random: Random
    added: int = 0

    def add(self) -> None:
        r = self.random
        with self.desk.store.write(made_by="tool:test", recorded_at=NOW) as writer:
            for _ in range(r.randint(1, 3)):
                self.added += 1
                report(writer, self.added, r.randrange(3), r.randrange(3), r.randrange(5), r.randrange(3), r.choice((3, 4, 40)))

    def link(self) -> None:
        a, b = self.items()
        relation = self.random.choice(("copies", "copies", "retracts", "corrects"))
        with self.desk.store.write(made_by="tool:test", recorded_at=NOW) as writer:
            writer.add_links([Link(left=a, right=b, relation=relation, score=900, because="Told so.")], run="test")  # type: ignore[arg-type]
            refresh_lines(writer)

    def judge(self) -> None:
        a, b = self.claims()
        does: tuple[Callable[[], object], ...] = (
            lambda: accept(self.desk, a),
            lambda: reject(self.desk, a, "misread"),
            lambda: correct(self.desk, a, (self.random.choice(("polarity=negated", "likelihood=possible", "type=shell")),), None),
            lambda: merge(self.desk, a, b, None),
            lambda: split(self.desk, a, b, None),
            lambda: undo(self.desk, None),
        )
        self.random.choice(does)()

    def decide(self) -> None:
        a, b = self.items()
        with self.desk.store.read() as snapshot:
            held = holdings(snapshot)
        when = moments(self.desk, held, None, None)
        now = situation(self.desk, held, as_of=when.as_of, known_by=when.known_by)
        linked = Linked(desk=self.desk, held=held, now=now, at=when)
        does: tuple[Callable[[], object], ...] = (
            lambda: retract(self.desk, a, "taken back"),
            lambda: not_copy(self.desk, a, b, None),
            lambda: erase(self.desk, a, "asked to"),
            lambda: set_grade(linked, self.random.choice(SOURCES).name, "B", "known for long"),
        )
        self.random.choice(does)()

    def spoil(self) -> None:
        for file in (self.desk.settings.folder / FOLDER).glob("*"):
            how = self.random.randrange(4)
            if how == 0:
                file.unlink()
            elif how == 1:
                file.write_bytes(file.read_bytes()[:-1])
            elif how == 2:
                file.write_bytes(b"")

    def wait(self) -> None:
        self.desk.now += DAY

    def items(self) -> tuple[str, str]:
        with self.desk.store.read() as snapshot:
            ids = [i.id for i in snapshot.items()] or ["none"]
        return self.random.choice(ids), self.random.choice(ids)

    def claims(self) -> tuple[str, str]:
        with self.desk.store.read() as snapshot:
            ids = [t.claim.id for t in snapshot.told()] or ["none"]
        return self.random.choice(ids), self.random.choice(ids)


def anew(desk: Desk, at: str | None, known_by: str | None) -> Seen:
    """The picture folded anew, with nothing kept."""
    with desk.store.read() as snapshot:
        held = holdings(snapshot)
    when = moments(desk, held, at, known_by)
    now = situation(desk, held, as_of=when.as_of, known_by=when.known_by)
    known = [i.available_at for i in held.items.values()]
    return Seen(picture=now.picture, together=now.together, first=min(known, default=None), last=max(known, default=None))


STEPS = ("add", "add", "link", "judge", "judge", "decide", "spoil", "wait")


@settings(max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # an example makes a desk: too slow to be shrunk
@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(STEPS), min_size=3, max_size=8), st.sampled_from(TIMES))
def test_what_is_kept_is_what_would_be_folded_whatever_happened_between(random: Random, steps: list[str], earlier: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        init_desk(Path(folder) / "desk", theatre="ukraine-2022", who="Test Person", zone="UTC", now=NOW).close()
        with open_desk(Path(folder) / "desk", NOW) as desk:
            hands = Hands(desk, random)
            with desk.store.write(made_by="tool:test", recorded_at=NOW) as writer:
                for source in SOURCES:
                    writer.save_source(source)
            for step in ("add", *steps):
                try:
                    getattr(hands, step)()
                except SitrepError:
                    continue
                for at, known_by in ((None, None), (earlier, earlier)):
                    assert seen(desk, at, known_by) == anew(desk, at, known_by)
                with desk.store.read() as snapshot:
                    held = holdings(snapshot)
                    when = moments(desk, held, None, None)
                    assert seen_of(desk, snapshot, held, when) == anew(desk, None, None)
                    part = replace(held, told=dict(list(held.told.items())[::2]))
                    of_part = situation(desk, part, as_of=when.as_of, known_by=when.known_by)
                    assert seen_from(desk, part, when).picture == of_part.picture


def test_the_picture_of_an_empty_desk_goes_on_with_the_clock(tmp_path: Path) -> None:
    init_desk(tmp_path / "desk", theatre="ukraine-2022", who="Test Person", zone="UTC", now=NOW).close()
    with open_desk(tmp_path / "desk", NOW) as desk:
        assert seen(desk, None, None) == anew(desk, None, None)
        desk.now += DAY
        assert seen(desk, None, None) == anew(desk, None, None)
