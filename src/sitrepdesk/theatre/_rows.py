"""One row of a tab-separated table, with errors that lead back to its line and field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from sitrepdesk.model import PackError


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by column name, and where the row stands."""

    path: Path
    number: int
    cells: dict[str, str]

    def error(self, field: str, what: str, todo: str) -> PackError:
        """The fault of one field of this row."""
        return PackError(f"{self.path}, line {self.number}", f"field {field!r}: {what}", todo)

    def get(self, field: str) -> str | None:
        """The cell, or ``None`` where it is empty or the column is absent."""
        return self.cells.get(field, "").strip() or None

    def need(self, field: str) -> str:
        """The cell, which must not be empty."""
        value = self.get(field)
        if value is None:
            raise self.error(field, "is empty", "Fill it in.")
        return value

    def like(self, field: str, form: re.Pattern[str], shown: str) -> str:
        """The cell, which must have this form."""
        value = self.need(field)
        if not form.match(value):
            raise self.error(field, f"{value!r} is not of the form {shown}", f"Write it as {shown}.")
        return value

    def names(self, field: str) -> tuple[str, ...]:
        """Several names behind ``|``; empty ones are a fault."""
        names = tuple(n.strip() for n in self.need(field).split("|"))
        if not all(names):
            raise self.error(field, "holds an empty name", "Remove the superfluous |.")
        return names

    def _number(self, field: str, text: str) -> Decimal:
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            raise self.error(field, f"{text!r} is no number", "Write it with digits and a point, as 49.98.")
        return value

    def degrees(self, field: str, limit: int) -> int:
        """Degrees as microdegrees; a fault outside ``-limit … limit``."""
        return self._degrees(field, self.need(field), limit)

    def _degrees(self, field: str, text: str, limit: int) -> int:
        value = self._number(field, text)
        if abs(value) > limit:
            raise self.error(field, f"{value} lies outside -{limit} to {limit}", "Give degrees, latitude before longitude.")
        return int((value * 1_000_000).to_integral_value())

    def metres(self, field: str) -> int:
        """Kilometres as metres, above zero."""
        value = self._number(field, self.need(field))
        if not 0 < value <= 20_000:
            raise self.error(field, f"{value} km is no radius", "Give kilometres above 0.")
        return int((value * 1000).to_integral_value())

    def whole(self, field: str) -> int:
        """A whole number; 0 where empty."""
        value = self._number(field, self.get(field) or "0")
        if value != int(value):
            raise self.error(field, f"{value} is no whole number", "Write it without a fraction.")
        return int(value)

    def line(self, field: str) -> tuple[tuple[int, int], ...]:
        """``lat,lon;lat,lon`` as microdegrees; empty where the cell is."""
        points = []
        for point in (self.get(field) or "").split(";"):
            if not point.strip():
                continue
            lat, _, lon = point.partition(",")
            points.append((self._degrees(field, lat.strip(), 90), self._degrees(field, lon.strip(), 180)))
        return tuple(points)


def table(path: Path, data: bytes) -> tuple[Row, ...]:
    """The rows of a table. A row with more cells than the header has is a fault; missing cells at its end are empty."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise PackError(str(path), f"is no UTF-8 at byte {e.start}", "Save the table as UTF-8.") from e
    lines = _lines(text)
    number, header = next(lines, (1, ""))
    columns = header.split("\t")
    if not header or len(set(columns)) != len(columns):
        raise PackError(f"{path}, line {number}", "the header is missing or names a column twice", "Begin with one line of column names.")
    rows = []
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise PackError(f"{path}, line {number}", f"has {len(cells)} cells for {len(columns)} columns", "Remove the superfluous tabs.")
        rows.append(Row(path, number, dict(zip(columns, cells, strict=False))))
    return tuple(rows)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        kept = line.rstrip("\r")
        if kept.strip() and not kept.startswith("#"):
            yield number, kept
