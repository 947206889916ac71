"""The picture as a whole: happenings, disputes, questions, outlook, coverage."""

from __future__ import annotations

from sitrepdesk.model import DAY, ItemFacts, Told, When
from sitrepdesk.picture import fold
from tests.link.telling import DAY0, FAR, info, item, judged, on, people, picture, place, said_by, tell

A, B, C = item("a", 1), item("b", 1.2), item("c", 1.4)
OWN = item("own", 0.5, issue=11)


def test_a_happening_says_where_by_how_many_lines_and_how_credible() -> None:
    (h,) = picture([tell(A, "strike"), tell(B, "strike", line="source:a", origin="a"), tell(C, "strike")]).happenings
    assert (h.place_name, h.area, h.lines, h.reports, h.credibility) == ("Izium", "area:oblast", 2, 3, "2")


def test_a_time_that_nobody_said_stays_unknown() -> None:
    (h,) = picture([tell(A, "strike")]).happenings
    assert (h.start, h.end) == (None, None)


def test_a_said_time_is_kept() -> None:
    (h,) = picture([tell(A, "strike", time=on(0.5, 0.25)), tell(B, "strike")]).happenings
    assert (h.start, h.end) == (DAY0 + DAY // 2, DAY0 + DAY // 2 + DAY // 4)


def test_what_did_not_happen_is_told_as_that() -> None:
    (h,) = picture([tell(A, "clash", polarity="negated")]).happenings
    assert h.tells == "not-happened"


def test_what_only_our_own_earlier_report_tells_is_no_happening() -> None:
    assert picture([tell(OWN, "strike", line="own")]).happenings == ()


def test_plans_questions_and_suppositions_are_no_happenings() -> None:
    assert picture([tell(A, "attack", mood=m) for m in ("intended", "unknown", "conditional", "wished", "directed")]).happenings == ()


def test_a_clash_is_a_dispute_with_its_reason_and_marks_both_happenings() -> None:
    yes, no = tell(A, "capture", by="ua"), tell(A, "hold", by="ru", origin="b", line="source:b")
    p = picture([yes, no])
    (d,) = p.disputes
    assert {d.left, d.right} == {(yes.claim.id,), (no.claim.id,)} and "Two sides" in d.because and "Izium" in d.about
    assert all(h.disputed for h in p.happenings)


def test_a_question_is_opened_by_an_unknown_and_stays_open() -> None:
    (q,) = picture([tell(A, "presence", mood="unknown", quote="how many are left")]).questions
    assert (q.text, q.asked_in, q.opened_at, q.outcome) == ("how many are left", "a", A.available_at, None)


def test_our_own_earlier_report_opens_questions_too() -> None:
    assert picture([tell(OWN, "capture", mood="unknown", line="own")]).questions


def test_a_later_claim_at_the_same_place_proposes_the_answer() -> None:
    asked, told = tell(OWN, "capture", mood="unknown", line="own"), tell(A, "hold", by="ua")
    assert picture([asked, told]).questions[0].outcome == told.claim.id


def test_a_maybe_an_earlier_claim_and_another_town_answer_nothing() -> None:
    asked = tell(B, "capture", mood="unknown")
    for t in (tell(C, "hold", likelihood="possible"), tell(A, "hold", time=on(0)), tell(C, "hold", "lyman")):
        assert picture([asked, t]).questions[0].outcome is None


def test_how_many_is_answered_by_a_number_alone() -> None:
    asked = tell(A, "presence", mood="unknown", quote="how many troops are left")
    assert picture([asked, tell(B, "presence")]).questions[0].outcome is None
    assert picture([asked, tell(B, "presence", quantities=(people(40, 40, of="actor"),))]).questions[0].outcome


def test_where_is_answered_by_a_person_alone() -> None:
    asked = tell(A, "other", mood="unknown", quote="We don't know where this picture was taken", head="taken")
    assert picture([asked, tell(B, "other", head="taken")]).questions[0].outcome is None


def test_an_option_of_a_question_is_no_question_of_its_own() -> None:
    asked = tell(A, "destroy", mood="unknown", id="q")
    (q,) = picture([asked, tell(A, "destroy", mood="unknown", option_of="q", quote="or only damaged")]).questions
    assert len(q.options) == 1 and q.claims == ("q",)


def test_what_a_private_person_may_have_done_opens_no_question() -> None:
    assert picture([tell(A, "other", mood="unknown", withheld="person")]).questions == ()


def test_the_outlook_holds_what_is_still_to_come() -> None:
    ahead = tell(A, "aid", time=When(start=FAR, end=FAR + DAY, phase="future"))
    gone = tell(B, "attack", time=When(start=DAY0 + DAY, end=DAY0 + 2 * DAY, phase="future"))
    past = tell(C, "encircle", mood="intended")
    assert picture([ahead, gone, past], known_by=DAY0 + 5 * DAY, as_of=DAY0 + 5 * DAY).outlook == (ahead.claim.id,)


def test_a_claim_with_its_cause_is_a_reason() -> None:
    cause = tell(A, "shortage", id="cause")
    told = tell(A, "collapse", because_of="cause")
    assert picture([cause, told]).reasons == (told.claim.id,)


def test_the_coverage_counts_what_the_picture_rests_on() -> None:
    told = [tell(A, "strike", standing="accepted"), tell(B, "strike"), tell(OWN, "hold", line="own")]
    facts = [ItemFacts(item=i, line=i.id) for i in (A, B, C, OWN)]
    russian = ItemFacts(item=item("r", None, source=None), line="r", not_read="ru")
    c = fold(told, [*facts, russian], judged(told), as_of=FAR, known_by=FAR, info=info).coverage
    assert (c.items, c.sources, c.lines, c.claims, c.seen, c.undated, c.not_read, c.no_claims) == (4, 3, 4, 3, 1, 1, (("ru", 1),), 1)
    assert c.first == DAY0 + DAY


def test_an_unknown_place_empties_no_other() -> None:
    told = [tell(A, "strike", places=(place("x", place=None),)), tell(B, "strike")]
    assert [h.place_name for h in picture(told).happenings] == ["Izium", None]


def test_a_place_keeps_its_relation_in_its_name() -> None:
    (h,) = picture([tell(A, "advance", places=(place("izium", rel="toward"),))]).happenings
    assert h.place_name == "toward Izium"


def test_an_attributed_event_counts_for_its_speaker() -> None:
    told = [tell(i, "strike", attribution=said_by("actor:ru-ministry")) for i in (A, B, C)]
    (h,) = picture(told).happenings
    assert (h.lines, h.reports) == (1, 3)


def looking_back(published: float = 100) -> list[Told]:
    """A text of a hundred days later with three dated claims of then, and one at no said time."""
    of = item("book", published)
    dated = [tell(of, "strike", town, time=on(day)) for town, day in (("izium", 1), ("lyman", 2), ("kupiansk", 3))]
    return [*dated, tell(of, "capture", "izium", by="ru")]


def test_what_a_text_that_looks_back_says_at_no_time_is_background_and_no_holders_news() -> None:
    made = picture(looking_back())
    assert {(h.type, h.background) for h in made.happenings} == {("strike", False), ("capture", True)}
    (held,) = made.control
    assert (held.side, held.as_of, held.aged) == ("RU", None, True)


def test_a_text_of_the_day_is_no_background_and_a_later_word_of_today_outranks_a_look_back() -> None:
    assert not any(h.background for h in picture(looking_back(3)).happenings)
    today = tell(item("wire", 99), "hold", by="ua")
    (held,) = picture([*looking_back(), today]).control
    assert held.side == "UA"


def test_events_of_one_time_stand_in_the_order_of_telling_whatever_their_ids() -> None:
    """A newer reader gives every claim another id; the report must not change its order for that."""

    kinds = ["strike", "aid", "protest"]

    def order(*ids: str) -> list[str]:
        told = [tell(item(f"i{n}", n), kind, id=i) for n, (kind, i) in enumerate(zip(kinds, ids, strict=True))]
        return [h.type for h in picture(told).happenings]

    assert order("a", "b", "c") == order("c", "a", "b") == order("b", "c", "a") == kinds
