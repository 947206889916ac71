"""The words that a report quotes: the whole sentence round a claim, so that its hedge, its condition and its speaker come along."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitrepdesk.language import paragraphs, sentences
from sitrepdesk.model import Claim, Span, Told

from .pointing import dangles, place_before, points_back
from .wording import MONTHS, WEEKDAYS

WHOLE = 260
"""A sentence up to this many characters is quoted whole."""

_LEAD = 60
"""With the sentence before it, words that point back may be longer by this many characters."""
_AROUND = 3000
_NAME = re.compile(r"\b[A-Z]\w+")
_DAYS = frozenset((*WEEKDAYS, *MONTHS))
_COUNTED = frozenset({"kill", "wound", "harm", "missing", "displace", "take-prisoner"})
_DATELINE = re.compile(
    r"[A-Z][A-Z' .-]+(?:,[^()\n]{0,40})?\([@A-Z][\w .-]+\) [-–—] "  # IZIUM, Ukraine, Sept 11 (Meridian) -
    r"|[A-Z][A-Z' .-]+, (?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2}) [-–—] "  # IZIUM, 11 September -
    r"|[A-Z][a-z]+\.? \d{1,2} \([A-Z][\w .]+\) [-–—] "  # Sept 11 (Meridian) -
)
_SLIP = re.compile(r",[ \u00a0]{2,}(?=(?:We|I|They|He|She|It|There|This|These|The) )")
"""A comma typed for a full stop: two blanks and a new beginning behind it."""
_MARKUP = re.compile(r"(\*\*|__|`)")
_BREAK = re.compile(r"[,;:–—](?=\s)|\s-(?=\s)")
_BULLET = re.compile(r"\n\s*(?:[-*•–]|\d+[.)])\s")
_DOUBLE = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A piece of a passage: its offsets, its characters as they stand, and how they are printed (ellipses where it was cut).

    ``led``: where the sentence itself begins, if the one before comes along, since the words point back to it.
    """

    span: Span
    raw: str
    shown: str
    led: int | None = None

    @property
    def key(self) -> str:
        """Equal for pieces that read the same."""
        return self.shown.casefold()

    @property
    def own(self) -> Span:
        """The offsets without a sentence that only comes along."""
        return (self.span[0] if self.led is None else self.led, self.span[1])

    def holds(self, span: Span) -> bool:
        """Does the piece hold these offsets whole?"""
        return self.span[0] <= span[0] and span[1] <= self.span[1]


def quote(claim: Claim, text: str | None, *, paragraph: bool = False) -> Quote:
    """The sentence that holds the claim, or its paragraph where that is short enough and asked for.

    A long sentence is cut to the claim and its speakers. Without the text it is the claim's own quote.
    """
    if text is None:
        return Quote(span=claim.span, raw=claim.quote, shown=shown(claim.quote))
    whole = _sentence(text, claim.span, claim.head_span, paragraph=paragraph)
    start, end = whole if whole[1] - whole[0] <= WHOLE else _cut(claim, text, whole)
    before, after = "… " if start > whole[0] else "", " …" if end < whole[1] else ""
    led = _led(claim, text, whole) if (start, end) == whole and not paragraph else None
    if led is not None:
        return Quote(span=(led, end), raw=text[led:end], shown=shown(text[led:end]), led=start)
    return Quote(span=(start, end), raw=text[start:end], shown=before + shown(text[start:end]) + after)


def _names_nothing(claim: Claim, text: str, whole: Span) -> bool:
    """Does it count people without a place, a side or any name but its speaker's?"""
    counts = claim.quantities or claim.polarity == "negated"  # "Nobody was hurt"
    if claim.type not in _COUNTED or not counts or claim.places or any(p.entity for p in claim.actor + claim.target):
        return False
    rest = text[whole[0] + 1 : whole[1]]
    for s in claim.attribution:
        rest = rest.replace(s.text, " ")
    return _DAYS.issuperset(_NAME.findall(rest))


def quoted(told: Told, text: str) -> str:
    """The words round a claim as they are printed; of the desk's own reports the whole paragraph where it is short."""
    return quote(told.claim, text, paragraph=told.own).shown


def _led(claim: Claim, text: str, whole: Span) -> int | None:
    """Where the sentence before begins, if the words point back to it and both are short; ``None`` where they stand alone.

    A count of people that names nobody and no place leans on it too ("14 were killed on Sunday": where, the sentence before says).
    """
    words = text[whole[0] : whole[1]]
    if not (_names_nothing(claim, text, whole) or points_back(words) or dangles(words, claim.places) or place_before(words, claim.places)):
        return None
    low = text.rfind("\n\n", 0, whole[0]) + 1
    found = [s for p in paragraphs(text[low : whole[1]]) for s in sentences(text[low : whole[1]], *p) if s[1] + low <= whole[0]]
    if not found:
        return None
    start = found[-1][0] + low
    first = text[start : found[-1][1] + low]
    dateline = _DATELINE.match(text, start, whole[0])
    start = dateline.end() if dateline else start
    between = text[found[-1][1] + low : whole[0]]
    fits = (
        whole[1] - start <= WHOLE + _LEAD
        and "\n\n" not in between
        and not _BULLET.search(between)
        and not points_back(first)
        and not dangles(first)
        and first.rstrip().endswith((".", "!", "?"))
    )
    return start if fits else None


def shown(raw: str) -> str:
    """Words as they are printed between quotation marks: one line, no markup, inner quotation marks single and in pairs."""
    line = " ".join(_MARKUP.sub("", raw).split())
    if len(_DOUBLE.findall(line)) % 2:
        return _DOUBLE.sub("", line).strip()
    opening = False

    def mark(_: re.Match[str]) -> str:
        nonlocal opening
        opening = not opening
        return "‘" if opening else "’"

    return _DOUBLE.sub(mark, line)


def _sentence(text: str, span: Span, head: Span, *, paragraph: bool) -> Span:
    """The sentence, or the run of sentences, that the span lies in, without a dateline."""
    low = text.rfind("\n", 0, max(0, span[0] - _AROUND)) + 1
    high = min(len(text), span[1] + _AROUND)
    near = text[low:high]
    inner = (span[0] - low, span[1] - low)
    around = [p for p in paragraphs(near) if p[0] < inner[1] and inner[0] < p[1]]
    if paragraph and len(around) == 1 and around[0][1] - around[0][0] <= WHOLE:
        return around[0][0] + low, around[0][1] + low
    found = [s for p in around for s in sentences(near, *p) if s[0] < inner[1] and inner[0] < s[1]]
    if not found:
        return span
    start, end = min(found[0][0], inner[0]) + low, max(found[-1][1], inner[1]) + low
    start = max((m.end() for m in _SLIP.finditer(text, start, head[0])), default=start)
    slip = _SLIP.search(text, head[1], end)
    end = slip.start() if slip else end
    dateline = _DATELINE.match(text, start, end)
    return (dateline.end(), end) if dateline and dateline.end() <= head[0] else (start, end)


def _cut(claim: Claim, text: str, whole: Span) -> Span:
    """From the break before to the break after the claim, its speakers included where they stand in the same sentence."""
    spans = [claim.span, *(s.span for s in claim.attribution if whole[0] <= s.span[0] and s.span[1] <= whole[1])]
    low = max(whole[0], min(s[0] for s in spans))
    high = min(whole[1], max(s[1] for s in spans))
    before = [m.end() for m in _BREAK.finditer(text, whole[0], low)]
    after = _BREAK.search(text, high, whole[1])
    start = before[-1] if before else whole[0]
    end = after.start() if after else whole[1]
    while start < low and text[start].isspace():
        start += 1
    return start, end
