"""``sitrep forecast``: what somebody expects, by when, how surely; and how it came out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sitrepdesk.flow.desk import Desk, open_desk
from sitrepdesk.flow.forecasting import decide, proposed, register, standing
from sitrepdesk.flow.situation import holdings
from sitrepdesk.model import ENOUGH, Forecast, Score, StandingForecast, iso, moment, zone_of
from sitrepdesk.picture import score

from .options import desk_option, example, json_option, now, print_json, table
from .show_claim import short

TEXT = 100
"""Characters of a forecast's words in a list."""
SPAN = {"open": "open", "due": "due: decide it", "yes": "came true", "no": "did not come true", "void": "void"}


@click.group(
    "forecast",
    invoke_without_command=True,
    epilog=example(
        "sitrep forecast",
        "sitrep forecast propose",
        "sitrep forecast add 'Rain' --probability 60% --deadline 2022-09-18 --rule …",
        "sitrep forecast resolve 3fa2 yes --because 'The ministry said so.'",
        "sitrep forecast score",
    ),
)
@desk_option
@json_option
@click.pass_context
def command(ctx: click.Context, desk: Path, as_json: bool) -> None:
    """List forecasts, register them, decide them, score them.

    A forecast has an outcome, a probability, a deadline and a rule for deciding it. Issuing a report freezes it.
    """
    ctx.obj = desk
    if ctx.invoked_subcommand:
        return
    with open_desk(desk, now()) as d, d.store.read() as snapshot:
        found = standing(snapshot, d.now)
        if as_json:
            print_json([_data(s) for s in found])
            return
        _list(d, "The desk's own", [s for s in found if s.forecast.own])
        _list(d, "Other people's", [s for s in found if not s.forecast.own])
        if not found:
            click.echo("No forecasts yet. See what reports expect: sitrep forecast propose")


def _data(s: StandingForecast) -> dict[str, Any]:
    f = s.forecast
    resolution = asdict(s.resolution) | {"recorded_at": iso(s.resolution.recorded_at)} if s.resolution else None
    times = {"deadline": iso(f.deadline), "registered_at": iso(f.registered_at), "frozen_at": iso(s.frozen_at)}
    return asdict(f) | times | {"state": s.state, "scored": s.scored, "resolution": resolution}


def _list(desk: Desk, title: str, found: list[StandingForecast]) -> None:
    if not found:
        return
    click.echo(click.style(title, bold=True))
    rows = [
        (
            short(s.forecast.id),
            percent(s.forecast.probability),
            f"{moment(s.forecast.deadline - 1).astimezone(zone_of(desk.zone)):%Y-%m-%d}",
            SPAN[s.state],
            "frozen" if s.frozen_at else "not issued",
            s.forecast.by,
            s.forecast.outcome[:TEXT],
        )
        for s in found
    ]
    click.echo(table(rows, ("forecast", "chance", "until", "state", "hash", "by", "outcome")) + "\n")


def percent(mille: int) -> str:
    """Per mille as per cent: ``60%``, ``2.5%``."""
    return f"{mille / 10:g}%"


@command.command("propose", epilog=example("sitrep forecast propose"))
@click.pass_obj
def propose(desk: Path) -> None:
    """List what reports say of the future.

    Nothing is registered: a person gives the number, the deadline and the rule.
    """
    with open_desk(desk, now()) as d, d.store.read() as snapshot:
        found = proposed(snapshot, holdings(snapshot), d.now)
    for p in found:
        number = f"the text says {percent(p.probability)}" if p.probability else f"no number (the speaker's word: {p.likelihood})"
        until = f"until {(iso(p.deadline) or '')[:10]}" if p.deadline else "no deadline"
        whose = "our own report" if p.own else p.who or "source unknown"
        click.echo(f"{short(p.claim)}  {whose}: {number}, {until}\n  {p.words}")
    click.echo("\nRegister one: sitrep forecast add OUTCOME --probability N% --deadline DATE --rule TEXT --from CLAIM")


@command.command(
    "add",
    epilog=example("sitrep forecast add 'Rain' --probability 60% --deadline 2022-09-18 --rule …"),
)
@click.argument("outcome")
@click.option("--probability", "chance", required=True, metavar="N%", help="How sure, as a number: 60% or 0.6. A word is refused.")
@click.option("--deadline", metavar="TIME", help="Until when; a date is the end of that day.")
@click.option("--rule", default="", metavar="TEXT", help="Who decides by what whether it came true.")
@click.option("--from", "claims", multiple=True, metavar="CLAIM", help="A claim that it was taken from; can be given several times.")
@click.option("--by", metavar="NAME", help="Whose forecast it is, where it is not the desk's own. Such are scored apart.")
@click.option("--base-rate", metavar="N%", help="How often such a thing happens anyway, for the skill score.")
@click.option("--base-because", metavar="TEXT", help="Where the base rate comes from.")
@click.option("--internal", is_flag=True, help="Keep it out of every report.")
@click.pass_obj
def add(desk: Path, /, outcome: str, chance: str, claims: tuple[str, ...], internal: bool, **said: str | None) -> None:
    """Register a forecast. It is signed with your name and never changed afterwards.

    Do not forecast what forces that defend their own ground will do next; if you must, keep it --internal.
    """
    with open_desk(desk, now()) as d:
        made = register(
            d, outcome=outcome, chance=chance, deadline=said["deadline"], rule=said["rule"] or "", by=said["by"], claims=claims,
            base_rate=said["base_rate"], base_because=said["base_because"], internal=internal,
        )  # fmt: skip
    _registered(made)


def _registered(made: Forecast) -> None:
    click.echo(f"{short(made.id)}  {percent(made.probability)} until {(iso(made.deadline) or '')[:10]}: {made.outcome}")
    click.echo(f"Hash {made.id}")
    click.echo(
        "It is frozen, and will count, once a report is issued before its deadline: sitrep issue" if made.own else "Scored apart from ours."
    )


@command.command("resolve", epilog=example("sitrep forecast resolve 3fa2 yes --because 'The ministry said so.'"))
@click.argument("forecast")
@click.argument("result", type=click.Choice(["yes", "no"]))
@click.option("--because", required=True, metavar="TEXT", help="What decided it, by the forecast's own rule.")
@click.option("--claim", "claims", multiple=True, metavar="CLAIM", help="A claim that it rests on; can be given several times.")
@click.option("--again", is_flag=True, help="Decide a second time; the first decision stays on record.")
@click.pass_obj
def resolve(desk: Path, forecast: str, result: str, because: str, claims: tuple[str, ...], again: bool) -> None:
    """Say whether a forecast came true. `no` waits for the deadline."""
    with open_desk(desk, now()) as d:
        made = decide(d, forecast, "yes" if result == "yes" else "no", because, claims, again=again)
    click.echo(f"{short(made.id)} {SPAN[made.result]}.")


@command.command("void", epilog=example("sitrep forecast void 3fa2 --because 'The office was dissolved.'"))
@click.argument("forecast")
@click.option("--because", required=True, metavar="TEXT", help="Why the rule cannot decide it.")
@click.option("--again", is_flag=True, help="Decide a second time; the first decision stays on record.")
@click.pass_obj
def void(desk: Path, forecast: str, because: str, again: bool) -> None:
    """Say that a forecast cannot be decided by its own rule.

    It stays listed and is not scored.
    """
    with open_desk(desk, now()) as d:
        made = decide(d, forecast, "void", because, again=again)
    click.echo(f"{short(made.id)} is void.")


@command.command("score", epilog=example("sitrep forecast score"))
@json_option
@click.pass_obj
def scores(desk: Path, as_json: bool) -> None:
    """Score what was decided: Brier, log score, skill, calibration.

    The number of cases is always said; under 20 they say nothing of the forecaster.
    """
    with open_desk(desk, now()) as d, d.store.read() as snapshot:
        found = standing(snapshot, d.now)
    own, others = [s for s in found if s.forecast.own], [s for s in found if not s.forecast.own]
    if as_json:
        print_json({"own": asdict(score(own)), "others": {who: asdict(score(g)) for who, g in _by(others)}})
        return
    _score("The desk's own", score(own), own)
    for who, group in _by(others):
        _score(who, score(group), group)


def _by(others: Iterable[StandingForecast]) -> list[tuple[str, list[StandingForecast]]]:
    groups: dict[str, list[StandingForecast]] = {}
    for s in others:
        groups.setdefault(s.forecast.by, []).append(s)
    return sorted(groups.items())


def _score(title: str, made: Score, found: list[StandingForecast]) -> None:
    click.echo(click.style(title, bold=True))
    late = sum(1 for s in found if s.resolution and s.resolution.result != "void" and not s.scored)
    if late:
        click.echo(f"  {late} decided but not scored: they were not issued before their deadline and their outcome.")
    if made.brier is None or made.log is None:
        click.echo("  No case to score yet.\n")
        return
    skill = "not defined (the base rate alone makes no error)" if made.skill is None else f"{made.skill:+.2f}"
    click.echo(f"  {made.cases} cases. Brier score {made.brier:.3f} (0 best, 1 worst), log score {made.log:.3f} (0 best).")
    click.echo(f"  Skill against the base rate {skill}; a base rate was written down beforehand for {made.given} of {made.cases}.")
    rows = [(f"{b.low:.0%}–{b.high:.0%}", str(b.cases), f"{b.forecast:.0%}", f"{b.happened:.0%}") for b in made.bins]
    click.echo("  " + table(rows, ("said", "cases", "mean said", "came true")).replace("\n", "\n  "))
    if not made.enough:
        click.echo(f"  Fewer than {ENOUGH} cases: this says nothing yet of how good the forecasts are.")
    click.echo()
