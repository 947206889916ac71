"""Write the ordinary words that clearing knows: the small words of our own annotated reports that are part of nobody's name.

    SITREP_DATA=… python tools/make_ordinary.py

A sentence may open with any word, and a capital there tells nothing; what opens one and is in neither list counts as a name. Taken out is
every word that is part of a person's name in the training parts of open corpora (EWT, Wikigold, WNUT 2017, Broad Twitter): only that it is
one is learnt from them.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "sitrepdesk" / "publish" / "tables" / "ordinary.txt"
HEAD = """# Ordinary English words that may open a sentence: those written small in training/annotations and cases, without any that is part
# of a person's name in open corpora. Made by tools/make_ordinary.py.
"""
_CALLED = """
    baker butcher carpenter cook farmer fisher hunter mason miller potter shepherd smith taylor turner walker weaver wood
    woods hill field fields brook brooks young brown black white green gray grey king knight bishop pope price rose stone
    street west north church parker cooper carter porter gardener archer fletcher marsh moore banks barber chambers chase cole
    cross drake fox frank gates glass grant hall hardy hart hope hunt judge lane love marks joy grace faith olive daisy lily
    iris jade ivy robin martin mills nelson noble palmer park parks pierce pike pool reed rich rivers rush savage sharp short
    singer snow spring steel strong summer summers swift temple thorn tower underwood wade waters webb weeks wise wolf wright
    amber autumn basil buddy charity chuck cliff dale dawn drew earl eve ford gale gene glen harry heather josh lance melody
    merry miles norm opal patience pearl penny poppy prudence ruby rusty sage sandy skip sky sterling violet will
"""
"""Words that people are called, too."""
_WORD = re.compile(r"(?<![\w'’.-])[a-z]{3,}(?![\w'’-])")
_CONLL = ("wikigold/wikigold.conll.txt", "wnut17/wnut17train.conll", "btc/g.conll", "btc/h.conll")


def _ours() -> set[str]:
    pages = [*(ROOT / "training" / "annotations").glob("*.md"), *(ROOT / "cases").glob("*.md")]
    lines = (line for page in pages for line in page.read_text(encoding="utf-8").splitlines() if line.startswith(">"))
    return {w for line in lines for w in _WORD.findall(line)}


def _persons(data: Path) -> Iterator[str]:
    """The words of persons' names."""
    for line in (data / "ewt_merged" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield from (t for t, tag in zip(row["tokens"], row["ner"] or (), strict=False) if tag.endswith("PER"))
    for name in _CONLL:
        rows = (line.split() for line in (data / name).read_text(encoding="utf-8").splitlines())
        yield from (r[0] for r in rows if len(r) > 1 and r[-1].upper().endswith(("PER", "PERSON")))


def main() -> None:
    """Write the list."""
    names = {w.casefold() for w in _persons(Path(os.environ["SITREP_DATA"]) / "language") if w[:1].isupper()}
    words = sorted(_ours() - names - {*_CALLED.split()})
    rows, row = [], ""
    for word in words:
        if len(row) + len(word) > 138:
            rows.append(row.strip())
            row = ""
        row += f"{word} "
    OUT.write_text(HEAD + "\n".join([*rows, row.strip()]) + "\n", encoding="utf-8")
    print(f"{len(words)} words written to {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
