"""Tagged words to chunks: noun phrases, verb groups, and the marks and link words between them (after Abney 1991, Parsing by Chunks)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sitrepdesk.language.morphology import lemma_of, singular, table_words, verb_forms
from sitrepdesk.language.tokens import Token

from .tables import particles

_NP = frozenset({"DET", "DEM", "POSS", "NUM", "ADJ", "N", "NAME", "PS"})
_STARTS_NEW = frozenset({"DET", "DEM", "POSS"})
_AUX = frozenset({"MODAL", "HAVE", "BE", "DO"})
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "midnight", "noon", "hours", "hrs", "local", "am", "pm", "gmt"})
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_FORMATIONS = frozenset(table_words("formations.txt"))
_MONTHS = frozenset(table_words("months.txt"))
COMPASS = frozenset(["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"])
_VERB = frozenset({"VB", "VBZ", "VBD", "VBN", "VBG"})


@dataclass(slots=True, eq=False)
class Sent:
    """One sentence: its words and classes, and the whole passage that they stand in."""

    text: str
    start: int
    end: int
    words: Sequence[Token]
    tags: list[str]
    stands: dict[int, frozenset[str]] = field(default_factory=dict)
    """The kinds of what a pronoun stands for, by the offset of the pronoun."""

    def span(self, s: int, e: int) -> tuple[int, int]:
        """Passage offsets of the words ``[s, e)``."""
        return self.words[s].start, self.words[e - 1].end


@dataclass(slots=True, eq=False)
class Chunk:
    """Words ``[s, e)`` of a sentence. ``k`` is NP, VG, ADJ, or the class of a single link word or mark."""

    k: str
    s: int
    e: int
    low: str = ""


@dataclass(slots=True, eq=False)
class NP(Chunk):
    """A noun phrase: ``core`` is the first word behind its numbers, ``head`` its head noun, ``of`` what hangs on it by "of"."""

    core: int = 0
    head: int = 0
    noun: str = ""
    pronoun: bool = False
    prep: str | None = None
    after: Chunk | None = None
    of: NP | None = None
    owner: int | None = None
    more: list[NP] = field(default_factory=list)
    negative: bool = False

    @property
    def last(self) -> int:
        """The end of the phrase with what hangs on it."""
        return max(self.e, self.of.last if self.of else 0)


@dataclass(slots=True, eq=False)
class VG(Chunk):
    """A verb group: auxiliaries, adverbs and the main verb."""

    main: int = 0
    lemma: str = ""
    particle: str = ""
    pe: int = 0
    form: str = "fin"
    passive: bool = False
    modal: str | None = None
    tense: str = "past"
    perfect: bool = False
    progressive: bool = False
    negated: bool = False
    copula: bool = False
    aux: bool = False

    @property
    def words(self) -> str:
        """Lemma and particle, the key of the tables."""
        return f"{self.lemma} {self.particle}" if self.particle else self.lemma


def chunks(sent: Sent) -> list[Chunk]:
    """All chunks of a sentence, in order, every word in one of them."""
    out: list[Chunk] = []
    i, n = 0, len(sent.words)
    while i < n:
        tag = sent.tags[i]
        chunk = _verb_group(sent, i) if tag in _AUX or tag in _VERB or tag == "TO" else None
        if chunk is None and sent.words[i].lower in {"no", "yes"} and sent.tags[i + 1 : i + 2] == ["COMMA"]:
            chunk = Chunk("ADV", i, i + 1, sent.words[i].lower)
        if chunk is None and (tag in _NP or tag == "PRON" or (tag == "ADV" and _modifies(sent, i))):
            chunk = _noun_phrase(sent, i)
        if chunk is None:
            chunk = Chunk(tag, i, i + 1, sent.words[i].lower)
        out.append(chunk)
        i = chunk.e
    return out


def _modifies(sent: Sent, i: int) -> bool:
    return (
        i + 1 < len(sent.tags)
        and sent.tags[i + 1] in {"ADJ", "NUM"}
        and sent.words[i].lower not in {"yesterday", "today", "now", "also", "then"}
    )


_HALVES = frozenset({"a.m.", "p.m.", "am", "pm"})


def _noun_phrase(sent: Sent, i: int) -> Chunk | None:
    tags, words = sent.tags, sent.words
    if tags[i] == "PRON":
        neg = words[i].lower in {"nobody", "none", "nothing", "no"}
        return NP("NP", i, i + 1, words[i].lower, core=i, head=i, noun=words[i].lower, pronoun=True, negative=neg)
    j, nominal = i, False
    while j < len(tags):
        tag = tags[j]
        if tag in _NP:
            if (nominal and tag in _STARTS_NEW and tags[j - 1] != "PS") or (j > i and words[j - 1].lower in _HALVES):
                break  # "at 5 p.m. | rebels …"
            if nominal and tag == "NUM" and words[j - 1].lower in _WEEKDAYS and tags[j + 1 : j + 2] != ["NAME"]:
                break
            if tags[i] == "NUM" and tag in {"N", "ADJ"} and _dated(words, i, j):
                break  # "on 12 January 1963 | soldiers disarmed …", "on 4 November | suspected rebels …"
            if tag in {"N", "ADJ"} and i > 0 and tags[i - 1] == "PREP" and _month_first(words, i, j):
                break  # "on February 25 | strikes killed …"
            if tag in {"N", "NAME", "ADJ"} and j == i + 1 and i > 0 and tags[i - 1] == "PREP" and _moment(words, i, j):
                break  # "at 19:00 | rebels …", "on Monday | spokesman …"
            nominal = (nominal or tag in {"N", "NAME"}) and tag != "PS"
        elif not (tag == "ADV" and _modifies(sent, j) and not nominal) and not _shared(words, tags, j):
            break
        j += 1
    return _built(sent, i, j)


def _dated(words: Sequence[Token], i: int, j: int) -> bool:
    """Are the words ``[i, j)`` a day and its month, with or without the year?"""
    return (
        j - i in {2, 3}
        and words[i + 1].lower in _MONTHS
        and (j - i == 2 or (len(words[j - 1].text) == 4 and words[j - 1].text.isdecimal()))
    )


def _month_first(words: Sequence[Token], i: int, j: int) -> bool:
    """Are the words ``[i, j)`` a month and its day?"""
    return j - i == 2 and words[i].lower in _MONTHS and words[j - 1].text.isdecimal() and len(words[j - 1].text) < 3


def _moment(words: Sequence[Token], i: int, j: int) -> bool:
    """Is the word ``i`` a time of the clock, or a day of the week without its part of the day?"""
    return bool(_CLOCK.fullmatch(words[i].text)) or (words[i].lower in _WEEKDAYS and words[j].lower not in _DAY_PARTS)


def _shared(words: Sequence[Token], tags: Sequence[str], j: int) -> bool:
    """Two modifiers that share a noun ("Afghan and coalition forces", "military or civilian targets")."""
    if tags[j] != "CC" or j + 2 >= len(tags) or j == 0:
        return False
    first, second, third = tags[j - 1], tags[j + 1], tags[j + 2]
    if first == "ADJ" and second in {"ADJ", "VBG", "VBN", "VBD"} and third in {"N", "NAME", "ADJ"}:
        return True
    people = words[j - 1].lower.endswith(("an", "ish", "ese", "ch", "qi", "ni", "li"))
    return (
        first in {"NAME", "ADJ"}
        and people
        and second in {"NAME", "ADJ", "N"}
        and third == "N"
        and (j < 2 or tags[j - 2] not in {"PREP"} or words[_run_end(tags, j + 2)].lower.endswith("s"))
    )


def _run_end(tags: Sequence[str], k: int) -> int:
    """The last of the nouns that stand together from ``k`` on ("security *forces*")."""
    while tags[k + 1 : k + 2] == ["N"]:
        k += 1
    return k


def _numbered(words: Sequence[Token], i: int, head: int) -> bool:
    """Does the number belong to the name ("the *92nd* Brigade")?"""
    at = next((k for k in range(i, head) if words[k].lower != "the"), i)
    return bool(_ORDINAL.fullmatch(words[at].lower)) and not _FORMATIONS.isdisjoint({words[head].lower, singular(words[head].lower)})


def _built(sent: Sent, i: int, j: int) -> Chunk | None:
    tags, words = sent.tags, sent.words
    head = next((k for k in range(j - 1, i - 1, -1) if tags[k] in {"N", "NAME"}), None)
    if head is None:
        if tags[j - 1] in {"NUM", "DET", "DEM"} or tags[i] in {"DET", "DEM", "POSS"}:
            head = j - 1
        elif j - i == 1 and words[i].lower in COMPASS and words[j : j + 1] and words[j].lower == "of":
            head = i  # "north of Lyman"
        else:
            return Chunk("ADJ", i, j, " ".join(w.lower for w in words[i:j]))
    else:
        j = head + 1 if all(t not in {"PS", "NUM"} for t in tags[head + 1 : j]) else j
    core = i
    while (
        core < head
        and not _numbered(words, core, head)
        and (
            tags[core] == "NUM"
            or (tags[core] in {"DET", "ADV"} and "NUM" in tags[core + 1 : head] and tags[core + 1] in {"NUM", "ADV", "DET"})
        )
    ):
        core += 1
    owner = next((k for k in range(i, head) if tags[k] == "POSS" or (tags[k] == "PS" and k > i)), None)
    owner = owner - 1 if owner is not None and tags[owner] == "PS" else owner
    low = " ".join(w.lower for w in words[i:j])
    noun = "number" if tags[head] == "NUM" else singular(words[head].lower)
    return NP("NP", i, j, low, core=core, head=head, noun=noun, owner=owner, negative=_none(words, i))


def _none(words: Sequence[Token], i: int) -> bool:
    """Does the phrase name none of them? "No fewer than 20" are some."""
    bound = " ".join(w.lower for w in words[i + 1 : i + 3]) in {"fewer than", "less than", "more than", "later than"}
    return words[i].lower in {"no", "neither"} and not bound


def _verb_group(sent: Sent, i: int) -> Chunk | None:
    tags, words = sent.tags, sent.words
    vg = VG("VG", i, i + 1, words[i].lower)
    j, n = i, len(tags)
    if tags[j] == "TO":
        vg.form, j = "inf", j + 1
    last_aux = ""
    main = -1
    while j < n:
        tag, low = tags[j], words[j].lower
        if tag in _AUX and (not last_aux or tag != "MODAL"):
            _take_aux(vg, tag, low, first=not last_aux and vg.form != "inf")
            last_aux, j = low, j + 1
            continue
        if tag in {"ADV", "NOT"} and (last_aux or vg.form == "inf") and _verb_ahead(tags, j, vg.negated or tag == "NOT"):
            vg.negated |= low in {"not", "n't", "never", "hardly", "barely", "scarcely"}
            j += 1
            continue
        if tag in _VERB and _agrees(vg, tag, last_aux, words[j].lower):
            main = j
        break
    if vg.negated is False and j < n and tags[j] == "NOT" and last_aux:
        vg.negated, j = True, j + 1
    if main < 0:
        return _bare_aux(sent, vg, j, last_aux, i)
    return _finished(sent, vg, main, last_aux)


def _take_aux(vg: VG, tag: str, low: str, *, first: bool) -> None:
    vg.aux = True
    vg.negated |= low.endswith("n't") or low == "cannot"
    if tag == "MODAL":
        vg.modal = {"'ll": "will", "wo": "will", "'d": "would", "ca": "can", "cannot": "can"}.get(low, low.removesuffix("n't"))
        vg.tense = "pres"
    elif tag == "HAVE":
        vg.perfect = True
    elif tag == "BE" and low in {"being"}:
        vg.progressive = True
    if first and tag != "MODAL":
        vg.tense = "past" if low in {"was", "were", "had", "did", "wasn't", "weren't", "hadn't", "didn't"} else "pres"
        if low in {"being", "having", "been"}:
            vg.form = "ing"


def _verb_ahead(tags: Sequence[str], j: int, _negated: bool) -> bool:
    k = j
    while k < len(tags) and tags[k] in {"ADV", "NOT"} and k - j < 5:
        k += 1
    return k < len(tags) and tags[k] in _VERB | {"BE", "HAVE", "DO"}


def _agrees(vg: VG, tag: str, aux: str, low: str) -> bool:
    if vg.form == "inf" and not aux:
        return tag == "VB" or any(f.form == "VB" for f in verb_forms().get(low, ()))
    if aux in {"have", "has", "had", "having", "'ve", "'d"} or aux.startswith(("have", "has", "had")):
        return tag in {"VBN", "VBD"}
    if aux in {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "isn't", "aren't", "wasn't", "weren't"}:
        return tag in {"VBN", "VBD", "VBG"}
    return not aux or tag == "VB" or any(f.form == "VB" for f in verb_forms().get(low, ()))


_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "isn't", "aren't", "wasn't", "weren't"})


def _bare_aux(sent: Sent, vg: VG, j: int, last_aux: str, i: int) -> Chunk | None:
    """Auxiliaries with no verb behind them: a copula, "have" or "do" as main verb, or a lone modal."""
    if not last_aux:
        return None
    vg.e = j
    vg.main = next(k for k in range(j - 1, i - 1, -1) if sent.tags[k] in _AUX)
    low = sent.words[vg.main].lower
    vg.copula = low in _BE
    vg.lemma = "be" if vg.copula else ("have" if low.startswith(("ha", "'ve")) else "do" if low.startswith("d") else low)
    if vg.lemma == "have" and vg.main == i:
        vg.perfect = False
    vg.pe = vg.main + 1
    if vg.lemma == "have" and not vg.negated:
        _take_particle(sent, vg)
    return vg


def _finished(sent: Sent, vg: VG, main: int, last_aux: str) -> VG:
    tag, low = sent.tags[main], sent.words[main].lower
    vg.main, vg.e = main, main + 1
    if vg.form == "inf" or last_aux:
        if last_aux in _BE:
            vg.passive = tag in {"VBN", "VBD"}
            vg.progressive |= tag == "VBG"
        vg.lemma = lemma_of(low, "VBG" if tag == "VBG" else "VBN" if vg.passive or vg.perfect else "VB")
    else:
        vg.lemma = lemma_of(low, tag)
        vg.form = {"VBG": "ing", "VBN": "ed", "VBD": _past_or_participle(low)}.get(tag, "fin")
        vg.tense = "past" if tag in {"VBD", "VBN"} else "pres"
    vg.pe = vg.e
    _take_particle(sent, vg)
    return vg


def _past_or_participle(low: str) -> str:
    forms = {f.form for f in verb_forms().get(low, ())}
    return "ed?" if not forms or "VBN" in forms else "fin"


def _take_particle(sent: Sent, vg: VG) -> None:
    """Up to two words behind the verb that make another verb with it ("cut off", "lay down arms")."""
    for length in (3, 2, 1):
        tail = [w.lower for w in sent.words[vg.e : vg.e + length]]
        if len(tail) == length:
            last = tail[-1]
            known = particles().get(vg.lemma, frozenset())
            phrase = next((p for p in (" ".join(tail), " ".join([*tail[:-1], singular(last)])) if p in known), "")
            if phrase in particles().get(vg.lemma, ()):
                vg.particle, vg.e = phrase, vg.e + length
                vg.pe = vg.e
                return
