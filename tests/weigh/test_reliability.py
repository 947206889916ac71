"""Grades of sources."""

from __future__ import annotations

import pytest

from sitrepdesk.link import accounts, events
from sitrepdesk.model import BadValue, Decision, Told
from sitrepdesk.weigh import Record, proposal, records, reliability
from tests.link.telling import item, said_by, side_of, source, tell, within


def test_a_source_without_a_record_cannot_be_judged() -> None:
    assert reliability("source:x").value == "F"


@pytest.mark.parametrize("letter", "ABCDEF")
def test_each_letter_has_its_sentence(letter: str) -> None:
    assert reliability("source:x", letter).because[0].endswith(".")


def test_a_letter_outside_the_scale_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadValue, match="A \\(reliable\\) to F"):
        reliability("source:x", "G")


def ruled(t: Told, kind: str, seq: int, *, undone: bool = False) -> Decision:
    return Decision(
        seq=seq,
        kind=kind,
        about=t.claim.anchor,
        made_by="person:1",
        recorded_at=0,
        because="the register",
        undone=undone,  # type: ignore[arg-type]
    )


def recorded(told: list[Told], *rulings: Decision) -> dict[str, Record]:
    seen = accounts(told, side_of)
    home = {c: e.id for e in events(seen.values(), within) for c in e.claims}
    return records(told, seen, home, rulings)


A = source("a")
STRIKES = [tell(item(f"s{n}", 3 * n + 0.5, source="source:a"), "strike", src=A, line="source:a") for n in range(40)]


def after(right: int, wrong: int) -> Record:
    """The record of a source with so many checked happenings."""
    told = STRIKES[: right + wrong]
    rulings = [ruled(t, "confirm" if n < right else "refute", n + 1) for n, t in enumerate(told)]
    return recorded(STRIKES, *rulings)["source:a"]


def test_a_record_holds_what_was_confirmed_and_nothing_else() -> None:
    found = after(3, 1)
    assert (len(found.outcomes), found.right) == (4, 3)
    assert recorded(STRIKES) == {}


def test_that_nobody_else_tells_it_or_that_many_repeat_it_changes_no_record() -> None:
    alone = recorded(STRIKES[:1], ruled(STRIKES[0], "confirm", 1))["source:a"]
    others = [tell(item(f"o{n}", 0.6, source=f"source:o{n}"), "strike") for n in range(9)]
    denials = [tell(item(f"d{n}", 0.6, source=f"source:d{n}"), "strike", polarity="negated") for n in range(9)]
    crowd = recorded([STRIKES[0], *others, *denials], ruled(STRIKES[0], "confirm", 1))
    assert set(crowd) == {"source:a"}
    assert (crowd["source:a"].right, len(crowd["source:a"].outcomes)) == (alone.right, len(alone.outcomes))


def test_what_a_source_copied_or_credits_to_another_is_not_its_record() -> None:
    copied = tell(item("c", source="source:a"), "strike", src=A, origin="wire", line="source:wire")
    credited = tell(item("k", source="source:a"), "kill", src=A, attribution=said_by())
    maybe = tell(item("m", source="source:a"), "capture", src=A, likelihood="possible")
    assert recorded([copied, credited, maybe], *(ruled(t, "refute", n) for n, t in enumerate((copied, credited, maybe)))) == {}


def test_a_ministry_s_word_in_its_own_channel_is_its_record() -> None:
    ministry = source("ministry", kind="official", side="RU")
    said = tell(item("m", source="source:ministry"), "strike", src=ministry, attribution=said_by("actor:ru-ministry"), line="party:RU")
    assert recorded([said], ruled(said, "refute", 1))["source:ministry"].right == 0


def test_two_claims_of_one_happening_are_one_outcome() -> None:
    again = tell(item("again", 0.5, source="source:a"), "attack", src=A, line="source:a")
    told = [STRIKES[0], again]
    assert len(recorded(told, ruled(told[0], "confirm", 1), ruled(told[1], "confirm", 2))["source:a"].outcomes) == 1


def test_the_last_word_on_a_claim_counts_and_an_undone_one_does_not() -> None:
    t = STRIKES[0]
    assert recorded([t], ruled(t, "confirm", 1), ruled(t, "refute", 2))["source:a"].right == 0
    assert recorded([t], ruled(t, "confirm", 1), ruled(t, "refute", 2, undone=True))["source:a"].right == 1


def test_a_claim_that_its_source_took_back_is_counted_apart() -> None:
    gone = tell(item("g", source="source:a"), "strike", src=A, line="source:a", withdrawn_at=1)
    found = recorded([gone])["source:a"]
    assert (found.withdrawn, found.outcomes) == (1, ())


def test_outcomes_are_told_by_topic_and_by_whom_they_serve() -> None:
    side = source("d", side="RU")
    told = [
        tell(item("1", source="source:d"), "capture", by="ru", src=side, line="source:d"),
        tell(item("2", source="source:d"), "kill", to="ua", src=side, line="source:d"),
        tell(item("3", source="source:d"), "kill", to="ru", src=side, line="source:d"),
        tell(item("4", source="source:d"), "negotiate", src=side, line="source:d"),
    ]
    found = recorded(told, *(ruled(t, "confirm", n) for n, t in enumerate(told)))["source:d"]
    assert found.by_topic == {"control": (1, 1), "people": (2, 2), "talk": (1, 1)}
    assert found.by_interest == {"itself": (2, 2), "nobody": (1, 1), "the other side": (1, 1)}


@pytest.mark.parametrize(
    ("right", "wrong", "letter"),
    [(7, 0, None), (8, 0, "C"), (15, 0, "B"), (29, 0, "B"), (30, 0, "A"), (36, 4, "B"), (12, 4, "C"), (8, 4, "D"), (2, 8, "E")],
)
def test_a_letter_takes_a_long_enough_and_good_enough_record(right: int, wrong: int, letter: str | None) -> None:
    found = proposal(after(right, wrong))
    assert (found.letter if found else None) == letter


def test_a_record_that_fits_its_letter_suggests_no_move_and_a_short_one_takes_none_away() -> None:
    assert proposal(after(8, 0), "C") is None
    assert proposal(after(1, 1), "B") is None
