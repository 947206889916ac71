"""Names by their form: a noun that says what they are, a title before a person, a designation, a name that a table knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitrepdesk.language import Token, singular, tags

from .named_records import Kind, Named
from .named_tables import WORDS, Head, designations, heads, known, peoples

_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th|d)?\Z|[IVX]{1,5}\Z")
_ARTICLED = re.compile(r"(?:al|el|an|ar|as|ash|at|az|ad)[-’'][A-Z]")
_OPENS = frozenset("\"'“”‘’«»([:•|–—-") | {"...", "…"}
_NAMELIKE = frozenset({"NAME", "N", "ADJ"})
_CLOSED = frozenset({"DET", "DEM", "POSS", "PRON", "WH", "THAT", "PREP", "SUB", "CC", "NOT", "TO", "MODAL", "BE", "HAVE", "DO", "EX", "PS"})
_LONGEST_KNOWN = 9
_DOTTED = re.compile(r"(?:[A-Z]\.)+\Z|[A-Z]\Z")


def begins_name(word: str) -> bool:
    """Has it a capital, behind an Arabic article too ("al-Nusra")?"""
    return word[0].isupper() or bool(_ARTICLED.match(word))


def joined(word: Token) -> bool:
    """ "ISIL-held", "pro-Russian": something is said of a name; the word is none."""
    return "-" in word.text and bool(set(word.lower.split("-")) & WORDS["hyphened"])


class Sentence:
    """The words of one sentence, and what may be a part of a name in it."""

    def __init__(self, text: str, words: Sequence[Token]) -> None:
        self.text = text
        self.words = words
        self.classes = [c.partition("/")[0] for c in tags(words)]
        letters = [w.text for w in words if len(w.text) > 1 and w.text.isalpha()]
        self.shouts = len(letters) > 2 and sum(w.isupper() for w in letters) > 0.7 * len(letters)

    def opens(self, i: int) -> bool:
        """Does this word stand where every word has a capital?"""
        return i == 0 or self.words[i - 1].text in _OPENS

    def part(self, i: int, *, sure: bool = False) -> bool:
        """May this word be a part of a name? ``sure``: where all words open with a capital, only one that the tables of words lack."""
        word = self.words[i]
        if not begins_name(word.text) or word.lower.rstrip(".") in WORDS["calendar"]:
            return False
        if self.classes[i] in _CLOSED or joined(word):
            return False
        return not self.opens(i) or self.classes[i] == "NAME" or (not sure and self.classes[i] in _NAMELIKE)

    def proper(self, i: int) -> bool:
        """Is this word a name by itself, no people's adjective, faith or point of the compass?"""
        return self.part(i) and not self.common(i) and not any(c.isdigit() for c in self.words[i].text)

    def common(self, i: int) -> bool:
        """A people's adjective, a faith, a point of the compass, a day."""
        lower = self.words[i].lower
        return lower in WORDS["apart"] or lower in WORDS["calendar"] or lower in peoples()

    def numbers(self, i: int) -> bool:
        """A number that tells units apart."""
        return bool(_ORDINAL.match(self.words[i].text))

    def named(self, first: int, behind: int, kind: Kind, because: str) -> Named:
        """The name of these words, as a table has it."""
        start, end = self.words[first].start, self.words[behind - 1].end
        return Named(text=self.text[start:end], span=(start, end), kind=kind, by="table", because=because)


def by_form(sentence: Sentence) -> Iterator[Named]:
    """The names that form alone tells; they may overlap. A sentence in capitals tells designations only."""
    yield from _equipment(sentence)
    if sentence.shouts:
        return
    for i, word in enumerate(sentence.words):
        lower = word.lower.rstrip(".")
        for stands, find in (("last", _ending), ("first", _opening)):
            for head in heads(stands).get(lower, ()):
                if found := find(sentence, i, head):
                    yield found
                    break
        if lower in WORDS["titles"] and (word.text[0].isupper() or lower in WORDS["small_titles"]):
            yield from _person(sentence, i)
    yield from _known(sentence)


def head_of(s: Sentence, first: int, behind: int) -> Named | None:
    """The name of these words by the noun that it ends with, or has before "of", if a table knows that."""
    of = next((i for i in range(first + 1, behind) if s.words[i].lower in ("of", "for")), behind)
    for head in heads("last").get(s.words[of - 1].lower, ()):
        start = of - len(head.words)
        if start >= first and [w.lower for w in s.words[start:of]] == list(head.words) and s.words[of - 1].text[0].isupper():
            return s.named(first, behind, head.kind, _why(head, "its noun is"))
    return None


def _why(head: Head, stands: str) -> str:
    return f"{stands} “{' '.join(head.words)}” ({head.source})"


def _ending(s: Sentence, i: int, head: Head) -> Named | None:
    """ "the 92nd Mechanized Brigade", "Kherson airport", "Ministry of Health": a run that ends with its noun, and what "of" adds."""
    first = i - len(head.words) + 1
    if first < 0 or any(s.words[first + k].lower != w for k, w in enumerate(head.words)):
        return None
    capital = s.words[i].text[0].isupper()
    if not capital and head.small == "-":
        return None
    left = _leftwards(s, first, capital)
    behind = _complement(s, i + 1) if head.of else i + 1
    if not capital and s.text[s.words[left].start : s.words[first - 1].end] in known():
        return None  # "ISIL fighters": the name is the group's
    if not _stands(s, left, first, head, capital, alone=behind == i + 1):
        return None
    return s.named(_owned(s, left, first, head), behind, head.kind, _why(head, "it ends with"))


def _leftwards(s: Sentence, first: int, capital: bool) -> int:
    """The first word of the run that stands before a noun."""
    at = reached = first
    while at > 0:
        at -= 1
        if s.part(at, sure=not capital) or s.numbers(at):
            reached = at
        elif s.words[at].lower not in WORDS["inside"]:
            break
    return reached


def _stands(s: Sentence, left: int, first: int, head: Head, capital: bool, *, alone: bool) -> bool:
    """Is there enough of a name beside the noun?"""
    run = range(left, first)
    numbered = any(s.numbers(k) for k in run)
    if capital:
        bare = not run and alone
        if bare:
            goes_on = first + len(head.words) < len(s.words) and s.part(first + len(head.words))
            return not (s.opens(first) or goes_on or head.kind in ("place", "unknown", "facility"))
        return head.kind != "facility" or not run or numbered or not all(s.common(k) for k in run)
    if head.small == "number":
        return numbered
    if any(s.proper(k) for k in run) or (numbered and head.kind == "force"):
        return True
    owned = not run and first > 1 and s.classes[first - 1] == "PS" and s.proper(first - 2)
    return head.small == "people" and (owned or any(s.part(k, sure=False) for k in run))


def _owned(s: Sentence, left: int, first: int, head: Head) -> int:
    """With its owner where the name says little without it: "Kharkiv's 92nd Brigade", "Ukraine's army"."""
    if left < 2 or s.classes[left - 1] != "PS" or head.kind not in ("force", "organisation"):
        return left
    numbered = any(s.numbers(k) for k in range(left, first))
    bare = left == first and head.small == "people"
    if not (numbered or bare) or not s.proper(left - 2):
        return left
    return _leftwards(s, left - 1, capital=False)


def _complement(s: Sentence, at: int) -> int:
    """Behind "of Health and Welfare of the Russian Federation", where it belongs to the name before."""
    end = at
    while end + 1 < len(s.words) and s.words[end].lower in ("of", "for"):
        k = end + 1
        while k < len(s.words) and (s.part(k) or (s.words[k].lower in WORDS["joins"] and k + 1 < len(s.words) and s.part(k + 1))):
            k += 1
        if k == end + 1 or not s.part(k - 1):
            break
        end = k
    return end


def _opening(s: Sentence, i: int, head: Head) -> Named | None:
    """ "Camp Fallujah", "port of Odesa", "USS Mahan", "the cruiser Moskva": a noun with its name behind."""
    behind = i + len(head.words)
    if behind >= len(s.words) or any(s.words[i + k].lower.rstrip(".") != w for k, w in enumerate(head.words)):
        return None
    capital = s.words[i].text[0].isupper()
    if not capital and head.small == "-":
        return None
    if s.words[behind].lower == "the" and head.words[-1] == "of":
        behind += 1
    end = behind
    while end < len(s.words) and (s.part(end) or s.numbers(end) or _DOTTED.match(s.words[end].text) or _joins(s, end)):
        end += 1
    if end == behind or s.words[end - 1].lower in heads("last"):
        return None
    without = head.kind == "equipment" and not capital
    return s.named(behind if without else i, end, head.kind, _why(head, "it opens with"))


def _person(s: Sentence, i: int) -> Iterator[Named]:
    """The capitalised words behind a title, but for those that a noun of the tables ends ("General Staff")."""
    start = i + 1
    if start >= len(s.words) or s.words[start].lower.rstrip(".") in WORDS["titles"]:
        return
    end = start
    while end < len(s.words) and (_personal(s, end) or _joins(s, end) or _stop_of_initial(s, end)):
        end += 1
    if end > start and s.words[end - 1].lower not in heads("last"):
        yield s.named(start, end, "person", f"behind the title “{s.words[i].text}”")


def _personal(s: Sentence, i: int) -> bool:
    return (s.part(i) and not s.common(i)) or bool(_DOTTED.match(s.words[i].text))


def _stop_of_initial(s: Sentence, i: int) -> bool:
    return s.words[i].text == "." and bool(_DOTTED.match(s.words[i - 1].text)) and i + 1 < len(s.words) and s.part(i + 1)


def _joins(s: Sentence, i: int) -> bool:
    return s.words[i].lower in WORDS["particles"] and s.words[i].lower != "of" and i + 1 < len(s.words) and s.part(i + 1)


def _equipment(s: Sentence) -> Iterator[Named]:
    """Designations, those with another sense only where a noun of equipment follows or the plural shows it."""
    if not s.words:
        return
    begin, end = s.words[0].start, s.words[-1].end
    for d in designations():
        for m in d.form.finditer(s.text, begin, end):
            follow = re.match(r"[ -]((?:[a-z]+[ -])?([A-Za-z]+))?", s.text[m.end() : m.end() + 40])
            nouns = {singular(w.lower()) for w in (follow.group(1) or "").split()} if follow else set()
            if nouns & {"highway", "road", "motorway"} or (d.needs_noun and not m["plural"] and not nouns & WORDS["equipment_nouns"]):
                continue
            yield Named(text=m[0], span=m.span(), kind="equipment", by="table", because=f"a designation: {d.what} ({d.source})")


def _known(s: Sentence) -> Iterator[Named]:
    """Names that the table has as they are written."""
    for i, word in enumerate(s.words):
        for size in range(min(_LONGEST_KNOWN, len(s.words) - i), 0, -1):
            found = known().get(s.text[word.start : s.words[i + size - 1].end])
            if found:
                yield s.named(i, i + size, found[0], f"a known name ({found[1]})")
                break
        for m in re.finditer(r"[^-]+", word.text) if 0 < word.text.count("-") < 3 else ():
            others = {p.lower() for p in word.text.split("-") if p != m[0]}
            if m[0] in known() and others <= WORDS["hyphened"]:
                kind, source = known()[m[0]]
                start = word.start + m.start()
                yield Named(text=m[0], span=(start, start + len(m[0])), kind=kind, by="table", because=f"a known name ({source})")
