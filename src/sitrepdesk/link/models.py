"""Of the reports of one source that another may have from it, those that it is likeliest to have it from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sitrepdesk.model import Item, Link

from .copies import BY_CHANCE, BY_CREDIT


def likeliest_models(links: Iterable[Link], items: Mapping[str, Item]) -> tuple[Link, ...]:
    """The links without those that a credit alone makes and that another link outdoes, whatever their order.

    A credit names a source and not which of its reports: in a crisis all of them hold the same places and sides. Of the reports of the
    source that it credits a report has it from the one that it has words in common with, or else from the one that it has most in common
    with; of equals from the one nearest in time, then the smallest id.
    """
    best: dict[tuple[str, str | None], Link] = {}
    every = tuple(links)
    for k in every:
        if key := _copied(k, items):
            best[key] = min(best.get(key, k), k, key=lambda k: _rank(k, items))
    kept = [k for k in every if BY_CREDIT not in k.because or best.get(_copied(k, items) or ("", None), k) is k]
    copied = {k.left for k in kept if k.relation == "copies" and BY_CHANCE not in k.because}
    return tuple(k for k in kept if BY_CHANCE not in k.because or k.left not in copied)


def _copied(link: Link, items: Mapping[str, Item]) -> tuple[str, str | None] | None:
    """The copy, and the source that it has it from; ``None`` for links of other kinds."""
    return (link.left, items[link.right].source) if link.relation == "copies" and link.right in items and link.left in items else None


def _rank(link: Link, items: Mapping[str, Item]) -> tuple[bool, int, int, str]:
    copy, model = items[link.left].published, items[link.right].published
    away = abs(copy.start - model.start) if copy and model else 0
    return BY_CREDIT in link.because, -link.score, away, link.right
