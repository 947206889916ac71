"""What the lint finds of losses that a program plants, and whether it leaves alone what lost nothing: python bench/lint.py [--misses].

Sentences are a person's prose in the words of a claim, each with its citation: of the claims of made-up worlds (development kinds), and of
the sentences of ``cases/`` that hold one claim. One thing is taken out of each: the hedge, the bound, the speaker or the negation. The
words that are taken out stand here and in the gold annotation, not in the lint's own tables. Then all sentences of reports, and of every
event of the worlds, are held against their claims, and walked back to the bytes in the archive.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from scale import fill
from worlds.figures import wilson
from worlds.kinds import development
from worlds.make import generate
from worlds.questions import lines as rows

from sitrepdesk.cli.main import cli
from sitrepdesk.flow.desk import Desk, init_desk, open_desk
from sitrepdesk.flow.moments import Moments
from sitrepdesk.flow.proofreading import proofread
from sitrepdesk.flow.reporting import Wanted, draft
from sitrepdesk.flow.situation import holdings
from sitrepdesk.language import sentences
from sitrepdesk.model import Item, Sentence, Source, Told, from_wire, sha256, stamp
from sitrepdesk.publish import to_markdown
from sitrepdesk.report import lint, lint_prose

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "read"))
from casebook import cases  # noqa: E402

HEDGES = re.compile(
    r"\b(?:it is (?:possible|likely|very likely|highly probable|unlikely) that |it (?:appears|seems|looks) that "
    r"|there is a possibility that "
    r"|probably,? |possibly |likely |perhaps |maybe |almost certainly |very likely |very )|, (?:possibly|probably|perhaps)\b",
    re.IGNORECASE,
)
MODALS = ((r"\b(?:may|might|could) have been\b", "were"), (r"\b(?:may|might|could) have\b", ""), (r"\b(?:may|might|could) be\b", "are"),
          (r"\b(?:appears?|seems?) to be\b", "is"), (r"\b(?:appears?|seems?) to have\b", ""), (r"\b(?:may|might|could)\b", ""))  # fmt: skip
BOUNDS = re.compile(
    r"\b(?:at least|no fewer than|not less than|no less than|more than|over|up to|as many as|around|about|some|roughly|approximately"
    r"|nearly|almost|fewer than|less than|an estimated)\s+(?=[\d\w])",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween ([\d,]+) and [\d,]+", re.IGNORECASE)
NEGATIONS = ((r"\b(?:do|does|did|has|have|had|was|were|is|are|could|can|will|would) not\b", lambda m: m[0][:-4]), (r"\bcannot\b", "can"),
             (r"\bn[o’']t\b", ""), (r"\bnobody was\b", "people were"), (r"\bno (?=\w+ (?:was|were|have|has|fled|reached|arrived))", ""),
             (r"\bthere was no\b", "there was a"), (r"\bnever\b", ""), (r"\bno\b ", ""))  # fmt: skip
SAYS = r"(?:said|says|told (?:reporters|us|him|her|them)|reported|stated|denied|rejected reports|announced|wrote|added)(?: that)?"
HEARSAY = re.compile(
    r"\breportedly,? ?|, according to reports|\bit was reported that |\bit is said that |\b(?:is|are|was|were) said to\b|\balleged(?:ly)? ",
    re.I,
)

BINARY = frozenset({"pdf", "docx", "html", "eml"})
"""Formats whose bytes hold their words in another form: of these the bytes' hash is checked and the passage's item."""


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence in a claim's words, and the claim."""

    text: str
    told: Told
    passage: str


def worlds(first: int, seeds: int) -> Iterator[Case]:
    """The claims of worlds, each with its own source."""
    for kind in development():
        for seed in range(first, first + seeds):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                generate(kind, seed, 400, folder)
                sources = {r["id"]: Source(id=r["id"], name=r["names"][0], side=r["side"]) for r in rows(folder / "sources.jsonl")}
                items = {r["id"]: r for r in rows(folder / "items.jsonl")}
                alone = Counter(r["item"] for r in rows(folder / "gold.jsonl"))
                for r in rows(folder / "gold.jsonl"):
                    row = items[r["item"]]
                    if alone[r["item"]] == 1 and r.get("content_of") is None:
                        yield _case(r, f"{kind}{seed}{r['item']}", row["text"], sources.get(row["source"]))


def _case(row: dict[str, Any], name: str, text: str, source: Source | None) -> Case:
    fields = {k: v for k, v in row.items() if k not in ("n", "content_of", "because_of", "option_of")}
    claim = from_wire(fields | {"item": name, "passage": name, "id": name, "anchor": name, "reader": "gold"}, name)
    item = Item(
        id=name, blob=name, format="text", captured_at=0, captured_by="b", captured_from="b", published=stamp("2030-01-01", "UTC", "given")
    )
    told = Told(claim=claim, item=item, source=source, line=name)
    side = f"{source.name} reported: " if source and source.side else ""
    return Case(f"{side}{' '.join(claim.quote.split()).rstrip('.')}", told, text)


def pages() -> Iterator[Case]:
    """The sentences of the annotated cases that hold one claim and its speaker."""
    for case in cases():
        for n, (start, end) in enumerate(sentences(case.text, 0, len(case.text))):
            inside = [g for g in case.gold if start <= g["head_span"][0] < end]
            if len(inside) != 1 or not all(start <= a["span"][0] and a["span"][1] <= end for a in inside[0].get("attribution", ())):
                continue
            quote = case.text[start:end].strip()
            row = inside[0] | {"quote": quote, "span": [start, start + len(quote)]}
            if (
                not {"content_of", "because_of", "option_of"} & {k for k, v in inside[0].items() if v}
                and "“" not in quote
                and '"' not in quote
            ):
                yield _case(row, f"{case.page}{case.title}{n}", case.text, None)


def found(text: str, case: Case) -> list[str]:
    """The rules that the lint finds broken in the sentence."""
    return [f.rule for f in lint_prose(f"{text}.[^0123456789ab]", lambda _: case.told, lambda _: case.passage)]


def first_sub(patterns: Any, text: str) -> str:
    """The first of the patterns that the text holds, replaced once."""
    for pattern, instead in patterns:
        made = re.sub(pattern, instead, text, count=1, flags=re.IGNORECASE)
        if made != text:
            return made
    return text


def no_hedge(case: Case) -> str:
    """The sentence without the word that softens it."""
    if case.told.claim.likelihood == "stated":
        return case.text
    made = HEDGES.sub("", case.text)
    return made if made != case.text else first_sub(MODALS, case.text)


def no_bound(case: Case) -> str:
    """The sentence with the bare number."""
    bounded = [q for q in case.told.claim.quantities if q.low != q.high and re.search(r"\d", q.text)]
    for q in bounded:
        bare = BETWEEN.sub(r"\1", BOUNDS.sub("", q.text))
        if bare != q.text and q.text in case.text:
            return case.text.replace(q.text, bare, 1)
    return case.text


def no_speaker(case: Case) -> str:
    """The sentence in nobody's mouth."""
    for a in case.told.claim.attribution:
        if a.kind == "unnamed":
            return HEARSAY.sub("", case.text)
        who = re.escape(a.text)
        for pattern in (
            rf"\baccording to {who},? ?",
            rf", according to {who}",
            rf"\b{who} {SAYS} ",
            rf",? {who} {SAYS}$",
            rf",? {SAYS} {who}$",
        ):
            made = re.sub(pattern, "", case.text, count=1, flags=re.IGNORECASE)
            if made != case.text:
                return made
    return case.text


def no_negation(case: Case) -> str:
    """The sentence the other way round."""
    return first_sub(NEGATIONS, case.text) if case.told.claim.polarity == "negated" else case.text


LOSSES: dict[str, tuple[Callable[[Case], str], frozenset[str]]] = {
    "hedge": (no_hedge, frozenset({"lost-hedge", "changed-hedge"})),
    "bound": (no_bound, frozenset({"lost-bound"})),
    "speaker": (no_speaker, frozenset({"lost-speaker", "party-unnamed"})),
    "negation": (no_negation, frozenset({"lost-negation"})),
}


def planted(name: str, every: list[Case], misses: bool) -> None:
    """Print how many planted losses are found, and how many untouched sentences are not left alone."""
    alarms = [(c, rules) for c in every if (rules := found(c.text, c))]
    print(f"{name}: {len(every):,} sentences; false alarms {wilson(len(alarms), len(every))}")
    for c, rules in alarms if misses else ():
        print(f"    alarm {rules}: {c.text}")
    for loss, (lose, rules) in LOSSES.items():
        made = [(c, text) for c in every if (text := lose(c)) != c.text]
        missed = [(c, text) for c, text in made if not rules & set(found(text, c))]
        print(f"  lost {loss:10} found {wilson(len(made) - len(missed), len(made))}")
        for _, text in missed if misses else ():
            print(f"    missed: {text}")


_MARKUP = re.compile(r"\*\*|`")
"""What a Markdown file has and its passages lack."""


@dataclass(slots=True)
class Checked:
    """Sentences of reports: how many, what the lint says of them, how many lead to archived bytes."""

    reports: int = 0
    facts: int = 0
    others: int = 0
    findings: list[str] = field(default_factory=list)
    led: int = 0

    def take(self, desk: Desk, told: Any, sentence: Sentence, cited: dict[str, Any]) -> None:
        """Follow each citation of a factual sentence to the bytes."""
        self.facts += 1
        with desk.store.read() as snapshot:
            self.led += all(_leads(desk, snapshot, told[c], cited[c]) for c in sentence.support) if sentence.support else 0


def _leads(desk: Desk, snapshot: Any, told: Told, citation: Any) -> bool:
    """Claim to span, span to passage, passage to item, item to bytes of that hash, which hold the words where the format is text."""
    passage = snapshot.passage(told.claim.passage)
    start, end = citation.span
    data = desk.store.archive.get(citation.blob)
    words = " ".join(passage.text[start:end].split())
    held = told.item.format in BINARY or words in " ".join(_MARKUP.sub("", data.decode(errors="replace")).split())
    return passage.item == told.item.id and citation.blob == told.item.blob == sha256(data) and bool(words) and held


def reports(first: int, seeds: int, misses: bool) -> None:
    """Reports of worlds at several moments: their sentences held against their claims, and walked back to the archive."""
    out = Checked()
    for kind in development():
        for seed in range(first, first + seeds):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                (folder / "world").mkdir()
                generate(kind, seed, 400, folder / "world")
                init_desk(folder / "desk", theatre=str(folder / "world" / "pack"), who="", zone="UTC", now=0).close()
                with open_desk(folder / "desk", 4_000_000_000_000_000) as desk:
                    fill(desk, folder / "world", 1, archived=True)
                    _desk(desk, out)
    _dossier(out)
    every = out.facts + out.others
    print(f"worlds and dossier: {out.reports} reports, {every:,} sentences")
    print(f"  findings of the lint {wilson(len(out.findings), every)}")
    print(f"  factual sentences that lead to archived bytes {wilson(out.led, out.facts)}")
    for line in out.findings if misses else ():
        print(f"    {line}")


def _dossier(out: Checked) -> None:
    """The bundled dossier, read by the reader as it stands."""
    with tempfile.TemporaryDirectory() as name:
        desk = str(Path(name) / "desk")
        for words in (("init", desk, "--theatre", "ukraine-2022"), ("add", "--desk", desk, str(ROOT / "examples" / "kharkiv-2022"))):
            CliRunner(env={"SITREP_NOW": "2022-09-14T08:00+03:00"}).invoke(cli, words, catch_exceptions=False)
        with open_desk(Path(desk), 1_663_131_600_000_000) as opened:
            _desk(opened, out)


def _desk(desk: Desk, out: Checked) -> None:
    with desk.store.read() as snapshot:
        held = holdings(snapshot)
        said = sorted(i.available_at for i in held.items.values())
        for share in (0.2, 0.4, 0.6, 0.8, 1.0):
            at = said[min(len(said) - 1, round(share * len(said)))] + 1
            for template in ("newsletter", "humanitarian"):
                wanted = Wanted(number=1, since=None, at=Moments(as_of=at, known_by=at), full=False, template=template)
                cleared = draft(desk, snapshot, held, wanted).cleared
                document, out.reports = cleared.document, out.reports + 1
                out.findings += lint(document, held.told)
                out.findings += [f"{f.rule}: {f.what}" for f in proofread(desk, snapshot, to_markdown(cleared))]
                cited = {c.claim: c for c in document.citations}
                for s in (s for section in document.sections for s in section.sentences):
                    if s.role == "fact":
                        out.take(desk, held.told, s, cited)
                    else:
                        out.others += 1


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="worlds of each development kind")
    parser.add_argument("--first", type=int, default=201, help="the first world's seed; 101 and 102 were read while the lint was mended")
    parser.add_argument("--misses", action="store_true", help="print each loss that was not found, and each false alarm")
    parser.add_argument("--no-reports", action="store_true", help="only the planted losses")
    args = parser.parse_args()
    planted("worlds", list(worlds(args.first, args.seeds)), args.misses)
    planted("cases", list(pages()), args.misses)
    if not args.no_reports:
        reports(args.first, args.seeds, args.misses)


if __name__ == "__main__":
    main()
