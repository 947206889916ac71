"""The section on forecasts: how those decided since the last report came out, what is due, what stands open, and the score so far."""

from __future__ import annotations

from collections.abc import Iterable

from sitrepdesk.model import ENOUGH, Section, Sentence, StandingForecast

from .wording import capital, count, day, listed, number
from .writer import LABEL, Writer

CAME_OUT = {"yes": "Came true", "no": "Did not come true", "void": "Could not be decided"}


def forecasts(w: Writer) -> list[Section]:
    """Forecasts of the desk, then other people's, which are never scored with those; nothing where there are none."""
    shown = [s for s in w.inputs.forecasts if not s.forecast.internal]
    own, others = [s for s in shown if s.forecast.own], [s for s in shown if not s.forecast.own]
    since = w.inputs.before.known_by if w.inputs.before else 0
    parts = [
        (
            "forecasts-decided",
            "How forecasts came out",
            [_decided(w, s) for s in shown if s.resolution and s.resolution.recorded_at > since],
        ),
        ("forecasts-due", "Due, and not decided yet", [_open(w, s) for s in own if s.state == "due"]),
        ("forecasts-open", "What we expect", [_open(w, s) for s in own if s.state == "open"]),
        ("forecasts-others", "What others expect", [_open(w, s) for s in others if s.state in {"open", "due"}]),
    ]
    made = [Section(key=key, title=title, sentences=tuple(rows), level=3) for key, title, rows in parts if rows]
    if not made:
        return []
    return [Section(key="forecasts", title="Forecasts", sentences=tuple(_score(w, own))), *made]


def _open(w: Writer, s: StandingForecast) -> Sentence:
    f = s.forecast
    who = "" if f.own else f"{f.by}, "
    label = f"{who}{percent(f.probability)}, until {day(f.deadline - 1, w.inputs.zone, year=True)}"
    new = "New: " if f.own and s.frozen_at is None else ""
    text = f"{new}{label}{LABEL}{_stop(f.outcome)} Decided by this rule: {_stop(f.rule)}"
    return Sentence(id=f.id[:12], text=text, role="forecast")


def _decided(w: Writer, s: StandingForecast) -> Sentence:
    f, r = s.forecast, s.resolution
    result, why, at = (r.result, r.because, r.recorded_at) if r else ("void", "", 0)
    who = w.inputs.people.get(r.made_by if r else "", "a person at this desk")
    said = f"we had said {percent(f.probability)}" if f.own else f"{f.by} had said {percent(f.probability)}"
    scored = "" if s.scored or result == "void" else " It is not scored, since no report had held it before."
    text = (
        f"{CAME_OUT[result]}; {said}{LABEL}{_stop(f.outcome)} {capital(who)} decided so on {day(at, w.inputs.zone)}: {_stop(why)}{scored}"
    )
    return Sentence(id=f.id[:12], text=text, role="forecast")


def _score(w: Writer, own: Iterable[StandingForecast]) -> list[Sentence]:
    """The score in words, with the number of cases; no praise and no blame under twenty."""
    s = w.inputs.score
    late = sum(1 for f in own if f.state in {"yes", "no"} and not f.scored)
    if s is None or s.brier is None or s.log is None:
        return []
    hits = f"{capital(count(s.cases, 'forecast'))} of this desk {'has' if s.cases == 1 else 'have'} been decided and scored"
    figures = [f"the mean Brier score is {s.brier:.3f} (0 is best, 1 worst)", f"the mean log score {s.log:.3f} (0 is best)"]
    if s.skill is not None:
        figures.append(f"the skill against the base rate {s.skill:+.2f}".replace("-", "−"))
    few = f" Fewer than {ENOUGH} cases say nothing of how good the forecasts are." if not s.enough else ""
    more = f" {capital(number(late))} more {'was' if late == 1 else 'were'} decided and not scored." if late else ""
    return [w.note("forecasts", f"{hits}: {listed(figures)}.{few}{more}")]


def percent(mille: int) -> str:
    """Per mille as per cent: "60 %", "2.5 %"."""
    return f"{mille / 10:g} %"


def _stop(text: str) -> str:
    bare = text.strip()
    return bare if bare.endswith((".", "!", "?")) else f"{bare}."
