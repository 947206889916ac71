"""``sitrep issue``: freezes a report."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.issuing import issue
from sitrepdesk.flow.reporting import BINARY

from .options import count, desk_option, example, now


@click.command("issue", epilog=example("sitrep issue", "sitrep issue 12", "sitrep issue 12 --file reports/sitrep-12-v2.md"))
@click.argument("number", type=click.IntRange(1), required=False)
@click.option(
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="The draft that you edited; else reports/sitrep-N.md.",
)
@click.option(
    "--despite", metavar="TEXT", help="Issue although the check against the claims found something; why, is printed in the report."
)
@click.option("--skip", is_flag=True, help="Leave out a number that was issued elsewhere.")
@click.option("--also", multiple=True, type=click.Choice(list(BINARY)), help="Write this format too; can be given several times.")
@desk_option
def command(number: int | None, file: Path | None, despite: str | None, skip: bool, also: tuple[str, ...], desk: Path) -> None:
    """Freeze a report: its number, its words, its files, its forecasts.

    Takes the draft as you edited it. What you changed keeps its citations and is marked; a lost citation is refused with its line.
    An issued report is never changed: what was wrong in it is corrected in the next.
    """
    with open_desk(desk, now()) as d:
        made = issue(d, number, file, despite, skip=skip, also=also)
    click.echo(f"No. {made.number} is issued, as ledger entry {made.entry.seq}: {made.entry.hash}")
    if made.edited or made.cut:
        click.echo(f"{count(made.edited, 'sentence')} changed or written by hand, {made.cut} taken out.")
    for line in made.redacted:
        click.echo(f"Line {line}: something was withheld in what you wrote. Read it again.")
    if made.forecasts:
        click.echo(f"{count(len(made.forecasts), 'forecast')} frozen.")
    for path in made.paths.values():
        click.echo(f"  {path}")
    click.echo("Nobody has checked it for release: it says so on every page. Keep the ledger's head elsewhere: sitrep head")
