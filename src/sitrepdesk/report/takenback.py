"""What sources withdrew or corrected, and what people at the desk decided: the words that no longer stand, and those in their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from sitrepdesk.model import Item, Link, Section, Sentence, Told

from .ranking import told_at
from .speakers import NOBODY, with_article
from .wording import capital, count, day, listed, table
from .writer import Statement, Writer, closed

_TABLE = table("words.toml")["taken_back"]
_WORDS = re.compile(r"\b(?:" + "|".join(map(re.escape, _TABLE["words"])) + r")", re.IGNORECASE)
_VERB = {"retracts": "withdrew", "corrects": "corrected"}
_LABEL = {"retracts": "Withdrawn", "corrects": "Corrected"}
TAKEN_BACK = tuple(_LABEL.values())
"""How the sentences begin that tell of a retraction or a correction."""


def taken_back(w: Writer, section: str, since: int | None = None, until: int | None = None) -> list[Sentence]:
    """Each retraction and correction that came after ``since`` and not after ``until`` (microseconds), oldest first."""
    items = w.phrases.items()
    return [_one(w, section, k, items) for k in _found(w, since, until)]


def _found(w: Writer, since: int | None = None, until: int | None = None) -> list[Link]:
    items = w.phrases.items()
    found = [(items[k.left].available_at, k) for k in w.inputs.links if k.relation in _VERB and k.left in items and k.right in items]
    inside = [(at, k) for at, k in found if (since is None or since < at) and (until is None or at <= until)]
    return [k for _, k in sorted(inside, key=lambda x: (x[0], x[1].left, x[1].right))]


def corrections(w: Writer, *, told: bool = False) -> list[Section]:
    """The section on corrections and retractions; none where there are none.

    ``told``: those since the last report stand under what changed.
    """
    since = w.inputs.before.known_by if told and w.inputs.before and w.inputs.since is not None else None
    recent = bool(since is not None and _found(w, since))
    made = taken_back(w, "corrections") if since is None else taken_back(w, "corrections", until=since)
    if recent:
        no = f"No. {w.inputs.since}"
        made.append(w.note("corrections", f"What was taken back since {no} stands under “What changed since {no}”."))
    if made:
        made.append(
            w.note("corrections", "What was taken back supports nothing from then on, nor do its copies, though some went on repeating it.")
        )
    standing: Counter[str] = Counter(t.standing for t in w.inputs.told.values())
    done = [count(n, f"claim {verb}", f"claims {verb}") for verb in ("corrected", "rejected") if (n := standing[verb])]
    if done:
        made.append(w.note("corrections", f"People at this desk decided on claims: {listed(done)}."))
    return [Section(key="corrections", title="Corrections and retractions", sentences=tuple(made))] if made else []


def _one(w: Writer, section: str, link: Link, items: Mapping[str, Item]) -> Sentence:
    new, old = items[link.left], items[link.right]
    gone = _statement(w, [t for t in w.inputs.told.values() if t.item.id == old.id and t.withdrawn_at is not None])
    said = [t for t in w.inputs.told.values() if t.item.id == new.id and t.withdrawn_at is None]
    if gone is None:
        told = _statement(w, [t for t in said if _WORDS.search(w.citations.quote(t.claim.id).shown)]) or _statement(w, said)
        return w.fact(section, told, _LABEL[link.relation]) if told else w.note(section, _bare(w, link, new, old))
    now = _in_place(w, gone, said) if link.relation == "corrects" else None
    if now:
        return w.pair(section, gone, now, "Then", _LABEL[link.relation])
    on = f" on {day(new.published.start, w.inputs.zone)}" if new.published else ""
    cited = _statement(w, [t for t in said if _WORDS.search(w.citations.quote(t.claim.id).shown)]) or _statement(w, said)
    words = w.words(cited).shown if cited and link.relation == "corrects" and _WORDS.search(w.words(cited).shown) else ""
    text = f"{w.telling(gone, quote_first=False)} It {_VERB[link.relation]} this{on}{f': “{closed(words)}”' if words else '.'}"
    support = gone.claims + (cited.claims if cited else ())
    return w.sentence(section, f"{_LABEL[link.relation]} — {text}", "fact", support)


def _in_place(w: Writer, gone: Statement, said: list[Told]) -> Statement | None:
    """What a correction says instead: a claim of the same type, with a number where the old one had one."""
    lead = gone.lead.claim
    same = [t for t in said if t.claim.type == lead.type and bool(t.claim.quantities) == bool(lead.quantities)]
    return _statement(w, same)


def _statement(w: Writer, told: list[Told]) -> Statement | None:
    """The first that can be told; what stands alone best comes first, a number before none."""
    kept = [t for t in told if t.claim.mood == "stated" and t.claim.withheld is None]
    made = [s for t in sorted(kept, key=told_at) if (s := w.statement((t.claim.id,)))]
    return max(made, key=lambda s: (bool(s.lead.claim.quantities), w.standing(s)), default=None)


def _bare(w: Writer, link: Link, new: Item, old: Item) -> str:
    source = w.inputs.sources.get(new.source or "")
    name = with_article(source.name) if source else NOBODY
    on = f" on {day(new.published.start, w.inputs.zone)}" if new.published else ""
    of = f" of {day(old.published.start, w.inputs.zone)}" if old.published else ""
    return f"{capital(name)} {_VERB[link.relation]}{on} its report{of}."
