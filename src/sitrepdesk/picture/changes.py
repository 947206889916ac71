"""What changed between two pictures, as typed changes that lead back to the claims before and the claims now.

A thing that is only absent the second time is no change: reports stop. It was ``withdrawn`` where its claims were taken back, and
``no-longer-reported`` where a newer version of the same article leaves it out, which is no retraction either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitrepdesk.model import Change, Control, Happening, Picture, Question, StandingForecast, Told
from sitrepdesk.model.picture import ChangeKind

from ._tables import AGES
from .control import CONTESTED
from .perhaps import perhaps_known

_RANK: tuple[ChangeKind, ...] = (
    "reversed",
    "contradicted",
    "withdrawn",
    "corrected",
    "answered",
    "new",
    "perhaps-known",
    "strengthened",
    "weakened",
    "resolved",
    "aged-out",
    "no-longer-reported",
)
_LAST = {"perhaps-known": 1, "no-longer-reported": 2}
_CAME_OUT = {"yes": "It came true", "no": "It did not come true", "void": "Its rule cannot decide it"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class _Claims:
    """What became of claims between the two moments."""

    told: Mapping[str, Told]
    before: int
    now: int

    def withdrawn(self, claims: Sequence[str]) -> bool:
        """Has every one of them been taken back since?"""
        return bool(claims) and all(self._taken_back(c) for c in claims)

    def some_withdrawn(self, claims: Sequence[str]) -> bool:
        """Has any of them been taken back since?"""
        return any(self._taken_back(c) for c in claims)

    def superseded(self, claims: Sequence[str]) -> bool:
        """Did all of them stand in articles that have a newer version now?"""
        return bool(claims) and all(c in self.told and self._since(self.told[c].superseded_at) for c in claims)

    def words(self, claims: Sequence[str]) -> set[tuple[str, str]]:
        """Type and words of each claim: what persists when an article comes again."""
        return {(t.claim.type, " ".join(t.claim.quote.casefold().split())) for c in claims if (t := self.told.get(c))}

    def _taken_back(self, claim: str) -> bool:
        t = self.told.get(claim)
        return t is not None and (t.standing == "rejected" or self._since(t.withdrawn_at))

    def _since(self, at: int | None) -> bool:
        return at is not None and self.before < at <= self.now


def changes(before: Picture, now: Picture, told: Mapping[str, Told], importance: Mapping[str, int] | None = None) -> tuple[Change, ...]:
    """The differences, those with most lines of support times importance first; after them what is first told now of long ago, and what
    may be known already; what is no longer reported last.

    ``told`` has the claims of both pictures, withdrawn ones too. ``importance`` is a weight by area id, 1 where none is given.
    """
    claims, weight = _Claims(told, before.known_by, now.known_by), importance or {}
    areas = {h.place: h.area for p in (before, now) for h in p.happenings}
    found = (
        *_happenings(before.happenings, now.happenings, claims),
        *_controls(before.control, now.control, claims, areas),
        *_questions(before.questions, now.questions, claims),
    )
    old = {h.claims for h in now.happenings if h.background or (h.end is not None and h.end < before.as_of - AGES)}
    return tuple(sorted(found, key=lambda c: _rank(c, weight, old)))


def resolved(before: int, now: Sequence[StandingForecast]) -> tuple[Change, ...]:
    """The forecasts that were decided after ``before`` (microseconds), as changes; other people's are not among them."""
    return tuple(
        Change(
            kind="resolved",
            about=s.forecast.outcome,
            area=None,
            before=(s.forecast.id,),
            now=s.resolution.claims,
            because=f"{_CAME_OUT[s.resolution.result]}: {s.resolution.because}",
            subject="forecast",
        )
        for s in now
        if s.resolution and s.forecast.own and s.resolution.recorded_at > before
    )


def _rank(c: Change, weight: Mapping[str, int], old: Collection[tuple[str, ...]]) -> tuple[object, ...]:
    gone = _LAST.get(c.kind, 1 if c.kind == "new" and c.now in old else 0)
    return (gone, -max(c.lines, 1) * weight.get(c.area or "", 1), _RANK.index(c.kind), c.about, c.before, c.now)


def _happenings(before: Sequence[Happening], now: Sequence[Happening], claims: _Claims) -> Iterator[Change]:
    match = _matcher(now, claims)
    kept: set[str] = set()
    for old in before:
        new = match(old)
        kept |= {n.event for n in new}
        if new:
            yield from _moved(old, max(new, key=lambda n: (n.lines, n.event)), claims)
        elif kind := _gone(old.claims, claims):
            yield _change(kind[0], old, None, kind[1])
    new = [h for h in now if h.event not in kept]
    known = perhaps_known(new, now, claims.told)
    yield from (_new(h, known.get(h.event)) for h in new)


def _new(h: Happening, better: Happening | None) -> Change:
    if better is None:
        return _change("new", None, h, f"Not in the picture before; told by {_lines(h.lines)}.")
    return _change("perhaps-known", better, h, f"It may be another account of what {_lines(better.lines)} told.")


def _matcher(now: Sequence[Happening], claims: _Claims) -> Callable[[Happening], list[Happening]]:
    """Find what an earlier happening has become: by claims in common, by the same words, or by type, place and time."""
    by_claim = {c: h for h in now for c in h.claims}
    by_words = {w: h for h in now for w in claims.words(h.claims)}
    by_kind: dict[tuple[object, ...], list[Happening]] = {}
    for h in now:
        by_kind.setdefault((h.type, h.tells, h.place), []).append(h)

    def match(old: Happening) -> list[Happening]:
        same = {h.event: h for c in old.claims if (h := by_claim.get(c))}
        same = same or {h.event: h for w in claims.words(old.claims) if (h := by_words.get(w))}
        if not same and old.place and claims.superseded(old.claims):
            same = {h.event: h for h in by_kind.get((old.type, old.tells, old.place), ()) if _overlap(old, h)}
        return list(same.values())

    return match


def _overlap(a: Happening, b: Happening) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return (a.start, a.end) == (b.start, b.end)
    return a.start < b.end and b.start < a.end


def _moved(old: Happening, new: Happening, claims: _Claims) -> Iterator[Change]:
    lines = f"Told by {_lines(new.lines)}, before by {_lines(old.lines)}."
    if new.disputed and not old.disputed:
        yield _change("contradicted", old, new, "Another account now excludes it.")
    elif claims.some_withdrawn(old.claims):
        yield _change("corrected", old, new, "A claim behind it was taken back; others still tell it.")
    elif (old.type, old.place, old.tells) != (new.type, new.place, new.tells) and set(old.claims) & set(new.claims):
        if any((t := claims.told.get(c)) and t.standing == "corrected" for c in new.claims):
            yield _change("corrected", old, new, "A person corrected what was read.")
    elif new.lines > old.lines:
        yield _change("strengthened", old, new, lines)
    elif new.lines < old.lines:
        yield _change("weakened", old, new, lines)


def _gone(before: Sequence[str], claims: _Claims) -> tuple[ChangeKind, str] | None:
    if claims.withdrawn(before):
        return "withdrawn", "Those who told it, or a person at this desk, have taken it back."
    if claims.superseded(before):
        return "no-longer-reported", "A newer version of the article leaves it out, which takes nothing back."
    return None


def _change(kind: ChangeKind, old: Happening | None, new: Happening | None, because: str) -> Change:
    h = new or old
    return Change(
        kind=kind,
        about=_about(h) if h else "",
        area=h.area if h else None,
        before=old.claims if old else (),
        now=new.claims if new else (),
        because=because,
        lines=h.lines if h else 0,
    )


def _about(h: Happening) -> str:
    return f"{h.type}: {h.place_name}" if h.place_name else h.type


def _lines(count: int) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} independent line{'' if count == 1 else 's'}"


def _controls(
    before: Sequence[Control], now: Sequence[Control], claims: _Claims, areas: Mapping[str | None, str | None]
) -> Iterator[Change]:
    new = {c.place: c for c in now}
    old = {c.place: c for c in before}
    for place in sorted({*old, *new}):
        was, is_ = old.get(place), new.get(place)
        if found := _held(was, is_, claims):
            one = is_ or was
            yield Change(
                kind=found[0],
                about=one.name if one else place,
                area=areas.get(place),
                before=was.support if was else (),
                now=is_.support if is_ else (),
                because=found[1],
                subject="control",
                lines=one.lines if one else 0,
            )


def _held(was: Control | None, is_: Control | None, claims: _Claims) -> tuple[ChangeKind, str] | None:
    if is_ is None:
        return _gone(was.support, claims) if was else None
    if was is None or (was.side is None and is_.side is not None):
        return "new", "Nobody was known to hold it before."
    if was.side != is_.side:
        return _turned(was, is_, claims)
    if is_.aged and not was.aged:
        return "aged-out", "Nobody has confirmed it lately; it is only what was last known."
    if is_.lines != was.lines:
        kind: ChangeKind = "strengthened" if is_.lines > was.lines else "weakened"
        return kind, f"Who holds it is told by {_lines(is_.lines)}, before by {_lines(was.lines)}."
    return None


def _turned(was: Control, is_: Control, claims: _Claims) -> tuple[ChangeKind, str]:
    if claims.withdrawn(was.support):
        return "withdrawn", "What said who held it was taken back."
    if is_.side == CONTESTED:
        return "contradicted", "Who holds it is contested now."
    if was.side == CONTESTED:
        return "strengthened", "It was contested before."
    if is_.side is None:
        gone = "Its holder is said to have left" if is_.left else "Another side is said to have entered it"
        return "reversed", f"{gone}; nobody is said to hold it."
    return "reversed", "Another side is said to hold it now."


def _questions(before: Sequence[Question], now: Sequence[Question], claims: _Claims) -> Iterator[Change]:
    asked = {c: q for q in before for c in q.claims}
    words = {w: q for q in before for w in claims.words(q.claims)}
    kept: set[str] = set()
    for q in now:
        old = next((asked[c] for c in q.claims if c in asked), None) or next((words[w] for w in claims.words(q.claims) if w in words), None)
        if old:
            kept.add(old.id)
        if old and q.outcome and not old.outcome:
            yield _asked("answered", q, old.claims, (q.outcome,), "A later claim answers it, as far as its speaker goes.")
        elif not old and not q.outcome:
            yield _asked("new", q, (), q.claims, "It is open since this report.")
    for q in before:
        if q.id not in kept and (kind := _gone(q.claims, claims)):
            yield _asked(kind[0], q, q.claims, (), kind[1])


def _asked(kind: ChangeKind, q: Question, before: tuple[str, ...], now: tuple[str, ...], because: str) -> Change:
    return Change(kind=kind, about=q.text, area=None, before=before, now=now, because=because, subject="question")
