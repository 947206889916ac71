"""Who speaks: the link of an attribution chain that a reporting clause or phrase makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sitrepdesk.language.morphology import singular
from sitrepdesk.model import Speaker
from sitrepdesk.model.claim import Span
from sitrepdesk.places import peoples

from .chunks import NP, Sent
from .clauses import Clause
from .nouns import is_event, kinds_in, kinds_of
from .tables import hedges

Identify = Callable[[NP, Sent], "str | None"]
_AUTHOR = frozenset({"we", "i", "us", "me"})
_SHOWS = frozenset({"indicate", "suggest", "show", "confirm", "prove", "imply", "signal", "demonstrate", "reveal", "underline", "threaten"})
_NOT_DOUBT = re.compile(r"(?:(?:is|are|was|were|been|be) )?expected to|official .*|assessed")


_SOME = frozenset({"number", "group", "handful", "majority", "couple"})


class Voices:
    """Turns reporting clauses and phrases of one sentence into speakers. ``identify`` gives a phrase's entity."""

    def __init__(self, sent: Sent, identify: Identify) -> None:
        self.sent, self.identify = sent, identify

    def of_clause(self, clause: Clause, *, saw: bool) -> Speaker | None:
        """The speaker of a reporting clause; ``None`` where the author reports what they think."""
        vg = clause.vg
        if vg is None:
            return None
        if vg.passive or (
            vg.form in {"ed", "ed?"} and clause.link in {"part", "with"}
        ):  # "the toll expected to rise": nobody says who expects
            agent = next((a for a in clause.args if a.prep == "by" and not self._dated(a)), None)
            return self.of_phrase(agent) if agent else self._unnamed_passive(clause)
        subject = clause.subject or next((a for a in clause.args if a.prep is None and not is_event(a)), None)
        if subject is None:
            return self._words("unnamed", vg.s, vg.e)
        if self.is_author(clause):
            return self._author(clause, subject, saw)
        return None if subject.negative or _mute(clause, subject, self.sent) else self.of_phrase(subject)

    def _dated(self, np: NP) -> bool:
        """Is it a date ("by 9 June"), which speaks of nothing?"""
        return any("moment" in kinds_of(w.lower) or ":" in w.text for w in self.sent.words[np.s : np.last])

    def is_author(self, clause: Clause) -> bool:
        """Does the author of the report speak in this clause?"""
        return clause.subject is not None and clause.subject.noun in _AUTHOR and not (clause.vg and clause.vg.passive)

    def _author(self, clause: Clause, subject: NP, saw: bool) -> Speaker | None:
        vg = clause.vg
        assert vg is not None
        before = [a for a in clause.args if any(n in a.low for n in hedges()["earlier-report"]["nouns"])]
        if before:
            return self._words("earlier-report", before[0].s, before[0].e)
        if saw or vg.lemma in hedges()["witness"]["verbs"]:
            return self._words("witnessed", subject.s, vg.e)
        if vg.tense == "past" and vg.lemma in {"report", "tell", "say", "write", "note", "warn", "predict"}:
            return self._words("earlier-report", subject.s, vg.e)
        return None

    def of_phrase(self, np: NP) -> Speaker:
        """A noun phrase as speaker: named, a medium, or a group that names nobody."""
        raw, tags = hedges(), self.sent.tags
        if np.noun in _SOME and np.of is not None:
            return replace(self.of_phrase(np.of), text=self._words("", np.s, np.of.last).text, span=self.sent.span(np.s, np.of.last))
        noun = np.noun
        if noun in raw["media"]["nouns"]:
            return self._words("media", np.s, np.e)
        if any(n in np.low for n in raw["earlier-report"]["nouns"]):
            return self._words("earlier-report", np.s, np.e)
        head = self.sent.words[np.head].lower
        one, groups = singular(head), raw["undefined"]["nouns"]
        anybody = one != head and (one in raw["undefined"]["many"] or self._bare(np))
        informs = {noun, one} & set(raw["undefined"]["informing"])
        whose = informs and any(
            self.sent.tags[k] in {"NAME", "PS"} for k in range(np.s or 1, np.head)
        )  # the first word is a capital anyhow
        undefined = (noun in groups or one in groups or anybody or bool(informs)) and not whose
        if tags[np.head] == "NUM" or (undefined and not self._of_body(np)):
            # "A Ukrainian official" is nobody yet, but speaks for that side.
            return replace(self._words("unnamed", np.s, np.last), entity=self.identify(np, self.sent) if undefined else None)
        span = self.sent.span(np.core, self._to_body(np, one))
        return Speaker(kind="named", text=self.sent.text[span[0] : span[1]], span=span, entity=self.identify(np, self.sent))

    def _bare(self, np: NP) -> bool:
        """People or officials without an article, an owner or a name."""
        open_ = not any(t in {"DET", "POSS", "DEM", "PS", "NAME"} for t in self.sent.tags[np.s : np.e])
        office = singular(self.sent.words[np.head].lower) in hedges()["undefined"]["offices"]
        return open_ and not office and bool(kinds_in(np, self.sent) & {"civilian", "official"})

    def _of_body(self, np: NP) -> bool:
        """Is it said whose officials they are, by name ("officials of the Red Cross", "Coalition officials")?"""
        body = any(self.sent.tags[k] == "NAME" and self.sent.words[k].lower not in peoples() for k in range(np.s, np.head))
        within = body and "official" in kinds_in(np, self.sent)
        return within or (np.of is not None and not np.of.negative and self.sent.tags[np.of.head] == "NAME")

    def _to_body(self, np: NP, one: str) -> int:
        """The end of a speaker's phrase, with the body spoken for ("a spokesman *for the alliance*")."""
        tags, end = self.sent.tags, np.last
        body = tags[np.head] == "NAME" and one in hedges()["bodies_for"]["nouns"]  # "the International Organization *for Migration*"
        if not (body or one in hedges()["spokesmen"]["nouns"]) or end >= len(tags) or self.sent.words[end].lower != "for":
            return end
        k = end + 1
        while k < len(tags) and tags[k] in {"DET", "ADJ", "N", "NAME", "POSS", "PS"}:
            k += 1
        return k if k > end + 1 else end

    def hearsay(self, clause: Clause) -> Speaker | None:
        """A noun that reports ("claims that …"): its owner, or nobody."""
        np = clause.args[-1] if clause.args else clause.subject
        return self.of_noun(np) if np else None

    def of_noun(self, np: NP) -> Speaker:
        """A noun that reports: the name before it speaks ("Russian claims of …"), else nobody."""
        named = any(self.sent.tags[k] == "NAME" for k in range(np.s, np.head))
        return self._words("named" if named else "unnamed", np.s, np.e)

    def _unnamed_passive(self, clause: Clause) -> Speaker | None:
        """Whoever says it; nobody where it was entered in a list ("12 cases were recorded")."""
        vg = clause.vg
        assert vg is not None
        if vg.lemma in hedges()["listed"]["verbs"]:
            return None
        to = vg.e < len(self.sent.words) and self.sent.words[vg.e].lower == "to"
        return self._words("unnamed", vg.s, vg.e + to)

    def _words(self, kind: str, s: int, e: int) -> Speaker:
        start, end = self.sent.span(s, e)
        return Speaker(kind=kind, text=self.sent.text[start:end], span=(start, end))  # type: ignore[arg-type]


def _mute(clause: Clause, subject: NP, sent: Sent) -> bool:
    """Is it a thing that speaks no word ("the pandemic saw one group declare a truce", "…, indicating that the line holds")?"""
    vg = clause.vg
    shown = vg is not None and vg.form == "ing" and not vg.aux and vg.lemma in _SHOWS
    return (
        shown or "disaster" in kinds_in(subject, sent) or "disease" in kinds_in(subject, sent) or subject.noun in hedges()["mute"]["nouns"]
    )


def heard_from(speakers: Sequence[Speaker], head: Span) -> tuple[Speaker, ...]:
    """A chain without the links that add nobody: who is only "expected to" or "official" beside a source, one name twice, and the nobody
    whom the tagger hears in the words of the claim's own head.
    """
    out: list[Speaker] = []
    for i, s in enumerate(speakers):
        others = [x for k, x in enumerate(speakers) if k != i]
        again = any(x.kind == s.kind == "named" and x.text != s.text and x.text.split()[-1] == s.text for x in others)
        nobody = s.kind == "unnamed" and (bool(_NOT_DOUBT.fullmatch(s.text.casefold())) or head[0] <= s.span[0] < head[1])
        if not (again or (others and nobody)):
            out.append(s)
    return tuple(out)
