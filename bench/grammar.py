"""How well the grammars of numbers and times read: own cases, the blind sets, MeasEval and the tests of quantulum3.

    python bench/grammar.py [--misses] [--train]

Prints, each with n and a Wilson 95 % interval: numbers — value, value and bound, with the thing counted; times — right interval.
Every wanted item and every one that was invented is in the denominator; a text that must give nothing counts as one item.
Outside corpora lie under ``$SITREP_DATA``; where one is absent a line says so.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import re
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from sitrepdesk.language import howmany, quantities, times
from sitrepdesk.model import Quantity, Stamp, When, local_stamp, micros, stamp

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "language" / "cases"
DATA = Path(os.environ.get("SITREP_DATA", ROOT / ".." / "shared" / "data"))
_ROW = re.compile(r"(?P<text>.+?) = (?P<low>[^ ]*)\.\.(?P<high>[^ ]*) \| (?P<unit>[^|]+) \| (?P<of>.+)")
_NUMERAL = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|half|hundred|zero)\b", re.IGNORECASE
)
_TIME = re.compile(r"(?P<text>.+) = (?P<start>\S+) / (?P<end>\S+) \| (?P<sense>\w+) \| (?P<precision>.+)")


def wilson(hit: int, n: int) -> str:
    """Rate with its Wilson 95 % interval, in per cent."""
    if not n:
        return "–"
    z, p = 1.96, hit / n
    mid, half, norm = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)), 1 + z * z / n
    return f"{100 * p:5.1f} % [{100 * (mid - half) / norm:.1f}, {100 * (mid + half) / norm:.1f}] n={n}"


def rows(name: str) -> list[list[str]]:
    """The rows of a case table."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def bound(text: str) -> Decimal | None:
    """A bound as a table writes it."""
    return Decimal(text.lstrip("~")) if text.lstrip("~") else None


def near(a: Decimal | None, b: Decimal | None) -> bool:
    """Equal, with two per cent for rounding, or both open."""
    return (a is None) == (b is None) and (a is None or b is None or math.isclose(a, b, rel_tol=0.02))


def pair(text: str, wanted: list[str], found: list[tuple[str, tuple[int, int]]]) -> list[tuple[int | None, int | None]]:
    """Wanted and found items matched where their words overlap, in order; what is left over on either side stands alone."""
    out: list[tuple[int | None, int | None]] = []
    free, at = list(range(len(found))), 0
    for k, words in enumerate(wanted):
        start = max(text.lower().find(words.lower(), at), 0)
        at = start + len(words)
        hit = next((f for f in free if found[f][1][0] < at and found[f][1][1] > start), None)
        if hit is not None:
            free.remove(hit)
        out.append((k, hit))
    return out + [(None, f) for f in free]


def numbers(name: str, misses: bool) -> None:
    """Score one table of numbers."""
    got: Counter[str] = Counter()
    for text, told in rows(name):
        matches = [m for part in told.split(" ; ") if (m := _ROW.fullmatch(part))]
        found = list(quantities(text))
        if not matches and not found:
            got.update(n=1, value=1, bound=1, thing=1)
            continue
        for w, f in pair(text, [m["text"] for m in matches], [(q.text, q.span) for q in found]):
            got["n"] += 1
            right = _judge(matches[w], found[f]) if w is not None and f is not None else 0
            got.update(value=right >= 1, bound=right >= 2, thing=right >= 3)
            if misses and right < 3:
                print("   ", right, text, "| wanted", w is not None and matches[w].group(), "| found", f is not None and found[f])
    for what, label in (("value", "value"), ("bound", "value and bound"), ("thing", "with the thing counted")):
        print(f"{name:20} {label:24} {wilson(got[what], got['n'])}")


def _judge(m: re.Match[str], q: Quantity) -> int:
    low, high = bound(m["low"]), bound(m["high"])
    both = near(low, q.low) and near(high, q.high)
    value = both or any(a is not None and near(a, b) for a in (low, high) for b in (q.low, q.high))
    thing = (q.unit or "-", q.of or "-") == (m["unit"], m["of"])
    return value + (value and both) + (value and both and thing)


def published(said: str, zone: str) -> Stamp | None:
    """The publication as a table writes it."""
    if said == "-":
        return None
    return local_stamp(datetime.fromisoformat(said), said, zone, "pack") if "T" in said else stamp(said, zone, "pack")


def _instant(text: str, zone: str) -> int | None:
    return None if text == ".." else micros(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


def _same(m: re.Match[str], w: When, zone: str) -> bool:
    ends = ((_instant(m["start"], zone), w.start), (_instant(m["end"], zone), w.end))
    return all((a is None) == (b is None) and (a is None or b is None or a == b // 60_000_000 * 60_000_000) for a, b in ends)


def intervals(name: str, misses: bool) -> None:
    """Score one table of times."""
    got: Counter[str] = Counter()
    for said, zone, text, told in rows(name):
        matches = [m for part in told.split(" ; ") if (m := _TIME.fullmatch(part))]
        found = list(times(text, published(said, zone), zone))
        if not matches and not found:
            got.update(n=1, right=1)
            continue
        spans = [(w.text or "", w.span or (0, 0)) for w in found]
        for k, f in pair(text, [m["text"] for m in matches], spans):
            right = k is not None and f is not None and _same(matches[k], found[f], zone)
            got.update(n=1, right=right)
            if misses and not right:
                print("   ", text, "| wanted", k is not None and matches[k].group(), "| found", f is not None and found[f])
    print(f"{name:20} {'right interval':24} {wilson(got['right'], got['n'])}")


def measeval(part: str, misses: bool) -> None:
    """Quantity spans of MeasEval: overlap F1, with exact F1 beside it. Its dates are quantities, so our times count too;
    words such as "many", "most" and "now" are none there, so only spans with a numeral count.
    """
    folder = DATA / "domain" / "measeval" / "data" / part
    if not folder.is_dir():
        print("measeval: ABSENT under", DATA)
        return
    hit = exact = gold_n = found_n = marked = marked_right = 0
    for table in sorted((folder / "tsv").glob("*.tsv")):
        text = (folder / "text" / f"{table.stem}.txt").read_text(encoding="utf-8")
        with table.open(encoding="utf-8") as lines:
            gold = [r for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if r["annotType"] == "Quantity"]
        numbers_ = [q for q in howmany(text) if _NUMERAL.search(q.text)]
        found = sorted([q.span for q in numbers_] + [w.span for w in times(text, None, "UTC") if w.span and _NUMERAL.search(w.text or "")])
        found = [s for k, s in enumerate(found) if not k or s[0] >= found[k - 1][1]]
        gold_n, found_n, free = gold_n + len(gold), found_n + len(found), list(found)
        for row in gold:
            span = (int(row["startOffset"]), int(row["endOffset"]))
            one = next((s for s in free if s[0] < span[1] and s[1] > span[0]), None)
            if one is None:
                if misses:
                    print("    missed", text[slice(*span)])
                continue
            free.remove(one)
            hit, exact = hit + 1, exact + (one == span)
            q = next((q for q in numbers_ if q.span == one), None)
            mods = json.loads(row["other"] or "{}").get("mods", [])
            if q and {"IsRange", "IsApproximate"} & set(mods):
                marked, marked_right = marked + 1, marked_right + (q.low != q.high or q.soft is not None)
        if misses:
            for s in free:
                print("    invented", text[slice(*s)])
    print(
        f"{f'measeval {part}':20} {'quantity span F1':24} "
        f"{200 * hit / (gold_n + found_n):5.1f} overlap, {200 * exact / (gold_n + found_n):.1f} exact; n={gold_n}"
    )
    print(f"{f'measeval {part}':20} {'range or approximate':24} {wilson(marked_right, marked)} of those found")


def value_said(q: Quantity) -> float:
    """The number in the words: a bound that is no convention of ours, or the middle of two."""
    ends = [v for v, ours in ((q.low, q.soft in ("low", "both")), (q.high, q.soft in ("high", "both"))) if v is not None and not ours]
    ends = ends or [v for v in (q.low, q.high) if v is not None]
    return float(sum(ends)) / len(ends) if ends else 0.0


def quantulum(misses: bool) -> None:
    """Values of quantulum3's own tests; left out are what we read as times (years, dates) and bare
    articles ("a gallon"), which count nothing here; a share is compared as a fraction.
    """
    path = DATA / "domain" / "quantulum3_tests" / "quantulum3" / "_lang" / "en_US" / "tests" / "quantities.json"
    if not path.exists():
        print("quantulum3_tests: ABSENT under", DATA)
        return
    hit = n = 0
    for case in json.loads(path.read_text(encoding="utf-8")):
        shares = [(q, Decimal(1 if "%" in q.text or "per" in q.text or q.unit != "percent" else 100)) for q in howmany(case["req"])]
        values = [value_said(q) / float(by) for q, by in shares]
        said = [w.text or "" for w in times(case["req"], None, "UTC")]
        for wanted in case["res"]:
            if any(wanted["surface"] in words for words in said) or re.match(r"an? (?!dozen|hundred)", wanted["surface"], re.IGNORECASE):
                continue
            n += 1
            at = next((k for k, v in enumerate(values) if math.isclose(v, wanted["value"], rel_tol=0.02, abs_tol=1e-12)), None)
            if at is not None:
                hit += 1
                values.pop(at)
            elif misses:
                print("    missed", wanted["surface"], wanted["value"], "|", case["req"][:70])
    print(f"{'quantulum3_tests':20} {'value':24} {wilson(hit, n)}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    parser.add_argument("--train", action="store_true", help="score the training part of MeasEval, on which the grammar may be tuned")
    asked = parser.parse_args()
    misses = asked.misses
    for name in ("numbers.tsv", "numbers_blind.tsv", "numbers_blind2.tsv"):
        numbers(name, misses)
    for name in ("times.tsv", "times_blind.tsv", "times_blind2.tsv"):
        intervals(name, misses)
    measeval("train" if asked.train else "eval", misses)
    quantulum(misses)


if __name__ == "__main__":
    main()
