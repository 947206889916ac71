"""``sitrep show``: one claim, and the way back to the bytes; or one item and its pictures."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.look import Behind, Carried, behind, carried, context
from sitrepdesk.model import Claim, UnknownName, iso, to_wire
from sitrepdesk.places.named_tables import kind_of
from sitrepdesk.store import Snapshot
from sitrepdesk.theatre import Pack

from .options import desk_option, example, json_option, now, print_json
from .show_claim import bounds, how_said, published, source_name, when_text
from .show_item import item_wire, print_item


@click.command("show", epilog=example("sitrep show 3f9a1c", "sitrep show 3f9a1c --why"))
@click.argument("claim", metavar="CLAIM|ITEM")
@desk_option
@json_option
@click.option("--why", is_flag=True, help="Say which words and rules made it read as it does.")
def command(claim: str, desk: Path, as_json: bool, why: bool) -> None:
    """Show a claim and the way back to the bytes, or an item.

    Of a claim its quote in context, its fields, its item, the hash of the item's bytes, its ledger entries. Of an item each picture that
    it carries, and which other items carry the same one. CLAIM or ITEM is an id or its beginning.
    """
    with open_desk(desk, now()) as d, d.store.read() as snapshot:
        found = _named(snapshot, claim)
        if isinstance(found, Carried):
            print_json(item_wire(found)) if as_json else print_item(found)
            return
        if as_json:
            item = found.told.item
            print_json(
                to_wire(found.told.claim)
                | {"standing": found.told.standing, "source": source_name(found.told), "blob": item.blob, "why": list(found.read.why)}
                | {
                    "entries": [
                        {"seq": e.seq, "kind": e.kind, "recorded_at": iso(e.recorded_at), "made_by": e.made_by} for e in found.entries
                    ]
                }
            )
            return
        before, quote, after = context(found.passage, found.told.claim.span)
        click.echo(f"{before}{click.style(quote, bold=True, underline=True)}{after}\n")
        for name, value in _fields(found):
            click.echo(f"{name:12} {value}")
        if why:
            click.echo("\nWhy it reads so")
            for reason in (*(found.read.why or ("This reader gives no reasons.",)), *_kinds(found.told.claim, d.pack)):
                click.echo(f"  {reason}")
        click.echo("\nLedger")
        for e in found.entries:
            who = snapshot.person_name(e.made_by) or e.made_by
            click.echo(f"  {e.seq:5} {e.kind:10} {iso(e.recorded_at)}  by {who}{'' if e.body else '  (erased)'}")


def _named(snapshot: Snapshot, name: str) -> Behind | Carried:
    """The claim of that name, else the item. What no claim's id begins with and no item's is said to be no claim."""
    try:
        return behind(snapshot, name)
    except UnknownName as no_claim:
        try:
            return carried(snapshot, name)
        except UnknownName:
            raise no_claim from None


def _fields(found: Behind) -> list[tuple[str, str]]:
    c, item = found.told.claim, found.told.item
    rows = [
        ("claim", c.id),
        ("type", c.type + (f" / {c.subtype}" if c.subtype else "")),
        ("head", c.head),
        ("how said", how_said(c)),
        *_participants(c),
        *[("how many", f"{q.text} → {bounds(q)}{' of ' + q.of if q.of else ''}") for q in c.quantities],
        ("when", (f"“{c.time.text}” → " if c.time.text else "") + when_text(c.time)),
        ("source", f"{source_name(found.told)}, {published(item)}, handling {item.handling}"),
        ("item", f"{item.id}" + (f" ({item.title})" if item.title else "")),
        ("from", item.captured_from + (f" # {item.inside}" if item.inside else "")),
        ("captured", f"{iso(item.captured_at)}"),
        ("bytes", f"sha256 {item.blob}, {found.passage.locator}, characters {c.span[0]}–{c.span[1]}, {found.passage.method}"),
        ("reader", c.reader),
        ("standing", found.told.standing),
    ]
    related = (("content of", c.content_of), ("because of", c.because_of), ("option of", c.option_of), ("withheld", c.withheld))
    return [*rows, *((name, value) for name, value in related if value)]


def _kinds(c: Claim, pack: Pack) -> list[str]:
    """What kind of name each entity of the theatre is."""
    named = [(p.text, p.entity) for group in (c.actor, c.target, c.instrument) for p in group if p.entity]
    kinds = [(text, entity, kind_of(entity, pack)) for text, entity in named]
    return [f"{text}: {kind} ({entity})" for text, entity, kind in kinds if kind != "unknown"]


def _participants(c: Claim) -> list[tuple[str, str]]:
    rows = []
    for name, group in (("actor", c.actor), ("target", c.target), ("instrument", c.instrument)):
        rows += [(name, p.text + (f"  [{p.entity}]" if p.entity else "")) for p in group]
    for w in c.places:
        others = f", or {', '.join(w.others)}" if w.others else ""
        rows.append(("where", f"{w.rel} {w.text}  [{w.place or 'place unknown'}{others}; {w.precision}]"))
    return rows
