"""Generated sentences beside the words that they cite, for a reader who has not seen the claims: python bench/blind.py [COUNT] [--seed N].

Prints COUNT sentences drawn by a seed from the reports of the bundled dossier (or of ``--desk``) and of small made-up worlds, each with
the passage round every quotation that it cites, and nothing of the claims. Who reads them asks: does the sentence say more than stands
there? ``--trace`` draws nothing: it walks every factual sentence of all these reports back to its archived bytes instead.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from scale import fill
from worlds.figures import wilson
from worlds.kinds import development
from worlds.make import generate

from sitrepdesk.cli.main import cli
from sitrepdesk.flow.desk import Desk, init_desk, open_desk
from sitrepdesk.flow.moments import Moments
from sitrepdesk.flow.reporting import Wanted, draft
from sitrepdesk.flow.situation import Holdings, holdings
from sitrepdesk.model import Citation, Cleared, Sentence, sha256

ROOT = Path(__file__).parents[1]
DOSSIER = ROOT / "examples" / "kharkiv-2022"
TEMPLATES = ("newsletter", "brief", "humanitarian")
SHARES = (0.3, 0.6, 1.0)
"""After which part of its reports a desk is reported on."""
ROUND = 220
"""Characters of the passage shown before and after a quotation."""
BINARY = frozenset({"pdf", "docx", "html", "eml", "telegram", "json", "jsonl", "csv"})
"""Formats whose bytes hold their words in another form: of these the bytes' hash is checked and the passage's item."""

MARKS = str.maketrans("", "", "*_`#")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A generated sentence with what stands round each of its quotations, and where it comes from."""

    where: str
    section: str
    text: str
    rests_on: tuple[str, ...]


def reports(desk: Desk, snapshot: Any, held: Holdings) -> Iterator[tuple[str, Cleared]]:
    """Reports of one desk at several moments, by each template."""
    said = sorted(i.available_at for i in held.items.values())
    ours = max((i.issue for i in held.items.values() if i.issue is not None), default=None)
    for share in SHARES if len(said) > 1 else (1.0,):
        at = said[min(len(said) - 1, round(share * len(said)))] + 1
        for template in TEMPLATES:
            since = ours if share == 1.0 else None
            wanted = Wanted(number=(ours or 0) + 1, since=since, at=Moments(as_of=at, known_by=at), full=False, template=template)
            yield f"{template}, {share:.0%}", draft(desk, snapshot, held, wanted).cleared


def desks(args: argparse.Namespace) -> Iterator[tuple[str, Path, int]]:
    """Every desk with its name and the time at which it is opened, in a folder that lasts as long as it is looked at."""
    for folder in args.desk:
        yield folder.name, folder, 1_663_131_600_000_000
    if not args.desk:
        with tempfile.TemporaryDirectory() as name:
            desk = str(Path(name) / "desk")
            for words in (("init", desk, "--theatre", "ukraine-2022"), ("add", "--desk", desk, str(DOSSIER))):
                CliRunner(env={"SITREP_NOW": "2022-09-14T08:00+03:00"}).invoke(cli, words, catch_exceptions=False)
            yield "dossier", Path(desk), 1_663_131_600_000_000
    for kind in development():
        for seed in range(args.first, args.first + args.seeds):
            with tempfile.TemporaryDirectory() as name:
                world, folder = Path(name) / "world", Path(name) / "desk"
                world.mkdir()
                generate(kind, seed, args.reports, world)
                init_desk(folder, theatre=str(world / "pack"), who="", zone="UTC", now=0).close()
                with open_desk(folder, 4_000_000_000_000_000) as opened:
                    fill(opened, world, 1, archived=True)
                yield f"{kind} {seed}", folder, 4_000_000_000_000_000


def around(snapshot: Any, citation: Citation, passage: str, source: str) -> str:
    """The passage round a quotation, the quotation marked, with its source and day."""
    text = snapshot.passage(passage).text
    start, end = citation.span
    before, after = text[max(0, start - ROUND) : start], text[end : end + ROUND]
    words = " ".join(f"{before}[[{text[start:end]}]]{after}".split())
    return f"{source}, {citation.published}, line of origin: {citation.line}: {words}"


def drawn(args: argparse.Namespace) -> list[Drawn]:
    """Sentences of all reports, each wording once."""
    found: dict[str, Drawn] = {}
    for name, folder, now in desks(args):
        with open_desk(folder, now) as desk, desk.store.read() as snapshot:
            held = holdings(snapshot)
            for which, cleared in reports(desk, snapshot, held):
                cited = {c.claim: c for c in cleared.document.citations}
                for section, s in facts(cleared):
                    rests = tuple(
                        around(snapshot, cited[c], held.told[c].claim.passage, cited[c].source) for c in s.support if c in held.told
                    )
                    found.setdefault(f"{name} {s.text}", Drawn(f"{name}, {which}", section, s.text, rests))
    return [found[k] for k in sorted(found)]


def facts(cleared: Cleared) -> Iterator[tuple[str, Sentence]]:
    """The factual sentences of a report, with their sections' titles."""
    yield from ((section.title, s) for section in cleared.document.sections for s in section.sentences if s.role == "fact")


def leads(desk: Desk, snapshot: Any, held: Holdings, sentence: Sentence, cited: dict[str, Citation]) -> bool:
    """Does each citation lead to a claim, its span, its passage, its item and bytes of that hash, which hold the words where they are text?

    A confidential report's citation leads to a commitment instead, which only its keeper opens.
    """
    for name in sentence.support:
        c = cited.get(name)
        if c is None:
            return False
        if name.startswith("withheld:"):
            continue
        told = held.told[name]
        passage, data = snapshot.passage(told.claim.passage), desk.store.archive.get(c.blob)
        words = _bare(passage.text[c.span[0] : c.span[1]])
        inside = told.item.format in BINARY or told.item.inside is not None or words in _bare(data.decode(errors="replace"))
        if not (words and inside and passage.item == told.item.id and c.blob == told.item.blob == sha256(data)):
            return False
    return bool(sentence.support)


def _bare(text: str) -> str:
    """Words on one line, without the marks of Markdown, which a passage does not keep."""
    return " ".join(text.translate(MARKS).split())


def trace(args: argparse.Namespace) -> None:
    """Print, for each desk, how many factual sentences of its reports lead to archived bytes."""
    all_led = every = 0
    for name, folder, now in desks(args):
        led = asked = 0
        with open_desk(folder, now) as desk, desk.store.read() as snapshot:
            held = holdings(snapshot)
            for _, cleared in reports(desk, snapshot, held):
                cited = {c.claim: c for c in cleared.document.citations}
                for _, s in facts(cleared):
                    asked += 1
                    led += leads(desk, snapshot, held, s, cited)
        print(f"{name:20} {led:6,} of {asked:6,}", flush=True)
        all_led, every = all_led + led, every + asked
    print(f"factual sentences that lead to archived bytes {wilson(all_led, every)}")


def main() -> None:
    """Print the sample, or the figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=200, help="sentences to print")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument(
        "--desk", type=Path, action="append", default=[], help="a desk that stands already, in place of the bundled dossier"
    )
    parser.add_argument("--seeds", type=int, default=1, help="worlds of each development kind")
    parser.add_argument("--first", type=int, default=301, help="the first world's seed")
    parser.add_argument("--reports", type=int, default=200, help="reports of a world")
    parser.add_argument("--trace", action="store_true", help="walk every sentence back to its bytes")
    args = parser.parse_args()
    if args.trace:
        trace(args)
        return
    every = drawn(args)
    kept = random.Random(args.seed).sample(every, min(args.count, len(every)))
    print(f"{len(kept)} of {len(every):,} sentences, seed {args.seed}.")
    for n, d in enumerate(kept, 1):
        print(f"\n{n}. ({d.where}, under “{d.section}”)\n   {d.text}")
        for words in dict.fromkeys(d.rests_on):
            print(f"   - {words}")


if __name__ == "__main__":
    main()
