"""Every module can be imported, quietly and alone, and the error tree is the one that is drawn."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys

import pytest

from sitrepdesk.model import SitrepError, errors

from .source import PACKAGE, SRC, modules

PATHS = [m.path.removesuffix(".py").removesuffix("/__init__") for m in modules() if m.room]
NAMES = [".".join((PACKAGE, *path.split("/"))) for path in PATHS if not path.endswith("__main__")]

LOADED = "import sys, json; import sitrepdesk.{room}; print(json.dumps(sorted(sys.modules)))"


def tree() -> dict[str, tuple[str | None, int]]:
    """Class name to parent and exit code, as the docstring of ``errors`` draws them."""
    drawn: dict[str, tuple[str | None, int]] = {}
    above: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"(?P<edge>[ │├└─]*)(?P<name>[A-Z]\w+)(?: +(?:exit code )?(?P<code>\d+))?", line)
        if not match or not (match["edge"].strip() or match["name"] == "SitrepError"):
            continue
        depth = len(match["edge"])
        above = [(d, n) for d, n in above if d < depth]
        parent = above[-1][1] if above else None
        code = match["code"] or drawn[parent or ""][1]
        drawn[match["name"]] = (parent, int(code))
        above.append((depth, match["name"]))
    return drawn


def everything_below(root: type[SitrepError]) -> set[type[SitrepError]]:
    return {root}.union(*(everything_below(c) for c in root.__subclasses__()))


@pytest.mark.parametrize("name", NAMES)
def test_the_module_can_be_imported(name: str) -> None:
    assert importlib.import_module(name).__name__ == name


def test_every_error_is_drawn_in_the_tree_with_its_parent_and_exit_code() -> None:
    for name in NAMES:
        importlib.import_module(name)
    stand = {c.__name__: (None if c is SitrepError else c.__mro__[1].__name__, c.exit_code) for c in everything_below(SitrepError)}
    assert stand == tree()


def test_every_error_stands_in_the_one_file() -> None:
    for name in NAMES:
        importlib.import_module(name)
    assert {c.__name__ for c in everything_below(SitrepError) if c.__module__ != errors.__name__} == set()


def test_the_model_loads_no_heavy_part() -> None:
    listed = subprocess.run([sys.executable, "-c", LOADED.format(room="model")], capture_output=True, text=True, check=True).stdout
    assert {"sqlalchemy", "click", "pyarrow", "numpy", "lxml"} & set(json.loads(listed)) == set()


def test_asking_for_the_version_loads_no_heavy_part() -> None:
    """Importing SQLAlchemy alone takes 0.2 to 0.4 seconds; a verb that needs no desk must not pay for it."""
    listed = subprocess.run([sys.executable, "-c", LOADED.format(room="cli")], capture_output=True, text=True, check=True).stdout
    assert {"sqlalchemy", "numpy", "trafilatura", "pyarrow"} & set(json.loads(listed)) == set()


def test_the_package_is_marked_as_typed() -> None:
    assert (SRC / "py.typed").is_file()
