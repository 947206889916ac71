"""Clearing: takes out of a report what may not leave the desk, and counts it without naming it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from sitrepdesk.model import Citation, Cleared, Document, Figure, Mark, Section, Sentence, Told, placed

from .behind import NOTHING, Behind, behind, joined
from .guard import NOBODY, Guard
from .rules import Rules
from .scrub import MASK, PERSON, Scrubber
from .vouching import ByText

MARKING = "INTERNAL, NOT CHECKED FOR RELEASE"
_COUNTS = re.compile(r" \((?:[\w,]+) reports?, [^()]*lines?\)")
_WORDS = ("No", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_QUOTED = re.compile(r"“([^”]*)”")
_SECRET = "A source (withheld) reported on this; its words are withheld."  # noqa: S105

REASONS = {
    "person": ("sentence that names or points to a person in no public role", "sentences that name or point to persons in no public role"),
    "embargo": ("report under embargo", "reports under embargo"),
    "confidential": ("confidential report: its source, words and file", "confidential reports: their sources, words and files"),
    "address": ("address, position or contact finer than a settlement", "addresses, positions or contacts finer than a settlement"),
    "site": (
        "sentence whose place of shelter, care or passage is coarsened",
        "sentences whose places of shelter, care or passage are coarsened",
    ),
    "small-place": ("sentence on forces whose small place is coarsened", "sentences on forces whose small places are coarsened"),
    "name": ("name that nobody vouches for", "names that nobody vouches for"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A report as far as it may be shown, and what another one could tell in other words: ``barred`` are the cited claims whose words may
    not be printed, ``masked`` those whose words lose a name.
    """

    cleared: Cleared
    barred: frozenset[str]
    masked: frozenset[str]


def tried(document: Document, told: Mapping[str, Told], rules: Rules, guard: Guard | None = None, *, left_out: int = 0) -> Tried:
    """The report as ``clear`` gives it, and which of its claims it loses or masks: it can so be written again with others in their place.

    ``guard`` of the same claims and rules need be made but once.
    """
    run = _Clearing(document, guard or Guard(told, rules))
    words = {c.claim: run.words(c) for c in document.citations}
    barred = {c for c, text in words.items() if text is None}
    masked = frozenset(c for c, text in words.items() if text and MASK in text)
    run.counts[PERSON] += left_out
    cleared = run.run()
    kept = {s.id for section in cleared.document.sections for s in section.sentences}
    lost = (s for section in document.sections for s in section.sentences if s.role == "fact" and s.id not in kept)
    barred |= {s.support[0] for s in lost if not barred & set(s.support)}
    return Tried(cleared=cleared, barred=frozenset(barred), masked=masked)


def clear(
    document: Document, told: Mapping[str, Told], rules: Rules, guard: Guard | None = None, *, full: bool = False, left_out: int = 0
) -> Cleared:
    """The report as far as it may be shown, under its marking. With ``full`` nothing is taken out.

    ``left_out`` claims were found unprintable before, and are counted with what is taken out here.

    What cannot be judged is withheld: a claim that is not in ``told``, a name that no list holds.
    """
    if full:
        return Cleared(document=document, marking=MARKING, withheld=("Nothing was withheld: this is the full internal version.",))
    run = _Clearing(document, guard or Guard(told, rules))
    run.counts[PERSON] += left_out
    return run.run()


class _Clearing:
    def __init__(self, document: Document, guard: Guard) -> None:
        self.document, self.guard = document, guard
        self.told, self.rules = guard.told, guard.rules
        self.counts = Counter(guard.counts)
        self._cited = {c.claim: c for c in document.citations}
        self._words: dict[str, tuple[str | None, Counter[str]]] = {}
        """By claim, its citation's words, and what was taken out of them: it counts where they are printed."""
        every = [s for section in document.sections for s in section.sentences]
        self._beside: dict[str, dict[int, None]] = {}
        """By cited claim, the sentences that cite it, by their place in the report."""
        for n, s in enumerate(every):
            for c in s.support:
                self._beside.setdefault(c, {})[n] = None
        self._of_sentence = cache(lambda n: behind(self.told[x] for x in every[n].support if x in self.told))
        self._touched = self._touching_withheld()
        every_text = dict.fromkeys((*self._texts(), *self._passages()))
        lower = {w for text in every_text for w in guard.lower(text)}
        vouching = ByText(every_text, guard.names.runs_of, guard.places)
        self.scrub = Scrubber(guard.names.beside(lower, vouching), self.rules)
        self._sites = self._on_sites([s for s in every if "“" in s.text])
        self.scrub.learn(guard.unnamed(t) for t in self._texts())
        self.scrub.learn_of_sources(guard.unnamed(t) for t in self._passages())

    def _on_sites(self, quoting: list[Sentence]) -> set[str]:
        """The claims that stand beside words on a place of shelter: those of its sentence, and of each that quotes one of them."""
        found = {c for s in quoting if self.scrub.is_on_site(s.text) for c in s.support}
        size = -1
        while size < len(found):
            size = len(found)
            found.update(c for s in quoting if not found.isdisjoint(s.support) for c in s.support)
        return found

    def _texts(self) -> Iterator[str]:
        yield from (s.text for section in self.document.sections for s in section.sentences)
        yield from (c.quote for c in self.document.citations)

    def _passages(self) -> Iterator[str]:
        cited = {self.told[c.claim].claim.passage for c in self.document.citations if c.claim in self.told}
        yield from (text for p in sorted(cited) if (text := self.rules.text(p)))

    def words(self, c: Citation) -> str | None:
        """A citation's words as they may be printed; ``None`` where they may not."""
        if self._banned(c.claim) or self._confidential(c.claim):
            return None
        return self._scrubbed(c)[0]

    def _scrubbed(self, c: Citation) -> tuple[str | None, Counter[str]]:
        if c.claim not in self._words:
            counted, self.scrub.counts = self.scrub.counts, Counter()
            text = self.scrub.text(self.guard.unnamed(c.quote), self._behind(c.claim), site=c.claim in self._sites)
            self._words[c.claim] = text, self.scrub.counts
            self.scrub.counts = counted
        return self._words[c.claim]

    def _behind(self, *cited: str) -> Behind:
        """What stands behind claims, behind those that their quotations hold as well, and behind the sentences that cite them.

        A quotation so loses in its note what it loses in its sentence.
        """
        sentences = dict.fromkeys(n for c in cited for n in self._beside.get(c, ()))
        spans = ((c, self._cited[c].span if c in self._cited else None) for c in cited)
        return joined(NOTHING, (*(self.guard.behind(c, span) for c, span in spans), *map(self._of_sentence, sentences)))

    def run(self) -> Cleared:
        sections = [self._section(s) for s in self.document.sections]
        kept = tuple(s for n, s in enumerate(sections) if s.sentences or _heads(sections, n))
        cited = {c for s in kept for sentence in s.sentences for c in sentence.support}
        citations = tuple(self._citation(c) for c in self.document.citations if self._printed(c.claim) in cited)
        d = self.document
        made = replace(d, sections=kept, citations=citations, figures=tuple(f for f in map(self._figure, d.figures) if f.marks))
        notes = [f"{_number(n)} {REASONS[k][n != 1]}" for k in REASONS if (n := self.counts[k] + self.scrub.counts[k])]
        return Cleared(document=made, marking=MARKING, withheld=tuple(notes))

    def _section(self, section: Section) -> Section:
        made: list[Sentence] = []
        for sentence in section.sentences:
            cleared = self._fact(sentence) if sentence.role == "fact" else self._other(sentence)
            if cleared is not None and not (cleared.text == _SECRET and any(s.text == _SECRET for s in made)):
                made.append(cleared)
        named = section.key.startswith("area-")
        return replace(section, title=self._line(section.title) if named else section.title, sentences=tuple(made))

    def _other(self, sentence: Sentence) -> Sentence | None:
        text = self.scrub.text(self.guard.unnamed(sentence.text))
        if text is None:
            self.counts[PERSON] += 1
        return None if text is None else replace(sentence, text=text, withheld=_reason(text, sentence.text))

    def _fact(self, sentence: Sentence) -> Sentence | None:
        support = tuple(c for c in sentence.support if not self._banned(c))
        if not support or support[0] != sentence.support[0] or self._repeats_banned(sentence):
            self.counts[PERSON] += any(c in self._touched or (c in self.told and self.told[c].claim.withheld) for c in sentence.support)
            return None
        printed = tuple(self._printed(c) for c in support)
        if self._confidential(support[0]) or self._quotes_confidential(sentence.text, support):
            return replace(sentence, text=_SECRET, support=printed, withheld="confidential")
        text = self.guard.unnamed(sentence.text if support == sentence.support else _COUNTS.sub("", sentence.text))
        clean = self.scrub.text(text, self._behind(*support), site=not self._sites.isdisjoint(support))
        if clean is None:
            self.counts[PERSON] += 1
            return None
        return replace(sentence, text=clean, support=printed, withheld=_reason(clean, sentence.text))

    def _figure(self, figure: Figure) -> Figure:
        return replace(figure, marks=tuple(m for m in map(self._mark, figure.marks) if m))

    def _mark(self, mark: Mark) -> Mark | None:
        """A mark that rests on nothing withheld, whose place may be named, and whose words lose nothing; ``None`` for any other."""
        if any(self._banned(c) or self._confidential(c) for c in mark.support):
            return None
        if any(self.rules.coarser(p) is not None for _, p in placed(mark.place)):
            return None
        near = behind(self.told[c] for c in mark.support)
        words = [self.scrub.text(self.guard.unnamed(t), near) for t in (mark.label, mark.group, mark.note)]
        return mark if words == [mark.label, mark.group, mark.note] else None

    def _citation(self, c: Citation) -> Citation:
        if self._confidential(c.claim):
            made = self._printed(c.claim)
            words = "[withheld]"
            return replace(
                c, claim=made, item=made, quote=words, source=NOBODY, published="", blob="", locator="", span=(0, 0), line="withheld"
            )
        quote, counted = self._scrubbed(c)
        self.scrub.counts += counted
        locator = "" if self.scrub.known_secret(c.locator) else c.locator
        held = "[withheld: it names or points to a person in no public role]"
        return replace(c, quote=held if quote is None else quote, source=self._line(c.source), locator=locator, line=self._line(c.line))

    def _line(self, text: str) -> str:
        """A line about the report or an item; withheld whole where it names a private person."""
        clean = self.scrub.text(self.guard.unnamed(text))
        return "[withheld]" if clean is None else clean

    def _touching_withheld(self) -> frozenset[str]:
        """The cited claims whose quotation holds a piece of a claim that is withheld for a person's sake."""
        return frozenset(
            c.claim
            for c in self.document.citations
            if c.claim in self.told
            for start, end in self.guard.secret.get(self.told[c.claim].claim.passage, ())
            if start < c.span[1] and c.span[0] < end
        )

    def _banned(self, claim: str) -> bool:
        told = self.told.get(claim)
        return told is None or told.claim.withheld is not None or claim in self._touched or self.rules.embargoed(told.item)

    def _confidential(self, claim: str) -> bool:
        return claim in self.told and self.told[claim].item.handling == "confidential"

    def _printed(self, claim: str) -> str:
        return self.rules.commitment(self.told[claim].item.id) if self._confidential(claim) else claim

    def _repeats_banned(self, sentence: Sentence) -> bool:
        """Does the sentence name a source that is banned from it, or quote what no other claim in it says?"""
        known = [self.told[c] for c in sentence.support if c in self.told]
        names = [t.source.name for t in known if t.source and self._banned(t.claim.id)]
        free = [t for t in known if not self._banned(t.claim.id)]
        return any(n in sentence.text for n in names) or not self._says(sentence.text, free)

    def _quotes_confidential(self, text: str, support: tuple[str, ...]) -> bool:
        """Does the sentence quote what only confidential claims say?"""
        return not self._says(text, [self.told[c] for c in support if not self._confidential(c)])

    def _says(self, text: str, told: list[Told]) -> bool:
        """Does every quotation in a text stand in a passage of these claims?"""
        passages = [_flat(self.rules.text(t.claim.passage) or t.claim.quote) for t in told]
        return all(any(_flat(q) in p for p in passages) for q in _QUOTED.findall(text))


def _number(n: int) -> str:
    """A count that begins a line: in words up to twelve."""
    return _WORDS[n].capitalize() if n < len(_WORDS) else f"{n:,}"


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[‘’“”\"'…*_]", "", text).casefold().split()).strip(" .,;:")


def _heads(sections: list[Section], at: int) -> bool:
    """Does an empty section stand over one of a lower level that is not empty?"""
    for below in sections[at + 1 :]:
        if below.level <= sections[at].level:
            return False
        if below.sentences:
            return True
    return False


def _reason(clean: str, before: str) -> str | None:
    return None if clean == before else "redacted"
