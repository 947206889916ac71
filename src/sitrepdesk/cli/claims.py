"""``sitrep claims``: the claims of the desk, filtered."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.look import FilterWords, claim_filter
from sitrepdesk.flow.sheet import write_sheet
from sitrepdesk.model import TYPES, to_wire
from sitrepdesk.store import claims, every

from .options import desk_option, example, json_option, now, print_json, table
from .show_claim import HEADER, row


@click.command(
    "claims",
    epilog=example("sitrep claims --about Izium", "sitrep claims --type encircle --since 2022-09-10", "sitrep claims --csv > claims.csv"),
)
@desk_option
@json_option
@click.option("--about", metavar="TEXT", help="A place, a person or body, or any words in the quote.")
@click.option(
    "--type", "types", multiple=True, type=click.Choice(TYPES), metavar="TYPE", help="A claim type, such as encircle. May be repeated."
)
@click.option("--since", metavar="TIME", help="Happened, or else published, at or after: 2022-09-10, or a time with its zone.")
@click.option("--until", metavar="TIME", help="Happened, or else published, before the end of: a date, or a time with its zone.")
@click.option("--source", metavar="NAME", help="Only what this source says.")
@click.option("--seen/--unseen", default=None, help="Only claims that a person has, or has not, seen.")
@click.option("--all", "everything", is_flag=True, help="Also those that a person rejected, and those of retracted items.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(1), metavar="N", help="Which page of the list.")
@click.option("--size", default=50, show_default=True, type=click.IntRange(1, 1000), metavar="N", help="Claims a page.")
@click.option("--csv", "as_csv", is_flag=True, help="All of them as CSV for a spreadsheet.")
def command(
    desk: Path,
    as_json: bool,
    about: str | None,
    types: tuple[str, ...],
    since: str | None,
    until: str | None,
    source: str | None,
    seen: bool | None,
    everything: bool,
    page: int,
    size: int,
    as_csv: bool,
) -> None:
    """List claims, newest happening first.

    Each line ends in the words of the source. With --csv all of them, as a sheet that opens in a spreadsheet. Below them stands how many
    there are; of very many, that there are more than 10000, or more than were shown so far. With --json that number is `total`, and `exact`
    is false where there are more.
    """
    with open_desk(desk, now()) as d, d.store.read() as snapshot:
        words = FilterWords(about=about, types=types, since=since, until=until, source=source, seen=seen, all=everything)
        wanted = claim_filter(d, snapshot, words)
        if as_csv:
            write_sheet(every(snapshot, wanted), sys.stdout)
            return
        found = claims(snapshot, wanted, page=page, size=size)
        if as_json:
            print_json({"total": found.total, "exact": found.exact, "page": page, "claims": [to_wire(t.claim) for t in found.rows]})
            return
        if not found.rows:
            click.echo("No such claims. `sitrep status` says what the desk holds." if page == 1 else f"There is no page {page}.")
            return
        click.echo(table([row(t) for t in found.rows], HEADER))
        shown = (page - 1) * size + len(found.rows)
        more = "" if found.exact and shown == found.total else f" Next: --page {page + 1}."
        total = f"{found.total} claims" if found.exact else f"More than {found.total} claims"
        click.echo(f"\n{total}; {shown} shown so far.{more} One of them whole: sitrep show CLAIM")
