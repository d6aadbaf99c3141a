"""Publication dates as people and formats write them, made ISO 8601."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from graph.errors import InputError

__all__ = ["iso_date"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")


def iso_date(value: str) -> str:
    """Return `value` as an ISO 8601 date, or date-time where it has a time; raise `InputError` when it is no date.

    Read are ISO 8601, "29 November 2022", "November 29, 2022" and the form of mail and RSS. A date of
    figures alone in another order (11/12/2022) is refused: it may mean two days.

    >>> iso_date("Nov. 29, 2022"), iso_date("2022-11-29 08:30")
    ('2022-11-29', '2022-11-29T08:30:00')
    """
    text = " ".join(value.split())
    try:
        if _ISO_DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        if _ISO_TIME.fullmatch(text):
            return datetime.fromisoformat(text).isoformat()
        if match := _DAY_FIRST.fullmatch(text):
            return _named(match[3], match[2], match[1])
        if match := _MONTH_FIRST.fullmatch(text):
            return _named(match[3], match[1], match[2])
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError) as error:
        raise InputError(f"{value!r} is not a date; write it as YYYY-MM-DD") from error


def _named(year: str, month: str, day: str) -> str:
    return date(int(year), _MONTHS.index(month[:3].lower()) + 1, int(day)).isoformat()
