"""JSON Lines: one document per line, as an object with documented fields."""

import json
from collections.abc import Iterator
from typing import Any

from extract.readers.encoding import decode
from extract.readers.source import FILE_LIMIT, ReadFailure, Source
from graph.errors import InputError
from graph.model import Document

__all__ = ["FIELDS", "read_jsonl"]

FIELDS = ("id", "text", "title", "published", "source", "authors", "url", "language")
"""Fields of a line: `text` is needed, `authors` is a list or one string, other fields are passed over."""


def read_jsonl(source: Source) -> Iterator[Document | ReadFailure]:
    """Yield a document for each line; a bad line gives a `ReadFailure` with its number, the others go on."""
    number = 0
    while line := source.stream.readline(FILE_LIMIT + 1):
        number += 1
        if len(line) > FILE_LIMIT:
            yield ReadFailure(source.name, f"line is larger than {FILE_LIMIT // 1_000_000} MB", number)
            while line and not line.endswith(b"\n"):
                line = source.stream.readline(FILE_LIMIT)
            continue
        if not line.strip():
            continue
        try:
            yield _document(source, line, number)
        except InputError as error:
            yield ReadFailure(source.name, str(error), number)
    if number == 0:
        raise InputError("the file is empty")


def _document(source: Source, line: bytes, number: int) -> Document:
    try:
        data = json.loads(decode(line))
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from error
    if not isinstance(data, dict):
        raise InputError("not a JSON object")
    text = _string(data, "text")
    if text is None:
        raise InputError('no "text" in it')
    identifier = str(data["id"]) if isinstance(data.get("id"), int) else _string(data, "id")
    url = _string(data, "url")
    return source.document(
        text,
        identifier=identifier or url or f"{source.key}#{number}",
        title=_string(data, "title"),
        published=_string(data, "published"),
        source=_string(data, "source"),
        authors=_authors(data.get("authors")),
        language=_string(data, "language"),
        url=url,
    )


def _string(data: dict[str, Any], field: str) -> str | None:
    value = data.get(field)
    if value is not None and not isinstance(value, str):
        raise InputError(f'"{field}" is not a string')
    return value or None


def _authors(value: object) -> tuple[str, ...]:
    names = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError('"authors" is not a list of strings')
    return tuple(names)
