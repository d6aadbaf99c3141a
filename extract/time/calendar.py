"""From a time expression to EDTF (ISO 8601-2, level 1), against a publication date and a tense.

A value is a day (2022-11-15), month (2022-02), year (2022), season (2022-22), decade (202X) or an interval
(2022-02-20/2022-02-28). What cannot be told gives None: no date is better than a wrong one.
"""

import calendar
from datetime import date, timedelta
from enum import Enum

from extract.time.grammar import Expression

__all__ = ["Tense", "bounds", "publication_day", "resolve"]

_SOON_DAYS = 92
_UNIT_DAYS = {"day": 1, "week": 7}
_THIRDS = {"early": (1, 10), "mid": (10, 20), "late": (20, 31)}
_YEAR_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_PARTS = {
    "beginning": "early",
    "start": "early",
    "middle": "mid",
    "end": "late",
    "later": "late",
    "earlier": "early",
}


class Tense(Enum):
    """Direction in which a date without a year, or a weekday, is to be sought.

    `OPEN` is past, but a day of the coming months is ahead: "a June 3 hearing", which no verb places in time.
    """

    PAST = "past"
    OPEN = "open"
    FUTURE = "future"


def publication_day(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time, None when there is none or it cannot be read."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def resolve(expression: Expression, published: date | None, tense: Tense) -> str | None:
    """Return the EDTF value of `expression`, None when it cannot be told."""
    year = expression.integer("year")
    if expression.kind == "iso":
        return _day(year, int(expression.get("monthnumber") or 0), expression.integer("day"))
    if expression.kind == "date":
        return _date(expression, published, tense)
    if expression.kind == "year":
        return f"{year}~" if expression.get("about") else str(year)
    if expression.kind == "decade":
        return f"{expression.get('decade') or '19' + (expression.get('short') or '')}X"
    if expression.kind == "quarter" and year is not None:
        return _quarter(year, expression.integer("ordinal") or 1)
    if expression.kind == "month":
        return _month(expression, published, tense)
    if expression.kind == "part" and year is not None:
        return _third_of_year(year, expression.get("part"))
    if expression.kind == "season" and year is not None:
        return f"{year}-{expression.integer('season')}"
    return None if published is None else _relative(expression, published, tense)


def bounds(value: str) -> tuple[date, date] | None:
    """Return first and last day of an EDTF value without open ends, None when it has none."""
    first, _, last = value.partition("/")
    try:
        return _edge(first, False), _edge(last or first, True)
    except ValueError:
        return None


def _edge(text: str, last: bool) -> date:
    text = text.rstrip("~?%")
    if text.endswith("X"):
        return date(int(text[:-1]) * 10 + (9 if last else 0), 12 if last else 1, 31 if last else 1)
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2 and parts[1] > 12:
        month = {21: 3, 22: 6, 23: 9, 24: 12}[parts[1]]
        return date(parts[0], month, 1) + timedelta(days=90 if last else 0)
    month = parts[1] if len(parts) == 2 else (12 if last else 1)
    return date(parts[0], month, calendar.monthrange(parts[0], month)[1] if last else 1)


def _day(year: int | None, month: int | None, day: int | None) -> str | None:
    try:
        return date(year or 0, month or 0, day or 0).isoformat()
    except ValueError:
        return None


def _date(expression: Expression, published: date | None, tense: Tense) -> str | None:
    month, day = expression.integer("month"), expression.integer("day")
    year = expression.integer("year")
    if year is None:
        if published is None:
            return None
        year = _nearest_year(month or 1, day or 1, published, tense)
        if tense is Tense.OPEN:
            ahead = _nearest_year(month or 1, day or 1, published, Tense.FUTURE)
            year = ahead if _soon(ahead, month or 1, day or 1, published) else year
    first = _day(year, month, day)
    last = _day(year, month, expression.integer("lastday"))
    return f"{first}/{last}" if first and last else first


def _soon(year: int, month: int, day: int, published: date) -> bool:
    """Whether a day lies ahead by three months at most: one nine months ago is given its year."""
    ahead = _day(year, month, day)
    return ahead is not None and 0 < (date.fromisoformat(ahead) - published).days <= _SOON_DAYS


def _nearest_year(month: int, day: int, published: date, tense: Tense) -> int:
    here = (published.month, published.day)
    if tense is not Tense.FUTURE:
        return published.year if (month, day) <= here else published.year - 1
    return published.year if (month, day) >= here else published.year + 1


def _month(expression: Expression, published: date | None, tense: Tense) -> str | None:
    month, year, which = expression.integer("month") or 1, expression.integer("year"), expression.get("which")
    if year is None:
        if published is None:
            return None
        relative = expression.get("relyear")
        if relative:
            year = published.year + {"last": -1, "next": 1}.get(relative, 0)
        else:
            direction = {"last": Tense.PAST, "past": Tense.PAST, "next": Tense.FUTURE}.get(which or "", tense)
            day = published.day if which not in ("last", "next") or month != published.month else 0
            edge = 40 if which == "last" and month == published.month else day
            year = _nearest_year(month, edge, published, direction)
    part = expression.get("part")
    if part is None:
        return f"{year}-{month:02}"
    return _third_of_month(year, month, part)


def _third_of_month(year: int, month: int, part: str) -> str:
    first, last = _THIRDS[_third(part)]
    last = min(last, calendar.monthrange(year, month)[1])
    return f"{year}-{month:02}-{first:02}/{year}-{month:02}-{last:02}"


def _third(part: str | None) -> str:
    words = (part or "").removeprefix("the ").split(" ")
    return _PARTS.get(words[0], words[0])


def _third_of_year(year: int, part: str | None) -> str:
    first, last = _YEAR_THIRDS[_third(part)]
    return f"{year}-{first:02}/{year}-{last:02}"


def _quarter(year: int, number: int) -> str:
    first = 3 * number - 2
    return f"{year}-{first:02}/{year}-{first + 2:02}"


def _relative_quarter(expression: Expression, published: date, tense: Tense) -> str:
    """'last quarter', 'the third quarter (of this year)': without a year the last one that is over, or the next."""
    now = published.year * 4 + (published.month - 1) // 3
    if which := expression.get("which"):
        found = now + {"last": -1, "past": -1, "previous": -1, "next": 1}.get(which, 0)
        return _quarter(found // 4, found % 4 + 1)
    number, relative = expression.integer("ordinal") or 1, expression.get("relyear")
    if relative:
        return _quarter(published.year + {"last": -1, "next": 1}.get(relative, 0), number)
    ahead = published.year * 4 + number - 1
    if tense is not Tense.FUTURE and ahead > now:
        ahead -= 4
    return _quarter(ahead // 4, number)


def _relative(expression: Expression, published: date, tense: Tense) -> str | None:
    kind, which = expression.kind, expression.get("which")
    if kind == "weekday":
        weekday = expression.integer("weekday")
        if weekday is None or (expression.get("weekday") or "").endswith("s"):
            return None
        back = (published.weekday() - weekday) % 7
        if which in ("last", "past"):
            return (published - timedelta(days=back or 7)).isoformat()
        if which == "next" or (which == "this" and back) or tense is Tense.FUTURE:
            ahead = (weekday - published.weekday()) % 7
            return (published + timedelta(days=ahead or (7 if which == "next" else 0))).isoformat()
        return (published - timedelta(days=back)).isoformat()
    if kind == "day":
        offset = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(expression.get("word") or "", 0)
        return (published + timedelta(days=offset)).isoformat()
    if kind == "quarter":
        return _relative_quarter(expression, published, tense)
    if kind == "now":
        return published.isoformat()
    if kind == "season":
        season = expression.integer("season")
        year = published.year - (
            which in ("last", "past") and published.month < {21: 6, 22: 9, 23: 12}.get(season or 0, 3)
        )
        return f"{year + (which == 'next')}-{season}"
    unit, number = expression.get("unit") or "", expression.integer("number")
    if kind in ("period", "part"):
        return _period(which, unit, published, expression.get("part"))
    if number is None:
        return None
    if kind == "ago":
        return _shift(published, unit, -number)
    if kind == "hence" and tense is Tense.FUTURE and expression.get("prefix") == "in":
        return _shift(published, unit, number)
    if kind == "span":
        ahead = which in ("next", "coming")
        edge = _shift_day(published, unit, number if ahead else -number)
        if edge is None:
            return None
        return f"{published}/{edge}" if ahead else f"{edge}/{published}"
    return None


def _period(which: str | None, unit: str, published: date, part: str | None) -> str | None:
    step = {"last": -1, "past": -1, "previous": -1, "next": 1}.get(which or "", 0)
    if unit == "year":
        return (
            _third_of_year(published.year + step, part)
            if part and _third(part) in _YEAR_THIRDS
            else str(published.year + step)
        )
    if unit == "month":
        count = published.year * 12 + published.month - 1 + step
        year, month = count // 12, count % 12 + 1
        return _third_of_month(year, month, part) if part else f"{year}-{month:02}"
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return f"{monday}/{monday + timedelta(days=6)}"
    if unit == "weekend":
        saturday = published - timedelta(days=published.weekday()) + timedelta(weeks=step, days=5)
        return f"{saturday}/{saturday + timedelta(days=1)}"
    return None


def _shift(published: date, unit: str, number: int) -> str | None:
    if unit in ("hour", "minute"):
        return published.isoformat() if number < 12 or unit == "minute" else None
    if unit == "day":
        return (published + timedelta(days=number)).isoformat()
    if unit == "week":
        middle = published + timedelta(weeks=number)
        monday = middle - timedelta(days=middle.weekday())
        return f"{monday}/{monday + timedelta(days=6)}"
    if unit == "month":
        count = published.year * 12 + published.month - 1 + number
        return f"{count // 12}-{count % 12 + 1:02}"
    if unit == "year":
        return str(published.year + number)
    return f"{(published.year + 10 * number) // 10}X" if unit == "decade" else None


def _shift_day(published: date, unit: str, number: int) -> date | None:
    days = {"day": 1, "week": 7}.get(unit)
    if days is not None:
        return published + timedelta(days=days * number)
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)
    if months is None:
        return None
    count = published.year * 12 + published.month - 1 + months * number
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(published.day, calendar.monthrange(year, month)[1]))
