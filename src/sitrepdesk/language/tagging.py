"""Tokens to word classes, from the tables and from what stands to the left and right.

Classes: DET DEM POSS PRON WH THAT PREP SUB CC NOT TO MODAL BE HAVE DO EX ADV ADJ NUM N NAME PS (possessive mark), the verb forms VB VBZ
VBD VBN VBG, and the marks COMMA STOP DASH COLON QUOTE OPEN CLOSE PUNCT. ``VBD``: a past or a participle, where no auxiliary decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from .morphology import table_rows, table_words, verb_forms
from .tagging_numbers import number_phrases
from .tagging_reach import MANY, headed_by_many, verb_behind
from .tokens import Token

_MARKS = dict.fromkeys(";.!?", "STOP") | dict.fromkeys("([", "OPEN") | dict.fromkeys(")]", "CLOSE") | dict.fromkeys('"“”«»„', "QUOTE")
_MARKS |= {",": "COMMA", ":": "COLON"} | dict.fromkeys(("–", "—", "-", "--", "…", "..."), "DASH")
_NUMBERS = frozenset(table_words("number_words.txt"))
_NOMINAL = ("tion", "sion", "ment", "ness", "ship", "hood", "ance", "ence", "ity", "ism", "ist", "ists", "age", "ure", "dom", "cy")
_ADJECTIVAL = ("ous", "ful", "less", "ible", "able", "ical", "ial", "ional", "ary", "ish", "ive", "ic", "al", "ian", "ese")
_MEASURED = re.compile(r"\d[\d.,]*-[A-Za-z]{2}")
_MONTHS = frozenset(table_words("months.txt"))
_QUANTIFIERS = frozenset({"neither", "both", "all", "some", "most", "many", "few", "several", "none", "each"})
_BETWEEN_NOUNS = frozenset({"past", "following", "opposite", "outside", "inside"})
_OPENS_NOUN = frozenset({"DET", "DEM", "POSS", "ADJ", "NUM", "PS"})
_ITSELF = frozenset({"itself", "himself", "herself", "themselves"})
_VERBS = frozenset({"VB", "VBZ", "VBD", "VBN", "VBG", "MODAL", "BE", "HAVE", "DO"})
_NOUNS = frozenset({"N", "NAME", "NUM"})


@cache
def _closed() -> dict[str, str]:
    out: dict[str, str] = {}
    for cls, words in table_rows("closed.tsv"):
        for word in words.split():
            out.setdefault(word.partition("_")[0], cls)
    return out | {
        "'s": "PS",
        "'re": "BE",
        "'ve": "HAVE",
        "'ll": "MODAL",
        "'d": "MODAL",
        "'m": "BE",
        "ca": "MODAL",
        "wo": "MODAL",
        "that": "THAT",
    }


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table_words(name))


@cache
def _compounds(where: str) -> tuple[str, ...]:
    """The parts that make a word with a hyphen an adjective, at its front or at its end."""
    parts = next(row[1].split() for row in table_rows("compounds.tsv") if row[0] == where)
    return tuple(f"{w}-" if where == "front" else f"-{w}" for w in parts)


@cache
def _guess(word: str) -> str:
    """The likeliest classes of an open-class word in lower case, joined by "/": the first is the default."""
    forms = verb_forms().get(word, ())
    noun = word in _listed("nouns_plain.txt")
    if forms and not noun:
        tags = list(dict.fromkeys(f.form for f in forms))
        if "VBD" in tags or "VBN" in tags:
            return (
                "ADJ/VBD"
                if word in _listed("adjectives.txt") and not word.endswith("ed")
                else ("VBD" if "VBD" in tags else "VBN") + ("/VB" if "VB" in tags else "")
            )
        if "VBG" in tags:
            return "VBG"
        lemma = forms[0].lemma
        both = lemma in _listed("both.txt") or word in _listed("both.txt")
        adj = "/ADJ" if word in _listed("adjectives.txt") else ""
        return ("N/" if both else "") + tags[0] + adj
    if noun:
        return "N"
    if word in _listed("adjectives.txt"):
        return "ADJ"
    return _by_ending(word)


def _by_ending(word: str) -> str:
    if word.endswith("ly") and len(word) > 4:
        return "ADV"
    if word in _listed("nouns_ing.txt"):
        return "N"
    if word.startswith(_compounds("front")) or word.endswith(_compounds("end")):
        return "ADJ"
    if len(word) > 4 and word.endswith("ed") and not word.endswith("eed"):
        return "VBD"
    if len(word) > 5 and word.endswith("ing"):
        return "VBG"
    if word.endswith(_NOMINAL):
        return "N"
    if len(word) > 4 and word.endswith(_ADJECTIVAL):
        return "ADJ"
    return "N"


def _is_number(text: str, lower: str) -> bool:
    return text[0].isdigit() or lower in _NUMBERS or (lower.partition("-")[0] in _NUMBERS and "-" in lower)


def tags(words: Sequence[Token]) -> list[str]:
    """The class of each token of one sentence."""
    shout = _shouted(words)
    raw = [_raw(words, i, shout) for i in range(len(words))]
    out: list[str] = []
    number_phrases(words, raw)
    for i, cls in enumerate(raw):
        settled = cls in _SETTLED and words[i].lower not in {"likely", "yet"}
        out.append(cls if settled else _settle(words, raw, out, i, cls))
    return out


def _shouted(words: Sequence[Token]) -> bool:
    letters = [w.text for w in words if len(w.text) > 1 and w.text.isalpha()]
    return len(letters) > 2 and sum(w.isupper() for w in letters) > 0.7 * len(letters)


def _raw(words: Sequence[Token], i: int, shout: bool) -> str:
    token = words[i]
    if not token.text[0].isupper() or not token.text[0].isalnum():
        return _small(token.text, token.lower)
    if _is_number(token.text, token.lower):
        return "ADJ" if _MEASURED.match(token.text) else "NUM"
    closed = _closed().get(token.lower)
    capital = not shout and not _opening(words, i)
    if closed:
        proper = capital and token.lower in {"may", "will", "march"}
        acronym = token.text.isupper() and len(token.text) > 1 and not shout and token.lower in {"us", "it", "who"}
        return "NAME" if proper or acronym else closed
    if capital and (not token.text.isupper() or len(token.text) > 1):
        return "NAME" if token.lower not in _listed("adjectives.txt") else "NAME/ADJ"
    return _guess(token.lower) if not _named_opening(words, i, shout) else "NAME"


@lru_cache(maxsize=1 << 14)
def _small(text: str, lower: str) -> str:
    """The class of what has no capital, wherever it stands."""
    if not text[0].isalnum() and lower not in _closed():
        return _MARKS.get(text, "PUNCT")
    if _is_number(text, lower):
        return "ADJ" if _MEASURED.match(text) else "NUM"
    return _closed().get(lower) or _guess(lower)


def _opening(words: Sequence[Token], i: int) -> bool:
    return i == 0 or words[i - 1].text in {".", ":", "“", '"', "«", "(", "•", "?", "!", "|"} or (i == 1 and not words[0].text[0].isalnum())


def _named_opening(words: Sequence[Token], i: int, shout: bool) -> bool:
    """A capital at the start of a sentence is a name where the word is none of the tables'."""
    token = words[i]
    if shout or not token.text[0].isupper():
        return False
    word = token.lower
    if word in verb_forms() or word in _listed("adjectives.txt") or word in _listed("nouns_plain.txt") or word in _listed("nouns_ing.txt"):
        return False
    return not word.endswith(("ly", *_NOMINAL)) and not word.endswith("s") and word not in _listed("both.txt")


_SETTLED = frozenset({"N", "NAME", "NUM", "ADJ", "ADV", "CC", "COMMA", "STOP"})
"""Classes that no neighbour changes, but for two words."""


def _settle(words: Sequence[Token], raw: Sequence[str], done: Sequence[str], i: int, cls: str) -> str:
    word = words[i].lower
    before = done[-1] if done else ""
    after = raw[i + 1] if i + 1 < len(raw) else ""
    if cls in _BY_CLASS:
        return _BY_CLASS[cls](words, raw, done, i)
    if cls == "DEM" and (after in {"WH", "PREP", "BE", "MODAL", "HAVE", "STOP", ""} or after.startswith("VB")):
        return "PRON"
    if cls == "NAME/ADJ":
        return "ADJ" if before not in {"NAME"} and not after.startswith("NAME") else "NAME"
    if cls == "ADJ/VBD":
        return "VBD" if before in {"BE", "HAVE", "N", "NAME", "PRON", "ADV"} and word in {"left", "lost", "dead"} else "ADJ"
    if "VBG" in cls:
        return _ing(before, after, word)
    if cls == "PREP" and word in _BETWEEN_NOUNS and before in {"DET", "POSS"} and after.partition("/")[0] in {"N", "NUM", "NAME"}:
        return "ADJ"
    if word == "likely" and before in {"N", "NAME", "PRON"} and after.partition("/")[0] in {"VB", "VBD", "VBZ", "HAVE"}:
        return "ADV"
    if word == "yet" and (before in {"HAVE", "BE"} or after in {"TO", "COMMA", "STOP", ""}):
        return "ADV"
    if cls.startswith(("VBD", "VBN")):
        if i > 0 and words[i - 1].lower in _QUANTIFIERS and after.partition("/")[0] not in {"N", "ADJ", "NAME", "VBG", "VBD"}:
            return cls.partition("/")[0]
        return _ed(cls, word, done, after, "".join(raw[i + 2 : i + 3]))
    if cls.startswith("N/") or cls in {"VB", "VBZ", "VB/ADJ", "VBZ/ADJ"}:
        return _noun_or_verb(cls, words, raw, done, after, i)
    return cls.partition("/")[0]


def _subordinator(words: Sequence[Token], raw: Sequence[str], done: Sequence[str], i: int) -> str:
    """ "…, provided she stays" sets a condition, "the agency, with others, provided food" does not."""
    before, after = done[-1] if done else "", raw[i + 1 : i + 7]
    clause = [cls.partition("/")[0] for cls in after]
    verb = next((cls for cls in clause[1:] if cls in {"BE", "HAVE", "MODAL", "VBZ", "VBD", "STOP", "CC", "COMMA"}), "")
    if words[i].lower != "provided" or after[:1] == ["THAT"] or (before == "COMMA" and verb in {"BE", "HAVE", "MODAL", "VBZ"}):
        return "SUB"
    return "VBN" if before in {"HAVE", "BE"} else "VBD"


def _that(_words: Sequence[Token], raw: Sequence[str], done: Sequence[str], i: int) -> str:
    before = done[-1] if done else ""
    after = raw[i + 1] if i + 1 < len(raw) else ""
    if before in {"", "PREP", "CC", "COMMA", "STOP"} and after.partition("/")[0] in {"N", "ADJ", "NUM"} and before != "COMMA":
        return "DEM"
    if before in {"", "PREP"} or (before in {"CC", "COMMA"} and after in {"BE", "MODAL"}):
        return "PRON"
    return "THAT"


def _to(words: Sequence[Token], raw: Sequence[str], _done: Sequence[str], i: int) -> str:
    j = i + 1
    while j < len(raw) and raw[j] in {"ADV", "NOT"}:
        j += 1
    nxt = raw[j] if j < len(raw) else ""
    follows = words[j].lower if j < len(raw) else ""
    if nxt in {"BE", "HAVE", "DO"}:
        return "TO" if follows in {"be", "have", "do"} else "PREP"
    base = any(f.form == "VB" for f in verb_forms().get(follows, ()))
    return "TO" if base and nxt not in {"NAME", "DET", "POSS", "NUM"} and nxt != "ADJ" else "PREP"


def _pronoun_or_possessive(words: Sequence[Token], raw: Sequence[str], done: Sequence[str], i: int) -> str:
    after = raw[i + 1] if i + 1 < len(raw) else ""
    if words[i].lower in _ITSELF and done and done[-1] in {"N", "NAME"}:
        return "ADV"  # "the town itself has changed hands": it stresses the noun and is none
    if words[i].lower == "her":
        return "POSS" if after.partition("/")[0] in {"N", "ADJ", "NUM"} else "PRON"
    if words[i].lower in {"others", "ones"} and i and raw[i - 1] in {"NUM", "DET"}:
        return "N"
    if words[i].lower in {"one", "others"} and after.partition("/")[0] in {"N", "ADJ"}:
        return "NUM"
    return "PRON"


def _possessive_mark(words: Sequence[Token], _raw: Sequence[str], _done: Sequence[str], i: int) -> str:
    before = words[i - 1].lower if i else ""
    return "BE" if before in {"it", "he", "she", "that", "there", "what", "here", "who", "where", "how"} else "PS"


def _degree(words: Sequence[Token], raw: Sequence[str], _done: Sequence[str], i: int) -> str:
    after = raw[i + 1] if i + 1 < len(raw) else ""
    if words[i].lower in {"more", "most", "less", "least", "much"} and after in {"ADJ", "ADV"}:
        return "ADV"
    return "DET"


def _existential(_words: Sequence[Token], raw: Sequence[str], done: Sequence[str], i: int) -> str:
    after = raw[i + 1] if i + 1 < len(raw) else ""
    return "EX" if after in {"BE", "MODAL", "HAVE", "PS"} or (after.startswith("VB") and not done) else "ADV"


def _modal(words: Sequence[Token], _raw: Sequence[str], done: Sequence[str], i: int) -> str:
    before = done[-1] if done else ""
    month = words[i].text == "May" and words[i + 1 : i + 2] and words[i + 1].text[:1].isdigit()
    return "N" if month or (words[i].lower in {"will", "might", "can"} and before in {"DET", "POSS", "ADJ", "PS"}) else "MODAL"


_BY_CLASS = {
    "THAT": _that, "TO": _to, "PRON": _pronoun_or_possessive, "PS": _possessive_mark, "DET": _degree, "EX": _existential, "MODAL": _modal,
    "SUB": _subordinator,
}  # fmt: skip


_MOVING = frozenset(table_words("moving.txt"))
_DOUBTED = frozenset({"suspected", "alleged", "presumed", "supposed", "purported"})


def _ing(before: str, after: str, word: str) -> str:
    follows = after.partition("/")[0]
    if word == "missing" and before == "NUM" and follows != "N":
        return "N"
    if word in _listed("adjectives.txt"):
        return "ADJ"
    if before == "ADV" and follows in {"N", "DET", "NUM", "POSS", "NAME", "ADJ"}:
        return "VBG"
    if word in _listed("nouns_ing.txt") and (
        before in _OPENS_NOUN or follows in {"PREP", "COMMA", "STOP", "CC", "", "BE", "HAVE", "MODAL", "N", "VBD", "COLON"}
    ):
        return "N" if before != "BE" else "VBG"
    if before in _OPENS_NOUN:
        return "ADJ" if follows in {"N", "ADJ", "NAME"} else "N"
    if follows == "N" and word in _MOVING and before in {"PREP", "", "CC", "COMMA", "VBD"}:
        return "ADJ"
    return "VBG"


def _ed(cls: str, word: str, done: Sequence[str], after: str, then: str) -> str:
    before = done[-1] if done else ""
    k = len(done) - 1
    while k >= 0 and done[k] in {"ADV", "NOT"}:
        k -= 1
    anchor = done[k] if k >= 0 else ""
    follows = after.partition("/")[0]
    if anchor in {"BE", "HAVE"}:
        return "VBN"
    if word in _listed("adjectives.txt") and follows in {"N", "NAME", "ADJ"} and before in {"ADV", "CC", "COMMA", "PREP", ""}:
        return "ADJ"
    beside = before.startswith("VB") and before != "VBN" and follows in {"N", "ADJ"}  # "allowed displaced people to pass"
    if beside or (word in _DOUBTED and (before in _VERBS or then.startswith("VB")) and follows in {"N", "NAME", "ADJ"}):
        return "ADJ"
    if "/VB" in cls and anchor in {"TO", "MODAL", "DO"}:
        return "VB"
    if anchor in _OPENS_NOUN or (before in {"PREP", "CC", "COMMA", ""} and follows == "N" and anchor not in {"COMMA", "CC"}):
        if follows in {"N", "ADJ", "NAME", "VBG", "VBD", "CC"}:
            return "ADJ"
        if before in _OPENS_NOUN and not (before == "NUM" and follows in {"DET", "POSS", "NUM", "NAME", "DEM"}):
            return "N"
    return cls.partition("/")[0]


def _noun_or_verb(cls: str, words: Sequence[Token], raw: Sequence[str], done: Sequence[str], after: str, i: int) -> str:
    before = done[-1] if done else ""
    k = len(done) - 1
    while k >= 0 and done[k] in {"ADV", "NOT"}:
        k -= 1
    anchor = done[k] if k >= 0 else ""
    form = "VBZ" if "VBZ" in cls else "VB"
    if form == "VB" and anchor in {"TO", "MODAL", "DO"}:
        return "VB"
    few = before == "DET" and words[i - 1].lower in {"few", "many", "some", "most", "all", "others"}
    counted = cls == "VB" and (before == "NUM" or words[i - 1].lower == "more")  # "100 more remain"
    dated = before == "NUM" and i > 1 and words[i - 2].lower in _MONTHS and words[i].lower in _SHOWING
    if dated and after.partition("/")[0] in _OBJECT:
        return form  # "published on February 25 shows Russian forces in the town"
    opens = before in _OPENS_NOUN and not (few and after == "THAT") and not counted
    if opens or (before == "PREP" and cls.startswith("N/")):
        return _nominal(cls)
    if anchor == "PRON":
        return form
    if before in _VERBS:
        return "N" if cls.startswith("N/") else ("ADJ" if "ADJ" in cls else form)
    listed = (anchor == "CC" and "VB" in done[-9:]) or (anchor == "COMMA" and "TO" in done[-24:])  # "to cross, take the town and hold it"
    if listed and form == "VB" and after.partition("/")[0] in {"DET", "POSS", "PRON", "DEM", "NUM", "NAME"}:
        return "VB"
    if not cls.startswith("N/"):
        return form if "ADJ" not in cls or anchor in _NOUNS else "ADJ"
    return _after_noun(words, raw, done, after, i, form, anchor)


def _nominal(cls: str) -> str:
    return "ADJ" if "ADJ" in cls and not cls.startswith("N/") else "N"


_SAYING = frozenset(table_words("saying.txt"))
_SHOWING = frozenset(table_words("showing.txt"))
_OBJECT = frozenset({"THAT", "DET", "ADJ", "NAME", "N", "NUM", "POSS"})


def _after_noun(words: Sequence[Token], raw: Sequence[str], done: Sequence[str], after: str, i: int, form: str, anchor: str) -> str:
    """A word like "strikes" or "attack" behind a noun or at the start: a verb only where an object or the rest of a clause needs one."""
    follows = after.partition("/")[0]
    k = next((k for k in range(i - 1, -1, -1) if done[k] not in {"ADV", "NOT"}), 0)  # "the forces still hold"
    plural = i > 0 and (words[k].lower.endswith("s") or words[k].lower in MANY)
    if (
        follows == "THAT"
        and form == "VB"
        and (plural or (words[i].lower in {"report", "claim"} and anchor in {"N", "NAME"} and "PREP" in done))
    ):
        return form
    if form == "VBZ" and anchor in {"N", "NAME"} and not plural and words[i].lower in {"forecasts", "predicts"} and follows in {"ADJ", "N"}:
        return form
    if words[i].lower in {"report", "reports", "claim", "claims"} and follows in {"STOP", ""} and "COMMA" in done[-5:]:
        return form
    since = max((k for k, t in enumerate(done) if t in {"COMMA", "STOP", "COLON"} or words[k].lower in _SAYING), default=-1) + 1
    finite = [t for t in done[max(since, len(done) - 8) :] if t in {"VBZ", "VBD", "VB", "BE", "HAVE", "MODAL", "DO"}]
    if finite in (["DO"], ["MODAL"]) and form == "VB":
        return "VB"
    if anchor in {"N", "NAME"} and finite:
        return "N"
    agrees = plural if form == "VB" else not plural
    if anchor in {"N", "NAME"} and agrees and follows in {"DET", "POSS", "DEM", "NUM", "NAME", "THAT", "TO"} and done[-1] != "ADJ":
        return form
    if anchor in {"N", "NAME"} and form == "VB" and plural and follows in {"N", "ADJ", "PREP", "ADV"} and not verb_behind(raw, i):
        return form
    if words[i].lower in _listed("lacking.txt") and not finite and follows in _OBJECT and not verb_behind(raw, i):
        many = headed_by_many(words, done, since)
        if many is not None and many == (form == "VB"):
            return form  # "the hospitals in Gaza need fuel"
    asked = anchor in {"WH", "THAT"} and follows in {"DET", "POSS", "NUM", "NAME", "N", "ADJ", "PREP", "TO"}
    return form if asked else "VB" if not done and form == "VB" and follows in {"DET", "POSS"} else "N"
