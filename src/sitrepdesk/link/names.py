"""How sources are called: in full, and a medium for short by its first word ("Reuters" for "Reuters News Agency")."""

from __future__ import annotations

from sitrepdesk.model import Source

_MEDIA = frozenset({"agency", "outlet", "channel", "pictures", "wire"})


def bare(name: str) -> str:
    """A name as it is compared."""
    return " ".join(w for w in name.casefold().split() if w != "the")


def known_as(source: Source | None) -> frozenset[str]:
    """The forms under which a source can be credited; two names are one source's if ``called`` of one and these have one in common.

    "Reuters" is "Reuters News Agency", and the other way round; "Harbour Mirror" is no "Harbour Post", nor is that "Harbour" which is
    known to be short for it.
    """
    full = {bare(n) for n in (source.name, *source.also)} - {""} if source else set()
    whole = {n for n in full if not any(other.startswith(f"{n} ") for other in full)}
    short = {_short(n) for n in whole if source and source.kind in _MEDIA}
    return frozenset(full | short)


def called(name: str) -> frozenset[str]:
    """The forms that a name in a credit line may stand for."""
    return frozenset({name, f"{name} …"} if " " not in name else {name, f"{name.split(maxsplit=1)[0]}, …"})


def first_words(forms: frozenset[str]) -> tuple[str, ...]:
    """What all forms that can meet have in common, for blocking."""
    return tuple(sorted({f.split()[0].rstrip(",") for f in forms}))


def _short(full: str) -> str:
    """ "a" may be called "a b"; "a b" may be called "a"."""
    return f"{full}, …" if " " not in full else f"{full.split(maxsplit=1)[0]} …"
