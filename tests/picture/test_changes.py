"""What changed between two pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sitrepdesk.model import DAY, Change, Told
from sitrepdesk.picture import changes
from tests.link.telling import DAY0, FAR, item, on, people, picture, tell

THEN, NOW = DAY0 + 2 * DAY, DAY0 + 9 * DAY
A, B, C = item("a", 1), item("b", 5), item("c", 6)


def changed(*told: Told, importance: dict[str, int] | None = None) -> list[Change]:
    before, now = (picture(told, known_by=at) for at in (THEN, NOW))
    return list(changes(before, now, {t.claim.id: t for t in told}, importance))


def kinds(*told: Told) -> list[tuple[str, str]]:
    return [(c.subject, c.kind) for c in changed(*told)]


def test_nothing_new_is_no_change() -> None:
    assert kinds(tell(A, "strike")) == []


def test_a_new_event_is_new_and_leads_to_its_claims() -> None:
    told = tell(B, "strike")
    (change,) = changed(told)
    assert (change.kind, change.before, change.now, change.area) == ("new", (), (told.claim.id,), "area:oblast")


def test_another_line_strengthens_and_a_copy_does_not() -> None:
    then = on(0.5)
    assert kinds(tell(A, "strike", time=then), tell(B, "strike", time=then)) == [("happening", "strengthened")]
    assert kinds(tell(A, "strike", time=then), tell(B, "strike", time=then, origin="a", line="source:a")) == []


def test_an_account_that_excludes_it_contradicts() -> None:
    then = on(0.5)
    found = kinds(tell(A, "attack", by="ua", time=then), tell(B, "attack", by="ua", time=then, polarity="negated"))
    assert ("happening", "contradicted") in found


def test_a_retraction_withdraws() -> None:
    told = tell(A, "strike", withdrawn_at=DAY0 + 5 * DAY)
    (change,) = changed(told)
    assert (change.kind, change.before, change.now) == ("withdrawn", (told.claim.id,), ())


def test_a_retraction_of_one_of_two_corrects() -> None:
    early = item("e", 1.1)
    assert kinds(tell(A, "strike", withdrawn_at=DAY0 + 5 * DAY), tell(early, "strike")) == [("happening", "corrected")]


def test_an_article_that_is_only_missing_the_second_time_is_no_change() -> None:
    told = tell(A, "strike")
    before, now = picture([told], known_by=THEN), picture([], known_by=NOW)
    assert changes(before, now, {told.claim.id: told}) == ()


def test_what_a_newer_version_leaves_out_is_no_longer_reported_and_comes_last() -> None:
    old = tell(A, "strike", superseded_at=B.available_at)
    new = tell(B, "hold", "lyman", by="ua")
    found = changed(old, new)
    assert (found[-1].kind, found[-1].before) == ("no-longer-reported", (old.claim.id,))
    assert "takes nothing back" in found[-1].because


def test_what_a_newer_version_repeats_is_no_change() -> None:
    old = tell(A, "strike", superseded_at=B.available_at, quote="They shelled  the town")
    assert kinds(old, tell(B, "strike", quote="they shelled the town")) == []


def test_a_town_that_changes_hands_is_reversed() -> None:
    assert ("control", "reversed") in kinds(tell(A, "hold", by="ru"), tell(B, "capture", by="ua"))


def test_a_town_with_two_claimants_is_contradicted() -> None:
    late = item("d", 5.5)
    found = kinds(tell(A, "hold", by="ru"), tell(B, "capture", by="ua"), tell(late, "hold", by="ru", line="source:d"))
    assert ("control", "contradicted") in found


def test_a_retracted_capture_withdraws_control() -> None:
    assert ("control", "withdrawn") in kinds(tell(A, "capture", by="ua", withdrawn_at=DAY0 + 5 * DAY))


def test_a_question_is_new_and_later_answered() -> None:
    assert ("question", "new") in kinds(tell(B, "capture", mood="unknown"))
    assert ("question", "answered") in kinds(tell(A, "capture", mood="unknown"), tell(B, "hold"))


def test_weight_of_support_times_importance_ranks() -> None:
    then = on(4)
    two = [tell(i, "strike", "lyman", time=then) for i in (B, C)]
    one = tell(B, "strike", "oblast", time=on(1))
    assert [c.lines for c in changed(one, *two)] == [2, 1]
    assert [c.lines for c in changed(one, *two, importance={"area:oblast": 1, "x": 9})] == [2, 1]


def test_a_persons_correction_of_the_place_is_a_correction() -> None:
    told = tell(A, "strike", id="c1")
    moved = replace(tell(A, "strike", "lyman", id="c1"), standing="corrected")
    before, now = picture([told], known_by=THEN), picture([moved], known_by=NOW)
    assert [c.kind for c in changes(before, now, {"c1": moved})] == ["corrected"]


def test_the_same_picture_twice_is_no_change() -> None:
    told = [tell(i, t, by="ua") for i in (A, B, C) for t in ("strike", "capture", "withdraw")]
    one = picture(told, known_by=FAR)
    assert changes(one, one, {t.claim.id: t for t in told}) == ()


def test_a_holder_whom_nobody_confirms_any_more_has_aged_out() -> None:
    told = tell(A, "hold", by="ru")
    before, now = (picture((told,), as_of=at, known_by=at) for at in (THEN, DAY0 + 60 * DAY))
    assert [(c.subject, c.kind) for c in changes(before, now, {told.claim.id: told})] == [("control", "aged-out")]


def test_what_is_first_told_now_of_long_ago_comes_after_what_is_new() -> None:
    of_old = [tell(i, "strike", "lyman", time=on(-60.0)) for i in (B, C)]
    found = changed(*of_old, tell(B, "strike", "kupiansk"))
    assert [(c.about, c.lines) for c in found] == [("strike: Kupiansk", 1), ("strike: Lyman", 2)]


def two_lines(*, town: str = "izium", **how: Any) -> tuple[Told, Told]:
    return tell(B, "strike", town, time=on(4.0), **how), tell(C, "strike", town, time=on(4.0), **how)


def test_what_a_single_line_tells_of_the_day_before_is_perhaps_known() -> None:
    slipped = tell(item("d", 6), "strike", time=on(3.0))
    known = two_lines()
    found = changed(*known, slipped)
    assert [(c.kind, c.now) for c in found if slipped.claim.id in c.now] == [("perhaps-known", (slipped.claim.id,))]
    assert {c.kind for c in found} == {"new", "perhaps-known"}
    assert set(found[-1].before) == {t.claim.id for t in known}


def test_so_is_what_it_tells_of_the_province_and_a_like_count_of_the_next_town() -> None:
    wide = tell(item("d", 6), "strike", "oblast", time=on(5.2))
    assert "perhaps-known" in {c.kind for c in changed(*two_lines(), wide)}
    counted = tell(item("d", 6), "kill", "lyman", time=on(4.0), quantities=(people(14, 14),))
    killed = [tell(i, "kill", time=on(4.0), quantities=(people(14, 14),)) for i in (B, C)]
    assert "perhaps-known" in {c.kind for c in changed(*killed, counted)}


@pytest.mark.parametrize(("told_on", "kind"), [(7.0, "perhaps-known"), (8.9, "new")])
def test_a_straggler_that_nobody_dates_lies_not_long_before_it_was_told(told_on: float, kind: str) -> None:
    known = [tell(i, "strike", time=on(3.5)) for i in (B, C)]
    late = tell(item("d", told_on), "strike")
    assert [c.kind for c in changed(*known, late) if late.claim.id in c.now] == [kind]


@pytest.mark.parametrize(
    ("town", "how"),
    [
        ("lyman", {"time": on(4.0)}),
        ("izium", {"time": on(1.0)}),
        ("izium", {"time": on(3.0), "by": "ru"}),
        ("izium", {"time": on(3.0), "polarity": "negated"}),
    ],
)
def test_another_town_another_week_another_actor_or_a_denial_is_news(town: str, how: dict[str, Any]) -> None:
    other = tell(item("d", 6), "strike", town, **how)
    assert "perhaps-known" not in {c.kind for c in changed(*two_lines(by="ua"), other)}
