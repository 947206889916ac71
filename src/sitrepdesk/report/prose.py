"""The lint of a draft or of a person's own prose: what a sentence lost of, or added to, the claims that it cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sitrepdesk.model import BANDS, FAMILY, Claim, Quantity, Told

from .cues import TABLE, first, has, names, numbers, undated
from .quoting import shown
from .speakers import PRONOUNS
from .standing import LOOKS_AHEAD
from .units import Prose, Unit, parse
from .wording import NUMBERS, OWN_WORDS, table

_CONFIDENCE = tuple(table("hedges.toml")["confidence"]["words"])
_LIKELIHOOD: tuple[str, ...] = (*TABLE["rows"]["first"], *TABLE["rows"]["second"])
_STOP = frozenset(
    {
        "said",
        "told",
        "according",
        "says",
        "wrote",
        "from",
        "with",
        "that",
        "this",
        "their",
        "which",
        "have",
        "been",
        "were",
        "report",
        "reports",
    }
)
_BEFORE = 34
"""Characters before a number in which its bound may stand."""
_AFTER = 14
_ANY = rf"(?:\d|\b(?:{'|'.join(NUMBERS[1:])})\b)"
_TO = re.compile(rf"{_ANY}[\d,]* ?(?:to|or|and|[-–]) ?\Z", re.IGNORECASE)
_FROM = re.compile(rf" ?(?:to|or|and|[-–]) ?{_ANY}", re.IGNORECASE)
"""A number that stands in a range keeps its other end."""
_STEM = 5
"""Letters by which a name and its adjective are alike."""

Lookup = Callable[[str], Told | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong in a line of a file: the rule, what it is, and what to do."""

    line: int
    rule: str
    what: str
    todo: str


def lint_prose(text: str, claim: Lookup, passage: Callable[[str], str | None], facts: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What is wrong with a Markdown file, by line; empty where nothing is.

    ``claim`` finds a claim by the beginning of its id, ``passage`` a passage's text. ``facts`` are the ids of draft sentences that
    must cite. A sentence that cites is held against its claims; one that does not may add no name and no number to those around it.
    """
    prose, must = parse(text), frozenset(facts)
    cited = {u: [_claims(m, prose, claim) for m in u.marks] for u in prose.units}
    found = [*_rows(prose.units, cited)]
    around = _around(prose.units)
    drafted = [u.section for u in prose.units if u.id]
    for unit, groups in cited.items():
        outside = drafted and (not drafted[0] <= unit.section <= drafted[-1] or unit.bare.isupper())
        if outside and not unit.id and not unit.marks:
            continue  # Above and below its sentences a draft says what it rests on and what was withheld; its marking is all capitals.
        found += _unit(unit, groups, must, around.get(unit.section, frozenset()), passage, draft=bool(drafted))
    return tuple(sorted(found, key=lambda f: (f.line, f.rule, f.what)))


def _claims(mark: str, prose: Prose, claim: Lookup) -> tuple[str, list[Told]]:
    return mark, [t for name in prose.notes.get(mark, ()) if (t := claim(name))]


def _around(units: Iterable[Unit]) -> Mapping[int, frozenset[str]]:
    """The names and numbers of the citing sentences of each section."""
    by: dict[int, set[str]] = {}
    for u in units:
        if u.marks:
            by.setdefault(u.section, set()).update(names("x " + u.text), numbers(u.text), {w.casefold() for w in u.text.split()[:1]})
    return {n: frozenset(w) for n, w in by.items()}


def _unit(
    unit: Unit,
    groups: Sequence[tuple[str, list[Told]]],
    must: frozenset[str],
    around: frozenset[str],
    passage: Callable[[str], str | None],
    *,
    draft: bool,
) -> Iterator[Finding]:
    def finding(rule: str, what: str, todo: str) -> Finding:
        return Finding(line=unit.line, rule=rule, what=what, todo=todo)

    if has(unit.bare, _LIKELIHOOD) and has(unit.bare, _CONFIDENCE):
        yield finding("two-scales", "likelihood and confidence stand in one sentence", "Say them in two sentences.")
    if has(unit.bare, TABLE["verified"]["words"]) and not has(unit.bare, TABLE["verified"]["not"]):
        yield finding("verified", "says that something is verified, without a record of it", "Say who says so, or leave the word out.")
    for mark, claims in groups:
        if not claims:
            yield finding(
                "no-such-claim",
                f"[^{mark}] leads to no claim of this desk",
                "Name a claim: [^" + "8a97b02196b6]; find it with sitrep claims.",
            )
    told = list({t.claim.id: t for _, claims in groups for t in claims}.values())
    if told:
        yield from (finding(*f) for f in _against(unit, told, passage))
    elif not unit.marks:
        yield from (finding(*f) for f in _uncited(unit, must, around, draft=draft))


def _uncited(unit: Unit, must: frozenset[str], around: frozenset[str], *, draft: bool) -> Iterator[tuple[str, str, str]]:
    if unit.id:
        if unit.id in must:
            yield "lost-citation", "a factual sentence has lost its citation", "Put its mark back, such as [^12], or take the line out."
        return
    added = sorted(n for n in names(unit.bare) | numbers(unit.bare) if not _holds(around, n))
    opening = unit.bare.casefold().lstrip("* ")
    own = draft or opening.startswith(tuple(TABLE["judgement"]["starts"]))  # In a draft, issuing marks it with its author's name.
    word = first(unit.bare, _LIKELIHOOD)
    if own and word and not re.search(r"\d+\s?[–-]\s?\d+\s?(?:%|per ?cent)", unit.bare):
        yield "no-range", f"the desk's own “{word}” stands without its range", f"Print it: {word} ({_range(word)})."
    if own and (maybe := first(unit.bare, ("possible", "possibly", "may", "might", "perhaps"))):
        yield "no-assessment", f"“{maybe}” is no assessment", "Say how likely, with the range, or that it is not known."
    if word and not own:
        yield "whose-judgement", f"“{word}” is said by nobody", "Cite who says so, or begin with: Judgement (YOUR NAME):"
    if added and not own:
        yield "uncited", f"names what nothing here cites: {', '.join(added[:5])}", "Cite a claim, such as [^8a97b02196b6], or leave it out."
    elif added:
        yield "adds", f"a judgement adds what no sentence round it cites: {', '.join(added[:5])}", "Cite it in a sentence of its own first."


def _holds(around: frozenset[str], name: str) -> bool:
    """Do the sentences round it hold the name, "Russia" in "Russian" too?"""
    return name in around or (name.isalpha() and len(name) >= _STEM and any(a.startswith(name[:_STEM]) for a in around))


def _range(word: str) -> str:
    for name, cues in TABLE["hedge"].items():
        if has(word, cues) and name in BANDS and name != "possible":
            low, high = BANDS[name]
            if word.casefold().startswith(("very", "highly")) == name.startswith("very"):
                return f"{low}–{high} %"
    return "see docs/guide/report.md"


def _against(unit: Unit, told: list[Told], passage: Callable[[str], str | None]) -> Iterator[tuple[str, str, str]]:
    """The sentence against the claims that it cites."""
    yield from _quotations(unit, told, passage)
    yield from _figures(unit, told)
    if _in_own_words(unit):
        return
    firm = {FAMILY[t.claim.type] for t in told if t.claim.is_plain and not (t.source and t.source.side)}
    for t in told:
        c = t.claim
        whole = any(_flat(shown(c.quote)) in _flat(q) for q in unit.quotes)
        if unit.id and unit.quotes and not (whole and _names_source(unit, t)):
            continue  # A draft's line prints one claim's words and cites their copies.
        words = unit.bare if not whole else unit.text
        if FAMILY[c.type] not in firm and not whole:
            yield from _manner(c, words, same=_flat(c.quote) in _flat(unit.text))
        if not whole:
            yield from _negation(c, words)
            yield from _bounds(c, words)
        yield from _speakers(unit, t, backed=FAMILY[c.type] in firm)


def _manner(c: Claim, words: str, *, same: bool) -> Iterator[tuple[str, str, str]]:
    """Hedges, plans and unknowns; of the last two nothing is lost where the words are the ``same``."""
    show = c.id[:10]
    if c.likelihood != "stated" and not has(words, TABLE["hedge"][c.likelihood]):
        own = first(c.quote, TABLE["hedge"][c.likelihood]) or c.likelihood
        other = first(words, (w for k, ws in TABLE["hedge"].items() if k != c.likelihood for w in ws))
        what = f"claim {show} says “{own}”, " + (f"the sentence “{other}”" if other else "the sentence says it outright")
        yield ("changed-hedge" if other else "lost-hedge"), what, f"Keep the source's own word: “{own}”."
    if same:
        return
    if c.mood == "unknown" and not has(
        words,
        (
            "not known",
            "unknown",
            "unclear",
            "whether",
            "not know",
            "no one knows",
            "nobody knows",
            "n't know",
            "n’t know",
            "not clear",
            "could not",
            "cannot",
            "did not say",
            "would not say",
            "asked",
            "question*",
        ),
    ):
        yield "told-as-known", f"claim {show} says that this is not known", "Say that it is not known."
    elif (c.mood not in {"stated", "unknown"} or c.time.phase == "future") and not LOOKS_AHEAD.search(words):
        yield (
            "told-as-done",
            f"claim {show} is {'of the future' if c.mood == 'stated' else c.mood}, the sentence tells it as done",
            "Say that it is planned, wanted, ordered or expected.",
        )


def _negation(c: Claim, words: str) -> Iterator[tuple[str, str, str]]:
    cues = [w for w in TABLE["negation"]["words"] if w != c.type]  # who is missing is missing: no negation
    denied = has(words, cues)
    if c.polarity == "negated" and not denied:
        yield "lost-negation", f"claim {c.id[:10]} says that it did not happen", "Put the “not” back."
    if (
        denied
        and c.polarity == "affirmed"
        and c.mood != "unknown"
        and c.level is None
        and not has(c.quote, cues)
        and len(words) < 2 * len(c.quote) + 60
    ):
        yield "added-negation", f"claim {c.id[:10]} says that it did happen", "Take the “not” out, or cite who denies it."


def _bounds(c: Claim, words: str) -> Iterator[tuple[str, str, str]]:
    words = undated(words)
    for q in c.quantities:
        for kind, figure in _bounded(q):
            for m in re.finditer(rf"(?<![\d,.]){_figure(figure)}(?![\d]|,\d)", words, re.IGNORECASE):
                near = words[max(0, m.start() - _BEFORE) : m.start()] + " … " + words[m.end() : m.end() + _AFTER]
                ranged = _TO.search(words, 0, m.start()) or _FROM.match(words, m.end())
                if not has(near, TABLE["bounds"][kind]) and not ((q.soft and has(near, TABLE["bounds"]["about"])) or ranged):
                    said = " ".join(q.text.split())
                    yield "lost-bound", f"claim {c.id[:10]} says “{said}”, the sentence {m[0]}", f"Keep the bound: “{said}”."


def _bounded(q: Quantity) -> Iterator[tuple[str, Decimal]]:
    """The figures of a quantity that may not stand without a bound, with the kind of bound; none in "dozens" and "thousands"."""
    if q.low == q.high:
        return
    kind = "low" if q.high is None else "high" if q.low is None else "about"
    printed = {Decimal(n) for n in numbers(q.text)} or {Decimal(n) for n, word in enumerate(NUMBERS) if n and has(q.text, (word,))}
    yield from ((kind, n) for n in sorted(printed))


def _figure(n: Decimal) -> str:
    plain = f"{n.normalize():f}"
    forms = [re.escape(plain)]
    if n == int(n):
        forms.append(re.escape(f"{int(n):,}"))
        if int(n) < len(NUMBERS):
            forms.append(rf"\b{NUMBERS[int(n)]}\b")
    return f"(?:{'|'.join(forms)})"


def _speakers(unit: Unit, t: Told, *, backed: bool) -> Iterator[tuple[str, str, str]]:
    text, show = unit.text, t.claim.id[:10]
    named, apart = _names_source(unit, t), _apart(unit, t)
    for s in t.claim.attribution if not backed else ():
        words = " ".join(s.text.split())
        if not any(c.isalpha() for c in words):
            continue
        if s.hearsay and not has(apart, TABLE["hearsay"]["words"]) and not has(apart, [words] if words else ["\0"]):
            yield "lost-speaker", f"claim {show} is hearsay (“{words}”)", f"Keep it: “{words}”, or reportedly."
        elif (
            s.kind in {"named", "unnamed"}
            and not s.hearsay
            and not _mentions(unit, words, t)
            and not (_is_pronoun(words) and (named or has(text, TABLE["saying"]["words"])))
        ):
            yield "lost-speaker", f"claim {show} is said by “{words}”", f"Say so: according to {words}."
    if t.source and t.source.side and not named and not (t.claim.attribution and has(text, TABLE["saying"]["words"])) and not backed:
        yield "party-unnamed", f"claim {show} is the word of a party, {t.source.name}", f"Name it: {t.source.name} said …"


def _names_source(unit: Unit, t: Told) -> bool:
    sources = [t.source.name, *t.source.also] if t.source else []
    return any(s.casefold().removeprefix("the ") in unit.text.casefold() for s in sources)


def _in_own_words(unit: Unit) -> bool:
    """Does the desk only say that accounts differ, and name below who says what?"""
    return unit.bare.lstrip("* ").startswith(OWN_WORDS)


def _is_pronoun(words: str) -> bool:
    return words.casefold() in PRONOUNS or not [w for w in words.split() if len(w) > 3 and w.casefold() not in _STOP]


def _mentions(unit: Unit, speaker: str, t: Told) -> bool:
    """Does the text name the speaker: by any name in his designation, else by its last word of weight ("a Western official")?

    A word that the claim also holds without him ("officials in Izium", of Izium) names him only where somebody is said to speak.
    """
    words = [w.strip(".,;:’'“”") for w in speaker.split()]
    named = [w for w in words[1:] if w[:1].isupper()] or [w for w in words[:1] if w[:1].isupper() and len(words) < 3]
    weighty = [w.casefold() for w in words if len(w) > 3 and w.casefold() not in _STOP]
    parties = " ".join(p.text for p in (*t.claim.actor, *t.claim.target))
    held, shared = _words(unit.text), _words(" ".join((parties, *(p.text for p in t.claim.places))))
    own = {w.casefold() for w in (*named, *weighty[-1:])} - shared or set(weighty) - shared
    if own & held or (speaker.casefold() in unit.text.casefold() and not _words(speaker) <= shared):
        return True
    return bool(({*weighty} | _words(speaker)) & held) and has(_apart(unit, t), TABLE["saying"]["words"])


def _apart(unit: Unit, t: Told) -> str:
    """The text without the claim's source and what it does: its "reported" names nobody else, and makes no hearsay."""
    source = [re.escape(n.removeprefix("the ")) for n in (t.source.name, *t.source.also)] if t.source else []
    pattern = rf"\baccording to (?:the )?(?:{'|'.join(source)})|(?:{'|'.join(source)})(?:,? \w+)?"
    return re.sub(pattern, " ", unit.text, flags=re.IGNORECASE) if source else unit.text


def _words(text: str) -> set[str]:
    return {w.casefold().strip(".,;:’'“”") for w in re.findall(r"[\w’'@-]+", text)}


def _quotations(unit: Unit, told: list[Told], passage: Callable[[str], str | None]) -> Iterator[tuple[str, str, str]]:
    sources = [_flat(shown(passage(t.claim.passage) or t.claim.quote)) for t in told]
    for q in unit.quotes:
        pieces = [p for p in re.split(r"…|\[[^\]]*\]", q) if len(_flat(p)) > 3]
        if not all(any(_flat(p) in s for s in sources) for p in pieces):
            yield (
                "not-their-words",
                f"“{q[:60]}” stands in nothing that is cited",
                "Quote the source's own words, or take the quotation marks off.",
            )


def _figures(unit: Unit, told: list[Told]) -> Iterator[tuple[str, str, str]]:
    known = {
        n
        for t in told
        for s in (t.claim.quote, t.source.name if t.source else "", t.item.title or "", *(a.text for a in t.claim.attribution))
        for n in numbers(s)
    }
    known |= {f"{Decimal(v).normalize():f}" for t in told for q in t.claim.quantities for v in (q.low, q.high) if v is not None}
    known |= {n for q in unit.quotes for n in numbers(q)}
    for n in sorted(numbers(unit.bare) - known):
        yield "number-from-nowhere", f"the number {n} is in no claim that is cited", "Cite the claim that it comes from, or leave it out."


def _rows(units: Iterable[Unit], cited: Mapping[Unit, object]) -> Iterator[Finding]:
    """Words of both rows of the directive in the author's own sentences."""
    start: tuple[str, str, int] | None = None
    for u in units:
        if u.marks and cited.get(u):
            continue
        for row in ("first", "second"):
            word = first(u.bare, TABLE["rows"][row])
            if word is None:
                continue
            start = start or (row, word, u.line)
            if start[0] != row:
                yield Finding(
                    line=u.line, rule="two-rows", what=f"“{word}” and “{start[1]}” (line {start[2]}) are of two rows of likelihood words",
                    todo="Keep to one row: likely, very likely, almost certain; or probable, highly probable, nearly certain.",
                )  # fmt: skip


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[‘’“”\"'…*_`\\]", "", text).casefold().split()).strip(" .,;:")
