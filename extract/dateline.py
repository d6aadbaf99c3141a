"""The dateline of a wire story: place, day and agency before its first words ("MANILA, March 11, 2025 (AFP) - ")."""

import re
from dataclasses import dataclass

from extract.dates import iso_date
from graph.errors import InputError

__all__ = ["Dateline", "find_dateline", "first_lines"]

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:{_MONTH}\ \d{{1,2}}|\d{{1,2}}\ {_MONTH})"
_DASH = r"(?:--|[-\u2013\u2014])"
_DATELINE = re.compile(
    rf"""\s*
    (?:
        (?P<place>[A-Z][A-Z\ .'\u2019/-]{{2,40}}(?:,\ (?!{_MONTH}\b)[A-Z][\w.\ ]{{1,30}})?)\s*
        (?:,?\s*(?P<day>{_DAY}(?:,?\ (?P<year>(?:19|20)\d\d))?)\s*)?
        (?:\((?P<agency>[^()\n]{{2,60}})\)\s*)?
      | (?P<mixed>[A-Z][\w.'\u2019-]+(?:\ [A-Z][\w.'\u2019-]+){{0,3}}(?:,\ [A-Z][\w.\ ]{{1,30}})?)\s+
        \((?P<agency2>[A-Z]{{2,6}})\)\s*
      | \((?P<agency3>[A-Z][\w\ ]{{1,30}})\)\s*
    )
    {_DASH}\s""",
    re.VERBOSE,
)
_LINES = 6
_HEAD = 20_000
"""Characters in which the first lines are looked for."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Characters `start:end` of the text with what they name; `published` is an ISO day where the year is told."""

    start: int
    end: int
    place: str | None = None
    agency: str | None = None
    published: str | None = None


def first_lines(text: str) -> list[tuple[int, str]]:
    """Return the first lines of a text that are not blank, each with the offset of its first character."""
    found: list[tuple[int, str]] = []
    start = 0
    for line in text[:_HEAD].splitlines(keepends=True):
        if line.strip():
            found.append((start, line.rstrip("\r\n")))
            if len(found) == _LINES:
                break
        start += len(line)
    return found


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline that opens one of the first lines, None when there is none.

    >>> find_dateline("MANILA, March 11, 2025 (Example Wire) - It rained.")
    Dateline(start=0, end=40, place='MANILA', agency='Example Wire', published='2025-03-11')
    """
    for start, line in first_lines(text):
        found = _DATELINE.match(line)
        if found is not None:
            place = (found["place"] or found["mixed"] or "").strip() or None
            agency = found["agency"] or found["agency2"] or found["agency3"]
            return Dateline(start, start + found.end(), place, agency, _published(found))
    return None


def _published(found: re.Match[str]) -> str | None:
    try:
        return iso_date(found["day"]) if found["year"] else None
    except InputError:
        return None
