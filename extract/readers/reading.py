"""The door to all readers: paths or an open stream in, documents and failures out."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from extract.readers.dates import iso_date
from extract.readers.files import expand, key_of
from extract.readers.source import ReadFailure, Source
from extract.readers.table import READERS
from graph.errors import InputError
from graph.model import Document

__all__ = ["read", "read_stream"]


def read(
    paths: Iterable[str | Path], *, published: str | None = None, source: str | None = None
) -> Iterator[Document | ReadFailure]:
    """Yield the documents of files, folders and glob patterns, and a failure for all that gave none.

    `published` (a date) and `source` (a publisher) stand in where a document does not say itself. A
    document whose id came before is a failure: it would replace the other one unseen. Raises
    `InputError` when `published` is no date.
    """
    day = iso_date(published) if published else None
    seen: dict[str, str] = {}
    for item in chain.from_iterable(
        [found] if isinstance(found, ReadFailure) else _read_file(*found, day, source)
        for found in expand(paths, READERS)
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
