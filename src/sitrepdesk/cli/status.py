"""``sitrep status``: what the desk holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.model import iso, unread_reason

from .options import count, desk_option, example, json_option, now, print_json

RECENT = 10


@click.command("status", epilog=example("sitrep status", "sitrep status --json"))
@desk_option
@json_option
def command(desk: Path, as_json: bool) -> None:
    """Say what the desk holds.

    Items, claims, what was not read, what was refused and why, the reports made so far.
    """
    with open_desk(desk, now()) as d, d.store.read() as snapshot:
        counts, not_read = snapshot.counts(), snapshot.not_read()
        refused = list(snapshot.refusals())
        reports = snapshot.reports()
        if as_json:
            print_json(
                {
                    "theatre": d.pack.name,
                    "zone": d.zone,
                    "counts": counts,
                    "not_read": dict(not_read),
                    "refused": [{"at": iso(at), "where": r.where, "code": r.code, "what": r.what, "todo": r.todo} for at, r in refused],
                    "reports": [r.number for r in reports],
                    "head": str(snapshot.head()),
                }
            )
            return
        click.echo(f"{d.pack.title}. Dates without a time are days in {d.zone}.")
        items, sources = count(counts["items"], "item"), count(counts["sources"], "source")
        click.echo(f"{items} from {sources}; {counts['retracted']} retracted, {counts['erased']} erased.")
        click.echo(f"{count(counts['claims'], 'claim')}, read by machine; {counts['seen']} seen by a person.")
        if not_read:
            click.echo("Not read: " + ", ".join(f"{count(n, 'passage')} {unread_reason(reason)}" for reason, n in not_read) + ".")
        drafts = Counter(r.number for r in reports)
        numbers = ", ".join(f"No. {n}" + (f" ({k} drafts)" if k > 1 else "") for n, k in drafts.items())
        click.echo(f"Reports drafted: {numbers}." if reports else "No report yet: sitrep report")
        click.echo(f"{counts['entries']} ledger entries. Check them with: sitrep verify")
        for at, r in refused[-RECENT:]:
            click.echo(f"Refused {iso(at)}  {r.where}: {r.what}. {r.todo}")
