"""Shared Hypothesis strategies for records."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from sitrepdesk.model import TYPES, Claim, Participant, Quantity, Speaker, When, Where, anchor_of

text = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=12)
spans = st.tuples(st.integers(0, 500), st.integers(0, 80)).map(lambda t: (t[0], t[0] + t[1]))
instants = st.integers(0, 4_102_444_800_000_000)
bounds = st.none() | st.integers(0, 10_000_000).map(lambda n: Decimal(n) / 1000)
participants = st.builds(Participant, text=text, span=spans, entity=st.none() | text)
quantities = st.builds(Quantity, text=text, span=spans, low=bounds, high=bounds, unit=st.none() | text, of=st.none() | text)
places = st.builds(
    Where,
    text=text,
    span=spans,
    lat=st.none() | st.integers(-90_000_000, 90_000_000),
    lon=st.none() | st.integers(-180_000_000, 180_000_000),
    confidence=st.none() | st.integers(0, 1000),
    others=st.lists(text, max_size=2).map(tuple),
)
times = st.builds(When, text=st.none() | text, start=st.none() | instants, end=st.none() | instants)
speakers = st.builds(Speaker, kind=st.sampled_from(["named", "unnamed", "media"]), text=text, span=spans)


def _tuples(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=2).map(tuple)


claims = st.builds(
    Claim,
    item=st.just("i"),
    passage=st.just("p"),
    quote=text,
    span=spans,
    head=text,
    head_span=spans,
    type=st.sampled_from(TYPES),
    reader=st.just("r"),
    actor=_tuples(participants),
    target=_tuples(participants),
    places=_tuples(places),
    time=times,
    quantities=_tuples(quantities),
    attribution=_tuples(speakers),
    polarity=st.sampled_from(["affirmed", "negated"]),
    why=_tuples(text),
).map(lambda c: _anchored(c))


def _anchored(claim: Claim) -> Claim:
    return replace(claim, anchor=anchor_of(claim.passage, claim.head_span, claim.ordinal))
