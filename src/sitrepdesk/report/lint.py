"""A check of a report's sentences against what they rest on: no lost speaker, no lost hedge, no number or quotation out of nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitrepdesk.model import Citation, Document, Sentence, Told

from .quoting import shown
from .speakers import NOBODY
from .wording import MONTHS, OWN_WORDS, WEEKDAYS, table

_HEDGES = table("hedges.toml")
_QUOTED = re.compile(r"“([^”]*)”")
_NUMBER = re.compile(r"\d[\d,.]*")
_DATE = re.compile(
    rf"(?:(?:{'|'.join(WEEKDAYS)}) )?\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?|SITREP No\. \d+|No\. \d+|\d+ reports|\d+ independent"
)
_DESK_LIKELIHOOD = re.compile(r"\b(?:almost certain\w*|very likely|likely|unlikely|probabl\w+|improbable|remote|toss-up)\b", re.IGNORECASE)
_CONFIDENCE = re.compile(r"\b(?:" + "|".join(_HEDGES["confidence"]["words"]) + r")\b", re.IGNORECASE)


def lint(document: Document, told: Mapping[str, Told]) -> tuple[str, ...]:
    """What is wrong with a report's sentences, each finding with the sentence's id; empty where nothing is."""
    cited = {c.claim: c for c in document.citations}
    return tuple(f"{s.id}: {what}" for section in document.sections for s in section.sentences for what in _findings(s, cited, told))


def _findings(s: Sentence, cited: Mapping[str, Citation], told: Mapping[str, Told]) -> Iterator[str]:
    bare = _QUOTED.sub("“”", s.text)
    if _DESK_LIKELIHOOD.search(bare) and _CONFIDENCE.search(bare):
        yield "likelihood and confidence stand in one sentence"
    if s.role != "fact":
        if s.support:
            yield f"a {s.role} cites claims"
        return
    if not s.support:
        yield "a fact cites nothing"
        return
    missing = [c for c in s.support if c not in cited or c not in told]
    yield from (f"claim {c[:12]} has no citation" for c in missing)
    if not missing:
        quotes = [cited[c] for c in s.support]
        claims = [told[c] for c in s.support]
        yield from _quotations(s, quotes)
        yield from _numbers(bare, claims)
        yield from _hedges(s, bare, claims)


def _quotations(s: Sentence, quotes: list[Citation]) -> Iterator[str]:
    sources = [_flat(shown(q.quote)) for q in quotes]
    for fragment in _QUOTED.findall(s.text):
        words = _flat(fragment)
        if not any(words in source for source in sources):
            yield f"“{fragment[:60]}” stands in no cited quotation"


def _numbers(bare: str, claims: list[Told]) -> Iterator[str]:
    known = {n.strip(".,") for t in claims for q in t.claim.quantities for n in _NUMBER.findall(q.text)}
    known |= {n.strip(".,") for t in claims for n in _NUMBER.findall(t.source.name if t.source else "")}
    known |= {n.strip(".,") for t in claims for n in _NUMBER.findall((t.item.title or "") if t.source is None else "")}
    known |= {n.strip(".,") for t in claims for a in t.claim.attribution for n in _NUMBER.findall(a.text)}
    for n in _NUMBER.findall(_DATE.sub("", bare)):
        if n.strip(".,") not in known:
            yield f"the number {n.strip('.,')} is in no cited claim"


def _hedges(s: Sentence, bare: str, claims: list[Told]) -> Iterator[str]:
    quoted = [_flat(q) for q in _QUOTED.findall(s.text)]
    if not quoted:
        if _says(bare):
            return
        yield "a fact neither quotes nor says that reports differ"
        return
    if s.withheld is None and not any(_named(bare, t) for t in claims):
        yield "no cited source is named"
    first = claims[0]
    for t in (t for t in claims if t is first or (t.origin != first.origin and _named(bare, t))):
        own = _flat(shown(t.claim.quote))
        printed = [q for q in quoted if own in q or (len(q) > 10 and q in own)]
        whole = any(own in q for q in printed)
        yield from (f"{what} of claim {t.claim.id[:12]} is lost" for what in _lost(t, bare, printed, whole=whole))


def _lost(t: Told, bare: str, printed: list[str], *, whole: bool) -> Iterator[str]:
    """What a claim whose words are printed has lost on the way; copies that are only cited lose nothing."""
    c = t.claim
    if not printed:
        return
    words = " ".join(printed) + " " + bare.casefold()
    if c.likelihood != "stated" and not whole and not any(cue in words for cue in _HEDGES["likelihood"][c.likelihood]):
        yield f"the hedge ({c.likelihood})"
    if c.polarity == "negated" and not whole and not any(cue in words for cue in _HEDGES["polarity"]["negated"]):
        yield "the negation"
    for a in c.attribution:
        if (
            a.kind in {"named", "unnamed"}
            and _flat(a.text) not in _flat(words)
            and "named elsewhere" not in words
            and "names elsewhere" not in words
        ):
            yield f"the speaker “{a.text}”"


def _named(bare: str, t: Told) -> bool:
    names = [t.source.name, *t.source.also] if t.source else [NOBODY, *([t.item.title] if t.item.title else [])]
    return any(n.casefold() in bare.casefold() for n in names) or (t.own and f"No. {t.item.issue}" in bare)


def _says(bare: str) -> bool:
    return bare.startswith(OWN_WORDS)


def _flat(text: str) -> str:
    """Words for comparison: no case, no quotation marks, no punctuation at the ends."""
    return " ".join(re.sub(r"[‘’“”\"'…]", "", text).casefold().split()).strip(" .,;:")
