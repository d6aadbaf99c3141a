"""The table of readers, by file suffix."""

from types import MappingProxyType
from typing import Final

from extract.readers.html import read_html
from extract.readers.jsonl import read_jsonl
from extract.readers.pdf import read_pdf
from extract.readers.plain import read_markdown, read_text
from extract.readers.source import Reader

__all__ = ["READERS"]

READERS: Final = MappingProxyType[str, Reader](
    {
        ".htm": read_html,
        ".html": read_html,
        ".jsonl": read_jsonl,
        ".md": read_markdown,
        ".pdf": read_pdf,
        ".txt": read_text,
    }
)
"""Readers by suffix in lower case; another format is one module and one line here."""
