"""The real command in processes of its own, under real faults."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sitrepdesk.flow.desk import open_desk

ROOT = Path(__file__).parents[2]
SITREP = Path(sys.executable).parent / "sitrep"
NOW = "2022-09-14T08:00+03:00"
TOWNS = ("Izium", "Kupiansk", "Balakliia", "Vovchansk", "Chuhuiv")
WORDS = [
    "river", "bridge", "market", "clinic", "depot", "school", "village", "ridge", "harvest", "station", "tower", "battery",
    "line", "dawn", "road", "orchard", "canal", "shelter", "mayor", "water", "council", "power", "garden", "chapel", "quarry",
    "meadow", "ferry", "mill", "barn", "cellar", "forest", "hill", "lamp", "stone", "rail", "yard", "field", "pond", "lane",
    "gate",
]  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What a run of the command gave."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Held:
    """What a desk holds, so that two desks can be compared: ids of items and claims, links, and lines of origin."""

    items: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    links: frozenset[tuple[str, str, str]] = frozenset()
    lines: Mapping[str, str] = field(default_factory=dict)
    refused: int = 0


def environment(**more: str) -> dict[str, str]:
    """The environment of a child: this one, with a fixed clock and no desk."""
    return {k: v for k, v in os.environ.items() if k != "SITREP_DESK"} | {"SITREP_NOW": NOW} | more


def sitrep(
    *words: object,
    given: bytes | None = None,
    before: Callable[[], None] | None = None,
    env: Mapping[str, str] | None = None,
    start: tuple[object, ...] = (SITREP,),
) -> Result:
    """Run ``sitrep`` with these words to its end."""
    done = subprocess.run(
        [str(w) for w in (*start, *words)], input=given, capture_output=True, preexec_fn=before, env=env or environment(), check=False
    )
    return Result(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


def begin(*words: object, start: tuple[object, ...] = (SITREP,)) -> subprocess.Popen[str]:
    """Start ``sitrep`` with these words, in a process group of its own, and do not wait for it."""
    return subprocess.Popen(
        [str(w) for w in (*start, *words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    )


def new_desk(folder: Path) -> Path:
    """A new desk in ``folder``."""
    made = sitrep("init", folder, "--theatre", "ukraine-2022", "--who", "Test Person")
    assert made.code == 0, made.err
    return folder


def held(desk: Path) -> Held:
    """What a desk holds."""
    with open_desk(desk, 0) as d, d.store.read() as snapshot:
        return Held(
            items=frozenset(i.id for i in snapshot.items()),
            claims=frozenset(t.claim.id for t in snapshot.told()),
            links=frozenset((k.left, k.right, k.relation) for k in snapshot.links()),
            lines=snapshot.lines(),
            refused=sum(1 for _ in snapshot.refusals()),
        )


def sound(desk: Path) -> bool:
    """Does ``sitrep verify`` find the desk sound?"""
    said = sitrep("verify", "--desk", desk)
    assert said.code == 0, said.out + said.err
    return said.out.startswith("Sound: ")


def sentence(n: int) -> str:
    """A short report that no other number gives, and that is like few others."""
    said = " ".join(random.Random(n).sample(WORDS, 12))
    return f"Ukrainian forces entered {TOWNS[n % 5]} by the {said}. About {n + 10} soldiers were killed.\n"


def reports(folder: Path, count: int, first: int = 0) -> Path:
    """A folder with ``count`` small reports; every tenth is copied by the next one, and a manifest has one correct another."""
    folder.mkdir()
    for n in range(first, first + count):
        text = sentence(n - 1) + "It was reported again today.\n" if n % 10 == 1 else sentence(n)
        (folder / f"r{n:05}.txt").write_text(text, encoding="utf-8")
    rows = f"r{first:05}.txt,Ridge Wire,2022-09-09,\nr{first + 5:05}.txt,Ridge Wire,2022-09-10,r{first:05}.txt\n"
    (folder / "manifest.csv").write_text("path,source,published,corrects\n" + rows, encoding="utf-8")
    return folder


def notes(folder: Path, count: int) -> Path:
    """A folder with ``count`` very short files, no two alike."""
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:04}.txt").write_text(f"Note {n} {n:o} {n:x} {n:b}.\n", encoding="utf-8")
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A new desk."""
    return new_desk(tmp_path / "desk")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 150 small reports: three batches."""
    return reports(tmp_path_factory.mktemp("input") / "small", 150)


@pytest.fixture(scope="session")
def undisturbed(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """What a desk holds when those 150 reports were added and nothing happened."""
    desk = new_desk(tmp_path_factory.mktemp("undisturbed") / "desk")
    done = sitrep("add", "--desk", desk, small)
    assert done.code == 0, done.out + done.err
    found = held(desk)
    assert len(found.items) == 150
    assert {relation for _, _, relation in found.links} == {"copies", "corrects"}
    yield found
