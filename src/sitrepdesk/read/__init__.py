"""Passages of a report go in; claims come out, each with its quote, roles, place, time, bounds, and how surely and on whose word it is said."""

from .reader import Reader, make_reader

__all__ = ["Reader", "make_reader"]
