"""Scores the reader: the open case, the pages of ``cases/`` and the reports of ``bench/gold/``, with every figure and its n.

    python bench/read.py [--case FOLDER ...] [--misses]

A case folder holds ``report.txt`` and ``claims.gold.jsonl``. Without one, ``$SITREP_DATA/../cases/*`` is taken. The ruler is
``score_claims.py`` beside the cases (``../tools``); where either is absent this says so and goes on with what is there.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import time
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

from sitrepdesk.model import Claim, Item, Passage, stamp, to_wire
from sitrepdesk.places import Resolver, open_gazetteer
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.theatre import Pack, load_pack

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "bench" / "gold"
sys.path.insert(0, str(ROOT / "tests" / "read"))
from casebook import cases  # noqa: E402


def read_text(reader: Reader, text: str, published: str, zone: str) -> list[Claim]:
    """The claims of a text as one passage."""
    when = stamp(published, zone, "given")
    item = Item(id="bench", blob="", format="text", captured_at=0, captured_by="bench", captured_from="bench", published=when)
    return list(reader.read(item, [Passage(id="bench", item="bench", locator="0", text=text, language="en", method="as-is")], zone))


def ruler(folder: Path) -> ModuleType | None:
    """The scoring program beside the cases."""
    path = folder / "tools" / "score_claims.py"
    if not path.exists():
        print(f"ABSENT: {path}: nothing is scored without the ruler", file=sys.stderr)
        return None
    spec = importlib.util.spec_from_file_location("score_claims", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(title: str, result: dict[str, Any]) -> None:
    """Print the figures as the ruler does."""
    print(f"\n== {title}")
    for name, v in result.items():
        if isinstance(v, int):
            print(f"{name:12} {v}")
        elif "f1" in v:
            print(
                f"{name:12} "
                + "  ".join(f"{k} {'-' if v[k] is None else format(v[k], '.3f')}" for k in ("p", "r", "f1"))
                + f"  (n {v['n']})"
            )
        else:
            rate, most = (("-" if v[k] is None else format(v[k], ".3f")) for k in ("rate", "most"))
            print(f"{name:12} {rate}  (n {v['n']}, at most {most})")


def main() -> None:
    """Score what is there."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--case", action="append", type=Path, default=[])
    ap.add_argument("--page", action="append", default=[], help="only these pages of cases/")
    ap.add_argument("--misses", action="store_true")
    args = ap.parse_args()
    data = Path(os.environ.get("SITREP_DATA", ROOT.parent / "shared" / "data"))
    score = ruler(data.parent)
    if score is None:
        raise SystemExit(1)
    gazetteer = open_gazetteer()
    packs = {name: load_pack(name) for name in ("ukraine-2022", "world")}
    readers = {name: make_reader(pack, Resolver(pack, gazetteer)) for name, pack in packs.items()}
    folders = args.case or sorted(p for p in (data.parent / "cases").glob("*") if (p / "claims.gold.jsonl").exists())
    if not folders:
        print(f"ABSENT: no case under {data.parent / 'cases'}", file=sys.stderr)
    for folder in [] if args.page else folders:
        gold = score.load(folder / "claims.gold.jsonl", gold=True)
        text = (folder / "report.txt").read_bytes().decode("utf-8")
        made = [to_wire(c) for c in read_text(readers["ukraine-2022"], text, "2022-09-12", packs["ukraine-2022"].zone)]
        misses: list[tuple[Any, ...]] | None = [] if args.misses else None
        show(f"case {folder.name}", score.score([(gold, made)], misses))
        for m in misses or []:
            print("  ".join(map(str, m)))
    pairs, misses = [], [] if args.misses else None
    for case in cases():
        if not args.page or case.page in args.page:
            made = [to_wire(c) for c in read_text(readers[case.theatre], case.text, case.published, packs[case.theatre].zone)]
            pairs.append(
                ([dict(g) for g in case.gold], [c | {"time": {"phase": c["time"]["phase"]}} for c in made])
            )  # the pages hold no times
    show(f"own cases ({len(pairs)} reports)", score.score(pairs, misses))
    for m in misses or []:
        print("  ".join(map(str, m)))
    for part in ("dev", "test"):
        pairs = [
            (score.load(f.parent / "claims.gold.jsonl", gold=True), _gold(f, readers, packs))
            for f in sorted((GOLD / part).glob("*/meta.toml"))
        ]
        # The misses of the test half are never printed: nobody is to tune on them.
        misses = [] if args.misses and part == "dev" else None
        show(f"gold reports, {part} half ({len(pairs)} reports)", score.score(pairs, misses))
        for m in misses or []:
            print("  ".join(map(str, m)))
    _speed(readers["ukraine-2022"])


def _gold(meta: Path, readers: dict[str, Reader], packs: dict[str, Pack]) -> list[dict[str, Any]]:
    """What the reader makes of one of our own gold reports."""
    said = tomllib.loads(meta.read_text(encoding="utf-8"))
    text = (meta.parent / "report.txt").read_bytes().decode("utf-8")
    return [to_wire(c) for c in read_text(readers[said["theatre"]], text, said["published"], packs[said["theatre"]].zone)]


def _speed(reader: Reader) -> None:
    text = "\n\n".join(c.text for c in cases())
    text = "\n\n".join([text] * max(1, 200_000 // len(text)))
    start = time.perf_counter()
    n = len(read_text(reader, text, "2023-05-03", "UTC"))
    took = time.perf_counter() - start
    print(f"\nspeed        {len(text) / took / 1000:.0f} kB/s  ({len(text) / 1000:.0f} kB, {n} claims)")


if __name__ == "__main__":
    main()
