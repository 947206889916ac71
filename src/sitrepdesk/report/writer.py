"""The sentences of a report. Each factual one is somebody's own words with their speaker, day and citations; none says more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sitrepdesk.language.sorts import SORTED
from sitrepdesk.model import FAMILY, Claim, Dispute, Happening, Sentence, Span, Told, digest
from sitrepdesk.model.document import Role

from .alike import alike, as_much, same_manner
from .citing import Citations
from .inputs import Inputs
from .phrases import Phrases
from .pointing import place_before
from .quoting import Quote
from .ranking import told_at
from .speakers import again_verb, citing, source_name, verb
from .standing import is_heading
from .wording import MONTHS, WEEKDAYS, capital, lines, listed, published

_WEEKDAY = re.compile(r"\b(?:" + "|".join(WEEKDAYS) + r"|today|yesterday|tonight)\b")
_SPOKEN = re.compile(r"\b(?:said|says|told|wrote|writes|according to)\b", re.IGNORECASE)
_DAYS = 2
"""Digits of a day of the month, which tells no two happenings apart."""
_SHORT = 200
"""Words up to this many characters may stand before their speaker."""

MASKED = 45
"""Words with a name withheld stand alone no better than this."""

LABEL = " — "
"""Stands between a label and the sentence that it introduces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one factual sentence is to say: the claim whose words are printed, all claims that it rests on, the place as read."""

    lead: Told
    claims: tuple[str, ...]
    lines: int
    place: str | None = None


class Writer:
    """Writes the sentences of one report and remembers what has been said."""

    def __init__(self, inputs: Inputs, phrases: Phrases | None = None) -> None:
        self.inputs = inputs
        self.phrases = phrases or Phrases(inputs)
        self.citations = Citations(inputs, self.phrases)
        self._ids: set[str] = set()
        self._events: dict[str, Statement | None] = {}
        self._withdrawn: defaultdict[str, list[Span]] = defaultdict(list)
        for t in (t for t in inputs.told.values() if t.withdrawn_at is not None):
            self._withdrawn[t.claim.passage].append(t.claim.span)
        sides = inputs.pack.sides
        self._everywhere = {w for s in sides for n in (s.name, *s.names, *s.demonyms) for form in (n, f"{n}s") for w in form.split()}
        self._before = ("", "")
        self._again = 0
        """Section and report of the sentence before, and how many after it were of the same: they need not say the day again."""

    def statement(self, claim_ids: Iterable[str], independent: int = 1) -> Statement | None:
        """The statement that these claims make, the first that is not our own in the lead; ``None`` where nothing may be said."""
        told = [t for c in claim_ids if (t := self.inputs.told.get(c)) and t.claim.withheld is None]
        if not told:
            return None
        kept = [t for t in told if not t.own and t.claim.id not in self.inputs.avoid] or [
            t for t in told if t.claim.id not in self.inputs.avoid
        ]
        if not kept:
            return None
        kept.sort(key=lambda t: t.item.handling == "confidential")
        lead = self._best(kept)
        claims = dict.fromkeys((lead.claim.id, *(t.claim.id for t in kept)))
        return Statement(lead=lead, claims=tuple(claims), lines=independent, place=self.phrases.places().get(lead.claim.id))

    def _best(self, told: list[Told]) -> Told:
        """The claim to print: of those as sure as the first, or of what its report tells under it where the first is a heading, one of a
        newer version before one of an older, no copy before a copy, then the one whose sentence stands best alone."""
        first = told[0]
        if len(told) == 1:
            return first
        open_ = first.item.handling != "confidential"
        heads = is_heading(self.citations.quote(first.claim.id))
        able = (t for t in told if same_manner(t.claim, first.claim) or (heads and t.item.id == first.item.id))
        peers = [t for t in able if (t.item.handling != "confidential") == open_]
        ranks = [(t.superseded_at is not None, self._is_copy(t)) for t in peers]
        best = [t for t, rank in zip(peers, ranks, strict=True) if rank == min(ranks)]
        # How well words stand is asked only where it decides: the sentence round them has to be found.
        return min(best, key=lambda t: (-self.phrases.standing(t.claim.id, False), told_at(t))) if len(best) > 1 else best[0]

    def _is_copy(self, told: Told) -> bool:
        return told.origin not in {"", told.item.id}

    def of_happening(self, happening: Happening) -> Statement | None:
        """The statement of an event, never in our own earlier report's words."""
        if happening.event not in self._events:
            made = self.statement(happening.claims, happening.lines)
            self._events[happening.event] = None if made is None or made.lead.own else made
        return self._events[happening.event]

    def words(self, statement: Statement) -> Quote:
        """The words that a statement prints."""
        return self.citations.quote(statement.lead.claim.id)

    def fact(self, section: str, statement: Statement, label: str = "") -> Sentence:
        """One factual sentence: perhaps a label, the quoted words, who said them and when, on how many lines."""
        body = self.telling(statement, quote_first=self._reads_first(statement), section=section)
        text = f"{capital(label)}{LABEL}{body}" if label else body
        return self.sentence(section, text, "fact", self.backing(statement))

    def telling(self, statement: Statement, *, quote_first: bool, opens: bool = True, section: str = "") -> str:
        """The quoted words with their speaker, without a label; the day is left out behind one of the same source and ``section``."""
        told, words = statement.lead, self.words(statement)
        weekday = bool(_WEEKDAY.search(words.shown))
        when = published(told.item.published, self.inputs.zone, self.inputs.picture.as_of, weekday=weekday)
        who, cited = source_name(told, self.inputs.titles), citing(told, words)
        again = self._follows(section, told) and not weekday
        said = again_verb(told, self._again) if again else f"{verb(told)} {when}"
        tail = f"{said}{lines(self._reports(statement), self.independent(statement))}"
        if quote_first:
            return f"{_before_speaker(words.shown)} {who}{cited} {tail}."
        return f"{capital(who) if opens else who}{cited} {tail}: “{closed(words.shown)}”"

    def _follows(self, section: str, told: Told) -> bool:
        """Is the sentence before in the section of the same report? Remembers this one for the next."""
        here = (section, told.item.id)
        same = bool(section) and here == self._before
        self._before, self._again = here, self._again + 1 if same else 0
        return same

    def pair(self, section: str, left: Statement, right: Statement, glue: str, label: str = "") -> Sentence:
        """Two statements one after the other, ``glue`` between them ("Against that,"), perhaps behind a label."""
        first = self.telling(left, quote_first=False)
        second = self.telling(right, quote_first=False, opens=not glue)
        text = " ".join(filter(None, (first, glue, second)))
        return self.sentence(section, f"{capital(label)}{LABEL}{text}" if label else text, "fact", self.backing(left) + self.backing(right))

    def opposed(self, section: str, *accounts: Statement, label: str = "") -> Sentence:
        """Two accounts that exclude each other, the earlier first; of more, the first excludes each of the others."""
        head, rest = (accounts[:1], accounts[1:]) if len(accounts) > 2 else ((), accounts)
        first, second, *others = (*head, *sorted(rest, key=lambda s: told_at(s.lead)))
        made = self.pair(section, first, second, "Against that,", label)
        for s in others:
            made = self.sentence(section, f"{made.text} {self.telling(s, quote_first=False)}", "fact", made.support + self.backing(s))
        return made

    def accounts(self, d: Dispute) -> tuple[Statement, Statement] | None:
        """Both accounts of a dispute; ``None`` where one may not be told, or a reader would not see that they speak of one thing.

        They do where the desk names the place, or a name or a number stands in both, that of a side or a day apart; a heading says nothing.
        """
        left, right = self.statement(d.left), self.statement(d.right)
        if left is None or right is None or left.lead.own or right.lead.own or self.words(left).key == self.words(right).key:
            return None
        marks = {m for m in self.phrases.marks(left.lead.claim.id) & self.phrases.marks(right.lead.claim.id) if not self._common(m)}
        headings = any(is_heading(self.words(s)) for s in (left, right))
        return None if headings or not (marks or d.about.partition(": ")[2]) else (left, right)

    def _common(self, mark: str) -> bool:
        """Does a word tell too little: the name of a side, a month, a day, a word for a thing?"""
        bare = mark.removesuffix("'s").removesuffix("’s")
        return bare in self._everywhere or bare in SORTED or bare in MONTHS or bare in WEEKDAYS or (bare.isdigit() and len(bare) <= _DAYS)

    def placed(self, section: str, statement: Statement) -> Sentence:
        """An event: the place as a label where the quoted words do not name it."""
        return self.fact(section, statement, self.missing_place(statement))

    def missing_place(self, statement: Statement) -> str:
        """The place in the source's own spelling, where the quoted words do not name it."""
        words, named = self.words(statement), statement.lead.claim.places
        if any(words.holds(w.span) and not place_before(w.text) for w in named):
            return ""
        place = " and ".join(dict.fromkeys(w.text for w in named if w.place and not place_before(w.text))) or statement.place or ""
        place = place.lstrip("'’‘ʿʻ")
        return "" if place.casefold() in words.key else place

    def spelled(self, claim: Claim, place: str, name: str) -> str:
        """A place as the claim spells it; its name in the gazetteer where the claim does not name it."""
        return next((w.text for w in claim.places if w.place == place and not place_before(w.text)), name)

    def note(self, section: str, text: str) -> Sentence:
        """A sentence about the report itself."""
        return self.sentence(section, text, "note")

    def link(self, section: str, text: str) -> Sentence:
        """A sentence that only leads on."""
        return self.sentence(section, text, "link")

    def sentence(self, section: str, text: str, role: Role, support: Sequence[str] = ()) -> Sentence:
        """A sentence whose id hangs on its section and the anchors of what it rests on; on its words where it rests on nothing."""
        ids = self.citations.cite(tuple(support))
        parts = sorted(self.inputs.told[c].claim.anchor or c for c in ids) or [text]
        made, turn = digest("sentence", section, role, *parts)[:12], 0
        while made in self._ids:
            turn += 1
            made = digest("sentence", section, role, str(turn), *parts)[:12]
        self._ids.add(made)
        return Sentence(id=made, text=text, role=role, support=ids)

    def standing(self, statement: Statement, *, asked: bool = False) -> int:
        """How well a statement's words stand alone, 0 to 100; ``asked`` where they are to open a question."""
        if self._repeats_withdrawn(statement):
            return 0
        full = self.phrases.standing(statement.lead.claim.id, asked)
        return min(full, MASKED) if statement.lead.claim.id in self.inputs.masked else full

    def _repeats_withdrawn(self, statement: Statement) -> bool:
        """Does the sentence before, which comes along, tell what its source has withdrawn?"""
        words, lead = self.words(statement), statement.lead
        if words.led is None or lead.withdrawn_at is not None:
            return False
        return any(words.holds(s) for s in self._withdrawn.get(lead.claim.passage, ()))

    def is_retold(self, statement: Statement) -> bool:
        """Is it told by a copy alone, in words that its origin does not have?"""
        return self._is_copy(statement.lead)

    def merged(self, statements: Iterable[Statement]) -> list[Statement]:
        """Statements in the same words, or nearly, told once with all their claims; headings only where no sentence tells more."""
        kept: list[Statement] = []
        at: dict[str, int] = {}
        seen: list[frozenset[str]] = []
        near: defaultdict[str | frozenset[str], set[int]] = defaultdict(set)  # Only of one passage, or with the same marks, can two be one.
        for s in statements:
            words = self.phrases.words(s.lead.claim.id)
            key, marked = self.words(s).key, self.phrases.marks(s.lead.claim.id)
            n = at.get(key)
            if n is None:
                able = sorted(near[s.lead.claim.passage] | near[marked])
                n = next((k for k in able if self._one(s, words, kept[k], seen[k])), None)
            if n is None:
                n = at[key] = len(kept)
                kept.append(s)
                seen.append(words)
                near[marked].add(n)
            else:
                kept[n] = self._joined(kept[n], s)
            near[kept[n].lead.claim.passage].add(n)
        return [s for s in kept if not self._only_heads(s, kept)]

    def _one(self, a: Statement, words: frozenset[str], b: Statement, others: frozenset[str]) -> bool:
        """Is one the other in nearly the same words, or does it lie in the other's quotation?"""
        x, y = self.words(a), self.words(b)
        inside = a.lead.claim.passage == b.lead.claim.passage and (x.holds(y.span) or y.holds(x.span))
        return inside or (alike(words, others) and same_manner(a.lead.claim, b.lead.claim))

    def _joined(self, a: Statement, b: Statement) -> Statement:
        x, y = self.words(a), self.words(b)
        wider = x.span != y.span and a.lead.claim.passage == b.lead.claim.passage and y.holds(x.span)
        first, other = (b, a) if wider or (self.standing(b) > self.standing(a) and not x.holds(y.span)) else (a, b)
        return replace(first, claims=_union(first.claims, other.claims), lines=max(a.lines, b.lines))

    def _only_heads(self, statement: Statement, others: list[Statement]) -> bool:
        """Is it the heading of a report that tells of the same kind of thing in whole sentences among the others?"""
        if not is_heading(self.words(statement)):
            return False
        lead = statement.lead
        return any(
            s.lead.item.id == lead.item.id and FAMILY[s.lead.claim.type] == FAMILY[lead.claim.type] and not is_heading(self.words(s))
            for s in others
        )

    def sides(self, ids: Iterable[str]) -> str:
        """Sides by their printed names."""
        names = [s.name if (s := self.inputs.pack.side(i)) else i for i in ids]
        return listed(names)

    def independent(self, statement: Statement) -> int:
        """Independent lines behind a statement: never more than the lines of origin of the claims that it cites."""
        return min(statement.lines, len({self.inputs.told[c].line for c in self.backing(statement)}))

    def _reports(self, statement: Statement) -> int:
        return len({self.inputs.told[c].item.id for c in self.backing(statement)})

    def backing(self, statement: Statement) -> tuple[str, ...]:
        """The claims of a statement that say as much as the one whose words are printed: these are cited and counted, and no others."""
        lead = statement.lead.claim
        return tuple(c for c in statement.claims if c == lead.id or as_much(self.inputs.told[c].claim, lead))

    def _reads_first(self, statement: Statement) -> bool:
        """May the words stand before their speaker? Short ones of a source that belongs to no party, without quotation inside."""
        told, words = statement.lead, self.words(statement).shown
        free = told.source is not None and told.source.side is None and not told.own
        return free and len(words) <= _SHORT and words.endswith(".") and "‘" not in words and not _SPOKEN.search(words)


def _union(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a + b))


def _before_speaker(words: str) -> str:
    """Quoted words in front of their speaker, with a comma for the full stop."""
    bare = words.rstrip()
    if bare.endswith(("!", "?", "…")):
        return f"“{bare}”"
    return f"“{bare.rstrip('.;,:')},”"


def closed(words: str) -> str:
    """Quoted words at the end of a sentence, with a full stop where they have none."""
    bare = words.rstrip().rstrip(";,:")
    return bare if bare.endswith((".", "!", "?", "…", ".’")) else f"{bare}."
