"""Numbers that count nothing: names and labels, ages, scores, versions, telephone numbers, coordinates, calibres, years."""

from __future__ import annotations

import re

from .numbers_lexer import Words
from .numbers_values import CARDINALS, table

_LISTS = table("numbers_exclusions.toml")
_X = {k: frozenset(v) for k, v in _LISTS.items() if isinstance(v, list)}
_AGE_AFTER: list[str] = _LISTS["age_after"]
_AGE_AFTER_FIRST = frozenset(p.split(" ")[0] for p in _AGE_AFTER)
_PHONE = re.compile(r"\+\d{1,3}[ \d()-]{6,18}\d|\(0\d{1,4}\)[ \d-]{4,14}\d|\b0[ -]?800[ \d-]{3,12}\d")
_DIGIT = re.compile(r"\d")
_CHAIN = re.compile(r"(?<![\d.])(?!\d{1,3}(?:\.\d{3})+(?![\d.]))\d{1,6}(?:[-.:/]\d{1,6}){2,12}")
_COORDINATE = re.compile(
    r"-?\d{1,3}\.\d{3,}\s?°?\s?[NSEW]?,\s?-?\d{1,3}\.\d{3,}|\d{1,3}°\s?\d{1,2}['′’][^,;.]{0,12}|\d{1,3}(?:\.\d+)?°\s?[NSEW]\b"
)
_GRID = re.compile(r"\b\d{1,2}[A-Z]\s?[A-Z]{2}\s?\d{2,5}\s?\d{2,5}\b|\b[A-Z]{2}\s\d{4,5}\s\d{4,5}\b")


def hidden(text: str) -> list[tuple[int, int]]:
    """Spans of telephone numbers, coordinates, grid references and chains such as dates, addresses and versions."""
    patterns = (_PHONE, _CHAIN, _COORDINATE, _GRID) if _DIGIT.search(text) else ()
    return sorted(m.span() for pattern in patterns for m in pattern.finditer(text))


def is_label(words: Words, i: int, j: int, measured: bool = False) -> bool:
    """Whether the numeral from word ``i`` to ``j`` names or dates something; ``measured`` where a unit stands behind it."""
    return _bound_up(words, i, j, measured) or _designated(words, i) or _listed(words, i, j) or _marked(words, i, j) or _score(words, i)


def _bound_up(words: Words, i: int, j: int, measured: bool) -> bool:
    """Letters written against the digits: "T-72", "M03", "92nd", "Su-25", "2S19", "COVID-19"."""
    before, word = words[i - 1], words[i]
    if word.kind == "n":
        if word.glued and before.kind in "nw":
            return True
        if word.glued and before.text in ("-", "‑", "–", "_", "/") and before.glued and words[i - 2].kind == "w":
            return True
        if word.glued and before.text in ("#", "№", "@", "_", ":", "^"):
            return True
    after = words[j]
    return bool(not measured and words[j - 1].kind == "n" and after.glued and (after.kind == "w" or after.text == "_") and after.kind)


def _listed(words: Words, i: int, j: int) -> bool:
    """A number in brackets alone, "[12]", "(3)", or one more of a designated list, "figures 1 and *2*"."""
    if words[i].kind != "n":
        return False
    before, after = words[i - 1].text, words[j].text
    if before == "[" or (before == "(" and after == ")" and len(words[i].text) <= 4):
        return True
    at = i
    while i - at < 12 and words[at - 1].text in ("and", ",", "-", "–", "to", "or") and words[at - 2].kind == "n":
        at -= 2
        if _designated(words, at):
            return True
    return False


def _designated(words: Words, i: int) -> bool:
    before = i - 1
    if words.low(before) == "." and words.low(before - 1) in _X["always"] | _X["telephone"]:
        before -= 1
    word = words[before]
    if word.low in _X["always"]:
        return (words[i].kind == "n" and word.low not in ("no", "p", "number")) or (word.low in ("no", "number") and words[i].kind == "n")
    if word.low in _X["designators"] and word.text[:1].isupper():
        opens = before == 0 or words[before - 1].text in (".", "\n", "!", "?")
        return not opens or words[i].kind == "n"
    if word.kind == "w" and word.low in _X["telephone"] and words[i].kind == "n":
        return len(words[i].text) in (3, 5, 6, 7)
    inner = words[i].kind == "w" and words[i].text[:1].isupper() and i > 0 and word.kind == "w"
    return (
        inner
        and word.text[:1].isupper()
        and word.low in ("war", "force", "phase", "day", "group", "big", "five", "world", "tower", "channel")
    )


_GROUPS = frozenset(_LISTS["words"]["groups"])
_VERBS = frozenset(_LISTS["words"]["verbs"]) | {""}


def is_age(words: Words, i: int, j: int) -> bool:
    """Whether the numeral from word ``i`` to ``j`` is the age of somebody."""
    if words.low(i - 1) in _X["age_before"] or (words.low(i - 1) in ("between", "under", "over") and words.low(i - 2) in _X["age_before"]):
        return True
    if words.low(j) in _AGE_AFTER_FIRST and any(words.is_at(j, p) for p in _AGE_AFTER):
        return True
    tail = [words.low(j + n) for n in range(6)]
    if tail[0] == "-" and tail[1] in ("year", "years", "month", "week", "day") and tail[2] == "-" and tail[3] in ("old", "olds"):
        return True
    if tail[0] in ("year", "years") and tail[1] in ("-", "old", "of") and tail[1:3] != ["of", "war"]:
        return tail[1] == "old" or "old" in tail[1:3] or tail[1:3] == ["of", "age"]
    if words.low(i - 1) == "of" and words.low(i - 2) in _LISTS["words"]["youngsters"]:
        return True
    if words.low(i - 1) == "of" and words.low(i - 2) in ("age", "ages"):
        return True
    if words.low(i - 1) in ("and", "to", "-", "–") and words.low(i - 3) == "of" and words.low(i - 4) in ("age", "ages"):
        return True
    if words.low(i - 1) in ("over", "under", "above") and words.low(i - 2) in _GROUPS and words[j].kind != "n" and words.low(j) in _VERBS:
        return True
    if words.low(i - 1) in ("under", "over") and words.low(j) == "s" and words[j].glued:
        return True
    if words.low(i - 1) in ("under", "-") and words.low(i - 2) in ("children", "under", "over", "those", "kids"):
        return True
    named = words[i - 2].text[:1].isupper() and words[i - 2].kind == "w" and words[i - 1].text == ","
    named = named or (words[i - 1].text == "," and words.low(i - 2) in _GROUPS)
    small = words[i].text.isdecimal() and len(words[i].text) == 2
    return small and named and (words[j].text in (",", ")") or words.low(j) in ("from", "of", "said"))


def _marked(words: Words, i: int, j: int) -> bool:
    """List numbers at a line's start, footnotes, hash numbers, money-free "24/7", "9/11", "v2", ratios "3:1"."""
    before, after = words[i - 1], words[j]
    if words[i].kind != "n" and not (words[i].low == "one" and words[i].kind == "w"):
        return False
    if words[i].kind == "n":
        fresh = i == 0 or "\n" in words.text[before.end : words[i].start]
        if (
            fresh
            and after.text in (".", ")")
            and after.glued
            and len(words[i].text) <= 2
            and words[j + 1].kind == "w"
            and not words[j + 1].glued
        ):
            return True
        if before.text in ("[", "#", "№") and (after.text == "]" or before.text != "["):
            return True
        if after.text in (":", "/") and after.glued and words[j + 1].kind == "n" and words[j + 1].glued:
            return True
        if before.text in (":", "/") and before.glued and words[i - 2].kind == "n" and words[i].glued:
            return True
        return _calibre(words, j) or (
            before.text == "." and before.glued is False and words[i].glued and words.low(j) in ("calibre", "caliber", "cal")
        )
    return _pronoun(words, i, j)


def _pronoun(words: Words, i: int, j: int) -> bool:
    """ "One" that stands for somebody: "no one", "one another", "one must"."""
    if j != i + 1:
        return False
    return words.low(i - 1) in _X["one_before"] or words.low(j) in _X["one_after"] or words[j].kind != "w"


def _calibre(words: Words, j: int) -> bool:
    """Millimetres of a weapon: "152 mm howitzers", "155-mm shells"; a gun's calibre alone where nothing else is measured."""
    k = j + 1 if words[j].text in ("-", "‑") else j
    if words.low(k) in ("calibre", "caliber", "cal"):
        return True
    if words.low(k) not in ("mm", "millimeter", "millimetre"):
        return False
    if any(words.low(k + n) in _X["weapons"] for n in (1, 2, 3)):
        return True
    return words[j - 1].text in _LISTS["calibres"] and words[k + 1].kind == "w" and words.low(k + 1) not in _LISTS["lengths"]


def _score(words: Words, i: int) -> bool:
    """ "won 3-1", "a 5-4 ruling": a dash between numbers that do not rise, or beside a word of votes and games."""
    for at in (i, i - 2):
        dash = words[at + 1]
        if at >= 0 and dash.text in ("-", "–", "‑") and words[at].kind == words[at + 2].kind == "n" and dash.glued and words[at + 2].glued:
            left, right = words[at].text, words[at + 2].text
            if not (left.isdecimal() and right.isdecimal() and len(left) <= 3 and len(right) <= 3):
                continue
            if words.low(at - 1) in _X["votes"] or words.low(at + 3) in _X["votes"]:
                return True
            if int(left) >= int(right):
                return True
    return False


def is_year(words: Words, i: int, j: int, counted: bool) -> bool:
    """Four plain digits between 1900 and 2099 with nothing counted behind them."""
    text = words[i].text
    return j == i + 1 and text.isdecimal() and len(text) == 4 and 1900 <= int(text) <= 2099 and not counted


def is_name(words: Words, i: int) -> bool:
    """A number word with a capital inside a sentence and beside another capital: "the Group of Seven", "Five Eyes"."""
    word = words[i]
    if word.kind != "w" or not word.text[:1].isupper() or i == 0 or word.low not in CARDINALS:
        return False
    before = words[i - 1]
    if before.kind != "w" and before.text not in (",",):
        return False
    return words[i + 1].text[:1].isupper() or before.text[:1].isupper() or words.is_at(i - 2, "group of") is not None


def is_model(words: Words, i: int, counts: bool) -> bool:
    """Digits behind a name, which belong to it: "the Boeing 737", "Windows 10", "the S&P 500 rose"; not "in Mosul 40 were killed".

    ``counts`` says that a known thing stands behind them ("In Kharkiv 12 tanks"): then only names that bear numbers keep them.
    """
    before, after = words[i - 1], words[i + 1]
    if words[i].kind != "n" or before.kind != "w" or not words[i].text.isdecimal() or words[i].glued:
        return False
    if before.low in _X["series"]:
        return any(c.isupper() for c in before.text)
    opens = i == 1 or (words[i - 2].kind == "s" and words[i - 2].text not in ",&-")
    if counts or opens or before.text[0].islower() or before.low in _X["no_series"]:
        return False
    return (after.kind == "w" and after.low not in _X["counting"]) or after.text in (",", ".", "")


def topical(words: Words, i: int, modifier: str) -> bool:
    """Whether "over", "about" or "around" before a number is no modifier: "flew over 3 villages", "reports about 2 strikes"."""
    before = words.low(i - 1)
    return before in _X.get(f"{modifier}_before", ())


def no_count(words: Words, i: int) -> bool:
    """Whether "no" at ``i`` stands before what is not counted: "no longer", "no fighting", "no evidence"."""
    after = words[i + 1]
    return (
        after.kind != "w" or after.low in _X["no_after"] or after.low.endswith("ing") or after.low in CARDINALS or after.text[0].isupper()
    )
