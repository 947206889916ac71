"""Scores the product on worlds and prints the table, each row with its number of cases and interval."""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .echoes import ten_more
from .figures import bootstrap, calibration, f1, mean, wilson
from .make import generate
from .product import Answer, id_of, through
from .questions import Known, load
from .rows_link import Linking, linking
from .rows_picture import Pictured, pictured
from .rows_weigh import METHODS, Case, Weighing, share_of_gap, weighing

ECHO_MODES = ("literal", "partial", "rewritten")
MODES = frozenset({"literal", "partial", "reissued"})
PICKS = 8


@dataclass(slots=True)
class Scores:
    """Pooled cases."""

    link: Linking = field(default_factory=Linking)
    weigh: Weighing = field(default_factory=Weighing)
    picture: Pictured = field(default_factory=Pictured)
    echoes: dict[str, list[float]] = field(default_factory=lambda: {m: [] for m in ECHO_MODES})
    seconds: dict[str, float] = field(default_factory=dict)
    items: int = 0

    def add(self, other: Scores) -> None:
        """Pool the cases of another world."""
        self.link.add(other.link)
        self.weigh.add(other.weigh)
        self.picture.add(other.picture)
        for mode, cases in other.echoes.items():
            self.echoes[mode].extend(cases)
        self.items += other.items
        for name, value in other.seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + value


def score_folder(folder: Path, *, echoes: bool = True, read: bool = False) -> Scores:
    """All rows on one world; ``read``: from the texts, through the reader, and then without the rows of ten more copies."""
    known = load(folder)
    answer = through(known, read=read)
    out = Scores(linking(known, answer), weighing(known, answer), pictured(known, answer), seconds=answer.seconds, items=len(known.items))
    if echoes and not read:
        for mode in ECHO_MODES:
            out.echoes[mode] = _moved(known, answer, mode)
    return out


def _moved(known: Known, before: Answer, mode: str) -> list[float]:
    """How far the estimate of each event of a report moves when ten others copy the report."""
    truth = known.truth
    moved = []
    home = {c: e.id for e in before.events for c in e.claims}
    for report, items, gold in ten_more(truth["kind"], truth["seed"], truth["asked"], mode, PICKS):
        after = through(known, items, gold)
        there = {c: e.id for e in after.events for c in e.claims}
        for claim in known.ancestry[report]["claims"]:
            name = id_of(report, claim["n"])
            first, last = before.estimates.get(home.get(name, "")), after.estimates.get(there.get(name, ""))
            if first and last:
                moved.append(abs(first.per_mille - last.per_mille) / 1000)
    return moved


def score_kinds(kinds: Sequence[str], seeds: Sequence[int], reports: int, *, echoes: bool = True, read: bool = False) -> dict[str, Scores]:
    """Generate and score; the key ``all`` pools the kinds."""
    out = {"all": Scores()}
    for kind in kinds:
        pooled = Scores()
        for seed in seeds:
            print(f"{kind}, seed {seed} …", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as folder:
                generate(kind, seed, reports, Path(folder))
                pooled.add(score_folder(Path(folder), echoes=echoes, read=read))
        out[kind] = pooled
        out["all"].add(pooled)
    return out


def table(name: str, s: Scores) -> list[str]:
    """The rows of one kind as printed lines."""
    found = [*_link_rows(s.link), *_weigh_rows(s.weigh), *_echo_rows(s.echoes), *_picture_rows(s.picture)]
    took = ", ".join(f"{k} {v:.1f}" for k, v in s.seconds.items())
    found.append(("processor seconds", f"{took} for {s.items:,} items"))
    return [f"\n{name}", *(f"  {label:<46} {value}" for label, value in found)]


def _link_rows(s: Linking) -> list[tuple[str, str]]:
    answered = len(s.directed)
    counted = Counted(s.lines)
    rows = [
        ("same event, B³ F1", bootstrap(s.b3, f1, times=100)),
        ("  precision, recall", f"{mean([p for p, _ in s.b3]):.3f}, {mean([r for _, r in s.b3]):.3f}"),
        ("copies: clusters, ARI (mean of worlds)", bootstrap(s.clusters, mean)),
        *_found_rows(s.found),
        ("copies: direction answered", wilson(answered, answered + s.open)),
        ("copies: direction right where answered", wilson(sum(s.directed), answered)),
        ("independent lines exact", counted.share(lambda t, n: t == n)),
        ("independent lines over-counted", counted.share(lambda t, n: n > t)),
        ("clashes: precision", wilson(sum(s.clash_right), len(s.clash_right))),
    ]
    found = [x for cases in s.clash_found.values() for x in cases]
    rows.append(("clashes: recall", wilson(sum(found), len(found))))
    rows += [(f"  {kind}", wilson(sum(cases), len(cases))) for kind, cases in sorted(s.clash_found.items())]
    rows += [(f"  wrong: {why}", str(n)) for why, n in s.wrong_clashes.most_common(4)]
    rows.append(("updates: precision", wilson(sum(s.update_right), len(s.update_right))))
    return rows


def _found_rows(found: Mapping[str, list[bool]]) -> list[tuple[str, str]]:
    """Copies that lie in their parent's cluster: all, then by mode; rewritten ones by what they can be known by."""
    every = [x for cases in found.values() for x in cases]
    rows = [("copies: found with their parent", wilson(sum(every), len(every)))]
    names = {m: m for m in ("literal", "reissued", "partial")} | {
        k: f"rewritten, {k or 'no trace'}" for k in ("", *found) if k not in MODES
    }
    return rows + [(f"  {names[k]}", wilson(sum(found[k]), len(found[k]))) for k in names if found.get(k)]


@dataclass(slots=True)
class Counted:
    """(true, counted) lines."""

    cases: list[tuple[int, int]]

    def share(self, test: object) -> str:
        """How many pass a test."""
        assert callable(test)
        return wilson(sum(bool(test(t, n)) for t, n in self.cases), len(self.cases))


def _weigh_rows(s: Weighing) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    offered = {about: [c for c in cases if not math.isnan(c[0])] for about, cases in s.brier.items()}
    pooled = [c for cases in offered.values() for c in cases]
    rows.append(("what is true: share of the Brier gap", bootstrap(pooled, share_of_gap, times=200)))
    for about in ("happened", "holder", "number"):
        if cases := s.brier.get(about, []):
            gap = bootstrap(offered[about], share_of_gap, times=200) if offered[about] else f"not offered, {len(cases):,} questions"
            rows.append((f"  {about}: share", gap))
            rows.append((f"  {about}: Brier", _briers(offered[about] or cases)))
    if s.picked:
        named = zip(("product", "vote", "oracle"), zip(*s.picked, strict=True), strict=True)
        rows.append(("  holder: likeliest side right", ", ".join(f"{n} {100 * mean(v):.1f} %" for n, v in named) + f" n={len(s.picked)}"))
    sure = [c for about in s.sure.values() for c in about]
    rows.append(("calibration error, debiased", bootstrap(sure, calibration, times=60)))
    return rows


def _briers(cases: Sequence[Case]) -> str:
    named = ((name, mean([c[i] for c in cases])) for i, name in enumerate(METHODS))
    return ", ".join(f"{name} {value:.4f}" for name, value in named if not math.isnan(value))


def _echo_rows(echoes: dict[str, list[float]]) -> list[tuple[str, str]]:
    rows = []
    for mode, moved in echoes.items():
        if moved:
            high = sorted(moved)[min(len(moved) - 1, math.ceil(0.95 * len(moved)) - 1)]
            still = wilson(sum(m == 0 for m in moved), len(moved))
            rows.append((f"ten more copies, {mode}", f"p95 {high:.3f}, most {max(moved):.3f}; unmoved {still}"))
    return rows


def _interval_rows(s: Pictured) -> list[tuple[str, str]]:
    widths = sorted(w for _, w in s.intervals)
    n = len(widths)
    middle = f"{widths[n // 2]:.2f} (median of all {n}, {sum(w == math.inf for w in widths)} of them open)" if n else "no case"
    return [
        ("tallies: one interval an event, holds the truth", wilson(sum(h for h, _ in s.intervals), n)),
        ("  relative width", middle),
        ("  offered, of events that are counted", wilson(n, n + s.alone)),
        ("  counts that grow: holds what could be known", wilson(sum(s.growing), len(s.growing))),
    ]


def _picture_rows(s: Pictured) -> list[tuple[str, str]]:
    told = len(s.control) + s.unanswered
    closed = sorted(w for _, w in s.hulls if w is not None)
    middle = f"{closed[len(closed) // 2]:.2f} (median of {len(closed)} closed of {len(s.hulls)})" if closed else "none closed"
    return [
        ("control: right where answered", wilson(sum(s.control), len(s.control))),
        ("  the newest word alone would be right", wilson(sum(s.newest), len(s.newest))),
        ("control: answered of places told of", wilson(len(s.control), told)),
        ("  places nobody told of, left out", str(s.never_told)),
        ("tallies: each line's holds the truth", wilson(sum(s.tallies), len(s.tallies))),
        ("tallies: hull of an event's lines holds it", wilson(sum(h for h, _ in s.hulls), len(s.hulls))),
        ("  relative width of the hull", middle),
        *_interval_rows(s),
        ("what changed, control: recall", wilson(sum(s.control_recall), len(s.control_recall))),
        ("what changed, control: precision", wilson(sum(s.control_precision), len(s.control_precision))),
        ("what changed, happenings: recall", wilson(sum(s.news_recall), len(s.news_recall))),
        ("what changed, happenings: precision", wilson(sum(s.news_precision), len(s.news_precision))),
        ("  things made up, left out", str(s.made_up)),
    ]
