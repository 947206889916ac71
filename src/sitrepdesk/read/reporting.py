"""Who speaks in a whole sentence: reporting clauses behind or inside what they report, "according to", open quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sitrepdesk.language import Token
from sitrepdesk.language.morphology import singular, table_words
from sitrepdesk.model import Speaker
from sitrepdesk.model.claim import Span

from .chunks import NP, Sent
from .clauses import Clause
from .nouns import is_event, is_people
from .saying import Context, compared
from .speakers import Voices
from .tables import Cue, cues, hedges

_SAYS = frozenset({"that", "wh", "to", "ing", "gerund", "quote"})
OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")


@dataclass(slots=True)
class Quotation:
    """An open quotation and its speaker, carried from sentence to sentence of a paragraph."""

    open: bool = False
    speaker: Speaker | None = None
    label: Speaker | None = None
    mark: Speaker | None = None
    """Nobody: the mark that opened it, as long as it is not said who speaks."""
    told: bool = False
    """Does the sentence itself say who speaks ("…, said the mayor")?"""


def _say(clause: Clause) -> Cue | None:
    vg = clause.vg
    if vg is None or vg.form not in {"fin", "ing"}:
        return None
    takes = {"that", "as"} if vg.lemma == "quote" else {"that"}  # "state television quoted the minister as saying"
    return next((c for words in (vg.words, vg.lemma) for c in cues().get(("V", words), ()) if "say" in c.effects and c.takes & takes), None)


def settle_reporting(sent: Sent, clauses: list[Clause]) -> None:
    """Hang what is reported on the clause that reports it, where that stands behind it ("…, officials said") or before a colon."""
    governs = {c.parent for c in clauses if c.link in _SAYS and c.cue is not None}
    for c in clauses:
        cue = _say(c)
        if cue is None or c in governs or c.vg is None or (c.vg.negated and (c.subject is None or c.shared)):
            continue
        if c.vg.form == "ing" and sent.tags[c.vg.e : c.vg.e + 1] != ["COMMA"] and any(a.prep is None and a.s == c.vg.e for a in c.args):
            continue  # "they fled, fearing reprisals": why, and not on whose word
        if _tells_itself(sent, c) or compared(sent, c.vg.s):
            continue
        if _inverted(sent, clauses, c, cue):
            continue
        if c.link == "sub" and c.sub == "so" and c.parent is not None and c.e >= len(sent.words) - 1:
            _turn(clauses, c, cue)
            continue
        if _follows_mark(sent, clauses, c):
            continue
        quoting = next(
            (
                d
                for d in clauses
                if d.parent is c and d.link == "conj" and not d.cc and {"COLON", "QUOTE"} & set(sent.tags[c.vg.e : d.s + 1])
            ),
            None,
        )
        if quoting is not None:
            quoting.link, quoting.cue, quoting.cc = "that", cue, ""
        elif (
            (c.number > 0 or sent.tags[c.vg.s - 1 : c.vg.s] == ["COMMA"] or _between_commas(sent, c))
            and c.link in {"conj", "that", "root", "after", "part"}
            and _set_off(sent, c)
        ):
            _turn(clauses, c, cue, _part([w.lower for w in sent.words], c.vg.s) if sent.words[c.vg.s - 1].lower == "as" else 0)


def _tells_itself(sent: Sent, c: Clause) -> bool:
    """Does it say what was told, and nothing of the clause before ("…; no injuries were reported", "…; the ministry reported three
    deaths", "the next could prove worse")?
    """
    vg = c.vg
    assert vg is not None
    if vg.lemma == "prove" and set(sent.tags[vg.e : vg.e + 2]) & {"ADJ"}:
        return True
    if vg.passive:
        return c.subject is not None and not c.shared and c.subject.noun != "it"
    told = next((a for a in c.args if a.prep is None and a.s == vg.e), None)
    return c.subject is not None and not c.shared and told is not None and not is_people(told, sent)


def _between_commas(sent: Sent, c: Clause) -> bool:
    """ "On Monday, officials said, the town fell"."""
    assert c.vg is not None
    at = c.subject.s if c.subject is not None and not c.shared else 0
    return at > 0 and sent.tags[at - 1] == "COMMA" == sent.tags[min(c.vg.e, len(sent.tags) - 1)]


def _inverted(sent: Sent, clauses: list[Clause], c: Clause, cue: Cue) -> bool:
    """ "The rebels, say officials, captured the town": the speaker stands behind the verb, between commas."""
    assert c.vg is not None
    speaker = next((a for a in c.args if a.prep is None and a.s == c.vg.e), None)
    if speaker is None or sent.tags[c.vg.s - 1 : c.vg.s] != ["COMMA"] or sent.tags[speaker.last : speaker.last + 1] != ["COMMA"]:
        return False
    held = [d for d in clauses if d is not c and (d.parent is c or d.parent is None)]
    if not held:
        return False
    c.subject, c.args = speaker, [a for a in c.args if a is not speaker]
    c.link, c.parent, c.cue, c.noun = "root", None, None, None
    for d in held:
        d.parent, d.link, d.cue, d.cc, d.shared = c, "quote", cue, "", False
    return True


def _follows_mark(sent: Sent, _clauses: list[Clause], c: Clause) -> bool:
    return c.cc in {"and", "but"} and not any(t == "QUOTE" for t in sent.tags[max(0, c.s - 2) : c.s + 1])


def _set_off(sent: Sent, c: Clause) -> bool:
    at = c.subject.s if c.subject is not None and not c.shared and c.subject.s >= c.s else c.s
    return (
        at > 0 and bool({"COMMA", "QUOTE", "DASH"} & set(sent.tags[max(0, at - 2) : at]) or sent.words[at - 1].lower in {",", "”", '"'})
    ) or (c.link == "conj" and not c.cc)


def _turn(clauses: list[Clause], c: Clause, cue: Cue, first: int = 0) -> None:
    """Make the reporting clause the top, and what stood before it, from the word ``first`` on, its content."""
    c.link, c.parent, c.cue, c.noun = "root", None, None, None
    if c.shared:
        c.subject = None
    for d in clauses:
        alone = d.parent is None or d.parent.s < first or (c.number == 0 and d.parent is c and d.link == "conj")
        if d is not c and d.s >= first and alone:
            d.parent, d.link, d.cue = c, "quote", cue


def root_context(sent: Sent, phrases: list[NP], voices: Voices, quotation: Quotation, start: Context) -> Context:
    """The context above a whole sentence: its "according to", an open quotation, a question mark."""
    ctx = start
    for at, speaker in _according(sent, phrases, voices):
        ctx = ctx if at else ctx.said_by(speaker)
    for speaker in cited(sent, behind=False):
        ctx = ctx.said_by(speaker)
    quotation.label = _label(sent, phrases, voices) or quotation.label
    ctx = ctx.said_by(quotation.label) if quotation.label is not None else ctx
    if quotation.open and not quotation.told:
        ctx = ctx.said_by(quotation.speaker or quotation.mark or _nobody(sent.words[0]))
    if sent.words and any(w.text == "?" for w in sent.words[-3:]):
        ctx = ctx.in_mood("unknown", "a question")
    return ctx


def later_voices(sent: Sent, phrases: list[NP], voices: Voices) -> list[tuple[int, Speaker]]:
    """Speakers named behind a semicolon, with the word from which on they speak ("12 died there; 3 died here, according to the mayor")."""
    return [(at, speaker) for at, speaker in _according(sent, phrases, voices) if at]


_CITED = re.compile(
    r"[(\[](?:source: ?)?(?:([A-Z][\w.&’'/ -]{1,40}?),? (?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})"
    r"|([A-Z][A-Z&/-]{1,12}),? (?:[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d)[;)\]]"
)

_NAMED_SOURCE = re.compile(r"[(\[]Sources?: ?([A-Z0-9][^()\[\]]{1,80}?)[)\]]")

_BELOW = re.compile(r"[ \t]*\r?\n[ \t•*-]*Sources?: ?([A-Z][\w.&’'/ -]{0,58}[\w.])")


def cited(sent: Sent, *, behind: bool) -> list[Speaker]:
    """A source in brackets with its date, as needs assessments cite: "some 3,000 houses are damaged (OCHA 08/11/2020)".

    ``behind``: the one that opens the sentence instead, behind the full stop of the sentence that it is the source of.
    """
    found = None
    for form in (_CITED, _NAMED_SOURCE, *(() if behind else (_undated(),))):
        if found is None:
            found = form.match(sent.text, sent.start, sent.end) if behind else form.search(sent.text, sent.start + 1, sent.end)
    at = 1 if found and found[1] else 2
    return [Speaker(kind="named", text=found[at], span=found.span(at))] if found else []


_MONTH = "|".join(m.capitalize() for m in table_words("months.txt"))


@cache
def _undated() -> re.Pattern[str]:
    """ "12 people died (MoPH).": a body in brackets at the end, behind no name that it could stand for."""
    names = "|".join(map(re.escape, hedges()["sources"]["names"]))
    behind, several = rf"(?:\b[a-z]\w*|\d|{_MONTH}) [(\[](?={names})", rf"[(\[](?=(?:{names})[;,/] )"
    return re.compile(rf"(?:{behind}|{several})({names})(?:[;,/] [^)\]]*)?[)\]](?=[.\s]*\Z)")


def line_below(text: str, end: int) -> list[Speaker]:
    """The source that a line of its own names under a paragraph that ends here ("Source: COPECO")."""
    found = _BELOW.match(text, end)
    return [Speaker(kind="named", text=found[1], span=found.span(1))] if found else []


_DATELINE = re.compile(
    r"[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+)*(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
    r"(?: ?\([^)]{1,40}\)|, [A-Z][a-z]{2,8}\.? \d{1,2})+ ?[-–—]{1,2} "
)


def citations(sent: Sent) -> list[Span]:
    """Where sources stand in brackets, and the dateline: their dates say when something was published, and not when it happened."""
    dateline = _DATELINE.match(sent.text, sent.start, sent.end)
    cited_at = [m.span() for m in _CITED.finditer(sent.text, sent.start, sent.end)]
    return [*cited_at, *([dateline.span()] if dateline is not None else [])]


def within(span: Span | None, spans: Sequence[Span]) -> bool:
    """Does a span begin in one of these?"""
    return span is not None and any(s <= span[0] < e for s, e in spans)


def _label(sent: Sent, phrases: list[NP], voices: Voices) -> Speaker | None:
    """A speaker before a colon ("Ministry of Defence: …")."""
    np = phrases[0] if phrases else None
    if (
        np is None
        or np.s > 1
        or sent.tags[0] == "OPEN"
        or sent.tags[np.last : np.last + 1] != ["COLON"]
        or len(sent.words) < np.last + 4
        or is_event(np)
    ):
        return None  # "Russian advances: …" is a heading
    speaker = voices.of_phrase(np)
    role = sent.words[np.head].text.isupper() and (np.noun in hedges()["labels"]["nouns"] or is_people(np, sent))
    return speaker if speaker.entity or role or np.noun in hedges()["bodies"]["nouns"] else None


def _according(sent: Sent, phrases: list[NP], voices: Voices) -> list[tuple[int, Speaker]]:
    """Whose word a phrase says it is, and from which word on: the first of its part of the sentence between semicolons."""
    low = [w.lower for w in sent.words]
    out: list[tuple[int, Speaker]] = []
    for phrase in hedges()["according"]["words"]:
        words = phrase.split()
        if words[0] not in low or phrase == "per":
            continue
        for i in range(len(low) - len(words) + 1):
            if low[i : i + len(words)] == words:
                np = next((x for x in phrases if x.s >= i + len(words)), None)
                out += [(_part(low, i), voices.of_phrase(np))] if np is not None else []
    return out + [(0, speaker) for speaker in _claimed(low, phrases, voices)]


def _part(low: list[str], i: int) -> int:
    return next((k + 1 for k in range(i - 1, -1, -1) if low[k] == ";"), 0)


def _claimed(low: list[str], phrases: list[NP], voices: Voices) -> list[Speaker]:
    """ "(Russian claim)", "per Ukrainian officials": whose figure it is."""
    out: list[Speaker] = []
    for np in phrases:
        before = low[np.s - 1] if np.s else ""
        behind = low[np.e] if np.e < len(low) else ""
        if np.noun in {"claim", "estimate", "account"} and before in {"(", "per"} and (behind == ")" or before == "per"):
            out.append(voices.of_noun(np))
        elif before == "per" and np.noun in {"official", "source", "report", "ministry", "officials", "staff", "statement"}:
            out.append(voices.of_phrase(np))
    return out


def carry_quotation(sent: Sent, said: Speaker | None, quotation: Quotation) -> None:
    """Follow the quotation marks of a sentence; its speaker is who spoke in the sentence that opened it."""
    is_open = quotation.open
    for w in sent.words:
        if w.text in OPENING or (w.text == '"' and not is_open):
            is_open, quotation.mark = True, _nobody(w)
        elif w.text in _CLOSING or w.text == '"':
            is_open, quotation.mark = False, None
    if said is not None and _quotable(said):
        quotation.speaker = said
    quotation.open = is_open


def _quotable(speaker: Speaker) -> bool:
    """Can it be who speaks in a quotation: somebody, and no hearsay, report or assessment?"""
    raw, last = hedges()["undefined"], singular(speaker.text.casefold().split()[-1])
    return speaker.kind == "named" or (last in {*raw["nouns"], *raw["many"]} and last not in raw["informing"])


def quoted_words(sent: Sent, is_open: bool, *, goes_on: bool) -> frozenset[int]:
    """The words inside quotation marks; up to three words between two marks are a name or a manner of speaking and no quotation, unless
    one ``goes_on`` that was opened before.
    """
    out: set[int] = set()
    few = 0 if is_open or goes_on else 3
    here: list[int] = []
    for i, w in enumerate(sent.words):
        if w.text in OPENING or w.text in _CLOSING or w.text == '"':
            opening = w.text in OPENING or (w.text == '"' and not is_open)
            out |= set(here) if is_open and not opening and len(here) > few else set()
            is_open, here, few = opening, [], few if opening else 3
        elif is_open:
            here.append(i)
    return frozenset(out | set(here)) if is_open and len(here) > few else frozenset(out)


def quoting_voice(sent: Sent, clauses: list[Clause], quoted: frozenset[int], quotation: Quotation, voices: Voices) -> Speaker | None:
    """Who speaks what stands in quotation marks: the sentence's own reporting clause, the open quotation's speaker, or nobody named."""
    for c in clauses:
        if c.vg is not None and c.vg.main not in quoted and _say(c) is not None:
            speaker = voices.of_clause(c, saw=False)
            if speaker is not None:
                quotation.told = bool(quoted) and speaker.kind != "media"
                return speaker
    if quotation.speaker is not None:
        return quotation.speaker
    if not quoted:
        return None
    return quotation.mark or _nobody(sent.words[max(min(quoted) - 1, 0)])


def _nobody(mark: Token) -> Speaker:
    return Speaker(kind="unnamed", text=mark.text, span=mark.span)


def opens_quotation(sent: Sent) -> bool:
    """Does the sentence begin with a quotation mark?"""
    return bool(sent.words) and sent.words[0].text in {*OPENING, '"'}
