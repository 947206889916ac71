"""Names and their kinds on re3d, WNUT 2017, EWT, PUD (under ``$SITREP_DATA/language``) and on our own cases.

    python bench/names.py [--half first|second] [--only CORPUS] [--misses]

A name counts when its span and its kind are right. "Tagger alone" is what the model calls a name, the places of the gazetteer
marked for it.
No open corpus has our six kinds, so that each is scored in its own coarser ones:

- re3d: Person is person; Organisation is organisation or force; Location is place or facility; MilitaryPlatform, Weapon and Vehicle are
  equipment; its other types are no names of ours. It also marks nouns ("the camp"), pronouns, names inside longer ones. Scored are those
  whose every word but "of", "the" and the like has a capital or a digit, an article in front left out, "Tabqa Dam, Syria" cut at the comma,
  the longest of those that overlap, a person with or without the title, no coordinates. What overlaps one of the rest only is neither right
  nor wrong. Documents are halved by the order of their ids, every other one; the BBC's are left out.
- WNUT, EWT, PUD: person; location is place or facility; group, corporation, organisation are organisation or force; the rest (products,
  works) is neither; an article in front is left out. Test parts. A people's troops ("Iraqi forces") are no name
  there and a force here.
- Ours: ``tests/places/cases/named.tsv``, which the tables were tuned on, and ``named_blind.tsv``, with all kinds.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sitrepdesk.language import paragraphs, sentences, tokens
from sitrepdesk.language.tagger import open_tagger
from sitrepdesk.places import Resolver, open_gazetteer
from sitrepdesk.places.named import names_in
from sitrepdesk.places.named_model import asked, by_model
from sitrepdesk.places.named_tables import WORDS
from sitrepdesk.theatre import load_pack

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("SITREP_DATA", ROOT.parent / "shared" / "data")) / "language"
RE3D = {
    "Person": "person",
    "Organisation": "body",
    "Location": "place",
    "MilitaryPlatform": "equipment",
    "Weapon": "equipment",
    "Vehicle": "equipment",
}
OPEN = {"PER": "person", "ORG": "body", "LOC": "place", "person": "person", "location": "place", "group": "body", "corporation": "body"}
COARSE = {"person": "person", "organisation": "body", "force": "body", "place": "place", "facility": "place", "equipment": "equipment"}
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "at", "de", "la", "al", "el", "bin"})
CLOSE, OPENS = frozenset({".", ",", ";", ":", "?", "!", ")", "]", "'s", "’s", "n't", "%", "'"}), frozenset("([")


class Text(NamedTuple):
    """A text, the kinds that count as right at each span, and the spans that count neither way."""

    text: str
    gold: dict[tuple[int, int], set[str]]
    apart: list[tuple[int, int]]


def re3d(half: str) -> Iterator[Text]:
    """The documents of one half."""
    documents = []
    for source in ("CENTCOM", "Wikipedia"):
        marks: dict[str, list[dict[str, Any]]] = {}
        for row in lines(DATA / "re3d" / source / "entities.json"):
            marks.setdefault(row["documentId"], []).append(row)
        documents += [(d["_id"], d["text"], marks.get(d["_id"], [])) for d in lines(DATA / "re3d" / source / "documents.json")]
    documents.sort()
    for _, text, rows in documents[half == "second" :: 2]:
        yield _re3d(text, rows)


def _re3d(text: str, rows: Iterable[dict[str, Any]]) -> Text:
    found: dict[tuple[int, int], set[str]] = {}
    apart = []
    for row in rows:
        begin, end = int(row["begin"]), int(row["end"])
        apart.append((begin, end))
        for m in re.finditer(r"[^,\n]+", text[begin:end]) if row["type"] in RE3D else ():
            start, stop = _trimmed(text, begin + m.start(), begin + m.end())
            if _named(text, start, stop):
                found.setdefault((start, stop), set()).add(RE3D[row["type"]])
    longest = {s: k for s, k in found.items() if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in found)}
    return Text(text, longest, apart)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    lead = re.compile(r"\s*(?:(?:the|an?)\s+)?", re.I).match(text, start, end)
    start = lead.end() if lead else start
    if note := re.search(r"\.?\[\d*\]?$", text[start:end]):
        end = start + note.start()
    while end > start and not text[end - 1].isalnum() and text[end - 1] != ".":
        end -= 1
    return start, end


def _named(text: str, start: int, end: int) -> bool:
    words = re.findall(r"[\w'’.-]+", text[start:end])
    whole = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum() or "°" in text[start:end])
    capital = [w[0].isupper() or w[0].isdigit() or "-" in w for w in words if w not in SMALL]
    pronoun = text[start:end].lower() in {"we", "he", "it", "they", "i", "our", "his", "some", "this", "these", "you", "she"}
    return whole and not pronoun and bool(capital) and all(capital) and words[0] not in SMALL and any(w[0].isupper() for w in words)


def lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file; loudly none where it is absent."""
    if not path.exists():
        print(f"ABSENT: {path}", file=sys.stderr)
        return []
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]


def joined(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words as a text, their marks set close again, with their places."""
    text, spans = "", []
    for i, w in enumerate(words):
        space = " " if text and w not in CLOSE and words[i - 1] not in OPENS else ""
        spans.append((len(text + space), len(text + space + w)))
        text += space + w
    return text, spans


def tagged(text: str, spans: list[tuple[int, int]], tags: list[str]) -> Text:
    """A sentence with begin-inside tags on its words."""
    gold: dict[tuple[int, int], set[str]] = {}
    apart = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            j = i + 1
            while j < len(tags) and tags[j] == f"I-{tag[2:]}":
                j += 1
            span = _trimmed(text, spans[i][0], spans[j - 1][1])
            apart.append(span)
            if tag[2:] in OPEN:
                gold[span] = {OPEN[tag[2:]]}
    return Text(text, gold, apart)


def wnut() -> Iterator[Text]:
    """The test posts; of alternative tags the first."""
    path = DATA / "wnut17" / "emerging.test.annotated"
    words: list[str] = []
    tags: list[str] = []
    for row in [*(path.read_text(encoding="utf-8").splitlines() if path.exists() else ()), ""]:
        cells = row.split("\t")
        if len(cells) > 1 and cells[0].strip():
            words.append(cells[0].strip())
            tags.append(cells[1].split(",")[0].strip())
        elif words:
            yield tagged(*joined(words), tags)
            words, tags = [], []


def universal(name: str, part: str = "test") -> Iterator[Text]:
    """The sentences of EWT or PUD, as they stood where that is kept."""
    for r in lines(DATA / name / f"{part}.jsonl"):
        whole = (r["text"], [(a, b) for a, b in r["offsets"]]) if "offsets" in r else joined(r["tokens"])
        yield tagged(*whole, r["ner"])


def ours(table: str) -> Iterator[tuple[str, Text]]:
    """Our own cases: theatre, text, and each name with its kind."""
    for row in (ROOT / "tests" / "places" / "cases" / table).read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            theatre, text, *names = row.split("\t")
            gold, at = {}, 0
            for name in (n for n in (names[0] if names else "").split("|") if n):
                words, _, kind = name.rpartition("=")
                at = text.index(words, at)
                gold[at, at + len(words)] = {kind}
                at += len(words)
            yield theatre, Text(text, gold, [])


class Names:
    """Finds names for a theatre; the model is loaded once."""

    def __init__(self) -> None:
        self.tagger, self.gazetteer = open_tagger(), open_gazetteer()
        self.resolvers: dict[str, Resolver] = {}

    def alone(self, text: str, theatre: str) -> dict[tuple[int, int], str]:
        """What the tagger alone has, with the places marked for it: the line to beat."""
        resolver = self.resolvers.setdefault(theatre, Resolver(load_pack(theatre), self.gazetteer))
        places = [m.span for m in resolver.find(text)]
        said = [tokens(text, s, e) for p in paragraphs(text) for s, e in sentences(text, *p)]
        asks = [asked(words, [p for p in places if words[0].start <= p[0] < words[-1].end]) for words in said]
        kinds = {"PER": "person", "ORG": "organisation", "LOC": "place"}
        found = zip(said, by_model(asks, self.tagger), strict=True)
        return {(words[a].start, words[b - 1].end): kinds[k] for words, names in found for a, b, k in names}

    def found(self, text: str, theatre: str) -> dict[tuple[int, int], str]:
        """Spans and kinds."""
        pack = load_pack(theatre)
        resolver = self.resolvers.setdefault(theatre, Resolver(pack, self.gazetteer))
        return {n.span: n.kind for n in names_in(text, pack, resolver, self.tagger)}


Finder = Callable[[str, str], dict[tuple[int, int], str]]


def score(texts: Iterable[tuple[str, Text]], find: Finder, coarse: dict[str, str], misses: Counter[str]) -> Counter[tuple[str, str]]:
    """Hits, names made and names asked for, by kind and as spans alone."""
    n: Counter[tuple[str, str]] = Counter()
    for theatre, (text, gold, apart) in texts:
        made = {_titled(text, s, gold): coarse.get(k, k) for s, k in find(text, theatre).items()}
        for span, kinds in gold.items():
            kind = made.get(span, "")
            wanted = kind if kind in kinds else min(kinds)
            n[wanted, "gold"] += 1
            n[wanted, "hit"] += kind in kinds
            n["span", "gold"] += 1
            n["span", "hit"] += span in made
            if kind not in kinds:
                misses[f"{wanted} {text[slice(*span)]!r} is {kind or 'nothing'} [{text[max(0, span[0] - 30) : span[1] + 20]!r}]"] += 1
        for span, kind in made.items():
            if span not in gold and overlaps(span, apart) and not overlaps(span, gold):
                continue
            n[kind, "made"] += 1
            n["span", "made"] += 1
            if span not in gold:
                misses[f"EXTRA {kind} {text[slice(*span)]!r} [{text[max(0, span[0] - 30) : span[1] + 20]!r}]"] += 1
    return n


def overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Has it a character in common with one of them?"""
    return any(a < span[1] and span[0] < b for a, b in others)


def _titled(text: str, span: tuple[int, int], gold: dict[tuple[int, int], set[str]]) -> tuple[int, int]:
    """The span of the corpus for the same person, where it takes in the title; else the span."""
    for (start, end), kinds in gold.items():
        lead = text[start : span[0]].lower().replace(".", "").split()
        if end == span[1] and start < span[0] and "person" in kinds and lead and lead[-1] in WORDS["titles"]:
            return start, end
    return span


def show(title: str, n: Counter[tuple[str, str]], alone: Counter[tuple[str, str]]) -> None:
    """One line a kind, the tagger alone at its end."""
    print(title)
    named = sorted({k for k, what in n if what == "gold" and k not in ("span", "unknown")})
    for kind, kinds in [*((k, [k]) for k in named), ("all kinds", named), ("span alone", ["span"])]:
        hit, made, gold = (sum(n[k, what] for k in kinds) for what in ("hit", "made", "gold"))
        p, r = 100 * hit / max(1, made), 100 * hit / max(1, gold)
        print(f"  {kind:13} F1 {f1(n, kinds):5.1f}  (p {p:.1f}, r {r:.1f}, n {gold})   tagger alone {f1(alone, kinds):5.1f}")


def f1(n: Counter[tuple[str, str]], kinds: Iterable[str]) -> float:
    """F1 in per cent over some kinds."""
    hit, made, gold = (sum(n[k, what] for k in kinds) for what in ("hit", "made", "gold"))
    return 200 * hit / max(1, made + gold)


def main() -> None:
    """Print the table."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--half", choices=("first", "second"), default="first", help="of re3d")
    ap.add_argument("--only", choices=("re3d", "wnut", "ewt", "pud", "ours", "blind"))
    ap.add_argument("--misses", action="store_true", help="print what was missed and what was made up")
    args = ap.parse_args()
    names = Names()
    corpora = {
        "re3d": (f"re3d, {args.half} half", lambda: (("world", t) for t in re3d(args.half)), COARSE),
        "wnut": ("WNUT 2017 test", lambda: (("world", t) for t in wnut()), COARSE),
        "ewt": ("EWT test", lambda: (("world", t) for t in universal("ewt_merged")), COARSE),
        "pud": ("PUD", lambda: (("world", t) for t in universal("pud")), COARSE),
        "ours": ("our own cases", lambda: ours("named.tsv"), {}),
        "blind": ("our own cases, written blind, their misses mended since", lambda: ours("named_blind.tsv"), {}),
    }
    for key, (title, texts, coarse) in corpora.items():
        if args.only in (None, key):
            misses: Counter[str] = Counter()
            show(title, score(texts(), names.found, coarse, misses), score(texts(), names.alone, coarse, Counter()))
            for miss, times in misses.most_common() if args.misses else ():
                print(f"    {times:3} {miss}")


if __name__ == "__main__":
    main()
