"""``sitrep add``: reports in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitrepdesk.flow.add import Adder, Outcome
from sitrepdesk.flow.arriving import Said
from sitrepdesk.flow.desk import Desk, open_desk
from sitrepdesk.flow.dossier import find
from sitrepdesk.flow.doubts import ADVICE
from sitrepdesk.intake import Found
from sitrepdesk.model import HANDLING, InputError, iso, unread_reason

from .options import bar, count, desk_option, example, json_option, now, print_json

FEW = 8
"""Names of a kind that are printed before the rest is only counted."""


@click.command(
    "add",
    epilog=example(
        "sitrep add examples/kharkiv-2022",
        "sitrep add wire/*.html --source 'Meridian Wire' --handling public",
        "sitrep add - --source 'Northbank Channel' --published 2022-09-10 < post.txt",
        "sitrep add no-11.md --issue 11 --published 2022-09-08",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@desk_option
@json_option
@click.option("--source", metavar="NAME", help="Who published these reports.")
@click.option("--published", metavar="TIME", help="When: a date (2022-09-12, that day in the desk's zone) or a time with its zone.")
@click.option("--collector", metavar="NAME", help="Who collected them.")
@click.option("--note", metavar="TEXT", help="Anything to remember about them.")
@click.option("--handling", type=click.Choice(HANDLING), help="Who may see them; else the manifest's word, else restricted.")
@click.option("--embargo", metavar="UNTIL", help="Nothing of them goes out before: a time with its zone, or a date.")
@click.option("--issue", type=click.IntRange(1), metavar="N", help="These are this desk's own earlier report number N.")
def command(
    paths: tuple[str, ...],
    desk: Path,
    as_json: bool,
    source: str | None,
    published: str | None,
    collector: str | None,
    note: str | None,
    handling: str | None,
    embargo: str | None,
    issue: int | None,
) -> None:
    """Archive and read reports, and find the copies.

    Adding a report twice adds nothing. Takes files, folders and - for standard input. A folder may hold a manifest.csv that says
    of each file who published it and when.
    """
    with open_desk(desk, now()) as d:
        options = Said(
            source=source,
            published=d.stamp(published) if published else None,
            collector=collector,
            note=note,
            handling=handling,  # type: ignore[arg-type]
            embargo=d.stamp(embargo).start if embargo else None,
            issue=issue,
        )
        if options.published:
            click.echo(f"Published {published}: {iso(options.published.start)} to {iso(options.published.end)}.", err=True)
        outcome = _run(d, paths, options)
    if as_json:
        print_json(_plain(outcome))
    else:
        _print(outcome, desk)
    if outcome.refused:
        sys.exit(InputError.exit_code)


def _run(desk: Desk, paths: tuple[str, ...], options: Said) -> Outcome:
    dossier = find([p for p in paths if p != "-"])
    with Adder(desk, options) as adder:
        adder.know(dossier.sources)
        with bar(dossier.found, len(dossier.found), "Reading") as every:
            for found in every:
                adder.take(found)
        if "-" in paths:
            adder.take(Found(Path("-"), "-"), sys.stdin.buffer.read())
    return adder.outcome


def _plain(outcome: Outcome) -> dict[str, object]:
    return {
        "new": outcome.new,
        "known": outcome.known,
        "read_again": outcome.read_again,
        "corrected": outcome.corrected,
        "refused": [{"where": r.where, "code": r.code, "what": r.what, "todo": r.todo} for r in outcome.refused],
        "claims": outcome.claims,
        "pictures": outcome.pictures,
        "without_claims": outcome.silent,
        "not_read": dict(outcome.not_read),
        "doubtful": outcome.doubtful,
    }


def _print(outcome: Outcome, desk: Path) -> None:
    click.echo(
        f"{len(outcome.new)} new, {outcome.known} known already, {len(outcome.corrected)} corrected, {len(outcome.refused)} refused."
    )
    again = f", {count(outcome.read_again, 'item')} read again by this newer version" if outcome.read_again else ""
    shown = f" {count(outcome.pictures, 'picture')} kept." if outcome.pictures else ""
    click.echo(f"{count(outcome.claims, 'claim')} read{again}.{shown}")
    if outcome.not_read:
        unread = (f"{count(n, 'item')} {unread_reason(reason)}" for reason, n in sorted(outcome.not_read.items()))
        click.echo(f"Not read, but kept: {', '.join(unread)}.")
    for title, names in (("No claims found in", outcome.silent), ("Corrected", outcome.corrected)):
        if names:
            rest = f" and {len(names) - FEW} more" if len(names) > FEW else ""
            click.echo(f"{title}: {', '.join(names[:FEW])}{rest}.")
    for said in outcome.doubtful[:FEW]:
        click.echo(f"Doubtful: {said}. {ADVICE}")
    if len(outcome.doubtful) > FEW:
        click.echo(f"… and {len(outcome.doubtful) - FEW} more with doubtful dates.")
    for r in outcome.refused[: FEW * 3]:
        click.echo(f"Refused {r.where}: {r.what}. {r.todo}")
    if len(outcome.refused) > FEW * 3:
        click.echo(f"… and {len(outcome.refused) - FEW * 3} more refused: sitrep status --desk {desk}")
