"""Dates: the first and the last day that an EDTF value of level 0 or 1 may mean."""

import re
from calendar import monthrange
from datetime import date

__all__ = ["bounds", "is_date"]

_PART = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?$")
_DATED = re.compile(r"^\d{4}-\d{2}-\d{2}")


def bounds(value: str) -> tuple[str | None, str | None]:
    """Return the earliest and latest day as ISO dates, None where open or not understood.

    >>> bounds("2022-02"), bounds("2022-02-20/.."), bounds("2022-11-15")
    (('2022-02-01', '2022-02-28'), ('2022-02-20', None), ('2022-11-15', '2022-11-15'))
    """
    start, slash, end = value.partition("/")
    first = _limits(start)
    last = _limits(end) if slash else first
    return (first[0] if first else None, last[1] if last else None)


def is_date(value: str) -> bool:
    """Tell whether `value` starts with a calendar date that exists."""
    if not _DATED.match(value):
        return False
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        return False
    return True


def _limits(part: str) -> tuple[str, str] | None:
    match = _PART.match(part)
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day:
            only = date(year, int(month), int(day)).isoformat()
            return only, only
        if month:
            last = monthrange(year, int(month))[1]
            return date(year, int(month), 1).isoformat(), date(year, int(month), last).isoformat()
        return date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
    except ValueError:
        return None
