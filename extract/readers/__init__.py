"""Readers: files, folders, globs and streams become documents; one module per format, one line in READERS."""

from extract.readers.reading import estimate, read, read_stream
from extract.readers.source import ReadFailure
from extract.readers.table import READERS

__all__ = ["READERS", "ReadFailure", "estimate", "read", "read_stream"]
