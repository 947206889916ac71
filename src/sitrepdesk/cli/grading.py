"""``sitrep sources outcome``, ``record``, ``grade`` …: what came of claims, and the letters that people set by it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sitrepdesk.flow.desk import Desk, open_desk
from sitrepdesk.flow.grading import Sheet, accept_grade, letters, rule, rule_by_list, set_grade, sheet, sheets
from sitrepdesk.flow.linking import linked
from sitrepdesk.model import Decision, UsageError, iso

from .options import example, json_option, now, print_json, table
from .show_claim import short


@click.command("outcome", epilog=example("sitrep sources outcome 3f9a1c --confirmed --because 'on the town register'"))
@click.argument("claims", nargs=-1, required=True)
@click.option("--confirmed/--contradicted", "right", default=None, help="It was so, or it was not.")
@click.option("--because", metavar="TEXT", required=True, help="What shows it; kept with the decision.")
@json_option
@click.pass_obj
def outcome(desk: Path, claims: tuple[str, ...], right: bool | None, because: str, as_json: bool) -> None:
    """Say what came of a claim.

    This is what a source's record is made of, and nothing else is. That nobody else tells it is no contradiction.
    """
    if right is None:
        raise UsageError("outcome", "does not say which", "Add --confirmed or --contradicted.")
    with open_desk(desk, now()) as d:
        done = [rule(d, name, right=right, because=because) for name in claims]
    if as_json:
        print_json([_decision(x) for x in done])
        return
    for x in done:
        click.echo(f"{'Confirmed' if right else 'Contradicted'}: {short(x.about)}. Take it back with: sitrep undo {x.seq}")


@click.command("outcomes", epilog=example("sitrep sources outcomes register.csv"))
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def outcomes(desk: Path, file: Path, as_json: bool) -> None:
    """Take what came of many claims from a list.

    FILE is CSV in UTF-8 with the columns claim, outcome (confirmed or contradicted) and because. A row that cannot be taken is said; the
    others count.
    """
    with open_desk(desk, now()) as d:
        done, refused = rule_by_list(d, file)
    if as_json:
        print_json(
            {"taken": [_decision(x) for x in done], "refused": [{"where": r.where, "what": r.what, "todo": r.todo} for r in refused]}
        )
        return
    click.echo(f"{len(done)} outcomes taken, {len(refused)} rows refused.")
    for r in refused:
        click.echo(f"  {r.where}: {r.what}. {r.todo}")


@click.command("record", epilog=example("sitrep sources record 'Meridian Wire'"))
@click.argument("name")
@json_option
@click.pass_obj
def record(desk: Path, name: str, as_json: bool) -> None:
    """Show how a source's own word came out.

    Its letter with its history, the outcomes by topic and by whose interest they serve, and the move that the record suggests.
    """
    with open_desk(desk, now()) as d:
        found = sheet(linked(d, None, None), name)
        if as_json:
            print_json(_sheet(found))
            return
        _print(found, d)


@click.command("proposals", epilog=example("sitrep sources proposals"))
@json_option
@click.pass_obj
def proposals(desk: Path, as_json: bool) -> None:
    """List the moves that records suggest.

    Nothing moves until a person accepts it.
    """
    with open_desk(desk, now()) as d:
        found = [s for s in sheets(linked(d, None, None)) if s.proposal]
    if as_json:
        print_json([_sheet(s) for s in found])
        return
    for s in found:
        click.echo(_proposal(s))
    if not found:
        click.echo("No record suggests a move.")


@click.command(
    "grade", epilog=example("sitrep sources grade 'Meridian' --accept", "sitrep sources grade 'Volna-24' D --because 'our audit'")
)
@click.argument("name")
@click.argument("letter", required=False)
@click.option("--accept", is_flag=True, help="Accept the move that its record suggests.")
@click.option("--because", metavar="TEXT", default="", help="What the letter rests on; kept with the decision.")
@json_option
@click.pass_obj
def grade(desk: Path, name: str, letter: str | None, accept: bool, because: str, as_json: bool) -> None:
    """Set a source's letter.

    Either accept what its record suggests, or give a letter from A to F with a reason; F takes a letter away. `undo` takes either back.
    """
    if accept == (letter is not None):
        raise UsageError(name, "needs a letter, or --accept, and not both", "Write for example: sitrep sources grade NAME --accept")
    with open_desk(desk, now()) as d:
        found = linked(d, None, None)
        done = accept_grade(found, name) if letter is None else set_grade(found, name, letter, because)
        if as_json:
            print_json(_sheet(sheet(linked(d, None, None), name)))
            return
    click.echo(f"{name}: {letters((done,))[0][1]}. Take it back with: sitrep undo {done.seq}")


def _decision(x: Decision) -> dict[str, Any]:
    return {"entry": x.seq, "kind": x.kind, "about": x.about, "because": x.because, "made_by": x.made_by, "at": iso(x.recorded_at)}


def _sheet(s: Sheet) -> dict[str, Any]:
    r, p = s.record, s.proposal
    return {
        "source": s.source.id,
        "name": s.source.name,
        "reliability": {"value": s.grade.value, "method": s.grade.method, "because": list(s.grade.because)},
        "checked": len(r.outcomes),
        "right": r.right,
        "withdrawn": r.withdrawn,
        "by_topic": {k: {"right": right, "of": of} for k, (right, of) in r.by_topic.items()},
        "by_interest": {k: {"right": right, "of": of} for k, (right, of) in r.by_interest.items()},
        "outcomes": [asdict(o) for o in r.outcomes],
        "proposal": {"from": p.now, "to": p.letter, "because": list(p.because)} if p else None,
        "history": [_decision(d) | {"grade": letter, "undone": d.undone} for d, letter in letters(s.history)],
    }


def _proposal(s: Sheet) -> str:
    if s.proposal is None:
        return "Its record suggests no move."
    p = s.proposal
    return f"{s.source.name}: {p.now} → {p.letter}. {' '.join(p.because)} Accept it with: sitrep sources grade '{s.source.name}' --accept"


def _print(s: Sheet, desk: Desk) -> None:
    r = s.record
    click.echo(f"{s.source.name}: {s.grade.value}, {s.grade.method}. {' '.join(s.grade.because)}")
    click.echo(f"Its own word was checked on {len(r.outcomes)} happenings: right on {r.right}.")
    if r.withdrawn:
        click.echo(f"It took back {r.withdrawn} of its claims itself; that counts neither way.")
    for what, tally in (("topic", r.by_topic), ("whom it serves", r.by_interest)):
        if tally:
            click.echo(f"By {what}: " + ", ".join(f"{k} {right} of {of}" for k, (right, of) in tally.items()) + ".")
    click.echo(_proposal(s))
    if r.outcomes:
        rows = [(str(o.seq), "right" if o.right else "wrong", o.topic, o.serves, short(o.claim), o.because) for o in r.outcomes]
        click.echo("\n" + table(rows, ("entry", "outcome", "topic", "serves", "claim", "because")))
    if s.history:
        with desk.store.read() as snapshot:
            who = {d.made_by: snapshot.person_name(d.made_by) or d.made_by for d in s.history}
        made = [(str(d.seq), letter + (" (undone)" if d.undone else ""), (iso(d.recorded_at) or "")[:10], who[d.made_by], d.because or "")
                for d, letter in letters(s.history)]  # fmt: skip
        click.echo("\n" + table(made, ("entry", "letter", "since", "by", "because")))
