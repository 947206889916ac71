"""Publication times as files write them. What cannot be read is unknown (``None``), never today."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from sitrepdesk.model import BadTime, Stamp, day_of, local_stamp
from sitrepdesk.model.clock import ZoneBasis

_DAY_FORMS = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%d.%m.%Y", "%Y/%m/%d")
_TIME_FORMS = ("%d %b %Y %H:%M", "%d %B %Y %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%Y/%m/%d %H:%M")
_ZONE_AT_END = re.compile(r"(?:[+-]\d{4}|\b(?:Z|UT|UTC|GMT|[ECMP][SD]T))\s*\Z")
_LONGEST = 100


def published_of(text: str | None, zone: str, basis: ZoneBasis) -> Stamp | None:
    """The time in a format's date field: ISO 8601, RFC 5322, or a day in English or dotted digits; else ``None``.

    A day is that whole day in ``zone``; a time without a zone stands in ``zone``; ``basis`` says who gave that zone.
    """
    typed = (text or "").strip()
    if not typed or len(typed) > _LONGEST:
        return None
    try:
        day = _day(typed)
        if day:
            start, end = day_of(day, zone)
            return Stamp(start=start, end=end, text=typed, zone=zone, zone_basis=basis)
        at = _moment(typed)
        return local_stamp(at, typed, zone, basis) if at else None
    except (BadTime, OverflowError):
        return None


def _day(typed: str) -> date | None:
    if ":" in typed or "T" in typed[4:]:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        at = _by_forms(typed, _DAY_FORMS)
        return at.date() if at else None


def _moment(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return _by_forms(typed, _TIME_FORMS) or _mail(typed)


def _by_forms(typed: str, forms: tuple[str, ...]) -> datetime | None:
    plain = re.sub(r"\A[A-Za-z]{3,9},\s+", "", typed)
    for form in forms:
        try:
            return datetime.strptime(plain, form)
        except ValueError:
            continue
    return None


def _mail(typed: str) -> datetime | None:
    """RFC 5322; a zone by a name that the standard lacks (EEST, MSK) leaves the time unknown rather than shifted."""
    if not _ZONE_AT_END.search(typed) and re.search(r"[A-Za-z]\s*\Z", typed):
        return None
    try:
        return parsedate_to_datetime(typed)
    except ValueError:
        return None
