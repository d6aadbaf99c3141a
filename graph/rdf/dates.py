"""Dates: the first and the last day that an EDTF value (ISO 8601-2, level 1) may mean."""

import re
from calendar import monthrange
from datetime import date

__all__ = ["bounds", "is_date", "is_edtf"]

_PART = re.compile(
    r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?[?~%]?"
)
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ])")
_SEASONS = {"21", "22", "23", "24"}
_OPEN = {"", ".."}


def bounds(value: str) -> tuple[str | None, str | None]:
    """Return the earliest and latest day as ISO dates, None where open or not understood.

    A season may lie anywhere in its year, since the text does not tell the hemisphere; winter runs on into February.

    >>> bounds("2022-02"), bounds("2022-02-20/.."), bounds("202X")
    (('2022-02-01', '2022-02-28'), ('2022-02-20', None), ('2020-01-01', '2029-12-31'))
    >>> bounds("2022-24"), bounds("2022-02-30")
    (('2022-01-01', '2023-02-28'), (None, None))
    """
    start, slash, end = value.partition("/")
    first = _limits(start)
    last = _limits(end) if slash else first
    return (first[0] if first else None, last[1] if last else None)


def is_edtf(value: str) -> bool:
    """Tell whether `value` is a date or an interval that `bounds` understands."""
    start, slash, end = value.partition("/")
    if not slash:
        return _limits(start) is not None
    return (
        all(part in _OPEN or _limits(part) is not None for part in (start, end))
        and {start, end} - _OPEN != set()
    )


def is_date(value: str) -> bool:
    """Tell whether `value` is or starts with a calendar day that exists, followed by nothing but a time."""
    return _DATED.match(value) is not None and _day(value[:10]) is not None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _limits(part: str) -> tuple[str, str] | None:
    match = _PART.fullmatch(part)
    if match is None:
        return None
    year, month, day = match[1], match[2] or "XX", match[3] or "XX"
    first, last = year.replace("X", "0"), year.replace("X", "9")
    if month in _SEASONS and match[3] is None:
        low, high = f"{first}-01-01", f"{last}-12-31"
        if month == "24":
            after = int(last) + 1
            high = f"{after:04d}-02-{monthrange(after, 2)[1]:02d}" if after <= date.max.year else high
    elif month == "XX":
        if day != "XX":
            return None
        low, high = f"{first}-01-01", f"{last}-12-31"
    elif not 1 <= int(month) <= 12 or first != last:
        return None
    elif day == "XX":
        low, high = f"{first}-{month}-01", f"{first}-{month}-{monthrange(int(first) or 4, int(month))[1]:02d}"
    else:
        low = high = f"{first}-{month}-{day}"
    return None if _day(low) is None or _day(high) is None else (low, high)
