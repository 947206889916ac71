"""The rule of the rooms: imports go left only, never inside a function, and no room is a drawer for odds and ends."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from .source import PACKAGE, ROOMS, Function, Module

STAGES = ("read", "link", "weigh", "picture", "report", "publish")
"""Functions from records to records. They never import each other, though they stand in a row: what passes is in ``model``."""

TOOLS = ("model", "theatre", "language", "places")
"""What a stage may import besides itself."""

LOADERS = ("model/extras.py", "cli/main.py")
"""Load by name, each for a stated reason: an optional extra; a verb of the command line, from its own room."""

DRAWERS = ("utils", "util", "core", "common", "helpers", "helper", "misc", "shared", "base")


def wrong_imports(modules: Iterable[Module]) -> Iterator[str]:
    """Imports that go right, sideways between stages, or to a room that is none."""
    for module in modules:
        for line, target in room_imports(module):
            if module.room is None:
                yield f"{module.path}:{line} imports the room {target}; the package itself imports none"
            elif module.room not in ROOMS or target not in ROOMS:
                yield f"{module.path}:{line} {module.room} -> {target}: no such room"
            elif ROOMS.index(target) > ROOMS.index(module.room):
                yield f"{module.path}:{line} {module.room} imports {target}, which stands to its right"
            elif module.room in STAGES and target not in (*TOOLS, module.room):
                yield f"{module.path}:{line} the stage {module.room} imports {target}; it may import only {', '.join(TOOLS)}"


def room_imports(module: Module) -> Iterator[tuple[int, str]]:
    """Line and room of every import of ours, wherever in the file it stands."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            stem = ".".join([*_base(module, node.level), *([node.module] if node.module else [])])
            names = [f"{stem}.{alias.name}" for alias in node.names] if stem == PACKAGE else [stem]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == PACKAGE and len(parts) > 1 and not parts[1].startswith("__"):
                yield node.lineno, parts[1]


def _base(module: Module, level: int) -> tuple[str, ...]:
    """The package that a relative import starts from."""
    here = (PACKAGE, *module.folder)
    return here[: len(here) - level + 1] if level else ()


def hidden_imports(modules: Iterable[Module]) -> Iterator[str]:
    """Imports inside functions, and loading by name outside the marked loaders."""
    for module in modules:
        for function in (n for n in ast.walk(module.tree) if isinstance(n, Function)):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{module.path}:{node.lineno} imports inside {function.name}()"
        if module.path not in LOADERS:
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("import_module", "__import__", "exec", "eval"):
                    yield f"{module.path}:{node.lineno} loads or runs code by name"


def drawers(modules: Iterable[Module]) -> Iterator[str]:
    """Files and folders named for nothing in particular, or for a room that is not in the plan."""
    for module in modules:
        for part in module.path.removesuffix(".py").split("/"):
            if part.strip("_") in DRAWERS:
                yield f"{module.path}: {part} says nothing about what is in it"
        if module.room is not None and module.room not in ROOMS:
            yield f"{module.path}: {module.room} is no room of the house"
