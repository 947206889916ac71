"""``sitrep report``: the next situation report."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.drafts import Written, write_drafts
from sitrepdesk.flow.moments import moments
from sitrepdesk.flow.reporting import BINARY, RENDER, Wanted, draft, numbers
from sitrepdesk.flow.situation import holdings

from .options import desk_option, example, now


@click.command(
    "report",
    epilog=example(
        "sitrep report --open",
        "sitrep report --number 12 --since 11",
        "sitrep report --number 12 --since 11 --format md > no-12.md",
        "sitrep report --template brief",
        "sitrep report --also docx --also pdf",
        "sitrep report --next-issue 2022-09-20",
        "sitrep report --at 2022-09-11 --known-by 2022-09-11",
    ),
)
@desk_option
@click.option("--number", type=click.IntRange(1), metavar="N", help="Its number; else the next, or the last again if nothing new came in.")
@click.option("--since", type=click.IntRange(1), metavar="N", help="The earlier report to compare with; else the last one before it.")
@click.option("--at", metavar="TIME", help="The moment that it reports on; else that of the latest report in the desk.")
@click.option("--known-by", metavar="TIME", help="Only from what had been published by then.")
@click.option("--next-issue", metavar="TIME", help="When the next one is due; else counted on from the last two issued.")
@click.option("--format", "kind", type=click.Choice(list(RENDER)), help="Print it in this format instead of writing files.")
@click.option("--template", default="newsletter", metavar="NAME", help="newsletter, brief, humanitarian, or the path of your own .toml.")
@click.option("--also", multiple=True, type=click.Choice(list(BINARY)), help="Write this format too; can be given several times.")
@click.option("--full", is_flag=True, help="Keep private names, exact places and confidential sources. For the desk's own eyes.")
@click.option("--open", "open_it", is_flag=True, help="Open the page in a browser.")
def command(
    desk: Path,
    number: int | None,
    since: int | None,
    at: str | None,
    known_by: str | None,
    next_issue: str | None,
    kind: str | None,
    template: str,
    also: tuple[str, ...],
    full: bool,
    open_it: bool,
) -> None:
    """Write the next numbered situation report.

    Markdown to edit, a page to read, JSON for programs.

    Every factual sentence cites the claims it rests on. Every report is marked INTERNAL, NOT CHECKED FOR RELEASE. A draft that
    you edited is never overwritten: the new version goes beside it.
    """
    with open_desk(desk, now()) as d:
        with d.store.read() as snapshot:
            held = holdings(snapshot)
            chosen, compared = numbers(snapshot, held, number, since)
            wanted = Wanted(
                number=chosen, since=compared, at=moments(d, held, at, known_by), full=full, template=template, next_issue=next_issue
            )
            made = draft(d, snapshot, held, wanted)
        if kind:
            click.echo(RENDER[kind](made.cleared), nl=False)
            return
        written = write_drafts(d, made, wanted, also)
    _print(made.cleared.marking, made.bottom_line, written)
    if open_it:
        webbrowser.open(written.paths["html"].resolve().as_uri())


def _print(marking: str, bottom_line: tuple[str, ...], written: Written) -> None:
    click.echo(click.style(marking, bold=True) + "\n\nBottom line")
    for sentence in bottom_line:
        click.echo(click.wrap_text(sentence, 100, initial_indent="  · ", subsequent_indent="    "))
    click.echo("\nThe report lies in")
    for path in written.paths.values():
        click.echo(f"  {path}")
    for path in written.edited:
        click.echo(f"{path} was edited by hand and stays as it is; the new version lies beside it.")
