"""``sitrep verify``: is what is stored what was written?"""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.seen import drop_kept
from sitrepdesk.model import IntegrityError
from sitrepdesk.store import Head, erased, verify

from .options import desk_option, example, json_option, now, print_json


@click.command("verify", epilog=example("sitrep verify", "sitrep verify --head 41:9f2c…:77ab…"))
@desk_option
@json_option
@click.option("--head", metavar="H", help="A head that `sitrep head` printed earlier: the ledger must continue it.")
def command(desk: Path, as_json: bool, head: str | None) -> None:
    """Check that nothing stored was changed.

    Every ledger entry, every archived byte, every row; the first bad entry is named. Against a head that was kept elsewhere,
    a rebuilt, back-dated or cut ledger is found too.
    """
    with open_desk(desk, now()) as d:
        kept = Head.parse(head) if head else None
        problems = list(verify(d.store, kept))
        drop_kept(d.settings.folder)  # Nothing vouches for that file but what it was made from.
        with d.store.read() as snapshot:
            entries, gone = snapshot.counts()["entries"], erased(d.store)
    if as_json:
        print_json(
            {
                "sound": not problems,
                "entries": entries,
                "erased": gone,
                "problems": [{"seq": p.seq, "where": p.where, "what": p.what, "todo": p.todo} for p in problems],
            }
        )
    else:
        for p in problems:
            click.echo(f"{'entry ' + str(p.seq) if p.seq is not None else p.where}: {p.what}. {p.todo}")
        if not problems:
            kept_word = " The ledger continues the head that was kept." if kept else ""
            click.echo(f"Sound: {entries} entries, {gone} erased by decision, every byte has its hash.{kept_word}")
    if problems:
        raise SystemExit(IntegrityError.exit_code)
