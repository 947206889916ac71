"""A count in words, and the bounds that the words commit to (the table of ``claims.md``)."""

from __future__ import annotations

import math
import random

from .records import Number

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
VAGUE = (
    ("several", 3, 9, "both"),
    ("dozens of", 24, 99, "both"),
    ("scores of", 40, 99, "both"),
    ("hundreds of", 200, 999, "high"),
    ("thousands of", 2000, 9999, "high"),
)
FORMS = ("exact", "least", "around", "nearly", "most", "between", "vague")
WEIGHTS = (45, 18, 15, 6, 5, 6, 5)


def nice(value: float, *, up: bool = False) -> int:
    """A round number near: two figures below a thousand and above, fives below a hundred."""
    if value < 20:
        return max(1, math.ceil(value) if up else math.floor(value))
    step = 5 if value < 100 else 10 ** (len(str(int(value))) - 2)
    return int((math.ceil if up else math.floor)(value / step) * step)


def digits(value: int, rng: random.Random) -> str:
    """The number as a paper may write it."""
    if value < len(SMALL) and rng.random() < 0.7:
        return SMALL[value]
    return f"{value:,}" if value >= 1000 and rng.random() < 0.8 else str(value)


def say(count: int, rng: random.Random, form: str | None = None) -> Number:
    """One way to tell a count; a form that does not suit the size gives the exact number."""
    form = form or rng.choices(FORMS, WEIGHTS)[0]
    if form == "vague":
        fits = [v for v in VAGUE if v[1] <= count <= v[2]]
        if fits:
            text, low, high, soft = rng.choice(fits)
            return Number(text, low, high, soft)
    if form == "least":
        low = nice(count)
        word = rng.choice(("at least", "no fewer than", "not less than"))
        return Number(f"{word} {digits(low, rng)}", low, None)
    if form == "most" and count > 3:
        high = nice(count, up=True)
        return Number(f"{rng.choice(('up to', 'as many as'))} {digits(high, rng)}", None, high)
    return _close(count, rng, form) if count > 9 else exact(count, rng)


def exact(count: int, rng: random.Random) -> Number:
    """The bare number."""
    return Number(digits(count, rng), count, count)


def _close(count: int, rng: random.Random, form: str) -> Number:
    if form == "around":
        middle = nice(count * rng.uniform(0.97, 1.05))
        return Number(
            f"{rng.choice(('around', 'about', 'some', 'roughly'))} {digits(middle, rng)}", round(middle * 0.9), round(middle * 1.1), "both"
        )
    if form == "nearly":
        high = nice(count + 1, up=True)
        return Number(f"{rng.choice(('nearly', 'almost'))} {digits(high, rng)}", round(high * 0.9), high, "low")
    if form == "between":
        low, high = nice(count), nice(count * 1.2 + 1, up=True)
        if low < high:
            return Number(f"between {digits(low, rng)} and {digits(high, rng)}", low, high)
    return exact(count, rng)


def holds(number: Number, count: float) -> bool:
    """Whether the bounds hold the count; a soft bound gives way by a fifth."""
    low, high = number.low, number.high
    if low is not None and number.soft in {"low", "both"}:
        low *= 0.8
    if high is not None and number.soft in {"high", "both"}:
        high *= 1.2
    return (low is None or low <= count) and (high is None or count <= high)


def slip(number: Number, rng: random.Random) -> Number | None:
    """A copyist's mistake: two figures exchanged, a figure doubled or lost, or the word before the number dropped."""
    if number.low is not None and number.high is None and rng.random() < 0.5:
        return exact(int(number.low), rng)
    if number.low is None or number.low != number.high or number.low < 13:
        return None
    text = str(int(number.low))
    i = rng.randrange(len(text) - 1)
    swapped = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    value = int(rng.choice((swapped, text + "0", text[:-1])))
    return Number(f"{value:,}", value, value) if value > 0 and value != int(number.low) else None
