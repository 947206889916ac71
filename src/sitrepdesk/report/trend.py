"""Running totals of several lines as one chart, and what lies between them, said in words that take nobody's part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sitrepdesk.language.numbers_things import plural_of
from sitrepdesk.model import Figure, Gap, Mark, RunningTotal, Series

from .wording import day


def trend(found: Iterable[Series], names: Mapping[str, str], words: Iterable[str], title: str) -> Figure:
    """The chart of some series of one thing. ``names``: what each line is called; ``words``: what lies between them, its caption."""
    marks = tuple(
        Mark(label=names.get(s.line, s.line), group=names.get(s.line, s.line), low=c.low, high=c.high, start=c.at, support=(c.claim,))
        for s in found
        for c in s.counts
    )
    return Figure(key="trend", chart="trend", title=title, section="materiel", caption=" ".join(words), marks=marks)


def gap_in_words(gap: Gap, names: Mapping[str, str], zone: str) -> str:
    """Both counts with their bounds and days, how far apart they are, and whether both can be true. A party's count is called that."""
    unit = plural_of(gap.more.unit)
    more, less = (_name(s, names) for s in (gap.more, gap.less))
    then = day(gap.greater.at - 1, zone, year=True)
    other = day(gap.fewer.at - 1, zone, year=True)
    said = f"By {then} {more} counts {counted(gap.greater)} {unit}; {less}{'' if other == then else f', by {other},'} {counted(gap.fewer)}."
    return f"{said} {_between(gap)}"


def counted(c: RunningTotal) -> str:
    """The bounds in words: "2,169", "at least 1,168", "at most 60", "47,655 to 58,245"."""
    if c.low is not None and c.high is not None:
        return f"{c.low:,f}" if c.low == c.high else f"{c.low:,f} to {c.high:,f}"
    return f"at least {c.low:,f}" if c.low is not None else f"at most {c.high or Decimal(0):,f}"


def _between(gap: Gap) -> str:
    if not gap.apart:
        return "Their bounds meet."
    times = f", {gap.greater.size / gap.fewer.size:.1f} times as many" if gap.fewer.size else ""
    if not gap.possible:
        return f"That is {gap.apart:,f} more{times}, and both cannot be true."
    return f"That is {gap.apart:,f} more{times}. The lower count is a lower bound, so both can be true."


def _name(s: Series, names: Mapping[str, str]) -> str:
    name = names.get(s.line, s.line)
    return f"{name} (a party's own word)" if s.party else name
