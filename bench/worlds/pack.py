"""The theatre pack of a world, so that the whole product can read its reports: sides, forces, ministries, places and provinces."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .records import Place, Side

HEAD = """# The pack of a made-up world. Nothing in it exists.
name = "{name}"
title = "A made-up world"
zone = "UTC"
language = "en"
countries = []
"""
SIDE = """
[[sides]]
id = "{id}"
name = "{name}"
forces = "{forces}"
names = ["{name}"]
demonyms = ["{demonym}"]
"""
TAIL = """
[publishing]
minimum_population = 2000
withhold = ["private-person", "prisoner", "dead-person", "shelter"]

[report]
areas = []
sections = ["control", "fighting", "losses", "forces", "humanitarian", "elsewhere"]
"""


def province(region: str) -> str:
    """The id of a province."""
    return f"area:{region.lower().replace(' ', '-')}-province"


def _actors(sides: Iterable[Side]) -> list[str]:
    rows = ["id\tnames\tside\tkind\tparent\tpublic\tsource"]
    for s in sides:
        names = [
            f"{s.demonym} forces",
            f"{s.demonym} troops",
            f"{s.demonym} army",
            f"the {s.demonym} army",
            f"{s.demonym} units",
            f"forces of {s.name}",
            f"the forces of {s.name}",
        ]
        names += [
            f"{s.demonym} military",
            f"{s.demonym} fighters",
            f"{s.demonym} soldiers",
            f"{s.demonym} servicemen",
            f"{s.demonym} conscripts",
        ]
        rows.append(f"{s.forces}\t{'|'.join(names)}\t{s.id}\tforces\t\tyes\tmade up")
        ministry = f"Ministry of Defence of {s.name}|{s.demonym} Ministry of Defence"
        rows.append(f"{s.forces.removesuffix('-forces')}-ministry\t{ministry}\t{s.id}\tministry\t\tyes\tmade up")
    return rows


def _areas(places: Iterable[Place]) -> list[str]:
    rows = ["id\tnames\tkind\tlat\tlon\tradius_km\tparent\tpriority\tseat\tline\tholds\tsource"]
    places = list(places)
    for region in sorted({p.region for p in places}):
        inside = [p for p in places if p.region == region]
        lat, lon = (sum(values) / len(inside) / 1e6 for values in ([p.lat for p in inside], [p.lon for p in inside]))
        names = f"{region} Province|province of {region}|district of {region}|{region} district"
        rows.append(f"{province(region)}\t{names}\tprovince\t{lat:.4f}\t{lon:.4f}\t30\t\t30\t\t\t\tmade up")
    for p in places:
        rows.append(f"{p.id}\t{p.name}\tvillage\t{p.lat / 1e6:.4f}\t{p.lon / 1e6:.4f}\t3\t{province(p.region)}\t60\t\t\t\tmade up")
    return rows


def write_pack(folder: Path, name: str, sides: list[Side], places: list[Place]) -> None:
    """Write the pack's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    head = HEAD.format(name=name) + "".join(SIDE.format(id=s.id, name=s.name, forces=s.forces, demonym=s.demonym) for s in sides) + TAIL
    (folder / "pack.toml").write_text(head, encoding="utf-8")
    (folder / "actors.tsv").write_text("\n".join(_actors(sides)) + "\n", encoding="utf-8")
    (folder / "areas.tsv").write_text("\n".join(_areas(places)) + "\n", encoding="utf-8")
