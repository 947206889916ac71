"""What a clause has from the one that it hangs on, by the kind of link: purposes, relative clauses, conditions, questions, conjuncts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .chunks import Sent
from .clauses import Clause
from .saying import Context, governed
from .tables import Cue, cues, hedges

if TYPE_CHECKING:
    from .context import Contexts

CONDITION = frozenset({"if", "unless", "provided", "lest", "even if", "as long", "in"})
"""What opens a condition."""
_HALTS = frozenset({"stop", "halt", "intercept", "foil", "thwart", "repel", "prevent", "avert", "defuse", "neutralise", "neutralize"})
"""What it is done to does nothing more ("were stopped before they reached the town")."""
_UNTIL = frozenset({"until", "till", "once", "before", "after", "when", "as soon"})
_BESIDES = frozenset({"though", "although", "even though", "while", "whereas"})
"""What such a clause tells stands beside the plan of the main one ("aims to evacuate all, though eleven have refused")."""
_UNSURE_PREPS = frozenset({"for", "of", "at", "to", "about", "against", "towards", "toward", "on", "from", "into"})


def kept(_c: Clause, up: Context, _all: Contexts) -> Context:
    """As the clause above, but that it is denied and when it is stay there."""
    return replace(up, negated=False, phase=None)


_LACKING = frozenset({"nothing", "no", "insufficient", "little", "without", "scant"})
_PROOF = frozenset({"nothing", "evidence", "indication", "indications", "proof", "grounds", "reason", "information"})


def _purpose(c: Clause, up: Context, all_: Contexts) -> Context:
    at = c.vg.s if c.vg is not None else c.s
    before = {w.lower for w in all_.sent.words[max(0, at - 2) : at]}
    above = next((q for q in cues().get(("A", all_.sent.words[at - 1].lower), ()) if at and "to" in q.takes), None)
    if above is not None:  # "many people, unable to return, …", "dam levels unlikely to recover"
        return governed(up, above, c.parent or c, all_.voices)
    if _foremost(c, all_.sent) or (c.vg is not None and c.vg.perfect):
        return replace(up, negated=False, phase=None)  # who was "the first to break through" did, and so did who is "known to have done" it
    if c.vg is not None and before & _PROOF and says(c.vg.words):  # "has seen no evidence to assess that": what is not proved is denied
        denied = {w.lower for w in all_.sent.words[max(0, c.vg.s - 5) : c.vg.s]} & _LACKING or (up.negated and c.parent is not None)
        return replace(up, negated=bool(denied), phase=None)
    past = c.vg is not None and c.parent is not None and c.parent.vg is not None and c.parent.vg.tense == "past"
    if (
        c.vg is not None
        and c.parent is not None
        and c.parent.vg is not None
        and (past or c.parent.vg.lemma == "regret")
        and says(c.vg.words)
    ):
        return replace(up, negated=False, phase=None)  # who "met reporters to announce a truce" announced it
    return replace(up, negated=False, phase="future", likelihood="stated").in_mood("intended", "purpose")


_LAST = frozenset({"first", "last", "only", "latest", "most"})
_MEANS = frozenset(
    {"way", "chance", "time", "place", "method", "option", "means", "route", "opportunity", "moment", "hope", "point", "reason", "thing"}
)
"""What is first or best of these is no deed ("the only way to take the town")."""


_NO_MOST = frozenset(
    {"west", "forest", "harvest", "protest", "request", "arrest", "interest", "rest", "unrest", "conquest", "contest", "test", "guest"}
)


def _foremost(c: Clause, sent: Sent) -> bool:
    """Is it told of the first or the most of its kind ("the strongest storm to make landfall"), or as what something did ("its only effect
    was to bury a stable")?
    """
    if c.vg is None:
        return False
    first = max(0, c.vg.s - 6)
    words, tags = [w.lower for w in sent.words[first : c.vg.s]], sent.tags[first : c.vg.s]
    most = (i for i, w in enumerate(words) if w in _LAST or (w.endswith("est") and w not in _NO_MOST and tags[i - 1] in {"DET", "POSS"}))
    best = max(most, default=-1)
    if best >= 0 and not {"VBD", "VBN", "BE", "COMMA"} & set(tags[best + 1 :]) and not _MEANS & set(words[best + 1 :]):
        return True
    up = c.parent
    was = up is not None and up.vg is not None and up.vg.words == "be"
    return was and up is not None and up.subject is not None and up.subject.noun in {"effect", "result"}


def says(verb: str) -> bool:
    """Does a verb say something ("announce", "demand")?"""
    return any("say" in q.effects for q in cues().get(("V", verb), ())) or verb in {"demand", "denounce", "protest", "condemn", "celebrate"}


def _beside(c: Clause, up: Context, all_: Contexts) -> Context:
    """Relative clauses and participles beside a noun: presupposed, but on the same word."""
    if c.parent is not None and c.parent.vg is not None and c.noun is not None and c.noun.s > c.parent.vg.main:
        up = _reported(up, c.parent, all_)
    base = replace(up, negated=False, phase=None, likelihood=up.likelihood if up.mood != "stated" or c.link != "rel" else "stated")
    mine = all_.sent.span(c.noun.s, c.noun.e) if c.noun is not None else (-1, -1)
    # "according to officers who have reached Sennar": who they are is the author's word
    base = replace(base, speakers=tuple(s for s in base.speakers if s.span is None or not (s.span[0] < mine[1] and mine[0] < s.span[1])))
    told = c.vg is not None and not c.vg.modal and (c.vg.tense == "past" or (c.vg.form == "fin" and (c.vg.progressive or c.vg.perfect)))
    fact = (up.mood in {"intended", "directed", "wished"} and (c.link == "part" or told)) or (
        up.mood == "conditional" and c.link == "rel" and told
    )
    wanted = c.parent is not None and c.noun is not None and c.noun in c.parent.args and c.noun.prep is None and c.link == "part"
    wish = _wish(c.parent) if wanted else None
    if wish is not None and c.parent is not None:
        return governed(base, wish, c.parent, all_.voices)
    return replace(base, mood="stated", why=tuple(w for w in base.why if not w.startswith("mood "))) if fact else base


def _wish(clause: Clause | None) -> Cue | None:
    """The cue of a verb that wishes or orders something of its object ("want the town captured")."""
    vg = clause.vg if clause is not None else None
    found = cues().get(("V", vg.words), ()) if vg is not None else ()
    return next((q for q in found if "mood" in q.effects and "obj-to" in q.takes), None)


_SPOTTED = frozenset({"find", "identify", "notice", "spot", "detect", "locate", "discover", "recognise", "recognize"})
"""What is spotted is there: "a force identified a man approaching the fence"."""


def _reported(up: Context, parent: Clause, all_: Contexts) -> Context:
    """What the object of a verb of saying or hearing does stands on the same word ("we have heard officers telling …")."""
    if parent.vg is None:
        return up
    for cue in cues().get(("V", parent.vg.words), ()):
        if ("say" in cue.effects or "saw" in cue.effects) and parent.vg.lemma not in _SPOTTED:
            return up.said_by(all_.voices.of_clause(parent, saw="saw" in cue.effects))
    return up


def _after(c: Clause, up: Context, all_: Contexts) -> Context:
    """A participle behind the verb: of what was reported on the same word ("floods were reported, displacing thousands")."""
    above = c.parent
    told = above is not None and above.vg is not None and above.vg.passive and says(above.vg.words)
    return kept(c, up.said_by(all_.voices.of_clause(above, saw=False)) if told and above is not None else up, all_)


def _gerund(c: Clause, up: Context, all_: Contexts) -> Context:
    base = replace(up, negated=False, phase=None)
    if c.sub in {"without", "instead of", "instead"}:
        return replace(base, negated=True, why=(*base.why, f"negated: {c.sub}"))
    if c.sub == "of" and c.parent is not None and _came_within(c.parent):
        return replace(base, negated=True, why=(*base.why, "negated: within … of"))
    before = [w.lower for w in all_.sent.words[max(0, c.vg.s - 4) : c.vg.s]] if c.vg is not None else []
    doubt = next((value for value, words in hedges()["doubted"].items() if _stands_before(c.sub, before, words)), None)
    if doubt is not None:
        return base.softer(doubt, f"{c.sub} …ing")
    done = _stands_before(c.sub, before, hedges()["done"].get(c.sub, ()))
    return base.in_mood("intended", f"{c.sub} …ing") if c.sub in _UNSURE_PREPS and not done else base


def _came_within(c: Clause) -> bool:
    """ "They came within an hour of taking it" and did not; "within an hour of taking it, they …" did."""
    vg = c.vg
    return vg is not None and vg.lemma in {"come", "get"} and any(a.prep == "within" and a.s > vg.main for a in c.args)


def _stands_before(prep: str, words: list[str], wanted: Sequence[str]) -> bool:
    """Is one of these the word in front of the preposition ("days of …ing", "criticised for …ing", "suspected of …ing")?"""
    at = next((i for i in range(len(words) - 1, 0, -1) if words[i] == prep), 0)
    return at > 0 and words[at - 1] in wanted


def _sub(c: Clause, up: Context, _all: Contexts) -> Context:
    base = replace(up, negated=False, phase=None, likelihood="stated")
    above = c.parent.vg if c.parent is not None else None
    if c.parent is not None and above is not None and c.s > above.main and any(a.prep is None for a in c.parent.args):
        base = _reported(base, c.parent, _all)  # "police reported two deaths after the storm destroyed homes"
    if c.sub in CONDITION:
        return base.in_mood("conditional", c.sub)
    if c.sub in {"so that", "lest"} or (c.sub == "so" and c.vg and c.vg.modal):
        return base.in_mood("intended", c.sub)
    if c.sub in {"whether"}:
        return base.in_mood("unknown", c.sub)
    if c.sub in _BESIDES and c.vg is not None and not c.vg.modal and base.mood in {"intended", "directed", "wished", "conditional"}:
        return replace(base, mood="stated")
    if c.sub in {"as if", "as though"}:
        return base.softer("possible", c.sub)
    halted = c.sub == "before" and above is not None and above.lemma in _HALTS
    ahead = above is not None and above.modal in {"will", "would", "may", "might", "could"}
    if c.sub not in _UNTIL or not (halted or ahead or up.mood in {"intended", "directed", "wished"}):
        return base
    if c.vg is not None and c.vg.tense == "past" and not halted:
        return base
    return replace(base, phase="future").in_mood("conditional", c.sub)


def _wh(c: Clause, up: Context, all_: Contexts) -> Context:
    words, tags = all_.sent.words, all_.sent.tags
    verb = c.vg.s if c.vg is not None else c.s
    kept = replace(up, negated=False, phase=None)
    at = next((i for i in range(verb - 1, max(0, verb - 10), -1) if words[i].lower in {"which", "whom", "whose", "where"}), 0)
    before = tags[at - 2] if tags[at - 1] == "PREP" and at > 1 else tags[at - 1]
    # "the port through which most food passed", "the hotel, where gunmen hold staff": relative, and no question
    if at and (before in {"N", "NAME", "COMMA"} or words[at].lower == "whose"):
        return kept
    if _explained(c) or _called(c, [w.lower for w in words[max(0, verb - 3) : verb]]):
        return kept
    return kept.in_mood("unknown", "an embedded question")


def _called(c: Clause, before: list[str]) -> bool:
    """ "He condemned what he called a massacre": a manner of speaking, and no question."""
    return c.vg is not None and "what" in before and c.vg.lemma in {"call", "describe", "term", "dub", "label"}


def _explained(c: Clause) -> bool:
    """ "That is why they left", "this is where it fell": what is pointed at is told, and not asked."""
    above = c.parent
    if above is None or above.vg is None or above.subject is None or c.sub == "whether":
        return False
    points = above.subject.noun in {"that", "this", "which", "it"} and above.vg.words == "be" and not (above.vg.modal or above.vg.negated)
    return points and above.cue is None and above.link in {"root", "rel", "conj"}


_LISTED = frozenset({"confirm", "report", "list", "declare", "pronounce", "register"})


def _gapped(left: Clause, c: Clause, all_: Contexts) -> bool:
    """ "One person has been confirmed dead, ten people injured": what confirms the one confirms the others."""
    if left.vg is None or c.vg is None or not left.vg.passive or c.vg.aux or left.vg.lemma not in _LISTED:
        return False
    return all_.sent.tags[c.vg.main] in {"VBD", "VBN"} and not any(a.prep is None for a in c.args)


def _joined(c: Clause, up: Context, all_: Contexts) -> Context:
    """Joined to its left neighbour: the same word and mood above both; its own likelihood unless the auxiliary is shared."""
    left = c.parent
    assert left is not None
    while not c.shared and left.link == "conj" and left.parent is not None:
        left = left.parent
    above = all_.inherited(left, all_.own[left.parent]) if left.parent is not None and left.parent in all_.own else all_.root
    base = replace(above, negated=above.negated if c.shared else False, content=up.content)
    speakers = up.speakers
    if (c.cc not in {"but", "yet"} and left.vg is not None and not c.shared) or c.cc == "and":
        told = [
            k
            for k in all_.clauses[left.number + 1 : left.number + 4]
            if k.parent is left and k.cue is not None and "say" in k.cue.effects and k.link == "to"
        ]
        if told and left.vg is not None and left.vg.passive:
            speaker = all_.voices.of_clause(left, saw=False)
            speakers = (*speakers, speaker) if speaker and speaker not in speakers else speakers
    elif c.cc in {"but", "yet"} and c.subject is not None and not c.shared:
        speakers = above.speakers
    if _gapped(left, c, all_):
        speakers = up.said_by(all_.voices.of_clause(left, saw=False)).speakers
    base = replace(base, speakers=speakers, why=tuple(dict.fromkeys((*base.why, *(w for w in up.why if w.startswith("attribution"))))))
    return (
        replace(base, likelihood=up.likelihood, mood=up.mood)
        if (c.shared or (c.vg is not None and c.vg.passive)) and c.vg is not None and not c.vg.aux
        else base
    )


BY_LINK = {
    "after": _after,
    "purpose": _purpose,
    "rel": _beside,
    "part": _beside,
    "gerund": _gerund,
    "sub": _sub,
    "wh": _wh,
    "conj": _joined,
}
"""How a clause inherits, by its link; by all others as it is ``kept``."""
