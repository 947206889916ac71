"""A picture of the bundled dossier made by hand: its real texts, with claims pointed at by their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from sitrepdesk.model import (
    Change,
    Claim,
    Control,
    Coverage,
    Dispute,
    Happening,
    Item,
    ItemFacts,
    Link,
    Participant,
    Picture,
    Quantity,
    Question,
    Source,
    Speaker,
    Tally,
    Told,
    When,
    Where,
    anchor_of,
    seal,
    source_id,
    stamp,
)
from sitrepdesk.report import Inputs
from sitrepdesk.theatre import load_pack

DOSSIER = Path(__file__).parents[2] / "examples" / "kharkiv-2022"
PACK = load_pack("ukraine-2022")
ZONE = "Europe/Kyiv"
AS_OF = stamp("2022-09-13T09:00+03:00", ZONE, "given").start
SIDES = {"RU": "side:ru", "UA": "side:ua", "": None}


def _sources() -> dict[str, Source]:
    rows = [line.split(",") for line in (DOSSIER / "sources.csv").read_text(encoding="utf-8").splitlines()[1:]]
    made = [Source(id=source_id(n), name=n, side=SIDES[s], kind=k, party_medium=p == "yes") for n, s, _, p, k in rows]
    return {s.id: s for s in made}


@dataclass
class Desk:
    """Items and claims as they are added; ``inputs`` gives what a report is composed from."""

    sources: dict[str, Source] = field(default_factory=_sources)
    texts: dict[str, str] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    control: list[Control] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    outlook: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def item(self, key: str, source: str | None, published: str | None, text: str, *, line: str | None = None, **more: Any) -> Item:
        """An item with one passage, both called ``key``."""
        made = Item(
            id=key,
            blob=f"{key:0<64}"[:64],
            format="text",
            captured_at=AS_OF,
            captured_by="me",
            captured_from=f"/home/somebody/{key}",
            source=source_id(source) if source else None,
            published=stamp(published, ZONE, "given") if published else None,
            **{"handling": "public", **more},
        )
        self.items[key], self.texts[key], self.lines[key] = made, text, line or key
        return made

    def file(self, name: str, source: str, published: str, *, line: str | None = None, **more: Any) -> Item:
        """An item from a text file of the dossier, called by the digits in front of its name."""
        text = (DOSSIER / name).read_text(encoding="utf-8")
        return self.item(name[:2], source, published, text, line=line, **more)

    def claim(self, item: str, words: str, kind: str, *, by: str = "", unnamed: str = "", count: str = "", **more: Any) -> str:
        """A claim at these words of an item; ``by`` a named speaker's words, ``count`` a quantity's. Its id is given back."""
        text = self.texts[item]
        at = text.index(words)
        speakers = [Speaker(kind=k, text=t, span=_at(text, t, at)) for k, t in (("named", by), ("unnamed", unnamed)) if t]
        low, high = more.pop("low", None), more.pop("high", None)
        amount = [Quantity(text=count, span=_at(text, count, at), low=low, high=high, unit="person")] if count else []
        place = more.pop("place", None)
        made = Claim(
            item=item,
            passage=item,
            quote=words,
            span=(at, at + len(words)),
            head=words.partition(" ")[0],
            head_span=(at, at + len(words.partition(" ")[0])),
            ordinal=len(self.told),
            type=kind,
            reader="reader-1",
            attribution=tuple(speakers),
            quantities=tuple(amount),
            places=(Where(text=place, span=_at(text, place, at), place=f"geonames:{place}", kind="settlement"),) if place else (),
            actor=(Participant(text=words, span=(at, at + len(words))),),
            time=When(phase=more.pop("phase", "past")),
            **more,
        )
        sealed = seal((replace(made, anchor=anchor_of(item, made.head_span, made.ordinal)),))[0]
        source = self.sources.get(self.items[item].source or "")
        self.told[sealed.id] = Told(claim=sealed, item=self.items[item], source=source, line=self.lines[item], origin=self.lines[item])
        return sealed.id

    def happened(
        self, claims: Iterable[str], *, area: str | None = "area:kharkiv-oblast", place: str | None = None, **more: Any
    ) -> Happening:
        """An event of these claims."""
        ids = tuple(claims)
        items = {self.told[c].item.id for c in ids}
        made = Happening(
            event=self.told[ids[0]].claim.anchor,
            type=self.told[ids[0]].claim.type,
            area=area,
            place=f"geonames:{place}" if place else None,
            place_name=place,
            start=None,
            end=None,
            claims=ids,
            lines=len({self.told[c].line for c in ids}),
            reports=len(items),
            credibility=more.pop("credibility", "6"),
            **more,
        )
        self.happenings.append(made)
        return made

    def counted(
        self,
        claim: str,
        kind: str,
        side: str | None,
        low: int | None,
        high: int | None,
        *,
        more: tuple[str, ...] = (),
        unit: str = "person",
    ) -> None:
        """A tally on one source's word."""
        bounds = [None if b is None else Decimal(b) for b in (low, high)]
        self.tallies.append(
            Tally(
                kind=kind,
                side=side,
                unit=unit,
                low=bounds[0],
                high=bounds[1],
                soft=False,
                place=None,
                place_name=None,
                as_of=AS_OF,
                source=None,
                support=(claim, *more),
                lines=1,
                hedged=True,
            )
        )

    def held(self, name: str, side: str | None, support: tuple[str, ...], against: tuple[str, ...] = (), basis: Any = "reported") -> None:
        """Who holds a place."""
        self.control.append(
            Control(
                place=f"geonames:{name}",
                name=name,
                side=side,
                as_of=AS_OF,
                last_confirmed=AS_OF,
                basis=basis,
                support=support,
                against=against,
                lines=1,
            )
        )

    def taken_back(self, claim: str) -> None:
        """The claim no longer stands."""
        self.told[claim] = replace(self.told[claim], withdrawn_at=AS_OF)

    def asked(self, claim: str, outcome: str | None = None) -> None:
        """A question that a claim opens."""
        told = self.told[claim]
        self.questions.append(
            Question(
                id=claim,
                kind="unknown",
                text=told.claim.quote,
                asked_in=told.item.id,
                opened_at=told.item.available_at,
                claims=(claim,),
                outcome=outcome,
            )
        )

    def clash(self, left: str, right: str, about: str = "control") -> None:
        """Two claims that cannot both be true."""
        self.disputes.append(Dispute(left=(left,), right=(right,), about=about, because="They cannot both be true."))

    def picture(self) -> Picture:
        """The picture of all that was added."""
        days = [i.published.start for i in self.items.values() if i.published]
        return Picture(
            as_of=AS_OF,
            known_by=AS_OF,
            coverage=Coverage(
                items=len(self.items),
                sources=len({i.source for i in self.items.values()}),
                lines=len(set(self.lines.values())),
                claims=len(self.told),
                seen=0,
                first=min(days, default=None),
                last=max(days, default=None),
                undated=sum(i.published is None for i in self.items.values()),
                not_read=(("language uk", 1), ("language ru", 1)),
                no_claims=2,
            ),
            happenings=tuple(self.happenings),
            control=tuple(self.control),
            tallies=tuple(self.tallies),
            disputes=tuple(self.disputes),
            questions=tuple(self.questions),
            outlook=tuple(self.outlook),
            reasons=tuple(self.reasons),
        )

    def inputs(self, **more: Any) -> Inputs:
        """What ``compose`` takes."""
        now = self.picture()
        given: dict[str, Any] = {
            "picture": now,
            "told": self.told,
            "text": self.texts.get,
            "pack": PACK,
            "zone": ZONE,
            "number": 12,
            "title": "The Sandtable",
            "items": tuple(ItemFacts(item=i, line=self.lines[k]) for k, i in self.items.items()),
            "sources": self.sources,
            "links": tuple(self.links),
            "changes": tuple(self.changes),
            "pinned": "ab" * 32,
            "reader": "reader-1",
        }
        return Inputs(**(given | more))


def _at(text: str, words: str, near: int) -> tuple[int, int]:
    """Where words stand closest to an offset."""
    found, at = -1, text.find(words)
    while at >= 0:
        if found < 0 or abs(at - near) < abs(found - near):
            found = at
        at = text.find(words, at + 1)
    assert found >= 0, words
    return found, found + len(words)
