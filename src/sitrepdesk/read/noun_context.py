"""Event nouns and what stands above them: the verb whose object they are, and the nouns that report, plan or doubt them."""

from __future__ import annotations

from dataclasses import replace

from .chunks import NP, VG, Sent
from .clauses import Clause
from .event import OCCUR
from .saying import Context, governed
from .speakers import Voices
from .tables import cues, softeners

_EXTENT = frozenset({"number", "extent", "cause", "scale", "toll", "amount", "size", "origin"})
_FELT = frozenset({"fear", "suspicion", "concern", "worry", "anxiety", "charge", "accusation"})


def hosted(ctx: Context, host: NP, _clause: Clause, voices: Voices) -> Context:
    """The context of an event noun behind a noun that governs it ("reports of", "plans for", "the risk of")."""
    found = cues().get(("N", host.noun), ())
    if host.noun == "charge" and host.prep == "in":
        return ctx
    felt = host.negative or (host.prep in {"for", "on"} and host.noun in _FELT)
    for cue in [q for q in found if "of" in q.takes] or found:
        if "unnamed" in cue.effects:
            # "there is no sign of sabotage", "closed for fear of looting", "held on suspicion of arson": nobody tells
            ctx = ctx if felt else ctx.said_by(voices.of_noun(host))
            ctx = replace(ctx, negated=True, why=(*ctx.why, f"negated: {host.low}")) if host.negative else ctx
        if "likely" in cue.effects:
            ctx = ctx.softer(cue.effects["likely"], host.noun)
        if "mood" in cue.effects:
            ctx = replace(ctx.in_mood(cue.effects["mood"], host.noun), phase=cue.effects.get("phase", ctx.phase))
        if "neg" in cue.effects:
            ctx = replace(ctx, negated=not ctx.negated, why=(*ctx.why, f"negated: {host.noun}"))
    return ctx


_FOUND = frozenset({"report", "find", "record", "register", "document", "detect", "see", "observe", "notice"})


_SEEN = frozenset({"confirm", "find", "discover", "observe", "notice", "see", "detect"})
"""In the passive with a noun: "bodies were found" is no hearsay."""


def rated(vg: VG, np: NP, sent: Sent) -> bool:
    """Is the verb one that rates what it governs ("considers a landing improbable", "the risk is considered high")?"""
    rated = range(np.e, min(np.e + 2, len(sent.words)))
    says = (
        vg.passive
        or sent.tags[vg.e : vg.e + 1] == ["ADJ"]
        or any(sent.tags[i] == "ADJ" or sent.words[i].lower in softeners() for i in rated)
    )
    return vg.lemma == "consider" and says


def noun_context(ctx: Context, np: NP, clause: Clause, voices: Voices) -> Context:
    """The context of an event noun in a phrase of ``clause``: what the verb does to its object, and what stands before the noun."""
    vg = clause.vg
    if vg is not None and vg.form in {"inf", "fin"} and vg.lemma in OCCUR and np.prep is None:
        return ctx
    if vg is not None and vg.negated and clause.subject is not None and clause.subject.of is np and clause.subject.noun in _EXTENT:
        return replace(ctx, negated=False)  # "the number of the dead has not been established": they are dead
    if vg is None or (np is clause.subject and not vg.passive):
        # "The shelling may have killed dozens": what the doubt is about is not the shelling.
        presupposed = np.low.split(" ")[0] in {"the", "this", "these", "those"}
        ctx = replace(ctx, likelihood="stated") if presupposed else ctx
        return replace(ctx, negated=False) if vg is not None else ctx
    host = np.after if np.prep == "of" and isinstance(np.after, NP) else None
    if host is not None and host.prep is not None and host is not clause.subject:
        return replace(ctx, negated=False)  # "has not begun, for fear of an ambush": what stands beside is not denied
    for cue in cues().get(("V", vg.words), ()):
        seen = ("saw" in cue.effects and not voices.is_author(clause)) or (vg.passive and vg.lemma in _SEEN and not ctx.negated)
        # To have a permit is no order, to have to go is one; who undertakes a survey makes it.
        only = {"wh", "to", "that"} if vg.lemma in {"have", "remain", "undertake"} else {"wh"}
        if (
            np.prep in {None, "of", "for", "on", "from", "including"}
            and not cue.takes <= only
            and not seen
            and not rated(vg, np, voices.sent)
        ):
            if ctx.negated and vg.lemma in _FOUND and "say" in cue.effects:  # "Cuba does not report any damage": it denies it
                return governed(replace(ctx, negated=False), cue, clause, voices).denied(vg.lemma)
            ctx = replace(ctx, negated=False) if np.negative else ctx
            return governed(ctx, cue, clause, voices)
    return replace(ctx, negated=ctx.negated if np.prep is None and (vg.copula or clause.existential) else False)
