"""A clause, and what stands between two verbs while a sentence is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from .chunks import NP, VG, Chunk
from .tables import Cue

SUB_PREP = frozenset({"after", "before", "since", "until", "till", "as", "than", "once"})
BREAKS = frozenset({"COMMA", "STOP", "COLON", "DASH", "OPEN", "CLOSE", "QUOTE"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom", "where", "when"})
GROUND = frozenset(["to", "from", "in", "at", "beyond", "near", "into", "across", "through", "toward", "towards", "over", "behind"])
WINDOW = 14
LIST_WINDOW = 60


@dataclass(slots=True, eq=False)
class Clause:
    """A verb group with what belongs to it. ``link`` says how it hangs on ``parent``.

    root, that, wh, to, purpose, ing, part (participle beside a noun), after (participle behind a comma), gerund (behind the preposition
    ``sub``), rel, sub (behind the link word ``sub``), conj, quote (a reporting clause stands behind it), free (no verb at all).
    """

    vg: VG | None
    link: str
    s: int
    parent: Clause | None = None
    subject: NP | None = None
    args: list[NP] = field(default_factory=list)
    comps: list[Chunk] = field(default_factory=list)
    sub: str = ""
    cc: str = ""
    noun: NP | None = None
    cue: Cue | None = None
    shared: bool = False
    e: int = 0
    parts: list[str] = field(default_factory=list)
    loose: list[NP] = field(default_factory=list)
    there: tuple[int, str] | None = None
    existential: bool = False
    number: int = 0


@dataclass(slots=True)
class Pending:
    """What stands between the last verb and the next."""

    subject: NP | None = None
    phrases: list[NP] = field(default_factory=list)
    prep: str = ""
    prep_after: Chunk | None = None
    sub: str = ""
    wh: str = ""
    wh_after: Chunk | None = None
    cc: str = ""
    comma: bool = False
    semicolon: bool = False
    exist: bool = False
    start: int | None = None
    kept: bool = False
    outer: NP | None = None
