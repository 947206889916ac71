"""Blocks of text to passages.

What introduces a list or a quotation stays with it, so that nobody reads the list as the author's own word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sitrepdesk.model import PassageText

from .encoding import clean
from .languages import languages_of

Kind = Literal["paragraph", "heading", "item", "quote", "row", "image"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its text, what it is, where it stands as a half-open range in its format's own count, and which part of that."""

    text: str
    kind: Kind
    start: int
    end: int
    part: str = ""


def gather(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join what ends in a colon with the list items or quotations that follow it; drop blocks without a letter or digit."""
    held: Block | None = None
    leads = False
    for block in blocks:
        block = replace(block, text=block.text.strip())
        if not any(c.isalnum() for c in block.text):
            continue
        if held and leads and _is_led(block):
            held = replace(held, text=f"{held.text}\n{block.text}", end=block.end)
            leads = block.kind != "paragraph"
            continue
        if held:
            yield held
        held, leads = block, block.kind in ("paragraph", "item") and block.text.endswith(":")
    if held:
        yield held


def passages(blocks: Iterable[Block], locator: Callable[[Block], str]) -> tuple[PassageText, ...]:
    """The passages of one document, each with its language."""
    kept = list(gather(blocks))
    spoken = languages_of([b.text for b in kept])
    return tuple(
        PassageText(text=clean(b.text), locator=locator(b), language=language, method="extracted")
        for b, language in zip(kept, spoken, strict=True)
    )


def counted(prefix: str) -> Callable[[Block], str]:
    """A locator by the block's number from one: ``html:p3``, or ``html:p3-5`` for joined ones."""

    def locator(block: Block) -> str:
        last = f"-{block.end}" if block.end > block.start + 1 else ""
        return f"{prefix}:p{block.start + 1}{last}{block.part}"

    return locator


def _is_led(block: Block) -> bool:
    return block.kind in ("item", "quote") or (block.kind == "paragraph" and block.text.startswith(("“", "«", "„", '"')))
