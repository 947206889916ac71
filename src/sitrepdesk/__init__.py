"""Turns a pile of reports about an unfolding crisis into the next situation report, and shows its work."""

__version__ = "0.1.0"
