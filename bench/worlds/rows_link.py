"""The rows of the table on linking: same event, who copied whom, independent lines, clashes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from .figures import adjusted_rand, b_cubed
from .history import GROWING
from .product import Answer, Key, components, id_of, key_of
from .questions import Known
from .records import DAY, HOUR, Number

UNKNOWN_DIRECTION = "not known"
SLACK, LITTLE = 2.0, 1.2
"""Soft bounds passed by ``SLACK`` clash; passed by less than ``LITTLE`` they do not; between the two nothing is asked."""
UNDECIDED = "undecided"
AT_ONCE = 12 * HOUR
"""Two words on who holds a place are of one time where they were published no further apart."""


@dataclass(slots=True)
class Linking:
    """Cases of one world, to be pooled."""

    b3: list[tuple[float, float]] = field(default_factory=list)
    clusters: list[float] = field(default_factory=list)
    directed: list[bool] = field(default_factory=list)
    open: int = 0
    found: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    lines: list[tuple[int, int]] = field(default_factory=list)
    clash_right: list[bool] = field(default_factory=list)
    clash_found: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    wrong_clashes: Counter[str] = field(default_factory=Counter)
    update_right: list[bool] = field(default_factory=list)

    def add(self, other: Linking) -> None:
        """Pool the cases of another world."""
        for name in ("b3", "clusters", "directed", "lines", "clash_right", "update_right"):
            getattr(self, name).extend(getattr(other, name))
        self.open += other.open
        self.wrong_clashes.update(other.wrong_clashes)
        for mine, theirs in ((self.clash_found, other.clash_found), (self.found, other.found)):
            for kind, cases in theirs.items():
                mine[kind].extend(cases)


def linking(world: Known, answer: Answer) -> Linking:
    """All cases of one world."""
    out = Linking(b3=_same_event(world, answer), lines=_lines(world, answer))
    _copies(world, answer, out)
    _clashes(world, answer, out)
    return out


def told_rows(world: Known) -> dict[Key, dict[str, Any]]:
    """What is known of each claim that words a telling."""
    return {(item, c["n"]): c | {"item": item} for item, c in world.tellings()}


def _same_event(world: Known, answer: Answer) -> list[tuple[float, float]]:
    """Happenings against events; who holds a place is a state, not an event, and stays out."""
    gold: dict[str, Hashable] = {}
    for item, c in world.tellings():
        if c["mood"] == "stated" and world.happenings[c["happening"]]["type"] != "hold":
            gold[id_of(item, c["n"])] = (c["happening"], c["polarity"])
    said: dict[str, Hashable] = {c: e.id for e in answer.events for c in e.claims}
    return b_cubed(gold, said)


def _copies(world: Known, answer: Answer, out: Linking) -> None:
    gold = {item: row["root"] for item, row in world.ancestry.items()}
    said = components(((k.left, k.right) for k in answer.copies), gold)
    out.clusters.append(adjusted_rand(gold, said))
    parents = {item: row["parent"] for item, row in world.ancestry.items() if row["parent"]}
    for item, parent in parents.items():
        row = world.ancestry[item]
        out.found["+".join(row["traces"]) if row["mode"] == "rewritten" else row["mode"]].append(said[item] == said[parent])
    for link in answer.copies:
        left, right = (_above(parents, x) for x in (link.left, link.right))
        if link.right not in left and link.left not in right:
            continue
        if UNKNOWN_DIRECTION in link.because:
            out.open += 1
        else:
            out.directed.append(link.right in left)


def _above(parents: dict[str, str], item: str) -> set[str]:
    found: set[str] = set()
    while item in parents:
        item = parents[item]
        found.add(item)
    return found


def _lines(world: Known, answer: Answer) -> list[tuple[int, int]]:
    """(true, counted) independent lines of each happening that is told to have happened, over all who tell it."""
    true: dict[str, set[str]] = defaultdict(set)
    said: dict[str, set[str]] = defaultdict(set)
    for item, c in world.tellings():
        account = answer.accounts.get(id_of(item, c["n"]))
        if c["mood"] == "stated" and c["polarity"] == "affirmed" and account is not None:
            true[c["happening"]].add(c["line"])
            said[c["happening"]].update(line for line in (account.line,) if line)
    return [(len(true[h]), len(said[h])) for h in sorted(true)]


def apart(a: Number, b: Number, slack: float = SLACK) -> bool:
    """Whether no count is both; a soft bound gives way by less than ``slack``."""
    return _under(a, b, slack) or _under(b, a, slack)


def _under(a: Number, b: Number, slack: float = SLACK) -> bool:
    if a.high is None or b.low is None:
        return False
    soft = a.soft in {"high", "both"} or b.soft in {"low", "both"}
    return a.high * (slack if soft else 1) < b.low


def _clashes(world: Known, answer: Answer, out: Linking) -> None:
    rows = told_rows(world)
    joined = _joined(answer)
    for link in answer.clashes:
        a, b = rows.get(key_of(link.left)), rows.get(key_of(link.right))
        why = "no claim of the world" if a is None or b is None else judge(world, a, b)
        if why == UNDECIDED:
            continue
        out.clash_right.append(why == "")
        if why:
            out.wrong_clashes[why] += 1
    for kind, left, right in _units(world, rows):
        out.clash_found[kind].append(any(joined(id_of(*x), id_of(*y)) for x in left for y in right))
    for link in answer.updates:
        a, b = rows.get(key_of(link.left)), rows.get(key_of(link.right))
        if a and b and a["number"] and b["number"]:
            out.update_right.append(a["happening"] == b["happening"])


def _joined(answer: Answer) -> Callable[[str, str], bool]:
    """Whether two claims clash: by a link of their own, or one of the two events that they tell of; counts only by their own."""
    home = {c: e.id for e in answer.events for c in e.claims}
    claims = {frozenset((k.left, k.right)) for k in answer.clashes}
    events = {frozenset((home[k.left], home[k.right])) for k in answer.clashes if home[k.left] != home[k.right]}
    return lambda x, y: frozenset((x, y)) in claims or frozenset((home.get(x), home.get(y))) in events


def judge(world: Known, a: dict[str, Any], b: dict[str, Any]) -> str:
    """Why two claims do not clash; empty where they do."""
    one, other = (world.happenings[x["happening"]] for x in (a, b))
    if {a["mood"], b["mood"]} != {"stated"}:
        return "one asserts nothing"
    if one is other or (one["type"] == other["type"] and one["place"] == other["place"] and abs(one["at"] - other["at"]) < 2 * DAY):
        if a["polarity"] != b["polarity"] or (a["side"] != b["side"] and one["type"] in {"hold", "capture"}):
            return ""
        if a["number"] and b["number"]:
            return _judge_numbers(world, one, a, b)
    if _holder(one, a) and _holder(other, b) and one["place"] == other["place"]:
        near = abs(one["at"] - other["at"]) < 3 * DAY
        return "" if near and _holder(one, a) != _holder(other, b) else "one holder after the other" if not near else "one holder"
    return "different happenings" if one is not other else "nothing in it excludes the other"


def _judge_numbers(world: Known, h: dict[str, Any], a: dict[str, Any], b: dict[str, Any]) -> str:
    first, last = sorted((a, b), key=lambda x: world.ancestry[x["item"]]["published"])
    low, high = (Number("", *x["number"]) for x in (first, last))
    if not apart(low, high):
        return UNDECIDED if apart(low, high, LITTLE) else "compatible bounds"
    return "a count that grew" if h["grows_h"] is not None and _under(low, high) else ""


def _holder(h: dict[str, Any], row: dict[str, Any]) -> str | None:
    if h["type"] == "withdraw":
        return None
    return row["side"] if h["type"] in {"hold", "capture"} and row["polarity"] == "affirmed" else None


def _units(world: Known, rows: dict[Key, dict[str, Any]]) -> Iterator[tuple[str, set[Key], set[Key]]]:
    """What must be found: (kind, claims on one side, claims on the other), for firm tellings of one happening in the place itself."""
    by_happening: dict[str, dict[Key, dict[str, Any]]] = defaultdict(dict)
    for key, row in rows.items():
        if row["mood"] == "stated" and row["firm"] and row["scope"] == "at" and not {"place", "day"} & set(row["slips"]):
            by_happening[row["happening"]][key] = row
    for name, told in by_happening.items():
        h = world.happenings[name]
        if h["type"] == "hold":
            yield from _holders(world, told)
            continue
        groups: dict[str, set[Key]] = defaultdict(set)
        for key, row in told.items():
            groups[row["polarity"]].add(key)
        if len(groups) == 2:
            yield "yes and no", groups["affirmed"], groups["negated"]
        if h["grows_h"] is None:
            yield from _number_units(world, h["type"], told)


def _holders(world: Known, told: dict[Key, dict[str, Any]]) -> Iterator[tuple[str, set[Key], set[Key]]]:
    """Two sides said at one time to hold a place."""
    at = {key: world.ancestry[key[0]]["published"] for key in told}
    near = [(a, b) for a, b in combinations(sorted(told), 2) if told[a]["side"] != told[b]["side"] and abs(at[a] - at[b]) < AT_ONCE]
    if near:
        yield "holders", {a for pair in near for a in pair}, {a for pair in near for a in pair}


def _number_units(world: Known, what: str, told: dict[Key, dict[str, Any]]) -> Iterator[tuple[str, set[Key], set[Key]]]:
    """Counts of own tellings that cannot both be; what a copyist slipped is no count of anybody's.

    Nothing is asked where the one told later is the higher, of a sort that may grow: nobody could know that this one did not.
    """
    groups: dict[tuple[Any, ...], set[Key]] = defaultdict(set)
    for key, row in told.items():
        if row["number"] and row["polarity"] == "affirmed":
            groups[tuple(row["number"])].add(key)
    own = {v: min(at) for v in groups if (at := [world.ancestry[k[0]]["published"] for k in groups[v] if told[k]["parent"] is None])}
    for first, last in combinations(sorted(own, key=lambda v: (own[v], str(v))), 2):
        low, high = Number("", *first), Number("", *last)
        if apart(low, high) and not (what in GROWING and _under(low, high)):
            yield "counts", groups[first], groups[last]
