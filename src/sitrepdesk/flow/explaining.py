"""Why the desk holds what it holds: reasons as a tree, for an event, a claim, an item or a source. Every leaf names a record or a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitrepdesk.link import same_event, same_picture
from sitrepdesk.model import Account, Event, Link, Told, UnknownName
from sitrepdesk.weigh import Value, ranges, values

from .grading import sheet
from .lineage import PICTURES_ONLY, TOLD_BEFORE, Line, lineage
from .linking import Linked


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One sentence, the id of the record that it is about (empty for a rule), and the reasons for it."""

    text: str
    about: str = ""
    because: tuple[Reason, ...] = ()

    def sentences(self) -> Iterator[str]:
        """The sentences from the top down: the paragraph."""
        yield self.text
        for reason in self.because:
            yield from reason.sentences()


def explain(linked: Linked, name: str) -> Reason:
    """The reasons behind the record of that id, or its beginning: event, claim, item or source. ``UnknownName``."""
    if name and any(e.id.startswith(name) for e in linked.now.events):
        return of_event(linked, linked.event(name))
    claims = [a for a in linked.now.accounts.values() if name and (a.id.startswith(name) or a.anchor.startswith(name))]
    if len(claims) == 1:
        return _of_claim(linked, claims[0])
    items = [i for i in linked.held.items if name and i.startswith(name)]
    if len(items) == 1 and not claims:
        return _of_item(linked, items[0])
    source = next((s for s, n in linked.sources.items() if name in (s, n) or name.casefold() == n.casefold()), None)
    if source and not claims and not items:
        return _of_source(linked, source)
    found = [*(a.id for a in claims), *items]
    what = "is the beginning of more than one id" if found else "is no event, claim, item or source that counts at this moment"
    todo = f"Write more of it: {', '.join(sorted(i[:12] for i in found)[:5])}." if found else "See `sitrep events` and `sitrep claims`."
    raise UnknownName(repr(name), what, todo)


def of_event(linked: Linked, event: Event) -> Reason:
    """Why an event stands as it does: its grade, its likelihood, its lines, what contradicts it, why its claims are one happening."""
    parts = [*_grade(linked, event), *_likelihood(linked, event)]
    told = lineage(linked, event)
    parts.append(Reason(text=f"It is told by {linked.counted(event)}.", because=tuple(_line(linked, x) for x in told.lines)))
    for k in told.pictures:
        shared = f"{told.names[k.left]} and {told.names[k.right]}: {k.because}"
        parts.append(Reason(text=shared, about=k.left, because=(Reason(text=PICTURES_ONLY),)))
    joined = same_event(event, linked.now.accounts, linked.held.decisions)
    if joined:
        because = tuple(Reason(text=k.because, about=k.left) for k in joined)
        parts.append(Reason(text=f"Its {len(event.claims)} claims tell of one happening.", because=because))
    parts += _numbers(linked, event)
    parts += _clashes(linked, event)
    parts += [Reason(text=k.because, about=k.left) for k in linked.grown(event)]
    return Reason(text=f"Event {event.id[:10]}: {linked.heading(event)}.", about=event.id, because=tuple(parts))


def _numbers(linked: Linked, event: Event) -> Iterator[Reason]:
    """How many, and behind it each number that was told with its probability."""
    likely = linked.now.likely.get(event.id)
    told = values(event, linked.now.accounts, likely.per_mille if likely else 1000)
    for r in ranges(event, linked.now.accounts):
        mine = [v for v in told if (v.unit, v.of) == (r.unit, r.of)]
        yield Reason(text=f"{_how_many(r)}.", because=tuple(Reason(text=f"{_told(v)}: {v.per_mille // 10} %.") for v in mine))


def _how_many(r: Value) -> str:
    return f"How many ({r.unit}): {_bounds(r)}, by {'one line' if r.lines == 1 else f'{r.lines} lines'}"


def _told(v: Value) -> str:
    return f"That it was {_bounds(v)}, told by {'one line' if v.lines == 1 else f'{v.lines} lines'}"


def _bounds(v: Value) -> str:
    """Bounds in words; an open end is no bound."""
    low, high = (None if b is None else f"{b:f}" for b in (v.low, v.high))
    bounds = f"{low} to {high}" if low and high and low != high else low if low == high else f"at least {low}" if low else f"at most {high}"
    return bounds or "not known"


def _grade(linked: Linked, event: Event) -> Iterator[Reason]:
    grade = linked.now.grades[event.id]
    rules = tuple(Reason(text=b) for b in grade.because)
    yield Reason(text=f"Credibility of the information: {grade.value} of 1 to 6 ({grade.method}).", because=rules)


def _likelihood(linked: Linked, event: Event) -> Iterator[Reason]:
    likely = linked.now.likely.get(event.id)
    if likely:
        word = likely.word.replace("-", " ")
        rests = tuple(Reason(text=b) for b in likely.because)
        yield Reason(text=f"Likelihood, by this desk's estimate: {word} ({likely.low}–{likely.high} %).", because=rests)
        yield Reason(text=f"Confidence: {likely.confidence}.", because=tuple(Reason(text=b) for b in likely.why_confident))


def _line(linked: Linked, line: Line) -> Reason:
    state = f"does not count: {line.why_not}" if line.why_not else "counts once"
    reports = []
    for r in line.reports:
        said = f": “{r.quote[:120]}{'…' if len(r.quote) > 120 else ''}”" if r.quote else ", in which no claim of this event was read."
        why = r.because if r.because == TOLD_BEFORE else f"It is a copy. {r.because}"
        copied = (Reason(text=why, about=r.copied_from),) if r.copied_from else ()
        spoken = line.id.startswith(("party:", "speaker:")) and r.because != TOLD_BEFORE
        speakers = tuple(_speaker(linked.told(c), line) for c in r.claims[:1] if spoken)
        reports.append(Reason(text=f"{r.name}{said}", about=r.claims[0] if r.claims else r.item, because=copied + speakers))
    return Reason(text=f"The line of {line.name} {state}.", because=tuple(reports))


def _speaker(told: Told, line: Line) -> Reason:
    named = [s.text for s in told.claim.attribution if s.kind == "named"]
    if line.id.startswith("party:") and told.source and told.source.side and f"party:{told.source.side}" == line.id:
        return Reason(text=f"{told.source.name} speaks for the party, so that it counts with it.", about=told.source.id)
    who = named[0] if named else "the speaker"
    return Reason(text=f"It gives the word of “{who}”, which is one line in however many reports.", about=told.claim.id)


def _clashes(linked: Linked, event: Event) -> Iterator[Reason]:
    for link in linked.against(event):
        other = link.right if link.left in event.claims else link.left
        name, quote = linked.source_name(linked.told(other).item.id), " ".join(linked.told(other).claim.quote.split())
        yield Reason(text=f"It is disputed. {link.because}", about=other, because=(Reason(text=f"{name}: “{quote[:120]}”", about=other),))


def _of_claim(linked: Linked, account: Account) -> Reason:
    told, event = linked.told(account.id), linked.event(account.id)
    quote = " ".join(told.claim.quote.split())
    first = Reason(text=f"Claim {account.id[:10]} of {linked.source_name(account.item)}: “{quote}”", about=account.id)
    counts = _counts_for(linked, account, event)
    return Reason(text=first.text, about=first.about, because=(counts, of_event(linked, event)))


def _counts_for(linked: Linked, account: Account, event: Event) -> Reason:
    name = linked.line_name(account.line)
    if account.line is None:
        return Reason(text="It supports nothing: it is our own earlier report, or retells it.", about=account.item)
    copied = account.origin != account.item
    why = (Reason(text=f"Its words first stood in {linked.source_name(account.origin)}.", about=account.origin),) if copied else ()
    state = "counts for" if account.line in event.lines else "would count for, if it told it as firmly as others do,"
    return Reason(text=f"It {state} the line of {name}.", about=account.line, because=why)


def _of_item(linked: Linked, item: str) -> Reason:
    facts = next(f for f in linked.held.facts if f.item.id == item)
    links = [k for k in linked.held.links if item in (k.left, k.right)]
    told = [t for t in linked.held.told.values() if t.item.id == item]
    parts = [Reason(text=f"Its line of origin is that of {linked.line_name(facts.line)}.", because=tuple(_item_links(linked, item, links)))]
    parts += _pictures(linked, item)
    parts.append(Reason(text=f"{len(told)} of its claims stand." if told else f"No claim of it stands{_unread(facts.not_read)}."))
    gone = sum(1 for t in told if t.withdrawn_at is not None)
    if gone:
        parts.append(Reason(text=f"{gone} of them were withdrawn or corrected later, by its source or by the one that it copied."))
    return Reason(text=f"Item {item[:10]}, published by {linked.source_name(item)}.", about=item, because=tuple(parts))


def _pictures(linked: Linked, item: str) -> Iterator[Reason]:
    """The reports of other sources that carry one of its pictures."""
    mine = linked.item(item)
    for other in sorted(linked.held.pictures.keys() & linked.held.items.keys()):
        if link := same_picture(mine, linked.item(other), linked.held.pictures):
            because = (Reason(text=PICTURES_ONLY),)
            yield Reason(text=f"It has a picture in common with {linked.source_name(other)}. {link.because}", about=other, because=because)


def _unread(why: str | None) -> str:
    return f", since it was not read ({why})" if why else ""


def _item_links(linked: Linked, item: str, links: Iterable[Link]) -> Iterator[Reason]:
    words = {"copies": ("It copies", "It is copied by"), "updates": ("It updates", "It is updated by"),
             "retracts": ("It withdraws", "It is withdrawn by"), "corrects": ("It corrects", "It is corrected by")}  # fmt: skip
    for link in links:
        other = link.right if link.left == item else link.left
        verb = words.get(link.relation, (link.relation, link.relation))[link.left != item]
        if link.relation == "copies" and "not known" in link.because:
            verb = "It shares its words with"
        yield Reason(text=f"{verb} {linked.source_name(other)}. {link.because}", about=other)


def _of_source(linked: Linked, source: str) -> Reason:
    found = sheet(linked, linked.sources[source])
    grade, record = found.grade, found.record
    told = [t for t in linked.held.told.values() if t.item.source == source]
    lines = {t.line for t in told}
    parts = [
        Reason(text=f"Reliability {grade.value} ({grade.method}).", because=tuple(Reason(text=b) for b in grade.because)),
        Reason(
            text=f"Of {len(record.outcomes)} happenings on which its own word was checked, it was right on {record.right}.",
            because=tuple(Reason(text=f"{'Right' if o.right else 'Wrong'}: {o.because}", about=o.claim) for o in record.outcomes),
        ),
        Reason(
            text=f"{len(told)} claims of it stand, on {len(lines)} lines of origin.",
            because=tuple(Reason(text=f"The line of {linked.line_name(line)}.", about=line) for line in sorted(lines)),
        ),
    ]
    return Reason(text=f"Source {linked.sources[source]}.", about=source, because=tuple(parts))
