"""One text at a time: private names, identities, addresses, sites and small places out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from .addresses import without_addresses
from .behind import NOTHING, Behind
from .names import Names
from .rules import Rules, table

_TABLE = table("sites.toml")
_SITE = re.compile(r"\b(?:" + "|".join(map(re.escape, _TABLE["sites"]["words"])) + r")", re.IGNORECASE)
_IDENTITY = re.compile("|".join(table("identity.toml")["patterns"]))
_WIDE = frozenset({"province", "country"})
_AREAS = frozenset({"province", "country", "region", "area", "river", "sea", "reservoir"})
_LABEL = re.compile(r"\A[^“”]{1,80} — ")

_NAMED = re.compile(r"\b[A-Z\u0400-\u042f\u0490]")
_ARTICLE = re.compile(r"\A(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]hat|[Tt]his)\s+")
_HOLD = "\ue000"
"""Holds the place of a coarsened name while the others are looked for; no report has this character."""

PERSON = "person"
MASK = "[name withheld]"


class Scrubber:
    """Cleans texts by the same rules, whatever they are printed in, and counts what was taken out."""

    def __init__(self, names: Names, rules: Rules) -> None:
        self.names, self.rules = names, rules
        self._handles = frozenset(n for n in rules.names if n.startswith("@"))
        self.counts: Counter[str] = Counter()
        self._secrets: set[str] = set()
        self._in_sources: set[str] = set()

    def is_on_site(self, text: str) -> bool:
        """Does it speak of a place of shelter, care or passage?"""
        return bool(_SITE.search(text))

    def text(self, text: str, behind: Behind = NOTHING, *, site: bool = False) -> str | None:
        """The text as it may be printed; ``None`` where it names or points to a private person, and so must go whole.

        The places ``behind`` it tell what to coarsen; ``site``: it stands beside words on a place of shelter.
        """
        if _IDENTITY.search(text):
            return None
        text, found = without_addresses(text, self._handles)
        self.counts["address"] += found
        if site or self.is_on_site(text):
            coarse = self._without_places(text, behind)
            if coarse is None:
                return None
            self.counts["site"] += coarse != text
            text = coarse
        elif behind.positions:
            coarse = self._without_small_places(text, behind)
            self.counts["small-place"] += coarse != text
            text = coarse
        return self._without_names(text, strict=bool(behind.positions))

    def learn(self, texts: Iterable[str]) -> None:
        """Note the private names of all texts beforehand, so that each is known wherever it stands."""
        self._secrets |= self._parts(texts, strict=False)

    def learn_of_sources(self, texts: Iterable[str]) -> None:
        """Note the private names in whole sources: no file name or address may hold one, whether or not the report prints it."""
        self._in_sources |= self._parts(texts, strict=True)

    def _parts(self, texts: Iterable[str], *, strict: bool) -> set[str]:
        found = (n for text in texts for n in self.names.private(text, strict=strict) if not n.place_like)
        words = {w for n in found for w in re.findall(r"\w+", n.text) if len(w) > 3}
        return {w for w in words if not self.names.vouches(w)}  # "Ukrainian President X" makes no secret of the word "Ukrainian".

    def known_secret(self, name: str) -> bool:
        """Does the name of a file or an address hold a part of a private name?"""
        return bool(set(re.findall(r"[^\W_]+", name.casefold())) & {s.casefold() for s in self._secrets | self._in_sources})

    def _without_names(self, text: str, *, strict: bool) -> str | None:
        found = list(self.names.private(text, strict=strict))  # No word for a place leads to where forces stand.
        if any(not n.place_like for n in found) or set(re.findall(r"\w+", text)) & self._secrets:
            return None
        for name in reversed(found):
            text = text[: name.start] + MASK + text[name.end :]
            self.counts["name"] += 1
        return text

    def _without_places(self, text: str, behind: Behind) -> str | None:
        """Every place finer than a district coarsened; ``None`` where the source's own name gives it away."""
        kept: list[str] = []
        for w in behind.spots:
            if w.precision in _WIDE or w.kind in _AREAS:
                continue
            if w.told_by_name:
                return None
            if w.place is None and not _NAMED.search(_ARTICLE.sub("", w.text)):
                continue  # "a reception site" is no name of a place.
            wider = self.rules.district(w.place) if w.place else None
            text = _replaced(text, w.text, f"{_HOLD}{len(kept)}{_HOLD}")
            kept.append(_coarse(w.text, wider))
        spots = {*self.names.places(text), *((n.start, n.end) for n in self.names.told_places(text))}
        for start, end in sorted(spots, reverse=True):
            text = f"{text[:start]}[place withheld]{text[end:]}"
        for n, printed in enumerate(kept):
            text = text.replace(f"{_HOLD}{n}{_HOLD}", printed)
        return _LABEL.sub("", text) if "[" in text.partition(" — ")[0] else text

    def _without_small_places(self, text: str, behind: Behind) -> str:
        for w in behind.spots:
            wider = self.rules.coarser(w.place) if w.place else None
            if wider and w.text != wider:
                bare = _replaced(text, w.text, _coarse(w.text, wider))
                text = _LABEL.sub("", bare) if bare != text or _LABEL.match(bare) else bare
        return text


def _coarse(name: str, wider: str | None) -> str:
    return f"[a place in {wider}]" if wider and wider != name else "[place withheld]"


def _replaced(text: str, name: str, printed: str) -> str:
    # A sentence that rests on thousands of claims has as many places behind it: most are not in it, and a pattern costs a search for each.
    return re.sub(rf"\b{re.escape(name)}\b", lambda _: printed, text) if name in text else text
