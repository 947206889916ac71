"""Whom a sentence credits: its words as a row of classes, and the forms of the table ``credits.toml`` over these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from ._tables import CREDIT_FORMS, CREDIT_NAMES, CREDIT_PARTS, CREDIT_VERBS, CREDIT_WORDS

_TOKEN = re.compile(r"https?://\S+|\w+\.\w+/\w+|h/t|@\w+|\w+(?:[.’'&-]\w+)*|[^\w\s]|\n")
_TAGS = re.compile(r"^(?:#\w+\s+)+")
_SUFFIX = re.compile(r"[’'][sS]$")
_DEMONYM = re.compile(r".+(?:[ai]an|ish|ese)$")
_HANDLE_SITE = re.compile(r"(?:t\.me|x\.com|twitter\.com)/(?:s/)?(\w+)")
_SITE = re.compile(r"https?://(?:www\.)?([\w-]+)\.")
_JOINS = frozenset((*CREDIT_NAMES["join"].split(), "&"))
_PUNCTUATION = {
    ",": ",", ":": ":", ";": ";", "/": "/", "(": "open", "[": "open", ")": "close", "]": "close", "|": "bar",
    **dict.fromkeys("—–-", "dash"), **dict.fromkeys("\"“”«»„'’‘", "quote"), **dict.fromkeys(".!?…\n", "."),
}  # fmt: skip
_NOUNS = frozenset({"kind", "local", "report", "news", "person", "amount", "platform", "time", "talks", "label", "when"})
"""Classes of a word that may also begin a name: "Radio Dabanga", "Press TV"."""
_STARTS = frozenset('\n.!?…—–-"“«„')
"""Behind these a sentence begins, so that its first word may have its capital from there: "Yesterday Reuters reported"."""
_BYLINE = ("of", "for")
"""What stands between a person and the outlet: "Ana Kovel of the Harbour Post"."""
_TITLE = frozenset(CREDIT_NAMES["title"].split())
_SHOUTED = frozenset({"label", "per", "det", "according"})
"""Classes of a word that keep their sense in capitals alone: in a sentence that is not, "WHO" is a name, "VIA" is none."""
_LOUD = 4
"""More long words than this, all with a capital, are a headline in capitals."""


def _classes() -> dict[str, frozenset[str]]:
    """Word to all that the tables call it."""
    found: dict[str, set[str]] = {}
    for name, words in CREDIT_WORDS.items():
        for word in words.split():
            found.setdefault(word, set()).add(name)
    for name, rows in CREDIT_VERBS.items():
        for base, third, past, ing, *en in (row.split() for row in rows.split(",")):
            for form in (base, third, past):
                found.setdefault(form, set()).add(name)
            for form, what in ((base, "inf"), (ing, "ing"), ((en or [past])[0], "en")):
                found.setdefault(form, set()).add(f"{name}.{what}")
    return {word: frozenset(names) for word, names in found.items()}


_CLASSES = _classes()
CREDITING = _CLASSES.keys()
"""All words that the tables know: they say who has the news, and nothing of it."""
_NAME, _PLACE, _HANDLE, _CAPS = (frozenset({"name", also}) for also in ("name", "local", "handle", "caps"))
_WORD, _NUMBER, _LOCAL, _POSSESSIVE = frozenset({"word"}), frozenset({"number"}), frozenset({"local"}), frozenset({"'s"})
_MARKS = {mark: frozenset({name}) for mark, name in _PUNCTUATION.items()}
_APART = frozenset({"time", "platform", "local"})
"""Classes of a word that keep their sense with a capital, and are no part of a name."""
_MARK_SETS = frozenset(_MARKS.values())
_OTHERS = (_NAME, _PLACE, _HANDLE, _CAPS, _WORD, _NUMBER, _LOCAL, _POSSESSIVE)
_ALL = dict.fromkeys((*_CLASSES.values(), *(c | _NAME for c in _CLASSES.values() if c <= _APART), *_MARKS.values(), *_OTHERS))
_LETTER = dict(zip(_ALL, map(chr, count(0x4E00)), strict=False))
"""A set of classes to the one letter that stands for it."""
_LETTERS = {word: _LETTER[classes] for word, classes in (*_CLASSES.items(), *_MARKS.items())}
"""A word of the tables as it stands there, or a mark, to its letter: most of a sentence."""
_FORM = re.compile(r"\(\?:|\(\?<!|\{\d*,\d*\}|'s|[a-z]+(?:\.[a-z]+)?|\\\.|[,;:/]| +")


def _pattern(form: str) -> re.Pattern[str]:
    """A form as an expression over letters; the group holds the names."""

    def letters(m: re.Match[str]) -> str:
        word = m[0].lstrip("\\")
        if word in CREDIT_PARTS:
            return _FORM.sub(letters, CREDIT_PARTS[word])
        if word.isspace() or m[0][0] in "({":
            return m[0].strip()
        found = "".join(letter for classes, letter in _LETTER.items() if word in classes or (word == "any" and classes not in _MARK_SETS))
        if not found:
            raise KeyError(form, word)
        return f"[{found}]"

    return re.compile(_FORM.sub(letters, form))


_CREDIT, _NAMED = (tuple(map(_pattern, CREDIT_FORMS[kind])) for kind in ("credit", "named"))
_EITHER = re.compile("|".join(p.pattern for p in _CREDIT))
"""Most sentences credit nobody: one look instead of one a form."""


def credited(sentence: str) -> Iterator[str]:
    """The names that a sentence may credit; who only names a newspaper need not have it from there. Links to a page credit its site."""
    row, names = _row(sentence)
    if names and _EITHER.search(row):
        for at in sorted(_found(_CREDIT, row, names) - _found(_NAMED, row, names)):
            yield from names[at]


def _found(forms: Iterable[re.Pattern[str]], row: str, names: dict[int, tuple[str, ...]]) -> set[int]:
    """Where names stand that the forms take."""
    return {at for form in forms for m in form.finditer(row) for at in range(*m.span(1)) if at in names}


def _row(sentence: str) -> tuple[str, dict[int, tuple[str, ...]]]:
    """A sentence as a row of letters, and where names stand in it, with what each may be called."""
    tokens = _TOKEN.findall(_TAGS.sub("", sentence))
    long = [t for t in tokens if len(t) > 3]
    loud = len(long) > _LOUD and all(t[0].isupper() for t in long)
    row: list[str] = []
    names: dict[int, tuple[str, ...]] = {}
    i = 0
    while i < len(tokens):
        end = i + 1
        if (letter := _LETTERS.get(tokens[i]) or (_LETTER[_WORD] if tokens[i].isalpha() and tokens[i].islower() else None)) is not None:
            row.append(letter)
            i = end
            continue
        if (address := _address(tokens[i])) is not None:
            classes, names[len(row)] = _HANDLE, address
        elif _named(tokens, i, loud=loud):
            while end < len(tokens) and (more := _more(tokens, end, loud=loud)):
                end = more
            end += _numbered(tokens, end)
            classes = _lone(tokens[i]) if end == i + 1 else _CAPS if all(t.isupper() for t in tokens[i:end]) else _NAME
            names[len(row)] = tuple(_forms([_SUFFIX.sub("", t) for t in tokens[i:end]], first=i == 0 or tokens[i - 1] in _STARTS))
            if short := _short(tokens, i, end):
                names[len(row)] += (short,)
                end += 3
        else:
            classes = _plain(tokens[i])
        row.append(_LETTER[classes])
        if _SUFFIX.search(tokens[end - 1]):
            row.append(_LETTER[_POSSESSIVE])
        i = end
    return "".join(row), names


def _named(tokens: list[str], i: int, *, loud: bool) -> bool:
    """Is this word (the first) of a name? At the head of a sentence, or of a headline in capitals, words of the tables are none."""
    token = tokens[i]
    if not token[0].isupper() or ("-" in token and token.rsplit("-", 1)[1][:1].islower()):
        return token[0].isalpha() and "-" not in token and token not in _CLASSES and not token.islower()
    known = _CLASSES.get(token.lower())
    if known is None or not (loud or _heads(tokens, i)) or (not loud and token.isupper() and len(token) > 1 and not known & _SHOUTED):
        return True
    on = i + 1 + (i + 2 < len(tokens) and tokens[i + 1] in _JOINS)
    return known <= _NOUNS and on < len(tokens) and tokens[on][0].isupper()


def _heads(tokens: list[str], i: int) -> bool:
    """Does a word stand at the head of a sentence, or behind a mark?"""
    return i == 0 or tokens[i - 1] in _MARKS


def _more(tokens: list[str], at: int, *, loud: bool) -> int:
    """Where a name goes on to that may go on here; nought if it ends."""
    if _SUFFIX.search(tokens[at - 1]):
        return 0
    if tokens[at] in _JOINS and at + 1 < len(tokens):
        at += 1 + (tokens[at + 1] == "the" and at + 2 < len(tokens))
    return at + 1 if tokens[at][0].isupper() and _named(tokens, at, loud=loud) else 0


def _numbered(tokens: list[str], at: int) -> bool:
    """Does a number go with the name before it ("Channel 4 reported"), and not with what comes ("Izium: 4 dead")?"""
    after = tokens[at + 1] if at + 1 < len(tokens) else "."
    return (
        at < len(tokens) and tokens[at].isdigit() and len(tokens[at]) < 3 and after in _LETTERS and "amount" not in _CLASSES.get(after, "")
    )


def _short(tokens: list[str], start: int, end: int) -> str:
    """The short form of a name that stands behind it in brackets, where it has a first letter in common and no small one: "(WHO)"."""
    opened, short, closed, *_ = (*tokens[end : end + 3], "", "", "")
    initials = {t[0] for t in tokens[start:end] if t[0].isupper()}
    fits = opened in ("(", "[") and closed in (")", "]") and short.isupper() and short[0] in initials and len(initials) > 1
    return short if fits and not all(t.isupper() for t in tokens[start:end]) else ""


def _lone(token: str) -> frozenset[str]:
    """The classes of a capitalised word by itself."""
    known = _CLASSES.get(token.lower(), _NAME)
    if known <= _APART:
        return known | _NAME
    return _PLACE if _DEMONYM.match(token) else _CAPS if len(token) > 1 and token.isupper() else _NAME


def _plain(token: str) -> frozenset[str]:
    """The classes of what is no name."""
    if known := _MARKS.get(token) or _CLASSES.get(token.lower()):
        return known
    return _NUMBER if token[0].isdigit() else _LOCAL if "-" in token else _WORD


def _address(token: str) -> tuple[str, ...] | None:
    """What a handle or a link may be called."""
    if token[0] == "@":
        return (token,)
    if m := _HANDLE_SITE.search(token):
        return (f"@{m[1]}",)
    if m := _SITE.match(token):
        return (m[1],)
    return (token, f"@{token}") if "_" in token[1:-1] else None


def _forms(words: list[str], *, first: bool) -> Iterator[str]:
    """What a run of capitalised words may name: all of it, without what only stands before it, or what stands behind "of"."""
    yield " ".join(words)
    head, known = words[0].lower(), _CLASSES.get(words[0].lower(), frozenset())
    joins = [i for i, w in enumerate(words) if w in _JOINS]
    whole = head in _TITLE and len(words) == 2
    if len(words) > 1 and 1 not in joins and not whole and (first or known or _DEMONYM.match(words[0])):
        yield " ".join(words[1:])
    if joins:
        last = " ".join(w for w in words[joins[-1] + 1 :] if w != "the")
        if _CLASSES.get(last.lower(), _NAME) <= _APART:
            yield " ".join(words[: joins[-1]])
        elif "kind" not in known and (known or (joins[-1] > 1 and words[joins[-1]] in _BYLINE)):
            yield last
