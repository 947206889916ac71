"""``sitrep erase``: bytes that must go."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.decide import erase
from sitrepdesk.flow.desk import open_desk

from .options import desk_option, example, now


@click.command("erase", epilog=example("sitrep erase 81c2d0 --because 'the witness withdrew consent'"))
@click.argument("item")
@desk_option
@click.option("--because", required=True, metavar="TEXT", help="Why; kept in the tombstone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(item: str, desk: Path, because: str, yes: bool) -> None:
    """Erase an item's bytes and all derived from them.

    A tombstone keeps hash, reason and date. This cannot be undone.
    """
    with open_desk(desk, now()) as d:
        with d.store.read() as snapshot:
            found = snapshot.item(item)
        if not yes:
            click.confirm(f"Erase {found.captured_from} ({found.id[:10]}) for good?", abort=True)
        done = erase(d, found.id, because)
    click.echo(f"Erased {len(done.blobs)} blobs and all that was derived from them; the tombstone is entry {done.entry.seq}.")
    if done.kept:
        click.echo(f"Kept {len(done.kept)} blobs that other items still use: erase those items too if their bytes must go.")
    if not done.scrubbed:
        click.echo("Free pages of the database could not be cleaned yet (another process holds it). Run: sitrep verify, once it is done.")
    if done.reports:
        click.echo(f"Drafts that quoted it are gone too: No. {', No. '.join(str(n) for n in done.reports)}.")
    click.echo("Copies that you made (exports, backups, printed reports) are not reached.")
