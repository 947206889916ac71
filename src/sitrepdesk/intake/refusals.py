"""Errors about one report as records."""

from __future__ import annotations

from sitrepdesk.model import Refusal, SitrepError

PARSER_FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RuntimeError, OSError, EOFError)
"""What parsers of other people raise on files that break the rules, beside their own errors."""


def refusal(error: SitrepError) -> Refusal:
    """The error as a record."""
    return Refusal(where=error.where, code=error.code, what=error.what, todo=error.todo)


def said(error: BaseException) -> str:
    """What a foreign error says, on one line of at most 200 characters."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
