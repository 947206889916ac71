"""The one place that imports inside a function: optional extras, with a clear word where one is missing."""

from __future__ import annotations

import importlib
from typing import Any

from .errors import UsageError


def load(module: str, extra: str) -> Any:
    """The optional module, or an error that names the extra to install."""
    try:
        return importlib.import_module(module)
    except ImportError as e:
        todo = f"Install it with: pip install 'sitrepdesk[{extra}]'."
        raise UsageError(module, "is not installed", todo) from e
