"""Which mentions tell of the same event, on ECB+ with gold mentions: python bench/same_event.py [--topics 2,5,…] [--misses].

Each gold mention of a validated sentence is handed to the product as a claim: its words as head, its sentence as quote, its document as
story, the type that the reader's tables give its head, no place and no said time. What the product links is scored over all documents at
once, without their topics. Beside it: the same head lemma anywhere; the same lemma within the true topic, and within the true half of it,
which no system is told. Topics 36 to 45 are the usual test set, for a last look; 2, 5, 12, 18, 21, 23, 34 and 35 are for development.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from coreference import b_cubed, ceaf_e, conll, muc, partition

from sitrepdesk.link import accounts, events, story_of
from sitrepdesk.link.heads import family, lemma
from sitrepdesk.model import Claim, Item, Told
from sitrepdesk.read.tables import event_nouns, verbs

DEVELOPMENT = (2, 5, 12, 18, 21, 23, 34, 35)
TEST = tuple(range(36, 46))


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention: its document, topic and half ("ecb", "ecbplus"), head words, sentence, whether it is negated, and its true event."""

    id: str
    document: str
    topic: int
    half: str
    head: str
    sentence: str
    text: str
    negated: bool
    event: str


def mentions(folder: Path, topics: tuple[int, ...]) -> Iterator[Mention]:
    """The mentions of actions and states in the validated sentences of these topics."""
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8-sig", newline="") as file:
        valid = {(r["Topic"], r["File"], r["Sentence Number"]) for r in csv.DictReader(file)}
    for topic in topics:
        for path in sorted((folder / "ECB+" / str(topic)).glob("*.xml")):
            yield from _document(path, topic, {s for t, f, s in valid if t == str(topic) and f"{t}_{f}" == path.stem})


def _document(path: Path, topic: int, valid: set[str]) -> Iterator[Mention]:
    root = ElementTree.parse(path).getroot()
    tokens = {k.get("t_id", ""): (k.get("sentence", ""), k.text or "") for k in root.iter("token")}
    said: dict[str, list[str]] = {}
    for sentence, word in tokens.values():
        said.setdefault(sentence, []).append(word)
    # Sentence 0 of the newer half is the page's address.
    text = "\n".join(" ".join(words) for n, words in said.items() if n != "0" or not path.stem.endswith("plus"))
    chain: dict[str | None, str | None] = {}
    for relation in root.find("Relations") or ():
        name = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else f"{path.stem} {relation.get('r_id')}"
        chain |= {s.get("m_id"): name for s in relation.findall("source")}
    for mark in root.find("Markables") or ():
        anchors = [tokens[a.get("t_id", "")] for a in mark.findall("token_anchor")]
        if anchors and anchors[0][0] in valid and mark.tag.startswith(("ACTION", "NEG_ACTION")):
            name = f"{path.stem} {mark.get('m_id')}"
            yield Mention(
                id=name,
                document=path.stem,
                topic=topic,
                half=path.stem.rstrip("0123456789").split("_")[1].lstrip("0123456789"),
                head=" ".join(w for _, w in anchors),
                sentence=" ".join(said[anchors[0][0]]),
                text=text,
                negated=mark.tag.startswith("NEG"),
                event=chain.get(mark.get("m_id")) or name,
            )


def by_product(found: list[Mention]) -> dict[str, str]:
    """Mention to event, as the product links them."""
    items = {
        m.document: Item(
            id=m.document, blob=m.document, format="text", captured_at=1, captured_by="bench", captured_from=m.document, source=m.document
        )
        for m in found
    }
    stories = {m.document: story_of(m.text.splitlines()) for m in found}
    told = [Told(claim=_claim(m), item=items[m.document], source=None, line=m.document) for m in found]
    return {
        c: e.id for e in events(accounts(told, lambda _: None).values(), lambda _a, _b: False, (), stories.__getitem__) for c in e.claims
    }


def _claim(m: Mention) -> Claim:
    return Claim(
        id=m.id, anchor=m.id, item=m.document, passage=m.document, quote=m.sentence, span=(0, 1), head=m.head, head_span=(0, 1),
        type=type_of(m.head), polarity="negated" if m.negated else "affirmed", reader="bench",
    )  # fmt: skip


def type_of(head: str) -> str:
    """The claim type that the reader's tables give a head; "other" where they know none."""
    word = lemma(head.casefold().split()[0]) if " " in head else lemma(head.casefold())
    frame = verbs().get(word) or event_nouns().get(head.casefold()) or event_nouns().get(word)
    return frame.type if frame and frame.type != "-" else "other"


SYSTEMS: Mapping[str, Callable[[list[Mention]], dict[str, str]]] = {
    "same head lemma, anywhere": lambda found: {m.id: family(m.head) for m in found},
    "same lemma, true topic": lambda found: {m.id: f"{m.topic} {family(m.head)}" for m in found},
    "same lemma, true half of it": lambda found: {m.id: f"{m.topic} {m.half} {family(m.head)}" for m in found},
    "the product": by_product,
}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", default=",".join(map(str, DEVELOPMENT)), help="topics, by number, with commas between them; or 'test'")
    parser.add_argument(
        "--misses", action="store_true", help="print the largest wrongly joined and wrongly parted groups (never on the test set)"
    )
    args = parser.parse_args()
    topics = TEST if args.topics == "test" else tuple(int(t) for t in args.topics.split(","))
    folder = Path(os.environ.get("SITREP_DATA", "data")) / "domain" / "ecbplus"
    absent = [t for t in topics if not (folder / "ECB+" / str(t)).is_dir()]
    if absent:
        print(f"NOT MEASURED: topics {', '.join(map(str, absent))} of ECB+ are not under {folder}.", file=sys.stderr)
        return 1
    found = list(mentions(folder, topics))
    true = {m.id: m.event for m in found}
    truth = partition(true)  # type: ignore[arg-type]
    print(f"{len(found)} mentions of {len(truth)} events in {len({m.document for m in found})} documents of {len(topics)} topics")
    print(f"{'':30} {'MUC':>20} {'B³':>20} {'CEAF-e':>20} {'CoNLL':>7}")
    for name, system in SYSTEMS.items():
        labels = system(found)
        answer = partition(labels)  # type: ignore[arg-type]
        cells = (
            f"{100 * s.precision:5.1f} {100 * s.recall:5.1f} {100 * s.f1:5.1f}" for s in (m(truth, answer) for m in (muc, b_cubed, ceaf_e))
        )
        print(f"{name:30} " + " ".join(f"{c:>20}" for c in cells) + f" {100 * conll(truth, answer):7.1f}", flush=True)
    if args.misses and not set(topics) & set(TEST):
        misses(found, labels)
    return 0


def misses(found: list[Mention], labels: Mapping[str, str]) -> None:
    """Groups that hold several true events, and true events in several groups: the largest of each."""
    for what, one, other in (("joined", labels, {m.id: m.event for m in found}), ("parted", {m.id: m.event for m in found}, labels)):
        groups: dict[str, dict[str, list[Mention]]] = {}
        for m in found:
            groups.setdefault(one[m.id], {}).setdefault(other[m.id], []).append(m)
        print(f"\nwrongly {what}")
        for parts in sorted((g for g in groups.values() if len(g) > 1), key=lambda g: -sum(map(len, g.values())))[:25]:
            print("  " + " | ".join(", ".join(f"{m.document}:{m.head}" for m in p[:5]) + f" ({len(p)})" for p in list(parts.values())[:6]))


if __name__ == "__main__":
    raise SystemExit(main())
