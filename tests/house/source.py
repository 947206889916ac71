"""The program's files as the rules see them: parsed once, with the room that each is in."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "sitrepdesk"
SRC = ROOT / "src" / PACKAGE

ROOMS = (
    *("model", "theatre", "language", "places", "intake", "read", "link", "weigh", "picture", "report"),
    *("publish", "store", "flow", "desk", "cli"),
)
"""Reports enter at the left; the next situation report leaves at the right."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One Python file: its path below the package, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str | None:
        """The room's name; ``None`` for a file of the package itself."""
        head, sep, _ = self.path.partition("/")
        return head if sep else None

    @property
    def lines(self) -> int:
        """How many lines the file has."""
        return len(self.text.splitlines())

    @property
    def folder(self) -> tuple[str, ...]:
        """The folders between the package and the file."""
        return tuple(self.path.split("/")[:-1])


def modules(src: Path = SRC) -> tuple[Module, ...]:
    """Every Python file below a package's folder, in the order of their paths."""
    found = []
    for path in sorted(src.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(path=path.relative_to(src).as_posix(), text=text, tree=ast.parse(text, str(path))))
    return tuple(found)


def functions(module: Module) -> Iterator[Function]:
    """Every function and method of a file, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            yield node


def project_files(root: Path = ROOT) -> tuple[Path, ...]:
    """What belongs to the project: what git tracks or would take; without git, all but hidden and built folders."""
    asked = ["git", "-c", f"safe.directory={root}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(asked, cwd=root, capture_output=True, check=False) if (root / ".git").exists() else None
    if answer and answer.returncode == 0:
        return tuple(p for name in sorted(set(answer.stdout.decode().split("\0")) - {""}) if (p := root / name).is_file())
    built = {"build", "dist", "demo", "__pycache__"}
    kept = (p for p in sorted(root.rglob("*")) if p.is_file() and not p.is_symlink())
    return tuple(
        p for p in kept if not any(part in built or (part.startswith(".") and part != ".ci") for part in p.relative_to(root).parts[:-1])
    )
