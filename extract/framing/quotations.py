"""Quotations of a document: the token ranges between quotation marks, and how they go on."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.tree import Doc

__all__ = ["Quotation", "quotations"]

_OPEN, _CLOSE = "\u201c\u00ab", "\u201d\u00bb"
_STRAIGHT = ('"', "''", "``")


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Tokens `start:end` between quotation marks, the marks left out.

    `closed` is false where a paragraph ends before the closing mark: the next paragraph may go on.
    """

    start: int
    end: int
    closed: bool = True


def quotations(doc: Doc) -> Iterator[Quotation]:
    """Yield the quotations in order; one without a closing mark ends with its paragraph."""
    start: int | None = None
    for token in doc:
        text = token.text
        if text.isalnum():
            continue
        if any(mark in text for mark in _OPEN):
            start = token.i + 1
        elif any(mark in text for mark in _CLOSE) or (text in _STRAIGHT and start is not None):
            if start is not None and token.i > start:
                yield Quotation(start, token.i)
            start = None
        elif text in _STRAIGHT:
            start = token.i + 1
        elif "\n" in token.text_with_ws and token.is_space and start is not None:
            if token.i > start:
                yield Quotation(start, token.i, closed=False)
            start = None
    if start is not None and start < len(doc):
        yield Quotation(start, len(doc), closed=False)
