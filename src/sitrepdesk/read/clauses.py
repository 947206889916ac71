"""Chunks to clauses: one for each verb group, with its subject, its arguments, and the clause and link word that it hangs on."""

from __future__ import annotations

from dataclasses import dataclass, field

from .chunks import NP, VG, Chunk, Sent, chunks
from .tables import Cue, cues, event_nouns, verbs

SUB_PREP = frozenset({"after", "before", "since", "until", "till", "as", "than", "once"})
_BREAKS = frozenset({"COMMA", "STOP", "COLON", "DASH", "OPEN", "CLOSE", "QUOTE"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom", "where", "when"})
_GROUND = frozenset("to from in at beyond near into across through toward towards over behind".split())
_WINDOW = 14
_LIST_WINDOW = 60


@dataclass(slots=True, eq=False)
class Clause:
    """A verb group with what belongs to it. ``link`` says how it hangs on ``parent``.

    root, that, wh, to, purpose, ing, part (participle beside a noun), after (participle behind a comma), gerund (behind the preposition
    ``sub``), rel, sub (behind the link word ``sub``), conj, quote (a reporting clause stands behind it), free (no verb at all).
    """

    vg: VG | None
    link: str
    s: int
    parent: Clause | None = None
    subject: NP | None = None
    args: list[NP] = field(default_factory=list)
    comps: list[Chunk] = field(default_factory=list)
    sub: str = ""
    cc: str = ""
    noun: NP | None = None
    cue: Cue | None = None
    shared: bool = False
    e: int = 0
    parts: list[str] = field(default_factory=list)
    existential: bool = False
    number: int = 0


@dataclass(slots=True)
class _Pending:
    """What stands between the last verb and the next."""

    subject: NP | None = None
    phrases: list[NP] = field(default_factory=list)
    prep: str = ""
    prep_after: Chunk | None = None
    sub: str = ""
    wh: str = ""
    wh_after: Chunk | None = None
    cc: str = ""
    comma: bool = False
    exist: bool = False
    start: int | None = None
    kept: bool = False


class Parser:
    """Reads the chunks of one sentence from left to right, once, with a bounded look ahead."""

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        self.chunks = chunks(sent)
        self.clauses: list[Clause] = []
        self.cur: Clause | None = None
        self.waiting: list[Clause] = []
        self.p = _Pending()
        self.last_np: NP | None = None
        self.prev: Chunk | None = None

    def parse(self) -> list[Clause]:
        """The clauses of the sentence in order of their verbs; a sentence without a verb is one ``free`` clause."""
        for i, c in enumerate(self.chunks):
            if self.p.start is None and c.k not in _BREAKS:
                self.p.start = c.s
            if isinstance(c, NP):
                self._noun_phrase(c, i)
            elif isinstance(c, VG):
                self._verb(c, i)
            else:
                self._mark(c)
            if c.k != "ADV":
                self.prev = c
        self._rest()
        return self.clauses

    # marks and link words

    def _mark(self, c: Chunk) -> None:
        p = self.p
        if c.k == "PREP":
            p.prep_after = self.prev if not p.prep else p.prep_after
            p.prep = f"{p.prep} {c.low}" if p.prep in {"out", "because", "instead", "ahead", "off", "inside", "outside", "next", "up", "along", "due"} else c.low
        elif c.k == "SUB":
            self._subordinator(c)
        elif c.k in {"WH", "THAT"}:
            p.wh, p.wh_after = c.low, self.prev
        elif c.k == "CC":
            p.cc = c.low
        elif c.k in _BREAKS:
            p.comma, p.prep = True, ""
            if c.low == ";" and self.cur:
                p.subject = None
        elif c.k == "ADJ" and self.cur:
            self.cur.comps.append(c)
        elif c.k == "EX":
            p.exist = True
        elif c.k == "ADV" and c.low in {"there", "here"} and p.prep:
            p.prep = ""
        elif c.k == "ADV" and self.cur and c.low in {"back", "out", "off", "down", "over", "up", "away", "apart", "ashore", "forward", "there", "here"}:
            self.cur.parts.append(c.low)

    def _subordinator(self, c: Chunk) -> None:
        p, after = self.p, self.sent.tags[c.e : c.e + 1]
        if c.low in {"as", "so"} and after and (after[0] in {"ADV", "ADJ"} or self.sent.words[c.e].lower == "well"):
            return
        p.sub = f"{p.sub} {c.low}" if p.sub in {"as", "so", "even", "in"} and c.low in {"if", "though", "long", "soon"} else c.low
        if c.low in SUB_PREP:
            p.prep, p.prep_after = c.low, self.prev

    # noun phrases

    def _noun_phrase(self, np: NP, i: int) -> None:
        p = self.p
        if np.low.startswith("whose "):
            p.wh, p.wh_after = "whose", self.prev
        leads = self._leads(i, hop=not p.prep)
        if p.prep and not (p.prep in SUB_PREP and leads):
            self._prepositional(np)
        elif self._coordinates(np, leads, i):
            pass
        elif (leads and not p.kept) or not self._takes_object():
            p.subject, p.prep = (np, "") if not (p.subject and not leads) else (p.subject, "")
        else:
            assert self.cur is not None
            self.cur.args.append(np)
        self.last_np = np if not (self.last_np and np in self.last_np.more) else self.last_np

    def _takes_object(self) -> bool:
        p = self.p
        return bool(self.cur and self.cur.vg and not p.comma and not p.cc and not p.sub and not p.wh and (p.kept or not p.subject))

    def _prepositional(self, np: NP) -> None:
        p = self.p
        np.prep, np.after, p.prep = p.prep, p.prep_after, ""
        p.sub = "" if np.prep in SUB_PREP else p.sub
        host = np.after if isinstance(np.after, NP) else None
        if np.prep == "of" and host:
            while host.of:
                host = host.of
            host.of = np
        elif (p.subject and not p.kept) or not self.cur or p.sub or p.wh or (p.comma and p.cc):
            p.phrases.append(np)
        else:
            self.cur.args.append(np)

    def _coordinates(self, np: NP, leads: bool, i: int) -> bool:
        """Is this one more member of the noun phrase before it ("tanks, guns and aircraft", "in Sumy and Chernihiv")?"""
        p, last = self.p, self.last_np
        if not last or not (p.cc or p.comma) or p.sub or p.wh or p.prep or (p.comma and not self._adjacent(last, np)):
            return False
        if not self._adjacent(last, np):
            return False
        if leads and p.subject is None and not any(last is m or last in m.more for m in [p.subject] if m):
            return False
        if p.comma and not p.cc and not self._list_goes_on(i):
            return self._apposition(last, np, leads)
        if np.pronoun and leads:
            return False
        last.more.append(np)
        np.prep = last.prep
        p.cc, p.comma = "", False
        return True

    def _apposition(self, last: NP, np: NP, leads: bool) -> bool:
        named = self.sent.tags[np.head] == "NAME" and self.sent.tags[last.head] == "NAME"
        if named and last.prep:
            last.more.append(np)
            np.prep = last.prep
            return True
        return bool(last is self.p.subject and not np.pronoun)

    def _adjacent(self, last: NP, np: NP) -> bool:
        end = max([last.last, *(m.last for m in last.more)])
        between = self.sent.tags[end : np.s]
        return all(t in {"COMMA", "CC", "QUOTE", "ADV"} for t in between)

    def _list_goes_on(self, i: int) -> bool:
        cs = self.chunks
        for j in range(i + 1, min(i + _LIST_WINDOW, len(cs))):
            if cs[j].k == "CC" and j + 1 < len(cs):
                return cs[j + 1].k == "NP" and not self._leads(j + 1, hop=False)
            if cs[j].k not in {"NP", "COMMA", "ADJ"}:
                return False
        return False

    def _leads(self, i: int, hop: bool) -> bool:
        """Does a finite verb follow this noun phrase, so that it is its subject?"""
        cs, j = self.chunks, i + 1
        for _ in range(_WINDOW):
            if j >= len(cs):
                return False
            c = cs[j]
            if isinstance(c, VG):
                return self._finite(c, j)
            if c.k == "ADV" or (c.k == "NOT" and hop):
                j += 1
            elif hop and (c.k == "PREP" or (c.k == "CC" and not self._takes_object())) and j + 1 < len(cs) and cs[j + 1].k == "NP":
                j += 2
            elif hop and c.k == "COMMA" and j + 2 < len(cs) and cs[j + 1].k == "NP" and cs[j + 2].k == "COMMA" and not self.cur:
                j += 3
            else:
                return False
        return False

    # verbs

    def _finite(self, vg: VG, j: int) -> bool:
        """Decide a form that may be a past or a participle; the answer stays with the group."""
        if vg.form != "ed?":
            return vg.form == "fin"
        cs = self.chunks
        k = j + 1
        while k < len(cs) and cs[k].k in {"ADV"}:
            k += 1
        nxt = cs[k] if k < len(cs) else None
        cue = cues().get(("V", vg.words), ())
        if isinstance(nxt, NP) or (nxt and nxt.k in {"THAT", "WH", "QUOTE", "EX"}):
            vg.form = "fin"
        elif isinstance(nxt, VG) and nxt.form == "inf" and any("to" in c.takes for c in cue):
            vg.form = "fin"
        elif self._later_finite(k):
            vg.form = "ed"
        elif self._passive_only(vg, nxt):
            vg.form = "ed" if self._in_object(j) else "fin"
            vg.passive = True
        else:
            vg.form = "ed" if self._in_object(j) and not self._takes(self.cur, "that") else "fin"
        return vg.form == "fin"

    def _passive_only(self, vg: VG, nxt: Chunk | None) -> bool:
        frame = verbs().get(vg.words)
        told = any("say" in c.effects for c in cues().get(("V", vg.words), ()))
        event = told and isinstance(self.prev, NP) and self.prev.noun in event_nouns()
        return bool(event or (frame and "passive" in frame.options and "intr" not in frame.options) or (nxt and nxt.low == "by"))

    def _later_finite(self, k: int) -> bool:
        for c in self.chunks[k : k + _WINDOW]:
            if c.k in {"COMMA", "STOP", "SUB", "WH", "THAT", "CC", "COLON", "DASH"}:
                return False
            if isinstance(c, VG) and c.form == "fin":
                return True
        return False

    def _in_object(self, j: int) -> bool:
        """Is the noun phrase before this verb the object of a verb or preposition?"""
        cs, k = self.chunks, j - 1
        while k >= 0 and cs[k].k == "ADV":
            k -= 1
        if k < 0 or cs[k].k != "NP":
            return False
        while k > 1 and cs[k - 1].k == "PREP" and cs[k - 1].low == "of" and cs[k - 2].k == "NP":
            k -= 2
        before = cs[k - 1] if k else None
        return before is not None and (before.k in {"PREP"} or (isinstance(before, VG) and self.cur is not None))

    def _verb(self, vg: VG, i: int) -> None:
        p = self.p
        self._share_form(vg, i)
        self._take_question_aux(vg)
        finite = self._finite(vg, i)
        if finite:
            clause = self._finite_clause(vg)
        elif vg.form == "inf":
            clause = self._infinitive(vg)
        else:
            clause = self._participle(vg)
        clause.number = len(self.clauses)
        clause.s = p.start if p.start is not None else vg.s
        clause.existential = p.exist
        clause.args = [*p.phrases, *clause.args]
        if self.cur:
            self.cur.e = clause.s
        self.clauses.append(clause)
        kept = p.subject if clause.link in {"part", "rel"} and p.subject is not None and clause.noun is p.subject else None
        self.cur, self.p, self.last_np = clause, _Pending(start=vg.e, subject=kept, kept=kept is not None), None
        clause.e = vg.e

    def _take_question_aux(self, vg: VG) -> None:
        """ "Did the army withdraw": the auxiliary stands before the subject."""
        cur = self.cur
        if not cur or not cur.vg or vg.aux or vg.form == "inf" or not self.p.subject or self.p.comma or cur.args or cur is not self.clauses[-1]:
            return
        lone = cur.vg
        base = self.sent.tags[vg.main] == "VB" and (lone.lemma == "do" or lone.modal == lone.lemma)
        if base or (lone.copula and self.sent.tags[vg.main] in {"VBN", "VBG"}) or (lone.lemma == "have" and self.sent.tags[vg.main] in {"VBN", "VBD"}):
            vg.form, vg.tense, vg.modal, vg.negated, vg.aux = "fin", lone.tense, lone.modal, lone.negated, True
            vg.passive |= lone.copula and self.sent.tags[vg.main] != "VBG"
            self.clauses.pop()
            self.p.start = cur.s
            self.p.phrases = [*cur.args, *self.p.phrases]
            self.p.wh = self.p.wh or cur.sub
            self.cur = cur.parent

    def _share_form(self, vg: VG, i: int) -> None:
        """A verb joined by "and" without a subject takes over the auxiliaries of the one before."""
        p, cur = self.p, self.cur
        if not (p.cc or p.comma) or p.subject or not cur or not cur.vg or vg.aux or vg.form == "inf" or p.sub or p.wh:
            return
        nxt = next((c for c in self.chunks[i + 1 : i + 4] if c.k != "ADV"), None)
        before = cur.vg
        base = self.sent.tags[vg.main] == "VB"
        if base and (before.form == "inf" or before.modal):
            vg.form, vg.modal, vg.negated, vg.tense = before.form, before.modal, vg.negated or before.negated, before.tense
        elif vg.form in {"ed?", "ed"} and before.passive and before.form != "ing" and not isinstance(nxt, NP):
            vg.passive, vg.form, vg.modal, vg.perfect = True, before.form, before.modal, before.perfect
            vg.tense, vg.negated = before.tense, before.negated
        elif vg.form in {"ed?", "ed"} and before.perfect:
            vg.form, vg.perfect, vg.modal, vg.negated = before.form, True, before.modal, before.negated
        elif vg.form == "ing" and before.progressive and p.cc:
            vg.form, vg.progressive, vg.tense, vg.modal = before.form, True, before.tense, before.modal

    def _finite_clause(self, vg: VG) -> Clause:
        p, cur = self.p, self.cur
        clause = Clause(vg, "root", vg.s, subject=p.subject)
        takes = self._takes(cur, "that") if cur else None
        if p.wh:
            self._wh_clause(clause)
        elif p.sub and not (p.sub in SUB_PREP and not p.subject):
            self._sub_clause(clause)
        elif cur is None or p.kept:
            self._root(clause)
        elif p.cc:
            self._joined(clause)
        elif takes and p.subject and not p.comma and cur.e <= vg.s:
            clause.link, clause.parent, clause.cue = "that", cur, takes
        else:
            self._joined(clause)
        return clause

    def _root(self, clause: Clause) -> None:
        for w in self.waiting:
            w.parent = clause
            if w.subject is None and w.link in {"after", "gerund"}:
                w.subject = clause.subject
        self.waiting = []

    def _takes(self, cur: Clause | None, complement: str) -> Cue | None:
        """The cue of the governing verb, predicate adjective or noun that takes this complement."""
        if cur is None or cur.vg is None:
            return None
        keys = [("A", w) for c in cur.comps for w in c.low.split()[::-1]] + [("V", cur.vg.words), ("V", cur.vg.lemma)]
        keys += [("N", np.noun) for np in cur.args[-1:] if np.prep is None or cur.vg.copula]
        if cur.vg.copula and not cur.comps and cur.vg.low:
            keys += [("A", w.lower) for w in self.sent.words[cur.vg.e : cur.vg.e + 2]]
        return next((c for key in keys for c in cues().get(key, ()) if complement in c.takes), None)

    def _wh_clause(self, clause: Clause) -> None:
        p, cur = self.p, self.cur
        after = p.wh_after
        noun = after if isinstance(after, NP) else self.last_np if p.comma and p.wh != "that" else None
        told = self._takes(cur, "that" if p.wh == "that" else "wh")
        is_object = bool(noun and cur and noun in cur.args)
        named = cues().get(("N", noun.noun), ()) if noun else ()
        content = next((c for c in named if "that" in c.takes), None) if p.wh == "that" and p.subject else None
        if content:
            clause.link, clause.parent, clause.cue, clause.noun = "that", cur, content, noun
        elif cur and told and (not noun or (is_object and p.subject and p.wh == "that") or p.wh in {"what", "whether", "how", "why"}):
            clause.link, clause.parent, clause.cue = ("that" if p.wh == "that" else "wh"), cur, told
        elif noun and p.wh in _RELATIVE:
            clause.link, clause.parent, clause.noun = "rel", cur, noun
            if not p.subject and p.wh in {"who", "which", "that"}:
                clause.subject = noun
            if cur is None:
                self.waiting.append(clause)
                p.start = p.start if noun is None else clause.s
        elif cur:
            clause.link, clause.parent = ("that" if p.wh == "that" else "wh"), cur
            same = next((c for c in reversed(self.clauses) if c.link == clause.link and c.cue), None) if p.cc or p.comma else None
            if same:
                clause.parent, clause.cue = same.parent, same.cue
        else:
            clause.sub = p.wh
            self._root(clause)

    def _sub_clause(self, clause: Clause) -> None:
        p, cur = self.p, self.cur
        told = self._takes(cur, "wh") if p.sub in {"if", "whether"} else self._takes(cur, "asif") if p.sub.startswith("as ") else None
        clause.sub, clause.parent = p.sub, cur
        if told:
            clause.link, clause.cue = "wh" if p.sub in {"if", "whether"} else "that", told
        elif p.sub == "than" or (p.sub == "so" and not cur):
            clause.link = "conj" if cur else "root"
        else:
            clause.link = "sub"
            if cur is None:
                self.waiting.append(clause)

    def _joined(self, clause: Clause) -> None:
        """A clause behind "and", "but" or a comma joins the innermost clause of its kind; without a subject it shares that one's."""
        p, cur = self.p, self.cur
        clause.cc = p.cc
        mate = cur
        if self.waiting and all(c in self.waiting or _hangs(c, self.waiting) for c in self.clauses):
            clause.link = "root"
            self._root(clause)
            return
        while mate and mate.parent and (mate.vg is None or (mate.vg.form != "fin" and clause.vg and clause.vg.form == "fin") or (p.subject and mate.link in {"rel", "sub"} and not p.cc)):
            mate = mate.parent
        clause.link, clause.parent = "conj", mate
        if clause.subject is None and mate:
            clause.subject, clause.shared = mate.subject, True

    def _infinitive(self, vg: VG) -> Clause:
        p, cur = self.p, self.cur
        clause = Clause(vg, "purpose", vg.s, parent=cur)
        if p.cc and cur and cur.vg and cur.vg.form == "inf" and not p.subject:
            clause.link, clause.cc, clause.subject, clause.shared = "conj", p.cc, cur.subject, True
            return clause
        noun = self.prev if isinstance(self.prev, NP) else None
        named = next((c for c in cues().get(("N", noun.noun), ()) if "to" in c.takes), None) if noun else None
        objects = [a for a in cur.args if a.prep is None] if cur else []
        control = self._takes(cur, "obj-to") if objects or (cur and cur.vg and cur.vg.passive) else None
        plain = self._takes(cur, "to")
        if plain and plain.words in {"have", "need", "use", "come", "happen"} and cur and cur.vg and cur.vg.e != vg.s:
            plain = None
        if cur is None:
            clause.link, clause.subject = "purpose", None
            self.waiting.append(clause)
        elif named:
            clause.link, clause.cue, clause.subject = "to", named, cur.subject
        elif control:
            clause.link, clause.cue, clause.subject = "to", control, objects[-1] if objects else cur.subject
        elif plain and not p.comma:
            clause.link, clause.cue, clause.subject = "to", plain, cur.subject
        else:
            clause.subject = p.subject or cur.subject
        if cur and p.wh:
            clause.link = "wh"
        return clause

    def _participle(self, vg: VG) -> Clause:
        p, cur = self.p, self.cur
        clause = Clause(vg, "after", vg.s, parent=cur)
        beside = self.prev if isinstance(self.prev, NP) else None
        before = self.prev
        if p.cc and cur and cur.vg and cur.vg.form == vg.form and not beside:
            clause.link, clause.cc, clause.subject, clause.shared = "conj", p.cc, cur.subject, True
            clause.noun = cur.noun
        elif p.prep and before and before.k in {"PREP", "SUB"}:
            clause.link, clause.sub, clause.subject = "gerund", p.prep, (p.subject or (cur.subject if cur else None))
            clause.cue = next((c for kind in ("obj-of", "obj-for", "obj-from", "ing") if (c := self._takes(cur, kind))), None)
        elif beside:
            clause.link, clause.noun, clause.subject = "part", beside, beside
            if beside.prep == "with" and self.sent.tags[beside.s - 2 : beside.s - 1] == ["COMMA"]:
                clause.link = "with"
            elif beside.prep in _GROUND and vg.form == "ing" and cur:
                clause.link, clause.noun, clause.subject = "after", None, cur.subject
        elif isinstance(before, VG) and cur and (told := self._takes(cur, "ing")):
            clause.link, clause.cue, clause.subject = "ing", told, cur.subject
        elif cur:
            clause.subject = cur.subject
        if cur is None:
            self.waiting.append(clause)
            if beside:
                clause.s = vg.s
        self._keep_subject(clause)
        return clause

    def _keep_subject(self, clause: Clause) -> None:
        """A participle inside a subject ("civilians fleeing the city said …") leaves the subject for the verb to come."""
        if clause.link == "part" and self.p.subject is not None and self.cur is None:
            clause.subject = clause.noun

    def _rest(self) -> None:
        """What stands behind the last verb; a sentence without a verb becomes a ``free`` clause; orphans find the main clause."""
        p, n = self.p, len(self.sent.words)
        if self.cur:
            self.cur.e = n
            if p.subject:
                self.cur.args.append(p.subject)
            self.cur.args += p.phrases
        if not self.clauses or all(c in self.waiting for c in self.clauses):
            subject = p.subject
            root = Clause(None, "free", 0, subject=subject, args=[a for a in p.phrases if a.prep], e=n, number=len(self.clauses))
            self._root(root)
            self.clauses.append(root)
        elif self.waiting:
            main = next(c for c in self.clauses if c not in self.waiting)
            for w in self.waiting:
                w.parent = main


def _hangs(clause: Clause, waiting: list[Clause]) -> bool:
    hops = 0
    c: Clause | None = clause
    while c is not None and hops < 20:
        if c in waiting:
            return True
        c, hops = c.parent, hops + 1
    return False
