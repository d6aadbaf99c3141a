"""Plain text and Markdown, with an optional header."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from extract.readers.encoding import decode
from extract.readers.header import Header, split_header
from extract.readers.source import ReadFailure, Source
from graph.model import Document

__all__ = ["read_markdown", "read_text"]

_MARKDOWN = MarkdownIt("commonmark")


def read_text(source: Source) -> Iterator[Document | ReadFailure]:
    """Yield the document of a .txt file; offsets count from the end of its header."""
    header, text = split_header(decode(source.data()))
    yield _document(source, header, text)


def read_markdown(source: Source) -> Iterator[Document | ReadFailure]:
    """Yield the document of a .md file: its words without the markup, blocks apart by a blank line.

    The first heading of level 1 is the title unless the header names one. Code blocks and raw HTML are left out.
    """
    header, text = split_header(decode(source.data()))
    blocks: list[str] = []
    heading: str | None = None
    opened = ""
    for token in _MARKDOWN.parse(text):
        if token.type == "inline":
            words = _words(token)
            blocks.append(words)
            if opened == "h1" and heading is None:
                heading = words
        opened = token.tag if token.type == "heading_open" else ""
    yield _document(source, header, "\n\n".join(block for block in blocks if block), heading)


def _words(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts).strip()


def _document(source: Source, header: Header, text: str, title: str | None = None) -> Document:
    return source.document(
        text,
        identifier=header.id,
        title=header.title or title,
        published=header.date,
        source=header.source,
        authors=header.authors,
        language=header.language,
        url=header.url,
    )
