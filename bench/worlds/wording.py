"""A telling in words, with the gold claims that the words make (the schema of ``claims.md``, spans from the start of the paragraph)."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from .pack import province
from .records import DAY, Credit, Part, Place, Side, Telling

SLOT = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
OBJECT_PLACE = {"capture", "hold", "attack"}
FROM_PLACE = {"withdraw", "displace"}
ONGOING = {"hold", "missing"}
Claims = list[dict[str, Any]]


@cache
def table(name: str) -> dict[str, Any]:
    """A wording table."""
    return tomllib.loads(Path(__file__).with_name(f"wording_{name}.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Phrase:
    """Words under construction, and where each slot's words stand."""

    text: str = ""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, words: str, slot: str | None = None) -> None:
        """Append; a slot's words are remembered."""
        if slot:
            self.spans[slot] = (len(self.text), len(self.text) + len(words))
        self.text += words

    def shifted(self, by: int) -> dict[str, tuple[int, int]]:
        """The spans, moved."""
        return {k: (a + by, b + by) for k, (a, b) in self.spans.items()}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day_words(day: int, published: int, rng: random.Random) -> str:
    when = datetime.fromtimestamp(day / 1e6, UTC)
    days = (published // DAY * DAY - day) // DAY
    if days == 0:
        return " today"
    if days == 1 and rng.random() < 0.5:
        return " yesterday"
    if 0 < days < 6 and rng.random() < 0.6:
        return f" on {when:%A}"
    return f" on {when.day} {when:%B}"


class Wording:
    """Words tellings of one world."""

    def __init__(self, name: str, places: list[Place], who: list[Side]) -> None:
        self.name, self.table = name, table(name)
        self.phrases = self.table["phrases"]
        self.places = places
        self.sides = {s.id: s for s in who}

    def part(self, t: Telling, published: int, rng: random.Random, credit: Credit | None = None, avoid: int = -1) -> Part:
        """One sentence. ``credit``: who is named as having it; ``avoid`` a form not to use again."""
        phrase, form = self._clause(t, published, rng, avoid)
        layers, speakers = self._wrap(t, rng, credit)
        for pattern, slots in layers:
            phrase = self._around(pattern, phrase, slots)
        text = _capital(phrase.text) + "."
        return Part(text, self._claims(t, phrase, text, published, speakers), t, form)

    def of_kind(self, name: str, kind: str) -> list[str]:
        """The phrases of that name for a kind of source, or else for all kinds."""
        return list(self.phrases.get(f"{name}_{kind}") or self.phrases[name])

    def _forms(self, t: Telling) -> list[str]:
        rows = self.table[t.happening.type]
        if t.mood == "intended":
            return list(rows["plan"])
        if t.polarity == "negated" and not t.denies:
            return list(rows["no"])
        if t.happening.count is not None and t.number is None:
            return list(rows["bare"])
        return list(rows["yes"])

    def _clause(self, t: Telling, published: int, rng: random.Random, avoid: int) -> tuple[Phrase, int]:
        forms = self._forms(t)
        able = [i for i, f in enumerate(forms) if t.actor or "{A}" not in f]
        able = able or list(range(len(forms)))
        form = rng.choice([i for i in able if i != avoid] or able)
        phrase = Phrase()
        steady = random.Random(t.happening.id)
        at = 0
        for m in SLOT.finditer(forms[form]):
            phrase.add(forms[form][at : m.start()])
            at = m.end()
            self._slot(phrase, m.group(1), m.group(2), t, published, rng, steady)
        phrase.add(forms[form][at:])
        return phrase, form

    def _slot(
        self, phrase: Phrase, slot: str, choices: str | None, t: Telling, published: int, rng: random.Random, steady: random.Random
    ) -> None:
        if slot == "w":
            word = rng.choice((choices or "").split("|"))
            if not word and phrase.text.endswith(" "):
                phrase.text = phrase.text[:-1]
            phrase.add(word)
        elif slot == "h":
            phrase.add(rng.choice((choices or "").split("|")), "h")
        elif slot in {"I", "X"}:
            phrase.add(steady.choice((choices or "").split("|")), slot)
        elif slot == "be":
            phrase.add("was" if self._one(t) else "were")
        elif slot == "W":
            if t.day is not None:
                words = _day_words(t.day, published, rng)
                phrase.add(" ")
                phrase.add(words[1:], "W")
        elif slot == "L":
            self._where(phrase, t, rng)
        else:
            phrase.add(*{"A": self._actor, "T": self._target, "N": self._number, "P": self._place}[slot](t, rng))

    @staticmethod
    def _one(t: Telling) -> bool:
        return t.number is not None and t.number.text in {"one", "1"}

    @staticmethod
    def _number(t: Telling, _rng: random.Random) -> tuple[str, str]:
        return (t.number.text if t.number else "", "N")

    def _place(self, t: Telling, _rng: random.Random) -> tuple[str, str]:
        return (t.spelling or self.places[t.place].name, "P")

    def _actor(self, t: Telling, rng: random.Random) -> tuple[str, str]:
        side = self.sides.get(t.actor or "")
        return (rng.choice(self.phrases["forces"]).format(d=side.demonym, n=side.name) if side else "unknown gunmen", "A")

    def _target(self, t: Telling, rng: random.Random) -> tuple[str, str]:
        h = t.happening
        side = self.sides.get(h.target or "")
        if h.unit not in {None, "person"}:
            noun = h.unit if self._one(t) else f"{h.unit}s"
            return (f"{side.demonym} {noun}" if side else str(noun), "T")
        if h.victims == "soldier" and side:
            return (rng.choice(self.phrases["soldier" if self._one(t) else "soldiers"]).format(d=side.demonym), "T")
        return (rng.choice(self.phrases["civilian" if self._one(t) else "civilians"]), "T")

    def _where(self, phrase: Phrase, t: Telling, rng: random.Random) -> None:
        place = self.places[t.place]
        if t.scope == "at":
            phrase.add("in ")
            phrase.add(*self._place(t, rng))
            return
        pattern = rng.choice(self.phrases[t.scope])
        before, after = re.split(r"\{[pr]\}", pattern)
        phrase.add(before)
        phrase.add(place.region if t.scope == "region" else self._place(t, rng)[0], "P")
        phrase.add(after)

    def _wrap(self, t: Telling, rng: random.Random, credit: Credit | None) -> tuple[list[tuple[str, dict[str, str]]], list[dict[str, Any]]]:
        """The layers around the clause, innermost first, and the chain of speakers, outermost first."""
        layers: list[tuple[str, dict[str, str]]] = []
        speakers: list[dict[str, Any]] = []
        if t.mood == "unknown":
            return [(rng.choice(self.phrases["unknown"]), {})], []
        if t.denies:
            kind, words, entity = t.speaker if t.speaker and t.speaker[1] else ("named", "a spokesman", None)
            pattern = rng.choice(self.phrases["denied"])
            verb = pattern.removeprefix("{s} ").split()[0]
            return [(pattern, {"s": words})], [{"kind": kind, "text": words, "entity": entity, "verb": verb}]
        if t.likelihood != "stated":
            layers.append((rng.choice(self.phrases[t.likelihood]), {}))
        if t.speaker:
            kind, words, entity = t.speaker
            pattern = rng.choice(self.phrases[kind])
            layers.append((pattern, {"s": words}))
            speakers.append({"kind": kind, "text": words or pattern.replace("{c}", "").strip(" ,"), "entity": entity})
        if credit:
            layers.append((rng.choice(self.of_kind("credit", credit.kind)), {"src": credit.name}))
            speakers.insert(0, {"kind": "named", "text": credit.name, "entity": None})
        return layers, speakers

    @staticmethod
    def _around(pattern: str, inner: Phrase, slots: dict[str, str]) -> Phrase:
        out = Phrase()
        at = 0
        for m in SLOT.finditer(pattern):
            out.add(pattern[at : m.start()])
            at = m.end()
            if m.group(1) == "c":
                start = len(out.text)
                out.add(inner.text)
                out.spans |= inner.shifted(start)
            else:
                out.add(slots[m.group(1)])
        out.add(pattern[at:])
        return out

    def _claims(self, t: Telling, phrase: Phrase, text: str, published: int, speakers: list[dict[str, Any]]) -> Claims:
        """The gold claim of the sentence; ``content_of`` counts from it to the denial whose content it is."""
        spans = phrase.spans
        cut = {k: text[a:b] for k, (a, b) in spans.items()}
        h = t.happening
        claim: dict[str, Any] = {
            "quote": text,
            "span": [0, len(text)],
            "head": cut["h"],
            "head_span": list(spans["h"]),
            "type": h.type,
            "polarity": t.polarity,
            "likelihood": t.likelihood,
            "mood": t.mood,
            "attribution": [_speaker(text, s) for s in speakers],
            "time": self._time(t, cut, spans, published),
            "places": [self._gold_place(t, cut["P"], spans["P"])] if "P" in cut else [],
            "actor": [_one(cut, spans, "A", self.sides[t.actor].forces if t.actor else None)] if "A" in cut else [],
            "target": self._gold_target(t, cut, spans),
            "instrument": [_one(cut, spans, "I", None)] if "I" in cut else [],
            "quantities": self._gold_number(t, cut, spans),
        }
        denial = self._denial(t, text, speakers, claim)
        return [claim | {"content_of": 1}, *denial] if denial else [claim]

    @staticmethod
    def _denial(t: Telling, text: str, speakers: list[dict[str, Any]], content: dict[str, Any]) -> Claims:
        """The act of denying, a claim of its own."""
        if not t.denies:
            return []
        speaker = _speaker(text, speakers[0])
        head = speakers[0]["verb"]
        denial = {
            "head": head,
            "head_span": _find(text, head),
            "type": "deny",
            "polarity": "affirmed",
            "likelihood": "stated",
            "attribution": [],
        }
        actor = {"text": speaker["text"], "span": speaker["span"], "entity": speaker["entity"]}
        empty: dict[str, Any] = {"places": [], "target": [], "instrument": [], "quantities": []}
        return [content | denial | empty | {"actor": [actor], "mood": "stated"}]

    def _gold_target(self, t: Telling, cut: dict[str, str], spans: dict[str, tuple[int, int]]) -> Claims:
        side = self.sides.get(t.happening.target or "")
        soldiers = t.happening.victims == "soldier" and side and t.happening.unit == "person"
        out = [_one(cut, spans, "T", side.forces if soldiers and side else None)] if "T" in cut else []
        return out + ([_one(cut, spans, "X", None)] if "X" in cut else [])

    def _gold_place(self, t: Telling, words: str, span: tuple[int, int]) -> dict[str, Any]:
        place = self.places[t.place]
        region = t.scope == "region" and words == place.region
        rel = "near" if t.scope == "near" and t.happening.type not in OBJECT_PLACE else "from" if t.happening.type in FROM_PLACE else "at"
        return {
            "text": words,
            "span": list(span),
            "rel": rel,
            "place": province(place.region) if region else place.id,
            "lat": place.lat,
            "lon": place.lon,
            "kind": "province" if region else "settlement",
            "precision": "province" if region else "vicinity" if rel == "near" else "settlement",
            "radius_m": 25_000 if region else 2_000,
        }

    @staticmethod
    def _time(t: Telling, cut: dict[str, str], spans: dict[str, tuple[int, int]], published: int) -> dict[str, Any]:
        phase = "future" if t.mood == "intended" else "ongoing" if t.happening.type in ONGOING else "past"
        base = {"zone": "UTC", "anchor": published, "phase": phase}
        if t.day is None or "W" not in cut:
            return base | {"start": None, "end": published if phase == "past" else None}
        return base | {
            "text": cut["W"],
            "span": list(spans["W"]),
            "start": t.day,
            "end": t.day + DAY,
            "sense": "within",
            "precision": "day",
        }

    @staticmethod
    def _gold_number(t: Telling, cut: dict[str, str], spans: dict[str, tuple[int, int]]) -> Claims:
        number = t.number
        if t.polarity == "negated" and t.happening.count is not None and "T" in cut and not t.denies:
            return [
                {"text": cut["T"], "span": list(spans["T"]), "low": 0, "high": 0, "soft": None, "unit": t.happening.unit, "of": "target"}
            ]
        if number is None or "N" not in cut:
            return []
        return [
            {
                "text": cut["N"],
                "span": list(spans["N"]),
                "low": number.low,
                "high": number.high,
                "soft": number.soft,
                "unit": t.happening.unit,
                "of": "target",
            }
        ]


def _speaker(text: str, row: dict[str, Any]) -> dict[str, Any]:
    return {"kind": row["kind"], "text": row["text"], "span": _find(text, row["text"]), "entity": row["entity"]}


def _find(text: str, words: str) -> list[int]:
    at = text.lower().find(words.lower()) if words else -1
    return [at, at + len(words)] if at >= 0 else [0, 0]


def _one(cut: dict[str, str], spans: dict[str, tuple[int, int]], slot: str, entity: str | None) -> dict[str, Any]:
    return {"text": cut[slot], "span": list(spans[slot]), "entity": entity}
