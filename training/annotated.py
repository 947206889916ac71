"""Our own annotations (``training/annotations/*.md``, the form of ``cases/``) to examples: one sentence each, claims by words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from batches import ANSWERS
from examples import Example, Span, with_places

from sitrepdesk.language import Token, paragraphs, sentences, tokens
from sitrepdesk.language.tagging import tags
from sitrepdesk.read.chunks import NP, Sent, chunks

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "read"))
from casebook import Case, page

_BEHIND = frozenset(
    """
    of in on at from near to into toward towards by with for along around across under over between among against about behind outside
    inside who which that whose where and or , ( - – — including such as within throughout beyond beside amid during after before since
    until not but aged
    """.split()  # noqa: SIM905
)
_JOINS = frozenset({"and", "or"})
_OWNS = frozenset({"'s", "’s", "'", "’"})
_LEADING = frozenset({"the", "a", "an", "its", "their", "this", "these", "that", "those"})
HELD_OUT = 12
"""Of so many reports one is kept for tuning."""


def heads_of(text: str, words: list[Token]) -> dict[int, int]:
    """Each word of a noun phrase to the phrase's head, as the reader parses it: the word that the reader asks for."""
    sent = Sent(text, words[0].start, words[-1].end, words, tags(words))
    return {i: c.head for c in chunks(sent) if isinstance(c, NP) for i in range(c.s, c.e)}


def core_word(words: list[Token], inside: list[int], heads: Mapping[int, int]) -> int:
    """The word that stands for a phrase: the head of its noun phrase ("Afghan and coalition *forces*"), where the reader sees one that
    lies in it; else the last one in front of what hangs on it ("the commander | of the brigade")."""
    first = next((i for i in inside if words[i].lower not in _LEADING), inside[0])
    head = heads.get(first)
    before = {words[i].lower for i in inside if head is not None and i < head}
    after = {words[i].lower for i in inside if head is not None and i > head}
    if head in inside and not (before & (_BEHIND - _JOINS) or after & _OWNS):
        return head
    at = inside[0]
    for n, i in enumerate(inside):
        if n and words[i].lower in _BEHIND:
            break
        at = i
    return at


def _inside(words: list[Token], span: list[int]) -> list[int]:
    return [i for i, w in enumerate(words) if w.start < span[1] and span[0] < w.end]


def _answers(claim: dict[str, Any]) -> list[int]:
    said = {"phase": claim["time"]["phase"], "speaker": claim["attribution"][0]["kind"] if claim["attribution"] else "none"}
    return [values.index(said.get(name, claim.get(name))) for name, values in ANSWERS]


def _links(
    claim: dict[str, Any], claims: tuple[dict[str, Any], ...], words: list[Token], heads: Mapping[int, int]
) -> list[tuple[str, int]]:
    out: list[tuple[str, int]] = []
    for role in ("actor", "target", "instrument"):
        out += [(role, core_word(words, got, heads)) for p in claim[role] if (got := _inside(words, p["span"]))]
    out += [(p["rel"], core_word(words, got, heads)) for p in claim["places"] if (got := _inside(words, p["span"]))]
    out += [("speaker", core_word(words, got, heads)) for p in claim["attribution"] if (got := _inside(words, p["span"]))]
    if "span" in claim["time"]:
        out += [("time", i) for i in _inside(words, claim["time"]["span"])]
    out += [("number", i) for q in claim["quantities"] for i in _inside(words, q["span"])]
    out += [("cue", i) for c in claim["cues"].values() for i in _inside(words, c["span"])]
    for link, row in claim["links"].items():
        if got := _inside(words, claims[row]["head_span"]):
            out.append((link, got[0]))
    return out


def of_case(case: Case) -> Iterator[Example]:
    """The sentences of one report."""
    for start, end in paragraphs(case.text):
        for s, e in sentences(case.text, start, end):
            words = list(tokens(case.text, s, e))
            heads = heads_of(case.text, words) if words else {}
            claims = []
            for claim in case.gold:
                got = _inside(words, claim["head_span"])
                if got and s <= claim["head_span"][0] < e:
                    links = _links(claim, case.gold, words, heads)
                    claims.append(
                        {"word": got[0], "type": claim["type"], "answers": _answers(claim), "links": links, "optional": not claim["core"]}
                    )
            if words:
                yield Example(words=[w.text for w in words], claims=claims)


def examples(folders: list[Path], find: Callable[[str], list[Span]]) -> tuple[list[Example], list[Example]]:
    """What trains and what is held out for tuning, by whole reports."""
    train: list[Example] = []
    tune: list[Example] = []
    for path in sorted(p for f in folders for p in f.glob("*.md") if p.name != "README.md"):
        for n, case in enumerate(page(path)):
            (tune if n % HELD_OUT == 5 and path.parent.name == "annotations" else train).extend(of_case(case))
    for part in (train, tune):
        with_places(part, find)
    return train, tune
