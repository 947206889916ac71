"""A report's passages to claims: sentence by sentence, clause by clause, each claim with how it is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.resources import files

from sitrepdesk.language import Token, counted, paragraphs, quantities, sentences, tags, times, tokens
from sitrepdesk.language.tagger import Tagger
from sitrepdesk.model import Claim, Item, Passage, Span, Stamp, digest, seal
from sitrepdesk.places import Mention, Resolver
from sitrepdesk.theatre import Pack

from .afterthoughts import Afterthought, afterthought, apply
from .assemble import Told, assembled, linked, softened_headings
from .chunks import NP, Sent
from .clauses import Clause, Parser
from .context import Context, Contexts
from .entities import Entities
from .event import Event
from .events import events_of
from .merge import joined_heads
from .reporting import OPENING, Quotation, carry_quotation, opens_quotation, quoted_words, quoting_voice, root_context, settle_reporting
from .roles import Casting
from .speakers import Voices
from .votes import Votes, asked
from .voting import Jury
from .where import Ground

READ = frozenset({"en", "und"})
_HEADING_WORDS = 16
_WINDOWS = 16, 256
"""Sentences that the tagger gets at once: few at first, so that the first claims come soon, then twice as many each time."""
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


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph before it is read: the places in it, its sentences as pieces of bounded length, and whether it is a heading."""

    span: Span
    mentions: tuple[Mention, ...]
    sentences: list[list[tuple[Token, ...]]]
    heading: bool


def _windows(paragraphs: Iterable[_Paragraph]) -> Iterator[list[_Paragraph]]:
    """Paragraphs in groups: enough for the tagger to work at its pace, few enough to stream."""
    size, most = _WINDOWS
    window: list[_Paragraph] = []
    for paragraph in paragraphs:
        window.append(paragraph)
        if sum(len(p.sentences) for p in window) >= size:
            yield window
            window, size = [], min(2 * size, most)
    if window:
        yield window


class Reader:
    """Reads English by tables and, where a tagger is given, by both together: a value that holds pack, resolver and tagger."""

    def __init__(self, pack: Pack, resolver: Resolver, tagger: Tagger | None = None) -> None:
        self.pack, self.resolver, self.tagger = pack, resolver, tagger
        how = ("tables", "") if tagger is None else ("tagger", tagger.name)
        self.name = f"{how[0]}/" + digest("reader", *_code(), pack.digest, resolver.digest, how[1])[:16]

    def read(self, item: Item, passages: Iterable[Passage], zone: str) -> Iterator[Claim]:
        """The claims of an item's passages, sealed, in the order of their heads; ``zone`` is for times that name none.

        Passages in other languages than English (or unknown) are left out. One passage is held at a time.
        """
        for passage in passages:
            if passage.language in READ:
                yield from seal(tuple(self._passage(item, passage, zone)))

    def _passage(self, item: Item, passage: Passage, zone: str) -> list[Claim]:
        document = _Document(Entities(self.pack), Ground(self.resolver), item.published, zone)
        told: list[Told] = []
        for opened in _windows(self._opened(passage.text, span) for span in paragraphs(passage.text)):
            votes = self._tagged(opened)
            for paragraph in opened:
                told += self._paragraph(document, passage.text, paragraph, votes)
        softened_headings(told)
        claims = linked(told, item.id, passage.id, self.name)
        return sorted(claims, key=lambda c: (c.head_span, c.ordinal))

    def _opened(self, text: str, span: Span) -> _Paragraph:
        """A paragraph cut into its pieces, with its places found."""
        start, end = span
        piece = text[start:end]
        mentions = tuple(_shifted(m, start) for m in self.resolver.find(piece))
        bounds = list(sentences(text, start, end))
        heading = len(bounds) == 1 and piece[-1:] not in '.!?…;:"”)' and len(piece.split()) <= _HEADING_WORDS
        return _Paragraph(span, mentions, [list(_portions(tokens(text, s, e))) for s, e in bounds], heading)

    def _tagged(self, opened: list[_Paragraph]) -> Iterator[Votes | None]:
        """The tagger's votes on every piece of some paragraphs, in order."""
        pieces = [(words, p.mentions) for p in opened for sentence in p.sentences for words in sentence]
        if self.tagger is None:
            return iter([None] * len(pieces))
        tagged = self.tagger.tag([asked(words, [m.span for m in mentions], self.pack) for words, mentions in pieces])
        labels = self.tagger.labels
        return (Votes(t, labels) for t in tagged)

    def _paragraph(self, document: _Document, text: str, paragraph: _Paragraph, votes: Iterator[Votes | None]) -> list[Told]:
        document.ground.enter(text, paragraph.mentions, paragraph.span)
        told: list[Told] = []
        # A paragraph that opens with a quotation mark and names nobody goes on quoting who spoke in the one before.
        goes_on = text[paragraph.span[0]] in {*OPENING, '"'}
        document.quotation = Quotation(speaker=document.quotation.speaker if goes_on else None)
        before: list[Told] = []
        for sentence in paragraph.sentences:
            start_with = Context()
            for words in sentence:
                sent = Sent(text, words[0].start, words[-1].end, words, tags(words))
                more, start_with, after = self._sentence(document, sent, paragraph.heading, start_with, next(votes))
                if after is not None and not more:
                    apply(after, before)
                told += more
                before = more
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
        root = root_context(sent, phrases, voices, quotation, above)
        quoted = quoted_words(sent, quotation.open)
        contexts = Contexts(sent, clauses, root, voices, quoted, quoting_voice(sent, clauses, quoted, quotation, voices))
        told = self._events(document, sent, clauses, contexts, heading, Jury(sent, phrases, votes))
        said = next((s for c in clauses for s in contexts.of(c).speakers if s.kind in {"named", "unnamed"}), None)
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
        whens = list(times(piece, document.published, document.zone, sent.start))
        casting = Casting(sent, document.entities, document.ground, [t.span for t in whens if t.span], _fronted(sent, clauses))
        return assembled(sent, clauses, found, contexts, casting, numbers, whens, heading, jury)


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
