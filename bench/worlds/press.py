"""Tellings become reports, and reports are copied: literally, in part, in other words, with slips."""

from __future__ import annotations

import hashlib
import itertools
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from .cast import NAMES
from .colour import Colour
from .kinds import Kind
from .layout import Layout
from .numbers import holds, slip
from .records import DAY, HOUR, Credit, Happening, Part, Report, Source, Telling
from .seeing import Witnesses
from .wording import Wording

MODES = ("literal", "partial", "rewritten", "reissued")
CHAIN = 0.35
"""How often a copier takes from a copy and not from the first report."""


class Press:
    """Makes the reports of one stretch of time."""

    def __init__(self, key: str, kind: Kind, wording: Wording, witnesses: Witnesses, sources: list[Source], rng: random.Random) -> None:
        self.key = key
        self.kind, self.wording, self.witnesses, self.rng = kind, wording, witnesses, rng
        self.sources = {s.id: s for s in sources}
        self._all = sources
        self._copying = list(itertools.accumulate(s.copies for s in sources))
        self.colour = Colour(wording, rng, NAMES | NAMES.get(kind.wording, {}))
        self.layout = Layout(wording, rng)
        self._favourites = {s.id: {rng.choice(sources).id for _ in range(4)} | ({s.owner} if s.owner else set()) for s in sources}
        self._count = itertools.count(1)
        self._told = itertools.count(1)

    def stretch(self, happenings: Sequence[Happening]) -> list[Report]:
        """All reports on these happenings, own ones and copies, in order of time."""
        originals = self._originals([t for h in happenings for t in self.witnesses.see(h)])
        wanted = round(len(originals) * self.kind.copied / (1 - self.kind.copied))
        return sorted([*originals, *self._copies(originals, wanted, happenings)], key=lambda r: (r.published, r.id))

    def _originals(self, tellings: Iterable[Telling]) -> list[Report]:
        by_source: dict[str, list[Telling]] = {}
        for t in tellings:
            by_source.setdefault(t.source, []).append(t)
        out = []
        for source, told in by_source.items():
            for batch in self._batches(self.sources[source], sorted(told, key=lambda t: t.said_at)):
                out.append(self._original(self.sources[source], batch))
        return sorted(out, key=lambda r: (r.published, r.id))

    @staticmethod
    def _batches(source: Source, told: list[Telling]) -> Iterable[list[Telling]]:
        batch: list[Telling] = []
        for t in told:
            again = any(t.happening.id == b.happening.id for b in batch)
            if batch and (len(batch) >= source.bundle or again or t.said_at - batch[0].said_at > 14 * HOUR):
                yield batch
                batch = []
            batch.append(t)
        if batch:
            yield batch

    def _report(self, source: Source, published: int, parts: list[Part], mode: str) -> Report:
        number = hashlib.sha256(f"{self.key}:{next(self._count)}".encode()).hexdigest()[:12]
        report = Report(f"w{number}", source, published, parts, mode, pull=self.rng.paretovariate(self.kind.crowd))
        report.root = report.id
        return report

    def _original(self, source: Source, told: list[Telling]) -> Report:
        rng = self.rng
        published = max(t.said_at for t in told) + rng.randint(1, 50) * 60_000_000
        parts: list[Part] = []
        for t in told:
            t.said_at = published
            first, *rest = self._around(source, t)
            parts.append(self.wording.part(t, published, rng).glue(first))
            parts.extend(Part(" ".join(words), []) for words in rest)
        report = self._report(source, published, parts, "original")
        self.layout.dress(report, told[0].place)
        return report

    def _around(self, source: Source, t: Telling) -> list[tuple[str, ...]]:
        """What else the report says there: sentences of the same paragraph, then paragraphs of their own. Channels write short."""
        rng, colour = self.rng, self.colour
        out = [colour.detail()] if rng.random() < 0.45 else []
        out += [colour.quote()] if rng.random() < 0.45 else []
        out += [colour.filler(t.place) for _ in range(rng.choice((0, 0, 1)) if source.kind == "channel" else rng.choice((1, 1, 2)))]
        rng.shuffle(out)
        same = min(len(out), rng.choice((0, 1, 1, 2)))
        return [tuple(out[:same]), *((words,) for words in out[same:])]

    def _copies(self, originals: list[Report], wanted: int, happenings: Sequence[Happening]) -> list[Report]:
        """Copies of these originals; some are copies of copies."""
        rng = self.rng
        if not originals:
            return []
        weights = list(itertools.accumulate(r.pull for r in originals))
        below: dict[str, list[Report]] = {}
        out = []
        for _ in range(wanted):
            root = rng.choices(originals, cum_weights=weights)[0]
            line = below.setdefault(root.id, [])
            parent = rng.choice(line) if line and rng.random() < CHAIN else root
            mode = rng.choices(MODES, self.kind.modes)[0]
            copier = parent.source if mode == "reissued" else self._copier(parent)
            copy = self.copy(parent, copier, mode, happenings)
            if copy is not None:
                line.append(copy)
                out.append(copy)
        return out

    def _copier(self, parent: Report) -> Source:
        """Somebody else, rather one who follows the parent's source, rarely one of another side."""
        for _ in range(12):
            source = self.rng.choices(self._all, cum_weights=self._copying)[0]
            liking = 1.0 if parent.source.id in self._favourites[source.id] else 0.35
            if source.side and parent.source.side and source.side != parent.source.side:
                liking *= 0.2
            if source.id != parent.source.id and self.rng.random() < liking:
                return source
        return next(s for s in self._all if s.id != parent.source.id)

    def copy(self, parent: Report, source: Source, mode: str, happenings: Sequence[Happening]) -> Report | None:
        """A copy of a report by that source; ``None`` where nothing of it is left. ``happenings``: what it may tell of its own besides."""
        rng = self.rng
        published = parent.published + round(rng.lognormvariate(math.log(self.kind.copy_h), 0.8) * HOUR)
        gives_credit = rng.random() < source.credits and mode != "reissued"
        named = self.layout.named(parent.source, mode) if gives_credit else None
        parts = {"literal": self._literal, "partial": self._partial, "rewritten": self._rewritten, "reissued": self._same}[mode](
            parent, source, published, named
        )
        if not any(p.telling for p in parts):
            return None
        if happenings and mode in {"partial", "rewritten"} and rng.random() < 0.35:
            parts = self._own(source, published, happenings, parts)
        report = self._report(source, published, parts, mode)
        report.parent, report.root = parent.id, parent.root
        report.traces = self._traces(parent, parts, mode, named)
        first = next(p.telling for p in parts if p.telling)
        if mode == "reissued" or (mode == "literal" and not self.layout.often("retitle")):
            report.lead = parent.lead
            report.tail = source.footer or ""
        else:
            self.layout.dress(report, first.place)
        if named:
            self.layout.credit(report, named, first.place)
        return report

    def _child(self, t: Telling, source: Source, published: int, **changes: Any) -> Telling:
        return replace(t, id=f"c{next(self._told):07d}", source=source.id, said_at=published, parent=t.id, **changes)

    def _same(self, parent: Report, source: Source, published: int, _named: Credit | None) -> list[Part]:
        return [
            Part(p.text, p.claims, self._child(p.telling, source, published) if p.telling else None, p.form, p.glued) for p in parent.parts
        ]

    def _literal(self, parent: Report, source: Source, published: int, named: Credit | None) -> list[Part]:
        """Word for word; the end may be cut, a figure mistyped."""
        parts = self._same(parent, source, published, named)
        if len(parts) > 2 and self.rng.random() < 0.3:
            parts = parts[:-1]
        return [self._mistype(p) for p in parts]

    def _mistype(self, part: Part) -> Part:
        """Two figures of an exact number exchanged, with its length kept."""
        t = part.telling
        if t is None or t.number is None or self.rng.random() > self.kind.mistake * 0.4:
            return part
        other = slip(t.number, self.rng)
        wrong = other and str(int(other.low or 0))
        if not other or not wrong or len(wrong) != len(t.number.text) or part.text.count(t.number.text) != 1:
            return part
        text = part.text.replace(t.number.text, wrong)
        claims = [c | {"quote": c["quote"].replace(t.number.text, wrong)} for c in part.claims]
        for claim in claims:
            claim["quantities"] = [q | {"text": wrong, "low": other.low, "high": other.high} for q in claim["quantities"]]
        t.number = replace(other, text=wrong)
        self._judge(t, "number")
        return Part(text, claims, t, part.form, part.glued)

    @staticmethod
    def _judge(t: Telling, what: str) -> None:
        """Marks a slip and says anew whether the number holds the truth."""
        t.slips = (*t.slips, what)
        h = t.happening
        if t.number is not None and what == "number":
            known = h.known(t.said_at) or 0
            t.value_right = h.happened and (holds(t.number, known) or holds(t.number, h.count or known))
            t.right = t.right and t.value_right

    def _partial(self, parent: Report, source: Source, published: int, named: Credit | None) -> list[Part]:
        """Some of its paragraphs, in another order, within other matter."""
        rng = self.rng
        parts = self._same(parent, source, published, named)
        keep = max(1, round(len(parts) * rng.uniform(0.35, 0.8)))
        telling = [p for p in parts if p.telling]
        kept = [rng.choice(telling)] if telling else []
        kept += rng.sample([p for p in parts if p not in kept], min(keep - 1, len(parts) - 1)) if keep > 1 else []
        place = kept[0].telling.place if kept and kept[0].telling else 0
        more = [self.colour.filler(place) for _ in range(rng.randint(1, 3))] + ([self.colour.quote()] if rng.random() < 0.5 else [])
        mixed = [*kept, *(Part(words, []) for words in more)]
        rng.shuffle(mixed)
        return mixed

    def _rewritten(self, parent: Report, source: Source, published: int, named: Credit | None) -> list[Part]:
        """The same facts in other words; some are left out, details and quotations sometimes stay, slips happen."""
        rng = self.rng
        parts: list[Part] = []
        for part in parent.parts:
            if part.telling is None:
                if rng.random() < 0.4:
                    parts.append(Part(self._again(part.text), []))
            elif rng.random() < 0.85 or not any(p.telling for p in parts):
                told = self._slipped(self._child(part.telling, source, published))
                credit = (
                    named
                    if named and (named.manner == "clause" or (named.manner == "first" and not any(p.telling for p in parts)))
                    else None
                )
                new = self.wording.part(told, published, rng, credit=credit, avoid=part.form)
                parts.append(new.glue(tuple(self._again(words) for words in part.glued if rng.random() < 0.5)))
        if rng.random() < 0.5 and parts and parts[0].telling:
            parts.append(Part(self.colour.filler(parts[0].telling.place), []))
        if self.layout.often("reorder"):
            rng.shuffle(parts)
        return parts

    def _again(self, words: str) -> str:
        return self.colour.again(words) if self.colour.can_say_again(words) and self.layout.often("reword") else words

    def _traces(self, parent: Report, parts: list[Part], mode: str, named: object) -> tuple[str, ...]:
        """By what the copy can be known at all; empty where only the facts are shared."""
        before, after = ([words for p in some for words in (*p.glued, *(() if p.telling else (p.text,)))] for some in (parent.parts, parts))
        same = set(before) & set(after)
        said = {self.colour.meant(w) for w in before} & {self.colour.meant(w) for w in after}
        spelt = any(p.telling and p.telling.spelling for p in parts)
        tests = (("words", mode != "rewritten"), ("detail", same), ("paraphrase", said and not same), ("credit", named), ("mistake", spelt))
        return tuple(name for name, there in tests if there)

    def _slipped(self, t: Telling) -> Telling:
        rng, chance = self.rng, self.kind.mistake
        if t.number and rng.random() < chance and (other := slip(t.number, rng)):
            t.number = other
            self._judge(t, "number")
        if t.likelihood != "stated" and rng.random() < chance * 1.5:
            t.likelihood = "stated"
            self._judge(t, "hedge lost")
        if t.speaker and not t.denies and rng.random() < chance * 1.5:
            t.speaker = None
            self._judge(t, "speaker lost")
        if t.day is not None and rng.random() < chance * 0.4:
            t.day -= DAY
            self._judge(t, "day")
        return t

    def _own(self, source: Source, published: int, happenings: Sequence[Happening], parts: list[Part]) -> list[Part]:
        """A fact of its own beside the copied ones."""
        about = {p.telling.happening.id for p in parts if p.telling}
        for _ in range(6):
            h = self.rng.choice(happenings)
            if h.happened and h.id not in about and HOUR < published - h.at < 3 * DAY:
                told = self.witnesses.tell(source, h, published - h.at)
                if told is not None:
                    told.said_at = published
                    own = self.wording.part(told, published, self.rng)
                    return [own, *parts] if self.rng.random() < 0.5 else [*parts, own]
        return parts
