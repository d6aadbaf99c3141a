"""The door to all readers: paths or an open stream in, documents and failures out."""

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from extract.dates import iso_date
from extract.readers.files import expand, key_of
from extract.readers.source import ReadFailure, Source
from extract.readers.table import READERS
from graph.errors import InputError
from graph.model import Document

__all__ = ["STANDARD_INPUT", "estimate", "read", "read_stream"]

STANDARD_INPUT = "-"
"""The path that stands for standard input."""


def read(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    source: str | None = None,
    standard_input: BinaryIO | None = None,
) -> Iterator[Document | ReadFailure]:
    """Yield the documents of files, folders and glob patterns, and a failure for all that gave none.

    `published` (a date) and `source` (a publisher) stand in where a document does not say itself. A
    document whose id came before is a failure: it would replace the other one unseen. Where
    `standard_input` is given, the path `-` reads it: JSON Lines when it begins with "{", HTML with "<",
    PDF with "%PDF", else text. Raises `InputError` when `published` is no date.
    """
    day = iso_date(published) if published else None
    seen: dict[str, str] = {}
    for item in chain.from_iterable(
        _read_path(path, day, source, standard_input) for path in _listed_once(paths)
    ):
        if isinstance(item, ReadFailure):
            yield item
            continue
        document, place = item
        if document.id in seen:
            yield ReadFailure(place, f"the same document as in {seen[document.id]}: {document.id}")
        else:
            seen[document.id] = place
            yield document


def estimate(paths: Iterable[str | Path]) -> int | None:
    """Return about how many documents (and failures) `read` will yield, None when standard input is among them."""
    total = 0
    for path in _listed_once(paths):
        if path == STANDARD_INPUT:
            return None
        if isinstance(path, tuple) and path[0].suffix.lower() == ".jsonl":
            try:
                with path[0].open("rb") as stream:
                    total += sum(1 for line in stream if line.strip())
            except OSError:
                total += 1
        else:
            total += 1
    return total


def read_stream(
    stream: BinaryIO,
    suffix: str,
    *,
    name: str,
    published: str | None = None,
    source: str | None = None,
) -> Iterator[Document | ReadFailure]:
    """Yield the documents of an open binary stream (standard input, a request) in the format of `suffix`.

    `name` stands in messages and gives the id of a document that has none of its own. Raises
    `InputError` when `published` is no date.
    """
    yield from _read(Source(name, name, stream, iso_date(published) if published else None, source), suffix)


def _listed_once(paths: Iterable[str | Path]) -> Iterator[tuple[Path, Path] | ReadFailure | str]:
    given = list(paths)
    if STANDARD_INPUT in given:
        yield STANDARD_INPUT
    yield from expand((path for path in given if path != STANDARD_INPUT), READERS)


def _read_path(
    path: tuple[Path, Path] | ReadFailure | str,
    published: str | None,
    publisher: str | None,
    standard_input: BinaryIO | None,
) -> Iterator[tuple[Document, str] | ReadFailure]:
    if isinstance(path, ReadFailure):
        yield path
    elif isinstance(path, tuple):
        yield from _read_file(*path, published, publisher)
    elif standard_input is None:
        yield ReadFailure(path, "no such file or folder")
    else:
        data = standard_input.read()
        name = "standard input"
        for item in _read(Source(name, "stdin", io.BytesIO(data), published, publisher), _suffix_of(data)):
            yield item if isinstance(item, ReadFailure) else (item, name)


def _suffix_of(data: bytes) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    marks = ((b"{", ".jsonl"), (b"<", ".html"), (b"%PDF", ".pdf"))
    return next((suffix for mark, suffix in marks if head.startswith(mark)), ".txt")


def _read_file(
    path: Path, argument: Path, published: str | None, publisher: str | None
) -> Iterator[tuple[Document, str] | ReadFailure]:
    try:
        with path.open("rb") as stream:
            source = Source(str(path), key_of(path, argument), stream, published, publisher)
            for item in _read(source, path.suffix.lower()):
                yield item if isinstance(item, ReadFailure) else (item, str(path))
    except OSError as error:
        yield ReadFailure(str(path), error.strerror or str(error))


def _read(source: Source, suffix: str) -> Iterator[Document | ReadFailure]:
    reader = READERS.get(suffix)
    if reader is None:
        known = ", ".join(sorted(READERS))
        yield ReadFailure(source.name, f"no reader for {suffix or 'files without a suffix'}; known: {known}")
        return
    try:
        yield from reader(source)
    except InputError as error:
        yield ReadFailure(source.name, str(error))
