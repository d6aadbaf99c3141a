"""Metadata that stands in the text itself: headline, byline, dateline. The text stays as it is."""

import re
from dataclasses import dataclass, replace

from graph.model import Document

__all__ = ["Front", "read_front"]

_BYLINE = re.compile(
    r"^\s*By ((?:[A-Z][\w.'\u2019-]+\s?){2,5}(?:(?:,| and|, and) (?:[A-Z][\w.'\u2019-]+\s?){2,5})*)\s*$"
)
_DATELINE = re.compile(
    r"^\s*(?P<place>[A-Z][A-Z .'\u2019-]{2,40}(?:, [A-Z][\w. ]{1,30})?)\s*"
    r"(?:,?\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2})\s*)?(?:\((?P<agency>[^()\n]{2,60})\))?\s*(?:--|[-\u2013\u2014])\s"
)
_LONGEST_TITLE = 220
_LINES = 6


@dataclass(frozen=True, slots=True)
class Front:
    """The document with its empty fields filled, and the character spans that are no prose.

    `skip` holds half-open spans of bylines, datelines and of the publisher's name behind a headline; `dateline` is
    the place written there.
    """

    document: Document
    skip: tuple[tuple[int, int], ...] = ()
    dateline: str | None = None


def read_front(document: Document) -> Front:
    """Read headline, byline and dateline of `document` into its empty fields."""
    title, authors, source = document.title, document.authors, document.source
    skip: list[tuple[int, int]] = []
    dateline: str | None = None
    lines = _first_lines(document.text)
    for number, (start, line) in enumerate(lines):
        byline = _BYLINE.match(line)
        if byline is not None:
            skip.append((start, start + len(line)))
            if not authors:
                authors = tuple(p.strip() for p in re.split(r",? and |, ", byline[1]) if p.strip())
            continue
        opening = _DATELINE.match(line)
        if opening is not None:
            skip.append((start, start + opening.end()))
            dateline = opening["place"].strip()
            source = source or opening["agency"]
            break
        headline = len(line) <= _LONGEST_TITLE and not line.rstrip().endswith((".", "!", ","))
        if number == 0 and len(lines) > 1 and title is None and headline:
            title = " ".join(line.split())
    if lines and source:
        skip.extend(_publisher(lines[0], source))
    return Front(replace(document, title=title, authors=authors, source=source), tuple(skip), dateline)


def _publisher(line: tuple[int, str], source: str) -> list[tuple[int, int]]:
    """Return the span of a headline's tail that names its publisher: "... - The Times"."""
    start, text = line
    dashes = list(re.finditer(r"\s[-\u2013\u2014|]\s", text))
    if not dashes or source.casefold() not in text[dashes[-1].end() :].casefold():
        return []
    return [(start + dashes[-1].start(), start + len(text))]


def _first_lines(text: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    start = 0
    for line in text[:20_000].splitlines(keepends=True):
        if line.strip():
            lines.append((start, line.rstrip("\r\n")))
            if len(lines) == _LINES:
                break
        start += len(line)
    return lines
