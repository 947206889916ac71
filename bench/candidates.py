"""With how many others a report is compared on real texts, and how many of them are copies: SITREP_DATA=… python bench/candidates.py.

Texts come one after another, all of one day, which is the worst case; an article's source is the host of its address, where it is known.
"""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, quantiles
from urllib.parse import urlsplit
from xml.etree import ElementTree

from sitrepdesk.link import Shingled, copy_link, keys, probes, shingled
from sitrepdesk.model import Item, Source, sha256, source_id, stamp

DAY = stamp("2022-09-11", "UTC", "given")
Text = tuple[str, str]
"""Source (empty where it is not known) and words."""


def news(folder: Path) -> Iterator[Text]:
    """ECB+: news of the same events by many papers; sentence 0 of the newer half is the page's address."""
    for path in sorted((folder / "domain" / "ecbplus" / "ECB+").glob("*/*.xml")):
        said: dict[str, list[str]] = defaultdict(list)
        for token in ElementTree.parse(path).getroot().iter("token"):
            said[token.get("sentence", "")].append(token.text or "")
        address = "".join(said.pop("0", [])) if path.stem.endswith("plus") else ""
        yield urlsplit(address).hostname or "", "\n\n".join(" ".join(words) for words in said.values())


def articles(folder: Path) -> Iterator[Text]:
    """GeoVirus and GeoWebNews: articles of the web on epidemics, and on anything."""
    for name in ("GeoVirus.xml", "GWN.xml"):
        for article in ElementTree.parse(folder / "domain" / "geoparsing" / name).getroot().iter("article"):
            address = article.findtext("source") or article.findtext("link") or ""
            yield urlsplit(address).hostname or "", article.findtext("text") or ""


def war(folder: Path) -> Iterator[Text]:
    """re3d: releases of a command and encyclopaedia articles on a war."""
    for path in sorted((folder / "language" / "re3d").glob("*/documents.json")):
        for row in filter(None, path.read_text(encoding="utf-8").splitlines()):
            yield path.parent.name, json.loads(row).get("text") or ""


def posts(folder: Path) -> Iterator[Text]:
    """The Broad Twitter Corpus: short posts, each with the handle of nobody."""
    for path in sorted((folder / "language" / "btc").glob("*.conll")):
        for post in path.read_text(encoding="utf-8").split("\n\n"):
            yield "", " ".join(row.split("\t")[0] for row in post.splitlines())


def ready(name: str, texts: Iterator[Text]) -> Iterator[Shingled]:
    """Texts ready to be compared."""
    for n, (host, text) in enumerate(texts):
        if text.strip():
            source = Source(id=source_id(host), name=host) if host else None
            item = Item(
                id=f"{name}{n:06}", blob=sha256(text.encode()), format="text", captured_at=DAY.end, captured_by="tool:bench",
                captured_from=f"{n}", source=source.id if source else None, published=DAY,
            )  # fmt: skip
            yield shingled(item, source, text)


def counted(name: str, texts: Iterator[Text]) -> list[Text]:
    """Print the figures of one set, and give it back for the next."""
    kept = list(texts)
    stored: dict[str, set[str]] = defaultdict(set)
    known: dict[str, Shingled] = {}
    pairs, links, begun = [], 0, time.process_time()
    for mine in ready(name, iter(kept)):
        others = set().union(*(stored.get(key, ()) for key in probes(mine)))
        for key in keys(mine):
            stored[key].add(mine.item)
        links += sum(copy_link(mine, known[other]) is not None for other in others)
        known[mine.item] = mine
        pairs.append(len(others))
    each = 1000 * (time.process_time() - begun) / len(pairs)
    rest = f"p95 {quantiles(pairs, n=20)[18]:.0f}, most {max(pairs)}; {links:,} copies; {each:.1f} ms an item"
    print(f"{name:28} {len(pairs):6,} items, {mean(pairs):6.2f} pairs an item, {rest}", flush=True)
    return kept


def main() -> None:
    """Print one row a corpus, and one of all together."""
    folder = Path(os.environ.get("SITREP_DATA", "data"))
    sets = {"ECB+": news, "GeoVirus, GeoWebNews": articles, "re3d": war, "Broad Twitter Corpus": posts}
    every = [text for name, read in sets.items() for text in counted(name, read(folder))]
    counted("all together", iter(every))


if __name__ == "__main__":
    main()
