"""What a person types comes in, what the desk answers goes out: one file a verb."""

from .main import cli, main

__all__ = ["cli", "main"]
