"""Chunks to clauses: one for each verb group, with its subject, its arguments, and the clause and link word that it hangs on."""

from __future__ import annotations

from .chunks import NP, VG
from .clause import BREAKS, GROUND, RELATIVE, SUB_PREP, Clause, Pending
from .phrases import Phrases
from .tables import cues

__all__ = ["Clause", "Parser"]


_SPREADS = frozenset(
    {"abound", "arise", "break", "circulate", "come", "continue", "emerge", "grow", "increase", "linger", "mount", "multiply", "persist"}
    | {"remain", "rise", "spread", "surface", "swirl"}
)
"""What words, fears and hopes do before what they are of is told ("fears are growing that …")."""
_ANSWERS = frozenset({"reject", "deny", "dismiss", "refute", "dispute", "contest", "repeat", "denounce", "share", "echo"})


class Parser(Phrases):
    """Reads the chunks of one sentence from left to right, once, with a bounded look ahead."""

    def parse(self) -> list[Clause]:
        """The clauses of the sentence in order of their verbs; a sentence without a verb is one ``free`` clause."""
        for i, c in enumerate(self.chunks):
            if self.p.start is None and c.k not in BREAKS:
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
        clause.s = self._start(vg)
        clause.existential = p.exist
        clause.args = [*p.phrases, *clause.args]
        if self.cur:
            self.cur.e = clause.s
        self.clauses.append(clause)
        inside = clause.link == "part" and (p.kept or _holds(p.subject, clause.noun))
        kept = p.outer if clause.link == "rel" else p.subject if inside else None
        self.cur, self.p, self.last_np = clause, Pending(start=vg.e, subject=kept, kept=kept is not None), None
        clause.e = vg.e

    def _start(self, vg: VG) -> int:
        """Where the words of a clause begin: what stands behind the verb before belongs to that one."""
        p, cur = self.p, self.cur
        if cur is None or cur.vg is None:
            return p.start if p.start is not None else vg.s
        end = cur.vg.e
        s = min([vg.s, *(np.s for np in (p.subject, *p.phrases) if np is not None and np.s >= end)])
        while s > end and self.sent.tags[s - 1] in {"ADV", "SUB", "WH", "THAT", "CC", "NOT", "EX", "PREP"}:
            s -= 1
        return s

    def _take_question_aux(self, vg: VG) -> None:
        """ "Did the army withdraw": the auxiliary stands before the subject."""
        cur = self.cur
        if (
            not cur
            or not cur.vg
            or vg.aux
            or vg.form == "inf"
            or not self.p.subject
            or self.p.comma
            or cur.args
            or cur is not self.clauses[-1]
        ):
            return
        lone = cur.vg
        if cur.subject is not None:
            return
        base = self.sent.tags[vg.main] == "VB" and (lone.lemma == "do" or lone.modal == lone.lemma)
        if (
            base
            or (lone.copula and self.sent.tags[vg.main] in {"VBN", "VBG"})
            or (lone.lemma == "have" and self.sent.tags[vg.main] in {"VBN", "VBD"})
        ):
            vg.form, vg.tense, vg.modal, vg.negated, vg.aux = "fin", lone.tense, lone.modal, lone.negated, True
            vg.passive |= lone.copula and self.sent.tags[vg.main] != "VBG"
            asked = self.sent.words[-1].text == "?"
            # "Had they …" in front is a condition; "never before had they …" is told.
            first = lone.s == 0 or self.sent.tags[lone.s - 1] in {"COMMA", "CC", "QUOTE", "DASH", "COLON"}
            self.p.sub = "if" if first and not asked and self.sent.words[lone.s].lower in {"had", "should", "were"} else self.p.sub
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
        elif (
            vg.form in {"ed?", "ed"}
            and before.passive
            and before.form != "ing"
            and not (isinstance(nxt, NP) or (nxt is not None and nxt.k == "THAT"))
        ):
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
        elif takes and cur and (p.subject or p.exist) and not p.comma and cur.e <= vg.s:
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

    def _wh_clause(self, clause: Clause) -> None:
        p, cur = self.p, self.cur
        after = p.wh_after
        noun = after if isinstance(after, NP) else self.last_np if p.comma and p.wh != "that" else None
        told = self._takes(cur, "that" if p.wh == "that" else "wh")
        is_object = bool(noun and cur and noun in cur.args)
        spread = cur is not None and cur.vg is not None and cur.vg.lemma in _SPREADS
        if noun is None and told is None and cur is not None and spread and p.wh == "that" and p.subject:
            noun = cur.subject  # "fears are growing that …": of the subject, behind the verb
        named = cues().get(("N", noun.noun), ()) if noun else ()
        content = next((c for c in named if "that" in c.takes), None) if p.wh == "that" and p.subject else None
        if content and noun and clause.vg and clause.vg.lemma in _ANSWERS and self.sent.tags[noun.s - 1] == "COMMA":
            content = None  # "…, a charge that the ministry rejected": relative
        if content:
            clause.link, clause.parent, clause.cue, clause.noun = "that", cur, content, noun
            if cur is None:
                self.waiting.append(clause)
        elif cur and told and (not noun or (is_object and p.subject and p.wh == "that") or p.wh in {"what", "whether", "how", "why"}):
            clause.link, clause.parent, clause.cue = ("that" if p.wh == "that" else "wh"), cur, told
        elif p.wh == "when" and cur:
            clause.link, clause.sub, clause.parent = "sub", "when", cur
        elif noun and p.wh in RELATIVE:
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
        while (
            mate
            and mate.parent
            and (
                mate.vg is None
                or (mate.vg.form != "fin" and clause.vg and clause.vg.form == "fin")
                or (p.subject and mate.link in {"rel", "sub"} and not p.cc)
            )
        ):
            mate = mate.parent
        if mate and p.cc in {"but", "yet"} and p.subject and mate.link == "wh" and mate.parent:
            mate = mate.parent  # "it is unclear where it fell, but it may have …": the second clause is no question
        if mate and p.cc == "but" and p.subject and mate.link == "that" and mate.parent and mate.parent.vg and mate.parent.vg.form != "fin":
            mate = mate.parent.parent or mate.parent
        if (
            mate
            and p.cc
            and not p.subject
            and mate.link in {"that", "wh"}
            and mate.parent
            and clause.vg
            and self._turns_back(mate, clause.vg)
        ):
            mate = mate.parent  # "he promised that nobody would be harmed, and warned …"
        anew = p.semicolon and p.subject is not None and clause.vg is not None and not clause.vg.passive
        while anew and mate and mate.parent and mate.link != "quote":
            mate = mate.parent  # behind a semicolon a clause with a subject of its own begins anew
        clause.link, clause.parent = "conj", mate
        if clause.subject is None and mate:
            clause.subject, clause.shared = mate.subject, True

    def _turns_back(self, left: Clause, vg: VG) -> bool:
        """Is the verb behind "and" of another form than what is promised or asked, so that it joins what stands above that?"""
        open_ = left.vg is not None and (left.vg.modal or self.sent.tags[left.vg.main] == "VB")
        speaks = any({"say", "mood"} & q.effects.keys() for words in (vg.words, vg.lemma) for q in cues().get(("V", words), ()))
        open_ = open_ or (left.cue is not None and "neg" in left.cue.effects and speaks)  # "denied that … and accused"
        return bool(open_) and not vg.modal and self.sent.tags[vg.main] in {"VBD", "VBZ"} and vg.form == "fin"

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
        if cur and cur.vg and noun and noun.prep == "for":  # "called in two languages for the rebels to surrender"
            wished = next((q for q in cues().get(("V", f"{cur.vg.lemma} for"), ()) if "obj-to" in q.takes), None)
            control, objects = (wished, [noun]) if wished else (control, objects)
        plain = self._takes(cur, "to")
        if plain and plain.words in {"have", "need", "use", "come", "happen"} and cur and cur.vg and cur.vg.e != vg.s:
            plain = None
        if plain and plain.words == "remain" and not vg.passive:
            plain = None  # who "remained to fight" fought on, what "remains to be done" is not done
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
            clause.cue = next((c for kind in ("obj-of", "obj-for", "obj-from", "obj-with", "ing") if (c := self._takes(cur, kind))), None)
        elif beside:
            clause.link, clause.noun, clause.subject = "part", beside, beside
            if beside.prep == "with" and self.sent.tags[beside.s - 2 : beside.s - 1] == ["COMMA"]:
                clause.link = "with"
            elif beside.prep in GROUND and vg.form == "ing" and cur:
                clause.link, clause.noun, clause.subject = "after", None, cur.subject
        elif isinstance(before, VG) and cur and (told := self._takes(cur, "ing")):
            clause.link, clause.cue, clause.subject = "ing", told, cur.subject
        elif cur:
            says = any("say" in q.effects for q in cues().get(("V", vg.words), ()))
            while says and cur.link in {"that", "wh"} and cur.parent is not None:
                cur = cur.parent
            clause.subject, clause.parent = cur.subject, cur
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
        for c in self.clauses:
            if c.subject is None and c.vg is not None and c.vg.form == "fin" and c.link == "root" and not c.existential:
                c.subject = self._parted(c.vg)

    def _parted(self, vg: VG) -> NP | None:
        """The noun that a clause of its own parts from its verb ("the story that it fell | turned out to be a hoax")."""
        return next((c.noun for c in self.clauses if c.link in {"that", "rel"} and c.s < vg.s <= c.e + 1), None)


def _holds(whole: NP | None, part: NP | None) -> bool:
    """Is it this noun phrase, or one that hangs on it by "of" ("an officer of | a brigade fighting there")?"""
    while whole is not None and whole is not part:
        whole = whole.of
    return whole is not None


def _hangs(clause: Clause, waiting: list[Clause]) -> bool:
    hops = 0
    c: Clause | None = clause
    while c is not None and hops < 20:
        if c in waiting:
            return True
        c, hops = c.parent, hops + 1
    return False
