"""Claims: ids, plainness, JSON lines, Arrow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from sitrepdesk.model import Claim, Malformed, Speaker, When, anchor_of, corrected, from_line, seal, to_line
from sitrepdesk.model.arrow import from_arrow, to_arrow
from sitrepdesk.model.scales import BANDS, FAMILY
from tests.model.strategies import claims


def claim(start: int = 0, **changes: object) -> Claim:
    base = Claim(
        item="i", passage="p", quote="q", span=(0, 9), head="h", head_span=(start, start + 1), type="kill", reader="r",
        anchor=anchor_of("p", (start, start + 1), 0),
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


@given(claims)
def test_a_claim_survives_its_json_line(c: Claim) -> None:
    assert from_line(to_line(c)) == c


@settings(max_examples=30)
@given(claims)
def test_a_claim_survives_arrow(c: Claim) -> None:
    assert from_arrow(to_arrow([c], Claim), Claim) == [c]


def test_the_same_record_gets_the_same_id_and_another_reader_another() -> None:
    (a,), (b,), (c,) = seal((claim(),)), seal((claim(),)), seal((claim(reader="r2"),))
    assert a.id == b.id != c.id


def test_explanations_do_not_change_the_id() -> None:
    assert seal((claim(why=("because",)),))[0].id == seal((claim(),))[0].id


def test_sealing_turns_anchors_into_ids() -> None:
    outer = claim(0)
    inner = claim(5, content_of=outer.anchor)
    sealed = seal((outer, inner))
    assert sealed[1].content_of == sealed[0].id


def test_a_reference_out_of_the_batch_becomes_none() -> None:
    assert seal((claim(content_of="elsewhere"),))[0].content_of is None


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": "negated"},
        {"likelihood": "possible"},
        {"mood": "intended"},
        {"time": When(phase="future")},
        {"attribution": (Speaker(kind="unnamed", text="reportedly", span=(0, 1)),)},
    ],
)
def test_any_hedge_speaker_negation_mood_or_future_ends_plainness(change: dict[str, object]) -> None:
    assert claim().is_plain
    assert not claim(**change).is_plain


def test_a_line_with_a_value_off_its_scale_is_malformed_and_says_where() -> None:
    line = to_line(claim()).replace('"affirmed"', '"perhaps"')
    with pytest.raises(Malformed, match="polarity"):
        from_line(line)


def test_a_correction_keeps_id_and_anchor() -> None:
    (before,) = seal((claim(),))
    after = corrected(before, {"likelihood": "likely", "time": {"phase": "future"}}, "claim")
    assert (after.id, after.anchor, after.likelihood, after.time.phase) == (before.id, before.anchor, "likely", "future")


def test_a_correction_of_an_unknown_field_lists_the_fields() -> None:
    with pytest.raises(Malformed, match=r"no field 'likelyhood'.*likelihood"):
        corrected(claim(), {"likelyhood": "likely"}, "claim")


def test_every_likelihood_band_lies_between_1_and_99_per_cent() -> None:
    assert all(1 <= low < high <= 99 for low, high in BANDS.values())


def test_every_type_belongs_to_one_family() -> None:
    assert len(FAMILY) == 56
    assert FAMILY["encircle"] == "control"


def test_no_record_module_imports_another_room() -> None:
    root = Path(__file__).parents[2] / "src" / "sitrepdesk" / "model"
    assert not [p for p in root.glob("*.py") if "from sitrepdesk" in p.read_text() or "from .." in p.read_text()]
