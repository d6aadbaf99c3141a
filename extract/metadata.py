"""Metadata that stands in the text itself: headline, byline, dateline. The text stays as it is."""

import re
from dataclasses import dataclass, replace

from extract.dateline import find_dateline, first_lines
from graph.model import Document

__all__ = ["Front", "read_front"]

_BYLINE = re.compile(
    r"^\s*By ((?:[A-Z][\w.'\u2019-]+\s?){2,5}(?:(?:,| and|, and) (?:[A-Z][\w.'\u2019-]+\s?){2,5})*)\s*$"
)
_LONGEST_TITLE = 220


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
    lines, opening = first_lines(document.text), find_dateline(document.text)
    for number, (start, line) in enumerate(lines):
        byline = _BYLINE.match(line)
        if byline is not None:
            skip.append((start, start + len(line)))
            if not authors:
                authors = tuple(p.strip() for p in re.split(r",? and |, ", byline[1]) if p.strip())
            continue
        if opening is not None and opening.start == start:
            skip.append((opening.start, opening.end))
            source = source or opening.agency
            break
        headline = len(line) <= _LONGEST_TITLE and not line.rstrip().endswith((".", "!", ","))
        if number == 0 and len(lines) > 1 and title is None and headline:
            title = " ".join(line.split())
    if lines and source:
        skip.extend(_publisher(lines[0], source))
    place = opening.place if opening is not None else None
    return Front(replace(document, title=title, authors=authors, source=source), tuple(skip), place)


def _publisher(line: tuple[int, str], source: str) -> list[tuple[int, int]]:
    """Return the span of a headline's tail that names its publisher: "... - The Times"."""
    start, text = line
    dashes = list(re.finditer(r"\s[-\u2013\u2014|]\s", text))
    if not dashes or source.casefold() not in text[dashes[-1].end() :].casefold():
        return []
    return [(start + dashes[-1].start(), start + len(text))]
