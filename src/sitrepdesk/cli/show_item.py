"""One item as ``sitrep show`` prints it: who published it, where it was taken from, which pictures it carries."""

from __future__ import annotations

from typing import Any

import click
from msgspec import to_builtins

from sitrepdesk.flow.look import Carried, Shown
from sitrepdesk.model import iso

from .show_claim import published, short

BITS = 64
FEW = 5


def item_wire(found: Carried) -> dict[str, Any]:
    """The item as plain JSON data."""
    return {
        "item": to_builtins(found.item),
        "source": found.source.name if found.source else None,
        "pictures": [
            to_builtins(s.media) | {"also": [{"item": i, "name": name, "bits": bits} for i, name, bits in s.also]} for s in found.pictures
        ],
        "entries": [{"seq": e.seq, "kind": e.kind, "recorded_at": iso(e.recorded_at), "made_by": e.made_by} for e in found.entries],
    }


def print_item(found: Carried) -> None:
    """The item and its pictures on the screen."""
    item = found.item
    for name, value in (
        ("item", item.id + (f" ({item.title})" if item.title else "")),
        ("source", f"{found.source.name if found.source else 'not known'}, {published(item)}, handling {item.handling}"),
        ("from", item.captured_from + (f" # {item.inside}" if item.inside else "")),
        ("captured", iso(item.captured_at)),
        ("bytes", f"sha256 {item.blob}, {item.format}"),
    ):
        click.echo(f"{name:12} {value}")
    click.echo(f"\nPictures: {len(found.pictures) or 'none'}")
    for shown in found.pictures:
        _print_picture(shown)


def _print_picture(shown: Shown) -> None:
    m = shown.media
    known = f"hash {m.phash}" if m.phash else "no hash: too small or too plain to be known again"
    click.echo(f"  {m.locator}: {m.media_type}, {m.width} × {m.height}, {m.size:,} bytes, {known}\n    sha256 {m.blob}")
    for item, name, bits in shown.also[:FEW]:
        how = f"{bits} of {BITS} bits of the hash differ"
        click.echo(f"    the same picture ({how}) in {name}  [{short(item)}]")
    if len(shown.also) > FEW:
        click.echo(f"    … and in {len(shown.also) - FEW} more items")
