"""PDF files: the text layer of all pages, by pypdf."""

import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from extract.readers.source import ReadFailure, Source
from graph.errors import InputError
from graph.model import Document

__all__ = ["read_pdf"]

_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_WRAP = re.compile(r"(?<=[^\s.!?:\"”\u2019])[ \t]*\n(?=[^\s])")


def read_pdf(source: Source) -> Iterator[Document | ReadFailure]:
    """Yield the document of a PDF file; lines broken by the page layout are joined again.

    The file's creation date is not its publication date and is not taken for it.
    """
    data = source.data()
    if b"%PDF-" not in data[:1024]:
        raise InputError("not a PDF file")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF is encrypted; save it without a password")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        head = reader.metadata
    # pypdf raises plain Python errors on files that are broken in ways it did not foresee.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise InputError(f"the PDF cannot be read: {type(error).__name__}: {error}") from error
    if not text.strip():
        raise InputError("the PDF has no text layer (scanned pages?); run it through OCR first")
    yield source.document(
        _WRAP.sub(" ", _HYPHEN.sub("", text.replace("\r\n", "\n"))),
        title=str(head.title) if head and head.title else None,
        authors=(str(head.author),) if head and head.author else (),
    )
