"""A report's passages to claims: sentence by sentence, clause by clause, each claim with how it is said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from importlib.resources import files
from itertools import chain, repeat

from sitrepdesk.language import Token, counted, paragraphs, quantities, sentences, tags, times, tokens
from sitrepdesk.language.tagger import Tagged, Tagger
from sitrepdesk.model import Claim, Item, Passage, Span, Stamp, digest, seal
from sitrepdesk.places import Mention, Resolver
from sitrepdesk.theatre import Pack

from .afterthoughts import Afterthought, afterthought, apply, cite, spoken
from .assemble import Telling, Told, assembled, linked
from .chunks import NP, Sent
from .clauses import Clause, Parser
from .context import Contexts
from .entities import Entities
from .event import Event
from .events import events_of
from .merge import joined_heads
from .reporting import (
    OPENING,
    Quotation,
    carry_quotation,
    citations,
    cited,
    later_voices,
    line_below,
    opens_quotation,
    quoted_words,
    quoting_voice,
    root_context,
    settle_reporting,
    within,
)
from .roles import Casting
from .saying import Context
from .speakers import Voices
from .votes import Votes, asked, side_words, votes_on
from .voting import Jury
from .where import Ground

READ = frozenset({"en", "und"})
_HEADING_WORDS = 16
_WINDOWS = 16, 256
"""Sentences that the tagger gets at once: few at first, so that the first claims come soon, then twice as many each time."""
_QUOTED = 12
"""So many paragraphs of a quotation wait for who speaks."""
_BLOCK = 64
"""Sentences of a paragraph that are read at once: more than any writer's has, so that a text without line breaks streams too."""
_SHORT = 12
"""Words up to which a sentence may take back the one before it, and so is read with it."""
_PORTION = 400
"""Words that are parsed at once: longer than any sentence of a careful writer, short enough for linear time."""


def _code() -> tuple[bytes, ...]:
    room = files(__package__)
    own = sorted((f for f in room.iterdir() if f.name.endswith(".py")), key=lambda f: f.name)
    tables = sorted((room / "tables").iterdir(), key=lambda f: f.name)
    language = sorted((f for f in files("sitrepdesk.language").iterdir() if f.name.endswith(".py")), key=lambda f: f.name)
    words = sorted((files("sitrepdesk.language") / "tables").iterdir(), key=lambda f: f.name)
    return tuple(f.read_bytes() for f in (*own, *tables, *language, *words))


@dataclass(slots=True)
class _Document:
    """What a passage has told so far: for pronouns, places and quotations."""

    entities: Entities
    ground: Ground
    published: Stamp | None
    zone: str
    quotation: Quotation = field(default_factory=Quotation)
    before: list[Told] = field(default_factory=list)
    """What the sentence before told, in the same paragraph."""
    quoted: list[Told] = field(default_factory=list)
    """What an open quotation has told, until it is said who speaks."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph, or a block of a very long one that ``goes_on``, before it is read: its places, and its sentences as bounded pieces."""

    span: Span
    mentions: tuple[Mention, ...]
    sentences: list[list[tuple[Token, ...]]]
    heading: bool
    goes_on: bool

    def pieces(self) -> Iterator[tuple[tuple[Token, ...], list[Span]]]:
        """Each piece of a sentence, with the spans of the places in it; mentions stand in order and do not overlap."""
        for words in (w for sentence in self.sentences for w in sentence):
            first = bisect_right(self.mentions, words[0].start, key=lambda m: m.span[1])
            last = bisect_right(self.mentions, words[-1].start, first, key=lambda m: m.span[0])
            yield words, [m.span for m in self.mentions[first:last]]


_Window = tuple[list[_Paragraph], Iterator[Votes | None]]
"""Paragraphs, and the tagger's votes on every piece of them in order."""


def _windows(paragraphs: Iterable[_Paragraph]) -> Iterator[list[_Paragraph]]:
    """Paragraphs in groups: enough for the tagger to work at its pace, few enough to stream."""
    size, most = _WINDOWS
    window: list[_Paragraph] = []
    held = 0
    for paragraph in paragraphs:
        window.append(paragraph)
        held += sum(len(pieces) for pieces in paragraph.sentences)
        if held >= size:
            yield window
            window, held, size = [], 0, min(2 * size, most)
    if window:
        yield window


class Reader:
    """Reads English by tables and, where a tagger is given, by both together: a value that holds pack, resolver and tagger."""

    def __init__(self, pack: Pack, resolver: Resolver, tagger: Tagger | None = None) -> None:
        self.pack, self.resolver, self.tagger = pack, resolver, tagger
        self._masks = side_words(pack)
        how = ("tables", "") if tagger is None else ("tagger", tagger.name)
        self.name = f"{how[0]}/" + digest("reader", *_code(), pack.digest, resolver.digest, how[1])[:16]

    def read(self, item: Item, passages: Iterable[Passage], zone: str) -> Iterator[Claim]:
        """The claims of an item's passages, sealed, in the order of their heads; ``zone`` is for times that name none.

        Passages in other languages than English (or unknown) are left out. One passage is held at a time, and its claims come while the
        rest of it is still unread: a paragraph's as soon as it is read, and where headings wait (``Telling``) some paragraphs later.
        """
        for passage in passages:
            if passage.language not in READ:
                continue
            for told in self._passage(item, passage, zone):
                claims = linked(told, item.id, passage.id, self.name)
                yield from seal(tuple(sorted(claims, key=lambda c: (c.head_span, c.ordinal))))

    def _passage(self, item: Item, passage: Passage, zone: str) -> Iterator[list[Told]]:
        document = _Document(Entities(self.pack), Ground(self.resolver), item.published, zone)
        telling = Telling()
        opened = (p for span in paragraphs(passage.text) for p in self._opened(passage.text, span))
        held: list[tuple[list[Told], int]] = []
        for window, votes in self._tagged(_windows(opened)):
            for paragraph in window:
                held.append((self._paragraph(document, passage.text, paragraph, votes), len(paragraph.sentences)))
                if not document.quotation.open or len(held) > _QUOTED:
                    yield from chain.from_iterable(telling.tell(*h) for h in held)
                    held = []
        yield from chain.from_iterable(telling.tell(*h) for h in held)
        yield from telling.rest()

    def _opened(self, text: str, span: Span) -> Iterator[_Paragraph]:
        """A paragraph cut into its pieces, with its places found; a very long one in blocks."""
        start = span[0]
        for bounds in _blocks(text, sentences(text, *span)):
            end = bounds[-1][1]
            piece = text[start:end]
            mentions = tuple(_shifted(m, start) for m in self.resolver.find(piece))
            whole = (start, end) == span
            heading = whole and len(bounds) == 1 and piece[-1:] not in '.!?…;:"”)' and len(piece.split()) <= _HEADING_WORDS
            pieces = [list(_portions(tokens(text, s, e))) for s, e in bounds]
            yield _Paragraph((start, end), mentions, pieces, heading, goes_on=start > span[0])
            start = end

    def _tagged(self, windows: Iterable[list[_Paragraph]]) -> Iterator[_Window]:
        """Each window with its votes. While one is read, the tagger is already at the next."""
        if self.tagger is None:
            yield from ((window, repeat(None)) for window in windows)
            return
        labels = self.tagger.labels
        waiting: tuple[list[_Paragraph], Future[tuple[Tagged, ...]]] | None = None
        with ThreadPoolExecutor(1) as ahead:
            for window in windows:
                pieces = [asked(words, places, self._masks) for p in window for words, places in p.pieces()]
                before, waiting = waiting, (window, ahead.submit(self.tagger.tag, pieces))
                if before is not None:
                    yield before[0], votes_on(before[1].result(), labels)
            if waiting is not None:
                yield waiting[0], votes_on(waiting[1].result(), labels)

    def _paragraph(self, document: _Document, text: str, paragraph: _Paragraph, votes: Iterator[Votes | None]) -> list[Told]:
        document.ground.enter(text, paragraph.mentions, paragraph.span)
        told: list[Told] = []
        if not paragraph.goes_on:
            # A paragraph that opens with a quotation mark and names nobody goes on quoting who spoke in the one before.
            quotes_on = text[paragraph.span[0]] in {*OPENING, '"'}
            document.quoted = document.quoted if quotes_on and document.quotation.open else []
            document.quotation = Quotation(speaker=document.quotation.speaker if quotes_on else None)
            document.before = []
        for sentence in paragraph.sentences:
            start_with = Context()
            for words in sentence:
                sent = Sent(text, words[0].start, words[-1].end, words, tags(words))
                more, start_with, after = self._sentence(document, sent, paragraph.heading, start_with, next(votes))
                if after is not None and (after.negated or not more):
                    more = []  # "It had not." tells nothing but that.
                    apply(after, document.before)
                cite(cited(sent, behind=True), document.before)
                told += more
                document.before = more
        cite(line_below(text, paragraph.span[1]), told)
        return told

    def _sentence(
        self, document: _Document, sent: Sent, heading: bool, above: Context, votes: Votes | None
    ) -> tuple[list[Told], Context, Afterthought | None]:
        parser = Parser(sent)
        clauses = parser.parse()
        settle_reporting(sent, clauses)
        phrases = [c for c in parser.chunks if isinstance(c, NP)]
        main = next((c for c in clauses if c.parent is None), clauses[0])
        document.entities.scan(sent, phrases, main.subject)
        voices = Voices(sent, lambda np, s: document.entities.of(np, s, armed=False))
        quotation = document.quotation
        if opens_quotation(sent) and not quotation.open:
            quotation.open = not any(c.link == "quote" for c in clauses)
        quoted = quoted_words(sent, quotation.open, goes_on=bool(document.quoted))
        voice = quoting_voice(sent, clauses, quoted, quotation, voices)
        root = root_context(sent, phrases, voices, quotation, above)
        contexts = Contexts(sent, clauses, root, voices, quoted, voice, later_voices(sent, phrases, voices))
        told = self._events(document, sent, clauses, contexts, heading, Jury(sent, phrases, votes))
        said = next((s for c in clauses for s in contexts.of(c).speakers if s.kind in {"named", "unnamed"}), None)
        if quotation.told and voice is not None:
            spoken(voice, document.quoted)
        document.quoted = [*document.quoted, *told] if quotation.open and not quotation.told else []
        quotation.told = False
        if quotation.open and opens_quotation(sent):
            quotation.open = False
        carry_quotation(sent, said, quotation)
        return told, replace(contexts.of(clauses[-1]), negated=False, phase=None, content=None), afterthought(sent)

    def _events(self, document: _Document, sent: Sent, clauses: list[Clause], contexts: Contexts, heading: bool, jury: Jury) -> list[Told]:
        found: list[Event] = []
        for clause in clauses:
            found += events_of(clause, clauses, sent)
        found = jury.events(joined_heads(found, sent), clauses)
        if not found:
            return []
        piece = sent.text[sent.start : sent.end]
        numbers = [replace(q, unit=counted(q.unit)) if q.unit else q for q in quantities(piece, sent.start)]
        sources = citations(sent)
        whens = [t for t in times(piece, document.published, document.zone, sent.start) if not within(t.span, sources)]
        casting = Casting(sent, document.entities, document.ground, [t.span for t in whens if t.span], _fronted(sent, clauses))
        return assembled(sent, clauses, found, contexts, casting, numbers, whens, heading, jury)


def _blocks(text: str, bounds: Iterable[Span]) -> Iterator[list[Span]]:
    """The sentences of a paragraph, or of blocks of it where it is longer than any writer's."""
    block: list[Span] = []
    for start, end in bounds:
        if len(block) >= _BLOCK and (len(text[start:end].split()) > _SHORT or len(block) >= 2 * _BLOCK):
            yield block
            block = []
        block.append((start, end))
    if block:
        yield block


def _portions(words: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """A sentence, or the pieces of one that is too long to parse at once; a piece keeps the speakers and mood of the one before."""
    at = 0
    while at < len(words):
        end = at + _PORTION
        while end < len(words) and end > at + _PORTION // 2 and words[end].lower not in {",", ";", "and", "but"}:
            end -= 1
        yield words[at:end]
        at = end


def _fronted(sent: Sent, clauses: list[Clause]) -> list[NP]:
    """The phrases that open a sentence, before a comma and its first subject ("In Hilmand province, …")."""
    first = clauses[0]
    begin = first.subject.s if first.subject is not None and first.vg is not None else first.vg.s if first.vg is not None else 0
    return [a for a in first.args if a.prep and a.s <= 3 and a.e < begin and sent.tags[a.last : a.last + 1] == ["COMMA"]]


def _shifted(mention: Mention, by: int) -> Mention:
    span = mention.span[0] + by, mention.span[1] + by
    return replace(mention, span=span, inner=tuple(_shifted(m, by) for m in mention.inner))


def make_reader(pack: Pack, resolver: Resolver, tagger: Tagger | None = None) -> Reader:
    """The reader for a theatre: the same pack, gazetteer, weights and version give the same name and the same claims.

    Without a tagger the tables read alone: the baseline that the two together are measured against.
    """
    return Reader(pack, resolver, tagger)
