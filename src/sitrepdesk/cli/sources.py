"""``sitrep sources``: who speaks, under which names, on whose side, and how far each may be trusted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.grades import grade_of
from sitrepdesk.flow.naming import change_source, merge_names

from .grading import grade, outcome, outcomes, proposals, record
from .options import desk_option, example, json_option, now, print_json, table


@click.group(
    "sources",
    invoke_without_command=True,
    epilog=example(
        "sitrep sources", "sitrep sources set 'Volna-24' --side RU --party-medium", "sitrep sources merge 'Meridian' 'Meridian Wire'"
    ),
)
@desk_option
@json_option
@click.pass_context
def command(ctx: click.Context, desk: Path, as_json: bool) -> None:
    """List, name and merge sources.

    `set` says whose side one is on, `merge` joins two spellings of one. `outcome` says what came of a claim, `record` shows what that
    makes of a source, `grade` sets its letter: A (reliable) to F (no record, so it cannot be judged).
    """
    ctx.obj = desk
    if ctx.invoked_subcommand:
        return
    with open_desk(desk, now()) as d, d.store.read() as snapshot:
        items = Counter(snapshot.source(i.source).id if i.source else None for i in snapshot.items())
        found = sorted(snapshot.sources(), key=lambda s: s.name.casefold())
        decided = snapshot.decisions(undone=False)
        letters = {s.id: grade_of(s, decided, d.pack).value for s in found}
        if as_json:
            print_json([{"id": s.id, "name": s.name, "also": list(s.also), "kind": s.kind, "side": s.side, "owner": s.owner,
                         "party_medium": s.party_medium, "items": items[s.id], "reliability": letters[s.id]} for s in found])  # fmt: skip
            return
        rows = [
            (s.name, letters[s.id], str(items[s.id]), s.kind, s.side or "", s.owner or "", "party medium" if s.party_medium else "",
             ", ".join(s.also))
            for s in found
        ]  # fmt: skip
        header = ("source", "reliability", "items", "kind", "side", "owner", "counts with", "also")
        click.echo(table(rows, header) if rows else "No sources yet.")
        if items[None]:
            click.echo(f"\n{items[None]} items have no known source. Say whose they are: sitrep add PATH --source NAME")


@command.command("set", epilog=example("sitrep sources set 'Volna-24' --side RU --party-medium"))
@click.argument("name")
@click.option("--name", "new_name", metavar="NAME", help="The name to print from now on.")
@click.option("--side", metavar="SIDE", help="The party that it belongs to, an id of the theatre pack; an empty text for none.")
@click.option("--owner", metavar="NAME", help="Who owns it; an empty text for unknown.")
@click.option("--kind", metavar="KIND", help="outlet, agency, official, channel, person …")
@click.option("--party-medium/--no-party-medium", default=None, help="Its word counts with its party's, as one line.")
@click.pass_obj
def set_source(
    desk: Path, name: str, new_name: str | None, side: str | None, owner: str | None, kind: str | None, party_medium: bool | None
) -> None:
    """Say what is known of a source. Each change is a ledger entry."""
    with open_desk(desk, now()) as d:
        done = change_source(d, name, new_name=new_name, side=side, owner=owner, kind=kind, party_medium=party_medium)
    counts = "counts with its party" if done.party_medium else "counts for itself"
    click.echo(f"{done.name}: kind {done.kind}, side {done.side or 'none'}, owner {done.owner or 'unknown'}, {counts}.")


@command.command("merge", epilog=example("sitrep sources merge 'Meridian' 'Meridian Wire'"))
@click.argument("name")
@click.argument("into")
@click.pass_obj
def merge(desk: Path, name: str, into: str) -> None:
    """Say that NAME is another spelling of INTO: their items count as one source's."""
    with open_desk(desk, now()) as d:
        merge_names(d, name, into)
    click.echo(f"{name} is now read as {into}.")


for verb in (outcome, outcomes, record, proposals, grade):
    command.add_command(verb)
