"""Who says it: the printed name of a source, its verb, and the speakers whom the source itself names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitrepdesk.model import Speaker, Told

from .quoting import Quote
from .wording import WORDS, listed

_VERBS: dict[str, str] = WORDS["verbs"]
_AGAIN: list[str] = WORDS["again"]["verbs"]
_ARTICLE = re.compile("|".join(map(re.escape, WORDS["article"]["words"])))
_CUE = re.compile(r"\b(?:" + "|".join(map(re.escape, WORDS["cues"]["words"])) + r")\b", re.IGNORECASE)
PRONOUNS = frozenset(WORDS["pronouns"]["words"])
_TAIL = re.compile(r"\s+(?:said|says|told\b.*|wrote|writes|added|reports?|reported|conceded|claimed|claims|stated)\Z", re.IGNORECASE)
_LEAD = re.compile(r"(?:according to|in the words of|per)\s+", re.IGNORECASE)

NOBODY = "a report of unknown origin"


def with_article(name: str) -> str:
    """A source's name as it stands in a sentence: "the Ridge Institute", "Meridian Wire", "The Coastal Ledger"."""
    if name.casefold().startswith("the ") or not _ARTICLE.search(name):
        return name
    return f"the {name}"


def source_name(told: Told, titles: Mapping[str, str]) -> str:
    """The source as it stands in a sentence; the desk's own earlier report by its number, one without a source by its title."""
    if told.own:
        return f"our SITREP No. {told.item.issue}"
    if told.source:
        return with_article(told.source.name)
    title = titles.get(told.item.id)
    return f"the report headed {title}" if title else NOBODY


def verb(told: Told) -> str:
    """The verb of saying that fits the kind of source; none of them judges."""
    if told.own or told.source is None:
        return "said"
    return _VERBS.get(told.source.kind, "reported")


def again_verb(told: Told, turn: int) -> str:
    """The verb for another sentence of the same report, not twice the same in a row."""
    return _AGAIN[turn % len(_AGAIN)].format(verb=verb(told))


def citing(told: Told, quote: Quote) -> str:
    """The speakers of the claim that the quoted words do not hold, as an insertion: ", citing a Western official,"; else nothing."""
    missing = [s for s in told.claim.attribution if not quote.holds(s.span)]
    phrases = list(dict.fromkeys(p for s in missing if (p := _phrase(s))))
    return f", {listed(phrases)}," if phrases else ""


def voice(told: Told) -> str:
    """Whose count it is, for a chart: the source; the first speaker whom it names, with the source in brackets."""
    source = told.source.name if told.source else NOBODY
    named = (_bare(s) for s in told.claim.attribution if s.kind == "named")
    first = next((w for w in named if w and w.casefold() not in PRONOUNS), "")
    return f"{first[:1].upper()}{first[1:]} ({source})" if first and first.casefold() not in source.casefold() else source


def _phrase(speaker: Speaker) -> str:
    words = _bare(speaker)
    if speaker.kind in {"witnessed", "earlier-report"} or not words:
        return ""
    if words.casefold() in PRONOUNS:
        return "quoting somebody whom it names elsewhere"
    if speaker.kind == "media" or _CUE.search(words):
        return f"with the word “{words}”" if " " not in words else f"with the words “{words}”"
    return f"citing {_lowered(words)}"


def _bare(speaker: Speaker) -> str:
    """Who speaks, without the words of saying."""
    return _LEAD.sub("", _TAIL.sub("", " ".join(speaker.text.split()).strip(' ,.:;"“”')))


def _lowered(words: str) -> str:
    first, _, rest = words.partition(" ")
    if first in {"A", "An", "The", "One", "Two", "Three", "Some", "Several", "Many", "His", "Her", "Their", "Its", "Another"}:
        return f"{first.lower()} {rest}".strip()
    return words
