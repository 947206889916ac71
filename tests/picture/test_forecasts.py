"""Forecasts as they stand, and their scores; the numbers were checked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.model import DAY, ENOUGH, Forecast, Resolution, StandingForecast, forecast_id
from sitrepdesk.model.forecast import Result
from sitrepdesk.picture import resolved, score, standing_forecasts


def forecast(probability: int = 600, *, deadline: int = 10 * DAY, own: bool = True, base: int | None = None, n: int = 0) -> Forecast:
    made = Forecast(
        outcome=f"It rains on day {n}", probability=probability, deadline=deadline, rule="The gauge says so.", by="A", own=own,
        registered_at=n, registered_by="person:a", base_rate=base,
    )  # fmt: skip
    return replace(made, id=forecast_id(made))


def decided(f: Forecast, result: Result, at: int = 11 * DAY) -> Resolution:
    return Resolution(id=f.id, result=result, because="The gauge.", made_by="person:a", recorded_at=at)


def stands(f: Forecast, *resolutions: Resolution, frozen: int | None = DAY, at: int = 20 * DAY) -> StandingForecast:
    (one,) = standing_forecasts([f], resolutions, {} if frozen is None else {f.id: frozen}, at)
    return one


def cases(*pairs: tuple[int, bool]) -> list[StandingForecast]:
    made = [(forecast(p, n=n), o) for n, (p, o) in enumerate(pairs)]
    return [stands(f, decided(f, "yes" if o else "no")) for f, o in made]


def test_a_forecast_is_open_until_its_deadline_and_then_due() -> None:
    assert [stands(forecast(), at=at).state for at in (9 * DAY, 10 * DAY)] == ["open", "due"]


def test_a_later_decision_takes_the_place_of_the_first_and_not_before_it_was_made() -> None:
    f = forecast()
    both = (decided(f, "yes", 11 * DAY), decided(f, "no", 12 * DAY))
    assert [stands(f, *both, at=at).state for at in (11 * DAY, 12 * DAY)] == ["yes", "no"]


@pytest.mark.parametrize("frozen", [None, 10 * DAY, 15 * DAY])
def test_a_forecast_that_no_report_held_before_its_deadline_is_not_scored(frozen: int | None) -> None:
    f = forecast()
    assert not stands(f, decided(f, "yes"), frozen=frozen).scored


def test_a_forecast_issued_only_after_it_was_decided_is_not_scored() -> None:
    f = forecast()
    assert not stands(f, decided(f, "yes", at=2 * DAY), frozen=3 * DAY).scored


def test_a_void_forecast_is_not_scored() -> None:
    f = forecast()
    assert score([stands(f, decided(f, "void"))]).cases == 0


def test_somebody_elses_forecast_is_frozen_when_it_is_registered() -> None:
    f = forecast(own=False)
    assert stands(f, decided(f, "yes"), frozen=None).scored


def test_the_scores_are_those_that_the_literature_gives() -> None:
    made = score(cases((900, True), (200, False), (600, False)))
    assert made.brier == pytest.approx((0.01 + 0.04 + 0.36) / 3)
    assert made.log == pytest.approx(0.4149316, abs=1e-6)


LIBRARY = {
    # probability in per mille, outcome: Brier and log score as ``brier_score`` and ``log_score`` of scoringrules 0.10.0 print them
    (1, False): (1e-06, 0.0010005003335835344),
    (25, False): (0.000625, 0.025317807984289897),
    (100, False): (0.01, 0.10536051565782628),
    (200, True): (0.64, 1.6094379124341005),
    (330, False): (0.1089, 0.4004775665971254),
    (500, True): (0.25, 0.6931471805599453),
    (650, True): (0.1225, 0.4307829160924544),
    (725, False): (0.525625, 1.2909841813155656),
    (990, True): (0.0001, 0.01005033585350145),
    (999, False): (0.998001, 6.907755278982136),
}
"""The library itself is no dependency, not even of the tests: it brings SciPy along, for two formulas of one line."""


@pytest.mark.parametrize(("case", "scores"), LIBRARY.items())
def test_each_score_is_that_of_the_library_scoringrules(case: tuple[int, bool], scores: tuple[float, float]) -> None:
    made = score(cases(case))
    assert (made.brier, made.log) == pytest.approx(scores, rel=1e-9)


def test_several_cases_score_the_mean_of_what_the_library_gives_each() -> None:
    made = score(cases(*LIBRARY))
    assert made.brier == pytest.approx(sum(b for b, _ in LIBRARY.values()) / len(LIBRARY), rel=1e-9)
    assert made.log == pytest.approx(sum(g for _, g in LIBRARY.values()) / len(LIBRARY), rel=1e-9)


def test_skill_is_measured_against_base_rates_written_down_beforehand() -> None:
    f = forecast(800, base=300)
    made = score([stands(f, decided(f, "yes"))])
    assert (made.given, made.skill) == (1, pytest.approx(1 - 0.04 / 0.49))


def test_skill_is_undefined_where_the_base_rate_makes_no_error() -> None:
    assert score(cases((900, True))).skill is None


def test_the_number_of_cases_decides_whether_anything_may_be_said() -> None:
    assert [score(cases(*[(500, True)] * n)).enough for n in (ENOUGH - 1, ENOUGH)] == [False, True]


def test_calibration_counts_each_case_once() -> None:
    made = score(cases((50, False), (55, False), (950, True)))
    assert [(b.cases, b.happened) for b in made.bins] == [(2, 0.0), (1, 1.0)]


@given(st.lists(st.tuples(st.integers(1, 999), st.booleans()), min_size=1, max_size=30))
def test_scores_stay_in_their_bounds(pairs: list[tuple[int, bool]]) -> None:
    made = score(cases(*pairs))
    assert made.brier is not None
    assert 0 <= made.brier <= 1
    assert sum(b.cases for b in made.bins) == made.cases == len(pairs)


def test_the_id_changes_with_any_field() -> None:
    assert len({forecast().id, forecast(601).id, forecast(deadline=9 * DAY).id, forecast(base=5).id}) == 4


def test_a_decision_since_the_last_report_is_a_change_and_another_persons_forecast_is_none() -> None:
    own, other = forecast(n=1), forecast(own=False, n=2)
    standing = standing_forecasts([own, other], [decided(own, "yes"), decided(other, "no")], {}, 20 * DAY)
    (change,) = resolved(10 * DAY, standing)
    assert (change.kind, change.subject, change.about) == ("resolved", "forecast", own.outcome)
    assert resolved(12 * DAY, standing) == ()
