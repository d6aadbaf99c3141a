"""What a reader gets and what it gives back: bytes with what is known about them; documents or failures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from extract.dateline import find_dateline
from extract.dates import iso_date
from graph.errors import InputError
from graph.ids import document_iri
from graph.model import Document

__all__ = ["FILE_LIMIT", "TEXT_LIMIT", "ReadFailure", "Reader", "Source"]

FILE_LIMIT = 50_000_000
"""Most bytes of one document's file (or of one line of JSON Lines)."""

TEXT_LIMIT = 5_000_000
"""Most characters of one document's text: far above any article, below what would fill the memory."""


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """An input that gave no document: where (a path, for JSON Lines with a line number from 1) and why."""

    path: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Source:
    """An open input: `name` for messages, `key` from which the document's id is made unless it has its own.

    `published` (ISO 8601) and `publisher` stand in for what the document does not say itself.
    """

    name: str
    key: str
    stream: BinaryIO
    published: str | None = None
    publisher: str | None = None

    def data(self) -> bytes:
        """Return all bytes; raise `InputError` when there are none or more than `FILE_LIMIT`."""
        data = self.stream.read(FILE_LIMIT + 1)
        if not data:
            raise InputError("the file is empty")
        if len(data) > FILE_LIMIT:
            raise InputError(f"larger than the limit of {FILE_LIMIT // 1_000_000} MB; split it")
        return data

    def document(
        self,
        text: str,
        *,
        identifier: str | None = None,
        title: str | None = None,
        published: str | None = None,
        source: str | None = None,
        authors: tuple[str, ...] = (),
        language: str | None = None,
        url: str | None = None,
    ) -> Document:
        """Return the document of `text`; its id comes from `identifier`, else the URL, else the key.

        Raises `InputError` when the text is blank, too long or no text, or when `published` is no date.
        """
        if not text.strip():
            raise InputError("no text in it")
        if len(text) > TEXT_LIMIT:
            raise InputError(f"{len(text):,} characters of text; the limit is {TEXT_LIMIT:,}, split it")
        if "\0" in text:
            raise InputError("binary data, not text (it has NUL characters)")
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError(f"half a character (a lone surrogate) at position {error.start}") from error
        return Document(
            id=document_iri(identifier or url or self.key),
            text=text,
            title=_one_line(title),
            published=iso_date(published) if published else _dated(text) or self.published,
            source=_one_line(source) or self.publisher,
            authors=tuple(name for name in map(_one_line, authors) if name),
            language=_one_line(language) or "en",
            url=url or None,
        )


Reader = Callable[[Source], Iterator[Document | ReadFailure]]
"""Reads one input; listed by suffix in `extract.readers.table`; raises `InputError` when nothing can be read."""


def _dated(text: str) -> str | None:
    """The day that the text's own dateline tells, where it tells the year too."""
    opening = find_dateline(text)
    return opening.published if opening is not None else None


def _one_line(value: str | None) -> str | None:
    return (" ".join(value.split()) or None) if value else None
