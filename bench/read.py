"""Scores the reader, the tables alone beside the tables with the tagger: every figure with its n and a 90 % interval.

    python bench/read.py [--case FOLDER ...] [--page NAME ...] [--misses] [--weights FILE]

A case folder holds ``report.txt`` and ``claims.gold.jsonl``. Without one, ``$SITREP_DATA/../cases/*`` is taken. The ruler is
``score_claims.py`` beside the cases (``../tools``); where either is absent this says so and goes on with what is there. Intervals are
percentiles of 200 draws of paragraphs with replacement. How fast it reads: ``bench/read_speed.py``.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import sys
import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from sitrepdesk.language.tagger import Tagger, open_tagger
from sitrepdesk.model import Claim, Item, Passage, stamp, to_wire
from sitrepdesk.places import Resolver, open_gazetteer
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.theatre import Pack, load_pack

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "bench" / "gold"
sys.path.insert(0, str(ROOT / "tests" / "read"))
from casebook import Case, cases  # noqa: E402

HELD_OUT = 12
"""Of so many annotated reports one is held out of training (training/annotated.py)."""
FIGURES = ("false_facts", "invented", "plain_recall", "typed", "roles", "strict", "negated", "hedged", "mood", "attributed", "speaker",
           "phase", "entity", "places", "bounds", "overstated")  # fmt: skip
Claims = list[dict[str, Any]]
Report = tuple[str, Claims, Claims]
"""Text, gold, made."""


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


def value(result: Any) -> float | None:
    """The one number of a figure."""
    return None if isinstance(result, int) else result["f1"] if "f1" in result else result["rate"]


def show(title: str, result: dict[str, Any]) -> None:
    """Print the figures as the ruler does."""
    print(f"\n== {title}")
    for name, v in result.items():
        if isinstance(v, int):
            print(f"{name:12} {v}")
        elif "f1" in v:
            print(f"{name:12} " + "  ".join(f"{k} {_number(v[k])}" for k in ("p", "r", "f1")) + f"  (n {v['n']})")
        else:
            print(f"{name:12} {_number(v['rate'])}  (n {v['n']}, at most {_number(v['most'])})")


def _number(x: float | None) -> str:
    return "-" if x is None else f"{x:.3f}"


def units(report: Report) -> Iterator[tuple[Claims, Claims]]:
    """A report's gold and made claims by paragraph: what the intervals draw from."""
    text, gold, made = report
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n"), len(text) + 1]
    for s, e in pairwise(starts):
        parts = tuple([c for c in claims if s <= c["head_span"][0] < e] for claims in (gold, made))
        if any(parts):
            yield parts  # type: ignore[misc]


def intervals(score: ModuleType, reports: Sequence[Report]) -> dict[str, tuple[float, float]]:
    """The 5th and 95th percentile of each figure over draws of paragraphs."""
    pieces = [u for r in reports for u in units(r)]
    rng, drawn = random.Random(1), {name: [] for name in FIGURES}
    for _ in range(200):
        result = score.score(rng.choices(pieces, k=len(pieces)))
        for name in FIGURES:
            if (x := value(result[name])) is not None:
                drawn[name].append(x)
    return {name: (sorted(xs)[len(xs) // 20], sorted(xs)[-1 - len(xs) // 20]) for name, xs in drawn.items() if len(xs) > 40}


def table(title: str, score: ModuleType, columns: dict[str, list[Report]]) -> None:
    """One set, each reader beside the other."""
    print(f"\n== {title} ({len(next(iter(columns.values())))} reports)")
    results = {name: (score.score([r[1:] for r in reports]), intervals(score, reports)) for name, reports in columns.items()}
    print(f"{'':14}" + "".join(f"{name:>34}" for name in columns))
    for figure in FIGURES:
        cells = []
        for result, spread in results.values():
            low, high = spread.get(figure, (None, None))
            cells.append(f"{_number(value(result[figure]))} [{_number(low)}, {_number(high)}] n {result[figure]['n']}")
        print(f"{figure:14}" + "".join(f"{c:>34}" for c in cells))


class Bench:
    """Packs and readers, and what they make of each set."""

    def __init__(self, tagger: Tagger | None) -> None:
        gazetteer = open_gazetteer()
        self.packs: dict[str, Pack] = {name: load_pack(name) for name in ("ukraine-2022", "world")}
        self.tagger = tagger
        kinds = {"tables": None, "tables and tagger": tagger} if tagger else {"tables": None}
        self.readers = {
            kind: {name: make_reader(pack, Resolver(pack, gazetteer), with_) for name, pack in self.packs.items()}
            for kind, with_ in kinds.items()
        }

    def made(self, kind: str, theatre: str, text: str, published: str) -> Claims:
        """The claims of one reader."""
        return [to_wire(c) for c in read_text(self.readers[kind][theatre], text, published, self.packs[theatre].zone)]

    def pages(self, chosen: Sequence[Case]) -> dict[str, list[Report]]:
        """Reports of ``cases/`` or of the annotations; where a page holds no times, none are asked for."""
        out: dict[str, list[Report]] = {}
        for kind in self.readers:
            rows = [(c, self.made(kind, c.theatre, c.text, c.published)) for c in chosen]
            out[kind] = [
                (c.text, [dict(g) for g in c.gold], made if c.timed else [m | {"time": {"phase": m["time"]["phase"]}} for m in made])
                for c, made in rows
            ]
        return out

    def gold(self, score: ModuleType, part: str) -> dict[str, list[Report]]:
        """The reports of ``bench/gold``."""
        out: dict[str, list[Report]] = {kind: [] for kind in self.readers}
        for meta in sorted((GOLD / part).glob("*/meta.toml")):
            said = tomllib.loads(meta.read_text(encoding="utf-8"))
            text = (meta.parent / "report.txt").read_bytes().decode("utf-8")
            for kind, reports in out.items():
                golds = score.load(meta.parent / "claims.gold.jsonl", gold=True)
                reports.append((text, golds, self.made(kind, said["theatre"], text, said["published"])))
        return out

    def case(self, score: ModuleType, folder: Path) -> dict[str, list[Report]]:
        """A folder with a report and its gold."""
        text = (folder / "report.txt").read_bytes().decode("utf-8")
        golds = score.load(folder / "claims.gold.jsonl", gold=True)
        return {kind: [(text, golds, self.made(kind, "ukraine-2022", text, "2022-09-12"))] for kind in self.readers}


def main() -> None:
    """Score what is there."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--case", action="append", type=Path, default=[])
    ap.add_argument("--page", action="append", default=[], help="only these pages of cases/")
    ap.add_argument("--misses", action="store_true", help="print what was missed; of the test half never")
    ap.add_argument("--weights", type=Path)
    args = ap.parse_args()
    data = corpora()
    score = ruler(data.parent)
    if score is None:
        raise SystemExit(1)
    bench = Bench(open_tagger(args.weights))
    sets: list[tuple[str, dict[str, list[Report]]]] = []
    if not args.page:
        folders = args.case or sorted(p for p in (data.parent / "cases").glob("*") if (p / "claims.gold.jsonl").exists())
        if not folders:
            print(f"ABSENT: no case under {data.parent / 'cases'}", file=sys.stderr)
        sets += [(f"case {folder.name}", bench.case(score, folder)) for folder in folders]
        sets += [(f"gold reports, {part} half", bench.gold(score, part)) for part in ("dev", "test")]
        held = [c for page in annotated() for n, c in enumerate(page) if n % HELD_OUT == 5]
        sets.append(("annotated reports held out of training", bench.pages(held)))
    sets.append(("own cases", bench.pages([c for c in cases() if not args.page or c.page in args.page])))
    for title, columns in sets:
        table(title, score, columns)
        if args.misses and "test half" not in title:  # nobody is to tune on the misses of the test half
            for report in columns[list(columns)[-1]]:
                misses: list[tuple[Any, ...]] = []
                score.score([report[1:]], misses)
                for m in misses:
                    print("  ".join(map(str, m)))


def corpora() -> Path:
    """Where the corpora of others lie."""
    return Path(os.environ.get("SITREP_DATA", ROOT.parent / "shared" / "data"))


def annotated() -> Iterator[list[Case]]:
    """Our own annotated reports, page by page."""
    every = cases(ROOT / "training" / "annotations")
    for page in dict.fromkeys(c.page for c in every):
        yield [c for c in every if c.page == page]


if __name__ == "__main__":
    main()
