"""The bundled dossier, added once: what it expects is read from its own ``expected.toml``."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sitrepdesk.flow.add import Adder
from sitrepdesk.flow.arriving import Said
from sitrepdesk.flow.desk import Desk, init_desk
from sitrepdesk.flow.dossier import find
from sitrepdesk.flow.moments import moments
from sitrepdesk.flow.reporting import RENDER, Draft, Wanted, draft
from sitrepdesk.flow.situation import Holdings, Situation, holdings, situation
from sitrepdesk.model import Told, from_iso

DOSSIER = Path(__file__).parents[2] / "examples" / "kharkiv-2022"
EXPECTED: dict[str, list[dict[str, Any]]] = tomllib.loads((DOSSIER / "expected.toml").read_text(encoding="utf-8"))
LATER: dict[str, str] = tomllib.loads((Path(__file__).parent / "later.toml").read_text(encoding="utf-8"))
NOW = from_iso("2022-09-14T08:00+03:00")


def rows(kind: str, *, later: bool = True) -> list[Any]:
    """The rows of one table of ``expected.toml`` as test cases; with ``later``, what ``later.toml`` names is known to fail, and must."""
    found = []
    for row in EXPECTED[kind]:
        about = row.get("text") or " ".join(filter(None, (row.get("place"), row.get("about")))) or row.get("quote") or row.get("of", "")
        name = f"{kind}: {row.get('path', '')} {about}"[:90].strip()
        marks = [pytest.mark.xfail(reason=LATER[name], strict=True)] if later and name in LATER else []
        found.append(pytest.param(row, id=name, marks=marks))
    return found


@dataclass(frozen=True)
class Added:
    """The dossier in a desk, its picture, and its No. 12."""

    desk: Desk
    held: Holdings
    now: Situation
    made: Draft
    texts: dict[str, str]

    def items(self, path: str) -> set[str]:
        """The ids of the items that a path of the dossier (``file`` or ``file#entry``) gave."""
        name, _, inside = path.partition("#")
        return {i.id for i in self.held.items.values() if Path(i.captured_from).name == name and (not inside or i.inside == inside)}

    def over(self, path: str, text: str) -> list[Told]:
        """The claims of a path whose words lie over this text, white space apart."""
        return [t for t in self.held.told.values() if t.item.id in self.items(path) and self._lies_over(t, text)]

    def _lies_over(self, told: Told, text: str) -> bool:
        with self.desk.store.read() as snapshot:
            passage = snapshot.passage(told.claim.passage).text
        flat, where = flatten(passage)
        at = flat.casefold().find(" ".join(text.split()).casefold())
        if at < 0:
            return False
        start, end = where[at], where[at + len(" ".join(text.split())) - 1] + 1
        return told.claim.head_span[0] < end and start < told.claim.head_span[1]


def flatten(text: str) -> tuple[str, list[int]]:
    """The text with each run of white space as one blank, and where each of its characters stood."""
    flat: list[str] = []
    where: list[int] = []
    for i, c in enumerate(text):
        if not c.isspace():
            flat.append(c)
            where.append(i)
        elif flat and flat[-1] != " ":
            flat.append(" ")
            where.append(i)
    return "".join(flat), where


@pytest.fixture(scope="session")
def added(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Added]:
    """The dossier as ``make demo`` adds it."""
    folder = tmp_path_factory.mktemp("dossier") / "desk"
    with init_desk(folder, theatre="ukraine-2022", who="Test Person", zone="", now=NOW) as desk:
        dossier = find([str(DOSSIER)])
        with Adder(desk, Said()) as adder:
            adder.know(dossier.sources)
            for found in dossier.found:
                adder.take(found)
        assert adder.outcome.refused == []
        with desk.store.read() as snapshot:
            held = holdings(snapshot)
            at = moments(desk, held, None, None)
            wanted = Wanted(number=12, since=11, at=at, full=False)
            made = draft(desk, snapshot, held, wanted)
        texts = {kind: render(made.cleared) for kind, render in RENDER.items()}
        yield Added(desk=desk, held=held, now=situation(desk, held, as_of=at.as_of, known_by=at.known_by), made=made, texts=texts)
    shutil.rmtree(folder)
