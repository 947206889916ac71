"""The rules of size, words and shape: small files, docstrings, frozen records, narrow ``except``, nothing unfinished."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from statistics import median, quantiles

from .source import Function, Module, functions

FILE_MOST, FILE_P90, FILE_MEDIAN = 400, 300, 120
FUNCTION_MOST, FUNCTION_P90, FUNCTION_MEDIAN = 60, 30, 10
UNMEASURED = re.compile(r"migrations?|generated")
"""Migrations and generated tables are as long as they are."""

BROAD = ("Exception", "BaseException")


def length(function: Function) -> int:
    """Lines of a function from ``def`` to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def too_long(modules: Iterable[Module]) -> Iterator[str]:
    """Single files and functions over the limit."""
    for module in modules:
        if UNMEASURED.search(module.path):
            continue
        if module.lines > FILE_MOST:
            yield f"{module.path}: {module.lines} lines, at most {FILE_MOST}"
        for function in functions(module):
            if length(function) > FUNCTION_MOST:
                yield f"{module.path}:{function.lineno} {function.name}(): {length(function)} lines, at most {FUNCTION_MOST}"


def too_long_on_the_whole(modules: Iterable[Module]) -> Iterator[str]:
    """The median and the ninetieth percentile of all files and all functions."""
    measured = [m for m in modules if not UNMEASURED.search(m.path)]
    files = [m.lines for m in measured if m.lines > 0]
    parts = [length(f) for m in measured for f in functions(m)]
    for what, sizes, middle, high in (("file", files, FILE_MEDIAN, FILE_P90), ("function", parts, FUNCTION_MEDIAN, FUNCTION_P90)):
        if len(sizes) < 2:
            continue
        p90 = quantiles(sizes, n=10, method="inclusive")[8]
        if median(sizes) > middle:
            yield f"the median {what} has {median(sizes):.0f} lines, at most {middle}"
        if p90 > high:
            yield f"nine in ten of all {what}s have up to {p90:.0f} lines, at most {high}"


def undocumented(modules: Iterable[Module]) -> Iterator[str]:
    """Files, public classes, public functions and public methods without a docstring."""
    for module in modules:
        if module.text.strip() and not ast.get_docstring(module.tree):
            yield f"{module.path}: the file has no docstring"
        for name, node in _public(module.tree):
            if not ast.get_docstring(node):
                yield f"{module.path}:{node.lineno} {name} has no docstring"


def _public(tree: ast.Module) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                yield from ((f"{node.name}.{m.name}", m) for m in node.body if isinstance(m, Function) and _is_told(m))


def _is_told(method: Function) -> bool:
    """Public, and neither an overload's signature nor a property's setter."""
    marks = {ast.unparse(d).split(".")[-1] for d in method.decorator_list}
    return not method.name.startswith("_") and not marks & {"overload", "setter", "override"}


def long_room_docstrings(modules: Iterable[Module]) -> Iterator[str]:
    """Rooms whose ``__init__`` lacks its one sentence: what comes in, what goes out."""
    for module in modules:
        if module.room is not None and module.path == f"{module.room}/__init__.py":
            said = ast.get_docstring(module.tree) or ""
            if not re.fullmatch(r"[A-Z][^\n]*(\n[^\n]+)*\.", said) or len(re.findall(r"[.!?](\s|$)", said)) != 1:
                yield f"{module.path}: its docstring is not one sentence: {said!r}"


def loose_records(modules: Iterable[Module]) -> Iterator[str]:
    """Dataclasses that can grow fields, and those that cross a room's door and can change.

    In ``model`` all are frozen, slotted and built by keyword; elsewhere a working structure may change as long as it stays inside.
    """
    known = tuple(modules)
    doors = {(m.room, name) for m in known if m.path == f"{m.room}/__init__.py" for name in _passed_on(m)}
    for module in known:
        for record, given in _dataclasses(module):
            needed = {"slots"} | ({"frozen"} if (module.room, record.name) in doors else set())
            needed |= {"frozen", "kw_only"} if module.room == "model" else set()
            if needed - given:
                yield f"{module.path}:{record.lineno} {record.name} lacks {', '.join(sorted(needed - given))}"


def _dataclasses(module: Module) -> Iterator[tuple[ast.ClassDef, set[str]]]:
    """Each dataclass with the switches that its decorator sets."""
    for node in ast.walk(module.tree):
        for mark in node.decorator_list if isinstance(node, ast.ClassDef) else ():
            if isinstance(node, ast.ClassDef) and ast.unparse(mark).split("(")[0].split(".")[-1] == "dataclass":
                keywords = mark.keywords if isinstance(mark, ast.Call) else []
                yield node, {k.arg for k in keywords if k.arg and ast.unparse(k.value) == "True"}


def _passed_on(door: Module) -> Iterator[str]:
    for node in ast.walk(door.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield from (alias.name for alias in node.names)


def broad_excepts(modules: Iterable[Module]) -> Iterator[str]:
    """``except`` of everything outside ``flow``, the room that turns one bad report into a record.

    A handler that cleans up and ends with a bare ``raise`` swallows nothing and may stand.
    """
    for module in modules:
        for node in ast.walk(module.tree) if module.room != "flow" else ():
            if isinstance(node, ast.ExceptHandler):
                caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
                broad = any(c is None or ast.unparse(c).split(".")[-1] in BROAD for c in caught)
                if broad and ast.unparse(node.body[-1]) != "raise":
                    yield f"{module.path}:{node.lineno} catches everything"
            elif isinstance(node, ast.Call) and _suppresses_everything(node):
                yield f"{module.path}:{node.lineno} suppresses everything"


def _suppresses_everything(call: ast.Call) -> bool:
    return ast.unparse(call.func).split(".")[-1] == "suppress" and any(ast.unparse(a) in BROAD for a in call.args)


def unfinished(modules: Iterable[Module]) -> Iterator[str]:
    """Marks of work left, and functions that only say that they are not there."""
    marks = re.compile(r"#.*\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b")
    for module in modules:
        for number, line in enumerate(module.text.splitlines(), 1):
            if marks.search(line):
                yield f"{module.path}:{number} {line.strip()}"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Raise) and node.exc is not None and "NotImplemented" in ast.unparse(node.exc):
                yield f"{module.path}:{node.lineno} raises NotImplementedError"


def pickles(modules: Iterable[Module]) -> Iterator[str]:
    """Imports of formats that run code when they are read."""
    for module in modules:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            for name in names:
                if name.split(".")[0] in ("pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal", "joblib"):
                    yield f"{module.path}:{node.lineno} imports {name}"
