"""The next report: two pictures, what changed between them, the document, cleared and written as drafts that a person may edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import msgspec

from sitrepdesk.model import Cleared, Item, Micros, Source, StandingForecast, UnknownName, UsageError, digest
from sitrepdesk.picture import changes, score
from sitrepdesk.places import SURE, peoples
from sitrepdesk.publish import (
    Guard,
    Rules,
    clear,
    is_printable,
    names_of,
    releasable,
    to_docx,
    to_html,
    to_json,
    to_markdown,
    to_pdf,
    tried,
)
from sitrepdesk.report import Inputs, Phrases, compose, load_template, without_rewordings
from sitrepdesk.store import Snapshot, texts_of
from sitrepdesk.weigh import reliability

from .desk import Desk
from .due import due
from .forecasting import standing
from .moments import Moments
from .rivals import authors, kept
from .seen import Seen, seen_from, seen_of
from .situation import Holdings, letters, narrowed, situation, without_pauses

ROUNDS = 12
"""How often other words are sought for those that may not be printed."""
Text = Callable[[str], str | None]
"""A passage's text by its id."""
RENDER: Mapping[str, Callable[[Cleared], str]] = {"md": to_markdown, "html": to_html, "json": to_json}
"""Formats that are text, written for every report."""
BINARY: Mapping[str, Callable[[Cleared], bytes]] = {"docx": to_docx, "pdf": to_pdf}
"""Formats that are bytes, written where they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which report: its number, the one to compare with (``None``: the first ever), its moments, its template.

    ``full``: all names are shown. ``next_issue`` is when the next one is due, as a person typed it.
    """

    number: int
    since: int | None
    at: Moments
    full: bool
    template: str = "newsletter"
    next_issue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report that was made: cleared, and its bottom line as plain sentences."""

    cleared: Cleared
    bottom_line: tuple[str, ...]


def numbers(snapshot: Snapshot, held: Holdings, number: int | None, since: int | None) -> tuple[int, int | None]:
    """The report's number and the number compared with, where the user gave none: the next, and the last one before it."""
    known = {r.number for r in snapshot.reports()} | {i.issue for i in held.items.values() if i.issue is not None}
    chosen = number if number is not None else _next(snapshot, held, known)
    if any(r.issued and r.number == chosen for r in snapshot.reports()):
        raise UsageError(
            f"No. {chosen}",
            "was issued and is never changed",
            f"A correction is printed in the next: sitrep report --number {max(known) + 1}",
        )
    if since is not None and since not in known:
        listed = ", ".join(str(n) for n in sorted(known)) or "none yet"
        raise UnknownName(f"report {since}", "is not in this desk", f"Reports: {listed}. Add yours with: sitrep add FILE --issue {since}")
    return chosen, since if since is not None else max((n for n in known if n < chosen), default=None)


def _next(snapshot: Snapshot, held: Holdings, known: set[int]) -> int:
    """The number after the last; the last one again where nothing has come in since it was drafted, since then it is a new draft of it."""
    last = max(known, default=0)
    drafts = [r for r in snapshot.reports() if r.number == last]
    same = drafts and not any(r.issued for r in drafts) and set(held.items) <= snapshot.held_at(max(r.seq for r in drafts))
    return last if same else last + 1


def earlier(snapshot: Snapshot, held: Holdings, number: int) -> tuple[Holdings, Moments]:
    """What an earlier report could be made from, and its moments.

    For a report that the desk made: what it held then. For one that was added as ours: what had been published by its own date.
    """
    made = max((r for r in snapshot.reports() if r.number == number), key=lambda r: r.seq, default=None)
    if made:
        then = snapshot.held_at(made.seq)
        return (
            replace(
                narrowed(held, (t for t in held.told.values() if t.item.id in then)),
                facts=tuple(f for f in held.facts if f.item.id in then),
            ),
            Moments(as_of=made.as_of, known_by=made.known_by),
        )
    ours = min((i for i in held.items.values() if i.issue == number), key=lambda i: i.available_at)
    return held, Moments(as_of=ours.available_at, known_by=ours.available_at)


@without_pauses()
def draft(desk: Desk, snapshot: Snapshot, held: Holdings, wanted: Wanted) -> Draft:
    """Make the report's document and clear it. Nothing is stored."""
    if not held.items:
        folder = str(desk.settings.folder)
        raise UsageError(folder, "holds no reports yet, so there is nothing to report on", f"Add some: sitrep add --desk {folder} PATH")
    shown = held if wanted.full else released(held, desk.now)
    now = _looked_at(desk, snapshot, held, shown, wanted.at)
    before, known = None, None
    if wanted.since is not None:
        base, then = earlier(snapshot, shown, wanted.since)
        before = seen_from(desk, base, then)
        known = frozenset(f.item.id for f in base.facts if f.item.available_at <= then.known_by)
    text = _Texts(snapshot)
    rules = rules_of(desk, snapshot, held, text)
    inputs = replace(_inputs(desk, snapshot, shown, now, before, wanted, text), known=known, titles=_titles(held, rules, full=wanted.full))
    guard, phrases = Guard(held.told, rules), Phrases(inputs, text.read)
    document = compose(inputs, phrases)
    for _ in range(0 if wanted.full else ROUNDS):
        found = tried(document, held.told, rules, guard, left_out=len(inputs.avoid))
        if not found.barred and found.masked <= inputs.masked:
            cleared = found.cleared
            break
        inputs = replace(inputs, avoid=inputs.avoid | found.barred, masked=inputs.masked | found.masked)
        document = compose(inputs, phrases)
    else:
        cleared = clear(document, held.told, rules, guard, full=wanted.full, left_out=len(inputs.avoid))
    first = next((s for s in cleared.document.sections if s.key == "bottom-line"), None)
    return Draft(cleared=cleared, bottom_line=tuple(s.text for s in first.sentences) if first else ())


def rendered(cleared: Cleared, also: Iterable[str] = ()) -> dict[str, bytes]:
    """A report in every text format, and in the further ones that are asked for, by the ending of its file."""
    made = {kind: render(cleared).encode() for kind, render in RENDER.items()}
    return made | {kind: BINARY[kind](cleared) for kind in also}


def released(held: Holdings, now: Micros) -> Holdings:
    """The holdings without what no draft may show: items under embargo, and claims withheld for a person's sake."""
    open_facts = tuple(f for f in held.facts if f.item.embargo is None or f.item.embargo <= now)
    return replace(narrowed(held, releasable(held.told.values(), now)), facts=open_facts)


def made_from(held: Holdings, at: Moments) -> str:
    """A digest of the claims, as they stand, and the letters that a report is made from: the same material gives the same digest."""
    standing = sorted((t.claim.id, t.standing, t.withdrawn_at or 0) for t in held.told.values())
    # The bytes of ``canonical``, which would look at each of a hundred thousand claims field by field.
    return digest("made-from", msgspec.json.encode(standing), str(at.as_of), str(at.known_by), *(str(d.seq) for d in held.rulings))


def _looked_at(desk: Desk, snapshot: Snapshot, held: Holdings, shown: Holdings, at: Moments) -> Seen:
    """The picture for a report: the one that is kept of all that the desk holds, where what may not be shown has no part in it."""
    in_pictures = sum(t.claim.withheld != "person" for t in shown.told.values()), len(shown.facts)
    if in_pictures == (sum(t.claim.withheld != "person" for t in held.told.values()), len(held.facts)):
        return seen_of(desk, snapshot, held, at)
    return seen_from(desk, shown, at)


def _inputs(desk: Desk, snapshot: Snapshot, held: Holdings, now: Seen, before: Seen | None, wanted: Wanted, text: Text) -> Inputs:
    importance = {a.id: a.priority for a in desk.pack.areas}
    expected = standing(snapshot, desk.now)
    return Inputs(
        picture=now.picture,
        told=held.told,
        text=text,
        pack=desk.pack,
        zone=desk.zone,
        number=wanted.number,
        template=load_template(wanted.template),
        since=wanted.since,
        before=before.picture if before else None,
        changes=without_rewordings(changes(before.picture, now.picture, held.told, importance), held.told) if before else (),
        items=tuple(f for f in held.facts if f.item.available_at <= wanted.at.known_by),
        sources={s.id: s for s in snapshot.sources()},
        grades={s: reliability(s, letter) for s, letter in letters(desk.pack, held).items()},
        links=held.links,
        place=_place_name(desk),
        refused=sum(1 for _ in snapshot.refusals()),
        together=now.together,
        forecasts=expected,
        score=score(s for s in expected if s.forecast.own),
        people=_people(snapshot, expected),
        rivals=kept(desk, snapshot, held, lambda: situation(desk, held, as_of=wanted.at.as_of, known_by=wanted.at.known_by)),
        next_issue=due(desk, snapshot, held, wanted.number, wanted.at.as_of, wanted.next_issue),
        pinned=made_from(held, wanted.at),
        reader=desk.reader_name,
    )


def _people(snapshot: Snapshot, expected: Iterable[StandingForecast]) -> dict[str, str]:
    made = {s.resolution.made_by for s in expected if s.resolution}
    return {m: name for m in made if (name := snapshot.person_name(m))}


def rules_of(desk: Desk, snapshot: Snapshot, held: Holdings, text: Text | None = None) -> Rules:
    """What clearing goes by, for this desk: who and what may be named, where, and how coarsely."""
    open_sources = _open_sources(snapshot, held.items)
    return Rules(
        now=desk.now,
        nonce=_secret(snapshot),
        names=names_of(desk.pack, open_sources)
        | peoples()
        | frozenset(n for n in (desk.settings.who.strip(), *authors(desk, snapshot)) if n),
        hidden=frozenset(s.name for s in snapshot.sources() if s not in open_sources),
        is_place=lambda name: bool(desk.resolver.find(name)),
        places=lambda text: (m.text for m, r in desk.resolver.read(text) if r.place and r.confidence >= SURE),
        called=_place_name(desk),
        coarser=_coarser(desk),
        district=_district(desk),
        text=text or _Texts(snapshot),
        items=held.items,
    )


def _titles(held: Holdings, rules: Rules, *, full: bool) -> dict[str, str]:
    """What items without a source are called by: their titles, unless one may hold a private name."""
    named = ((i.id, i.title) for i in held.items.values() if i.source is None and i.title and i.handling != "confidential")
    return {item: title for item, title in named if full or is_printable(title, rules.names, rules.is_place)}


def _open_sources(snapshot: Snapshot, items: Mapping[str, Item]) -> list[Source]:
    named = {snapshot.source(i.source).id for i in items.values() if i.source and i.handling != "confidential"}
    return [s for s in snapshot.sources() if s.id in named]


def _secret(snapshot: Snapshot) -> str:
    """The salt of commitments: the nonce of the desk's first ledger entry, which leaves the desk in no report."""
    first = next(iter(snapshot.entries()), None)
    return (first.nonce if first else None) or ""


class _Texts:
    """Passages' texts by their ids, each read once; ``None`` where there is no such passage."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[str, str | None] = {}

    def __call__(self, passage: str) -> str | None:
        if passage not in self._known:
            self.read((passage,))
        return self._known[passage]

    def read(self, passages: Iterable[str]) -> None:
        """Read those that are to be asked for, together."""
        fresh = [p for p in passages if p not in self._known]
        self._known |= dict.fromkeys(fresh) | texts_of(self._snapshot, fresh)


def _place_name(desk: Desk) -> Callable[[str], str | None]:
    def name(place: str) -> str | None:
        info = desk.resolver.info(place)
        return info.name if info else None

    return name


def _coarser(desk: Desk) -> Callable[[str], str | None]:
    name = _place_name(desk)

    def coarser(place: str) -> str | None:
        wide = desk.resolver.settlement_of(place)
        return None if wide == place else name(wide)

    return coarser


def _district(desk: Desk) -> Callable[[str], str | None]:
    name = _place_name(desk)

    def district(place: str) -> str | None:
        info = desk.resolver.info(place)
        wide = (info.district or info.province or info.country) if info else None
        return name(wide) or wide if wide else None

    return district
