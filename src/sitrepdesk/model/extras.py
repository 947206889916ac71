"""The one place that imports inside a function: optional extras, with a clear word where one is missing."""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import PackageNotFoundError, requires
from typing import Any

from .errors import UsageError


def load(module: str, extra: str) -> Any:
    """The optional module, or an error with the command that installs it beside this program, whatever ``pip`` is in the shell."""
    try:
        return importlib.import_module(module)
    except ImportError as e:
        todo = f"Install it with: {sys.executable} -m pip install {' '.join(_needed(extra)) or module}"
        raise UsageError(module, "is not installed", todo) from e


def _needed(extra: str) -> list[str]:
    """What the extra asks for, quoted for a shell; nothing where the program runs from its source alone."""
    try:
        named = [need.split(";") for need in requires("sitrepdesk") or () if f"'{extra}'" in need.partition(";")[2]]
    except PackageNotFoundError:
        return []
    return [f"'{need.strip()}'" for need, *_ in named]
