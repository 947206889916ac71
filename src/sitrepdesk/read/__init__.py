"""Passages of a report go in; claims come out, each with its quote, roles, place, time and bounds, and how surely it is said by whom."""

from .reader import Reader, make_reader

__all__ = ["Reader", "make_reader"]
