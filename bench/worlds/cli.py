"""The commands of ``bench/worlds.py``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from .kinds import LARGEST, SMALLEST, development, kinds
from .make import generate
from .pairs import score_pairs
from .score import score_folder, score_kinds, table


def _size(text: str) -> int:
    value = int(text.replace("_", ""))
    if not SMALLEST <= value <= LARGEST:
        raise argparse.ArgumentTypeError(f"{value} is no size of a world: take {SMALLEST} to {LARGEST}")
    return value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="worlds.py", description="Small known worlds.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    make = verbs.add_parser("generate", help="write a world into a folder")
    make.add_argument("--kind", choices=sorted(kinds()), required=True)
    make.add_argument("--seed", type=int, default=1)
    make.add_argument("--reports", type=_size, default=500)
    make.add_argument("--no-gold", action="store_true", help="leave the gold claims out")
    make.add_argument("out", type=Path)
    score = verbs.add_parser("score", help="run link, weigh and picture on worlds and print the table")
    score.add_argument("--held-out", action="store_true", help="the held-out kinds too: at landing, never while tuning")
    score.add_argument("--kind", action="append", choices=sorted(kinds()), help="only this kind; may be given again")
    score.add_argument("--wording", choices=("a", "c"), default="a", help="the development kinds that write from this table")
    score.add_argument("--seeds", type=int, default=2, help="worlds of each kind")
    score.add_argument("--reports", type=_size, default=400)
    score.add_argument("--no-echoes", action="store_true", help="leave out the rows of ten more copies")
    score.add_argument("--read", action="store_true", help="claims as the reader finds them in the texts, not the gold ones")
    score.add_argument("world", type=Path, nargs="*", help="folders that generate wrote, instead of new worlds")
    own = verbs.add_parser("pairs", help="run the product from text to link on the pairs of clashes.md")
    own.add_argument("--misses", action="store_true", help="print each pair that was answered wrongly")
    return parser


def _pairs(args: argparse.Namespace) -> None:
    print("\n".join(score_pairs(misses=args.misses)))


def _score(args: argparse.Namespace) -> None:
    echoes = not args.no_echoes
    if args.world:
        for folder in args.world:
            print("\n".join(table(str(folder), score_folder(folder, echoes=echoes, read=args.read))), flush=True)
        return
    chosen = args.kind or (sorted(kinds()) if args.held_out else development(args.wording))
    closed = [k for k in chosen if kinds()[k].held_out and not args.held_out]
    if closed:
        raise SystemExit(f"{', '.join(closed)}: held out; give --held-out, at landing and not while tuning.")
    found = score_kinds(chosen, range(1, args.seeds + 1), args.reports, echoes=echoes, read=args.read)
    for name, scores in found.items():
        print("\n".join(table(name, scores)), flush=True)


def _generate(args: argparse.Namespace) -> None:
    started = time.monotonic()

    def progress(done: int) -> None:
        print(f"\r{done:,} of {args.reports:,} reports, {time.monotonic() - started:.1f} s", end="", file=sys.stderr, flush=True)

    generate(args.kind, args.seed, args.reports, args.out, gold=not args.no_gold, progress=progress)
    print(file=sys.stderr)


def main() -> None:
    """Run one verb."""
    args = _parser().parse_args()
    {"generate": _generate, "score": _score, "pairs": _pairs}[args.verb](args)
