"""The charts and the map of a report, as data: who holds what, when it was told to have happened, how many by whom, the calibration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sitrepdesk.language.numbers_things import plural_of
from sitrepdesk.model import DAY, Control, Figure, Happening, Mark, Tally, Where

from .ranking import is_history
from .speakers import voice
from .wording import capital, table
from .writer import Writer

_TABLE = table("sections.toml")
EVENTS = 16
"""Events on the timeline."""
_WINDOW = 21 * DAY
"""How far back the timeline goes (microseconds)."""
_PEOPLE = frozenset(_TABLE["units"]["people"])
_WORDS: dict[str, str] = _TABLE["event_word"]
COUNTS = 12
"""Counts in one chart."""


def figures(w: Writer) -> tuple[Figure, ...]:
    """The figures that the picture gives, each with the claims behind every mark; an empty one is left out."""
    made = (_map(w), _timeline(w), _bands(w, "people"), _bands(w, "materiel"), _calibration(w))
    return tuple(f for f in made if f.marks)


def _map(w: Writer) -> Figure:
    """Settlements whose holder somebody names, each at its own point; nothing is filled in between them."""
    marks = [m for c in w.inputs.picture.control if (m := _held(w, c))]
    return Figure(
        key="map",
        chart="map",
        title="Who is said to hold what",
        section="areas",
        caption="Points are settlements; nothing between them is known from them.",
        marks=tuple(sorted(marks, key=lambda m: m.label)),
    )


def _held(w: Writer, c: Control) -> Mark | None:
    told = [w.inputs.told[x] for x in (*c.support, *c.against) if x in w.inputs.told]
    point = next((p for t in told for p in t.claim.places if p.place == c.place and _settled(p)), None)
    if point is None or not told or all(t.own for t in told) or c.place in w.inputs.avoid:
        return None
    side = w.inputs.pack.side(c.side) if c.side else None
    group = "contested" if c.side == "contested" else side.name if side else "unknown"
    how = "last known" if c.aged else "reported" if c.basis == "reported" else "claimed"
    name = w.spelled(told[0].claim, c.place, c.name)
    support = tuple(t.claim.id for t in told if not t.own)
    return Mark(label=name, group=group, note=how, lat=point.lat, lon=point.lon, place=c.place, support=support) if support else None


def _settled(p: Where) -> bool:
    return p.lat is not None and p.lon is not None and p.precision == "settlement"


def _timeline(w: Writer) -> Figure:
    now = w.inputs.picture.as_of
    dated = [h for h in w.phrases.ranked() if h.start is not None and h.end is not None and now - _WINDOW < h.start]
    first: dict[str, Mark] = {}
    for mark in filter(None, (_told(w, h) for h in dated)):
        first.setdefault(mark.label, mark)  # two bars of one name would tell nothing apart: the weightier one is drawn
        if len(first) == EVENTS:
            break
    return Figure(
        key="timeline",
        chart="timeline",
        title="When it is said to have happened",
        section="changed",
        caption="A bar is the time that the reports leave open, not how long it lasted.",
        marks=tuple(sorted(first.values(), key=lambda m: (m.start or 0, m.end or 0, m.label))),
    )


_RELATIONS = frozenset({"beyond", "near", "through", "toward"})
"""Words before a place that say how it stands to what happened, where all others say which part of it is meant."""


def _told(w: Writer, h: Happening) -> Mark | None:
    made = w.of_happening(h)
    if made is None or h.tells != "happened" or not h.place_name:
        return None
    plain = made.lead.claim.is_plain
    note = "disputed" if h.disputed else "reported" if plain else "claimed or hedged"
    support = tuple(c for c in made.claims if not w.inputs.told[c].own)
    return Mark(label=named(h), group=note, start=h.start, end=h.end, place=h.place, support=support)


def named(h: Happening) -> str:
    """ "Izium: withdrawal", "Centre of Izium: capture"; "Withdrawal toward Izium" where the place has a word of relation before it."""
    place, what = h.place_name or "", _WORDS.get(h.type, h.type)
    return f"{capital(what)} {place}" if place.partition(" ")[0] in _RELATIONS else f"{capital(place)}: {what}"


def _bands(w: Writer, key: str) -> Figure:
    """Each source's count as the interval that its words leave, side by side; nothing is added up."""
    marks = [m for heading, kinds in _TABLE[key].items() for m in _counts(w, heading, kinds, people=key == "people")]
    return Figure(
        key=key,
        chart="bands",
        title="People, as each source counts them" if key == "people" else "Materiel, as each source counts it",
        section=key,
        caption="A bar is what the source's words leave open; an arrow, a bound that they do not give. Counts of two sources never add.",
        marks=tuple(marks[:COUNTS]),
    )


def _counts(w: Writer, heading: str, kinds: Iterable[str], *, people: bool) -> Iterator[Mark]:
    now, seen = w.inputs.picture.as_of, set()
    counted = [t for t in w.inputs.picture.tallies if t.kind in kinds and (t.unit in _PEOPLE) == people]
    tallies = [t for t in counted if t.side and t.unit and not is_history(t.end, now)]
    for t in sorted(tallies, key=_size):
        made = w.statement(t.support, t.lines)
        if made is None or made.lead.own or (t.low == t.high == 1):
            continue
        source = voice(made.lead)
        side = w.inputs.pack.side(t.side or "")
        group = f"{heading}, {side.demonyms[0] if side and side.demonyms else t.side} side"
        row = (group, source, t.low, t.high, t.unit)
        if row not in seen:
            seen.add(row)
            unit = "" if t.unit == "person" else t.unit if t.low == t.high == 1 else plural_of(t.unit)
            yield Mark(label=source, group=group, note=unit, low=t.low, high=t.high, place=t.place, support=made.claims)


def _size(t: Tally) -> tuple[object, ...]:
    size = t.low if t.low is not None else t.high or 0
    return (t.side or "", -size, t.support)


def _calibration(w: Writer) -> Figure:
    s = w.inputs.score
    bins = s.bins if s is not None and s.enough else ()
    marks = tuple(
        Mark(label=f"{b.low:.0%}–{b.high:.0%}", note=f"{b.cases}", low=Decimal(f"{b.forecast:.3f}"), high=Decimal(f"{b.happened:.3f}"))
        for b in bins
    )
    cases = s.cases if s else 0
    return Figure(
        key="calibration",
        chart="calibration",
        title="How often forecasts came true",
        section="forecasts",
        caption=f"{cases} scored forecasts of this desk.",
        marks=marks,
    )
