"""How soon, how fast and how evenly the reader reads.

    python bench/read_speed.py [--largest 10MB] [--runs 3]

First the whole way through against the encoder alone on the same sentences, by turns in one process. Then the command ``sitrep read
--jsonl`` on files of one sentence, 10 kB, 100 kB and so on up to ``--largest``: seconds to the first line of its output and to the
last, processor seconds (the parsing process included), and the most memory that it held. The text is that of our own annotated reports,
again and again with other towns. Clock seconds mean something on an idle machine only; processor seconds hardly move.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sitrepdesk.language import sentences, tokens
from sitrepdesk.language.tagger import open_tagger
from sitrepdesk.model import Item, Passage, stamp
from sitrepdesk.places import Resolver, open_gazetteer
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.read.votes import asked, side_words
from sitrepdesk.theatre import load_pack

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "read"))
from casebook import cases  # noqa: E402

COMMAND = (sys.executable, "-c", "from sitrepdesk.cli import main; main()", "read", "--published", "2023-05-03", "--jsonl")
SENTENCE = "Rebels shelled the market of Kherson on Monday, killing at least 12 people, the governor said.\n"
TOWNS = (
    *("Aden", "Aleppo", "Bangui", "Batken", "Beni", "Djibo", "Djibouti", "Erbil", "Geneva", "Goma", "Homs", "Izium", "Kabul", "Khartoum"),
    *("Kherson", "Kidal", "Lyman", "Malakal", "Marib", "Mogadishu", "Moscow", "Mosul", "Muscat", "Mykolaiv", "Nairobi", "Omdurman"),
    *("Robotyne", "Sittwe", "Sumy", "Taiz", "Vovchansk"),
)
UNITS = {"kB": 1_000, "MB": 1_000_000}


class Run(NamedTuple):
    """One run of the command: seconds, bytes, claims."""

    first: float
    last: float
    processor: float
    memory: int
    claims: int


def reports() -> str:
    """The texts of our own annotated reports."""
    return "\n\n".join(c.text for c in cases(ROOT / "training" / "annotations"))


def long_text(size: int) -> str:
    """So many characters: the reports, and again with their towns moved on by one."""
    once, town = reports(), re.compile(rf"\b(?:{'|'.join(TOWNS)})\b")
    turns: list[str] = []
    while sum(map(len, turns)) < size:
        moved = len(turns)
        turns.append(town.sub(lambda m: TOWNS[(TOWNS.index(m[0]) + moved) % len(TOWNS)], once))  # noqa: B023 - used at once
    return "\n\n".join(turns)[:size]


def run(file: Path) -> Run:
    """The command on a file."""
    start = time.perf_counter()
    with subprocess.Popen([*COMMAND, str(file)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        first = time.perf_counter() - start
        claims = 1 + sum(1 for _ in process.stdout)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
    return Run(first, time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, claims)


def grows(largest: int, runs: int) -> None:
    """One line a size: how soon, how fast, how much."""
    print(f"\n{'text':>10} {'first claim':>11} {'all, s':>8} {'processor, s':>12} {'ms a kB':>8} {'MB':>6} {'claims':>8}")
    sizes = [n for n in (10_000, 100_000, 1_000_000, 3_000_000) if n < largest]
    with tempfile.TemporaryDirectory() as folder:
        for size in (len(SENTENCE), *sizes, largest):
            file = Path(folder) / f"{size}.txt"
            file.write_text(SENTENCE if size == len(SENTENCE) else long_text(size), encoding="utf-8")
            got = [run(file) for _ in range(runs if size <= 100_000 else 1)]
            first, last, processor, memory = (statistics.median(r[i] for r in got) for i in range(4))
            each = f"{processor * 1e6 / size:.1f}" if size >= 10_000 else "-"
            print(
                f"{size:>10} {first:>11.2f} {last:>8.2f} {processor:>12.2f} {each:>8} {memory / 1e6:>6.0f} {got[0].claims:>8}", flush=True
            )


def took(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def ratio(turns: int, size: int = 200_000) -> None:
    """The whole way through against the encoder alone, by turns, on the first of the reports."""
    text, pack, tagger = reports()[:size], load_pack("world"), open_tagger()
    resolver = Resolver(pack, open_gazetteer())
    masks = side_words(pack)
    pieces = [asked(tokens(text, s, e), [], masks) for s, e in sentences(text)]
    kinds: dict[str, Callable[[], object]] = {
        "encoder alone": lambda: tagger.tag(pieces, ["pos"]),
        "whole way through": lambda: read(make_reader(pack, resolver, tagger), text, pack.zone),
        "tables alone": lambda: read(make_reader(pack, resolver), text, pack.zone),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in kinds}
    for _ in range(turns):
        for name, work in kinds.items():
            times[name].append(took(work))
    print(f"{len(pieces)} sentences, {len(text) / 1000:.0f} kB, {turns} turns, medians")
    wall = {name: statistics.median(w for w, _ in ts) for name, ts in times.items()}
    processor = {name: statistics.median(p for _, p in ts) for name, ts in times.items()}
    for name in kinds:
        print(f"{name:18} {wall[name]:7.2f} s, processor {processor[name]:7.2f} s, {len(text) / 1000 / wall[name]:6.1f} kB a second")
    of = [d["whole way through"] / d["encoder alone"] for d in (wall, processor)]
    print(f"the whole way through against the encoder alone: {of[0]:.2f} by the clock, {of[1]:.2f} by the processor")


def read(reader: Reader, text: str, zone: str) -> int:
    """How many claims a text makes as one passage."""
    when = stamp("2023-05-03", zone, "given")
    item = Item(id="bench", blob="", format="text", captured_at=0, captured_by="bench", captured_from="bench", published=when)
    passage = Passage(id="bench", item="bench", locator="0", text=text, language="en", method="as-is")
    return sum(1 for _ in reader.read(item, [passage], zone))


def size_of(words: str) -> int:
    """``10MB`` in characters."""
    found = re.fullmatch(r"(\d+)(kB|MB)", words)
    if found is None:
        raise argparse.ArgumentTypeError(f"{words!r} is no size: write 300kB or 10MB")
    return int(found[1]) * UNITS[found[2]]


def main() -> None:
    """Measure."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--largest", type=size_of, default="1MB")
    ap.add_argument("--runs", type=int, default=3, help="of each thing; files over 100 kB are read once")
    args = ap.parse_args()
    ratio(args.runs)
    grows(args.largest, args.runs)


if __name__ == "__main__":
    main()
