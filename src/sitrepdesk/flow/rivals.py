"""Matrices of rival explanations that people keep at the desk, for its reports: each an entry of the ledger, under its author's name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from sitrepdesk.model import Entry, UnknownName, digest
from sitrepdesk.report import Piece, Rivals
from sitrepdesk.store import Snapshot
from sitrepdesk.weigh import CELLS, NOT_APPLICABLE, Evidence, ranked

from .desk import Desk
from .matrix import Matrix, parse_matrix
from .situation import Holdings, Situation

_KIND = "hypotheses"
_MIDDLE = "medium"


def keep(desk: Desk, file: Path, matrix: Matrix) -> Entry:
    """Keep a matrix: the next reports print it. The author's earlier one on the same question gives way; the ledger keeps it.

    The claims that it cites are held by their anchors, so that a newer reading finds them again. ``UnknownName`` for one that is none.
    """
    person = desk.person
    blob = desk.store.archive.put(file.read_bytes(), "application/toml")
    with desk.store.write(made_by=person, recorded_at=desk.now) as writer:
        writer.add_blob(blob)
        cited = {e.claim: writer.snapshot.told_of(e.claim).claim.anchor for e in matrix.evidence if e.claim}
        body = {"key": _key(matrix, desk.settings.who), "blob": blob.sha256, "claims": cited}
        return writer.append(_KIND, body, about=[_KIND])


def drop(desk: Desk, matrix: Matrix) -> Entry:
    """Leave a kept matrix out of the next reports. ``UnknownName`` where its author kept none on this question."""
    person, key = desk.person, _key(matrix, desk.settings.who)
    with desk.store.write(made_by=person, recorded_at=desk.now) as writer:
        if key not in _kept(writer.snapshot):
            raise UnknownName(repr(matrix.title), "is kept by nobody of that name", "Keep it first: sitrep hypotheses FILE --keep")
        return writer.append(_KIND, {"key": key, "blob": None, "claims": {}}, about=[_KIND])


def kept(desk: Desk, snapshot: Snapshot, held: Holdings, situation: Callable[[], Situation]) -> tuple[Rivals, ...]:
    """What people hold of rival explanations, weighed as the cited claims stand now; the ``situation`` is asked for only where they do."""
    if not _kept(snapshot):
        return ()
    now = situation()
    graded = {c: now.grades[e.id].value for e in now.events for c in e.claims if e.id in now.grades}
    standing = {t.claim.anchor: t.claim.id for t in held.told.values() if t.withdrawn_at is None and t.claim.withheld is None}
    return tuple(_weighed(m, desk.settings.who, cited, standing) for m, cited in _matrices(desk, snapshot, standing, graded))


def authors(desk: Desk, snapshot: Snapshot) -> frozenset[str]:
    """Who is named as the author of a kept matrix."""
    return frozenset(m.by or desk.settings.who.strip() for m, _ in _matrices(desk, snapshot, {}, {}))


def _matrices(desk: Desk, snapshot: Snapshot, standing: dict[str, str], graded: dict[str, str]) -> Iterator[tuple[Matrix, dict[str, str]]]:
    """The matrices with the anchors of the claims that they cite, in the order in which they were first kept."""
    for seq, sha, cited in _kept(snapshot).values():
        yield parse_matrix(desk.store.archive.get(sha), f"matrix of ledger entry {seq}", _grades(cited, standing, graded)), cited


def _grades(cited: dict[str, str], standing: dict[str, str], graded: dict[str, str]) -> Callable[[str], str]:
    return lambda claim: graded.get(standing.get(cited.get(claim, ""), ""), _MIDDLE)


def _kept(snapshot: Snapshot) -> dict[str, tuple[int, str, dict[str, str]]]:
    """Ledger entry, blob and cited anchors of the matrices that stand, by author and question."""
    found: dict[str, tuple[int, str, dict[str, str]]] = {}
    for entry in snapshot.entries(about=_KIND):
        body = json.loads(entry.body or "{}")
        if body.get("blob"):
            found[body["key"]] = (entry.seq, body["blob"], body["claims"])
        else:
            found.pop(body.get("key", ""), None)
    return found


def _weighed(m: Matrix, who: str, cited: dict[str, str], standing: dict[str, str]) -> Rivals:
    able = [e for e in m.evidence if e.claim is None or cited.get(e.claim) in standing]
    order = ranked(tuple(m.hypotheses), tuple(able))
    groups: list[list[str]] = []
    last = None
    for s in order.order:
        if s.against != last:
            groups.append([])
        groups[-1].append(m.hypotheses[s.hypothesis])
        last = s.against
    pieces = tuple(_piece(m, e, n in order.turns, standing.get(cited.get(e.claim or "", ""))) for n, e in enumerate(able))
    return Rivals(
        question=m.title,
        author=m.by or who.strip(),
        order=tuple(map(tuple, groups)),
        pieces=pieces,
        lapsed=len(m.evidence) - len(able),
    )


def _piece(m: Matrix, e: Evidence, turns: bool, claim: str | None) -> Piece:
    against = frozenset(m.hypotheses[k] for k, c in e.cells.items() if c != NOT_APPLICABLE and CELLS[c])
    return Piece(text=e.text, claim=claim, against=against, turns=turns)


def _key(matrix: Matrix, who: str) -> str:
    return digest(_KIND, matrix.by or who.strip(), matrix.title.casefold())
