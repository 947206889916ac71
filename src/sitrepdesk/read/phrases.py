"""Noun phrases and marks between verbs: subject, object, list member, apposition, or the phrase behind a preposition."""

from __future__ import annotations

from .chunks import COMPASS, NP, VG, Chunk, Sent, chunks
from .clause import BREAKS, LIST_WINDOW, SUB_PREP, WINDOW, Clause, Pending
from .tables import Cue, cues, event_nouns, verbs


class Phrases:
    """The left-to-right state of one sentence, and what noun phrases and marks do to it; verbs are the parser's."""

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        self.chunks = chunks(sent)
        self.clauses: list[Clause] = []
        self.cur: Clause | None = None
        self.waiting: list[Clause] = []
        self.p = Pending()
        self.last_np: NP | None = None
        self.prev: Chunk | None = None

    # marks and link words

    def _mark(self, c: Chunk) -> None:
        p = self.p
        if c.k == "PREP":
            p.prep_after = self.prev if not p.prep else p.prep_after
            p.prep = (
                f"{p.prep} {c.low}"
                if p.prep in {"out", "because", "instead", "ahead", "off", "inside", "outside", "next", "up", "along", "due"}
                else c.low
            )
        elif c.k == "SUB":
            self._subordinator(c)
        elif c.k in {"WH", "THAT"}:
            p.wh, p.wh_after, p.outer = c.low, self.prev, p.subject
        elif c.k == "CC":
            p.cc = c.low
        elif c.k in BREAKS:
            p.comma, p.prep, p.semicolon = True, "", p.semicolon or c.low == ";"
            if c.low == ";" and self.cur:
                self._loosen()
        elif c.k == "ADJ" and self.cur:
            self.cur.comps.append(c)
        elif c.k == "EX":
            p.exist = True
        elif c.k == "ADV" and c.low in {"there", "here"} and (p.prep or self.cur):
            if self.cur:
                self.cur.there = c.s, p.prep
            p.prep = ""
        elif (
            c.k == "ADV"
            and self.cur
            and c.low in {"back", "out", "off", "down", "over", "up", "away", "apart", "ashore", "forward", "there", "here"}
        ):
            self.cur.parts.append(c.low)

    def _subordinator(self, c: Chunk) -> None:
        p, after = self.p, self.sent.tags[c.e : c.e + 1]
        if c.low in {"as", "so"} and after and (after[0] in {"ADV", "ADJ"} or self.sent.words[c.e].lower in {"well", "of"}):
            return
        p.sub = f"{p.sub} {c.low}" if p.sub in {"as", "so", "even", "in"} and c.low in {"if", "though", "long", "soon"} else c.low
        if c.low in SUB_PREP:
            p.prep, p.prep_after = c.low, self.prev

    # noun phrases

    def _noun_phrase(self, np: NP, i: int) -> None:
        p = self.p
        if np.low.startswith("whose "):
            p.wh, p.wh_after, p.outer = "whose", self.prev, p.subject
        if self._one_among(np):
            return
        leads = self._leads(i, hop=not p.prep or p.prep in SUB_PREP)
        if not p.prep and not leads and (self.cur or i == 0) and self._bears(np):
            p.prep, p.prep_after = "at", self.prev  # "advanced north of Lyman"
        if p.prep and not (p.prep in SUB_PREP and leads):
            self._prepositional(np)
        elif self._coordinates(np, leads, i):
            pass
        elif (leads and not p.kept) or not self._takes_object():
            self._subject(np, leads)
        else:
            assert self.cur is not None
            self.cur.args.append(np)
        self.last_np = np if not (self.last_np and np in self.last_np.more) else self.last_np

    def _bears(self, np: NP) -> bool:
        """Is it a bearing from somewhere ("north of Lyman")?"""
        return np.noun in COMPASS and np.e - np.core == 1 and [w.lower for w in self.sent.words[np.e : np.e + 1]] == ["of"]

    def _one_among(self, np: NP) -> bool:
        """ "dozens of vehicles, among them ten tanks": more of the object before."""
        before = self.prev
        if not (isinstance(before, NP) and before.prep == "among" and before.pronoun and self.cur and not self.p.prep):
            return False
        things = [a for a in self.cur.args if a.prep is None]
        if things:
            things[-1].more.append(np)
        return bool(things)

    def _subject(self, np: NP, leads: bool) -> None:
        """A subject to be; what stood there before without a verb stays loose in the clause before."""
        p = self.p
        p.prep = ""
        if p.subject is None or leads:
            self._loosen()
            p.subject = np

    def _loosen(self) -> None:
        if self.p.subject is not None and self.cur is not None and not self.p.kept:
            self.cur.loose.append(self.p.subject)
        self.p.subject = None

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
        pending = (p.sub or p.wh) and last is not p.subject
        if not last or not (p.cc or p.comma) or pending or p.prep or (p.comma and not self._adjacent(last, np)):
            return False
        if not self._adjacent(last, np):
            return False
        if leads and p.subject is None:
            return False
        if p.comma and not p.cc and not self._list_goes_on(i):
            return self._apposition(last, np, leads, i)
        if np.pronoun and leads:
            return False
        last.more.append(np)
        np.prep = last.prep
        p.cc, p.comma = "", False
        return True

    def _apposition(self, last: NP, np: NP, leads: bool, i: int) -> bool:
        named = self.sent.tags[np.head] == "NAME" and self.sent.tags[last.head] == "NAME"
        if leads and last is self.p.subject and isinstance(self.chunks[i + 1], VG) and self.sent.tags[np.s] != "NAME":
            return False
        if named and last.prep and not (leads and self.sent.tags[np.s] == "DET"):  # "in Sumy, the Governor said"
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
        for j in range(i + 1, min(i + LIST_WINDOW, len(cs))):
            if cs[j].k == "CC" and j + 1 < len(cs):
                return cs[j + 1].k == "NP" and not self._leads(j + 1, hop=False)
            if cs[j].k not in {"NP", "COMMA", "ADJ"}:
                return False
        return False

    def _leads(self, i: int, hop: bool) -> bool:
        """Does a finite verb follow this noun phrase, so that it is its subject?"""
        cs, j = self.chunks, i + 1
        for _ in range(WINDOW):
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

    def _finite(self, vg: VG, j: int) -> bool:
        """Decide a form that may be a past or a participle; the answer stays with the group."""
        if vg.form != "ed?":
            return vg.form == "fin"
        cs = self.chunks
        before = cs[j - 1] if j else None
        to = isinstance(cs[j + 1] if j + 1 < len(cs) else None, VG) and "TO" in self.sent.tags[vg.e : vg.e + 1]
        with_ = [c.low for c in cs[max(0, j - 3) : j - 1]]
        beside = isinstance(before, NP) and with_[-1:] == ["with"] and (to or with_[:1] == [","])
        if beside or (before is not None and before.k == "PREP"):  # ", with the toll expected to rise": no verb of its own
            vg.form = "ed"
            return False
        k = j + 1
        while k < len(cs) and cs[k].k in {"ADV"}:
            k += 1
        nxt = cs[k] if k < len(cs) else None
        cue = cues().get(("V", vg.words), ())
        if (
            isinstance(nxt, NP)
            or (nxt and nxt.k in {"THAT", "WH", "QUOTE", "EX"})
            or (isinstance(nxt, VG) and nxt.form == "inf" and any("to" in c.takes for c in cue))
        ):
            vg.form = "fin"
        elif self._later_finite(k):
            vg.form = "ed"
        elif self._passive_only(vg, nxt, j):
            vg.form = "ed" if self._in_object(j) else "fin"
            vg.passive = True
        else:
            due = self.p.kept and self.p.subject is not None  # "an officer serving in Lyman reported on Monday that …"
            vg.form = "ed" if self._in_object(j) and not due and not self._takes(self.cur, "that") else "fin"
        return vg.form == "fin"

    def _passive_only(self, vg: VG, nxt: Chunk | None, j: int) -> bool:
        frame = verbs().get(vg.words)
        told = any("say" in c.effects for c in cues().get(("V", vg.words), ()))
        before = self.chunks[j - 1] if j else None
        event = told and isinstance(before, NP) and before.noun in event_nouns()
        return bool(
            event or (frame and not told and "passive" in frame.options and "intr" not in frame.options) or (nxt and nxt.low == "by")
        )

    def _later_finite(self, k: int) -> bool:
        for c in self.chunks[k : k + WINDOW]:
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

    def _takes(self, cur: Clause | None, complement: str) -> Cue | None:
        """The cue of the governing verb, predicate adjective or noun that takes this complement."""
        if cur is None or cur.vg is None:
            return None
        keys = [("A", w) for c in cur.comps for w in c.low.split()[::-1]] + [("V", cur.vg.words), ("V", cur.vg.lemma)]
        keys += [("N", np.noun) for np in cur.args[-1:] if np.prep is None or cur.vg.copula]
        if cur.vg.copula and not cur.comps and cur.vg.low:
            keys += [("A", w.lower) for w in self.sent.words[cur.vg.e : cur.vg.e + 2]]
        return next((c for key in keys for c in cues().get(key, ()) if complement in c.takes), None)
