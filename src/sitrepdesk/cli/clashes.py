"""``sitrep clashes``: what cannot all be true."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.linking import Linked, linked

from .options import desk_option, example, json_option, known_by_option, now, print_json
from .show_claim import how_said, published, short, source_name


@click.command("clashes", epilog=example("sitrep clashes", "sitrep clashes --about Kupiansk --json"))
@desk_option
@json_option
@known_by_option
@click.option("--about", metavar="TEXT", help="Only where the place or the quoted words hold this text.")
def command(desk: Path, as_json: bool, known_by: str | None, about: str | None) -> None:
    """List claims that cannot all be true, and why.

    Yes against no, two holders of one place, counts whose bounds exclude each other. Only firm words clash: "about 300" and 350 differ,
    "40" and "at least 30" agree.
    """
    with open_desk(desk, now()) as d:
        found = linked(d, None, known_by)
        chosen = [k for k in found.now.clashes if not about or about.casefold() in _words(found, (k.left, k.right))]
        if as_json:
            print_json([asdict(k) | {"where": _place(found, k.left)} for k in chosen])
            return
        for link in chosen:
            where = _place(found, link.left)
            click.echo(click.style(f"{found.told(link.left).claim.type}{f' at {where}' if where else ''}", bold=True))
            click.echo(f"  {link.because}")
            for claim in (link.left, link.right):
                _print(found, claim)
            click.echo("")
        click.echo(f"{len(chosen)} clashes. Not so? sitrep split CLAIM CLAIM, or sitrep correct CLAIM" if chosen else "No clashes.")


def _print(found: Linked, claim: str) -> None:
    told = found.told(claim)
    click.echo(f"  {short(claim)}  {source_name(told)}, {published(told.item)} ({how_said(told.claim)})")
    click.echo(f"              “{' '.join(told.claim.quote.split())}”")


def _place(found: Linked, claim: str) -> str:
    return found.place_name(found.event(claim))


def _words(found: Linked, claims: tuple[str, str]) -> str:
    return " ".join(f"{_place(found, c)} {found.told(c).claim.quote}" for c in claims).casefold()
